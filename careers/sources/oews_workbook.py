"""OEWS as the national workbook of one year: `national_M<year>_dl.xlsx`.

Marks become flags: # is footnote 5 of its datatype (or of its letter, where mean and percentiles
all carry it), * in a year-only or hour-only occupation is 4, and elsewhere * and ** are 8. A code
that BLS aggregated to a broad group stands there twice, as broad and as detailed, with the same
values: it is one row.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from careers.sources.oews_rows import (
    DATATYPES,
    LETTERS,
    NATION,
    Texts,
    WageRow,
    caps_of,
    encode_flags,
    period_of,
    wage_rows,
)
from careers.sources.records import Record
from careers.sources.workbooks import Sheet, Workbook, open_workbook, require_columns

NOTES = "Field Descriptions"
# The columns of datatypes 01 to 17, in that order.
VALUES = (
    *("TOT_EMP", "EMP_PRSE", "H_MEAN", "A_MEAN", "MEAN_PRSE"),
    *("H_PCT10", "H_PCT25", "H_MEDIAN", "H_PCT75", "H_PCT90"),
    *("A_PCT10", "A_PCT25", "A_MEDIAN", "A_PCT75", "A_PCT90"),
    *("JOBS_1000", "LOC_QUOTIENT"),
)
KEYS = ("AREA", "NAICS", "OCC_CODE", "O_GROUP", "ANNUAL", "HOURLY")
_MARKS = frozenset({"*", "**", "#"})


def describe(path: Path) -> tuple[date, tuple[float, int] | None]:
    """Return (the month that the workbook describes, its caps) from its field descriptions."""
    with open_workbook(path) as book:
        if NOTES not in book.titles:
            found = ", ".join(book.titles)
            raise book.error(f"sheet '{NOTES}' is missing; found: {found}; is this OEWS?")
        sheet = book.sheet(NOTES)
    texts = list(sheet.texts())
    period = next((found for found in map(period_of, texts) if found), None)
    if period is None:
        raise sheet.error(None, "names no month, as in 'May 2024 OEWS Estimates'")
    return period, next((found for found in map(caps_of, texts) if found), None)


def wages(path: Path) -> Iterator[WageRow]:
    with open_workbook(path) as book:
        sheet = _table(book)
    return wage_rows(sheet, _texts(sheet))


def _texts(sheet: Sheet) -> Iterator[tuple[int, Texts]]:
    headings = {name: f"{name}$" for name in (*KEYS, *VALUES)}
    columns = require_columns(sheet, headings, ("ANNUAL", "HOURLY", "JOBS_1000", "LOC_QUOTIENT"))
    seen: dict[str, tuple[str, Texts]] = {}
    for record in columns.records("OCC_CODE", r"\d\d-\d{4}"):
        code, level, texts = record.text("OCC_CODE"), record.text("O_GROUP"), _fields(record)
        if code not in seen:
            seen[code] = level, texts
            yield record.row, texts
        elif seen[code][0] == level or seen[code][1] != texts:
            raise record.error(f"{code} is there twice, and not as two levels with equal values")


def _table(book: Workbook) -> Sheet:
    for title in book.titles:
        if title != NOTES:
            return book.sheet(title)
    raise book.error("has no sheet of estimates; is this OEWS?")


def _fields(record: Record) -> Texts:
    if record.text("AREA") != "99":
        raise record.error("is not the nation's; give the national workbook (national_M…_dl.xlsx)")
    if record.text("NAICS") != "000000":
        raise record.error("is of one industry; give the workbook of all industries together")
    values, notes = [], {}
    for name, datatype in zip(VALUES, DATATYPES.values(), strict=True):
        cell = record.cells.get(name)
        text = "" if cell is None else str(cell).strip()
        if text in _MARKS:
            notes[datatype] = _footnote(text, datatype, record)
            text = ""
        values.append(text)
    return (NATION, record.text("OCC_CODE"), *values, encode_flags(notes))


def _footnote(mark: str, datatype: str, record: Record) -> str:
    if mark == "#":
        return "5"
    only = {"H": record.cells.get("ANNUAL"), "A": record.cells.get("HOURLY")}
    letter = next(name for name, datatypes in LETTERS.items() if datatype in datatypes)
    return "4" if str(only.get(letter)).strip().upper() == "TRUE" else "8"
