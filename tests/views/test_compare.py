"""Roles side by side: what the address means, what the page says, its twins."""

import csv
import io
import json
import re
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from careers import actions
from careers.content.loader import CONTENT
from careers.content.words import load_words
from careers.models import JobTitle, Occupation, Role, Status, TitleName
from tests.support.html import valid_page
from tests.views import made

A_ROLE, THERE, A_PLACE = 10, 1, 3
"""Queries of each role, of its figures in a chosen place, and of the place itself."""


@pytest.fixture
def world(db: None) -> made.World:
    world = made.world()
    made.title("Actor", ("27-2011.00",), world.onet)
    made.title("Software Developer", ("15-1252.00",), world.onet)
    made.title("Tester", ("15-1253.00",), world.onet)
    made.title("Coder", ("15-1252.00",), world.onet)
    made.title("Performer", ("15-1252.00", "27-2011.00"), world.onet)
    return world


@pytest.fixture
def role(world: made.World) -> Role:
    return made.guide(world)


def page(client: Client, query: str) -> str:
    return valid_page(client, f"/compare/{query}")


def moved(client: Client, query: str) -> str:
    response = client.get(f"/compare/{query}")
    assert response.status_code == 302
    assert response["Cache-Control"] == "public, max-age=300"
    return str(response["Location"])


def data(client: Client, query: str) -> dict[str, Any]:
    return dict(json.loads(client.get(f"/compare.json{query}").content))


def keys(document: dict[str, Any]) -> list[str]:
    return [role["key"] for role in document["roles"]]


@pytest.mark.parametrize(
    ("query", "to"),
    [
        ("?roles=tester&roles=actor", "?roles=tester,actor"),
        ("?roles=tester,actor&roles=coder", "?roles=tester,actor,coder"),
        ("?roles=tester,actor,tester", "?roles=tester,actor"),
        ("?roles=Tester,+actor+,", "?roles=tester,actor"),
        ("?roles=tester,15-1252.00,,", "?roles=tester,15-1252.00"),
        ("?roles=,", ""),
        ("?roles=tester&roles=actor&add=nurse", "?add=nurse&roles=tester,actor"),
    ],
)
def test_address_becomes_one_list(client: Client, world: made.World, query: str, to: str) -> None:
    assert moved(client, query) == f"/compare/{to}"


@pytest.mark.parametrize("query", ["", "?roles=", "?roles=tester", "?roles=tester%2Cactor"])
def test_address_that_is_one_list_stays(client: Client, world: made.World, query: str) -> None:
    page(client, query)


def test_title_that_a_guide_answers_for_is_the_guide(client: Client, world: made.World) -> None:
    guide = made.guide(world, slug="building-software", title="Building Software")
    guide.answers_for.create(job_title=JobTitle.objects.get(slug="coder"))
    assert moved(client, "?roles=coder,tester") == "/compare/?roles=building-software,tester"
    assert moved(client, "?roles=coder,building-software") == "/compare/?roles=building-software"


def test_further_name_is_its_title(client: Client, world: made.World) -> None:
    TitleName.objects.create(
        release=world.onet,
        slug="quality-tester",
        name="Quality Tester",
        job_title_id="tester",
        redirects=True,
    )
    assert moved(client, "?roles=quality-tester,actor") == "/compare/?roles=tester,actor"


def test_place_is_kept_when_the_address_changes(client: Client, world: made.World) -> None:
    to = moved(client, "?roles=tester&roles=actor&place=metro-0041940")
    assert to == "/compare/?place=metro-0041940&roles=tester,actor"


def test_page_compares_guides_titles_and_occupations(client: Client, role: Role) -> None:
    html = page(client, "?roles=software-systems-engineer,tester,27-2011.00")
    title = "Software Systems Engineer, Tester and Actors compared"
    assert f"<title>{title} · Waymark</title>" in html
    assert f"<h1>{title}</h1>" in html
    assert '<meta name="robots" content="noindex">' in html
    assert "Guide, mid level" in html
    assert "You like a puzzle." in html
    assert "Software Systems Engineer: about $26K more than Tester." in html


def test_roles_stand_in_the_order_of_the_address(client: Client, world: made.World) -> None:
    assert keys(data(client, "?roles=tester,actor,coder")) == ["tester", "actor", "coder"]
    assert keys(data(client, "?roles=coder,tester,actor")) == ["coder", "tester", "actor"]


