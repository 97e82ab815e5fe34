"""The steps of a guide's way in the admin: begun, sent, sent back, published, retired, renamed."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from careers import actions
from careers.models import FormerSlug, Role, RoleVersion, Status, VersionState
from tests.support.desk import People, a_content
from tests.support.forms import form_fields
from tests.views import made

pytestmark = pytest.mark.django_db
WHY = "It was time."
ALL = ("start", "submit", "send-back", "publish", "discard", "review-by", "rename", "retire")


@pytest.fixture
def live(team: People, world: made.World) -> Role:
    """A published guide without a draft."""
    return made.guide(world)


@pytest.fixture
def draft(team: People) -> RoleVersion:
    """A contributor's draft from nothing."""
    return actions.start_draft(role=None, by=team.contributor, reason=WHY, content=a_content())


def step(client: Client, role_id: int, name: str, **data: str) -> Any:
    return client.post(f"/admin/careers/role/{role_id}/step/{name}/", data)


def offered(client: Client, role_id: int) -> set[str]:
    """The steps that a guide's page leads to."""
    html = client.get(f"/admin/careers/role/{role_id}/edit/").content.decode()
    return {name for name in ALL if f"/step/{name}/" in html}


def test_guide_is_begun_from_nothing(client: Client, team: People, world: made.World) -> None:
    client.force_login(team.contributor)
    data = {
        "title": "Cloud Engineer",
        "sector": "engineering",
        "level": "mid",
        "occupation": "software developers",
        "occupation_reason": "The work itself.",
        "reason": "Readers ask for it.",
    }
    response = client.post("/admin/careers/role/add/", data)
    version = RoleVersion.objects.get()
    assert response["Location"] == f"/admin/careers/role/{version.role_id}/edit/"
    assert (version.role.slug, version.role.status) == ("cloud-engineer", Status.DRAFT)
    assert [row.code for row in actions.content_of(version).occupations] == ["15-1252.00"]
    assert client.get("/careers/cloud-engineer/").status_code == 404

    again = client.post("/admin/careers/role/add/", data | {"occupation": "Astronauts"})
    assert "No occupation is called “Astronauts”." in again.content.decode()
    again = client.post("/admin/careers/role/add/", data)
    assert "Another guide has this address." in again.content.decode()
    assert "Readers ask for it." in again.content.decode()
    assert RoleVersion.objects.count() == 1


def test_way_from_draft_to_published(client: Client, team: People, draft: RoleVersion) -> None:
    client.force_login(team.contributor)
    assert offered(client, draft.role_id) == {"submit", "discard"}
    address = f"/admin/careers/role/{draft.role_id}/edit/"
    data = form_fields(client.get(address).content.decode(), having="work")
    saved = client.post(address, data | {"_submit": "1", "work": "Typed last."})
    assert saved["Location"] == f"/admin/careers/role/{draft.role_id}/step/submit/"
    page = client.get(saved["Location"]).content.decode()
    sent = step(client, draft.role_id, "submit", **form_fields(page, having="revision"))
    assert sent.status_code == 302
    draft.refresh_from_db()
    assert draft.state == VersionState.REVIEW
    assert offered(client, draft.role_id) == set()

    client.force_login(team.editor)
    assert offered(client, draft.role_id) == {"send-back", "publish", "discard", "rename"}
    assert step(client, draft.role_id, "send-back", reason="").status_code == 200
    step(client, draft.role_id, "send-back", reason="Say more of the nights.")
    client.force_login(team.contributor)
    assert "Say more of the nights." in client.get(address).content.decode()

    client.force_login(team.editor)
    draft.refresh_from_db()
    actions.submit(version=draft, by=team.editor)
    page = client.get(f"/admin/careers/role/{draft.role_id}/step/publish/").content.decode()
    fields = form_fields(page, having="revision") | {"reason": WHY}
    assert step(client, draft.role_id, "publish", **fields).status_code == 302
    assert "Typed last." in client.get(draft.role.get_absolute_url()).content.decode()
    assert offered(client, draft.role_id) == {"start", "review-by", "rename", "retire"}


def test_checks_that_block_stop_publishing_and_say_where(
    client: Client, team: People, world: made.World
) -> None:
    version = actions.start_draft(
        role=None, by=team.editor, reason=WHY, content=a_content(work="It pays $90,000 a year.")
    )
    client.force_login(team.editor)
    response = step(client, version.role_id, "publish", revision="1", reason=WHY)
    html = response.content.decode()
    assert "Nothing was published: mend these first." in html
    assert f'href="/admin/careers/role/{version.role_id}/edit/#id_work"' in html
    assert "typed by hand" in html
    version.refresh_from_db()
    assert version.state == VersionState.DRAFT


def test_publishing_what_was_saved_after_one_read_it_is_refused(
    client: Client, team: People, draft: RoleVersion
) -> None:
    actions.save_draft(
        version=draft, content=a_content(work="Newer."), revision=1, by=team.contributor
    )
    actions.submit(version=draft, by=team.contributor)
    client.force_login(team.editor)
    html = step(client, draft.role_id, "publish", revision="1", reason=WHY).content.decode()
    assert "saved version 1 meanwhile" in html
    draft.refresh_from_db()
    assert draft.state == VersionState.REVIEW


