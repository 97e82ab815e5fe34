"""Words as they are compared."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careers.search import parse, synonyms, text
from careers.search.text import MOST_CHARACTERS, canonical, clean, compact, stem, words


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Registered Nurses", "registered nurse"),
        ("Résumé Writer", "resume writer"),
        ("DRIVER'S HELPER", "drivers helper"),
        ("U.S. Senator", "us senator"),
        ("Vice President of Sales", "VP, Sales"),
        ("HVAC Tech", "hvac technicians"),
        ("Salesmen", "salesman"),
        ("Secretaries", "secretary"),
        ("1st Grade Teacher", "first grade teacher"),
        ("Director of Nursing", "director nursing"),
    ],
)
def test_words_written_in_two_ways_are_the_same(first: str, second: str) -> None:
    assert words(first) == words(second)


@pytest.mark.parametrize(
    ("first", "second"), [("E-Commerce", "ecommerce"), ("Data Base", "database"), ("x-ray", "xray")]
)
def test_compact_name_does_not_know_hyphens_and_spaces(first: str, second: str) -> None:
    assert compact(words(first)) == compact(words(second))


def test_signs_belong_to_their_letter() -> None:
    assert words("C++ and C# programmer") == ["c++", "c#", "programmer"]
    assert words("C professor") != words("C++ professor")


@pytest.mark.parametrize("word", ["business", "bus", "gas", "physics", "analysis", "glass"])
def test_singular_of_a_word_that_only_ends_so_is_stable(word: str) -> None:
    assert text.singular(text.singular(word)) == text.singular(word)


def test_little_words_are_kept_where_there_is_no_other() -> None:
    assert words("the of") == ["the", "of"]
    assert words("a cook") == ["cook"]


def test_joined_pair_becomes_one_word() -> None:
    pairs = {("health", "care")}
    assert text.joined(["home", "health", "care", "aide"], pairs) == ["home", "healthcare", "aide"]


@pytest.mark.parametrize(
    ("first", "second"),
    [("driver", "driving"), ("teacher", "teach"), ("kids", "children"), ("trash", "garbage")],
)
def test_stem_is_shared_by_forms_and_by_words_of_one_meaning(first: str, second: str) -> None:
    assert stem(first) == stem(second)


@pytest.mark.parametrize(("first", "second"), [("flower", "flow"), ("counter", "count")])
def test_stem_of_words_that_only_look_alike_differs(first: str, second: str) -> None:
    assert stem(first) != stem(second)


def test_stems_leave_out_what_says_nothing() -> None:
    assert text.stems("How to become a nurse near me") == [stem("nurse")]


def test_clean_drops_what_has_no_shape_and_cuts() -> None:
    assert clean("re\u200fgis\u0000 tered\n\u202enurse\u2067") == "regis tered nurse"
    assert len(clean("x" * 10_000)) == MOST_CHARACTERS
    assert clean("ﬁreﬁghter　ａ") == "firefighter a"


@given(st.text(max_size=300))
def test_words_of_any_text_are_letters_digits_and_two_signs(given_text: str) -> None:
    for word in words(clean(given_text)):
        assert word
        assert all(char.isalnum() or char in "+#" for char in word)


def test_reviewed_short_forms_are_canonical_themselves() -> None:
    for word, meant in synonyms.short().items():
        assert tuple(one for part in meant for one in canonical(part)) == meant, word


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("plumber near me", ("plumber",)),
        ("near me", ("near", "me")),
        ("how long does it take to become a large animal vet", ("a", "large", "animal", "vet")),
        ("i want a good job in which i fix all of the big trucks", ("fix", "trucks")),
    ],
)
def test_words_around_a_job_are_dropped_before_the_rest_is_cut(
    text: str, left: tuple[str, ...]
) -> None:
    assert parse(text).words == left


def test_capitals_count_only_where_the_rest_has_none() -> None:
    assert parse("nurse OR").capitals == {"or"}
    assert parse("NURSE OR").capitals == frozenset()


def test_dot_net_is_a_word_of_its_own() -> None:
    assert text.raw_words(".NET ASP.NET net network.") == [
        "dotnet",
        "asp",
        "dotnet",
        "net",
        "network",
    ]


def test_reviewed_words_are_written_as_they_are_compared() -> None:
    for word in synonyms.known():
        assert canonical(word) == (word,), word
    for phrase in synonyms.phrases():
        assert tuple(text.raw_words(" ".join(phrase))) == phrase
