"""A clock that tests set: Django's `timezone.now` wherever it is asked for."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone


class Clock:
    """The time as everything sees it; `pass_` moves it on."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, start: dt.datetime) -> None:
        self.now = start
        monkeypatch.setattr(timezone, "now", lambda: self.now)
        monkeypatch.setattr("axes.handlers.proxy.now", lambda: self.now)

    def pass_(self, **units: float) -> None:
        """Let time go by, in units of `timedelta`."""
        self.now += dt.timedelta(**units)


NOON = dt.datetime(2026, 3, 10, 12, 0, tzinfo=dt.UTC)
