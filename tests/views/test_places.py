"""The list of places, the page of each, its twins."""

import csv
import io
import re
from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from careers.models import Area, PriceParity, Release, Role, Wage
from tests.support.html import assert_valid_html, without_saving
from tests.views import made

Make = Callable[..., Role]
INDEX_QUERIES, PLACE_QUERIES, TWIN_QUERIES = 2, 9, 6
NONMETRO = "eastern-sierra-mother-lode-region-of-california-nonmetropolitan-area"


def cells(html: str, name: str) -> list[str]:
    """The figures of the first row that begins with a name."""
    row = html[html.index(f">{name}</a>") :].split("</tr>")[0]
    return re.findall(r"<td[^>]*>(.*?)</td>", row)


def section(html: str, name: str) -> str:
    return html.split(f'id="{name}"')[1].split("</section>")[0]


def areas_shown(html: str, table: str = "areas-table") -> list[str]:
    body = html.split(f'id="{table}"')[1].split("</table>")[0]
    return re.findall(r'<th scope="row"><a[^>]*>([^<]*)</a>', body)


def links(html: str, table: str = "areas-table") -> list[str]:
    body = html.split(f'id="{table}"')[1].split("</table>")[0]
    return re.findall(r'<th scope="row"><a href="([^"]*)"', body)


def test_places_gives_each_area_its_pay_prices_and_jobs(client: Client, small_world: None) -> None:
    html = client.get("/places/").content.decode()
    assert cells(html, "Napa, CA") == ["$55.2K", "112.6", "$49.1K", "78,000"]
    assert cells(html, "California") == ["$58.2K", "110.7", "$52.6K", "18.2 million"]
    assert "middle pay $51K" in html
    assert "OEWS May 2025" in html
    assert "BEA Regional price parities 2024" in html


def test_places_without_a_price_level_has_a_dash(client: Client, small_world: None) -> None:
    html = client.get("/places/").content.decode()
    assert cells(html, "Puerto Rico") == ["$28.7K", "—", "—", "939,000"]


@pytest.mark.parametrize(
    ("sort", "names"),
    [
        ("pay", ["San Jose", "Napa", "Eastern"]),
        ("prices", ["Napa", "San Jose", "Eastern"]),
        ("real", ["San Jose", "Eastern", "Napa"]),
        ("jobs", ["San Jose", "Napa", "Eastern"]),
        ("name", ["Napa", "San Jose", "Eastern"]),
        ("\0", ["Napa", "San Jose", "Eastern"]),
    ],
)
def test_places_are_sorted_as_asked(
    client: Client, small_world: None, sort: str, names: list[str]
) -> None:
    shown = areas_shown(client.get("/places/", {"sort": sort}).content.decode())
    assert [name.split("-")[0].split(",")[0].split(" Sierra")[0] for name in shown] == names


def test_places_by_state_keep_a_states_areas_together(client: Client, db: None) -> None:
    made.world()
    Area.objects.filter(code="0042660").update(state_abbr="AA")
    Area.objects.filter(code="0046520").update(state_abbr="AB")
    Area.objects.filter(code="0011260").update(state_abbr="AA")
    shown = areas_shown(client.get("/places/").content.decode())
    assert shown[-3:] == ["Anchorage, AK", "Seattle-Tacoma-Bellevue, WA", "Urban Honolulu, HI"]


@pytest.mark.parametrize("text", ["napa", "NAPA", "Nápa", "ca napa", "nap"])
def test_places_search_finds_a_town(client: Client, small_world: None, text: str) -> None:
    html = client.get("/places/", {"q": text}).content.decode()
    assert areas_shown(html) == ["Napa, CA"]
    assert f'value="{text}"' in html
    assert 'id="states-table"' not in html
    assert_valid_html(html)


def test_places_search_has_the_best_first_unless_an_order_is_asked_for(
    client: Client, small_world: None
) -> None:
    best = areas_shown(client.get("/places/?q=ca").content.decode())
    assert best[0] == "California"
    by_prices = areas_shown(client.get("/places/?q=ca&sort=prices").content.decode())
    assert by_prices[:2] == ["Napa, CA", "California"]


def test_places_search_without_a_hit_says_so_with_a_way_on(
    client: Client, small_world: None
) -> None:
    html = client.get("/places/?q=zzz").content.decode()
    assert "No place found for “zzz”" in html
    assert '<a class="tap" href="/places/">' in html
    assert '<meta name="robots" content="noindex">' in html


