"""What a page knows of one descriptor."""

from __future__ import annotations

import pytest

from careers.models import CrosswalkEntry, Projection, Rating, Release
from careers.profiles.elements import element_rows
from careers.profiles.skill import (
    IMPACT_SCALE,
    IMPORTANCE_SCALE,
    SkillProfile,
    bins_of,
    skill_profile,
)

READING = "2.A.1.a"


def profile(code: str) -> SkillProfile:
    rows = element_rows()
    element = next(row for row in rows if row.code == code)
    return skill_profile(element, rows, Release.objects.current())


def importance(code: str) -> dict[str, float]:
    """The published importance of an element by occupation."""
    rows = Rating.objects.filter(element=code, scale="IM", suppress=False)
    return dict(rows.values_list("occupation_id", "value"))


@pytest.mark.usefixtures("small_world")
def test_ratings_are_strongest_first_with_their_mean() -> None:
    found = profile(READING)
    expected = importance(READING)
    assert {row.occupation: row.value for row in found.ratings} == expected
    values = [row.value or 0 for row in found.ratings]
    assert values == sorted(values, reverse=True)
    assert found.mean == pytest.approx(sum(expected.values()) / len(expected))
    assert found.matters_in == sum(value >= 3 for value in expected.values())


@pytest.mark.usefixtures("small_world")
def test_withheld_rating_comes_last_with_its_status_and_counts_nowhere() -> None:
    before = profile(READING)
    first = before.ratings[0].occupation
    Rating.objects.filter(occupation=first, element=READING, scale="IM").update(suppress=True)
    Release.objects.filter(source="onet").update(imported_at="2001-01-01T00:00Z")
    found = profile(READING)
    assert found.ratings[-1].occupation == first
    assert (found.ratings[-1].value, found.ratings[-1].status) == (None, "suppressed")
    assert found.ratings[-1].text == "—"
    assert len(found.rated) == len(before.rated) - 1
    assert sum(row.occupations for row in found.bins) == len(found.rated)
    assert first not in {row.occupation for row in found.apart}


@pytest.mark.usefixtures("small_world")
def test_level_says_why_it_is_missing() -> None:
    codes = [row.occupation for row in profile(READING).ratings[:4]]
    levels = Rating.objects.filter(element=READING, scale="LV")
    levels.filter(occupation=codes[0]).update(not_relevant=True)
    levels.filter(occupation=codes[1]).update(not_relevant=False, suppress=True)
    levels.filter(occupation=codes[2]).delete()
    levels.filter(occupation=codes[3]).update(not_relevant=False, suppress=False, value=4.25)
    found = {row.occupation: row for row in profile(READING).ratings}
    assert [found[code].level_status for code in codes] == [
        "not_relevant",
        "suppressed",
        "not_rated",
        "published",
    ]
    assert [found[code].level for code in codes] == [None, None, None, 4.25]


@pytest.mark.usefixtures("small_world")
def test_jobs_count_each_matrix_code_once() -> None:
    onet = Release.objects.current().onet
    shared = CrosswalkEntry.objects.get(occupation="15-1299.08").matrix_id
    CrosswalkEntry.objects.filter(occupation="15-1253.00").update(matrix=shared)
    Rating.objects.filter(element=READING, scale="IM").update(value=2.0)
    rows = Rating.objects.filter(release=onet, element=READING, scale="IM")
    rows.filter(occupation__in=("15-1299.08", "15-1253.00", "29-1141.00")).update(value=3.0)
    found = profile(READING)
    jobs = sum(Projection.objects.get(matrix=code).base_employment for code in (shared, "29-1141"))
    assert found.jobs is not None
    assert (found.jobs.value, found.jobs.status) == (jobs, "derived")
    assert found.matters_in == 3


@pytest.mark.usefixtures("small_world")
def test_jobs_are_absent_not_zero_where_none_is_published() -> None:
    Projection.objects.all().delete()
    found = profile(READING)
    assert found.jobs is not None
    assert (found.jobs.value, found.jobs.status, found.jobs.text) == (None, "not_published", "—")


@pytest.mark.usefixtures("small_world")
def test_style_has_its_own_scale_and_no_point_from_which_it_matters() -> None:
    code = Rating.objects.filter(scale="WI").values_list("element_id", flat=True)[0]
    found = profile(code)
    assert found.scale == IMPACT_SCALE
    assert found.rated
    assert (found.jobs, found.all_jobs, found.matters_in, found.apart) == (None, None, 0, [])


def test_bins_are_half_points_with_the_top_in_the_last() -> None:
    bins = bins_of([1.0, 1.49, 1.5, 3.0, 4.5, 5.0], IMPORTANCE_SCALE)
    assert [row.occupations for row in bins] == [2, 1, 0, 0, 1, 0, 0, 2]
    assert (bins[0].low, bins[-1].high) == (1.0, 5.0)


def test_bins_of_impact_go_below_zero() -> None:
    bins = bins_of([-3.0, -0.01, 0.0, 3.0], IMPACT_SCALE)
    assert [(row.low, row.occupations) for row in bins if row.occupations] == [
        (-3.0, 1),
        (-0.5, 1),
        (0.0, 1),
        (2.5, 1),
    ]
