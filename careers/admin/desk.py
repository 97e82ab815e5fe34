"""The admin's first page: what waits for the person who opens it, in lists that stay short.

Each list is one query, whatever the site holds: its rows and how many there are in all.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Count, F, Max, Q, QuerySet, Window
from django.urls import reverse
from django.utils import dateformat, timezone
from django.utils.text import Truncator

from careers import actions
from careers.admin.effects import effect_row
from careers.models import (
    OPEN_STATES,
    ReaderReport,
    ReleaseEffect,
    Role,
    RoleVersion,
    VersionFindings,
    VersionState,
)

ROWS = 5
"""Rows of a list on the first page; the rest is one link away."""
DUE_WITHIN = dt.timedelta(days=30)
SHORT = 140
SHOWN = (
    *("number", "state", "reason", "decision_note", "author_name", "decided_by_name"),
    *("updated_at", "submitted_at", "decided_at", "role__title"),
)
"""Of versions; their texts and those of their guides stay in the database."""
FIGURES = ("pay", "growth", "jobs")


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a list: what it is of, where it is looked at, facts, and what somebody said."""

    title: str
    url: str
    facts: str
    said: str = ""


@dataclass(frozen=True, slots=True)
class Tray:
    """A list of the desk: its words, whom it is for, and its rows in their order.

    `whole` is the name of the address that has all of it where that is not the desk's own page.
    """

    name: str
    heading: str
    empty: str
    may: Callable[[User], bool]
    rows: Callable[[User], QuerySet[Any]]
    line: Callable[[Any], Line]
    whole: str = ""

    @property
    def url(self) -> str:
        """Where the whole list is."""
        return reverse(self.whole) if self.whole else reverse("admin:desk-list", args=[self.name])


@dataclass(frozen=True, slots=True)
class Filled:
    """A list with its first rows and the number of all."""

    tray: Tray
    lines: list[Line]
    count: int


def filled(by: User) -> list[Filled]:
    """The lists that a person may see, each in one query."""
    return [_filled(tray, by) for tray in TRAYS.values() if tray.may(by)]


def _filled(tray: Tray, by: User) -> Filled:
    rows = list(tray.rows(by).annotate(in_all=Window(Count("*")))[:ROWS])
    return Filled(tray, [tray.line(row) for row in rows], rows[0].in_all if rows else 0)


def _mine(by: User) -> QuerySet[RoleVersion]:
    mine = RoleVersion.objects.filter(author=by).select_related("role").only(*SHOWN)
    return mine.order_by("-updated_at", "-pk")


def _drafts(by: User) -> QuerySet[RoleVersion]:
    """Versions that somebody began and that nobody has sent back."""
    sent_back = Q(state=VersionState.DRAFT) & ~Q(decision_note="")
    return _mine(by).filter(state__in=OPEN_STATES).exclude(sent_back)


def _sent_back(by: User) -> QuerySet[RoleVersion]:
    return _mine(by).filter(state=VersionState.DRAFT).exclude(decision_note="")


def _waiting(by: User) -> QuerySet[RoleVersion]:
    """The longest waiting first."""
    waiting = actions.decidable(by).select_related("role").only(*SHOWN)
    return waiting.order_by("submitted_at", "pk")


def _due(by: User) -> QuerySet[Role]:
    """The longest overdue first."""
    last = timezone.localdate() + DUE_WITHIN
    due = Role.objects.published().filter(review_by__lte=last).only("title", "review_by")
    return due.order_by("review_by", "pk")


def _failing(by: User) -> QuerySet[VersionFindings]:
    """Those that block first; drafts of others only for those who review them."""
    failing = VersionFindings.objects.failing().select_related("version__role")
    if not actions.may(by, actions.MAY_REVIEW):
        failing = failing.filter(Q(version__state=VersionState.PUBLISHED) | Q(version__author=by))
    of_version = ("number", "state", "role__title")
    return failing.only(
        "blocking", "warning", "names", "checked_at", *(f"version__{name}" for name in of_version)
    )


def _changed(by: User) -> QuerySet[ReleaseEffect]:
    """What was done last with a release, where it changed a figure that readers see."""
    newest = ReleaseEffect.objects.order_by().aggregate(at=Max("at"))["at"]
    same = Q(was_hourly=F("is_hourly"))
    for name in FIGURES:
        before, after = f"{name}_before", f"{name}_after"
        same &= Q(**{before: F(after)}) | Q(**{f"{before}__isnull": True, f"{after}__isnull": True})
    effects = ReleaseEffect.objects.filter(at=newest).exclude(same)
    return effects.select_related("release").order_by("title", "pk")


