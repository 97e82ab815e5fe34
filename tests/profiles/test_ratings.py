"""Ratings of all occupations: means, correlations, what sets an occupation apart."""

from __future__ import annotations

import math

import pytest
from pytest_django import DjangoAssertNumQueries

from careers import profiles
from careers.models import Domain, Occupation, Rating, Release
from careers.profiles.ratings import FEWEST, RatingTable, rating_table

CODES = [f"11-{number:04}.00" for number in range(FEWEST)]


def table(**ratings: list[float]) -> RatingTable:
    """A table of elements rated for the first occupations."""
    return RatingTable(
        {element: element.title() for element in ratings},
        {element: dict(zip(CODES, values, strict=False)) for element, values in ratings.items()},
    )


def test_correlation_is_pearsons() -> None:
    up = [1 + place / 10 for place in range(FEWEST)]
    bent = [value**2 for value in up]
    down = [5 - value for value in up]
    found = dict(table(up=up, bent=bent, down=down).correlations("up"))
    mean_up, mean_bent = math.fsum(up) / FEWEST, math.fsum(bent) / FEWEST
    top = sum((a - mean_up) * (b - mean_bent) for a, b in zip(up, bent, strict=True))
    below = sum((a - mean_up) ** 2 for a in up) * sum((b - mean_bent) ** 2 for b in bent)
    assert found["bent"] == pytest.approx(top / math.sqrt(below))
    assert found["down"] == pytest.approx(-1)


def test_correlations_are_closest_first_without_the_element_itself() -> None:
    up = [1 + place / 10 for place in range(FEWEST)]
    noisy = [value + (place % 3) for place, value in enumerate(up)]
    found = table(up=up, noisy=noisy, twin=up).correlations("up")
    assert [element for element, _ in found] == ["twin", "noisy"]


def test_element_rated_for_few_or_alike_for_all_goes_with_nothing() -> None:
    up = [1 + place / 10 for place in range(FEWEST)]
    made = table(up=up, few=up[:-1], flat=[3.0] * FEWEST)
    assert made.correlations("up") == []
    assert made.correlations("few") == made.correlations("flat") == []


def test_occupation_is_set_apart_by_at_most_six_that_matter_and_lie_above_the_mean() -> None:
    ratings = {f"e{number}": [4.0 - number / 10, 1.0] for number in range(8)}
    made = table(low=[2.9, 1.0], everywhere=[4.5, 4.5], **ratings)
    assert made.apart[CODES[0]] == ("e0", "e1", "e2", "e3", "e4", "e5")
    assert CODES[1] not in made.apart


@pytest.mark.usefixtures("small_world")
def test_what_sets_an_occupation_apart_is_what_its_own_page_says() -> None:
    apart = rating_table(Release.objects.current().onet, Domain.SKILL).apart
    occupations = list(Occupation.objects.all())
    found = {
        occupation.code: tuple(
            row.element for row in profiles.for_occupation(occupation).distinctive
        )
        for occupation in occupations
    }
    assert {code: rows for code, rows in found.items() if rows} == apart
    assert len(apart) > 5


@pytest.mark.usefixtures("small_world")
def test_suppressed_rating_is_left_out() -> None:
    rating = Rating.objects.filter(scale="IM", element__domain=Domain.SKILL).first()
    assert rating is not None
    Rating.objects.filter(pk=rating.pk).update(suppress=True)
    ratings = rating_table(Release.objects.current().onet, Domain.SKILL).ratings
    assert rating.occupation_id not in ratings[rating.element_id]


@pytest.mark.usefixtures("small_world")
def test_ratings_are_read_once_for_a_release(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    release = Release.objects.current().onet
    assert release is not None
    with django_assert_num_queries(1):
        first = rating_table(release, Domain.SKILL)
        assert rating_table(release, Domain.KNOWLEDGE) is first
    release.imported_at = release.imported_at.replace(year=2001)
    with django_assert_num_queries(1):
        assert rating_table(release, Domain.SKILL) is not first


def test_without_a_release_nothing_is_rated() -> None:
    made = rating_table(None, Domain.STYLE)
    assert (made.ratings, made.apart, made.correlations("1.D.1.a")) == ({}, {}, [])
