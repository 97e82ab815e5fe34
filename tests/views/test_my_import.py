"""What a reader brings: looked at first, taken whole or not at all, whatever is in it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from careers.guidance.record import MOST_BYTES, Plan, Record, Saved, builtins, export
from careers.models import Element, Role
from tests.guidance.test_incoming import DAY, full
from tests.support.forms import form_fields
from tests.support.html import assert_valid_html, valid_page
from tests.support.reader import keep, kept

pytestmark = pytest.mark.django_db
HERE = Record(plan=Plan(situation="What is here."), saved=(Saved("15-1252.00", DAY),))
PAGES = ("/my/", "/my/plan/", "/my/plan/print/", "/my/plan.md", "/my/plan.ics", "/my/record.json")


@pytest.fixture
def reader(client: Client, world: None) -> Client:
    """A reader who keeps something."""
    assert Element.objects.filter(code="2.A.1.a").exists()
    keep(client, HERE)
    return client


def bring(client: Client, text: bytes) -> Any:
    return client.post("/my/import/", {"file": SimpleUploadedFile("record.json", text)})


def test_file_is_shown_before_anything_changes_and_then_replaces_all(reader: Client) -> None:
    response = bring(reader, export(full()).encode())
    html = response.content.decode()
    assert_valid_html(html)
    assert "no-store" in response["Cache-Control"]
    assert "1 role on the shortlist" in html
    assert "A plan with 1 goal and 1 step" in html
    assert "Interests: 1 answer" in html
    assert kept(reader) == HERE
    response = reader.post("/my/import/", form_fields(html, having="document") | {"do": "replace"})
    assert (response.status_code, response["Location"]) == (302, "/my/?done=brought")
    assert kept(reader) == full()
    assert "Everything in the file is here now." in valid_page(reader, "/my/?done=brought")


def test_record_goes_to_another_machine_and_is_the_same_there(reader: Client) -> None:
    exported = reader.get("/my/record.json").content
    other = Client()
    html = bring(other, exported).content.decode()
    assert "Here now" not in html
    other.post("/my/import/", form_fields(html, having="document") | {"do": "replace"})
    assert other.get("/my/record.json").content == exported


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (b"", "Choose the file first"),
        (b"{", "The file is not whole"),
        (b"PK\x03\x04", "The file is not whole, or not one that was saved here"),
        (b"[]", "not a file that was exported here"),
        (b" " * (MOST_BYTES + 1), "longer than 500 kB"),
        (export(full()).encode()[:-20], "not whole"),
        (export(full()).replace("first.1f", "First").encode(), "in the steps of your plan: it is"),
        (export(full()).replace('"version": 1', '"version": 9').encode(), "of version 9"),
    ],
)
def test_what_cannot_be_taken_is_refused_with_the_reason(
    reader: Client, text: bytes, told: str
) -> None:
    for response in (
        bring(reader, text),
        reader.post("/my/import/", {"document": text.decode(errors="replace"), "do": "replace"}),
    ):
        html = response.content.decode()
        assert response.status_code == 200
        assert_valid_html(html)
        assert "Nothing was changed." in html
        assert told in html or not text or told == "longer than 500 kB"
        assert kept(reader) == HERE


def test_signs_that_turn_the_text_come_in_neither_by_file_nor_by_form(reader: Client) -> None:
    text = export(full()).replace('"Call"', '"Pay \u202e05$"').replace("Heights", "H\x1beights")
    response = bring(reader, text.replace("\x1b", "\\u001b").encode("utf-8-sig"))
    fields = form_fields(response.content.decode(), having="document")
    reader.post("/my/import/", fields | {"do": "replace"})
    assert kept(reader).plan.steps[0].text == "Pay 05$"
    assert kept(reader).plan.doubts[0].text == "Heights"
    form = form_fields(valid_page(reader, "/my/plan/"), having="was")
    reader.post("/my/plan/", form | {"step-0-text": "Pay \u202e06$\u2066", "backup": "a\u202eb"})
    assert kept(reader).plan.steps[0].text == "Pay 06$"
    assert kept(reader).plan.backup == "ab"


def test_file_that_is_no_file_is_asked_for(reader: Client) -> None:
    assert "Choose the file first" in reader.post("/my/import/").content.decode()
    response = reader.post("/my/import/", {"file": "text"})
    assert "Choose the file first" in response.content.decode()


def nested(path: list[int], value: Any, new: Any) -> Any:
    """A document with the value at a path replaced; a path that ends early replaces there."""
    if not path or not isinstance(value, (dict, list)) or not value:
        return new
    key: Any = path[0] % len(value)
    if isinstance(value, list):
        return [
            nested(path[1:], one, new) if place == key else one for place, one in enumerate(value)
        ]
    name = list(value)[key]
    return {
        one: nested(path[1:], held, new) if one == name else held for one, held in value.items()
    }


hostile = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**20), 10**20),
    st.floats(),
    st.text(max_size=30),
    st.sampled_from(
        [
            *("<script>alert(1)</script>", "\0", "\ud800", "../../etc", "{{ 7*7 }}", "x" * 5000),
            *("0001-01-01", "9999-12-31", "2026-02-30", "2026-03-01", "electrician", "2.A.1.a"),
            *(
                "15-1252.00",
                "a.b-c",
                "new",
                "\u202e",
                "👩‍🚒",
                "\r\nBEGIN:VEVENT",
                [],
                {},
                [[]] * 99,
            ),
        ]
    ),
    st.lists(st.text(max_size=5), max_size=3),
    st.dictionaries(st.text(max_size=5), st.integers(), max_size=2),
)
mutated = st.builds(
    lambda path, new: json.dumps(nested(path, builtins(full()), new)).encode(),
    st.lists(st.integers(0, 9), min_size=1, max_size=4),
    hostile,
)
cut = st.builds(
    lambda start, end, new: export(full()).encode()[:start] + new + export(full()).encode()[end:],
    st.integers(0, len(export(full()))),
    st.integers(0, len(export(full()))),
    st.binary(max_size=8),
)


@given(text=st.one_of(mutated, mutated, cut, st.binary(max_size=200)))
@settings(max_examples=150, suppress_health_check=list(HealthCheck))
def test_mutated_file_is_refused_and_changes_nothing_or_is_a_record_that_works(
    reader: Client, text: bytes
) -> None:
    keep(reader, HERE)
    response = bring(reader, text)
    html = response.content.decode()
    assert response.status_code == 200
    assert kept(reader) == HERE
    if "Nothing was changed." in html:
        return
    response = reader.post("/my/import/", form_fields(html, having="document") | {"do": "replace"})
    assert response.status_code == 302
    for path in PAGES:
        assert reader.get(path).status_code == 200, path
    assert_valid_html(reader.get("/my/").content.decode())
    html = valid_page(reader, "/my/plan/")
    held = kept(reader)
    sent = reader.post("/my/plan/", form_fields(html, having="was"))
    assert sent.status_code in (200, 302)
    assert sent.status_code == 302 or "Say what you will do" in sent.content.decode()
    if sent.status_code == 302:
        assert kept(reader).plan == held.plan


def test_unknown_role_is_named_and_kept(reader: Client) -> None:
    record = Record(saved=(Saved("gone-role", DAY), Saved("15-1252.00", DAY)))
    html = bring(reader, export(record).encode()).content.decode()
    assert "This site does not know 1 of the roles. It is kept all the same:" in html
    assert "<li>Gone role</li>" in html
    reader.post("/my/import/", form_fields(html, having="document") | {"do": "replace"})
    assert kept(reader) == record
    assert not Role.objects.filter(slug="gone-role").exists()
