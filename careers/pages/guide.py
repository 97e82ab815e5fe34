"""A guide's parts: made from its profile, and kept ready from the moment it is published.

Reading and merging the facts of a guide and rendering its sections costs some fifty times what
the rest of an answer costs. So the parts are made when a guide is published or a release is
imported, and kept with a key of all they depend on. Where the key does not fit they are made
anew for the reader: a page is never stale.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import escape

from careers import profiles
from careers.models import CurrentReleases, PreparedGuide, Release, Role, Status
from careers.pages import ladder, structured
from careers.pages.sections import section_context

ORIGIN = "{origin}"
"""Stands for scheme and host in the structured data, which wants absolute addresses."""


@dataclass(frozen=True, slots=True)
class GuideParts:
    """What the page of a guide is put together from: plain summary, JSON-LD, HTML of the body."""

    summary: str
    jsonld: str
    body: str

    def jsonld_at(self, origin: str) -> str:
        """The structured data with absolute addresses; `origin` is scheme and host."""
        return self.jsonld.replace(ORIGIN, escape(origin))


def guide_parts(role: Role, releases: CurrentReleases, sort: str | None = None) -> GuideParts:
    """The parts of a guide, its first areas in the order asked for."""
    profile = profiles.for_role(role, releases)
    summary = profiles.plain_summary(role, profile)
    questions = structured.questions(profile, summary)
    crumbs = (
        ("Sectors", reverse("sectors")),
        (role.sector.name, role.sector.get_absolute_url()),
        (role.title, profile.url),
    )
    context = section_context(profile, sort) | {
        "role": role,
        "prose": profiles.prose(role, profile),
        "rungs": ladder.rungs(role, profile.moves),
        "moves": ladder.by_kind(profile.moves),
        "questions": questions,
        "sector": role.sector,
    }
    return GuideParts(
        summary=summary,
        jsonld=structured.guide_jsonld(
            profile, summary, questions, [(name, f"{ORIGIN}{path}") for name, path in crumbs]
        ),
        body=render_to_string("careers/_guide.html", context),
    )


def ready_parts(role: Role, releases: CurrentReleases) -> GuideParts | None:
    """The parts kept for a guide, where their key still fits; never while developing.

    Expects `role` with its `prepared` row already joined.
    """
    prepared: PreparedGuide | None = getattr(role, "prepared", None)
    if settings.DEBUG or prepared is None or prepared.key != parts_key(role, releases):
        return None
    return GuideParts(prepared.summary, prepared.jsonld, prepared.body)


def prepare(roles: Iterable[Role], *, outdated_only: bool = False) -> int:
    """Make and keep the parts of published guides; returns how many were made.

    A guide that is no longer published loses its parts.
    """
    releases = Release.objects.current()
    made = 0
    for role in roles:
        if role.status != Status.PUBLISHED:
            PreparedGuide.objects.filter(role=role).delete()
            continue
        key = parts_key(role, releases)
        if outdated_only and PreparedGuide.objects.filter(role=role, key=key).exists():
            continue
        parts = asdict(guide_parts(role, releases))
        PreparedGuide.objects.update_or_create(role=role, defaults={"key": key} | parts)
        made += 1
    return made


def parts_key(role: Role, releases: CurrentReleases) -> str:
    """What the parts of a guide depend on: its text, the releases, and this very program."""
    stamp = f"{role.updated_at.isoformat()}|{releases.key()}|{program_stamp()}"
    return hashlib.sha256(stamp.encode()).hexdigest()


@lru_cache(maxsize=1)
def program_stamp() -> str:
    """A checksum of the templates, code and settings that render a page."""
    digest = hashlib.sha256(f"{settings.STATIC_URL}|{settings.SITE_NAME}".encode())
    base = Path(settings.BASE_DIR)
    for folder, pattern in (("templates", "*.html"), ("careers", "*.py")):
        for path in sorted((base / folder).rglob(pattern)):
            digest.update(path.relative_to(base).as_posix().encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()
