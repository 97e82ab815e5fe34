"""The desk: each list holds what the person may do something about, and stays short and cheap."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from careers import actions
from careers.admin import desk
from careers.models import (
    ReaderReport,
    ReleaseEffect,
    Role,
    RoleVersion,
    Status,
    VersionFindings,
    VersionState,
)
from tests.support.desk import People, a_content
from tests.views import made

pytestmark = pytest.mark.django_db
WHY = "It was time."
MOST_QUERIES = 15
FOR_WRITERS = {"sent-back", "drafts", "due", "checks", "release"}


def draft(by: User, slug: str = "platform-engineer", **changes: object) -> RoleVersion:
    content = a_content(**({"title": slug.replace("-", " ").title()} | changes))
    return actions.start_draft(role=None, by=by, reason=WHY, slug=slug, content=content)


def submitted(by: User, slug: str = "platform-engineer") -> RoleVersion:
    return actions.submit(version=draft(by, slug), by=by)


def titles(by: User, name: str) -> list[str]:
    """What a list of somebody's desk holds."""
    by = User.objects.get(pk=by.pk)
    return next(
        ([line.title for line in one.lines] for one in desk.filled(by) if one.tray.name == name), []
    )


def shown(client: Client, by: User, path: str = "/admin/") -> str:
    client.force_login(by)
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def effect(world: made.World, slug: str, **figures: object) -> ReleaseEffect:
    return ReleaseEffect.objects.create(
        release=world.wages, act="imported", slug=slug, title=slug.title(), **figures
    )


def test_draft_is_its_authors_until_it_is_sent_back_and_sent_again(team: People) -> None:
    version = draft(team.contributor)
    assert titles(team.contributor, "drafts") == ["Platform Engineer"]
    assert titles(team.other_contributor, "drafts") == []

    actions.submit(version=version, by=team.contributor)
    assert titles(team.contributor, "drafts") == ["Platform Engineer"]
    actions.send_back(version=version, by=team.editor, reason="Say why.")
    assert titles(team.contributor, "drafts") == []
    assert titles(team.contributor, "sent-back") == ["Platform Engineer"]
    assert titles(team.editor, "sent-back") == []

    actions.submit(version=version, by=team.contributor)
    assert titles(team.contributor, "sent-back") == []
    actions.publish(version=version, by=team.editor, reason=WHY)
    assert titles(team.contributor, "drafts") == []


def test_what_was_said_stands_beside_a_draft_sent_back(client: Client, team: People) -> None:
    version = submitted(team.contributor)
    actions.send_back(version=version, by=team.editor, reason="Name the <b>tools</b>.")
    html = shown(client, team.contributor)
    assert "eve: Name the &lt;b&gt;tools&lt;/b&gt;." in html
    assert f'href="/admin/careers/role/{version.role_id}/edit/"' in html


@pytest.mark.parametrize("two_people", [False, True])
def test_review_waits_for_those_who_may_decide(
    team: People, settings: Settings, two_people: bool
) -> None:
    settings.WAYMARK_TWO_PEOPLE = two_people
    submitted(team.contributor, "platform-engineer")
    own = submitted(team.editor, "signal-engineer")
    everyone = (team.contributor, team.editor, team.other_editor, team.administrator)
    for by in everyone:
        waiting = set(actions.decidable(by).values_list("pk", flat=True))
        may = {
            version.pk
            for version in RoleVersion.objects.open()
            if not actions.against_publishing(version, by)
        }
        assert waiting == may
    assert titles(team.contributor, "waiting") == []
    assert ("Signal Engineer" in titles(team.editor, "waiting")) is not two_people
    assert titles(team.other_editor, "waiting") == ["Platform Engineer", own.role.title]


def test_reviews_are_due_from_thirty_days_before_the_date(team: People, world: made.World) -> None:
    today = timezone.localdate()
    for days in (-400, -1, 0, 30, 31):
        made.guide(
            world,
            slug=f"guide-{days + 400}",
            title=f"In {days} days",
            review_by=today + dt.timedelta(days=days),
        )
    made.guide(world, slug="gone", title="Gone", status=Status.RETIRED, review_by=today)
    expected = ["In -400 days", "In -1 days", "In 0 days", "In 30 days"]
    assert titles(team.contributor, "due") == expected
    lines = {line.title: line.facts for one in desk.filled(team.editor) for line in one.lines}
    assert lines["In -1 days"].startswith("Review was due")
    assert lines["In 0 days"].startswith("Review due")


def test_failing_checks_are_counted_when_a_draft_is_saved(client: Client, team: People) -> None:
    version = draft(team.contributor)
    assert titles(team.contributor, "checks") == []
    saved = a_content(work="", summary="You earn $90,000. Ask the foreman.")
    actions.save_draft(version=version, content=saved, revision=1, by=team.contributor)
    kept = VersionFindings.objects.get(version=version)
    assert (kept.blocking, kept.warning) == (2, 1)
    assert set(kept.names) == {"empty section", "typed figure", "gendered word"}
    html = shown(client, team.contributor)
    assert "2 blocking, 1 warning" in html
    assert "empty section" in html


def test_failing_checks_show_those_that_block_first(team: People) -> None:
    draft(team.contributor, "warned", understand="Ask the foreman.")
    draft(team.contributor, "blocked", work="")
    assert titles(team.contributor, "checks") == ["Blocked", "Warned"]


def test_failing_checks_of_others_drafts_are_for_reviewers(team: People) -> None:
    draft(team.contributor, work="")
    assert titles(team.other_contributor, "checks") == []
    assert titles(team.editor, "checks") == ["Platform Engineer"]


