"""A reader lays roles side by side without scripts, and takes the comparison along on paper."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from careers import actions
from tests.support.browser import LOOKS, Look, Visit, axe, sideways_overflow
from tests.views import made

FOUR = "/compare/?roles=software-systems-engineer,actor,tester,15-1299.08"
A4 = 680
"""CSS pixels of a portrait page between its margins."""


@pytest.fixture
def world(db: None) -> made.World:
    world = made.world()
    made.title("Actor", ("27-2011.00",), world.onet)
    made.title("Tester", ("15-1253.00",), world.onet)
    made.guide(world)
    actions.refresh_all()
    return world


def test_reader_compares_roles_from_a_guide_on_a_phone(
    world: made.World, visit: Callable[[Look], Visit]
) -> None:
    page = visit(Look(360, javascript=False)).open("/careers/software-systems-engineer/")
    page.get_by_role("link", name="Compare with other roles").click()
    page.get_by_label("Find a role to add").fill("tester")
    page.get_by_role("button", name="Find").click()
    page.get_by_role("link", name="Add Tester", exact=True).click()
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text("Software Systems Engineer and Tester compared")
    page.get_by_role("link", name="Move earlier (Tester)").click()
    expect(heading).to_have_text("Tester and Software Systems Engineer compared")
    address = page.locator("#change").get_by_role("link", name="roles=tester").get_attribute("href")
    assert address == "/compare/?roles=tester,software-systems-engineer"
    page.get_by_role("link", name="Remove Tester").click()
    expect(heading).to_have_text("Compare roles")


def test_four_roles_are_read_on_a_phone_row_by_row(
    world: made.World, visit: Callable[[Look], Visit]
) -> None:
    page = visit(Look(360)).open(FOUR)
    cells = page.locator("#side-by-side tr", has_text="Middle pay, a year").locator("td")
    names = ["Software Systems Engineer", "Actor", "Tester", "Computer Systems Engineers"]
    boxes = []
    for cell, name in zip(cells.all(), names, strict=True):
        expect(cell).to_contain_text(name)
        boxes.append(cell.bounding_box())
    tops = [box["y"] for box in boxes if box]
    assert tops == sorted(tops)
    assert len(set(tops)) == 4
    assert sideways_overflow(page) == 0


def test_four_roles_stand_in_columns_on_a_desk(
    world: made.World, visit: Callable[[Look], Visit]
) -> None:
    page = visit(Look(1280)).open(FOUR)
    boxes = [
        cell.bounding_box()
        for cell in page.locator("#side-by-side tr", has_text="Openings a year").locator("td").all()
    ]
    assert len({box["y"] for box in boxes if box}) == 1
    assert page.get_by_role("columnheader").count() >= 4
    expect(page.get_by_role("rowheader", name="Middle pay, a year")).to_have_count(1)


def test_four_roles_fit_a_portrait_page_in_print(
    world: made.World, visit: Callable[[Look], Visit]
) -> None:
    page = visit(Look(A4)).open(FOUR)
    page.emulate_media(media="print")
    assert sideways_overflow(page) == 0
    cells = page.locator("#side-by-side tr", has_text="Openings a year").locator("td")
    boxes = [cell.bounding_box() for cell in cells.all()]
    assert len({box["y"] for box in boxes if box}) == 1
    assert all(box["x"] + box["width"] <= A4 for box in boxes if box)
    expect(page.locator("#change")).not_to_be_visible()


@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_opened_details_are_accessible_and_fit(
    world: made.World, visit: Callable[[Look], Visit], look: Look
) -> None:
    page = visit(look).open(FOUR)
    for summary in page.locator("main summary").all():
        summary.click()
    assert axe(page) == []
    assert sideways_overflow(page) == 0
