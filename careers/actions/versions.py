"""The rows behind every action on guides: versions made, found, moved from state to state."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils import timezone

from careers import checks
from careers.actions.applying import apply_content
from careers.actions.errors import Blocked, Conflict, NotAllowed
from careers.actions.findings import keep_findings
from careers.actions.locks import hold_role
from careers.checks.mapping import numbers
from careers.editing import SCHEMA, GuideContent, of_role
from careers.models import (
    PROJECT,
    Role,
    RoleVersion,
    Status,
    VersionState,
    name_of,
)

NOT_RECORDED = "not recorded"
"""The author of a guide that was there before versions were kept and that an editor changed."""


def content_of(version: RoleVersion) -> GuideContent:
    """What a version holds, whatever its schema; raises DocumentError."""
    return GuideContent.from_json(version.content)


def refuse(reason: str) -> None:
    """Raise NotAllowed where there is a reason."""
    if reason:
        raise NotAllowed(reason)


def said(reason: str) -> str:
    """The reason somebody gave; raises ValidationError where it is blank."""
    reason = reason.strip()
    if not reason:
        raise ValidationError({"reason": "Say why: whoever reads the history will ask."})
    return reason


def hold_version(version: RoleVersion) -> tuple[Role, RoleVersion]:
    """A version's guide, locked, and the version as it is now."""
    role = hold_role(version.role_id)
    return role, RoleVersion.objects.get(pk=version.pk, role=role)


def expect(version: RoleVersion, *states: VersionState, revision: int | None = None) -> None:
    """Raise Conflict unless a version is in one of the states and was not saved meanwhile."""
    if version.state not in states:
        label = version.get_state_display().lower()
        raise Conflict(f"Version {version.number} is {label} now.", version, content_of(version))
    if revision is not None and revision != version.revision:
        raise Conflict(
            f"{version.saved_by_name} saved version {version.number} meanwhile.",
            version,
            content_of(version),
        )


def expect_none_open(role: Role) -> None:
    """Raise Conflict where a version of the guide is open already."""
    version = RoleVersion.objects.open().filter(role=role).first()
    if version is not None:
        raise Conflict(
            f"{version.author_name} has begun version {version.number} of this guide.",
            version,
            content_of(version),
        )


def expect_based_on(role: Role, version: RoleVersion, live: RoleVersion | None) -> None:
    """Raise Conflict where something else was published, or nothing is, since the draft began."""
    if version.based_on_id == (live.pk if live else None):
        return
    if live is None:
        raise Conflict("The guide was retired since this draft was begun.", None, of_role(role))
    raise Conflict(
        f"Version {live.number} was published since this draft was begun.", live, content_of(live)
    )


def live_version(role: Role) -> RoleVersion | None:
    """The published version of a locked guide, None where readers see none.

    A guide that was published before versions were kept gets its first one here.
    """
    version = RoleVersion.objects.published().filter(role=role).first()
    if version is not None or role.status != Status.PUBLISHED:
        return version
    who = PROJECT if role.content_sha256 else NOT_RECORDED
    return add_version(
        role,
        of_role(role),
        by=None,
        reason="As it stood when versions began to be kept.",
        state=VersionState.PUBLISHED,
        at=role.updated_at,
        author_name=who,
        saved_by_name=who,
        decided_at=role.updated_at,
        decided_by_name=who,
    )


def add_version(
    role: Role,
    content: GuideContent,
    *,
    by: User | None,
    reason: str,
    state: VersionState = VersionState.DRAFT,
    at: datetime | None = None,
    **fields: Any,
) -> RoleVersion:
    """A new version of a locked guide; `fields` are others of the model."""
    last = RoleVersion.objects.filter(role=role).aggregate(last=Max("number"))["last"] or 0
    at = at or timezone.now()
    values = {
        "author": by,
        "author_name": name_of(by),
        "saved_by": by,
        "saved_by_name": name_of(by),
        "created_at": at,
        "updated_at": at,
    }
    return RoleVersion.objects.create(
        role=role,
        number=last + 1,
        state=state,
        schema=SCHEMA,
        content=content.to_json(),
        reason=reason,
        **(values | fields),
    )


def decide(version: RoleVersion, state: VersionState, *, by: User | None, note: str) -> None:
    """Move a version on, with who did it and why; the caller saves other fields before."""
    version.state = state
    version.decided_at, version.decided_by = timezone.now(), by
    version.decided_by_name, version.decision_note = name_of(by), note
    version.save()


def supersede(live: RoleVersion | None) -> None:
    """Take the published version out of readers' sight; its decision stays on record."""
    if live is not None:
        live.state = VersionState.SUPERSEDED
        live.save(update_fields=["state"])


def put_out(
    role: Role,
    version: RoleVersion,
    live: RoleVersion | None,
    *,
    by: User | None,
    note: str,
    checked: bool,
    library: checks.Library | None = None,
) -> None:
    """Make a version the guide that readers see; raises Blocked or ValidationError.

    The pages that show it are not made anew here. `library` is what it is checked against, read
    here where it is not given.
    """
    content = content_of(version)
    around = checks.read_surroundings(content, role=role, library=library)
    held = numbers(around.profile)
    found = checks.run(content, replace(around, reviewed_with=held))
    unmet = checks.blocking(found) if checked else []
    if unmet:
        raise Blocked(unmet)
    apply_content(role, content, by=by)
    supersede(live)
    version.figures = held.as_json() if held else {}
    decide(version, VersionState.PUBLISHED, by=by, note=note)
    keep_findings(version, found)
