"""Geometry of the charts: what is drawn is what the figures say."""

import itertools
import re
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careers.mixture import Distribution, Mixture, distribution
from careers.pages import charts
from careers.pages.maps import albers_usa, area_map
from careers.profiles.types import DERIVED, Figure, PayYear, PlaceRow, ScaleRow
from careers.profiles.wording import dollars

D3_SCALE, D3_CENTER = 1070.0, (480.0, 250.0)
DEVELOPERS = (82_460.0, 105_210.0, 135_980.0, 171_980.0, 214_670.0)
OTHERS = (55_940.0, 79_370.0, 116_580.0, 157_500.0, 188_470.0)


def part(wages: tuple[float, ...]) -> Distribution:
    """The distribution of five published percentiles."""
    made = distribution(wages)
    assert made is not None
    return made


def pay(wages: tuple[float, ...], unit: str = "dollars a year") -> tuple[Figure, ...]:
    """Figures of five percentiles."""
    return tuple(Figure(wage, unit, DERIVED, "", ("OEWS",)) for wage in wages)


def drawn(wages: tuple[float, ...]) -> charts.PayCurve:
    """The curve of one code."""
    return mixed({"a": (part(wages), 1.0)}, wages)


def mixed(
    parts: dict[str, tuple[Distribution, float]], wages: tuple[float, ...]
) -> charts.PayCurve:
    """The curve of several codes."""
    made = charts.curve(Mixture(parts).cumulative, pay(wages))
    assert made is not None
    return made


def points(path: str) -> list[tuple[float, float]]:
    """The points of a path of straight lines."""
    return [(float(x), float(y)) for x, y in re.findall(r"(-?[\d.]+),(-?[\d.]+)", path)]


def area_under(path: str, floor: int) -> float:
    """The area between a path and the floor."""
    return sum(
        (x1 - x0) * (floor - (y0 + y1) / 2)
        for (x0, y0), (x1, y1) in itertools.pairwise(points(path))
    )


# The points and places are those of d3-geo's own test of geoAlbersUsa.
@pytest.mark.parametrize(
    ("longitude", "latitude", "x", "y"),
    [
        (-122.4194, 37.7749, 107.4, 214.1),
        (-74.0059, 40.7128, 794.6, 176.5),
        (-95.9928, 36.1540, 488.8, 298.0),
        (-149.9003, 61.2181, 171.2, 446.9),
        (-157.8583, 21.3069, 298.5, 451.0),
    ],
    ids=["San Francisco", "New York", "Tulsa", "Anchorage", "Honolulu"],
)
def test_projection_places_known_points_as_d3_does(
    longitude: float, latitude: float, x: float, y: float
) -> None:
    point = albers_usa(longitude, latitude, D3_SCALE, D3_CENTER)
    assert point == pytest.approx((x, y), abs=0.1)


@pytest.mark.parametrize(("longitude", "latitude"), [(2.35, 48.86), (-66.1, 18.47), (144.8, 13.5)])
def test_projection_has_no_place_outside_the_fifty_states(
    longitude: float, latitude: float
) -> None:
    assert albers_usa(longitude, latitude) is None


def test_curve_holds_half_of_its_area_between_the_quartiles() -> None:
    curve = drawn(DEVELOPERS)
    middle, whole = (area_under(path, curve.floor) for path in (curve.middle, curve.line))
    assert middle / whole == pytest.approx(0.5 / 0.96, abs=0.02)


def test_curve_is_drawn_from_the_merged_distribution() -> None:
    parts = {"a": (part(DEVELOPERS), 9.0), "b": (part(OTHERS), 1.0)}
    mostly_developers = mixed(parts, DEVELOPERS)
    assert mostly_developers.line != drawn(DEVELOPERS).line
    peak = min(points(mostly_developers.line), key=lambda point: point[1])
    assert 0 < peak[0] < charts.CURVE_WIDTH / 2


def test_curve_ends_near_the_second_and_ninety_eighth_percentile() -> None:
    curve = drawn(DEVELOPERS)
    low = 82_460 * (82_460 / 105_210) ** ((2.0537 - 1.2816) / (1.2816 - 0.6745))
    high = 214_670 * (214_670 / 171_980) ** ((2.0537 - 1.2816) / (1.2816 - 0.6745))
    assert curve.text.startswith(f"from {dollars(low)} to {dollars(high)}. 10th $82.5K, ")


