"""A role in one place: where it stands among the areas, and the areas beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from careers.models import NATION, AreaKind, Wage
from careers.profiles.areas import nearest, states_of
from careers.profiles.types import AT_LEAST, PlaceRow, Profile

MOST_OF_STATE = 12
MOST_NEAR = 6
MOST_SIMILAR = 6
MOST_TOP = 6


@dataclass(frozen=True, slots=True)
class Rank:
    """Where a place stands among `of` areas of its kind, 1 being the highest; `by` says in what."""

    place: int
    of: int
    by: str

    @property
    def text(self) -> str:
        """ "12th of 380"."""
        return f"{ordinal(self.place)} of {self.of}"


@dataclass(frozen=True, slots=True)
class RoleInPlace:
    """A role's row in one place, BLS's location quotient of its one code, and other areas.

    `nation` is the nation as a row beside them, `state` the state that the place is filed in,
    None for a state; `near` gives areas with the miles to them.
    """

    row: PlaceRow
    nation: PlaceRow
    state: PlaceRow | None
    quotient: float | None
    ranks: tuple[Rank, ...]
    same_state: tuple[PlaceRow, ...]
    near: tuple[tuple[PlaceRow, float], ...]
    similar: tuple[PlaceRow, ...]
    top: tuple[PlaceRow, ...]


def in_place(profile: Profile, row: PlaceRow) -> RoleInPlace:
    """A profile's role in the area of `row`; at most one query."""
    others = [other for other in _ranked(profile) if other.code != row.code]
    return RoleInPlace(
        row=row,
        nation=_nation(profile),
        state=next((other for other in others if _is_state_of(other, row)), None),
        quotient=_quotient(profile, row),
        ranks=_ranks(_ranked(profile), row),
        same_state=tuple(_of_state(others, row)[:MOST_OF_STATE]),
        near=tuple(nearest(others, row, MOST_NEAR)),
        similar=tuple(_similar(others, row)[:MOST_SIMILAR]),
        top=tuple([other for other in others if other.kind == AreaKind.METRO][:MOST_TOP]),
    )


def _nation(profile: Profile) -> PlaceRow:
    """The nation as a row beside its areas: merged pay, and the codes' wage and salary jobs."""
    low, _, middle, _, high = profile.figures.shown_pay if profile.figures else (None,) * 5
    shown = (low, middle, high)
    values = [figure.value if figure else None for figure in shown]
    jobs = [code.wage_jobs for code in profile.codes]
    return PlaceRow(
        code=NATION,
        name="United States",
        slug="",
        kind=AreaKind.NATIONAL.value,
        state="",
        jobs=sum(number or 0 for number in jobs) if jobs and None not in jobs else None,
        low=values[0],
        median=values[1],
        high=values[2],
        at_least=[figure is not None and figure.status == AT_LEAST for figure in shown],
        parity=100.0,
        latitude=None,
        longitude=None,
        missing="",
    )


def _ranked(profile: Profile) -> list[PlaceRow]:
    """Areas that publish pay and jobs for every code, most jobs first."""
    return profile.places.ranked if profile.places else []


def _is_state_of(other: PlaceRow, row: PlaceRow) -> bool:
    return other.kind == AreaKind.STATE != row.kind and other.state == row.state


def _quotient(profile: Profile, row: PlaceRow) -> float | None:
    """BLS's own; there is none of several codes together."""
    if len(profile.codes) != 1:
        return None
    wages = Wage.objects.filter(
        release=profile.releases.area_wages, code=profile.codes[0].code, area=row.code
    )
    return wages.values_list("location_quotient", flat=True).first()


def _ranks(ranked: Sequence[PlaceRow], row: PlaceRow) -> tuple[Rank, ...]:
    """Its ranks by pay at national prices, pay and jobs; none where it is not ranked."""
    rows = [other for other in ranked if other.kind == row.kind]
    if row.missing:
        return ()
    measures = (
        ("pay at national prices", [other.real for other in rows], row.real),
        ("middle pay", [other.median for other in rows], row.median),
        ("jobs", [other.jobs for other in rows], row.jobs),
    )
    ranks = []
    for by, every, own in measures:
        values = [value for value in every if value is not None]
        if own is not None:
            ranks.append(Rank(1 + sum(value > own for value in values), len(values), by))
    return tuple(ranks)


def _of_state(others: Sequence[PlaceRow], row: PlaceRow) -> list[PlaceRow]:
    """Areas that share a state with the place, most jobs first."""
    states = set(states_of(row))
    return [
        other
        for other in others
        if other.kind != AreaKind.STATE and states.intersection(states_of(other))
    ]


def _similar(others: Sequence[PlaceRow], row: PlaceRow) -> list[PlaceRow]:
    """Areas of its kind by how near their pay at national prices is."""
    own = row.real
    if own is None:
        return []
    rows = [
        (abs(real - own), other.name, other)
        for other in others
        if other.kind == row.kind
        for real in [other.real]
        if real is not None
    ]
    return [other for *_, other in sorted(rows, key=lambda found: found[:2])]


def ordinal(number: int) -> str:
    """1st, 2nd, 3rd, 4th, 11th, 21st."""
    tail = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10)
    return f"{number}{tail or 'th'}"
