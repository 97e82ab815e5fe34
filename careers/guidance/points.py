"""Answers on a scale of five points, of several questions a group: means, and whether flat."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from statistics import pstdev

Points = Mapping[str, tuple[float, ...]]
"""The points 1 to 5 given in each group that has an answer."""

LEAST_SPREAD = 0.3
"""Standard deviation of all answers, in points, under which they are flat."""
MOST_ALIKE = 0.9
"""Share of answers on one single point from which they are flat."""
FEWEST = 6
"""Fewer answers than these are never called flat: alike answers are then likely meant."""


def grouped(
    answers: Mapping[str, int], group_of: Mapping[str, str]
) -> dict[str, tuple[float, ...]]:
    """The answers of each group, lowest first; what is no question of ours is passed over.

    They are put in order of size, not of answering, so that this changes nothing.
    """
    found: dict[str, list[float]] = {}
    for key, point in answers.items():
        if key in group_of:
            found.setdefault(group_of[key], []).append(float(point))
    return {group: tuple(sorted(found[group])) for group in sorted(found)}


def mean(points: Sequence[float]) -> float:
    """The plain mean."""
    return math.fsum(points) / len(points)


def is_flat(points: Points) -> bool:
    """Whether the answers are a straight line, or so near one that they tell nothing apart.

    From six answers on: their standard deviation is under 0.3 points; or nine in ten are one
    single point, unless a group's mean is a full point away from it (somebody who dislikes all
    but the five artistic activities has said something). Cut-offs are our own. Patterns such as
    1, 2, 3, 4, 5, 1, 2 … are not recognised.
    """
    every = [point for group in points.values() for point in group]
    if len(every) < FEWEST:
        return False
    if pstdev(every) < LEAST_SPREAD:
        return True
    usual = max(sorted(set(every)), key=every.count)
    alike = every.count(usual) >= MOST_ALIKE * len(every)
    return alike and all(abs(mean(group) - usual) < 1 for group in points.values())


def means(points: Points) -> dict[str, float]:
    """The mean of each group that has an answer; none of flat answers."""
    return {} if is_flat(points) else {group: mean(given) for group, given in points.items()}


def spread_within(points: Iterable[Sequence[float]]) -> float | None:
    """The pooled standard deviation of answers around their own group's mean, in points.

    None where no group has two answers. Never less than 0.29: the standard deviation of rounding
    to whole points, 1/√12.
    """
    groups = [group for group in points if len(group) > 1]
    free = sum(len(group) - 1 for group in groups)
    if not free:
        return None
    squares = math.fsum((point - mean(group)) ** 2 for group in groups for point in group)
    return max(math.sqrt(squares / free), 1 / math.sqrt(12))
