"""Guides imported from a file that an editor looked at before: all of them or none."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence
from typing import NamedTuple

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from careers import checks
from careers.actions import permissions, workflow
from careers.actions.audit import record
from careers.actions.bulk import MOST_PUBLISHED, Chosen, each, publish_many
from careers.actions.errors import Conflict, NotAllowed
from careers.actions.locks import hold_published, hold_role
from careers.actions.versions import content_of, refuse, said
from careers.editing import GuideContent, of_role
from careers.models import Action, GuideUpload, Role, RoleVersion

MAY_IMPORT = "careers.import_guides"
MOST_IMPORTED = 200
"""Guides that one import begins or changes at most: each of them is checked."""
UPLOAD_KEPT = dt.timedelta(hours=1)


class Incoming(NamedTuple):
    """A guide that a file brings: its content, and what it was compared with.

    `role` is None for a new guide, `draft` the open version that is saved over (None: one is
    begun) at its `revision`, `live` the number of the published version (0 where there is none).
    """

    slug: str
    content: GuideContent
    role: Role | None
    draft: RoleVersion | None
    revision: int
    live: int


def against_importing(by: User | None) -> str:
    """Why somebody may not import guides from files."""
    if not permissions.may(by, MAY_IMPORT):
        return "You may not import guides from files."
    return permissions.against_starting(by)


@transaction.atomic
def keep_upload(*, by: User, name: str, data: bytes) -> GuideUpload:
    """Keep a file for somebody until they have looked at its report; it replaces their last."""
    refuse(against_importing(by))
    upload, _ = GuideUpload.objects.update_or_create(
        user=by,
        defaults={
            "name": name.replace("\x00", "")[-200:],
            "sha256": hashlib.sha256(data).hexdigest(),
            "data": data,
            "uploaded_at": timezone.now(),
        },
    )
    return upload


def kept_upload(*, by: User, sha256: str) -> GuideUpload:
    """The file of this checksum that somebody sent; raises GuideUpload.DoesNotExist.

    Their hour is over, or they sent another since, where there is none.
    """
    since = timezone.now() - UPLOAD_KEPT
    upload = GuideUpload.objects.get(user=by, sha256=sha256, uploaded_at__gte=since)
    upload.data = bytes(upload.data)
    if hashlib.sha256(upload.data).hexdigest() != sha256:
        raise GuideUpload.DoesNotExist("the file kept is not the one that was sent")
    return upload


def forget_uploads(*, now: dt.datetime) -> int:
    """Delete the files whose hour is over; returns how many."""
    return GuideUpload.objects.filter(uploaded_at__lt=now - UPLOAD_KEPT).delete()[0]


@transaction.atomic
def import_guides(
    *, guides: Sequence[Incoming], upload: GuideUpload, by: User, reason: str, publish: bool
) -> list[RoleVersion]:
    """Make drafts of what a file brings, or publish it; the kept file is gone then.

    Raises ManyRefused naming each guide that stands against it, NotAllowed where the file was
    imported or replaced meanwhile.
    """
    refuse(against_importing(by))
    reason = said(reason)
    if len(guides) > (MOST_PUBLISHED if publish else MOST_IMPORTED):
        raise NotAllowed("These are too many guides for one import.")
    hold_published()
    if not GuideUpload.objects.filter(pk=upload.pk, sha256=upload.sha256).delete()[0]:
        raise NotAllowed("This file was imported or replaced meanwhile.")
    versions = begin_imported(guides=guides, by=by, reason=reason)
    if publish:
        chosen = [Chosen(version, version.revision) for version in versions]
        versions = publish_many(chosen=chosen, by=by, reason=reason)
    how = "published" if publish else "as drafts"
    record(
        by=by,
        action=Action.GUIDES_IMPORTED,
        kind="file",
        subject=upload.name,
        summary=f"imported {len(versions)} guides from {upload.name} ({how}): {reason}",
        details={
            "sha256": upload.sha256,
            "published": publish,
            "guides": [guide.slug for guide in guides],
            "reason": reason,
        },
    )
    return versions


@transaction.atomic
def begin_imported(
    *, guides: Sequence[Incoming], by: User | None, reason: str
) -> list[RoleVersion]:
    """Begin or save the drafts that a file brings; raises ManyRefused."""
    library = checks.read_library()
    return each(
        (guide.slug, lambda guide=guide: _begin(guide, by, reason, library))  # type: ignore[misc]
        for guide in guides
    )


def _begin(guide: Incoming, by: User | None, reason: str, library: checks.Library) -> RoleVersion:
    if guide.draft is not None:
        return workflow.save_draft(
            version=guide.draft,
            content=guide.content,
            revision=guide.revision,
            by=by,
            library=library,
        )
    if guide.role is not None:
        _expect_live(guide, hold_role(guide.role.pk))
    return workflow.start_draft(
        role=guide.role,
        by=by,
        reason=reason,
        slug=guide.slug,
        content=guide.content,
        library=library,
    )


def _expect_live(guide: Incoming, role: Role) -> None:
    """Raise Conflict where another version is published than the file was compared with."""
    live = RoleVersion.objects.published().filter(role=role).first()
    if (live.number if live else 0) != guide.live:
        held = content_of(live) if live else of_role(role)
        raise Conflict("Another version was published meanwhile.", live, held)
