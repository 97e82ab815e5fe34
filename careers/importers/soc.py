"""The SOC structure: groups and occupations, each in its parent."""

from __future__ import annotations

from careers.importers.base import Run, period_of
from careers.models import SocGroup
from careers.sources import soc


def load(run: Run) -> None:
    """Load a structure, workbook or CSV."""
    source = soc.read(run.path)
    name = run.name_release(source.version)
    run.begin(name, period_of(name))
    run.upsert(
        SocGroup,
        ("code", "title", "level", "parent_id"),
        ((row.code, row.title, row.level, row.parent or None) for row in source.rows()),
    )
