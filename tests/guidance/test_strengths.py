"""Strengths: what stands out beside the rest of one person, and honest ties."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careers.guidance import questions, strengths
from careers.guidance.record import Answers

STYLES = list(questions.styles())
KEYS = [one.key for style in questions.styles().values() for one in style.statements]


def answers(means: dict[int, tuple[int, int]], rest: tuple[int, int] = (3, 2)) -> Answers:
    """Answers by place of the style; `rest` for all other styles."""
    points = {}
    for place, style in enumerate(questions.styles().values()):
        for statement, point in zip(style.statements, means.get(place, rest), strict=True):
            points[statement.key] = point
    return Answers(strengths=points)


def test_scores_of_a_worked_example() -> None:
    five = {0: (5, 5), 3: (5, 5), 7: (5, 4), 8: (4, 4), 20: (4, 4)}
    scores = strengths.scores(answers(five))
    assert [row.code for row in scores.stand_out] == [STYLES[n] for n in (0, 3, 7, 8, 20)]
    # Own mean: (5 + 5 + 4.5 + 4 + 4 + 16 × 2.5) / 21.
    assert scores.own_mean == pytest.approx(62.5 / 21)
    assert scores.stand_out[0].standing == pytest.approx(5 - 62.5 / 21)
    assert strengths.person(answers(five))[STYLES[7]] == 4.5
    assert strengths.items(answers(five))[STYLES[7]] == (4.0, 5.0)


@pytest.mark.parametrize(
    ("tops", "named"),
    [
        ([5, 5, 5, 5, 5, 4, 4], 5),
        ([5, 5, 5, 5, 4, 4, 3], 4),
        ([5, 5, 5, 4, 4, 4, 3], 6),
        ([5, 5, 5, 4, 4, 4, 4, 4, 4, 4], 3),
        ([5] * 7 + [4], 7),
        ([5] * 8, 8),
        ([5, 4, 4, 4, 4, 4, 4, 4, 4, 4], 1),
        ([5] * 9, 0),
    ],
)
def test_no_style_is_named_while_another_of_its_mean_is_not(tops: list[int], named: int) -> None:
    scores = strengths.scores(answers({n: (top, top) for n, top in enumerate(tops)}))
    assert len(scores.stand_out) == named
    assert len(scores.level) == (0 if named else 9)


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
