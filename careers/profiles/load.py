"""Reads what a profile is made of, a fixed number of queries whatever the mapping."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import F, FilteredRelation, Q, QuerySet

from careers.models import (
    NATION,
    CurrentReleases,
    MatrixOccupation,
    Occupation,
    Release,
    Wage,
)
from careers.profiles.types import CodeRow, OccupationRow

ALL_OCCUPATIONS = "00-0000"
"""The matrix code of all occupations together."""

_PROJECTION = (
    "base_employment",
    "growth_percent",
    "openings",
    "entry_education",
    "work_experience",
    "training",
)
ATTAINMENT_LEVELS = (
    "less_than_high_school",
    "high_school",
    "some_college",
    "associate",
    "bachelor",
    "master",
    "doctoral",
)
"""The seven levels of BLS table 5.3, lowest first."""

_WAGE = (
    "release_id",
    "code",
    "employment",
    "a10",
    "a25",
    "a50",
    "a75",
    "a90",
    "h10",
    "h25",
    "h50",
    "h75",
    "h90",
    "flags",
)


@dataclass(frozen=True, slots=True)
class CodeWage:
    """Wages of one code in one area and release: jobs and five percentiles of each unit."""

    jobs: int | None
    annual: tuple[float | None, ...]
    annual_capped: tuple[bool, ...]
    hourly: tuple[float | None, ...]
    hourly_capped: tuple[bool, ...]


NO_WAGE = CodeWage(None, (None,) * 5, (False,) * 5, (None,) * 5, (False,) * 5)


@dataclass(frozen=True, slots=True)
class MatrixFacts:
    """What BLS publishes for a matrix occupation besides wages."""

    code: str
    title: str
    is_residual: bool
    projection: dict[str, Any] | None
    attainment: tuple[float, ...] | None


def occupation_rows(
    occupations: QuerySet[Occupation], releases: CurrentReleases, **extra: F
) -> list[OccupationRow]:
    """The occupations of a page with crosswalk and job zone, by code; `rated` is set later."""
    rows = (
        occupations.annotate(
            entry=FilteredRelation("crosswalk", condition=Q(crosswalk__release=releases.crosswalk)),
            zoned=FilteredRelation("job_zones", condition=Q(job_zones__release=releases.onet)),
            **extra,
        )
        .order_by("code")
        .values_list(
            "code",
            "title",
            "entry__matrix_id",
            "entry__matrix__title",
            "zoned__zone",
            "entry__ooh_title",
            "entry__ooh_url",
            "words__summary",
            *extra,
            named=True,
        )
    )
    return [
        OccupationRow(
            code=row.code,
            title=row.title,
            matrix_code=row.entry__matrix_id,
            matrix_title=row.entry__matrix__title or "",
            zone=row.zoned__zone,
            rated=False,
            ooh_title=row.entry__ooh_title or "",
            ooh_url=row.entry__ooh_url or "",
            summary=row.words__summary or "",
            **{name: getattr(row, name) for name in extra},
        )
        for row in rows
    ]


def matrix_facts(codes: Iterable[str], releases: CurrentReleases) -> dict[str, MatrixFacts]:
    """Projection and attainment of matrix occupations, and of all occupations together."""
    projection = [f"projected__{name}" for name in _PROJECTION]
    attainment = [f"attained__{name}" for name in ATTAINMENT_LEVELS]
    rows = (
        MatrixOccupation.objects.filter(code__in={*codes, ALL_OCCUPATIONS})
        .annotate(
            projected=FilteredRelation(
                "projections", condition=Q(projections__release=releases.projections)
            ),
            attained=FilteredRelation(
                "attainments", condition=Q(attainments__release=releases.attainment)
            ),
        )
        .order_by("code")
        .values_list("code", "title", *projection, *attainment)
    )
    facts = {}
    for code, title, *rest in rows:
        projected, attained = rest[: len(projection)], rest[len(projection) :]
        facts[code] = MatrixFacts(
            code=code,
            title=title,
            is_residual="all other" in title.lower(),
            projection=(
                None if projected[0] is None else dict(zip(_PROJECTION, projected, strict=True))
            ),
            attainment=None if attained[0] is None else tuple(attained),
        )
    return facts


def capped(flags: str, letter: str, first: int, wages: tuple[Any, ...]) -> tuple[bool, ...]:
    """Which missing percentiles BLS marks "at or above": by letter (A5) or by datatype (15:5).

    `first` is the datatype code of the 10th percentile: 11 for annual, 6 for hourly wages.
    """
    if "5" not in flags:
        return (False,) * 5
    marks = flags.split("|")
    return tuple(
        wage is None and (f"{letter}5" in marks or f"{first + place:02}:5" in marks)
        for place, wage in enumerate(wages)
    )


def national_wages(
    codes: Iterable[str], releases: Iterable[Release]
) -> dict[int, dict[str, CodeWage]]:
    """National wages of the codes by release primary key, then by code."""
    return _wages(codes, releases, NATION)


def wages_in(
    codes: Iterable[str], release: Release | None, area: str = NATION
) -> dict[str, CodeWage]:
    """Wages of the codes in one release and area; none, and no query, without a release."""
    return _wages(codes, [release], area).get(release.pk, {}) if release else {}


def _wages(
    codes: Iterable[str], releases: Iterable[Release], area: str
) -> dict[int, dict[str, CodeWage]]:
    found: dict[int, dict[str, CodeWage]] = {}
    rows = Wage.objects.filter(
        area=area, code__in=list(codes), release__in=[release.pk for release in releases]
    ).values_list(*_WAGE)
    for release, code, jobs, *percentiles, flags in rows.order_by("release_id", "code"):
        annual, hourly = tuple(percentiles[:5]), tuple(percentiles[5:])
        found.setdefault(release, {})[code] = CodeWage(
            jobs,
            annual,
            capped(flags, "A", 11, annual),
            hourly,
            capped(flags, "H", 6, hourly),
        )
    return found


def shares_by_code(occupations: Iterable[OccupationRow]) -> dict[str, float]:
    """The editor's share of each matrix code: given shares add up, 1 where none is given."""
    given: dict[str, float | None] = {}
    for row in occupations:
        if row.matrix_code is not None:
            before = given.setdefault(row.matrix_code, None)
            if row.share is not None:
                given[row.matrix_code] = (before or 0.0) + row.share
    return {code: 1.0 if share is None else share for code, share in given.items()}


