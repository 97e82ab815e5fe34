"""A chosen place is carried by every link and form of a page, and let go where one says so."""

import pytest
from django.http import HttpRequest
from django.test import Client, RequestFactory
from django.urls import URLPattern, resolve
from pytest_django import DjangoAssertNumQueries

from careers.models import Release, Role
from careers.urls import urlpatterns
from careers.views.choosing import choosing_address, page_to_return_to
from careers.views.chosen import asked_place, chosen_area, placed, with_place, without_place
from tests.views import made

GUIDE = "/careers/software-systems-engineer/"
FREE = "data-follows-address data-place-free"
SEATTLE = "metro-0042660"


@pytest.fixture
def guide(db: None) -> Role:
    return made.guide(made.world())


def asked(address: str) -> HttpRequest:
    return RequestFactory().get(address)


@pytest.mark.parametrize(
    ("link", "carried"),
    [
        ('<a href="/sectors/">', '<a href="/sectors/?place=x">'),
        ('<a href="/search/?q=a&amp;page=2">', '<a href="/search/?q=a&amp;page=2&amp;place=x">'),
        ('<a href="/sectors/#all">', '<a href="/sectors/?place=x#all">'),
        ('<a href="?sort=pay#places">', '<a href="?sort=pay&amp;place=x#places">'),
        ('<a class="tap" href="/">', '<a class="tap" href="/?place=x">'),
        ('<a href="/careers.csv">', '<a href="/careers.csv?place=x">'),
    ],
)
def test_placed_adds_the_place_to_links_of_ours(link: str, carried: str) -> None:
    assert placed(link, "x") == carried


@pytest.mark.parametrize(
    "link",
    [
        '<a href="#places">',
        '<a href="https://www.bls.gov/ooh/">',
        '<a href="//elsewhere.example/">',
        '<a href="mailto:a@example.org">',
        '<a href="/admin/">',
        '<a href="/static/css/waymark.css">',
        '<a href="/careers/?place=y">',
        '<a href="/careers/" data-place-free>',
        '<a data-place-free href="/careers/">',
        '<link rel="canonical" href="/careers/">',
        '<form method="post" action="/careers/">',
        '<form method="get" action="/places/" data-place-free>',
        '<abbr title="/careers/">',
    ],
)
def test_placed_leaves_other_links_and_forms_alone(link: str) -> None:
    assert placed(link, "x") == link


def test_placed_adds_a_hidden_field_to_forms_that_ask() -> None:
    html = placed('<form action="/search/" method="get"><input name="q"></form>', "x")
    assert html == (
        '<form action="/search/" method="get"><input type="hidden" name="place" value="x">'
        '<input name="q"></form>'
    )


@pytest.mark.parametrize(
    ("address", "whole"),
    [
        ("/careers/", "/careers/?place=x"),
        ("/careers/?sort=pay", "/careers/?sort=pay&place=x"),
        ("/careers/#top", "/careers/?place=x#top"),
        ("/careers/?", "/careers/?place=x"),
    ],
)
def test_with_place_joins_query_and_fragment(address: str, whole: str) -> None:
    assert with_place(address, "x") == whole


def test_without_place_keeps_the_rest_of_the_query() -> None:
    assert without_place(asked("/careers/?sort=pay&place=x&page=2")) == "/careers/?sort=pay&page=2"
    assert without_place(asked("/careers/?place=x&place=y")) == "/careers/"


