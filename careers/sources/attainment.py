"""BLS table 5.3: educational attainment of workers 25 and older, by matrix occupation.

Read from the projections workbook that holds it, or from the CSV made of it: the same rows.
"""

import re
from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from pathlib import Path

from careers.sources.files import SourceError, Table, one_text
from careers.sources.records import Record
from careers.sources.workbooks import Columns, open_workbook, require_columns

HEADINGS = {
    "title": r"\d{4} National Employment Matrix title",
    "code": r"\d{4} National Employment Matrix code",
    "less_than_high_school": r"Less than high school",
    "high_school": r"High school diploma",
    "some_college": r"Some college",
    "associate": r"Associate",
    "bachelor": r"Bachelor",
    "master": r"Master",
    "doctoral": r"Doctoral",
}
CSV_COLUMNS = {
    "title": "title",
    "code": "nem_code",
    "less_than_high_school": "lt_hs_pct",
    "high_school": "hs_pct",
    "some_college": "some_college_pct",
    "associate": "associate_pct",
    "bachelor": "bachelor_pct",
    "master": "master_pct",
    "doctoral": "doctoral_pct",
}
LEVELS = tuple(HEADINGS)[2:]
CODE = r"\d\d-\d{4}"


@dataclass(frozen=True, slots=True)
class AttainmentRow:
    """The percentage of an occupation's workers at each level; the seven add up to about 100."""

    code: str
    title: str
    less_than_high_school: float
    high_school: float
    some_college: float
    associate: float
    bachelor: float
    master: float
    doctoral: float


@dataclass(frozen=True, slots=True)
class Attainment:
    """One release of table 5.3; `years` as its title says ("2019 and 2021"), None for the CSV."""

    path: Path
    years: str | None

    def rows(self) -> Iterator[AttainmentRow]:
        """Yield the rows, the total of all occupations (00-0000) first. Raises `SourceError`."""
        seen: set[Hashable] = set()
        for record in _records(self.path):
            code = record.code("code", CODE)
            record.once(seen, code)
            shares = [record.number(level, 0, 100) for level in LEVELS]
            # Seven shares rounded to a tenth: their sum is within half a point of 100.
            if abs(sum(shares) - 100) > 0.5:
                raise record.error(f"the shares of {code} add up to {sum(shares):.1f}, not to 100")
            yield AttainmentRow(code, _title(record), *shares)


def read(path: Path) -> Attainment:
    """Find table 5.3 at `path`. Raises `SourceError` if it is not there."""
    if path.suffix.lower() != ".xlsx":
        Table(one_text(path)).require(CSV_COLUMNS.values())
        return Attainment(path, None)
    columns = _table(path)
    for text in columns.sheet.texts():
        if match := re.match(r"Table 5\.3 .*occupation, (\d{4}.*\d{2})\s*$", text):
            return Attainment(path, match[1])
    raise columns.sheet.error(1, "the title does not say of which years the table is")


def _records(path: Path) -> Iterator[Record]:
    if path.suffix.lower() == ".xlsx":
        return _table(path).records("code", CODE)
    return Table(one_text(path)).renamed(CSV_COLUMNS)


def _table(path: Path) -> Columns:
    with open_workbook(path) as book:
        for title in book.titles:
            if re.fullmatch(r"Table 5\.3", title.strip()):
                return require_columns(book.sheet(title), HEADINGS)
        found = ", ".join(book.titles)
    raise SourceError(path, None, f"sheet 'Table 5.3' is missing; found: {found}")


def _title(record: Record) -> str:
    # "Chief executives(1)": the note says that the survey's occupation is not an exact match.
    return re.sub(r"\s*[\[(]\d+[\])]$", "", record.required("title"))
