"""The questionnaires: asked, kept, corrected, cleared; and nothing of it in an address."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from careers import actions
from careers.guidance import questions, skills
from careers.guidance.record import Answers, Record
from careers.models import Domain, Element, ElementWords, JobTitle, Rating, TitleOccupation
from careers.views.mine.private import COOKIE
from tests.support.html import assert_valid_html, valid_page
from tests.support.reader import keep, kept
from tests.views import made

pytestmark = pytest.mark.django_db
MOST_QUERIES = 12
SHORT = [one.key for one in questions.activities() if one.form == "short"]
VALUES = sorted(questions.values().cards)
PAGES = [
    *(f"/tools/{name}/{query}" for name in ("interests", "values", "strengths", "skills")
      for query in ("", "?item=1", "results/")),
    *(f"/tools/{name}/?show=all" for name in ("interests", "values", "strengths")),
    *("/tools/interests/?show=more", "/tools/values/order/"),
    *("/tools/skills/worked/", "/tools/skills/everyday/"),
]  # fmt: skip


@pytest.fixture
def rated(db: None) -> made.World:
    """The small world with levels, and words for one element."""
    world = made.world()
    made.title("Tester", ("15-1253.00",), world.onet)
    made.title("Actor", ("27-2011.00",), world.onet)
    levels = {"15-1252.00": 4.12, "15-1253.00": 3.0}
    for occupation, level in levels.items():
        for element in ("2.A.1.a", "2.C.3.a"):
            Rating.objects.create(
                release=world.onet,
                occupation_id=occupation,
                element_id=element,
                scale=skills.LEVEL,
                value=level,
                suppress=False,
                not_relevant=False,
            )
    words = {"summary": "Taking in a page.", "low": "A label.", "middle": "A week.", "high": "All."}
    ElementWords.objects.create(element_id="2.A.1.a", slug="reading-comprehension", **words)
    return world


def answers(client: Client) -> Answers:
    """What is kept of the client's answers."""
    return kept(client).answers


def give(client: Client, held: Answers) -> None:
    """Keep answers for the client."""
    keep(client, Record(answers=held))


def send(client: Client, address: str, **fields: Any) -> Any:
    """Post a form."""
    return client.post(address, fields)


def text(response: Any) -> str:
    html: str = response.content.decode()
    assert_valid_html(html)
    return html


def assert_private(response: Any) -> None:
    assert "no-store" in response["Cache-Control"]
    assert "private" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex"
    assert response["Referrer-Policy"] in {"no-referrer", "same-origin"}


def test_index_is_public_and_leads_to_all_tools(client: Client, rated: made.World) -> None:
    response = client.get("/tools/")
    assert response["Cache-Control"] == "public, max-age=300"
    assert COOKIE not in response.cookies
    assert "Cookie" not in response.get("Vary", "")
    html = text(response)
    for name in ("interests", "skills", "values", "strengths"):
        assert f'href="/tools/{name}/"' in html
    for address in ("/fit/", "/moves/", "/my/", "/privacy/"):
        assert f'href="{address}"' in html
    assert "have not been validated" in html