def test_chosen_area_is_read_once(
    guide: Role, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    request = asked(f"/?place={SEATTLE}")
    with django_assert_num_queries(1):
        assert chosen_area(request) == chosen_area(request)
    with django_assert_num_queries(0):
        assert chosen_area(asked("/")) is None


@pytest.mark.parametrize("slug", ["nowhere", "nation", "\0", "a" * 10_000, "x' OR 1=1", "<script>"])
def test_chosen_area_is_none_for_the_nation_and_for_what_is_no_place(
    guide: Role, slug: str
) -> None:
    request = RequestFactory().get("/", {"place": slug})
    assert chosen_area(request) is None
    assert len(asked_place(request)) <= 130


def test_page_with_a_place_carries_it_and_lets_it_go(client: Client, guide: Role) -> None:
    html = client.get(f"{GUIDE}?place={SEATTLE}").content.decode()
    assert "Figures for <strong>Seattle-Tacoma-Bellevue, WA</strong>" in html
    assert f'href="/sectors/?place={SEATTLE}"' in html
    assert f'<input type="hidden" name="place" value="{SEATTLE}">' in html
    assert f'<a class="tap" href="{GUIDE}" {FREE}>Show the whole nation</a>' in html
    assert f'href="/places/?for={GUIDE}" {FREE}>Choose another</a>' in html
    assert f'<link rel="canonical" href="http://testserver{GUIDE}">' in html


def test_page_without_a_place_names_none(client: Client, guide: Role) -> None:
    html = client.get(GUIDE).content.decode()
    assert "place=" not in html
    assert "place-bar" not in html


@pytest.mark.parametrize("slug", ["nowhere", "<script>alert(1)</script>", '"><b>', "a" * 10_000])
def test_page_says_that_no_such_place_is_known(client: Client, guide: Role, slug: str) -> None:
    response = client.get(GUIDE, {"place": slug})
    html = response.content.decode()
    assert response.status_code == 200
    assert "No place is called" in html
    assert "<script>alert" not in html
    assert '"><b>' not in html
    assert "/sectors/?place" not in html


def test_redirect_keeps_the_place(client: Client, guide: Role) -> None:
    title = made.title(
        "Performer", ("15-1252.00", "27-2011.00"), Release.objects.get(source="onet")
    )
    response = client.get(f"/careers/{title.slug}/places/?place={SEATTLE}")
    assert response.headers["Location"] == f"/careers/performer/?place={SEATTLE}"


def test_twin_has_the_figures_of_the_place(client: Client, guide: Role) -> None:
    address = "/careers/software-systems-engineer.json"
    assert client.get(address).json()["place"] is None
    place = client.get(address, {"place": SEATTLE}).json()["place"]
    assert (place["slug"], place["price_parity"]) == (SEATTLE, 111.1)
    assert place["pay_p50_at_national_prices"] == pytest.approx(place["pay_p50"] / 1.111)


def test_link_to_the_choice_of_a_place_names_the_page(client: Client, guide: Role) -> None:
    html = client.get("/sectors/engineering/?page=2&place=nowhere").content.decode()
    assert 'href="/places/?for=/sectors/engineering/%3Fpage%3D2" data-follows-address' in html


def test_choosing_from_a_page_about_places_leads_to_none_of_them(
    client: Client, guide: Role
) -> None:
    for address in ("/places/", f"/places/{SEATTLE}/"):
        html = client.get(address).content.decode()
        assert f'<a href="/places/" {FREE}>Choose a place</a>' in html
    html = client.get(f"{GUIDE}in/{SEATTLE}/").content.decode()
    assert f'<a href="/places/?for={GUIDE}" {FREE}>Choose a place</a>' in html


def test_choosing_from_an_address_too_long_or_unknown_leads_back_to_none() -> None:
    assert choosing_address(asked("/no/such/page/")) == "/places/"
    assert page_to_return_to(asked("/places/?for=/sectors/?x=" + "a" * 600)) == ""


def test_page_to_return_to_keeps_its_query_without_a_place() -> None:
    request = RequestFactory().get("/places/", {"for": "/search/?q=a b&place=x#results"})
    assert page_to_return_to(request) == "/search/?q=a+b"


def test_no_public_address_names_a_page_of_one_person(client: Client, guide: Role) -> None:
    plain = [
        f"/{pattern.pattern}"
        for pattern in urlpatterns
        if isinstance(pattern, URLPattern) and "<" not in str(pattern.pattern)
    ]
    pages = [address for address in plain if address.endswith("/")]
    private = [page for page in pages if "no-store" in client.get(page)["Cache-Control"]]
    assert "/report/" in private
    for page in pages:
        request = RequestFactory().get("/places/", {"for": page})
        assert page_to_return_to(request) == ("" if page in private else page)


def test_preview_is_not_named_by_its_link_to_the_choice_of_a_place() -> None:
    request = asked("/preview/secret/?a=b")
    request.resolver_match = resolve("/preview/secret/")
    assert choosing_address(request) == "/places/"
    back = RequestFactory().get("/places/", {"for": "/preview/secret/"})
    assert page_to_return_to(back) == ""
