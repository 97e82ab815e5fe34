"""robots.txt and the sitemap."""

import datetime as dt
import xml.etree.ElementTree as ET
from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from careers.content.loader import CONTENT
from careers.content.words import load_words
from careers.models import Area, ElementWords, Occupation, Role, Sector

Make = Callable[..., Role]
NAMESPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def locations(client: Client, path: str) -> list[str]:
    response = client.get(path)
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "application/xml"
    return [str(node.text) for node in ET.fromstring(response.content).iter(f"{NAMESPACE}loc")]


def paths(client: Client, path: str) -> list[str]:
    return [url.removeprefix("http://testserver") for url in locations(client, path)]


def test_sitemap_index_leads_to_sections_that_are_there(client: Client, world: None) -> None:
    load_words(CONTENT)
    sections = paths(client, "/sitemap.xml")
    names = ("guides", "sectors", "occupations", "skills", "places", "pages")
    assert sections == [f"/sitemap-{name}.xml" for name in names]
    for section in sections[1:]:
        assert locations(client, section)


def test_sitemap_skills_are_those_with_words_of_ours(client: Client, world: None) -> None:
    ElementWords.objects.all().delete()
    assert paths(client, "/sitemap-skills.xml") == []
    load_words(CONTENT)
    found = paths(client, "/sitemap-skills.xml")
    assert "/skills/reading-comprehension/" in found
    described = ElementWords.objects.exclude(element__domain__in=("interest", "value"))
    assert len(found) == described.count()


def test_sitemap_guides_are_the_published_ones_with_the_day_of_their_change(
    client: Client, make_guide: Make
) -> None:
    make_guide("One", "one")
    make_guide("Two", "two", status="draft")
    make_guide("Three", "three", status="retired")
    Role.objects.update(updated_at=dt.datetime(2026, 3, 4, tzinfo=dt.UTC))
    assert paths(client, "/sitemap-guides.xml") == ["/careers/one/"]
    assert b"<lastmod>2026-03-04</lastmod>" in client.get("/sitemap-guides.xml").content
    assert b"<lastmod>2026-03-04" in client.get("/sitemap.xml").content


def test_sitemap_holds_all_occupations_and_sectors_and_no_bare_title(
    client: Client, world: None
) -> None:
    assert len(paths(client, "/sitemap-occupations.xml")) == Occupation.objects.count()
    assert len(paths(client, "/sitemap-sectors.xml")) == Sector.objects.count()
    assert len(paths(client, "/sitemap-places.xml")) == Area.objects.count()
    assert paths(client, "/sitemap-pages.xml") == [
        "/",
        "/careers/",
        "/occupations/",
        "/sectors/",
        "/skills/",
        "/skills/technologies/",
        "/places/",
        "/tools/",
        "/fit/how/",
        "/moves/",
        "/privacy/",
        "/about/data/",
    ]
    everything = [url for path in paths(client, "/sitemap.xml") for url in paths(client, path)]
    assert not [url for url in everything if url.startswith("/careers/") and url != "/careers/"]


def test_sitemap_pages_may_be_indexed(client: Client, make_guide: Make) -> None:
    make_guide("One", "one")
    for section in ("sectors", "places", "pages"):
        for path in paths(client, f"/sitemap-{section}.xml"):
            response = client.get(path)
            assert response.status_code == 200
            assert 'name="robots"' not in response.content.decode()


def test_sitemap_empty_database_is_valid(client: Client, db: None) -> None:
    assert len(locations(client, "/sitemap.xml")) == 6
    assert locations(client, "/sitemap-guides.xml") == []


def test_sitemap_unknown_section_is_404(client: Client, db: None) -> None:
    assert client.get("/sitemap-titles.xml").status_code == 404


def test_sitemap_stands_at_the_site_address(
    client: Client, world: None, settings: Settings
) -> None:
    settings.SITE_URL = "https://careers.example.org"
    assert locations(client, "/sitemap.xml")[0] == "https://careers.example.org/sitemap-guides.xml"
    assert locations(client, "/sitemap-pages.xml")[1] == "https://careers.example.org/careers/"
    assert b"Sitemap: https://careers.example.org/sitemap.xml" in client.get("/robots.txt").content


@pytest.mark.parametrize("path", ["/sitemap.xml", "/sitemap-guides.xml", "/robots.txt"])
def test_sitemap_is_public(client: Client, world: None, path: str) -> None:
    response = client.get(path)
    assert response.headers["Cache-Control"] == "public, max-age=300"
    assert client.post(path).status_code == 405


def test_sitemap_takes_two_queries_a_section_at_most(
    client: Client, make_guide: Make, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    make_guide("One", "one")
    make_guide("Two", "two")
    for section, queries in (
        ("guides", 2),
        ("occupations", 2),
        ("sectors", 2),
        ("places", 2),
        ("pages", 0),
    ):
        with django_assert_num_queries(queries):
            client.get(f"/sitemap-{section}.xml")
    with django_assert_num_queries(1):
        client.get("/sitemap.xml")


def test_robots_keeps_crawlers_out_of_admin_search_and_reports(client: Client) -> None:
    response = client.get("/robots.txt")
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert response.content.decode().splitlines() == [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /search/",
        "Disallow: /report/",
        "Disallow: /my/",
        "Disallow: /shared-plan/",
        "",
        "Sitemap: http://testserver/sitemap.xml",
    ]
