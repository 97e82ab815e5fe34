"""Why a role scores as it does, in sentences with the numbers behind them.

The points of a sentence are what one element moves the score by: for interests, values and
strengths half of its term in the correlation; for skills, by the slope of the part at its middle,
what a shortfall or an idle skill takes away, and what a skill that is met has over one at the
distance HALF. They put the sentences in order.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from careers.guidance.fit import (
    HALF,
    INTERESTS,
    PRIOR,
    SKILLS,
    STRENGTHS,
    VALUES,
    Answered,
    Person,
    Profiles,
    Scores,
    rounded,
)
from careers.guidance.fit import cost as skill_cost

MOST, ENOUGH, MOST_OF_PART, FEWEST = 3, 2, 2, 3
LEAST_POINTS = 0.5
LITTLE = 0.5
"""Levels: nearer than this, a skill is as it should be."""

NAMES: Mapping[str, str] = {
    INTERESTS: "interests",
    SKILLS: "skills",
    VALUES: "work values",
    STRENGTHS: "strengths",
}


PLAIN: Mapping[str, str] = {
    "1.B.1.a": "hands-on work (Realistic)",
    "1.B.1.b": "finding things out (Investigative)",
    "1.B.1.c": "making things of your own (Artistic)",
    "1.B.1.d": "helping and teaching people (Social)",
    "1.B.1.e": "leading and persuading (Enterprising)",
    "1.B.1.f": "keeping things in order (Conventional)",
    "1.B.2.a": "using what you are best at (Achievement)",
    "1.B.2.b": "a steady job in decent conditions (Working Conditions)",
    "1.B.2.c": "moving up and being respected (Recognition)",
    "1.B.2.d": "helping people and getting along (Relationships)",
    "1.B.2.e": "a fair boss who backs you up (Support)",
    "1.B.2.f": "deciding how to work (Independence)",
}
"""What interests and values are called in sentences, with O*NET's name."""


@dataclass(frozen=True, slots=True)
class Reason:
    """A sentence for (points above 0) or against a role.

    `is_weak` is one that holds but persuades nobody: of something that the person has less of and
    the role too (no one takes a job for what it lacks), or of a value that the work offers beyond
    what matters to the person.
    """

    part: str
    points: float
    text: str
    is_weak: bool = False


@dataclass(frozen=True, slots=True)
class _Term:
    """One element in a correlation, as a sentence tells it.

    `more` where the person has more of it than of the others, `much` where the role has (of
    strengths: than most work). `given` and `rating` are the numbers of the two, `average` that of
    the person over all elements, `usual` that of all roles (of strengths alone, else 0). `is_few`
    where the person answered too few elements to compare them with each other.
    """

    name: str
    more: bool
    much: bool
    given: float
    rating: float
    average: float
    usual: float
    is_few: bool

    @property
    def join(self) -> str:
        """The word between the person's half of the sentence and the role's."""
        return "and" if self.more == self.much else "but"

    @property
    def share(self) -> str:
        """How much of it there is in the role."""
        return "is a larger part" if self.much else "is a smaller part"


def reasons(
    person: Person, answers: Answered, profiles: Profiles, place: int, weights: Mapping[str, float]
) -> tuple[list[Reason], list[Reason]]:
    """The strongest sentences for and against the role at a place.

    At most three each way, two of one part; strongest first. Weak ones are told last, and only
    where there are fewer than two others.
    """
    found: list[Reason] = []
    for part in answers.parts:
        if not profiles.has[part][place]:
            continue
        if part == SKILLS:
            found += _of_skills(answers, profiles, place, weights[part])
        else:
            found += _of_profile(part, person, answers, profiles, place, weights[part])
    found.sort(key=lambda one: (-abs(one.points), one.text))
    return _strongest([one for one in found if one.points > 0]), _strongest(
        [one for one in found if one.points < 0]
    )


def _strongest(found: Sequence[Reason]) -> list[Reason]:
    chosen: list[Reason] = []
    held: Counter[str] = Counter()
    for one in sorted(found, key=lambda one: one.is_weak):
        if one.is_weak and len(chosen) >= ENOUGH:
            break
        if abs(one.points) >= LEAST_POINTS and held[one.part] < MOST_OF_PART:
            chosen.append(one)
            held[one.part] += 1
    return chosen[:MOST]


