"""How often something may be asked for in an hour, exactly, however many ask at once."""

from __future__ import annotations

import datetime as dt
import threading

import pytest
from django.db import connection, connections

from careers import actions
from careers.actions.limits import forget_counts
from careers.models import HourCount
from tests.support.clock import NOON, Clock


def take(key: str = "someone", most: int = 2, at: dt.datetime = NOON) -> None:
    actions.take(purpose="test", key=key, most=most, at=at)


def test_take_beyond_the_most_is_refused_until_the_next_hour(db: None) -> None:
    at = NOON + dt.timedelta(minutes=59, seconds=59)
    take(at=at)
    take(at=at)
    with pytest.raises(actions.TooMany) as refused:
        take(at=at)
    assert refused.value.until == NOON + dt.timedelta(hours=1)
    take(at=NOON + dt.timedelta(hours=1))


def test_take_counts_each_key_and_purpose_by_itself(db: None) -> None:
    take("one", most=1)
    take("other", most=1)
    actions.take(purpose="else", key="one", most=1, at=NOON)
    assert HourCount.objects.count() == 3


def test_refusal_says_when_in_minutes_and_by_the_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Clock(monkeypatch, NOON)
    refused = actions.TooMany(NOON + dt.timedelta(minutes=2))
    assert (refused.seconds, refused.when) == (120, "in 2 minutes, at 12:02 UTC")
    clock.pass_(seconds=61)
    assert refused.when == "in 1 minute, at 12:02 UTC"
    clock.pass_(hours=1)
    assert refused.seconds == 1


def test_counts_are_forgotten_after_a_day(db: None) -> None:
    take()
    assert forget_counts(now=NOON + dt.timedelta(days=1)) == 0
    assert forget_counts(now=NOON + dt.timedelta(days=1, seconds=1)) == 1
    assert not HourCount.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_take_at_the_same_time_gives_exactly_the_most() -> None:
    taken: list[bool] = []

    def ask() -> None:
        try:
            take(most=7)
            taken.append(True)
        except actions.TooMany:
            taken.append(False)
        finally:
            connections.close_all()

    many = 20 if connection.vendor == "postgresql" else 1
    for _ in range(20 // many):
        threads = [threading.Thread(target=ask) for _ in range(many)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert (taken.count(True), taken.count(False)) == (7, 13)
