"""Copies of a plan that others may look at: made when asked for, taken back at once, ended in time.

The token of a link is worked out from the reader's own token and a random salt. So the reader, and
nobody else, can be told their links again, and nothing about them is in what they export.
"""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import hmac
import secrets
from collections.abc import Sequence
from dataclasses import dataclass

import msgspec
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import transaction

from careers.actions.errors import Refused
from careers.actions.readers import read_record
from careers.guidance.plan import document_of, plan_in
from careers.guidance.plan_text import GapTold
from careers.guidance.record import Plan
from careers.models import SharedPlan

DAYS_SHARED = 30
"""A copy is seen for so many days, or for as many as what readers keep, where those are fewer."""
MOST_SHARED = 5
GAPS = "gaps"
"""Where a copy's document holds the gaps, beside the fields of the plan."""


@dataclass(frozen=True, slots=True)
class Shared:
    """A link of a reader's: `number` names it to them, `token` is the key in its address."""

    number: int
    token: str
    created_at: dt.datetime
    expires_at: dt.datetime


@dataclass(frozen=True, slots=True)
class SharedCopy:
    """A plan as it was when it was shared; `gaps` are those of its goals, where it holds them."""

    plan: Plan
    gaps: tuple[GapTold, ...]
    created_at: dt.datetime
    expires_at: dt.datetime


def days_shared() -> int:
    """For how many days a link works."""
    return min(DAYS_SHARED, int(settings.WAYMARK_READER_DAYS))


@transaction.atomic
def share_plan(*, token: str, now: dt.datetime, gaps: Sequence[GapTold] = ()) -> Shared:
    """Make a copy of the reader's plan for others; raises Refused for no plan, or too many links.

    The copy does not change with the plan. `gaps` are shown in it, if the reader asks for that.
    """
    list(Session.objects.select_for_update().filter(session_key=token).values_list("pk"))
    plan = read_record(token=token).plan
    if plan == Plan():
        raise Refused("There is no plan to share yet.")
    if len(shared_by(token=token, now=now)) >= MOST_SHARED:
        raise Refused(f"There are {MOST_SHARED} links already: take one back first.")
    salt = secrets.token_urlsafe(24)
    made = SharedPlan.objects.create(
        key=_hash(_link_token(token, salt)),
        owner=_owner(token),
        salt=salt,
        document=document_of(plan) | ({GAPS: msgspec.to_builtins(gaps)} if gaps else {}),
        created_at=now,
        expires_at=now + dt.timedelta(days=days_shared()),
    )
    return _shared(made, token)


def shared_by(*, token: str, now: dt.datetime) -> list[Shared]:
    """The reader's links that still work, oldest first."""
    rows = SharedPlan.objects.filter(owner=_owner(token), expires_at__gt=now) if token else ()
    return [_shared(row, token) for row in rows]


def shared_copy(*, link_token: str, now: dt.datetime) -> SharedCopy | None:
    """The copy that a link shows; None where there is none: it ended, or was taken back."""
    row = SharedPlan.objects.filter(key=_hash(link_token), expires_at__gt=now).first()
    if row is None or not isinstance(row.document, dict):
        return None
    document = dict(row.document)
    gaps = _gaps_in(document.pop(GAPS, []))
    plan = plan_in(document)
    return None if plan is None else SharedCopy(plan, gaps, row.created_at, row.expires_at)


def stop_sharing(*, token: str, number: int | None = None) -> int:
    """Delete one of the reader's copies, or all where none is named; returns how many."""
    rows = SharedPlan.objects.filter(owner=_owner(token)) if token else SharedPlan.objects.none()
    if number is not None:
        rows = rows.filter(pk=number)
    return rows.delete()[0]


def forget_shared(*, now: dt.datetime) -> int:
    """Delete the copies whose time is over; returns how many."""
    return SharedPlan.objects.filter(expires_at__lte=now).delete()[0]


def _gaps_in(document: object) -> tuple[GapTold, ...]:
    """The gaps in values of JSON; none where they are of another form."""
    try:
        return msgspec.convert(document, tuple[GapTold, ...])
    except msgspec.ValidationError:
        return ()


def _shared(row: SharedPlan, token: str) -> Shared:
    return Shared(row.pk, _link_token(token, row.salt), row.created_at, row.expires_at)


def _link_token(token: str, salt: str) -> str:
    """HMAC-SHA256 of the salt under the reader's token, in 43 characters that addresses may have.

    The reader's token has 165 random bits (32 of 36 characters): without it no link is guessed.
    """
    digest = hmac.digest(token.encode(), f"shared-plan {salt}".encode(), "sha256")
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")


def _owner(token: str) -> str:
    return _hash(f"shared-plan owner {token}")


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
