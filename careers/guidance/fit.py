"""How well roles fit what a person answered: a score of named parts that add up to it.

Each part is a number from 0 to 1, and the score is 100 times their weighted mean:

- *Interests* and *values*: Pearson's correlation r of the person's six numbers with the role's
  six ratings, as (r + 1) / 2. O*NET's own Interest Profiler ranks occupations by that correlation
  (National Center for O*NET Development, Linking Client Assessment Profiles to O*NET Occupational
  Profiles, 1999 and later). A type or value that the person did not answer stands in the middle
  of its scale, so that any number of answers gives a correlation; it is then multiplied by what
  share of a profile they are (`sureness`).
- *Strengths*: the same over the 21 work styles, each as the distance from a mean: the person's
  from their own mean, the role's from that of all occupations. Unanswered is the person's mean.
- *Skills*: 0.5 to the power of D / HALF, where D is the mean squared distance of levels (`cost`
  below). A shortfall counts by how important the skill is in the role; a skill that goes unused
  counts SPARE times as much as the role finds it unimportant. PRIOR average answers at the
  distance HALF are added, so that a few skills alone cannot decide. The formula is our own; what
  was tried beside it is printed by `benchmarks/fit.py`.

Arrays are elements × roles, persons × elements and persons × roles; nothing here asks a database.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from careers.guidance import interests, strengths, values
from careers.guidance import skills as skill_answers
from careers.guidance.record import Answers

Floats = NDArray[np.float32]
Flags = NDArray[np.bool_]

INTERESTS, SKILLS, VALUES, STRENGTHS = PARTS = ("interests", "skills", "values", "strengths")
WEIGHTS: Mapping[str, float] = {INTERESTS: 0.4, SKILLS: 0.3, VALUES: 0.2, STRENGTHS: 0.1}
"""What each part weighs, before those not answered are left out.

Our judgment, not a measurement: strengths weigh least since two statements a style are the fewest
answers behind a number.
"""

WHOLE: Mapping[str, int] = {INTERESTS: 5, VALUES: 5, STRENGTHS: 2}
"""How many answers stand behind an element once its questionnaire (of interests the short form) is
filled in."""
ALIKE = 0.3
"""How far one answer agrees with the next on the same element: the correlation at which ten of a
kind have an alpha of about 0.8."""

MIDDLE: Mapping[str, float] = {INTERESTS: 3.0, VALUES: 0.5}
"""Where an element stands that was not answered: the middle of the person's scale."""

HALF = 2.9
"""Mean squared distance (levels squared) at which skills are worth a half.

That of the middle pair of occupations; `benchmarks/fit.py` prints it.
"""
SPARE = 0.5
"""What a level too many counts in a skill without importance, beside a level too few in one of
the highest."""
PRIOR = 2.0
"""Weight of the skills at the distance HALF that are added: that of five average ones."""


@dataclass(frozen=True, slots=True)
class Person:
    """What somebody answered, as fit uses it: numbers by element code, those answered alone.

    Interests and strengths are 1 to 5, skills 0 to 7, values 0 to 1. `items` holds the single
    answers (1 to 5) behind an interest or strength, `compared` the comparisons behind a value.
    """

    interests: Mapping[str, float] = field(default_factory=dict)
    skills: Mapping[str, float] = field(default_factory=dict)
    values: Mapping[str, float] = field(default_factory=dict)
    strengths: Mapping[str, float] = field(default_factory=dict)
    items: Mapping[str, tuple[float, ...]] = field(default_factory=dict)
    compared: Mapping[str, int] = field(default_factory=dict)

    def of(self, part: str) -> Mapping[str, float]:
        """The numbers of a part."""
        found: Mapping[str, float] = getattr(self, part)
        return found

    def having(self, part: str, given: Mapping[str, float]) -> Person:
        """The same person with other numbers of a part."""
        changed: dict[str, Any] = {part: given}
        return replace(self, **changed)


@dataclass(frozen=True, slots=True, eq=False)
class Profiles:
    """What roles are like; a column a role.

    `elements` names the rows of each part. `rated` are the ratings as O*NET gives them and
    `units` their distances from the role's mean (strengths: from that of all occupations, then
    from the role's), scaled to length 1; NaN where the role is not rated. `needed` are levels of
    skills, NaN where there is none, and `importance` 0 (not important) to 1, 0 where there is
    none. `usual` are the means of the strengths over all occupations. `has` tells for each part
    which roles are rated. `names` are those of the elements, as in a sentence.
    """

    elements: Mapping[str, tuple[str, ...]]
    names: Mapping[str, str]
    rated: Mapping[str, Floats]
    units: Mapping[str, Floats]
    needed: Floats
    importance: Floats
    usual: Floats
    has: Mapping[str, Flags]

    @property
    def size(self) -> int:
        """How many roles there are."""
        return int(self.needed.shape[1])

    def take(self, places: NDArray[np.intp] | Sequence[int]) -> Profiles:
        """Those of the roles at these places."""
        return Profiles(
            elements=self.elements,
            names=self.names,
            rated={part: array[:, places] for part, array in self.rated.items()},
            units={part: array[:, places] for part, array in self.units.items()},
            needed=self.needed[:, places],
            importance=self.importance[:, places],
            usual=self.usual,
            has={part: flags[places] for part, flags in self.has.items()},
        )


