"""Words that are misspelled."""

import pytest
from pytest_django import DjangoAssertNumQueries
from rapidfuzz.distance import OSA

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


@pytest.mark.parametrize("typed", ["sick", "castle", "king", "kingdoms", "murder", "mayoress"])
def test_word_that_is_no_slip_finds_nothing_else(market: None, typed: str) -> None:
    found = search.find(search.parse(typed))
    assert found.told == ()
    assert not {hit.key for hit in search.hits(found.matches)} & {
        *("silk-screen-repairer", "cattle-buyer", "texas"),
    }


def test_word_of_our_own_texts_is_no_slip_for_a_name(market: None) -> None:
    found = search.find(search.parse("sick"))
    assert search.hits(found.matches)[0].key == "registered-nurses"


@pytest.mark.parametrize("typed", ["sick", "hvca", "texs"])
def test_nothing_is_mended_to_an_abbreviation(market: None, typed: str) -> None:
    words = vocabulary.current()
    assert words is not None
    assert all(len(near.word) > 2 and set(near.word) & set("aeiouy") for near in words.near(typed))


@pytest.mark.parametrize("typed", ["maner", "mortar", "hiking", "witch", "mirror"])
def test_word_too_far_for_its_length_is_no_slip(market: None, typed: str) -> None:
    words = vocabulary.current()
    assert words is not None
    assert all(
        OSA.distance(typed, near.word) < 2
        or vocabulary.sounds(typed) == vocabulary.sounds(near.word)
        for near in words.near(typed)
    )


def test_slip_that_is_a_word_is_mended_where_nothing_else_is_found(market: None) -> None:
    found = search.find(search.parse("urban planer"))
    assert found.told == ("urban planner",)
    assert search.hits(found.matches)[0].key == "urban-planner"
    assert search.find(search.parse("planer operator")).told == ()
    found = search.find(search.parse("planer lady"))
    assert search.hits(found.matches)[0].key == "planer-operator"


def test_nothing_found_asks_what_was_meant(market: None) -> None:
    found = search.find(search.parse("sofwaire"))
    assert found.matches == []
    assert found.meant == ("software",)
    assert search.find(search.parse("castle")).meant == ()