def _of_profile(
    part: str, person: Person, answers: Answered, profiles: Profiles, place: int, weight: float
) -> Iterator[Reason]:
    """The terms of a correlation as sentences; only of elements that were answered."""
    own, role = answers.vectors[part][0], profiles.units[part][:, place]
    say = {INTERESTS: _interest, VALUES: _value, STRENGTHS: _strength}[part]
    given = person.of(part)
    average = sum(given.values()) / len(given)
    for row, code in enumerate(profiles.elements[part]):
        if code not in given:
            continue
        rating = float(profiles.rated[part][row, place])
        usual = float(profiles.usual[row]) if part == STRENGTHS else 0.0
        term = _Term(
            name=PLAIN.get(code, profiles.names[code]),
            more=bool(own[row] > 0),
            much=rating > usual if part == STRENGTHS else bool(role[row] > 0),
            given=given[code],
            rating=rating,
            average=average,
            usual=usual,
            is_few=len(given) < FEWEST,
        )
        # What is compared with other elements in the score, and with a mean in the sentence, may
        # stand on two sides: such a sentence would say the contrary of its points.
        is_said = term.more == (term.given > average) or term.is_few
        if is_said and term.much == (role[row] > 0) and own[row] * role[row]:
            is_weak = not term.more and (not term.much or part == VALUES)
            points = float(100 * weight * own[row] * role[row] / 2)
            yield Reason(part, points, say(term), is_weak)


def _interest(term: _Term) -> str:
    liking = "more" if term.more else "less"
    said = f"You like {term.name} {liking} than most kinds of work ({term.given:.1f} of 5)"
    if term.is_few:
        said = f"{_capital(term.name)}: you gave it {term.given:.1f} of 5"
    return f"{said}, {term.join} it {term.share} of this role ({term.rating:.1f} of 7)."


def _value(term: _Term) -> str:
    matter = "more" if term.more else "less"
    return (
        f"{_capital(term.name)} matters {matter} to you than most things (it won {term.given:.0%} "
        f"of your choices), {term.join} it {term.share} of what this work offers "
        f"({term.rating:.1f} of 7)."
    )


def _strength(term: _Term) -> str:
    side = "above" if term.more else "below"
    counts = "more" if term.much else "less"
    return (
        f"{term.name} is {side} your own average ({term.given:.1f} of 5, average "
        f"{term.average:.1f}), {term.join} it counts {counts} here than in most work "
        f"({term.rating:.1f}, usually {term.usual:.1f}, at most 3)."
    )


def _of_skills(
    answers: Answered, profiles: Profiles, place: int, weight: float
) -> Iterator[Reason]:
    """Skills that are met speak for the role, shortfalls and idle skills against it."""
    rows = list(answers.rows)
    needed, importance = profiles.needed[rows, place], profiles.importance[rows, place]
    levels = answers.levels[0]
    costs = skill_cost(levels, needed, importance)
    whole = PRIOR + float(importance.sum())
    slope = 100 * weight * 0.5 * math.log(2) / (whole * HALF)
    for column, row in enumerate(rows):
        away = float(needed[column] - levels[column])
        name = profiles.names[profiles.elements[SKILLS][row]]
        level, wanted, counts = levels[column], needed[column], importance[column]
        if away > LITTLE:
            text = f"{_counts(name, counts, wanted)}, and you put yourself at {level:.1f}."
            yield Reason(SKILLS, -slope * float(costs[column]), text)
        elif away < -LITTLE and counts < 0.5:
            text = (
                f"What you can do in {name} (level {level:.1f} of 7) would go unused: this work "
                f"asks for {wanted:.1f}."
            )
            yield Reason(SKILLS, -slope * float(costs[column]), text)
        elif not math.isnan(away):
            text = f"{_counts(name, counts, wanted)}, and you have {level:.1f}."
            yield Reason(SKILLS, slope * float(HALF * counts - costs[column]), text)


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]


def _counts(name: str, importance: float, needed: float) -> str:
    return (
        f"{_capital(name)} counts here ({1 + 4 * importance:.1f} of 5 in importance) at level "
        f"{needed:.1f} of 7"
    )


def missing(answers: Answered, scores: Scores, profiles: Profiles, place: int) -> list[str]:
    """What is not known of a role for the parts that were answered, and how it counts."""
    found = [
        f"O*NET has not rated the {NAMES[part]} of this role. That part counts as the average of "
        f"all roles ({rounded(100 * scores.neutral[part])} of 100), neither for nor against it."
        for part in answers.parts
        if not profiles.has[part][place]
    ]
    if SKILLS in answers.parts and profiles.has[SKILLS][place]:
        rows = list(answers.rows)
        unknown = int(np.isnan(profiles.needed[rows, place]).sum())
        if unknown:
            found.append(
                f"For {unknown} of the {len(rows)} skills you rated O*NET gives this role no level "
                "that is sure enough. They are left out."
            )
    return found
