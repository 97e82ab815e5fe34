"""The history of guides in the admin: versions, what differs, restoring, who did what."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from careers import actions
from careers.editing import MoveTo, SkillWord
from careers.models import Event, Role, RoleVersion, VersionState
from tests.support.desk import People, a_content
from tests.views import made

pytestmark = pytest.mark.django_db
WHY = "It was time."
LIST_QUERIES, COMPARE_QUERIES = 9, 15


@pytest.fixture
def role(team: People, architect: Role) -> Role:
    """A guide with two published versions and a draft."""
    first = actions.start_draft(role=None, by=team.editor, reason="New.", content=a_content())
    actions.publish(version=first, by=team.editor, reason=WHY)
    second = actions.start_draft(role=first.role, by=team.contributor, reason="More <b>words</b>.")
    content = a_content(
        work="Mornings go to wires. Then you mend what rang twice.",
        skills=(SkillWord("2.B.3.e", "pin", "It decides the day."),),
        moves=(MoveTo("architect", "up", "The next rung."),),
    )
    second = actions.save_draft(version=second, content=content, revision=1, by=team.contributor)
    actions.submit(version=second, by=team.contributor)
    actions.publish(version=second, by=team.editor, reason="Better.")
    actions.start_draft(role=first.role, by=team.contributor, reason="Third.")
    return Role.objects.get(pk=first.role_id)


def signed_in(client: Client, user: User) -> Client:
    client.force_login(user)
    return client


def versions(client: Client, role: Role, query: str = "") -> str:
    response = client.get(f"/admin/careers/role/{role.pk}/versions/{query}")
    assert response.status_code == 200
    return response.content.decode()


def test_versions_are_listed_with_who_when_and_why(
    client: Client, team: People, role: Role
) -> None:
    html = versions(signed_in(client, team.contributor), role)
    assert "More &lt;b&gt;words&lt;/b&gt;." in html
    for words in ("Better.", "Third.", "Draft", "Earlier", "by eve"):
        assert words in html


def test_difference_shows_words_rows_and_names(client: Client, team: People, role: Role) -> None:
    html = versions(signed_in(client, team.contributor), role, "?a=1&b=2")
    assert "<del>alarms. </del><ins>wires. </ins>" in html
    assert "<ins>Programming</ins>" in html
    assert "<ins>Architect</ins>" in html
    assert "Step up. The next rung." in html
    assert "Nothing differs" in versions(client, role, "?a=2&b=3")


@pytest.mark.parametrize(
    "query", ["?a=1", "?a=1&b=99", "?a=x&b=2", "?a=-1&b=2", "?a=٣&b=2", "?page=-1", "?page=1e9"]
)
def test_numbers_that_are_no_versions_leave_the_list(
    client: Client, team: People, role: Role, query: str
) -> None:
    assert (
        "From version"
        not in versions(signed_in(client, team.editor), role, query).split("<table")[0]
    )


def test_version_is_restored_as_a_draft(client: Client, team: People, role: Role) -> None:
    open_version = RoleVersion.objects.open().get()
    actions.discard(version=open_version, by=team.editor, reason=WHY)
    first = RoleVersion.objects.get(role=role, number=1)
    address = f"/admin/careers/roleversion/{first.pk}/restore/"
    signed_in(client, team.contributor)
    assert client.post(address, {"reason": " "}).status_code == 200
    assert not RoleVersion.objects.open().exists()

    response = client.post(address, {"reason": "The first was better."}, follow=True)
    draft = RoleVersion.objects.open().get()
    assert actions.content_of(draft) == actions.content_of(first)
    assert draft.reason == "The first was better."
    assert "Version 4 is a draft with its text." in response.content.decode()


def test_restoring_beside_an_open_draft_is_told(client: Client, team: People, role: Role) -> None:
    first = RoleVersion.objects.get(role=role, number=1)
    address = f"/admin/careers/roleversion/{first.pk}/restore/"
    html = signed_in(client, team.editor).post(address, {"reason": WHY}).content.decode()
    assert "Ann has begun version 3 of this guide." in html


def test_restoring_is_asked_for_by_get_and_done_by_post(
    client: Client, team: People, role: Role
) -> None:
    actions.discard(version=RoleVersion.objects.open().get(), by=team.editor, reason=WHY)
    first = RoleVersion.objects.get(role=role, number=1)
    signed_in(client, team.editor).get(f"/admin/careers/roleversion/{first.pk}/restore/?reason=x")
    assert not RoleVersion.objects.open().exists()


def test_preview_and_link_for_those_who_may(client: Client, team: People, role: Role) -> None:
    draft = RoleVersion.objects.open().get()
    signed_in(client, team.contributor)
    response = client.get(f"/admin/careers/roleversion/{draft.pk}/preview/")
    assert "Preview of version 3, draft." in response.content.decode()
    assert "no-store" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex"
    address = f"/admin/careers/roleversion/{draft.pk}/link/"
    assert "/preview/" not in client.get(address).content.decode().replace("roleversion", "")
    html = client.post(address).content.decode()
    link = html.split('class="preview-link" href="http://testserver')[1].split('"')[0]
    assert Client().get(link).status_code == 200
    assert Event.objects.filter(action="shared", actor=team.contributor).exists()


@pytest.mark.parametrize("name", ["preview", "link", "restore"])
def test_pages_of_versions_are_for_staff_who_may(
    client: Client, role: Role, world: made.World, name: str
) -> None:
    version = RoleVersion.objects.open().get()
    addresses = [
        f"/admin/careers/roleversion/{version.pk}/{name}/",
        f"/admin/careers/role/{role.pk}/versions/",
    ]
    for address in addresses:
        assert client.get(address).status_code == 302
    client.force_login(User.objects.create_user("staff", is_staff=True))
    for address in addresses:
        assert client.get(address).status_code == 403


def test_history_button_leads_to_the_versions(client: Client, team: People, role: Role) -> None:
    response = signed_in(client, team.editor).get(f"/admin/careers/role/{role.pk}/history/")
    assert response["Location"] == f"/admin/careers/role/{role.pk}/versions/"


def test_version_in_the_list_leads_to_what_it_changed(
    client: Client, team: People, role: Role
) -> None:
    second = RoleVersion.objects.get(role=role, number=2)
    response = signed_in(client, team.editor).get(f"/admin/careers/roleversion/{second.pk}/change/")
    assert response["Location"] == f"/admin/careers/role/{role.pk}/versions/?a=1&b=2"


@pytest.mark.parametrize("model", ["roleversion", "event"])
def test_record_is_read_and_searched_but_not_changed(
    client: Client, team: People, role: Role, model: str
) -> None:
    signed_in(client, team.administrator)
    html = client.get(f"/admin/careers/{model}/", {"q": "platform"}).content.decode()
    assert "Platform Engineer" in html or "platform-engineer" in html
    kind = RoleVersion if model == "roleversion" else Event
    pk = kind._default_manager.latest("pk").pk
    assert client.get(f"/admin/careers/{model}/add/").status_code == 403
    assert client.get(f"/admin/careers/{model}/{pk}/delete/").status_code == 403
    assert client.post(f"/admin/careers/{model}/{pk}/delete/", {"post": "yes"}).status_code == 403
    assert client.post(f"/admin/careers/{model}/{pk}/change/", {"summary": "x"}).status_code != 200


def test_events_are_filtered_by_what_was_done(client: Client, team: People, role: Role) -> None:
    signed_in(client, team.editor)
    html = client.get("/admin/careers/event/", {"action": "submitted"}).content.decode()
    assert "sent for review version 2" in html
    assert "published version" not in html


def test_queries_do_not_grow_with_the_versions(
    client: Client,
    team: People,
    role: Role,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    signed_in(client, team.administrator)
    lists = ("/admin/careers/roleversion/", "/admin/careers/roleversion/?state__exact=superseded")
    for round_ in range(2):
        for address in (
            *lists,
            "/admin/careers/event/",
            f"/admin/careers/role/{role.pk}/versions/",
        ):
            with django_assert_max_num_queries(LIST_QUERIES):
                assert client.get(address).status_code == 200
        with django_assert_max_num_queries(COMPARE_QUERIES):
            versions(client, role, "?a=1&b=2")
        if round_ == 0:
            _many(role, 300)


def _many(role: Role, count: int) -> None:
    now = timezone.now()
    RoleVersion.objects.bulk_create(
        RoleVersion(
            role=role,
            number=number,
            state=VersionState.SUPERSEDED,
            schema=1,
            content=a_content().to_json(),
            reason="One of many.",
            author_name="eve",
            created_at=now,
            updated_at=now,
        )
        for number in range(4, 4 + count)
    )
    Event.objects.bulk_create(
        Event(actor_name="eve", action="saved", subject_kind="guide", subject="x", summary="x")
        for _ in range(count)
    )


def test_draft_is_deleted_on_record_but_not_what_was_published(
    client: Client, team: People, role: Role
) -> None:
    draft = actions.start_draft(
        role=None, by=team.editor, reason=WHY, slug="never-seen", content=a_content()
    )
    signed_in(client, User.objects.create_superuser("root"))
    client.post(f"/admin/careers/role/{draft.role_id}/delete/", {"post": "yes"})
    assert not Role.objects.filter(slug="never-seen").exists()
    assert Event.objects.filter(action="deleted", subject="never-seen").exists()
    response = client.post(f"/admin/careers/role/{role.pk}/delete/", {"post": "yes"})
    assert response.status_code == 403
