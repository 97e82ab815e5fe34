"""Many at once, and a process that dies in the middle: no lost update, nothing between."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from django.db import connection, connections
from pytest_django import Settings

from careers import actions
from careers.models import Role, RoleVersion, VersionState
from tests.support.desk import a_content, people
from tests.support.world import every_row
from tests.views import made

pytestmark = pytest.mark.django_db(transaction=True)
T = TypeVar("T")
WHY = "It was time."
ON_POSTGRESQL = connection.vendor == "postgresql"
WRITERS = 50 if ON_POSTGRESQL else 6

CHILD = """
import os, sys
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
import django
django.setup()
from django.db import connections
connections.settings["default"]["NAME"] = sys.argv[1]
from careers import actions
from careers.actions import workflow
from careers.models import RoleVersion

def stop(**what):
    print("between", flush=True)
    sys.stdin.read()

workflow.refresh_roles = stop
actions.publish(version=RoleVersion.objects.open().get(), by=None, reason="Never finished.")
"""
"""Publishes the open draft, and stops after the guide's rows and before its pages."""


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The name under which threads and other processes reach the test's database.

    SQLite's is in memory: they get a copy in a file, made when they first ask for it.
    """
    if ON_POSTGRESQL:
        yield str(connection.settings_dict["NAME"])
        return
    path = str(tmp_path / "copy.sqlite3")
    made.world()
    people()
    _draft()
    connection.ensure_connection()
    with sqlite3.connect(path) as copy:
        connection.connection.backup(copy)
    monkeypatch.setitem(connections.settings["default"], "NAME", path)
    yield path


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


def in_a_thread(work: Callable[[], T]) -> list[T]:
    """What a function gives in a thread with a connection of its own to the shared database."""
    found: list[T] = []

    def run() -> None:
        found.append(work())
        connections.close_all()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    return found


def histories() -> tuple[list[str], list[str], int]:
    """The states of all versions, every text that was ever kept in one, and how many are live."""
    states = list(RoleVersion.objects.order_by("number").values_list("state", flat=True))
    texts = [actions.content_of(version).work for version in RoleVersion.objects.all()]
    return states, texts, RoleVersion.objects.published().count()


def test_many_who_save_and_publish_one_guide_lose_nothing(database: str) -> None:
    if ON_POSTGRESQL:
        made.world()
        _draft()
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


def rows_of(path: str) -> list[object]:
    """Every row of a SQLite file."""
    with sqlite3.connect(path) as file:
        tables = file.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        return [
            (name, sorted(file.execute(f'SELECT * FROM "{name}"').fetchall(), key=repr))
            for (name,) in sorted(tables.fetchall())
            if name.startswith("careers_") and "_fts" not in name
        ]


def test_killed_in_the_middle_of_publishing_the_site_is_as_before(
    database: str, settings: Settings
) -> None:
    if ON_POSTGRESQL:
        made.world()
        _draft()
    before = every_row() if ON_POSTGRESQL else rows_of(database)
    child = subprocess.Popen(
        [sys.executable, "-c", CHILD, database],
        cwd=settings.BASE_DIR,
        env=os.environ | {"PYTHONPATH": str(settings.BASE_DIR)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert child.stdout is not None
        assert child.stdout.readline() == "between\n"
    finally:
        child.send_signal(signal.SIGKILL)
        child.wait()
        for pipe in (child.stdin, child.stdout):
            if pipe is not None:
                pipe.close()
    assert (every_row() if ON_POSTGRESQL else rows_of(database)) == before
    _publish_after_all()


def _publish_after_all() -> None:
    """The locks went with the process: the next one publishes."""

    def publish() -> str:
        version = RoleVersion.objects.open().get()
        return actions.publish(version=version, by=None, reason=WHY).state

    assert in_a_thread(publish) == [VersionState.PUBLISHED]
