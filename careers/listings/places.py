"""What guides and occupations pay in one area, for cards, pages and tables."""

from __future__ import annotations

from collections.abc import Collection

from careers.listings.areas import LETTERS
from careers.models import Area, AreaFigures, Listing, PriceParity, Release
from careers.profiles.places import ALL_ITEMS
from careers.profiles.types import PlaceRow

NOT_THERE = "pay is not published there for every code of this page"


def figures_in(area: Area, keys: Collection[str]) -> dict[str, PlaceRow]:
    """The figures of listings in an area by slug or code; two queries, however many keys.

    A listing without figures there has a row that says so (`missing`).
    """
    parity = parity_of(area)
    rows = Listing.objects.filter(key__in=keys).values_list("key", "code_set_id")
    sets = dict(rows)
    found = {
        figures.code_set_id: figures
        for figures in AreaFigures.objects.filter(area=area, code_set__in=set(sets.values()))
    }
    return {key: place_row(area, found.get(pk), parity) for key, pk in sets.items()}


def parity_of(area: Area) -> float | None:
    """The price level of an area where the nation is 100; None where BEA gives none."""
    release = Release.objects.current().parities
    rows = PriceParity.objects.filter(release=release, area=area, line=ALL_ITEMS)
    return rows.values_list("value", flat=True).first()


def place_row(area: Area, figures: AreaFigures | None, parity: float | None) -> PlaceRow:
    """The figures of a set in an area as pages show them."""
    flags = figures.at_least if figures else ""
    return PlaceRow(
        code=area.code,
        name=area.name,
        slug=area.slug,
        kind=area.kind,
        state=area.state_abbr,
        jobs=figures.jobs if figures else None,
        low=figures.pay_low if figures else None,
        median=figures.pay if figures else None,
        high=figures.pay_high if figures else None,
        at_least=tuple(letter in flags for letter in LETTERS),
        parity=parity,
        latitude=area.latitude,
        longitude=area.longitude,
        missing="" if figures and figures.pay is not None else NOT_THERE,
    )
