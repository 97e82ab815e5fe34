"""Guides as lists of links show them: home, sectors and search."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from careers.listings.places import figures_in
from careers.models import Area, Level, Listing, Role
from careers.profiles.prose import plain_sentences
from careers.profiles.wording import dollars, whole_percent

LADDER = {level: rung for rung, level in enumerate(Level.values)}
"""Each level with its place on the ladder, lowest first."""


@dataclass(frozen=True, slots=True)
class GuideCard:
    """A link to a guide: where it stands, what it says of itself, and its middle pay."""

    key: str
    title: str
    url: str
    sector: str
    level: str
    summary: str
    pay: str


def guide_cards(roles: Iterable[Role], area: Area | None = None) -> list[GuideCard]:
    """The guides in the order given; their sectors must have been read with them.

    Their pay is that of the area, or the nation's; read in a fixed number of queries.
    """
    roles = list(roles)
    listings = {row.role_id: row for row in Listing.objects.filter(role__in=roles)}
    pay = pay_lines(listings.values(), area)
    return [
        GuideCard(
            key=role.slug,
            title=role.title,
            url=role.get_absolute_url(),
            sector=role.sector.name,
            level=role.get_level_display(),
            summary=plain_sentences(role.summary),
            pay=pay.get(role.slug, ""),
        )
        for role in roles
    ]


def pay_lines(listings: Iterable[Listing], area: Area | None) -> dict[str, str]:
    """Middle pay of each listing by its key, in the area or the nation, as a line of words."""
    listings = list(listings)
    there = figures_in(area, [row.key for row in listings]) if area else {}
    lines = {}
    for row in listings:
        unit = "an hour" if row.is_hourly else "a year"
        if area is not None:
            place = there[row.key]
            known, text = place.median is not None, place.median_text
        else:
            known, text = row.pay is not None, pay_text(row)
        where = f" in {area.name}" if area else ""
        words = [f"Middle pay{where} {f'{text} {unit}' if known else 'not published'}"]
        if row.growth is not None:
            words.append(f"growth {whole_percent(row.growth)}{' nationwide' if area else ''}")
        lines[row.key] = " · ".join(words)
    return lines


def pay_text(listing: Listing) -> str:
    """A listing's national middle pay as in prose; a dash where there is none."""
    if listing.pay is None:
        return "—"
    return dollars(listing.pay) + ("+" if "m" in listing.at_least else "")
