"""Who may do what with a guide: one rule an action, asked by the action and by the pages alike.

Each rule answers with the reason why not, empty where nothing stands against it. Commands
(`by` is None) may do everything.
"""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.models import User
from django.db.models import QuerySet

from careers.models import RoleVersion, VersionState

WRITE = "careers.write_guide"
REVIEW = "careers.review_guide"
PUBLISH = "careers.publish_guide"
RETIRE = "careers.retire_guide"


def may(by: User | None, permission: str) -> bool:
    """Whether a person has a permission, e.g. "careers.write_guide"."""
    return by is None or by.has_perm(permission)


def against_starting(by: User | None) -> str:
    """Why somebody may not begin a draft or restore a version."""
    return "" if may(by, WRITE) else "You may not write guides."


def against_saving(version: RoleVersion, by: User | None) -> str:
    """Why somebody may not save, submit or discard this draft."""
    if not may(by, WRITE):
        return "You may not write guides."
    if may(by, REVIEW):
        return ""
    if not _is(by, version.author_id):
        return f"This draft is {version.author_name}'s: only editors change others' drafts."
    if version.state == VersionState.REVIEW:
        return "This draft waits for review: an editor can send it back to you."
    return ""


def against_sending_back(version: RoleVersion, by: User | None) -> str:
    """Why somebody may not send this draft back to its author."""
    return "" if may(by, REVIEW) else "Only editors send drafts back."


def against_publishing(version: RoleVersion, by: User | None) -> str:
    """Why somebody may not publish this draft."""
    if not may(by, PUBLISH):
        return "Only editors publish."
    own = _is(by, version.author_id) or _is(by, version.saved_by_id)
    if by is not None and own and settings.WAYMARK_TWO_PEOPLE:
        return "On this site somebody other than its writers publishes a guide."
    if not _is(by, version.author_id) and version.state == VersionState.DRAFT:
        return f"{version.author_name} has not sent this draft for review yet."
    return ""


def decidable(by: User) -> QuerySet[RoleVersion]:
    """The drafts in review that wait for this person: to be published, or else sent back.

    Where two people publish, one's own wait for somebody else.
    """
    waiting = RoleVersion.objects.filter(state=VersionState.REVIEW)
    if not (may(by, PUBLISH) or may(by, REVIEW)):
        return waiting.none()
    if settings.WAYMARK_TWO_PEOPLE:
        return waiting.exclude(author=by).exclude(saved_by=by)
    return waiting


def against_amending(by: User | None, *, text: bool) -> str:
    """Why somebody may not change a guide's particulars; `text` where readers' words change."""
    if not may(by, PUBLISH):
        return "Only editors change what is published."
    if by is not None and text and settings.WAYMARK_TWO_PEOPLE:
        return "On this site two people publish: change it in a draft."
    return ""


def against_retiring(by: User | None) -> str:
    """Why somebody may not retire a guide or change its address."""
    return "" if may(by, RETIRE) else "Only editors retire guides or change their addresses."


def _is(by: User | None, user_id: int | None) -> bool:
    return by is None or by.pk == user_id
