"""The list of all careers: filters as links and form, counts, cards, table, CSV, comparison."""

import csv
import html as html_module
import io
import re
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from careers.listings import build
from careers.listings.filters import PARAMETERS
from careers.models import (
    AreaFigures,
    Element,
    ElementWords,
    Listing,
    ListingKind,
    OccupationWords,
    Role,
    Sector,
    SectorGroup,
)
from careers.views import explore
from tests.support.html import assert_valid_html
from tests.views import made

QUERIES = 6
"""Sectors, skills, two of the index, the page's listings, releases."""

TO_COMPARE, IN_PLACE = 2, 5
"""More for the titles to compare; for the area, its price level (two), figures to sort and show."""

GUIDE = "software-systems-engineer"


@pytest.fixture
def world(db: None) -> made.World:
    """Four occupations, one of them paid by the hour, and a guide, with their listings."""
    world = made.world()
    arts = Sector.objects.create(slug="arts", name="Arts", summary="Showing.")
    SectorGroup.objects.create(sector=arts, group_id="27-0000")
    OccupationWords.objects.create(occupation_id="27-2011.00", summary="Plays characters.")
    ElementWords.objects.create(element_id="2.B.3.e", slug="programming", summary="Writing code.")
    made.guide(world)
    build.refresh_facts()
    return world


def page(client: Client, query: str = "") -> str:
    response = client.get(f"/careers/{query}")
    assert response.status_code == 200
    return response.content.decode()


def cards(html: str) -> dict[str, str]:
    """The cards by the address each leads to."""
    parts = html.split('<li class="card role-card">')[1:]
    return {re.findall(r'href="([^"?]*)', part)[0]: part.split("</li>")[0] for part in parts}


def words(html: str) -> str:
    """The text of a piece of HTML."""
    return " ".join(html_module.unescape(re.sub(r"<[^>]+>", " ", html)).split())


def option(html: str, control: str) -> tuple[str, str] | None:
    """Address and count of a facet's option; None where it is no link."""
    found = re.search(
        rf'<a [^>]*?href="([^"]*)"[^>]*data-explore-control="{re.escape(control)}">(.*?)</a>', html
    )
    if found is None:
        return None
    count = re.search(r'facet-count">([\d,]+)', found[2])
    return html_module.unescape(found[1]), count[1] if count else ""


def rows(client: Client, query: str = "") -> list[dict[str, str]]:
    response = client.get(f"/careers.csv{query}")
    assert response.status_code == 200
    return list(csv.DictReader(io.StringIO(response.content.decode())))


def test_explore_shows_guides_first_with_the_five_figures(
    client: Client, world: made.World
) -> None:
    html = page(client)
    shown = cards(html)
    assert next(iter(shown)) == f"/careers/{GUIDE}/"
    text = words(shown["/occupations/15-1252.00/"])
    for part in (
        "Middle pay $136K a year", "Growth 16% much faster than average", "Openings 115,000 a year",
        "Jobs 1.69 million", "Usual education Bachelor's degree",
    ):  # fmt: skip
        assert part in text
    assert "5 careers, guides first, then most jobs." in words(html)
    for release in ("OEWS May 2025", "Employment Projections 2024–34", "attainment 2022–32"):
        assert release in words(html)


def test_explore_hourly_pay_is_by_the_hour_and_what_is_absent_is_said(
    client: Client, world: made.World
) -> None:
    Listing.objects.filter(key="15-1253.00").update(
        pay=None, growth=None, openings=None, jobs=None, education_text=""
    )
    shown = cards(page(client))
    assert "Middle pay $29.10 an hour" in words(shown["/occupations/27-2011.00/"])
    absent = words(shown["/occupations/15-1253.00/"])
    for name in ("Middle pay", "Growth", "Openings", "Jobs", "Usual education"):
        assert f"{name} — not published" in absent


def test_explore_pay_that_may_be_more_has_its_plus(client: Client, world: made.World) -> None:
    Listing.objects.filter(key="15-1252.00").update(at_least="mh")
    assert "$136K+ a year" in words(cards(page(client))["/occupations/15-1252.00/"])


def test_explore_says_when_figures_are_of_a_wider_group(client: Client, world: made.World) -> None:
    shown = cards(page(client))
    assert "Figures of the wider group 15-1299." in words(shown["/occupations/15-1299.08/"])
    assert "wider group" not in words(shown["/occupations/15-1252.00/"])


