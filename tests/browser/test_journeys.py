"""Journeys through the site in a real browser: a reader's, an adviser's, an editor's."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import expect

from tests.support.browser import LOOKS, Look, Visit, at, axe, signed_in
from tests.support.desk import PASSWORD
from tests.views import made


@pytest.fixture
def world(db: None) -> made.World:
    world = made.world()
    made.guide(world)
    return world


def test_reader_finds_a_guide_and_how_its_pay_was_worked_out(
    world: made.World, visit: Callable[[Look], Visit]
) -> None:
    page = visit(Look(360, javascript=False)).open("/")
    page.get_by_role("main").get_by_role("searchbox").fill("software systems")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Software Systems Engineer").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Software Systems Engineer")
    page.get_by_text("Where these figures come from").click()
    page.get_by_role("link", name="How was this worked out?").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("How was this worked out?")
    page.get_by_label("Wage release").select_option(label="OEWS May 2024")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_role("main")).to_contain_text("114,886.67")


def test_first_screen_of_a_phone_holds_title_summary_and_figures(
    world: made.World, visit: Callable[[Look], Visit]
) -> None:
    page = visit(Look(360)).open("/careers/software-systems-engineer/")
    heading = page.get_by_role("heading", level=1)
    for part in (heading, page.locator(".lede"), page.get_by_text("8 in 10 earn")):
        box = part.bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= 800


def test_areas_are_sorted_by_a_link_that_can_be_shared(
    world: made.World, visit: Callable[[Look], Visit]
) -> None:
    page = visit(Look(javascript=False)).open("/careers/software-systems-engineer/")
    page.locator("#places").get_by_role("link", name="Area", exact=True).click()
    at(page, "?sort=name#places")
    names = page.locator("#places tbody th").all_inner_texts()
    assert names == sorted(names)


@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_editor_changes_a_guide_and_sees_it_in_public(
    world: made.World, visit: Callable[[Look], Visit], look: Look
) -> None:
    User.objects.create_superuser("editor", password=PASSWORD)
    page = signed_in(visit(look), "editor", "/admin/careers/role/")
    assert axe(page, preload=False) == []  # Django's own sheets import others
    page.get_by_role("link", name="Software Systems Engineer").click()
    page.wait_for_url("**/edit/", wait_until="load")
    assert axe(page, preload=False) == []  # Django's own sheets import others
    page.get_by_label("Why").fill("To mend it.")
    page.get_by_role("button", name="Start a draft").click()
    page.get_by_label("Summary", exact=True).fill("You mend what others stand on.")
    page.get_by_label("Review by").fill("2099-01-01")
    page.get_by_role("button", name="Save and publish…").first.click()
    page.get_by_label("Why").fill("It is mended.")
    page.get_by_role("button", name="Publish it").click()
    page.get_by_text("is what readers see now").wait_for()
    page.goto("/careers/software-systems-engineer/")
    expect(page.get_by_role("main")).to_contain_text("You mend what others stand on.")