def test_failing_checks_are_of_what_is_open_or_published(team: People) -> None:
    version = draft(team.contributor, work="")
    actions.discard(version=version, by=team.contributor, reason=WHY)
    assert titles(team.editor, "checks") == []


def test_published_guide_keeps_what_its_checks_warn_of(team: People) -> None:
    version = draft(team.editor, understand="Ask the foreman.")
    actions.publish(version=version, by=team.editor, reason=WHY)
    assert titles(team.contributor, "checks") == ["Platform Engineer"]
    assert VersionFindings.objects.get(version=version).names == ["gendered word"]


def test_guides_are_checked_again_for_what_time_brings(
    team: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    soon = timezone.localdate() + dt.timedelta(days=1)
    version = draft(team.editor, review_by=soon)
    actions.publish(version=version, by=team.editor, reason=WHY)
    assert titles(team.editor, "checks") == []
    later = timezone.localdate() + dt.timedelta(days=3)
    monkeypatch.setattr(timezone, "localdate", lambda *args: later)
    assert actions.check_guides() == 1
    assert VersionFindings.objects.get(version=version).names == ["review date"]


def test_newest_release_tells_what_it_changed(team: People, world: made.World) -> None:
    before, now = timezone.now() - dt.timedelta(days=9), timezone.now()
    effect(world, "older", at=before, pay_before=1.0, pay_after=2.0)
    effect(world, "same", at=now, pay_before=1.0, pay_after=1.0)
    effect(world, "none", at=now)
    effect(world, "pay", at=now, pay_before=50_000.0, pay_after=60_000.0)
    effect(world, "growth", at=now, growth_before=None, growth_after=2.0)
    effect(world, "jobs", at=now, jobs_before=90.0, jobs_after=None)
    effect(world, "unit", at=now, was_hourly=False, is_hourly=True)
    changed = [one for one in ReleaseEffect.objects.filter(at=now) if one.is_change]
    assert titles(team.contributor, "release") == sorted(one.title for one in changed)
    assert len(changed) == 4


def test_reports_are_for_those_who_handle_them(client: Client, team: People) -> None:
    now = timezone.now()
    for number in range(7):
        ReaderReport.objects.create(
            kind="figure", page=f"/careers/{number}/", words=f"Wrong {number}.", filed_at=now
        )
    ReaderReport.objects.filter(words="Wrong 0.").update(
        closed_at=now, closed_by_name="eve", note="Mended."
    )
    html = shown(client, team.editor)
    assert "See all 6" in html
    assert "Wrong 1." in html
    assert "Wrong 0." not in html
    assert "Wrong 6." not in html
    assert "Wrong" not in shown(client, team.contributor)


def test_lists_are_those_of_the_group(team: People) -> None:
    def names(by: User) -> set[str]:
        return {one.tray.name for one in desk.filled(by)}

    assert names(team.contributor) == FOR_WRITERS
    assert names(team.editor) == {*FOR_WRITERS, "waiting", "reports"}
    assert names(team.administrator) == names(team.editor)
    assert names(User.objects.create_user("staff", is_staff=True)) == set()


def test_empty_desk_says_so_in_words(client: Client, team: People) -> None:
    html = shown(client, team.administrator)
    for tray in desk.TRAYS.values():
        assert tray.empty.replace("'", "&#x27;") in html
    assert 'href="/admin/careers/role/"' in html


def test_whole_list_has_pages(client: Client, team: People) -> None:
    _many(draft(team.contributor).role, 120, team)
    html = shown(client, team.contributor, "/admin/desk/drafts/?page=2")
    assert "Page 2 of 3" in html
    assert html.count("/edit/") == 50
    assert "Page 3 of 3" in shown(client, team.contributor, "/admin/desk/drafts/?page=999")


@pytest.mark.parametrize(("name", "status"), [("waiting", 403), ("reports", 404), ("none", 404)])
def test_whole_list_is_for_those_who_may(
    client: Client, team: People, name: str, status: int
) -> None:
    client.force_login(team.contributor)
    assert client.get(f"/admin/desk/{name}/").status_code == status


def test_queries_do_not_grow_with_the_guides(
    client: Client, team: People, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    version = draft(team.editor)
    client.force_login(team.editor)
    counts = []
    for more in (40, 0):
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/admin/").status_code == 200
        counts.append(len(queries))
        _many(version.role, more, team)
        for name in ("sent-back", "drafts", "waiting", "due", "checks", "release"):
            with django_assert_max_num_queries(MOST_QUERIES):
                assert client.get(f"/admin/desk/{name}/").status_code == 200
    assert counts[0] == counts[1] <= MOST_QUERIES


def _many(role: Role, count: int, team: People) -> None:
    """Guides whose review is due, each with a draft that fails and one that waits."""
    now, content = timezone.now(), a_content(work="").to_json()
    roles = Role.objects.bulk_create(
        Role(
            slug=f"many-{number}",
            title=f"Many {number}",
            sector=role.sector,
            level="mid",
            status=Status.PUBLISHED,
            review_by=timezone.localdate(),
        )
        for number in range(count)
    )
    versions = RoleVersion.objects.bulk_create(_versions(roles, content, now, team))
    VersionFindings.objects.bulk_create(
        VersionFindings(
            version=version, blocking=1, warning=0, names=["empty section"], checked_at=now
        )
        for version in versions
    )


def _versions(
    roles: list[Role], content: object, now: dt.datetime, team: People
) -> Iterator[RoleVersion]:
    for number, role in enumerate(roles):
        yield RoleVersion(
            role=role,
            number=1,
            state=VersionState.REVIEW if number % 2 else VersionState.DRAFT,
            schema=1,
            content=content,
            reason=WHY,
            author=team.contributor,
            author_name="ann",
            created_at=now,
            updated_at=now,
            submitted_at=now,
        )