def _reports(by: User) -> QuerySet[ReaderReport]:
    """The oldest first."""
    return ReaderReport.objects.open().order_by("pk")


def _draft_line(version: RoleVersion) -> Line:
    if version.state == VersionState.REVIEW:
        return _version_line(version, f"waits for review since {_day(version.submitted_at)}")
    return _version_line(version, f"saved {_day(version.updated_at)}")


def _sent_back_line(version: RoleVersion) -> Line:
    said = f"{version.decided_by_name}: {Truncator(version.decision_note).chars(SHORT)}"
    return _version_line(version, f"sent back {_day(version.decided_at)}", said)


def _waiting_line(version: RoleVersion) -> Line:
    said = f"{version.author_name}: {Truncator(version.reason).chars(SHORT)}"
    return _version_line(version, f"sent {_day(version.submitted_at)}", said)


def _version_line(version: RoleVersion, facts: str, said: str = "") -> Line:
    url = _guide_url(version.role_id)
    return Line(version.role.title, url, f"Version {version.number}, {facts}", said)


def _due_line(role: Role) -> Line:
    day = role.review_by
    word = "was due" if day and day < timezone.localdate() else "due"
    return Line(role.title, _guide_url(role.pk), f"Review {word} {_day(day)}")


def _failing_line(findings: VersionFindings) -> Line:
    version = findings.version
    what = "what readers see" if version.state == VersionState.PUBLISHED else "draft"
    counts = f"{findings.blocking} blocking, {findings.warning} warning"
    facts = f"Version {version.number}, {what}, checked {_day(findings.checked_at)}: {counts}"
    said = ", ".join(str(name) for name in findings.names)
    return Line(version.role.title, _guide_url(version.role_id), facts, said)


def _changed_line(effect: ReleaseEffect) -> Line:
    row = effect_row(effect)
    said = f"Middle pay {row.pay}; growth {row.growth}; jobs {row.jobs}"
    return Line(row.title, row.url, f"{effect.release} {row.act} {_day(effect.at)}", said)


def _report_line(report: ReaderReport) -> Line:
    url = reverse("admin:careers_readerreport_change", args=[report.pk])
    facts = f"{report.get_kind_display()}, {_day(report.filed_at)}"
    return Line(report.title or report.page, url, facts, Truncator(report.words).chars(SHORT))


def _guide_url(role_id: int) -> str:
    return reverse("admin:careers_role_edit", args=[role_id])


def _day(day: dt.date | dt.datetime | None) -> str:
    """A day as the admin writes it: Nov. 21, 2026."""
    if day is None:
        return "at an unknown time"
    return dateformat.format(
        timezone.localtime(day) if isinstance(day, dt.datetime) else day, "N j, Y"
    )


def _writes(by: User) -> bool:
    return not actions.against_starting(by)


def _decides(by: User) -> bool:
    return actions.may(by, actions.MAY_REVIEW) or actions.may(by, actions.MAY_PUBLISH)


TRAYS = {
    tray.name: tray
    for tray in (
        Tray(
            "sent-back",
            "Sent back to you",
            "Nothing was sent back to you.",
            _writes,
            _sent_back,
            _sent_back_line,
        ),
        Tray(
            "drafts",
            "Your drafts",
            "You have no draft. A guide's page under Roles begins one.",
            _writes,
            _drafts,
            _draft_line,
        ),
        Tray(
            "waiting",
            "Waiting for your review",
            "No draft waits for your review.",
            _decides,
            _waiting,
            _waiting_line,
        ),
        Tray(
            "due",
            "Reviews due",
            "No guide's review date has passed or comes within 30 days.",
            _writes,
            _due,
            _due_line,
        ),
        Tray(
            "checks",
            "Checks that found something",
            "No check found anything in a published guide or an open draft.",
            _writes,
            _failing,
            _failing_line,
        ),
        Tray(
            "release",
            "What the newest release changed",
            "The newest release changed no figure of a guide.",
            lambda by: actions.may(by, "careers.view_release"),
            _changed,
            _changed_line,
        ),
        Tray(
            "reports",
            "Readers' reports",
            "No report of a reader is open.",
            lambda by: actions.may(by, actions.MAY_HANDLE),
            _reports,
            _report_line,
            whole="admin:careers_readerreport_changelist",
        ),
    )
}
"""By the last part of their address, in the order of the page."""
