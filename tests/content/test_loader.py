"""Loading the shipped guides: published as versions, never over what an editor published."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client

from careers import actions
from careers.content.errors import ContentError
from careers.content.loader import load
from careers.models import FormerSlug, Role, RoleVersion, VersionState
from tests.support.desk import People, a_content, people
from tests.support.world import every_row
from tests.views import made

pytestmark = pytest.mark.django_db

SECTORS = '[[sectors]]\nslug = "engineering"\nname = "E"\nsummary = "S"\norder = 1\ngroups = []\n'
GUIDE = """+++
title = "{title}"
sector = "engineering"
level = "mid"
titles = {titles}
review_by = "2027-11-01"
[[occupations]]
code = "15-1252.00"
reason = "The work itself."
[[moves]]
to = "{to}"
kind = "across"
reason = "Near by."
[[sources]]
title = "Handbook"
url = "https://www.bls.gov/ooh/"
+++

## Summary
{words}

## What the work is like
It is work.

## What you need to understand
Much.

## What sets it apart
Little.

## Harder than it looks
Yes.

## Who thrives
- You.

## Who may find it hard
- They.

## Ways in
A door.

## Where it sits
There.
"""


def write(folder: Path, slug: str, **values: str) -> None:
    other = {"alpha": "beta", "beta": "alpha"}[slug]
    defaults = {"title": slug.title(), "to": other, "words": f"You do {slug}.", "titles": "[]"}
    (folder / "roles" / f"{slug}.md").write_text(GUIDE.format(**(defaults | values)))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two guides that lead to each other, over the facts of `made.world`."""
    made.world()
    (tmp_path / "roles").mkdir()
    (tmp_path / "sectors.toml").write_text(SECTORS)
    (tmp_path / "skills.toml").write_text("")
    write(tmp_path, "alpha", titles='["Software Systems Engineer"]')
    write(tmp_path, "beta")
    return tmp_path


@pytest.fixture
def team(folder: Path) -> People:
    return people()


def test_shipped_guides_are_published_as_versions_of_the_project(
    folder: Path, client: Client
) -> None:
    assert load(folder).added == ["alpha", "beta"]
    versions = RoleVersion.objects.order_by("role__slug")
    assert [(v.role.slug, v.number, v.state, v.author_name) for v in versions] == [
        ("alpha", 1, VersionState.PUBLISHED, "the Waymark project"),
        ("beta", 1, VersionState.PUBLISHED, "the Waymark project"),
    ]
    html = client.get("/careers/beta/").content.decode()
    assert 'href="/careers/alpha/"' in html
    response = client.get("/careers/software-systems-engineer/")
    assert response["Location"] == "/careers/alpha/"


def test_second_load_changes_nothing(folder: Path) -> None:
    load(folder)
    before = every_row()
    assert load(folder).unchanged == ["alpha", "beta"]
    assert every_row() == before


def test_changed_file_is_a_new_version(folder: Path) -> None:
    load(folder)
    write(folder, "beta", words="You do more.")
    assert load(folder).updated == ["beta"]
    assert Role.objects.get(slug="beta").summary == "You do more."
    assert RoleVersion.objects.filter(role__slug="beta").count() == 2
    assert RoleVersion.objects.filter(role__slug="alpha").count() == 1


def publish_over(role: Role, team: People) -> None:
    draft = actions.start_draft(role=role, by=team.editor, reason="Better.")
    draft = actions.save_draft(
        version=draft, content=a_content(work="Ours."), revision=1, by=team.editor
    )
    actions.publish(version=draft, by=team.editor, reason="Better.")


def test_what_an_editor_published_over_is_kept(folder: Path, team: People) -> None:
    load(folder)
    publish_over(Role.objects.get(slug="beta"), team)
    write(folder, "beta", words="You do more.")
    assert load(folder).kept == ["beta"]
    assert Role.objects.get(slug="beta").work == "Ours."


def test_retired_guide_stays_retired(folder: Path, team: People) -> None:
    load(folder)
    beta = Role.objects.get(slug="beta")
    actions.retire(role=beta, successor=None, reason="Gone.", by=team.editor)
    write(folder, "beta", words="You do more.")
    assert load(folder).kept == ["beta"]
    assert Role.objects.get(slug="beta").status == "retired"


def test_renamed_guide_is_updated_where_it_now_is(folder: Path, team: People) -> None:
    load(folder)
    beta = Role.objects.get(slug="beta")
    actions.rename(role=beta, slug="gamma", reason="Plainer.", by=team.editor)
    write(folder, "beta", words="You do more.")
    assert load(folder).updated == ["beta"]
    assert Role.objects.get(pk=beta.pk).summary == "You do more."
    assert sorted(Role.objects.values_list("slug", flat=True)) == ["alpha", "gamma"]
    assert FormerSlug.objects.get().slug == "beta"


def test_title_that_an_editor_gave_to_another_guide_stays_there(folder: Path, team: People) -> None:
    made_by_hand = a_content(titles=("software-systems-engineer",))
    draft = actions.start_draft(
        role=None, by=team.editor, reason="New.", slug="own", content=made_by_hand
    )
    actions.publish(version=draft, by=team.editor, reason="New.")
    load(folder)
    assert list(Role.objects.get(slug="alpha").answers_for.all()) == []
    assert Role.objects.get(slug="own").answers_for.count() == 1


def test_draft_of_an_editor_stays_beside_a_new_shipped_version(folder: Path, team: People) -> None:
    load(folder)
    beta = Role.objects.get(slug="beta")
    draft = actions.start_draft(role=beta, by=team.editor, reason="Better.")
    write(folder, "beta", words="You do more.")
    load(folder)
    draft.refresh_from_db()
    assert draft.is_open
    with pytest.raises(actions.Conflict, match="Version 3 was published"):
        actions.publish(version=draft, by=team.editor, reason="Better.")


def test_guide_that_was_there_before_versions_gets_its_first(folder: Path) -> None:
    load(folder)
    RoleVersion.objects.all().delete()
    load(folder)
    assert RoleVersion.objects.published().count() == 2


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"to": "nowhere"}, "No guide has the address nowhere"),
        ({"titles": '["No Such Title"]'}, "no job title is called 'No Such Title'"),
        ({"words": "It pays {pay_medain}."}, "No such figure"),
    ],
)
def test_wrong_file_is_named_and_nothing_is_loaded(
    folder: Path, change: dict[str, str], message: str
) -> None:
    write(folder, "beta", **change)
    with pytest.raises(ContentError, match=f"beta.md: .*{message}"):
        load(folder)
    assert not Role.objects.exists()
