"""Pay and jobs of occupations in tables: the nation's, or an area's."""

from __future__ import annotations

import pytest
from pytest_django import DjangoAssertNumQueries

from careers import actions
from careers.listings.occupations import occupation_lines
from careers.listings.skills import guides_needing
from careers.models import Area, AreaFigures, Listing, Release
from tests.views import made

CODES = ["15-1252.00", "15-1299.08", "27-2011.00"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> made.World:
    world = made.world()
    actions.refresh_all()
    return world


def test_line_has_the_nations_figures_and_names_the_wider_group(world: made.World) -> None:
    lines = occupation_lines(CODES, None, Release.objects.current())
    developers, architects, actors = (lines[code] for code in CODES)
    assert (developers.pay_text, developers.jobs_text) == ("$136K", "1.69 million")
    assert developers.wider == ""
    assert architects.wider == "Computer occupations, all other"
    assert architects.matrix == "15-1299"
    assert actors.pay_text == "$29.10 an hour"
    assert actors.pay_unit == "dollars an hour"


def test_line_of_an_area_has_that_areas_figures(world: made.World) -> None:
    area = Area.objects.get(slug="metro-0041940")
    line = occupation_lines(CODES, area, Release.objects.current())["15-1252.00"]
    figures = AreaFigures.objects.get(area=area, code_set__key="15-1252:1")
    assert (line.pay, line.jobs) == (figures.pay, figures.jobs)
    assert line.jobs == 1_500


def test_line_without_figures_in_an_area_is_a_dash_with_its_status(world: made.World) -> None:
    area = Area.objects.get(slug="metro-0041940")
    line = occupation_lines(CODES, area, Release.objects.current())["27-2011.00"]
    assert (line.pay_text, line.jobs_text) == ("—", "—")
    assert (line.pay_status, line.jobs_status) == ("not_published", "not_published")


def test_line_says_that_pay_may_be_more(world: made.World) -> None:
    Listing.objects.filter(key="15-1252.00").update(at_least="mh")
    line = occupation_lines(CODES, None, Release.objects.current())["15-1252.00"]
    assert line.pay_text == "$136K+"
    assert line.pay_status == "at_least"


def test_occupation_without_a_listing_is_there_without_figures(world: made.World) -> None:
    Listing.objects.all().delete()
    line = occupation_lines(CODES, None, Release.objects.current())["15-1252.00"]
    assert (line.title, line.pay_text, line.jobs_text) == ("Software Developers", "—", "—")


def test_lines_take_one_query_for_the_nation_and_two_for_an_area(
    world: made.World, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    releases = Release.objects.current()
    area = Area.objects.get(slug="metro-0041940")
    with django_assert_num_queries(1):
        occupation_lines(CODES, None, releases)
    with django_assert_num_queries(2):
        occupation_lines(CODES, area, releases)


def test_guides_are_most_important_first_with_their_pay(world: made.World) -> None:
    made.guide(world)
    made.guide(world, slug="draft", title="Draft", status="draft")
    lines = guides_needing("2.B.3.e", None, 5)
    assert [(line.title, line.importance_text) for line in lines] == [
        ("Software Systems Engineer", "3.7")
    ]
    assert lines[0].pay_text.endswith("K a year")
    area = Area.objects.get(slug="abilene")
    assert guides_needing("2.B.3.e", area, 5)[0].pay_text == "—"
    assert guides_needing("9.Z", None, 5) == []
