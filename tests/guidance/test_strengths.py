"""Strengths: what stands out beside the rest of one person, and honest ties."""

from __future__ import annotations

import math
import os
import random
from collections import Counter
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careers.guidance import questions, strengths
from careers.guidance.record import Answers

STYLES = list(questions.styles())
PLACES = [0, 3, 7, 8, 20, 5, 12, 15, 1, 10, 18, *(n for n in range(21) if n in {2, 4, 6, 9, 11})]
"""Places that lie in no pattern: people do not stand out in what is asked side by side."""
KEYS = [one.key for style in questions.styles().values() for one in style.statements]


def answers(means: dict[int, tuple[int, int]], rest: tuple[int, int] = (3, 2)) -> Answers:
    """Answers by place of the style, which are scattered; `rest` for all other styles."""
    points = {}
    by_style = {PLACES[place]: given for place, given in means.items()}
    for place, style in enumerate(questions.styles().values()):
        for statement, point in zip(style.statements, by_style.get(place, rest), strict=True):
            points[statement.key] = point
    return Answers(strengths=points)


def test_scores_of_a_worked_example() -> None:
    five = {0: (5, 5), 1: (5, 5), 2: (5, 4), 3: (4, 4), 4: (4, 4)}
    scores = strengths.scores(answers(five))
    assert [row.code for row in scores.stand_out] == [STYLES[n] for n in (0, 3, 7, 8, 20)]
    # Own mean: (5 + 5 + 4.5 + 4 + 4 + 16 × 2.5) / 21.
    assert scores.own_mean == pytest.approx(62.5 / 21)
    assert scores.stand_out[0].standing == pytest.approx(5 - 62.5 / 21)
    assert strengths.person(answers(five))[STYLES[7]] == 4.5
    assert strengths.items(answers(five))[STYLES[7]] == (4.0, 5.0)


@pytest.mark.parametrize(
    ("tops", "named", "as_high"),
    [
        ([5, 5, 5, 5, 5, 4, 4], 5, 0),
        ([5, 5, 5, 5, 4, 4, 3], 4, 0),
        ([5, 5, 5, 5, 4, 3, 3], 5, 0),
        ([5, 5, 5, 4, 4, 4, 3], 5, 1),
        ([5, 5, 5, 4, 4, 4, 4, 4, 4], 5, 4),
        ([5, 5, 5, 4, 4, 4, 4, 4, 4, 4], 3, 0),
        ([5] * 7 + [4], 5, 2),
        ([5] * 9, 5, 4),
        ([5, 4, 4, 4, 4, 4, 4, 4, 4, 4], 1, 0),
        ([5] * 10, 0, 0),
        ([5, 4], 2, 0),
    ],
)
def test_four_or_five_are_named_and_ties_are_told(
    tops: list[int], named: int, as_high: int
) -> None:
    given_ = answers({n: (top, top) for n, top in enumerate(tops)}, rest=(1, 2))
    if len(tops) == 2:  # all others level below the person's own mean
        given_ = answers({0: (5, 5), 1: (4, 4)}, rest=(3, 2))
    scores = strengths.scores(given_)
    assert (len(scores.stand_out), len(scores.as_high)) == (named, as_high)
    assert {row.mean for row in scores.as_high} <= {row.mean for row in scores.stand_out[-1:]}
    assert len(scores.level) == (0 if named else 10)


def test_style_whose_statements_agree_comes_before_one_of_the_same_mean() -> None:
    tops = {0: (5, 3), 1: (5, 5), 2: (5, 5), 3: (5, 5), 4: (5, 5), 5: (4, 4)}
    scores = strengths.scores(answers(tops))
    # 4 and 5 are level with each other below four fives: four are named; a fifth five brings both.
    assert [row.code for row in scores.styles[4:6]] == [STYLES[PLACES[5]], STYLES[PLACES[0]]]
    tops[4] = (4, 4)
    scores = strengths.scores(answers(tops))
    assert {row.code for row in scores.stand_out[3:]} == {STYLES[PLACES[4]], STYLES[PLACES[5]]}
    assert [row.code for row in scores.as_high] == [STYLES[PLACES[0]]]


