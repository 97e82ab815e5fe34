"""The pages of skills and other descriptors, and their twins."""

from __future__ import annotations

import csv
import json
import re

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from careers import actions
from careers.content.loader import CONTENT
from careers.content.words import load_words
from careers.models import Area, Element, ElementWords, Rating, Release
from careers.profiles import ratings
from careers.views import skills as view
from tests.support.html import valid_page, without_saving
from tests.views import made

pytestmark = pytest.mark.django_db
INDEX_QUERIES, PAGE_QUERIES, IN_PLACE = 5, 8, 3


@pytest.fixture
def world() -> made.World:
    world = made.world()
    load_words(CONTENT)
    actions.refresh_all()
    return world


@pytest.fixture
def ability(world: made.World) -> Element:
    """A descriptor without words of ours, rated for one occupation."""
    element = Element.objects.create(code="1.A.3.b.1", name="Stamina", domain="ability")
    Rating.objects.create(
        release=world.onet,
        occupation_id="27-2011.00",
        element=element,
        scale="IM",
        value=3.5,
        suppress=False,
        not_relevant=False,
    )
    return element


def rows_of(html: str, caption: str) -> list[list[str]]:
    """The cells of the table whose caption has this id, without tags."""
    table = (
        without_saving(html).split(f'id="{caption}"')[1].split("<tbody>")[1].split("</tbody>")[0]
    )
    return [
        [
            re.sub(r"<[^>]+>", "", cell).strip()
            for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row)
        ]
        for row in table.split("</tr>")[:-1]
    ]


def table_of(client: Client, address: str) -> list[dict[str, str]]:
    response = client.get(address)
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    return list(csv.DictReader(response.content.decode().splitlines()))


def test_index_describes_skills_and_knowledge_and_names_the_rest(
    client: Client, ability: Element
) -> None:
    html = valid_page(client, "/skills/")
    programming = html.split('href="/skills/programming/"')[1].split("</li>")[0]
    assert "Matters in 3 occupations, most in Software Developers" in programming
    words = ElementWords.objects.get(slug="programming")
    assert words.summary.split(". ")[0] in programming
    assert "<h3>Technical work</h3>" in html
    assert '<li><a href="/skills/stamina/">Stamina</a></li>' in html
    assert '<li><a href="/skills/innovation/">' in html
    assert 'href="/skills/technologies/"' in html
    assert "/skills/achievement/" not in html


def test_index_without_facts_says_so(client: Client) -> None:
    assert "No ratings have been imported yet" in valid_page(client, "/skills/")


def test_skill_has_our_words_examples_and_figures(client: Client, world: made.World) -> None:
    html = valid_page(client, "/skills/programming/")
    words = ElementWords.objects.get(slug="programming")
    for text in (words.summary, words.low, words.middle, words.high):
        assert text in html
    figures = html.split('<dl class="figures">')[1].split("</dl>")[0]
    assert '<dd class="figure-value">3.7</dd>' in figures
    assert '<dd class="figure-value">3</dd>' in figures
    assert '<dd class="figure-value">2.37 million</dd>' in figures
    assert "of 170 million" in figures
    assert "noindex" not in html


def test_skill_lists_the_occupations_that_need_it_most_with_pay_and_jobs(
    client: Client, world: made.World
) -> None:
    Rating.objects.filter(occupation="15-1253.00", element="2.B.3.e").update(value=4.5)
    rows = rows_of(valid_page(client, "/skills/programming/"), "needed-caption")
    assert rows[0] == [
        "Software Quality Assurance Analysts and Testers", "4.5", "—", "$104K", "202,000",
    ]  # fmt: skip
    assert len(rows) == 3
    assert rows[1][0].startswith("Computer Systems Engineers/Architects")
    assert "figures of Computer occupations, all other (15-1299)" in rows[1][0]


def test_skill_in_a_chosen_place_has_its_pay_and_says_so(client: Client, world: made.World) -> None:
    html = valid_page(client, "/skills/programming/?place=metro-0041940")
    assert "pay and jobs in San Jose-Sunnyvale-Santa Clara, CA</caption>" in html
    developers = next(row for row in rows_of(html, "needed-caption") if "Developers" in row[0])
    assert developers[3:] == ["$204K", "1,500"]
    abilene = valid_page(client, "/skills/programming/?place=abilene")
    testers = next(row for row in rows_of(abilene, "needed-caption") if "Quality" in row[0])
    assert testers[3:] == ["—", "—"]


