"""A list that is not all of one family: the first ten are spread where others are within reach."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

FIRST = 10
"""The places that are spread; after them the order is that of the score alone."""
MOST_ALIKE = 3
"""Roles of one group (SOC minor group, or a guide's sector) among the first."""
REACH = 10.0
"""Points of the score that another role may be behind the one whose place it takes."""


@dataclass(frozen=True, slots=True)
class Spread:
    """The places of roles in the order to show them; `moved` are those that others went before."""

    order: tuple[int, ...]
    moved: tuple[int, ...]


def spread(ranked: Sequence[int], totals: Sequence[float], groups: Sequence[str]) -> Spread:
    """Spread roles that come best first; `totals` and `groups` belong to them one by one.

    Greedily: each of the first ten places goes to the best role left whose group has fewer than
    three of them, unless that one is more than REACH points behind the best role left.
    """
    left = list(range(len(ranked)))
    chosen: list[int] = []
    held: Counter[str] = Counter()
    while left and len(chosen) < FIRST:
        open_ones = (one for one in left if held[groups[one]] < MOST_ALIKE)
        best = next(open_ones, left[0])
        if totals[left[0]] - totals[best] > REACH:
            best = left[0]
        left.remove(best)
        chosen.append(best)
        held[groups[best]] += 1
    moved = [one for one in range(min(FIRST, len(ranked))) if one not in set(chosen)]
    order = [*chosen, *left]
    return Spread(tuple(ranked[one] for one in order), tuple(ranked[one] for one in moved))
