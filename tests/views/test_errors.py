"""What readers see when a page is not there or cannot be made."""

from unittest import mock

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from careers.models import Area
from tests.support.html import assert_valid_html

HOME = "careers.views.home.render"


def failing(client: Client, error: Exception) -> tuple[int, str]:
    """Status and page when the first page's view raises an error."""
    client.raise_request_exception = False
    with mock.patch(HOME, side_effect=error):
        response = client.get("/")
    return response.status_code, response.content.decode()


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/careers/underwater-basket_weaver/", "underwater basket weaver"),
        ("/careers/underwater-basket-weaver/working/", "underwater basket weaver"),
        ("/occupations/99-9999.99/", "99-9999.99"),
        ("/sectors/deep-sea/", "deep sea"),
        ("/old/jobs/plumber.html", "old jobs plumber"),
        ("/a%00b%E2%80%8Fc", "a bc"),
        ("/" + "x" * 500, "x" * 100),
        ("/%22%3E%3Cscript%3E", "&quot;&gt;&lt;script&gt;"),
    ],
)
def test_not_found_search_box_holds_the_words_of_the_path(
    client: Client, db: None, path: str, words: str
) -> None:
    response = client.get(path)
    html = response.content.decode()
    assert response.status_code == 404
    assert_valid_html(html)
    assert f'id="page-search" name="q" type="search" value="{words}"' in html
    assert '<meta name="robots" content="noindex">' in html
    assert 'rel="canonical"' not in html


def test_not_found_is_public_for_a_while_but_never_under_admin(
    client: Client, admin_client: Client
) -> None:
    assert client.get("/nothing/").headers["Cache-Control"] == "public, max-age=300"
    response = admin_client.get("/admin/nothing/")
    assert response.status_code == 404
    assert "no-store" in response.headers["Cache-Control"]
    assert "public" not in response.headers["Cache-Control"]


def test_not_found_carries_the_place(client: Client, db: None) -> None:
    Area.objects.create(code="4800000", kind="state", name="Texas", slug="texas")
    html = client.get("/careers/nosuchrole/?place=texas").content.decode()
    assert 'href="/sectors/?place=texas"' in html
    assert '<input type="hidden" name="place" value="texas">' in html


def test_not_found_takes_one_query(
    client: Client, db: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):
        client.get("/nothing/")


def test_server_error_page_asks_no_database(client: Client) -> None:
    client.raise_request_exception = False
    with mock.patch("careers.models.Release.objects.current", side_effect=RuntimeError("broken")):
        response = client.get("/")
    html = response.content.decode()
    assert response.status_code == 500
    assert_valid_html(html)
    assert 'href="/static/css/waymark.css"' in html


@pytest.mark.parametrize(
    ("error", "status", "text"),
    [
        (SuspiciousOperation("secret"), 400, "could not be understood"),
        (PermissionDenied("secret"), 403, "You may not see this page"),
        (RuntimeError("secret"), 500, "Something went wrong here"),
    ],
)
def test_error_pages_say_what_happened_and_lead_home(
    client: Client, db: None, error: Exception, status: int, text: str
) -> None:
    found, html = failing(client, error)
    assert found == status
    assert_valid_html(html)
    assert text in html
    assert '<a href="/">' in html
    assert "secret" not in html


def test_wrong_host_is_400_without_a_second_error(client: Client) -> None:
    response = client.get("/", headers={"host": "evil.example"})
    assert response.status_code == 400
    assert "could not be understood" in response.content.decode()
    assert "evil.example" not in response.content.decode()


def test_form_without_its_token_is_refused_in_our_words(db: None) -> None:
    client = Client(enforce_csrf_checks=True)
    response = client.post("/admin/login/", {"username": "x", "password": "y"})
    html = response.content.decode()
    assert response.status_code == 403
    assert_valid_html(html)
    assert "This form was not accepted" in html
