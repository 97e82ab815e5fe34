"""Particulars of a published guide changed without a draft: its sector, level, dates, reviewer."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction

from careers.actions import permissions
from careers.actions.audit import record_guide
from careers.actions.errors import Conflict
from careers.actions.findings import check_version
from careers.actions.locks import hold_published, hold_role
from careers.actions.refresh import neighbors, refresh_roles
from careers.actions.versions import add_version, content_of, live_version, put_out, refuse, said
from careers.checks import Library
from careers.editing import SCHEMA, GuideContent, of_role
from careers.models import Action, Role, RoleVersion, VersionState

PARTICULARS = ("sector", "level", "reviewed_by", "reviewed_on", "review_by")
"""The fields that `amend` changes."""


@transaction.atomic
def amend(*, role: Role, by: User | None, reason: str, **changes: Any) -> RoleVersion:
    """Publish a guide as it is with some of PARTICULARS changed; returns the published version.

    A draft that is open follows: it counts as based on the new version, and has the new value
    where it had the old one. Raises Conflict where the guide is not published.
    """
    hold_published()
    version, touched = amend_in_place(role=role, by=by, reason=reason, **changes)
    if touched:
        refresh_roles(roles=touched)
    return version


def amend_in_place(
    *, role: Role, by: User | None, reason: str, library: Library | None = None, **changes: Any
) -> tuple[RoleVersion, set[Role]]:
    """Amend without making pages anew: the guides whose pages have to be are returned.

    For callers that hold what is published and amend several at once.
    """
    refuse(permissions.against_amending(by, text=set(changes) != {"review_by"}))
    reason = said(reason)
    if not set(changes) <= set(PARTICULARS):
        raise ValidationError(f"Only these change without a draft: {', '.join(PARTICULARS)}.")
    role = hold_role(role.pk)
    live = live_version(role)
    if live is None:
        raise Conflict("Only a published guide is changed so.", None, of_role(role))
    before = content_of(live)
    after = replace(before, **changes)
    if after == before:
        return live, set()
    around = neighbors(role=role)
    version = add_version(
        role, after, by=by, reason=reason, based_on=live, state=VersionState.SUPERSEDED
    )
    put_out(role, version, live, by=by, note=reason, checked=False, library=library)
    _carry(live, version, before, after)
    listed = ", ".join(sorted(changes))
    record_guide(
        by=by,
        action=Action.AMENDED,
        role=role,
        summary=f"changed {listed} of {role.slug}: {reason}",
        version=version.number,
        fields=sorted(changes),
        reason=reason,
    )
    return version, {role, *around, *neighbors(role=role)}


def set_review_by(
    *, role: Role, review_by: date | None, by: User | None, reason: str
) -> RoleVersion:
    """Set the day by which a published guide's text is due for another look."""
    return amend(role=role, by=by, reason=reason, review_by=review_by)


def _carry(
    live: RoleVersion, version: RoleVersion, before: GuideContent, after: GuideContent
) -> None:
    """Let the guide's open draft follow what was changed beside it."""
    draft = RoleVersion.objects.open().filter(role=live.role_id, based_on=live).first()
    if draft is None:
        return
    content = content_of(draft)
    followed = {
        name: getattr(after, name)
        for name in PARTICULARS
        if getattr(content, name) == getattr(before, name)
    }
    carried = replace(content, **followed)
    if carried != content:
        draft.content, draft.schema = carried.to_json(), SCHEMA
        draft.revision += 1
    draft.based_on = version
    draft.save()
    check_version(draft)
