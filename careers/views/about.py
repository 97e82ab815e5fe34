"""About the data: releases in use, how figures are merged, what is not known."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from careers.models import CurrentReleases, Domain, ElementMean, Occupation, Release
from careers.views.caching import public

DESCRIPTION = (
    "The official releases behind every figure, how the figures of several occupations are"
    " merged, and what nobody knows."
)


@dataclass(frozen=True, slots=True)
class ReleaseLine:
    """A complete release as the page shows it; `counts` are table names with rows held."""

    release: Release
    use: str
    license: str
    counts: list[tuple[str, str]]


@require_safe
@public
def data(request: HttpRequest) -> HttpResponse:
    """Sources, formulas, gaps, attribution, and how guides are made."""
    releases = Release.objects.current()
    complete = Release.objects.complete().order_by("source", "-period", "scope", "pk")
    rated = ElementMean.objects.filter(
        release=releases.onet, scale="IM", element__domain=Domain.SKILL
    )
    context = {
        "description": DESCRIPTION,
        "releases": releases,
        "lines": [release_line(release, releases) for release in complete],
        "occupations": f"{Occupation.objects.count():,}",
        "rated": rated.aggregate(most=Max("occupations"))["most"],
    }
    return render(request, "careers/about_data.html", context)


def release_line(release: Release, current: CurrentReleases) -> ReleaseLine:
    """What the page says of a release: what it is used for, its license, its rows."""
    if release in current.listed():
        use = "in use"
    elif release in current.wage_history:
        use = "pay of earlier years"
    else:
        use = "kept, replaced by a newer one"
    return ReleaseLine(
        release=release,
        use=use,
        license=release.license.name,
        counts=[(label, f"{rows:,}") for label, rows in sorted(release.counts.items())],
    )
