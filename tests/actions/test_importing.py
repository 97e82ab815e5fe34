"""An import that dies in the middle leaves the site as it was."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.contrib.auth.models import User

from careers import actions, exchange
from careers.exchange import Held
from careers.models import Event, GuideUpload, RoleVersion, VersionState
from tests.support.beside import in_a_thread, killed_at_stop, rows_in, shared_database
from tests.support.desk import a_content, people, publish_new
from tests.support.world import every_row
from tests.views import made

pytestmark = pytest.mark.django_db(transaction=True)
WHY = "It was time."

CHILD = """
from careers import actions, exchange
from careers.actions import bulk
from careers.models import GuideUpload

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
    team = people()
    publish_new(team)
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
    actions.keep_upload(by=team.editor, name="guides.csv", data=data)


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The name under which other processes reach the test's database, with a file sent to it."""
    _sent()
    return shared_database(tmp_path, monkeypatch)


def test_killed_in_the_middle_of_an_import_the_site_is_as_before(database: str) -> None:
    before = rows_in(database)
    killed_at_stop(CHILD, database)
    assert rows_in(database) == before
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
