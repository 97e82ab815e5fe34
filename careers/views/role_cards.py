"""Guides and occupations with their five figures, as cards and as rows of a table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from careers.listings.build import entry_education, entry_is_usual
from careers.models import Listing, ListingKind
from careers.profiles import wording
from careers.profiles.types import PlaceRow

DASH = "—"
NOT_PUBLISHED = "not published"


@dataclass(frozen=True, slots=True)
class RoleCard:
    """A link to a guide or an occupation with its five figures as people read them.

    Each text has its words beside it: a unit, BLS's word for the growth, or why there is only a
    dash. `where` is empty for the nation, else "there": then pay and jobs are an area's, `real` is
    pay at national prices, and growth and openings are still the nation's. `wider` is the code
    that the figures are those of where BLS counts other occupations with it. `education` is what
    people in the work most often have, `entry` what BLS says one typically needs, empty where it
    does not; `entry_differs` where they are not the same.
    """

    key: str
    title: str
    url: str
    is_guide: bool
    kind: str
    level: str
    sector: str
    summary: str
    wider: str
    where: str
    pay: str
    pay_words: str
    real: str
    growth: str
    growth_word: str
    openings: str
    openings_words: str
    jobs: str
    jobs_words: str
    education: str
    entry: str
    entry_differs: bool


def role_cards(
    listings: Iterable[Listing], there: Mapping[str, PlaceRow] | None = None
) -> list[RoleCard]:
    """The listings in the order given, their sectors and code sets read with them.

    `there` holds the figures of a chosen area by key (`careers.listings.places.figures_in`).
    """
    return [_card(listing, None if there is None else there[listing.key]) for listing in listings]


def _card(listing: Listing, place: PlaceRow | None) -> RoleCard:
    pay, jobs = _pay_and_jobs(listing, place)
    is_guide = listing.kind == ListingKind.GUIDE
    growth = listing.growth
    entry = entry_education(listing)
    return RoleCard(
        key=listing.key,
        title=listing.title,
        url=listing.get_absolute_url(),
        is_guide=is_guide,
        kind="Guide" if is_guide else "Occupation",
        level=listing.get_level_display(),
        sector=listing.sector.name if listing.sector else "",
        summary=listing.summary,
        wider=wider_code(listing),
        where="" if place is None else "there",
        pay=pay,
        pay_words=("an hour" if listing.is_hourly else "a year") if pay != DASH else NOT_PUBLISHED,
        real="" if place is None or place.real is None else place.real_text,
        growth=DASH if growth is None else wording.whole_percent(growth),
        growth_word=NOT_PUBLISHED if growth is None else wording.growth_word(growth),
        openings=_people(listing.openings),
        openings_words=NOT_PUBLISHED if listing.openings is None else "a year",
        jobs=jobs,
        jobs_words=NOT_PUBLISHED if jobs == DASH else "",
        education=listing.education_text or DASH,
        entry=entry,
        entry_differs=bool(entry) and not entry_is_usual(listing),
    )


def _pay_and_jobs(listing: Listing, place: PlaceRow | None) -> tuple[str, str]:
    """Middle pay and jobs of the area, or the nation's where none is chosen."""
    if place is not None:
        return place.median_text, place.jobs_text
    if listing.pay is None:
        return DASH, _people(listing.jobs)
    more = "+" if "m" in listing.at_least else ""
    return f"{wording.dollars(listing.pay)}{more}", _people(listing.jobs)


def _people(number: int | None) -> str:
    return DASH if number is None else wording.people(number)


def wider_code(listing: Listing) -> str:
    """The matrix code of an occupation whose figures cover others too; empty for any other."""
    if listing.kind == ListingKind.GUIDE or listing.code_set is None:
        return ""
    code = listing.code_set.key.partition(":")[0]
    return "" if listing.key == f"{code}.00" else code
