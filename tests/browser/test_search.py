"""Search by keyboard alone, with suggestions and without the script that makes them."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from careers import search
from tests.support.browser import LOOKS, Look, Visit, axe
from tests.views import made

Begin = Callable[[Look], Visit]


@pytest.fixture
def world(db: None) -> made.World:
    world = made.world()
    made.guide(world)
    made.title("Software Tester", ("15-1253.00",), world.onet)
    made.title("Software Librarian", ("15-1252.00",), world.onet)
    search.rebuild()
    return world


@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_reader_chooses_a_suggestion_by_keyboard_alone(
    world: made.World, visit: Begin, look: Look
) -> None:
    page = visit(look).open("/")
    box = page.get_by_role("main").get_by_role("combobox")
    box.focus()
    page.keyboard.type("softw")
    options = page.get_by_role("main").get_by_role("option")
    options.first.wait_for()
    count = options.count()
    assert 1 < count <= 8
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_role("main").get_by_role("status")).to_have_text(f"{count} suggestions")
    assert axe(page) == []
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    chosen = page.locator(f"#{box.get_attribute('aria-activedescendant')}")
    expect(chosen).to_have_attribute("aria-selected", "true")
    expect(chosen).to_contain_text("Software Systems Engineer")
    page.keyboard.press("Enter")
    page.wait_for_url("**/careers/software-systems-engineer/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Software Systems Engineer")


def test_escape_closes_the_suggestions_and_enter_searches(world: made.World, visit: Begin) -> None:
    page = visit(Look()).open("/sectors/")
    box = page.get_by_role("banner").get_by_role("combobox")
    box.focus()
    page.keyboard.type("sofware")
    page.get_by_role("banner").get_by_role("option").first.wait_for()
    page.keyboard.press("Escape")
    expect(box).to_have_attribute("aria-expanded", "false")
    expect(box).to_have_value("sofware")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=sofware")
    expect(page.get_by_role("main")).to_contain_text("Showing results for “software”")
    page.get_by_role("link", name="Software Tester", exact=True).press("Enter")
    page.wait_for_url("**/careers/software-tester/")


def test_suggestions_carry_the_chosen_place(world: made.World, visit: Begin) -> None:
    page = visit(Look()).open("/sectors/?place=metro-0041940")
    page.get_by_role("banner").get_by_role("combobox").focus()
    page.keyboard.type("software tes")
    page.get_by_role("banner").get_by_role("option", name="Software Tester").wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/careers/software-tester/?place=metro-0041940")


def test_search_without_the_script_is_a_form(world: made.World, visit: Begin) -> None:
    page = visit(Look(360, javascript=False)).open("/")
    page.get_by_role("main").get_by_role("searchbox").fill("software")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Software Tester", exact=True).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Software Tester")
