"""The map of the nation's metropolitan areas: projected bubbles on the states' outline."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape

from django.utils.safestring import SafeString, mark_safe

from careers.models import AreaKind
from careers.profiles.types import PlaceRow
from careers.profiles.wording import dollars

METRO = AreaKind.METRO.value
SCALE, CENTER = 1300.0, (487.5, 305.0)
CLASSES = 5
LARGEST, SMALLEST = 34.0, 2.2
"""Radii, in units of the map."""


@dataclass(frozen=True, slots=True)
class Conic:
    """A conic equal-area projection of a part of the country, and the box it may fill.

    As in d3-geo's geoAlbersUsa: `rotation` and `center` in degrees; `scale` and `offset` are
    parts of the whole map's scale; `box` is left, top, right, bottom in the same parts.
    """

    parallels: tuple[float, float]
    rotation: float
    center: tuple[float, float]
    scale: float
    offset: tuple[float, float]
    box: tuple[float, float, float, float]

    def place(self, longitude: float, latitude: float) -> tuple[float, float] | None:
        """Where a point lies, in parts of the scale from the map's center; None outside."""
        x, y = self._raw(longitude + self.rotation, latitude)
        x0, y0 = self._raw(*self.center)
        x = self.offset[0] + self.scale * (x - x0)
        y = self.offset[1] - self.scale * (y - y0)
        left, top, right, bottom = self.box
        return (x, y) if left <= x <= right and top <= y <= bottom else None

    def _raw(self, longitude: float, latitude: float) -> tuple[float, float]:
        south, north = (math.sin(math.radians(parallel)) for parallel in self.parallels)
        n = (south + north) / 2
        c = 1 + south * (2 * n - south)
        radius = math.sqrt(c - 2 * n * math.sin(math.radians(latitude))) / n
        angle = math.radians(longitude) * n
        return radius * math.sin(angle), math.sqrt(c) / n - radius * math.cos(angle)


CONICS = (
    Conic((29.5, 45.5), 96, (-0.6, 38.7), 1, (0, 0), (-0.455, -0.238, 0.455, 0.238)),
    Conic((55, 65), 154, (-2, 58.5), 0.35, (-0.307, 0.201), (-0.425, 0.120, -0.214, 0.234)),
    Conic((8, 18), 157, (-3, 19.9), 1, (-0.205, 0.212), (-0.214, 0.166, -0.115, 0.234)),
)
"""The contiguous states, Alaska and Hawaii."""


# Every page places the same few hundred areas.
@lru_cache(maxsize=1024)
def albers_usa(
    longitude: float,
    latitude: float,
    scale: float = SCALE,
    center: tuple[float, float] = CENTER,
) -> tuple[float, float] | None:
    """Project degrees to map units; None for a place outside the fifty states."""
    for conic in CONICS:
        point = conic.place(longitude, latitude)
        if point is not None:
            return center[0] + scale * point[0], center[1] + scale * point[1]
    return None


@dataclass(frozen=True, slots=True)
class PayClass:
    """One colour of the legend: its CSS class and the pay it stands for."""

    css: str
    text: str


@dataclass(frozen=True, slots=True)
class AreaMap:
    """The bubbles as SVG circles, largest first, with the legend's classes, lowest first."""

    bubbles: SafeString
    classes: tuple[PayClass, ...]
    count: int
    adjusted: bool
    largest: str
    left_out: int


def area_map(rows: Sequence[PlaceRow], *, adjusted: bool = False) -> AreaMap | None:
    """Ranked metropolitan areas by jobs (size) and middle pay (colour, five equal groups).

    `adjusted` colours by pay at the nation's prices. None where fewer than five can be placed.
    """
    metros = []
    unplaced = 0
    for row in rows:
        if row.missing or row.kind != METRO or not row.jobs:
            continue
        pay = row.real if adjusted else row.median
        if pay is None:
            continue
        point = _point(row)
        if point is None:
            unplaced += 1
        else:
            metros.append((row.jobs, pay, point, row.name))
    if len(metros) < CLASSES:
        return None
    metros.sort(key=lambda metro: (-metro[0], metro[3]))
    bounds = pay_bounds(sorted(metro[1] for metro in metros))
    most = metros[0][0]
    return AreaMap(
        bubbles=_circles(metros, bounds, most),
        classes=pay_classes(bounds, [metro[1] for metro in metros]),
        count=len(metros),
        adjusted=adjusted,
        largest=metros[0][3],
        left_out=unplaced,
    )


def _point(row: PlaceRow) -> tuple[float, float] | None:
    if row.longitude is None or row.latitude is None:
        return None
    return albers_usa(row.longitude, row.latitude)


def pay_bounds(pays: Sequence[float]) -> list[float]:
    """The least pay of every class above the first: quintiles of the areas."""
    return [pays[len(pays) * step // CLASSES] for step in range(1, CLASSES)]


def _circles(
    metros: Sequence[tuple[int, float, tuple[float, float], str]],
    bounds: Sequence[float],
    most: int,
) -> SafeString:
    """Circles as text: numbers formatted here, names escaped."""
    parts = []
    for jobs, pay, (x, y), name in metros:
        radius = max(SMALLEST, LARGEST * math.sqrt(jobs / most))
        color = 1 + bisect_right(bounds, pay)
        parts.append(
            f'<circle class="c-{color}" cx="{x:.0f}" cy="{y:.0f}" r="{radius:.1f}">'
            f"<title>{_escaped(name)}: {dollars(pay)}</title></circle>"
        )
    return mark_safe("".join(parts))  # noqa: S308


@lru_cache(maxsize=1024)
def _escaped(name: str) -> str:
    return escape(name)


def pay_classes(bounds: Sequence[float], pays: Sequence[float]) -> tuple[PayClass, ...]:
    """The legend of classes that `pay_bounds` divides, lowest first."""
    edges = [min(pays), *bounds, max(pays)]
    return tuple(
        PayClass(f"c-{index + 1}", f"{dollars(edges[index])} to {dollars(edges[index + 1])}")
        for index in range(CLASSES)
    )
