"""The gap between levels: what a role asks for, in whose weights, and how far it is in words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careers import profiles
from careers.guidance import gap as gaps
from careers.guidance.gap import BOUNDS, Distance, distance, gap, have_levels, profile_levels
from careers.models import Rating, Role
from tests.views import made

READING, PROGRAMMING, COMPUTERS = "2.A.1.a", "2.B.3.e", "2.C.3.a"
DEVELOPERS, TESTERS, ARCHITECTS = "15-1252.00", "15-1253.00", "15-1299.08"
LEVELS = st.floats(0, 7)


@pytest.fixture
def world(db: None) -> made.World:
    world = made.world()
    for place, code in enumerate((DEVELOPERS, TESTERS, ARCHITECTS)):
        level(world, code, READING, 4.0)
        level(world, code, PROGRAMMING, 5.0 - place)
        level(world, code, COMPUTERS, 6.0)
    return world


def level(world: made.World, code: str, element: str, value: float, **marks: bool) -> None:
    Rating.objects.update_or_create(
        release=world.onet,
        occupation_id=code,
        element_id=element,
        scale="LV",
        defaults={"value": value, "suppress": False, "not_relevant": False} | marks,
    )


def importance(code: str, element: str, value: float, **marks: bool) -> None:
    rows = Rating.objects.filter(occupation=code, element=element, scale="IM")
    rows.update(value=value, **marks)


@pytest.mark.parametrize(
    ("needed", "have", "words"),
    [
        (4.0, 5.0, "you have it"),
        (4.25, 4.0, "you have it"),
        (3.1, 2.85, "you have it"),
        (4.26, 4.0, "a little more"),
        (4.75, 4.0, "a little more"),
        (4.76, 4.0, "some learning"),
        (5.5, 4.0, "some learning"),
        (5.51, 4.0, "a lot of learning"),
        (7.0, 0.0, "a lot of learning"),
        (None, 4.0, "not known"),
        (4.0, None, "not known"),
    ],
)
def test_distance_is_told_by_the_difference(
    needed: float | None, have: float | None, words: str
) -> None:
    assert distance(needed, have).value == words


@given(LEVELS, LEVELS, LEVELS)
def test_higher_level_is_never_further(needed: float, one: float, other: float) -> None:
    order = [*(word for _, word in BOUNDS), Distance.LOT]
    near, far = max(one, other), min(one, other)
    assert order.index(distance(needed, near)) <= order.index(distance(needed, far))


def test_importances_are_those_of_the_page(world: made.World) -> None:
    importance(DEVELOPERS, PROGRAMMING, 4.6)
    importance(TESTERS, PROGRAMMING, 2.2)
    importance(ARCHITECTS, READING, 4.4, suppress=True)
    guide = made.guide(world)
    profile = profiles.for_role(Role.objects.get(pk=guide.pk), areas=[])
    found = profile_levels(gaps.weights_of(profile))
    assert len(profile.important_skills) == 3
    for row in profile.important_skills:
        assert found[row.element][1] == pytest.approx(row.importance)


def test_occupations_of_one_code_share_its_weight_among_those_rated(world: made.World) -> None:
    table = gaps.LevelTable(
        gaps.level_table(profiles.for_title(world.title).releases).importances,
        {},
        {},
        {},
        {"a": "one", "b": "one", "c": "other"},
    )
    weights = {"a": 3.0, "b": 3.0, "c": 2.0}
    assert table.mean({"a": 1.0, "b": 3.0, "c": 6.0}, weights) == pytest.approx(3.0)
    assert table.mean({"a": 1.0, "c": 5.0}, weights) == pytest.approx(2.0)
    assert table.mean({"a": 1.0, "c": 5.0}, dict.fromkeys(weights, 0.0)) == pytest.approx(3.0)
    assert table.mean({}, weights) is None


def test_level_is_the_weighted_mean(world: made.World) -> None:
    found = profile_levels({DEVELOPERS: 3.0, TESTERS: 1.0})
    assert found[PROGRAMMING] == (pytest.approx(4.75), pytest.approx(3.7))


def test_suppressed_level_is_left_out(world: made.World) -> None:
    level(world, DEVELOPERS, PROGRAMMING, 5.0, suppress=True)
    assert profile_levels({DEVELOPERS: 1.0})[PROGRAMMING] == (None, pytest.approx(3.7))
    assert PROGRAMMING not in have_levels({DEVELOPERS: 1.0})
    assert profile_levels({DEVELOPERS: 3.0, TESTERS: 1.0})[PROGRAMMING][0] == 4.0


def test_element_that_is_not_relevant_hides_its_level_alone(world: made.World) -> None:
    level(world, DEVELOPERS, PROGRAMMING, 0.4, not_relevant=True)
    assert profile_levels({DEVELOPERS: 1.0})[PROGRAMMING] == (None, pytest.approx(3.7))
    assert have_levels({DEVELOPERS: 1.0})[PROGRAMMING] == 0.0


def test_gap_has_what_matters_in_the_goal_alone(world: made.World) -> None:
    importance(DEVELOPERS, READING, 2.9)
    found = gap({}, {DEVELOPERS: 1.0})
    assert {row.element for row in found.rows} == {PROGRAMMING, COMPUTERS}
    assert {row.distance for row in found.rows} == {Distance.UNKNOWN}
    without = gap({}, {DEVELOPERS: 1.0}, leave_out={COMPUTERS})
    assert [row.element for row in without.rows] == [PROGRAMMING]


def test_gap_tells_the_furthest_first_and_what_is_there(world: made.World) -> None:
    found = gap({READING: 4.0, PROGRAMMING: 3.0, COMPUTERS: 5.5}, {DEVELOPERS: 1.0})
    assert [row.name for row in found.rows] == [
        "Programming",
        "Computers & Electronics",
        "Reading Comprehension",
    ]
    assert [row.words for row in found.to_build] == ["a lot of learning", "a little more"]
    assert [row.element for row in found.carried] == [READING]
    assert found.rows[0].difference == pytest.approx(2.0)
    assert (found.rows[0].needed_text, found.rows[0].have_text) == ("5.0", "3.0")


def test_role_has_no_gap_to_itself(world: made.World) -> None:
    found = gap(have_levels({TESTERS: 1.0}), {TESTERS: 1.0})
    assert len(found.rows) == 3
    assert found.to_build == []


def test_unrated_occupation_has_no_gap(world: made.World) -> None:
    assert gap({READING: 4.0}, {"27-2011.00": 1.0}).rows == ()
    assert have_levels({"27-2011.00": 1.0}) == {}