@pytest.mark.parametrize("page", PAGES)
def test_page_is_valid_private_and_sets_no_cookie_of_its_own(
    client: Client,
    rated: made.World,
    page: str,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_max_num_queries(MOST_QUERIES):
        response = client.get(page)
    assert_private(response)
    assert COOKIE not in response.cookies
    html = text(response)
    assert html.count("<h1") == 1
    assert '<meta name="description"' in html
    assert 'rel="canonical"' not in html


def test_answer_is_kept_and_leads_on_to_an_address_without_it(
    client: Client, rated: made.World
) -> None:
    response = send(client, "/tools/interests/?item=1", **{f"answer-{SHORT[0]}": 4, "next": "yes"})
    assert response.status_code == 302
    assert response["Location"] == "/tools/interests/?item=2#question"
    assert_private(response)
    assert answers(client).interests == {SHORT[0]: 4}
    html = text(client.get("/tools/interests/?item=1"))
    assert re.search(r'value="4" data-digit="4" checked', html)
    assert html.count(" checked") == 1
    assert "Your interests: question 1 of 30" in html


@pytest.mark.parametrize(
    ("button", "to"),
    [
        ("next", "/tools/interests/?item=8#question"),
        ("back", "/tools/interests/?item=6#question"),
        ("skip", "/tools/interests/?item=8#question"),
        ("stop", "/tools/interests/"),
    ],
)
def test_every_button_keeps_the_answer(
    client: Client, rated: made.World, button: str, to: str
) -> None:
    fields = {f"answer-{SHORT[6]}": 2, button: "yes"}
    assert send(client, "/tools/interests/?item=7", **fields)["Location"] == to
    assert answers(client).interests == {SHORT[6]: 2}


def test_next_without_an_answer_asks_for_one_and_skip_does_not(
    client: Client, rated: made.World
) -> None:
    response = send(client, "/tools/strengths/?item=3", next="yes")
    html = text(response)
    assert response.status_code == 200
    assert 'aria-describedby="question-error"' in html
    assert 'role="alert"' in html
    assert_private(response)
    skipped = send(client, "/tools/strengths/?item=3", skip="yes")
    assert skipped["Location"] == "/tools/strengths/?item=4#question"
    assert Session.objects.count() == 0


STEMS = {
    "interests": "How much would you like to do this?",
    "strengths": "How much is this like you?",
    "values": "Which of these two jobs would you rather have?",
    "skills": "How well can you do this?",
}


@pytest.mark.parametrize("name", STEMS)
def test_every_question_says_what_is_asked_and_where_it_stands(
    client: Client, rated: made.World, name: str
) -> None:
    html = text(client.get(f"/tools/{name}/?item=1"))
    legend = html.partition("<legend>")[2].partition("</legend>")[0]
    assert STEMS[name] in legend
    assert html.count(STEMS[name]) == 1
    total = re.search(r"question 1 of (\d+)</h1>", html)
    assert total
    assert f'<progress max="{total[1]}" value="1" aria-label="Where you are">' in html
    assert f"0 of {total[1]} answered" in html


def test_knowledge_is_asked_in_its_own_words(client: Client, rated: made.World) -> None:
    number = Element.objects.filter(domain=Domain.SKILL).count() + 1
    html = text(client.get(f"/tools/skills/?item={number}"))
    assert "How much do you know about this?" in html


def test_bar_shows_the_question_and_not_the_answers(client: Client, rated: made.World) -> None:
    give(client, Answers(interests=dict.fromkeys(SHORT, 2)))
    html = text(client.get("/tools/interests/?item=5"))
    assert '<progress max="30" value="5"' in html
    assert "30 of 30 answered" in html


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("interests", "How much would you like to do each of these?"),
        ("strengths", "How much is each of these like you?"),
        ("values", "Which of the two jobs would you rather have?"),
    ],
)
def test_page_of_all_questions_asks_once_at_the_top(
    client: Client, rated: made.World, name: str, stem: str
) -> None:
    html = text(client.get(f"/tools/{name}/?show=all"))
    assert html.count(stem) == 1
    assert html.index(stem) < html.index("<legend>")
    assert STEMS[name] not in html
    legends = re.findall(r"<legend>(.*?)</legend>", html)
    assert len(set(legends)) == len(legends) > 14


