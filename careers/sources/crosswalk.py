"""The BLS crosswalk from O*NET-SOC to the National Employment Matrix and the OOH profile.

Read from BLS's workbook or from the CSV made of it: the same rows.
"""

import re
from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from careers.sources.files import Table, one_text
from careers.sources.records import Record
from careers.sources.workbooks import Sheet, open_workbook, require_columns

HEADINGS = {
    "occupation": r"O\*NET-SOC Code$",
    "matrix_code": r"NEM Code$",
    "matrix_title": r"National Employment Matrix Occupational Title$",
    "ooh_title": r"OOH Profile Title$",
    "ooh_url": r"OOH Profile Website$",
}
CSV_COLUMNS = {
    "occupation": "onet_soc_code",
    "matrix_code": "nem_code",
    "matrix_title": "nem_title",
    "ooh_title": "ooh_profile_title",
    "ooh_url": "ooh_url",
}
OCCUPATION_CODE = r"\d\d-\d{4}\.\d\d"


@dataclass(frozen=True, slots=True)
class CrosswalkRow:
    """The matrix occupation of an O*NET occupation; "" for title and URL where OOH has none."""

    occupation: str
    matrix_code: str
    matrix_title: str
    ooh_title: str
    ooh_url: str


@dataclass(frozen=True, slots=True)
class Crosswalk:
    """One crosswalk; `as_of` is the day that the workbook states, None for the CSV."""

    path: Path
    as_of: date | None

    def rows(self) -> Iterator[CrosswalkRow]:
        """Yield the rows, one an O*NET occupation. Raises `SourceError`."""
        seen: set[Hashable] = set()
        for record in _records(self.path):
            occupation = record.code("occupation", OCCUPATION_CODE)
            record.once(seen, occupation)
            yield CrosswalkRow(
                occupation,
                record.code("matrix_code", r"\d\d-\d{4}"),
                record.required("matrix_title"),
                record.text("ooh_title"),
                _url(record),
            )


def read(path: Path) -> Crosswalk:
    """Find a crosswalk at `path`. Raises `SourceError` if it is none."""
    if path.suffix.lower() != ".xlsx":
        Table(one_text(path)).require(CSV_COLUMNS.values())
        return Crosswalk(path, None)
    sheet = _sheet(path)
    require_columns(sheet, HEADINGS)
    for text in sheet.texts():
        if match := re.match(r"As of (\d{1,2})/(\d{1,2})/(\d{4})\b", text):
            try:
                return Crosswalk(path, date(int(match[3]), int(match[1]), int(match[2])))
            except ValueError as error:
                raise sheet.error(None, f"'{text}' is not a date") from error
    return Crosswalk(path, None)


def _records(path: Path) -> Iterator[Record]:
    if path.suffix.lower() == ".xlsx":
        columns = require_columns(_sheet(path), HEADINGS)
        return columns.records("occupation", OCCUPATION_CODE)
    return Table(one_text(path)).renamed(CSV_COLUMNS)


def _sheet(path: Path) -> Sheet:
    with open_workbook(path) as book:
        return book.sheet(book.titles[0])


def _url(record: Record) -> str:
    url = record.text("ooh_url")
    if url and not re.fullmatch(r"https://www\.bls\.gov/\S+", url, re.IGNORECASE):
        raise record.error(f"'{url}' is not an address of www.bls.gov")
    return url
