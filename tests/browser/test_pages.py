"""Every page kind, looked at in a browser: on a phone and a desk, light, dark, without scripts."""

from collections.abc import Callable

import pytest

from careers.models import Status
from tests.support.browser import LOOKS, Look, Visit, axe, sideways_overflow
from tests.support.html import assert_valid_html
from tests.views import made

PAGES = {
    "home": ("/", 200),
    "sectors": ("/sectors/", 200),
    "sector": ("/sectors/engineering/", 200),
    "guide": ("/careers/software-systems-engineer/", 200),
    "guide's working": ("/careers/software-systems-engineer/working/", 200),
    "guide's places": ("/careers/software-systems-engineer/places/", 200),
    "title": ("/careers/actor/", 200),
    "ambiguous title": ("/careers/performer/", 200),
    "retired guide": ("/careers/old-role/", 410),
    "no such career": ("/careers/no-such-career/", 404),
    "occupation": ("/occupations/15-1252.00/", 200),
    "search": ("/search/?q=software", 200),
    "search without hits": ("/search/?q=zzzz", 200),
    "data": ("/about/data/", 200),
    "sign-in": ("/admin/login/", 200),
}


@pytest.fixture
def site(db: None) -> None:
    """Fill the database with one page of each kind."""
    world = made.world()
    made.title("Actor", ("27-2011.00",), world.onet)
    made.title("Performer", ("15-1252.00", "27-2011.00"), world.onet)
    guide = made.guide(world)
    made.guide(world, slug="old-role", title="Old Role", status=Status.RETIRED, successor=guide)


@pytest.mark.parametrize(("path", "status"), PAGES.values(), ids=PAGES.keys())
def test_page_is_accessible_and_fits_in_every_look(
    site: None, visit: Callable[[Look], Visit], path: str, status: int
) -> None:
    for look in LOOKS:
        page = visit(look).open(path, status=status)
        assert axe(page) == [], str(look)
        assert sideways_overflow(page) == 0, str(look)


@pytest.mark.parametrize(("path", "status"), PAGES.values(), ids=PAGES.keys())
def test_page_says_the_same_without_javascript(
    site: None, visit: Callable[[Look], Visit], path: str, status: int
) -> None:
    with_scripts = visit(Look()).open(path, status=status)
    without = visit(Look(javascript=False)).open(path, status=status)
    assert set(without.inner_text("body").split()) >= set(with_scripts.inner_text("main").split())
    response = without.request.get(path)
    if not path.startswith("/admin/"):
        assert_valid_html(response.text())
