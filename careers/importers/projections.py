"""Employment Projections: matrix occupations, and jobs, growth and openings of each."""

from __future__ import annotations

from datetime import date

from careers.importers.base import Run
from careers.models import MatrixOccupation, Projection
from careers.sources import projections

COLUMNS = (
    "base_employment",
    "projected_employment",
    "growth_percent",
    "openings",
    "self_employed_percent",
    "entry_education",
    "work_experience",
    "training",
)


def load(run: Run) -> None:
    """Load one release, workbook or CSV."""
    source = projections.read(run.path)
    run.begin(
        run.name_release(source.name),
        date(source.base_year, 1, 1),
        details={"base_year": source.base_year, "target_year": source.target_year},
    )
    rows = list(source.rows())
    run.upsert(
        MatrixOccupation,
        ("code", "title", "is_line_item"),
        ((row.code, row.title, row.is_line_item) for row in rows),
    )
    run.replace(
        Projection,
        ("matrix_id", *COLUMNS),
        ((row.code, *(getattr(row, name) for name in COLUMNS)) for row in rows),
    )
