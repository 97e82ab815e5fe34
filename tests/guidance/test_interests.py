"""Interests: worked examples, flat answers, letters only where ranks are apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careers.guidance import interests, questions
from careers.guidance.record import Answers

SHORT = [one for one in questions.activities() if one.form == "short"]
EVERY = questions.activities()


def answers(short: dict[str, list[int]], long: dict[str, list[int]] | None = None) -> Answers:
    """Answers by letter: the points for the activities of a type in order."""
    given_: dict[str, int] = {}
    for form, points in (("short", short), ("long", long or {})):
        for letter, row in points.items():
            asked = [one for one in EVERY if one.form == form and one.type == letter]
            given_ |= {one.key: point for one, point in zip(asked, row, strict=False)}
    return Answers(interests=given_)


CLEAR = {
    "R": [1, 1, 2, 1, 2],
    "I": [5, 5, 4, 5, 5],
    "A": [4, 4, 3, 4, 4],
    "S": [3, 3, 3, 2, 3],
    "E": [2, 1, 2, 2, 1],
    "C": [1, 2, 1, 2, 1],
}


def test_scores_of_a_worked_example() -> None:
    scores = interests.scores(answers(CLEAR))
    means = {row.letter: row.mean for row in scores.types}
    assert means == {"I": 4.8, "A": 3.8, "S": 2.8, "E": 1.6, "R": 1.4, "C": 1.4}
    assert [row.letter for row in scores.types] == ["I", "A", "S", "E", "R", "C"]
    assert scores.code == "IAS"
    assert (scores.answered, scores.asked, scores.is_flat) == (30, 30, False)
    # Within the types the squares add up to 3 × 0.8 + 3 × 1.2 = 6 over 24: s = 0.5, s/√5 = 0.2236.
    assert scores.types[0].error == pytest.approx(0.2236, abs=1e-4)
    assert interests.person(answers(CLEAR))["1.B.1.b"] == 4.8
    assert interests.items(answers(CLEAR))["1.B.1.b"] == (4.0, 5.0, 5.0, 5.0, 5.0)


def test_types_too_close_to_rank_are_told_together_without_letters() -> None:
    close = CLEAR | {"A": [5, 4, 5, 5, 4]}
    scores = interests.scores(answers(close))
    assert scores.code == ""
    assert [{row.letter for row in group} for group in scores.groups[:2]] == [{"I", "A"}, {"S"}]


def test_answers_without_any_spread_have_that_of_rounding() -> None:
    # s = 1/√12, so the error of a mean of five is 1/√60.
    base = {letter: [3] * 5 for letter in "RIASEC"}
    scores = interests.scores(answers(base | {"R": [4] * 5, "C": [5] * 5}))
    assert [[row.letter for row in group] for group in scores.groups[:2]] == [["C"], ["R"]]
    assert scores.types[0].error == pytest.approx((1 / 60) ** 0.5)
    assert scores.code == ""


def test_long_form_counts_ten_of_each_type() -> None:
    scores = interests.scores(answers(CLEAR, {"R": [5, 5, 5, 5, 5]}))
    realistic = next(row for row in scores.types if row.letter == "R")
    assert (realistic.mean, realistic.answered, realistic.asked) == (3.2, 10, 10)
    assert (scores.answered, scores.asked, scores.is_short) == (35, 60, False)


@pytest.mark.parametrize("points", [1, 2, 3, 4, 5])
def test_straight_line_is_said_and_not_scored(points: int) -> None:
    flat = answers({letter: [points] * 5 for letter in "RIASEC"})
    scores = interests.scores(flat)
    assert scores.is_flat
    assert scores.groups == ()
    assert scores.code == ""
    assert interests.person(flat) == {}
    assert len(interests.items(flat)) == 6


def test_line_with_two_answers_one_point_off_is_flat() -> None:
    nearly = {letter: [3] * 5 for letter in "RIASEC"} | {"R": [4, 3, 3, 3, 3], "I": [2, 3, 3, 3, 3]}
    assert interests.scores(answers(nearly)).is_flat


def test_three_scattered_answers_among_thirty_alike_are_flat_though_they_spread() -> None:
    off = [5, 1, 1, 1, 1]
    line = {letter: [1] * 5 for letter in "RIASEC"} | {"R": off, "A": off, "C": off}
    assert interests.scores(answers(line)).is_flat


@pytest.mark.parametrize(
    "cycle", [[1, 2, 3, 4, 5], [1, 5], [5, 1, 3], [1, 2, 3, 4, 5, 4, 3, 2], [5] * 15 + [1] * 15]
)
@pytest.mark.parametrize("asked", [SHORT, EVERY])
def test_pattern_in_the_order_of_asking_is_said_and_not_scored(
    cycle: list[int], asked: list[questions.Activity]
) -> None:
    line = {one.key: cycle[n % len(cycle)] for n, one in enumerate(asked)}
    scores = interests.scores(Answers(interests=line))
    assert (scores.is_pattern, scores.is_flat, scores.is_scored) == (True, False, False)
    assert (scores.groups, scores.code) == ((), "")
    assert interests.person(Answers(interests=line)) == {}


def test_one_who_likes_but_one_type_is_scored() -> None:
    line = {letter: [1] * 5 for letter in "RIASEC"} | {"A": [5, 5, 5, 1, 1]}
    scores = interests.scores(answers(line))
    assert not scores.is_flat
    assert scores.types[0].letter == "A"


def test_five_alike_answers_are_too_few_to_be_flat() -> None:
    few = answers({letter: [5] for letter in "RIASE"})
    assert interests.person(few) == {f"1.B.1.{letter}": 5.0 for letter in "abcde"}
    assert interests.scores(few).groups == ()


def test_nothing_answered_is_nothing_scored() -> None:
    scores = interests.scores(Answers())
    assert [row.mean for row in scores.types] == [None] * 6
    assert (scores.answered, scores.is_flat, scores.code) == (0, False, "")
    assert interests.person(Answers()) == {}


def test_answer_to_no_question_of_ours_is_passed_over() -> None:
    assert interests.items(Answers(interests={"no-such-key": 5})) == {}


@given(st.dictionaries(st.sampled_from([one.key for one in EVERY]), st.integers(1, 5)), st.data())
def test_order_of_answering_changes_nothing(points: dict[str, int], data: st.DataObject) -> None:
    other = dict(data.draw(st.permutations(list(points.items()))))
    assert interests.scores(Answers(interests=points)) == interests.scores(Answers(interests=other))
    assert interests.person(Answers(interests=points)) == interests.person(Answers(interests=other))


@given(
    st.dictionaries(st.sampled_from([one.key for one in EVERY]), st.integers(1, 4), min_size=1),
    st.data(),
)
def test_liking_an_activity_more_never_lowers_its_type(
    points: dict[str, int], data: st.DataObject
) -> None:
    key = data.draw(st.sampled_from(sorted(points)))
    code = interests.TYPES[next(one.type for one in EVERY if one.key == key)][0]

    def mean(given_: dict[str, int]) -> float:
        rows = interests.scores(Answers(interests=given_)).types
        return next(row.mean or 0 for row in rows if row.code == code)

    assert mean(points | {key: points[key] + 1}) > mean(points)
