"""The parts of the page of all careers, each with its links: facets, chips, orders, comparison."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.urls import reverse

from careers.listings.filters import SORTS, Facet, Facets, Filters
from careers.listings.query import Found
from careers.models import JobTitle, Listing
from careers.profiles.wording import listed

OPEN_AT_FIRST = ("sector", "pay", "growth")
"""Facets whose options show without a tap where there is room for them."""

SORT_LABELS = {
    "": "Guides first, then jobs",
    "title": "Title",
    "pay": "Middle pay",
    "real": "Pay at national prices",
    "growth": "Growth",
    "openings": "Openings",
    "jobs": "Jobs",
}
COLUMNS = (
    ("title", "Career"),
    ("pay", "Middle pay"),
    ("real", "At national prices"),
    ("growth", "Growth"),
    ("openings", "Openings a year"),
    ("jobs", "Jobs"),
    ("", "Usual education"),
    ("", "Typical entry, BLS"),
)


@dataclass(frozen=True, slots=True)
class Option:
    """A value of a facet: how many careers it would leave, and the address that asks for it.

    Without `url` it would leave none. `control` is the same whatever else is chosen.
    """

    label: str
    count: str
    url: str
    chosen: bool
    control: str


@dataclass(frozen=True, slots=True)
class FacetPart:
    """A facet with its options; `chosen` says how many of them filter."""

    name: str
    label: str
    options: tuple[Option, ...]
    chosen: int
    is_open: bool


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter in force, and the address without it."""

    label: str
    url: str
    control: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A column of the table; `url` sorts by it, empty where one cannot."""

    label: str
    url: str
    is_sorted: bool
    number: bool
    ascending: bool
    control: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """What has been picked to be compared: `hidden` are those that are not on this page."""

    hidden: tuple[str, ...]
    words: str
    clear_url: str
    compare_url: str


def address(filters: Filters) -> str:
    """The one address of a state of the page, without its page number."""
    query = filters.query()
    return f"{reverse('careers')}?{query}" if query else reverse("careers")


def csv_address(filters: Filters) -> str:
    """The address of the whole result as CSV."""
    query = replace(filters, view="", compare=()).query()
    return f"{reverse('careers-csv')}?{query}" if query else reverse("careers-csv")


def facet_parts(found: Found) -> list[FacetPart]:
    """Every facet with what each of its options would leave."""
    return [_facet_part(found, facet) for facet in found.facets.values()]


def _facet_part(found: Found, facet: Facet) -> FacetPart:
    held = found.filters.chosen.get(facet.name, ())
    options = tuple(
        Option(
            label=choice.label,
            count=f"{found.counts[facet.name][choice.value]:,}",
            url=address(found.filters.toggled(facet, choice.value))
            if found.counts[facet.name][choice.value] or choice.value in held
            else "",
            chosen=choice.value in held,
            control=f"{facet.name}={choice.value}",
        )
        for choice in facet.choices
    )
    return FacetPart(
        name=facet.name,
        label=facet.label,
        options=options,
        chosen=len(held),
        is_open=bool(held) or facet.name in OPEN_AT_FIRST,
    )


def chips(filters: Filters, facets: Facets) -> list[Chip]:
    """The filters in force, in the order of the URL."""
    return [
        Chip(
            label=f"{facets[name].label}: {choice.label}",
            url=address(filters.toggled(facets[name], value)),
            control=f"chip-{name}={value}",
        )
        for name, values in filters.chosen.items()
        for value in values
        if (choice := facets[name].choice(value))
    ]


def sort_choices(filters: Filters, sorts: Sequence[str]) -> list[tuple[str, str, bool]]:
    """The orders as (word in the URL, label, whether it is the one in force)."""
    return [
        (word, label, word == filters.sort)
        for word, label in SORT_LABELS.items()
        if not word or word in sorts
    ]


def headings(filters: Filters, sorts: Sequence[str]) -> list[Heading]:
    """The columns of the table, each with the address that sorts by it."""
    return [
        Heading(
            label=label,
            url=address(replace(filters, sort=word)) if word else "",
            is_sorted=bool(word) and word == filters.sort,
            number=word not in ("", "title"),
            ascending=word == "title",
            control=f"heading-{word}",
        )
        for word, label in COLUMNS
        if not word or word in sorts
    ]


def with_titles(filters: Filters) -> tuple[Filters, dict[str, str]]:
    """The filters without what nobody can compare, and the titles of what they name to compare.

    Two queries where `?compare=` names anything, else none.
    """
    keys = filters.compare
    if not keys:
        return filters, {}
    titles = dict(JobTitle.objects.filter(slug__in=keys).values_list("slug", "title"))
    titles |= dict(Listing.objects.filter(key__in=keys).values_list("key", "title"))
    unknown = tuple(("compare", key) for key in keys if key not in titles)
    known = tuple(key for key in keys if key in titles)
    told = (*filters.unknown, *unknown)
    return replace(filters, compare=known, unknown=told), titles


def comparison(
    filters: Filters, titles: Mapping[str, str], shown: Sequence[str]
) -> Comparison | None:
    """What has been picked to be compared; None where nothing has."""
    keys = filters.compare
    if not keys:
        return None
    return Comparison(
        hidden=tuple(key for key in keys if key not in shown),
        words=f"Comparing {listed([titles[key] for key in keys])}: choose more",
        clear_url=address(replace(filters, compare=())),
        compare_url=f"{reverse('compare')}?roles={','.join(keys)}",
    )


def orders(*, with_parity: bool) -> tuple[str, ...]:
    """The orders that can be asked for: pay at national prices needs an area's price level."""
    return SORTS if with_parity else SORTS[:-1]
