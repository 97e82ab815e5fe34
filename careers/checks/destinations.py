"""What readers meet at addresses of the site, read for all of a guide's links at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.urls import Resolver404, resolve, reverse

from careers.checks.types import Destination, State
from careers.models import (
    Area,
    ElementWords,
    FormerSlug,
    JobTitle,
    Occupation,
    Role,
    Sector,
    Status,
    answering_guide,
)

LIVE, MISSING = Destination(State.LIVE), Destination(State.MISSING)
_CAREER = "career"
_KINDS = {"career": "slug", "occupation": "code", "sector": "slug", "place": "slug"}
_KINDS |= {"skill": "slug"}


@dataclass(frozen=True, slots=True)
class _Address:
    """A path that the site answers: what it is of ("career" …), that one's key, and the rest."""

    path: str
    kind: str
    key: str
    place: str
    name: str
    kwargs: Mapping[str, str]


@dataclass(slots=True)
class _Held:
    """What the database holds of the keys that were asked for."""

    roles: dict[str, Role] = field(default_factory=dict)
    former: dict[str, str] = field(default_factory=dict)
    titles: dict[str, JobTitle] = field(default_factory=dict)
    others: set[tuple[str, str]] = field(default_factory=set)


def read_destinations(paths: Iterable[str]) -> dict[str, Destination]:
    """Each path with what readers meet there, in seven queries at most whatever their number."""
    found: dict[str, Destination] = {}
    asked: list[_Address] = []
    for path in dict.fromkeys(paths):
        address = _resolved(path)
        if isinstance(address, Destination):
            found[path] = address
        else:
            asked.append(address)
    held = _held(asked)
    for address in asked:
        found[address.path] = _destination(address, held)
    return found


def _resolved(path: str) -> _Address | Destination:
    """The address of a path, or what is to be said of it without asking the database."""
    try:
        match = resolve(path)
    except Resolver404:
        return _with_slash(path)
    if match.app_names:
        return MISSING
    name = match.url_name or ""
    kind = next((kind for kind in _KINDS if name == kind or name.startswith(f"{kind}-")), "")
    key = match.kwargs.get(_KINDS.get(kind, ""), "")
    if not key:
        return LIVE
    return _Address(path, kind, str(key), str(match.kwargs.get("place", "")), name, match.kwargs)


def _with_slash(path: str) -> Destination:
    if path.startswith("/") and not path.endswith("/"):
        try:
            resolve(f"{path}/")
        except Resolver404:
            return MISSING
        return Destination(State.MOVED, f"{path}/")
    return MISSING


def _held(asked: Iterable[_Address]) -> _Held:
    keys: dict[str, set[str]] = {kind: set() for kind in _KINDS}
    for address in asked:
        keys[address.kind].add(address.key)
        if address.place:
            keys["place"].add(address.place)
    slugs = keys[_CAREER]
    held = _Held()
    for role in Role.objects.filter(slug__in=slugs).exclude(status=Status.DRAFT):
        held.roles[role.slug] = role
    former = FormerSlug.objects.filter(slug__in=slugs).select_related("role")
    held.former = {row.slug: row.role.slug for row in former}
    titles = JobTitle.objects.filter(slug__in=slugs).select_related("answered_by__role")
    held.titles = {title.slug: title for title in titles}
    for kind, model, name in (
        ("occupation", Occupation, "code"),
        ("sector", Sector, "slug"),
        ("place", Area, "slug"),
        ("skill", ElementWords, "slug"),
    ):
        rows = model._default_manager.filter(**{f"{name}__in": keys[kind]})
        held.others.update((kind, key) for key in rows.values_list(name, flat=True))
    return held


def _destination(address: _Address, held: _Held) -> Destination:
    if address.place and ("place", address.place) not in held.others:
        return MISSING
    if address.kind != _CAREER:
        return LIVE if (address.kind, address.key) in held.others else MISSING
    role = held.roles.get(address.key)
    if role is not None and role.status == Status.RETIRED:
        heir = role.heir()
        return Destination(State.GONE, heir.get_absolute_url() if heir else "")
    if role is not None:
        return Destination(State.LIVE, is_guide=address.name == _CAREER)
    title = held.titles.get(address.key)
    answering = answering_guide(title) if title else None
    onward = held.former.get(address.key) or (answering.slug if answering else None)
    if onward is not None:
        to = reverse(address.name, kwargs={**address.kwargs, "slug": onward})
        return Destination(State.MOVED, to)
    return MISSING if title is None or title.hidden else LIVE
