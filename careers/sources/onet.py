"""The O*NET database in its text form: one tab-separated file a table, in a zip or a folder.

Names of tables and columns are those of release 30.1; later releases renamed some (`TABLES`,
`RENAMED`). Work Context and Task Ratings are not read.
"""

import re
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from careers.sources.files import SourceError, Table, TextFile, list_texts
from careers.sources.records import NOTHING, FieldError, Memo, PairSet, Record, parse_number

OCCUPATION_CODE = r"\d\d-\d{4}\.\d\d"
REQUIRED = "Occupation Data"
# Our name of a table -> the sets of files that it is published as, newest name last. Release 31.0
# splits Skills in two, which are read as one.
TABLES: dict[str, tuple[tuple[str, ...], ...]] = {
    REQUIRED: ((REQUIRED,),),
    "Alternate Titles": (("Alternate Titles",), ("Job Titles",)),
    "Sample of Reported Titles": (("Sample of Reported Titles",),),
    "Content Model Reference": (("Content Model Reference",),),
    "Scales Reference": (("Scales Reference",),),
    "Skills": (("Skills",), ("Essential Skills", "Transferable Skills")),
    "Knowledge": (("Knowledge",),),
    "Abilities": (("Abilities",),),
    "Work Activities": (("Work Activities",),),
    "Interests": (("Interests",),),
    "Work Styles": (("Work Styles",),),
    "Work Values": (("Work Values",),),
    "Job Zones": (("Job Zones",),),
    "Related Occupations": (("Related Occupations",),),
    "Technology Skills": (("Technology Skills",), ("Software Skills",)),
    "Task Statements": (("Task Statements",),),
}
RENAMED = {
    "Alternate Title": ("Job Title",),
    "Reported Job Title": ("Job Title",),
    "Example": ("Software Example", "Software Skill"),
}
DOMAINS = {
    "Skills": "skill",
    "Knowledge": "knowledge",
    "Abilities": "ability",
    "Work Activities": "activity",
    "Interests": "interest",
    "Work Styles": "style",
    "Work Values": "value",
}
CODE = "O*NET-SOC Code"


@dataclass(frozen=True, slots=True)
class OccupationRow:
    code: str
    title: str
    description: str


@dataclass(frozen=True, slots=True)
class TitleRow:
    """An alternate title; `short_title` is its other form, None where there is none."""

    occupation: str
    title: str
    short_title: str | None


@dataclass(frozen=True, slots=True)
class ReportedTitleRow:
    """A title that workers gave; `shown`: My Next Move shows it."""

    occupation: str
    title: str
    shown: bool


@dataclass(frozen=True, slots=True)
class ElementRow:
    """A descriptor of the content model; description "" where the release has no reference."""

    element: str
    name: str
    description: str


@dataclass(frozen=True, slots=True)
class ScaleRow:
    scale: str
    name: str
    minimum: float
    maximum: float


@dataclass(frozen=True, slots=True)
class RatingRow:
    """One rating. `domain` is a value of `DOMAINS`; `rated` is YYYY-MM, "" where not said.

    `suppress`: of low precision, not to be used. `not_relevant`: the level is not to be shown.
    """

    occupation: str
    element: str
    element_name: str
    domain: str
    scale: str
    value: float
    suppress: bool
    not_relevant: bool
    rated: str


@dataclass(frozen=True, slots=True)
class JobZoneRow:
    """Job zone 1 (little or no preparation) to 5 (extensive preparation)."""

    occupation: str
    zone: int


@dataclass(frozen=True, slots=True)
class RelatedRow:
    """`tier` as O*NET names it (Primary-Short, ...); `index` orders from 1, nearest first."""

    occupation: str
    related: str
    tier: str
    index: int


@dataclass(frozen=True, slots=True)
class TechnologyRow:
    """`commodity` is a UNSPSC code of 8 digits; `hot`, `in_demand` as O*NET marks them."""

    occupation: str
    example: str
    commodity: str
    commodity_title: str
    hot: bool
    in_demand: bool


@dataclass(frozen=True, slots=True)
class TaskRow:
    """`kind` is Core, Supplemental, or "" where not said."""

    occupation: str
    task: int
    text: str
    kind: str


