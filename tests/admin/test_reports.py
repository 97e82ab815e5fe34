"""Readers' reports at the desk: listed, filtered, closed with a note, one by one or together."""

from __future__ import annotations

import re

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from careers import actions
from careers.models import Event, ReaderReport, Role
from tests.support.clock import NOON
from tests.support.desk import signed_in
from tests.views import made

LIST = "/admin/careers/readerreport/"
pytestmark = pytest.mark.django_db


@pytest.fixture
def guide() -> Role:
    return made.guide(made.world())


@pytest.fixture
def editor() -> Client:
    return signed_in(Client(), "Editors")


def reports(count: int, **fields: object) -> list[ReaderReport]:
    values: dict[str, object] = {"kind": "text", "page": "/careers/x/", "filed_at": NOON}
    return [
        ReaderReport.objects.create(**(values | {"words": f"Typo {number}."} | fields))
        for number in range(count)
    ]


def close(report: ReaderReport, note: str = "Mended.") -> None:
    by = User.objects.create_superuser(f"closer-{report.pk}")
    actions.close_report(report=report, by=by, note=note, at=NOON)


def page(client: Client, address: str = LIST) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_list_shows_open_reports_and_on_demand_the_others(editor: Client) -> None:
    first, _ = reports(2)
    close(first)
    assert "Typo 1." in page(editor)
    assert "Typo 0." not in page(editor)
    assert "Typo 0." in page(editor, f"{LIST}?state=closed")
    assert "Typo 1." not in page(editor, f"{LIST}?state=closed")
    assert {"Typo 0.", "Typo 1."} <= set(
        re.findall(r"Typo \d\.", page(editor, f"{LIST}?state=all"))
    )


def test_list_is_filtered_by_guide_and_searched(editor: Client, guide: Role) -> None:
    reports(1, role=guide, title=guide.title, words="About the guide.")
    reports(1, words="About another page.")
    html = page(editor, f"{LIST}?role__id__exact={guide.pk}")
    assert "About the guide." in html
    assert "About another page." not in html
    assert "About another page." not in page(editor, f"{LIST}?q=software")
    assert "About the guide." in page(editor, f"{LIST}?q=software")


def test_report_is_read_and_closed_with_a_note(editor: Client) -> None:
    (report,) = reports(1, mail="ann@example.org")
    address = f"{LIST}{report.pk}/change/"
    assert "ann@example.org" in page(editor, address)
    assert editor.post(address, {"note": "Mended.", "words": "Changed."}).status_code == 302
    report.refresh_from_db()
    assert (report.note, report.closed_by_name, report.mail) == ("Mended.", "editors", "")
    assert report.words == "Typo 0."
    assert Event.objects.get().subject == str(report.pk)
    html = page(editor, address)
    assert "Mended." in html
    assert 'name="note"' not in html


def test_report_without_a_note_stays_open(editor: Client) -> None:
    (report,) = reports(1)
    response = editor.post(f"{LIST}{report.pk}/change/", {"note": "  "})
    assert "Say what was done" in response.content.decode()
    assert ReaderReport.objects.open().exists()


def test_second_editor_to_close_is_told_and_the_first_note_stands(editor: Client) -> None:
    (report,) = reports(1)
    close(report, "By the first.")
    response = editor.post(f"{LIST}{report.pk}/change/", {"note": "By me."}, follow=True)
    assert "closed this report before you" in response.content.decode()
    report.refresh_from_db()
    assert report.note == "By the first."


def test_several_are_closed_with_one_note_after_they_are_shown(editor: Client) -> None:
    kept, *chosen = reports(3)
    data = {"action": "close_together", "_selected_action": [report.pk for report in chosen]}
    html = editor.post(LIST, data).content.decode()
    assert "One note for 2 reports" in html
    assert "Typo 0." not in html
    assert ReaderReport.objects.open().count() == 3
    assert "This field is required" in editor.post(LIST, data | {"note": ""}).content.decode()
    response = editor.post(LIST, data | {"note": "All of one kind."}, follow=True)
    assert "Closed: 2." in response.content.decode()
    assert list(ReaderReport.objects.open()) == [kept]
    assert set(ReaderReport.objects.exclude(pk=kept.pk).values_list("note", flat=True)) == {
        "All of one kind."
    }


def test_reports_are_neither_added_nor_deleted(editor: Client) -> None:
    (report,) = reports(1)
    assert editor.get(f"{LIST}add/").status_code == 403
    assert editor.post(f"{LIST}{report.pk}/delete/", {"post": "yes"}).status_code == 403
    data = {"action": "delete_selected", "_selected_action": [report.pk], "post": "yes"}
    editor.post(LIST, data)
    assert ReaderReport.objects.exists()


@pytest.mark.parametrize(
    ("group", "status"),
    [("Contributors", 403), ("Editors", 200), ("Administrators", 200)],
)
def test_reports_are_for_those_who_may_handle_them(group: str, status: int) -> None:
    (report,) = reports(1, mail="ann@example.org")
    client = signed_in(Client(), group)
    address = f"{LIST}{report.pk}/change/"
    assert client.get(LIST).status_code == status
    assert client.get(address).status_code == status
    assert client.post(address, {"note": "Mended."}).status_code == (403 if status == 403 else 302)
    assert (LIST in client.get("/admin/").content.decode()) == (status == 200)


def test_nobody_without_an_account_reads_reports(client: Client) -> None:
    (report,) = reports(1)
    for address in (LIST, f"{LIST}{report.pk}/change/"):
        assert client.get(address).headers["Location"].startswith("/admin/login/")


def test_what_readers_wrote_is_text_and_never_markup(editor: Client) -> None:
    hostile = "<script>alert(1)</script>"
    (report,) = reports(1, words=hostile, title=hostile, place=hostile)
    for address in (LIST, f"{LIST}{report.pk}/change/"):
        assert hostile not in page(editor, address)


@pytest.mark.parametrize("count", [1, 60])
def test_list_takes_as_many_queries_for_many_as_for_few(
    editor: Client, guide: Role, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    reports(count, role=guide)
    page(editor)
    with django_assert_num_queries(7):
        page(editor)