@dataclass(frozen=True, slots=True, eq=False)
class Answered:
    """Answers as arrays, a row a person: `vectors` by part, levels of the skills.

    A vector has the length 1, or less where the answers are not enough to be sure of it.

    `rows` are the skills' rows in `Profiles.needed`. Parts without an answer are not there.
    """

    vectors: Mapping[str, Floats]
    levels: Floats
    rows: tuple[int, ...]

    @property
    def parts(self) -> tuple[str, ...]:
        """The parts with an answer, in their order."""
        return tuple(
            part for part in PARTS if part in self.vectors or (part == SKILLS and self.rows)
        )


@dataclass(frozen=True, slots=True, eq=False)
class Scores:
    """Scores of persons × roles: each part 0 to 1, `total` 0 to 100.

    Where a role is not rated for a part, `parts` has `neutral` there: the mean over all roles that
    are. `total` is NaN where the role has none of the parts. `weights` add up to 1.
    """

    parts: Mapping[str, Floats]
    weights: Mapping[str, float]
    neutral: Mapping[str, float]
    total: Floats

    def take(self, places: Sequence[int]) -> Scores:
        """Those of the roles at these places."""
        parts = {part: array[:, places] for part, array in self.parts.items()}
        return Scores(parts, self.weights, self.neutral, self.total[:, places])

    def of_role(self, place: int) -> dict[str, float]:
        """The parts of one role, for the first person."""
        return {part: float(array[0, place]) for part, array in self.parts.items()}


def person_of(answers: Answers) -> Person:
    """What fit uses of a reader's answers."""
    return Person(
        interests=interests.person(answers),
        skills=skill_answers.person(answers),
        values=values.person(answers),
        strengths=strengths.person(answers),
        items=interests.items(answers) | strengths.items(answers),
        compared={
            row.code: row.compared + (5 if row.place else 0)
            for row in values.scores(answers).values
        },
    )


def unit(rows: NDArray[np.floating]) -> Floats:
    """Each row as distances from its mean, of length 1; zeros where all are alike."""
    away = rows - rows.sum(axis=1, keepdims=True) / max(rows.shape[1], 1)
    length = np.sqrt((away * away).sum(axis=1, keepdims=True))
    return np.divide(away, length, out=np.zeros_like(away), where=length > 1e-6).astype(np.float32)


def filled(part: str, given: Mapping[str, float], codes: Sequence[str]) -> Floats:
    """A person's numbers for these elements; what was not answered is in the middle."""
    known = [given[code] for code in codes if code in given]
    middle = MIDDLE.get(part, math.fsum(known) / len(known) if known else 0.0)
    return np.array([[given.get(code, middle) for code in codes]], dtype=np.float32)


def sureness(part: str, person: Person, codes: Sequence[str]) -> float:
    """What share of a profile the answers to these elements are, 0 to 1; 1 for all of them.

    A correlation does not see how much was answered: one answer alone would agree wholly with
    every role that is high on it. Answers to elements that stand at random would leave the
    correlation that is to be expected at the root of the share of elements answered; and the mean
    of n answers tells n · ALIKE / (1 + (n - 1) · ALIKE) of an element (Spearman and Brown, 1910).
    """
    told = [_told(_behind(part, person, code), part) for code in codes if code in person.of(part)]
    return math.sqrt(math.fsum(told) / max(len(codes), 1))


def _behind(part: str, person: Person, code: str) -> int:
    """How many answers stand behind an element; as many as are wanted where that is not known."""
    if part == VALUES:
        return person.compared.get(code, WHOLE[part])
    return len(person.items[code]) if code in person.items else WHOLE[part]


def _told(answers: int, part: str) -> float:
    """What so many answers tell of an element, beside what the whole questionnaire would."""
    part_of_it, whole = (
        n * ALIKE / (1 + (n - 1) * ALIKE) for n in (min(answers, WHOLE[part]), WHOLE[part])
    )
    return part_of_it / whole


def vector(part: str, person: Person, profiles: Profiles) -> Floats:
    """The answers to a part but skills as an array of one row, as long as they are sure."""
    codes = profiles.elements[part]
    away = unit(filled(part, person.of(part), codes))
    return (away * np.float32(sureness(part, person, codes))).astype(np.float32)


