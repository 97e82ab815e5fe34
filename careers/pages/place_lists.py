"""Rows of a place's tables: an area or an occupation with where it leads."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse

from careers.models import Area
from careers.profiles.place import CodeLinks, PlaceOccupation, PlaceProfile
from careers.profiles.types import PlaceRow

NAMED = 4
"""How many O*NET occupations of a combined code are named beside it."""


@dataclass(frozen=True, slots=True)
class AreaLine:
    """An area with where it leads, and a note such as the miles to it."""

    row: PlaceRow
    url: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A link in a list."""

    text: str
    url: str


@dataclass(frozen=True, slots=True)
class OccupationLine:
    """An occupation in a place; `url` is empty where BLS counts several O*NET ones together.

    Of those `parts` names the first, `more` how many there are besides; `guides` lead to guides
    over any of them, in this place.
    """

    row: PlaceOccupation
    url: str
    parts: tuple[Link, ...]
    more: int
    guides: tuple[Link, ...]


def place_url(row: PlaceRow) -> str:
    """The page of an area."""
    return reverse("place", args=[row.slug])


def area_lines(rows: Iterable[PlaceRow], url: Callable[[PlaceRow], str]) -> list[AreaLine]:
    """Areas with where each leads."""
    return [AreaLine(row, url(row)) for row in rows]


def near_lines(
    pairs: Iterable[tuple[PlaceRow, float]], url: Callable[[PlaceRow], str]
) -> list[AreaLine]:
    """Areas with where each leads, and how far it is."""
    return [AreaLine(row, url(row), f"{miles:,.0f} miles") for row, miles in pairs]


def occupation_lines(
    rows: Sequence[PlaceOccupation], links: Mapping[str, CodeLinks], place: PlaceProfile
) -> list[OccupationLine]:
    """Occupations with where they lead; `links` has every one of their codes."""
    return [_line(row, links[row.code], place) for row in rows]


def _line(row: PlaceOccupation, links: CodeLinks, place: PlaceProfile) -> OccupationLine:
    pages = [Link(title, reverse("occupation", args=[code])) for code, title in links.occupations]
    guides = [Link(title, guide_url(slug, place.area)) for slug, title in links.guides]
    return OccupationLine(
        row=row,
        url=pages[0].url if len(pages) == 1 else "",
        parts=tuple(pages[:NAMED]) if links.is_combined else (),
        more=max(0, len(pages) - NAMED) if links.is_combined else 0,
        guides=tuple(guides),
    )


def guide_url(slug: str, area: Area) -> str:
    """A guide in a place; of the nation the guide itself."""
    if area.kind == "national":
        return reverse("career", args=[slug])
    return reverse("career-in-place", args=[slug, area.slug])