def test_places_map_links_every_state_it_shows(client: Client, small_world: None) -> None:
    assert "chart-states" not in client.get("/places/").content.decode()
    california = Area.objects.get(slug="california")
    prices = Release.objects.get(source="parities")
    for number, state in enumerate(("NV", "OR", "WA", "TX")):
        code = f"9{number}00000"
        area = Area.objects.create(
            code=code, kind="state", name=state, slug=state.lower(), state_abbr=state
        )
        wage = Wage.objects.get(area=california, code="00-0000")
        wage.pk, wage.area, wage.a50 = None, area, 50_000 + number
        wage.save()
        PriceParity.objects.create(release=prices, area=area, line=1, year=2024, value=100)
    html = client.get("/places/").content.decode()
    drawn = html.split("chart-states")[1].split("</svg>")[0]
    assert re.findall(r'<a href="([^"]*)"', drawn) == [
        "/places/california/", "/places/nv/", "/places/or/", "/places/tx/", "/places/wa/"
    ]  # fmt: skip
    assert 'aria-label="NV: $50K"' in drawn
    assert_valid_html(html)


def test_places_as_a_chooser_leads_back_with_the_place(client: Client, small_world: None) -> None:
    back = "/careers/registered-nurse/?sort=pay&place=california"
    html = client.get("/places/", {"for": back}).content.decode()
    assert "<h1>Choose a place</h1>" in html
    assert links(html)[0] == "/careers/registered-nurse/?sort=pay&amp;place=napa-ca"
    row = html[html.index("place=napa-ca") :]
    assert row[: row.index(">")].endswith("data-place-free")
    assert 'name="for" value="/careers/registered-nurse/?sort=pay"' in html
    assert '<a href="/careers/registered-nurse/?sort=pay" data-place-free>' in html
    assert_valid_html(html)


def test_places_chooser_keeps_search_and_order_and_the_way_back(
    client: Client, small_world: None
) -> None:
    html = client.get("/places/?for=/sectors/&q=ca&sort=pay").content.decode()
    assert 'href="?q=ca&amp;for=%2Fsectors%2F&amp;sort=jobs#areas"' in html
    assert links(html)[0].startswith("/sectors/?place=")


@pytest.mark.parametrize(
    "back",
    [
        "//evil.example/", "https://evil.example/", "/\\evil.example/", "/admin/", "/admin/login/",
        "/nowhere/at/all/", "javascript:alert(1)", "/careers/x.json", "/sitemap.xml", "careers/",
        "/sectors/\0", "/sectors/\r\nSet-Cookie: a=b/", "/" + "a" * 10_000 + "/", "/static/x/",
    ],
)  # fmt: skip
def test_places_follows_no_address_that_is_no_page_of_ours(
    client: Client, small_world: None, back: str
) -> None:
    html = client.get("/places/", {"for": back}).content.decode()
    assert "<h1>Places</h1>" in html
    assert links(html)[0] == "/places/napa-ca/"


