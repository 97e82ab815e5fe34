"""Geometry of the charts: pure functions to frozen dataclasses, every number already text.

Charts are inline SVG without styles of their own: classes are in static/css/waymark.css.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from careers.profiles.curve import cumulative_pay
from careers.profiles.types import Figure, PayYear, Profile, ScaleRow
from careers.profiles.wording import dollars

ShareBelow = Callable[[float], float]
"""The share that earns at most exp(x), by the logarithm x of a wage."""

EDGES = (0.02, 0.98)
"""The shares between which the pay curve is drawn."""

CURVE_WIDTH, CURVE_FLOOR, CURVE_TOP = 640, 196, 14
LABEL_WIDTH, LABEL_FIRST, LABEL_NEXT = 136, 25, 27
"""Room for a label at its largest, on a phone; where the first row lies, and the next."""
SAMPLES, SMOOTHING = 96, 4
PERCENTILE_NAMES = ("10th", "25th", "middle", "75th", "90th")

YEARS_WIDTH, YEARS_TOP, YEARS_FLOOR, YEARS_LEFT = 640, 20, 230, 84

YEARS_PLACE = 0.37
"""Where in its column a release stands, leaving room for the label at its right."""

HEXAGON, ANCHORS = "RIASEC", ("middle", "start", "start", "middle", "end", "end")
HEXAGON_CENTER, HEXAGON_RADIUS = (220.0, 145.0), 100.0
RINGS = (1 / 3, 2 / 3, 1)


@dataclass(frozen=True, slots=True)
class CurveMark:
    """One percentile on the pay curve: the foot and head of its line, and its label."""

    x: str
    top: str
    name: str
    pay: str
    label_x: str
    label_y: int
    main: bool


@dataclass(frozen=True, slots=True)
class PayCurve:
    """The merged pay distribution as an area, its middle half, the percentiles, and words."""

    width: int
    height: int
    floor: int
    area: str
    line: str
    middle: str
    marks: tuple[CurveMark, ...]
    text: str


def pay_curve(profile: Profile) -> PayCurve | None:
    """The merged pay distribution of a profile, or None where it has no merged pay."""
    share_below = cumulative_pay(profile)
    if share_below is None or profile.figures is None:
        return None
    return curve(share_below, profile.figures.shown_pay)


def curve(share_below: ShareBelow, pay: Sequence[Figure]) -> PayCurve | None:
    """Draw the density of a distribution in dollars, with its five percentiles.

    The density is the growth of the cumulative share over equal steps of pay, averaged twice
    over nearby steps, since it jumps where two published percentiles meet. None where a
    percentile has no value, or all wages are one.
    """
    wages = [figure.value for figure in pay if figure.value is not None]
    if len(wages) < len(pay):
        return None
    low, high = (_wage_at(share_below, share, wages) for share in EDGES)
    low, high = min(low, wages[0]), max(high, wages[-1])
    if high <= low * 1.001:
        return None
    density = _density(share_below, low, high)
    peak = max(density)

    def x(wage: float) -> float:
        return (wage - low) / (high - low) * CURVE_WIDTH

    def y(wage: float) -> float:
        at = (wage - low) / (high - low) * (len(density) - 1)
        left = min(int(at), len(density) - 2)
        value = density[left] + (at - left) * (density[left + 1] - density[left])
        return CURVE_FLOOR - value / peak * (CURVE_FLOOR - CURVE_TOP)

    points = [
        (
            CURVE_WIDTH * index / (len(density) - 1),
            CURVE_FLOOR - value / peak * (CURVE_FLOOR - CURVE_TOP),
        )
        for index, value in enumerate(density)
    ]
    line = _path(points)
    inner = [point for point in points if x(wages[1]) < point[0] < x(wages[3])]
    middle = [(x(wages[1]), y(wages[1])), *inner, (x(wages[3]), y(wages[3]))]
    marks = tuple(_marks(pay, [x(wage) for wage in wages], [y(wage) for wage in wages]))
    return PayCurve(
        width=CURVE_WIDTH,
        height=max(mark.label_y for mark in marks) + 8,
        floor=CURVE_FLOOR,
        area=f"{line}V{CURVE_FLOOR}H0Z",
        line=line,
        middle=f"{_path(middle)}V{CURVE_FLOOR}H{middle[0][0]:.1f}Z",
        marks=marks,
        text=f"from {dollars(low)} to {dollars(high)}. "
        + ", ".join(f"{mark.name} {mark.pay}" for mark in marks),
    )


def _wage_at(share_below: ShareBelow, share: float, wages: Sequence[float]) -> float:
    """The wage at which the distribution reaches a share, by halving, to 0.1 per cent."""
    low, high = math.log(wages[0]) - 2, math.log(wages[-1]) + 2
    while high - low > 0.001:
        middle = (low + high) / 2
        if share_below(middle) < share:
            low = middle
        else:
            high = middle
    return math.exp(high)


def _density(share_below: ShareBelow, low: float, high: float) -> list[float]:
    step = (high - low) / SAMPLES
    reach = 2 * SMOOTHING
    logs = [
        math.log(max(low + step * (index - 0.5), low / 100))
        for index in range(-reach, SAMPLES + reach + 2)
    ]
    shares = [share_below(log) for log in logs]
    rises = [after - before for before, after in itertools.pairwise(shares)]
    return _averaged(_averaged(rises))


def _averaged(values: Sequence[float]) -> list[float]:
    """Means of runs of neighbors; shorter by a run."""
    run = 2 * SMOOTHING + 1
    return [sum(values[start : start + run]) / run for start in range(len(values) - run + 1)]


def _path(points: Sequence[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{x:.1f},{y:.1f}" for x, y in points)


def _marks(
    pay: Sequence[Figure], xs: Sequence[float], tops: Sequence[float]
) -> Iterator[CurveMark]:
    """Each percentile, its label inside the chart and in the first row with room for it."""
    ends: list[float] = []
    for index, figure in enumerate(pay):
        middle = min(max(xs[index], LABEL_WIDTH / 2), CURVE_WIDTH - LABEL_WIDTH / 2)
        row = next(
            (row for row, end in enumerate(ends) if end <= middle - LABEL_WIDTH / 2), len(ends)
        )
        ends[row : row + 1] = [middle + LABEL_WIDTH / 2]
        yield CurveMark(
            x=f"{xs[index]:.1f}",
            top=f"{tops[index]:.1f}",
            name=PERCENTILE_NAMES[index],
            pay=figure.text,
            label_x=f"{middle:.1f}",
            label_y=CURVE_FLOOR + LABEL_FIRST + row * LABEL_NEXT,
            main=index == 2,
        )


@dataclass(frozen=True, slots=True)
class YearPoint:
    """One wage release: its middle pay as a point, its 10th to 90th percentile as a range."""

    x: str
    low: str
    median: str
    high: str
    label_y: str
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class GridLabel:
    """The label of a line across a chart."""

    y: str
    text: str


@dataclass(frozen=True, slots=True)
class PayYears:
    """National pay of each release, side by side; nothing joins the points."""

    width: int
    height: int
    left: int
    name_y: int
    points: tuple[YearPoint, ...]
    grid: str
    labels: tuple[GridLabel, ...]
    text: str


def pay_years(history: Sequence[PayYear]) -> PayYears | None:
    """Points of the wage releases that publish all three percentiles, in one unit, from zero."""
    shown = [
        (year, year.low.value, year.median.value, year.high.value)
        for year in history
        if year.median.unit == history[-1].median.unit
    ]
    whole = [
        (year, low, median, high)
        for year, low, median, high in shown
        if low is not None and median is not None and high is not None
    ]
    if len(whole) < 2:
        return None
    step = _step(max(row[3] for row in whole))
    lines = math.ceil(max(row[3] for row in whole) / step)
    top = step * lines

    def y(value: float) -> float:
        return YEARS_FLOOR - value / top * (YEARS_FLOOR - YEARS_TOP)

    room = (YEARS_WIDTH - YEARS_LEFT) / len(whole)
    points = tuple(
        YearPoint(
            x=f"{YEARS_LEFT + room * (index + YEARS_PLACE):.1f}",
            low=f"{y(low):.1f}",
            median=f"{y(median):.1f}",
            high=f"{y(high):.1f}",
            label_y=f"{y(median) + 5:.1f}",
            name=year.name,
            text=year.median.text,
        )
        for index, (year, low, median, high) in enumerate(whole)
    )
    values = [step * index for index in range(lines + 1)]
    return PayYears(
        width=YEARS_WIDTH,
        height=YEARS_FLOOR + 40,
        left=YEARS_LEFT,
        name_y=YEARS_FLOOR + 24,
        points=points,
        grid="".join(f"M{YEARS_LEFT},{y(value):.1f}H{YEARS_WIDTH}" for value in values),
        labels=tuple(GridLabel(f"{y(value) + 5:.1f}", dollars(value)) for value in values),
        text=", ".join(f"{point.name} {point.text}" for point in points),
    )


def _step(most: float) -> float:
    """A round distance that cuts zero to `most` into at most five parts."""
    rough = most / 5
    power = 10.0 ** math.floor(math.log10(rough))
    return next(power * factor for factor in (1, 2, 2.5, 5, 10) if power * factor >= rough)


@dataclass(frozen=True, slots=True)
class Spoke:
    """One interest: its point and its label."""

    x: str
    y: str
    label_x: str
    label_y: str
    anchor: str
    letter: str
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class InterestChart:
    """The six interests on Holland's hexagon: its web, their shape, and both in words."""

    web: str
    shape: str
    text: str
    spokes: tuple[Spoke, ...]


