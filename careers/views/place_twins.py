"""A place, and a role in a place, as data: the JSON and CSV twins of their pages."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse

from careers.models import CurrentReleases
from careers.profiles.areas import AreaTable
from careers.profiles.in_place import RoleInPlace
from careers.profiles.place import PlaceOccupation, PlaceProfile
from careers.profiles.types import PlaceRow, Profile
from careers.views.twins import rounded, source_name, table_csv

COLUMNS = (
    "area_code",
    "area",
    "code",
    "occupation",
    "wage_and_salary_jobs",
    "jobs_standard_error_percent",
    "location_quotient",
    "unit",
    "p10",
    "median",
    "p90",
    "at_least",
    "status",
    "median_in_the_nation",
    "price_parity",
    "median_at_national_prices",
    "wages_source",
    "parity_source",
)
AREA_COLUMNS = (
    "area_code", "area", "slug", "kind", "state", "wage_and_salary_jobs", "p10", "median", "p90",
    "at_least", "price_parity", "median_at_national_prices", "missing",
)  # fmt: skip
"""Of a table of areas, each as `area_data` names it; pay is in dollars a year."""

_NAMES = ("p10", "median", "p90")


def place_csv(place: PlaceProfile) -> HttpResponse:
    """Every occupation of a place, all of them together first; empty cells are not published."""
    wages, prices = _sources(place)
    rows = (
        (
            place.area.code,
            place.area.name,
            row.code,
            row.title,
            row.jobs,
            row.error,
            row.quotient,
            row.median.unit,
            *(figure.value for figure in row.pay),
            "|".join(_open_ended(row)),
            row.median.status,
            row.nation.value,
            row.parity,
            rounded(row.real),
            wages,
            prices,
        )
        for row in (place.total, *place.occupations)
    )
    return table_csv(f"{place.area.slug}-occupations", COLUMNS, rows)


def places_csv(table: AreaTable, releases: CurrentReleases) -> HttpResponse:
    """Every area with its figures of all occupations together, the nation first."""
    areas = [table.nation, *table.rows] if table.nation else table.rows
    sources = (source_name(releases.area_wages), source_name(releases.parities))
    rows = [area_data(row) for row in areas]
    for row in rows:
        row["at_least"] = "|".join(row["at_least"])
    columns = (*AREA_COLUMNS, "wages_source", "parity_source")
    return table_csv(
        "places", columns, ((*(row[name] for name in AREA_COLUMNS), *sources) for row in rows)
    )


def place_data(place: PlaceProfile) -> dict[str, Any]:
    """A place as its JSON twin gives it; numbers are not rounded for display."""
    area = place.area
    return {
        "name": area.name,
        "slug": area.slug,
        "code": area.code,
        "kind": area.kind,
        "state": area.state_abbr,
        "url": area.get_absolute_url(),
        "all_occupations": _occupation(place.total),
        "prices": [
            {"line": line.name, "value": line.value, "nation": line.nation} for line in place.prices
        ],
        "major_groups": [
            {
                "code": group.code,
                "title": group.title,
                "wage_and_salary_jobs": group.jobs,
                "percent_of_jobs": rounded(group.percent),
                "percent_of_jobs_in_the_nation": rounded(group.nation_percent),
                "median": group.median.as_data(),
            }
            for group in place.groups
        ],
        "occupations": [_occupation(row) for row in place.occupations],
        "releases": [name for name in _sources(place) if name],
    }


def _occupation(row: PlaceOccupation) -> dict[str, Any]:
    return {
        "code": row.code,
        "title": row.title,
        "wage_and_salary_jobs": row.jobs,
        "jobs_standard_error_percent": row.error,
        "location_quotient": row.quotient,
        "unit": row.median.unit,
        **{name: figure.value for name, figure in zip(_NAMES, row.pay, strict=True)},
        "at_least": _open_ended(row),
        "status": row.median.status,
        "median_in_the_nation": row.nation.value,
        "median_at_national_prices": rounded(row.real),
    }


def role_in_place_data(profile: Profile, found: RoleInPlace, url: str) -> dict[str, Any]:
    """A role in a place as its JSON twin gives it; growth and openings are the nation's."""
    figures, table = profile.figures, profile.places
    return {
        "title": profile.title,
        "slug": profile.slug,
        "url": url,
        "unit": table.unit if table else None,
        "place": area_data(found.row),
        "location_quotient": found.quotient,
        "ranks": [{"by": rank.by, "rank": rank.place, "of": rank.of} for rank in found.ranks],
        "state": area_data(found.state) if found.state else None,
        "nation": {
            "pay": {
                name: figures.shown_pay[place].as_data()
                for name, place in zip(_NAMES, (0, 2, 4), strict=True)
            },
            "growth_percent": figures.growth.as_data(),
            "openings_per_year": figures.openings.as_data(),
        }
        if figures
        else None,
        "same_state": [area_data(row) for row in found.same_state],
        "near": [area_data(row) | {"miles": round(miles)} for row, miles in found.near],
        "similar_pay": [area_data(row) for row in found.similar],
        "most_jobs": [area_data(row) for row in found.top],
        "releases": [name for name in (table.wages_source, table.parity_source) if name]
        if table
        else [],
    }


def area_data(row: PlaceRow) -> dict[str, Any]:
    """An area's figures of a role; absent is null, and `missing` says what is not published."""
    return {
        "area_code": row.code,
        "area": row.name,
        "slug": row.slug,
        "kind": row.kind,
        "state": row.state,
        "wage_and_salary_jobs": row.jobs,
        "p10": rounded(row.low),
        "median": rounded(row.median),
        "p90": rounded(row.high),
        "at_least": [name for name, more in zip(_NAMES, row.at_least, strict=True) if more],
        "price_parity": row.parity,
        "median_at_national_prices": rounded(row.real),
        "missing": row.missing,
    }


def _sources(place: PlaceProfile) -> tuple[str, str]:
    """The releases of wages and of prices, empty where there is none."""
    return source_name(place.releases.area_wages), source_name(place.releases.parities)


def _open_ended(row: PlaceOccupation) -> list[str]:
    return [
        name for name, figure in zip(_NAMES, row.pay, strict=True) if figure.status == "at_least"
    ]
