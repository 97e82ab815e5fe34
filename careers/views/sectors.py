"""The sectors, and what belongs to each: guides, occupations, job titles, totals."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from careers.listings.places import figures_in
from careers.models import (
    Area,
    CurrentReleases,
    JobTitle,
    Listing,
    ListingKind,
    MatrixOccupation,
    Occupation,
    Release,
    Role,
    Sector,
    SocGroup,
    Status,
    TitleOccupation,
)
from careers.profiles import sector_totals, wording
from careers.profiles.sectors import SectorTotals
from careers.profiles.types import PlaceRow
from careers.views.caching import public
from careers.views.cards import LADDER, GuideCard, guide_cards, pay_text
from careers.views.chosen import chosen_area
from careers.views.paging import page_of

TITLES_A_PAGE = 120
DESCRIPTION = (
    "Kinds of work, each with its guides, its occupations and their pay, and its job titles."
)


@dataclass(frozen=True, slots=True)
class OccupationLine:
    """An occupation of a sector with what BLS publishes for the code it counts it in.

    `wider` names that code where it holds other occupations too.
    """

    title: str
    url: str
    wider: str
    matrix: str
    pay: str
    growth: str


@require_safe
@public
def sectors(request: HttpRequest) -> HttpResponse:
    """Every sector with its guides and totals."""
    releases = Release.objects.current()
    totals = sector_totals(releases)
    rows = [(sector, totals.get(sector.pk)) for sector in sectors_with_guides()]
    context = {"description": DESCRIPTION, "releases": releases, "sectors": rows}
    return render(request, "careers/sectors.html", context)


@require_safe
@public
def sector(request: HttpRequest, slug: str) -> HttpResponse:
    """A sector's guides by level, its occupations with their pay, a page of its job titles."""
    sector = get_object_or_404(Sector, slug=slug)
    releases = Release.objects.current()
    groups = list(SocGroup.objects.filter(in_sector__sector=sector).order_by("code"))
    page = page_of(request, titles_of(groups, releases), TITLES_A_PAGE)
    context = {
        "releases": releases,
        "sector": sector,
        "place": chosen_area(request),
        "groups": groups,
        "totals": sector_totals(releases).get(sector.pk),
        "ladder": guides_by_level(sector, chosen_area(request)),
        "occupations": occupation_lines(sector, chosen_area(request)),
        "page": page,
        "title_count": f"{page.paginator.count:,}",
    }
    return render(request, "careers/sector.html", context)


@require_safe
@public
def data(request: HttpRequest) -> HttpResponse:
    """The sectors with their totals as JSON; numbers are not rounded for display."""
    totals = sector_totals(Release.objects.current())
    rows = [_sector_data(sector, totals.get(sector.pk)) for sector in sectors_with_guides()]
    return JsonResponse({"sectors": rows}, headers={"X-Robots-Tag": "noindex"})


def _sector_data(sector: Sector, totals: SectorTotals | None) -> dict[str, object]:
    figures = ("jobs", "growth", "openings")
    return {
        "name": sector.name,
        "slug": sector.slug,
        "url": sector.get_absolute_url(),
        "summary": sector.summary,
        "guides": getattr(sector, "guides", 0),
        "matrix_occupations": totals.occupations if totals else 0,
        "figures": {name: getattr(totals, name).as_data() for name in figures} if totals else None,
    }


def sectors_with_guides() -> list[Sector]:
    """All sectors in the editors' order, each with its number of published guides as `guides`."""
    published = Count("roles", filter=Q(roles__status=Status.PUBLISHED))
    return list(Sector.objects.annotate(guides=published).order_by("order", "name", "pk"))


def guides_by_level(sector: Sector, area: Area | None = None) -> list[tuple[str, list[GuideCard]]]:
    """The sector's published guides by the name of their level, lowest first, then by title."""
    roles = Role.objects.published().filter(sector=sector).select_related("sector")
    ranked = sorted(roles, key=lambda role: (LADDER[role.level], role.title, role.pk))
    cards = guide_cards(ranked, area)
    return [
        (level, list(group)) for level, group in itertools.groupby(cards, key=lambda c: c.level)
    ]


def titles_of(groups: Sequence[SocGroup], releases: CurrentReleases) -> QuerySet[JobTitle]:
    """Visible titles filed under an occupation of the groups, by address."""
    filed = TitleOccupation.objects.filter(
        release=releases.onet, occupation__in=_of_groups(groups).values("code")
    )
    return JobTitle.objects.filter(hidden=False, slug__in=filed.values("job_title")).order_by(
        "slug"
    )


def occupation_lines(sector: Sector, area: Area | None = None) -> list[OccupationLine]:
    """The sector's occupations by title, with pay of the area or the nation, in few queries."""
    listings = list(
        Listing.objects.filter(kind=ListingKind.OCCUPATION, sector=sector)
        .annotate(set_key=F("code_set__key"))
        .order_by("title", "key")
    )
    matrix = {row.key: matrix_code(row) for row in listings}
    names = dict(
        MatrixOccupation.objects.filter(code__in=set(matrix.values())).values_list("code", "title")
    )
    there = figures_in(area, list(matrix)) if area else {}
    return [
        OccupationLine(
            title=row.title,
            url=row.get_absolute_url(),
            wider="" if row.key == f"{matrix[row.key]}.00" else names.get(matrix[row.key], ""),
            matrix=matrix[row.key],
            pay=_pay(row, there.get(row.key)),
            growth="—" if row.growth is None else wording.whole_percent(row.growth),
        )
        for row in listings
    ]


def matrix_code(listing: Any) -> str:
    """The code BLS counts a listed occupation in (`set_key` annotated); empty where none."""
    return str(listing.set_key or "").partition(":")[0]


def _pay(listing: Listing, there: PlaceRow | None) -> str:
    text = pay_text(listing) if there is None else there.median_text
    return f"{text} an hour" if listing.is_hourly and text != "—" else text


def _of_groups(groups: Sequence[SocGroup]) -> QuerySet[Occupation]:
    if not groups:
        return Occupation.objects.none()
    codes = (Q(code__startswith=group.code[:3]) for group in groups)
    return Occupation.objects.filter(reduce(or_, codes))
