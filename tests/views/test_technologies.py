"""The pages of technologies and their twins."""

from __future__ import annotations

import csv

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from careers import actions
from careers.models import Occupation, Release, TechnologyUse
from careers.views import technologies as view
from tests.support.html import valid_page
from tests.views import made
from tests.views.test_skills import rows_of

pytestmark = pytest.mark.django_db
INDEX_QUERIES, PAGE_QUERIES, IN_PLACE = 2, 3, 2
COMPUTING = ("15-1252.00", "15-1253.00", "15-1299.08")


def use(world: made.World, name: str, *codes: str, demanded: tuple[str, ...] = ()) -> None:
    """List a technology for occupations."""
    for code in codes:
        TechnologyUse.objects.create(
            release=world.onet,
            occupation_id=code,
            example=name,
            commodity_code="43232401",
            commodity="File versioning software",
            hot=bool(demanded),
            in_demand=code in demanded,
        )


@pytest.fixture
def world() -> made.World:
    world = made.world()
    use(world, "Git", *COMPUTING, demanded=("15-1253.00",))
    use(world, "Docker", *COMPUTING)
    use(world, "C++", "15-1252.00")
    use(world, "C", "15-1252.00", "27-2011.00")
    use(world, "=cmd()", "27-2011.00")
    actions.refresh_all()
    return world


def test_index_has_hot_ones_first_with_their_occupations(client: Client, world: made.World) -> None:
    rows = rows_of(valid_page(client, "/skills/technologies/"), "technologies-caption")
    assert [row[1:] for row in rows] == [["3", "1"], ["3", "0"], ["2", "0"], ["1", "0"], ["1", "0"]]
    assert rows[0][0].startswith("Git hot")
    assert "File versioning software" in rows[0][0]


def test_index_filters_by_letters_of_name_or_category(client: Client, world: made.World) -> None:
    html = valid_page(client, "/skills/technologies/?q=dOck")
    assert len(rows_of(html, "technologies-caption")) == 1
    assert "1 of 5 with “dOck”" in html
    assert 'href="/skills/technologies.csv?q=dOck"' in html
    assert '<meta name="robots" content="noindex">' in html
    assert "noindex" not in valid_page(client, "/skills/technologies/")


def test_index_without_a_hit_has_ways_on(client: Client, world: made.World) -> None:
    html = valid_page(client, "/skills/technologies/?q=zz%26z")
    assert "No technology has these letters" in html
    assert 'href="/search/?q=zz%26z"' in html


def test_index_without_facts_says_so(client: Client) -> None:
    assert "No technologies have been imported yet" in valid_page(client, "/skills/technologies/")


@pytest.mark.parametrize(
    ("asked", "number"), [("", 1), ("2", 2), ("-1", 1), ("1e9", 1), ("9" * 30, 3), ("x\x00", 1)]
)
def test_index_page_is_the_nearest_there_is(
    client: Client, world: made.World, monkeypatch: pytest.MonkeyPatch, asked: str, number: int
) -> None:
    monkeypatch.setattr(view, "TECHNOLOGIES_A_PAGE", 2)
    html = client.get("/skills/technologies/", {"page": asked}).content.decode()
    assert f"Page {number} of 3" in html


@pytest.mark.parametrize("text", ["\0", "a" * 10_000, '" OR NEAR( *', "\u202eabc", "%", "<script>"])
def test_index_answers_whatever_is_asked(client: Client, world: made.World, text: str) -> None:
    response = client.get("/skills/technologies/", {"q": text})
    assert response.status_code == 200
    assert b"<script>" not in response.content
    assert client.get("/skills/technologies.csv", {"q": text}).status_code == 200


def test_technology_has_those_it_is_in_demand_in_first_then_the_most_jobs(
    client: Client, world: made.World
) -> None:
    html = valid_page(client, "/skills/technologies/git/")
    rows = rows_of(html, "occupations-caption")
    assert [row[1:] for row in rows] == [
        ["$104K", "202,000"],
        ["$136K", "1.69 million"],
        ["$117K", "472,000"],
    ]
    assert "in demand" in rows[0][0]
    assert "in demand" not in rows[1][0]
    assert "figures of Computer occupations, all other (15-1299)" in rows[2][0]
    assert '<meta name="robots" content="noindex">' in html


