"""The way of a guide: draft, review, published, retired. Every step has who, when and why.

Readers' code reads the guide itself (`Role` and its rows), which changes only when a version is
published. Each action is one transaction that holds the guide's lock. Each may raise NotAllowed
(the person may not), Conflict (somebody was faster), Blocked (checks are not met) or
ValidationError (a field is wrong); nothing has happened then.
"""

from __future__ import annotations

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.text import slugify

from careers.actions import permissions
from careers.actions.audit import record_guide
from careers.actions.errors import Conflict
from careers.actions.findings import check_version
from careers.actions.locks import hold_published, hold_role
from careers.actions.refresh import neighbors, refresh_roles
from careers.actions.versions import (
    add_version,
    content_of,
    decide,
    expect,
    expect_based_on,
    expect_none_open,
    hold_version,
    live_version,
    put_out,
    refuse,
    said,
    supersede,
)
from careers.checks import Library
from careers.editing import SCHEMA, GuideContent, of_role
from careers.models import (
    Action,
    FormerSlug,
    Role,
    RoleVersion,
    Sector,
    Status,
    VersionState,
    name_of,
)


@transaction.atomic
def start_draft(
    *,
    role: Role | None,
    by: User | None,
    reason: str,
    slug: str = "",
    content: GuideContent | None = None,
    library: Library | None = None,
) -> RoleVersion:
    """Begin a draft: of the guide as readers see it, or of a new guide where `role` is None.

    `content` is what the draft holds at first; a new guide needs it, and has `slug` as its
    address or one made of its title; `library` is what it is checked against, read here where it
    is not given. Raises Conflict where a draft of the guide is open.
    """
    refuse(permissions.against_starting(by))
    reason = said(reason)
    if role is None:
        if content is None:
            raise ValidationError({"title": "A new guide needs a title, a sector and a level."})
        role = new_role(slug or slugify(content.title), content)
    else:
        role = hold_role(role.pk)
    expect_none_open(role)
    live = live_version(role)
    version = add_version(role, content or of_role(role), by=by, reason=reason, based_on=live)
    check_version(version, library=library)
    _tell(by, Action.STARTED, role, version, "began", reason)
    return version


@transaction.atomic
def save_draft(
    *,
    version: RoleVersion,
    content: GuideContent,
    revision: int,
    by: User | None,
    seen: int | None = None,
    reason: str | None = None,
    library: Library | None = None,
) -> RoleVersion:
    """Save a draft whose `revision` the writer began from; a save that changes nothing is none.

    `reason` replaces the one the draft has, its note to reviewers; None keeps that. `seen` is the
    number of the published version that the writer has compared the draft with (0 where none is):
    the draft counts as based on it from then on. `library` as for `start_draft`.
    """
    role, version = hold_version(version)
    expect(version, VersionState.DRAFT, VersionState.REVIEW, revision=revision)
    refuse(permissions.against_saving(version, by))
    live = live_version(role) if seen is not None else version.based_on
    if seen is not None and seen != (live.number if live else 0):
        expect_based_on(role, version, live)
    reason = version.reason if reason is None else said(reason)
    kept = (content_of(version), version.based_on, version.reason)
    if (content, live, reason) == kept:
        return version
    version.content, version.schema, version.based_on = content.to_json(), SCHEMA, live
    version.reason = reason
    version.revision += 1
    version.saved_by, version.saved_by_name = by, name_of(by)
    version.updated_at = timezone.now()
    version.save()
    if role.status == Status.DRAFT:
        Role.objects.filter(pk=role.pk).update(title=content.title[:200])
    check_version(version, library=library)
    _tell(by, Action.SAVED, role, version, "saved", "")
    return version


@transaction.atomic
def submit(*, version: RoleVersion, by: User | None, revision: int | None = None) -> RoleVersion:
    """Send a draft for review."""
    role, version = hold_version(version)
    expect(version, VersionState.DRAFT, revision=revision)
    refuse(permissions.against_saving(version, by))
    version.state, version.submitted_at = VersionState.REVIEW, timezone.now()
    version.save(update_fields=["state", "submitted_at"])
    _tell(by, Action.SUBMITTED, role, version, "sent for review", "")
    return version


@transaction.atomic
def send_back(*, version: RoleVersion, by: User | None, reason: str) -> RoleVersion:
    """Give a draft in review back to its author; preview links made until now end."""
    role, version = hold_version(version)
    expect(version, VersionState.REVIEW)
    refuse(permissions.against_sending_back(version, by))
    reason = said(reason)
    decide(version, VersionState.DRAFT, by=by, note=reason)
    _tell(by, Action.SENT_BACK, role, version, "sent back", reason)
    return version


@transaction.atomic
def publish(
    *, version: RoleVersion, by: User | None, reason: str, revision: int | None = None
) -> RoleVersion:
    """Make a version what readers see; the one before becomes an earlier one.

    `revision` is the one that the publisher has read: a later one raises Conflict, as does a
    version that was published since this one was begun.
    """
    hold_published()
    version, touched = put_in_place(version=version, by=by, reason=reason, revision=revision)
    refresh_roles(roles=touched)
    return version


