"""How figures are written for people."""

import pytest

from careers.profiles import wording


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (129_706, "$130K"),
        (73_990, "$74K"),
        (97_850, "$97.9K"),
        (1_250_400, "$1.25M"),
        (999_600, "$1M"),
        (18.5, "$18.50"),
        (29.13, "$29.10"),
        (115, "$115"),
    ],
)
def test_dollars_to_three_significant_digits(value: float, text: str) -> None:
    assert wording.dollars(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [(13.79, "14%"), (-2.6, "−3%"), (0.3, "0%"), (-0.3, "0%"), (4.5, "5%"), (-4.5, "−5%")],
)
def test_growth_to_whole_percent(value: float, text: str) -> None:
    assert wording.whole_percent(value) == text


@pytest.mark.parametrize(
    ("percent", "word"),
    [
        (13.8, "much faster than average"),
        (6.5, "much faster than average"),
        (6.4, "faster than average"),
        (4.9, "faster than average"),
        (3.1, "about as fast as average"),
        (1.2, "slower than average"),
        (0.3, "little or no change"),
        (-0.4, "little or no change"),
        (-0.6, "decline"),
        (-12, "decline"),
    ],
)
def test_growth_word_is_that_of_bls(percent: float, word: str) -> None:
    assert wording.growth_word(percent) == word


@pytest.mark.parametrize(
    ("value", "text"),
    [(2_367_500, "2.37 million"), (160_500, "161,000"), (57_000, "57,000"), (864, "860"), (0, "0")],
)
def test_jobs_to_two_or_three_significant_digits(value: float, text: str) -> None:
    assert wording.people(value) == text


@pytest.mark.parametrize(
    ("percent", "words"),
    [(49.3, "about half"), (80, "four in five"), (99, "nearly all"), (0.4, "hardly any")],
)
def test_share_in_words(percent: float, words: str) -> None:
    assert wording.share_in_words(percent) == words