def test_roles_can_be_removed_and_moved_earlier(client: Client, world: made.World) -> None:
    html = page(client, "?roles=tester,actor,coder")
    assert 'href="/compare/?roles=actor,coder"' in html
    assert 'href="/compare/?roles=tester,coder"' in html
    assert 'href="/compare/?roles=actor,tester,coder"' in html
    assert 'href="/compare/?roles=tester,coder,actor"' in html
    assert html.count("Move earlier") == 2


def test_fifth_role_is_left_out_with_a_word(client: Client, world: made.World) -> None:
    html = page(client, "?roles=tester,actor,coder,software-developer,15-1299.08")
    assert "Tester, Actor, Coder and Software Developer compared" in html
    assert "Computer Systems Engineers/Architects</strong> is left out: four roles" in html
    assert 'name="add"' not in html
    assert "/compare/?roles=tester,actor,coder,software-developer</a>" in html


def test_ambiguous_title_offers_its_occupations(client: Client, world: made.World) -> None:
    html = page(client, "?roles=performer,tester,coder")
    assert "<strong>Performer</strong> is a title of 2 different occupations" in html
    assert 'href="/compare/?roles=27-2011.00,tester,coder">Actors</a>' in html
    assert "<h1>Tester and Coder compared</h1>" in html


def test_unknown_role_is_said_with_a_search(client: Client, world: made.World) -> None:
    html = page(client, "?roles=tester,no-such-thing,coder")
    assert "Nothing here is called “no such thing”" in html
    assert 'href="/search/?q=no%20such%20thing"' in html
    assert "<h1>Tester and Coder compared</h1>" in html


def test_hidden_title_is_unknown(client: Client, world: made.World) -> None:
    JobTitle.objects.filter(slug="actor").update(hidden=True)
    assert "Nothing here is called “actor”" in page(client, "?roles=tester,actor")


def test_retired_guide_offers_its_successor(client: Client, world: made.World, role: Role) -> None:
    made.guide(world, slug="old", title="Old Role", status=Status.RETIRED, successor=role)
    html = page(client, "?roles=tester,old")
    assert "The guide <strong>Old Role</strong> has been retired." in html
    to = "/compare/?roles=tester,software-systems-engineer"
    assert f'href="{to}">Compare Software Systems Engineer instead</a>' in html


def test_draft_is_not_compared(client: Client, role: Role) -> None:
    role.status = Status.DRAFT
    made.saved(role)
    document = data(client, "?roles=software-systems-engineer,tester")
    assert [one["kind"] for one in document["roles"]] == ["title", "title"]


def test_no_role_explains_and_offers_guides(client: Client, role: Role) -> None:
    html = page(client, "")
    assert "<h1>Compare roles</h1>" in html
    assert 'href="/compare/?roles=software-systems-engineer">Add Software Systems Engineer' in html
    assert 'name="add"' in html
    assert "<table" not in html


def test_what_is_close_to_the_first_role_is_offered(client: Client, role: Role) -> None:
    html = page(client, "?roles=tester")
    assert "<h3>Close to Tester</h3>" in html
    to = "/compare/?roles=tester,software-systems-engineer"
    assert f'href="{to}">Add Software Systems Engineer</a>' in html


def test_guides_are_offered_where_nothing_is_close(client: Client, role: Role) -> None:
    html = page(client, "?roles=actor")
    assert "<h3>Guides</h3>" in html
    assert 'href="/compare/?roles=actor,software-systems-engineer">Add' in html
    assert "Guides</h3>" not in page(client, "?roles=software-systems-engineer")


def test_one_role_is_kept_while_another_is_looked_for(client: Client, world: made.World) -> None:
    actions.refresh_all()
    html = page(client, "?roles=tester")
    assert '<input type="hidden" name="roles" value="tester">' in html
    assert 'href="/careers/?compare=tester"' in html
    html = page(client, "?roles=tester&add=actor")
    assert "Found for “actor”" in html
    assert 'href="/compare/?roles=tester,actor">Add Actor</a>' in html


def test_role_that_is_chosen_is_not_offered_again(client: Client, world: made.World) -> None:
    actions.refresh_all()
    html = page(client, "?roles=actor&add=actor")
    assert "roles=actor,actor" not in html


