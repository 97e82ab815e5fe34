"""The rated descriptors: skills, knowledge, abilities, work activities and work styles."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from careers.listings.occupations import OccupationLine, occupation_lines
from careers.listings.skills import guides_needing
from careers.models import Area, CurrentReleases, Domain, Occupation, Release
from careers.pages.histogram import histogram, label
from careers.pages.structured import term_jsonld
from careers.profiles.elements import ElementRow, by_group, element_rows
from careers.profiles.ratings import RatingTable, rating_table
from careers.profiles.skill import OccupationRating, SkillProfile, skill_profile
from careers.profiles.skills import LEAST_IMPORTANCE
from careers.views import skill_twins
from careers.views.addresses import absolute_url
from careers.views.caching import public
from careers.views.chosen import chosen_area

NEEDED_COUNT, APART_COUNT, GUIDE_COUNT = 20, 12, 9
DESCRIPTION = (
    "What each skill and each area of knowledge is, how many occupations depend on it, and which"
    " depend on it most."
)
DESCRIBED = (Domain.SKILL, Domain.KNOWLEDGE)
NAMED = (
    (Domain.STYLE, "Work styles", "Ways of being at work that help or hinder in it."),
    (Domain.ACTIVITY, "Work activities", "What people do in the work, whatever its field."),
    (Domain.ABILITY, "Abilities", "What mind, hands, body and senses are asked for."),
)
SENTENCE_END = re.compile(r"(?<=[.?!])\s+(?=[A-Z“])")


@dataclass(frozen=True, slots=True)
class SkillCard:
    """A described skill with the number of occupations it matters in and the one that needs it
    most, empty where none is rated.
    """

    name: str
    url: str
    summary: str
    matters_in: int
    needed_by: str


@require_safe
@public
def skills(request: HttpRequest) -> HttpResponse:
    """Skills and knowledge in groups, with where each counts; the other descriptors by name."""
    releases = Release.objects.current()
    rows = element_rows()
    table = rating_table(releases.onet, Domain.SKILL)
    context = {
        "description": DESCRIPTION,
        "releases": releases,
        "kinds": [
            (heading, by_kind(rows, domain, table))
            for domain, heading in zip(DESCRIBED, ("Skills", "Knowledge"), strict=True)
        ],
        "named": [
            (heading, text, by_group(row for row in rows if row.domain == domain))
            for domain, heading, text in NAMED
        ],
    }
    return render(request, "careers/skills.html", context)


@require_safe
@public
def skills_csv(request: HttpRequest) -> HttpResponse:
    """Every descriptor with its mean and the number of occupations it matters in, as CSV."""
    return skill_twins.skills_csv(element_rows(), Release.objects.current())


def by_kind(
    rows: Sequence[ElementRow], domain: str, table: RatingTable
) -> list[tuple[str, list[SkillCard]]]:
    """The cards of a domain by group; one query for the names of the occupations."""
    first = {
        row.code: min(values, key=lambda code: (-values[code], code))
        for row in rows
        if row.domain == domain and (values := table.ratings.get(row.code))
    }
    titles = dict(Occupation.objects.filter(code__in=first.values()).values_list("code", "title"))
    cards = {
        row.code: SkillCard(
            name=row.name,
            url=row.url,
            summary=SENTENCE_END.split(row.summary)[0],
            matters_in=sum(
                value >= LEAST_IMPORTANCE for value in table.ratings.get(row.code, {}).values()
            ),
            needed_by=titles.get(first.get(row.code, ""), ""),
        )
        for row in rows
        if row.domain == domain
    }
    groups = by_group(row for row in rows if row.domain == domain)
    return [(group, [cards[row.code] for row in members]) for group, members in groups.items()]


@require_safe
@public
def skill(request: HttpRequest, slug: str) -> HttpResponse:
    """One descriptor: what it is, where it is needed, what it sets apart, what goes with it."""
    releases = Release.objects.current()
    profile = profile_of(slug, releases)
    if profile is None:
        raise Http404(f"no skill {slug}")
    area = chosen_area(request)
    needed, apart = profile.rated[:NEEDED_COUNT], profile.apart[:APART_COUNT]
    lines = occupation_lines({row.occupation for row in (*needed, *apart)}, area, releases)
    context = {
        "releases": releases,
        "skill": profile,
        "place": area,
        "description": description(profile),
        "jsonld": jsonld(request, profile),
        "needed": with_lines(needed, lines),
        "apart": with_lines(apart, lines),
        "guides": guides_needing(profile.element.code, area, GUIDE_COUNT),
        "chart": histogram(profile.bins),
        "bins": [(label(row.low), label(row.high), row.occupations) for row in profile.bins],
        "examples": examples(profile),
    }
    return render(request, "careers/skill.html", context)


@require_safe
@public
def skill_data(request: HttpRequest, slug: str) -> HttpResponse:
    """Everything the page says, over all rated occupations, as JSON."""
    profile, area, lines = _whole(request, slug)
    if profile is None:
        return JsonResponse({"error": "not found"}, status=404)
    guides = guides_needing(profile.element.code, area, GUIDE_COUNT)
    return JsonResponse(skill_twins.skill_data(profile, lines, guides, area))


@require_safe
@public
def skill_csv(request: HttpRequest, slug: str) -> HttpResponse:
    """Every rated occupation with its pay and jobs, as CSV."""
    profile, area, lines = _whole(request, slug)
    if profile is None:
        return JsonResponse({"error": "not found"}, status=404)
    return skill_twins.skill_csv(profile, lines, area)


def _whole(
    request: HttpRequest, slug: str
) -> tuple[SkillProfile | None, Area | None, dict[str, OccupationLine]]:
    """What both twins say: the descriptor, the chosen area, each rated occupation's line."""
    releases = Release.objects.current()
    profile, area = profile_of(slug, releases), chosen_area(request)
    if profile is None:
        return None, area, {}
    codes = [row.occupation for row in profile.ratings]
    return profile, area, occupation_lines(codes, area, releases)


def profile_of(slug: str, releases: CurrentReleases) -> SkillProfile | None:
    """The profile of the descriptor with this address; None where there is none."""
    rows = element_rows()
    element = next((row for row in rows if row.slug == slug), None)
    return skill_profile(element, rows, releases) if element else None


def with_lines(
    ratings: Sequence[OccupationRating], lines: dict[str, OccupationLine]
) -> list[tuple[OccupationRating, OccupationLine]]:
    """Each rating beside the pay and jobs of its occupation."""
    return [(row, lines[row.occupation]) for row in ratings]


def description(profile: SkillProfile) -> str:
    """What the page is about, in two sentences at most."""
    if profile.words:
        return " ".join(SENTENCE_END.split(profile.words.summary)[:2])
    element = profile.element
    return (
        f"{element.label}: the occupations that O*NET rates highest for this"
        f" {element.domain_text}, with their pay and jobs."
    )


def examples(profile: SkillProfile) -> list[tuple[str, str]]:
    """Our examples of a low, a middle and a high level; none where they are not written."""
    words = profile.words
    found = [("Low", words.low), ("Middle", words.middle), ("High", words.high)] if words else []
    return [(name, text) for name, text in found if text]


def jsonld(request: HttpRequest, profile: SkillProfile) -> str:
    """DefinedTerm and BreadcrumbList of the page."""
    crumbs = (
        (settings.SITE_NAME, reverse("home")),
        ("Skills", reverse("skills")),
        (profile.element.label, profile.element.url),
    )
    absolute = [(name, absolute_url(request, path)) for name, path in crumbs]
    return term_jsonld(profile.element.name, description(profile), absolute)
