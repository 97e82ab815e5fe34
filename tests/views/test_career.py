"""Career pages: what each address answers, what a reader finds there, and its twins."""

import csv
import io
import json
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from careers import actions
from careers.models import (
    CrosswalkEntry,
    JobTitle,
    RelatedCareer,
    Role,
    RoleOccupation,
    RoleTitle,
    Status,
    TitleName,
)
from tests.support.html import assert_valid_html
from tests.views import made

pytestmark = pytest.mark.django_db

GUIDE = "/careers/software-systems-engineer/"
TWINS = ("{}.json", "{}/working/", "{}/places/", "{}/places.csv")
MOST_QUERIES = 12


@pytest.fixture
def world() -> made.World:
    return made.world()


@pytest.fixture
def guide(world: made.World) -> Role:
    return made.guide(world)


def text_of(html: str) -> str:
    """The words of a page without its tags."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def test_guide_opens_with_title_summary_and_the_five_figures(client: Client, guide: Role) -> None:
    html = client.get(GUIDE).content.decode()
    order = ["<h1>Software Systems Engineer</h1>", "machines below", "$130K", "$74K to $207K"]
    order += ["14%", "161,000", "2.37 million", "Bachelor&#x27;s degree", "What the work is like"]
    places = [html.index(piece, html.index("<h1>")) for piece in order]
    assert places == sorted(places)


def test_guide_is_valid_html_and_indexed(client: Client, guide: Role) -> None:
    html = client.get(GUIDE).content.decode()
    assert_valid_html(html)
    assert "noindex" not in html
    assert f'<link rel="canonical" href="http://testserver{GUIDE}">' in html


def test_canonical_leaves_the_sorting_out(client: Client, guide: Role) -> None:
    html = client.get(f"{GUIDE}?sort=real").content.decode()
    assert f'<link rel="canonical" href="http://testserver{GUIDE}">' in html


def test_guide_says_how_it_was_made_and_invents_no_reviewer(client: Client, guide: Role) -> None:
    text = text_of(client.get(GUIDE).content.decode())
    assert "Written by the Waymark project from the sources below." in text
    assert "Not yet reviewed by someone who does this work." in text


def test_guide_names_the_reviewer_who_agreed(client: Client, world: made.World) -> None:
    made.guide(world, reviewed_by="Ada Lovelace")
    text = text_of(client.get(GUIDE).content.decode())
    assert "Reviewed by Ada Lovelace" in text
    assert "Not yet reviewed" not in text


def test_guide_groups_moves_by_kind_with_the_reason(client: Client, world: made.World) -> None:
    role = made.guide(world)
    for slug, level, kind in (("architect", "senior", "up"), ("developer", "junior", "back")):
        other = made.guide(world, slug=slug, title=slug.title(), level=level)
        RelatedCareer.objects.create(role=role, to=other, kind=kind, reason=f"Because {slug}.")
    actions.refresh_roles(roles=[role])
    text = text_of(client.get(GUIDE).content.decode())
    leads = text[text.index("Where it sits and where it can lead") :]
    order = ["Step up", "Architect", "Because architect.", "Step back", "Because developer."]
    places = [leads.index(piece) for piece in order]
    assert places == sorted(places)
    assert text.index("Junior Developer") < text.index("Senior Architect")


def test_guide_has_every_section_in_the_readers_order(client: Client, guide: Role) -> None:
    html = client.get(GUIDE).content.decode()
    sections = re.findall(r'<section class="section[^"]*" id="([a-z-]+)"', html)
    assert sections == [
        "level",
        "work",
        "suits",
        "skills",
        "education",
        "interests",
        "pay",
        "places",
        "changing",
        "leads",
        "ways-in",
        "questions",
        "sources",
        "onward",
    ]


def test_guide_gives_the_record_of_projections_beside_the_projection(
    client: Client, guide: Role
) -> None:
    text = text_of(client.get(GUIDE).content.decode())
    assert "77% of occupational groups" in text
    assert "67%" in text
    assert "not made for comparing one year with another" in text


def test_public_page_sets_no_cookie_and_may_be_kept_by_anyone(client: Client, guide: Role) -> None:
    response = client.get(GUIDE)
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
    assert response["Cache-Control"] == "public, max-age=300"
    again = client.get(GUIDE, headers={"if-none-match": response["ETag"]})
    assert again.status_code == 304


def test_page_refuses_to_be_written_to(client: Client, guide: Role) -> None:
    assert client.post(GUIDE).status_code == 405


def test_guide_asks_a_fixed_number_of_queries_whatever_its_mapping(
    client: Client, guide: Role
) -> None:
    client.get(GUIDE)
    with CaptureQueriesContext(connection) as three_codes:
        client.get(GUIDE)
    RoleOccupation.objects.filter(role=guide).exclude(occupation="15-1252.00").delete()
    actions.refresh_roles(roles=[guide])
    with CaptureQueriesContext(connection) as one_code:
        client.get(GUIDE)
    assert len(three_codes) == len(one_code) <= MOST_QUERIES


def test_title_asks_no_more_queries_than_a_guide_may(client: Client, world: made.World) -> None:
    client.get(GUIDE)
    with CaptureQueriesContext(connection) as queries:
        client.get(GUIDE)
    assert len(queries) <= MOST_QUERIES


def test_title_without_a_guide_says_so_and_is_not_indexed(
    client: Client, world: made.World
) -> None:
    html = client.get(GUIDE).content.decode()
    assert_valid_html(html)
    text = text_of(html)
    assert "No guide has been written for this title yet" in text
    assert "$130K" in text
    assert "15-1299.08" in text
    assert '<meta name="robots" content="noindex">' in html


def test_title_paid_by_the_hour_is_shown_by_the_hour(client: Client, world: made.World) -> None:
    made.title("Actor", ("27-2011.00",), world.onet)
    html = client.get("/careers/actor/").content.decode()
    assert_valid_html(html)
    text = text_of(html)
    assert "Middle pay, an hour" in text
    assert "$29.05" in text
    assert "O*NET has not rated the skills" in text


def test_ambiguous_title_sets_its_occupations_side_by_side(
    client: Client, world: made.World
) -> None:
    made.title("Performer", ("15-1252.00", "27-2011.00"), world.onet)
    html = client.get("/careers/performer/").content.decode()
    assert_valid_html(html)
    text = text_of(html)
    assert "Which one do you mean?" in text
    assert "$136K" in text
    assert "$29.10" in text
    assert "noindex" in html
    assert 'href="/occupations/27-2011.00/"' in html
    assert "$130K" not in text


def test_draft_guide_leaves_the_title_page_standing(client: Client, world: made.World) -> None:
    made.guide(world, status=Status.DRAFT)
    assert "No guide has been written" in client.get(GUIDE).content.decode()


@pytest.mark.parametrize("twin", ["{}/", *TWINS])
def test_title_that_a_guide_answers_for_redirects_with_its_twins(
    client: Client, world: made.World, twin: str
) -> None:
    role = made.guide(world)
    Role.objects.filter(pk=role.pk).update(slug="systems-engineer")
    response = client.get(twin.format("/careers/software-systems-engineer"))
    assert response.status_code == 301
    assert response["Location"] == twin.format("/careers/systems-engineer")


def test_further_name_redirects_to_its_title(client: Client, world: made.World) -> None:
    TitleName.objects.create(
        release=world.onet,
        job_title=world.title,
        name="Systems Software Person",
        slug="systems-software-person",
        redirects=True,
    )
    response = client.get("/careers/systems-software-person/")
    assert (response.status_code, response["Location"]) == (301, GUIDE)


def test_further_name_of_several_titles_is_not_found(client: Client, world: made.World) -> None:
    TitleName.objects.create(
        release=world.onet, job_title=world.title, name="SSE", slug="sse", redirects=False
    )
    assert client.get("/careers/sse/").status_code == 404


@pytest.mark.parametrize("twin", ["{}/", *TWINS])
def test_retired_guide_is_gone_and_names_its_successor(
    client: Client, world: made.World, twin: str
) -> None:
    successor = made.guide(world, slug="architect", title="Architect")
    made.guide(world, status=Status.RETIRED, successor=successor)
    response = client.get(twin.format("/careers/software-systems-engineer"))
    assert response.status_code == 410
    assert "/careers/architect/" in response.content.decode()


def test_retired_guide_page_is_valid_html(client: Client, world: made.World) -> None:
    made.guide(world, status=Status.RETIRED)
    response = client.get(GUIDE)
    assert_valid_html(response.content.decode())
    assert "no other guide has taken its place" in response.content.decode()


def test_hidden_title_is_not_found(client: Client, world: made.World) -> None:
    JobTitle.objects.filter(pk=world.title.pk).update(hidden=True)
    assert client.get(GUIDE).status_code == 404


def test_unknown_title_offers_a_search_for_its_words(client: Client, world: made.World) -> None:
    response = client.get("/careers/underwater-basket-weaver/")
    assert response.status_code == 404
    assert 'value="underwater basket weaver"' in response.content.decode()


def test_unknown_title_as_data_is_not_found_as_data(client: Client, world: made.World) -> None:
    response = client.get("/careers/underwater-basket-weaver.json")
    assert (response.status_code, response.json()) == (404, {"error": "not found"})


def test_data_gives_the_figures_unrounded_with_their_source(client: Client, guide: Role) -> None:
    data = client.get("/careers/software-systems-engineer.json").json()
    assert data["kind"] == "role"
    assert data["occupations"] == ["15-1252.00", "15-1253.00", "15-1299.08"]
    assert data["figures"]["jobs"]["value"] == 2_367_500
    assert data["figures"]["growth_percent"]["value"] == pytest.approx(13.79, abs=0.005)
    median = data["figures"]["pay_annual_p50"]
    assert median["value"] == pytest.approx(129_706, rel=0.005)
    assert median["value"] != round(median["value"], -3)
    assert median["status"] == "derived"
    assert median["releases"] == ["OEWS May 2025"]
    assert set(median) == {"value", "unit", "status", "method", "releases"}
    assert data["figures"]["pay_hourly_p50"]["value"] is None


def test_data_names_every_figure(client: Client, guide: Role) -> None:
    figures = client.get("/careers/software-systems-engineer.json").json()["figures"]
    pay = {f"pay_{unit}_p{p}" for unit in ("annual", "hourly") for p in (10, 25, 50, 75, 90)}
    assert set(figures) == {"jobs", "growth_percent", "openings_per_year", *pay}


def test_data_of_a_guide_may_be_indexed_and_that_of_a_title_not(
    client: Client, world: made.World
) -> None:
    address = "/careers/software-systems-engineer.json"
    assert client.get(address)["X-Robots-Tag"] == "noindex"
    made.guide(world)
    assert "X-Robots-Tag" not in client.get(address)


def test_data_of_an_ambiguous_title_has_alternatives_and_no_figures(
    client: Client, world: made.World
) -> None:
    made.title("Performer", ("15-1252.00", "27-2011.00"), world.onet)
    data = client.get("/careers/performer.json").json()
    assert data["kind"] == "ambiguous"
    assert "figures" not in data
    alone = {row["occupation"]: row["figures"] for row in data["alternatives"]}
    assert alone["15-1252.00"]["pay_annual_p50"]["value"] == 135_980
    assert alone["27-2011.00"]["pay_annual_p50"]["value"] is None
    assert alone["27-2011.00"]["pay_hourly_p50"]["value"] == 29.05


def test_working_gives_the_simple_rule_on_the_release_asked_for(
    client: Client, guide: Role, world: made.World
) -> None:
    html = client.get(f"{GUIDE}working/?release={world.earlier_wages.pk}").content.decode()
    assert_valid_html(html)
    simple = text_of(html[html.index('id="simple"') : html.index('id="cite"')])
    for figure in ("$114,886.67", "$52,650", "$211,450", "11.33%", "2,293,620"):
        assert figure in simple


@pytest.mark.parametrize("asked", ["", "?release=0", "?release=x", "?release=²", "?release=-1"])
def test_working_falls_back_on_the_newest_release(client: Client, guide: Role, asked: str) -> None:
    html = client.get(f"{GUIDE}working/{asked}").content.decode()
    assert "Simple rule, OEWS May 2025" in html


def test_working_shows_codes_weights_formula_and_each_code_left_out(
    client: Client, guide: Role
) -> None:
    text = text_of(client.get(f"{GUIDE}working/").content.decode())
    assert "residual" in text
    assert "1,687,890" in text
    assert "1,693,800 × 15.8 + 201,700 × 10.0 + 472,000 × 8.2" in text
    without_developers = text[text.index("15-1252 Software developers $135,980 15.8%") :]
    assert "673,700" in without_developers[:120]


def test_working_gives_a_citation_with_address_and_releases(client: Client, guide: Role) -> None:
    html = client.get(f"{GUIDE}working/").content.decode()
    citation = html[html.index("<textarea") : html.index("</textarea>")]
    assert f"http://testserver{GUIDE}" in citation
    assert "OEWS May 2025" in citation
    assert "readonly" in citation


def test_working_of_a_title_that_bls_does_not_count_says_so(
    client: Client, world: made.World
) -> None:
    CrosswalkEntry.objects.filter(occupation="27-2011.00").delete()
    made.title("Actor", ("27-2011.00",), world.onet)
    html = client.get("/careers/actor/working/").content.decode()
    assert_valid_html(html)
    assert "there is nothing to work out" in html
    assert 'id="formula"' not in html


@pytest.mark.parametrize("page", ["working", "places"])
def test_page_of_figures_of_an_ambiguous_title_leads_to_its_meanings(
    client: Client, world: made.World, page: str
) -> None:
    made.title("Performer", ("15-1252.00", "27-2011.00"), world.onet)
    response = client.get(f"/careers/performer/{page}/", follow=True)
    assert response.redirect_chain == [("/careers/performer/", 302)]
    assert "Which one do you mean?" in response.content.decode()


@pytest.mark.parametrize(
    ("sort", "first", "last"),
    [
        ("pay", "San Jose", "San Juan"),
        ("real", "San Jose", "San Juan"),
        ("jobs", "San Jose", "San Juan"),
        ("prices", "New York", "San Juan"),
        ("name", "Anchorage", "Urban Honolulu"),
    ],
)
def test_places_are_sorted_as_asked(
    client: Client, guide: Role, sort: str, first: str, last: str
) -> None:
    html = client.get(f"{GUIDE}places/?sort={sort}").content.decode()
    assert_valid_html(html)
    table = html[html.index("<tbody>") : html.index("</tbody>")]
    names = re.findall(r'<th scope="row"><a [^>]*>([^<]+)</a>', table)
    assert names[0].startswith(first)
    assert names[-1].startswith(last)
    assert len(names) == 7


def test_places_at_national_prices_differ_in_order_from_nominal_ones(
    client: Client, guide: Role
) -> None:
    def order(sort: str) -> list[str]:
        html = client.get(f"{GUIDE}?sort={sort}").content.decode()
        table = html[html.index('id="places-table"') :]
        return re.findall(r'<th scope="row"><a [^>]*>([^<]+)</a>', table[: table.index("</tbody>")])

    nominal, real = order("pay"), order("real")
    honolulu, anchorage = "Urban Honolulu, HI", "Anchorage, AK"
    assert nominal.index(honolulu) < nominal.index(anchorage)
    assert real.index(anchorage) < real.index(honolulu)


def test_places_say_what_keeps_an_area_out_of_the_ranking(client: Client, guide: Role) -> None:
    html = client.get(f"{GUIDE}places/").content.decode()
    unranked = text_of(html[html.index('id="unranked"') :])
    assert "=Abilene, TX no pay published for 15-1253 and 15-1299" in unranked


def test_places_csv_has_every_area_and_no_formula(client: Client, guide: Role) -> None:
    response = client.get(f"{GUIDE}places.csv")
    rows = list(csv.DictReader(io.StringIO(response.content.decode())))
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert len(rows) == 8
    by_name = {row["area"]: row for row in rows}
    assert "'=Abilene, TX" in by_name
    assert by_name["'=Abilene, TX"]["median"] == ""
    honolulu = by_name["Urban Honolulu, HI"]
    real = float(honolulu["median"]) * 100 / float(honolulu["price_parity"])
    assert float(honolulu["median_at_national_prices"]) == pytest.approx(real, abs=0.01)


def test_chart_of_releases_joins_no_points(client: Client, guide: Role) -> None:
    html = client.get(GUIDE).content.decode()
    chart = html[html.index("chart-years") : html.index('id="years-table"')]
    assert chart.count("<circle") == 2
    assert "c-line" not in chart
    assert "May 2024" in chart


def test_map_leaves_out_what_lies_outside_the_states(client: Client, guide: Role) -> None:
    html = client.get(GUIDE).content.decode()
    bubbles = re.findall(r"<circle class=\"c-\d\" cx=\"\d+\" cy=\"\d+\" r=\"[\d.]+\">", html)
    assert len(bubbles) == 6
    assert "1 more outside the fifty states" in text_of(html)


def test_structured_data_of_a_guide_reads_as_json(client: Client, guide: Role) -> None:
    html = client.get(GUIDE).content.decode()
    script = re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    assert script is not None
    kinds = [part["@type"] for part in json.loads(script[1])["@graph"]]
    assert kinds == ["Occupation", "BreadcrumbList", "FAQPage"]


def test_title_of_an_editor_cannot_end_the_script(client: Client, world: made.World) -> None:
    made.guide(world, title="</script><script>alert(1)</script>")
    html = client.get(GUIDE).content.decode()
    assert "<script>alert" not in html
    assert len(re.findall(r'<script(?! [^>]*src="/static/)', html)) == 1


def test_browsers_find_the_icon_without_being_told(client: Client) -> None:
    response = client.get("/favicon.ico")
    assert (response.status_code, response["Location"]) == (302, "/static/img/favicon.svg")


def test_title_that_no_release_files_any_more_answers_404(
    client: Client, world: made.World
) -> None:
    JobTitle.objects.create(slug="lamplighter", title="Lamplighter")
    for address in ("", "working/", "places/"):
        assert client.get(f"/careers/lamplighter/{address}").status_code == 404
    assert client.get("/careers/lamplighter.json").status_code == 404


def test_retired_guide_names_the_published_guide_at_the_end_of_its_successors(
    client: Client, world: made.World
) -> None:
    last = made.guide(world)
    middle = made.guide(world, slug="middle", title="Middle", status=Status.RETIRED, successor=last)
    made.guide(world, slug="first", title="First", status=Status.RETIRED, successor=middle)
    response = client.get("/careers/first/")
    assert response.status_code == 410
    assert GUIDE in response.content.decode()


def test_hidden_title_that_a_guide_answers_for_still_leads_to_it(
    client: Client, world: made.World
) -> None:
    made.guide(world, slug="renamed", title="Renamed")
    role = Role.objects.get(slug="renamed")
    RoleTitle.objects.create(role=role, job_title=world.title)
    JobTitle.objects.update(hidden=True)
    response = client.get(GUIDE)
    assert (response.status_code, response.headers["Location"]) == (301, "/careers/renamed/")


def test_release_asked_for_with_thousands_of_digits_is_the_pages_own(
    client: Client, guide: Role
) -> None:
    assert client.get(f"{GUIDE}working/?release={'9' * 5000}").status_code == 200
