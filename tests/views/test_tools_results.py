"""Results of the questionnaires: what is named, what is not scored, and the ways on."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from careers.guidance import fit, questions, strengths
from careers.guidance.record import Answers, Record
from careers.views.mine.tools_fit import ranking
from tests.support.html import valid_page
from tests.support.reader import keep
from tests.views import made

pytestmark = pytest.mark.django_db
SHORT = [one.key for one in questions.activities() if one.form == "short"]
VALUES = sorted(questions.values().cards)
FIT = 'href="/fit/">See which roles fit what you have answered so far'
OTHERS = 'href="/fit/">See which roles fit your other answers'
CYCLE = {key: 1 + n % 5 for n, key in enumerate(SHORT)}
FIRSTS = {one.key: one.values[0] for one in questions.values().pairs}
STATEMENTS = {one.key: 1 + n % 5 for n, one in enumerate(strengths.in_order())}


@pytest.fixture
def world(db: None) -> made.World:
    """The small world."""
    return made.world()


def give(client: Client, held: Answers) -> None:
    """Keep answers for the client."""
    keep(client, Record(answers=held))


def test_interest_results_show_letters_numbers_and_the_way_on(
    client: Client, world: made.World
) -> None:
    points = {"I": 5, "A": 4, "S": 3}
    held = {
        one.key: points.get(one.type, 1) for one in questions.activities() if one.form == "short"
    }
    give(client, Answers(interests=held))
    html = valid_page(client, "/tools/interests/results/")
    assert "Investigative (finding out), Artistic (making) and Social (helping)." in html
    assert "<strong>IAS</strong>" in html
    assert 'Investigative: <span class="gloss">finding out</span>' in html
    assert "5 of 5" in html
    assert "± 0.13" in html
    assert 'href="/tools/interests/?item=31#question">Go on to 60' in html
    assert "have not been validated" in html
    assert "Holland" in html


@pytest.mark.parametrize(
    ("points", "said"),
    [
        ({"A": 5}, "Artistic stands out. Then come"),
        ({"R": 5, "A": 5}, "Realistic and Artistic stand out; the answers do not tell which comes"),
        ({"R": 5, "A": 5, "C": 5}, "stand out; the answers do not put them in order for certain."),
        ({"A": 5, "R": 3}, "Artistic stands out. Then comes Realistic."),
        ({"A": 5, "R": 3, "S": 3}, "Then come Realistic and Social; the answers do not tell in"),
        ({"R": 5, "A": 5, "C": 5, "S": 5}, "Investigative and Enterprising are lower than the"),
        ({"R": 5, "A": 5, "C": 5, "S": 5, "E": 5}, "Investigative is lower than the other five."),
    ],
)
def test_order_of_types_is_told_as_far_as_the_answers_tell_it(
    client: Client, world: made.World, points: dict[str, int], said: str
) -> None:
    held = {one.key: points.get(one.type, 1) for one in questions.activities()}
    if said.endswith("Then come"):  # the others apart, or they would all come last
        held |= {one.key: 2 for one in questions.activities() if one.type in "RS"}
    give(client, Answers(interests=held))
    html = " ".join(valid_page(client, "/tools/interests/results/").split())
    assert said in html
    assert "too close to the next to rank" not in html


@pytest.mark.parametrize(
    ("page", "held", "said"),
    [
        ("interests", Answers(interests=CYCLE), "follow a pattern from question to question"),
        ("strengths", Answers(strengths=STATEMENTS), "follow a pattern from statement to"),
        ("values", Answers(pairs=FIRSTS), "so the choices are not scored"),
    ],
)
def test_pattern_is_said_with_a_way_on_and_shows_no_numbers(
    client: Client, world: made.World, page: str, held: Answers, said: str
) -> None:
    give(client, held)
    html = valid_page(client, f"/tools/{page}/results/")
    assert said in html
    assert "Nothing is lost" in html
    assert f'class="button" href="/tools/{page}/?item=1#question"' in html
    assert "<table" not in html
    assert 'href="/fit/">See' not in html


def test_choices_of_one_side_leave_the_cards_scored(client: Client, world: made.World) -> None:
    give(client, Answers(pairs=FIRSTS, order=tuple(VALUES)))
    html = valid_page(client, "/tools/values/results/")
    assert "Your choices between two jobs are not scored" in html
    assert ">Card</th>" in html
    assert ">Choices</th>" not in html
    assert FIT in html


def test_profile_in_a_line_is_said_and_not_scored(client: Client, world: made.World) -> None:
    line = {f"2.B.3.{letter}": 3.0 for letter in "abcdefghijklmnopqrstu"}
    give(client, Answers(skills=line))
    html = valid_page(client, "/tools/skills/results/")
    assert "Your levels of skills are not scored." in html
    assert 'href="/fit/">See' not in html
    give(client, Answers(skills=line | {"2.B.3.a": 6.0, "2.B.3.b": 6.0, "2.B.3.c": 1.0}))
    html = valid_page(client, "/tools/skills/results/")
    assert "not scored.</strong>" not in html
    assert FIT in html


@pytest.mark.parametrize(
    ("held", "link"),
    [
        (Answers(), ""),
        (Answers(interests=dict.fromkeys(SHORT, 2)), ""),
        (Answers(interests={SHORT[0]: 3}), ""),
        (Answers(interests={SHORT[0]: 4}), FIT),
        (Answers(interests=CYCLE, order=tuple(VALUES)), OTHERS),
        (Answers(skills={"2.A.1.a": 3.0}), OTHERS),
    ],
)
def test_roles_that_fit_are_offered_only_where_they_can_be_ranked(
    client: Client, world: made.World, held: Answers, link: str
) -> None:
    give(client, held)
    html = valid_page(client, "/tools/interests/results/")
    assert [one for one in (FIT, OTHERS) if one in html] == [one for one in [link] if one]
    for name in ("skills", "values", "strengths"):
        assert f'<li><a href="/tools/{name}/">' in html


@given(
    st.dictionaries(st.sampled_from(SHORT), st.integers(1, 5), max_size=7),
    st.dictionaries(st.sampled_from(sorted(STATEMENTS)), st.integers(3, 4), max_size=4),
    st.dictionaries(st.sampled_from(sorted(FIRSTS)), st.integers(0, 1), max_size=4),
)
def test_roles_are_offered_for_just_the_answers_that_fit_ranks_by(
    liked: dict[str, int], like_me: dict[str, int], sides: dict[str, int]
) -> None:
    pairs = {key: key.split()[side] for key, side in sides.items()}
    held = Answers(interests=liked, strengths=like_me, pairs=pairs)
    elements = {
        fit.INTERESTS: [f"1.B.1.{letter}" for letter in "abcdef"],
        fit.VALUES: VALUES,
        fit.STRENGTHS: sorted(questions.styles()),
    }
    person = fit.person_of(held)
    for part, codes in elements.items():
        is_told = bool(fit.unit(fit.filled(part, person.of(part), codes)).any())
        assert (ranking(held, part) == part) == is_told


def test_flat_answers_are_said_and_show_no_numbers(client: Client, world: made.World) -> None:
    give(client, Answers(interests=dict.fromkeys(SHORT, 3)))
    html = valid_page(client, "/tools/interests/results/")
    assert "they are not scored" in html
    assert "<table" not in html
    statements = [one.key for style in questions.styles().values() for one in style.statements]
    give(client, Answers(strengths=dict.fromkeys(statements, 4)))
    assert "they are not scored" in valid_page(client, "/tools/strengths/results/")


def test_strength_results_name_five_with_their_uses_and_costs(
    client: Client, world: made.World
) -> None:
    styles = list(questions.styles().values())
    held = {one.key: 2 + 3 * (place < 5) for place, s in enumerate(styles) for one in s.statements}
    give(client, Answers(strengths=held))
    html = valid_page(client, "/tools/strengths/results/")
    assert html.count("Where it can cost") == 5
    assert f"5 of {len(styles)} ways of working stand out" in html
    assert "+2.29" in html


def test_strengths_as_high_as_the_last_are_told(client: Client, world: made.World) -> None:
    places = (0, 3, 7, 8, 20, 5, 12)
    held = {
        one.key: 5 if place in places else 2
        for place, style in enumerate(questions.styles().values())
        for one in style.statements
    }
    give(client, Answers(strengths=held))
    html = valid_page(client, "/tools/strengths/results/")
    assert "5 of 21 ways of working stand out" in html
    assert "2 more are as high as the last of them:" in html
    assert html.count("Where it can cost") == 7
    assert html.count('<details class="more"><summary>') >= 2


def test_choices_that_go_in_circles_are_said(client: Client, world: made.World) -> None:
    order = "abcdef"
    chosen = {}
    for pair in questions.values().pairs:
        one, other = sorted(pair.values, key=lambda code: order.index(code[-1]))
        near = order.index(other[-1]) - order.index(one[-1]) <= 2
        chosen[pair.key] = one if near else other
    give(client, Answers(pairs=chosen))
    html = valid_page(client, "/tools/values/results/")
    assert re.search(r"\d of 20 sets of three went in a circle", html)
    assert "take this order lightly" in html
