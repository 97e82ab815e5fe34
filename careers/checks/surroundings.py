"""What the database knows that a content is checked against, in a fixed number of queries."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings
from django.utils import timezone

from careers.checks.destinations import read_destinations
from careers.checks.likeness import PHRASE, SHINGLE, runs
from careers.checks.links import inside_links
from careers.checks.text import read
from careers.checks.types import (
    OWN_WORDS,
    Known,
    Limits,
    Numbers,
    OtherGuide,
    Subject,
    Surroundings,
)
from careers.editing import GuideContent
from careers.models import (
    CurrentReleases,
    Domain,
    Element,
    FormerSlug,
    JobTitle,
    Rating,
    Release,
    Role,
    RoleTitle,
    RoleVersion,
    Sector,
    Status,
)
from careers.profiles.proposed import for_mapping
from careers.profiles.prose import POINT_FIELDS
from careers.profiles.skills import IMPORTANCE

MOST_HELD = 2_000
"""Guides whose prose is held as runs of words, about 130 kB each: a site with more reads again."""


@dataclass(frozen=True, slots=True)
class Library:
    """What is the same for every guide that is checked: the releases, the published guides."""

    releases: CurrentReleases
    guides: tuple[OtherGuide, ...]


def read_library() -> Library:
    """Read the releases and every published guide's prose, in two queries."""
    rows = Role.objects.published().order_by("slug").values_list("slug", "title", *OWN_WORDS)
    return Library(
        Release.objects.current(),
        tuple(_other(slug, title, tuple(texts)) for slug, title, *texts in rows),
    )


@lru_cache(maxsize=MOST_HELD)
def _other(slug: str, title: str, texts: tuple[str, ...]) -> OtherGuide:
    named = zip(OWN_WORDS, texts, strict=True)
    plain = [read(text, by_line=name in POINT_FIELDS) for name, text in named]
    return OtherGuide(slug, title, frozenset(runs(plain, PHRASE)), frozenset(runs(plain, SHINGLE)))


def read_surroundings(
    content: GuideContent, *, role: Role | None, library: Library | None = None
) -> Surroundings:
    """What to check the content against; `role` is the guide it is of, None for one from nothing.

    Whoever checks many guides reads the library once. At most 20 queries, however much the
    content names.
    """
    library = library or read_library()
    slug = role.slug if role else ""
    profile = for_mapping(
        {row.code: row.share for row in content.occupations}, library.releases, slug=slug
    )
    codes = [row.code for row in profile.occupations]
    rated = Rating.objects.filter(
        release=library.releases.onet,
        occupation__in=codes,
        scale=IMPORTANCE,
        element__domain=Domain.SKILL,
    )
    paths = {path for _, _, path, _ in inside_links(Subject.of(content)) if path}
    return Surroundings(
        today=timezone.localdate(),
        limits=Limits(
            reading_grade=settings.WAYMARK_READING_GRADE,
            pay_shift=settings.WAYMARK_PAY_SHIFT,
            growth_shift=settings.WAYMARK_GROWTH_SHIFT,
        ),
        profile=profile,
        rated=frozenset(rated.order_by().values_list("occupation_id", flat=True).distinct()),
        known=_known(content, role),
        others=tuple(guide for guide in library.guides if guide.slug != slug),
        destinations=read_destinations(paths),
        reviewed_with=_reviewed_with(role),
    )


def _known(content: GuideContent, role: Role | None) -> Known:
    """Which titles, skills, guides and sectors of the content there are."""
    slugs = list(content.titles)
    titles = JobTitle.objects.filter(slug__in=slugs).values_list("slug", flat=True)
    owners = RoleTitle.objects.filter(job_title__in=slugs, role__status=Status.PUBLISHED)
    if role is not None:
        owners = owners.exclude(role=role)
    elements = Element.objects.filter(
        code__in=[row.element for row in content.skills],
        domain__in=(Domain.SKILL, Domain.KNOWLEDGE),
    )
    led_to = [*(row.to for row in content.moves), *(row.to for row in content.bans)]
    roles = Role.objects.filter(slug__in=led_to).exclude(status=Status.RETIRED)
    former = FormerSlug.objects.filter(slug__in=led_to).exclude(role__status=Status.RETIRED)
    sectors = Sector.objects.filter(slug=content.sector)
    return Known(
        titles=frozenset(titles),
        elements=frozenset(elements.values_list("code", flat=True)),
        roles=frozenset(
            roles.values_list("slug", flat=True)
            .order_by()
            .union(former.values_list("slug", flat=True).order_by())
        ),
        sectors=frozenset(sectors.values_list("slug", flat=True)),
        owners=dict(owners.values_list("job_title_id", "role__slug")),
    )


def _reviewed_with(role: Role | None) -> Numbers | None:
    """The figures that the published version of the guide was published with."""
    if role is None or role.pk is None:
        return None
    kept = RoleVersion.objects.published().filter(role=role).values_list("figures", flat=True)
    figures = kept.first()
    return Numbers.from_json(figures) if figures else None