def test_explore_title_says_what_is_filtered(client: Client, world: made.World) -> None:
    html = page(client, "?pay=100000&sector=engineering&kind=occupation&skill=programming")
    heading = "Engineering occupations paying $100K or more, where programming matters"
    assert f">{heading}</h1>" in html
    assert f"<title>{heading} · Waymark</title>" in html
    assert list(cards(html)) == ["/occupations/15-1252.00/", "/occupations/15-1299.08/",
                                 "/occupations/15-1253.00/"]  # fmt: skip


@pytest.mark.parametrize(
    ("query", "heading"),
    [
        ("", "Explore careers"),
        ("level=mid", "Mid-level careers"),
        ("kind=guide", "Guides"),
        ("sector=engineering&sector=arts", "Arts and Engineering careers"),
        ("education=bachelor&education=master",
         "Careers typically entered with a bachelor&#x27;s degree or a master&#x27;s degree"),
        ("growth=decline", "Careers in decline"),
        ("zone=4&interest=I", "Careers in job zone 4, for investigative interests"),
        ("zone=4&interest=I&openings=5000&growth=faster&skill=programming",
         "Careers in job zone 4, growing faster than average, with 5,000 or more openings a year,"
         " and 2 more filters"),
        ("place=abilene", "Explore careers in =Abilene, TX"),
        ("place=abilene&published=1", "Careers with published pay in =Abilene, TX"),
    ],
)  # fmt: skip
def test_explore_heading_of_each_kind_of_filter(
    client: Client, world: made.World, query: str, heading: str
) -> None:
    assert f">{heading}</h1>" in page(client, f"?{query}")


def test_explore_options_count_what_remains_and_lead_there(
    client: Client, world: made.World
) -> None:
    html = page(client, "?sector=engineering&pay=110000")
    for control in ("kind=guide", "growth=much-faster", "skill=programming", "zone=4"):
        found = option(html, control)
        assert found is not None, control
        assert len(cards(page(client, found[0].removeprefix("/careers/")))) == int(found[1])


def test_explore_own_facet_is_left_out_of_its_counts(client: Client, world: made.World) -> None:
    arts = option(page(client, "?sector=engineering"), "sector=arts")
    assert arts == ("/careers/?sector=arts&sector=engineering", "1")


def test_explore_option_that_leaves_nothing_is_shown_without_a_link(
    client: Client, world: made.World
) -> None:
    html = page(client, "?sector=arts")
    assert option(html, "level=mid") is None
    facet = html.split('data-explore-facet="level"')[1].split("</details>")[0]
    assert "Mid 0 careers" in words(facet)
    assert option(html, "sector=arts") == ("/careers/", "1")


def test_explore_chips_take_one_filter_away_and_all(client: Client, world: made.World) -> None:
    html = page(client, f"?pay=60000&sector=engineering&sort=title&compare={GUIDE}")
    assert option(html, "chip-sector=engineering") == (
        f"/careers/?pay=60000&sort=title&compare={GUIDE}", "",
    )  # fmt: skip
    assert option(html, "chip-pay=60000") == (
        f"/careers/?sector=engineering&sort=title&compare={GUIDE}", "",
    )  # fmt: skip
    assert f'class="chip chip-clear" href="/careers/?sort=title&amp;compare={GUIDE}"' in html


def test_explore_says_what_it_did_not_understand(client: Client, world: made.World) -> None:
    html = page(client, "?sector=moon&pay=lots&foo=1&zone=4")
    assert "Not understood and left out: sector “moon”, pay “lots”." in words(html)
    assert "5 careers" in words(html)
    assert "Not understood" not in words(page(client, "?zone=4&pay="))


def test_explore_filtered_states_are_kept_out_of_search_engines(
    client: Client, world: made.World
) -> None:
    canonical = '<link rel="canonical" href="http://testserver/careers/">'
    robots = '<meta name="robots" content="noindex,follow">'
    assert robots not in page(client)
    assert robots not in page(client, "?page=1")
    for query in ("?zone=4", "?sort=pay", "?view=table", "?compare=actor", "?zone=x",
                  "?place=abilene"):  # fmt: skip
        html = page(client, query)
        assert robots in html, query
        assert canonical in html, query