def code_rows(
    shares: Mapping[str, float],
    facts: Mapping[str, MatrixFacts],
    wages: Mapping[str, CodeWage],
) -> tuple[CodeRow, ...]:
    """Each distinct matrix occupation with its figures and its weight, by code."""
    weights = {}
    for code, share in shares.items():
        jobs = wages.get(code, NO_WAGE).jobs
        projection = facts[code].projection
        if jobs is None and projection is not None:
            jobs = projection["base_employment"]
        weights[code] = (jobs or 0) * share
    return tuple(
        _code_row(facts[code], wages.get(code, NO_WAGE), shares, weights, facts)
        for code in sorted(shares)
    )


def _code_row(
    fact: MatrixFacts,
    wage: CodeWage,
    shares: Mapping[str, float],
    weights: Mapping[str, float],
    facts: Mapping[str, MatrixFacts],
) -> CodeRow:
    projection = fact.projection or {}
    base = projection.get("base_employment")
    all_jobs = sum((facts[code].projection or {}).get("base_employment") or 0 for code in shares)
    total = sum(weights.values())
    return CodeRow(
        code=fact.code,
        title=fact.title,
        is_residual=fact.is_residual,
        base_employment=base,
        growth_percent=projection.get("growth_percent"),
        openings=projection.get("openings"),
        entry_education=projection.get("entry_education", ""),
        work_experience=projection.get("work_experience", ""),
        training=projection.get("training", ""),
        wage_jobs=wage.jobs,
        annual=wage.annual,
        annual_capped=wage.annual_capped,
        hourly=wage.hourly,
        hourly_capped=wage.hourly_capped,
        share=shares[fact.code],
        weight=weights[fact.code],
        share_of_weight=weights[fact.code] / total if total else 0.0,
        share_of_jobs=base / all_jobs if base and all_jobs else None,
    )
