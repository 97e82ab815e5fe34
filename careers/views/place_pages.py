"""The list of places, and the page of each: the nation, a state, an area."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from careers import search
from careers.listings.find_places import MOST_LETTERS, find_places
from careers.models import Area, AreaKind, Release
from careers.pages.maps import area_map
from careers.pages.place_lists import area_lines, near_lines, occupation_lines, place_url
from careers.pages.place_maps import locator, state_map
from careers.pages.places import Sorting
from careers.profiles import place_words
from careers.profiles.areas import AreaTable, area_table, nearest, states_of, within
from careers.profiles.place import (
    LEAST_JOBS,
    MOST_ERROR,
    PlaceProfile,
    code_links,
    place_profile,
)
from careers.profiles.types import PlaceRow
from careers.views import place_twins
from careers.views.caching import public
from careers.views.choosing import RETURN, page_to_return_to
from careers.views.chosen import with_place
from careers.views.paging import page_of
from careers.views.typed import typed

AREAS_A_PAGE = 100
LISTED = 12
"""Occupations in each of a place's lists."""
NEAR = 8
AS_FOUND = "found"
"""The order of a search where no other is asked for: the best first."""

DESCRIPTION = (
    "Pay, prices and jobs of the nation, its states, and its metropolitan and "
    "nonmetropolitan areas."
)


@require_safe
@public
def places(request: HttpRequest) -> HttpResponse:
    """All places, those that `?q=` finds, or, with `?for=`, the way back to a page with one."""
    releases = Release.objects.current()
    table = area_table(releases)
    text = typed(request.GET.get("q", ""), MOST_LETTERS)
    back = page_to_return_to(request)
    sorting = Sorting.asked(request.GET.get("sort"), default=AS_FOUND if text else "name")
    found, told = _found(table, text, sorting)
    page = page_of(request, found, AREAS_A_PAGE)

    def url(row: PlaceRow) -> str:
        return with_place(back, row.slug) if back else place_url(row)

    kept = {name: value for name, value in (("q", text), (RETURN, back)) if value}
    states = [] if text else table.of_kind(AreaKind.STATE)
    context = {
        "description": DESCRIPTION,
        "releases": releases,
        "nation": table.nation,
        "text": text,
        "back": back,
        "sorting": sorting,
        "found_count": len(found),
        "told": told,
        "page": page,
        "lines": area_lines(page.object_list, url),
        "states": area_lines(sorting.sorted(states) if states else [], url),
        "state_map": state_map(states, url),
        "kept": _as_start(kept),
        "kept_sorted": _as_start(kept | {"sort": sorting.key}),
    }
    return render(request, "careers/places_index.html", context)


def _found(table: AreaTable, text: str, sorting: Sorting) -> tuple[list[PlaceRow], Sequence[str]]:
    """What a search finds, best first unless an order is asked for; else all but the states.

    Beside it the names that were looked for in place of what was typed.
    """
    if text:
        rows, told = _searched(table, text)
        return (rows if sorting.key == AS_FOUND else sorting.sorted(rows)), told
    rows = [row for row in table.rows if row.kind != AreaKind.STATE]
    if sorting.key != "name":
        return sorting.sorted(rows), ()
    return sorted(rows, key=lambda row: (row.state, row.kind, row.name)), ()


def _searched(table: AreaTable, text: str) -> tuple[list[PlaceRow], Sequence[str]]:
    """Areas by what people call them, then by their names; where there is none by what is near."""
    rows = find_places(table.rows, text)
    known = table.find(search.nicknamed(text))
    if known is not None:
        rows = [known, *(row for row in rows if row != known)]
    if rows:
        return rows, ()
    called = search.places_called(text)
    return [row for row in map(table.find, called.slugs) if row is not None], called.told


def _as_start(parameters: dict[str, str]) -> str:
    """Parameters that a link begins with: "q=fresno&" or nothing."""
    return f"{urlencode(parameters)}&" if parameters else ""


