"""All careers: filtered, counted, sorted, as cards, as a table and as CSV."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from careers.listings import filters as asked
from careers.listings.places import parity_of, place_row
from careers.listings.query import Found, find, in_order
from careers.models import Area, AreaFigures, Listing, Release
from careers.pages.structured import script
from careers.profiles.types import PlaceRow
from careers.views import explore_parts as parts
from careers.views import explore_words
from careers.views.addresses import absolute_url
from careers.views.caching import public
from careers.views.chosen import chosen_area
from careers.views.explore_table import careers_csv
from careers.views.paging import page_of
from careers.views.role_cards import role_cards

CAREERS_A_PAGE = 24
DESCRIPTION = (
    "Every guide and every occupation with its pay, growth, openings, jobs and usual education:"
    " filter, sort, compare."
)


@require_safe
@public
def explore(request: HttpRequest) -> HttpResponse:
    """A page of the careers that the URL asks for, with what every further filter would leave."""
    area = chosen_area(request)
    parity = parity_of(area) if area else None
    sorts = parts.orders(with_parity=parity is not None)
    found = found_for(request, area, sorts)
    filters, titles = parts.with_titles(found.filters)
    found = replace(found, filters=filters)
    page = page_of(request, range(found.total), CAREERS_A_PAGE)
    start = (page.number - 1) * CAREERS_A_PAGE
    listings = in_order(found.keys(start, start + CAREERS_A_PAGE))
    cards = role_cards(listings, rows_there(listings, area, parity))
    context = {
        "page": page,
        "cards": cards,
        "comparison": parts.comparison(filters, titles, [card.key for card in cards]),
        **filter_context(found, area, sorts),
        **page_context(request, area),
    }
    return render(request, "careers/explore.html", context)


@require_safe
@public
def explore_csv(request: HttpRequest) -> HttpResponse:
    """The whole result as CSV."""
    area = chosen_area(request)
    parity = parity_of(area) if area else None
    found = found_for(request, area, parts.orders(with_parity=parity is not None))
    return careers_csv(found, area, parity, Release.objects.current())


def found_for(request: HttpRequest, area: Area | None, sorts: Sequence[str]) -> Found:
    """The listings that the URL asks for."""
    facets = asked.facets(with_place=area is not None)
    return find(facets, asked.parse(request.GET, facets, sorts), area)


def rows_there(
    listings: Collection[Listing], area: Area | None, parity: float | None
) -> dict[str, PlaceRow] | None:
    """The figures of the listings in the chosen area by key; None for the nation."""
    if area is None:
        return None
    rows = AreaFigures.objects.filter(area=area, code_set__in={row.code_set_id for row in listings})
    there = {row.code_set_id: row for row in rows}
    return {row.key: place_row(area, there.get(row.code_set_id or 0), parity) for row in listings}


def filter_context(found: Found, area: Area | None, sorts: Sequence[str]) -> dict[str, Any]:
    """Everything that is said of the filters, with their links."""
    filters = found.filters
    query = filters.query()
    return {
        "filters": filters,
        "heading": explore_words.title(filters, found.facets, area),
        "count_words": explore_words.count_words(found.total, filters, area),
        "facets": parts.facet_parts(found),
        "chips": parts.chips(filters, found.facets),
        "clear_url": parts.address(filters.cleared()),
        "sort_choices": parts.sort_choices(filters, sorts),
        "headings": parts.headings(filters, sorts),
        "other_view_url": parts.address(
            replace(filters, view="" if filters.view == "table" else "table")
        ),
        "form_pairs": filters.pairs(leave_out=("sort", "pay")),
        "pay_asked": "".join(filters.chosen.get("pay", ())),
        "parameters": f"{query}&" if query else "",
        "csv_url": parts.csv_address(filters),
    }


def page_context(request: HttpRequest, area: Area | None) -> dict[str, Any]:
    """What is the same whatever is filtered: sources and the place in the site."""
    releases = Release.objects.current()
    crumbs = [("Home", reverse("home")), ("Careers", reverse("careers"))]
    items = [
        {"@type": "ListItem", "position": n, "name": name, "item": absolute_url(request, path)}
        for n, (name, path) in enumerate(crumbs, start=1)
    ]
    return {
        "area": area,
        "releases": releases,
        "description": DESCRIPTION,
        "jsonld": script([{"@type": "BreadcrumbList", "itemListElement": items}]),
    }
