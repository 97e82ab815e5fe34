"""Values: shares of comparisons won, cards in order, and choices that go in circles."""

from __future__ import annotations

import math
import random
from collections import Counter
from itertools import combinations, permutations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careers.guidance import questions, values
from careers.guidance.questions import pair_key
from careers.guidance.record import Answers

CODES = sorted(questions.values().cards)
A, B, C, D, E, F = CODES
PAIRS = [pair_key(*two) for two in combinations(CODES, 2)]


def by_rank(order: list[str]) -> dict[str, str]:
    """The choices of one whose order is clear."""
    return {key: min(key.split(), key=order.index) for key in PAIRS}


def test_scores_of_clear_choices() -> None:
    scores = values.scores(Answers(pairs=by_rank([F, D, B, A, C, E])))
    assert [row.code for row in scores.values] == [F, D, B, A, C, E]
    assert [row.share for row in scores.values] == [1.0, 0.8, 0.6, 0.4, 0.2, 0.0]
    assert [row.won for row in scores.values] == [5, 4, 3, 2, 1, 0]
    assert (scores.circles, scores.triads, scores.is_circular) == (0, 20, False)


def test_one_circle_is_counted() -> None:
    # A over B, B over C, C over A: the other seventeen threes follow the order.
    choices = by_rank(CODES) | {pair_key(A, C): C}
    assert values.scores(Answers(pairs=choices)).circles == 1


def test_circles_agree_with_kendalls_formula_for_all_choices() -> None:
    """d = n(n−1)(2n−1)/12 − Σa²/2, its mean 5 and at most 8 for six things."""
    found: Counter[int] = Counter()
    for sides in product((0, 1), repeat=9):
        # The other six pairs follow the order: 512 of the 32,768 patterns.
        free = {
            key: key.split()[side] for key, side in zip(PAIRS[::2] + PAIRS[1:2], sides, strict=True)
        }
        chosen = by_rank(CODES) | free
        wins = Counter(chosen.values())
        expected = 6 * 5 * 11 / 12 - sum(wins[code] ** 2 for code in CODES) / 2
        scores = values.scores(Answers(pairs=chosen))
        assert scores.circles == expected
        found[scores.circles] += 1
    assert max(found) <= 8


def test_many_circles_are_said_only_of_all_fifteen_choices() -> None:
    ring = by_rank(CODES) | {
        pair_key(A, C): C,
        pair_key(B, D): D,
        pair_key(C, E): E,
        pair_key(D, F): F,
    }
    scores = values.scores(Answers(pairs=ring))
    assert scores.circles > values.MOST_CIRCLES
    assert scores.is_circular
    part = {key: code for key, code in ring.items() if key != pair_key(A, F)}
    assert not values.scores(Answers(pairs=part)).is_circular


@pytest.mark.parametrize("side", [0, 1])
@pytest.mark.parametrize("off", [0, 1])
def test_choices_of_one_side_throughout_are_said_and_not_scored(side: int, off: int) -> None:
    pairs = questions.values().pairs
    line = {one.key: one.values[side] for one in pairs}
    line |= {one.key: one.values[1 - side] for one in pairs[:off]}
    scores = values.scores(Answers(pairs=line))
    assert (scores.is_pattern, scores.answered, scores.circles, scores.triads) == (True, 15, 0, 0)
    assert values.person(Answers(pairs=line)) == {}
    # Cards are scored all the same, alone.
    assert values.person(Answers(pairs=line, order=(C, A, B, D, E, F)))[C] == 1
    part = {key: code for key, code in line.items() if key != pairs[-1].key}
    assert not values.scores(Answers(pairs=part)).is_pattern


def test_no_order_of_the_values_is_taken_for_a_pattern() -> None:
    for order in permutations(CODES):
        assert not values.is_pattern(by_rank(list(order)))


def test_few_who_choose_by_their_values_are_taken_for_a_pattern() -> None:
    """Bradley and Terry: the odds of one value before another are their worth, here ± 1 logit."""
    rng = random.Random(1)
    found = 0
    for _ in range(5000):
        worth = {code: rng.gauss(0, 1) for code in CODES}
        sides = {
            key: key.split()[
                rng.random() > 1 / (1 + math.exp(worth[key.split()[1]] - worth[key.split()[0]]))
            ]
            for key in PAIRS
        }
        found += values.is_pattern(sides)
    assert found <= 2


def test_cards_give_the_share_of_cards_below() -> None:
    answers = Answers(order=(C, A, B, D, E, F))
    assert values.person(answers) == pytest.approx({C: 1, A: 0.8, B: 0.6, D: 0.4, E: 0.2, F: 0})
    assert values.scores(answers).values[0].place == 1


def test_pairs_and_cards_are_averaged() -> None:
    answers = Answers(pairs=by_rank([A, B, C, D, E, F]), order=(F, E, D, C, B, A))
    assert values.person(answers) == pytest.approx(dict.fromkeys(CODES, 0.5))
    some = Answers(pairs={pair_key(A, B): A}, order=(F, E, D, C, B, A))
    assert values.person(some)[A] == pytest.approx((1 + 0) / 2)


@pytest.mark.parametrize(
    "answers",
    [
        Answers(order=(A, B)),
        Answers(order=(A, A, B, C, D, E)),
        Answers(pairs={pair_key(A, B): C}),
        Answers(pairs={f"{B} {A}": A}),
        Answers(pairs={"1.B.2.a 9.Z": "9.Z"}),
    ],
)
def test_what_is_no_choice_or_order_of_ours_counts_nothing(answers: Answers) -> None:
    assert values.person(answers) == {}
    assert values.scores(answers).answered == 0


@given(st.dictionaries(st.sampled_from(PAIRS), st.booleans()), st.data())
def test_order_of_answering_changes_nothing(sides: dict[str, bool], data: st.DataObject) -> None:
    chosen = {key: key.split()[side] for key, side in sides.items()}
    other = dict(data.draw(st.permutations(list(chosen.items()))))
    assert values.scores(Answers(pairs=chosen)) == values.scores(Answers(pairs=other))


@given(st.dictionaries(st.sampled_from(PAIRS), st.booleans(), min_size=1))
def test_each_comparison_is_won_once(sides: dict[str, bool]) -> None:
    rows = values.scores(Answers(pairs={k: k.split()[s] for k, s in sides.items()})).values
    assert sum(row.won for row in rows) == len(sides)
    assert sum(row.compared for row in rows) == 2 * len(sides)