def answered(person: Person, profiles: Profiles) -> Answered:
    """The answers as arrays of one row; a part whose numbers are all alike tells nothing."""
    found = {part: vector(part, person, profiles) for part in (INTERESTS, VALUES, STRENGTHS)}
    places = {code: row for row, code in enumerate(profiles.elements[SKILLS])}
    codes = [code for code in sorted(person.skills) if code in places]
    levels = np.array([[person.skills[code] for code in codes]], dtype=np.float32)
    return Answered(
        {part: one for part, one in found.items() if one.any()},
        levels,
        tuple(places[code] for code in codes),
    )


def cost(levels: Floats, needed: Floats, importance: Floats) -> Floats:
    """What one skill counts against roles: persons × 1 levels, roles' levels and importance.

    importance · shortfall², or SPARE · (1 - importance) · surplus²; 0 where no level is known.
    """
    away = needed - levels
    short, spare = np.fmax(away, 0), np.fmin(away, 0)
    short *= short
    short *= importance
    spare *= spare
    spare *= np.float32(SPARE) * (1 - importance)
    short += spare
    return short


def skill_part(answers: Answered, profiles: Profiles) -> Floats:
    """The part of skills, persons × roles; see the formula at the top."""
    persons = answers.levels.shape[0]
    total = np.full((persons, profiles.size), PRIOR * HALF, dtype=np.float32)
    weight = np.full(profiles.size, PRIOR, dtype=np.float32)
    for place, row in enumerate(answers.rows):
        importance = profiles.importance[row]
        total += cost(answers.levels[:, place, None], profiles.needed[row], importance)
        weight += importance
    total /= weight * np.float32(HALF)
    part: Floats = np.exp2(-total, out=total)
    return part


def product(one: Floats, other: Floats) -> Floats:
    """The matrix product, without threads.

    NumPy's own shares out even small products over all cores, and waits for them: measured on two
    busy cores that made the whole page take 120 ms in place of 30.
    """
    found = np.zeros((one.shape[0], other.shape[1]), dtype=np.float32)
    for column, row in enumerate(other):
        found += one[:, column, None] * row
    return found


def part_of(part: str, answers: Answered, profiles: Profiles) -> Floats:
    """One part, 0 to 1, persons × roles; NaN where the role is not rated for it."""
    if part == SKILLS:
        found = skill_part(answers, profiles)
        found[:, ~profiles.has[SKILLS]] = np.nan
        return found
    found = product(answers.vectors[part], profiles.units[part])
    found += 1
    found /= 2
    np.clip(found, 0, 1, out=found)
    found[:, ~profiles.has[part]] = np.nan
    return found


def shares(parts: Sequence[str]) -> dict[str, float]:
    """What each of these parts weighs; together 1."""
    whole = math.fsum(WEIGHTS[part] for part in parts)
    return {part: WEIGHTS[part] / whole for part in parts}


def total_of(parts: Mapping[str, Floats], weights: Mapping[str, float]) -> Floats:
    """The score, 0 to 100, from parts and their weights."""
    found = sum(np.float32(100 * weights[part]) * array for part, array in parts.items())
    return np.clip(np.asarray(found, dtype=np.float32), 0, 100)


def score(
    answers: Answered, profiles: Profiles, neutral: Mapping[str, float] | None = None
) -> Scores:
    """Score every role; `neutral` are the means that stand in for what is not rated.

    They are those of these roles where they are not given. Raises `ValueError` where nothing was
    answered.
    """
    if not answers.parts:
        raise ValueError("A score needs an answer.")
    weights = shares(answers.parts)
    parts, means = {}, {}
    scored = np.zeros(profiles.size, dtype=bool)
    for part in answers.parts:
        array = part_of(part, answers, profiles)
        has = profiles.has[part]
        scored |= has
        means[part] = neutral[part] if neutral else _mean(array[:, has])
        array[:, ~has] = means[part]
        parts[part] = array
    total = total_of(parts, weights)
    total[:, ~scored] = np.nan
    return Scores(parts, weights, means, total)


def _mean(array: Floats) -> float:
    return float(array.mean()) if array.size else 0.5


def points(parts: Mapping[str, float], weights: Mapping[str, float]) -> dict[str, int]:
    """Whole points of each part that add up to the whole score, 100 · Σ weight · part, rounded.

    Largest remainders (Hamilton's method): each part has its points rounded down, and those that
    are missing go to the parts that lost most, of equals to the first.
    """
    exact = {part: 100 * weights[part] * value for part, value in parts.items()}
    whole = {part: math.floor(value) for part, value in exact.items()}
    missing = rounded(math.fsum(exact.values())) - sum(whole.values())
    by_loss = sorted(exact, key=lambda part: whole[part] - exact[part])
    for part in by_loss[:missing]:
        whole[part] += 1
    return whole


def rounded(score: float) -> int:
    """A score as it is shown: whole, 0 to 100."""
    return min(max(math.floor(score + 0.5), 0), 100)
