"""What search engines may index: robots.txt and the sitemap by sections.

Bare titles are `noindex`, so none of them is here.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.contrib.sites.requests import RequestSite
from django.db.models import Max, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from careers.models import Area, Occupation, Role, Sector
from careers.profiles.elements import ElementRow, element_rows
from careers.views.addresses import absolute_url
from careers.views.caching import public

FIXED_PAGES = (
    "home",
    "careers",
    "occupations",
    "sectors",
    "skills",
    "technologies",
    "places",
    "tools",
    "fit-method",
    "moves",
    "my-privacy",
    "about-data",
)


class _AtSiteAddress(Sitemap):
    """Addresses at SITE_URL where that is set, else at the request's own host."""

    def get_protocol(self, protocol: str | None = None) -> str:
        return urlsplit(settings.SITE_URL).scheme or protocol or "https"

    def get_domain(self, site: Any = None) -> str:
        return urlsplit(settings.SITE_URL).netloc or str(site.domain)


class Guides(_AtSiteAddress):
    """Published guides, with the day each was last changed."""

    def items(self) -> QuerySet[Role]:
        return Role.objects.published().order_by("slug")

    def lastmod(self, item: Role) -> datetime:
        return item.updated_at

    def get_latest_lastmod(self) -> datetime | None:
        return self.items().aggregate(latest=Max("updated_at"))["latest"]


class Sectors(_AtSiteAddress):
    """All sectors."""

    def items(self) -> QuerySet[Sector]:
        return Sector.objects.order_by("pk")


class Occupations(_AtSiteAddress):
    """All O*NET occupations."""

    def items(self) -> QuerySet[Occupation]:
        return Occupation.objects.order_by("code")


class Places(_AtSiteAddress):
    """The nation, states, metropolitan and nonmetropolitan areas."""

    def items(self) -> QuerySet[Area]:
        return Area.objects.order_by("code")


class Skills(_AtSiteAddress):
    """Skills and other descriptors that have words of ours: those by name alone are `noindex`."""

    def items(self) -> list[ElementRow]:
        return [row for row in element_rows() if row.summary]

    def location(self, item: ElementRow) -> str:
        return item.url


class FixedPages(_AtSiteAddress):
    """Pages that are always there."""

    def items(self) -> list[str]:
        return list(FIXED_PAGES)

    def location(self, item: str) -> str:
        return reverse(item)


SECTIONS: dict[str, type[_AtSiteAddress]] = {
    "guides": Guides,
    "sectors": Sectors,
    "occupations": Occupations,
    "skills": Skills,
    "places": Places,
    "pages": FixedPages,
}


@require_safe
@public
def index(request: HttpRequest) -> HttpResponse:
    """The sitemap's index: one sitemap a section."""
    rows = [
        {
            "location": absolute_url(request, reverse("sitemap-section", args=[name])),
            "last_mod": section().get_latest_lastmod(),
        }
        for name, section in SECTIONS.items()
    ]
    return render(request, "sitemap_index.xml", {"sitemaps": rows}, "application/xml")


@require_safe
@public
def section(request: HttpRequest, name: str) -> HttpResponse:
    """The sitemap of one section."""
    if name not in SECTIONS:
        raise Http404(f"no sitemap {name}")
    urls = SECTIONS[name]().get_urls(site=RequestSite(request), protocol=request.scheme)
    return render(request, "sitemap.xml", {"urlset": urls}, "application/xml")


@require_safe
@public
def robots(request: HttpRequest) -> HttpResponse:
    """What crawlers leave alone, and where the sitemap is."""
    lines = (
        "User-agent: *",
        f"Disallow: {reverse('admin:index')}",
        f"Disallow: {reverse('search')}",
        f"Disallow: {reverse('report')}",
        f"Disallow: {reverse('my')}",
        "Disallow: /shared-plan/",
        "",
        f"Sitemap: {absolute_url(request, reverse('sitemap'))}",
        "",
    )
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
