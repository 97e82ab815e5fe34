"""The CSV twin of the list of careers: every row of the result, every figure with its status."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpResponse

from careers.listings.build import entry_education
from careers.listings.places import place_row
from careers.listings.query import Found, in_order
from careers.models import Area, AreaFigures, CurrentReleases, Listing
from careers.profiles import wording
from careers.profiles.types import AT_LEAST, DERIVED, NOT_PUBLISHED, PUBLISHED, PlaceRow
from careers.views.twins import rounded, source_name, table_csv

ROWS_AT_ONCE = 5_000
COLUMNS = (
    "kind", "key", "title", "url", "sector", "level", "codes",
    "pay_p10", "pay_p50", "pay_p90", "pay_unit", "pay_status", "pay_at_least",
    "growth_percent", "growth_in_words", "growth_status",
    "openings_a_year", "openings_status", "jobs", "jobs_status",
    "usual_education", "entry_education", "job_zone", "holland_code",
    "wages_release", "projections_release", "education_release", "skills_release",
)  # fmt: skip
AREA_COLUMNS = (
    "area", "area_pay_p10", "area_pay_p50", "area_pay_p90", "area_pay_at_least", "area_pay_status",
    "area_wage_and_salary_jobs", "area_jobs_status", "area_price_parity",
    "area_pay_p50_at_national_prices", "area_wages_release", "area_parity_release",
)  # fmt: skip
PERCENTILES = {"l": "p10", "m": "p50", "h": "p90"}
"""What each letter of `at_least` stands for."""


def careers_csv(
    found: Found, area: Area | None, parity: float | None, releases: CurrentReleases
) -> HttpResponse:
    """All that the filters leave, in the order asked for; a query for every 5,000 rows."""
    columns = (*COLUMNS, *(AREA_COLUMNS if area else ()))
    return table_csv("careers", columns, _rows(found, area, parity, releases))


def _rows(
    found: Found, area: Area | None, parity: float | None, releases: CurrentReleases
) -> Iterator[list[object]]:
    sources = [
        source_name(release)
        for release in (releases.wages, releases.projections, releases.attainment, releases.onet)
    ]
    there = [source_name(release) for release in (releases.area_wages, releases.parities)]
    rows = AreaFigures.objects.filter(area=area) if area else ()
    figures = {row.code_set_id: row for row in rows}
    keys = found.keys()
    for start in range(0, len(keys), ROWS_AT_ONCE):
        for row in in_order(keys[start : start + ROWS_AT_ONCE]):
            cells = [*_cells(row), *sources]
            if area is not None:
                place = place_row(area, figures.get(row.code_set_id or 0), parity)
                cells += [*_area_cells(place, _merged(row)), *there]
            yield cells


def _merged(row: Listing) -> bool:
    """Whether its figures are of several codes."""
    return row.code_set is not None and " " in row.code_set.key


def _cells(row: Listing) -> list[object]:
    merged = _merged(row)
    growth = row.growth
    return [
        row.kind,
        row.key,
        row.title,
        row.get_absolute_url(),
        row.sector.name if row.sector else "",
        row.level,
        row.code_set.key if row.code_set else "",
        *(rounded(pay) for pay in (row.pay_low, row.pay, row.pay_high)),
        "dollars an hour" if row.is_hourly else "dollars a year",
        _status(row.pay, merged, capped="m" in row.at_least),
        "|".join(PERCENTILES[letter] for letter in row.at_least),
        None if growth is None else round(growth, 4),
        "" if growth is None else wording.growth_word(growth),
        _status(growth, merged),
        row.openings,
        _status(row.openings, merged),
        row.jobs,
        _status(row.jobs, merged),
        row.education_text,
        entry_education(row),
        row.zone,
        row.holland,
    ]


def _area_cells(place: PlaceRow, merged: bool) -> list[object]:
    names = [name for name, more in zip(PERCENTILES.values(), place.at_least, strict=True) if more]
    return [
        place.name,
        *(rounded(pay) for pay in (place.low, place.median, place.high)),
        "|".join(names),
        _status(place.median, merged, capped=place.at_least[1]),
        place.jobs,
        _status(place.jobs, merged),
        place.parity,
        rounded(place.real),
    ]


def _status(value: float | None, merged: bool, *, capped: bool = False) -> str:
    if value is None:
        return NOT_PUBLISHED
    return AT_LEAST if capped else DERIVED if merged else PUBLISHED
