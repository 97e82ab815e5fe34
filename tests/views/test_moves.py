"""Moves: the form, the moves from a role, one move in full, and the JSON twin."""

import json
import re
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from careers import actions
from careers.guidance import gap as gaps
from careers.guidance import moves_field
from careers.models import JobTitle, Rating, RelatedCareer, Release, Role, RoleSkill, Status
from careers.views import moves as views
from tests.support.html import assert_valid_html, valid_page

MakeGuide = Callable[..., Role]
DEVELOPERS, TESTERS, MANAGERS = "15-1252.00", "15-1253.00", "11-3021.00"
NURSES, AIDES = "29-1141.00", "31-1121.00"
PLACES, A_ROLE, LIST, ONE = 1, 14, 18, 22
"""Most queries: of a place, of each role, of proposing, and of one move with its paths."""


@pytest.fixture
def guides(make_guide: MakeGuide) -> dict[str, Role]:
    found = {
        "junior": make_guide("Junior Coder", "junior-coder", level="junior"),
        "mid": make_guide("Coder", "coder", level="mid"),
        "senior": make_guide("Senior Coder", "senior-coder", level="senior"),
        "chief": make_guide("Chief", "chief", level="director", occupations=(MANAGERS,)),
    }
    reason = "Where coders go who like people."
    RelatedCareer.objects.create(
        role=found["mid"], to=found["chief"], kind="stretch", reason=reason
    )
    actions.refresh_all()
    return found


def page(client: Client, query: str = "") -> str:
    return valid_page(client, f"/moves/{query}")


def data(client: Client, query: str, status: int = 200) -> dict[str, Any]:
    response = client.get(f"/moves.json{query}")
    assert response.status_code == status
    return dict(json.loads(response.content))


def kinds(document: dict[str, Any]) -> dict[str, str]:
    return {move["role"]: move["kind"] for move in document["moves"]}


def test_form_is_there_without_a_role(client: Client, guides: dict[str, Role]) -> None:
    html = page(client)
    assert "<h1>Plan your next move</h1>" in html
    assert '<label for="moves-from">A job you do now or did once</label>' in html
    assert 'name="from"' in html
    assert 'href="/moves/?from=coder">Coder</a>' in html


def test_moves_are_typed_by_level_between_guides(client: Client, guides: dict[str, Role]) -> None:
    found = kinds(data(client, "?from=coder"))
    assert found["junior-coder"] == "back"
    assert found["senior-coder"] == "up"
    assert found["chief"] == "stretch"
    assert "coder" not in found
    assert kinds(data(client, "?from=junior-coder"))["senior-coder"] == "stretch"


def test_editors_move_comes_with_its_reason(client: Client, guides: dict[str, Role]) -> None:
    rows = {move["role"]: move for move in data(client, "?from=coder")["moves"]}
    assert (rows["chief"]["by"], rows["chief"]["reason"]) == (
        "editor",
        "Where coders go who like people.",
    )
    assert (rows["senior-coder"]["by"], rows["senior-coder"]["reason"]) == ("data", None)
    html = page(client, "?from=coder")
    assert "Named by the guide’s editor" in html
    assert "Where coders go who like people." in html


def test_card_says_what_a_reader_wants_first(client: Client, guides: dict[str, Role]) -> None:
    html = page(client, "?from=coder")
    cards = html.split('<li class="card moves-card">')[1:]
    assert len(cards) == 3
    for card in cards:
        places = [card.index(word) for word in ("moves-pay", "Schooling:", "To build:", "Why it")]
        assert places == sorted(places)
        assert card.index("<details") < card.index("Job zone")
        for word in ("Proposed from data", "Named by the guide"):
            assert word not in card[: card.index("<details")]


def test_kind_that_rests_on_level_says_so(client: Client, guides: dict[str, Role]) -> None:
    assert "By level, from mid to senior." in page(client, "?from=coder")
    assert "By level, from mid to senior." in page(client, f"?from={DEVELOPERS}")


