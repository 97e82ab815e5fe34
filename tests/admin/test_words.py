"""An editor betters our words for an occupation or a skill."""

from __future__ import annotations

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.test import Client

from careers import actions
from careers.content.loader import CONTENT
from careers.content.words import load_words
from careers.models import ElementWords, Listing, OccupationWords
from tests.views import made

pytestmark = pytest.mark.django_db
OCCUPATION = "/admin/careers/occupationwords/15-1252.00/change/"
SKILL = "/admin/careers/elementwords/2.B.3.e/change/"


@pytest.fixture
def editor(client: Client) -> Client:
    made.world()
    load_words(CONTENT)
    actions.refresh_all()
    client.force_login(User.objects.create_superuser("editor"))
    return client


@pytest.mark.parametrize(
    ("address", "text", "title"),
    [
        ("occupationwords", "15-1252.00", "Software Developers"),
        ("elementwords", "Programming", "Programming"),
    ],
)
def test_words_are_found_by_what_they_describe(
    editor: Client, address: str, text: str, title: str
) -> None:
    html = editor.get(f"/admin/careers/{address}/", {"q": text}).content.decode()
    assert title in html
    assert "1 result" in html


def test_editors_sentence_is_on_the_listing_and_stays(editor: Client) -> None:
    words = {"summary": "Writes what computers do.", "everyday": "coder"}
    assert editor.post(OCCUPATION, words).status_code == 302
    assert Listing.objects.get(key="15-1252.00").summary == "Writes what computers do."
    assert OccupationWords.objects.get(pk="15-1252.00").by_editor
    load_words(CONTENT)
    assert OccupationWords.objects.get(pk="15-1252.00").summary == "Writes what computers do."
    assert LogEntry.objects.filter(object_id="15-1252.00").exists()


def test_editors_words_are_on_the_page_of_the_skill_whose_address_stays(editor: Client) -> None:
    words = {"summary": "Telling machines.", "slug": "elsewhere", "low": "A loop.", "middle": "",
             "high": "", "everyday": ""}  # fmt: skip
    assert editor.post(SKILL, words).status_code == 302
    html = editor.get("/skills/programming/").content.decode()
    assert "Telling machines." in html
    assert "A loop." in html
    found = ElementWords.objects.get(pk="2.B.3.e")
    assert (found.slug, found.by_editor) == ("programming", True)


def test_words_that_do_not_fit_are_refused(editor: Client) -> None:
    response = editor.post(OCCUPATION, {"summary": "x" * 301, "everyday": ""})
    assert response.status_code == 200
    assert "at most 300 characters" in response.content.decode()
    assert not OccupationWords.objects.get(pk="15-1252.00").by_editor


@pytest.mark.parametrize("address", [OCCUPATION, SKILL])
def test_words_are_neither_added_nor_deleted(editor: Client, address: str) -> None:
    index = address.split("/")[3]
    assert editor.get(f"/admin/careers/{index}/add/").status_code == 403
    delete = address.replace("/change/", "/delete/")
    assert editor.post(delete, {"post": "yes"}).status_code == 403
    assert OccupationWords.objects.filter(pk="15-1252.00").exists()
