"""How places are compared with the nation in words."""

import pytest

from careers.profiles.place_words import apart, buying, change, commonness, commonness_here


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (92.0, "8% below the nation"),
        (110.72, "11% above the nation"),
        (100.4, "the same as in the nation"),
        (99.6, "the same as in the nation"),
        (100.6, "1% above the nation"),
    ],
)
def test_apart_says_how_far_and_which_way(value: float, words: str) -> None:
    assert apart(value, 100) == words


def test_apart_compares_with_the_nations_own_level_of_the_line() -> None:
    assert apart(99.567, 99.567) == "the same as in the nation"


@pytest.mark.parametrize(
    ("value", "nation", "words"),
    [
        (92.0, 100.0, "8% less"),
        (150.0, 100.0, "50% more"),
        (100.2, 100.0, "the same"),
        (None, 100.0, "—"),
        (92.0, None, "—"),
    ],
)
def test_change_is_a_dash_where_a_side_is_missing(
    value: float | None, nation: float | None, words: str
) -> None:
    assert change(value, nation) == words


def test_buying_sets_pay_here_against_what_it_buys() -> None:
    words = "prices 8% below the nation: $48K here buys what $52.2K buys on average"
    assert buying(48_000, 92) == words
    assert buying(48_000, 100) == (
        "prices the same as in the nation: $48K here buys what it buys on average"
    )
    assert buying(None, 92) == buying(48_000, None) == ""


@pytest.mark.parametrize(
    ("quotient", "words"),
    [
        (7.09, "7.1 times as common"),
        (3.0, "3 times as common"),
        (34.8, "35 times as common"),
        (1.15, "1.1 times as common"),
        (1.14, "about as common"),
        (0.86, "about as common"),
        (0.85, "a little less common"),
        (0.7, "less common"),
        (0.5, "half as common"),
        (0.2, "much less common"),
        (0.0, "much less common"),
        (None, "—"),
    ],
)
def test_commonness_follows_the_quotient(quotient: float | None, words: str) -> None:
    assert commonness(quotient) == words


def test_commonness_here_is_a_phrase() -> None:
    assert commonness_here(3.0) == "3 times as common here as in the nation"
    assert commonness_here(0.5) == "half as common here as in the nation"
    assert commonness_here(0.2) == "much less common here than in the nation"
    assert commonness_here(None) == ""
