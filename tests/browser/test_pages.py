"""Every page kind, looked at in a browser: on a phone and a desk, light, dark, without scripts."""

from collections.abc import Callable

import pytest

from careers.content.loader import CONTENT
from careers.content.words import load_words
from careers.listings import build
from careers.models import Status, TechnologyUse
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
    "careers": ("/careers/", 200),
    "careers filtered": ("/careers/?sector=engineering&pay=60000&zone=x&compare=actor", 200),
    "careers as a table": ("/careers/?view=table&sort=real&place=metro-0042660", 200),
    "no careers": ("/careers/?level=mid&interest=A", 200),
    "occupations": ("/occupations/", 200),
    "occupations of a group": ("/occupations/?group=15-0000", 200),
    "comparison": ("/compare/?roles=software-systems-engineer,actor,27-2011.00,performer", 200),
    "nothing to compare yet": ("/compare/?roles=actor", 200),
    "search": ("/search/?q=software", 200),
    "search without hits": ("/search/?q=zzzz", 200),
    "skills": ("/skills/", 200),
    "skill": ("/skills/programming/", 200),
    "skill in a place": ("/skills/programming/?place=metro-0041940", 200),
    "technologies": ("/skills/technologies/", 200),
    "technology": ("/skills/technologies/git/", 200),
    "places": ("/places/", 200),
    "place": ("/places/metro-0042660/", 200),
    "guide in a place": ("/careers/software-systems-engineer/in/metro-0042660/", 200),
    "data": ("/about/data/", 200),
    "report": ("/report/?page=/careers/software-systems-engineer/", 200),
    "report's thanks": ("/report/thanks/?page=/careers/software-systems-engineer/", 200),
    "forgotten password": ("/admin/password-reset/", 200),
    "sign-in": ("/admin/login/", 200),
}


@pytest.fixture
def site(db: None) -> None:
    """Fill the database with one page of each kind."""
    world = made.world()
    made.title("Actor", ("27-2011.00",), world.onet)
    made.title("Performer", ("15-1252.00", "27-2011.00"), world.onet)
    guide = made.guide(world)
    load_words(CONTENT)
    for code in ("15-1252.00", "15-1253.00", "15-1299.08"):
        TechnologyUse.objects.create(
            release=world.onet,
            occupation_id=code,
            example="Git",
            commodity_code="43232401",
            commodity="File versioning software",
            hot=True,
            in_demand=code == "15-1252.00",
        )
    made.guide(world, slug="old-role", title="Old Role", status=Status.RETIRED, successor=guide)
    build.refresh_facts()


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
