"""Areas with all their work together, and how they lie to each other."""

import pytest
from pytest_django import DjangoAssertNumQueries

from careers.models import Area, Release, Wage
from careers.profiles.areas import area_table, distance, nearest, states_of, within
from careers.profiles.types import PlaceRow


def area(name: str, kind: str = "metro", state: str = "NY", **place: float) -> PlaceRow:
    latitude, longitude = place.get("latitude"), place.get("longitude")
    pay = (None, None, None)
    return PlaceRow(
        name, name, name, kind, state, 1, *pay, (False,) * 3, None, latitude, longitude, ""
    )


NEW_YORK = area("New York-Newark-Jersey City, NY-NJ", latitude=40.7143, longitude=-74.006)
BOSTON = area("Boston-Cambridge-Newton, MA-NH", state="MA", latitude=42.3584, longitude=-71.0598)
FRESNO = area("Fresno, CA", state="CA", latitude=36.7477, longitude=-119.7724)
NOWHERE = area("Nowhere, CA", state="CA")
COUNTRY = area("North Florida nonmetropolitan area", "nonmetro", "FL")


def test_area_table_has_pay_prices_and_jobs_of_all_work(
    small_world: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    releases = Release.objects.current()
    with django_assert_num_queries(1):
        table = area_table(releases)
    napa = table.find("napa-ca")
    assert napa is not None
    assert (napa.jobs, napa.low, napa.median, napa.high) == (77_860, 37_480, 55_210, 129_550)
    assert napa.parity == pytest.approx(112.554)
    assert table.nation is not None
    assert table.nation.median == 50_980
    assert table.nation not in table.rows
    assert len(table.rows) == Area.objects.count() - 1
    assert [row.name for row in table.rows] == sorted(row.name for row in table.rows)


def test_area_table_without_a_total_says_what_is_missing(small_world: None) -> None:
    Wage.objects.filter(area__slug="napa-ca", code="00-0000").delete()
    napa = area_table(Release.objects.current()).find("napa-ca")
    assert napa is not None
    assert (napa.median, napa.jobs) == (None, None)
    assert napa.missing


def test_area_table_of_an_empty_database_is_empty(db: None) -> None:
    table = area_table(Release.objects.current())
    assert (table.nation, table.rows) == (None, ())


def test_states_of_a_metropolitan_area_are_those_of_its_name() -> None:
    assert states_of(NEW_YORK) == ("NY", "NJ")
    assert states_of(COUNTRY) == ("FL",)
    assert states_of(area("United States", "national", "")) == ()


def test_within_a_state_are_areas_that_lie_in_it_in_part() -> None:
    rows = [NEW_YORK, BOSTON, area("New Jersey", "state", "NJ"), COUNTRY]
    assert within(rows, "NJ") == [NEW_YORK]
    assert within(rows, "NH") == [BOSTON]


def test_distance_is_in_miles_along_a_great_circle() -> None:
    assert distance(NEW_YORK, BOSTON) == pytest.approx(190, abs=2)
    assert distance(NEW_YORK, NEW_YORK) == 0
    assert distance(NEW_YORK, NOWHERE) is None
    assert distance(NOWHERE, NEW_YORK) is None


def test_nearest_leaves_out_itself_and_areas_without_a_position() -> None:
    found = nearest([FRESNO, NOWHERE, COUNTRY, BOSTON, NEW_YORK], NEW_YORK, 5)
    assert [row.name for row, _ in found] == [BOSTON.name, FRESNO.name]
    assert nearest([FRESNO, BOSTON], NOWHERE, 5) == []
