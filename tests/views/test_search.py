"""The search page, and the order of what it finds."""

import re
from collections.abc import Callable
from urllib.parse import quote

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from careers import search
from careers.models import JobTitle, Release, Role, Status
from careers.views import search as view
from tests.support.html import assert_valid_html

Make = Callable[..., Role]
QUERIES = 6


def found(text: str) -> list[tuple[str, str]]:
    """Kind and key of every result of a search, best first."""
    rows = search.find(search.parse(text), Release.objects.current())
    return [(hit.kind, hit.key) for hit in search.hits(rows)]


def page(client: Client, **parameters: str) -> str:
    response = client.get("/search/", parameters)
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.usefixtures("world")
class TestOrder:
    def test_exact_title_comes_first(self) -> None:
        assert found("systems engineer")[0] == ("title", "systems-engineer")
        assert found("  SYSTEMS   Engineer ")[0] == ("title", "systems-engineer")

    def test_plural_finds_its_singular_as_exact(self) -> None:
        assert found("systems engineers")[0] == ("title", "systems-engineer")

    def test_prefix_comes_before_words_inside(self) -> None:
        keys = [key for _, key in found("software")]
        prefixed = [place for place, key in enumerate(keys) if key.startswith("software-")]
        inside = [keys.index("cloud-software-engineer"), keys.index("15-1253.00")]
        assert max(prefixed) < inside[0]

    def test_words_in_any_order_find_the_title(self) -> None:
        assert ("title", "software-engineer") in found("engineer software")

    def test_all_words_must_be_there(self) -> None:
        assert found("software nurse") == []

    def test_equal_matches_put_the_shortest_first(self) -> None:
        titles = [key for kind, key in found("actor") if kind == "title" and key != "actors"]
        assert titles[:3] == ["actor", "actor-understudy", "background-actor"]

    def test_short_word_does_not_match_inside_another(self) -> None:
        keys = [key for _, key in found("rn")]
        assert keys[0] == "registered-nurse"
        assert "airborne" not in " ".join(keys)

    def test_long_word_matches_inside_another(self) -> None:
        assert ("title", "caregiver") in found("giver")

    def test_code_finds_its_occupations(self) -> None:
        assert found("15-1252") == [("occupation", "15-1252.00")]
        assert found("15-1252.00") == [("occupation", "15-1252.00")]

    def test_sector_is_found_by_its_name(self) -> None:
        assert found("health care")[0] == ("sector", "health-care")

    def test_symbols_are_looked_for_in_the_name(self) -> None:
        assert found("C++") == [("title", "c-professor")]
        assert found("C#") == []

    @pytest.mark.parametrize(
        "text", ["%nurse", "n%e", "n_rse", "nurse%", "nur*", '"nurse"', "nurse'"]
    )
    def test_wildcards_and_quotes_mean_nothing(self, text: str) -> None:
        plain = re.sub("[^a-z_]", "", text)
        assert found(text) == found(plain)
        assert ("title", "charge-nurse") in found(text) or "nurse" not in plain

    @pytest.mark.parametrize("text", ["%", "_", "*", "' --", '"', "()"])
    def test_marks_alone_are_no_words(self, text: str) -> None:
        assert search.parse(text).is_empty

    def test_underscore_is_no_wildcard(self) -> None:
        assert found("n_rse") == []

    def test_hidden_title_is_not_found(self) -> None:
        JobTitle.objects.filter(slug="actor").update(hidden=True)
        assert ("title", "actor") not in found("actor")


def test_exact_title_comes_before_a_guide_that_has_it_inside(make_guide: Make) -> None:
    make_guide("Senior Software Engineer", "senior-software-engineer")
    assert found("software engineer")[:2] == [
        ("title", "software-engineer"),
        ("guide", "senior-software-engineer"),
    ]


def test_guide_comes_before_bare_titles_of_the_same_rank(make_guide: Make) -> None:
    make_guide("Systems Engineer", "a-guide")
    make_guide("A Very Long Name of a Senior Software Engineer", "long-name")
    kinds = [kind for kind, _ in found("engineer")]
    assert kinds[:3] == ["title", "guide", "guide"]
    assert found("systems engineer")[:2] == [("guide", "a-guide"), ("title", "systems-engineer")]


def test_guide_answers_for_titles_and_their_names_alone(make_guide: Make) -> None:
    make_guide("Nursing", "nursing", sector="health-care", answers=("registered-nurse",))
    assert found("RN")[0] == ("guide", "nursing")
    assert found("registered nurse")[0] == ("guide", "nursing")
    assert ("title", "registered-nurse") not in found("registered nurse")