@require_safe
@public
def place(request: HttpRequest, slug: str) -> HttpResponse:
    """A place: its pay beside the nation's, its occupations, sectors, prices and neighbors."""
    area = get_object_or_404(Area, slug=slug)
    releases = Release.objects.current()
    profile = place_profile(area, releases)
    table = area_table(releases)
    row = table.find(slug)
    if row is None:
        raise Http404(f"no place {slug}")
    context = {
        "releases": releases,
        "place": profile,
        "area": area,
        "row": row,
        "nation": table.nation,
        "buying": "" if profile.is_nation else place_words.buying(row.median, row.parity),
        "description": _description(profile),
        "local": not profile.is_nation,
        "least_jobs": LEAST_JOBS,
        "most_error": f"{MOST_ERROR:.0f}",
        **_occupations(profile),
        **_neighbors(table, row),
    }
    return render(request, "careers/place.html", context)


def _description(profile: PlaceProfile) -> str:
    return (
        f"Work in {profile.area.name}: largest, most concentrated and best-paid occupations, pay "
        "against the nation before and after prices."
    )


def _occupations(profile: PlaceProfile) -> dict[str, Any]:
    """The three lists of a place, and its groups' bars."""
    lists = {
        "largest": profile.largest(LISTED),
        "concentrated": profile.concentrated(LISTED),
        "best_paid": profile.best_paid(LISTED),
    }
    codes = {row.code for rows in lists.values() for row in rows}
    links = code_links(codes, profile.releases)
    most = max((group.percent or 0 for group in profile.groups), default=0) or 1
    return {name: occupation_lines(rows, links, profile) for name, rows in lists.items()} | {
        "groups": [(group, round((group.percent or 0) / most * 100)) for group in profile.groups]
    }


def _neighbors(table: AreaTable, row: PlaceRow) -> dict[str, Any]:
    """The areas beside a place, its map, and the states it lies in (of the nation all of them)."""
    metros, states = table.of_kind(AreaKind.METRO), table.of_kind(AreaKind.STATE)
    is_nation, is_state = row.kind == AreaKind.NATIONAL, row.kind == AreaKind.STATE
    inside = [other for other in within(table.rows, row.state) if other.code != row.code]
    near = nearest(metros, row, NEAR)
    around = [state for state in states if is_nation or state.state in states_of(row)]
    return {
        "states": area_lines(around, place_url),
        "home_state": next((state for state in around if state.state == row.state), None),
        "inside": area_lines(inside, place_url),
        "near": near_lines(near, place_url),
        "map_caption": _map_caption(row),
        "locator": locator(inside if is_state else [row], [other for other, _ in near]),
        "area_map": area_map(metros, adjusted=True) if is_nation else None,
    }


def _map_caption(row: PlaceRow) -> str:
    if row.kind == AreaKind.STATE:
        return "Its metropolitan areas, each circle’s size the number of jobs."
    return "The area and, paler, the nearest metropolitan areas."


@require_safe
@public
def place_data(request: HttpRequest, slug: str) -> HttpResponse:
    """A place as JSON."""
    area = Area.objects.filter(slug=slug).first()
    if area is None:
        return JsonResponse({"error": "not found"}, status=404)
    return JsonResponse(place_twins.place_data(place_profile(area, Release.objects.current())))


@require_safe
@public
def place_csv(request: HttpRequest, slug: str) -> HttpResponse:
    """Every occupation of a place as CSV."""
    area = Area.objects.filter(slug=slug).first()
    if area is None:
        return JsonResponse({"error": "not found"}, status=404)
    return place_twins.place_csv(place_profile(area, Release.objects.current()))


@require_safe
@public
def places_csv(request: HttpRequest) -> HttpResponse:
    """All places with the pay, prices and jobs of all work together as CSV, the nation first."""
    releases = Release.objects.current()
    return place_twins.places_csv(area_table(releases), releases)
