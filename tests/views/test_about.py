"""About the data."""

import datetime as dt

from django.test import Client
from pytest_django import DjangoAssertNumQueries

from careers.models import Occupation, Rating, Release
from tests.support.html import assert_valid_html

QUERIES = 4


def page(client: Client) -> str:
    return client.get("/about/data/").content.decode()


def row(html: str, release: Release) -> str:
    return html.split(f'<th scope="row">{release}</th>')[1].split("</tr>")[0]


def test_about_lists_every_complete_release_with_file_and_checksum(
    client: Client, world: None
) -> None:
    html = page(client)
    assert_valid_html(html)
    for release in Release.objects.all():
        assert f'<th scope="row">{release}</th>' in html
        assert release.sha256 in html
        assert release.file_name in html


def test_about_leaves_out_a_release_that_is_not_complete(client: Client, world: None) -> None:
    Release.objects.filter(source="oews").update(complete=False)
    html = page(client)
    assert "Occupational Employment and Wage Statistics May 2025</th>" not in html
    assert "Employment Projections 2024–34</th>" in html


def test_about_says_when_a_release_was_published_or_that_its_file_does_not(
    client: Client, world: None
) -> None:
    oews = Release.objects.get(source="oews", name="May 2025")
    assert "May 15, 2026" in row(page(client), oews)
    Release.objects.filter(pk=oews.pk).update(published_on=None)
    assert "not stated in the file" in row(page(client), oews)


def test_about_tells_releases_in_use_from_those_replaced(client: Client, world: None) -> None:
    older = Release.objects.get(source="onet")
    older.pk, older.name, older.period = None, "27.0", dt.date(2022, 8, 1)
    older.save()
    html = page(client)
    assert "<td>in use</td>" in row(html, Release.objects.get(name="May 2025"))
    assert "pay of earlier years" in row(html, Release.objects.get(name="May 2023"))
    assert "replaced by a newer one" in row(html, older)


def test_about_credit_names_the_release_not_a_year_of_ours(client: Client, world: None) -> None:
    Release.objects.filter(source="onet").update(name="99.7")
    html = page(client)
    credit = html.split('id="credit"')[1].split("</section>")[0]
    assert "O*NET 99.7 Database</a>" in credit
    assert "Occupational Employment and Wage Statistics, May 2025" in credit
    assert "Regional Price Parities, 2024 (released February 19, 2026)" in credit
    assert "BLS.gov cannot vouch for the data" in credit
    assert "USDOL/ETA has not approved, endorsed, or tested these modifications." in credit


def test_about_says_what_is_not_known(client: Client, world: None) -> None:
    unknown = page(client).split('id="unknown"')[1].split("</section>")[0]
    skills = Rating.objects.filter(element__domain="skill", scale="IM", suppress=False)
    rated = skills.values("occupation").distinct().count()
    assert 0 < rated < Occupation.objects.count() == 19
    assert f"O*NET has rated the skills of {rated} of its 19 occupations" in unknown
    for gap in ("Puerto Rico, Guam and the Virgin Islands", "self-employed", "77%", "67%"):
        assert gap in unknown


def test_about_empty_database_says_so(client: Client, db: None) -> None:
    html = page(client)
    assert_valid_html(html)
    assert "No release has been imported yet" in html
    assert "O*NET has not rated the skills of all occupations" in html


def test_about_is_public_in_a_fixed_number_of_queries(
    client: Client, world: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(QUERIES):
        response = client.get("/about/data/")
    assert response.headers["Cache-Control"] == "public, max-age=300"
    assert response.content.decode().count("<h1") == 1
