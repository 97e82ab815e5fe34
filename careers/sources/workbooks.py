"""Opening official workbooks (.xlsx): sheets as numbered rows, columns found by their headings."""

import re
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import openpyxl

from careers.sources.files import SourceError, check_zip
from careers.sources.records import Record

# The largest workbook that is read has 0.5 MB, and expands to 4 MB.
MAX_EXPANDED = 2**28
Cells = tuple[Any, ...]
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a workbook: its title and all its rows, row n at index n - 1."""

    path: Path
    title: str
    rows: tuple[Cells, ...]

    def error(self, row: int | None, reason: str) -> SourceError:
        return SourceError(self.path, row, f"sheet '{self.title}': {reason}")

    def texts(self) -> Iterator[str]:
        """Yield every text of the sheet, row by row."""
        for row in self.rows:
            for cell in row:
                if isinstance(cell, str):
                    yield cell


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a sheet that were found, by our names for them."""

    sheet: Sheet
    header: int
    positions: Mapping[str, int]
    headings: Mapping[str, str] = field(default_factory=dict)

    def records(self, key: str, pattern: str) -> Iterator[Record]:
        """Yield each row whose `key` cell matches `pattern`.

        Rows before the header, notes and footers have no such cell and are left out. Raises
        `SourceError` where there is no row at all.
        """
        matches = re.compile(pattern).fullmatch
        found = False
        for number, row in enumerate(self.sheet.rows[self.header :], self.header + 1):
            cell = row[self.positions[key]] if self.positions[key] < len(row) else None
            if isinstance(cell, str) and matches(cell.strip()):
                found = True
                places = self.positions.items()
                cells = {name: row[i] if i < len(row) else None for name, i in places}
                yield Record(self.sheet, number, cells)
        if not found:
            raise self.sheet.error(None, "has a header and no rows; is it cut short?")


@contextmanager
def open_workbook(path: Path) -> Iterator["Workbook"]:
    """Open a workbook for as long as the block lasts. Raises `SourceError` if it is not one."""
    check_zip(path, MAX_EXPANDED)
    with path.open("rb") as stream:
        book = _guarded(path, lambda: openpyxl.load_workbook(stream, read_only=True))
        try:
            yield Workbook(path, book)
        finally:
            book.close()


@dataclass(frozen=True, slots=True)
class Workbook:
    path: Path
    book: Any

    def error(self, reason: str) -> SourceError:
        return SourceError(self.path, None, reason)

    @property
    def titles(self) -> list[str]:
        return list(self.book.sheetnames)

    def sheet(self, title: str) -> Sheet:
        """Read a whole sheet: the official ones have at most 1,500 rows."""

        def read() -> tuple[Cells, ...]:
            return tuple(self.book[title].iter_rows(values_only=True))

        return Sheet(self.path, title, _guarded(self.path, read))


def _guarded(path: Path, work: Callable[[], Result]) -> Result:
    """Run `work`; a workbook that is not one makes openpyxl raise nearly any exception."""
    try:
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", module=r"openpyxl\.")
            return work()
    except Exception as error:
        reason = f"is not a workbook that can be read ({error or type(error).__name__})"
        raise SourceError(path, None, reason) from error


def find_columns(
    sheet: Sheet, headings: Mapping[str, str], optional: Sequence[str] = ()
) -> Columns | None:
    """Find the header row by the text of its cells; None if the sheet has no such row.

    `headings` maps our name of a column to a pattern that its heading matches from its start,
    in any case, spaces as one. A row is the header if every column but the optional is in it.
    """
    patterns = {name: re.compile(text, re.IGNORECASE) for name, text in headings.items()}
    for number, row in enumerate(sheet.rows[:40], 1):
        cells = [" ".join(cell.split()) if isinstance(cell, str) else "" for cell in row]
        positions: dict[str, int] = {}
        for name, pattern in patterns.items():
            found = next((i for i, cell in enumerate(cells) if pattern.match(cell)), None)
            if found is not None:
                positions[name] = found
        if all(name in positions or name in optional for name in headings):
            return Columns(sheet, number, positions, {n: cells[i] for n, i in positions.items()})
    return None


def require_columns(
    sheet: Sheet, headings: Mapping[str, str], optional: Sequence[str] = ()
) -> Columns:
    """As `find_columns`; raises `SourceError` naming a column that no row of headings has."""
    found = find_columns(sheet, headings, optional)
    if found is not None:
        return found
    wanted = {name: text for name, text in headings.items() if name not in optional}
    texts = [" ".join(cell.split()) for row in sheet.rows[:40] for cell in row if _is_text(cell)]
    for name, text in wanted.items():
        if not any(re.match(text, cell, re.IGNORECASE) for cell in texts):
            reason = f"column '{name.replace('_', ' ')}' is missing; is this another table?"
            raise sheet.error(None, reason)
    raise sheet.error(None, "no row holds all the headings; is this another table?")


def _is_text(cell: object) -> bool:
    return isinstance(cell, str) and bool(cell)
