"""Points: patterns that are no answer, and people who answer and are not taken for one."""

from __future__ import annotations

import math
import os
import random
from collections.abc import Iterator

import pytest

from careers.guidance import points, questions, strengths

PEOPLE = int(os.environ.get("WAYMARK_PEOPLE", "2000"))
STYLE_OF = {one.key: code for code, style in questions.styles().items() for one in style.statements}
ASKED: dict[str, list[str]] = {
    "short": [one.type for one in questions.activities() if one.form == "short"],
    "long": [one.type for one in questions.activities()],
    "strengths": [STYLE_OF[one.key] for one in strengths.in_order()],
}
"""The group of each question in the order of asking."""
READERS = {
    "usual": (1.2 * math.sqrt(0.3), 1.2 * math.sqrt(0.7)),
    "clear": (1.5, 0.3),
    "without noise": (1.5, 0.0),
}
"""How far groups lie apart in one person, and answers within a group; standard deviations."""


def people(groups: list[str], apart: float, noise: float) -> Iterator[list[int]]:
    """Simulated readers' answers in the order of asking, each with a level of their own."""
    rng = random.Random(12)
    for _ in range(PEOPLE):
        own = rng.gauss(3, 0.6)
        means = {group: own + rng.gauss(0, apart) for group in sorted(set(groups))}
        exact = (means[group] + rng.gauss(0, noise) for group in groups)
        yield [min(max(math.floor(point + 0.5), 1), 5) for point in exact]


@pytest.mark.parametrize("asked", ASKED)
@pytest.mark.parametrize("reader", READERS)
def test_nobody_who_reads_is_taken_for_a_pattern(asked: str, reader: str) -> None:
    lines = people(ASKED[asked], *READERS[reader])
    assert [line for line in lines if points.is_pattern(line)] == []


@pytest.mark.parametrize("asked", ["short", "long"])
def test_liking_any_of_the_types_alone_makes_no_pattern(asked: str) -> None:
    """All 62 ways to like some types and not the others, without any noise."""
    for chosen in range(1, 63):
        liked = {letter for n, letter in enumerate("RIASEC") if chosen >> n & 1}
        for low, high in ((1, 5), (2, 4), (3, 4)):
            line = [high if group in liked else low for group in ASKED[asked]]
            assert not points.is_pattern(line), liked


@pytest.mark.parametrize("number", [20, 30, 42, 60])
@pytest.mark.parametrize(
    "cycle", [[1, 2, 3, 4, 5], [1, 5], [5, 1], [2, 4], [1, 3, 5], [1, 1, 5, 5], [1, 2, 3, 4, 5, 1]]
)
def test_cycles_are_patterns_with_a_slip_too(cycle: list[int], number: int) -> None:
    line = [cycle[n % len(cycle)] for n in range(number)]
    assert points.is_pattern(line)
    line[7] = 6 - line[7]
    assert points.is_pattern(line)


@pytest.mark.parametrize(
    "line", [[1, 2, 3, 4, 5, 4, 3, 2] * 4, [1] * 10 + [5] * 10, [2] * 12 + [4] * 18]
)
def test_up_and_down_and_long_runs_are_patterns(line: list[int]) -> None:
    assert points.is_pattern(line)


def test_pattern_takes_nine_in_ten_answers_and_twenty() -> None:
    line = [1, 2, 3, 4, 5] * 6
    off = dict.fromkeys((3, 11, 17), 1)
    assert points.is_pattern([off.get(n, point) for n, point in enumerate(line)])
    off |= {24: 1}
    assert not points.is_pattern([off.get(n, point) for n, point in enumerate(line)])
    assert points.is_pattern(line[:20])
    assert not points.is_pattern(line[:19])


def test_mostly_one_point_is_no_pattern_wherever_the_others_lie() -> None:
    assert not points.is_pattern([1, 1, 1, 1, 5] * 6)
    assert not points.is_pattern([1] * 24 + [5] * 6)


def test_line_is_in_the_order_of_asking_without_what_is_open() -> None:
    assert points.in_line({"c": 3, "a": 1, "x": 5}, ["a", "b", "c"]) == (1, 3)
