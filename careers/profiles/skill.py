"""What a page knows of one rated descriptor: where it is needed, what it goes with, how spread."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q, Sum

from careers.models import (
    CrosswalkEntry,
    CurrentReleases,
    Domain,
    ElementWords,
    Projection,
    Rating,
)
from careers.profiles.elements import ElementRow
from careers.profiles.load import ALL_OCCUPATIONS
from careers.profiles.ratings import rating_table
from careers.profiles.skills import IMPACT, IMPORTANCE, LEAST_IMPORTANCE
from careers.profiles.types import DERIVED, NOT_PUBLISHED, PUBLISHED, SUPPRESSED, Figure

LEVEL = "LV"
LEAST_CORRELATION = 0.4
COMPANION_COUNT = 8
NOT_RELEVANT, NOT_RATED = "not_relevant", "not_rated"
"""Statuses of a level: O*NET says it means nothing here, or gives none."""


@dataclass(frozen=True, slots=True)
class Scale:
    """A scale of O*NET: its name, its ends, and from where on a descriptor matters.

    `matters` is None where the scale has no such point.
    """

    key: str
    name: str
    least: float
    most: float
    matters: float | None


IMPORTANCE_SCALE = Scale(IMPORTANCE, "importance", 1.0, 5.0, LEAST_IMPORTANCE)
IMPACT_SCALE = Scale(IMPACT, "impact", -3.0, 3.0, None)


@dataclass(frozen=True, slots=True)
class OccupationRating:
    """How an occupation is rated; `value` is None where the source withholds it.

    `level` is on a scale from 0 to 7, None with the reason in `level_status`. `place` is the
    rank among what sets the occupation apart, from 1 to 6; None where it does not.
    """

    occupation: str
    title: str
    value: float | None
    level: float | None
    level_status: str
    place: int | None

    @property
    def status(self) -> str:
        """The status of the value."""
        return SUPPRESSED if self.value is None else PUBLISHED

    @property
    def text(self) -> str:
        """One decimal; a dash where withheld."""
        return _decimal(self.value)

    @property
    def level_text(self) -> str:
        """One decimal; a dash where there is none."""
        return _decimal(self.level)


@dataclass(frozen=True, slots=True)
class Bin:
    """Occupations rated from `low` to below `high`, at the top of the scale `high` included."""

    low: float
    high: float
    occupations: int


@dataclass(frozen=True, slots=True)
class SkillProfile:
    """Everything figures say of one descriptor; `words` are ours, None where there are none.

    `ratings` are those of all rated occupations, strongest first, withheld ones last; `rated`
    those that are not withheld. `apart` are the occupations it sets apart, furthest above `mean`
    first. `companions` are descriptors with their correlation. `jobs` are those in occupations
    where it matters, `all_jobs` the whole economy's, both None where the scale does not say.
    """

    element: ElementRow
    words: ElementWords | None
    scale: Scale
    releases: CurrentReleases
    ratings: tuple[OccupationRating, ...]
    mean: float | None
    bins: tuple[Bin, ...]
    companions: tuple[tuple[ElementRow, float], ...]
    jobs: Figure | None
    all_jobs: Figure | None

    @property
    def rated(self) -> list[OccupationRating]:
        """The occupations whose rating is published."""
        return [row for row in self.ratings if row.value is not None]

    @property
    def matters_in(self) -> int:
        """How many occupations it matters in."""
        return len(mattering(self.rated, self.scale))

    @property
    def apart(self) -> list[OccupationRating]:
        """The occupations it sets apart, strongest first: in the order of the ratings."""
        return [row for row in self.ratings if row.place is not None]

    @property
    def mean_text(self) -> str:
        """One decimal."""
        return _decimal(self.mean)


def skill_profile(
    element: ElementRow, elements: Sequence[ElementRow], releases: CurrentReleases
) -> SkillProfile:
    """The profile of a descriptor; `elements` are all that have pages.

    Three queries, one more where the process has not read the family's ratings yet.
    """
    scale = IMPACT_SCALE if element.domain == Domain.STYLE else IMPORTANCE_SCALE
    ratings = _ratings(element, scale, releases)
    values = [row.value for row in ratings if row.value is not None]
    jobs, all_jobs = _jobs(mattering(ratings, scale), releases) if scale.matters else (None, None)
    rows = {row.code: row for row in elements}
    close = rating_table(releases.onet, element.domain).correlations(element.code)
    return SkillProfile(
        element=element,
        words=ElementWords.objects.filter(element=element.code).first(),
        scale=scale,
        releases=releases,
        ratings=ratings,
        mean=math.fsum(values) / len(values) if values else None,
        bins=bins_of(values, scale),
        companions=tuple(
            (rows[code], value)
            for code, value in close[:COMPANION_COUNT]
            if value >= LEAST_CORRELATION
        ),
        jobs=jobs,
        all_jobs=all_jobs,
    )


def mattering(ratings: Iterable[OccupationRating], scale: Scale) -> list[str]:
    """The codes of the occupations a descriptor matters in; none where the scale does not say."""
    least = math.inf if scale.matters is None else scale.matters
    return [row.occupation for row in ratings if row.value is not None and row.value >= least]


def bins_of(values: Iterable[float], scale: Scale) -> tuple[Bin, ...]:
    """How many values lie in each half point of a scale."""
    count = round((scale.most - scale.least) * 2)
    found = [0] * count
    for value in values:
        found[min(max(int((value - scale.least) * 2 + 1e-9), 0), count - 1)] += 1
    return tuple(
        Bin(scale.least + place / 2, scale.least + (place + 1) / 2, occupations)
        for place, occupations in enumerate(found)
    )


def _ratings(
    element: ElementRow, scale: Scale, releases: CurrentReleases
) -> tuple[OccupationRating, ...]:
    """All ratings of a descriptor with their levels, in one query beside the family's table."""
    rows = Rating.objects.filter(
        release=releases.onet, element=element.code, scale__in=(scale.key, LEVEL)
    ).values_list(
        "occupation_id", "occupation__title", "scale", "value", "suppress", "not_relevant"
    )
    own: dict[str, tuple[str, float | None]] = {}
    levels: dict[str, tuple[float | None, str]] = {}
    for code, title, key, value, suppress, not_relevant in rows.order_by("occupation_id", "scale"):
        if key == scale.key:
            own[code] = title, None if suppress else value
        else:
            levels[code] = _level(value, suppress, not_relevant)
    apart = _places(element, scale, releases)
    found = [
        OccupationRating(
            code, title, value, *levels.get(code, (None, NOT_RATED)), place=apart.get(code)
        )
        for code, (title, value) in own.items()
    ]
    return tuple(
        sorted(
            found,
            key=lambda row: (
                row.value is None,
                -round(row.value or 0, 9),
                -(row.level or 0),
                row.title,
                row.occupation,
            ),
        )
    )


