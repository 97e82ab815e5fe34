"""Work values: what matters most to a reader, from choices between two, or from cards in order.

Source. The six values are O*NET's (from the Theory of Work Adjustment, Dawis and Lofquist, 1984).
A value's score is the share of comparisons it won (paired comparisons: M. G. Kendall and B.
Babington Smith, Biometrika 31, 1940). Their circular triads (a over b, b over c, c over a) tell how
consistent the choices were. Situations and cards are our own wording and have not been validated.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from careers.guidance import questions
from careers.guidance.questions import pair_key
from careers.guidance.record import Answers

MOST_CIRCLES = 2
"""Circles, of 20 that could be, up to which they are called few.

Fifteen tosses of a coin give 2 or fewer in 1 of 8 cases, and 5 on average.
"""

MOST_OFF_LINE = 1
"""Pairs that may be chosen otherwise where all the others are always the first, or the second."""


@dataclass(frozen=True, slots=True)
class ValueScore:
    """A value: the share won, 0 to 1 (None if not compared), `won` of `compared` pairs.

    `place` is its place among the cards, 1 first; None where they were not put in order.
    """

    code: str
    share: float | None
    won: int
    compared: int
    place: int | None


@dataclass(frozen=True, slots=True)
class ValueScores:
    """The values, the most important first, and how consistent the choices were.

    `circles` counts circular triads among `triads`, the threes of which all pairs were chosen.
    Where the choices are a pattern (`is_pattern`) none of them is counted or scored.
    """

    values: tuple[ValueScore, ...]
    answered: int
    asked: int
    circles: int
    triads: int
    is_ordered: bool
    is_pattern: bool

    @property
    def is_circular(self) -> bool:
        """Whether all pairs were chosen, and more of them go in circles than few."""
        return self.answered == self.asked and self.circles > MOST_CIRCLES


def person(answers: Answers) -> dict[str, float]:
    """The share (0 to 1) of comparisons won, of each value that was compared."""
    return {row.code: row.share for row in scores(answers).values if row.share is not None}


def scores(answers: Answers) -> ValueScores:
    """The values by the share of comparisons won; where pairs and cards are there, their mean.

    In an order of cards a value wins against each card below it.
    """
    codes = list(questions.values().cards)
    chosen = choices(answers)
    order = ordered(answers)
    in_line = is_pattern(chosen)
    scored = {} if in_line else chosen
    rows = [_score(code, scored, order) for code in codes]
    triads = list(_triads(codes, scored))
    return ValueScores(
        values=tuple(sorted(rows, key=lambda row: -1 if row.share is None else -row.share - 1)),
        answered=len(chosen),
        asked=len(questions.values().pairs),
        circles=sum(triads),
        triads=len(triads),
        is_ordered=bool(order),
        is_pattern=in_line,
    )


def is_pattern(chosen: Mapping[str, str]) -> bool:
    """Whether all pairs were chosen, always the first or always the second, one at most apart.

    No order of the six values chooses so: of the 720, the nearest is three pairs away. Simulated
    people whose choices follow their values with noise (Bradley and Terry, Biometrika 39, 1952;
    values that spread 1 to 3 logits) meet it in 2 of 10,000 cases or fewer, tossing a coin in
    10. Choosing first and second by turns is not looked for: it is just what one clear order
    of the values comes to.
    """
    pairs = questions.values().pairs
    firsts = sum(chosen.get(pair.key) == pair.values[0] for pair in pairs)
    return len(chosen) == len(pairs) and not MOST_OFF_LINE < firsts < len(pairs) - MOST_OFF_LINE


def choices(answers: Answers) -> dict[str, str]:
    """The chosen value by pair; what is no pair of ours, or no value of it, is passed over."""
    asked = {pair.key for pair in questions.values().pairs}
    return {
        key: code for key, code in answers.pairs.items() if key in asked and code in key.split()
    }


def ordered(answers: Answers) -> tuple[str, ...]:
    """The cards in order, most important first; none unless all six are there once."""
    whole = sorted(answers.order) == sorted(questions.values().cards)
    return answers.order if whole else ()


def _score(code: str, chosen: Mapping[str, str], order: tuple[str, ...]) -> ValueScore:
    compared = [winner for key, winner in chosen.items() if code in key.split()]
    won = compared.count(code)
    shares = [won / len(compared)] if compared else []
    place = order.index(code) + 1 if order else None
    if place:
        shares.append((len(order) - place) / (len(order) - 1))
    share = sum(shares) / len(shares) if shares else None
    return ValueScore(code, share, won, len(compared), place)


def _triads(codes: list[str], chosen: Mapping[str, str]) -> Iterator[bool]:
    """For each three values of which all pairs were chosen, whether they go in a circle."""
    for three in combinations(codes, 3):
        winners = [chosen.get(pair_key(*two)) for two in combinations(three, 2)]
        if None not in winners:
            yield len(set(winners)) == 3
