"""Totals of a sector: its SOC groups, each matrix occupation counted once."""

from __future__ import annotations

from dataclasses import dataclass

from careers.models import (
    CurrentReleases,
    MatrixOccupation,
    Release,
    Sector,
    SectorGroup,
)
from careers.profiles.figures import merged_figures
from careers.profiles.load import NO_WAGE, code_rows, matrix_facts
from careers.profiles.types import Figure, Figures


@dataclass(frozen=True, slots=True)
class SectorTotals:
    """Jobs, growth and openings of a sector, and how many matrix occupations they count."""

    jobs: Figure
    growth: Figure
    openings: Figure
    growth_word: str
    occupations: int


def sector_of_group(major_group: str) -> Sector | None:
    """The sector that a SOC major group is counted in."""
    row = SectorGroup.objects.filter(group=major_group).select_related("sector").first()
    return row.sector if row else None


def sector_totals(releases: CurrentReleases | None = None) -> dict[str, SectorTotals]:
    """The totals of every sector by its slug, in three queries."""
    releases = releases or Release.objects.current()
    sectors = dict(SectorGroup.objects.values_list("group_id", "sector_id"))
    items = MatrixOccupation.objects.filter(is_line_item=True).values_list("code", flat=True)
    codes = [code for code in items if f"{code[:2]}-0000" in sectors]
    facts = matrix_facts(codes, releases)
    totals = {}
    for slug in set(sectors.values()):
        own = [code for code in codes if sectors[f"{code[:2]}-0000"] == slug]
        if own:
            rows = code_rows(dict.fromkeys(own, 1.0), facts, dict.fromkeys(own, NO_WAGE))
            totals[slug] = _totals(merged_figures(rows, releases), len(own))
    return totals


def _totals(figures: Figures, occupations: int) -> SectorTotals:
    return SectorTotals(
        figures.jobs, figures.growth, figures.openings, figures.growth_word, occupations
    )
