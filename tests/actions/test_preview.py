"""A draft as a page: shown to whoever may see it, kept by nobody, leaving no trace."""

from __future__ import annotations

import datetime as dt
from unittest import mock

import pytest
from django.core.signing import BadSignature
from django.test import Client

from careers import actions
from careers.editing import Mapped
from careers.models import Role, RoleVersion, Status
from tests.support.desk import People, a_content, rich_content
from tests.support.html import assert_valid_html
from tests.support.world import every_row
from tests.views import made

pytestmark = pytest.mark.django_db
WHY = "It was time."


@pytest.fixture
def draft(team: People, world: made.World, architect: Role) -> RoleVersion:
    """A draft beside a published guide, with every kind of row."""
    guide = made.guide(world, slug="platform-engineer", title="Platform Engineer")
    version = actions.start_draft(role=guide, by=team.contributor, reason=WHY)
    return actions.save_draft(
        version=version,
        content=rich_content(title="Ground Engineer", work="Zymurgy at dawn."),
        revision=1,
        by=team.contributor,
    )


def link_to(version: RoleVersion, team: People) -> str:
    return f"/preview/{actions.share(version=version, by=team.contributor)}/"


def test_preview_is_the_page_that_readers_see_once_it_is_published(
    draft: RoleVersion, team: People
) -> None:
    shown = actions.rendered(draft)
    assert shown.problems == {}
    assert shown.parts is not None
    actions.submit(version=draft, by=team.contributor)
    actions.publish(version=draft, by=team.editor, reason=WHY)
    prepared = draft.role.prepared
    assert "Zymurgy at dawn." in shown.parts.body
    assert shown.parts.body == prepared.body
    assert (shown.parts.title, shown.parts.summary) == (prepared.title, prepared.summary)


def test_preview_leaves_every_row_as_it_was(draft: RoleVersion) -> None:
    before = every_row()
    actions.rendered(draft)
    assert every_row() == before


def test_shared_link_shows_the_draft_without_an_account(
    draft: RoleVersion, team: People, client: Client
) -> None:
    response = client.get(link_to(draft, team))
    html = response.content.decode()
    assert response.status_code == 200
    assert "Zymurgy at dawn." in html
    assert "Preview of version 2, draft." in html
    assert "no-store" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex"
    assert response["Referrer-Policy"] == "no-referrer"
    assert "/preview/" not in html
    assert not response.cookies
    assert_valid_html(html)


def test_link_shows_what_was_saved_last(draft: RoleVersion, team: People, client: Client) -> None:
    link = link_to(draft, team)
    content = a_content(work="Later words.")
    actions.save_draft(version=draft, content=content, revision=2, by=team.contributor)
    assert "Later words." in client.get(link).content.decode()


def test_link_ends_after_its_days(draft: RoleVersion, team: People, client: Client) -> None:
    link = link_to(draft, team)
    then = dt.datetime.now().timestamp() + 7 * 24 * 3600
    with mock.patch("django.core.signing.time.time", return_value=then - 60):
        assert client.get(link).status_code == 200
    with mock.patch("django.core.signing.time.time", return_value=then + 60):
        response = client.get(link)
    assert response.status_code == 410
    assert "Zymurgy" not in response.content.decode()
    assert_valid_html(response.content.decode())


@pytest.mark.parametrize("step", ["publish", "send back", "discard"])
def test_link_ends_when_the_draft_is_decided_on(
    draft: RoleVersion, team: People, client: Client, step: str
) -> None:
    actions.submit(version=draft, by=team.contributor)
    link = link_to(draft, team.__class__(**dict.fromkeys(team.__slots__, team.editor)))
    if step == "publish":
        actions.publish(version=draft, by=team.editor, reason=WHY)
    elif step == "send back":
        actions.send_back(version=draft, by=team.editor, reason=WHY)
    else:
        actions.discard(version=draft, by=team.editor, reason=WHY)
    assert client.get(link).status_code == 410


def test_link_of_somebody_elses_making_is_none(draft: RoleVersion, client: Client) -> None:
    for token in (f"{draft.pk}.0:1abc:forged", "x", "a" * 10_000, "%00"):
        assert client.get(f"/preview/{token}/").status_code == 404
    with pytest.raises(BadSignature):
        actions.shared_version("\x00")


def test_only_those_who_may_change_a_draft_share_it(draft: RoleVersion, team: People) -> None:
    with pytest.raises(actions.NotAllowed):
        actions.share(version=draft, by=team.other_contributor)


def test_draft_without_an_occupation_says_what_it_lacks(team: People, client: Client) -> None:
    version = actions.start_draft(
        role=None, by=team.contributor, reason=WHY, content=a_content(occupations=())
    )
    html = client.get(link_to(version, team)).content.decode()
    assert "There is no page to show yet" in html
    assert "Occupations: A guide describes one occupation at least." in html
    assert_valid_html(html)


def test_what_cannot_be_applied_is_left_out_and_named(
    team: People, world: made.World, client: Client
) -> None:
    made.guide(world)
    content = a_content(
        titles=("software-systems-engineer",),
        occupations=(Mapped("15-1252.00", None, "The work."), Mapped("99-9999.99", None, "x")),
    )
    version = actions.start_draft(role=None, by=team.contributor, reason=WHY, content=content)
    html = client.get(link_to(version, team)).content.decode()
    assert "There is no page" in html
    version = actions.save_draft(
        version=version,
        content=a_content(titles=("software-systems-engineer",)),
        revision=1,
        by=team.contributor,
    )
    html = client.get(link_to(version, team)).content.decode()
    assert "answers for software-systems-engineer already" in html
    assert "Then you mend what rang twice." in html
    assert version.role.status == Status.DRAFT
