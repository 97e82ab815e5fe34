"""Maps of places."""

import re
from dataclasses import replace
from itertools import combinations
from math import hypot

from careers.pages.place_maps import STATE_POSITIONS, locator, state_map
from careers.profiles.types import PlaceRow

SEATTLE = PlaceRow(
    "1", "Seattle & <Tacoma>, WA", "seattle", "metro", "WA", 2_000, None, 60_000.0, None,
    (False,) * 3, 111.0, 47.606, -122.332, "",
)  # fmt: skip


def state(abbreviation: str, pay: float | None) -> PlaceRow:
    return replace(
        SEATTLE, name=f"State {abbreviation}", kind="state", state=abbreviation, median=pay
    )


def url(row: PlaceRow) -> str:
    return f"/places/{row.state.lower()}/"


def test_state_positions_are_the_fifty_states_and_the_district_on_the_map() -> None:
    assert len(STATE_POSITIONS) == 51
    assert all(14 <= x <= 961 and 14 <= y <= 596 for x, y in STATE_POSITIONS.values())


def test_state_positions_leave_room_for_a_finger() -> None:
    for (one, first), (other, second) in combinations(STATE_POSITIONS.items(), 2):
        apart = hypot(first[0] - second[0], first[1] - second[1])
        assert apart >= 28, (one, other)


def test_state_map_colors_states_by_pay_at_national_prices() -> None:
    states = ("WA", "OR", "CA", "NV", "ID")
    found = state_map([state(abbr, 50_000.0 + 5_000 * n) for n, abbr in enumerate(states)], url)
    assert found is not None
    assert [mark.css for mark in found.marks] == [f"c-state c-state-{n}" for n in range(1, 6)]
    assert found.marks[0].label == "State WA: $45K"
    assert found.marks[0].url == "/places/wa/"
    assert (found.marks[2].x, found.marks[2].y) == STATE_POSITIONS["CA"]


def test_state_map_leaves_out_territories_and_states_without_prices() -> None:
    rows = [state(abbr, 50_000.0) for abbr in ("WA", "OR", "CA", "NV", "ID", "PR")]
    found = state_map([*rows, replace(state("UT", 50_000.0), parity=None)], url)
    assert found is not None
    assert {mark.abbreviation for mark in found.marks} == {"WA", "OR", "CA", "NV", "ID"}
    assert state_map(rows[:4], url) is None


def test_locator_sizes_the_areas_of_a_state_by_jobs_and_escapes_their_names() -> None:
    small = replace(SEATTLE, name="Yakima, WA", jobs=500, latitude=46.6, longitude=-120.5)
    found = locator([SEATTLE, small])
    assert found is not None
    assert re.findall(r' r="([^"]*)"', found.bubbles) == ["26.0", "13.0"]
    assert "Seattle &amp; &lt;Tacoma&gt;, WA" in found.bubbles
    assert found.text == "Seattle & <Tacoma>, WA, Yakima, WA"


def test_locator_shows_an_area_over_its_paler_neighbors() -> None:
    near = replace(SEATTLE, name="Yakima, WA", latitude=46.6, longitude=-120.5)
    found = locator([SEATTLE], [near])
    assert found is not None
    assert re.findall(r'class="([^"]*)"', found.bubbles) == ["c-pale", "c-own"]


def test_locator_of_a_place_without_a_position_is_none() -> None:
    far = replace(SEATTLE, latitude=18.466, longitude=-66.106)
    country = replace(SEATTLE, kind="nonmetro")
    nowhere = replace(SEATTLE, latitude=None)
    assert locator([far]) is locator([country]) is locator([nowhere], [SEATTLE]) is None
    assert locator([]) is None
