"""The first page: what this is, a search box, the sectors and the guides."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from careers.models import JobTitle, Release, Role
from careers.profiles import sector_totals
from careers.views.caching import public
from careers.views.cards import LADDER, guide_cards
from careers.views.chosen import chosen_area
from careers.views.sectors import sectors_with_guides

GUIDES_SHOWN = 24
DESCRIPTION = (
    "{name} is a free guide to jobs in the United States: what the work is like, what it pays and"
    " where it can lead. Every number comes from official figures, says which and as of when, and"
    " shows how it was worked out."
)


@require_safe
@public
def home(request: HttpRequest) -> HttpResponse:
    """What this is, search, the newest guides, the sectors with their guides and jobs."""
    releases = Release.objects.current()
    totals = sector_totals(releases)
    roles = Role.objects.published().select_related("sector").order_by("-updated_at", "title", "pk")
    context = {
        "releases": releases,
        "name": settings.SITE_NAME,
        "description": DESCRIPTION.format(name=settings.SITE_NAME),
        "sectors": [(sector, totals.get(sector.pk)) for sector in sectors_with_guides()],
        "guides": guide_cards(sorted(roles[:GUIDES_SHOWN], key=by_sector), chosen_area(request)),
        "guide_count": roles.count(),
        "title_count": f"{JobTitle.objects.filter(hidden=False).count():,}",
    }
    return render(request, "careers/home.html", context)


def by_sector(role: Role) -> tuple[int, str, int, str]:
    """The order of guides on one page: sectors as the editors have them, each up its ladder."""
    return role.sector.order, role.sector.name, LADDER[role.level], role.title