def test_nothing_found_is_said(client: Client, world: made.World) -> None:
    actions.refresh_all()
    html = page(client, "?roles=tester&add=qqqqzzzz")
    assert "was found for “qqqqzzzz”" in html


def test_place_has_its_own_rows_and_is_carried_along(client: Client, world: made.World) -> None:
    actions.refresh_all()
    html = page(client, "?roles=tester,software-developer&place=metro-0041940")
    assert "In San Jose-Sunnyvale-Santa Clara, CA" in html
    assert "$185K" in html
    assert 'href="/compare/?roles=software-developer&amp;place=metro-0041940"' in html
    assert 'href="/compare.csv?roles=tester,software-developer&amp;place=metro-0041940"' in html
    nation = page(client, "?roles=tester,software-developer")
    assert "At national prices" not in nation
    assert "/places/?for=" in nation


def test_page_says_what_cannot_be_compared(client: Client, world: made.World) -> None:
    part = page(client, "?roles=coder,software-developer,actor").split('id="cannot"')[1]
    assert "Coder and Software Developer: BLS counts both in Software developers" in part
    assert "Middle pay, a year: not published for Actor. Published by the hour only" in part


def test_data_has_figures_with_status_and_release(client: Client, world: made.World) -> None:
    document = data(client, "?roles=tester,actor,performer,nothing")
    assert document["title"] == "Tester and Actor compared"
    rows = {row["key"]: row for row in document["rows"]}
    cells = rows["pay"]["cells"]
    assert cells[0]["figure"]["value"] == 104_300
    assert cells[0]["figure"]["releases"] == ["OEWS May 2025"]
    assert cells[1]["figure"]["value"] is None
    assert cells[1]["figure"]["status"] == "not_published"
    assert [one["why"] for one in document["not_compared"]] == ["ambiguous", "unknown"]
    assert document["roles"][0]["figures"]["pay_annual_p50"]["value"] == 104_300


def test_data_of_fewer_than_two_roles_has_no_rows(client: Client, world: made.World) -> None:
    document = data(client, "?roles=tester")
    assert keys(document) == ["tester"]
    assert "rows" not in document


def test_table_has_a_value_a_status_and_a_source_a_role(client: Client, world: made.World) -> None:
    response = client.get("/compare.csv?roles=tester,actor")
    assert response["X-Robots-Tag"] == "noindex"
    lines = list(csv.reader(io.StringIO(response.content.decode())))
    assert lines[0][3:6] == ["Tester", "Tester: status", "Tester: source"]
    assert {len(line) for line in lines} == {9}
    rows = {line[0]: line for line in lines}
    assert rows["pay"] == [
        *("pay", "Middle pay, a year", "dollars a year"),
        *("104300", "published", "OEWS May 2025"),
        *("", "not_published", "OEWS May 2025"),
    ]


def test_table_has_a_line_for_each_end_of_a_range(client: Client, role: Role) -> None:
    url = "/compare.csv?roles=software-systems-engineer,tester,actor"
    lines = csv.reader(io.StringIO(client.get(url).content.decode()))
    rows = {line[0]: line for line in lines}
    assert "pay_range" not in rows
    low, high = rows["pay_range_p10"], rows["pay_range_p90"]
    assert low[1:3] == ["8 in 10 earn: 10th percentile", "dollars a year"]
    assert (low[6], high[6], high[7]) == ("61440", "167010", "published")
    assert low[4] == "derived"
    assert low[9:11] == ["16.5", "published; dollars an hour"]
    derived = [rows[key][3] for key in ("pay", "pay_range_p10", "growth")]
    assert all(len(value.partition(".")[2]) <= 2 for value in derived)
    assert 73_000 < float(low[3]) < 75_000


def test_unknown_name_is_told_where_four_are_compared(client: Client, world: made.World) -> None:
    html = page(client, "?roles=actor,tester,coder,15-1299.08,nosuchrole,software-developer")
    assert "Nothing here is called “nosuchrole”" in html
    assert "<strong>Software Developer</strong> is left out" in html


def test_form_sent_without_a_tick_is_answered(client: Client, world: made.World) -> None:
    assert "No role was ticked" in page(client, "?roles=")
    assert "No role was ticked" not in page(client, "")
    assert "No role was ticked" not in page(client, "?roles=&add=qqqqzzzz")
    assert moved(client, "?roles=&roles=tester") == "/compare/?roles=tester"


