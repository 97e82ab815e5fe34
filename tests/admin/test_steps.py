"""Who may take which step with a guide or a fact, as the table in permissions.toml says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from pytest_django import Settings

from careers import actions
from careers.admin.guides.steps import STEPS
from careers.admin.guides.typed import State, Typed
from careers.models import GuideUpload, RoleVersion
from tests.admin.desk_world import DeskWorld, done_so_far
from tests.admin.test_permissions import PEOPLE, SIGN_IN, TABLE, meaning, persons, world
from tests.support.desk import other_words

__all__ = ["world"]
pytestmark = pytest.mark.django_db
WHY = "It was time."
LIST = "/admin/careers/role/"
ROWS: list[dict[str, Any]] = TABLE["step"]

Post = tuple[str, dict[str, Any]]


def page(step: str, **data: object) -> Callable[[DeskWorld, RoleVersion], Post]:
    """A step's own page, confirmed."""

    def post(world: DeskWorld, version: RoleVersion) -> Post:
        values = {"reason": WHY, "revision": version.revision, "_confirmed": "1", **data}
        return f"{LIST}{version.role_id}/step/{step}/", values

    return post


def live_page(step: str, **data: object) -> Callable[[DeskWorld, RoleVersion], Post]:
    """The same for the published guide."""

    def post(world: DeskWorld, version: RoleVersion) -> Post:
        values = {"reason": WHY, "_confirmed": "1", **data}
        return f"{LIST}{world.live.pk}/step/{step}/", values

    return post


def many(action: str, **data: object) -> Callable[[DeskWorld, RoleVersion], Post]:
    """A step taken from the list of guides, confirmed."""

    def post(world: DeskWorld, version: RoleVersion) -> Post:
        role = world.live.pk if action.startswith("set_") else version.role_id
        seen = f"{version.pk}:{version.revision}"
        values = {"action": action, "_selected_action": role, "seen": seen, "reason": WHY}
        return LIST, values | {"_confirmed": "1"} | data

    return post


def save(world: DeskWorld, version: RoleVersion) -> Post:
    content = actions.content_of(version)
    state = State.of_version(version, content).as_form()
    changed = replace(content, work="Other words.")
    typed = dict(Typed.of_content(changed, WHY).hidden())
    return f"{LIST}{version.role_id}/edit/", {
        **typed,
        **{field.name: field.value() for field in state if field.value() is not None},
        "_save": "Save",
    }


def begin(world: DeskWorld, version: RoleVersion) -> Post:
    return f"{LIST}add/", {
        "title": "New Engineer",
        "slug": "new-engineer",
        "sector": "engineering",
        "level": "mid",
        "occupation": "15-1252.00",
        "occupation_reason": WHY,
        "mapping_reason": WHY,
        "reason": WHY,
    }


def of_version(name: str) -> Callable[[DeskWorld, RoleVersion], Post]:
    return lambda world, version: (
        f"/admin/careers/roleversion/{version.pk}/{name}/",
        {"reason": WHY},
    )


def of_release(name: str) -> Callable[[DeskWorld, RoleVersion], Post]:
    def post(world: DeskWorld, version: RoleVersion) -> Post:
        release = world.withdrawn if name == "use-again" else world.spare
        return f"/admin/careers/release/{release.pk}/{name}/", {"reason": WHY}

    return post


def delete(world: DeskWorld, version: RoleVersion) -> Post:
    return f"{LIST}{version.role_id}/delete/", {"post": "yes"}


def correct_title(world: DeskWorld, version: RoleVersion) -> Post:
    address = f"/admin/careers/jobtitle/{world.facts.title.pk}/change/"
    return address, {"name": "Systems Programmer", "reason": WHY}


def close_report(world: DeskWorld, version: RoleVersion) -> Post:
    return f"/admin/careers/readerreport/{world.report.pk}/change/", {"note": "Mended."}


def import_file(world: DeskWorld, version: RoleVersion) -> Post:
    file = SimpleUploadedFile("guides.csv", b"slug,title\r\nplatform-engineer,Platform\r\n")
    return f"{LIST}import/", {"file": file}


