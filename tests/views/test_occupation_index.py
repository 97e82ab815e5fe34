"""The index of occupations, and the page of a major group."""

import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from careers import actions
from careers.models import Occupation, OccupationWords
from tests.support.html import valid_page, without_saving
from tests.views import made


@pytest.fixture
def world(db: None) -> made.World:
    world = made.world()
    OccupationWords.objects.create(occupation_id="15-1252.00", summary="Writes the programs.")
    actions.refresh_all()
    return world


def page(client: Client, query: str = "") -> str:
    return valid_page(client, f"/occupations/{query}")


def rows(html: str) -> dict[str, list[str]]:
    """The cells of the table by the address of the occupation."""
    found = {}
    for text in re.findall(r"<tr><th scope=\"row\">.*?</tr>", without_saving(html)):
        [url] = re.findall(r'href="([^"]+)"', text)
        found[url] = [re.sub(r"<[^>]+>", "", cell) for cell in re.findall(r"<td.*?</td>", text)]
    return found


def test_index_names_every_occupation_in_its_group(client: Client, world: made.World) -> None:
    html = page(client)
    assert "The 4 occupations of the O*NET database in 2 groups" in html
    computing, arts = html.split('id="group-27-0000"')
    for code in Occupation.objects.values_list("code", flat=True):
        part, other = (computing, arts) if code.startswith("15") else (arts, computing)
        assert f'href="/occupations/{code}/"' in part
        assert f'href="/occupations/{code}/"' not in other
    assert 'href="/occupations/?group=15-0000"' in computing
    assert "3 occupations by name" in computing
    assert "1 occupation by name" in arts


def test_group_has_sentence_pay_and_growth(client: Client, world: made.World) -> None:
    html = page(client, "?group=15-0000")
    assert "Writes the programs." in html
    assert rows(html) == {
        "/occupations/15-1299.08/": ["$117K", "8%"],
        "/occupations/15-1252.00/": ["$136K", "16%"],
        "/occupations/15-1253.00/": ["$104K", "10%"],
    }
    assert "OEWS May 2025" in html
    assert "2024–34" in html


def test_group_says_whose_figures_a_wider_code_has(client: Client, world: made.World) -> None:
    html = page(client, "?group=15-0000")
    assert html.count("Figures of ") == 2  # the caption's, and one occupation's
    assert "Figures of Computer occupations, all other" in html


def test_group_gives_pay_by_the_hour_where_that_is_published(
    client: Client, world: made.World
) -> None:
    assert rows(page(client, "?group=27-0000")) == {
        "/occupations/27-2011.00/": ["$29.10 an hour", "1%"]
    }


def test_group_without_figures_has_dashes(client: Client, world: made.World) -> None:
    Occupation.objects.create(code="27-9999.00", title="Odd Arts", soc_id="27-2011")
    assert rows(page(client, "?group=27-0000"))["/occupations/27-9999.00/"] == ["—", "—"]


def test_chosen_place_has_its_own_pay(client: Client, world: made.World) -> None:
    html = page(client, "?group=15-0000&place=metro-0041940")
    assert "Middle pay in San Jose-Sunnyvale-Santa Clara, CA" in html
    assert rows(html)["/occupations/15-1252.00/?place=metro-0041940"] == ["$204K", "16%"]


def test_group_has_an_address_of_its_own(client: Client, world: made.World) -> None:
    html = page(client, "?group=15-0000&x=1")
    assert '<link rel="canonical" href="http://testserver/occupations/?group=15-0000">' in html
    assert "noindex" not in html
    assert 'href="/occupations/?group=27-0000"' in html


@pytest.mark.parametrize("group", ["zz", "%00", "15", "a" * 10_000, "%22%3E%3Cscript%3E"])
def test_unknown_group_shows_all_and_says_so(client: Client, world: made.World, group: str) -> None:
    html = page(client, f"?group={group}")
    assert "<h1>Occupations</h1>" in html
    assert ("There is no group" in html) == (group != "%00")


def test_occupation_leads_back_to_its_group(client: Client, world: made.World) -> None:
    html = client.get("/occupations/15-1252.00/").content.decode()
    crumbs = html.split('aria-label="Breadcrumbs"')[1].split("</nav>")[0]
    assert '<a href="/occupations/">Occupations</a>' in crumbs
    assert '<a href="/occupations/?group=15-0000">Computer and Mathematical</a>' in crumbs


def test_index_before_any_import_is_a_page(client: Client, db: None) -> None:
    assert "No occupations have been imported yet." in page(client)


@pytest.mark.parametrize(
    ("query", "most"), [("", 3), ("?group=15-0000", 5), ("?group=15-0000&place=abilene", 7)]
)
def test_queries_do_not_grow_with_occupations(
    client: Client,
    world: made.World,
    django_assert_max_num_queries: DjangoAssertNumQueries,
    query: str,
    most: int,
) -> None:
    Occupation.objects.bulk_create(
        Occupation(code=f"15-1252.{number}", title=f"Kind {number}", soc_id="15-1252")
        for number in range(10, 40)
    )
    with django_assert_max_num_queries(most):
        page(client, query)
