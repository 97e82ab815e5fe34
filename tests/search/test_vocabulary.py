"""Words that are misspelled."""

import pytest
from pytest_django import DjangoAssertNumQueries

from careers import search
from careers.search import vocabulary


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("electrican", "electrician"),
        ("acountant", "accountant"),
        ("enginer", "engineer"),
        ("sofware", "software"),
        ("nurce", "nurse"),
        ("mangaer", "manager"),
        ("fisical", "physical"),
        ("tehcnician", "technician"),
    ],
)
def test_near_word_is_the_one_that_was_meant(market: None, typed: str, meant: str) -> None:
    words = vocabulary.current()
    assert words is not None
    assert words.near(typed)[0].word == meant


@pytest.mark.parametrize("typed", ["xkcdv", "qwertyuiop", "zz", "12345", ""])
def test_nothing_is_near_what_is_no_word(market: None, typed: str) -> None:
    words = vocabulary.current()
    assert words is not None
    assert words.near(typed) == []


def test_word_run_together_is_split(market: None) -> None:
    words = vocabulary.current()
    assert words is not None
    assert words.split("softwareengineer") == ("software", "engineer")
    assert words.split("electrician") is None


def test_vocabulary_is_kept_until_the_index_changes(
    market: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    first = vocabulary.current()
    with django_assert_num_queries(1):
        assert vocabulary.current() is first
    search.rebuild()
    assert vocabulary.current() is not first


def test_vocabulary_of_no_index_is_none(db: None) -> None:
    assert vocabulary.current() is None


def test_words_that_sound_alike_have_one_skeleton() -> None:
    for first, second in (("flite", "flight"), ("recepshunist", "receptionist"), ("nife", "knife")):
        assert vocabulary.sounds(first) == vocabulary.sounds(second)
