"""Geometry of the chart of how many occupations are rated how; every number already text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from careers.profiles.skill import Bin

WIDTH, HEIGHT, TOP, FLOOR = 440, 220, 24, 186
GAP = 4


@dataclass(frozen=True, slots=True)
class Bar:
    """One half point of the scale: its box, its count above, where it begins below."""

    x: str
    y: str
    width: str
    height: str
    middle: str
    count_y: str
    count: str
    start: str
    start_x: str


@dataclass(frozen=True, slots=True)
class Histogram:
    """Occupations by half points of a scale; `end` labels its upper end at `end_x`."""

    bars: tuple[Bar, ...]
    end: str
    end_x: str
    text: str


def histogram(bins: Sequence[Bin]) -> Histogram | None:
    """The chart of the bins, or None where no occupation is in any."""
    most = max((row.occupations for row in bins), default=0)
    if not most:
        return None
    step = WIDTH / len(bins)
    bars = []
    for place, row in enumerate(bins):
        height = row.occupations / most * (FLOOR - TOP)
        left = place * step + GAP / 2
        bars.append(
            Bar(
                x=f"{left:.1f}",
                y=f"{FLOOR - height:.1f}",
                width=f"{step - GAP:.1f}",
                height=f"{height:.1f}",
                middle=f"{left + (step - GAP) / 2:.1f}",
                count_y=f"{FLOOR - height - 6:.1f}",
                count=str(row.occupations) if row.occupations else "",
                start=label(row.low) if row.low == int(row.low) else "",
                start_x=f"{place * step:.1f}",
            )
        )
    words = (f"{label(row.low)} to {label(row.high)}: {row.occupations}" for row in bins)
    return Histogram(tuple(bars), label(bins[-1].high), f"{WIDTH}", "; ".join(words))


def label(value: float) -> str:
    """A point of the scale: 3, 2.5, −1."""
    return f"{value:g}".replace("-", "−")
