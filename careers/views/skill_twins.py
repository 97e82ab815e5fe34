"""The JSON and CSV twins of the pages of skills and technologies."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpResponse

from careers.listings.occupations import OccupationLine
from careers.listings.skills import GuideLine
from careers.models import Area, CurrentReleases
from careers.profiles.elements import ElementRow
from careers.profiles.ratings import rating_table
from careers.profiles.skill import IMPACT_SCALE, IMPORTANCE_SCALE, SkillProfile
from careers.profiles.skills import LEAST_IMPORTANCE
from careers.profiles.technologies import Companion, TechnologyRow
from careers.views.twins import rounded, source_name, table_csv

FIGURE_COLUMNS = (
    "counted_in", "middle_pay", "pay_unit", "pay_status", "jobs", "place", "pay_source",
    "jobs_source",
)  # fmt: skip
RATING_COLUMNS = (
    "occupation_code", "occupation", "scale", "value", "status", "level", "level_status",
    "mean_of_all_occupations", "place_among_what_sets_it_apart", "ratings_source",
)  # fmt: skip
SKILL_COLUMNS = (
    "element", "name", "kind", "group", "slug", "scale", "mean", "occupations_rated",
    "occupations_rated_3_or_more", "source",
)  # fmt: skip
TECHNOLOGY_COLUMNS = (
    "slug", "name", "category", "hot", "occupations", "occupations_in_demand", "source",
)  # fmt: skip
USE_COLUMNS = ("occupation_code", "occupation", "in_demand", "technology_source")


def skills_csv(rows: Sequence[ElementRow], releases: CurrentReleases) -> HttpResponse:
    """Every descriptor; how many occupations rate it 3 or more is empty for styles."""
    source = source_name(releases.onet)
    lines = []
    for row in rows:
        table = rating_table(releases.onet, row.domain)
        scale = IMPACT_SCALE if row.domain == "style" else IMPORTANCE_SCALE
        values = table.ratings.get(row.code, {}).values()
        matters = sum(value >= LEAST_IMPORTANCE for value in values) if scale.matters else None
        mean = rounded(table.means.get(row.code))
        names = (row.code, row.name, row.domain_text, row.group, row.slug, scale.name)
        lines.append((*names, mean, len(values), matters, source))
    return table_csv("skills", SKILL_COLUMNS, lines)


def skill_data(
    profile: SkillProfile,
    lines: Mapping[str, OccupationLine],
    guides: Sequence[GuideLine],
    area: Area | None,
) -> dict[str, Any]:
    """A descriptor as its JSON twin gives it; numbers are not rounded for display."""
    element, words, scale = profile.element, profile.words, profile.scale
    return {
        "name": element.name,
        "kind": element.domain_text,
        "element": element.code,
        "group": element.group,
        "slug": element.slug,
        "url": element.url,
        "summary": words.summary if words else None,
        "examples": {"low": words.low, "middle": words.middle, "high": words.high}
        if words and words.low
        else None,
        "scale": {"name": scale.name, "least": scale.least, "most": scale.most},
        "mean_of_all_occupations": profile.mean,
        "occupations_rated": len(profile.rated),
        "occupations_rated_3_or_more": profile.matters_in if scale.matters else None,
        "jobs_where_it_matters": profile.jobs.as_data() if profile.jobs else None,
        "jobs_of_all_occupations": profile.all_jobs.as_data() if profile.all_jobs else None,
        "distribution": [
            {"from": row.low, "to": row.high, "occupations": row.occupations}
            for row in profile.bins
        ],
        "occupations": [
            {
                "code": row.occupation,
                "title": row.title,
                "value": row.value,
                "status": row.status,
                "level": row.level,
                "level_status": row.level_status,
                "place_among_what_sets_it_apart": row.place,
                **_figures(lines[row.occupation], profile.releases, area),
            }
            for row in profile.ratings
        ],
        "goes_with": [
            {"name": row.label, "url": row.url, "correlation": value}
            for row, value in profile.companions
        ],
        "guides": [_guide(row) for row in guides],
        "place": _place(area),
        "releases": [release.short_name for release in profile.releases.listed()],
    }


def skill_csv(
    profile: SkillProfile, lines: Mapping[str, OccupationLine], area: Area | None
) -> HttpResponse:
    """Every rated occupation; a withheld rating has its status and an empty value."""
    source = source_name(profile.releases.onet)
    rows = [
        (
            row.occupation,
            row.title,
            profile.scale.name,
            row.value,
            row.status,
            row.level,
            row.level_status,
            rounded(profile.mean),
            row.place,
            source,
            *_cells(lines[row.occupation], profile.releases, area),
        )
        for row in profile.ratings
    ]
    return table_csv(f"skill-{profile.element.slug}", (*RATING_COLUMNS, *FIGURE_COLUMNS), rows)


def technologies_csv(rows: Sequence[TechnologyRow], releases: CurrentReleases) -> HttpResponse:
    """Technologies with how many occupations list them, and for how many they are in demand."""
    source = source_name(releases.onet)
    lines = [
        (row.slug, row.name, row.category, row.hot, len(row.listed), len(row.in_demand), source)
        for row in rows
    ]
    return table_csv("technologies", TECHNOLOGY_COLUMNS, lines)


def technology_data(
    row: TechnologyRow,
    companions: Sequence[Companion],
    lines: Sequence[OccupationLine],
    releases: CurrentReleases,
    area: Area | None,
) -> dict[str, Any]:
    """A technology as its JSON twin gives it."""
    return {
        "name": row.name,
        "slug": row.slug,
        "url": row.url,
        "categories": list(row.categories),
        "hot": row.hot,
        "occupations_listing_it": len(row.listed),
        "occupations_in_demand": len(row.in_demand),
        "occupations": [
            {
                "code": line.code,
                "title": line.title,
                "in_demand": line.code in row.in_demand,
                **_figures(line, releases, area),
            }
            for line in lines
        ],
        "goes_with": [
            {
                "name": one.technology.name,
                "url": one.technology.url,
                "occupations_listing_both": one.both,
                "occupations_listing_either": one.either,
            }
            for one in companions
        ],
        "place": _place(area),
        "releases": [release.short_name for release in releases.listed()],
    }


def technology_csv(
    row: TechnologyRow,
    lines: Sequence[OccupationLine],
    releases: CurrentReleases,
    area: Area | None,
) -> HttpResponse:
    """Every occupation that lists a technology, with its pay and jobs."""
    source = source_name(releases.onet)
    rows = [
        (
            line.code,
            line.title,
            line.code in row.in_demand,
            source,
            *_cells(line, releases, area),
        )
        for line in lines
    ]
    return table_csv(f"technology-{row.slug}", (*USE_COLUMNS, *FIGURE_COLUMNS), rows)


def _figures(line: OccupationLine, releases: CurrentReleases, area: Area | None) -> dict[str, Any]:
    """Pay and jobs of an occupation, each with unit, status and release."""
    pay_source, jobs_source = _sources(releases, area)
    return {
        "url": line.url,
        "counted_in": line.matrix or None,
        "middle_pay": {
            "value": line.pay,
            "unit": line.pay_unit,
            "status": line.pay_status,
            "releases": [pay_source] if pay_source else [],
        },
        "jobs": {
            "value": line.jobs,
            "unit": "wage and salary jobs" if area else "jobs",
            "status": line.jobs_status,
            "releases": [jobs_source] if jobs_source else [],
        },
    }


def _cells(
    line: OccupationLine, releases: CurrentReleases, area: Area | None
) -> tuple[object, ...]:
    """Pay and jobs of an occupation as cells."""
    place = area.name if area else ""
    figures = (rounded(line.pay), line.pay_unit, line.pay_status, line.jobs)
    return (line.matrix, *figures, place, *_sources(releases, area))


def _sources(releases: CurrentReleases, area: Area | None) -> tuple[str, str]:
    """The releases of pay and of jobs: in an area both come from its wages."""
    if area is not None:
        return source_name(releases.area_wages), source_name(releases.area_wages)
    return source_name(releases.wages), source_name(releases.projections)


def _guide(row: GuideLine) -> dict[str, Any]:
    unit = "dollars an hour" if row.is_hourly else "dollars a year"
    return {
        "title": row.title,
        "url": row.url,
        "importance": row.importance,
        "middle_pay": row.pay,
        "pay_unit": unit,
    }


def _place(area: Area | None) -> dict[str, str] | None:
    return {"slug": area.slug, "name": area.name} if area else None
