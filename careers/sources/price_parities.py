"""BEA regional price parities: the three tables MARPP (metros), SARPP (states), PARPP (portions).

An index: 100 is the nation's level of all items together, in each year. The files are Latin-1 and
end in notes. Of the years, one column each, only the newest is read.
"""

import re
from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from careers.sources.files import SourceError, Table, TextFile, list_texts
from careers.sources.records import MONTHS, Record

TABLES = ("MARPP", "SARPP", "PARPP")
COLUMNS = ("GeoFIPS", "GeoName", "TableName", "LineCode")


@dataclass(frozen=True, slots=True)
class ParityRow:
    """One index. `line_code`: 1 all items, 2 goods, 3 housing, 4 utilities, 5 other services.

    `geofips` has 5 digits: a metro's CBSA code (MARPP), a state's SS000 (SARPP), a state's metro
    (SS998) or nonmetropolitan (SS999) portion (PARPP), 00000 the nation.
    """

    table: str
    geofips: str
    name: str
    line_code: int
    year: int
    value: float


@dataclass(frozen=True, slots=True)
class PriceParities:
    """One release: the newest year of the three tables, and when BEA last updated them."""

    path: Path
    year: int
    updated: date | None
    files: tuple[TextFile, ...]

    def rows(self) -> Iterator[ParityRow]:
        """Yield the indices of the year, table by table; places without one are left out."""
        for name, file in zip(TABLES, self.files, strict=True):
            seen: set[Hashable] = set()
            for record in _data(file, str(self.year)):
                if row := _row(record, name, self.year):
                    record.once(seen, (row.geofips, row.line_code))
                    yield row


def read(path: Path) -> PriceParities:
    """Find the three tables in a folder or zip.

    Raises `SourceError` where one is missing, or they do not agree on their newest year.
    """
    texts = list_texts(path, "latin-1")
    files = tuple(_only(path, texts, name) for name in TABLES)
    years = [_newest(file) for file in files]
    if len(set(years)) > 1:
        told = ", ".join(f"{name} {year}" for name, year in zip(TABLES, years, strict=True))
        raise SourceError(path, None, f"the newest years differ: {told}; fetch all three together")
    dates = [found for found in map(_updated, files) if found]
    return PriceParities(path, years[0], max(dates, default=None), files)


def _only(path: Path, texts: dict[str, TextFile], name: str) -> TextFile:
    found = [t for key, t in texts.items() if key.startswith(name.lower()) and key.endswith(".csv")]
    if len(found) == 1:
        return found[0]
    told = f"has {len(found)} files {name}*.csv; one is wanted" if found else f"lacks {name}*.csv"
    raise SourceError(path, None, told)


def _newest(file: TextFile) -> int:
    table = Table(file)
    table.require(COLUMNS)
    years = [int(name) for name in table.header() if re.fullmatch(r"\d{4}", name)]
    if not years:
        raise file.error(1, "has no column of a year; is this another table?")
    return max(years)


def _data(file: TextFile, year: str) -> Iterator[Record]:
    # The notes at the end have one field, where rows have as many as the header.
    return Table(file, notes=True).records((*COLUMNS, year))


def _row(record: Record, table: str, year: int) -> ParityRow | None:
    geofips = record.code("GeoFIPS", r"\d{5}")
    if record.text("TableName") != table:
        raise record.error(f"is of table {record.text('TableName')}, not of {table}")
    line = record.whole("LineCode", 1, 5)
    # BEA writes 0.000 for a portion that a state does not have: Delaware's nonmetropolitan one.
    value = record.number_or_none(str(year), 0, 1000)
    if not value:
        return None
    # The mark of the nation's nonmetropolitan portion is not part of its name.
    name = record.required("GeoName").rstrip(" *")
    return ParityRow(table, geofips, name, line, year, value)


def _updated(file: TextFile) -> date | None:
    pattern = rf'"?Last updated: ({"|".join(MONTHS)}) (\d{{1,2}}), (\d{{4}})'
    with file.open() as stream:
        for line in stream:
            if match := re.match(pattern, line):
                return date(int(match[3]), MONTHS.index(match[1]) + 1, int(match[2]))
    return None
