"""A guide's whole way in a browser: begun, sent back, mended, published, corrected, retired."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from careers import actions
from careers.models import ReaderReport
from tests.support.browser import LOOKS, Look, Visit, axe, sideways_overflow, signed_in
from tests.support.desk import People, a_content

GUIDE = "/careers/signal-engineer/"
FIRST, MENDED, LATER = (
    "Nights on the ballast come first.",
    "Mornings go to drawings, nights to the ballast.",
    "Tablets have replaced the drawings.",
)
TEXTS = {
    "Summary": "Trains meet at junctions because you planned them, for {pay_median} a year.",
    "What the work is like": FIRST,
    "What you need to understand": "Why a relay falls to red when anything breaks.",
    "What sets it apart from its neighbors": "A fault stops thousands within seconds.",
    "Harder than it looks": "Waiting for a window in the timetable.",
    "Who thrives": "You like checklists.\nYou do not mind the weather.",
    "Who may find it hard": "You want regular hours.",
    "Ways in": "Apprentice with a contractor, then sit the papers.",
    "Where it sits": "Beside track and power crews.",
    "Sources": "- [Handbook](https://www.bls.gov/ooh/)",
    "Review by": "2099-01-01",
}


@dataclass
class Readers:
    """Somebody without an account, who opens the guide anew each time."""

    visit: Visit

    def see(self, words: str, *, but_not: str = "") -> None:
        page = self.visit.open(GUIDE)
        text = page.locator("main").inner_text()
        assert words in text
        assert not but_not or but_not not in text
        page.close()

    def find_nothing(self) -> None:
        page = self.visit.open(GUIDE, status=404)
        assert FIRST not in page.content()
        page.goto("/search/?q=signal+engineer")
        expect(page.get_by_role("link", name="Signal Engineer")).to_have_count(0)
        page.close()


def open_from(page: Page, heading: str) -> None:
    """Follow the guide's link in a list of the desk."""
    page.goto("/admin/")
    page.get_by_role("region", name=heading).get_by_role("link", name="Signal Engineer").click()


def press(page: Page, button: str) -> None:
    with page.expect_navigation(wait_until="load"):
        page.get_by_role("button", name=button, exact=True).first.click()


def told(page: Page, words: str) -> None:
    page.get_by_role("list").get_by_text(words).first.wait_for()


def take(page: Page, step: str, button: str, why: str = "") -> None:
    """A step from the guide's page."""
    page.get_by_role("link", name=step, exact=True).click()
    if why:
        page.get_by_label("Why").fill(why)
    press(page, button)


def write(page: Page, label: str, text: str) -> None:
    page.get_by_label(label, exact=True).fill(text)


def begin(page: Page) -> None:
    """A guide from nothing, as far as it can be read by others."""
    page.get_by_role("row", name="Roles").get_by_role("link", name="Add").click()
    write(page, "Title", "Signal Engineer")
    page.get_by_label("Sector").select_option("engineering")
    page.get_by_label("Level").select_option("mid")
    write(page, "Occupation", "15-1252.00")
    write(page, "Why this occupation", "The closest there is.")
    write(page, "Why this guide", "Readers ask for it.")
    press(page, "Begin the guide")
    for label, text in TEXTS.items():
        write(page, label, text)


def test_a_guide_goes_its_whole_way(team: People, visit: Callable[[Look], Visit]) -> None:
    readers = Readers(visit(Look()))
    ann = signed_in(visit(Look()), "ann")
    begin(ann)
    press(ann, "Save and send for review")
    press(ann, "Send for review")
    told(ann, "waits for review")
    readers.find_nothing()

    eve = signed_in(visit(Look()), "eve")
    open_from(eve, "Waiting for your review")
    take(eve, "Send back", "Send it back", "Say what a morning is like.")
    told(eve, "draft again")

    open_from(ann, "Sent back to you")
    expect(ann.locator("body")).to_contain_text("Say what a morning is like.")
    write(ann, "What the work is like", MENDED)
    press(ann, "Save and send for review")
    press(ann, "Send for review")
    told(ann, "waits for review")

    open_from(eve, "Waiting for your review")
    eve.get_by_role("link", name="Preview the saved version").click()
    eve.get_by_text("Preview of version 1").wait_for()
    expect(eve.locator("main")).to_contain_text(MENDED)
    readers.find_nothing()
    open_from(eve, "Waiting for your review")
    take(eve, "Publish", "Publish it", "It is what readers ask for.")
    told(eve, "is what readers see now")
    readers.see(MENDED, but_not=FIRST)

    correct(eve, readers)
    compare_and_restore(eve, readers)
    retire(eve, readers)