def test_curve_needs_all_five_percentiles() -> None:
    missing = (*pay(DEVELOPERS)[:4], Figure(None, "dollars a year", "suppressed", "", ()))
    assert charts.curve(part(DEVELOPERS).cumulative, missing) is None


def test_curve_of_a_single_wage_is_not_drawn() -> None:
    flat = (41_000.0,) * 5
    assert charts.curve(part(flat).cumulative, pay(flat)) is None


rising = st.lists(st.floats(min_value=15_000, max_value=400_000), min_size=4, max_size=4).map(
    lambda wages: (*sorted(round(wage, -1) for wage in wages), 410_000.0)
)


@given(rising)
def test_curve_of_any_percentiles_stays_in_its_frame(wages: tuple[float, ...]) -> None:
    curve = drawn(wages)
    for x, y in points(curve.line):
        assert -0.1 <= x <= curve.width + 0.1
        assert charts.CURVE_TOP - 0.1 <= y <= curve.floor + 0.1
    xs = [float(mark.x) for mark in curve.marks]
    assert xs == sorted(xs)
    assert xs[0] >= 0
    assert xs[-1] <= curve.width


@given(rising)
def test_labels_of_one_row_never_overlap_nor_leave_the_chart(wages: tuple[float, ...]) -> None:
    curve = drawn(wages)
    for row in {mark.label_y for mark in curve.marks}:
        middles = sorted(float(mark.label_x) for mark in curve.marks if mark.label_y == row)
        edges = [charts.LABEL_WIDTH / 2, curve.width - charts.LABEL_WIDTH / 2]
        assert edges[0] - 0.1 <= middles[0]
        assert middles[-1] <= edges[1] + 0.1
        gaps = [after - before for before, after in itertools.pairwise(middles)]
        assert all(gap >= charts.LABEL_WIDTH - 0.2 for gap in gaps)
    assert curve.height > max(mark.label_y for mark in curve.marks)


def year(name: str, wages: tuple[float | None, ...], unit: str = "dollars a year") -> PayYear:
    """A wage release with a low, a middle and a high."""
    low, median, high = (Figure(wage, unit, DERIVED, "", ()) for wage in wages)
    return PayYear(name, int(name[-4:]), low, median, high, 1_000)


def test_years_are_drawn_from_zero_in_proportion() -> None:
    chart = charts.pay_years(
        [
            year("May 2024", (50_000, 100_000, 200_000)),
            year("May 2025", (50_000, 150_000, 200_000)),
        ]
    )
    assert chart is not None
    assert chart.labels[0].text == "$0"
    zero = float(chart.labels[0].y) - 5
    heights = [zero - float(point.median) for point in chart.points]
    assert heights[1] / heights[0] == pytest.approx(1.5, abs=0.01)
    assert float(chart.points[0].high) < float(chart.points[0].median)
    assert [point.name for point in chart.points] == ["May 2024", "May 2025"]


def test_years_leave_out_a_release_without_pay_or_in_another_unit() -> None:
    history = [
        year("May 2022", (20, 30, 40), "dollars an hour"),
        year("May 2023", (None, None, None)),
        year("May 2024", (50_000, 100_000, 200_000)),
        year("May 2025", (50_000, 100_000, 200_000)),
    ]
    chart = charts.pay_years(history)
    assert chart is not None
    assert [point.name for point in chart.points] == ["May 2024", "May 2025"]


def test_years_need_two_releases() -> None:
    assert charts.pay_years([]) is None
    assert charts.pay_years([year("May 2025", (1.0, 2.0, 3.0))]) is None


def interests(**values: float) -> list[ScaleRow]:
    """Interests by their names."""
    return [ScaleRow(name, name, name[0], value, 1, 7) for name, value in values.items()]


ALL_SIX = {
    "Social": 1.0,
    "Realistic": 7.0,
    "Investigative": 4.0,
    "Artistic": 1.0,
    "Enterprising": 1.0,
    "Conventional": 1.0,
}


def test_interests_reach_from_the_center_to_the_edge() -> None:
    chart = charts.interest_chart(interests(**ALL_SIX))
    assert chart is not None
    assert [spoke.letter for spoke in chart.spokes] == list("RIASEC")
    realistic, investigative, artistic = chart.spokes[:3]
    x, y = charts.HEXAGON_CENTER
    assert (float(realistic.x), float(realistic.y)) == (x, y - charts.HEXAGON_RADIUS)
    assert (float(artistic.x), float(artistic.y)) == (x, y)
    half = charts.HEXAGON_RADIUS * 3**0.5 / 4
    assert float(investigative.x) == pytest.approx(x + half, abs=0.1)
    assert chart.text.startswith("Realistic 7.0, Investigative 4.0")


