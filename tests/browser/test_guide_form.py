"""Writing a guide in a browser: by keyboard, without a script, after the session ended."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from careers import actions
from careers.editing import MoveTo
from careers.models import RoleVersion
from tests.support.browser import LOOKS, Look, Visit, axe, sideways_overflow, signed_in
from tests.support.desk import PASSWORD, People, a_content, rich_content

pytestmark = pytest.mark.usefixtures("architect")


@pytest.fixture
def draft(team: People) -> RoleVersion:
    return actions.start_draft(
        role=None, by=team.editor, reason="New.", content=rich_content(titles=())
    )


def path_of(version: RoleVersion) -> str:
    return f"/admin/careers/role/{version.role_id}/edit/"


def content_now(version: RoleVersion) -> object:
    version.refresh_from_db()
    return actions.content_of(version)


def test_guide_is_written_by_keyboard_and_read_while_it_is_typed(
    draft: RoleVersion, visit: Callable[[Look], Visit]
) -> None:
    page = signed_in(visit(Look()), "eve", path_of(draft))
    work = page.get_by_label("What the work is like", exact=True)
    work.focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("It pays ")
    page.get_by_role("button", name="Insert {pay_median}").focus()
    page.keyboard.press("Enter")
    page.keyboard.type(" and *more*.")
    expect(work).to_have_value("It pays {pay_median} and *more*.")
    reads = page.locator("[data-guide-read='work']")
    page.get_by_text("How it reads: What the work is like").focus()
    page.keyboard.press("Enter")
    reads.get_by_text("It pays $").wait_for()
    expect(reads.locator("em")).to_have_text("more")

    page.get_by_role("button", name="Add an occupation").focus()
    page.keyboard.press("Enter")
    page.keyboard.type("actors")
    page.get_by_role("option", name="Actors (27-2011.00)").wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    row = page.get_by_role("group", name="Occupation (new): Actors")
    expect(row.get_by_label("Occupation", exact=True)).to_have_value("27-2011.00")
    page.get_by_role("cell", name="(changed)").first.wait_for()
    row.get_by_label("Reason").focus()
    page.keyboard.type("They act.")
    page.get_by_role("button", name="Save", exact=True).first.focus()
    page.keyboard.press("Enter")
    page.get_by_text("Version 1 is saved.").wait_for()
    content = content_now(draft)
    assert content.work == "It pays {pay_median} and *more*."  # type: ignore[attr-defined]
    assert [row.code for row in content.occupations][-1] == "27-2011.00"  # type: ignore[attr-defined]


def test_moves_are_put_in_order_with_and_without_a_script(
    team: People, visit: Callable[[Look], Visit]
) -> None:
    moves = (MoveTo("one", "up", "First."), MoveTo("two", "up", "Second."))
    version = actions.start_draft(
        role=None, by=team.editor, reason="New.", content=a_content(moves=moves)
    )
    for look, first in ((Look(), "two"), (Look(javascript=False), "one")):
        page = signed_in(visit(look), "eve", path_of(version))
        row = page.get_by_role("group", name="Move 1", exact=True)
        row.get_by_role("button", name="Down").click()
        page.get_by_role("button", name="Save", exact=True).first.click()
        page.get_by_text("Version 1 is saved.").wait_for()
        assert content_now(version).moves[0].to == first  # type: ignore[attr-defined]


def test_preview_without_a_script_is_the_public_page_of_what_is_typed(
    draft: RoleVersion, visit: Callable[[Look], Visit]
) -> None:
    page = signed_in(visit(Look(javascript=False)), "eve", path_of(draft))
    page.get_by_label("What the work is like", exact=True).fill("Only typed.")
    with page.context.expect_page() as opened:
        page.get_by_role("button", name="Preview", exact=True).first.click()
    preview = opened.value
    preview.get_by_text("Preview of version 1, draft.").wait_for()
    expect(preview.get_by_role("main")).to_contain_text("Only typed.")
    page.get_by_role("button", name="Add a role to leave out").click()
    expect(page.get_by_label("What the work is like", exact=True)).to_have_value("Only typed.")
    expect(page.get_by_role("group", name="Role left out")).to_have_count(1)


@pytest.mark.parametrize("javascript", [True, False])
def test_session_that_ended_costs_a_sign_in_and_not_the_text(
    draft: RoleVersion, visit: Callable[[Look], Visit], javascript: bool
) -> None:
    page = signed_in(visit(Look(javascript=javascript)), "eve", path_of(draft))
    page.context.clear_cookies(name="sessionid")
    page.get_by_label("What the work is like", exact=True).fill("Typed for\nan hour.")
    page.get_by_role("button", name="Save", exact=True).first.click()
    page.get_by_text("Your session has ended").wait_for()
    assert not javascript or axe(page, preload=False) == []
    page.get_by_label("Username").fill("eve")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in and go on").click()
    page.get_by_text("It is not saved yet").wait_for()
    assert not javascript or axe(page, preload=False) == []
    page.get_by_role("button", name="Save", exact=True).first.click()
    page.get_by_text("Version 1 is saved.").wait_for()
    assert content_now(draft).work == "Typed for\nan hour."  # type: ignore[attr-defined]


def test_second_to_save_chooses(
    draft: RoleVersion, team: People, visit: Callable[[Look], Visit]
) -> None:
    page = signed_in(visit(Look(width=360)), "eve", path_of(draft))
    theirs = rich_content(titles=(), work="Theirs.", harder="Theirs, too.")
    actions.save_draft(version=draft, content=theirs, revision=1, by=team.administrator)
    page.get_by_label("What the work is like", exact=True).fill("Mine.")
    page.get_by_role("button", name="Save", exact=True).first.click()
    page.get_by_text("saved version 1 meanwhile").wait_for()
    assert axe(page, preload=False) == []
    assert sideways_overflow(page) == 0
    page.get_by_label("Keep mine: What the work is like").focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Save what I chose").click()
    page.get_by_text("Version 1 is saved.").wait_for()
    content = content_now(draft)
    assert (content.work, content.harder) == ("Mine.", "Theirs, too.")  # type: ignore[attr-defined]


@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_pages_of_the_form_are_accessible_and_fit(
    draft: RoleVersion, visit: Callable[[Look], Visit], look: Look
) -> None:
    page = signed_in(visit(look), "eve", path_of(draft))
    steps = f"/admin/careers/role/{draft.role_id}/step/"
    for path in (path_of(draft), "/admin/careers/role/add/", f"{steps}publish/", f"{steps}rename/"):
        page.goto(path)
        assert axe(page, preload=False) == [], path
        assert sideways_overflow(page) == 0, path
    page.goto(path_of(draft))
    page.get_by_label("Title", exact=True).fill("{jobs}")
    page.get_by_role("button", name="Save", exact=True).first.click()
    page.get_by_text("Not saved. Mend these first").wait_for()
    assert axe(page, preload=False) == []