def correct(eve: Page, readers: Readers) -> None:
    """A draft beside the live guide, then published."""
    eve.get_by_label("Why").fill("Paper is gone.")
    press(eve, "Start a draft")
    write(eve, "What the work is like", LATER)
    press(eve, "Save")
    readers.see(MENDED, but_not=LATER)
    press(eve, "Save and publish…")
    eve.get_by_label("Why").fill("Paper is gone.")
    press(eve, "Publish it")
    readers.see(LATER, but_not=MENDED)


def compare_and_restore(eve: Page, readers: Readers) -> None:
    """What differs from the version before, and that one published again."""
    eve.get_by_role("link", name="History", exact=True).click()
    eve.get_by_role("radio", name="From version 1", exact=True).check()
    eve.get_by_role("radio", name="To version 2", exact=True).check()
    press(eve, "Compare the chosen two")
    expect(eve.locator("ins", has_text="Tablets").first).to_be_visible()
    expect(eve.locator("del", has_text="Mornings").first).to_be_visible()
    eve.get_by_role("link", name="Restore version 1", exact=True).click()
    eve.get_by_label("Why").fill("Paper came back.")
    press(eve, "Begin the draft")
    eve.get_by_text("is a draft with its text").wait_for()
    readers.see(LATER, but_not=MENDED)
    open_from(eve, "Your drafts")
    take(eve, "Publish", "Publish it", "Paper came back.")
    readers.see(MENDED, but_not=LATER)


def retire(eve: Page, readers: Readers) -> None:
    """The guide is taken out; its address says so."""
    take(eve, "Retire the guide", "Go on", "Nobody asks for it.")
    expect(eve.locator("body")).to_contain_text(
        "It leaves search, lists and related roles at once."
    )
    readers.see(MENDED)
    press(eve, "Retire it")
    told(eve, "The guide is retired.")
    page = readers.visit.open(GUIDE, status=410)
    expect(page.locator("body")).to_contain_text("It was retired")
    assert MENDED not in page.content()


def busy(team: People) -> None:
    """Something in most lists of the desk."""
    version = actions.start_draft(
        role=None, by=team.contributor, reason="New.", content=a_content(work="")
    )
    actions.submit(version=version, by=team.contributor)
    ReaderReport.objects.create(
        kind="text", page=GUIDE, title="Signal " * 9, words="Wrong. " * 40, filed_at=timezone.now()
    )


@pytest.mark.parametrize("name", ["ann", "eve"])
def test_desk_is_accessible_and_fits_in_every_look(
    team: People, visit: Callable[[Look], Visit], name: str
) -> None:
    busy(team)
    for look in LOOKS:
        page = signed_in(visit(look), name)
        for path in ("/admin/", "/admin/desk/checks/", "/admin/desk/sent-back/"):
            page.goto(path)
            assert axe(page, preload=False) == [], f"{path} {look}"
            assert sideways_overflow(page) == 0, f"{path} {look}"


def test_desk_is_used_by_keyboard_alone(team: People, visit: Callable[[Look], Visit]) -> None:
    busy(team)
    page = signed_in(visit(Look()), "eve")
    link = page.get_by_role("region", name="Waiting for your review").get_by_role("link").first
    for _ in range(40):
        page.keyboard.press("Tab")
        if link.evaluate("link => link === document.activeElement"):
            break
    assert link.evaluate("link => getComputedStyle(link).outlineStyle") != "none"
    page.keyboard.press("Enter")
    page.wait_for_url("**/edit/")
