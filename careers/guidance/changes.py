"""What would change a role's score most: one answer that was given, and what was not answered."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from careers.guidance.fit import (
    HALF,
    PARTS,
    PRIOR,
    SKILLS,
    WEIGHTS,
    Answered,
    Floats,
    Person,
    Profiles,
    Scores,
    cost,
    part_of,
    product,
    rounded,
    vector,
)
from careers.guidance.reasons import LITTLE, NAMES, PLAIN

OTHERS = 100
"""Occupations whose profiles stand for what other people might answer."""


@dataclass(frozen=True, slots=True)
class Change:
    """What would make the score another one: `low` (= `high`) by an answer that was given.

    With a part that is not answered it would lie between the two for four of five sets of answers.
    """

    part: str
    low: int
    high: int
    text: str


def changes(
    person: Person, answers: Answered, scores: Scores, profiles: Profiles, others: Profiles
) -> list[tuple[Change, ...]]:
    """For every role of `profiles` at most two: by one answer, and by a part not answered yet.

    `scores` are of these roles. `others` are roles whose profiles stand for the answers that
    somebody might give to a part that is not answered yet.
    """
    given: list[list[Change]] = [[] for _ in range(profiles.size)]
    wanting: list[list[Change]] = [[] for _ in range(profiles.size)]
    for part in PARTS:
        if part == SKILLS and part in answers.parts:
            _add_built(given, answers, scores, profiles)
        elif part in answers.parts:
            _add_without(given, part, person, scores, profiles)
        elif others.size:
            _add_with(wanting, part, scores, profiles, others)
    totals = [rounded(float(total)) for total in np.nan_to_num(scores.total[0])]
    return [
        (*_most(given[place], total), *_most(wanting[place], total))
        for place, total in enumerate(totals)
    ]


def _most(found: Sequence[Change], total: int) -> list[Change]:
    """The one that moves the score most, if any does."""
    best = max(
        found, key=lambda one: max(abs(one.low - total), abs(one.high - total)), default=None
    )
    return [best] if best and (best.low, best.high) != (total, total) else []


def _add_without(
    found: Sequence[list[Change]], part: str, person: Person, scores: Scores, profiles: Profiles
) -> None:
    """Leave out what was answered on one element, each in turn."""
    given = person.of(part)
    codes = [code for code in profiles.elements[part] if code in given]
    without = [
        person.having(part, {code: given[code] for code in codes if code != left}) for left in codes
    ]
    values = product(
        np.vstack([vector(part, one, profiles) for one in without]), profiles.units[part]
    )
    totals = scores.total + 100 * scores.weights[part] * ((values + 1) / 2 - scores.parts[part])
    for place, choices in enumerate(found):
        if profiles.has[part][place]:
            now = rounded(float(scores.total[0, place]))
            for row, code in enumerate(codes):
                then = rounded(float(totals[row, place]))
                name = PLAIN.get(code, profiles.names[code])
                text = f"Without your answers on {name} the score would be {then}, not {now}."
                choices.append(Change(part, then, then, text))


def _add_built(
    found: Sequence[list[Change]], answers: Answered, scores: Scores, profiles: Profiles
) -> None:
    """Bring one skill that falls short to the level that the role asks for, each in turn."""
    rows = list(answers.rows)
    levels = answers.levels[0]
    for place, choices in enumerate(found):
        needed, importance = profiles.needed[rows, place], profiles.importance[rows, place]
        costs = np.nan_to_num(cost(levels, needed, importance))
        whole = (PRIOR + float(importance.sum())) * HALF
        now = float(scores.total[0, place])
        for column, row in enumerate(rows):
            if not needed[column] - levels[column] > LITTLE:
                continue
            gained = float(scores.parts[SKILLS][0, place]) * (
                2 ** (float(costs[column]) / whole) - 1
            )
            then = rounded(now + 100 * scores.weights[SKILLS] * gained)
            name = profiles.names[profiles.elements[SKILLS][row]]
            text = (
                f"If you brought {name} from level {levels[column]:.1f} to {needed[column]:.1f}, "
                f"the score would be {then}, not {rounded(now)}."
            )
            choices.append(Change(SKILLS, then, then, text))


def _add_with(
    found: Sequence[list[Change]], part: str, scores: Scores, profiles: Profiles, others: Profiles
) -> None:
    """Let others answer a part that is not answered."""
    values = part_of(part, _as_answers(part, others), profiles)
    before = math.fsum(WEIGHTS[name] for name in scores.parts)
    whole = before + WEIGHTS[part]
    totals = (before * scores.total[0] + 100 * WEIGHTS[part] * values) / whole
    for place, choices in enumerate(found):
        if profiles.has[part][place]:
            low, high = (rounded(float(one)) for one in np.percentile(totals[:, place], (10, 90)))
            text = (
                f"The {NAMES[part]} are not answered yet: with them it would most likely lie "
                f"between {low} and {high}."
            )
            choices.append(Change(part, low, high, text))


def _as_answers(part: str, others: Profiles) -> Answered:
    """The profiles of roles as if they were the answers of persons."""
    places = np.flatnonzero(others.has[part])
    places = places[:: max(len(places) // OTHERS, 1)]
    if part == SKILLS:
        levels: Floats = np.nan_to_num(others.needed[:, places].T)
        return Answered({}, levels, tuple(range(levels.shape[1])))
    vectors = {part: np.ascontiguousarray(others.units[part][:, places].T)}
    return Answered(vectors, np.zeros((len(places), 0), dtype=np.float32), ())
