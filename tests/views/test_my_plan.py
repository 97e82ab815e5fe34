"""The form of a plan: each field, each button, what is wrong, two pages at once."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from careers.guidance import gap
from careers.guidance.record import Answers, Doubt, Goal, Plan, Record, Saved, Step
from careers.models import Element, Rating, Release, Role
from careers.models.readers import SharedPlan
from careers.views.mine.my_goals import LICENSE
from careers.views.mine.my_plan import Button, button_of
from tests.support.clock import Clock
from tests.support.forms import form_fields
from tests.support.html import assert_valid_html, valid_page
from tests.support.reader import keep, kept

pytestmark = pytest.mark.django_db
MakeGuide = Callable[..., Role]
DAY = dt.date(2026, 4, 1)
PLAN = Plan(
    situation="I drive a van.",
    goals=(Goal("nurse", "Why"), Goal("15-1252.00")),
    steps=(Step("a.1", "Call", DAY, "A date", "2.A.1.a"), Step("b.2", "Read"), Step("c.3", "Ask")),
    doubts=(Doubt("Heights", "Climb"), Doubt("Pay")),
    backup="Stay.",
    decide_by=DAY,
)


@pytest.fixture
def nurse(make_guide: MakeGuide, clock: Clock) -> Role:
    return make_guide("Nurse", "nurse", occupations=("29-1141.00",))


@pytest.fixture
def reader(client: Client, nurse: Role) -> Client:
    """A reader with a plan."""
    keep(client, Record(plan=PLAN))
    return client


def plan_of(client: Client) -> Plan:
    return kept(client).plan


def shown(client: Client) -> dict[str, str]:
    """The form as a browser would send it back."""
    return form_fields(valid_page(client, "/my/plan/"), having="was")


def send(client: Client, form: dict[str, str] | None = None, **fields: str) -> str:
    """Send a form that is kept, by default the one that is shown; returns where it leads."""
    typed = {name.replace("_", "-"): value for name, value in fields.items() if name != "do"}
    if "decide-by" in typed:
        typed["decide_by"] = typed.pop("decide-by")
    data = (shown(client) if form is None else form) | typed | {"do": fields.get("do", "save")}
    response = client.post("/my/plan/", data)
    assert response.status_code == 302, re.findall(r'role="alert".*?</div>', str(response.content))
    return response.headers["Location"]


def refused(client: Client, **fields: str) -> str:
    """Send a form that is not kept; returns the page."""
    before = plan_of(client)
    data = shown(client) | {name.replace("_", "-"): value for name, value in fields.items()}
    response = client.post("/my/plan/", data)
    html = response.content.decode()
    assert response.status_code == 200
    assert_valid_html(html)
    assert "Not saved yet." in html
    assert plan_of(client) == before
    return html


def test_form_sent_as_it_was_shown_changes_nothing(reader: Client) -> None:
    assert send(reader) == "/my/plan/?done=saved"
    assert plan_of(reader) == PLAN
    assert 'role="status">Saved.' in valid_page(reader, "/my/plan/?done=saved")


def test_first_plan_of_someone_of_whom_nothing_is_kept(client: Client, nurse: Role) -> None:
    data = shown(client) | {
        "situation": "I drive.\r\n\r\nA van.",
        "present": " Driver ",
        "new-goal": "Nurse",
        "step-new-text": "Call",
        "step-new-by": "2026-05-01",
        "step-new-evidence": "A date",
        "doubt-new-text": "Nights",
        "doubt-new-test": "Ask",
        "backup": "Stay.",
        "decide_by": "2026-12-31",
    }
    client.post("/my/plan/", data)
    plan = plan_of(client)
    assert plan.situation == "I drive.\n\nA van."
    assert (plan.present, plan.backup, plan.decide_by) == (
        *("Driver", "Stay."),
        dt.date(2026, 12, 31),
    )
    assert plan.goals == (Goal("nurse"),)
    assert [(one.text, one.by, one.evidence) for one in plan.steps] == [
        ("Call", dt.date(2026, 5, 1), "A date")
    ]
    assert plan.doubts == (Doubt("Nights", "Ask"),)


def test_every_button_keeps_what_was_typed_elsewhere_on_the_page(reader: Client) -> None:
    for do in ("up-step:1", "remove-doubt:1", "remove-goal:1", "goal:15-1253.00", "add-step"):
        send(reader, situation=f"Typed with {do}", do=do)
        assert plan_of(reader).situation == f"Typed with {do}"


def test_step_is_changed_done_moved_and_removed(reader: Client) -> None:
    form = shown(reader)
    send(reader, form | {"step-0-done": "on", "step-0-text": "Call Ann", "step-0-by": ""})
    assert plan_of(reader).steps[0] == Step("a.1", "Call Ann", None, "A date", "2.A.1.a", True)
    assert send(reader, do="down-step:0").endswith("#steps")
    assert [step.key for step in plan_of(reader).steps] == ["b.2", "a.1", "c.3"]
    send(reader, do="up-step:2")
    assert [step.key for step in plan_of(reader).steps] == ["b.2", "c.3", "a.1"]
    send(reader, do="remove-step:1")
    assert [step.key for step in plan_of(reader).steps] == ["b.2", "a.1"]
    form = shown(reader)
    form.pop("step-1-done")
    send(reader, form)
    assert not plan_of(reader).steps[1].done


def test_emptied_step_and_doubt_go(reader: Client) -> None:
    send(reader, step_1_text="", doubt_0_text="", doubt_0_test="")
    assert [step.key for step in plan_of(reader).steps] == ["a.1", "c.3"]
    assert plan_of(reader).doubts == (Doubt("Pay"),)


@pytest.mark.parametrize(
    "do", ["remove-step:9", "up-step:99", "remove-x:1", "x", "remove-step:-1", "remove-:", "up:1"]
)
def test_button_that_means_nothing_saves(reader: Client, do: str) -> None:
    send(reader, backup="Kept.", do=do)
    assert (plan_of(reader).backup, plan_of(reader).steps) == ("Kept.", PLAN.steps)


def test_goal_is_found_by_name_code_and_title(reader: Client) -> None:
    keep(reader, Record())
    for name in ("nurse", "15-1252.00", "Charge Nurse", "  NURSE "):
        send(reader, new_goal=name)
    assert [goal.role for goal in plan_of(reader).goals] == ["nurse", "15-1252.00", "charge-nurse"]


def test_goal_that_nothing_is_called_offers_what_is_like_it(reader: Client) -> None:
    html = refused(reader, new_goal="software developing", backup="Typed.")
    assert 'id="new-goal-error"' in html
    assert 'name="do" value="goal:15-1252.00"' not in html  # it is a goal already
    assert 'value="software developing"' in html
    assert "\nTyped.</textarea>" in html
    keep(reader, Record())
    offered = re.findall(r'value="goal:([^"]+)"', refused(reader, new_goal="software developing"))
    assert 1 <= len(offered) <= 5
    send(reader, do=f"goal:{offered[0]}")
    assert plan_of(reader).goals == (Goal(offered[0]),)


def test_sixth_goal_is_refused(reader: Client) -> None:
    goals = tuple(Goal(code) for code in ("a", "b", "c", "d", "e"))
    keep(reader, Record(plan=Plan(goals=goals)))
    assert "at most 5 goals" in refused(reader, new_goal="nurse", backup="Typed.")


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("situation", "4001 characters", "At most 4,000 characters are kept; these are 4,001."),
        ("present", "151 characters", "At most 150 characters"),
        ("step-0-text", "301 characters", "At most 300 characters"),
        ("step-0-text", "", "Say what you will do"),
        ("step-1-by", "tomorrow", "no day that can be read"),
        ("step-1-by", "2026-02-30", "no day that can be read"),
        ("step-1-by", "1999-12-31", "between 2000 and 2100"),
        ("step-new-by", "2026-05-01", ""),
        ("step-new-evidence", "x", ""),
        ("doubt-new-test", "x", ""),
        ("doubt-1-test", "301 characters", "At most 300 characters"),
        ("goal-0-why", "4001 characters", "At most 4,000 characters"),
        ("decide_by", "99999-01-01", "no day that can be read"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_typed_is_lost(
    reader: Client, name: str, value: str, told: str
) -> None:
    if value.endswith(" characters"):
        value = "x" * int(value.split()[0])
    data = shown(reader) | {name: value, "backup": "Typed too.", "step-2-done": "on"}
    response = reader.post("/my/plan/", data)
    html = response.content.decode()
    assert_valid_html(html)
    assert plan_of(reader) == PLAN
    assert told in html
    wrong = re.findall(r'<li><a href="#([^"]+)"', html)
    assert len(wrong) == 1
    assert f'id="{wrong[0]}-error"' in html
    assert re.search(
        rf'id="{wrong[0]}" [^>]*aria-invalid="true" aria-describedby="{wrong[0]}-', html
    )
    again = form_fields(html, having="was")
    assert {**again, "csrfmiddlewaretoken": ""} == {**data, "csrfmiddlewaretoken": ""}


def test_button_beside_an_error_comes_to_nothing(reader: Client) -> None:
    response = reader.post("/my/plan/", shown(reader) | {"step-0-by": "?", "do": "remove-step:1"})
    assert "Not saved yet." in response.content.decode()
    assert plan_of(reader) == PLAN


def test_two_tabs_undo_nothing_of_each_other(reader: Client) -> None:
    one, two = shown(reader), shown(reader)
    send(reader, one | {"situation": "From one", "step-new-text": "New in one"}, do="remove-step:1")
    send(reader, two | {"backup": "From two", "step-0-done": "on"}, do="remove-doubt:0")
    plan = plan_of(reader)
    assert (plan.situation, plan.backup) == ("From one", "From two")
    assert [(step.text, step.done) for step in plan.steps] == [
        *(("Call", True), ("Ask", False), ("New in one", False))
    ]
    assert plan.doubts == (Doubt("Pay"),)


def test_tab_from_before_everything_was_deleted_keeps_what_it_sends(reader: Client) -> None:
    form = shown(reader)
    reader.post("/my/forget/")
    send(reader, form | {"step-0-text": "Call Ann"})
    assert [step.text for step in plan_of(reader).steps] == ["Call Ann"]


@pytest.mark.parametrize(
    "was", ["", "{", "[]", "null", "3", '{"x": 1}', "[" * 5000, '{"goals":[{}]}']
)
def test_form_whose_plan_was_tampered_with_is_read_against_what_is_kept(
    reader: Client, was: str
) -> None:
    send(reader, shown(reader) | {"was": was, "backup": "Mine."})
    assert plan_of(reader).backup == "Mine."
    assert plan_of(reader).steps == PLAN.steps


def test_form_that_lacks_fields_changes_only_those_it_has(reader: Client) -> None:
    response = reader.post("/my/plan/", {"backup": "Only this."})
    assert response.status_code == 302
    plan = plan_of(reader)
    assert plan.backup == "Only this."
    assert (plan.steps, plan.doubts, plan.goals) == (PLAN.steps, PLAN.doubts, PLAN.goals)
    assert (plan.situation, plan.decide_by) == (PLAN.situation, PLAN.decide_by)


def test_typed_html_is_text_and_what_nobody_types_is_dropped(reader: Client) -> None:
    send(reader, situation='<script>"&\x07</script>', step_0_text="two\r\nlines\0")
    assert plan_of(reader).situation == '<script>"&</script>'
    assert plan_of(reader).steps[0].text == "two lines"
    for path in ("/my/plan/", "/my/plan/print/"):
        assert "<script>&quot;" not in valid_page(reader, path)


def test_proposed_steps_are_added_where_they_are_ticked(reader: Client) -> None:
    html = valid_page(reader, "/my/plan/")
    assert 'name="propose" value="ads-nurse"' in html
    response = reader.post("/my/plan/", shown(reader) | {"propose": ["ads-nurse", "made-up"]})
    assert response.headers["Location"] == "/my/plan/?done=saved#steps"
    step = plan_of(reader).steps[-1]
    assert step.text.startswith("Read five job ads with the title Nurse")
    assert step.by == dt.date(2026, 3, 17)
    assert 'value="ads-nurse"' not in valid_page(reader, "/my/plan/")


def test_ticked_proposal_stays_ticked_beside_an_error(reader: Client) -> None:
    data = shown(reader) | {"propose": ["ask-nurse"], "step-0-by": "?"}
    html = reader.post("/my/plan/", data).content.decode()
    assert 'name="propose" value="ask-nurse" checked' in html


@pytest.fixture
def rated(nurse: Role) -> str:
    """A skill for which the goal asks for level 4.5; returns its code."""
    onet = Release.objects.current().onet
    element = Element.objects.filter(domain="skill").order_by("code").first()
    assert element
    for scale, value in (("IM", 4.8), ("LV", 4.5)):
        Rating.objects.update_or_create(
            release=onet,
            occupation_id="29-1141.00",
            element=element,
            scale=scale,
            defaults={"value": value, "suppress": False, "not_relevant": False},
        )
    gap._read_levels.cache_clear()
    return str(element.code)


def test_gap_is_shown_and_becomes_a_step_with_its_skill(reader: Client, rated: str) -> None:
    assert "Rate your skills" in valid_page(reader, "/my/plan/")
    keep(reader, Record(Answers(skills={rated: 2.0}), plan=Plan(goals=(Goal("nurse"),))))
    html = valid_page(reader, "/my/plan/")
    assert '<td class="num">2.0</td><td class="num">4.5</td><td>a lot of learning</td>' in html
    assert "You said level 2.0 of 7, the goal asks for 4.5: a lot of learning." in html
    reader.post("/my/plan/", shown(reader) | {"propose": [f"learn-{rated.lower()}"]})
    assert plan_of(reader).steps[-1].skill == rated
    assert f'value="learn-{rated.lower()}"' not in valid_page(reader, "/my/plan/")


def test_levels_that_are_all_alike_show_no_gap_and_are_said(client: Client, nurse: Role) -> None:
    codes = [f"2.B.{part}.{letter}" for part in range(1, 6) for letter in "abcdefg"]
    keep(client, Record(plan=PLAN, answers=Answers(skills=dict.fromkeys(codes, 5.0))))
    page = valid_page(client, "/my/plan/")
    assert "almost all alike" in page
    assert "Rate your skills" not in page


def test_gap_is_on_paper_and_in_the_text_with_levels_in_words(reader: Client, rated: str) -> None:
    name = Element.objects.get(code=rated).name
    keep(reader, Record(Answers(skills={rated: 2.0}), plan=Plan(goals=(Goal("nurse"),))))
    paper = valid_page(reader, "/my/plan/print/")
    far = "now low (2.0), asked for middle (4.5): a lot of learning"
    assert f"<li><strong>{name}</strong>: {far}</li>" in paper
    text = reader.get("/my/plan.md").content.decode()
    assert "## What stands between\n\n### Nurse\n\nTo build (levels are of 7):\n" in text
    assert f"\n- {name}: {far}\n" in text
    keep(reader, Record(Answers(skills={rated: 5.0}), plan=Plan(goals=(Goal("nurse"),))))
    for page in ("/my/plan/", "/my/plan/print/", "/my/plan.md"):
        assert f"Carried over: {name}" in reader.get(page).content.decode()
    assert "Nothing of what was rated is below" in valid_page(reader, "/my/plan/print/")


def test_plan_without_rated_skills_says_nothing_of_a_gap_on_paper(reader: Client) -> None:
    assert "What stands between" not in valid_page(reader, "/my/plan/print/")
    assert "What stands between" not in reader.get("/my/plan.md").content.decode()


def test_shared_copy_shows_the_gap_only_if_asked_and_never_the_levels(
    reader: Client, rated: str
) -> None:
    name = Element.objects.get(code=rated).name
    assert 'name="gaps"' not in valid_page(reader, "/my/share/")
    keep(reader, Record(Answers(skills={rated: 2.0}), plan=Plan(goals=(Goal("nurse"),))))
    for data in ({}, {"gaps": "on"}):
        assert 'name="gaps" value="on">' in valid_page(reader, "/my/share/")
        reader.post("/my/share/", data)
    links = re.findall(
        r'href="http://testserver(/shared-plan/[^"]+)"', valid_page(reader, "/my/share/")
    )
    plain, wider = (valid_page(Client(), link) for link in links)
    assert "What stands between" not in plain
    assert name not in plain
    assert f"<li><strong>{name}</strong>: a lot of learning</li>" in wider
    kept_copies = json.dumps([one.document for one in SharedPlan.objects.all()])
    for shown in (wider, kept_copies):
        assert "2.0" not in shown
        assert "4.5" not in shown


@pytest.mark.parametrize("gaps", [3, [{}], [{"role": "nurse", "x": 1}], [{"role": "gone"}], None])
def test_shared_copy_whose_gaps_cannot_be_read_shows_the_plan(reader: Client, gaps: object) -> None:
    reader.post("/my/share/")
    row = SharedPlan.objects.get()
    row.document["gaps"] = gaps
    row.save()
    link = re.findall(
        r'href="http://testserver(/shared-plan/[^"]+)"', valid_page(reader, "/my/share/")
    )
    html = valid_page(Client(), link[0])
    assert "I drive a van." in html
    assert "What stands between" not in html


def test_schooling_above_that_of_the_present_job_becomes_a_step(reader: Client) -> None:
    Role.objects.filter(slug="nurse").update(ways_in="Then you get licensed by your state.")
    html = valid_page(reader, "/my/plan/")
    assert "Compare two programs that lead to the title Nurse" in html
    assert "The guide here speaks of a license." in html
    send(reader, present="Juggler of knives", do="remove-goal:1")
    assert 'value="school-nurse"' in valid_page(reader, "/my/plan/")
    send(reader, present="Registered Nurses")
    html = valid_page(reader, "/my/plan/")
    assert 'value="school-nurse"' not in html
    assert 'value="ads-nurse"' in html


@pytest.mark.parametrize(
    ("ways_in", "speaks"),
    [
        ("You need a license.", True),
        ("A licence, and then some.", True),
        ("A driver's license is enough.", False),
        ("Driver’s license. Licensing by the state.", True),
        ("Unlicensed work.", False),
    ],
)
def test_guide_speaks_of_a_license(ways_in: str, speaks: bool) -> None:
    assert bool(LICENSE.search(ways_in)) is speaks


def test_goals_that_are_gone_or_ambiguous_or_unrated_break_nothing(
    reader: Client, rated: str
) -> None:
    goals = tuple(Goal(key) for key in ("gone-role", "99-9999.00", "nurse", "15-1299.08", "a.b-c"))
    keep(reader, Record(Answers(skills={rated: 7.0}), plan=Plan(goals=goals)))
    html = valid_page(reader, "/my/plan/")
    assert html.count("This site has no page of that name any more.") == 3
    assert "Gone role" in valid_page(reader, "/my/plan/print/")
    assert send(reader, backup="x") == "/my/plan/?done=saved"


def test_roles_of_the_shortlist_are_offered_as_goals(reader: Client) -> None:
    keep(reader, Record(saved=(Saved("nurse", DAY), Saved("gone", DAY)), plan=Plan()))
    html = valid_page(reader, "/my/plan/")
    assert html.count('name="do" value="goal:') == 1
    send(reader, do="goal:nurse")
    assert plan_of(reader).goals == (Goal("nurse"),)
    assert 'name="do" value="goal:' not in valid_page(reader, "/my/plan/")


def test_plan_without_a_day_has_no_calendar_and_offers_none(reader: Client) -> None:
    for plan in (Plan(), Plan(steps=(Step("a.1", "Some day"),), backup="Stay.")):
        keep(reader, Record(plan=plan))
        for page in ("/my/", "/my/plan/"):
            assert "/my/plan.ics" not in valid_page(reader, page)
        response = reader.get("/my/plan.ics")
        assert (response.status_code, response["Location"]) == (302, "/my/plan/?done=undated")
        assert "no-store" in response["Cache-Control"]
        assert "There is no date in your plan yet" in valid_page(reader, response["Location"])
    for plan in (Plan(steps=(Step("a.1", "x", DAY),)), Plan(decide_by=DAY)):
        keep(reader, Record(plan=plan))
        for page in ("/my/", "/my/plan/"):
            assert 'href="/my/plan.ics"' in valid_page(reader, page)
        assert reader.get("/my/plan.ics").content.count(b"BEGIN:VEVENT") == 1


def test_day_that_is_past_is_kept_and_said(reader: Client) -> None:
    """The clock stands at 10 March 2026."""
    past, today = dt.date(2026, 3, 9), dt.date(2026, 3, 10)
    steps = (Step("a.1", "x", past), Step("b.2", "x", today), Step("c.3", "x", past, done=True))
    keep(reader, Record(plan=Plan(steps=steps, decide_by=past)))
    html = valid_page(reader, "/my/plan/")
    assert re.findall(r'<p class="small" id="([^"]+)-note">This day is past.</p>', html) == [
        *("step-0-by", "decide_by")
    ]
    for name in ("step-0-by", "decide_by"):
        assert re.search(rf'id="{name}" [^>]*aria-describedby="[^"]*{name}-note"', html)
    send(reader, step_1_by="2020-01-01")
    assert plan_of(reader).steps[1].by == dt.date(2020, 1, 1)
    assert 'id="step-1-by-note"' in valid_page(reader, "/my/plan/")


def test_queries_do_not_grow_with_the_plan(
    reader: Client, rated: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    codes = ("nurse", "15-1252.00", "15-1253.00", "charge-nurse", "27-2011.00")
    plan = Plan(
        goals=tuple(Goal(code) for code in codes),
        steps=tuple(Step(f"s{n}", "x") for n in range(60)),
        doubts=tuple(Doubt(f"d{n}") for n in range(20)),
    )
    saved = tuple(Saved(f"role-{n}", DAY) for n in range(100))
    keep(reader, Record(Answers(skills={rated: 2.0}), saved=saved, plan=plan))
    with django_assert_max_num_queries(35):
        reader.get("/my/plan/")
    for page in ("/my/plan/print/", "/my/plan.md"):
        with django_assert_max_num_queries(30):
            reader.get(page)


def test_post_needs_the_token_of_its_form(nurse: Role) -> None:
    client = Client(enforce_csrf_checks=True)
    assert client.post("/my/plan/", {"backup": "x"}).status_code == 403


@pytest.mark.parametrize(
    ("text", "button"),
    [
        ("save", Button("save", "", "")),
        ("remove-step:2", Button("remove", "step", "2")),
        ("goal:a-b", Button("goal", "goal", "a-b")),
        ("add-goal", Button("add", "goal", "")),
        ("remove-step:٣", Button("remove", "step", "٣")),
    ],
)
def test_button_is_read(text: str, button: Button) -> None:
    assert button_of(text) == button
    assert button.place in (-1, 2, 3)