def people(number: int, seed: int = 3) -> Iterator[dict[str, int]]:
    """Simulated readers: a level of their own, styles that spread around it, noise (stability)."""
    rng = random.Random(seed)
    for _ in range(number):
        own = rng.gauss(3.3, 0.4)
        points = {}
        for style in questions.styles().values():
            mean = own + rng.gauss(0, 0.66)
            for one in style.statements:
                points[one.key] = min(max(math.floor(mean + rng.gauss(0, 1) + 0.5), 1), 5)
        yield points


def test_four_or_five_are_named_for_nearly_all_people() -> None:
    number = int(os.environ.get("WAYMARK_PEOPLE", "1000"))
    found = [strengths.scores(Answers(strengths=points)) for points in people(number)]
    share = Counter(len(scores.stand_out) for scores in found)
    assert (share[4] + share[5]) / number > 0.93
    assert max(share) == 5
    assert sum(scores.is_flat or scores.is_pattern for scores in found) == 0


def test_person_who_says_much_of_everything_gets_the_same_names() -> None:
    low = strengths.scores(answers(dict.fromkeys(range(5), (3, 3)), rest=(1, 2)))
    high = strengths.scores(answers(dict.fromkeys(range(5), (5, 5)), rest=(3, 4)))
    assert [row.code for row in low.stand_out] == [row.code for row in high.stand_out]
    assert [row.standing for row in low.stand_out] == pytest.approx(
        [row.standing for row in high.stand_out]
    )


def test_flat_answers_are_said_and_not_scored() -> None:
    scores = strengths.scores(answers({}, rest=(4, 4)))
    assert scores.is_flat
    assert scores.stand_out == scores.level == ()
    assert strengths.person(answers({}, rest=(4, 4))) == {}


@pytest.mark.parametrize(
    "cycle", [[1, 2, 3, 4, 5], [1, 5], [5, 4, 3, 2, 1], [1, 2, 3, 4, 5, 4, 3, 2]]
)
def test_pattern_in_the_order_of_asking_is_said_and_not_scored(cycle: list[int]) -> None:
    line = {one.key: cycle[n % len(cycle)] for n, one in enumerate(strengths.in_order())}
    scores = strengths.scores(Answers(strengths=line))
    assert (scores.is_pattern, scores.is_flat, scores.is_scored) == (True, False, False)
    assert scores.stand_out == scores.level == ()
    assert strengths.person(Answers(strengths=line)) == {}


def test_nine_styles_are_too_few_to_name_any() -> None:
    points = dict(zip(KEYS[:18:2], [5, 5, 5, 5, 5, 1, 1, 1, 1], strict=True))
    assert strengths.scores(Answers(strengths=points)).stand_out == ()
    more = strengths.scores(Answers(strengths=points | {KEYS[18]: 1}))
    assert len(more.stand_out) == 5


def test_statements_of_a_style_are_never_asked_side_by_side() -> None:
    asked = strengths.in_order()
    style_of = {one.key: code for code, s in questions.styles().items() for one in s.statements}
    assert sorted(one.key for one in asked) == sorted(KEYS)
    assert len({style_of[one.key] for one in asked[:21]}) == 21
    assert style_of[asked[20].key] != style_of[asked[21].key]


@given(st.dictionaries(st.sampled_from(KEYS), st.integers(1, 5)), st.data())
def test_order_of_answering_changes_nothing(points: dict[str, int], data: st.DataObject) -> None:
    other = dict(data.draw(st.permutations(list(points.items()))))
    one, two = Answers(strengths=points), Answers(strengths=other)
    assert strengths.scores(one) == strengths.scores(two)
    assert strengths.person(one) == strengths.person(two)
