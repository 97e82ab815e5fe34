"""The merged figures of a page: every number with its unit, status, method and release."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from careers.mixture import Distribution, distribution, merge_pay, weighted_mean
from careers.models import CurrentReleases, Release
from careers.profiles import wording
from careers.profiles.load import CodeWage, MatrixFacts, code_rows
from careers.profiles.types import (
    AT_LEAST,
    DERIVED,
    NOT_PUBLISHED,
    PUBLISHED,
    SUPPRESSED,
    CodeRow,
    Figure,
    Figures,
    PayYear,
)

ANNUAL = "dollars a year"
HOURLY = "dollars an hour"


def merged_figures(codes: Sequence[CodeRow], releases: CurrentReleases) -> Figures:
    """The figures of the union of the codes, each code once."""
    return Figures(
        jobs=_summed(codes, "base_employment", "jobs", releases.projections),
        growth=_growth(codes, releases.projections),
        openings=_summed(codes, "openings", "jobs a year", releases.projections),
        annual=pay_figures(codes, ANNUAL, releases.wages),
        hourly=pay_figures(codes, HOURLY, releases.wages),
    )


def _names(release: Release | None) -> tuple[str, ...]:
    return () if release is None else (release.short_name,)


def _absent(unit: str, status: str, release: Release | None, why: str) -> Figure:
    return Figure(None, unit, status, why, _names(release))


def _summed(codes: Sequence[CodeRow], field: str, unit: str, release: Release | None) -> Figure:
    """The sum over the codes that publish the field; a code without it is left out."""
    values = [value for row in codes if (value := getattr(row, field)) is not None]
    if not values:
        return _absent(unit, NOT_PUBLISHED, release, "No code of this page has one.")
    if len(codes) == 1:
        return Figure(
            values[0], unit, PUBLISHED, f"Published for {codes[0].code}.", _names(release)
        )
    method = f"Sum of the published figures of {len(values)} codes."
    return Figure(sum(values), unit, DERIVED, method, _names(release))


def _growth(codes: Sequence[CodeRow], release: Release | None) -> Figure:
    """Each code's published percentage, weighted by its base-year jobs."""
    values = {row.code: row.growth_percent for row in codes if row.growth_percent is not None}
    weights = {row.code: float(row.base_employment or 0) for row in codes}
    mean = weighted_mean(values, weights)
    if mean is None:
        return _absent("percent", NOT_PUBLISHED, release, "No code of this page has one.")
    if len(codes) == 1:
        return Figure(
            mean, "percent", PUBLISHED, f"Published for {codes[0].code}.", _names(release)
        )
    method = f"Published percentages of {len(values)} codes, weighted by base-year jobs."
    return Figure(mean, "percent", DERIVED, method, _names(release))


def code_distribution(row: CodeRow | CodeWage, unit: str, release: Release) -> Distribution | None:
    """The wage distribution of one code, its withheld top entered at the release's cap."""
    if unit == ANNUAL:
        cap = release.details.get("annual_cap")
        return distribution(row.annual, row.annual_capped, cap)
    return distribution(row.hourly, row.hourly_capped, release.details.get("hourly_cap"))


def pay_figures(codes: Sequence[CodeRow], unit: str, release: Release | None) -> tuple[Figure, ...]:
    """The five pay percentiles of the codes' pooled wage distributions."""
    if release is None or not codes:
        return (_absent(unit, NOT_PUBLISHED, release, "No wages are published."),) * 5
    parts = {row.code: code_distribution(row, unit, release) for row in codes}
    merged = merge_pay(parts, {row.code: row.weight for row in codes})
    if merged is None:
        return (_no_pay(codes, parts, unit, release),) * 5
    single = len(codes) == 1
    without = [code for code, part in parts.items() if part is None]
    method = (
        f"Published for {codes[0].code}."
        if single
        else f"Percentile of the wage distributions pooled by jobs of {_held(parts)}"
        f"{f'; not published for {wording.listed(without)}' if without else ''}."
    )
    return tuple(
        Figure(
            wage,
            unit,
            AT_LEAST if open_ended else (PUBLISHED if single else DERIVED),
            method,
            _names(release),
        )
        for wage, open_ended in zip(merged.wages, merged.at_least, strict=True)
    )


def _held(parts: Mapping[str, Distribution | None]) -> str:
    """The codes that have pay, counted, or named where there is one."""
    held = [code for code, part in parts.items() if part is not None]
    return held[0] if len(held) == 1 else f"{len(held)} codes"


def _no_pay(
    codes: Sequence[CodeRow],
    parts: Mapping[str, Distribution | None],
    unit: str,
    release: Release,
) -> Figure:
    """Why there is no merged pay: nothing published, or too little of the weight has it."""
    if any(part is not None for part in parts.values()):
        missing = wording.listed([code for code, part in parts.items() if part is None])
        return _absent(
            unit,
            NOT_PUBLISHED,
            release,
            f"Codes with pay hold less than 80% of the jobs; not published for {missing}.",
        )
    withheld = any(any(row.annual_capped) or row.wage_jobs is not None for row in codes)
    other = "hour" if unit == ANNUAL else "year"
    elsewhere = any(
        wage is not None for row in codes for wage in (row.hourly if unit == ANNUAL else row.annual)
    )
    if elsewhere:
        why = f"Published by the {other} only: it is not turned from one into the other."
        return _absent(unit, NOT_PUBLISHED, release, why)
    if withheld:
        return _absent(unit, SUPPRESSED, release, "The source withholds it.")
    return _absent(unit, NOT_PUBLISHED, release, "No wages are published for this code.")


def pay_history(
    shares: Mapping[str, float],
    facts: Mapping[str, MatrixFacts],
    wages: Mapping[int, Mapping[str, CodeWage]],
    releases: CurrentReleases,
) -> tuple[PayYear, ...]:
    """National pay and jobs of every wage release, merged as the page's own are, oldest first."""
    years: dict[int, PayYear] = {}
    for release in releases.wage_history:
        found = wages.get(release.pk)
        if not found:
            continue
        rows = code_rows(shares, facts, found)
        annual = pay_figures(rows, ANNUAL, release)
        pay = annual if annual[2].value is not None else pay_figures(rows, HOURLY, release)
        jobs = [row.wage_jobs for row in rows if row.wage_jobs is not None]
        years[release.period.toordinal()] = PayYear(
            name=release.name,
            year=release.period.year,
            low=pay[0],
            median=pay[2],
            high=pay[4],
            wage_jobs=sum(jobs) if jobs else None,
        )
    return tuple(years[day] for day in sorted(years))