@pytest.mark.parametrize("name", ["send-back", "publish", "rename", "retire"])
def test_contributor_is_told_what_only_editors_do(
    client: Client, team: People, draft: RoleVersion, live: Role, name: str
) -> None:
    actions.submit(version=draft, by=team.contributor)
    role_id = live.pk if name == "retire" else draft.role_id
    client.force_login(team.contributor)
    for response in (
        client.get(f"/admin/careers/role/{role_id}/step/{name}/"),
        step(client, role_id, name, reason=WHY, revision="1", slug="elsewhere"),
    ):
        assert response.status_code == 403
        assert "Only editors" in response.content.decode()
        assert 'type="submit" class="default"' not in response.content.decode()
    live.refresh_from_db()
    assert (live.status, Role.objects.filter(slug="elsewhere").exists()) == ("published", False)


def test_own_work_is_not_published_where_two_people_do(
    client: Client, team: People, settings: Settings, world: made.World
) -> None:
    version = actions.start_draft(role=None, by=team.editor, reason=WHY, content=a_content())
    client.force_login(team.editor)
    assert "publish" in offered(client, version.role_id)
    settings.WAYMARK_TWO_PEOPLE = True
    assert "publish" not in offered(client, version.role_id)
    response = step(client, version.role_id, "publish", revision="1", reason=WHY)
    assert (response.status_code, "somebody other" in response.content.decode()) == (403, True)


def test_others_draft_is_read_but_not_written(
    client: Client, team: People, draft: RoleVersion
) -> None:
    client.force_login(team.other_contributor)
    address = f"/admin/careers/role/{draft.role_id}/edit/"
    html = client.get(address).content.decode()
    assert "only editors change others" in html
    assert 'name="work"' not in html
    client.force_login(team.contributor)
    data = form_fields(client.get(address).content.decode(), having="work")
    client.force_login(team.other_contributor)
    response = client.post(address, data | {"work": "Not mine to say."})
    assert response.status_code == 403
    assert "Not mine to say." in response.content.decode()
    draft.refresh_from_db()
    assert draft.revision == 1


def test_retiring_says_first_what_readers_will_see(
    client: Client, team: People, live: Role, world: made.World
) -> None:
    made.guide(world, slug="architect", title="Architect")
    client.force_login(team.editor)
    typed = {"successor": "Architect", "reason": WHY}
    html = step(client, live.pk, "retire", **typed).content.decode()
    assert "“It was retired. What it said is now part of Architect.” (/careers/architect/)" in html
    live.refresh_from_db()
    assert live.status == Status.PUBLISHED
    confirmed = form_fields(html, having="_confirmed")
    assert step(client, live.pk, "retire", **confirmed).status_code == 302
    response = client.get(live.get_absolute_url())
    assert (response.status_code, "Architect" in response.content.decode()) == (410, True)


def test_successor_that_is_no_guide_is_refused(client: Client, team: People, live: Role) -> None:
    client.force_login(team.editor)
    for name in ("nobody", live.slug):
        html = step(
            client, live.pk, "retire", successor=name, reason=WHY, _confirmed="1"
        ).content.decode()
        assert "errorlist" in html or "errornote" in html
    live.refresh_from_db()
    assert live.status == Status.PUBLISHED


def test_renaming_leaves_a_redirect(client: Client, team: People, live: Role) -> None:
    client.force_login(team.editor)
    old = live.get_absolute_url()
    html = step(client, live.pk, "rename", slug="systems-engineer", reason=WHY).content.decode()
    assert f"Readers who open {old} are led there, for good." in html
    step(client, live.pk, "rename", **form_fields(html, having="_confirmed"))
    assert FormerSlug.objects.get().role == live
    assert client.get(old)["Location"] == "/careers/systems-engineer/"
    html = step(client, live.pk, "rename", slug="no spaces", reason=WHY).content.decode()
    assert "Enter a valid" in html


def test_review_date_is_set_at_once(client: Client, team: People, live: Role) -> None:
    client.force_login(team.editor)
    step(client, live.pk, "review-by", review_by="2031-02-03", reason=WHY)
    live.refresh_from_db()
    assert str(live.review_by) == "2031-02-03"


def test_draft_beside_a_live_guide_is_begun_and_discarded(
    client: Client, team: People, live: Role
) -> None:
    client.force_login(team.contributor)
    page = client.get(f"/admin/careers/role/{live.pk}/edit/").content.decode()
    assert 'value="Start a draft"' in page
    step(client, live.pk, "start", reason="To say more.")
    version = RoleVersion.objects.open().get()
    assert version.author == team.contributor
    step(client, live.pk, "discard", reason="Not needed.")
    version.refresh_from_db()
    assert version.state == VersionState.DISCARDED


@pytest.mark.parametrize("name", ["submit", "send-back", "publish", "discard"])
def test_step_that_does_not_fit_says_so(
    client: Client, team: People, live: Role, name: str
) -> None:
    client.force_login(team.editor)
    response = step(client, live.pk, name, reason=WHY, revision="1")
    assert "No version of this guide is open." in response.content.decode()


def test_addresses_that_are_none_answer_404(client: Client, team: People, live: Role) -> None:
    client.force_login(team.editor)
    for path in (
        "999999/edit/",
        "999999/step/publish/",
        f"{live.pk}/step/fly/",
        "find/nothing/",
        "999999/typed/",
    ):
        assert client.get(f"/admin/careers/role/{path}").status_code == 404, path


def test_old_change_page_leads_to_the_form(client: Client, team: People, live: Role) -> None:
    client.force_login(team.contributor)
    response = client.get(f"/admin/careers/role/{live.pk}/change/")
    assert response["Location"] == f"/admin/careers/role/{live.pk}/edit/"
