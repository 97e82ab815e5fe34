"""A role on the page of fit: its score and parts, reasons both ways, and what is not known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

import numpy as np
from django.urls import reverse

from careers.guidance import reasons
from careers.guidance.changes import Change, changes
from careers.guidance.fit import Answered, Person, Profiles, Scores, points, rounded
from careers.guidance.fit_data import Roles
from careers.guidance.limits import EDUCATION, GROWING, PAY, SECTORS, ZONE, Effect, Pay
from careers.guidance.stability import Band
from careers.listings.build import entry_education, entry_is_usual
from careers.models import Listing, ListingKind
from careers.profiles.prose import plain_sentences
from careers.profiles.wording import dollars, growth_word, whole_percent

NOT_KNOWN = {
    EDUCATION: "BLS names no usual schooling for it",
    ZONE: "O*NET gives it no job zone",
    GROWING: "BLS publishes no projection for it",
    SECTORS: "it belongs to no sector",
}


@dataclass(frozen=True, slots=True)
class PartRow:
    """A part of a score: how well it matches (0 to 100), its weight in per cent, its points.

    `start` is where its piece of the bar begins, in points. `is_known` is whether the role is
    rated for it.
    """

    part: str
    name: str
    match: int
    weight: int
    points: int
    start: int
    is_known: bool


@dataclass(frozen=True, slots=True)
class Card:
    """A role with its score, 0 to 100, which `parts` add up to."""

    key: str
    title: str
    url: str
    is_guide: bool
    summary: str
    facts: tuple[str, ...]
    score: int
    rank: int
    band: Band
    parts: tuple[PartRow, ...]
    reasons_for: tuple[str, ...]
    reasons_against: tuple[str, ...]
    missing: tuple[str, ...]
    change: str
    harder: str
    save_url: str
    compare_url: str

    @property
    def number(self) -> str:
        """For identifiers of parts of the page."""
        return self.key.replace(".", "-")

    @property
    def against_besides(self) -> int:
        """How much speaks against the role beside the first that is told."""
        return max(len(self.reasons_against) + bool(self.harder) - 1, 0)

    @property
    def more_reasons(self) -> int:
        """How many reasons there are beside the first for the role and the first against it."""
        return max(len(self.reasons_for) - 1, 0) + self.against_besides


@dataclass(frozen=True, slots=True, eq=False)
class Ranking:
    """What every list of the page is made from; `pay` is that of `place`, empty for the nation."""

    roles: Roles
    person: Person
    answers: Answered
    scores: Scores
    found: tuple[Effect, ...]
    pay: Pay
    place: str


def cards(
    ranking: Ranking,
    shown: Sequence[int],
    listings: Mapping[int, Listing],
    ranks: Mapping[int, int],
    firm: Mapping[int, Band],
) -> tuple[Card, ...]:
    """The cards of the roles at these places, in that order; no query."""
    if not shown:
        return ()
    roles = ranking.roles
    profiles, scores = roles.profiles.take(shown), ranking.scores.take(shown)
    others = roles.profiles.take(np.flatnonzero(~roles.is_guide)[:: max(roles.size // 400, 1)])
    moved = changes(ranking.person, ranking.answers, scores, profiles, others)
    made = []
    for column, (place, change) in enumerate(zip(shown, moved, strict=True)):
        of_role = (listings[place], place, ranks[place], firm[place])
        made.append(_card(ranking, *of_role, profiles, scores, column, change))
    return tuple(made)


def _card(
    ranking: Ranking,
    listing: Listing,
    place: int,
    rank: int,
    band: Band,
    profiles: Profiles,
    scores: Scores,
    column: int,
    change: Sequence[Change],
) -> Card:
    """The card of the role at a place of all, and a column of the profiles and scores shown."""
    answers = ranking.answers
    for_it, against = reasons.reasons(ranking.person, answers, profiles, column, scores.weights)
    harder = plain_sentences(listing.role.harder) if listing.role else ""
    return Card(
        key=listing.key,
        title=listing.title,
        url=listing.get_absolute_url(),
        is_guide=listing.kind == ListingKind.GUIDE,
        summary=_first_sentence(listing.summary),
        facts=_facts(ranking, listing, place),
        score=rounded(float(scores.total[0, column])),
        rank=rank,
        band=band,
        parts=_parts(scores, profiles, column),
        reasons_for=tuple(one.text for one in for_it),
        reasons_against=tuple(one.text for one in against),
        missing=(
            *reasons.missing(answers, scores, profiles, column),
            *_unknown(ranking, listing, place),
        ),
        change=" ".join(one.text for one in change),
        harder=_first_sentence(harder),
        save_url=f"{reverse('my-save')}?{urlencode({'role': listing.key})}",
        compare_url=f"{reverse('compare')}?{urlencode({'roles': listing.key})}",
    )


def _parts(scores: Scores, profiles: Profiles, column: int) -> tuple[PartRow, ...]:
    values = scores.of_role(column)
    whole = points(values, scores.weights)
    rows, start = [], 0
    for part, value in values.items():
        rows.append(
            PartRow(
                part=part,
                name=reasons.NAMES[part].capitalize(),
                match=rounded(100 * value),
                weight=rounded(100 * scores.weights[part]),
                points=whole[part],
                start=start,
                is_known=bool(profiles.has[part][column]),
            )
        )
        start += whole[part]
    return tuple(rows)


def _facts(ranking: Ranking, listing: Listing, place: int) -> tuple[str, ...]:
    """Pay, schooling and growth in a line; what is not published is not there."""
    amount = float(ranking.pay.amounts[place])
    where = f" in {ranking.place}" if ranking.place else ""
    found = []
    if not np.isnan(amount):
        more = "+" if ranking.pay.capped[place] else ""
        found.append(f"{dollars(amount)}{more} middle pay{where}")
    elif listing.is_hourly and listing.pay is not None and not where:
        found.append(f"{dollars(listing.pay)} an hour, middle pay")
    else:
        found.append(f"Pay not published{where}")
    found += _schooling(listing)
    if listing.growth is not None:
        found.append(f"{whole_percent(listing.growth)} growth: {growth_word(listing.growth)}")
    return tuple(found)


def _schooling(listing: Listing) -> list[str]:
    """What the limit on schooling judges, and what most people in the work have, if that differs.

    BLS publishes the two apart: the typical way in, and the schooling of everyone who is in.
    """
    entry = entry_education(listing)
    found = [f"Typical entry: {_in_line(entry)}"] if entry else []
    if listing.education_text and not entry_is_usual(listing):
        found.append(f"Most common among people in it: {_in_line(listing.education_text)}")
    return found


def _in_line(text: str) -> str:
    return text[0].lower() + text[1:]


def _unknown(ranking: Ranking, listing: Listing, place: int) -> list[str]:
    """The limits that could not be applied to a role, with the reason."""
    where = f" in {ranking.place}" if ranking.place else ""
    pay = (
        "its pay is published by the hour only"
        if listing.is_hourly
        else f"its middle pay{where} is not published, or only as “at least”"
    )
    why = {**NOT_KNOWN, PAY: pay}
    return [
        f"One of your limits could not be checked here and did not count: {why[one.name]}."
        for one in ranking.found
        if one.unknown[place]
    ]


def _first_sentence(text: str) -> str:
    """The first sentence, as far as a full stop, question or exclamation mark."""
    for position, letter in enumerate(text):
        if letter in ".!?" and text[position + 1 : position + 2] in {"", " "}:
            return text[: position + 1]
    return text