def test_skill_names_the_occupations_it_sets_apart_with_its_place(
    client: Client, world: made.World
) -> None:
    Rating.objects.create(
        release=world.onet,
        occupation_id="27-2011.00",
        element_id="2.B.3.e",
        scale="IM",
        value=1.0,
        suppress=False,
        not_relevant=False,
    )
    rows = rows_of(valid_page(client, "/skills/programming/"), "apart-caption")
    assert [row[2] for row in rows] == ["1", "1", "1"]
    assert "Actors" not in [row[0] for row in rows]


def test_skill_names_the_guides_in_which_it_matters(client: Client, world: made.World) -> None:
    made.guide(world)
    html = valid_page(client, "/skills/programming/").split('id="guides"')[1].split("</section>")[0]
    assert 'href="/careers/software-systems-engineer/">Software Systems Engineer</a>' in html
    assert "Importance 3.7 of 5" in html


def test_skill_leads_on_to_careers_where_it_matters(client: Client, world: made.World) -> None:
    address = f"{reverse('careers')}?skill=programming"
    assert f'href="{address}"' in valid_page(client, "/skills/programming/")
    assert "?skill=" not in valid_page(client, "/skills/innovation/")


def test_skill_chart_says_the_same_as_its_table(client: Client, world: made.World) -> None:
    html = valid_page(client, "/skills/programming/")
    assert ["3.5", "4", "3"] in rows_of(html, "spread-caption")
    assert "3.5 to 4: 3;" in html.split('id="spread-chart-text"')[1].split("</desc>")[0]


def test_skill_names_what_goes_with_it(
    client: Client, world: made.World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ratings, "FEWEST", 3)
    for place, code in enumerate(("15-1252.00", "15-1253.00", "15-1299.08")):
        for element in ("2.B.3.e", "2.C.3.a"):
            Rating.objects.filter(occupation=code, element=element).update(value=3 + place / 2)
    rows = rows_of(valid_page(client, "/skills/programming/"), "with-caption")
    assert rows == [["Computers &amp; Electronics", "knowledge", "1.00"]]


def test_descriptor_without_words_is_shown_by_name_and_kept_out_of_search_engines(
    client: Client, ability: Element
) -> None:
    html = valid_page(client, "/skills/stamina/")
    assert '<meta name="robots" content="noindex">' in html
    assert "Nobody has described it here yet" in html
    assert rows_of(html, "needed-caption") == [["Actors", "3.5", "—", "$29.10 an hour", "57,000"]]


def test_style_is_told_on_its_own_scale(client: Client, world: made.World) -> None:
    html = valid_page(client, "/skills/innovation/")
    assert "Average impact" in html
    assert "from −3 to 3" in html
    assert "Jobs in them" not in html
    assert 'id="apart"' not in html


def test_skill_without_any_rating_is_a_page(client: Client, world: made.World) -> None:
    Element.objects.create(code="1.A.1.a.1", name="Oral Comprehension", domain="ability")
    assert "O*NET rates no occupation for it" in valid_page(client, "/skills/oral-comprehension/")


def test_skill_linked_data_names_the_term_and_its_set(client: Client, world: made.World) -> None:
    html = valid_page(client, "/skills/programming/")
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', html)
    assert found is not None
    term, crumbs = json.loads(found[1])["@graph"]
    assert (term["@type"], term["name"]) == ("DefinedTerm", "Programming")
    assert term["url"] == "http://testserver/skills/programming/"
    assert term["inDefinedTermSet"] == "http://testserver/skills/"
    assert [item["position"] for item in crumbs["itemListElement"]] == [1, 2, 3]


def test_skill_data_holds_all_ratings_and_figures_with_their_sources(
    client: Client, world: made.World
) -> None:
    Rating.objects.filter(occupation="15-1253.00", element="2.B.3.e").update(suppress=True)
    data = client.get("/skills/programming.json").json()
    assert data["occupations_rated"] == 2
    assert data["mean_of_all_occupations"] == pytest.approx(3.7)
    assert data["jobs_where_it_matters"]["value"] == 1_693_800 + 472_000
    assert [row["status"] for row in data["occupations"]] == [
        "published",
        "published",
        "suppressed",
    ]
    withheld = data["occupations"][-1]
    assert (withheld["code"], withheld["value"]) == ("15-1253.00", None)
    developers = next(row for row in data["occupations"] if row["code"] == "15-1252.00")
    assert developers["middle_pay"] == {
        "value": 135_980, "unit": "dollars a year", "status": "published",
        "releases": ["OEWS May 2025"],
    }  # fmt: skip
    assert developers["jobs"]["releases"] == ["Employment Projections 2024–34"]
    assert data["examples"]["low"]
    assert data["place"] is None


