"""The guides that come with Waymark, published by a command as editors publish theirs."""

from __future__ import annotations

from django.db import transaction

from careers.actions.audit import record_guide
from careers.actions.locks import hold_published, hold_role
from careers.actions.versions import add_version, live_version, put_out
from careers.actions.workflow import new_role
from careers.editing import GuideContent
from careers.models import Action, FormerSlug, Role, RoleVersion, VersionState

WHY = "Shipped with Waymark."


def held_guides() -> dict[str, Role]:
    """Every guide by its address and by those it had before."""
    roles = {role.pk: role for role in Role.objects.all()}
    former = FormerSlug.objects.values_list("slug", "role_id")
    return {slug: roles[pk] for slug, pk in former} | {role.slug: role for role in roles.values()}


@transaction.atomic
def begin_shipped(*, slug: str, content: GuideContent) -> Role:
    """The row of a guide that is about to be published; raises ValidationError."""
    hold_published()
    return new_role(slug, content)


@transaction.atomic
def publish_shipped(*, role: Role, content: GuideContent, sha256: str) -> RoleVersion:
    """Publish what a shipped file says; `sha256` is the file's. Raises ValidationError.

    A draft that an editor has open stays; whoever publishes it is told of this version. The
    pages that show the guide are not made anew here.
    """
    hold_published()
    role = hold_role(role.pk)
    live = live_version(role)
    version = add_version(
        role, content, by=None, reason=WHY, based_on=live, state=VersionState.SUPERSEDED
    )
    role.content_sha256 = sha256
    put_out(role, version, live, by=None, note=WHY, checked=False)
    record_guide(
        by=None,
        action=Action.PUBLISHED,
        role=role,
        summary=f"published version {version.number} of {role.slug}: {WHY}",
        version=version.number,
        sha256=sha256,
    )
    return version


@transaction.atomic
def keep_versions() -> int:
    """Give every published guide without a version its first; returns how many."""
    lacking = Role.objects.published().exclude(versions__state=VersionState.PUBLISHED)
    ids = list(lacking.order_by("pk").values_list("pk", flat=True))
    for pk in ids:
        live_version(hold_role(pk))
    return len(ids)
