"""People who work on guides, and contents they could publish."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from importlib import import_module
from typing import Any

from django.apps import apps
from django.contrib.auth.models import Group, User
from django.test import Client

from careers import actions
from careers.editing import GuideContent, Mapped, MoveTo, SkillWord
from careers.models import RoleVersion
from tests.support.forms import form_fields

PASSWORD = "a long enough password"


@dataclass(frozen=True, slots=True)
class People:
    """One person of each group, and a second one who writes and one who publishes."""

    contributor: User
    other_contributor: User
    editor: User
    other_editor: User
    administrator: User


def people() -> People:
    """Make people of each group."""
    return People(
        contributor=person("ann", "Contributors"),
        other_contributor=person("ben", "Contributors"),
        editor=person("eve", "Editors"),
        other_editor=person("edo", "Editors"),
        administrator=person("ada", "Administrators"),
    )


def person(name: str, *groups: str) -> User:
    """Someone who can sign in to the admin, in groups."""
    if Group.objects.filter(name__in=groups).count() < len(groups):  # a test emptied the database
        make_groups()
    user = User.objects.create_user(name, password=PASSWORD, is_staff=True)
    user.groups.set(Group.objects.filter(name__in=groups))
    return user


def make_groups() -> None:
    """Make the groups with all that the migrations let them do."""
    import_module("careers.migrations.0005_groups").make_groups(apps, None)
    import_module("careers.migrations.0008_hidden_titles").let_look(apps, None)


def signed_in(client: Client, group: str) -> Client:
    """The client with somebody of a group signed in, e.g. "editors" of "Editors"."""
    client.force_login(person(group.lower(), group))
    return client


def publish_new(team: People, slug: str = "platform-engineer", **changes: Any) -> RoleVersion:
    """A new guide of `a_content`, published by the editor who wrote it."""
    content, why = a_content(**changes), "It was time."
    version = actions.start_draft(role=None, by=team.editor, reason=why, slug=slug, content=content)
    return actions.publish(version=version, by=team.editor, reason=why)


def page(client: Client, slug: str) -> str:
    """What readers get at a guide's address."""
    return client.get(f"/careers/{slug}/").content.decode()


def form_address(version: RoleVersion) -> str:
    """Where the version's guide is written."""
    return f"/admin/careers/role/{version.role_id}/edit/"


def opened(client: Client, version: RoleVersion) -> dict[str, str]:
    """The form of the version's guide as the browser would send it back."""
    response = client.get(form_address(version))
    assert response.status_code == 200
    return form_fields(response.content.decode(), having="work")


def content_now(version: RoleVersion) -> GuideContent:
    """What the database holds of the version."""
    version.refresh_from_db()
    return actions.content_of(version)


def a_content(**changes: Any) -> GuideContent:
    """A content that the checks let through, over the facts of `tests.views.made`."""
    content = GuideContent(
        title="Platform Engineer",
        sector="engineering",
        level="mid",
        summary="You keep the ground firm that other teams build on, for {pay_median} a year.",
        work="Mornings go to alarms. Then you mend what rang twice.",
        understand="How a request finds its server, and what happens on the way back.",
        apart="Your customers sit in the next room.",
        harder="Saying no to a colleague who is in a hurry.",
        thrives="- You like quiet systems.\n- You write things down.",
        hard_for="- You want to be seen.",
        ways_in="Run a small service of your own for half a year.",
        position="Between operations and development.",
        sources="- [Handbook](https://www.bls.gov/ooh/)",
        review_by=date(2099, 1, 1),
        occupations=(Mapped("15-1252.00", None, "The work itself."),),
    )
    return replace(content, **changes)


def other_words(**changes: Any) -> GuideContent:
    """A content that shares no sentence with `a_content`, so that both can be published."""
    words: dict[str, Any] = {
        "title": "Signal Engineer",
        "summary": "Trains meet at junctions because you planned them, for {pay_median}.",
        "work": "Nights on the ballast come first. Drawings wait until the desk is quiet.",
        "understand": "Why a relay falls to red when anything breaks.",
        "apart": "A fault stops thousands of travelers within seconds.",
        "harder": "Waiting for a window in the timetable.",
        "thrives": "- Checklists calm you.\n- Weather does not matter to you.",
        "hard_for": "- Regular hours mean a lot to you.",
        "ways_in": "Apprentice with a contractor, then sit the licensing papers.",
        "position": "Beside track and power crews.",
    }
    return a_content(**(words | changes))


def rich_content(**changes: Any) -> GuideContent:
    """A content with every kind of row; the guide `architect` has to be there."""
    rows: dict[str, Any] = {
        "occupations": (
            Mapped("15-1252.00", 0.5, "Half of the work."),
            Mapped("15-1299.08", None, "The other half."),
        ),
        "titles": ("software-systems-engineer",),
        "skills": (SkillWord("2.B.3.e", "pin", "It decides the day."),),
        "moves": (MoveTo("architect", "up", "The next rung."),),
    }
    return a_content(**(rows | changes))