def interest_chart(interests: Sequence[ScaleRow]) -> InterestChart | None:
    """The hexagon of the six interests; None unless all six are rated."""
    rows = {row.letter: row for row in interests}
    if set(rows) != set(HEXAGON):
        return None
    spokes = []
    corners = []
    for index, letter in enumerate(HEXAGON):
        row = rows[letter]
        point = _corner(index, max(0.0, (row.value - row.least) / (row.most - row.least)))
        label = _corner(index, 1.16)
        corners.append(point)
        spokes.append(
            Spoke(
                x=f"{point[0]:.1f}",
                y=f"{point[1]:.1f}",
                label_x=f"{label[0]:.1f}",
                label_y=f"{label[1] + 5:.1f}",
                anchor=ANCHORS[index],
                letter=letter,
                name=row.name,
                text=row.text,
            )
        )
    rings = [_closed([_corner(index, share) for index in range(6)]) for share in RINGS]
    lines = [_path([HEXAGON_CENTER, _corner(index, 1)]) for index in range(6)]
    words = ", ".join(f"{spoke.name} {spoke.text}" for spoke in spokes)
    return InterestChart("".join((*rings, *lines)), _closed(corners), words, tuple(spokes))


def _corner(index: int, share: float) -> tuple[float, float]:
    angle = math.radians(60 * index - 90)
    x, y = HEXAGON_CENTER
    return (
        x + HEXAGON_RADIUS * share * math.cos(angle),
        y + HEXAGON_RADIUS * share * math.sin(angle),
    )


def _closed(points: Sequence[tuple[float, float]]) -> str:
    return f"{_path(points)}Z"
