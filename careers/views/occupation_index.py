"""All O*NET occupations, by SOC major group: the groups with their names, then a page a group."""

from __future__ import annotations

import itertools
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from careers.listings.occupations import OccupationLine, occupation_lines
from careers.models import (
    Area,
    CurrentReleases,
    Listing,
    ListingKind,
    Occupation,
    Release,
    Sector,
    SectorGroup,
    SocGroup,
    SocLevel,
)
from careers.profiles.wording import whole_percent
from careers.views.caching import public
from careers.views.chosen import chosen_area
from careers.views.typed import typed

LONGEST_GROUP = 40
DESCRIPTION = (
    "Every occupation of the O*NET database by its group, with what people do there, "
    "what it pays and how it grows."
)


@dataclass(frozen=True, slots=True)
class OccupationLink:
    """An occupation by name."""

    code: str
    title: str

    @property
    def url(self) -> str:
        """The page of the occupation."""
        return reverse("occupation", args=[self.code])


@dataclass(frozen=True, slots=True)
class MajorGroup:
    """A SOC major group, e.g. 15-0000 "Computer and Mathematical", and its occupations."""

    code: str
    name: str
    sector: Sector | None
    occupations: tuple[OccupationLink, ...]

    @property
    def url(self) -> str:
        """The page of the group, with sentences and figures."""
        return group_url(self.code)


@dataclass(frozen=True, slots=True)
class GroupRow:
    """An occupation of a group: our sentence, its figures, and growth as people read it."""

    line: OccupationLine
    summary: str
    growth: str


@require_safe
@public
def occupations(request: HttpRequest) -> HttpResponse:
    """The groups with the names of their occupations, or the one that `?group=` asks for."""
    releases = Release.objects.current()
    groups = major_groups()
    asked = typed(request.GET.get("group", ""), LONGEST_GROUP)
    group = next((group for group in groups if group.code == asked), None)
    context = {"description": DESCRIPTION, "releases": releases, "groups": groups}
    if group is None:
        count = f"{sum(len(group.occupations) for group in groups):,}"
        context |= {"asked": asked, "count": count}
        return render(request, "careers/occupations.html", context)
    area = chosen_area(request)
    context |= {"group": group, "place": area, "rows": group_rows(group, area, releases)}
    return render(request, "careers/occupation_group.html", context)


def group_url(code: str) -> str:
    """The address of a major group's page."""
    return f"{reverse('occupations')}?{urlencode({'group': code})}"


def major_groups() -> list[MajorGroup]:
    """Every major group that has occupations, by code; two queries."""
    rows = Occupation.objects.order_by("code").values_list("code", "title")
    held = {
        f"{prefix}-0000": tuple(itertools.starmap(OccupationLink, own))
        for prefix, own in itertools.groupby(rows, key=lambda row: row[0][:2])
    }
    groups = SocGroup.objects.filter(level=SocLevel.MAJOR, code__in=held)
    return [
        MajorGroup(
            code=group.code,
            name=short_name(group.title),
            sector=sector_of(group),
            occupations=held[group.code],
        )
        for group in groups.select_related("in_sector__sector").order_by("code")
    ]


def sector_of(group: SocGroup | None) -> Sector | None:
    """The sector a major group is counted in, read with it; None where the editors chose none."""
    counted: SectorGroup | None = getattr(group, "in_sector", None)
    return counted.sector if counted else None


def short_name(title: str) -> str:
    """A group's name without the word that all of them end in."""
    return title.removesuffix(" Occupations")


def group_rows(group: MajorGroup, area: Area | None, releases: CurrentReleases) -> list[GroupRow]:
    """The occupations of a group by title, pay and jobs of the area or the nation.

    Growth is the nation's. Two queries, three for an area.
    """
    lines = occupation_lines([link.code for link in group.occupations], area, releases)
    listings = Listing.objects.filter(kind=ListingKind.OCCUPATION, key__in=lines)
    held = {row.key: row for row in listings.only("key", "summary", "growth")}
    rows = [
        GroupRow(
            line=line,
            summary=held[code].summary if code in held else "",
            growth=_growth(held.get(code)),
        )
        for code, line in lines.items()
    ]
    return sorted(rows, key=lambda row: (row.line.title, row.line.code))


def _growth(listing: Listing | None) -> str:
    if listing is None or listing.growth is None:
        return "—"
    return whole_percent(listing.growth)
