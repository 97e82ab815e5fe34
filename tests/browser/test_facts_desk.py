"""Correcting a title and withdrawing a release in a browser, by keyboard where it matters."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import expect

from careers.models import Release, Scope, TitleCorrection
from tests.support.browser import LOOKS, Look, Visit, axe, sideways_overflow, signed_in
from tests.support.desk import PASSWORD
from tests.views import made

TITLE = "/admin/careers/jobtitle/software-systems-engineer/change/"
WHY = "Nobody is called that."


@pytest.fixture
def world(db: None) -> made.World:
    """Two wage releases with areas, a guide over them, and who may do everything."""
    world = made.world()
    Release.objects.filter(pk=world.earlier_wages.pk).update(scope=Scope.AREAS)
    made.guide(world, slug="architect", title="Architect")
    User.objects.create_superuser("ann", password=PASSWORD)
    return world


def test_title_is_filed_elsewhere_by_keyboard_alone(
    world: made.World, visit: Callable[[Look], Visit]
) -> None:
    page = signed_in(visit(Look()), "ann", TITLE)
    page.get_by_label("Its name").focus()
    page.keyboard.press("Tab")
    page.keyboard.type("Actors")
    page.get_by_role("option", name="27-2011.00 Actors").wait_for()
    page.keyboard.press("Enter")
    page.get_by_label("Why").focus()
    page.keyboard.type(WHY)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_text("was changed successfully").wait_for()
    correction = TitleCorrection.objects.get()
    assert correction.reason == WHY
    assert [occupation.pk for occupation in correction.occupations.all()] == ["27-2011.00"]


def test_release_is_withdrawn_and_readers_go_back(
    world: made.World, visit: Callable[[Look], Visit]
) -> None:
    page = signed_in(visit(Look()), "ann", f"/admin/careers/release/{world.wages.pk}/change/")
    page.get_by_role("link", name="Withdraw").click()
    expect(page.get_by_role("row", name="Architect")).to_have_count(1)
    page.get_by_label("Why").fill("BLS took it back.")
    page.get_by_role("button", name="Withdraw it").click()
    page.get_by_text("is withdrawn.").wait_for()
    page.goto("/careers/architect/")
    assert "OEWS May 2025" not in page.content()


@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_pages_of_facts_are_accessible_and_fit(
    world: made.World, visit: Callable[[Look], Visit], look: Look
) -> None:
    release = f"/admin/careers/release/{world.wages.pk}/"
    page = signed_in(visit(look), "ann", TITLE)
    onet = Release.objects.get(source="onet").pk
    paths = (
        *(TITLE, "/admin/careers/jobtitle/", f"{release}change/", f"{release}withdraw/"),
        f"/admin/careers/release/{onet}/withdraw/",
    )
    for path in paths:
        page.goto(path)
        assert axe(page, preload=False) == [], path
        assert sideways_overflow(page) == 0, path
