"""Addresses of the public pages. A page's twins differ by suffix: .json, .csv."""

from __future__ import annotations

from django.templatetags.static import static
from django.urls import path
from django.utils.functional import lazy
from django.views.generic import RedirectView

from careers.views import (
    about,
    career,
    compare,
    explore,
    home,
    in_place,
    occupation_index,
    occupations,
    place_pages,
    preview,
    reports,
    search,
    sectors,
    sitemaps,
    skills,
    technologies,
)

# Some browsers ask for it whatever the page says.
favicon = RedirectView.as_view(url=lazy(static, str)("img/favicon.svg"))

urlpatterns = [
    path("", home.home, name="home"),
    path("careers/", explore.explore, name="careers"),
    path("careers.csv", explore.explore_csv, name="careers-csv"),
    path("careers/<slug:slug>/", career.page, name="career"),
    path("careers/<slug:slug>.json", career.data, name="career-data"),
    path("careers/<slug:slug>/working/", career.working_page, name="career-working"),
    path("careers/<slug:slug>/places/", career.places_page, name="career-places"),
    path("careers/<slug:slug>/places.csv", career.places_csv, name="career-places-csv"),
    path("careers/<slug:slug>/in/<slug:place>/", in_place.page, name="career-in-place"),
    path("careers/<slug:slug>/in/<slug:place>.json", in_place.data, name="career-in-place-data"),
    path("places/", place_pages.places, name="places"),
    path("places/<slug:slug>/", place_pages.place, name="place"),
    path("places/<slug:slug>.json", place_pages.place_data, name="place-data"),
    path("places/<slug:slug>.csv", place_pages.place_csv, name="place-csv"),
    path("compare/", compare.compare, name="compare"),
    path("compare.json", compare.data, name="compare-data"),
    path("compare.csv", compare.table, name="compare-csv"),
    path("occupations/", occupation_index.occupations, name="occupations"),
    path("occupations/<str:code>/", occupations.occupation, name="occupation"),
    path("sectors/", sectors.sectors, name="sectors"),
    path("sectors/<slug:slug>/", sectors.sector, name="sector"),
    path("skills/", skills.skills, name="skills"),
    path("skills.csv", skills.skills_csv, name="skills-csv"),
    path("skills/technologies/", technologies.technologies, name="technologies"),
    path("skills/technologies.csv", technologies.technologies_csv, name="technologies-csv"),
    path("skills/technologies/<slug:slug>/", technologies.technology, name="technology"),
    path(
        "skills/technologies/<slug:slug>.json", technologies.technology_data, name="technology-data"
    ),
    path("skills/technologies/<slug:slug>.csv", technologies.technology_csv, name="technology-csv"),
    path("skills/<slug:slug>/", skills.skill, name="skill"),
    path("skills/<slug:slug>.json", skills.skill_data, name="skill-data"),
    path("skills/<slug:slug>.csv", skills.skill_csv, name="skill-csv"),
    path("about/data/", about.data, name="about-data"),
    path("search/", search.search, name="search"),
    path("search.json", search.data, name="search-data"),
    path("suggest.json", search.suggest, name="suggest"),
    path("preview/<str:token>/", preview.preview, name="preview"),
    path("report/", reports.report, name="report"),
    path("report/thanks/", reports.thanks, name="report-thanks"),
    path("favicon.ico", favicon, name="favicon"),
    path("robots.txt", sitemaps.robots, name="robots"),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemap-<slug:name>.xml", sitemaps.section, name="sitemap-section"),
]