@dataclass(frozen=True, slots=True)
class Onet:
    """One O*NET release: its version ("30.1", None if no name says it) and its tables.

    `absent` lists the tables of `TABLES` that are not there: their iterators yield nothing. Every
    iterator raises `SourceError`, for a key that is there twice too.
    """

    path: Path
    version: str | None
    tables: Mapping[str, tuple[Table, ...]]
    absent: tuple[str, ...]

    def occupations(self) -> Iterator[OccupationRow]:
        seen: set[Hashable] = set()
        for record in self._records(REQUIRED, CODE, "Title", "Description"):
            code = record.code(CODE, OCCUPATION_CODE)
            record.once(seen, code)
            yield OccupationRow(code, record.required("Title"), record.text("Description"))

    def titles(self) -> Iterator[TitleRow]:
        name, short = "Alternate Title", "Short Title"
        for record in self._keyed("Alternate Titles", name, name, short):
            yield TitleRow(record.cells[CODE], record.required(name), record.text(short) or None)

    def reported_titles(self) -> Iterator[ReportedTitleRow]:
        name, shown = "Reported Job Title", "Shown in My Next Move"
        for record in self._keyed("Sample of Reported Titles", name, name, shown):
            yield ReportedTitleRow(record.cells[CODE], record.required(name), record.flag(shown))

    def elements(self) -> Iterator[ElementRow]:
        """Yield the content model; without its table, the elements that ratings name."""
        seen: set[Hashable] = set()
        if "Content Model Reference" in self.absent:
            for rating in self.ratings():
                if rating.element not in seen:
                    seen.add(rating.element)
                    yield ElementRow(rating.element, rating.element_name, "")
        columns = ("Element ID", "Element Name", "Description")
        for record in self._records("Content Model Reference", *columns):
            element = record.required("Element ID")
            record.once(seen, element)
            name = record.required("Element Name")
            yield ElementRow(element, name, record.text("Description"))

    def scales(self) -> Iterator[ScaleRow]:
        seen: set[Hashable] = set()
        columns = ("Scale ID", "Scale Name", "Minimum", "Maximum")
        for record in self._records("Scales Reference", *columns):
            scale = record.required("Scale ID")
            record.once(seen, scale)
            low, high = record.number("Minimum"), record.number("Maximum")
            yield ScaleRow(scale, record.required("Scale Name"), low, high)

    def ratings(self) -> Iterator[RatingRow]:
        """Yield the ratings of the seven domains, table by table in the order of `DOMAINS`."""
        limits = {scale.scale: (scale.minimum, scale.maximum) for scale in self.scales()}
        for name, domain in DOMAINS.items():
            seen = PairSet()
            for table in self.tables.get(name, ()):
                yield from _ratings(table, domain, limits, seen)

    def job_zones(self) -> Iterator[JobZoneRow]:
        for record in self._keyed("Job Zones", None, "Job Zone"):
            yield JobZoneRow(record.cells[CODE], record.whole("Job Zone", 1, 5))

    def related(self) -> Iterator[RelatedRow]:
        other = "Related O*NET-SOC Code"
        columns = (other, "Relatedness Tier", "Index")
        for record in self._keyed("Related Occupations", other, *columns):
            related = record.code(other, OCCUPATION_CODE)
            tier = record.required("Relatedness Tier")
            yield RelatedRow(record.cells[CODE], related, tier, record.whole("Index", 1, 1000))

    def technologies(self) -> Iterator[TechnologyRow]:
        columns = ("Example", "Commodity Code", "Commodity Title", "Hot Technology", "In Demand")
        for record in self._keyed("Technology Skills", "Example", *columns):
            yield TechnologyRow(
                record.cells[CODE],
                record.required("Example"),
                record.code("Commodity Code", r"\d{8}"),
                record.required("Commodity Title"),
                record.flag("Hot Technology"),
                record.flag("In Demand"),
            )

    def tasks(self) -> Iterator[TaskRow]:
        columns = ("Task ID", "Task", "Task Type")
        for record in self._keyed("Task Statements", "Task ID", *columns):
            task = record.whole("Task ID", 1, 10**9)
            text = record.required("Task")
            yield TaskRow(record.cells[CODE], task, text, record.text("Task Type"))

    def _records(self, name: str, *columns: str) -> Iterator[Record]:
        for table in self.tables.get(name, ()):
            yield from table.records(columns)

    def _keyed(self, name: str, key: str | None, *columns: str) -> Iterator[Record]:
        """Yield records of a table about occupations, each occupation and `key` only once."""
        seen: set[Hashable] = set()
        for record in self._records(name, CODE, *columns):
            code = record.code(CODE, OCCUPATION_CODE)
            record.once(seen, (code, record.cells[key]) if key else code)
            yield record


