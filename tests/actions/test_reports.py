"""Readers' reports: kept without a person, counted, closed with a note."""

from __future__ import annotations

import datetime as dt
import logging
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from careers import actions
from careers.actions import reports
from careers.models import Event, HourCount, ReaderReport
from tests.support.clock import NOON
from tests.support.desk import person

pytestmark = pytest.mark.django_db


def file(visitor: str = "someone", at: dt.datetime = NOON, **fields: Any) -> ReaderReport:
    values = {"kind": "text", "page": "/careers/x/", "words": "Typo.", "mail": "ann@example.org"}
    report = ReaderReport(**(values | fields))
    return actions.file_report(report=report, visitor=visitor, at=at)


@pytest.fixture
def editor() -> User:
    return person("ed", "Editors")


def test_report_is_filed_at_its_time_and_open() -> None:
    report = ReaderReport.objects.get(pk=file().pk)
    assert (report.filed_at, report.is_open, report.note) == (NOON, True, "")
    assert list(ReaderReport.objects.open()) == [report]


@pytest.mark.parametrize(
    "wrong",
    [{"kind": "praise"}, {"words": ""}, {"words": "x" * 2_001}, {"mail": "ann"}, {"page": ""}],
)
def test_report_with_a_wrong_field_is_neither_filed_nor_counted(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        file(**wrong)
    assert not ReaderReport.objects.exists()
    assert not HourCount.objects.exists()


def test_visitor_files_five_an_hour() -> None:
    for _ in range(reports.REPORTS_A_VISITOR):
        file()
    with pytest.raises(actions.TooMany):
        file()
    file("another")
    file(at=NOON + dt.timedelta(hours=1))
    assert ReaderReport.objects.count() == reports.REPORTS_A_VISITOR + 2


def test_all_together_file_so_many_an_hour(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reports, "REPORTS_IN_ALL", 3)
    for number in range(3):
        file(f"visitor {number}")
    with pytest.raises(actions.TooMany):
        file("visitor 4")
    assert not HourCount.objects.filter(key="visitor 4").exists()


def test_report_and_count_have_nothing_in_common() -> None:
    file("a-key-of-the-visitor")
    kept = ReaderReport.objects.values().get()
    assert "a-key-of-the-visitor" not in str(kept)


def test_log_holds_nothing_personal(caplog: pytest.LogCaptureFixture, editor: User) -> None:
    with caplog.at_level(logging.DEBUG):
        report = file("a-key-of-the-visitor", words="My name is Ann.", place="My row")
        actions.close_report(report=report, by=editor, note="Mended, Ann.", at=NOON)
    assert "report filed" in caplog.text
    for personal in ("ann@example.org", "Ann", "My row", "a-key"):
        assert personal not in caplog.text


def test_close_report_keeps_who_and_why_forgets_the_address_and_is_recorded(editor: User) -> None:
    report = file(title="Electrician")
    closed = actions.close_report(report=report, by=editor, note=" Mended. ", at=NOON)
    report.refresh_from_db()
    assert closed == [report]
    assert (report.note, report.mail, report.closed_at) == ("Mended.", "", NOON)
    assert (report.closed_by, report.closed_by_name) == (editor, "ed")
    event = Event.objects.get()
    assert (event.actor, event.subject, event.details["note"]) == (
        editor,
        str(report.pk),
        "Mended.",
    )
    assert "ann@example.org" not in f"{event.summary}{event.details}"


def test_close_reports_leaves_what_another_has_closed(editor: User) -> None:
    first, second = file(), file()
    actions.close_report(report=first, by=editor, note="By me.", at=NOON)
    other = User.objects.create_superuser("other")
    assert actions.close_reports(reports=[first, second], by=other, note="By you.", at=NOON) == [
        second
    ]
    first.refresh_from_db()
    assert (first.note, first.closed_by) == ("By me.", editor)


@pytest.mark.parametrize("note", ["", "  \n"])
def test_close_report_without_a_note_is_refused(editor: User, note: str) -> None:
    report = file()
    with pytest.raises(ValidationError):
        actions.close_report(report=report, by=editor, note=note, at=NOON)
    assert ReaderReport.objects.open().count() == 1


def test_close_report_without_the_permission_is_refused() -> None:
    report = file()
    contributor = person("con", "Contributors")
    with pytest.raises(actions.NotAllowed):
        actions.close_report(report=report, by=contributor, note="Done.", at=NOON)
    assert ReaderReport.objects.open().count() == 1


def test_mail_address_of_a_report_that_nobody_closes_is_forgotten() -> None:
    report = file()
    actions.forget(now=NOON + actions.MAIL_KEPT)
    assert ReaderReport.objects.get().mail == report.mail
    file("later", at=NOON + actions.MAIL_KEPT + dt.timedelta(seconds=1), mail="")
    assert list(ReaderReport.objects.values_list("mail", flat=True)) == ["", ""]
    assert not HourCount.objects.filter(hour__lt=NOON + dt.timedelta(days=1)).exists()


@pytest.mark.parametrize(
    "wrong",
    [{"closed_at": NOON}, {"note": "x"}, {"closed_at": NOON, "note": "x", "mail": "a@b.example"}],
)
def test_database_refuses_a_report_closed_by_half(wrong: dict[str, object]) -> None:
    report = file(mail="")
    with pytest.raises(IntegrityError), transaction.atomic():
        ReaderReport.objects.filter(pk=report.pk).update(**wrong)