def test_error_takes_the_focus_and_is_linked(client: Client, rated: made.World) -> None:
    html = text(send(client, "/tools/interests/?item=2", next="yes"))
    assert re.search(r'<fieldset [^>]*id="question"[^>]* autofocus>', html)
    assert 'href="#question"' in html
    assert "autofocus" not in text(client.get("/tools/interests/?item=2"))
    html = text(
        send(client, "/tools/interests/?show=all", **{f"answer-{SHORT[4]}": 9, "next": "yes"})
    )
    assert html.count("autofocus") == 1
    html = text(send(client, "/tools/skills/results/", **{"answer-2.A.1.a": "8"}))
    assert 'href="#level-2.A.1.a"' in html
    assert 'id="level-2.A.1.a"' in html
    doubled = {f"place-{VALUES[1]}": 1, f"place-{VALUES[0]}": 1}
    html = text(send(client, "/tools/values/order/", **doubled, save="yes"))
    assert 'href="#order-1"' in html
    assert html.count('aria-invalid="true"') == 2


@pytest.mark.parametrize("value", ["0", "6", "x", "1.5", "٣", "4 "])
def test_answer_that_is_none_is_refused_and_said(
    client: Client, rated: made.World, value: str
) -> None:
    for address in ("/tools/interests/?item=1", "/tools/interests/?show=all"):
        html = text(send(client, address, **{f"answer-{SHORT[0]}": value, "next": "yes"}))
        assert "That is none of the answers." in html
    assert Session.objects.count() == 0


@pytest.mark.parametrize("query", ["?item=0", "?item=61", "?item=x", "?item=²", "?show=none"])
def test_question_that_is_none_leads_to_the_start(
    client: Client, rated: made.World, query: str
) -> None:
    assert client.get(f"/tools/interests/{query}")["Location"] == "/tools/interests/"
    assert client.post(f"/tools/interests/{query}")["Location"] == "/tools/interests/"


def test_last_question_of_each_part_leads_to_the_results(client: Client, rated: made.World) -> None:
    for number in (30, 60):
        response = send(client, f"/tools/interests/?item={number}", skip="yes")
        assert response["Location"] == "/tools/interests/results/"
    assert "31 of 60" in text(client.get("/tools/interests/?item=31"))


def test_all_on_one_page_keeps_what_is_there_and_leaves_the_rest(
    client: Client, rated: made.World
) -> None:
    give(client, Answers(interests={SHORT[1]: 5}))
    fields = {f"answer-{SHORT[0]}": 1, f"answer-{SHORT[2]}": 3, "next": "yes"}
    response = send(client, "/tools/interests/?show=all", **fields)
    assert response["Location"] == "/tools/interests/results/"
    assert answers(client).interests == {SHORT[0]: 1, SHORT[1]: 5, SHORT[2]: 3}


def test_page_with_one_wrong_answer_keeps_none_and_shows_the_others(
    client: Client, rated: made.World
) -> None:
    fields = {f"answer-{SHORT[0]}": 1, f"answer-{SHORT[4]}": 9, "next": "yes"}
    html = text(send(client, "/tools/interests/?show=all", **fields))
    assert 'href="#question-5"' in html
    assert html.count(" checked") == 1
    assert Session.objects.count() == 0


def test_start_goes_on_at_the_first_open_question(client: Client, rated: made.World) -> None:
    give(client, Answers(interests={SHORT[0]: 1, SHORT[2]: 1}))
    html = text(client.get("/tools/interests/"))
    assert "You have answered 2 of 30." in html
    assert 'href="/tools/interests/?item=2#question"' in html


def test_clearing_takes_one_questionnaire_and_leaves_the_others(
    client: Client, rated: made.World
) -> None:
    held = Answers(interests={SHORT[0]: 1}, order=tuple(VALUES), pairs={}, skills={"2.A.1.a": 3.0})
    give(client, held)
    assert send(client, "/tools/values/", clear="yes")["Location"] == "/tools/values/"
    assert answers(client) == Answers(interests={SHORT[0]: 1}, skills={"2.A.1.a": 3.0})


def test_clearing_nothing_keeps_nothing(client: Client, rated: made.World) -> None:
    send(client, "/tools/skills/", clear="yes")
    send(client, "/tools/skills/everyday/")
    assert Session.objects.count() == 0
    assert COOKIE not in client.cookies


