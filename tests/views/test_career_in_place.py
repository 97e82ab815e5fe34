"""A guide or a bare title in one place, and its twin."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from careers.models import Area, JobTitle, Release, Role, Wage
from careers.profiles.in_place import ordinal
from tests.support.html import assert_valid_html
from tests.views import made

Make = Callable[..., Role]
GUIDE = "/careers/software-systems-engineer"
SEATTLE = f"{GUIDE}/in/metro-0042660/"
PAGE_QUERIES = 24


@pytest.fixture
def guide(db: None) -> Role:
    """The made world, its metros in two states and one state row, and the guide."""
    world = made.world()
    Area.objects.filter(code__in=("0042660",)).update(state_abbr="WA")
    state = Area.objects.create(
        code="5300000", kind="state", name="Washington", slug="washington", state_abbr="WA"
    )
    for wage in Wage.objects.filter(area="0042660"):
        wage.pk, wage.area, wage.employment = None, state, (wage.employment or 0) * 2
        wage.save()
    return made.guide(world)


def figures(html: str) -> list[str]:
    return re.findall(r'<dd class="figure-value">([^<]*)</dd>', html)


def rows(html: str, table: str) -> list[list[str]]:
    body = html.split(f'id="{table}"')[1].split("<tbody>")[1].split("</tbody>")[0]
    cells = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row) for row in body.split("</tr>")[:-1]]
    return [[re.sub(r"<[^>]*>", "", cell).strip() for cell in row] for row in cells]


def onet() -> Release:
    return Release.objects.get(source="onet")


def test_in_place_gives_pay_there_beside_state_and_nation(client: Client, guide: Role) -> None:
    html = client.get(SEATTLE).content.decode()
    beside = rows(html, "beside-table")
    assert [row[0] for row in beside] == [
        "Seattle-Tacoma-Bellevue, WA",
        "Washington",
        "United States",
    ]
    assert figures(html) == [beside[0][1], beside[0][5], beside[2][1], beside[0][6]]
    assert beside[0][4] == "111.1"
    assert beside[1][5] == "—"
    assert '<a href="/careers/software-systems-engineer/in/washington/">' in html
    assert '<a href="/careers/software-systems-engineer/">United States</a>' in html


def test_in_place_pay_is_that_of_the_roles_table_of_areas(client: Client, guide: Role) -> None:
    table = client.get(f"{GUIDE}/places/").content.decode()
    row = table.split("Seattle-Tacoma-Bellevue, WA</a>")[1].split("</tr>")[0]
    cells = re.findall(r'<td class="num"[^>]*>([^<]*)</td>', row)
    beside = rows(client.get(SEATTLE).content.decode(), "beside-table")[0]
    assert beside[1:] == [cells[0], cells[1], cells[2], cells[3], cells[4], cells[5]]


def test_in_place_ranks_among_areas_of_its_kind(client: Client, guide: Role) -> None:
    html = client.get(SEATTLE).content.decode()
    ranks = re.findall(r"<strong>([^<]*)</strong> ([^.]*)\.", html.split('id="stands"')[1])
    assert ranks == [
        ("2nd of 6", "metropolitan areas that publish it, by pay at national prices"),
        ("2nd of 7", "metropolitan areas that publish it, by middle pay"),
        ("2nd of 7", "metropolitan areas that publish it, by jobs"),
    ]


def test_in_place_names_what_is_missing_where_it_is_not_ranked(client: Client, guide: Role) -> None:
    html = client.get(f"{GUIDE}/in/abilene/").content.decode()
    assert "Pay for this work is not published here" in html
    assert "no pay published for 15-1253 and 15-1299" in html
    assert " of 7</strong>" not in html
    assert figures(html)[0] == "—"
    assert_valid_html(html)


def test_in_place_where_nothing_is_published_is_a_page(client: Client, guide: Role) -> None:
    Area.objects.create(code="0099999", kind="metro", name="Void, KS", slug="void-ks")
    html = client.get(f"{GUIDE}/in/void-ks/").content.decode()
    assert "This place is not ranked" in html
    assert figures(html)[0] == "—"
    assert_valid_html(html)


def test_in_place_leads_to_its_neighbors(client: Client, guide: Role) -> None:
    Area.objects.filter(code="0026420").update(name="Portland-Vancouver, OR-WA")
    html = client.get(SEATTLE).content.decode()
    assert [row[0] for row in rows(html, "state-table")] == ["Portland-Vancouver, OR-WA"]
    near = [re.sub(r"\s+[\d,]+ miles$", "", row[0]) for row in rows(html, "near-table")]
    assert near[0] == "San Jose-Sunnyvale-Santa Clara, CA"
    assert len(near) == 6
    assert "Seattle-Tacoma-Bellevue, WA" not in near
    assert rows(html, "top-table")[0][0] == "San Jose-Sunnyvale-Santa Clara, CA"
    similar = [row[0] for row in rows(html, "similar-table")]
    assert similar[0] == "New York-Newark-Jersey City, NY-NJ"
    assert "San Juan-Bayamon-Caguas, PR" not in similar


def test_in_place_of_a_state_lists_its_areas(client: Client, guide: Role) -> None:
    html = client.get(f"{GUIDE}/in/washington/").content.decode()
    assert [row[0] for row in rows(html, "state-table")] == ["Seattle-Tacoma-Bellevue, WA"]
    assert "1st of 1</strong> states and territories" in html
    assert [row[0] for row in rows(html, "beside-table")] == ["Washington", "United States"]


def test_in_place_gives_the_location_quotient_of_a_single_code_only(
    client: Client, make_guide: Make
) -> None:
    make_guide("Code Writer", "code-writer")
    make_guide("All Sorts", "all-sorts", occupations=("15-1252.00", "15-1253.00"))
    area = "san-jose-sunnyvale-santa-clara-ca"
    single = client.get(f"/careers/code-writer/in/{area}/").content.decode()
    assert "7.1 times as common here as in the nation: BLS’s location quotient is 7.09" in single
    several = client.get(f"/careers/all-sorts/in/{area}/").content.decode()
    assert "quotient is" not in several
    assert "BLS gives location quotients for single codes only" in several


def test_in_place_says_that_growth_is_the_nations(client: Client, guide: Role) -> None:
    html = client.get(SEATTLE).content.decode().split('id="national"')[1]
    assert "projected for the whole country, not for places" in html
    assert "14% growth over ten years (much faster than average)" in html
    assert "Employment Projections 2024–34" in html


def test_in_place_by_the_hour_says_so(client: Client, guide: Role) -> None:
    made.title("Actor", ("27-2011.00",), onet())
    html = client.get("/careers/actor/in/metro-0042660/").content.decode()
    assert "Middle pay here, an hour" in html
    assert_valid_html(html)


def test_in_place_kept_out_of_search_engines_with_its_own_canonical(
    client: Client, guide: Role
) -> None:
    response = client.get(f"{SEATTLE}?place=washington")
    html = response.content.decode()
    assert_valid_html(html)
    assert '<meta name="robots" content="noindex">' in html
    assert f'<link rel="canonical" href="http://testserver{SEATTLE}">' in html
    assert html.count("<h1") == 1
    assert response.headers["Cache-Control"] == "public, max-age=300"


def test_in_place_redirects_as_the_role_does(client: Client, guide: Role) -> None:
    answered = JobTitle.objects.get(slug="software-systems-engineer")
    JobTitle.objects.create(slug="systems-thing", title="Systems Thing")
    guide.answers_for.filter(job_title=answered).update(job_title="systems-thing")
    for suffix in ("/", ".json"):
        response = client.get(f"/careers/systems-thing/in/metro-0042660{suffix}")
        assert response.status_code == 301
        assert response.headers["Location"] == f"{GUIDE}/in/metro-0042660{suffix}"


def test_in_place_of_a_retired_guide_is_gone(client: Client, guide: Role) -> None:
    Role.objects.update(status="retired")
    assert client.get(SEATTLE).status_code == 410
    assert client.get(f"{SEATTLE[:-1]}.json").status_code == 410


def test_in_place_of_an_ambiguous_title_leads_to_its_meanings(client: Client, guide: Role) -> None:
    title = made.title("Performer", ("15-1252.00", "27-2011.00"), onet())
    response = client.get(f"/careers/{title.slug}/in/metro-0042660/")
    there = "/careers/performer/?place=metro-0042660"
    assert (response.status_code, response.headers["Location"]) == (302, there)
    assert client.get(f"/careers/{title.slug}/in/metro-0042660.json").status_code == 404


def test_in_place_of_the_nation_leads_to_the_role(client: Client, guide: Role) -> None:
    response = client.get(f"{GUIDE}/in/nation/")
    assert (response.status_code, response.headers["Location"]) == (302, f"{GUIDE}/")
    assert client.get(f"{GUIDE}/in/nation.json").status_code == 404


@pytest.mark.parametrize(
    "address",
    [
        f"{GUIDE}/in/nowhere/",
        f"{GUIDE}/in/{'a' * 10_000}/",
        "/careers/no-such-role/in/metro-0042660/",
        f"{GUIDE}/in/nowhere.json",
        "/careers/no-such-role/in/metro-0042660.json",
    ],
)
def test_in_place_unknown_role_or_place_is_404(client: Client, guide: Role, address: str) -> None:
    assert client.get(address).status_code == 404


def test_in_place_json_has_the_pages_figures(client: Client, guide: Role) -> None:
    response = client.get(f"{SEATTLE[:-1]}.json")
    data = response.json()
    row = data["place"]
    assert (row["slug"], row["price_parity"]) == ("metro-0042660", 111.1)
    assert row["median_at_national_prices"] == pytest.approx(row["median"] / 1.111, abs=0.01)
    assert [rank["rank"] for rank in data["ranks"]] == [2, 2, 2]
    assert data["nation"]["pay"]["median"]["releases"] == ["OEWS May 2025"]
    assert data["near"][0]["miles"] > 600
    assert data["releases"] == ["OEWS May 2025", "Regional price parities 2024"]
    assert response.headers["X-Robots-Tag"] == "noindex"


def test_in_place_takes_as_many_queries_in_every_place(
    client: Client, guide: Role, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for place in ("metro-0042660", "washington", "abilene"):
        with django_assert_max_num_queries(PAGE_QUERIES):
            client.get(f"{GUIDE}/in/{place}/")


def test_rows_of_areas_lead_to_the_role_there(client: Client, guide: Role) -> None:
    link = f'<a href="{SEATTLE}">Seattle-Tacoma-Bellevue, WA</a>'
    assert link in client.get(f"{GUIDE}/").content.decode()
    table = client.get(f"{GUIDE}/places/").content.decode()
    assert link in table
    assert f'<a href="{GUIDE}/in/abilene/">' in table
    occupation = client.get("/occupations/15-1252.00/").content.decode()
    assert "/in/metro-" not in occupation
    assert "Seattle-Tacoma-Bellevue, WA" in occupation


def test_section_of_areas_leads_to_the_choice_of_a_place(client: Client, guide: Role) -> None:
    html = client.get(f"{GUIDE}/").content.decode().split('id="places"')[1].split("</section>")[0]
    assert f'<a href="/places/?for={GUIDE}/" data-place-free>' in html


@pytest.mark.parametrize(
    ("number", "text"),
    [(1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (112, "112th"), (121, "121st")],
)
def test_ordinal_ends_as_it_is_said(number: int, text: str) -> None:
    assert ordinal(number) == text
