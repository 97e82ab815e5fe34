"""Variety: who is in a list is spread over families, the order is that of the score."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from careers.guidance.variety import FIRST, MOST_ALIKE, REACH, beside, crowd, spread

ROWS = st.lists(st.tuples(st.floats(0, 100), st.sampled_from("abcde")), max_size=40)


def test_a_list_of_one_family_is_spread_where_others_are_within_reach() -> None:
    totals = [90.0 - place for place in range(12)]
    groups = ["a"] * 6 + ["b", "c", "d", "e", "f", "g"]
    found = spread(range(12), totals, groups)
    assert found.first == (0, 1, 2, 3, 6, 7, 8, 9, 10, 11)
    assert found.moved == (4, 5)


def test_a_list_is_left_alone_where_others_are_far_behind() -> None:
    totals = [90.0, 89.0, 88.0, 87.0, 50.0]
    found = spread(range(5), totals, ["a", "a", "a", "a", "b"])
    assert found.first == (0, 1, 2, 3, 4)
    assert found.moved == ()


@given(ROWS)
def test_spread_roles_stand_in_order_and_none_comes_from_out_of_reach(
    rows: list[tuple[float, str]],
) -> None:
    rows.sort(reverse=True)
    totals, groups = [row[0] for row in rows], [row[1] for row in rows]
    found = spread(range(len(rows)), totals, groups)
    assert list(found.first) == sorted(set(found.first))
    assert len(found.first) == min(FIRST, len(rows))
    assert set(found.first) | set(found.moved) >= set(range(min(FIRST, len(rows))))
    assert not set(found.first) & set(found.moved)
    for one in found.first:
        if one >= FIRST:
            assert totals[min(found.moved)] - totals[one] <= REACH
            assert [groups[other] for other in found.first].count(groups[one]) <= MOST_ALIKE


@given(ROWS, st.lists(st.sampled_from("abcde"), max_size=10))
def test_roles_beside_others_are_of_other_families_while_there_are_any(
    rows: list[tuple[float, str]], held: list[str]
) -> None:
    groups = [row[1] for row in rows]
    found = beside(range(len(rows)), groups, held)
    assert list(found) == sorted(set(found))
    assert len(found) == min(FIRST, len(rows))
    count = Counter(held) + Counter(groups[one] for one in found)
    left = {groups[one] for one in range(len(rows)) if one not in found}
    if any(count[group] > MOST_ALIKE for group in {groups[one] for one in found}):
        assert all(count[group] >= MOST_ALIKE for group in left)


def test_roles_beside_others_are_the_best_of_their_family() -> None:
    groups = ["a", "a", "b", "b", "b", "b", "c", "a"]
    assert beside(range(8), groups, ["a", "a", "a"])[:3] == (0, 1, 2)
    many = [*["a"] * 20, *"bbbbcccdddeee"]
    assert beside(range(33), many, ["a", "a", "b"]) == (0, 20, 21, 24, 25, 26, 27, 28, 29, 30)


def test_a_crowd_is_more_than_three_of_a_family() -> None:
    assert crowd(["a", "a", "b", "a"]) == ("", 0)
    assert crowd(["a", "a", "b", "a", "a"]) == ("a", 4)
    assert crowd([]) == ("", 0)
