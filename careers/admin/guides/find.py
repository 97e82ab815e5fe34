"""What the rows of a guide point to, found by code, address or name: by scripts and by forms."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from careers.models import Element, JobTitle, Occupation, Role, RoleTitle, Status

MOST = 20
"""Suggestions shown at once."""
LONGEST = 200


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of thing: what it is called, its model, the fields of its key and its name."""

    label: str
    key_label: str
    model: type[models.Model]
    key: str
    called: str
    looks_like: re.Pattern[str]
    limits: Mapping[str, Any]

    def rows(self) -> QuerySet[Any]:
        """All that may be chosen."""
        return self.model._default_manager.filter(**self.limits)


KINDS: Mapping[str, Kind] = {
    "occupations": Kind(
        *("occupation", "code", Occupation, "code", "title"),
        re.compile(r"\d\d-\d{4}\.\d\d"),
        {},
    ),
    "titles": Kind(
        *("job title", "address", JobTitle, "slug", "title"),
        re.compile(r"[-a-z0-9]+"),
        {"hidden": False},
    ),
    "skills": Kind(
        *("skill or knowledge", "code", Element, "code", "name"),
        re.compile(r"\d(\.[0-9A-Za-z]+)+"),
        {"domain__in": ("skill", "knowledge")},
    ),
    "guides": Kind(
        *("guide", "address", Role, "slug", "title"),
        re.compile(r"[-a-z0-9]+"),
        {"status__in": (Status.DRAFT, Status.PUBLISHED)},
    ),
}
"""By the name that forms and scripts give them."""


def suggest(kind: Kind, words: str) -> list[dict[str, str]]:
    """Things with all of the words in their name, or a key that begins so; the nearest first."""
    words = words.replace("\x00", "")[:LONGEST].strip()
    if not words:
        return []
    named = Q()
    for word in words.split():
        named &= Q(**{f"{kind.called}__icontains": word})
    begins = Q(**{f"{kind.called}__istartswith": words}) | Q(**{f"{kind.key}__istartswith": words})
    rank = Case(When(begins, then=Value(0)), default=Value(1), output_field=IntegerField())
    found = (
        kind.rows()
        .filter(named | Q(**{f"{kind.key}__istartswith": words}))
        .annotate(rank=rank)
        .order_by("rank", kind.called, kind.key)
        .values_list(kind.key, kind.called)[:MOST]
    )
    rows = list(found)
    taken = owners(key for key, _ in rows) if kind is KINDS["titles"] else {}
    return [
        {"key": str(key), "name": str(name), "note": _note(taken.get(key))} for key, name in rows
    ]


def _note(owner: tuple[str, str] | None) -> str:
    return f"answered by {owner[1]}" if owner else ""


def owners(titles: Iterable[str], *, besides: int | None = None) -> dict[str, tuple[str, str]]:
    """By job title, the published guide (address, title) that answers for it."""
    rows = RoleTitle.objects.filter(job_title__in=list(titles), role__status=Status.PUBLISHED)
    if besides is not None:
        rows = rows.exclude(role=besides)
    found = rows.values_list("job_title_id", "role__slug", "role__title")
    return {title: (slug, name) for title, slug, name in found}


def names(kind: Kind, keys: Iterable[str]) -> dict[str, str]:
    """What keys are called; those that nothing has are left out."""
    rows = kind.model._default_manager.filter(**{f"{kind.key}__in": set(keys)})
    return {str(key): str(name) for key, name in rows.values_list(kind.key, kind.called)}


def keys(kind: Kind, typed: Iterable[str]) -> dict[str, str]:
    """The key each typed text stands for: a key, "key name", or the name alone.

    What looks like a key is taken for one, so that nothing that was once chosen is lost; whether
    there is such a thing the checks say. What stands for nothing is left out.
    """
    wanted = set(typed)
    first = {text: text.partition(" ")[0] for text in wanted}
    held = set(names(kind, {*wanted, *first.values()}))
    found = {
        text: text if text in held else first[text]
        for text in wanted
        if text in held or first[text] in held
    }
    left = wanted - set(found)
    if left:
        found |= _by_name(kind, left)
    return found | {text: text for text in wanted - set(found) if kind.looks_like.fullmatch(text)}


def _by_name(kind: Kind, texts: set[str]) -> dict[str, str]:
    asked = Q()
    for text in sorted(texts):
        asked |= Q(**{f"{kind.called}__iexact": text})
    rows = kind.rows().filter(asked).order_by(f"-{kind.key}")
    named = {
        str(name).casefold(): str(key) for key, name in rows.values_list(kind.key, kind.called)
    }
    return {text: named[text.casefold()] for text in texts if text.casefold() in named}