def test_moves_beyond_the_first_of_a_kind_are_a_tap_away(
    client: Client,
    guides: dict[str, Role],
    make_guide: MakeGuide,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert views.SHOWN == 3
    monkeypatch.setattr(views, "SHOWN", 1)
    make_guide("Lead", "lead", level="senior", occupations=(DEVELOPERS, TESTERS))
    actions.refresh_all()
    html = page(client, "?from=coder")
    section = html[html.index('<section class="section" id="up">') :]
    section = section[: section.index("</section>")]
    first, others = section.split('<details class="more">\n<summary>')
    assert first.count('<li class="card moves-card">') == 1
    assert others.startswith("1 more")
    assert others.count('<li class="card moves-card">') == 1
    assert 'href="#up">Step up (2)</a>' in html


def test_own_occupation_and_what_a_guide_stands_for_are_left_out(
    client: Client, guides: dict[str, Role]
) -> None:
    assert DEVELOPERS not in kinds(data(client, "?from=coder"))
    found = kinds(data(client, f"?from={DEVELOPERS}"))
    assert {"coder", DEVELOPERS, MANAGERS}.isdisjoint(found)
    assert found["senior-coder"] == "up"
    assert found["junior-coder"] == "back"


def test_surgeon_is_never_near_to_an_aide(client: Client, guides: dict[str, Role]) -> None:
    assert not {"29-1211.00", "29-1141.00"} & set(kinds(data(client, "?from=31-1121.00")))
    move = data(client, "?from=31-1121.00&to=29-1211.00")["move"]
    assert move["kind"] == "stretch"
    assert any("doctoral" in why for why in move["why_a_stretch"])


def test_pay_is_goal_minus_the_present_middle(client: Client, guides: dict[str, Role]) -> None:
    move = data(client, f"?from={TESTERS}&to={DEVELOPERS}")["move"]
    present = move["pay"]["present_middle"]
    goal = [figure["value"] for figure in move["pay"]["goal"]]
    assert present["unit"] == "dollars a year"
    assert present["releases"] == ["OEWS May 2025"]
    differences = [move["pay"]["difference"][name] for name in ("p25", "p50", "p75")]
    assert differences == [value - present["value"] for value in goal]
    assert goal[1] == 135_980


def test_pay_by_the_hour_is_not_compared_with_pay_by_the_year(
    client: Client, guides: dict[str, Role]
) -> None:
    move = data(client, f"?from=27-2021.00&to={DEVELOPERS}")["move"]
    other = data(client, f"?from={DEVELOPERS}&to=27-2011.00")["move"]
    assert move["pay"]["unit"] == "dollars a year"
    assert other["pay"]["unit"] in (None, "dollars an hour")


def test_place_changes_the_pay_and_is_carried_along(
    client: Client, guides: dict[str, Role]
) -> None:
    nation = data(client, f"?from={TESTERS}&to={DEVELOPERS}")
    place = place_slug()
    there = data(client, f"?from={TESTERS}&to={DEVELOPERS}&place={place}")
    assert there["place"]["slug"] == place
    assert there["move"]["pay"]["goal"] != nation["move"]["pay"]["goal"]
    assert there["move"]["kind"] == nation["move"]["kind"]
    html = page(client, f"?from=coder&place={place}")
    assert f'href="/moves/?from=coder&amp;to=senior-coder&amp;place={place}"' in html
    assert f'<input type="hidden" name="place" value="{place}">' in html


def place_slug() -> str:
    from careers.models import AreaFigures

    rows = AreaFigures.objects.filter(pay__isnull=False, code_set__key="15-1252:1")
    slugs = rows.order_by("area_id").values_list("area__slug", flat=True)
    other = AreaFigures.objects.filter(pay__isnull=False, code_set__key="15-1253:1")
    return str(next(slug for slug in slugs if other.filter(area__slug=slug).exists()))


def test_one_move_has_the_gap_skill_by_skill(client: Client, guides: dict[str, Role]) -> None:
    html = page(client, "?from=coder&to=chief")
    assert "<h1>From Coder to Chief</h1>" in html
    assert "Levels from 0 to 7" in html
    assert "Why it is a stretch, and ways there" in html
    skills = data(client, "?from=coder&to=chief")["move"]["skills"]
    assert {"element", "needed", "have", "distance", "importance"} <= set(skills[0])
    for row in skills:
        assert row["importance"] >= 3
        if row["distance"] == "have":
            assert row["needed"] - row["have"] <= 0.25 + 1e-9


def test_stretch_has_paths_of_two_short_steps(client: Client, guides: dict[str, Role]) -> None:
    document = data(client, "?from=junior-coder&to=senior-coder")
    assert document["move"]["kind"] == "stretch"
    assert [path["role"] for path in document["paths"]][:1] == ["coder"]
    for path in document["paths"]:
        first = data(client, f"?from=junior-coder&to={path['role']}")["move"]["kind"]
        second = data(client, f"?from={path['role']}&to=senior-coder")["move"]["kind"]
        assert [first, second] == path["kinds"]
        for kind, note in zip(path["kinds"], path["notes"], strict=True):
            assert (note is not None) == (kind in {"stretch", "back"})
    html = page(client, "?from=junior-coder&to=senior-coder")
    assert 'href="/moves/?from=coder&amp;to=senior-coder"' in html


def test_half_that_is_a_stretch_is_told_as_a_shorter_one(
    client: Client, guides: dict[str, Role]
) -> None:
    query = f"?from={NURSES}&to={TESTERS}"
    (path,) = data(client, query)["paths"]
    assert path["role"] == "17-2112.02"
    assert path["kinds"] == ["stretch", "across"]
    assert path["notes"][0].startswith("It is itself a stretch, but a shorter one: ")
    html = page(client, query)
    assert "It is itself a stretch, but a shorter one: " in html
    assert "Each half of these ways is shorter than the whole at once." in html


def test_stretch_without_a_path_says_why_and_what_leads_there(
    client: Client, guides: dict[str, Role]
) -> None:
    html = page(client, f"?from={AIDES}&to=47-2111.00")
    assert "No single role in between" in html
    assert "The usual way in is an apprenticeship" in html
    query = f"?from={AIDES}&to={TESTERS}"
    found = data(client, query)
    assert found["paths"] == []
    assert "about 4 years beyond what your role asks for" in found["why_no_path"]
    assert [one["role"] for one in found["leading_there"]] == ["17-2112.02"]
    html = page(client, query)
    assert "O*NET ties these closely to Software Quality" in html
    assert f'href="/moves/?from={AIDES}&amp;to=17-2112.02">Validation Engineers</a>' in html


def test_paths_are_not_looked_for_where_skills_are_not_rated(
    client: Client, guides: dict[str, Role]
) -> None:
    found = data(client, "?from=coder&to=55-1011.00")
    assert found["why_no_path"].startswith("O*NET has not rated the skills of both")


def test_one_move_says_what_it_asks_directly(client: Client, guides: dict[str, Role]) -> None:
    html = page(client, f"?from={AIDES}&to=47-2111.00")
    section = html[html.index('id="changes"') : html.index('id="paths"')]
    assert "What the direct move asks" in section
    for words in ("Work experience before", "None asked", "An apprenticeship", "Job zone"):
        assert words in section
    assert re.search(r"You have \d+ of the \d+ that matter there; \d+ to build", section)


def test_goal_of_a_move_is_saved_from_its_page(client: Client, guides: dict[str, Role]) -> None:
    html = page(client, "?from=coder&to=chief")
    assert re.search(r'href="/my/save/\?role=chief"[^>]*data-save-title="Chief"', html)
    assert re.search(r'href="/my/save/\?role=chief"[^>]*>Make it a goal of your plan</a>', html)
    assert "/my/save/?role=coder" not in html
    assert "/my/save/" not in page(client, "?from=coder&to=coder")


def test_short_step_needs_no_path(client: Client, guides: dict[str, Role]) -> None:
    assert data(client, "?from=coder&to=senior-coder")["paths"] == []


def test_skill_that_the_editor_hides_is_not_told(client: Client, guides: dict[str, Role]) -> None:
    skills = data(client, "?from=coder&to=chief")["move"]["skills"]
    RoleSkill.objects.create(
        role=guides["chief"], element_id=skills[0]["element"], choice="hide", reason="No."
    )
    after = data(client, "?from=coder&to=chief")["move"]["skills"]
    assert len(after) == len(skills) - 1


def test_role_to_itself_is_said(client: Client, guides: dict[str, Role]) -> None:
    same = page(client, "?from=coder&to=coder")
    assert "Start and goal are the same role" in same
    assert "The other way round" not in same


def test_unrated_occupation_proposes_nothing_and_says_why(
    client: Client, guides: dict[str, Role]
) -> None:
    assert "O*NET has not rated the skills of this work" in page(client, "?from=55-1011.00")
    html = page(client, "?from=coder&to=55-1011.00")
    assert "O*NET has not rated both" in html


def test_ambiguous_title_asks_which_is_meant(client: Client, guides: dict[str, Role]) -> None:
    title = JobTitle.objects.create(slug="whatnot", title="Whatnot")
    onet = Release.objects.current().onet
    assert onet is not None
    for code in (DEVELOPERS, "29-1141.00"):
        title.filed_under.create(
            release=onet,
            occupation_id=code,
            is_official=False,
            is_reported=False,
        )
    html = page(client, "?from=whatnot")
    assert "is a title of 2 different occupations" in html
    assert f'href="/moves/?from={DEVELOPERS}"' in html
    html = page(client, "?from=coder&to=whatnot")
    assert f'href="/moves/?from=coder&amp;to={DEVELOPERS}"' in html
    assert data(client, "?from=whatnot", 404)["error"] == "ambiguous"


def test_meanings_of_a_title_come_by_jobs(client: Client, guides: dict[str, Role]) -> None:
    title = JobTitle.objects.create(slug="whatnot", title="Whatnot")
    onet = Release.objects.current().onet
    assert onet is not None
    for code in ("17-2112.00", "55-1011.00", NURSES, DEVELOPERS):
        title.filed_under.create(
            release=onet,
            occupation_id=code,
            is_official=False,
            is_reported=False,
        )
    rows = data(client, "?from=whatnot", 404)["instead"]
    assert [row["role"] for row in rows] == [NURSES, DEVELOPERS, "17-2112.00", "55-1011.00"]
    jobs = [row["jobs"] for row in rows]
    assert jobs[:3] == sorted(jobs[:3], reverse=True)
    html = page(client, "?from=whatnot")
    assert ">Registered Nurses (3.39 million jobs)</a>" in html


def test_words_that_are_no_role_are_searched_for(client: Client, guides: dict[str, Role]) -> None:
    html = page(client, "?from=computer+managers&to=coder")
    assert "No role is called exactly “computer managers”" in html
    assert re.search(r'href="/moves/\?from=computer[\w.-]+&amp;to=coder"', html)
    assert '<meta name="robots" content="noindex">' in html


def test_unknown_role_is_404_with_the_form(client: Client, guides: dict[str, Role]) -> None:
    response = client.get("/moves/?from=qqqqzzzz")
    assert response.status_code == 404
    html = response.content.decode()
    assert_valid_html(html)
    assert "Nothing here is called “qqqqzzzz”" in html
    assert 'value="qqqqzzzz"' in html
    assert data(client, "?from=qqqqzzzz", 404)["error"] == "unknown"
    assert data(client, "", 400)["error"] == "no role is named"


def test_draft_is_unknown_and_retired_has_its_heir(
    client: Client, guides: dict[str, Role], make_guide: MakeGuide
) -> None:
    make_guide("Secret", "secretly", status=Status.DRAFT)
    assert client.get("/moves/?from=secretly").status_code == 404
    old = make_guide("Old Role", "old-role", status=Status.RETIRED)
    Role.objects.filter(pk=old.pk).update(successor=guides["mid"])
    html = page(client, "?from=old-role")
    assert "The guide <strong>Old Role</strong> has been retired." in html
    assert 'href="/moves/?from=coder"' in html


def test_address_is_that_of_the_role(client: Client, guides: dict[str, Role]) -> None:
    response = client.get("/moves/?from=Senior+Coder&to=Coder&place=texas")
    assert response.status_code == 302
    assert response["Location"] == "/moves/?place=texas&from=senior-coder&to=coder"


def test_page_is_public_and_names_its_address(client: Client, guides: dict[str, Role]) -> None:
    response = client.get("/moves/?from=coder")
    assert response["Cache-Control"] == "public, max-age=300"
    assert not response.cookies
    html = response.content.decode()
    assert '<link rel="canonical" href="http://testserver/moves/?from=coder">' in html
    assert "<title>Moves from Coder · Waymark</title>" in html
    assert client.post("/moves/?from=coder").status_code == 405


@pytest.mark.parametrize("path", ["/moves/", "/moves.json"])
@pytest.mark.parametrize(
    "query",
    [
        "?from=%00",
        "?from=%00coder&to=%00",
        f"?from={'a' * 5_000}",
        "?from=../..&to=%F0%9F%92%A9",
        '?from="+OR+NEAR(+*&to=<script>',
        "?from=15-1252.00%00&to=1e9",
        "?from=coder&from=chief&to=&place=%00",
        "?from=İstanbul&to=--x--",
    ],
)
def test_hostile_address_is_answered(
    client: Client, guides: dict[str, Role], path: str, query: str
) -> None:
    response = client.get(f"{path}{query}", follow=True)
    assert response.status_code in {200, 400, 404}
    assert "<script>" not in response.content.decode()


@pytest.mark.parametrize(
    "query",
    [
        "?from=coder",
        f"?from={TESTERS}",
        "?from=coder&to=chief",
        "?from=junior-coder&to=senior-coder",
    ],
)
def test_queries_do_not_depend_on_the_data(
    client: Client, guides: dict[str, Role], make_guide: MakeGuide, query: str
) -> None:
    def number() -> int:
        gaps._read_levels.cache_clear()
        gaps._read_matrix.cache_clear()
        with CaptureQueriesContext(connection) as found:
            page(client, query)
        return len(found)

    number()
    before = number()
    for place in range(5):
        make_guide(f"More {place}", f"more-{place}", level="senior")
    actions.refresh_all()
    assert number() == before
    assert before <= 2 * A_ROLE + (ONE if "to=" in query else LIST)


def test_ratings_that_change_are_seen(client: Client, guides: dict[str, Role]) -> None:
    before = data(client, f"?from={TESTERS}&to={DEVELOPERS}")["move"]["skills"]
    Rating.objects.filter(occupation=DEVELOPERS, scale="LV").update(value=0.1)
    gaps._read_levels.cache_clear()
    after = data(client, f"?from={TESTERS}&to={DEVELOPERS}")["move"]["skills"]
    assert before != after
    assert moves_field._kept is None or not connection.in_atomic_block


def test_no_page_loads_numpy_before_a_move_is_worked_out() -> None:
    code = (
        "import django, sys; django.setup(); import careers.urls;sys.exit('numpy' in sys.modules)"
    )
    run = subprocess.run(
        [sys.executable, "-c", code],
        cwd=settings.BASE_DIR,
        env={"DJANGO_SETTINGS_MODULE": "tests.settings", "PATH": "/usr/bin"},
        capture_output=True,
        timeout=120,
        check=False,
    )
    assert run.returncode == 0, run.stderr.decode()
