"""A guide's parts: made from its profile, and kept ready from the moment it is published.

Reading and merging the facts of a guide and rendering its sections costs some fifty times what
the rest of an answer costs. So the parts are made when a guide is published or a release is
imported, and kept with a key of all they depend on. Where the key does not fit they are made
anew for the reader: a page is never stale.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.db.models import Count, IntegerField, Max, Subquery
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import escape

from careers import profiles
from careers.models import PreparedGuide, Release, Role, Status
from careers.pages import ladder, structured
from careers.pages.sections import section_context

ORIGIN = "{origin}"
"""Stands for scheme and host in the structured data, which wants absolute addresses."""


_COMPLETE = Subquery(
    Release.objects.filter(complete=True)
    .order_by()
    .values("complete")
    .annotate(count=Count("pk"))
    .values("count"),
    output_field=IntegerField(),
)


PLACE_MARK = "<!--place-->"
"""Stands in the body where the figures of a chosen place go, above the nation's."""


@dataclass(frozen=True, slots=True)
class GuideParts:
    """What a guide's page is put together from: plain texts, JSON-LD, HTML of body and foot."""

    title: str
    summary: str
    jsonld: str
    body: str
    attribution: str

    def jsonld_at(self, origin: str) -> str:
        """The structured data with absolute addresses; `origin` is scheme and host."""
        return self.jsonld.replace(ORIGIN, escape(origin))

    def body_with(self, place_html: str) -> str:
        """The body with the figures of a chosen place, or with none."""
        return self.body.replace(PLACE_MARK, place_html, 1)


def guide_parts(role: Role, sort: str | None = None) -> GuideParts:
    """The parts of a guide, its first areas in the order asked for."""
    profile = profiles.for_role(role)
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
        "place_mark": PLACE_MARK,
    }
    return GuideParts(
        title=role.title,
        summary=summary,
        jsonld=structured.guide_jsonld(
            profile, summary, questions, [(name, f"{ORIGIN}{path}") for name, path in crumbs]
        ),
        body=render_to_string("careers/_guide.html", context),
        attribution=render_to_string("careers/_attribution.html", {"sources": profile.releases}),
    )


def ready_parts(slug: str) -> tuple[bool, GuideParts | None]:
    """Whether a guide may have this address, and its kept parts where their key still fits.

    One query. While developing, the answer is always "perhaps, and not ready": templates change
    under a running process then.
    """
    if settings.DEBUG:
        return True, None
    newest = Release.objects.complete().order_by("-imported_at", "-pk")
    names = [f"prepared__{field.name}" for field in fields(GuideParts)]
    row = (
        Role.objects.filter(slug=slug)
        .annotate(imported_at=newest.values("imported_at")[:1], releases=_COMPLETE)
        .values_list("status", "prepared__key", "updated_at", "imported_at", "releases", *names)
        .first()
    )
    if row is None:
        return False, None
    status, key, updated_at, imported_at, releases, *parts = row
    fits = status == Status.PUBLISHED and key == parts_key(updated_at, imported_at, releases)
    return True, GuideParts(*parts) if fits else None


def prepare(roles: Iterable[Role], *, outdated_only: bool = False) -> int:
    """Make and keep the parts of published guides; returns how many were made.

    A guide that is no longer published loses its parts.
    """
    complete = Release.objects.complete()
    newest, count = complete.aggregate(at=Max("imported_at"), count=Count("pk")).values()
    made = 0
    for role in roles:
        if role.status != Status.PUBLISHED:
            PreparedGuide.objects.filter(role=role).delete()
            continue
        key = parts_key(role.updated_at, newest, count)
        if outdated_only and PreparedGuide.objects.filter(role=role, key=key).exists():
            continue
        parts = asdict(guide_parts(role))
        PreparedGuide.objects.update_or_create(role=role, defaults={"key": key} | parts)
        made += 1
    return made


def parts_key(updated_at: datetime, imported_at: datetime | None, releases: int) -> str:
    """What the parts of a guide depend on: its text, the complete releases, this program.

    `updated_at` is the guide's, `imported_at` the newest complete release's, `releases` how many
    there are.
    """
    moments = (updated_at.timestamp(), imported_at.timestamp() if imported_at else 0)
    return hashlib.sha256(f"{moments}|{releases}|{program_stamp()}".encode()).hexdigest()


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
