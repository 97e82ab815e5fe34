"""BLS Occupational Employment and Wage Statistics, in any of its three forms.

`read` tells them apart: BLS's flat files (a folder or zip with `oe.data.0.Current`), the national
workbook, or the CSV with its companions. All give the same rows, described in `oews_rows`.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from careers.sources import oews_csv, oews_flat, oews_workbook
from careers.sources.files import SourceError, TextFile, is_folder, list_texts, require_file
from careers.sources.oews_rows import (
    DATATYPES,
    NATION,
    AreaRow,
    WageRow,
    area_row,
    cell_status,
    release_name,
)

__all__ = ["DATATYPES", "NATION", "AreaRow", "Oews", "WageRow", "cell_status", "read"]


@dataclass(frozen=True, slots=True)
class Oews:
    """One OEWS release: its name ("May 2025"), first day of its month, and where it was found.

    `hourly_cap` and `annual_cap` (dollars) are what the files say that withheld wages are at or
    above, None if they say nothing. `scope` is "national" or "areas", which has the nation too.
    `areas()` and `wages()` read the file anew at each call, and raise `SourceError`.
    """

    path: Path
    name: str
    period: date
    published: date | None
    hourly_cap: float | None
    annual_cap: int | None
    scope: str
    areas: Callable[[], Iterator[AreaRow]]
    wages: Callable[[], Iterator[WageRow]]


def read(path: Path) -> Oews:
    """Find a release at `path`. Raises `SourceError` if it is none, or lacks a companion."""
    if is_folder(path) or path.suffix.lower() == ".zip":
        return _flat(path, path)
    if path.suffix.lower() == ".xlsx":
        return _workbook(path)
    if path.name.removesuffix(".gz").lower() == oews_flat.DATA:
        return _flat(path, path.parent)
    return _csv(path)


def _flat(path: Path, folder: Path) -> Oews:
    files = list_texts(folder)
    missing = [name for name in (oews_flat.DATA, *oews_flat.COMPANIONS) if name not in files]
    if missing:
        reason = f"lacks {', '.join(missing)}; give BLS's flat files, a workbook or the CSV itself"
        raise SourceError(path, None, reason)
    period = oews_flat.release(files["oe.release"])
    return _oews(
        path,
        period,
        None,
        oews_flat.caps(files["oe.footnote"]),
        "areas",
        partial(oews_flat.areas, files["oe.area"]),
        partial(oews_flat.wages, files[oews_flat.DATA], period),
    )


def _csv(path: Path) -> Oews:
    file = TextFile(path)
    period, published = oews_csv.release(file)
    beside = {name: TextFile(path.parent / name) for name in ("areas.csv", "footnotes.csv")}
    for companion in beside.values():
        require_file(companion.path)
    return _oews(
        path,
        period,
        published,
        oews_csv.caps(beside["footnotes.csv"]),
        "areas",
        partial(oews_csv.areas, beside["areas.csv"]),
        partial(oews_csv.wages, file),
    )


def _workbook(path: Path) -> Oews:
    period, caps = oews_workbook.describe(path)
    nation = area_row(NATION, "", "")
    wages = partial(oews_workbook.wages, path)
    return _oews(path, period, None, caps, "national", lambda: iter((nation,)), wages)


def _oews(
    path: Path,
    period: date,
    published: date | None,
    caps: tuple[float, int] | None,
    scope: str,
    areas: Callable[[], Iterator[AreaRow]],
    wages: Callable[[], Iterator[WageRow]],
) -> Oews:
    hourly, annual = caps or (None, None)
    name = release_name(period)
    return Oews(path, name, period, published, hourly, annual, scope, areas, wages)