def test_pair_is_kept_by_the_value_chosen(client: Client, rated: made.World) -> None:
    pair = questions.values().pairs[1]
    fields = {f"answer-{pair.key}": pair.values[1], "next": "yes"}
    response = send(client, "/tools/values/?item=2", **fields)
    assert response["Location"] == "/tools/values/?item=3#question"
    assert answers(client).pairs == {pair.key: pair.values[1]}
    html = text(client.get("/tools/values/?item=2"))
    assert 'aria-describedby="question-about"' in html
    assert html.count("Both pay the same.") == 1
    assert "Both pay the same." not in text(client.get("/tools/values/?show=all"))


def test_cards_move_up_and_down_and_are_kept(client: Client, rated: made.World) -> None:
    address = "/tools/values/order/"
    assert send(client, address, up=VALUES[2])["Location"] == f"{address}#cards"
    a, b, c, *rest = VALUES
    assert answers(client).order == (a, c, b, *rest)
    send(client, address, down=a)
    assert answers(client).order == (c, a, b, *rest)
    send(client, address, up=c)
    assert answers(client).order == (c, a, b, *rest)
    assert "This order is kept." in text(client.get(address))
    assert "From the order of your cards." in text(client.get("/tools/values/results/"))


def test_cards_are_numbered_and_doubled_numbers_are_said(client: Client, rated: made.World) -> None:
    numbers = {f"place-{code}": place for place, code in enumerate(reversed(VALUES), 1)}
    response = send(client, "/tools/values/order/", **numbers, save="yes")
    assert response["Location"] == "/tools/values/results/"
    assert answers(client).order == tuple(reversed(VALUES))
    html = text(send(client, "/tools/values/order/", **numbers | {f"place-{VALUES[0]}": 1}))
    assert "Two or more cards have number 1." in html
    assert answers(client).order == tuple(reversed(VALUES))


def test_job_is_found_by_a_form_and_begins_the_profile(client: Client, rated: made.World) -> None:
    actions.refresh_all()
    html = text(send(client, "/tools/skills/worked/", find="tester"))
    assert 'name="add" value="tester"' in html
    response = send(client, "/tools/skills/worked/", add="tester")
    assert response["Location"] == "/tools/skills/worked/"
    assert answers(client).worked_as == ("tester",)
    assert answers(client).skills == {"2.A.1.a": 3.0, "2.C.3.a": 3.0}
    assert "2 levels" in text(client.get("/tools/skills/worked/"))


def test_title_of_several_occupations_has_their_mean_and_corrections_stay(
    client: Client, rated: made.World
) -> None:
    send(client, "/tools/skills/worked/", add="software-systems-engineer")
    assert answers(client).skills == {"2.A.1.a": 3.56, "2.C.3.a": 3.56}
    profile = {"answer-2.A.1.a": "6", "answer-2.C.3.a": "4"}
    send(client, "/tools/skills/results/", **profile)
    assert answers(client).skills == {"2.A.1.a": 6.0, "2.C.3.a": 3.56}
    send(client, "/tools/skills/worked/", add="15-1252.00")
    assert answers(client).skills == {"2.A.1.a": 6.0, "2.C.3.a": 4.12}
    send(client, "/tools/skills/worked/", remove="15-1252.00")
    send(client, "/tools/skills/worked/", remove="software-systems-engineer")
    assert answers(client) == Answers(skills={"2.A.1.a": 6.0})


def test_job_is_of_the_release_in_use_and_not_hidden(client: Client, rated: made.World) -> None:
    earlier = made.release("onet", "30.0", dt.date(2025, 8, 1))
    TitleOccupation.objects.create(
        release=earlier,
        job_title_id="tester",
        occupation_id="15-1252.00",
        is_official=False,
        is_reported=False,
    )
    send(client, "/tools/skills/worked/", add="tester")
    assert answers(client).skills == {"2.A.1.a": 3.0, "2.C.3.a": 3.0}
    JobTitle.objects.filter(slug="tester").update(hidden=True)
    html = text(client.get("/tools/skills/worked/"))
    assert "not rated: it brings no levels" in html


