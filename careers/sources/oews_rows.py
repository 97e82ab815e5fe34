"""What every form of OEWS gives: wages and areas as rows, and the language of their flags.

A value that BLS withholds is None, and `flags` says why. The 17 datatypes are BLS's own
(`oe.datatype`); four letters group them: E jobs (01, 02, 16, 17), H hourly (03, 06 to 10), A annual
(04, 11 to 15), R the wage's standard error (05). Flags are joined by "|": a letter and a footnote
where the whole group carries it, else datatype:footnote. So `H4` is an occupation paid by the year
only, `A4` one paid by the hour only, `E8` jobs not released, `H8|A8|R8` no wage released. `A5` says
that the annual mean and all five annual percentiles are withheld, each being at or above the cap;
`15:5` says it of the 90th percentile alone, and the others are there or carry their own flag.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from careers.sources.records import MONTHS, FieldError, Memo, Source, parse_number

# No published wage comes near: the highest of May 2025 are $455.08 an hour and $946,560 a year.
HOURLY_BOUND = 5_000
ANNUAL_BOUND = 10_000_000
JOBS_BOUND = 10**9
RATIO_BOUND = 10**6
NATION = "0000000"
CROSS_INDUSTRY = "000000"
Texts = tuple[str, ...]
LETTERS = {
    "E": ("01", "02", "16", "17"),
    "H": ("03", "06", "07", "08", "09", "10"),
    "A": ("04", "11", "12", "13", "14", "15"),
    "R": ("05",),
}


class WageRow(NamedTuple):
    """One occupation in one area: pay in dollars, standard errors in percent, None if withheld.

    A named tuple, unlike the other rows: a frozen dataclass of this width costs six times as much
    to make, half a second a release, and a driver's `executemany` takes this one as it is.
    Fields 2 to 18 are the datatypes 01 to 17 in order.
    """

    area: str
    code: str
    employment: int | None
    employment_rse: float | None
    hourly_mean: float | None
    annual_mean: int | None
    wage_rse: float | None
    h10: float | None
    h25: float | None
    h50: float | None
    h75: float | None
    h90: float | None
    a10: int | None
    a25: int | None
    a50: int | None
    a75: int | None
    a90: int | None
    jobs_per_1000: float | None
    location_quotient: float | None
    flags: str


# The field of a WageRow -> its datatype, "employment" -> "01" to "location_quotient" -> "17".
DATATYPES = {name: f"{number:02}" for number, name in enumerate(WageRow._fields[2:-1], 1)}


@dataclass(frozen=True, slots=True)
class AreaRow:
    """An area: `code` has 7 characters, `kind` is national, state, metro or nonmetro.

    `state_fips` ("00") and `state_abbr` ("US") are those of the state named first; `cbsa` is the
    5 digits of a metro, "" otherwise. Territories are states.
    """

    code: str
    kind: str
    name: str
    state_fips: str
    state_abbr: str
    cbsa: str


def area_row(code: str, name: str, state_fips: str) -> AreaRow:
    """Make an AreaRow from what BLS publishes. Raises `FieldError` for an unknown state or code."""
    if not re.fullmatch(r"\d{7}", code):
        raise FieldError(f"area code '{code}' does not have 7 digits")
    if code == NATION:
        return AreaRow(code, "national", "United States", "00", "US", "")
    if state_fips not in STATES:
        raise FieldError(f"state code '{state_fips}' of area {code} is not known")
    kind = "metro" if code.startswith("00") else "state" if code[2:] == "00000" else "nonmetro"
    cbsa = code[2:] if kind == "metro" else ""
    return AreaRow(code, kind, name, state_fips, STATES[state_fips], cbsa)


def cell_status(flags: str, datatype: str, value: float | None) -> str:
    """Say what one value of a WageRow is, from the row's flags and the value's datatype ("13").

    published: the value is BLS's. at_least: at or above the cap (footnote 5). suppressed: BLS has
    an estimate and does not release it (8). not_published: BLS does not make this figure (4, or no
    footnote: national rows have no jobs per 1,000).
    """
    note = _notes(flags).get(datatype)
    if note == "5":
        return "at_least"
    if value is not None:
        return "published"
    return "suppressed" if note == "8" else "not_published"


@lru_cache(maxsize=4096)
def _notes(flags: str) -> Mapping[str, str]:
    notes = {}
    for flag in filter(None, flags.split("|")):
        if ":" in flag:
            datatype, note = flag.split(":")
            notes[datatype] = note
        else:
            notes.update(dict.fromkeys(LETTERS[flag[0]], flag[1:]))
    return notes


def encode_flags(notes: Mapping[str, str]) -> str:
    """Write footnotes by datatype as flags: letters first, then datatypes, each in order.

    Nationally the datatypes 16 and 17 are not made: E stands for 01 and 02 there.
    """
    left = dict(notes)
    flags = []
    for letter, datatypes in LETTERS.items():
        carried = {notes.get(datatype) for datatype in datatypes}
        if letter == "E" and "16" not in notes and "17" not in notes:
            carried = {notes.get("01"), notes.get("02")}
        note = carried.pop() if len(carried) == 1 else None
        if note:
            flags.append(letter + note)
            for datatype in datatypes:
                left.pop(datatype, None)
    return "|".join([*flags, *(f"{datatype}:{left[datatype]}" for datatype in sorted(left))])


def wage_rows(source: Source, texts: Iterable[tuple[int, Texts]]) -> Iterator[WageRow]:
    """Make rows of (row number, the texts of a WageRow's fields, "" where withheld).

    Raises the source's error, naming the row, for what is not a number or a code, a wage out of
    bounds, percentiles that fall, an occupation that is there twice in an area.
    """
    read = Reading()
    seen: defaultdict[str, set[str]] = defaultdict(set)
    for number, fields in texts:
        try:
            row = read.whole(fields) or read.partial(fields)
        except FieldError as error:
            raise source.error(number, str(error)) from error
        codes = seen[row[0]]
        if row[1] in codes:
            raise source.error(number, f"area {row.area}, occupation {row.code} is there twice")
        codes.add(row[1])
        yield row


class Reading:
    """Reads the texts of one release; what was read before is looked up."""

    def __init__(self) -> None:
        self._area, self._code = Memo(_area), Memo(_occupation)
        self._ratio, self._hourly = Memo(_ratio), Memo(_hourly)
        annual, flags = Memo(_annual), Memo(_flags)
        memos: list[Memo[str, Any]] = [self._area, self._code, Memo(_employment), self._ratio]
        memos += [self._hourly, annual, self._ratio, *[self._hourly] * 5, *[annual] * 5]
        memos += [self._ratio, self._ratio, flags]
        self._readers = [memo.__getitem__ for memo in memos]

    # fmt: off
    def whole(self, fields: Texts) -> WageRow | None:
        """Make a row with every wage, as nine in ten have; None if one is withheld or wrong.

        Straight-line code, because a quarter of a million rows a release go through it: looking a
        decimal up takes half the time of parsing it, a whole number is parsed sooner.
        """
        (area, code, emp, emp_rse, h_mean, a_mean, rse, h10, h25, h50, h75, h90,
         a10, a25, a50, a75, a90, per_1000, quotient, flags) = fields
        if flags:
            return None
        hourly, ratio = self._hourly, self._ratio
        try:
            low, lower, mid, upper, top = (
                hourly[h10], hourly[h25], hourly[h50], hourly[h75], hourly[h90])
            p10, p25, p50, p75, p90 = int(a10), int(a25), int(a50), int(a75), int(a90)
            jobs, mean, share = int(emp), int(a_mean), float(per_1000)
            sound = (
                low <= lower <= mid <= upper <= top  # type: ignore[operator]
                and 0 < p10 <= p25 <= p50 <= p75 <= p90 <= ANNUAL_BOUND
                and 0 < mean <= ANNUAL_BOUND and 0 <= jobs <= JOBS_BOUND
                and 0 <= share <= RATIO_BOUND)
        except (TypeError, ValueError):
            return None
        return WageRow._make((
            self._area[area], self._code[code], jobs, ratio[emp_rse], hourly[h_mean], mean,
            ratio[rse], low, lower, mid, upper, top, p10, p25, p50, p75, p90,
            share, ratio[quotient], flags,
        )) if sound else None
    # fmt: on

    def partial(self, fields: Texts) -> WageRow:
        """Make any row. Raises `FieldError` for what is wrong in it."""
        row = WageRow._make([read(text) for read, text in zip(self._readers, fields, strict=True)])
        if not (_rise(row[7:12]) and _rise(row[12:17])):
            raise FieldError(f"the wage percentiles of {row.code} fall")
        return row


def _rise(percentiles: Sequence[float | None]) -> bool:
    known = [value for value in percentiles if value is not None]
    return known == sorted(known)


def _area(text: str) -> str:
    if not re.fullmatch(r"\d{7}", text):
        raise FieldError(f"area code '{text}' does not have 7 digits")
    return text


def _occupation(text: str) -> str:
    if not re.fullmatch(r"\d\d-\d{4}", text):
        raise FieldError(f"occupation code '{text}' is not of the form NN-NNNN")
    return text


def _flags(text: str) -> str:
    if not re.fullmatch(r"(([EHAR]|\d\d:)\d(\|([EHAR]|\d\d:)\d)*)?", text):
        raise FieldError(f"flags '{text}' are not of the form H4|15:5")
    return text


def _number(text: str, what: str, low: float, high: float) -> float | None:
    if not text:
        return None
    value = parse_number(text)
    if value is None:
        raise FieldError(f"{what} '{text}' is not a number")
    if not low <= value <= high:
        raise FieldError(f"{what} {text} is not between {low:,} and {high:,}")
    return value


def _hourly(text: str) -> float | None:
    return _number(text, "hourly wage", 0.01, HOURLY_BOUND)


def _annual(text: str) -> int | None:
    value = _number(text, "annual wage", 1, ANNUAL_BOUND)
    return None if value is None else round(value)


def _employment(text: str) -> int | None:
    value = _number(text, "employment", 0, JOBS_BOUND)
    return None if value is None else round(value)


def _ratio(text: str) -> float | None:
    return _number(text, "ratio or standard error", 0, RATIO_BOUND)


def period_of(text: str) -> date | None:
    """Return the first day of the month that a text names first ("May 2025 Estimates"), if any."""
    match = re.search(rf"\b({'|'.join(MONTHS)})\s+(\d{{4}})\b", text)
    return date(int(match[2]), MONTHS.index(match[1]) + 1, 1) if match else None


def release_name(period: date) -> str:
    return f"{MONTHS[period.month - 1]} {period.year}"


def caps_of(text: str) -> tuple[float, int] | None:
    """Return (hourly, annual) cap in dollars from BLS's own sentence on top-coded wages, if any."""
    match = re.search(r"\$([\d,.]+) per hour or \$([\d,]+\d) per year", text)
    if not match:
        return None
    return float(match[1].replace(",", "")), int(match[2].replace(",", ""))


# FIPS codes of the states and territories that OEWS covers (oe.area gives codes without names).
STATES: dict[str, str] = dict(
    re.findall(
        r"(\d\d) ([A-Z]{2})",
        "01 AL 02 AK 04 AZ 05 AR 06 CA 08 CO 09 CT 10 DE 11 DC 12 FL 13 GA 15 HI 16 ID 17 IL 18 IN "
        "19 IA 20 KS 21 KY 22 LA 23 ME 24 MD 25 MA 26 MI 27 MN 28 MS 29 MO 30 MT 31 NE 32 NV 33 NH "
        "34 NJ 35 NM 36 NY 37 NC 38 ND 39 OH 40 OK 41 OR 42 PA 44 RI 45 SC 46 SD 47 TN 48 TX 49 UT "
        "50 VT 51 VA 53 WA 54 WV 55 WI 56 WY 66 GU 72 PR 78 VI",
    )
)
