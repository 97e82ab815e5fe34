"""Which roles an address asks to compare: guides, bare titles and O*NET occupations."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import unescape

from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import strip_tags

from careers import profiles
from careers.listings.places import parity_of, place_row
from careers.models import Area, JobTitle, Occupation, Role
from careers.pages.compared import Compared, named_apart
from careers.profiles import Profile
from careers.profiles.types import PlaceRow
from careers.profiles.wording import listed
from careers.views.chosen import chosen_area
from careers.views.resolving import key_of, named_by, profile_of

ROLES = "roles"
MOST_ROLES = 4
MOST_NAMED = 8
"""Names looked at, so that those that are not compared can be answered too."""

MOST_CHARACTERS = 2_000
SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")
Subject = Role | JobTitle | Occupation


@dataclass(frozen=True, slots=True)
class Named:
    """A name in the address, as it should stand there, and what it stands for."""

    key: str
    subject: Subject | None


@dataclass(frozen=True, slots=True)
class Choice:
    """A role that could be compared instead, with the address that does so."""

    title: str
    url: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A name that is not compared; `why` is "unknown", "retired", "ambiguous" or "room"."""

    title: str
    why: str
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class Selection:
    """The roles to compare, at most four, and the names that are not compared."""

    roles: tuple[Compared, ...]
    left_out: tuple[LeftOut, ...]

    @property
    def keys(self) -> list[str]:
        """The names of the roles as addresses have them."""
        return [role.key for role in self.roles]


def compare_url(keys: Iterable[str], name: str = "compare") -> str:
    """The address that compares roles by their slugs and codes, in this order."""
    joined = ",".join(keys)
    return f"{reverse(name)}?{ROLES}={joined}" if joined else reverse(name)


def named_in(request: HttpRequest) -> list[Named]:
    """What `?roles=` names, doubles dropped: repeated parameters and lists with commas.

    A title that a guide answers for, or a further name, stands as the guide or title.
    """
    text = ",".join(request.GET.getlist(ROLES))[:MOST_CHARACTERS]
    words = dict.fromkeys(filter(None, map(key_of, text.split(","))))
    found: dict[str, Named] = {}
    for word in list(words)[:MOST_NAMED]:
        named = _look_up(word)
        found.setdefault(named.key, named)
    return list(found.values())


def selection(request: HttpRequest, named: Sequence[Named]) -> Selection:
    """Read the profiles of the first four that can be compared, and say why others are not."""
    area = chosen_area(request)
    profiled: list[tuple[Named, Profile]] = []
    left_out: list[LeftOut] = []
    keys = [one.key for one in named]
    for one in named:
        if len(profiled) == MOST_ROLES and one.subject is not None:
            left_out.append(LeftOut(str(one.subject), "room"))
            continue
        profile = profile_of(one.subject, area)
        if profile is None or profile.figures is None:
            left_out.append(_left_out(one, profile, keys))
        else:
            profiled.append((one, profile))
    names = named_apart([(profile.title, profile.kind) for _, profile in profiled])
    parity = parity_of(area) if area else None
    roles = [
        _compared(one, profile, name, _row_in(area, profile, parity))
        for (one, profile), name in zip(profiled, names, strict=True)
    ]
    return Selection(tuple(roles), tuple(left_out))


def _look_up(key: str) -> Named:
    found = named_by(key)
    return Named(found.slug if isinstance(found, Role | JobTitle) else key, found)


def _left_out(named: Named, profile: Profile | None, keys: Sequence[str]) -> LeftOut:
    """Why a name is not compared, with what could stand in its place."""

    def instead(title: str, key: str) -> Choice:
        others = dict.fromkeys(key if other == named.key else other for other in keys)
        return Choice(title, compare_url(others))

    if profile is not None:
        rows = [card.occupation for card in profile.alternatives]
        choices = tuple(instead(row.title, row.code) for row in rows)
        return LeftOut(profile.title, "ambiguous", choices)
    if isinstance(named.subject, Role):
        heir = named.subject.heir()
        choices = (instead(heir.title, heir.slug),) if heir else ()
        return LeftOut(named.subject.title, "retired", choices)
    return LeftOut(named.key.replace("-", " "), "unknown")


def _compared(named: Named, profile: Profile, name: str, row: PlaceRow | None) -> Compared:
    role = named.subject
    if not isinstance(role, Role):
        return Compared(named.key, profile, name, _summary(profile), place=row)
    prose = profiles.prose(role, profile)
    return Compared(
        key=named.key,
        profile=profile,
        name=name,
        summary=SENTENCE_END.split(profiles.plain_summary(role, profile))[0],
        level=role.get_level_display(),
        thrives=_plain(prose["thrives"]),
        hard_for=_plain(prose["hard_for"]),
        place=row,
    )


def _summary(profile: Profile) -> str:
    """Our sentence for the one occupation, else what a title is filed under."""
    if len(profile.occupations) == 1:
        return profile.occupations[0].summary
    return f"Filed under {listed([row.title for row in profile.occupations])}."


def _plain(points: Iterable[str]) -> tuple[str, ...]:
    return tuple(unescape(strip_tags(point)) for point in points)


def _row_in(area: Area | None, profile: Profile, parity: float | None) -> PlaceRow | None:
    if area is None:
        return None
    rows = profile.places.rows if profile.places else ()
    return rows[0] if rows else place_row(area, None, parity)
