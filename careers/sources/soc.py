"""The Standard Occupational Classification: its groups and occupations, and what is in which.

Read from the official structure workbook or from the CSV of it. Both list every code after the
group that it is in, and that order tells the parent: codes do not (15-1250 is in 15-1200, but
31-1120 in 31-1100, and 29-1221 in 29-1210).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from careers.sources.files import SourceError, Table, one_text
from careers.sources.records import Record
from careers.sources.workbooks import Sheet, open_workbook, require_columns

LEVELS = ("major", "minor", "broad", "detailed")
HEADINGS = {
    "major": r"Major Group$",
    "minor": r"Minor Group$",
    "broad": r"Broad (Group|Occupation)$",
    "detailed": r"Detailed Occupation$",
}
CSV_COLUMNS = ("level", "soc_code", "title")
CODE = r"\d\d-\d{4}"


@dataclass(frozen=True, slots=True)
class SocRow:
    """A group or occupation. `level` is one of `LEVELS`; `parent` is "" for a major group."""

    code: str
    title: str
    level: str
    parent: str


@dataclass(frozen=True, slots=True)
class SocStructure:
    """One version of the classification, by its year ("2018")."""

    path: Path
    version: str

    def rows(self) -> Iterator[SocRow]:
        """Yield every code, a group before what is in it. Raises `SourceError`."""
        path: list[str] = []
        last = ""
        for record, level, code, title in _codes(self.path):
            depth = LEVELS.index(level)
            if code <= last:
                told = "is there twice" if code == last else f"stands after {last}"
                raise record.error(f"{code} {told}; the codes have to rise")
            if depth > len(path) or (depth and path[0][:2] != code[:2]):
                raise record.error(f"{code} is not in a {LEVELS[depth - 1]} group")
            path[depth:] = [code]
            last = code
            yield SocRow(code, title, level, path[depth - 1] if depth else "")


def read(path: Path) -> SocStructure:
    """Find a structure at `path`. Raises `SourceError` if it is none, or its year is not told."""
    if path.suffix.lower() == ".xlsx":
        sheet = _sheet(path)
        require_columns(sheet, HEADINGS)
        named = f"{sheet.title} {path.name}"
    else:
        file = one_text(path)
        Table(file).require(CSV_COLUMNS)
        named = f"{file.name} {path.name}"
    match = re.search(r"(?<!\d)(20\d\d)(?!\d)", named)
    if not match:
        raise SourceError(path, None, "its name tells no year, as in 'soc_2018.csv'")
    return SocStructure(path, match[1])


def _codes(path: Path) -> Iterator[tuple[Record, str, str, str]]:
    """Yield (record, level, code, title) in the order of the file."""
    if path.suffix.lower() != ".xlsx":
        for record in Table(one_text(path)).records(CSV_COLUMNS):
            level = record.text("level").lower()
            if level not in LEVELS:
                raise record.error(f"level '{level}' is not one of {', '.join(LEVELS)}")
            yield record, level, record.code("soc_code", CODE), record.required("title")
        return
    sheet = _sheet(path)
    columns = require_columns(sheet, HEADINGS)
    after = max(columns.positions.values()) + 1
    for number, row in enumerate(sheet.rows[columns.header :], columns.header + 1):
        codes = {level: row[columns.positions[level]] for level in LEVELS}
        given = {level: code for level, code in codes.items() if code}
        if given:
            record = Record(sheet, number, {**given, "title": row[after]})
            if len(given) > 1:
                raise record.error(f"has {len(given)} codes: {', '.join(map(str, given.values()))}")
            (level,) = given
            yield record, level, record.code(level, CODE), record.required("title")


def _sheet(path: Path) -> Sheet:
    with open_workbook(path) as book:
        return book.sheet(book.titles[0])
