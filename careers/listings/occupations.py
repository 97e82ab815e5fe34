"""Pay and jobs of occupations for the tables of a skill or a technology: nation or chosen area."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import FilteredRelation, Q
from django.urls import reverse

from careers.models import Area, AreaFigures, CurrentReleases, Occupation
from careers.profiles import wording
from careers.profiles.figures import ANNUAL, HOURLY
from careers.profiles.types import AT_LEAST, NOT_PUBLISHED, PUBLISHED

_MIDDLE = "m"
_COUNTED_IN = ("entry__matrix_id", "entry__matrix__title", "listing__code_set_id")
_NATIONAL = ("listing__is_hourly", "listing__pay", "listing__at_least", "listing__jobs")
_CODE_SET, _FIGURES = 4, 3
"""Where in a row its set stands, and how many columns of figures end it."""

_NOTHING = (None, "", None)


@dataclass(frozen=True, slots=True)
class OccupationLine:
    """An occupation with the figures of the code BLS counts it in, in the nation or an area.

    `matrix` is that code, `wider` its title where it holds other occupations too, both empty
    where there is none. Jobs are those of the base year, the self-employed included; in an area
    wage and salary jobs. `at_least` says whether middle pay may be more.
    """

    code: str
    title: str
    matrix: str
    wider: str
    pay: float | None
    is_hourly: bool
    at_least: bool
    jobs: int | None

    @property
    def url(self) -> str:
        """The page of the occupation."""
        return reverse("occupation", args=[self.code])

    @property
    def pay_text(self) -> str:
        """Rounded; a dash where not published."""
        if self.pay is None:
            return "—"
        unit = " an hour" if self.is_hourly else ""
        return f"{wording.dollars(self.pay)}{'+' if self.at_least else ''}{unit}"

    @property
    def jobs_text(self) -> str:
        """Rounded, in words; a dash where not published."""
        return "—" if self.jobs is None else wording.people(self.jobs)

    @property
    def pay_status(self) -> str:
        """The status of middle pay."""
        if self.pay is None:
            return NOT_PUBLISHED
        return AT_LEAST if self.at_least else PUBLISHED

    @property
    def jobs_status(self) -> str:
        """The status of the jobs."""
        return NOT_PUBLISHED if self.jobs is None else PUBLISHED

    @property
    def pay_unit(self) -> str:
        """The unit of middle pay."""
        return HOURLY if self.is_hourly else ANNUAL


def occupation_lines(
    codes: Collection[str], area: Area | None, releases: CurrentReleases
) -> dict[str, OccupationLine]:
    """The lines of occupations by code: one query for the nation, two for an area.

    Pay in an area is by the hour where the nation's is.
    """
    rows = list(
        Occupation.objects.filter(code__in=codes)
        .annotate(
            entry=FilteredRelation("crosswalk", condition=Q(crosswalk__release=releases.crosswalk))
        )
        .order_by("code")
        .values_list("code", "title", *_COUNTED_IN, *_NATIONAL)
    )
    if area is None:
        return {row[0]: _line(row, row[-_FIGURES:]) for row in rows}
    found = {
        code_set: figures
        for code_set, *figures in AreaFigures.objects.filter(
            area=area, code_set__in={row[_CODE_SET] for row in rows}
        ).values_list("code_set_id", "pay", "at_least", "jobs")
    }
    return {row[0]: _line(row, found.get(row[_CODE_SET], _NOTHING)) for row in rows}


def _line(row: Sequence[Any], figures: Sequence[Any]) -> OccupationLine:
    """`figures` are middle pay, what of the pay may be more, and jobs."""
    code, title, matrix, matrix_title, _, is_hourly, *_ = row
    pay, at_least, jobs = figures
    return OccupationLine(
        code=code,
        title=title,
        matrix=matrix or "",
        wider=matrix_title if matrix and code != f"{matrix}.00" else "",
        pay=pay,
        is_hourly=bool(is_hourly),
        at_least=_MIDDLE in (at_least or ""),
        jobs=jobs,
    )
