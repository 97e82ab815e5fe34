"""Answers on a scale of points: means of groups of questions, and lines that say nothing.

An answer of its own is flat (all alike) or goes in a pattern (1, 2, 3, 4, 5, 1, 2 …) when it
cannot come from reading the questions. All cut-offs are our own; they are set so that people who
do read hardly ever meet them. tests/guidance/test_points.py simulates such people: answers that
spread 1.2 points around a level of their own, any two of a group agreeing by 0.3 (an item-total
structure usual for interest scales, as in `stability.NOISE`), and others who answer with hardly
any noise or none. Of 200,000 of each, on both lengths of the interests and on the strengths, none
was taken for a pattern (`WAYMARK_PEOPLE=200000 pytest tests/guidance/test_points.py`; the suite
runs 2,000). Only of people without any noise who use just two of the five points 6 in 10,000 were,
on the strengths.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from statistics import pstdev

Points = Mapping[str, tuple[float, ...]]
"""The points 1 to 5 given in each group that has an answer."""

LEAST_SPREAD = 0.3
"""Standard deviation of all answers, in points, under which they are flat."""
MOST_ALIKE = 0.9
"""Share of answers on one single point from which they are flat."""
FEWEST = 6
"""Fewer answers than these are never called flat: alike answers are then likely meant."""

FEWEST_IN_LINE = 20
"""Answers that a pattern needs: in fewer it may come by chance."""
LONGEST_CYCLE, FEWEST_TURNS = 6, 3
NEARLY_ALL = 0.9
"""Share of answers, or of steps between them, from which a pattern is one."""
MOST_USUAL = 0.75
"""Share of one single point above which no pattern is looked for: few answers then stand out, and
where they happen to lie is chance."""
LONG_RUN = 6.0
"""Mean length of runs of one point from which answers go in long runs."""


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
    but the five artistic activities has said something).
    """
    every = [point for group in points.values() for point in group]
    if len(every) < FEWEST:
        return False
    if pstdev(every) < LEAST_SPREAD:
        return True
    usual = max(sorted(set(every)), key=every.count)
    alike = every.count(usual) >= MOST_ALIKE * len(every)
    return alike and all(abs(mean(group) - usual) < 1 for group in points.values())


def in_line(answers: Mapping[str, int], asked: Iterable[str]) -> tuple[int, ...]:
    """The answers in the order of asking, whatever the order of answering; gaps closed."""
    return tuple(answers[key] for key in asked if key in answers)


def is_pattern(line: Sequence[float]) -> bool:
    """Whether answers in the order of asking go in a cycle, up and down, or in long runs.

    Long runs: six alike answers on end on average (all 5, then all 1); the rest is `is_cycle`.
    Groups are asked by turns, in an order that changes, so that likes and dislikes make none of
    these. Not of fewer than 20 answers, nor where one single point has more than three quarters
    of them: that is `is_flat`'s to judge.
    """
    if not _is_long_and_mixed(line):
        return False
    runs = 1 + sum(one != other for one, other in pairwise(line))
    return len(line) >= LONG_RUN * runs or is_cycle(line)


def is_cycle(line: Sequence[float], longest: int = LONGEST_CYCLE) -> bool:
    """Whether answers in the order of asking go in a cycle, or up and down.

    A cycle: nine in ten repeat two to six (`longest`) answers over and over (1, 5, 1, 5 …; 1, 2,
    3, 4, 5, 1 …). Up and down: nine in ten steps are one point (1, 2, 3, 4, 5, 4, 3 …). As for
    `is_pattern`, of 20 answers or more, not of nearly alike ones.
    """
    if not _is_long_and_mixed(line):
        return False
    steps = [abs(one - other) for one, other in pairwise(line)]
    longest = min(longest, len(line) // FEWEST_TURNS)
    return steps.count(1) >= NEARLY_ALL * len(steps) or any(
        _repeats(line, period) for period in range(2, longest + 1)
    )


def _is_long_and_mixed(line: Sequence[float]) -> bool:
    return len(line) >= FEWEST_IN_LINE and max(Counter(line).values()) <= MOST_USUAL * len(line)


def _repeats(line: Sequence[float], period: int) -> bool:
    """Whether nearly all answers are as the best cycle of that period has them."""
    alike = sum(max(Counter(line[start::period]).values()) for start in range(period))
    return alike >= NEARLY_ALL * len(line)


def means(points: Points, line: Sequence[float]) -> dict[str, float]:
    """The mean of each group that has an answer; none where the answers are no answer."""
    if is_flat(points) or is_pattern(line):
        return {}
    return {group: mean(given) for group, given in points.items()}


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