def test_table_holds_no_formula(client: Client, role: Role) -> None:
    role.title = "=HYPERLINK(1)"
    role.summary = "+1 for everyone. So it is."
    made.saved(role)
    text = client.get("/compare.csv?roles=software-systems-engineer,tester").content.decode()
    cells = [cell for line in csv.reader(io.StringIO(text)) for cell in line]
    assert "'=HYPERLINK(1)" in cells
    assert "'+1 for everyone." in cells
    assert not [cell for cell in cells if cell[:1] in "=+@\t\r" and cell]


@pytest.mark.parametrize("path", ["/compare/", "/compare.json", "/compare.csv"])
@pytest.mark.parametrize(
    "query",
    [
        "?roles=%00",
        f"?roles={'a' * 10_000}",
        f"?roles={','.join(f'role-{number}' for number in range(900))}",
        "?roles=15-1252.00%00,actor",
        "?roles=../..,%F0%9F%92%A9&add=%00",
        '?roles=actor&add="+OR+NEAR(+*',
        "?roles=1e9&roles=-1&page=-1",
        "?roles=actor,tester&place=%00",
    ],
)
def test_hostile_address_is_answered(
    client: Client, world: made.World, path: str, query: str
) -> None:
    response = client.get(f"{path}{query}", follow=True)
    assert response.status_code == 200


def test_redirect_leads_to_an_address_that_stays(client: Client, world: made.World) -> None:
    response = client.get(f"/compare/?roles={'A-_' * 400},İstanbul,--x--,tester", follow=True)
    assert len(response.redirect_chain) == 1


@pytest.mark.parametrize(
    ("query", "profiles", "most"),
    [
        ("?roles=tester", 1, A_ROLE),
        ("?roles=tester,actor", 2, 2 * A_ROLE),
        ("?roles=tester,actor,coder,software-developer", 4, 4 * A_ROLE),
        ("?roles=software-systems-engineer,tester", 2, 2 * A_ROLE),
        ("?roles=tester,coder&place=metro-0041940", 2, 2 * (A_ROLE + THERE) + A_PLACE),
        ("?roles=tester,actor&place=abilene", 2, 2 * (A_ROLE + THERE) + A_PLACE),
    ],
)
def test_queries_depend_on_the_number_of_roles_alone(
    client: Client,
    world: made.World,
    role: Role,
    django_assert_max_num_queries: DjangoAssertNumQueries,
    query: str,
    profiles: int,
    most: int,
) -> None:
    for number in range(5):
        made.guide(world, slug=f"more-{number}", title=f"More {number}")
    with django_assert_max_num_queries(most):
        html = page(client, query)
    assert html.count("Remove<span") == profiles


@pytest.mark.parametrize(
    ("path", "key"),
    [
        ("/careers/software-systems-engineer/", "software-systems-engineer"),
        ("/careers/tester/", "tester"),
        ("/occupations/15-1253.00/", "15-1253.00"),
    ],
)
def test_pages_of_roles_lead_to_the_comparison(
    client: Client, role: Role, path: str, key: str
) -> None:
    html = client.get(path).content.decode()
    assert f'href="/compare/?roles={key}" rel="nofollow">Compare with other roles</a>' in html
    assert f'href="/my/save/?role={key}"' in html


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/search/?q=software+systems",
        "/sectors/engineering/",
        "/skills/programming/",
        "/careers/software-systems-engineer/in/metro-0042660/",
        "/moves/?from=tester",
    ],
)
def test_compare_stands_beside_save_on_every_card(client: Client, role: Role, path: str) -> None:
    load_words(CONTENT)
    html = re.sub(r"<table.*?</table>", "", valid_page(client, path), flags=re.DOTALL)
    saved = re.findall(r'href="/my/save/\?role=([^"]+)"', html)
    compared = re.findall(r'href="/compare/\?roles=([^"&]+)[^>]*>Compare<', html)
    assert saved
    assert compared == saved


def test_occupation_without_figures_is_compared_all_the_same(
    client: Client, world: made.World
) -> None:
    Occupation.objects.create(code="15-1252.01", title="Odd Jobs", soc_id="15-1252")
    html = page(client, "?roles=15-1252.01,tester")
    assert "Odd Jobs: BLS publishes neither pay nor projections for it." in html
