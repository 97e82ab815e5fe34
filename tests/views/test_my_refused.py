"""A form whose token was refused: what was typed comes back unsaved, and one press saves it."""

from __future__ import annotations

import datetime as dt
import logging

import pytest
from django.test import Client

from careers.guidance.record import Doubt, Goal, Plan, Record, Saved, Step
from careers.models import Role
from tests.support.forms import form_fields
from tests.support.html import assert_valid_html
from tests.support.reader import keep, kept
from tests.views.test_my import MakeGuide

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 4, 1)
PLAN = Plan(goals=(Goal("nurse"),), steps=(Step("a.1", "Call", DAY), Step("b.2", "Read")))
RECORD = Record(plan=PLAN, saved=(Saved("nurse", DAY),))
TYPED = "Zebra & <b>stripes</b>\r\n\r\nof mine"
"""As browsers send it."""
STORED = TYPED.replace("\r", "")


@pytest.fixture
def nurse(make_guide: MakeGuide) -> Role:
    return make_guide("Nurse", "nurse", occupations=("29-1141.00",))


@pytest.fixture
def reader(nurse: Role) -> Client:
    """A reader of whom tokens are asked for, as of everyone in earnest."""
    client = Client(enforce_csrf_checks=True)
    keep(client, RECORD)
    return client


def lost(client: Client, path: str, having: str, **typed: str) -> str:
    """A form of a page, sent after the cookie that guards it has ended; returns the answer."""
    html = client.get(path).content.decode()
    fields = form_fields(html, having=having) | typed
    del client.cookies["csrftoken"]
    response = client.post(path, fields)
    assert response.status_code == 403
    assert "no-store" in response["Cache-Control"]
    assert "private" in response["Cache-Control"]
    page = response.content.decode()
    assert_valid_html(page)
    assert kept(client) == RECORD
    return page


def test_plan_that_was_typed_comes_back_and_one_press_saves_it(
    reader: Client, caplog: pytest.LogCaptureFixture
) -> None:
    typed = {
        "situation": TYPED,
        "step-0-text": "Call Zebra",
        "step-1-done": "on",
        "step-new-text": "New Zebra",
        "doubt-new-text": "Zebra?",
        "decide_by": "2026-12-31",
        "propose": "ads-nurse",
    }
    with caplog.at_level(logging.DEBUG):
        page = lost(reader, "/my/plan/", "was", **typed)
    assert "Not saved yet." in page
    assert "had lost the cookie that guards this form" in page
    assert "<b>stripes" not in page
    assert "Zebra" not in caplog.text
    again = form_fields(page, having="was")
    assert {name: again[name] for name in typed} == typed
    response = reader.post("/my/plan/", again)
    assert response.status_code == 302
    plan = kept(reader).plan
    assert (plan.situation, plan.doubts) == (STORED, (Doubt("Zebra?"),))
    assert [(step.text, step.done) for step in plan.steps][:3] == [
        *(("Call Zebra", False), ("Read", True), ("New Zebra", False))
    ]
    assert plan.steps[3].text.startswith("Read five job ads")


def test_what_is_wrong_with_it_is_said_at_once(reader: Client) -> None:
    page = lost(reader, "/my/plan/", "was", **{"step-0-by": "tomorrow", "situation": TYPED})
    assert "This is no day that can be read." in page
    assert form_fields(page, having="was")["situation"] == TYPED


def test_first_plan_of_all_comes_back_too(nurse: Role) -> None:
    client = Client(enforce_csrf_checks=True)
    response = client.post("/my/plan/", {"situation": TYPED})
    assert response.status_code == 403
    again = form_fields(response.content.decode(), having="was")
    assert again["situation"] == TYPED
    assert not kept(client)
    client.post("/my/plan/", again)
    assert kept(client).plan.situation == STORED


def test_form_of_another_site_keeps_nothing(reader: Client) -> None:
    page = reader.get("/my/plan/").content.decode()
    fields = form_fields(page, having="was") | {"situation": "Theirs"}
    response = reader.post("/my/plan/", fields, headers={"Origin": "https://other.example"})
    assert response.status_code == 403
    assert kept(reader) == RECORD
    assert "the form came from another site" in response.content.decode()


def test_note_that_was_typed_comes_back(reader: Client) -> None:
    page = lost(reader, "/my/", "note", note="Ask <Zebra>")
    assert "Not saved yet." in page
    again = form_fields(page, having="note")
    assert again["note"] == "Ask <Zebra>"
    reader.post("/my/", again)
    assert kept(reader).saved[0].note == "Ask <Zebra>"


@pytest.mark.parametrize("path", ["/my/forget/", "/my/save/", "/my/share/", "/my/import/"])
def test_other_forms_get_the_plain_page(reader: Client, path: str) -> None:
    response = reader.post(path, {"situation": TYPED, "role": "nurse"})
    assert response.status_code == 403
    assert "Zebra" not in response.content.decode()
    assert kept(reader) == RECORD


def test_more_than_the_server_reads_is_not_given_back(reader: Client) -> None:
    response = reader.post("/my/plan/", {"situation": "x" * 3_000_000})
    assert response.status_code == 400
