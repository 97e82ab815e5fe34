"""Skills: what deeds show, what jobs bring, and that corrections stay."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careers.guidance import questions, skills
from careers.guidance.record import Answers
from careers.models import Domain, Element, Rating
from tests.views import made

DEEDS = [deed.key for deed in questions.everyday().item]
LEVELS = st.dictionaries(
    st.sampled_from(["2.A.1.a", "2.A.1.b", "2.B.1.a", "2.C.1.a"]),
    st.integers(0, 28).map(lambda quarter: quarter / 4),
)


def test_one_deed_shows_what_its_line_says() -> None:
    assert skills.shown_by(["everyday-meals"]) == {"2.B.3.g": 2.0, "2.B.5.a": 2.5, "2.B.5.c": 2.0}


def test_further_deeds_add_a_quarter_each_and_a_half_at_most() -> None:
    # 2.B.1.a at 3.0, 3.0, 3.0, then 3.5: the highest, and what the others add.
    assert skills.shown_by(["raised-child"])["2.B.1.a"] == 3.0
    assert skills.shown_by(["raised-child", "minded-children"])["2.B.1.a"] == 3.25
    three = ["raised-child", "minded-children", "daily-care"]
    assert skills.shown_by(three)["2.B.1.a"] == 3.5
    assert skills.shown_by([*three, "listened-in-crisis"])["2.B.1.a"] == 4.0


def test_deed_that_is_none_shows_nothing() -> None:
    assert skills.shown_by(["no-such-deed"]) == {}


@given(st.sets(st.sampled_from(DEEDS)), st.sampled_from(DEEDS))
def test_one_deed_more_never_lowers_a_level(ticked: set[str], more: str) -> None:
    before, after = skills.shown_by(ticked), skills.shown_by({*ticked, more})
    assert all(after[code] >= level for code, level in before.items())
    assert all(0 <= level <= skills.HIGHEST for level in after.values())


def test_job_has_the_mean_over_its_rated_occupations() -> None:
    rated = {"a": {"2.A.1.a": 3.0, "2.A.1.b": 2.0}, "b": {"2.A.1.a": 4.25}}
    assert skills.of_job(rated, ["a", "b", "unrated"]) == {"2.A.1.a": 3.62, "2.A.1.b": 2.0}
    assert skills.of_job(rated, ["unrated"]) == {}


def test_two_jobs_have_the_higher_level_of_each() -> None:
    one, other = {"2.A.1.a": 3.0, "2.A.1.b": 2.0}, {"2.A.1.a": 2.0, "2.C.1.a": 1.0}
    assert skills.highest([one, other]) == {"2.A.1.a": 3.0, "2.A.1.b": 2.0, "2.C.1.a": 1.0}


def test_what_was_corrected_or_taken_out_stays_when_the_beginning_changes() -> None:
    before = {"2.A.1.a": 3.0, "2.A.1.b": 2.0, "2.A.1.c": 1.0}
    held = {"2.A.1.a": 5.0, "2.A.1.b": 2.0, "2.B.1.a": 4.0}
    after = {"2.A.1.a": 3.5, "2.A.1.b": 2.5, "2.A.1.c": 1.5, "2.A.1.d": 1.0}
    assert skills.begun_anew(held, before, after) == {
        "2.A.1.a": 5.0,
        "2.A.1.b": 2.5,
        "2.A.1.d": 1.0,
        "2.B.1.a": 4.0,
    }


@given(LEVELS, LEVELS)
def test_beginning_that_comes_and_goes_leaves_what_was_chosen_by_hand(
    held: dict[str, float], begun: dict[str, float]
) -> None:
    own = {code: level for code, level in held.items() if begun.get(code) != level}
    there = skills.begun_anew(own, {}, begun)
    assert skills.begun_anew(there, begun, {}) == own
    assert skills.begun_anew(there, begun, begun) == there


@pytest.mark.parametrize(
    ("level", "chosen", "kept"),
    [(3.4, 3, 3.4), (3.5, 4, 3.5), (2.5, 3, 2.5), (3.4, 4, 4.0), (None, 0, 0.0), (3.0, 3, 3.0)],
)
def test_level_keeps_its_decimals_until_another_is_chosen(
    level: float | None, chosen: int, kept: float
) -> None:
    assert skills.corrected(level, chosen) == kept


def test_person_has_the_levels_as_they_are() -> None:
    assert skills.person(Answers(skills={"2.B.1.a": 3.5, "2.A.1.a": 0.0})) == {
        "2.A.1.a": 0.0,
        "2.B.1.a": 3.5,
    }


KINDS = {"2.A.1": 6, "2.A.2": 4, "2.B.1": 6, "2.B.2": 1, "2.B.3": 11, "2.B.4": 3, "2.B.5": 4}
"""The 35 skills by kind."""
ASKED = [f"{kind}.{letter}" for kind, count in KINDS.items() for letter in "abcdefghijk"[:count]]
KNOWN = [f"2.C.{number}" for number in range(10, 43)]


@pytest.mark.parametrize("level", [0.0, 3.0, 7.0])
def test_skills_at_one_level_are_not_scored(level: float) -> None:
    held = dict.fromkeys(ASKED, level) | {"2.C.10": 4.0}
    assert skills.lines(held) == (True, False)
    assert skills.person(Answers(skills=held)) == {"2.C.10": 4.0}
    held |= dict.fromkeys(ASKED[:3], 5.0)
    assert skills.lines(held) == (True, False)
    held |= {ASKED[3]: 5.0}
    assert skills.lines(held) == (False, False)
    assert skills.person(Answers(skills=held)) == held


@pytest.mark.parametrize("cycle", [[0, 7], [1, 2, 3, 4, 5], [0, 1, 2, 3, 4, 5, 6, 7]])
def test_skills_in_a_cycle_are_not_scored(cycle: list[int]) -> None:
    held = {code: float(cycle[n % len(cycle)]) for n, code in enumerate(ASKED)}
    assert skills.lines(held) == (True, False)


def test_few_alike_levels_and_no_knowledge_at_all_are_an_answer() -> None:
    assert skills.lines(dict.fromkeys(ASKED[:19], 4.0)) == (False, False)
    assert skills.lines(dict.fromkeys(KNOWN, 0.0)) == (False, False)
    assert skills.lines(dict.fromkeys(KNOWN, 2.0)) == (False, True)


@pytest.mark.parametrize(("by_kind", "most"), [(False, 0), (True, 5)])
def test_few_people_who_rate_their_skills_are_taken_for_a_line(by_kind: bool, most: int) -> None:
    rng = random.Random(1)
    found = 0
    for _ in range(2000):
        own = rng.gauss(3, 1)
        of_kind = {kind: own + rng.gauss(0, 1.5) for kind in KINDS}
        held = {
            code: float(
                min(max(round(of_kind[code[:5]] if by_kind else rng.gauss(own, 1.5)), 0), 7)
            )
            for code in ASKED
        }
        found += any(skills.lines(held))
    assert found <= most


@pytest.mark.django_db
def test_rated_levels_are_without_what_is_suppressed_or_not_relevant() -> None:
    onet = made.world().onet
    for code, value, suppress, not_relevant in (
        ("2.A.1.a", 4.0, False, False),
        ("2.B.3.e", 3.0, True, False),
        ("2.C.3.a", 2.0, False, True),
    ):
        Rating.objects.create(
            release=onet,
            occupation_id="15-1252.00",
            element_id=code,
            scale=skills.LEVEL,
            value=value,
            suppress=suppress,
            not_relevant=not_relevant,
        )
    assert Element.objects.filter(domain=Domain.SKILL).count() == 2
    found = skills.rated_levels(onet, ["15-1252.00", "15-1253.00"])
    assert found == {"15-1252.00": {"2.A.1.a": 4.0}}
    assert skills.rated_levels(None, ["15-1252.00"]) == {}
