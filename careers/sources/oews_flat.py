"""OEWS as BLS's flat files: `oe.data.0.Current` with `oe.area`, `oe.release` and `oe.footnote`.

A series id is OEU, type of area (N, S, M), area (7), industry (6), occupation (6), datatype (2).
The 17 series of one cell stand together; only cross-industry cells are read, one at a time.
"""

from collections.abc import Hashable, Iterator
from datetime import date

from careers.sources.files import Table, TextFile
from careers.sources.oews_rows import (
    CROSS_INDUSTRY,
    AreaRow,
    Texts,
    WageRow,
    area_row,
    caps_of,
    encode_flags,
    period_of,
    wage_rows,
)
from careers.sources.records import FieldError

DATA = "oe.data.0.current"
COMPANIONS = ("oe.area", "oe.release", "oe.footnote")
COLUMNS = ("series_id", "year", "value", "footnote_codes")
# Footnotes that say why a value is withheld; the others explain how all of them are made.
_WITHHELD = ("5", "8", "4")
_SIZE = 25


def wages(file: TextFile, period: date) -> Iterator[WageRow]:
    """Yield the cross-industry cells. `period` is the release's: a row of another year is wrong."""
    return wage_rows(file, _texts(file, str(period.year)))


def _texts(file: TextFile, year: str) -> Iterator[tuple[int, Texts]]:
    for number, cell, values, notes in _cells(file, year):
        code = f"{cell[17:19]}-{cell[19:23]}"
        yield number, (cell[4:11], code, *values, encode_flags(notes) if notes else "")


def _cells(file: TextFile, year: str) -> Iterator[tuple[int, str, list[str], dict[str, str]]]:
    """Yield (last row, series id without datatype, 17 values, footnotes) of each cell."""
    current, last = "", 0
    values: list[str] = []
    notes: dict[str, str] = {}
    for number, fields in Table(file, delimiter="\t", quoted=False).rows(COLUMNS):
        series = fields[0].rstrip()
        if series[11:17] != CROSS_INDUSTRY and len(series) == _SIZE:
            continue
        cell, datatype = series[:-2], series[-2:]
        if cell != current:
            if current:
                yield last, current, values, notes
            current, values, notes = cell, [""] * 17, {}
        last = number
        try:
            _take(series, datatype, fields, year, values, notes)
        except FieldError as error:
            raise file.error(number, str(error)) from error
    if not current:
        raise file.error(None, f"has no row of industry {CROSS_INDUSTRY}, all industries together")
    yield last, current, values, notes


def _take(
    series: str,
    datatype: str,
    fields: tuple[str, ...],
    year: str,
    values: list[str],
    notes: dict[str, str],
) -> None:
    _, of_year, value, footnotes = fields
    if len(series) != _SIZE or not series.startswith("OEU"):
        raise FieldError(f"series '{series}' is not of OEWS: 25 characters that start with OEU")
    if of_year != year:
        raise FieldError(f"is of {of_year}; oe.release says {year}: are these of one release?")
    if not (datatype.isdecimal() and 1 <= int(datatype) <= 17):
        raise FieldError(f"datatype '{datatype}' is not one of 01 to 17")
    value = value.strip()
    index = int(datatype) - 1
    if values[index] or datatype in notes:
        raise FieldError(f"series {series} is there twice")
    values[index] = "" if value == "-" else value
    if footnotes:
        given = footnotes.replace(",", " ").split()
        reason = next((note for note in _WITHHELD if note in given), None)
        if reason and (not values[index] or reason == "5"):
            notes[datatype] = reason


def areas(file: TextFile) -> Iterator[AreaRow]:
    seen: set[Hashable] = set()
    table = Table(file, delimiter="\t", quoted=False)
    for record in table.records(("state_code", "area_code", "area_name")):
        record.once(seen, record.text("area_code"))
        try:
            yield area_row(
                record.text("area_code"), record.required("area_name"), record.text("state_code")
            )
        except FieldError as error:
            raise record.error(str(error)) from error


def caps(file: TextFile) -> tuple[float, int] | None:
    """Return the (hourly, annual) cap that `oe.footnote` states, None if it states none."""
    table = Table(file, delimiter="\t", quoted=False)
    texts = [record.text("footnote_text") for record in table.records(("footnote_text",))]
    return next((found for found in map(caps_of, texts) if found), None)


def release(file: TextFile) -> date:
    """Return the month that `oe.release` describes ("May 2025")."""
    table = Table(file, delimiter="\t", quoted=False)
    for record in table.records(("description",)):
        if period := period_of(record.text("description")):
            return period
    raise file.error(None, "names no month, as in 'May 2025'")
