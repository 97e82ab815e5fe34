"""The figures of sets in areas are those that the areas table of a page has."""

import pytest

from careers import profiles
from careers.listings import areas, build
from careers.models import AreaFigures, Listing, Occupation, Release, Role, Wage
from careers.profiles.types import PlaceTable
from tests.views import made


def assert_areas_as_on_page(listing: Listing, table: PlaceTable | None) -> None:
    rows = {
        row.area_id: (row.jobs, row.pay_low, row.pay, row.pay_high, row.at_least)
        for row in AreaFigures.objects.filter(code_set=listing.code_set)
    }
    expected = {
        row.code: (row.jobs, row.low, row.median, row.high, areas.letters(row.at_least))
        for row in (table.rows if table else ())
        if row.median is not None or row.jobs is not None
    }
    assert rows == expected


def test_areas_of_a_code_are_those_of_its_page(listed: made.World) -> None:
    for occupation in Occupation.objects.all():
        listing = Listing.objects.get(occupation=occupation)
        assert_areas_as_on_page(listing, profiles.for_occupation(occupation).places)


def test_areas_of_every_code_of_the_small_world_are_those_of_its_page(small_world: None) -> None:
    build.refresh_facts()
    compared = 0
    for occupation in Occupation.objects.all():
        listing = Listing.objects.get(occupation=occupation)
        assert_areas_as_on_page(listing, profiles.for_occupation(occupation).places)
        compared += AreaFigures.objects.filter(code_set=listing.code_set).count()
    assert compared > 50


def test_areas_of_several_codes_are_those_of_the_guide(listed: made.World) -> None:
    role = Role.objects.get()
    assert_areas_as_on_page(Listing.objects.get(role=role), profiles.for_role(role).places)


def test_capped_pay_is_marked_at_least(listed: made.World) -> None:
    Wage.objects.filter(area="0042660", code="15-1252").update(a90=None, flags="A5")
    build.refresh_facts()
    row = AreaFigures.objects.get(area="0042660", code_set__key="15-1252:1")
    assert (row.at_least, row.pay_high) == ("h", 239_200)
    occupation = Occupation.objects.get(code="15-1252.00")
    table = profiles.for_occupation(occupation).places
    assert_areas_as_on_page(Listing.objects.get(occupation=occupation), table)


def test_nothing_is_written_without_a_release_of_areas(listed: made.World) -> None:
    Release.objects.filter(scope="areas").update(complete=False)
    assert areas.write_single({}, Release.objects.current()) == 0


@pytest.mark.parametrize(
    ("shares", "key"),
    [
        ({"15-1252": 0.3}, "15-1252:1"),
        ({"15-1253": 0.5, "15-1252": 1.0}, "15-1252:1 15-1253:0.5"),
        ({}, ""),
    ],
)
def test_key_of_a_set_names_codes_in_order_with_shares(shares: dict[str, float], key: str) -> None:
    assert areas.set_key(shares) == key


def test_letters_name_what_may_be_more() -> None:
    assert areas.letters((False, True, True)) == "mh"
    assert areas.letters((False, False, False)) == ""
