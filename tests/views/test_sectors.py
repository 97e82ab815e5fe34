"""The sectors and what belongs to each."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from careers.models import (
    JobTitle,
    MatrixOccupation,
    Projection,
    Role,
    Sector,
)
from careers.profiles import sector_totals
from careers.views import sectors as view
from tests.support.html import assert_valid_html

Make = Callable[..., Role]
SECTORS_QUERIES, SECTOR_QUERIES = 5, 12


def titles_shown(html: str) -> list[str]:
    part = html.split('id="titles"')[1].split("</section>")[0]
    return re.findall(r'<li><a href="/careers/([^/]+)/">', part)


def test_sectors_gives_totals_of_each_matrix_occupation_once(client: Client, world: None) -> None:
    codes = MatrixOccupation.objects.filter(is_line_item=True, code__startswith="15-")
    jobs = sum(
        Projection.objects.filter(matrix__in=codes).values_list("base_employment", flat=True)
    )
    totals = sector_totals()["computing"]
    assert (totals.jobs.value, totals.occupations) == (jobs, codes.count())
    assert f"{totals.jobs.text} jobs" in client.get("/sectors/").content.decode()


def test_sectors_as_data_have_the_totals_unrounded(
    client: Client, make_guide: Make, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    make_guide("One", "one", sector="computing")
    with django_assert_num_queries(SECTORS_QUERIES):
        rows = client.get("/sectors.json").json()["sectors"]
    assert [row["slug"] for row in rows] == [row.slug for row in view.sectors_with_guides()]
    computing = next(row for row in rows if row["slug"] == "computing")
    totals = sector_totals()["computing"]
    assert computing["figures"]["jobs"]["value"] == totals.jobs.value
    assert computing["figures"]["growth"]["releases"]
    assert (computing["guides"], computing["matrix_occupations"]) == (1, totals.occupations)
    assert 'href="/sectors.json"' in client.get("/sectors/").content.decode()


def test_sectors_counts_published_guides_in_the_editors_sector(
    client: Client, make_guide: Make
) -> None:
    make_guide("One", "one", sector="engineering")
    make_guide("Two", "two", sector="engineering", status="draft")
    cards = client.get("/sectors/").content.decode().split('<li class="card">')
    engineering = next(card for card in cards if "/sectors/engineering/" in card)
    computing = next(card for card in cards if "/sectors/computing/" in card)
    assert "1 guide" in engineering
    assert "No guide yet" in computing


def test_sectors_valid_html_with_one_heading_and_public_cache(client: Client, world: None) -> None:
    response = client.get("/sectors/")
    html = response.content.decode()
    assert_valid_html(html)
    assert html.count("<h1") == 1
    assert "<title>Sectors · Waymark</title>" in html
    assert response.headers["Cache-Control"] == "public, max-age=300"


def test_sectors_empty_database_says_so(client: Client, db: None) -> None:
    assert "No sectors have been set up yet" in client.get("/sectors/").content.decode()


def test_sector_groups_guides_by_level_lowest_first(client: Client, make_guide: Make) -> None:
    make_guide("Old Hand", "old-hand", level="vice-president")
    make_guide("New Hand", "new-hand", level="entry")
    html = client.get("/sectors/engineering/").content.decode()
    places = [html.index(text) for text in ("<h3>Entry", "New Hand", "<h3>Vice pres", "Old Hand")]
    assert places == sorted(places)
    assert "New Hand" not in client.get("/sectors/computing/").content.decode()


def test_sector_lists_occupations_with_the_figures_bls_publishes(
    client: Client, world: None
) -> None:
    html = client.get("/sectors/computing/").content.decode()
    row = html.split('href="/occupations/15-1252.00/"')[1].split("</tr>")[0]
    assert re.findall(r'<td class="num">([^<]*)</td>', row) == [
        "$136K",
        "16%",
    ]
    assert "OEWS May 2025" in html


def test_sector_names_the_wider_group_an_occupation_is_counted_in(
    client: Client, world: None
) -> None:
    html = client.get("/sectors/computing/").content.decode()
    row = html.split('href="/occupations/15-1299.08/"')[1].split("</tr>")[0]
    assert "figures of Computer occupations, all other" in row
    assert "(15-1299)" in row
    assert "figures of" not in html.split('href="/occupations/15-1252.00/"')[1].split("</tr>")[0]


def test_sector_says_hourly_pay_is_by_the_hour_and_leaves_gaps_blank(
    client: Client, world: None
) -> None:
    html = client.get("/sectors/arts/").content.decode()
    assert "an hour</td>" in html.split('href="/occupations/27-2011.00/"')[1].split("</tr>")[0]
    military = client.get("/sectors/public-safety/").content.decode()
    row = military.split('href="/occupations/55-1011.00/"')[1].split("</tr>")[0]
    assert row.count('<td class="num">—</td>') == 2


def test_sector_reads_its_occupations_in_two_queries(
    world: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    sector = Sector.objects.get(pk="computing")
    with django_assert_num_queries(2):
        lines = view.occupation_lines(sector)
    assert len(lines) == 5


@pytest.mark.parametrize(
    ("asked", "number"),
    [("", 1), ("2", 2), ("-1", 1), ("0", 1), ("1e9", 1), ("99999999999999999999", 3), ("x\x00", 1)],
)
def test_sector_page_of_titles_is_the_nearest_there_is(
    client: Client, world: None, monkeypatch: pytest.MonkeyPatch, asked: str, number: int
) -> None:
    monkeypatch.setattr(view, "TITLES_A_PAGE", 30)
    response = client.get("/sectors/computing/", {"page": asked})
    assert response.status_code == 200
    assert f"Page {number} of 3" in response.content.decode()


def test_sector_pages_hold_every_visible_title_once(
    client: Client, world: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(view, "TITLES_A_PAGE", 30)
    JobTitle.objects.filter(slug="software-engineer").update(hidden=True)
    expected = sorted(
        JobTitle.objects.filter(hidden=False, filed_under__occupation__code__startswith="15-")
        .distinct()
        .values_list("slug", flat=True)
    )
    found = [
        slug
        for page in range(1, 4)
        for slug in titles_shown(client.get(f"/sectors/computing/?page={page}").content.decode())
    ]
    assert sorted(found) == expected
    assert "software-engineer" not in found
    assert "systems-engineer" in found


def test_sector_without_groups_has_guides_and_says_what_it_lacks(
    client: Client, make_guide: Make
) -> None:
    Sector.objects.create(slug="odd-jobs", name="Odd Jobs", summary="All sorts.", order=999)
    make_guide("Odd Jobber", "odd-jobber", sector="odd-jobs")
    html = client.get("/sectors/odd-jobs/").content.decode()
    assert_valid_html(html)
    assert "Odd Jobber" in html
    assert "No occupation is counted in this sector" in html
    assert "No job title is filed in this sector" in html


def test_sector_unknown_is_404_with_its_words_in_the_search_box(client: Client, db: None) -> None:
    response = client.get("/sectors/deep-sea-mining/")
    assert response.status_code == 404
    assert 'value="deep sea mining"' in response.content.decode()


def test_sector_valid_html_canonical_without_page(client: Client, make_guide: Make) -> None:
    make_guide("One", "one", sector="computing")
    html = client.get("/sectors/computing/?page=1").content.decode()
    assert_valid_html(html)
    assert '<link rel="canonical" href="http://testserver/sectors/computing/">' in html
    assert html.count("<h1") == 1


def test_sector_takes_as_many_queries_whatever_its_size(
    client: Client, make_guide: Make, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    make_guide("One", "one")
    with django_assert_num_queries(SECTOR_QUERIES):
        client.get("/sectors/engineering/")
    make_guide("Two", "two", level="senior")
    with django_assert_num_queries(SECTOR_QUERIES):
        client.get("/sectors/engineering/")
    with django_assert_num_queries(SECTORS_QUERIES):
        client.get("/sectors/")
