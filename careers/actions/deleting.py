"""A guide that no reader ever saw, deleted."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import transaction

from careers.actions.audit import record_guide
from careers.actions.versions import refuse
from careers.models import Action, Role, Status, VersionState


def was_published(role: Role) -> bool:
    """Whether readers have ever seen a guide."""
    seen = (VersionState.PUBLISHED, VersionState.SUPERSEDED)
    return role.status != Status.DRAFT or role.versions.filter(state__in=seen).exists()


@transaction.atomic
def delete_draft(*, role: Role, by: User) -> None:
    """Delete a guide that no reader ever saw; raises NotAllowed for any other."""
    refuse("What was published is retired, not deleted." if was_published(role) else "")
    record_guide(by=by, action=Action.DELETED, role=role, summary=f"deleted the draft {role.slug}")
    role.delete()
