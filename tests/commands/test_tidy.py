"""What is kept for a time only is deleted by the daily command."""

import datetime as dt
from io import StringIO

import pytest
from axes.models import AccessAttempt
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.utils import timezone

from careers.models import GuideUpload, HourCount, ReaderReport, SharedPlan
from tests.support.clock import NOON, Clock


def test_tidy_deletes_what_has_had_its_time_and_nothing_else(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    Clock(monkeypatch, NOON)
    for age in (dt.timedelta(minutes=-5), dt.timedelta(days=200)):
        then = timezone.now() - age
        Session.objects.create(session_key=f"key-{age.days}", expire_date=then)
        HourCount.objects.create(purpose="report", hour=then)
        ReaderReport.objects.create(
            kind="text", page="/", words="x", mail="a@example.org", filed_at=then
        )
        user = User.objects.create_user(f"sender-{age.days}")
        GuideUpload.objects.create(user=user, name="x", data=b"x", uploaded_at=then)
        SharedPlan.objects.create(key=f"{age.days}", document={}, created_at=then, expires_at=then)
        AccessAttempt.objects.create(username=f"{age.days}", failures_since_start=1)
        AccessAttempt.objects.filter(username=f"{age.days}").update(attempt_time=then)
    out = StringIO()
    call_command("tidy", stdout=out)
    assert "deleted" in out.getvalue()
    kept = (Session, SharedPlan, HourCount, AccessAttempt, GuideUpload, ReaderReport)
    assert [model.objects.count() for model in kept] == [1, 1, 1, 1, 1, 2]
    assert ReaderReport.objects.with_mail().count() == 1