def test_explore_orders_and_says_so(client: Client, world: made.World) -> None:
    html = page(client, "?sort=growth&kind=occupation")
    shown = list(cards(html))
    assert shown[0] == "/occupations/15-1252.00/"
    assert shown[-1] == "/occupations/27-2011.00/"
    assert "4 careers, fastest growth first." in words(html)
    assert '<option value="growth" selected>' in html
    assert 'value="real"' not in html


def test_explore_form_keeps_the_filters_that_it_does_not_hold(
    client: Client, world: made.World
) -> None:
    html = page(client, "?sector=engineering&pay=72500&compare=27-2011.00&sort=pay&view=table")
    form = html.split("data-explore-form>")[1].split("</form>")[0]
    hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', form))
    assert hidden == {"sector": "engineering", "view": "table", "compare": "27-2011.00"}
    assert 'name="pay" type="text"' in form
    assert 'value="72500"' in form


def test_explore_card_tells_usual_education_and_typical_entry_apart(
    client: Client, world: made.World
) -> None:
    Listing.objects.filter(key="27-2011.00").update(
        education=1, education_text="High school diploma"
    )
    Listing.objects.filter(key="15-1253.00").update(
        education=2, education_text="High school diploma"
    )
    Listing.objects.filter(key="15-1299.08").update(education=None, education_text="")
    shown = {address: words(card) for address, card in cards(page(client)).items()}
    both = "Usual education High school diploma Typical entry, BLS No formal educational credential"
    assert both in shown["/occupations/27-2011.00/"]
    assert "Typical entry" not in shown["/occupations/15-1253.00/"]
    assert "Typical entry" not in shown["/occupations/15-1299.08/"]
    html = page(client, "?education=none&education=high-school")
    assert "Typical education to enter (BLS): No formal educational credential" in words(html)
    shown = {address: words(card) for address, card in cards(html).items()}
    assert both in shown["/occupations/27-2011.00/"]
    entry = "High school diploma Typical entry, BLS High school diploma or equivalent"
    assert entry in shown["/occupations/15-1253.00/"]


def test_explore_skills_of_one_name_are_told_apart(client: Client, world: made.World) -> None:
    for code, domain in (("2.A.1.e", "skill"), ("2.C.4.a", "knowledge")):
        element = Element.objects.create(code=code, name="Mathematics", domain=domain)
        ElementWords.objects.create(element=element, slug=f"mathematics-{domain}", summary="Sums.")
    html = page(client, "?skill=mathematics-skill&skill=mathematics-knowledge")
    heading = "Careers where mathematics (knowledge) or mathematics (skill) matter"
    assert f">{heading}</h1>" in html
    assert "Skill that matters: Programming" in words(page(client, "?skill=programming"))


def test_explore_table_sorts_by_its_headings(client: Client, world: made.World) -> None:
    html = page(client, "?view=table&sort=pay&zone=4")
    assert_valid_html(html)
    assert re.search(r'<th scope="col" class="num is-sorted" aria-sort="descending">', html)
    found = option(html, "heading-growth")
    assert found is not None
    assert parse_qs(urlsplit(found[0]).query) == {
        "zone": ["4"], "sort": ["growth"], "view": ["table"],
    }  # fmt: skip
    row = html.split("/occupations/27-2011.00/")[1].split("</tr>")[0]
    assert re.findall(r"<td[^>]*>([^<]*)</td>", row) == [
        "$29.10 an hour", "1%", "6,700", "57,000", "Bachelor&#x27;s degree",
        "Bachelor&#x27;s degree",
    ]  # fmt: skip
    assert option(html, "view") is not None


@pytest.mark.parametrize(
    ("asked", "number"),
    [("", 1), ("2", 2), ("-1", 1), ("0", 1), ("1e9", 1), ("99999999999999999999", 3), ("x\0", 1)],
)
def test_explore_page_is_the_nearest_there_is(
    client: Client, world: made.World, monkeypatch: pytest.MonkeyPatch, asked: str, number: int
) -> None:
    monkeypatch.setattr(explore, "CAREERS_A_PAGE", 2)
    response = client.get("/careers/", {"page": asked, "zone": "4"})
    html = response.content.decode()
    assert f"Page {number} of 3" in html
    assert len(cards(html)) == (1 if number == 3 else 2)
    if number < 3:
        assert f'href="?zone=4&amp;page={number + 1}#results"' in html


