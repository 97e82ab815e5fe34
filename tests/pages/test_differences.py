"""What sets figures apart, in words; and what keeps them from being compared."""

import pytest

from careers.pages.differences import OPEN_ENDED, Entry, difference, more
from careers.profiles import Figure
from careers.profiles.types import AT_LEAST, NOT_PUBLISHED, PUBLISHED, SUPPRESSED

YEAR, HOUR = "dollars a year", "dollars an hour"


def figure(
    value: float | None, unit: str = YEAR, status: str = PUBLISHED, release: str = "OEWS May 2025"
) -> Figure:
    return Figure(value, unit, status, "", (release,))


def entries(*figures: Figure) -> list[Entry]:
    return [Entry(name, one) for name, one in zip("ABCD", figures, strict=False)]


def test_two_figures_are_told_apart_by_what_is_shown() -> None:
    found = difference(entries(figure(97_600), figure(129_600)))
    assert found.says == "B: about $32K more than A."
    assert found.marks == ("lowest", "highest")
    assert found.left_out == ("", "")


@pytest.mark.parametrize(
    ("high", "low", "words"),
    [
        (216_740, 90_930, "about $126K more than"),
        (1_254_000, 216_740, "about $1.03M more than"),
        (98_240, 91_000, "about $7.2K more than"),
        (52.31, 18.4, "about $33.90 more than"),
        (130_400, 130_000, "slightly more than"),
    ],
)
def test_pay_apart_is_as_fine_as_what_is_shown(high: float, low: float, words: str) -> None:
    assert more(figure(high), figure(low)) == words


def test_three_figures_name_the_highest_and_the_lowest() -> None:
    found = difference(entries(figure(80_000), figure(130_000), figure(95_000)))
    assert found.says == "Highest: B, about $50K more than A (lowest)."
    assert found.marks == ("lowest", "highest", "")


def test_figures_that_are_shown_alike_share_the_mark() -> None:
    growth = [figure(value, "percent") for value in (4.9, 13.8, 5.2)]
    found = difference(entries(*growth))
    assert found.says == "Highest: B, 9 percentage points more than A and C (lowest)."
    assert found.marks == ("lowest", "highest", "lowest")


def test_figures_that_are_all_shown_alike_have_no_highest() -> None:
    found = difference(entries(figure(97_550), figure(97_600)))
    assert found.says == "The same for both, as rounded."
    assert found.marks == ("", "")


def test_alike_figures_beside_an_absent_one_are_named() -> None:
    found = difference(entries(figure(1), figure(1), figure(None, status=NOT_PUBLISHED)))
    assert found.says == "The same for A and B, as rounded."


def test_pay_by_the_hour_is_not_set_against_pay_by_the_year() -> None:
    found = difference(entries(figure(29.05, HOUR), figure(83_680), figure(44_100)))
    assert found.says == "B: about $39.6K more than C."
    assert found.marks == ("", "highest", "lowest")
    assert found.left_out == ("in dollars an hour, not dollars a year", "", "")


def test_figure_of_another_release_is_left_out() -> None:
    other = figure(200_000, release="OEWS May 2024")
    found = difference(entries(figure(90_000), figure(80_000), other))
    assert found.left_out[2] == "from another release, OEWS May 2024"
    assert found.marks == ("highest", "lowest", "")


@pytest.mark.parametrize(
    ("status", "words"),
    [(NOT_PUBLISHED, "not published"), (SUPPRESSED, "withheld by the source")],
)
def test_absent_figure_is_left_out_with_its_status(status: str, words: str) -> None:
    found = difference(entries(figure(90_000), figure(None, status=status)))
    assert found.says == ""
    assert found.marks == ("", "")
    assert found.left_out == ("", words)


def test_figure_that_may_not_be_ranked_says_why() -> None:
    rows = [*entries(figure(90_000), figure(80_000)), Entry("C", figure(1), "of a wider group")]
    found = difference(rows)
    assert found.marks == ("highest", "lowest", "")
    assert found.left_out == ("", "", "of a wider group")


def test_lower_limit_above_all_others_is_at_least_that_much_more() -> None:
    found = difference(entries(figure(239_200, status=AT_LEAST), figure(139_200)))
    assert found.says == "A: at least about $100K more than B."
    assert found.marks == ("highest", "lowest")


def test_lower_limit_below_another_figure_is_not_ranked() -> None:
    found = difference(entries(figure(239_200, status=AT_LEAST), figure(250_000), figure(90_000)))
    assert found.left_out == (OPEN_ENDED, "", "")
    assert found.says == "B: about $160K more than C."


def test_two_lower_limits_are_not_ranked() -> None:
    limits = [figure(value, status=AT_LEAST) for value in (239_200, 260_000)]
    found = difference(entries(*limits, figure(90_000)))
    assert found.left_out == (OPEN_ENDED, OPEN_ENDED, "")
    assert found.says == ""


@pytest.mark.parametrize(
    ("high", "low", "words"),
    [
        (103, 100, "slightly more than"),
        (152, 100, "about 52% more than"),
        (210, 100, "about twice as many as"),
        (260, 100, "about 2.5 times as many as"),
        (11_040, 100, "about 110 times as many as"),
        (5, 0, "more than"),
    ],
)
def test_jobs_are_compared_as_parts_and_multiples(high: float, low: float, words: str) -> None:
    assert more(figure(high, "jobs"), figure(low, "jobs")) == words


@pytest.mark.parametrize(
    ("high", "low", "words"),
    [
        (5.4, 4.4, "1 percentage point more than"),
        (2.5, -3.2, "6 percentage points more than"),
        (-1.0, -3.6, "3 percentage points more than"),
    ],
)
def test_growth_is_compared_in_points(high: float, low: float, words: str) -> None:
    assert more(figure(high, "percent"), figure(low, "percent")) == words
