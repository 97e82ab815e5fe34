"""Nothing typed is lost: two people in one guide, a session that ended, a form that was refused."""

from __future__ import annotations

import pytest
from django.test import Client

from careers import actions
from careers.editing import MoveTo
from careers.models import RoleVersion, VersionState
from tests.support.desk import (
    PASSWORD,
    People,
    a_content,
    content_now,
    form_address,
    opened,
    rich_content,
)
from tests.support.forms import form_fields

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("architect")]
WHY = "It was time."


@pytest.fixture
def draft(team: People) -> RoleVersion:
    return actions.start_draft(role=None, by=team.contributor, reason=WHY, content=rich_content())


@pytest.fixture
def conflict(client: Client, team: People, draft: RoleVersion) -> str:
    """The page that the second to save gets: both changed the work, each one thing alone."""
    client.force_login(team.editor)
    data = opened(client, draft) | {"work": "Mine.", "apart": "Only mine.", "moves-0-DELETE": "on"}
    theirs = rich_content(work="Theirs.", harder="Only theirs.")
    actions.save_draft(version=draft, content=theirs, revision=1, by=team.contributor)
    response = client.post(form_address(draft), data | {"_save": "1"})
    assert content_now(draft) == theirs
    return response.content.decode()


def test_second_to_save_is_told_who_was_first_and_what_differs(conflict: str) -> None:
    assert "saved version 1 meanwhile" in conflict
    assert "<del>Theirs.</del><ins>Mine.</ins>" in conflict
    fields = form_fields(conflict, having="work")
    assert fields["work"] == "Mine."
    chosen = {name: value for name, value in fields.items() if name.startswith("choose-")}
    assert chosen == {"choose-apart": "mine", "choose-harder": "theirs", "choose-moves": "mine"}
    assert "Both changed it." in conflict


def test_step_that_was_asked_for_without_a_session_keeps_its_reason_and_waits(
    client: Client, team: People, draft: RoleVersion
) -> None:
    address = f"/admin/careers/role/{draft.role_id}/step/send-back/"
    typed = {"reason": "Read twice by Ann."}
    actions.submit(version=draft, by=team.contributor)
    asked = client.post(address, typed)
    signing_in = form_fields(asked.content.decode(), having="password")
    signing_in |= {"username": "eve", "password": PASSWORD, "_sign_in": "1"}
    answer = client.post(address, signing_in)
    html = answer.content.decode()
    assert "Nothing was done yet" in html
    assert "Read twice by Ann." in html
    draft.refresh_from_db()
    assert draft.state == VersionState.REVIEW
    client.post(address, form_fields(html, having="reason"))
    draft.refresh_from_db()
    assert draft.state == VersionState.DRAFT


def test_choice_is_made_field_by_field(client: Client, draft: RoleVersion, conflict: str) -> None:
    fields = form_fields(conflict, having="work")
    unchosen = client.post(form_address(draft), fields | {"_chosen": "1"}).content.decode()
    assert "Choose for every field" in unchosen
    chosen = fields | {"choose-work": "theirs", "_chosen": "1"}
    assert client.post(form_address(draft), chosen).status_code == 302
    assert content_now(draft) == rich_content(
        work="Theirs.", harder="Only theirs.", apart="Only mine.", moves=()
    )


@pytest.mark.parametrize(
    ("whole", "work", "harder"),
    [("mine", "Mine.", a_content().harder), ("theirs", "Theirs.", "Only theirs.")],
)
def test_one_side_is_taken_whole(
    client: Client, draft: RoleVersion, conflict: str, whole: str, work: str, harder: str
) -> None:
    client.post(form_address(draft), form_fields(conflict, having="work") | {"_whole": whole})
    kept = content_now(draft)
    assert (kept.work, kept.harder) == (work, harder)


def test_chosen_text_is_edited_by_hand_before_it_is_saved(
    client: Client, draft: RoleVersion, conflict: str
) -> None:
    fields = form_fields(conflict, having="work") | {"choose-work": "mine", "_hand": "1"}
    again = client.post(form_address(draft), fields).content.decode()
    form = form_fields(again, having="work")
    assert (form["work"], form["harder"], form["apart"]) == ("Mine.", "Only theirs.", "Only mine.")
    assert content_now(draft).work == "Theirs."
    client.post(form_address(draft), form | {"work": "Mine and theirs.", "_save": "1"})
    assert content_now(draft).work == "Mine and theirs."


def test_third_save_between_is_told_once_more(
    client: Client, team: People, draft: RoleVersion, conflict: str
) -> None:
    third = rich_content(work="Third.")
    actions.save_draft(version=draft, content=third, revision=2, by=team.contributor)
    fields = form_fields(conflict, having="work") | {"choose-work": "mine", "_chosen": "1"}
    html = client.post(form_address(draft), fields).content.decode()
    assert "<del>Third.</del><ins>Mine.</ins>" in html
    assert content_now(draft) == third


@pytest.mark.parametrize("state", [{"revision": "x"}, {"revision": ""}, {"version": "-1"}])
def test_form_without_its_state_overwrites_nothing(
    client: Client, team: People, draft: RoleVersion, state: dict[str, str]
) -> None:
    client.force_login(team.editor)
    data = opened(client, draft) | {"work": "Mine."} | state
    html = client.post(form_address(draft), data | {"_save": "1"}).content.decode()
    assert "Nothing of yours is saved yet" in html
    assert form_fields(html, having="work")["work"] == "Mine."
    assert content_now(draft) == rich_content()


