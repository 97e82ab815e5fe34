"""The guides that are held, with the version each was read from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from careers.actions import content_of
from careers.editing import GuideContent, of_role
from careers.models import OPEN_STATES, Role, RoleVersion, Status, VersionState


class Which(StrEnum):
    """Which version of a guide is asked for."""

    LIVE = "live"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Held:
    """A guide's content with its version; 0 where it was published before versions were kept."""

    slug: str
    state: str
    content: GuideContent
    version: int
    revision: int


def held_guides(roles: Iterable[Role], which: Which) -> list[Held]:
    """The guides as readers see them, or their open versions where there are any, by address.

    Guides of which there is no such version are left out: drafts where the live ones are asked
    for, retired guides without a draft.
    """
    listed = sorted(roles, key=lambda role: role.slug)
    versions = versions_of(listed)
    found = (_held(role, versions.get(role.pk, {}), which) for role in listed)
    return [one for one in found if one is not None]


def versions_of(roles: Iterable[Role]) -> dict[int, dict[str, RoleVersion]]:
    """By guide, its published version as "live" and its open one as "open", in one query."""
    states = (*OPEN_STATES, VersionState.PUBLISHED)
    found: dict[int, dict[str, RoleVersion]] = {}
    rows = RoleVersion.objects.filter(role__in=[role.pk for role in roles], state__in=states)
    for version in rows.order_by("pk"):
        which = Which.OPEN if version.is_open else Which.LIVE
        found.setdefault(version.role_id, {})[which] = version
    return found


def _held(role: Role, versions: dict[str, RoleVersion], which: Which) -> Held | None:
    version = versions.get(which) or versions.get(Which.LIVE)
    if version is not None:
        state = version.get_state_display().lower()
        return Held(role.slug, state, content_of(version), version.number, version.revision)
    if role.status != Status.PUBLISHED:
        return None
    return Held(role.slug, "published", of_role(role), 0, 0)
