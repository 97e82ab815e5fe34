"""The search page, its twin and the suggestions: what they show and what they bear."""

import re
from collections.abc import Callable
from urllib.parse import quote

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from careers import search
from careers.models import JobTitle, Role, SearchState, TechnologyUse
from careers.views import search as view
from tests.support.html import assert_valid_html

Make = Callable[..., Role]
QUERIES, SUGGEST_QUERIES = 14, 8


@pytest.fixture
def indexed(world: None) -> None:
    """The small world, indexed."""
    search.rebuild()


def page(client: Client, **parameters: str) -> str:
    response = client.get("/search/", parameters)
    assert response.status_code == 200
    return response.content.decode()


def test_search_shows_results_with_kind_and_occupations(client: Client, make_guide: Make) -> None:
    make_guide("Zoo Engineer", "zoo-engineer", level="senior", summary="You keep zoos running.")
    search.rebuild()
    html = page(client, q="engineer")
    assert_valid_html(html)
    assert re.search(r"<h2[^>]*>\d+ results for “engineer”</h2>", html)
    assert "Senior level, Engineering" in html
    assert "You keep zoos running." in html
    assert "Filed under Software Developers" in html


def test_search_names_the_further_name_that_matched(client: Client, indexed: None) -> None:
    html = page(client, q="cardiac care unit nurse")
    assert "Also called Cardiac Care Unit Nurse" in html
    assert "People search for “nurse”" in page(client, q="nurse")


def test_search_for_a_slip_says_what_it_looked_for(client: Client, indexed: None) -> None:
    html = page(client, q="regsitered nurse")
    assert_valid_html(html)
    assert "Nothing is spelled that way. Showing results for" in html
    assert "“registered nurse”" in html


def test_search_for_more_than_there_is_says_so(client: Client, indexed: None) -> None:
    html = page(client, q="underwater nurse")
    assert_valid_html(html)
    assert "Nothing is called exactly that. These come nearest." in html


