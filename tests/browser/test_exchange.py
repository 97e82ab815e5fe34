"""Guides sent as a file at the desk: with the keyboard alone, and pages that everyone can use."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from careers import exchange
from careers.editing import GuideContent
from careers.exchange import Held, Which
from careers.models import Role, RoleVersion
from tests.support.browser import LOOKS, Look, Visit, axe, sideways_overflow, signed_in
from tests.support.desk import People, a_content, publish_new

IMPORT, EXPORT = "/admin/careers/role/import/", "/admin/careers/role/export/"


@pytest.fixture
def file(team: People, tmp_path: Path) -> Path:
    """A published guide changed, a new one, and one that cannot be taken."""
    publish_new(team)
    (held,) = exchange.held_guides(Role.objects.all(), Which.LIVE)
    changed = replace(held, content=a_content(work="Nights go to racks."))
    return written(tmp_path / "good.csv", changed, new("signal-engineer", "Signal Engineer"))


def new(slug: str, title: str, **changes: object) -> Held:
    return Held(slug, "", a_content(title=title, **changes), 0, 0)


def written(path: Path, *guides: Held) -> Path:
    path.write_bytes(exchange.guides_csv(list(guides)))
    return path


def sent(page: Page, path: Path) -> None:
    """Choose the file and have it checked, by keyboard but for the system's own file window."""
    page.goto(IMPORT)
    page.get_by_label("File").set_input_files(path)
    page.get_by_label("File").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=2).first).to_be_visible()


def test_file_is_checked_read_and_imported_by_keyboard_alone(
    team: People, file: Path, visit: Callable[[Look], Visit]
) -> None:
    page = signed_in(visit(Look()), "eve", "/admin/")
    sent(page, file)
    expect(page.get_by_role("region", name="New")).to_contain_text("Signal Engineer")
    page.get_by_role("region", name="Changed").locator("summary").focus()
    page.keyboard.press("Enter")
    expect(page.locator("ins").first).to_contain_text("Nights")
    page.get_by_label("Why").focus()
    page.keyboard.type("Read again by the team.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("list").filter(has_text="draft").first).to_be_visible()
    drafts = RoleVersion.objects.open()
    assert {GuideContent.from_json(draft.content).title for draft in drafts} == {
        "Platform Engineer", "Signal Engineer",
    }  # fmt: skip


@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_pages_of_the_exchange_are_accessible_and_fit(
    team: People, file: Path, tmp_path: Path, visit: Callable[[Look], Visit], look: Look
) -> None:
    page = signed_in(visit(look), "eve", "/admin/")
    bad = written(tmp_path / "bad.csv", new("no-sector", "No Sector", sector="nowhere"))
    for path in (IMPORT, EXPORT, file, bad):
        if isinstance(path, Path):
            sent(page, path)
        else:
            page.goto(path)
        assert axe(page, preload=False) == [], path
        assert sideways_overflow(page) == 0, path