def test_interests_are_not_drawn_unless_all_six_are_rated() -> None:
    five = {name: value for name, value in ALL_SIX.items() if name != "Social"}
    assert charts.interest_chart(interests(**five)) is None


def places(count: int = 6) -> list[PlaceRow]:
    """Metros along a parallel: jobs and pay rise with their number."""
    return [
        PlaceRow(
            code=f"{number:07}",
            name=f"Metro {number}",
            slug=f"metro-{number}",
            kind="metro",
            state="KS",
            jobs=1_000 * (number + 1),
            low=None,
            median=50_000.0 + 10_000 * number,
            high=None,
            at_least=(False, False, False),
            parity=100.0,
            latitude=38.0,
            longitude=-100.0 + number,
            missing="",
        )
        for number in range(count)
    ]


def test_map_draws_the_most_jobs_first_and_largest() -> None:
    drawn_map = area_map(places())
    assert drawn_map is not None
    names = re.findall(r"<title>(.*?):", drawn_map.bubbles)
    radii = [float(radius) for radius in re.findall(r' r="([\d.]+)"', drawn_map.bubbles)]
    assert names[0] == drawn_map.largest == "Metro 5"
    assert radii == sorted(radii, reverse=True)
    assert radii[-1] / radii[0] == pytest.approx((1 / 6) ** 0.5, abs=0.01)


def test_map_colors_the_best_paid_with_the_last_class() -> None:
    drawn_map = area_map(places(10))
    assert drawn_map is not None
    found = re.findall(r'class="(c-\d)".*?<title>(.*?):', drawn_map.bubbles)
    colors = {name: color for color, name in found}
    assert (colors["Metro 0"], colors["Metro 9"]) == ("c-1", "c-5")
    assert drawn_map.classes[0].text == "$50K to $70K"
    assert [row.css for row in drawn_map.classes] == ["c-1", "c-2", "c-3", "c-4", "c-5"]


def test_map_at_national_prices_colors_by_them() -> None:
    rows = places(10)
    rows[9] = replace(rows[9], parity=1_000.0)
    nominal, adjusted = area_map(rows), area_map(rows, adjusted=True)
    assert nominal is not None
    assert adjusted is not None
    assert 'class="c-5" cx' in re.findall(r"<circle[^>]*><title>Metro 9", nominal.bubbles)[0]
    assert 'class="c-1" cx' in re.findall(r"<circle[^>]*><title>Metro 9", adjusted.bubbles)[0]


def test_map_escapes_names() -> None:
    rows = places()
    rows[0] = replace(rows[0], name='<b>"A"')
    drawn_map = area_map(rows)
    assert drawn_map is not None
    assert "&lt;b&gt;&quot;A&quot;" in drawn_map.bubbles


@pytest.mark.parametrize(
    "change",
    [{"missing": "no pay"}, {"kind": "state"}, {"jobs": None}, {"median": None}],
    ids=["unranked", "state", "no jobs", "no pay"],
)
def test_map_leaves_out_what_cannot_be_compared(change: dict[str, Any]) -> None:
    rows = places(7)
    drawn_map = area_map([replace(rows[0], **change), *rows[1:]])
    assert drawn_map is not None
    assert drawn_map.count == 6


def test_map_counts_what_it_cannot_place() -> None:
    rows = places(7)
    rows[0] = replace(rows[0], latitude=None, longitude=None)
    rows[1] = replace(rows[1], latitude=18.4, longitude=-66.1)
    drawn_map = area_map(rows)
    assert drawn_map is not None
    assert (drawn_map.count, drawn_map.left_out) == (5, 2)


def test_map_is_not_drawn_of_fewer_areas_than_colors() -> None:
    assert area_map(places(4)) is None


def test_map_writes_pay_as_the_table_does() -> None:
    rows = [replace(row, median=75_550.0) for row in places()]
    chart = area_map(rows)
    assert chart is not None
    assert rows[0].median_text == "$75.6K"
    assert f"{rows[0].name}: $75.6K" in chart.bubbles