def test_search_empty_shows_ways_on_without_asking_for_results(
    client: Client, world: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(2):
        html = page(client)
    assert_valid_html(html)
    assert "What are you looking for?" in html
    for address in ("/sectors/computing/", "/careers/", "/skills/", "/places/"):
        assert f'href="{address}"' in html
    assert "holds no letter or digit" in page(client, q="!!!")


def test_search_nothing_found_offers_each_word_and_ways_on(client: Client, indexed: None) -> None:
    html = page(client, q="xkcdv & qqqq")
    assert_valid_html(html)
    assert "Nothing found for “xkcdv &amp; qqqq”" in html
    assert 'href="/search/?q=xkcdv"' in html
    assert 'href="/sectors/computing/"' in html


BAD = [
    "q=%00",
    "q=nurse%00",
    "q=" + "x" * 10_000,
    "q=" + quote("a " * 5_000),
    "q=nurse&page=-1",
    "q=nurse&page=1e9",
    "q=nurse&page=" + "9" * 5_000,
    "q=nurse&page=%00",
    "q=nurse&place=nowhere",
    "q=nurse&place=%00",
    "q=nurse&unknown=1",
    "q=a&q=b&page=1&page=2",
    "q=" + quote('" OR NEAR( *'),
    "q=" + quote("nurse* AND NOT (a | b) & !c:*"),
    "q=" + quote("\u200f\u202e\u2066nurse"),
    "q=" + quote("مهندس البرمجيات"),
    "q=" + quote("看護師 é C++ C# .NET"),
    "q=%ff%fe",
    "q=%ED%A0%80",
    "q=" + quote("'\";--<script>"),
    "q=" + quote("🩺👩\u200d⚕️"),
    "q[]=nurse",
    "",
]


@pytest.mark.parametrize("query", BAD)
def test_search_bad_input_is_answered(client: Client, indexed: None, query: str) -> None:
    response = client.get(f"/search/?{query}")
    assert response.status_code == 200
    assert_valid_html(response.content.decode())
    for address in ("/search.json", "/suggest.json"):
        answer = client.get(f"{address}?{query}")
        assert answer.status_code == 200
        assert isinstance(answer.json(), dict)


def test_search_before_anything_was_indexed_is_answered(client: Client, world: None) -> None:
    SearchState.objects.all().delete()
    assert "Nothing found for “nurse”" in page(client, q="nurse")


def test_search_text_is_escaped(client: Client, indexed: None) -> None:
    html = page(client, q='"><script>alert(1)</script>')
    assert "<script>alert" not in html


def test_search_pages_hold_every_result_once(
    client: Client, indexed: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(view, "RESULTS_A_PAGE", 5)
    everything = len(search.find(search.parse("engineer")).matches)
    pages = (everything + 4) // 5
    urls: list[str] = []
    for number in range(1, pages + 1):
        html = page(client, q="engineer", page=str(number))
        assert f"Page {number} of {pages}" in html
        urls += re.findall(r'class="card-link" href="([^"]+)"', html)
    assert len(urls) == len(set(urls)) == everything
    assert "?q=engineer&amp;page=2#results" in page(client, q="engineer")


def test_search_is_public_noindex_and_the_same_for_an_editor(
    admin_client: Client, indexed: None
) -> None:
    response = admin_client.get("/search/?q=nurse")
    assert '<meta name="robots" content="noindex">' in response.content.decode()
    assert response.headers["Cache-Control"] == "public, max-age=300"
    assert "Cookie" not in response.headers.get("Vary", "")
    assert not response.cookies


@pytest.mark.parametrize("text", ["engineer", "rn", "e", "software systems engineer for a b c d"])
def test_search_queries_are_bounded(
    client: Client,
    make_guide: Make,
    django_assert_max_num_queries: DjangoAssertNumQueries,
    text: str,
) -> None:
    for number in range(3):
        make_guide(f"Engineer {number}", f"engineer-{number}")
    search.rebuild()
    client.get("/suggest.json", {"q": "x"})
    with django_assert_max_num_queries(QUERIES):
        client.get("/search/", {"q": text})
    with django_assert_max_num_queries(SUGGEST_QUERIES):
        client.get("/suggest.json", {"q": text})


def test_data_has_the_results_of_the_page_in_their_order(client: Client, indexed: None) -> None:
    html = page(client, q="engineer")
    data = client.get("/search.json", {"q": "engineer"}).json()
    assert [row["url"] for row in data["results"]] == re.findall(
        r'class="card-link" href="([^"]+)"', html
    )
    first = data["results"][0]
    assert set(first) == {"kind", "title", "url", "occupations"}
    assert first["occupations"]
    assert (data["page"], data["count"]) == (1, len(search.find(search.parse("engineer")).matches))


def test_data_pages_go_on(client: Client, indexed: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(view, "RESULTS_A_PAGE", 3)
    first = client.get("/search.json", {"q": "engineer"}).json()
    second = client.get("/search.json", {"q": "engineer", "page": "2"}).json()
    assert second["page"] == 2
    urls = [row["url"] for row in (*first["results"], *second["results"])]
    assert len(set(urls)) == 6


def test_job_and_place_lead_to_the_job_in_the_place(client: Client, indexed: None) -> None:
    html = page(client, q="registered nurse in california")
    assert_valid_html(html)
    assert "figures for California" in html
    assert 'href="/careers/registered-nurse/?place=california"' in html
    data = client.get("/search.json", {"q": "registered nurse in california"}).json()
    assert data["results"][0]["url"].endswith("?place=california")
    assert "/places/california/" in [row["url"] for row in data["results"]]


def test_chosen_place_is_carried_by_results_and_suggestions(client: Client, indexed: None) -> None:
    html = page(client, q="registered nurse", place="california")
    assert 'href="/careers/registered-nurse/?place=california"' in html
    for address, rows in (("/search.json", "results"), ("/suggest.json", "suggestions")):
        data = client.get(address, {"q": "registered nurse", "place": "california"}).json()
        assert data[rows][0]["url"] == "/careers/registered-nurse/?place=california"


def test_suggestions_are_eight_at_most_with_what_a_box_shows(client: Client, indexed: None) -> None:
    response = client.get("/suggest.json", {"q": "eng"})
    rows = response.json()["suggestions"]
    assert 0 < len(rows) <= 8
    assert set(rows[0]) == {"kind", "title", "url", "note"}
    assert response.headers["Cache-Control"] == "public, max-age=300"
    assert client.get("/suggest.json").json() == {"suggestions": []}
    rows = client.get("/suggest.json", {"q": "cardiac care unit nur"}).json()["suggestions"]
    assert rows[0]["note"] == "Also called Cardiac Care Unit Nurse"


def test_hidden_title_is_neither_found_nor_suggested(client: Client, indexed: None) -> None:
    JobTitle.objects.filter(slug="actor").update(hidden=True)
    for address, rows in (("/search.json", "results"), ("/suggest.json", "suggestions")):
        urls = [row["url"] for row in client.get(address, {"q": "actor"}).json()[rows]]
        assert "/careers/actor/" not in urls


def test_boxes_name_where_suggestions_come_from(client: Client, world: None) -> None:
    assert page(client).count('data-suggest="/suggest.json"') == 2


def test_nothing_found_asks_what_was_meant(client: Client, indexed: None) -> None:
    html = page(client, q="sofwaire")
    assert_valid_html(html)
    assert "Nothing found for “sofwaire”" in html
    assert 'Did you mean <a href="/search/?q=software">software</a>?' in html
    data = client.get("/search.json", {"q": "sofwaire"}).json()
    assert (data["results"], data["did_you_mean"]) == ([], ["software"])


def test_no_link_carries_a_place_that_nobody_named(client: Client, indexed: None) -> None:
    for text in ("engineer near me", "ENGINEER NEAR ME", "engineer or"):
        rows = client.get("/search.json", {"q": text}).json()["results"]
        assert rows
        assert not [row for row in rows if "place=" in row["url"] or row["kind"] == "place"]


def test_places_box_finds_a_place_that_is_misspelled_and_says_so(
    client: Client, indexed: None
) -> None:
    html = client.get("/places/", {"q": "californa", "for": "/careers/"}).content.decode()
    assert_valid_html(html)
    assert "1 place for “californa”" in html
    link = '<a href="/places/?q=california&amp;for=/careers/">california</a>?'
    assert f"Did you mean {link}" in html


def test_places_box_finds_what_people_call_a_place(client: Client, indexed: None) -> None:
    html = client.get("/places/", {"q": "silicon valley"}).content.decode()
    assert "1 place for “silicon valley”" in html
    assert "Did you mean" not in html
    assert "/places/san-jose-sunnyvale-santa-clara-ca/" in html


def test_places_box_that_finds_nothing_leads_to_the_search(client: Client, indexed: None) -> None:
    html = client.get("/places/", {"q": "castle & co"}).content.decode()
    assert_valid_html(html)
    assert 'href="/search/?q=castle%20%26%20co"' in html


def test_technologies_are_found_though_misspelled_and_said_so(client: Client, world: None) -> None:
    TechnologyUse.objects.filter(example="Adobe Distiller").update(in_demand=True)
    search.rebuild()
    address = "/skills/technologies/"
    html = client.get(address, {"q": "distiler"}).content.decode()
    assert_valid_html(html)
    assert f'Did you mean <a href="{address}?q=distiller">distiller</a>?' in html
    assert ">Adobe Distiller</a>" in html
    twin = client.get("/skills/technologies.csv", {"q": "distiler"}).content.decode()
    assert "Adobe Distiller" in twin
    assert "Did you mean" not in client.get(address, {"q": "distiller"}).content.decode()
