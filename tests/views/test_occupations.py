"""The page of an O*NET occupation."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from careers.models import JobTitle, Occupation, OccupationWords, Role, Task
from careers.views import occupations as view
from tests.support.html import assert_valid_html

Make = Callable[..., Role]
QUERIES = 14


def page(client: Client, code: str, query: str = "") -> str:
    response = client.get(f"/occupations/{code}/{query}")
    assert response.status_code == 200
    return response.content.decode()


def test_occupation_as_data_has_figures_and_the_place(client: Client, world: None) -> None:
    response = client.get("/occupations/15-1252.00.json")
    data = response.json()
    assert data["figures"]["pay_annual_p50"]["value"] == 135_980
    assert (data["kind"], data["url"]) == ("occupation", "/occupations/15-1252.00/")
    assert data["place"] is None
    there = client.get("/occupations/15-1252.00.json?place=california").json()["place"]
    assert there["slug"] == "california"
    assert response.headers["Cache-Control"] == "public, max-age=300"
    for code in ("99-9999.99", "nothing"):
        missing = client.get(f"/occupations/{code}.json")
        assert (missing.status_code, missing.json()) == (404, {"error": "not found"})
    assert 'href="/occupations/15-1252.00.json"' in page(client, "15-1252.00")


def section(html: str, name: str) -> str:
    return html.split(f'<section class="section" id="{name}"')[1].split("</section>")[0]


def test_occupation_shows_the_figures_of_its_code(client: Client, world: None) -> None:
    html = page(client, "15-1252.00")
    assert '<dd class="figure-value">$136K</dd>' in html
    assert '<dd class="figure-value">1.69 million</dd>' in html
    assert "BLS counts this occupation as Software developers (15-1252)." in html
    assert "Figures of a wider group" not in html


def test_occupation_in_a_combined_code_says_whose_figures_they_are(
    client: Client, world: None
) -> None:
    html = page(client, "31-1122.00")
    assert "Figures of a wider group" in html
    assert "in a wider group, Home health and personal care aides <span" in html
    assert '<span class="nowrap">(31-1120)</span>' in html


def test_occupation_beside_others_of_its_code_is_wider_too(client: Client, world: None) -> None:
    html = page(client, "15-1299.08")
    assert "in a wider group, Computer occupations, all other" in html
    assert "figures describe a mixed group" in html


def test_occupation_without_a_matrix_code_shows_no_empty_figures(
    client: Client, world: None
) -> None:
    html = page(client, "55-1011.00")
    assert_valid_html(html)
    assert "BLS counts it nowhere" in html
    assert '<dl class="figures">' not in html
    assert 'id="pay"' not in html
    assert 'href="#pay"' not in html
    assert "O*NET has not rated the skills of this work" in html


def test_occupation_not_rated_borrows_nothing(client: Client, world: None) -> None:
    assert "O*NET has not rated the skills" in section(page(client, "15-2051.00"), "skills")


def test_occupation_links_its_handbook_profile_without_asking_for_it(
    client: Client, world: None
) -> None:
    html = page(client, "29-1141.00")
    assert 'href="https://www.bls.gov/OOH/healthcare/registered-nurses.htm"' in html
    assert not re.search(r'(src|href)="https?://[^"]*"[^>]*rel="(stylesheet|preload)', html)


def test_occupation_lists_tasks_only_when_imported(client: Client, world: None) -> None:
    tasks = Task.objects.filter(occupation="15-1252.00")
    assert tasks.filter(is_core=True).exists()
    assert tasks[0].text in section(page(client, "15-1252.00"), "work")
    tasks.delete()
    Occupation.objects.filter(pk="15-1252.00").update(description="")
    OccupationWords.objects.all().delete()
    html = page(client, "15-1252.00")
    assert 'id="work"' not in html
    assert 'href="#work"' not in html
    assert re.search(r"\d+ job titles are filed under it, such as [^.]+ and [^.]+\.</p>", html)


def test_occupation_puts_core_tasks_first(client: Client, world: None) -> None:
    task = Task.objects.filter(occupation="15-1252.00", is_core=True).order_by("number")[0]
    Task.objects.filter(pk=task.pk).update(is_core=False)
    part = section(page(client, "15-1252.00"), "work")
    texts = [t.text for t in Task.objects.filter(occupation="15-1252.00", is_core=True)]
    assert all(part.index(text) < part.index(task.text) for text in texts)


def test_occupation_begins_with_the_first_sentence_of_its_description(
    client: Client, world: None
) -> None:
    text = "Serve in the U.S. Army as they are told. Then rest."
    Occupation.objects.filter(pk="15-1252.00").update(description=text)
    OccupationWords.objects.all().delete()
    html = page(client, "15-1252.00")
    assert '<p class="lede">Serve in the U.S. Army as they are told.</p>' in html
    assert text in section(html, "work")
    assert text not in html.split("</head>")[0]


def test_occupation_begins_with_our_own_sentence(client: Client, world: None) -> None:
    words = OccupationWords.objects.get(pk="15-1252.00")
    html = page(client, "15-1252.00")
    assert f'<p class="lede">{words.summary}</p>' in html
    assert words.summary in html.split("</head>")[0]


def test_occupation_titles_link_to_the_guide_that_answers_for_them(
    client: Client, make_guide: Make
) -> None:
    make_guide("Building Software", "building-software", answers=("software-engineer",))
    make_guide("Draft", "draft", status="draft", answers=("software-systems-engineer",))
    part = section(page(client, "15-1252.00"), "titles")
    assert '<a href="/careers/building-software/">Software Engineer (guide)</a>' in part
    assert '<a href="/careers/software-systems-engineer/">Software Systems Engineer</a>' in part


def test_occupation_pages_hold_every_visible_title_once(
    client: Client, world: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(view, "TITLES_A_PAGE", 10)
    JobTitle.objects.filter(slug="cloud-architect").update(hidden=True)
    titles = JobTitle.objects.filter(filed_under__occupation="15-1299.08", hidden=False)
    expected = sorted(titles.values_list("slug", flat=True))
    pages = -(-len(expected) // 10)
    found: list[str] = []
    for number in range(1, pages + 1):
        part = section(page(client, "15-1299.08", f"?page={number}"), "titles")
        assert f"Page {number} of {pages}" in part
        found += re.findall(r'<li><a href="/careers/([^/]+)/"', part)
    assert sorted(found) == expected
    assert found[0] == "computer-systems-engineersarchitects"


@pytest.mark.parametrize("query", ["?page=-1", "?page=1e9", "?page=%00", "?sort=%00&sort=pay"])
def test_occupation_bad_parameters_are_answered(client: Client, world: None, query: str) -> None:
    assert "Software Developers" in page(client, "15-1252.00", query)


def test_occupation_names_related_guides_and_occupations(client: Client, make_guide: Make) -> None:
    make_guide("Building Software", "building-software")
    part = section(page(client, "15-1252.00"), "related")
    assert 'href="/careers/building-software/"' in part
    assert 'href="/occupations/15-1253.00/"' in part
    assert 'href="/sectors/computing/"' in part


@pytest.mark.parametrize("code", ["15-9999.00", "nope", "15-1252", "15-1252.00%00", "%F0%9F%92%A9"])
def test_occupation_unknown_code_is_404_with_help(client: Client, world: None, code: str) -> None:
    response = client.get(f"/occupations/{code}/")
    assert response.status_code == 404
    assert 'action="/search/"' in response.content.decode()


def test_occupation_unknown_code_is_held_by_the_search_box(client: Client, db: None) -> None:
    assert 'value="15-9999.00"' in client.get("/occupations/15-9999.00/").content.decode()


@pytest.mark.parametrize("code", ["15-1252.00", "15-2051.00", "27-2011.00", "29-1229.00"])
def test_occupation_valid_html_head_and_cache(client: Client, world: None, code: str) -> None:
    response = client.get(f"/occupations/{code}/?page=1")
    html = response.content.decode()
    assert_valid_html(html)
    assert html.count("<h1") == 1
    address = f"http://testserver/occupations/{code}/"
    assert f'<link rel="canonical" href="{address}">' in html
    assert f'<meta property="og:url" content="{address}">' in html
    assert response.headers["Cache-Control"] == "public, max-age=300"
    assert "Cookie" not in response.headers.get("Vary", "")


@pytest.mark.parametrize("code", ["15-1252.00", "15-1299.00", "29-1141.00", "31-1121.00"])
def test_occupation_queries_do_not_grow(
    client: Client,
    make_guide: Make,
    django_assert_max_num_queries: DjangoAssertNumQueries,
    code: str,
) -> None:
    make_guide("One", "one", occupations=(code,))
    make_guide("Two", "two", occupations=(code,))
    with django_assert_max_num_queries(QUERIES):
        client.get(f"/occupations/{code}/")
