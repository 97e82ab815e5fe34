"""A profile as data: the JSON and CSV twins of pages."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.http import HttpResponse

from careers.models import Release
from careers.profiles.types import (
    Education,
    Figures,
    OccupationRow,
    PlaceTable,
    Profile,
    ScaleRow,
    SkillRow,
)

PERCENTILES = ("p10", "p25", "p50", "p75", "p90")
PLACE_COLUMNS = (
    "area_code",
    "area",
    "kind",
    "state",
    "wage_and_salary_jobs",
    "p10",
    "median",
    "p90",
    "at_least",
    "price_parity",
    "median_at_national_prices",
    "missing",
    "unit",
    "wages_source",
    "parity_source",
)
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def profile_data(profile: Profile) -> dict[str, Any]:
    """The profile as its JSON twin gives it; numbers are not rounded for display."""
    data: dict[str, Any] = {
        "title": profile.title,
        "kind": profile.kind,
        "slug": profile.slug,
        "url": profile.url,
        "occupations": [row.code for row in profile.occupations],
        "mapping": [_occupation(row) for row in profile.occupations],
        "releases": [release.short_name for release in profile.releases.listed()],
    }
    if profile.figures is None:
        return data | {
            "alternatives": [
                {
                    "occupation": card.occupation.code,
                    "title": card.occupation.title,
                    "url": card.url,
                    "group": card.group,
                    "figures": figures_data(card.figures),
                }
                for card in profile.alternatives
            ]
        }
    return data | _merged(profile, profile.figures)


def _merged(profile: Profile, figures: Figures) -> dict[str, Any]:
    return {
        "figures": figures_data(figures),
        "core_skills": [_skill(row) for row in profile.core_skills],
        "distinctive": [_skill(row) for row in profile.distinctive],
        "knowledge": [_skill(row) for row in profile.knowledge],
        "interests": [_scale(row) for row in profile.interests],
        "holland_code": profile.holland_code,
        "values": [_scale(row) for row in profile.values],
        "styles": [_scale(row) for row in profile.styles],
        "education": _education(profile.education),
        "technologies": [
            {
                "name": row.name,
                "category": row.commodity,
                "hot": row.hot,
                "in_demand": row.in_demand,
            }
            for row in profile.technologies
        ],
        "pay_by_release": [
            {
                "release": year.name,
                "pay_p10": year.low.as_data(),
                "pay_p50": year.median.as_data(),
                "pay_p90": year.high.as_data(),
                "wage_and_salary_jobs": year.wage_jobs,
            }
            for year in profile.history
        ],
        "average_growth_percent": profile.average_growth,
        "places": _places(profile.places),
        "moves": [
            {"kind": move.kind, "title": move.title, "url": move.url, "reason": move.reason}
            for move in profile.moves
        ],
        "related": [
            {"title": link.title, "url": link.url, "reason": link.reason}
            for link in profile.related
        ],
        "notes": list(profile.notes),
    }


def figures_data(figures: Figures) -> dict[str, Any]:
    """Every figure by name, each with value, unit, status, method and releases."""
    data = {
        "jobs": figures.jobs.as_data(),
        "growth_percent": figures.growth.as_data(),
        "openings_per_year": figures.openings.as_data(),
    }
    for name, annual, hourly in zip(PERCENTILES, figures.annual, figures.hourly, strict=True):
        data[f"pay_annual_{name}"] = annual.as_data()
        data[f"pay_hourly_{name}"] = hourly.as_data()
    return data


def _occupation(row: OccupationRow) -> dict[str, Any]:
    return {
        "code": row.code,
        "title": row.title,
        "counted_in": row.matrix_code,
        "counted_in_title": row.matrix_title,
        "job_zone": row.zone,
        "rated": row.rated,
        "share": row.share,
        "reason": row.reason,
    }


def _skill(row: SkillRow) -> dict[str, Any]:
    return {
        "element": row.element,
        "name": row.name,
        "domain": row.domain,
        "importance": row.importance,
        "mean_of_all_occupations": row.mean,
        "pinned": row.pinned,
    }


def _scale(row: ScaleRow) -> dict[str, Any]:
    return {
        "element": row.element,
        "name": row.name,
        "value": row.value,
        "scale": [row.least, row.most],
    }


def _education(education: Education | None) -> dict[str, Any] | None:
    if education is None:
        return None
    return {
        "attainment_percent": {level.name: level.percent for level in education.levels},
        "attainment_source": education.source,
        "entry": [
            {
                "education": entry.name,
                "percent_of_jobs": entry.percent,
                "experience": entry.experience,
                "training": entry.training,
            }
            for entry in education.entry
        ],
        "entry_source": education.entry_source,
    }


def _places(table: PlaceTable | None) -> dict[str, Any] | None:
    if table is None:
        return None
    return {
        "unit": table.unit,
        "wages_source": table.wages_source,
        "parity_source": table.parity_source,
        "parity_year": table.parity_year,
        "areas": len(table.rows),
        "ranked": len(table.ranked),
    }


def places_csv(profile: Profile) -> HttpResponse:
    """Every area with its figures, ranked ones first; empty cells are not published."""
    table = profile.places
    return table_csv(f"{profile.slug}-places", PLACE_COLUMNS, _place_rows(table) if table else ())


def _place_rows(table: PlaceTable) -> Iterator[tuple[object, ...]]:
    source = (table.unit, table.wages_source, table.parity_source)
    for row in table.rows:
        pay = (row.low, row.median, row.high)
        open_ended = "|".join(
            name
            for name, capped in zip(("p10", "median", "p90"), row.at_least, strict=True)
            if capped
        )
        place = (row.code, row.name, row.kind, row.state, row.jobs)
        real = (row.parity, rounded(row.real), row.missing)
        yield (*place, *map(rounded, pay), open_ended, *real, *source)


def table_csv(name: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> HttpResponse:
    """A table as a CSV file of this name; texts are safe, None is an empty cell."""
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    writer = csv.writer(response)
    writer.writerow([_safe(column) for column in columns])
    for row in rows:
        writer.writerow([_safe(cell) if isinstance(cell, str) else cell for cell in row])
    return response


def rounded(value: float | None) -> float | None:
    """A figure to the cent, as far as any of them goes; None where it is not known."""
    return None if value is None else round(value, 2)


def source_name(release: Release | None) -> str:
    """A release as its figures name it; empty where there is none."""
    return release.short_name if release else ""


def _safe(text: str) -> str:
    """Text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text