def test_guide_begins_the_profile_by_its_occupations(client: Client, rated: made.World) -> None:
    made.guide(rated)
    send(client, "/tools/skills/worked/", add="software-systems-engineer")
    assert answers(client).skills["2.A.1.a"] == 3.56


def test_job_that_is_not_rated_or_not_there_is_said(client: Client, rated: made.World) -> None:
    send(client, "/tools/skills/worked/", add="actor")
    assert "not rated: it brings no levels" in text(client.get("/tools/skills/worked/"))
    html = text(send(client, "/tools/skills/worked/", add="no-such-job"))
    assert "not here any more" in html
    assert answers(client).worked_as == ("actor",)
    give(client, Answers(worked_as=tuple(f"gone-{n}" for n in range(20))))
    assert "20 jobs are the most" in text(send(client, "/tools/skills/worked/", add="tester"))


def test_deeds_begin_the_profile_and_their_table_is_shown(
    client: Client, rated: made.World
) -> None:
    response = send(client, "/tools/skills/everyday/", done=["family-history", "none-such"])
    assert response["Location"] == "/tools/skills/results/"
    assert answers(client).everyday == ("family-history",)
    assert answers(client).skills["2.A.1.a"] == 3.0
    html = text(client.get("/tools/skills/everyday/"))
    assert html.count('" checked>') == 1
    assert "Reading Comprehension 3.0" in html


def test_level_is_rated_beside_its_examples(client: Client, rated: made.World) -> None:
    html = text(client.get("/tools/skills/?item=1"))
    assert "<dt>First example</dt><dd>A label.</dd>" in html
    assert html.count('type="radio"') == 8
    send(client, "/tools/skills/?item=1", **{"answer-2.A.1.a": "0", "next": "yes"})
    assert answers(client).skills == {"2.A.1.a": 0.0}


def test_profile_refuses_a_level_that_is_none_and_takes_one_out(
    client: Client, rated: made.World
) -> None:
    give(client, Answers(skills={"2.A.1.a": 3.4}))
    html = text(send(client, "/tools/skills/results/", **{"answer-2.A.1.a": "8"}))
    assert "Nothing was kept." in html
    assert 'aria-invalid="true"' in html
    assert answers(client).skills == {"2.A.1.a": 3.4}
    send(client, "/tools/skills/results/", **{"answer-2.A.1.a": ""})
    assert answers(client).skills == {}


@pytest.mark.parametrize("page", ["skills/worked/", "skills/results/", "interests/results/"])
def test_queries_do_not_grow_with_what_was_answered(
    client: Client, rated: made.World, page: str
) -> None:
    few = Answers(worked_as=("tester",), interests={SHORT[0]: 1})
    many = Answers(
        worked_as=("tester", "actor", "software-systems-engineer"),
        interests=dict.fromkeys(SHORT, 2),
        everyday=tuple(deed.key for deed in questions.everyday().item),
        skills={"2.A.1.a": 3.0, "2.B.3.e": 2.0},
    )
    counts = []
    for held in (few, many):
        give(client, held)
        with CaptureQueriesContext(connection) as queries:
            valid_page(client, f"/tools/{page}")
        counts.append(len(queries))
    assert counts[0] == counts[1] <= MOST_QUERIES


def test_forged_form_is_refused(rated: made.World) -> None:
    guarded = Client(enforce_csrf_checks=True)
    fields = {f"answer-{SHORT[0]}": 4, "next": "yes"}
    assert guarded.post("/tools/interests/?item=1", fields).status_code == 403
    assert settings.SESSION_COOKIE_NAME not in guarded.cookies
