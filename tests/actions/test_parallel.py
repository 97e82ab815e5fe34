"""Many at once, and a process that dies in the middle: no lost update, nothing between."""

from __future__ import annotations

import threading
from collections import Counter
from pathlib import Path

import pytest
from django.db import connections

from careers import actions
from careers.models import Role, RoleVersion, VersionState
from tests.support.beside import (
    ON_POSTGRESQL,
    in_a_thread,
    killed_at_stop,
    rows_in,
    shared_database,
)
from tests.support.desk import a_content
from tests.views import made

pytestmark = pytest.mark.django_db(transaction=True)
WHY = "It was time."
WRITERS = 50 if ON_POSTGRESQL else 6

CHILD = """
from careers import actions
from careers.actions import workflow
from careers.models import RoleVersion

workflow.refresh_roles = stop
actions.publish(version=RoleVersion.objects.open().get(), by=None, reason="Never finished.")
"""
"""Publishes the open draft, and stops after the guide's rows and before its pages."""


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The name under which threads and other processes reach the test's database, with a draft."""
    made.world()
    _draft()
    return shared_database(tmp_path, monkeypatch)


def _draft() -> RoleVersion:
    """A published guide with a draft beside it."""
    content = a_content()
    role = actions.begin_shipped(slug="platform-engineer", content=content)
    actions.publish_shipped(role=role, content=content, sha256="a" * 64)
    actions.refresh_all()
    draft = actions.start_draft(role=role, by=None, reason=WHY)
    return actions.save_draft(version=draft, content=a_content(work="Line 0."), revision=1, by=None)


class Crowd:
    """Threads with connections of their own that all begin from the same draft."""

    def __init__(self) -> None:
        self.outcomes: Counter[str] = Counter()
        self.lock = threading.Lock()
        self.start = threading.Barrier(WRITERS, timeout=120)
        self.published_at_once: list[int] = []

    def note(self, outcome: str) -> None:
        with self.lock:
            self.outcomes[outcome] += 1

    def save(self, number: int) -> None:
        """Add a line to the draft, beginning again from what is held where somebody was faster."""
        version = RoleVersion.objects.open().first()
        self.start.wait()
        while True:
            if version is None:
                self.note("no draft")
                return
            content = actions.content_of(version)
            added = a_content(work=f"{content.work} Line {number}.")
            try:
                actions.save_draft(
                    version=version, content=added, revision=version.revision, by=None
                )
            except actions.Conflict:
                self.note("conflict")
                version = RoleVersion.objects.open().first()
            else:
                self.note("saved")
                return

    def publish(self, number: int) -> None:
        """Publish the draft and begin the next."""
        role = Role.objects.get(slug="platform-engineer")
        try:
            version = RoleVersion.objects.open().get(role=role)
            self.start.wait()
            actions.publish(version=version, by=None, reason=WHY, revision=version.revision)
            self.note("published")
            actions.start_draft(role=role, by=None, reason=WHY)
        except (actions.Conflict, RoleVersion.DoesNotExist):
            self.note("conflict")

    def work(self, number: int) -> None:
        try:
            (self.publish if number % 3 == 0 else self.save)(number)
            self.published_at_once.append(RoleVersion.objects.published().count())
        except Exception as error:
            self.note(f"{type(error).__name__}: {error}")
        finally:
            connections.close_all()

    def gather(self) -> None:
        threads = [
            threading.Thread(target=self.work, args=(number,)) for number in range(1, WRITERS + 1)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(timeout=240)
            assert not thread.is_alive()


def histories() -> tuple[list[str], list[str], int]:
    """The states of all versions, every text that was ever kept in one, and how many are live."""
    states = list(RoleVersion.objects.order_by("number").values_list("state", flat=True))
    texts = [actions.content_of(version).work for version in RoleVersion.objects.all()]
    return states, texts, RoleVersion.objects.published().count()


def test_many_who_save_and_publish_one_guide_lose_nothing(database: str) -> None:
    crowd = Crowd()
    crowd.gather()
    ((states, texts, live),) = in_a_thread(histories)
    assert set(crowd.outcomes) <= {"saved", "published", "conflict", "no draft"}
    assert set(crowd.published_at_once) == {1}
    assert live == 1
    assert states.count(VersionState.PUBLISHED) == 1
    assert crowd.outcomes["published"] == states.count(VersionState.SUPERSEDED)
    saved = {f"Line {number}." for number in range(1, WRITERS + 1) if number % 3}
    kept = [line for line in saved if any(line in text for text in texts)]
    assert len(kept) == crowd.outcomes["saved"]


def test_killed_in_the_middle_of_publishing_the_site_is_as_before(database: str) -> None:
    before = rows_in(database)
    killed_at_stop(CHILD, database)
    assert rows_in(database) == before
    _publish_after_all()


def _publish_after_all() -> None:
    """The locks went with the process: the next one publishes."""

    def publish() -> str:
        version = RoleVersion.objects.open().get()
        return actions.publish(version=version, by=None, reason=WHY).state

    assert in_a_thread(publish) == [VersionState.PUBLISHED]