def test_text_typed_in_a_draft_that_was_discarded_becomes_a_new_draft(
    client: Client, team: People, draft: RoleVersion
) -> None:
    client.force_login(team.editor)
    data = opened(client, draft) | {"work": "Mine."}
    actions.discard(version=draft, by=team.contributor, reason=WHY)
    html = client.post(form_address(draft), data | {"_save": "1"}).content.decode()
    assert "Version 1 is discarded now." in html
    fields = form_fields(html, having="work") | {"_whole": "mine"}
    assert client.post(form_address(draft), fields).status_code == 302
    new = RoleVersion.objects.open().get()
    assert (new.number, new.author, actions.content_of(new).work) == (2, team.editor, "Mine.")


def test_draft_is_compared_with_what_was_published_since(
    client: Client, team: People, draft: RoleVersion
) -> None:
    content = rich_content(titles=())
    actions.save_draft(version=draft, content=content, revision=1, by=team.contributor)
    actions.publish(
        version=actions.submit(version=draft, by=team.contributor), by=team.editor, reason=WHY
    )
    mine = actions.start_draft(role=draft.role, by=team.editor, reason=WHY)
    RoleVersion.objects.filter(pk=mine.pk).update(based_on=None)
    client.force_login(team.editor)
    assert (
        "was published since this draft was begun"
        in client.get(form_address(mine)).content.decode()
    )
    changed = actions.content_of(mine)
    RoleVersion.objects.filter(pk=mine.pk).update(content=changed.to_json() | {"work": "Mine."})
    html = client.get(f"{form_address(mine)}?compare=1").content.decode()
    fields = form_fields(html, having="work") | {"_whole": "mine"}
    assert client.post(form_address(mine), fields).status_code == 302
    mine.refresh_from_db()
    assert mine.based_on == RoleVersion.objects.published().get(role=mine.role)
    assert actions.content_of(mine).work == "Mine."


def test_session_that_ended_costs_a_sign_in_and_not_the_text(
    client: Client, team: People, draft: RoleVersion
) -> None:
    client.force_login(team.contributor)
    data = opened(client, draft) | {"work": 'First line.\r\n\r\n- a\r\n"quoted" <b>'}
    client.logout()
    asked = client.post(form_address(draft), data | {"_save": "1"}).content.decode()
    fields = form_fields(asked, having="password")
    assert "Your session has ended" in asked
    wrong = {"username": "ann", "password": "wrong", "_sign_in": "1"}
    refused = client.post(form_address(draft), fields | wrong).content.decode()
    fields = form_fields(refused, having="password")
    back = client.post(form_address(draft), fields | wrong | {"password": PASSWORD})
    html = back.content.decode()
    assert "It is not saved yet" in html
    form = form_fields(html, having="work")
    assert form["work"] == data["work"]
    assert content_now(draft) == rich_content()
    assert client.post(form_address(draft), form | {"_save": "1"}).status_code == 302
    assert content_now(draft).work == data["work"].replace("\r\n", "\n")
    assert content_now(draft).moves == (MoveTo("architect", "up", "The next rung."),)


def test_guide_begun_after_the_session_ended_is_not_lost(client: Client, team: People) -> None:
    path = "/admin/careers/role/add/"
    asked = client.post(path, {"title": "Cloud Engineer", "reason": WHY}).content.decode()
    fields = form_fields(asked, having="password")
    assert fields["title"] == "Cloud Engineer"
    signed = {"username": "ann", "password": PASSWORD, "_sign_in": "1"}
    html = client.post(path, fields | signed).content.decode()
    assert form_fields(html, having="title")["title"] == "Cloud Engineer"
    assert not RoleVersion.objects.exists()


def test_sign_in_that_keeps_the_text_lets_in_only_those_who_may(
    client: Client, team: People, draft: RoleVersion
) -> None:
    data = {"work": "Anything.", "username": "ann", "password": "wrong", "_sign_in": "1"}
    for _ in range(2):
        html = client.post(form_address(draft), data).content.decode()
        assert 'name="password"' in html
        assert "wrong" not in html
    assert "_auth_user_id" not in client.session
    get = client.get(form_address(draft))
    assert get["Location"].startswith("/admin/login/")


def test_form_refused_for_its_token_comes_back_with_the_text(
    team: People, draft: RoleVersion
) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(team.contributor)
    data = opened(client, draft) | {"work": "Typed.\r\nTwice."}
    del client.cookies["csrftoken"]
    response = client.post(form_address(draft), data | {"_save": "1"})
    html = response.content.decode()
    assert response.status_code == 403
    fields = form_fields(html, having="work")
    assert fields["work"] == data["work"]
    back = client.post(form_address(draft), fields)
    assert "It is not saved yet" in back.content.decode()
    assert content_now(draft) == rich_content()
    form = form_fields(back.content.decode(), having="work")
    assert client.post(form_address(draft), form | {"_save": "1"}).status_code == 302
    assert content_now(draft).work == "Typed.\nTwice."


def test_other_forms_refused_for_their_token_get_the_plain_page(team: People) -> None:
    client = Client(enforce_csrf_checks=True)
    for path in ("/admin/login/", "/nowhere/"):
        response = client.post(path, {"work": "Typed."})
        assert response.status_code in (403, 404)
        assert "Typed." not in response.content.decode()


def test_draft_submitted_meanwhile_is_told_and_the_text_stays(
    client: Client, team: People, draft: RoleVersion
) -> None:
    client.force_login(team.contributor)
    data = opened(client, draft) | {"work": "Too late."}
    actions.submit(version=draft, by=team.contributor)
    response = client.post(form_address(draft), data | {"_save": "1"})
    html = response.content.decode()
    assert response.status_code == 403
    assert "This draft waits for review" in html
    assert form_fields(html, having="work")["work"] == "Too late."
    draft.refresh_from_db()
    assert draft.state == VersionState.REVIEW
