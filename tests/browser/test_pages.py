"""Every page kind, looked at in a browser: on a phone and a desk, light, dark, without scripts."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from careers.content.loader import CONTENT
from careers.content.words import load_words
from careers.listings import build
from careers.models import Status, TechnologyUse
from tests.support.browser import LOOKS, Look, Visit, at, axe, sideways_overflow
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
    "tools": ("/tools/", 200),
    "interests": ("/tools/interests/", 200),
    "question": ("/tools/interests/?item=1", 200),
    "interests without answers": ("/tools/interests/results/", 200),
    "skills of a reader": ("/tools/skills/", 200),
    "all skills asked": ("/tools/skills/?show=all", 200),
    "jobs one has had": ("/tools/skills/worked/", 200),
    "everyday things": ("/tools/skills/everyday/", 200),
    "skills profile": ("/tools/skills/results/", 200),
    "values": ("/tools/values/", 200),
    "cards of values": ("/tools/values/order/", 200),
    "strengths": ("/tools/strengths/?show=all", 200),
    "fit": ("/fit/", 200),
    "fit's method": ("/fit/how/", 200),
    "moves": ("/moves/", 200),
    "moves from a role": ("/moves/?from=software-systems-engineer", 200),
    "one move": ("/moves/?from=software-systems-engineer&to=27-2011.00", 200),
    "own page": ("/my/", 200),
    "save": ("/my/save/?role=software-systems-engineer", 200),
    "plan": ("/my/plan/", 200),
    "import": ("/my/import/", 200),
    "sharing": ("/my/share/", 200),
    "forget": ("/my/forget/", 200),
    "forgotten": ("/my/forgotten/", 200),
    "privacy": ("/privacy/", 200),
    "data": ("/about/data/", 200),
    "report": ("/report/?page=/careers/software-systems-engineer/", 200),
    "report's thanks": ("/report/thanks/?page=/careers/software-systems-engineer/", 200),
    "forgotten password": ("/admin/password-reset/", 200),
    "sign-in": ("/admin/login/", 200),
}

# What is said of a script's own keys is for those who have the script.
NO_HINTS = "document.querySelectorAll('[data-keys-hint]').forEach(hint => hint.remove())"


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


@pytest.mark.parametrize("look", [Look(360), Look(360, javascript=False)], ids=str)
def test_phone_has_a_menu_that_moves_nothing(
    site: None, visit: Callable[[Look], Visit], look: Look
) -> None:
    page = visit(look).open("/careers/software-systems-engineer/?place=metro-0042660")
    heading = page.get_by_role("heading", level=1)
    before = heading.bounding_box()
    header = page.locator(".masthead-row").bounding_box()
    assert header is not None
    assert header["height"] <= 60
    menu = page.get_by_role("navigation", name="Site", exact=True)
    expect(menu).not_to_be_visible()
    page.get_by_text("Menu", exact=True).click()
    expect(menu.get_by_role("link")).to_have_text(
        ["Explore", "Sectors", "Skills", "Tools", "Choose a place", "About the data"]
    )
    assert heading.bounding_box() == before
    assert sideways_overflow(page) == 0
    if look.javascript:
        assert axe(page) == []
    menu.get_by_role("link", name="Explore", exact=True).click()
    at(page, "/careers/?place=metro-0042660")


def test_desk_has_the_links_and_no_menu(site: None, visit: Callable[[Look], Visit]) -> None:
    page = visit(Look(1280)).open("/")
    expect(page.get_by_text("Menu", exact=True)).not_to_be_visible()
    links = page.get_by_role("navigation", name="Site", exact=True).get_by_role("link")
    expect(links).to_have_count(6)
    page.emulate_media(media="print")
    expect(links).to_have_count(0)


def test_place_bar_on_paper_names_the_place_alone(
    site: None, visit: Callable[[Look], Visit]
) -> None:
    page = visit(Look(1280)).open("/careers/?place=metro-0042660")
    page.emulate_media(media="print")
    bar = page.locator(".place-bar")
    expect(bar.get_by_text("Seattle-Tacoma-Bellevue, WA", exact=True)).to_be_visible()
    expect(bar.get_by_role("link")).to_have_count(0)


@pytest.mark.parametrize(("path", "status"), PAGES.values(), ids=PAGES.keys())
def test_page_says_the_same_without_javascript(
    site: None, visit: Callable[[Look], Visit], path: str, status: int
) -> None:
    with_scripts = visit(Look()).open(path, status=status)
    with_scripts.evaluate(NO_HINTS)
    without = visit(Look(javascript=False)).open(path, status=status)
    assert set(without.inner_text("body").split()) >= set(with_scripts.inner_text("main").split())
    response = without.request.get(path)
    if not path.startswith("/admin/"):
        assert_valid_html(response.text())
