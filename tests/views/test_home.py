"""The first page."""

from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from careers.models import JobTitle, Role, Status
from careers.profiles.prose import plain_sentences
from careers.views.home import GUIDES_SHOWN
from tests.support.html import assert_valid_html

Make = Callable[..., Role]
QUERIES = 9


def test_home_empty_database_says_what_is_missing(client: Client, db: None) -> None:
    html = client.get("/").content.decode()
    assert "No guide has been written yet" in html
    assert "No sectors have been set up yet" in html
    assert_valid_html(html)


def test_home_names_sectors_with_their_guides_and_jobs(client: Client, make_guide: Make) -> None:
    make_guide("Systems Engineer", "a-guide", sector="computing")
    html = client.get("/").content.decode()
    assert 'href="/sectors/computing/">Computing and Data</a>' in html
    assert "1 guide · 2.61 million jobs" in html
    assert "No guide yet · 351,000 jobs" in html
    assert "Employment Projections 2024–34" in html


def test_home_has_a_search_form_that_works_by_get(client: Client, world: None) -> None:
    html = client.get("/").content.decode()
    assert html.count("<h1>") == 1
    assert '<form class="search-large" action="/search/" method="get"' in html
    assert f"{JobTitle.objects.count():,} job titles" in html


def test_home_counts_no_hidden_title(client: Client, world: None) -> None:
    before = JobTitle.objects.count()
    JobTitle.objects.filter(slug="actor").update(hidden=True)
    assert f"{before - 1:,} job titles" in client.get("/").content.decode()


def test_home_lists_published_guides_up_their_ladder(client: Client, make_guide: Make) -> None:
    make_guide("Zoo Director", "zoo-director", level="director")
    make_guide("Yard Junior", "yard-junior", level="junior")
    make_guide("Hidden Draft", "hidden-draft", status=Status.DRAFT)
    html = client.get("/").content.decode()
    assert html.index("Yard Junior") < html.index("Zoo Director")
    assert "Hidden Draft" not in html


def test_home_many_guides_shows_some_and_their_number(client: Client, make_guide: Make) -> None:
    for number in range(GUIDES_SHOWN + 2):
        make_guide(f"Guide {number}", f"guide-{number}")
    html = client.get("/").content.decode()
    assert f"The {GUIDES_SHOWN} newest of {GUIDES_SHOWN + 2}" in html
    assert html.count('class="card-link" href="/careers/') == GUIDES_SHOWN


def test_home_is_public_and_the_same_for_an_editor(admin_client: Client, world: None) -> None:
    response = admin_client.get("/")
    assert response.headers["Cache-Control"] == "public, max-age=300"
    assert "Cookie" not in response.headers.get("Vary", "")
    assert not response.cookies


def test_home_takes_as_many_queries_however_many_guides(
    client: Client, make_guide: Make, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    make_guide("One", "one")
    with django_assert_num_queries(QUERIES):
        client.get("/")
    make_guide("Two", "two", sector="health-care")
    with django_assert_num_queries(QUERIES):
        client.get("/")


def test_home_valid_html_with_description_and_canonical(client: Client, make_guide: Make) -> None:
    make_guide("One <b>", "one", summary="Half of them earn {pay_median}. The *rest* <waits>.")
    html = client.get("/?utm=x").content.decode()
    assert_valid_html(html)
    assert '<link rel="canonical" href="http://testserver/">' in html
    assert '<meta property="og:title" content="Waymark">' in html
    assert "The rest &lt;waits&gt;." in html
    assert "earn" not in html.split('id="guides"')[1].split("</section>")[0]


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_home_refuses_to_be_written(client: Client, method: str) -> None:
    assert getattr(client, method)("/").status_code == 405


def test_plain_sentences_leaves_out_those_with_figures_and_marks() -> None:
    text = "You *build* [things](/careers/x/). Pay is {pay_median}.\nIt is `good`!"
    assert plain_sentences(text) == "You build things. It is good!"
