"""Maps of places: the states as links, and where a metropolitan area or a state's areas lie."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

from django.utils.safestring import SafeString, mark_safe

from careers.models import AreaKind
from careers.pages.maps import CLASSES, PayClass, albers_usa, pay_bounds, pay_classes
from careers.profiles.types import PlaceRow

LARGEST, SMALLEST = 26.0, 6.0
"""Radii of a locator's circles, in units of the map; one among its neighbors is of the smallest."""

STATE_POSITIONS: dict[str, tuple[int, int]] = {
    "AL": (672, 432), "AK": (102, 521), "AZ": (208, 382), "AR": (564, 391), "CA": (82, 288),
    "CO": (332, 290), "CT": (898, 208), "DE": (886, 268), "DC": (829, 264), "FL": (767, 515),
    "GA": (736, 428), "HI": (310, 580), "ID": (199, 147), "IL": (615, 270), "IN": (665, 269),
    "IA": (540, 227), "KS": (456, 309), "KY": (688, 321), "LA": (572, 474), "ME": (919, 93),
    "MD": (862, 294), "MA": (928, 165), "MI": (684, 185), "MN": (525, 132), "MS": (618, 437),
    "MO": (560, 312), "MT": (287, 100), "NE": (434, 239), "NV": (142, 252), "NH": (898, 137),
    "NJ": (870, 238), "NM": (311, 393), "NY": (834, 172), "NC": (801, 350), "ND": (429, 104),
    "OH": (724, 253), "OK": (471, 376), "OR": (103, 134), "PA": (806, 225), "RI": (932, 196),
    "SC": (779, 392), "SD": (430, 172), "TN": (674, 361), "TX": (434, 469), "UT": (227, 269),
    "VT": (866, 122), "VA": (801, 305), "WA": (124, 59), "WV": (760, 288), "WI": (595, 167),
    "WY": (308, 195),
}  # fmt: skip
"""Where each state's mark stands on img/states.svg: its middle, in the Northeast beside it."""


@dataclass(frozen=True, slots=True)
class StateMark:
    """A state on the map: a circle with its abbreviation, its pay's class, where it leads."""

    abbreviation: str
    label: str
    url: str
    css: str
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class StateMap:
    """The fifty states and the capital's district, and the legend of pay at national prices."""

    marks: tuple[StateMark, ...]
    classes: tuple[PayClass, ...]


def state_map(rows: Sequence[PlaceRow], url: Callable[[PlaceRow], str]) -> StateMap | None:
    """States by pay at national prices in five equal groups; None where fewer than five have it."""
    states = [
        (row, real) for row in rows if row.state in STATE_POSITIONS
        for real in [row.real] if real is not None
    ]  # fmt: skip
    if len(states) < CLASSES:
        return None
    pays = sorted(real for _, real in states)
    bounds = pay_bounds(pays)
    marks = tuple(
        StateMark(
            abbreviation=row.state,
            label=f"{row.name}: {row.real_text}",
            url=url(row),
            css=f"c-state c-state-{1 + bisect_right(bounds, real)}",
            x=STATE_POSITIONS[row.state][0],
            y=STATE_POSITIONS[row.state][1],
        )
        for row, real in states
    )
    return StateMap(marks, pay_classes(bounds, pays))


@dataclass(frozen=True, slots=True)
class Locator:
    """Circles of metropolitan areas, sized by jobs: those of a place, and others near it."""

    bubbles: SafeString
    text: str


def locator(here: Sequence[PlaceRow], near: Sequence[PlaceRow] = ()) -> Locator | None:
    """The metropolitan areas of a place by jobs, or one of them with its neighbors, paler.

    None where none can be placed.
    """
    most = max((row.jobs or 0 for row in here), default=0)
    scale = LARGEST if len(here) > 1 else SMALLEST + 2
    pale = [_circle(row, "c-pale", SMALLEST) for row in near]
    own = [_circle(row, "c-own", scale * math.sqrt((row.jobs or 0) / (most or 1))) for row in here]
    if not any(own):
        return None
    names = ", ".join(row.name for row, circle in zip(here, own, strict=True) if circle)
    return Locator(mark_safe("".join((*pale, *own))), names)  # noqa: S308


def _circle(row: PlaceRow, css: str, radius: float) -> str:
    """A circle as text, the name escaped; empty outside the fifty states."""
    if row.kind != AreaKind.METRO or row.longitude is None or row.latitude is None:
        return ""
    point = albers_usa(row.longitude, row.latitude)
    if point is None:
        return ""
    x, y = point
    return (
        f'<circle class="{css}" cx="{x:.0f}" cy="{y:.0f}" r="{max(SMALLEST, radius):.1f}">'
        f"<title>{escape(row.name)}</title></circle>"
    )