def put_in_place(
    *,
    version: RoleVersion,
    by: User | None,
    reason: str,
    revision: int | None = None,
    checked: bool = True,
    library: Library | None = None,
) -> tuple[RoleVersion, set[Role]]:
    """Publish without making pages anew: the guides whose pages have to be are returned.

    For callers that hold what is published and publish several at once; without `checked` they
    run the checks themselves, when all of them are in their places.
    """
    role, version = hold_version(version)
    expect(version, VersionState.DRAFT, VersionState.REVIEW, revision=revision)
    refuse(permissions.against_publishing(version, by))
    live = live_version(role)
    expect_based_on(role, version, live)
    reason = said(reason)
    around = neighbors(role=role)
    put_out(role, version, live, by=by, note=reason, checked=checked, library=library)
    _tell(by, Action.PUBLISHED, role, version, "published", reason)
    return version, {role, *around, *neighbors(role=role)}


@transaction.atomic
def discard(*, version: RoleVersion, by: User | None, reason: str) -> RoleVersion:
    """Put a draft away; it can be restored."""
    role, version = hold_version(version)
    expect(version, VersionState.DRAFT, VersionState.REVIEW)
    refuse(permissions.against_saving(version, by))
    reason = said(reason)
    decide(version, VersionState.DISCARDED, by=by, note=reason)
    _tell(by, Action.DISCARDED, role, version, "discarded", reason)
    return version


@transaction.atomic
def restore(*, version: RoleVersion, by: User | None, reason: str) -> RoleVersion:
    """Begin a draft with what an earlier version holds."""
    refuse(permissions.against_starting(by))
    reason = said(reason)
    role, version = hold_version(version)
    expect_none_open(role)
    draft = add_version(
        role, content_of(version), by=by, reason=reason, based_on=live_version(role)
    )
    check_version(draft)
    words = f"restored from version {version.number}"
    _tell(by, Action.RESTORED, role, draft, words, reason, source=version.number)
    return draft


@transaction.atomic
def retire(*, role: Role, successor: Role | None, reason: str, by: User | None) -> Role:
    """Take a published guide out; its address says so and names the successor.

    Raises Conflict where it is not published, ValidationError for a successor that readers do
    not see or that leads back.
    """
    refuse(permissions.against_retiring(by))
    reason = said(reason)
    hold_published()
    role = hold_role(role.pk)
    live = live_version(role)
    if live is None:
        raise Conflict("Only a published guide is retired.", None, of_role(role))
    around = neighbors(role=role)
    role.status, role.successor, role.content_sha256 = Status.RETIRED, successor, ""
    if successor is not None and successor.heir() is None and successor.status != Status.PUBLISHED:
        raise ValidationError({"successor": "Readers do not see this guide either."})
    role.clean()
    role.save()
    supersede(live)
    led = f"; readers are led to {successor.slug}" if successor else ""
    record_guide(
        by=by,
        action=Action.RETIRED,
        role=role,
        summary=f"retired {role.slug}{led}: {reason}",
        version=live.number,
        successor=successor.slug if successor else None,
        reason=reason,
    )
    refresh_roles(roles={role, *around})
    return role


@transaction.atomic
def rename(*, role: Role, slug: str, reason: str, by: User | None) -> Role:
    """Give a guide another address; the one it had redirects, unless no reader ever saw it."""
    refuse(permissions.against_retiring(by))
    reason = said(reason)
    hold_published()
    role = hold_role(role.pk)
    old = role.slug
    if slug == old:
        return role
    FormerSlug.objects.filter(slug=slug, role=role).delete()
    _check_slug(slug)
    around = neighbors(role=role)
    role.slug = slug
    role.clean_fields(exclude={field.name for field in Role._meta.fields} - {"slug"})
    role.save()
    if role.status != Status.DRAFT:
        FormerSlug.objects.create(slug=old, role=role)
    record_guide(
        by=by,
        action=Action.RENAMED,
        role=role,
        summary=f"changed the address {old} to {slug}: {reason}",
        former=old,
        reason=reason,
    )
    refresh_roles(roles={role, *around})
    return role


def _check_slug(slug: str) -> None:
    """Raise ValidationError where an address is taken by a guide, now or formerly."""
    if Role.objects.filter(slug=slug).exists():
        raise ValidationError({"slug": "Another guide has this address."})
    if FormerSlug.objects.filter(slug=slug).exists():
        raise ValidationError({"slug": "This address leads on to a guide that had it before."})


def new_role(slug: str, content: GuideContent) -> Role:
    """A guide that nobody but editors sees: what it will say is in its version."""
    _check_slug(slug)
    role = Role(slug=slug, title=content.title, sector_id=content.sector, level=content.level)
    role.clean_fields(exclude={"sector", "summary"})
    if not Sector.objects.filter(pk=content.sector).exists():
        raise ValidationError({"sector": f"No sector is called {content.sector!r}."})
    try:
        with transaction.atomic():
            role.save()
    except IntegrityError:
        raise ValidationError({"slug": "Another guide has this address."}) from None
    return hold_role(role.pk)


def _tell(
    by: User | None,
    action: Action,
    role: Role,
    version: RoleVersion,
    words: str,
    reason: str,
    **details: int,
) -> None:
    """Write an event about a version."""
    record_guide(
        by=by,
        action=action,
        role=role,
        summary=f"{words} version {version.number} of {role.slug}"
        + (f": {reason}" if reason else ""),
        version=version.number,
        revision=version.revision,
        reason=reason,
        **details,
    )
