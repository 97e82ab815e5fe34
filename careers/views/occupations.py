"""The page of an O*NET occupation."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.core.paginator import Page
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from careers import profiles
from careers.models import (
    CurrentReleases,
    Occupation,
    Role,
    SocGroup,
    Status,
    Task,
    TitleOccupation,
    answering_guide,
)
from careers.pages.sections import section_context
from careers.profiles.types import OccupationRow
from careers.views import place_figures, twins
from careers.views.caching import public
from careers.views.occupation_index import group_url, sector_of
from careers.views.paging import page_of

TITLES_A_PAGE = 120
CODE = re.compile(r"\d\d-\d{4}\.\d\d", re.ASCII)
SENTENCE_END = re.compile(r"(?<=[a-z)]\.)\s+(?=[A-Z])")
"""Not after "U.S.", which ends in a capital."""


@dataclass(frozen=True, slots=True)
class TitleLine:
    """A job title filed under the occupation, linked to its guide where it has one."""

    title: str
    url: str
    has_guide: bool


@require_safe
@public
def occupation(request: HttpRequest, code: str) -> HttpResponse:
    """Figures of the code BLS counts it in, ratings, tasks, job titles, what is close to it."""
    if not CODE.fullmatch(code):
        raise Http404(f"{code!r} is no O*NET code")
    occupation = get_object_or_404(Occupation, code=code)
    profile = profiles.for_occupation(occupation)
    row = profile.occupations[0]
    page = page_of(request, titles_of(occupation, profile.releases), TITLES_A_PAGE)
    groups = SocGroup.objects.select_related("in_sector__sector")
    group = groups.filter(code=occupation.major_group_code).first()
    context = section_context(profile, request.GET.get("sort")) | {
        "occupation": occupation,
        "place_figures": place_figures.of_profile(request, profile),
        "row": row,
        "wider": is_wider(row),
        "summary": summary(row),
        "lede": row.summary or SENTENCE_END.split(occupation.description)[0],
        "group": group,
        "sector": sector_of(group),
        "group_url": group_url(occupation.major_group_code),
        "tasks": tasks_of(occupation, profile.releases),
        "page": page,
        "title_count": f"{page.paginator.count:,}",
        "titles": title_lines(page),
    }
    return render(request, "careers/occupation.html", context)


@require_safe
@public
def data(request: HttpRequest, code: str) -> HttpResponse:
    """The same as JSON: figures of the code BLS counts it in, and its ratings."""
    occupation = Occupation.objects.filter(code=code).first() if CODE.fullmatch(code) else None
    if occupation is None:
        return JsonResponse({"error": "not found"}, status=404)
    profile = profiles.for_occupation(occupation)
    document = twins.profile_data(profile) | {"place": place_figures.data_in(request, profile)}
    return JsonResponse(document, headers={"X-Robots-Tag": "noindex"})


def is_wider(row: OccupationRow) -> bool:
    """Whether the code BLS counts the occupation in holds other occupations too."""
    return row.matrix_code is not None and row.code != f"{row.matrix_code}.00"


def summary(row: OccupationRow) -> str:
    """What the page is about, in a sentence of our own."""
    if row.matrix_code is None:
        return f"{row.title}: job titles. BLS publishes neither pay nor projections for this work."
    if row.summary:
        return f"{row.summary} {row.title}: pay, jobs, growth, skills and job titles."
    return f"{row.title}: pay, jobs, growth, skills, interests and job titles, with their sources."


def tasks_of(occupation: Occupation, releases: CurrentReleases) -> list[Task]:
    """Task statements, core ones first; none unless an official download was imported."""
    tasks = Task.objects.filter(release=releases.onet, occupation=occupation)
    return list(tasks.order_by("-is_core", "number"))


def titles_of(occupation: Occupation, releases: CurrentReleases) -> QuerySet[TitleOccupation]:
    """Its visible job titles: its own first, then those that people report, then by name.

    Without those whose address a retired guide has taken.
    """
    return (
        TitleOccupation.objects.filter(
            release=releases.onet, occupation=occupation, job_title__hidden=False
        )
        .exclude(job_title__in=Role.objects.filter(status=Status.RETIRED).values("slug"))
        .select_related("job_title__answered_by__role")
        .order_by("-is_official", "-is_reported", "job_title__title", "job_title")
    )


def title_lines(page: Page[TitleOccupation]) -> list[TitleLine]:
    """The titles of one page of the list with their addresses."""
    lines = []
    for filed in page.object_list:
        guide = answering_guide(filed.job_title)
        target = guide or filed.job_title
        lines.append(TitleLine(filed.job_title.title, target.get_absolute_url(), bool(guide)))
    return lines
