"""The crosswalk from O*NET occupations to matrix occupations and OOH profiles."""

from __future__ import annotations

from collections.abc import Iterator

from careers.importers.base import Run, period_of
from careers.models import CrosswalkEntry, MatrixOccupation, Occupation
from careers.models.bulk import Row
from careers.sources import crosswalk


def load(run: Run) -> None:
    """Load a crosswalk, workbook or CSV. O*NET and projections have to be there."""
    source = crosswalk.read(run.path)
    name = run.name_release(f"{source.as_of:%B %Y}" if source.as_of else None)
    as_of = source.as_of.isoformat() if source.as_of else ""
    run.begin(name, period_of(name), details={"as_of": as_of})
    columns = ("occupation_id", "matrix_id", "ooh_title", "ooh_url")
    occupations, matrix = run.codes(Occupation), run.codes(MatrixOccupation)
    run.replace(CrosswalkEntry, columns, _rows(run, source, occupations, matrix))


def _rows(
    run: Run, source: crosswalk.Crosswalk, occupations: set[str], matrix: set[str]
) -> Iterator[Row]:
    for row in source.rows():
        if row.occupation not in occupations:
            raise run.unknown(row.occupation, "occupation", row=row.matrix_title)
        if row.matrix_code not in matrix:
            raise run.unknown(row.matrix_code, "matrix occupation", row=row.occupation)
        yield row.occupation, row.matrix_code, row.ooh_title, row.ooh_url
