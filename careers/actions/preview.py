"""A version as the page that readers would see, and links to it for people without an account."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.models import User
from django.core.signing import SignatureExpired, TimestampSigner
from django.db import transaction
from django.utils import timezone

from careers.actions import permissions
from careers.actions.applying import problems, resolve, write
from careers.actions.audit import record_guide
from careers.actions.versions import content_of, expect, hold_version, refuse
from careers.models import OPEN_STATES, Action, Role, RoleVersion, Sector, VersionState
from careers.pages.guide import GuideParts, guide_parts

SALT = "careers.preview"
SHOWN_WITHOUT = ("title", "sector", "level", "occupations")
"""The fields without which there is no page to show."""


@dataclass(frozen=True, slots=True)
class Preview:
    """The parts of a version's page, and what would keep it from being published, by field."""

    parts: GuideParts | None
    problems: dict[str, list[str]]


class LinkEnded(Exception):  # noqa: N818 - what happened, not a fault of the program
    """A link that was good once: it is too old, or the draft was decided on."""


def rendered(version: RoleVersion) -> Preview:
    """The page of a version, made by the code that makes the public one.

    The version is applied in a transaction that is always rolled back: no reader, page or list
    sees anything of it. What cannot be applied (a title that another guide answers for) is left
    out and named; without a title, sector, level or occupation there is no page.
    """
    content = content_of(version)
    with transaction.atomic():
        role = Role.objects.get(pk=version.role_id)
        wrong = problems(role, content)
        parts = None
        if not any(name in wrong for name in SHOWN_WITHOUT):
            write(role, content, resolve(role, content))
            role.sector = Sector.objects.get(pk=content.sector)
            parts = guide_parts(role)
        transaction.set_rollback(True)
    return Preview(parts, wrong)


@transaction.atomic
def share(*, version: RoleVersion, by: User | None) -> str:
    """A token with which anyone may look at an open version until it is decided on or too old."""
    role, version = hold_version(version)
    expect(version, VersionState.DRAFT, VersionState.REVIEW)
    refuse(
        permissions.against_saving(version, by) and permissions.against_sending_back(version, by)
    )
    record_guide(
        by=by,
        action=Action.SHARED,
        role=role,
        summary=f"made a preview link to version {version.number} of {role.slug}",
        version=version.number,
    )
    return TimestampSigner(salt=SALT).sign(_value(version))


def shared_version(token: str) -> RoleVersion:
    """The version that a token lets one see; raises BadSignature, or LinkEnded for a good one."""
    days = dt.timedelta(days=settings.WAYMARK_PREVIEW_DAYS)
    try:
        value = TimestampSigner(salt=SALT).unsign(token, max_age=days)
    except SignatureExpired as error:
        raise LinkEnded from error
    pk = value.partition(".")[0]
    versions = RoleVersion.objects.select_related("role").filter(pk=pk, state__in=OPEN_STATES)
    version = versions.first()
    if version is None or _value(version) != value:
        raise LinkEnded
    return version


def link_ends() -> dt.datetime:
    """When a link made now becomes too old."""
    return timezone.now() + dt.timedelta(days=settings.WAYMARK_PREVIEW_DAYS)


def _value(version: RoleVersion) -> str:
    """What a token signs: the version, and when it was last decided on."""
    decided = int(version.decided_at.timestamp()) if version.decided_at else 0
    return f"{version.pk}.{decided}"
