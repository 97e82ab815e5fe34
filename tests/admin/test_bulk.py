"""Steps taken with many guides from their list: all of them, or none and why."""

from __future__ import annotations

from datetime import date

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import Settings

from careers import actions
from careers.models import Event, Role, RoleVersion, Sector, VersionState
from tests.admin.test_exchange import other, seen_in, signed_in
from tests.support.desk import People
from tests.support.world import every_row

pytestmark = pytest.mark.django_db
WHY = "It was time."
LIST = "/admin/careers/role/"


def drafts(by: User, *titles: str) -> list[RoleVersion]:
    return [
        actions.start_draft(role=None, by=by, reason=WHY, content=other(title)) for title in titles
    ]


def published(by: User, *titles: str) -> list[Role]:
    found = drafts(by, *titles)
    return [actions.publish(version=one, by=by, reason=WHY).role for one in found]


def ask(client: Client, action: str, roles: list[Role]) -> str:
    data = {"action": action, "_selected_action": [role.pk for role in roles]}
    return client.post(LIST, data).content.decode()


def take(client: Client, action: str, roles: list[Role], **values: str) -> str:
    html = ask(client, action, roles)
    data: dict[str, object] = {
        "action": action,
        "_selected_action": [role.pk for role in roles],
        "_confirmed": "1",
        "seen": seen_in(html) if 'name="seen" value="' in html and 'value=""' not in html else "",
    }
    return client.post(LIST, data | values, follow=True).content.decode()


def states() -> list[str]:
    return list(RoleVersion.objects.order_by("pk").values_list("state", flat=True))


def roles_of(versions: list[RoleVersion]) -> list[Role]:
    return [version.role for version in versions]


def test_drafts_are_sent_for_review_together(team: People) -> None:
    roles = roles_of(drafts(team.contributor, "Alpha", "Beta"))
    client = signed_in(team.contributor)
    assert "All 2 or none" in ask(client, "submit_chosen", roles)
    assert states() == [VersionState.DRAFT] * 2
    assert "Sent for review: 2." in take(client, "submit_chosen", roles)
    assert states() == [VersionState.REVIEW] * 2


def test_one_refused_step_undoes_the_others(team: People) -> None:
    mine = drafts(team.contributor, "Alpha")
    theirs = drafts(team.other_contributor, "Beta")
    before = every_row()
    html = take(signed_in(team.contributor), "submit_chosen", roles_of(mine + theirs))
    assert "Nothing was done: 1 refused." in html
    assert "beta: This draft is ben&#x27;s: only editors change others&#x27; drafts." in html
    assert every_row() == before


def test_guides_that_lead_to_each_other_are_published_together(team: People) -> None:
    found = [
        actions.start_draft(
            role=None,
            by=team.editor,
            reason=WHY,
            content=other(slug.title(), apart=f"Not [this](/careers/{to}/)."),
        )
        for slug, to in (("alpha", "beta"), ("beta", "alpha"))
    ]
    html = take(signed_in(team.editor), "publish_chosen", roles_of(found), reason=WHY)
    assert "Published: 2." in html
    assert states() == [VersionState.PUBLISHED] * 2
    assert Event.objects.filter(action="published").count() == 2


def test_blocked_guide_keeps_all_from_being_published(team: People, client: Client) -> None:
    good = drafts(team.editor, "Alpha")
    bad = actions.start_draft(
        role=None, by=team.editor, reason=WHY, content=other("Beta", harder="")
    )
    before = every_row()
    html = take(signed_in(team.editor), "publish_chosen", roles_of([*good, bad]), reason=WHY)
    assert "beta: harder: " in html
    assert every_row() == before
    assert client.get("/careers/alpha/").status_code == 404


def test_version_saved_after_the_question_is_not_published(team: People) -> None:
    (draft,) = drafts(team.editor, "Alpha")
    client = signed_in(team.editor)
    seen = seen_in(ask(client, "publish_chosen", [draft.role]))
    actions.save_draft(
        version=draft, content=other("Alpha", work="New."), revision=1, by=team.other_editor
    )
    for action in ("publish_chosen", "discard_chosen"):
        data = {"action": action, "_selected_action": [draft.role_id], "_confirmed": "1"}
        html = client.post(LIST, data | {"seen": seen, "reason": WHY}).content.decode()
        assert "edo saved version 1 meanwhile." in html
    assert states() == [VersionState.DRAFT]


def test_drafts_are_discarded_with_a_reason(team: People) -> None:
    roles = roles_of(drafts(team.editor, "Alpha", "Beta"))
    client = signed_in(team.editor)
    assert "This field is required." in take(client, "discard_chosen", roles, reason="")
    assert states() == [VersionState.DRAFT] * 2
    assert "Discarded: 2." in take(client, "discard_chosen", roles, reason=WHY)
    assert states() == [VersionState.DISCARDED] * 2


def test_guide_without_an_open_version_is_named(team: People) -> None:
    roles = published(team.editor, "Alpha")
    client = signed_in(team.editor)
    assert "no version is open" in ask(client, "discard_chosen", roles)
    assert "alpha: It has no open version" in take(client, "discard_chosen", roles, reason=WHY)


def test_sector_of_published_guides_and_drafts_changes_with_a_reason(team: People) -> None:
    arts = Sector.objects.create(slug="arts", name="Arts", summary="A", order=9)
    roles = [*published(team.editor, "Alpha"), *roles_of(drafts(team.editor, "Beta"))]
    html = take(signed_in(team.editor), "set_sector", roles, sector=str(arts.pk), reason=WHY)
    assert "Sector changed: 2." in html
    assert Role.objects.get(slug="alpha").sector == arts
    beta = RoleVersion.objects.get(role__slug="beta")
    assert actions.content_of(beta).sector == "arts"
    live = RoleVersion.objects.get(role__slug="alpha", state=VersionState.PUBLISHED)
    assert (live.number, live.reason) == (2, WHY)


def test_review_date_is_set_and_kept_from_who_may_not(team: People) -> None:
    roles = published(team.editor, "Alpha", "Beta")
    html = take(signed_in(team.editor), "set_review_by", roles, review_by="2031-05-01", reason=WHY)
    assert "Review date set: 2." in html
    assert set(Role.objects.values_list("review_by", flat=True)) == {date(2031, 5, 1)}
    before = every_row()
    take(signed_in(team.contributor), "set_review_by", roles, review_by="", reason=WHY)
    assert every_row() == before


def test_rule_of_two_people_holds_for_many_too(team: People, settings: Settings) -> None:
    roles = roles_of(drafts(team.editor, "Alpha"))
    settings.WAYMARK_TWO_PEOPLE = True
    html = take(signed_in(team.editor), "publish_chosen", roles, reason=WHY)
    assert "somebody other than its writers publishes" in html
    assert states() == [VersionState.DRAFT]


def test_too_many_at_once_are_refused(team: People, monkeypatch: pytest.MonkeyPatch) -> None:
    roles = roles_of(drafts(team.editor, "Alpha", "Beta"))
    monkeypatch.setattr(actions, "MOST_AT_ONCE", 1)
    client = signed_in(team.editor)
    data = {"action": "submit_chosen", "_selected_action": [role.pk for role in roles]}
    html = client.post(LIST, data, follow=True).content.decode()
    assert "Send drafts for review: 1 guides at once at most." in html
