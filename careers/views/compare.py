"""Roles side by side: the page, which also lets one choose them, and its JSON and CSV twins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from careers import search as engine
from careers.models import Release, Role
from careers.pages.compare import comparison
from careers.pages.compared import Compared, Comparison
from careers.profiles.types import Move, RelatedLink
from careers.views import compare_twins
from careers.views.addresses import absolute_url
from careers.views.caching import public
from careers.views.chosen import chosen_area
from careers.views.compared import (
    MOST_ROLES,
    ROLES,
    Choice,
    Selection,
    compare_url,
    named_in,
    selection,
)

TITLE = "Compare roles"
MATCHES, SUGGESTIONS = 8, 6


@dataclass(frozen=True, slots=True)
class ChosenRole:
    """A chosen role in the list of them; `remove_url` and `earlier_url` change the list.

    The first has no `earlier_url`.
    """

    role: Compared
    remove_url: str
    earlier_url: str


@dataclass(frozen=True, slots=True)
class Suggestions:
    """Roles to add without looking for them, and what they are."""

    title: str
    choices: tuple[Choice, ...]


@require_safe
@public
def compare(request: HttpRequest) -> HttpResponse:
    """The roles of `?roles=` side by side; with fewer than two, what could be added."""
    named = named_in(request)
    joined = ",".join(one.key for one in named)
    if request.GET.getlist(ROLES, [""]) != [joined]:
        return redirect(_address_with(request, joined))
    chosen = selection(request, named)
    query = engine.parse(request.GET.get("add", ""))
    context = _shared(request, chosen) | {
        "comparison": compared(request, chosen),
        "left_out": chosen.left_out,
        "nothing_ticked": request.GET.get(ROLES) == "" and query.is_empty,
        "words": query.text,
        "matches": matches(query, chosen),
        "suggestions": suggestions(chosen),
    }
    return render(request, "careers/compare.html", context)


@require_safe
@public
def data(request: HttpRequest) -> HttpResponse:
    """The comparison as JSON."""
    chosen = selection(request, named_in(request))
    return compare_twins.as_json(chosen, compared(request, chosen), chosen_area(request))


@require_safe
@public
def table(request: HttpRequest) -> HttpResponse:
    """The rows of the comparison as CSV, a column and its status for each role."""
    chosen = selection(request, named_in(request))
    return compare_twins.as_csv(compared(request, chosen))


def compared(request: HttpRequest, chosen: Selection) -> Comparison | None:
    """The comparison of two roles or more, in the chosen place too; None of fewer."""
    area = chosen_area(request)
    if len(chosen.roles) < 2:
        return None
    return comparison(chosen.roles, area.name if area else "")


def matches(query: engine.Query, chosen: Selection) -> list[Choice] | None:
    """What `?add=` finds, each with the address that adds it; None where nothing is asked."""
    if query.is_empty:
        return None
    found = engine.hits(engine.find(query).matches[: 3 * MATCHES])
    hits = [hit for hit in found if hit.kind in engine.ROLES and hit.key not in chosen.keys]
    return [Choice(hit.title, compare_url([*chosen.keys, hit.key])) for hit in hits[:MATCHES]]


def suggestions(chosen: Selection) -> Suggestions | None:
    """What could be added: what is close to the first role, else guides; None where it is full."""
    if len(chosen.roles) == MOST_ROLES:
        return None
    if chosen.roles:
        first = chosen.roles[0]
        close = _new(chosen, [*first.profile.moves, *first.profile.related])
        if close:
            return Suggestions(f"Close to {first.name}", close)
    guides = Role.objects.published().order_by("title", "pk")[: SUGGESTIONS + MOST_ROLES]
    links = [RelatedLink(guide.title, guide.get_absolute_url(), "") for guide in guides]
    return Suggestions("Guides", _new(chosen, links))


def _new(chosen: Selection, links: Sequence[Move | RelatedLink]) -> tuple[Choice, ...]:
    """The links to roles that are not chosen yet, as addresses that add them."""
    keys = {link.url.strip("/").rpartition("/")[2]: link.title for link in links}
    return tuple(
        Choice(title, compare_url([*chosen.keys, key]))
        for key, title in keys.items()
        if key not in chosen.keys
    )[:SUGGESTIONS]


def chosen_roles(chosen: Selection) -> list[ChosenRole]:
    """The list of chosen roles with the addresses that change it."""
    keys = chosen.keys
    rows = []
    for place, role in enumerate(chosen.roles):
        others = [key for key in keys if key != role.key]
        earlier = [*others[: place - 1], role.key, *others[place - 1 :]] if place else []
        rows.append(ChosenRole(role, compare_url(others), compare_url(earlier) if place else ""))
    return rows


def _shared(request: HttpRequest, chosen: Selection) -> dict[str, object]:
    """What the page needs whether it compares or explains."""
    address = compare_url(chosen.keys)
    first = chosen.roles[0].profile if chosen.roles else None
    return {
        "releases": first.releases if first else Release.objects.current(),
        "chosen": chosen_roles(chosen),
        "joined": ",".join(chosen.keys),
        "may_add": len(chosen.roles) < MOST_ROLES,
        "place": chosen_area(request),
        "address": address,
        "permalink": absolute_url(request, address),
        "json_url": compare_url(chosen.keys, "compare-data"),
        "csv_url": compare_url(chosen.keys, "compare-csv"),
    }


def _address_with(request: HttpRequest, joined: str) -> str:
    """The page's address with its roles as one list, the rest of the query kept."""
    query = request.GET.copy()
    query.pop(ROLES, None)
    if joined:
        query[ROLES] = joined
    return f"{reverse('compare')}?{query.urlencode(safe=',')}" if query else reverse("compare")
