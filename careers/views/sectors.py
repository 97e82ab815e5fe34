"""The sectors, and what belongs to each: guides, occupations, job titles, totals."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Count, F, FilteredRelation, OuterRef, Q, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from careers.models import (
    NATION,
    CurrentReleases,
    JobTitle,
    Level,
    Occupation,
    Projection,
    Release,
    Role,
    Sector,
    SocGroup,
    Status,
    TitleOccupation,
    Wage,
)
from careers.profiles import sector_totals, wording
from careers.views.caching import public
from careers.views.cards import LADDER, GuideCard, guide_cards
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

    code: str
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
        "groups": groups,
        "totals": sector_totals(releases).get(sector.pk),
        "ladder": guides_by_level(sector),
        "occupations": occupation_lines(groups, releases),
        "page": page,
        "title_count": f"{page.paginator.count:,}",
    }
    return render(request, "careers/sector.html", context)


def sectors_with_guides() -> list[Sector]:
    """All sectors in the editors' order, each with its number of published guides as `guides`."""
    published = Count("roles", filter=Q(roles__status=Status.PUBLISHED))
    return list(Sector.objects.annotate(guides=published).order_by("order", "name", "pk"))


def guides_by_level(sector: Sector) -> list[tuple[str, list[GuideCard]]]:
    """The sector's published guides by the name of their level, lowest first, then by title."""
    roles = Role.objects.published().filter(sector=sector).select_related("sector")
    ranked = sorted(roles, key=lambda role: (LADDER[role.level], role.title, role.pk))
    return [
        (str(Level(level).label), guide_cards(rows))
        for level, rows in itertools.groupby(ranked, key=lambda role: role.level)
    ]


def titles_of(groups: Sequence[SocGroup], releases: CurrentReleases) -> QuerySet[JobTitle]:
    """Visible titles filed under an occupation of the groups, by address."""
    filed = TitleOccupation.objects.filter(
        release=releases.onet, occupation__in=_of_groups(groups).values("code")
    )
    return JobTitle.objects.filter(hidden=False, slug__in=filed.values("job_title")).order_by(
        "slug"
    )


def occupation_lines(groups: Sequence[SocGroup], releases: CurrentReleases) -> list[OccupationLine]:
    """The occupations of the groups by title, with national figures, in one query."""
    wage = Wage.objects.filter(
        release=releases.wages, area=NATION, code=OuterRef("entry__matrix_id")
    )
    projection = Projection.objects.filter(
        release=releases.projections, matrix=OuterRef("entry__matrix_id")
    )
    rows = (
        _of_groups(groups)
        .annotate(
            entry=FilteredRelation("crosswalk", condition=Q(crosswalk__release=releases.crosswalk)),
            matrix=F("entry__matrix_id"),
            matrix_title=F("entry__matrix__title"),
            annual=Subquery(wage.values("a50")[:1]),
            hourly=Subquery(wage.values("h50")[:1]),
            growth=Subquery(projection.values("growth_percent")[:1]),
        )
        .order_by("title", "code")
    )
    return [_line(row) for row in rows]


def _line(row: Any) -> OccupationLine:
    same = row.matrix is None or (row.code == f"{row.matrix}.00")
    return OccupationLine(
        code=row.code,
        title=row.title,
        url=row.get_absolute_url(),
        wider="" if same else row.matrix_title,
        matrix=row.matrix or "",
        pay=_pay(row.annual, row.hourly),
        growth="—" if row.growth is None else wording.whole_percent(row.growth),
    )


def _pay(annual: float | None, hourly: float | None) -> str:
    if annual is not None:
        return wording.dollars(annual)
    return "—" if hourly is None else f"{wording.dollars(hourly)} an hour"


def _of_groups(groups: Sequence[SocGroup]) -> QuerySet[Occupation]:
    if not groups:
        return Occupation.objects.none()
    codes = (Q(code__startswith=group.code[:3]) for group in groups)
    return Occupation.objects.filter(reduce(or_, codes))
