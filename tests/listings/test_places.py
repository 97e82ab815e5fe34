"""What listings pay in one area, for cards and tables."""

import pytest
from pytest_django import DjangoAssertNumQueries

from careers.listings.places import NOT_THERE, figures_in, parity_of, place_row
from careers.models import Area, AreaFigures, Listing, Release
from tests.views import made

SEATTLE, ABILENE, SAN_JUAN = "0042660", "0010180", "0041980"
IN_ALL = 4
"""Queries: current releases, parity, listings, figures."""


def test_figures_are_those_of_the_area_with_its_prices(listed: made.World) -> None:
    row = figures_in(Area.objects.get(code=SEATTLE), ["15-1252.00"])["15-1252.00"]
    assert (row.median, row.parity, row.missing) == (135_980 * 1.3, 111.1, "")
    assert row.real == pytest.approx(135_980 * 1.3 * 100 / 111.1)
    assert row.jobs == 1_300


def test_listing_not_published_there_says_so(listed: made.World) -> None:
    area = Area.objects.get(code=ABILENE)
    rows = figures_in(area, ["27-2011.00", "software-systems-engineer", "15-1252.00"])
    for key in ("27-2011.00", "software-systems-engineer"):
        assert (rows[key].median, rows[key].median_text) == (None, "—")
        assert rows[key].missing == NOT_THERE
    assert rows["15-1252.00"].median == 135_980


def test_area_without_prices_has_no_pay_at_national_prices(listed: made.World) -> None:
    area = Area.objects.get(code=SAN_JUAN)
    assert parity_of(area) is None
    assert figures_in(area, ["15-1252.00"])["15-1252.00"].real_text == "—"
    Release.objects.filter(source="parities").update(complete=False)
    assert parity_of(Area.objects.get(code=SEATTLE)) is None


def test_unknown_keys_are_passed_over(listed: made.World) -> None:
    assert figures_in(Area.objects.get(code=SEATTLE), ["no-such-guide"]) == {}


def test_open_ended_pay_carries_its_plus(listed: made.World) -> None:
    area = Area.objects.get(code=SEATTLE)
    figures = AreaFigures(area=area, jobs=10, pay_low=1e5, pay=2e5, pay_high=239_200, at_least="mh")
    row = place_row(area, figures, 100.0)
    assert (row.low_text, row.median_text, row.high_text) == ("$100K", "$200K+", "$239K+")


def test_as_many_queries_however_many_keys(
    listed: made.World, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    area = Area.objects.get(code=SEATTLE)
    for keys in (["15-1252.00"], list(Listing.objects.values_list("key", flat=True))):
        with django_assert_num_queries(IN_ALL):
            figures_in(area, keys)