@pytest.mark.parametrize("status", [Status.DRAFT, Status.RETIRED])
def test_guide_that_is_not_published_is_not_found(make_guide: Make, status: str) -> None:
    make_guide("Blimp Pilot", "blimp-pilot", status=status, answers=("actor",))
    assert found("blimp") == []
    assert ("title", "actor") in found("actor")


def test_title_whose_address_a_retired_guide_has_is_not_found(make_guide: Make) -> None:
    make_guide("Actor", "actor", status=Status.RETIRED)
    assert ("title", "actor") not in found("actor")


def test_clean_drops_what_has_no_shape_and_cuts() -> None:
    assert search.clean("re\u200fgis\u0000 tered\n\u202enurse\u2067") == "regis tered nurse"
    assert len(search.clean("x" * 10_000)) == search.MOST_CHARACTERS
    assert search.clean("ﬁreﬁghter　ａ") == "firefighter a"


def test_parse_takes_eight_words() -> None:
    assert search.parse(" ".join("abcdefghij")).slugs == tuple("abcdefgh")


def test_parse_keeps_other_scripts_to_look_for() -> None:
    query = search.parse("مهندس engineer -- !")
    assert (query.slugs, query.symbols) == (("engineer",), ("مهندس",))


@given(st.text(max_size=300))
def test_parse_any_text_stays_within_its_bounds(text: str) -> None:
    query = search.parse(text)
    assert len(query.text) <= search.MOST_CHARACTERS
    assert len(query.slugs) + len(query.symbols) <= 2 * search.MOST_WORDS
    assert search.parse(query.text) == query


def test_search_shows_results_with_kind_and_occupations(client: Client, make_guide: Make) -> None:
    make_guide("Zoo Engineer", "zoo-engineer", level="senior", summary="You keep zoos running.")
    html = page(client, q="engineer")
    assert_valid_html(html)
    assert re.search(r"<h2[^>]*>\d+ results for “engineer”</h2>", html)
    assert "Senior level, Engineering" in html
    assert "You keep zoos running." in html
    assert "Filed under Software Developers" in html


def test_search_names_the_further_name_that_matched(client: Client, world: None) -> None:
    assert "Also called RN" in page(client, q="rn")


def test_search_empty_shows_ways_on_without_asking_for_results(
    client: Client, world: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(2):
        html = page(client)
    assert_valid_html(html)
    assert "What are you looking for?" in html
    assert 'href="/sectors/computing/"' in html
    assert "holds no letter or digit" in page(client, q="!!!")


def test_search_nothing_found_offers_each_word_and_the_sectors(client: Client, world: None) -> None:
    html = page(client, q="zeppelin & nurse")
    assert_valid_html(html)
    assert "Nothing found for “zeppelin &amp; nurse”" in html
    assert 'href="/search/?q=zeppelin"' in html
    assert 'href="/search/?q=nurse"' in html
    assert 'href="/sectors/computing/"' in html


@pytest.mark.parametrize(
    "query",
    [
        "q=%00",
        "q=nurse%00",
        "q=" + "x" * 10_000,
        "q=" + quote("a " * 5_000),
        "q=nurse&page=-1",
        "q=nurse&page=1e9",
        "q=nurse&page=" + "9" * 5_000,
        "q=nurse&page=%00",
        "q=a&q=b&page=1&page=2",
        "q=" + quote("\u200f\u202e\u2066nurse"),
        "q=%ff%fe",
        "q=%ED%A0%80",
        "q=" + quote("'\";--<script>"),
        "q=" + quote("🩺👩\u200d⚕️"),
        "q[]=nurse",
        "",
    ],
)
def test_search_bad_input_is_answered(client: Client, db: None, query: str) -> None:
    response = client.get(f"/search/?{query}")
    assert response.status_code == 200
    assert_valid_html(response.content.decode())


def test_search_text_is_escaped(client: Client, db: None) -> None:
    html = page(client, q='"><script>alert(1)</script>')
    assert "<script>alert" not in html


def test_search_pages_hold_every_result_once(
    client: Client, world: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(view, "RESULTS_A_PAGE", 5)
    everything = found("engineer")
    pages = (len(everything) + 4) // 5
    urls: list[str] = []
    for number in range(1, pages + 1):
        html = page(client, q="engineer", page=str(number))
        assert f"Page {number} of {pages}" in html
        urls += re.findall(r'class="card-link" href="([^"]+)"', html)
    assert len(urls) == len(set(urls)) == len(everything)
    assert "?q=engineer&amp;page=2#results" in page(client, q="engineer")


def test_search_is_public_noindex_and_the_same_for_an_editor(
    admin_client: Client, world: None
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
    with django_assert_max_num_queries(QUERIES):
        client.get("/search/", {"q": text})
