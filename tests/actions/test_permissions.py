"""Who may do what with a guide: a table, read once with the rule of two people and once without."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, User
from django.db import transaction
from pytest_django import Settings

from careers import actions
from careers.models import Role, RoleVersion, VersionState
from tests.support.desk import People, a_content, person

pytestmark = pytest.mark.django_db
WHY = "It was time."
WHO = ("nobody", "contributor", "other contributor", "editor", "other editor", "administrator")

# Step on a version or guide, and those of WHO who may take it. The contributor wrote "draft",
# which is not sent for review, and "review", which is; the editor wrote "own".
MATRIX = {
    "start": "contributor, other contributor, editor, other editor, administrator",
    "save draft": "contributor, editor, other editor, administrator",
    "save review": "editor, other editor, administrator",
    "submit draft": "contributor, editor, other editor, administrator",
    "discard draft": "contributor, editor, other editor, administrator",
    "discard review": "editor, other editor, administrator",
    "send back review": "editor, other editor, administrator",
    "publish draft": "",
    "publish review": "editor, other editor, administrator",
    "publish own": "editor",
    "publish own review": "editor, other editor, administrator",
    "restore": "contributor, other contributor, editor, other editor, administrator",
    "amend": "editor, other editor, administrator",
    "review date": "editor, other editor, administrator",
    "rename": "editor, other editor, administrator",
    "retire": "editor, other editor, administrator",
}
# What is different where the site requires two people.
TWO_PEOPLE = {
    "publish own": "",
    "publish own review": "other editor, administrator",
    "amend": "",
}


def user_called(who: str, team: People) -> User:
    if who == "nobody":
        return person("nemo")
    user: User = getattr(team, who.replace(" ", "_"))
    return user


def published(team: People) -> Role:
    content = a_content()
    role = actions.begin_shipped(slug="platform-engineer", content=content)
    actions.publish_shipped(role=role, content=content, sha256="a" * 64)
    return role


def version_called(name: str, team: People) -> RoleVersion:
    writer = team.editor if name.startswith("own") else team.contributor
    version = actions.start_draft(role=None, by=writer, reason=WHY, content=a_content())
    if name.endswith("review"):
        version = actions.submit(version=version, by=writer)
    return version


def step_called(name: str, team: People) -> Callable[[User], object]:
    """The step as something that a person tries; what it is done to is made first."""
    verb, _, what = name.replace("send back", "send_back").partition(" ")
    if verb in ("amend", "review", "rename", "retire"):
        role = published(team)
        return {
            "amend": lambda by: actions.amend(role=role, by=by, reason=WHY, level="senior"),
            "review": lambda by: actions.set_review_by(
                role=role, review_by=None, by=by, reason=WHY
            ),
            "rename": lambda by: actions.rename(role=role, slug="other", by=by, reason=WHY),
            "retire": lambda by: actions.retire(role=role, successor=None, by=by, reason=WHY),
        }[verb]
    if verb in ("start", "restore"):
        role = published(team)
        live = RoleVersion.objects.get(role=role)
        return {
            "start": lambda by: actions.start_draft(role=role, by=by, reason=WHY),
            "restore": lambda by: actions.restore(version=live, by=by, reason=WHY),
        }[verb]
    version = version_called(what, team)
    return {
        "save": lambda by: actions.save_draft(
            version=version, content=a_content(work="Other."), revision=1, by=by
        ),
        "submit": lambda by: actions.submit(version=version, by=by),
        "discard": lambda by: actions.discard(version=version, by=by, reason=WHY),
        "send_back": lambda by: actions.send_back(version=version, by=by, reason=WHY),
        "publish": lambda by: actions.publish(version=version, by=by, reason=WHY),
    }[verb]


def those_who_may(name: str, team: People) -> list[str]:
    """Everybody tries, each from the same start."""
    step = step_called(name, team)
    able = []
    for who in WHO:
        try:
            with transaction.atomic():
                step(user_called(who, team))
                able.append(who)
                transaction.set_rollback(True)
        except actions.NotAllowed:
            User.objects.filter(username="nemo").delete()
    return able


@pytest.mark.parametrize("name", MATRIX)
@pytest.mark.parametrize("two_people", [False, True], ids=["one", "two"])
def test_step_is_open_to_those_of_the_table_alone(
    team: People, settings: Settings, name: str, two_people: bool
) -> None:
    settings.WAYMARK_TWO_PEOPLE = two_people
    table = MATRIX | (TWO_PEOPLE if two_people else {})
    wanted = [who for who in WHO if who in table[name].split(", ")]
    assert those_who_may(name, team) == wanted


def test_last_to_change_a_draft_does_not_publish_it_where_two_are_required(
    team: People, settings: Settings
) -> None:
    settings.WAYMARK_TWO_PEOPLE = True
    version = version_called("review", team)
    actions.save_draft(
        version=version, content=a_content(work="Edo's words."), revision=1, by=team.other_editor
    )
    with pytest.raises(actions.NotAllowed, match="other than its writers"):
        actions.publish(version=version, by=team.other_editor, reason=WHY)
    assert (
        actions.publish(version=version, by=team.editor, reason=WHY).state == VersionState.PUBLISHED
    )


def test_groups_are_made_once_and_taken_away() -> None:
    migration = import_module("careers.migrations.0005_groups")
    migration.make_groups(apps, None)
    before = {group.name: group.permissions.count() for group in Group.objects.all()}
    migration.make_groups(apps, None)
    after = {group.name: group.permissions.count() for group in Group.objects.all()}
    assert before == after
    assert list(before) == ["Contributors", "Editors", "Administrators"]
    migration.take_groups_away(apps, None)
    assert not Group.objects.exists()


@pytest.mark.parametrize(
    ("permission", "names"),
    [
        ("careers.write_guide", "ann eve ada"),
        ("careers.publish_guide", "eve ada"),
        ("careers.manage_titles", "eve ada"),
        ("careers.handle_reports", "eve ada"),
        ("careers.import_guides", "eve ada"),
        ("careers.view_event", "eve ada"),
        ("careers.manage_releases", "ada"),
        ("careers.change_sector", "ada"),
        ("auth.change_user", "ada"),
        ("careers.view_wage", "ann eve ada"),
        ("careers.change_wage", ""),
        ("careers.change_roleversion", ""),
        ("careers.change_event", ""),
    ],
)
def test_permission_is_given_to_the_groups_that_need_it(
    team: People, permission: str, names: str
) -> None:
    everybody = (team.contributor, team.editor, team.administrator)
    assert [user.username for user in everybody if user.has_perm(permission)] == names.split()
