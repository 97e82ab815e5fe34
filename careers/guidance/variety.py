"""Lists that are not all of one family: who is in is spread, the order is that of the score.

A family is a SOC minor group; a guide's is that of its occupations.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

FIRST = 10
"""The places that are spread."""
MOST_ALIKE = 3
"""Roles of one family among the first."""
REACH = 10.0
"""Points of the score that another role may be behind the one whose place it takes."""


@dataclass(frozen=True, slots=True)
class Spread:
    """The first roles, best first; `moved` are those that others took the place of."""

    first: tuple[int, ...]
    moved: tuple[int, ...]


def spread(ranked: Sequence[int], totals: Sequence[float], groups: Sequence[str]) -> Spread:
    """Choose the first ten of roles that come best first.

    `totals` and `groups` belong to them one by one. Greedily: each place goes to the best role
    left whose family has fewer than three of them, unless that one is more than REACH points
    behind the best role left. What was chosen stays in the order of the score.
    """
    left = list(range(len(ranked)))
    chosen: set[int] = set()
    held: Counter[str] = Counter()
    while left and len(chosen) < FIRST:
        open_ones = (one for one in left if held[groups[one]] < MOST_ALIKE)
        best = next(open_ones, left[0])
        if totals[left[0]] - totals[best] > REACH:
            best = left[0]
        left.remove(best)
        chosen.add(best)
        held[groups[best]] += 1
    moved = [one for one in range(min(FIRST, len(ranked))) if one not in chosen]
    return Spread(tuple(ranked[one] for one in sorted(chosen)), tuple(ranked[one] for one in moved))


def beside(ranked: Sequence[int], groups: Sequence[str], held: Iterable[str]) -> tuple[int, ...]:
    """Choose up to ten roles, best first, to stand beside roles of the families `held`.

    At most three of a family, those held counted; more only where no other family is left.
    """
    count = Counter(held)
    chosen: set[int] = set()
    for one, group in enumerate(groups):
        if len(chosen) < FIRST and count[group] < MOST_ALIKE:
            chosen.add(one)
            count[group] += 1
    rest = (one for one in range(len(ranked)) if one not in chosen)
    chosen.update(one for one, _ in zip(rest, range(FIRST - len(chosen)), strict=False))
    return tuple(ranked[one] for one in sorted(chosen))


def crowd(groups: Collection[str]) -> tuple[str, int]:
    """The family that more than three are of, and how many; an empty one where there is none."""
    for group, count in Counter(groups).most_common(1):
        if count > MOST_ALIKE:
            return group, count
    return "", 0
