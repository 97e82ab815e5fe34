"""Which roles the page of fit shows and in which order: variety decides who is in, the score
decides the order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from careers.guidance.fit import Flags
from careers.guidance.fit_data import Roles
from careers.guidance.stability import Band, bands
from careers.guidance.variety import FIRST, MOST_ALIKE, REACH, beside, crowd, spread
from careers.models import Listing, SocGroup
from careers.views.mine.fit_cards import Card, Ranking, cards

Places = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Lists:
    """The roles to begin with and those after them, each list in the order of the score.

    `total` counts all that are ranked. `added` are occupations that stand among `guides` guides,
    of which there are `few`, or `alike` of one `family` of work; `of_others` is whether they add
    families. `moved` are titles that others took the place of among the first ten.
    """

    first: tuple[Card, ...]
    further: tuple[Card, ...]
    total: int
    guides: int
    added: int
    of_others: bool
    family: str
    alike: int
    moved: tuple[str, ...]
    reach: int = int(REACH)
    most_alike: int = MOST_ALIKE

    @property
    def shown(self) -> int:
        """How many roles are on the page."""
        return len(self.first) + len(self.further)

    @property
    def hidden(self) -> int:
        """How many roles are ranked and not on the page."""
        return self.total - self.shown

    @property
    def few(self) -> bool:
        """Whether there are fewer than ten guides to begin with."""
        return self.guides < FIRST

    @property
    def first_keys(self) -> str:
        """The best three, to compare."""
        return ",".join(card.key for card in self.first[:3])


@dataclass(frozen=True, slots=True)
class _Choice:
    """Places of roles: the first, those that came in among them, and those pushed out."""

    first: tuple[int, ...]
    added: tuple[int, ...]
    moved: tuple[int, ...]
    family: str
    alike: int


def lists(ranking: Ranking, left: Flags, others: Flags | None, number: int) -> Lists | None:
    """The first ten of the roles that are left, and more up to `number`; None where none is.

    Where those ten are not of several families, or fewer than ten, up to ten of `others` of other
    families stand among them. Two queries at most.
    """
    choice = _choice(ranking, _by_score(ranking, np.flatnonzero(left)), others)
    if not choice.first and not choice.added:
        return None
    ranked = _by_score(ranking, np.union1d(np.flatnonzero(left), np.array(choice.added, np.intp)))
    ranks = {int(place): rank for rank, place in enumerate(ranked, 1)}
    first = sorted((*choice.first, *choice.added), key=ranks.__getitem__)
    held = set(first)
    rest = (int(place) for place in ranked if int(place) not in held)
    further = [place for place, _ in zip(rest, range(number - len(first)), strict=False)]
    shown = [*first, *further]
    listings = listings_of(ranking.roles, [*shown, *choice.moved])
    made = cards(ranking, shown, listings, ranks, _bands(ranking, ranked, shown, ranks))
    groups = ranking.roles.groups
    own = {groups[place] for place in choice.first}
    return Lists(
        first=made[: len(first)],
        further=made[len(first) :],
        total=len(ranked),
        guides=len(choice.first),
        added=len(choice.added),
        of_others=any(groups[place] not in own for place in choice.added),
        family=_name(choice.family),
        alike=choice.alike,
        moved=tuple(listings[place].title for place in choice.moved),
    )


def _choice(ranking: Ranking, ranked: Places, others: Flags | None) -> _Choice:
    """Who is among the first, of roles that come best first and of `others`."""
    groups = ranking.roles.groups
    top = ranked[: 100 * FIRST]
    totals = ranking.scores.total[0, top].tolist()
    chosen = spread(top.tolist(), totals, groups[top].tolist())
    held = groups[list(chosen.first)].tolist()
    family, alike = crowd(held)
    added: tuple[int, ...] = ()
    if others is not None and (family or len(held) < FIRST):
        near = _by_score(ranking, np.flatnonzero(others))
        added = beside(near.tolist(), groups[near].tolist(), held)
    return _Choice(chosen.first, added, chosen.moved, family, alike)


def _by_score(ranking: Ranking, places: Places) -> Places:
    """The places, the best role first; of equals the first place."""
    return places[np.argsort(-ranking.scores.total[0, places], kind="stable")]


def _bands(
    ranking: Ranking, ranked: Places, shown: Sequence[int], ranks: dict[int, int]
) -> dict[int, Band]:
    """How firm each shown role's score and rank are, among those that are ranked."""
    found = bands(
        ranking.person,
        ranking.roles.profiles,
        ranked,
        ranking.scores.total[0, ranked],
        [ranks[place] - 1 for place in shown],
        ranking.scores.neutral,
    )
    return dict(zip(shown, found, strict=True))


def listings_of(roles: Roles, places: Sequence[int]) -> dict[int, Listing]:
    """The listings at these places, with what a card shows of them; one query."""
    pks = {int(roles.pks[place]): place for place in places}
    found = Listing.objects.filter(pk__in=pks).select_related("sector", "role")
    return {pks[listing.pk]: listing for listing in found}


def _name(group: str) -> str:
    """What SOC calls a group; its code where it is not held, empty for none."""
    if not group:
        return ""
    return SocGroup.objects.filter(code=group).values_list("title", flat=True).first() or group
