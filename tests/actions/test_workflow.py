"""Draft, review, published, retired: what each step does, and what it refuses."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from careers import actions
from careers.editing import Ban, Mapped, MoveTo, SkillWord, of_role
from careers.models import (
    Event,
    Listing,
    Role,
    RoleVersion,
    VersionState,
)
from tests.support.desk import People, a_content, page, publish_new, rich_content
from tests.views import made

pytestmark = pytest.mark.django_db
WHY = "It was time."


def test_guide_from_nothing_is_seen_once_it_is_published(team: People, client: Client) -> None:
    version = actions.start_draft(role=None, by=team.contributor, reason=WHY, content=a_content())
    assert version.role.slug == "platform-engineer"
    assert client.get("/careers/platform-engineer/").status_code == 404

    version = actions.submit(version=version, by=team.contributor)
    assert version.state == VersionState.REVIEW
    version = actions.publish(version=version, by=team.editor, reason=WHY)
    assert (version.state, version.decided_by) == (VersionState.PUBLISHED, team.editor)
    assert "alarms" in page(client, "platform-engineer")
    assert Listing.objects.filter(key="platform-engineer").exists()


def test_published_content_is_the_guide_with_all_its_rows(team: People, architect: Role) -> None:
    content = rich_content(bans=(Ban("architect", "Not akin."),), reviewed_by="Jo Doe")
    version = publish_new(team, **{name: getattr(content, name) for name in content.__slots__})
    assert of_role(version.role) == content


def test_draft_beside_a_published_guide_changes_nothing_readers_see(
    team: People, client: Client
) -> None:
    live = publish_new(team)
    before = of_role(live.role)
    draft = actions.start_draft(role=live.role, by=team.contributor, reason=WHY)
    actions.save_draft(
        version=draft, content=a_content(work="Zymurgy."), revision=1, by=team.contributor
    )
    assert of_role(Role.objects.get(pk=live.role_id)) == before
    assert "Zymurgy" not in page(client, "platform-engineer")


def test_publishing_makes_the_version_before_an_earlier_one(team: People) -> None:
    first = publish_new(team)
    draft = actions.start_draft(role=first.role, by=team.editor, reason=WHY)
    draft = actions.save_draft(
        version=draft, content=a_content(title="Ground Engineer"), revision=1, by=team.editor
    )
    actions.publish(version=draft, by=team.editor, reason=WHY)
    states = RoleVersion.objects.order_by("number").values_list("number", "state")
    assert list(states) == [(1, VersionState.SUPERSEDED), (2, VersionState.PUBLISHED)]


def test_pages_that_name_a_guide_follow_its_new_title(
    team: People, architect: Role, client: Client
) -> None:
    publish_new(team, moves=(MoveTo("architect", "up", "Next."),))
    draft = actions.start_draft(role=architect, by=team.editor, reason=WHY)
    content = replace(of_role(architect), title="Chief Architect")
    draft = actions.save_draft(version=draft, content=content, revision=1, by=team.editor)
    actions.publish(version=draft, by=team.editor, reason=WHY)
    assert "Chief Architect" in page(client, "platform-engineer")


def test_banned_guide_is_not_named_as_related(
    team: People, architect: Role, client: Client
) -> None:
    publish_new(team)
    assert 'href="/careers/architect/"' in page(client, "platform-engineer")
    role = Role.objects.get(slug="platform-engineer")
    draft = actions.start_draft(role=role, by=team.editor, reason=WHY)
    content = a_content(bans=(Ban("architect", "Not akin."),))
    draft = actions.save_draft(version=draft, content=content, revision=1, by=team.editor)
    actions.publish(version=draft, by=team.editor, reason=WHY)
    assert 'href="/careers/architect/"' not in page(client, "platform-engineer")
    assert 'href="/careers/platform-engineer/"' in page(client, "architect")


def test_second_to_save_is_told_and_sees_what_is_held(team: People) -> None:
    draft = actions.start_draft(role=None, by=team.editor, reason=WHY, content=a_content())
    first, second = a_content(work="First."), a_content(work="Second.")
    actions.save_draft(version=draft, content=first, revision=1, by=team.editor)
    with pytest.raises(actions.Conflict) as caught:
        actions.save_draft(version=draft, content=second, revision=1, by=team.other_editor)
    assert caught.value.content == first
    assert caught.value.current is not None
    assert caught.value.current.revision == 2
    assert "eve" in str(caught.value)


def test_save_that_changes_nothing_is_none(team: People) -> None:
    draft = actions.start_draft(role=None, by=team.editor, reason=WHY, content=a_content())
    again = actions.save_draft(version=draft, content=a_content(), revision=1, by=team.editor)
    assert again.revision == 1
    assert not Event.objects.filter(action="saved").exists()


def test_second_draft_of_a_guide_is_refused(team: People) -> None:
    draft = actions.start_draft(role=None, by=team.contributor, reason=WHY, content=a_content())
    with pytest.raises(actions.Conflict, match="ann has begun version 1"):
        actions.start_draft(role=draft.role, by=team.editor, reason=WHY)


def test_text_saved_after_the_publisher_read_it_is_not_published(team: People) -> None:
    draft = actions.start_draft(role=None, by=team.contributor, reason=WHY, content=a_content())
    actions.submit(version=draft, by=team.contributor)
    actions.save_draft(
        version=draft, content=a_content(work="Mended."), revision=1, by=team.other_editor
    )
    with pytest.raises(actions.Conflict, match="edo saved"):
        actions.publish(version=draft, by=team.editor, reason=WHY, revision=1)
    assert not Role.objects.published().exists()


def test_draft_does_not_publish_over_what_came_out_since_it_was_begun(team: People) -> None:
    live = publish_new(team)
    draft = actions.start_draft(role=live.role, by=team.editor, reason=WHY)
    draft = actions.save_draft(
        version=draft, content=a_content(work="From the draft."), revision=1, by=team.editor
    )
    shipped = a_content(work="From a file.")
    actions.publish_shipped(role=live.role, content=shipped, sha256="a" * 64)
    with pytest.raises(actions.Conflict, match="Version 3 was published") as caught:
        actions.publish(version=draft, by=team.editor, reason=WHY)
    assert caught.value.content == shipped

    mended = actions.save_draft(
        version=draft,
        content=a_content(work="From both."),
        revision=draft.revision,
        by=team.editor,
        seen=3,
    )
    actions.publish(version=mended, by=team.editor, reason=WHY)
    assert Role.objects.get().work == "From both."


def test_comparing_with_a_version_that_is_no_longer_published_is_not_enough(team: People) -> None:
    live = publish_new(team)
    draft = actions.start_draft(role=live.role, by=team.editor, reason=WHY)
    for number in (1, 2):
        content = a_content(work=f"From file {number}.")
        actions.publish_shipped(role=live.role, content=content, sha256=str(number) * 64)
    with pytest.raises(actions.Conflict, match="Version 4 was published"):
        actions.save_draft(
            version=draft, content=a_content(work="Mine."), revision=1, by=team.editor, seen=3
        )


def test_sent_back_draft_is_mended_and_sent_again(team: People) -> None:
    draft = actions.start_draft(role=None, by=team.contributor, reason=WHY, content=a_content())
    actions.submit(version=draft, by=team.contributor)
    draft = actions.send_back(version=draft, by=team.editor, reason="The day is missing.")
    assert (draft.state, draft.decision_note) == (VersionState.DRAFT, "The day is missing.")
    draft = actions.save_draft(
        version=draft, content=a_content(work="The day."), revision=1, by=team.contributor
    )
    assert actions.submit(version=draft, by=team.contributor).state == VersionState.REVIEW


def test_checks_that_are_not_met_keep_a_guide_from_being_published(team: People) -> None:
    draft = actions.start_draft(
        role=None, by=team.editor, reason=WHY, content=a_content(work="It pays $90,000.")
    )
    with pytest.raises(actions.Blocked) as caught:
        actions.publish(version=draft, by=team.editor, reason=WHY)
    assert [check.field for check in caught.value.checks] == ["work"]
    draft.refresh_from_db()
    assert draft.state == VersionState.DRAFT


def test_figures_of_the_day_are_kept_with_the_version(team: People) -> None:
    figures = publish_new(team).figures
    assert figures["pay"] == 135_980
    assert figures["growth"] == 15.8


def test_title_of_another_published_guide_is_not_taken_from_it(
    team: People, world: made.World
) -> None:
    made.guide(world)
    draft = actions.start_draft(
        role=None,
        by=None,
        reason=WHY,
        content=a_content(titles=("software-systems-engineer",)),
    )
    with pytest.raises(actions.Blocked):
        actions.publish(version=draft, by=None, reason=WHY)
    with pytest.raises(ValidationError, match="answers for software-systems-engineer already"):
        actions.publish_shipped(
            role=draft.role, content=a_content(titles=("software-systems-engineer",)), sha256="a"
        )


def test_restored_version_is_a_draft_and_readers_see_no_change(
    team: People, client: Client
) -> None:
    first = publish_new(team)
    draft = actions.start_draft(role=first.role, by=team.editor, reason=WHY)
    draft = actions.save_draft(
        version=draft, content=a_content(work="Second thoughts."), revision=1, by=team.editor
    )
    actions.publish(version=draft, by=team.editor, reason=WHY)
    restored = actions.restore(version=first, by=team.contributor, reason="The first was better.")
    assert (restored.number, restored.state) == (3, VersionState.DRAFT)
    assert actions.content_of(restored) == a_content()
    assert "Second thoughts." in page(client, "platform-engineer")


def test_discarded_draft_makes_room_and_can_be_restored(team: People) -> None:
    draft = actions.start_draft(role=None, by=team.contributor, reason=WHY, content=a_content())
    draft = actions.discard(version=draft, by=team.contributor, reason="Another time.")
    restored = actions.restore(version=draft, by=team.contributor, reason="Now.")
    assert actions.content_of(restored) == a_content()
    with pytest.raises(actions.Conflict, match="discarded now"):
        actions.submit(version=draft, by=team.contributor)


def test_review_date_is_set_and_an_open_draft_follows(team: People) -> None:
    live = publish_new(team)
    draft = actions.start_draft(role=live.role, by=team.editor, reason=WHY)
    draft = actions.save_draft(
        version=draft, content=a_content(work="New words."), revision=1, by=team.editor
    )
    day = date(2098, 5, 1)
    version = actions.set_review_by(role=live.role, review_by=day, by=team.editor, reason=WHY)
    assert Role.objects.get().review_by == day
    assert version.state == VersionState.PUBLISHED
    draft.refresh_from_db()
    assert (draft.based_on, draft.revision) == (version, 3)
    assert actions.content_of(draft) == a_content(work="New words.", review_by=day)
    actions.publish(version=draft, by=team.editor, reason=WHY)


def test_draft_with_a_sector_of_its_own_keeps_it(team: People, world: made.World) -> None:
    live = publish_new(team)
    draft = actions.start_draft(role=live.role, by=team.editor, reason=WHY)
    draft = actions.save_draft(
        version=draft, content=a_content(level="senior"), revision=1, by=team.editor
    )
    actions.amend(role=live.role, by=team.editor, reason=WHY, level="junior")
    draft.refresh_from_db()
    assert actions.content_of(draft).level == "senior"
    assert Role.objects.get().level == "junior"


def test_text_is_not_changed_without_a_draft(team: People) -> None:
    live = publish_new(team)
    with pytest.raises(ValidationError, match="Only these"):
        actions.amend(role=live.role, by=team.editor, reason=WHY, work="Other.")


@pytest.mark.parametrize(
    "content",
    [
        a_content(sector="nowhere"),
        a_content(level="boss"),
        a_content(title=""),
        a_content(occupations=()),
        a_content(occupations=(Mapped("99-9999.99", None, "x"),)),
        a_content(occupations=(Mapped("15-1252.00", None, "{jobs}"),)),
        a_content(occupations=(Mapped("15-1252.00", None, "x"), Mapped("15-1252.00", 0.5, "y"))),
        a_content(titles=("no-such-title",)),
        a_content(skills=(SkillWord("9.Z", "pin", "x"),)),
        a_content(skills=(SkillWord("2.B.3.e", "love", "x"),)),
        a_content(moves=(MoveTo("nowhere", "up", "x"),)),
        a_content(moves=(MoveTo("platform-engineer", "up", "x"),)),
        a_content(moves=(MoveTo("architect", "sideways", "x"),)),
        a_content(bans=(Ban("nowhere", "x"),)),
        a_content(work="It pays {pay_medain}."),
        a_content(summary=""),
        a_content(title="x" * 300),
    ],
    ids=str,
)
def test_content_that_cannot_be_the_guide_is_refused_whole(
    team: People, architect: Role, content: object
) -> None:
    live = publish_new(team)
    before = of_role(live.role)
    with pytest.raises(ValidationError):
        actions.publish_shipped(role=live.role, content=content, sha256="a" * 64)  # type: ignore[arg-type]
    assert of_role(Role.objects.get(pk=live.role_id)) == before
    assert RoleVersion.objects.filter(role=live.role).count() == 1


def test_guide_from_before_versions_gets_its_first_when_it_is_next_worked_on(
    team: People, world: made.World
) -> None:
    guide = made.guide(world)
    draft = actions.start_draft(role=guide, by=team.editor, reason=WHY)
    first = RoleVersion.objects.get(number=1)
    assert (first.state, first.author_name) == (VersionState.PUBLISHED, "not recorded")
    assert draft.based_on == first
    assert actions.content_of(first) == of_role(guide)


def test_every_step_is_on_record_with_who_and_why(team: People) -> None:
    draft = actions.start_draft(
        role=None, by=team.contributor, reason="It was missing.", content=a_content()
    )
    actions.submit(version=draft, by=team.contributor)
    actions.send_back(version=draft, by=team.editor, reason="Too short.")
    actions.submit(version=draft, by=team.contributor)
    actions.publish(version=draft, by=team.editor, reason="Good now.")
    actions.rename(role=draft.role, slug="ground-engineer", reason="Plainer.", by=team.editor)
    actions.retire(role=draft.role, successor=None, reason="Merged.", by=team.administrator)
    told = list(Event.objects.order_by("pk").values_list("actor_name", "action", "subject"))
    assert told == [
        ("ann", "started", "platform-engineer"),
        ("ann", "submitted", "platform-engineer"),
        ("eve", "sent back", "platform-engineer"),
        ("ann", "submitted", "platform-engineer"),
        ("eve", "published", "platform-engineer"),
        ("eve", "renamed", "ground-engineer"),
        ("ada", "retired", "ground-engineer"),
    ]
    event = Event.objects.get(action="sent back")
    assert "Too short." in event.summary
    assert event.details["version"] == 1


def test_name_stays_on_record_when_the_account_goes(team: People) -> None:
    version = publish_new(team)
    team.editor.delete()
    version.refresh_from_db()
    event = Event.objects.get(action="published")
    assert (version.author, version.author_name) == (None, "eve")
    assert (event.actor, event.actor_name) == (None, "eve")


def test_events_are_neither_changed_nor_deleted(team: People) -> None:
    publish_new(team)
    event = Event.objects.latest("pk")
    event.summary = "Nothing happened."
    for wrong in (event.save, event.delete, Event.objects.all().delete):
        with pytest.raises(TypeError):
            wrong()
    with pytest.raises(TypeError):
        Event.objects.update(summary="Nothing happened.")


@pytest.mark.parametrize("step", ["start", "send back", "publish", "retire", "rename", "discard"])
def test_step_without_a_reason_is_refused(team: People, step: str) -> None:
    draft = actions.start_draft(role=None, by=team.editor, reason=WHY, content=a_content())
    steps = {
        "start": lambda: actions.start_draft(
            role=None, by=team.editor, reason=" ", slug="x", content=a_content()
        ),
        "discard": lambda: actions.discard(version=draft, by=team.editor, reason=" "),
        "send back": lambda: actions.send_back(
            version=actions.submit(version=draft, by=team.editor), by=team.editor, reason=""
        ),
        "publish": lambda: actions.publish(version=draft, by=team.editor, reason=" "),
        "retire": lambda: actions.retire(
            role=draft.role, successor=None, by=team.editor, reason=" "
        ),
        "rename": lambda: actions.rename(role=draft.role, slug="y", by=team.editor, reason=""),
    }
    with pytest.raises(ValidationError, match="Say why"):
        steps[step]()