def test_skill_data_of_a_place_has_that_areas_figures(client: Client, world: made.World) -> None:
    data = client.get("/skills/programming.json?place=metro-0041940").json()
    area = Area.objects.get(slug="metro-0041940")
    assert data["place"] == {"slug": area.slug, "name": area.name}
    developers = next(row for row in data["occupations"] if row["code"] == "15-1252.00")
    assert developers["jobs"]["unit"] == "wage and salary jobs"
    assert developers["jobs"]["value"] == 1_500


def test_skill_table_is_safe_in_a_spreadsheet(client: Client, world: made.World) -> None:
    rows = table_of(client, "/skills/programming.csv?place=abilene")
    developers = next(row for row in rows if row["occupation_code"] == "15-1252.00")
    assert developers["place"] == "'=Abilene, TX"
    assert developers["jobs"] == "40"
    assert developers["value"] == "3.7"
    assert next(row for row in rows if row["occupation_code"] == "15-1253.00")["jobs"] == ""


def test_table_of_all_descriptors_has_each_once(client: Client, ability: Element) -> None:
    rows = table_of(client, "/skills.csv")
    assert [row["slug"] for row in rows] == [
        "reading-comprehension", "programming", "computers-and-electronics", "stamina",
        "innovation",
    ]  # fmt: skip
    assert [row["occupations_rated_3_or_more"] for row in rows] == ["3", "3", "3", "1", ""]


@pytest.mark.parametrize("suffix", ["/", ".json", ".csv"])
@pytest.mark.parametrize(
    "slug", ["nope", "2.B.3.e", "%00", "a" * 10_000, "PROGRAMMING", "achievement"]
)
def test_unknown_skill_is_404(client: Client, world: made.World, slug: str, suffix: str) -> None:
    assert client.get(f"/skills/{slug}{suffix}").status_code == 404


def test_names_that_two_descriptors_share_have_pages_of_their_own(
    client: Client, world: made.World
) -> None:
    Element.objects.create(code="2.A.1.e", name="Mathematics", domain="skill")
    Element.objects.create(code="2.C.4.a", name="Mathematics", domain="knowledge")
    load_words(CONTENT)
    skill, knowledge = (
        valid_page(client, f"/skills/{slug}/") for slug in ("mathematics", "mathematics-knowledge")
    )
    assert "<title>Mathematics (skill): " in skill
    assert "<title>Mathematics (knowledge): " in knowledge


def test_role_page_links_each_skill_to_its_page(client: Client, world: made.World) -> None:
    made.guide(world)
    for address in ("/careers/software-systems-engineer/", "/occupations/15-1252.00/"):
        html = client.get(address).content.decode()
        assert '<a href="/skills/programming/">Programming</a>' in html
        assert '<a href="/skills/computers-and-electronics/">' in html


def test_role_page_names_a_skill_without_words_without_a_link(client: Client) -> None:
    made.world()
    html = client.get("/occupations/15-1252.00/").content.decode()
    assert "Programming" in html
    assert "/skills/programming/" not in html


def test_skill_takes_as_many_queries_whatever_its_ratings(
    client: Client, world: made.World, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    made.guide(world)
    client.get("/skills/programming/")
    with django_assert_num_queries(PAGE_QUERIES - 1):
        client.get("/skills/programming/")
    Rating.objects.filter(element="2.B.3.e").exclude(occupation="15-1252.00").delete()
    Release.objects.filter(source="onet").update(imported_at="2001-01-01T00:00Z")
    with django_assert_num_queries(PAGE_QUERIES):
        client.get("/skills/programming/")
    with django_assert_num_queries(PAGE_QUERIES - 1 + IN_PLACE):
        client.get("/skills/programming/?place=metro-0041940")


def test_index_takes_as_many_queries_whatever_it_lists(
    client: Client, world: made.World, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client.get("/skills/")
    with django_assert_num_queries(INDEX_QUERIES - 1):
        client.get("/skills/")
    for number in range(20):
        Element.objects.create(code=f"1.A.1.z.{number}", name=f"Knack {number}", domain="ability")
    with django_assert_num_queries(INDEX_QUERIES - 1):
        client.get("/skills/")


def test_description_is_the_first_two_sentences(client: Client, world: made.World) -> None:
    ElementWords.objects.filter(slug="programming").update(summary="One. Two. Three.")
    html = valid_page(client, "/skills/programming/")
    assert '<meta name="description" content="One. Two.">' in html
    assert view.SENTENCE_END.split("In the U.S. it is so. “Yes”, they say.")[1].startswith("“Yes”")