def _level(value: float, suppress: bool, not_relevant: bool) -> tuple[float | None, str]:
    if not_relevant:
        return None, NOT_RELEVANT
    return (None, SUPPRESSED) if suppress else (value, PUBLISHED)


def _places(element: ElementRow, scale: Scale, releases: CurrentReleases) -> Mapping[str, int]:
    """The rank of a descriptor among what sets an occupation apart, by occupation."""
    if scale.matters is None:
        return {}
    table = rating_table(releases.onet, element.domain)
    return {
        occupation: elements.index(element.code) + 1
        for occupation, elements in table.apart.items()
        if element.code in elements
    }


def _jobs(codes: Sequence[str], releases: CurrentReleases) -> tuple[Figure, Figure]:
    """Base-year jobs of the BLS codes of occupations, each code once, and of all occupations."""
    entries = CrosswalkEntry.objects.filter(release=releases.crosswalk, occupation__in=codes)
    counted = Projection.objects.filter(release=releases.projections).aggregate(
        here=Sum("base_employment", filter=Q(matrix__in=entries.values("matrix"))),
        all=Sum("base_employment", filter=Q(matrix=ALL_OCCUPATIONS)),
    )
    names = (releases.projections.short_name,) if releases.projections else ()
    here = Figure(
        counted["here"],
        "jobs",
        NOT_PUBLISHED if counted["here"] is None else DERIVED,
        "Sum over the BLS codes of the occupations rated 3 or more, each code once; a code counts"
        " in full where one of its occupations is rated so. The self-employed are included.",
        names,
    )
    everywhere = counted["all"]
    status = NOT_PUBLISHED if everywhere is None else PUBLISHED
    return here, Figure(everywhere, "jobs", status, "Published for all occupations.", names)


def _decimal(value: float | None) -> str:
    return "—" if value is None else f"{value:.1f}".replace("-", "−")
