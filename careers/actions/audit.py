"""The record of who did what: written beside what was done, in the same transaction."""

from __future__ import annotations

import logging
from functools import partial
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction

from careers.models import Event, Role, name_of

logger = logging.getLogger(__name__)

GUIDE = "guide"
"""The kind of subject that a guide is; its subject is its slug."""


def record(
    *,
    by: User | None,
    action: str,
    kind: str,
    subject: str,
    summary: str,
    details: dict[str, Any] | None = None,
) -> Event:
    """Write an event: who did what to which thing. `by` is None for a command.

    `action` is one of `careers.models.Action` or a short word like them, `kind` and `subject`
    name the thing ("guide", its slug), `summary` is a sentence without the person's name.
    """
    line = partial(logger.info, "%s: %s %s by %s", action, kind, subject, name_of(by))
    transaction.on_commit(line)  # what is tried and rolled back did not happen
    return Event.objects.create(
        actor=by,
        actor_name=name_of(by),
        action=action,
        subject_kind=kind,
        subject=subject[:200],
        summary=summary,
        details=details or {},
    )


def record_guide(
    *, by: User | None, action: str, role: Role, summary: str, **details: Any
) -> Event:
    """Write an event about a guide."""
    return record(
        by=by, action=action, kind=GUIDE, subject=role.slug, summary=summary, details=details
    )
