"""A report's way in a browser, from a reader's phone to the editor who closes it; getting in."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.contrib.auth.tokens import default_token_generator
from django.utils.http import urlsafe_base64_encode
from playwright.sync_api import expect

from careers.models import ReaderReport
from careers.views import report_form
from tests.support.browser import LOOKS, Look, Visit, at, axe, sideways_overflow, signed_in
from tests.support.desk import PASSWORD
from tests.views import made

REPORTS = "/admin/careers/readerreport/"


@pytest.fixture
def guide(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """A guide, and a form that may be sent at once."""
    monkeypatch.setattr(report_form, "LEAST_SECONDS", 0)
    made.guide(made.world())
    User.objects.create_superuser("ann", password=PASSWORD)


def test_reader_reports_without_javascript_and_an_editor_closes_it(
    guide: None, visit: Callable[[Look], Visit]
) -> None:
    page = visit(Look(360, javascript=False)).open("/careers/software-systems-engineer/")
    page.get_by_role("link", name="Something wrong on this page?").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Something wrong on this page?")
    page.get_by_label("A figure").check()
    page.get_by_label("Where on the page?").fill("What it pays")
    page.get_by_label("What is wrong with it").fill("The middle is too low.")
    page.get_by_role("button", name="Send to the editors").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you")
    page.get_by_role("link", name="Back to Software Systems Engineer").click()
    at(page, "/careers/software-systems-engineer/")

    desk = signed_in(visit(Look()), "ann", REPORTS)
    desk.get_by_role("table").get_by_role("link", name="A figure").click()
    desk.wait_for_url("**/change/", wait_until="load")
    assert axe(desk, preload=False) == []
    desk.get_by_label("Note").fill("It is the published figure.")
    desk.get_by_role("button", name="Save", exact=True).click()
    desk.get_by_text("was changed successfully").wait_for()
    assert not ReaderReport.objects.open().exists()


@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_form_sent_back_is_accessible_and_fits(
    guide: None, visit: Callable[[Look], Visit], look: Look
) -> None:
    page = visit(look).open("/report/?page=/nowhere/at/all/")
    page.locator("form[method=post]").evaluate("form => { form.noValidate = true; }")
    page.get_by_role("button", name="Send to the editors").click()
    page.get_by_role("alert").wait_for()
    assert axe(page) == []
    assert sideways_overflow(page) == 0
    page.get_by_role("link", name="What is wrong with it").click()
    assert page.evaluate("document.activeElement.id || location.hash").endswith("id_words")


@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_pages_of_the_desk_are_accessible(
    guide: None, visit: Callable[[Look], Visit], look: Look
) -> None:
    for number in range(2):
        ReaderReport.objects.create(
            kind="text", page="/", title=f"Page {number}", words="x", filed_at="2026-03-10T12:00Z"
        )
    page = signed_in(visit(look), "ann", REPORTS)
    assert axe(page, preload=False) == []
    for box in page.get_by_role("checkbox", name="Select this object").all():
        box.check()
    page.get_by_label("Action:").select_option(label="Close with a note")
    page.get_by_role("button", name="Run").or_(page.get_by_role("button", name="Go")).click()
    page.get_by_text("One note for 2 reports").wait_for()
    assert axe(page, preload=False) == []
    page.get_by_label("Note").fill("Both mended.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_text("Closed: 2.").wait_for()


@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_pages_of_a_forgotten_password_are_accessible(
    guide: None, visit: Callable[[Look], Visit], look: Look
) -> None:
    ann = User.objects.get(username="ann")
    link = (
        f"{urlsafe_base64_encode(str(ann.pk).encode())}/{default_token_generator.make_token(ann)}/"
    )
    for path in ("", "sent/", link, "MQ/used/", "done/"):
        path = f"/admin/password-reset/{path}"
        page = visit(look).open(path)
        assert axe(page, preload=False) == [], path
        assert sideways_overflow(page) == 0, path