def test_explore_with_a_place_shows_its_pay_and_jobs(client: Client, world: made.World) -> None:
    html = page(client, "?place=metro-0042660&sort=real&kind=occupation&pay=60000")
    text = words(cards(html)["/occupations/15-1252.00/"])
    assert "Middle pay there $177K a year, $159K at national prices" in text
    assert "Jobs there 1,300" in text
    assert "Growth, nationwide 16%" in text
    assert "Pay and jobs in Seattle-Tacoma-Bellevue, WA; growth, openings" in words(html)
    links = re.findall(r'<a [^>]*href="(/careers/[^"]*)"[^>]*data-explore-link', html)
    assert links
    assert all("place=metro-0042660" in link for link in links)


def test_explore_with_a_place_filters_by_its_pay(client: Client, world: made.World) -> None:
    assert "/occupations/15-1253.00/" in cards(page(client, "?pay=100000"))
    inside = cards(page(client, "?pay=100000&place=metro-0041980"))
    assert "/occupations/15-1253.00/" not in inside
    html = page(client, "?place=abilene&published=1")
    assert list(cards(html)) == ["/occupations/15-1252.00/"]
    assert "Middle pay there — not published" in words(page(client, "?place=abilene"))


def test_explore_offers_pay_at_national_prices_where_there_are_prices(
    client: Client, world: made.World
) -> None:
    assert 'value="real"' in page(client, "?place=metro-0042660")
    html = page(client, "?place=metro-0041980&sort=real")
    assert 'value="real"' not in html
    assert "Not understood and left out: sort “real”." in words(html)


def test_explore_comparison_is_carried_and_can_be_sent(client: Client, world: made.World) -> None:
    made.title("Stage Hand", ("27-2011.00",), world.onet)
    html = page(client, f"?compare={GUIDE},stage-hand,nothing&sector=engineering")
    assert "Comparing Software Systems Engineer and Stage Hand: choose more" in words(html)
    form = html.split("data-explore-compare>")[1].split("</form>")[0]
    assert '<input type="hidden" name="roles" value="stage-hand">' in form
    assert f'name="roles" value="{GUIDE}" checked' in form
    assert 'name="roles" value="15-1252.00">' in form
    assert "Not understood and left out: compare “nothing”." in words(html)
    assert "stage-hand,nothing" not in html
    assert f'href="/compare/?roles={GUIDE},stage-hand"' in html
    assert 'action="/compare/" method="get"' in html


def test_explore_nothing_left_offers_each_filter_back(client: Client, world: made.World) -> None:
    html = page(client, "?sector=arts&level=mid")
    assert_valid_html(html)
    assert "No career fits all of these filters." in words(html)
    assert "Without “Level: Mid”" in words(html)
    assert cards(html) == {}


def test_explore_empty_database_is_a_page(client: Client, db: None) -> None:
    html = page(client)
    assert_valid_html(html)
    assert "No career fits" in words(html)


def test_explore_valid_html_with_one_heading_and_public_cache(
    client: Client, world: made.World
) -> None:
    response = client.get("/careers/?compare=actor&zone=4&pay=x&place=metro-0042660")
    html = response.content.decode()
    assert_valid_html(html)
    assert html.count("<h1") == 1
    assert '"@type": "BreadcrumbList"' in html
    assert response.headers["Cache-Control"] == "public, max-age=300"
    assert not response.cookies


