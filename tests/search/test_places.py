"""Places by what people call them."""

import pytest

from careers.search import places_called


@pytest.mark.parametrize(
    ("typed", "slug"),
    [
        ("la", "los-angeles-long-beach-anaheim-ca"),
        ("Portland", "portland-me"),
        ("portland, me", "portland-me"),
        ("jobs in texas", "texas"),
        ("LA", "los-angeles-long-beach-anaheim-ca"),
    ],
)
def test_place_is_found_by_what_people_call_it(market: None, typed: str, slug: str) -> None:
    found = places_called(typed)
    assert (found.slugs, found.told) == ((slug,), ())


@pytest.mark.parametrize(
    ("typed", "slug", "told"),
    [
        ("nashvile", "nashville-tn", "nashville"),
        ("Oregonn", "oregon", "oregon"),
        ("nashvile texas", "nashville-tn", "nashville"),
        ("californa", "california", "california"),
    ],
)
def test_place_that_is_misspelled_says_what_was_meant(
    market: None, typed: str, slug: str, told: str
) -> None:
    found = places_called(typed)
    assert found.slugs == (slug,)
    assert found.told == (told,)


@pytest.mark.parametrize("typed", ["", "%", "xyzzy", "castle", "tex", "x" * 10_000, "paris"])
def test_no_place_is_found_by_what_is_none(market: None, typed: str) -> None:
    assert places_called(typed).slugs == ()


def test_places_before_anything_was_indexed_are_none(db: None) -> None:
    assert places_called("texas").slugs == ()
