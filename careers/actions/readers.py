"""What readers keep with us: written, read and forgotten by the token of their own cookie.

A row of Django's session table, of another cookie than the editors' sign-in. What is in it is
named in no log.
"""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone

from careers.guidance.record import EMPTY, Record, UnreadableError, builtins, understood

KEPT = "record"
logger = logging.getLogger(__name__)


class ReaderStore(SessionStore):
    """A session that is kept for WAYMARK_READER_DAYS after it was last used."""

    @classmethod
    def get_session_cookie_age(cls) -> int:
        return 24 * 3600 * int(settings.WAYMARK_READER_DAYS)


def read_record(*, token: str) -> Record:
    """What is kept under the token; empty for none, one that ended, or what cannot be read."""
    if not token:
        return EMPTY
    held = ReaderStore(token).get(KEPT)
    if held is None:
        return EMPTY
    try:
        return understood(held)
    except UnreadableError:
        logger.warning("a reader's record cannot be read and is shown as empty")
        return EMPTY


@transaction.atomic
def change_record(*, token: str, change: Callable[[Record], Record]) -> str:
    """Replace what is kept by what `change` makes of it; returns the token, a new one for none.

    Two changes of one record follow each other: none is lost. What `change` raises leaves the
    record as it was.
    """
    if token:
        list(Session.objects.select_for_update().filter(session_key=token).values_list("pk"))
    store = ReaderStore(token or None)
    record = change(read_record(token=token) if token else EMPTY)
    if KEPT not in store:
        store = ReaderStore()
        store.create()
    store[KEPT] = _checked(record)
    store.save()
    return str(store.session_key)


def _checked(record: Record) -> dict[str, Any]:
    """The record as it is stored; raises `UnreadableError` for one that could not be read again."""
    document = builtins(record)
    understood(document)
    return document


def note_use(*, token: str, now: dt.datetime) -> bool:
    """Note once a day that the record is in use, so that it is kept; False where there is none."""
    full = dt.timedelta(seconds=ReaderStore.get_session_cookie_age())
    row = Session.objects.filter(session_key=token, expire_date__gt=now)
    ends = row.values_list("expire_date", flat=True).first()
    if ends is None:
        return False
    if ends < now + full - dt.timedelta(days=1):
        row.update(expire_date=now + full)
    return True


def forget_record(*, token: str) -> None:
    """Delete all that is kept under the token, at once."""
    if token:
        Session.objects.filter(session_key=token).delete()
        logger.info("a reader's record was deleted as asked, %s", timezone.now().date())
