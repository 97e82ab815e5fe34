"""The guides in which a skill or knowledge area matters."""

from __future__ import annotations

from dataclasses import dataclass

from careers.models import Area, AreaFigures, Listing, ListingKind, ListingSkill, Sector
from careers.profiles import wording

MIDDLE = "m"


@dataclass(frozen=True, slots=True)
class GuideLine:
    """A guide with the importance of the skill, and middle pay in the nation or an area."""

    key: str
    title: str
    url: str
    level: str
    sector: str
    importance: float
    pay: float | None
    is_hourly: bool
    at_least: bool

    @property
    def importance_text(self) -> str:
        """One decimal."""
        return f"{self.importance:.1f}"

    @property
    def pay_text(self) -> str:
        """Rounded; a dash where not published."""
        if self.pay is None:
            return "—"
        unit = " an hour" if self.is_hourly else " a year"
        return f"{wording.dollars(self.pay)}{'+' if self.at_least else ''}{unit}"


def guides_needing(element: str, area: Area | None, most: int) -> list[GuideLine]:
    """Guides in which an element matters, most important first.

    One query for the nation, two for an area.
    """
    needed = (
        ListingSkill.objects.filter(element=element, listing__kind=ListingKind.GUIDE)
        .select_related("listing__sector")
        .order_by("-importance", "listing__title", "listing__key")[:most]
    )
    rows = [(row.listing, row.importance) for row in needed]
    if area is None:
        return [_line(listing, importance, listing) for listing, importance in rows]
    found = {
        figures.code_set_id: figures
        for figures in AreaFigures.objects.filter(
            area=area, code_set__in={listing.code_set_id for listing, _ in rows}
        )
    }
    return [
        _line(listing, importance, found.get(listing.code_set_id or 0))
        for listing, importance in rows
    ]


def _line(listing: Listing, importance: float, figures: Listing | AreaFigures | None) -> GuideLine:
    sector: Sector | None = listing.sector
    return GuideLine(
        key=listing.key,
        title=listing.title,
        url=listing.get_absolute_url(),
        level=listing.get_level_display(),
        sector=sector.name if sector else "",
        importance=importance,
        pay=figures.pay if figures else None,
        is_hourly=listing.is_hourly,
        at_least=MIDDLE in figures.at_least if figures else False,
    )
