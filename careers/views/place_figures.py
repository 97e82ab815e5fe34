"""The figures of the chosen place that stand above the nation's on a page."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse

from careers.listings.places import figures_in, parity_of, place_row
from careers.models import Area, Listing, Release
from careers.profiles.figures import HOURLY
from careers.profiles.types import PlaceRow, Profile
from careers.views.chosen import chosen_area


@dataclass(frozen=True, slots=True)
class PlaceFigures:
    """A role's figures in one area, with their sources; `url` leads to the role there."""

    name: str
    row: PlaceRow
    is_hourly: bool
    wages_source: str
    parity_source: str
    url: str


def of_profile(request: HttpRequest, profile: Profile) -> PlaceFigures | None:
    """The figures of a profile in the chosen place; None where none is chosen."""
    area = chosen_area(request)
    if area is None or profile.places is None:
        return None
    return PlaceFigures(
        name=area.name,
        row=row_in(profile, area),
        is_hourly=profile.places.unit == HOURLY,
        wages_source=profile.places.wages_source,
        parity_source=profile.places.parity_source,
        url=url_in(profile.slug, area) if profile.kind != "occupation" else "",
    )


def row_in(profile: Profile, area: Area) -> PlaceRow:
    """The figures of a profile in an area; where it publishes none, a row that says so."""
    rows = profile.places.rows if profile.places else ()
    row = next((row for row in rows if row.code == area.code), None)
    return row or place_row(area, None, parity_of(area))


def guide_html(request: HttpRequest, slug: str) -> str:
    """The figures of a guide in the chosen place as HTML, from its listing; empty for the nation.

    A few short queries, so that a prepared page stays quick.
    """
    area = chosen_area(request)
    listing = Listing.objects.filter(key=slug).first() if area else None
    if area is None or listing is None:
        return ""
    releases = Release.objects.current()
    figures = PlaceFigures(
        name=area.name,
        row=figures_in(area, [slug])[slug],
        is_hourly=listing.is_hourly,
        wages_source=releases.area_wages.short_name if releases.area_wages else "",
        parity_source=releases.parities.short_name if releases.parities else "",
        url=url_in(slug, area),
    )
    return render_to_string("careers/_place_figures.html", {"figures": figures})


def data_in(request: HttpRequest, profile: Profile) -> dict[str, object] | None:
    """The figures in the chosen place as the JSON twin gives them; None for the nation."""
    figures = of_profile(request, profile)
    if figures is None:
        return None
    row = figures.row
    return {
        "slug": row.slug,
        "name": row.name,
        "unit": "dollars an hour" if figures.is_hourly else "dollars a year",
        "pay_p10": row.low,
        "pay_p50": row.median,
        "pay_p90": row.high,
        "at_least": [
            name
            for name, is_open in zip(("p10", "p50", "p90"), row.at_least, strict=True)
            if is_open
        ],
        "wage_and_salary_jobs": row.jobs,
        "price_parity": row.parity,
        "pay_p50_at_national_prices": row.real,
        "missing": row.missing,
        "releases": [name for name in (figures.wages_source, figures.parity_source) if name],
    }


def url_in(slug: str, area: Area) -> str:
    """The page of a guide or title in one area."""
    return reverse("career-in-place", args=[slug, area.slug])
