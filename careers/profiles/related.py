"""Where a page leads: typed moves, related guides and occupations, technologies."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from django.urls import reverse

from careers.models import (
    CurrentReleases,
    RelatedBan,
    RelatedCareer,
    RelatedOccupation,
    Role,
    RoleOccupation,
    Status,
    TechnologyUse,
    technology_slug,
)
from careers.profiles import wording
from careers.profiles.types import Move, RelatedLink, Technology

CLOSE_TIERS = ("Primary-Short", "Primary-Long")
"""The tiers of O*NET's related occupations that are shown; supplemental ones are not."""

RELATED_COUNT, TECHNOLOGY_COUNT = 8, 12


def moves(role: Role) -> tuple[Move, ...]:
    """The editor's typed moves to published guides, in the editor's order."""
    rows = (
        RelatedCareer.objects.filter(role=role, to__status=Status.PUBLISHED)
        .select_related("to")
        .order_by("order", "pk")
    )
    return tuple(
        Move(
            kind=row.kind,
            kind_text=row.get_kind_display(),
            title=row.to.title,
            url=row.to.get_absolute_url(),
            level=row.to.get_level_display(),
            reason=row.reason,
        )
        for row in rows
    )


def related_guides(
    codes: Sequence[str], *, besides: str = "", leave_out: Sequence[str] = ()
) -> tuple[RelatedLink, ...]:
    """Published guides that share occupations with the page, most shared first.

    `besides` is the page's own slug; `leave_out` are addresses it names already. Guides that the
    page's editor does not want named are left out too.
    """
    banned = RelatedBan.objects.filter(role__slug=besides)
    rows = (
        RoleOccupation.objects.filter(occupation__in=codes, role__status=Status.PUBLISHED)
        .exclude(role__slug=besides)
        .exclude(role__in=banned.values("to"))
        .order_by("role__title", "occupation_id")
        .values_list("role__slug", "role__title", "occupation__title")
    )
    shared: dict[tuple[str, str], list[str]] = {}
    for slug, title, occupation in rows:
        shared.setdefault((slug, title), []).append(occupation)
    links = [
        RelatedLink(title, reverse("career", args=[slug]), _shared_reason(occupations))
        for (slug, title), occupations in sorted(
            shared.items(), key=lambda item: (-len(item[1]), item[0][1])
        )
    ]
    return tuple(link for link in links if link.url not in leave_out)[:RELATED_COUNT]


def _shared_reason(occupations: Sequence[str]) -> str:
    shown = wording.listed(list(occupations[:3]))
    return (
        f"Filed under the same occupation: {shown}."
        if len(occupations) == 1
        else (f"Filed under the same occupations: {shown}.")
    )


def related_occupations(codes: Sequence[str], releases: CurrentReleases) -> tuple[RelatedLink, ...]:
    """Occupations that O*NET finds close to the page's, nearest first."""
    rows = (
        RelatedOccupation.objects.filter(
            release=releases.onet, occupation__in=codes, tier__in=CLOSE_TIERS
        )
        .exclude(related__in=codes)
        .order_by("index", "related_id")
        .values_list("related_id", "related__title", "occupation__title")
    )
    links: dict[str, RelatedLink] = {}
    for code, title, near in rows:
        links.setdefault(
            code,
            RelatedLink(title, reverse("occupation", args=[code]), f"Close to {near} (O*NET)."),
        )
    return tuple(links.values())[:RELATED_COUNT]


def technologies(codes: Sequence[str], releases: CurrentReleases) -> tuple[Technology, ...]:
    """Technologies in demand or hot, those listed for most of the page's occupations first."""
    rows = (
        TechnologyUse.objects.filter(release=releases.onet, occupation__in=codes, hot=True)
        .order_by("example", "commodity_code")
        .values_list("example", "commodity", "in_demand")
    )
    counts: Counter[str] = Counter()
    found: dict[str, Technology] = {}
    for name, commodity, in_demand in rows:
        counts[name] += 1
        before = found.get(name)
        found[name] = Technology(
            name,
            technology_slug(name),
            before.commodity if before else commodity,
            True,
            in_demand or (before.in_demand if before else False),
        )
    ranked = sorted(found.values(), key=lambda t: (not t.in_demand, -counts[t.name], t.name))
    return tuple(ranked[:TECHNOLOGY_COUNT])
