"""The search page with its twin, and what the search boxes suggest; all by GET."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from careers import search as engine
from careers.models import Area, AreaKind, EntryKind, Occupation, Release, Role, Sector
from careers.profiles.wording import listed
from careers.views.caching import public
from careers.views.cards import GuideCard, guide_cards
from careers.views.chosen import asked_place, chosen_area, with_place
from careers.views.paging import page_of

RESULTS_A_PAGE, SUGGESTIONS, SUGGESTED_OF = 30, 8, 100
DESCRIPTION = "Search job titles, guides, occupations, skills, technologies, sectors and places."
OCCUPATIONS_NAMED = 3
ADDRESSES = {
    EntryKind.GUIDE: "career",
    EntryKind.TITLE: "career",
    EntryKind.OCCUPATION: "occupation",
    EntryKind.SECTOR: "sector",
    EntryKind.SKILL: "skill",
    EntryKind.PLACE: "place",
    EntryKind.TECHNOLOGY: "technology",
}
PLACELESS = (EntryKind.PLACE, EntryKind.SECTOR)
"""Results whose addresses a place named in the search is not added to."""

PLACE_KINDS = {
    AreaKind.STATE: "State or territory",
    AreaKind.METRO: "Metropolitan area",
    AreaKind.NONMETRO: "Nonmetropolitan area",
}


@dataclass(frozen=True, slots=True)
class Result:
    """One line of the list of results; `guide` is there for guides alone.

    `role` is the key under which it can be saved; empty for what is no role.
    """

    kind: str
    label: str
    title: str
    url: str
    note: str
    summary: str
    role: str = ""
    guide: GuideCard | None = None


@require_safe
@public
def search(request: HttpRequest) -> HttpResponse:
    """What answers `?q=`, nearest first."""
    found = engine.find(engine.parse(request.GET.get("q", "")))
    page = page_of(request, found.matches, RESULTS_A_PAGE)
    area = _area(request, found)
    text = found.query.text
    context = {
        "description": DESCRIPTION,
        "releases": Release.objects.current(),
        "query": found.query,
        "found": found,
        "place": area if found.place else None,
        "page": page,
        "count": counted(page.paginator.count),
        "results": results(engine.hits(list(page.object_list)), area, found.place),
        "parameters": f"{urlencode({'q': text})}&",
        "words": text.split() if len(found.query.words) > 1 else [],
        "sectors": [] if page.object_list else list(Sector.objects.all()),
    }
    return render(request, "careers/search.html", context)


@require_safe
@public
def data(request: HttpRequest) -> JsonResponse:
    """The results of the page as data, in the same order: `{"results": […]}`."""
    found = engine.find(engine.parse(request.GET.get("q", "")))
    page = page_of(request, found.matches, RESULTS_A_PAGE)
    area = _area(request, found)
    rows = [
        {
            "kind": str(hit.kind.value),
            "title": hit.title,
            "url": address(hit, area),
            "occupations": list(hit.occupations),
        }
        for hit in engine.hits(list(page.object_list))
    ]
    return JsonResponse(
        {
            "query": found.query.text,
            "showing": list(found.told),
            "did_you_mean": list(found.meant),
            "count": page.paginator.count,
            "page": page.number,
            "pages": page.paginator.num_pages,
            "results": rows,
        }
    )


@require_safe
@public
def suggest(request: HttpRequest) -> JsonResponse:
    """At most 8 suggestions for what has been typed so far."""
    found = engine.find(engine.parse(request.GET.get("q", "")), most=SUGGESTED_OF)
    area = _area(request, found)
    rows: list[dict[str, Any]] = [
        {
            "kind": str(hit.kind.value),
            "title": hit.title,
            "url": address(hit, area),
            "note": found_by(hit) or str(hit.kind.label),
        }
        for hit in engine.hits(found.matches[:SUGGESTIONS])
    ]
    return JsonResponse({"suggestions": rows})


def _area(request: HttpRequest, found: engine.Found) -> Area | None:
    """The place named in the search, or else the one that the URL asks for."""
    if found.place:
        return Area.objects.filter(slug=found.place).first()
    return chosen_area(request) if asked_place(request) else None


def counted(count: int) -> str:
    """How many results there are, in words."""
    if count >= engine.MOST_HITS:
        return f"More than {engine.MOST_HITS - 1:,} results"
    return f"{count:,} result{'' if count == 1 else 's'}"


def address(hit: engine.Hit, area: Area | None) -> str:
    """Where a result leads, with the place in it where its page knows places."""
    url = reverse(ADDRESSES[hit.kind], args=[hit.key])
    return url if area is None or hit.kind in PLACELESS else with_place(url, area.slug)


def found_by(hit: engine.Hit) -> str:
    """The further name by which a result was found."""
    if not hit.name or hit.kind == EntryKind.OCCUPATION:
        return ""
    return f"People search for “{hit.name}”" if hit.is_said else f"Also called {hit.name}"


def results(hits: Sequence[engine.Hit], area: Area | None, named: str = "") -> list[Result]:
    """The hits as lines to show, in four queries at most.

    Guides show the figures of `area`; where it was `named` in the search, links lead to it.
    """
    guides = _guides([hit.key for hit in hits if hit.kind == EntryKind.GUIDE], area)
    names = _occupation_names(hits)
    kinds = _place_kinds(hits)
    return [
        Result(
            kind=str(hit.kind.value),
            label=str(hit.kind.label),
            title=hit.title,
            url=address(hit, area if named else None),
            note=_note(hit, guides.get(hit.key), names, kinds),
            summary="" if hit.kind == EntryKind.GUIDE else hit.summary,
            role=hit.key if hit.kind in engine.ROLES else "",
            guide=guides.get(hit.key) if hit.kind == EntryKind.GUIDE else None,
        )
        for hit in hits
    ]


def _guides(slugs: list[str], area: Area | None) -> dict[str, GuideCard]:
    if not slugs:
        return {}
    roles = list(Role.objects.filter(slug__in=slugs).select_related("sector"))
    return dict(zip([role.slug for role in roles], guide_cards(roles, area), strict=True))


def _occupation_names(hits: Iterable[engine.Hit]) -> dict[str, str]:
    """The names of the first occupations that titles are filed under."""
    codes = {
        code
        for hit in hits
        if hit.kind == EntryKind.TITLE
        for code in hit.occupations[:OCCUPATIONS_NAMED]
    }
    if not codes:
        return {}
    return dict(Occupation.objects.filter(code__in=codes).values_list("code", "title"))


def _place_kinds(hits: Iterable[engine.Hit]) -> dict[str, str]:
    slugs = [hit.key for hit in hits if hit.kind == EntryKind.PLACE]
    if not slugs:
        return {}
    kinds = Area.objects.filter(slug__in=slugs).values_list("slug", "kind")
    return {slug: PLACE_KINDS[AreaKind(kind)] for slug, kind in kinds}


def _note(
    hit: engine.Hit, guide: GuideCard | None, names: dict[str, str], kinds: dict[str, str]
) -> str:
    """Why it was found, and what tells it from its neighbors."""
    parts = [found_by(hit)]
    if guide is not None and hit.kind == EntryKind.GUIDE:
        parts.append(f"{guide.level} level, {guide.sector}")
    elif hit.kind == EntryKind.OCCUPATION:
        parts.append(f"O*NET occupation {hit.key}")
    elif hit.kind == EntryKind.TITLE:
        parts.append(_filed([names[code] for code in hit.occupations if code in names], hit))
    elif hit.kind == EntryKind.PLACE:
        parts.append(kinds.get(hit.key, ""))
    return ". ".join(part for part in parts if part)


def _filed(names: Sequence[str], hit: engine.Hit) -> str:
    """Under which occupations a title is filed, unless that is its own name."""
    if len(hit.occupations) > OCCUPATIONS_NAMED:
        return f"Filed under {names[0]} and {len(hit.occupations) - 1} other occupations"
    others = [name for name in names if name != hit.title]
    return f"Filed under {listed(others)}" if others else ""