def read(path: Path) -> Onet:
    """Find the tables of a release, `.txt` or `.txt.gz`, in a folder or a zip.

    Raises `SourceError` where there is no Occupation Data.
    """
    files = list_texts(path)
    tables = {}
    for name, choices in TABLES.items():
        found = (tuple(files[f] for f in _keys(names) if f in files) for names in choices)
        chosen = next((texts for texts in found if texts), ())
        if chosen:
            tables[name] = tuple(
                Table(text, delimiter="\t", quoted=False, aliases=RENAMED) for text in chosen
            )
    if REQUIRED not in tables:
        shown = ", ".join(sorted(file.name for file in files.values())[:8]) or "nothing"
        reason = f"has no '{REQUIRED}.txt'; found: {shown}; is this the text form of a release?"
        raise SourceError(path, None, reason)
    absent = tuple(name for name in TABLES if name not in tables)
    return Onet(path, _version(path, files), tables, absent)


def _keys(names: tuple[str, ...]) -> list[str]:
    return [f"{name}.txt".lower() for name in names]


def _version(path: Path, files: Mapping[str, TextFile]) -> str | None:
    names = [path.name, path.resolve().name, *(file.member for file in files.values())]
    for name in names:
        if match := re.search(r"db_(\d+)_(\d+)", name):
            return f"{match[1]}.{match[2]}"
    if readme := files.get("read me.txt"):
        with readme.open() as stream:
            if match := re.search(r"O\*NET\W{0,3} (\d+\.\d+) Database", stream.read(10_000)):
                return match[1]
    return None


RATING_COLUMNS = (CODE, "Element ID", "Element Name", "Scale ID", "Data Value")
RATING_NOTES = ("Recommend Suppress", "Not Relevant", "Date")
Limits = Mapping[str, tuple[float, float]]


def _ratings(table: Table, domain: str, limits: Limits, seen: PairSet) -> Iterator[RatingRow]:
    # A third of a million rows: what repeats from row to row is read once, then looked up.
    codes = Memo(_occupation)
    texts = Memo(_named)

    def value_of(key: tuple[str, str]) -> float:
        return _value(*key, limits)

    values = Memo(value_of)
    marks = Memo(_mark)
    months = Memo(_month)
    for row, fields in table.rows(RATING_COLUMNS, RATING_NOTES):
        occupation, element, name, scale, text, suppress, not_relevant, date = fields
        try:
            rating = RatingRow(
                codes[occupation],
                texts[element],
                texts[name],
                domain,
                texts[scale],
                values[scale, text],
                marks[suppress],
                marks[not_relevant],
                months[date],
            )
        except FieldError as error:
            raise table.file.error(row, str(error)) from error
        if not seen.add(occupation, (element, scale)):
            raise table.file.error(row, f"{occupation} {element} {scale} is there twice")
        yield rating


def _occupation(text: str) -> str:
    if not re.fullmatch(OCCUPATION_CODE, text):
        raise FieldError(f"{CODE} '{text}' is not a code of the form wanted")
    return text


def _named(text: str) -> str:
    if text in NOTHING:
        raise FieldError("an element's code or name, or a scale, is missing")
    return text


def _value(scale: str, text: str, limits: Limits) -> float:
    value = parse_number(text)
    if value is None:
        raise FieldError(f"Data Value '{text}' is not a number")
    low, high = limits.get(scale, (value, value))
    # 0 stands for "none" on the high-point scales, whatever their minimum.
    if not low <= value <= high and value != 0:
        raise FieldError(f"Data Value {text} is outside scale {scale}, {low:g} to {high:g}")
    return value


def _mark(text: str) -> bool:
    if text not in ("Y", "N", "n/a", ""):
        raise FieldError(f"mark '{text}' is neither Y nor N")
    return text == "Y"


def _month(text: str) -> str:
    if text in NOTHING:
        return ""
    if match := re.fullmatch(r"(0[1-9]|1[0-2])/(\d{4})", text):
        return f"{match[2]}-{match[1]}"
    raise FieldError(f"Date '{text}' is not of the form MM/YYYY")
