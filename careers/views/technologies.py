"""The technologies that O*NET lists for occupations."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from careers import search
from careers.listings.occupations import OccupationLine, occupation_lines
from careers.models import Area, CurrentReleases, EntryKind, Release
from careers.profiles.technologies import (
    TechnologyCatalog,
    TechnologyRow,
    technology_catalog,
)
from careers.views import skill_twins
from careers.views.caching import public
from careers.views.chosen import chosen_area
from careers.views.paging import page_of
from careers.views.typed import typed

TECHNOLOGIES_A_PAGE, OCCUPATIONS_A_PAGE = 100, 50
COMPANION_COUNT, SIBLING_COUNT = 10, 12
LONGEST_QUERY = 100
NOINDEX = "noindex"
DESCRIPTION = (
    "Software and tools that O*NET lists for occupations: in how many occupations each is listed,"
    " and in how many employers’ postings often name it."
)


@require_safe
@public
def technologies(request: HttpRequest) -> HttpResponse:
    """A page of the technologies whose name or category holds `?q=`, hot ones first."""
    releases = Release.objects.current()
    catalog, text = technology_catalog(releases.onet), asked_text(request)
    rows, told = found_rows(catalog, text)
    page = page_of(request, rows, TECHNOLOGIES_A_PAGE)
    context = {
        "description": DESCRIPTION,
        "releases": releases,
        "text": text,
        "told": told,
        "page": page,
        "found": f"{page.paginator.count:,}",
        "total": f"{len(catalog.rows):,}",
        "parameters": f"{urlencode({'q': text})}&" if text else "",
    }
    return render(request, "careers/technologies.html", context)


@require_safe
@public
def technologies_csv(request: HttpRequest) -> HttpResponse:
    """The technologies whose name or category holds `?q=`, as CSV."""
    releases = Release.objects.current()
    rows, _ = found_rows(technology_catalog(releases.onet), asked_text(request))
    return skill_twins.technologies_csv(rows, releases)


@require_safe
@public
def technology(request: HttpRequest, slug: str) -> HttpResponse:
    """One technology: the occupations that list it, what is listed with it, its category."""
    releases = Release.objects.current()
    catalog = technology_catalog(releases.onet)
    row = catalog.by_slug.get(slug)
    if row is None:
        raise Http404(f"no technology {slug}")
    area = chosen_area(request)
    page = page_of(request, listed_lines(row, area, releases), OCCUPATIONS_A_PAGE)
    context = {
        "releases": releases,
        "technology": row,
        "place": area,
        "description": description(row),
        "page": page,
        "lines": [(line, line.code in row.in_demand) for line in page.object_list],
        "companions": catalog.companions(row)[:COMPANION_COUNT],
        "siblings": catalog.siblings(row)[:SIBLING_COUNT],
    }
    return render(request, "careers/technology.html", context)


@require_safe
@public
def technology_data(request: HttpRequest, slug: str) -> HttpResponse:
    """The technology as JSON; kept out of search engines, as its page is."""
    releases = Release.objects.current()
    catalog = technology_catalog(releases.onet)
    row = catalog.by_slug.get(slug)
    if row is None:
        return JsonResponse({"error": "not found"}, status=404)
    area = chosen_area(request)
    lines = listed_lines(row, area, releases)
    companions = catalog.companions(row)[:COMPANION_COUNT]
    data = skill_twins.technology_data(row, companions, lines, releases, area)
    return JsonResponse(data, headers={"X-Robots-Tag": NOINDEX})


@require_safe
@public
def technology_csv(request: HttpRequest, slug: str) -> HttpResponse:
    """The occupations that list it as CSV."""
    releases = Release.objects.current()
    row = technology_catalog(releases.onet).by_slug.get(slug)
    if row is None:
        return JsonResponse({"error": "not found"}, status=404)
    area = chosen_area(request)
    lines = listed_lines(row, area, releases)
    return skill_twins.technology_csv(row, lines, releases, area)


def asked_text(request: HttpRequest) -> str:
    """The text of `?q=` to look for, cut to a bearable length."""
    return typed(request.GET.get("q", ""), LONGEST_QUERY)


def found_rows(
    catalog: TechnologyCatalog, text: str
) -> tuple[tuple[TechnologyRow, ...], Sequence[str]]:
    """Technologies that hold the text; where none does, those that the site's search finds by it.

    Beside them the words that were looked for in place of what was typed.
    """
    rows = catalog.search(text)
    if rows:
        return rows, ()
    found = search.find(search.parse(text))
    keys = [hit.key for hit in search.hits(found.named(EntryKind.TECHNOLOGY))]
    near = tuple(catalog.by_slug[key] for key in keys if key in catalog.by_slug)
    return near, found.told if near else ()


def listed_lines(
    row: TechnologyRow, area: Area | None, releases: CurrentReleases
) -> Sequence[OccupationLine]:
    """The occupations that list it: those it is in demand in first, then by jobs and title."""
    lines = occupation_lines(row.listed, area, releases).values()
    return sorted(
        lines,
        key=lambda line: (line.code not in row.in_demand, -(line.jobs or 0), line.title, line.code),
    )


def description(row: TechnologyRow) -> str:
    """What the page is about, in a sentence."""
    many = len(row.listed)
    return (
        f"The {many} occupations that list {row.name}, with their pay and jobs."
        if many > 1
        else f"The occupation that lists {row.name}, with its pay and jobs."
    )