def add_sector(world: DeskWorld, version: RoleVersion) -> Post:
    groups = {f"groups-{name}": 0 for name in ("TOTAL_FORMS", "INITIAL_FORMS")}
    sector = {"name": "Health", "slug": "health", "summary": "Care.", "order": 3}
    return "/admin/careers/sector/add/", sector | groups


def change_words(world: DeskWorld, version: RoleVersion) -> Post:
    return "/admin/careers/occupationwords/15-1252.00/change/", {"summary": "Makes programs."}


def change_account(world: DeskWorld, version: RoleVersion) -> Post:
    values = {"username": world.account.username, "is_active": "on", "first_name": "Tim"}
    joined = {"date_joined_0": "2026-01-01", "date_joined_1": "00:00:00"}
    return f"/admin/auth/user/{world.account.pk}/change/", values | joined


POSTS: dict[str, Callable[[DeskWorld, RoleVersion], Post]] = {
    **{name: page(name) for name in ("submit", "send-back", "publish", "discard")},
    "start": live_page("start"),
    "review-by": live_page("review-by", review_by="2098-01-01"),
    "rename": live_page("rename", slug="ground-engineer"),
    "retire": live_page("retire", successor=""),
    "submit many": many("submit_chosen"),
    "publish many": many("publish_chosen"),
    "discard many": many("discard_chosen"),
    "sector of many": many("set_sector", sector="crafts"),
    "review-by of many": many("set_review_by", review_by="2098-01-01"),
    "save": save,
    "begin": begin,
    "share": of_version("link"),
    "restore": of_version("restore"),
    "delete": delete,
    "correct a title": correct_title,
    "close a report": close_report,
    "withdraw a release": of_release("withdraw"),
    "use a release again": of_release("use-again"),
    "send a file": import_file,
    "add a sector": add_sector,
    "change words": change_words,
    "change an account": change_account,
}


def version_of(row: dict[str, Any], world: DeskWorld, who: User | None) -> RoleVersion:
    """The version that a row is about: own or another's, in its state."""
    own = row["whose"] == "own" and who is not None
    author = who if own and who is not None else world.team.other_contributor
    version = actions.start_draft(role=None, by=author, reason=WHY, content=other_words())
    if row["state"] == "review":
        return actions.submit(version=version, by=author)
    if row["state"] == "discarded":
        return actions.discard(version=version, by=author, reason=WHY)
    return version


def taken(row: dict[str, Any], world: DeskWorld, who: User | None) -> str:
    """Whether somebody took a step: "yes", "no", or that they have to sign in first."""
    with transaction.atomic():
        address, data = POSTS[row["step"]](world, version_of(row, world, who))
        before = (*done_so_far(), GuideUpload.objects.count())
        client = Client()
        if who is not None:
            client.force_login(who)
        answer = meaning(client.post(address, data))
        after = (*done_so_far(), GuideUpload.objects.count())
        transaction.set_rollback(True)
    if answer == SIGN_IN:
        return SIGN_IN if before == after else "yes"
    return "yes" if before != after else "no"


@pytest.mark.parametrize("two_people", [False, True], ids=["one person", "two people"])
@pytest.mark.parametrize("who", PEOPLE)
def test_every_step_is_taken_by_those_who_may(
    world: DeskWorld, settings: Settings, who: str, two_people: bool
) -> None:
    settings.WAYMARK_TWO_PEOPLE = two_people
    user = persons(world)[who]
    problems = []
    for row in ROWS:
        may = row.get("two_people", row["may"]) if two_people else row["may"]
        found = taken(row, world, user)
        if found != may[PEOPLE.index(who)]:
            problems.append(f"{row['step']}, {row['state']}, {row['whose']}: {found}")
    assert problems == []


def test_table_has_every_step() -> None:
    listed = {row["step"] for row in ROWS}
    assert listed == set(POSTS)
    assert set(STEPS) <= listed
    assert all(len(row["may"]) == len(PEOPLE) for row in ROWS)
