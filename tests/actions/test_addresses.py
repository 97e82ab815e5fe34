"""Guides retired and renamed: where their addresses lead."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from careers import actions
from careers.editing import MoveTo
from careers.models import (
    FormerSlug,
    Role,
    RoleVersion,
    Status,
)
from tests.support.desk import People, a_content, page, publish_new
from tests.views import made

pytestmark = pytest.mark.django_db
WHY = "It was time."


def test_retired_guide_is_gone_and_names_its_successor(
    team: People, architect: Role, client: Client
) -> None:
    live = publish_new(team)
    actions.retire(
        role=live.role, successor=architect, reason="Nobody says so now.", by=team.editor
    )
    response = client.get("/careers/platform-engineer/")
    assert response.status_code == 410
    assert 'href="/careers/architect/"' in response.content.decode()
    assert 'href="/careers/platform-engineer/"' not in page(client, "architect")
    assert not RoleVersion.objects.published().filter(role=live.role).exists()


def test_retired_guide_comes_back_by_a_new_version(team: People, client: Client) -> None:
    live = publish_new(team)
    actions.retire(role=live.role, successor=None, reason=WHY, by=team.editor)
    draft = actions.restore(version=live, by=team.editor, reason=WHY)
    actions.publish(version=draft, by=team.editor, reason=WHY)
    assert client.get("/careers/platform-engineer/").status_code == 200


def test_draft_of_a_guide_that_was_retired_meanwhile_is_not_published_unseen(
    team: People,
) -> None:
    live = publish_new(team)
    draft = actions.start_draft(role=live.role, by=team.editor, reason=WHY)
    actions.retire(role=live.role, successor=None, reason=WHY, by=team.editor)
    with pytest.raises(actions.Conflict, match="was retired"):
        actions.publish(version=draft, by=team.editor, reason=WHY)


def test_successor_that_readers_do_not_see_is_refused(team: People) -> None:
    live = publish_new(team)
    draft = actions.start_draft(
        role=None, by=team.editor, reason=WHY, slug="other", content=a_content()
    )
    with pytest.raises(ValidationError, match="do not see"):
        actions.retire(role=live.role, successor=draft.role, reason=WHY, by=team.editor)
    with pytest.raises(ValidationError, match="leads back"):
        actions.retire(role=live.role, successor=live.role, reason=WHY, by=team.editor)
    assert Role.objects.get(pk=live.role_id).status == Status.PUBLISHED


@pytest.mark.parametrize("suffix", ["/", ".json", "/working/", "/places/", "/places.csv"])
def test_former_address_of_a_guide_and_of_its_twins_redirects(
    team: People, client: Client, suffix: str
) -> None:
    live = publish_new(team)
    actions.rename(role=live.role, slug="ground-engineer", reason=WHY, by=team.editor)
    response = client.get(f"/careers/platform-engineer{suffix}")
    assert (response.status_code, response["Location"]) == (
        301,
        f"/careers/ground-engineer{suffix}",
    )
    assert client.get(f"/careers/ground-engineer{suffix}").status_code == 200


def test_former_address_redirects_even_where_a_title_has_it(
    team: People, world: made.World, client: Client
) -> None:
    guide = made.guide(world)
    guide.answers_for.all().delete()
    actions.rename(role=guide, slug="systems-engineer", reason=WHY, by=team.editor)
    response = client.get("/careers/software-systems-engineer/")
    assert response["Location"] == "/careers/systems-engineer/"


def test_moves_to_a_renamed_guide_lead_to_its_new_address(
    team: People, architect: Role, client: Client
) -> None:
    live = publish_new(team, moves=(MoveTo("architect", "up", "Next."),))
    actions.rename(role=architect, slug="chief-architect", reason=WHY, by=team.editor)
    assert 'href="/careers/chief-architect/"' in page(client, "platform-engineer")
    draft = actions.restore(version=live, by=team.editor, reason=WHY)
    actions.publish(version=draft, by=team.editor, reason=WHY)
    assert 'href="/careers/chief-architect/"' in page(client, "platform-engineer")


def test_guide_renamed_back_has_its_first_address_again(team: People, client: Client) -> None:
    live = publish_new(team)
    actions.rename(role=live.role, slug="ground-engineer", reason=WHY, by=team.editor)
    actions.rename(role=live.role, slug="platform-engineer", reason=WHY, by=team.editor)
    assert client.get("/careers/platform-engineer/").status_code == 200
    assert list(FormerSlug.objects.values_list("slug", flat=True)) == ["ground-engineer"]


@pytest.mark.parametrize("slug", ["architect", "platform-engineer", "Not a slug", "", "x" * 200])
def test_address_that_is_taken_or_none_is_refused(
    team: People, world: made.World, architect: Role, slug: str
) -> None:
    live = publish_new(team)
    actions.rename(role=live.role, slug="ground-engineer", reason=WHY, by=team.editor)
    other = made.guide(world, slug="other", title="Other")
    with pytest.raises(ValidationError):
        actions.rename(role=other, slug=slug, reason=WHY, by=team.editor)
    assert Role.objects.get(pk=other.pk).slug == "other"


def test_new_guide_does_not_take_an_address_that_redirects(team: People) -> None:
    live = publish_new(team)
    actions.rename(role=live.role, slug="ground-engineer", reason=WHY, by=team.editor)
    with pytest.raises(ValidationError, match="leads on"):
        actions.start_draft(role=None, by=team.editor, reason=WHY, content=a_content())
