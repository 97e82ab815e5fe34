"""How firm a score is: the same person answering again, TIMES over.

Each single answer is drawn anew and everything is scored again:

- An interest or strength with three answers or more: as many of them drawn with replacement (the
  bootstrap; B. Efron, Annals of Statistics 7, 1979). With one or two, too few to draw from: their
  mean plus normal noise of NOISE points, divided by the root of their number.
- A value: its comparisons drawn anew, each won with probability (won + 1) / (compared + 2), so
  that five of five won is not taken for certain.
- A skill: one answer, so normal noise of the same share of its scale, a quarter.
- What was not answered, of a part that was begun: as anyone might answer it, around the middle
  (`UNKNOWN`).

Scores drawn so are lower on the whole than the score itself, because noise hides agreement; the
band is moved so that its middle is the score. Ranks are left as they come out, and widened to the
rank that the role has now.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

import numpy as np
from numpy.typing import NDArray

from careers.guidance.fit import (
    INTERESTS,
    STRENGTHS,
    VALUES,
    Answered,
    Floats,
    Person,
    Profiles,
    answered,
    filled,
    score,
    unit,
)

TIMES = 200
LOW, HIGH = 10, 90
"""The band's percentiles: four of five of the times lie in it."""
NOISE = 1.0
"""Standard deviation of one answer on five points, in points.

What is left of an answer's variance when ten of a kind have an alpha of about 0.8 (an item's
correlation with the next is then 0.3) and answers spread 1.2 points.
"""
UNKNOWN: Mapping[str, float] = {INTERESTS: 0.8, VALUES: 0.34, STRENGTHS: 0.97}
"""How far people stand apart on one element, as a standard deviation on its scale.

Of answers that spread 1.2 points and agree by 0.3: the mean of five for interests, of two for
strengths. For values that of the places in a whole order.
"""
LEVELS_NOISE = NOISE / 4 * 7
"""The same share of a scale of seven levels."""
FEWEST = 3
CONTENDERS = 500
"""Ranks are counted among so many best roles: others do not come near the first places."""


@dataclass(frozen=True, slots=True)
class Band:
    """Where four of five of the times lie: the score from `low` to `high`, whole points, and the
    rank from `best` to `worst`."""

    low: int
    high: int
    best: int
    worst: int

    @property
    def width(self) -> int:
        """Points from the low to the high end."""
        return self.high - self.low

    @property
    def word(self) -> str:
        """How firm the score is."""
        return "firm" if self.width <= 6 else "fairly firm" if self.width <= 12 else "loose"


def seed_of(person: Person) -> int:
    """A number that the same answers always give, whatever their order."""
    text = json.dumps(asdict(person), sort_keys=True)
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "big")


def drawn(person: Person, profiles: Profiles, times: int = TIMES) -> Answered:
    """The person's answers given `times` over, as arrays with a row each time."""
    rng = np.random.default_rng(seed_of(person))
    first = answered(person, profiles)
    vectors = {}
    for part, vector in first.vectors.items():
        codes = profiles.elements[part]
        rows = np.repeat(filled(part, person.of(part), codes), times, axis=0)
        for column, code in enumerate(codes):
            if code in person.of(part):
                rows[:, column] = _again(part, person, code, rng, times)
            else:
                rows[:, column] += rng.normal(0, UNKNOWN[part], times)
        np.clip(rows, *(0, 1) if part == VALUES else (1, 5), out=rows)
        vectors[part] = unit(rows).reshape(times, vector.shape[1])
    noise = rng.normal(0, LEVELS_NOISE, (times, first.levels.shape[1]))
    levels = np.clip(first.levels + noise, 0, 7).astype(np.float32)
    return Answered(vectors, levels, first.rows)


def _again(
    part: str, person: Person, code: str, rng: np.random.Generator, times: int
) -> Floats | np.ndarray:
    """One element's number, each time anew."""
    value = person.of(part)[code]
    if part == VALUES:
        compared = max(person.compared.get(code, 1), 1)
        chance = (compared * value + 1) / (compared + 2)
        return rng.binomial(compared, chance, times) / compared
    items = np.array(person.items.get(code, (value,)))
    if len(items) >= FEWEST:
        return rng.choice(items, (times, len(items))).mean(axis=1)
    return value + rng.normal(0, NOISE / math.sqrt(len(items)), times)


def bands(
    person: Person,
    profiles: Profiles,
    places: NDArray[np.intp],
    totals: Floats,
    shown: Sequence[int],
    neutral: Mapping[str, float],
) -> list[Band]:
    """The bands of shown roles, given by their position among those that are ranked.

    The ranked roles stand at `places` of `profiles` and have the scores `totals`. Only the best of
    them are scored again, with the same `neutral` parts.
    """
    ranked = np.argsort(-totals, kind="stable")[:CONTENDERS]
    again = np.union1d(ranked, np.array(shown, dtype=np.intp))
    found = score(drawn(person, profiles), profiles.take(places[again]), neutral).total
    columns = {int(one): column for column, one in enumerate(again)}
    return [
        _band(found, columns[one], float(totals[one]), 1 + int((totals > totals[one]).sum()))
        for one in shown
    ]


def _band(found: Floats, column: int, total: float, rank: int) -> Band:
    own = found[:, column]
    moved = own - np.median(own) + total
    low, high = np.clip(np.percentile(moved, (LOW, HIGH)), 0, 100)
    ranks = 1 + (found > own[:, None]).sum(axis=1)
    best, worst = np.percentile(ranks, (LOW, HIGH))
    return Band(
        math.floor(low + 0.5),
        math.floor(high + 0.5),
        min(math.floor(best), rank),
        max(math.ceil(worst), rank),
    )
