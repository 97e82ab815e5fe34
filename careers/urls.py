"""Addresses of the public pages. A page's twins differ by suffix: .json, .csv."""

from __future__ import annotations

from django.templatetags.static import static
from django.urls import path
from django.utils.functional import lazy
from django.views.generic import RedirectView

from careers.views import about, career, home, occupations, search, sectors, sitemaps

# Some browsers ask for it whatever the page says.
favicon = RedirectView.as_view(url=lazy(static, str)("img/favicon.svg"))

urlpatterns = [
    path("", home.home, name="home"),
    path("careers/<slug:slug>/", career.page, name="career"),
    path("careers/<slug:slug>.json", career.data, name="career-data"),
    path("careers/<slug:slug>/working/", career.working_page, name="career-working"),
    path("careers/<slug:slug>/places/", career.places_page, name="career-places"),
    path("careers/<slug:slug>/places.csv", career.places_csv, name="career-places-csv"),
    path("occupations/<str:code>/", occupations.occupation, name="occupation"),
    path("sectors/", sectors.sectors, name="sectors"),
    path("sectors/<slug:slug>/", sectors.sector, name="sector"),
    path("about/data/", about.data, name="about-data"),
    path("search/", search.search, name="search"),
    path("favicon.ico", favicon, name="favicon"),
    path("robots.txt", sitemaps.robots, name="robots"),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemap-<slug:name>.xml", sitemaps.section, name="sitemap-section"),
]
