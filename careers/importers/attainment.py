"""Educational attainment of workers by matrix occupation."""

from __future__ import annotations

from collections.abc import Iterator

from careers.importers.base import Run, period_of
from careers.models import Attainment, MatrixOccupation
from careers.models.bulk import Row
from careers.sources import attainment


def load(run: Run) -> None:
    """Load table 5.3, workbook or CSV. Projections have to be there."""
    source = attainment.read(run.path)
    name = run.name_release(source.years)
    run.begin(name, period_of(name), details={"years": name})
    codes = run.codes(MatrixOccupation)
    run.replace(Attainment, ("matrix_id", *attainment.LEVELS), _rows(run, source, codes))


def _rows(run: Run, source: attainment.Attainment, codes: set[str]) -> Iterator[Row]:
    for row in source.rows():
        if row.code not in codes:
            raise run.unknown(row.code, "matrix occupation", row=row.title)
        yield row.code, *(getattr(row, level) for level in attainment.LEVELS)