def test_technology_in_a_chosen_place_has_its_pay_and_says_so(
    client: Client, world: made.World
) -> None:
    html = valid_page(client, "/skills/technologies/git/?place=abilene")
    assert "Pay and jobs in =Abilene, TX</caption>" in html
    assert [row[1:] for row in rows_of(html, "occupations-caption")] == [
        ["—", "—"],
        ["$136K", "40"],
        ["—", "—"],
    ]


def test_technology_names_what_is_listed_with_it_and_its_category(
    client: Client, world: made.World
) -> None:
    html = valid_page(client, "/skills/technologies/git/")
    assert rows_of(html, "with-caption") == [["Docker", "3", "100%"]]
    category = html.split('id="category"')[1].split("</section>")[0]
    assert category.count("<li>") == 4
    assert "/skills/technologies/git/" not in category


def test_technologies_that_differ_by_a_sign_have_pages_of_their_own(
    client: Client, world: made.World
) -> None:
    assert "<h1>C</h1>" in valid_page(client, "/skills/technologies/c/")
    assert "<h1>C++</h1>" in valid_page(client, "/skills/technologies/c-plus-plus/")


def test_technology_data_holds_every_occupation_with_its_source(
    client: Client, world: made.World
) -> None:
    response = client.get("/skills/technologies/git.json")
    data = response.json()
    assert response["X-Robots-Tag"] == "noindex"
    assert (data["occupations_listing_it"], data["occupations_in_demand"]) == (3, 1)
    assert data["occupations"][0]["code"] == "15-1253.00"
    assert data["occupations"][0]["in_demand"] is True
    assert data["occupations"][0]["jobs"]["value"] == 201_700
    assert data["goes_with"][0]["occupations_listing_either"] == 3


def test_tables_are_safe_in_a_spreadsheet(client: Client, world: made.World) -> None:
    text = client.get("/skills/technologies.csv").content.decode()
    rows = {row["slug"]: row for row in csv.DictReader(text.splitlines())}
    assert rows["cmd"]["name"] == "'=cmd()"
    assert rows["git"]["occupations_in_demand"] == "1"
    text = client.get("/skills/technologies/git.csv?place=abilene").content.decode()
    rows = {row["occupation_code"]: row for row in csv.DictReader(text.splitlines())}
    assert rows["15-1252.00"]["place"] == "'=Abilene, TX"
    assert (rows["15-1252.00"]["jobs"], rows["15-1253.00"]["jobs"]) == ("40", "")


@pytest.mark.parametrize("suffix", ["/", ".json", ".csv"])
@pytest.mark.parametrize("slug", ["nope", "%00", "a" * 10_000, "C", "c++"])
def test_unknown_technology_is_404(
    client: Client, world: made.World, slug: str, suffix: str
) -> None:
    assert client.get(f"/skills/technologies/{slug}{suffix}").status_code == 404


def test_role_page_links_each_technology_to_its_page(client: Client, world: made.World) -> None:
    html = client.get("/occupations/15-1253.00/").content.decode()
    assert 'href="/skills/technologies/git/">Git</a>' in html


def test_pages_take_as_many_queries_whatever_they_list(
    client: Client, world: made.World, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client.get("/skills/technologies/")
    with django_assert_num_queries(INDEX_QUERIES - 1):
        client.get("/skills/technologies/")
    with django_assert_num_queries(PAGE_QUERIES - 1):
        client.get("/skills/technologies/git/")
    for number in range(30):
        code = f"15-9999.{number:02}"
        Occupation.objects.create(code=code, title=f"Odd {number}", soc_id="15-1299")
        use(world, "Git", code)
    Release.objects.filter(source="onet").update(imported_at="2001-01-01T00:00Z")
    with django_assert_num_queries(PAGE_QUERIES):
        client.get("/skills/technologies/git/")
    with django_assert_num_queries(PAGE_QUERIES - 1 + IN_PLACE):
        client.get("/skills/technologies/git/?place=abilene")