def test_places_pages_hold_every_area_once(
    client: Client, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    made.world()
    monkeypatch.setattr("careers.views.place_pages.AREAS_A_PAGE", 3)
    shown = [
        name
        for number in (1, 2, 3)
        for name in areas_shown(client.get(f"/places/?page={number}").content.decode())
    ]
    assert len(shown) == len(set(shown)) == Area.objects.count() - 1


@pytest.mark.parametrize("query", ["q", "for", "sort", "page", "place"])
@pytest.mark.parametrize("value", ["\0", "a" * 10_000, "-1", "1e9", '" OR NEAR( *', "\u202eab"])
def test_places_takes_any_query(client: Client, small_world: None, query: str, value: str) -> None:
    assert client.get("/places/", {query: [value, "x"]}).status_code == 200
    assert client.get("/places/napa-ca/", {query: value}).status_code == 200


def test_places_empty_database_says_so(client: Client, db: None) -> None:
    html = client.get("/places/").content.decode()
    assert "No figures of areas have been imported" in html
    assert_valid_html(html)


def test_places_takes_as_many_queries_however_many_there_are(
    client: Client, db: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(INDEX_QUERIES):
        client.get("/places/")
    made.world()
    for address in ("/places/", "/places/?q=ca", "/places/?sort=real&for=/sectors/"):
        with django_assert_num_queries(INDEX_QUERIES):
            client.get(address)


def test_places_as_csv_are_all_areas_the_nation_first(
    client: Client, small_world: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(2):
        text = client.get("/places.csv").content.decode()
    rows = list(csv.DictReader(io.StringIO(text)))
    assert rows[0]["slug"] == "united-states"
    assert len(rows) == Area.objects.count()
    napa = next(row for row in rows if row["slug"] == "napa-ca")
    assert (napa["wage_and_salary_jobs"], napa["kind"]) == ("77860", "metro")
    assert float(napa["median_at_national_prices"]) == pytest.approx(
        float(napa["median"]) / float(napa["price_parity"]) * 100, abs=0.01
    )
    assert napa["wages_source"]
    assert 'href="/places.csv"' in client.get("/places/").content.decode()


def test_place_first_says_what_pay_buys_there(client: Client, small_world: None) -> None:
    html = client.get("/places/napa-ca/").content.decode()
    hero = html.split('<header class="hero">')[1].split("</header>")[0]
    assert "Prices 13% above the nation: $55.2K here buys what $49.1K buys on average." in hero
    values = re.findall(r'<dd class="figure-value">([^<]*)</dd>', hero)
    assert values[:4] == ["$55.2K", "$49.1K", "$51K", "78,000"]
    assert 'href="/careers/?place=napa-ca" data-place-free' in hero
    assert 'href="/places/california/"' in hero


def test_place_sets_each_occupation_beside_the_nation(client: Client, small_world: None) -> None:
    html = client.get("/places/san-jose-sunnyvale-santa-clara-ca/").content.decode()
    row = cells(section(html, "largest"), "Software developers")
    assert row == ["$213K", "$136K", "42% more", "87,000", "7.1 times as common"]


def test_place_lists_as_concentrated_only_what_bls_counts_well(
    client: Client, small_world: None
) -> None:
    area = "/places/san-jose-sunnyvale-santa-clara-ca/"
    wage = Wage.objects.get(
        area__slug="san-jose-sunnyvale-santa-clara-ca", code="15-1252", a50__isnull=False
    )
    assert "Software developers" in section(client.get(area).content.decode(), "concentrated")
    Wage.objects.filter(pk=wage.pk).update(employment=90)
    assert "Software developers" not in section(client.get(area).content.decode(), "concentrated")
    Wage.objects.filter(pk=wage.pk).update(employment=100, employment_rse=31)
    html = section(client.get(area).content.decode(), "concentrated")
    assert "Software developers" not in html
    assert "at least 100 jobs and a standard error of at most 30%" in html


def test_place_tells_withheld_pay_from_pay_at_least(client: Client, small_world: None) -> None:
    html = client.get("/places/napa-ca/").content.decode()
    best = section(html, "best-paid")
    assert "$239K+" in best
    assert "at least" in best
    nurses = (
        without_saving(section(html, "largest")).split("Registered nurses")[1].split("</tr>")[0]
    )
    assert '<td class="num" data-label="Middle pay">—</td>' in nurses


def test_place_names_codes_that_combine_several_occupations(
    client: Client, small_world: None
) -> None:
    html = section(client.get("/places/california/").content.decode(), "largest")
    row = html.split("Home health and personal care aides")[1].split("</tr>")[0]
    assert "combined" in row
    assert '<a href="/occupations/31-1121.00/">' in row
    assert '<a href="/occupations/31-1122.00/">' in row


def test_place_leads_to_guides_in_that_place(client: Client, make_guide: Make) -> None:
    make_guide("Code Writer", "code-writer")
    make_guide("Draft Writer", "draft-writer", status="draft")
    html = client.get("/places/california/").content.decode()
    assert '<a href="/careers/code-writer/in/california/">Code Writer</a>' in html
    assert "Draft Writer" not in html
    nation = client.get("/places/united-states/").content.decode()
    assert '<a href="/careers/code-writer/">Code Writer</a>' in nation


def test_place_gives_shares_of_jobs_by_group_with_their_sectors(
    client: Client, world: None
) -> None:
    html = section(client.get("/places/napa-ca/").content.decode(), "groups")
    row = cells(html, "Management Occupations")
    assert [row[0], row[1], *row[3:]] == ["$129K", "7.0%", "7.2%", "5,400"]


def test_place_gives_prices_by_line_in_words(client: Client, small_world: None) -> None:
    html = section(client.get("/places/california/").content.decode(), "prices")
    rows = re.findall(r'<th scope="row">([^<]*)</th><td>([^<]*)</td>', html)
    assert rows[0] == ("All items", "11% above the nation")
    assert [name for name, _ in rows] == [
        "All items", "Goods", "Housing", "Utilities", "Other services"
    ]  # fmt: skip


def test_place_without_prices_says_so(client: Client, small_world: None) -> None:
    html = client.get("/places/puerto-rico/").content.decode()
    assert "BEA gives no price levels for this place" in html
    assert "its pay is shown as it is" in html
    assert_valid_html(html)


def test_place_leads_to_its_neighbors(client: Client, small_world: None) -> None:
    html = section(client.get("/places/napa-ca/").content.decode(), "nearby")
    assert re.findall(r'<a href="(/places/[^"]+)"', html) == [
        "/places/california/",
        "/places/san-jose-sunnyvale-santa-clara-ca/",
        f"/places/{NONMETRO}/",
        "/places/san-jose-sunnyvale-santa-clara-ca/",
    ]
    assert re.search(r"\d+ miles", html)
    state = section(client.get("/places/california/").content.decode(), "nearby")
    assert "/places/napa-ca/" in state


def test_place_nation_has_no_comparison_with_itself(client: Client, small_world: None) -> None:
    html = client.get("/places/united-states/").content.decode()
    assert 'id="concentrated"' not in html
    assert 'id="prices"' not in html
    assert "Against the nation" not in html
    assert "?place=" not in html
    assert "/places/puerto-rico/" in section(html, "nearby")
    assert_valid_html(html)


@pytest.mark.parametrize(
    "slug",
    ["napa-ca", "california", NONMETRO, "puerto-rico", "united-states"],
)
def test_place_valid_html_with_canonical_and_public_cache(
    client: Client, small_world: None, slug: str
) -> None:
    response = client.get(f"/places/{slug}/?place=napa-ca")
    html = response.content.decode()
    assert_valid_html(html)
    assert html.count("<h1") == 1
    assert f'<link rel="canonical" href="http://testserver/places/{slug}/">' in html
    assert "noindex" not in html
    assert response.headers["Cache-Control"] == "public, max-age=300"


@pytest.mark.parametrize("suffix", ["/", ".json", ".csv"])
@pytest.mark.parametrize("slug", ["nowhere", "a" * 10_000, "-1", "NAPA-CA"])
def test_place_unknown_is_404(client: Client, small_world: None, slug: str, suffix: str) -> None:
    assert client.get(f"/places/{slug}{suffix}").status_code == 404


def test_place_csv_has_every_occupation_and_leaves_gaps_empty(
    client: Client, small_world: None
) -> None:
    response = client.get("/places/napa-ca.csv")
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    rows = list(csv.DictReader(io.StringIO(response.content.decode())))
    by_code = {row["code"]: row for row in rows}
    assert rows[0]["code"] == "00-0000"
    assert "11-0000" not in by_code
    total = by_code["00-0000"]
    assert (total["median"], total["median_at_national_prices"]) == ("55210", "49052.01")
    nurses = by_code["29-1141"]
    assert (nurses["wage_and_salary_jobs"], nurses["median"], nurses["status"]) == (
        "1610",
        "",
        "suppressed",
    )
    doctors = by_code["29-1229"]
    assert (doctors["median"], doctors["at_least"]) == ("239200", "p10|median|p90")
    assert doctors["location_quotient"] == "0.25"


def test_place_csv_holds_no_formula(client: Client, db: None) -> None:
    made.world()
    rows = list(csv.reader(io.StringIO(client.get("/places/abilene.csv").content.decode())))
    assert rows[1][1] == "'=Abilene, TX"


def test_place_json_has_the_pages_figures(client: Client, small_world: None) -> None:
    data = client.get("/places/napa-ca.json").json()
    assert (data["slug"], data["kind"], data["state"]) == ("napa-ca", "metro", "CA")
    assert data["all_occupations"]["median"] == 55_210
    assert data["prices"][0] == {"line": "All items", "value": 112.554, "nation": 100.0}
    nurses = next(row for row in data["occupations"] if row["code"] == "29-1141")
    assert (nurses["median"], nurses["status"]) == (None, "suppressed")
    assert data["releases"] == ["OEWS May 2025", "Regional price parities 2024"]


def test_place_shows_pay_by_the_hour_where_nothing_else_is_published(
    client: Client, small_world: None
) -> None:
    data = client.get("/places/united-states.json").json()
    actors = next(row for row in data["occupations"] if row["code"] == "27-2011")
    assert actors["unit"] == "dollars an hour"
    html = section(client.get("/places/united-states/").content.decode(), "best-paid")
    assert "Actors" not in html


def test_place_takes_as_many_queries_whatever_it_holds(
    client: Client, make_guide: Make, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for slug in ("napa-ca", "california", "united-states"):
        with django_assert_num_queries(PLACE_QUERIES):
            client.get(f"/places/{slug}/")
    make_guide("One", "one")
    make_guide("Two", "two", occupations=("15-1252.00", "29-1141.00"))
    with django_assert_num_queries(PLACE_QUERIES):
        client.get("/places/california/")
    for suffix in (".json", ".csv"):
        with django_assert_num_queries(TWIN_QUERIES):
            client.get(f"/places/california{suffix}")
