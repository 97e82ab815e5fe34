"""Every area with the pay, jobs and prices of all its work together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt

from django.db.models import FilteredRelation, Q

from careers.models import NATION, Area, AreaKind, CurrentReleases
from careers.profiles.load import ALL_OCCUPATIONS
from careers.profiles.places import ALL_ITEMS
from careers.profiles.types import PlaceRow

EARTH = 3958.8
"""Mean radius in miles."""

NO_TOTAL = "pay of all occupations together is not published"


@dataclass(frozen=True, slots=True)
class AreaTable:
    """The nation and every other area, by name; figures are of all occupations together."""

    nation: PlaceRow | None
    rows: tuple[PlaceRow, ...]

    def of_kind(self, kind: str) -> list[PlaceRow]:
        """The areas of one kind, by name."""
        return [row for row in self.rows if row.kind == kind]

    def find(self, slug: str) -> PlaceRow | None:
        """The area with a slug, the nation among them."""
        named = (row for row in (self.nation, *self.rows) if row is not None)
        return next((row for row in named if row.slug == slug), None)


def area_table(releases: CurrentReleases) -> AreaTable:
    """All areas with their wages of all occupations and their price level, in one query."""
    found = (
        Area.objects.annotate(
            priced=FilteredRelation(
                "parities",
                condition=Q(parities__release=releases.parities, parities__line=ALL_ITEMS),
            ),
            paid=FilteredRelation(
                "wages",
                condition=Q(wages__release=releases.area_wages, wages__code=ALL_OCCUPATIONS),
            ),
        )
        .order_by("name", "code")
        .values_list(
            "code",
            "name",
            "slug",
            "kind",
            "state_abbr",
            "paid__employment",
            "paid__a10",
            "paid__a50",
            "paid__a90",
            "priced__value",
            "latitude",
            "longitude",
        )
    )
    rows = [_row(*facts) for facts in found]
    nation = next((row for row in rows if row.code == NATION), None)
    return AreaTable(nation, tuple(row for row in rows if row.kind != AreaKind.NATIONAL))


def _row(
    code: str,
    name: str,
    slug: str,
    kind: str,
    state: str,
    jobs: int | None,
    low: float | None,
    median: float | None,
    high: float | None,
    parity: float | None,
    latitude: float | None,
    longitude: float | None,
) -> PlaceRow:
    missing = "" if median is not None else NO_TOTAL
    figures = (jobs, low, median, high, (False,) * 3, parity, latitude, longitude, missing)
    return PlaceRow(code, name, slug, kind, state, *figures)


def states_of(row: PlaceRow) -> tuple[str, ...]:
    """The states an area lies in: "New York-Newark-Jersey City, NY-NJ" in NY and NJ."""
    _, comma, tail = row.name.rpartition(", ")
    if row.kind == AreaKind.METRO and comma and tail.isupper():
        return tuple(tail.split("-"))
    return (row.state,) if row.state else ()


def within(rows: Sequence[PlaceRow], state: str) -> list[PlaceRow]:
    """Metropolitan and nonmetropolitan areas that lie in a state wholly or in part."""
    return [row for row in rows if row.kind != AreaKind.STATE and state in states_of(row)]


def nearest(rows: Sequence[PlaceRow], here: PlaceRow, most: int) -> list[tuple[PlaceRow, float]]:
    """The other metropolitan areas nearest by their principal cities, with miles between them."""
    apart = [
        (row, miles)
        for row in rows
        if row.kind == AreaKind.METRO and row.code != here.code
        for miles in [distance(here, row)]
        if miles is not None
    ]
    return sorted(apart, key=lambda pair: (pair[1], pair[0].name))[:most]


def distance(one: PlaceRow, other: PlaceRow) -> float | None:
    """Miles along a great circle; None where a position is not known."""
    if one.latitude is None or one.longitude is None:
        return None
    if other.latitude is None or other.longitude is None:
        return None
    south, north = radians(one.latitude), radians(other.latitude)
    east = radians(other.longitude - one.longitude)
    half = sin((north - south) / 2) ** 2 + cos(south) * cos(north) * sin(east / 2) ** 2
    return 2 * EARTH * asin(sqrt(half))
