"""Steps taken with many guides at once: all of them, or none and a list of what was refused."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any, NamedTuple, TypeVar

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction

from careers import checks
from careers.actions import workflow
from careers.actions.errors import Blocked, Conflict, Refused
from careers.actions.findings import keep_findings
from careers.actions.locks import hold_published
from careers.actions.particulars import amend_in_place
from careers.actions.refresh import refresh_roles
from careers.actions.versions import content_of
from careers.editing import DocumentError, of_role
from careers.models import Role, RoleVersion, Status

MOST_AT_ONCE = 500
"""Guides that one step is taken with at most."""
MOST_PUBLISHED = 15
"""Guides that are published together at most: each is checked, written and made anew."""

T = TypeVar("T")


class Refusal(NamedTuple):
    """A guide, by its address, and why the step was not taken with it."""

    slug: str
    reasons: tuple[str, ...]


class ManyRefused(Refused):
    """Some of many were refused, so nothing was done; `refusals` are those."""

    def __init__(self, refusals: Sequence[Refusal]) -> None:
        count = len(refusals)
        super().__init__(f"{count} refused: nothing was done.")
        self.refusals = tuple(refusals)


class Chosen(NamedTuple):
    """A version somebody chose, and its revision when they looked at it."""

    version: RoleVersion
    revision: int


@transaction.atomic
def each(steps: Iterable[tuple[str, Callable[[], T]]]) -> list[T]:
    """Take every step, named by its guide's address; raises ManyRefused where any is refused."""
    done, refused = [], []
    for slug, step in steps:
        try:
            with transaction.atomic():
                done.append(step())
        except (Refused, ValidationError, DocumentError) as error:
            refused.append(Refusal(slug, reasons_of(error)))
    if refused:
        raise ManyRefused(refused)
    return done


def reasons_of(error: Exception) -> tuple[str, ...]:
    """What a refusal says, in sentences; what is wrong with a field begins with its name."""
    if isinstance(error, Blocked):
        found = ((one.field, f"{one.reason} {one.mend}".strip()) for one in error.checks)
        return tuple(f"{name}: {words}" if name else words for name, words in found)
    if isinstance(error, ValidationError) and hasattr(error, "error_dict"):
        named = error.message_dict.items()
        return tuple(f"{name}: {' '.join(words)}" for name, words in named)
    return tuple(error.messages) if isinstance(error, ValidationError) else (str(error),)


@transaction.atomic
def submit_many(*, chosen: Sequence[Chosen], by: User | None) -> list[RoleVersion]:
    """Send drafts for review; raises ManyRefused."""
    return each(
        _steps(
            chosen,
            lambda one: workflow.submit(version=one.version, by=by, revision=one.revision),
        )
    )


@transaction.atomic
def discard_many(*, chosen: Sequence[Chosen], by: User | None, reason: str) -> list[RoleVersion]:
    """Put drafts away; raises ManyRefused."""

    def step(one: Chosen) -> RoleVersion:
        _expect_revision(one)
        return workflow.discard(version=one.version, by=by, reason=reason)

    return each(_steps(chosen, step))


@transaction.atomic
def publish_many(
    *, chosen: Sequence[Chosen], by: User | None, reason: str, refreshed: bool = True
) -> list[RoleVersion]:
    """Publish versions together; raises ManyRefused.

    They are checked when all are in their places, so that guides may lead to each other. Without
    `refreshed` no page is made anew: for a rehearsal that is rolled back.
    """
    hold_published()
    library = checks.read_library()
    placed = each(
        _steps(
            chosen,
            lambda one: workflow.put_in_place(
                version=one.version,
                by=by,
                reason=reason,
                revision=one.revision,
                checked=False,
                library=library,
            ),
        )
    )
    library = checks.read_library()
    versions = [version for version, _ in placed]
    each((one.role.slug, lambda one=one: _check(one, library)) for one in versions)  # type: ignore[misc]
    if refreshed:
        _refresh(placed)
    return versions


@transaction.atomic
def amend_many(
    *, roles: Sequence[Role], by: User | None, reason: str, **changes: Any
) -> list[RoleVersion]:
    """Change particulars of guides; raises ManyRefused.

    A published guide is published anew with them, one that no reader has seen has them in its
    open draft. `changes` are as for `amend`.
    """
    hold_published()
    library = checks.read_library()

    def step(role: Role) -> tuple[RoleVersion, set[Role]]:
        if role.status == Status.PUBLISHED:
            return amend_in_place(role=role, by=by, reason=reason, library=library, **changes)
        return _amend_draft(role, by, changes), set()

    placed = each((role.slug, lambda role=role: step(role)) for role in roles)  # type: ignore[misc]
    _refresh(placed)
    return [version for version, _ in placed]


def _steps(
    chosen: Sequence[Chosen], step: Callable[[Chosen], T]
) -> Iterable[tuple[str, Callable[[], T]]]:
    return ((one.version.role.slug, lambda one=one: step(one)) for one in chosen)  # type: ignore[misc]


def _expect_revision(one: Chosen) -> None:
    """Raise Conflict where a version was saved since somebody looked at it."""
    now = RoleVersion.objects.select_for_update().get(pk=one.version.pk)
    if now.revision != one.revision:
        raise Conflict(
            f"{now.saved_by_name} saved version {now.number} meanwhile.", now, content_of(now)
        )


def _check(version: RoleVersion, library: checks.Library) -> None:
    """Raise Blocked where a version that was just put in its place may not stay there."""
    content = content_of(version)
    around = checks.read_surroundings(content, role=version.role, library=library)
    found = checks.run(content, around)
    unmet = checks.blocking(found)
    if unmet:
        raise Blocked(unmet)
    keep_findings(version, found)


def _amend_draft(role: Role, by: User | None, changes: dict[str, Any]) -> RoleVersion:
    """Change a draft that has no published guide beside it."""
    version = RoleVersion.objects.open().filter(role=role).first()
    if version is None or role.status == Status.RETIRED:
        raise Conflict("It is neither published nor a draft.", None, of_role(role))
    content = replace(content_of(version), **changes)
    return workflow.save_draft(version=version, content=content, revision=version.revision, by=by)


def _refresh(placed: Iterable[tuple[RoleVersion, set[Role]]]) -> None:
    """Make pages anew, once for all; the guides are read again, for each knew only those before."""
    keys = {role.pk for _, touched in placed for role in touched}
    if keys:
        refresh_roles(roles=Role.objects.filter(pk__in=keys).select_related("sector"))
