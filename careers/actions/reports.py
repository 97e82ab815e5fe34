"""Readers' reports: filed without an account, closed by an editor with a note."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Iterable

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction

from careers.actions.audit import record
from careers.actions.errors import NotAllowed
from careers.actions.limits import forget_counts, take
from careers.models import ReaderReport

logger = logging.getLogger(__name__)

PURPOSE = "report"
REPORTS_A_VISITOR = 5
"""An hour."""
REPORTS_IN_ALL = 200
"""An hour."""
MAIL_KEPT = dt.timedelta(days=180)
"""How long a reader's mail address is kept where nobody closes the report."""
MAY_HANDLE = "careers.handle_reports"


@transaction.atomic
def file_report(*, report: ReaderReport, visitor: str, at: dt.datetime) -> ReaderReport:
    """Keep a report; `visitor` stands for the address it came from, and is counted apart from it.

    Raises TooMany where the visitor, or all together, have filed enough for the hour, and
    ValidationError where a field is wrong; then nothing is counted.
    """
    report.filed_at = at
    report.full_clean()
    take(purpose=PURPOSE, key=visitor, most=REPORTS_A_VISITOR, at=at)
    take(purpose=PURPOSE, key="", most=REPORTS_IN_ALL, at=at)
    report.save()
    forget(now=at)
    logger.info("report filed: %s about %s", report.pk, report.page)
    return report


@transaction.atomic
def close_reports(
    *, reports: Iterable[ReaderReport], by: User, note: str, at: dt.datetime
) -> list[ReaderReport]:
    """Close those of the reports that are open, and forget their readers' mail addresses.

    Returns them. Raises NotAllowed without the permission `handle_reports`, ValidationError
    without a note. A report that someone else has closed meanwhile keeps their note.
    """
    if not by.has_perm(MAY_HANDLE):
        raise NotAllowed("You may not close readers' reports.")
    note = note.strip()
    if not note:
        raise ValidationError({"note": "Say what was done, or why nothing was."})
    keys = [report.pk for report in reports]
    found = list(ReaderReport.objects.select_for_update().open().filter(pk__in=keys))
    ReaderReport.objects.filter(pk__in=[report.pk for report in found]).update(
        closed_at=at, closed_by=by, closed_by_name=by.get_username(), note=note, mail=""
    )
    for report in found:
        record(
            by=by,
            action="report closed",
            kind="report",
            subject=str(report.pk),
            summary=f"Closed the report about {report.title or report.page}.",
            details={"note": note, "page": report.page},
        )
    return found


def close_report(
    *, report: ReaderReport, by: User, note: str, at: dt.datetime
) -> list[ReaderReport]:
    """Close one report; the same as `close_reports` of it alone."""
    return close_reports(reports=[report], by=by, note=note, at=at)


@transaction.atomic
def forget(*, now: dt.datetime) -> None:
    """Delete what was promised to be kept no longer: hourly counts, old mail addresses."""
    forget_counts(now=now)
    old = ReaderReport.objects.with_mail().filter(filed_at__lt=now - MAIL_KEPT)
    old.update(mail="")
