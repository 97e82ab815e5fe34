"""Interests: the six Holland types from how much a reader likes activities.

Source. The types are J. L. Holland's (Making Vocational Choices, 3rd ed., 1997). O*NET's Interest
Profiler adds up the answers of each type (Rounds et al., O*NET Interest Profiler Short Form
psychometric characteristics, 2010); we take the mean instead of the sum, which orders the types
alike where all are answered and stays comparable where they are not. The activities are our own
wording and have not been validated: no norms, and no study of how well they tell types apart.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from careers.guidance import points, questions
from careers.guidance.record import Answers

TYPES: Mapping[str, tuple[str, str]] = {
    "R": ("1.B.1.a", "Realistic"),
    "I": ("1.B.1.b", "Investigative"),
    "A": ("1.B.1.c", "Artistic"),
    "S": ("1.B.1.d", "Social"),
    "E": ("1.B.1.e", "Enterprising"),
    "C": ("1.B.1.f", "Conventional"),
}
"""Letter to O*NET's element and name, in Holland's order."""

FEWEST_OF_TYPE = 3
"""Answers that every type needs before its rank is told."""
CODE_LETTERS = 3


@dataclass(frozen=True, slots=True)
class TypeScore:
    """A type: the mean of its answers (1 to 5), None without one, `answered` of `asked`.

    `error` is the standard error of the mean in points, None where it cannot be told.
    """

    letter: str
    code: str
    name: str
    mean: float | None
    answered: int
    asked: int
    error: float | None


@dataclass(frozen=True, slots=True)
class InterestScores:
    """The types, highest first; `groups` puts those together that the answers cannot rank.

    `code` has three letters, or is empty where the first three are not apart from what follows.
    `groups` and `code` are empty where the answers are flat, in a pattern or too few.
    """

    types: tuple[TypeScore, ...]
    answered: int
    asked: int
    is_flat: bool
    is_pattern: bool
    groups: tuple[tuple[TypeScore, ...], ...]
    code: str

    @property
    def is_scored(self) -> bool:
        """Whether the answers can be what somebody who read the questions gave."""
        return not (self.is_flat or self.is_pattern)

    @property
    def is_short(self) -> bool:
        """Whether only the short form was asked."""
        return self.asked == len(short_form())


@cache
def _type_of() -> Mapping[str, str]:
    return {one.key: TYPES[one.type][0] for one in questions.activities()}


@cache
def short_form() -> frozenset[str]:
    """The keys of the thirty activities of the short form."""
    return frozenset(one.key for one in questions.activities() if one.form == "short")


def items(answers: Answers) -> dict[str, tuple[float, ...]]:
    """The points (1 to 5) behind each type that has an answer, by element code."""
    return points.grouped(answers.interests, _type_of())


def line(answers: Answers) -> tuple[int, ...]:
    """The points in the order of asking."""
    return points.in_line(answers.interests, _type_of())


def person(answers: Answers) -> dict[str, float]:
    """The mean (1 to 5) of each type that has an answer; none of flat answers or patterns."""
    return points.means(items(answers), line(answers))


def scores(answers: Answers) -> InterestScores:
    """The scores of all six types.

    Two types are apart where their means differ by more than the standard error of that
    difference, √(s²/n + s²/m), s the pooled standard deviation of this person's answers within
    the types. That is a low bar: about one time in six chance alone clears it.
    """
    found = items(answers)
    asked = _asked(answers)
    spread = points.spread_within(found.values())
    rows = [_score(letter, found, asked, spread) for letter in TYPES]
    rows.sort(key=lambda row: -(row.mean or 0))
    is_flat = points.is_flat(found)
    is_pattern = not is_flat and points.is_pattern(line(answers))
    known = not (is_flat or is_pattern) and all(row.answered >= FEWEST_OF_TYPE for row in rows)
    groups = _groups(rows) if known else ()
    return InterestScores(
        types=tuple(rows),
        answered=sum(map(len, found.values())),
        asked=sum(asked.values()),
        is_flat=is_flat,
        is_pattern=is_pattern,
        groups=groups,
        code=_code(groups),
    )


def _asked(answers: Answers) -> dict[str, int]:
    """How many activities of each type were asked: the short form, or both once begun."""
    every = questions.activities()
    is_long = any(one.key in answers.interests for one in every if one.form == "long")
    asked = dict.fromkeys((code for code, _ in TYPES.values()), 0)
    for one in every:
        asked[TYPES[one.type][0]] += is_long or one.form == "short"
    return asked


def _score(
    letter: str,
    found: Mapping[str, tuple[float, ...]],
    asked: Mapping[str, int],
    spread: float | None,
) -> TypeScore:
    code, name = TYPES[letter]
    given = found.get(code, ())
    return TypeScore(
        letter=letter,
        code=code,
        name=name,
        mean=points.mean(given) if given else None,
        answered=len(given),
        asked=asked[code],
        error=spread / math.sqrt(len(given)) if spread and given else None,
    )


def _groups(rows: list[TypeScore]) -> tuple[tuple[TypeScore, ...], ...]:
    """The types, cut wherever the next one is apart from the one before."""
    groups = [[rows[0]]]
    for before, row in pairwise(rows):
        gap = (before.mean or 0) - (row.mean or 0)
        if gap > math.hypot(before.error or 0, row.error or 0):
            groups.append([row])
        else:
            groups[-1].append(row)
    return tuple(tuple(group) for group in groups)


def _code(groups: tuple[tuple[TypeScore, ...], ...]) -> str:
    """Three letters, if each of the first three groups is one type and a fourth follows."""
    first = groups[:CODE_LETTERS]
    if len(groups) <= CODE_LETTERS or any(len(group) > 1 for group in first):
        return ""
    return "".join(group[0].letter for group in first)
