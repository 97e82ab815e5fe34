"""Moves from a role to others: the page, one move in full, and their JSON twin; all by GET."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from careers.guidance import moves as guidance
from careers.guidance.moves_types import Bridge, Move, Moves, Paths
from careers.models import Area, ElementWords, Release, Role
from careers.views import moves_data
from careers.views.addresses import absolute_url
from careers.views.caching import public
from careers.views.chosen import chosen_area
from careers.views.moves_roles import Asked, Choice, asked_role, choices

FROM, TO = "from", "to"
GUIDES = 6
SHOWN = 3
"""Moves of a kind that are shown at once; the others a tap away."""


@dataclass(frozen=True, slots=True)
class GapLine:
    """A row of the gap table with the address of the skill's page."""

    row: Any
    url: str


@dataclass(frozen=True, slots=True)
class BridgeLine:
    """A role in between, with the addresses of both steps."""

    bridge: Bridge
    first_url: str
    second_url: str


@dataclass(frozen=True, slots=True)
class MoveLine:
    """A move of the list with the address that tells it in full."""

    move: Move
    url: str


@dataclass(frozen=True, slots=True)
class MoveGroup:
    """The moves of one kind: the first ones, and the others."""

    key: str
    name: str
    first: list[MoveLine]
    others: list[MoveLine]

    @property
    def number(self) -> int:
        """How many in all."""
        return len(self.first) + len(self.others)


@require_safe
@public
def moves(request: HttpRequest) -> HttpResponse:
    """A search for a role; the moves from it; or one move in full."""
    start, goal = asked_role(request.GET.get(FROM, "")), asked_role(request.GET.get(TO, ""))
    if any(one is not None and one.is_new_key for one in (start, goal)):
        return redirect(_address(request, _key(start), _key(goal)))
    if start is None or start.profile is None:
        return _choosing(request, start, goal)
    if goal is None or goal.profile is None:
        return _listing(request, start, goal)
    return _one(request, start, goal)


@require_safe
@public
def data(request: HttpRequest) -> JsonResponse:
    """The moves from `?from=`, or the one to `?to=`, as JSON; 404 where a role is not known."""
    start, goal = asked_role(request.GET.get(FROM, "")), asked_role(request.GET.get(TO, ""))
    area = chosen_area(request)
    for asked in (start, goal):
        if asked is not None and asked.profile is None:
            return moves_data.unknown(asked)
    if start is None or start.profile is None:
        return moves_data.unknown(None)
    if goal is None or goal.profile is None:
        found = guidance.moves(start.profile, start.level, area)
        return moves_data.listing(start, found, area)
    levels = (start.level, goal.level)
    move, paths = guidance.move(start.profile, goal.profile, levels, area)
    return moves_data.one(start, move, paths, area)


def moves_url(start: str, goal: str = "", name: str = "moves") -> str:
    """The address of the moves from a role, or of the one to another."""
    named = {FROM: start, TO: goal}
    query = urlencode({key: value for key, value in named.items() if value})
    return f"{reverse(name)}?{query}" if query else reverse(name)


def _choosing(request: HttpRequest, start: Asked | None, goal: Asked | None) -> HttpResponse:
    """The form; with what was meant, where the role is not one."""
    to = goal.key if goal else ""
    guides = Role.objects.published().order_by("title", "pk")[:GUIDES]
    context = _shared(request, moves_url("")) | {
        "asked": start,
        "text": start.text if start else "",
        "choices": choices(start, lambda key: moves_url(key, to)) if start else (),
        "to": to,
        "guides": [Choice(guide.title, "", moves_url(guide.slug, to)) for guide in guides],
        "releases": Release.objects.current(),
    }
    return render(request, "careers/moves.html", context, status=_status(start))


def _listing(request: HttpRequest, start: Asked, goal: Asked | None) -> HttpResponse:
    """The moves from a role by kind; with what was meant, where the goal is no role."""
    profile = start.profile
    if profile is None:
        return _choosing(request, start, goal)
    found = guidance.moves(profile, start.level, chosen_area(request))
    context = _shared(request, moves_url(start.key)) | {
        "start": start,
        "profile": profile,
        "found": found,
        "groups": _groups(start, found),
        "asked": goal,
        "choices": choices(goal, lambda key: moves_url(start.key, key)) if goal else (),
        "json_url": moves_url(start.key, name="moves-data"),
    }
    return render(request, "careers/moves_from.html", context, status=_status(goal))


def _one(request: HttpRequest, start: Asked, goal: Asked) -> HttpResponse:
    """One move with every skill that matters there, and the paths to it."""
    if start.profile is None or goal.profile is None:
        return _choosing(request, start, goal)
    area, levels = chosen_area(request), (start.level, goal.level)
    move, paths = guidance.move(start.profile, goal.profile, levels, area)
    context = _shared(request, moves_url(start.key, goal.key)) | {
        "start": start,
        "goal": goal,
        "profile": start.profile,
        "move": move,
        "is_same": start.key == goal.key,
        "lines": _gap_lines(move),
        "paths": _bridges(start, goal, paths),
        "why_none": paths.why_none,
        "leading": [Choice(title, "", moves_url(start.key, key)) for key, title in paths.leading],
        "back_url": moves_url(start.key),
        "turned_url": moves_url(goal.key, start.key),
        "json_url": moves_url(start.key, goal.key, "moves-data"),
    }
    return render(request, "careers/moves_one.html", context)


def _groups(start: Asked, found: Moves) -> list[MoveGroup]:
    groups = []
    for kind, moves in found.groups:
        lines = [MoveLine(move, moves_url(start.key, move.key)) for move in moves]
        groups.append(MoveGroup(kind.value, str(kind.label), lines[:SHOWN], lines[SHOWN:]))
    return groups


def _gap_lines(move: Move) -> list[GapLine]:
    """The rows of the gap with the pages of the skills; one query."""
    codes = [row.element for row in move.gap.rows]
    words = ElementWords.objects.filter(element__in=codes)
    slugs = dict(words.values_list("element_id", "slug"))
    return [
        GapLine(row, reverse("skill", args=[slugs[row.element]]) if row.element in slugs else "")
        for row in move.gap.rows
    ]


def _bridges(start: Asked, goal: Asked, paths: Paths) -> list[BridgeLine]:
    return [
        BridgeLine(one, moves_url(start.key, one.key), moves_url(one.key, goal.key))
        for one in paths.bridges
    ]


def _shared(request: HttpRequest, address: str) -> dict[str, object]:
    """What each of the three pages needs."""
    area: Area | None = chosen_area(request)
    return {
        "place": area,
        "where": f"in {area.name}" if area else "in the nation",
        "permalink": absolute_url(request, address),
    }


def _status(asked: Asked | None) -> int:
    """404 where what was asked for is nothing, and nothing like it was found."""
    return 404 if asked is not None and asked.why == "unknown" and not asked.others else 200


def _key(asked: Asked | None) -> str:
    return asked.key if asked else ""


def _address(request: HttpRequest, start: str, goal: str) -> str:
    """The page's address with these roles, the place kept."""
    query = request.GET.copy()
    for name, value in ((FROM, start), (TO, goal)):
        query.pop(name, None)
        if value:
            query[name] = value
    return f"{reverse('moves')}?{query.urlencode()}"
