"""Search for a place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careers.listings.find_places import find_places, words_of
from careers.profiles.types import PlaceRow


def area(name: str, kind: str, state: str, jobs: int | None = 1_000) -> PlaceRow:
    pay = (30_000.0, 50_000.0, 90_000.0)
    return PlaceRow(name, name, name, kind, state, jobs, *pay, (False,) * 3, 100.0, None, None, "")


AREAS = [
    area("California", "state", "CA", 18_000_000),
    area("Missouri", "state", "MO", 2_900_000),
    area("Fresno, CA", "metro", "CA", 470_000),
    area("San Jose-Sunnyvale-Santa Clara, CA", "metro", "CA", 1_100_000),
    area("St. Louis, MO-IL", "metro", "MO", 1_300_000),
    area("Kansas City, MO-KS", "metro", "MO", 1_100_000),
    area("Mayaguez, PR", "metro", "PR", 30_000),
    area("Coeur d'Alene, ID", "metro", "ID", 70_000),
    area("Louisville/Jefferson County, KY-IN", "metro", "KY", 680_000),
    area("Canton-Massillon, OH", "metro", "OH", None),
    area("Eastern Sierra-Mother Lode Region of California nonmetropolitan area", "nonmetro", "CA"),
    area("Portland-Vancouver-Hillsboro, OR-WA", "metro", "OR", 1_200_000),
    area("Portland-South Portland, ME", "metro", "ME", 280_000),
]


def names(text: str) -> list[str]:
    return [row.name for row in find_places(AREAS, text)]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("fresno", "Fresno, CA"),
        ("FRESNO", "Fresno, CA"),
        ("sunnyvale", "San Jose-Sunnyvale-Santa Clara, CA"),
        ("clara santa", "San Jose-Sunnyvale-Santa Clara, CA"),
        ("saint louis", "St. Louis, MO-IL"),
        ("st louis", "St. Louis, MO-IL"),
        ("St. Louis", "St. Louis, MO-IL"),
        ("mayagüez", "Mayaguez, PR"),
        ("coeur dalene", "Coeur d'Alene, ID"),
        ("coeur d’alene", "Coeur d'Alene, ID"),
        ("jefferson county", "Louisville/Jefferson County, KY-IN"),
        ("portland me", "Portland-South Portland, ME"),
        ("fresno california", "Fresno, CA"),
        ("ca", "California"),
        ("nonmetropolitan california", "Eastern Sierra-Mother Lode Region of California "
         "nonmetropolitan area"),
        ("kansas city missouri", "Kansas City, MO-KS"),
    ],
)  # fmt: skip
def test_find_places_town_state_or_abbreviation_comes_first(text: str, first: str) -> None:
    assert names(text)[0] == first


def test_find_places_of_equals_more_jobs_come_first() -> None:
    assert names("portland") == [
        "Portland-Vancouver-Hillsboro, OR-WA",
        "Portland-South Portland, ME",
    ]


def test_find_places_whole_words_come_before_beginnings() -> None:
    found = names("ca")
    assert found[0] == "California"
    assert found.index("Fresno, CA") < found.index("Canton-Massillon, OH")


@pytest.mark.parametrize("text", ["", " ", "...", "\0", "zzz", "fresno zzz", '" OR NEAR( *'])
def test_find_places_without_a_hit_is_empty(text: str) -> None:
    assert names(text) == []


def test_find_places_reads_the_beginning_of_a_long_text_only() -> None:
    assert names("fresno " * 2_000)[0] == "Fresno, CA"
    assert names("f" * 10_000) == []


@given(st.text(max_size=200))
def test_find_places_takes_any_text(text: str) -> None:
    assert {row.name for row in find_places(AREAS, text)} <= {row.name for row in AREAS}


def test_words_of_saint_is_one_word_however_it_is_written() -> None:
    assert words_of("Saint-Étienne") == words_of("st. etienne") == ("st", "etienne")
