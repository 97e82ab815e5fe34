"""An import that dies in the middle leaves the site as it was."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.db import connection, connections
from pytest_django import Settings

from careers import actions, exchange
from careers.exchange import Held
from careers.models import Event, GuideUpload, RoleVersion, VersionState
from tests.actions.test_parallel import in_a_thread, rows_of
from tests.support.desk import a_content, people
from tests.support.world import every_row
from tests.views import made

pytestmark = pytest.mark.django_db(transaction=True)
ON_POSTGRESQL = connection.vendor == "postgresql"
WHY = "It was time."

CHILD = """
import os, sys
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
import django
django.setup()
from django.db import connections
connections.settings["default"]["NAME"] = sys.argv[1]
from careers import actions, exchange
from careers.actions import bulk
from careers.models import GuideUpload

def stop(**what):
    print("between", flush=True)
    sys.stdin.read()

bulk.refresh_roles = stop
upload = GuideUpload.objects.get()
found = exchange.plan(exchange.read_file(bytes(upload.data)), by=upload.user)
actions.import_guides(
    guides=found.incoming(), upload=upload, by=upload.user, reason="Never done.", publish=True
)
"""
"""Imports and publishes the kept file, and stops after the guides' rows and before their pages."""


def _sent() -> None:
    """A published guide, and a file of it and of a new one that an editor has sent."""
    made.world()
    editor = people().editor
    draft = actions.start_draft(role=None, by=editor, reason=WHY, content=a_content())
    actions.publish(version=draft, by=editor, reason=WHY)
    new = {
        name: f"Nothing of the other stands in this {name}."
        for name in ("title", "summary", "work", "understand", "apart", "harder", "ways_in")
    }
    new |= {name: f"- Only here, {name}." for name in ("thrives", "hard_for")}
    data = exchange.guides_csv(
        [
            Held("new-one", "", a_content(position="Elsewhere.", **new), 0, 0),
            Held("platform-engineer", "", a_content(work="Mornings go to wires."), 0, 0),
        ]
    )
    actions.keep_upload(by=editor, name="guides.csv", data=data)


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The name under which other processes reach the test's database, with a file sent to it."""
    _sent()
    if ON_POSTGRESQL:
        yield str(connection.settings_dict["NAME"])
        return
    path = str(tmp_path / "copy.sqlite3")
    with sqlite3.connect(path) as copy:
        connection.connection.backup(copy)
    monkeypatch.setitem(connections.settings["default"], "NAME", path)
    yield path


def test_killed_in_the_middle_of_an_import_the_site_is_as_before(
    database: str, settings: Settings
) -> None:
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
    assert in_a_thread(_import_after_all) == [(3, 2, 1, 0)]


def _import_after_all() -> tuple[int, int, int, int]:
    """The file is still kept, and the next one imports it: versions, live ones, events, files."""
    upload = GuideUpload.objects.get()
    found = exchange.plan(exchange.read_file(bytes(upload.data)), by=upload.user)
    actions.import_guides(
        guides=found.incoming(), upload=upload, by=upload.user, reason=WHY, publish=True
    )
    live = RoleVersion.objects.filter(state=VersionState.PUBLISHED)
    events = Event.objects.filter(action="guides imported")
    return RoleVersion.objects.count(), live.count(), events.count(), GuideUpload.objects.count()


def test_file_is_imported_once() -> None:
    _sent()
    upload, editor = GuideUpload.objects.get(), User.objects.get(username="eve")
    found = exchange.plan(exchange.read_file(bytes(upload.data)), by=editor)
    guides = found.incoming()
    actions.import_guides(guides=guides, upload=upload, by=editor, reason=WHY, publish=False)
    before = every_row()
    with pytest.raises(actions.NotAllowed, match="imported or replaced meanwhile"):
        actions.import_guides(guides=guides, upload=upload, by=editor, reason=WHY, publish=False)
    assert every_row() == before
