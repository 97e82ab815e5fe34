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
    PARTS,
    PRIOR,
    SKILLS,
    STRENGTHS,
    VALUES,
    WEIGHTS,
    Answered,
    Floats,
    Person,
    Profiles,
    Scores,
    part_of,
    rounded,
    shares,
    total_of,
)
from careers.guidance.fit import cost as skill_cost

MOST, ENOUGH, MOST_OF_PART = 3, 2, 2
LEAST_POINTS = 0.5
LITTLE = 0.5
"""Levels: nearer than this, a skill is as it should be."""
OTHERS = 100
"""Occupations whose profiles stand for what other people might answer."""

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

    `is_absence` is one of something that the person has less of, and the role too: it holds, but
    no one takes a job for what it lacks.
    """

    part: str
    points: float
    text: str
    is_absence: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """What would move a role's score most; `part` is answered or not yet.

    Without the answers of a part the score would be `low` (= `high`); with a part not answered
    yet it would lie between the two for four of five sets of answers.
    """

    part: str
    is_answered: bool
    low: int
    high: int
    text: str


@dataclass(frozen=True, slots=True)
class _Term:
    """One element in a correlation, as a sentence tells it.

    `more` where the person has more of it than of the others, `much` where the role has. `given`
    and `rating` are the numbers of the two, `average` that of the person over all elements,
    `usual` that of all roles (of strengths alone, else 0).
    """

    name: str
    more: bool
    much: bool
    given: float
    rating: float
    average: float
    usual: float

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

    At most three each way, two of one part; strongest first. Absences are told last, and only
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
    for one in sorted(found, key=lambda one: one.is_absence):
        if one.is_absence and len(chosen) >= ENOUGH:
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
        if code in given and own[row] and role[row]:
            rating = float(profiles.rated[part][row, place])
            usual = float(profiles.usual[row]) if part == STRENGTHS else 0.0
            term = _Term(
                name=PLAIN.get(code, profiles.names[code]),
                more=bool(own[row] > 0),
                much=bool(role[row] > 0),
                given=given[code],
                rating=rating,
                average=average,
                usual=usual,
            )
            points = float(100 * weight * own[row] * role[row] / 2)
            yield Reason(part, points, say(term), is_absence=not (term.more or term.much))


def _interest(term: _Term) -> str:
    liking = "more" if term.more else "less"
    return (
        f"You like {term.name} {liking} than most kinds of work ({term.given:.1f} of 5), "
        f"{term.join} it {term.share} of this role ({term.rating:.1f} of 7)."
    )


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
                f"Much of your {name} (level {level:.1f} of 7) would go unused: this work asks "
                f"for {wanted:.1f}."
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


def changes(
    answers: Answered, scores: Scores, profiles: Profiles, others: Profiles
) -> list[Change | None]:
    """For every role of `profiles`, what would move its score most; None where nothing can.

    `scores` are of these roles. `others` are roles whose profiles stand for the answers that
    somebody might give to a part that is not answered yet.
    """
    found: list[list[Change]] = [[] for _ in range(profiles.size)]
    for part in PARTS:
        if part in answers.parts:
            if len(answers.parts) > 1:
                _add_without(found, part, scores, profiles)
        elif others.size:
            _add_with(found, part, scores, profiles, others)
    totals = scores.total[0]
    return [
        max(
            choices,
            key=lambda one: max(abs(one.low - totals[place]), abs(one.high - totals[place])),
            default=None,
        )
        for place, choices in enumerate(found)
    ]


def _add_without(
    found: Sequence[list[Change]], part: str, scores: Scores, profiles: Profiles
) -> None:
    """Leave a part out."""
    rest = {name: array for name, array in scores.parts.items() if name != part}
    totals = total_of(rest, shares(list(rest)))[0]
    for place, choices in enumerate(found):
        if not profiles.has[part][place] or not any(profiles.has[name][place] for name in rest):
            continue
        now, then = rounded(float(scores.total[0, place])), rounded(float(totals[place]))
        text = f"Your answers on {NAMES[part]}: without them the score would be {then}, not {now}."
        choices.append(Change(part, True, then, then, text))


def _add_with(
    found: Sequence[list[Change]], part: str, scores: Scores, profiles: Profiles, others: Profiles
) -> None:
    """Let others answer a part that is not answered."""
    values = part_of(part, _as_answers(part, others), profiles)
    before = sum(WEIGHTS[name] for name in scores.parts)
    whole = before + WEIGHTS[part]
    totals = (before * scores.total[0] + 100 * WEIGHTS[part] * values) / whole
    for place, choices in enumerate(found):
        if profiles.has[part][place]:
            low, high = (rounded(float(one)) for one in np.percentile(totals[:, place], (10, 90)))
            text = (
                f"The {NAMES[part]}, which you have not answered: with them the score would most "
                f"likely lie between {low} and {high}."
            )
            choices.append(Change(part, False, low, high, text))


def _as_answers(part: str, others: Profiles) -> Answered:
    """The profiles of roles as if they were the answers of persons."""
    places = np.flatnonzero(others.has[part])
    places = places[:: max(len(places) // OTHERS, 1)]
    if part == SKILLS:
        levels: Floats = np.nan_to_num(others.needed[:, places].T)
        return Answered({}, levels, tuple(range(levels.shape[1])))
    vectors = {part: np.ascontiguousarray(others.units[part][:, places].T)}
    return Answered(vectors, np.zeros((len(places), 0), dtype=np.float32), ())
