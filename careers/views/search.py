"""The search page: works by GET, depends on its URL alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from careers import search as engine
from careers.models import CurrentReleases, Release, Role, Sector
from careers.profiles.wording import listed
from careers.views.caching import public
from careers.views.cards import GuideCard, guide_cards
from careers.views.paging import page_of

RESULTS_A_PAGE = 30
DESCRIPTION = "Search guides, job titles, occupations and sectors."
OCCUPATIONS_NAMED = 3
ADDRESSES = {engine.TITLE: "career", engine.OCCUPATION: "occupation", engine.SECTOR: "sector"}
LABELS = {engine.TITLE: "Job title", engine.OCCUPATION: "Occupation", engine.SECTOR: "Sector"}


@dataclass(frozen=True, slots=True)
class Result:
    """One line of the list of results; `guide` is there for guides alone."""

    kind: str
    label: str
    title: str
    url: str
    note: str
    guide: GuideCard | None = None


@require_safe
@public
def search(request: HttpRequest) -> HttpResponse:
    """Guides, job titles, occupations and sectors whose names hold the words of `?q=`."""
    query = engine.parse(request.GET.get("q", ""))
    releases = Release.objects.current()
    page = page_of(request, [] if query.is_empty else engine.find(query, releases), RESULTS_A_PAGE)
    count = page.paginator.count
    context = {
        "description": DESCRIPTION,
        "releases": releases,
        "query": query,
        "page": page,
        "found": f"{count:,} result{'' if count == 1 else 's'}",
        "results": results(engine.hits(page.object_list), query, releases),
        "parameters": f"{urlencode({'q': query.text})}&",
        "words": query.text.split()[: engine.MOST_WORDS],
        "sectors": [] if page.object_list else list(Sector.objects.all()),
    }
    return render(request, "careers/search.html", context)


def results(
    hits: Sequence[engine.Hit], query: engine.Query, releases: CurrentReleases
) -> list[Result]:
    """The hits as lines to show, in three queries at most."""
    slugs = {kind: [hit.key for hit in hits if hit.kind == kind] for kind in ADDRESSES}
    guides = _guides([hit.key for hit in hits if hit.kind == engine.GUIDE])
    titles = slugs[engine.TITLE]
    filed = engine.filed_under(titles, releases) if titles else {}
    names = engine.further_names(query, titles, releases) if titles else {}
    return [
        _guide_result(guides[hit.key])
        if hit.kind == engine.GUIDE
        else Result(
            kind=hit.kind,
            label=LABELS[hit.kind],
            title=hit.text,
            url=reverse(ADDRESSES[hit.kind], args=[hit.key]),
            note=_note(hit, names.get(hit.key, []), filed.get(hit.key, [])),
        )
        for hit in hits
    ]


def _guides(slugs: list[str]) -> dict[str, GuideCard]:
    if not slugs:
        return {}
    roles = list(Role.objects.filter(slug__in=slugs).select_related("sector"))
    return dict(zip([role.slug for role in roles], guide_cards(roles), strict=True))


def _guide_result(guide: GuideCard) -> Result:
    note = f"{guide.level} level, {guide.sector}"
    return Result(engine.GUIDE, "Guide", guide.title, guide.url, note, guide)


def _note(hit: engine.Hit, names: Sequence[str], occupations: Sequence[str]) -> str:
    """What tells the line from its neighbors: the code, or other names and the occupations."""
    if hit.kind == engine.OCCUPATION:
        return f"O*NET occupation {hit.key}"
    parts = [f"Also called {listed(list(names[:3]))}"] if names else []
    if len(occupations) > OCCUPATIONS_NAMED:
        parts.append(f"Filed under {occupations[0]} and {len(occupations) - 1} other occupations")
    elif occupations:
        parts.append(f"Filed under {listed(list(occupations))}")
    return ". ".join(parts)
