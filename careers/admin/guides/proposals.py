"""Related roles that the data propose for a guide, each with its reason and kind of move."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from careers.models import (
    Level,
    MoveKind,
    RelatedOccupation,
    Release,
    RoleOccupation,
    Status,
)
from careers.profiles import wording
from careers.profiles.related import CLOSE_TIERS

MOST = 16
RANKS = {level: rank for rank, level in enumerate(Level.values)}


@dataclass(frozen=True, slots=True)
class Proposal:
    """A published guide, why it is near, and the kind of move that the two levels make."""

    slug: str
    title: str
    level: str
    kind: str
    reason: str
    is_shared: bool

    @property
    def kind_text(self) -> str:
        """The kind in words."""
        return str(MoveKind(self.kind).label)

    @property
    def level_text(self) -> str:
        """The level in words."""
        return str(Level(self.level).label) if self.level in Level.values else self.level


def proposals(
    codes: Collection[str], level: str, *, leave_out: Collection[str]
) -> tuple[Proposal, ...]:
    """Guides that share an occupation, then those of occupations that O*NET finds close.

    `leave_out` are the addresses of the guide itself and of those its rows name. Three queries
    and that of the releases.
    """
    shared: dict[tuple[str, str, str], list[str]] = {}
    for *guide, _, title in _guides(codes, leave_out):
        shared.setdefault((guide[0], guide[1], guide[2]), []).append(title)
    found = [
        _proposal(guide, level, _shared(titles), is_shared=True)
        for guide, titles in sorted(shared.items(), key=lambda item: (-len(item[1]), item[0][1]))
    ]
    found += _close(codes, level, {*leave_out, *(one.slug for one in found)})
    return tuple(found[:MOST])


def _close(codes: Collection[str], level: str, leave_out: Collection[str]) -> list[Proposal]:
    rows = (
        RelatedOccupation.objects.filter(
            release=Release.objects.current().onet, occupation__in=codes, tier__in=CLOSE_TIERS
        )
        .exclude(related__in=codes)
        .order_by("index", "related_id")
        .values_list("related_id", "occupation__title")
    )
    near: dict[str, str] = {}
    for code, title in rows:
        near.setdefault(code, title)
    order = {code: place for place, code in enumerate(near)}
    guides = sorted(_guides(near, leave_out), key=lambda row: (order[row[3]], row[1]))
    found: dict[str, Proposal] = {}
    for slug, title, own_level, code, occupation in guides:
        reason = f"{occupation} is close to {near[code]} (O*NET)."
        found.setdefault(slug, _proposal((slug, title, own_level), level, reason, is_shared=False))
    return list(found.values())


def _guides(
    codes: Collection[str], leave_out: Collection[str]
) -> list[tuple[str, str, str, str, str]]:
    """Published guides of these occupations: slug, title, level, the occupation's code and name."""
    rows = (
        RoleOccupation.objects.filter(occupation__in=list(codes), role__status=Status.PUBLISHED)
        .exclude(role__slug__in=list(leave_out))
        .order_by("role__title", "occupation_id")
    )
    return list(
        rows.values_list(
            "role__slug", "role__title", "role__level", "occupation_id", "occupation__title"
        )
    )


def _shared(titles: Sequence[str]) -> str:
    plural = "" if len(titles) == 1 else "s"
    return f"Filed under the same occupation{plural}: {wording.listed(list(titles[:3]))}."


def _proposal(guide: tuple[str, str, str], level: str, reason: str, *, is_shared: bool) -> Proposal:
    slug, title, own_level = guide
    return Proposal(slug, title, own_level, kind_of(level, own_level, is_shared), reason, is_shared)


def kind_of(level: str, other: str, is_shared: bool) -> str:
    """The kind of move from one level to another; the same level is a step across or adjacent."""
    steps = RANKS.get(other, 0) - RANKS.get(level, 0)
    if steps < 0:
        return MoveKind.BACK
    if steps == 0:
        return MoveKind.ACROSS if is_shared else MoveKind.ADJACENT
    return MoveKind.UP if steps == 1 and is_shared else MoveKind.STRETCH