def test_explore_takes_as_many_queries_whatever_it_shows(
    client: Client,
    world: made.World,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    addresses = {
        "/careers/": QUERIES, "/careers/?sector=arts": QUERIES,
        "/careers/?view=table&sort=pay&page=9": QUERIES,
        "/careers/?compare=27-2011.00": QUERIES + TO_COMPARE,
        "/careers/?place=metro-0042660": QUERIES + IN_PLACE,
    }  # fmt: skip
    for address, count in addresses.items():
        with django_assert_num_queries(count):
            client.get(address)
    for number in range(30):
        made.guide(world, slug=f"guide-{number}", title=f"Guide {number}")
    for address, count in addresses.items():
        with django_assert_num_queries(count):
            client.get(address)


def test_csv_holds_the_whole_result_with_status_and_releases(
    client: Client, world: made.World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(explore, "CAREERS_A_PAGE", 2)
    found = rows(client, "?sort=pay&page=2")
    assert [row["key"] for row in found] == [
        "15-1252.00", GUIDE, "15-1299.08", "15-1253.00", "27-2011.00",
    ]  # fmt: skip
    developers, guide, *_, actors = found
    assert developers["pay_p50"] == "135980.0"
    assert (developers["pay_status"], guide["pay_status"]) == ("published", "derived")
    assert developers["growth_in_words"] == "much faster than average"
    assert developers["wages_release"] == "OEWS May 2025"
    assert (actors["pay_p50"], actors["pay_unit"]) == ("29.05", "dollars an hour")
    assert guide["codes"] == "15-1252:1 15-1253:1 15-1299:1"
    assert "area" not in developers
    assert [row["key"] for row in rows(client, "?sector=arts")] == ["27-2011.00"]


def test_csv_of_what_is_absent_has_empty_cells_with_their_status(
    client: Client, world: made.World
) -> None:
    Listing.objects.filter(key="15-1253.00").update(pay=None, growth=None, jobs=None)
    row = next(row for row in rows(client) if row["key"] == "15-1253.00")
    assert (row["pay_p50"], row["growth_percent"], row["jobs"]) == ("", "", "")
    assert {row["pay_status"], row["growth_status"], row["jobs_status"]} == {"not_published"}


def test_csv_with_a_place_has_its_columns(client: Client, world: made.World) -> None:
    AreaFigures.objects.filter(area="0042660", code_set__key="15-1252:1").update(at_least="h")
    found = {row["key"]: row for row in rows(client, "?place=metro-0042660")}
    row = found["15-1252.00"]
    assert (row["area"], row["area_pay_p50"]) == ("Seattle-Tacoma-Bellevue, WA", "176774.0")
    assert row["area_pay_p50_at_national_prices"] == "159112.51"
    assert (row["area_pay_at_least"], row["area_pay_status"]) == ("p90", "published")
    assert row["area_parity_release"] == "Regional price parities 2024"
    assert found["27-2011.00"]["area_pay_status"] == "not_published"


def test_csv_is_no_formula_for_a_spreadsheet(client: Client, world: made.World) -> None:
    Listing.objects.filter(key="15-1253.00").update(title="=HYPERLINK(1)")
    assert "'=HYPERLINK(1)" in {row["title"] for row in rows(client)}
    assert {row["area"] for row in rows(client, "?place=abilene")} == {"'=Abilene, TX"}


def test_csv_takes_as_many_queries_whatever_it_holds(
    client: Client, world: made.World, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(6):
        client.get("/careers.csv")
    for number in range(9):
        made.guide(world, slug=f"guide-{number}", title=f"Guide {number}")
    with django_assert_num_queries(6):
        assert len(rows(client)) == 14


HOSTILE = ["\0", "a" * 10_000, '" OR NEAR( *', "-1", "1e9", "9" * 40, "\u202eabc", "<script>", "٣"]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_explore_answers_whatever_it_is_asked(client: Client, world: made.World, text: str) -> None:
    for path in ("/careers/", "/careers.csv"):
        every = {name: [text, text] for name in (*PARAMETERS, "place")}
        assert client.get(path, every).status_code == 200
        for name in every:
            assert client.get(path, {name: text}).status_code == 200, name
    assert "<script>x" not in page(client, "?sector=%3Cscript%3Ex")


def test_explore_links_are_in_the_navigation_and_on_home_and_sectors(
    client: Client, world: made.World
) -> None:
    home = client.get("/").content.decode()
    nav = home.split('<nav class="site-nav"')[1].split("</nav>")[0]
    assert re.findall(r'href="([^"]+)"', nav)[0] == "/careers/"
    assert "Explore all careers" in home
    assert 'href="/careers/?sector=arts"' in client.get("/sectors/arts/").content.decode()


def test_explore_shows_only_published_guides(client: Client, world: made.World) -> None:
    Role.objects.update(status="draft")
    build.refresh_guides(Role.objects.all())
    html = page(client)
    assert f"/careers/{GUIDE}/" not in cards(html)
    assert not Listing.objects.filter(kind=ListingKind.GUIDE).exists()
    assert option(html, "kind=guide") is None
