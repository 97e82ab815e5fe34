"""Releases withdrawn and used again: what readers then see, what is refused, what is on record."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from io import StringIO

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import IntegrityError
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from careers import actions
from careers.importers.base import Options, run_import
from careers.models import (
    Event,
    Release,
    ReleaseAct,
    ReleaseEffect,
    Role,
    RoleOccupation,
    Scope,
    Sector,
    VersionFindings,
)
from careers.snapshot.read import load_snapshot
from careers.snapshot.write import export_snapshot
from tests.support.desk import person
from tests.support.world import DATA
from tests.views import made

PAGE = "/careers/software-systems-engineer/"
DATA_PAGE = f"{PAGE[:-1]}.json"
WHY = "BLS took it back."


@pytest.fixture
def world(db: None) -> made.World:
    """Two wage releases, each with areas, and a guide on the newer."""
    world = made.world()
    Release.objects.filter(pk=world.earlier_wages.pk).update(scope=Scope.AREAS)
    made.guide(world)
    return world


@pytest.fixture
def administrator(db: None) -> User:
    return person("ann", "Administrators")


def median(client: Client) -> float:
    return float(client.get(DATA_PAGE).json()["figures"]["pay_annual_p50"]["value"])


def test_readers_go_back_to_the_release_before_and_forward_again(
    world: made.World, administrator: User, client: Client
) -> None:
    newer, page = median(client), client.get(PAGE).content
    assert b"May 2025" in page
    actions.withdraw_release(release=world.wages, reason=WHY, by=administrator)
    assert median(client) < newer
    assert b"OEWS May 2025" not in client.get(PAGE).content
    actions.use_release_again(release=world.wages, reason="It was right.", by=administrator)
    assert median(client) == newer
    assert client.get(PAGE).content == page


def test_lists_and_search_follow_the_release_in_use(
    world: made.World, administrator: User, client: Client
) -> None:
    before = Role.objects.get().listing.pay
    assert before is not None
    actions.withdraw_release(release=world.wages, reason=WHY, by=administrator)
    after = Role.objects.get().listing.pay
    assert after is not None
    assert after < before
    assert client.get("/search.json", {"q": "software"}).json()["results"]


def test_what_a_withdrawal_did_to_each_guide_is_kept_and_was_foretold(
    world: made.World, administrator: User
) -> None:
    foretold = actions.outlook(world.wages)
    assert foretold.refusal == ""
    assert [(words, other.name if other else "") for words, other in foretold.replaced] == [
        ("pay", "May 2024"),
        ("pay by place", "May 2024"),
    ]
    actions.withdraw_release(release=world.wages, reason=WHY, by=administrator)
    (kept,) = ReleaseEffect.objects.all()
    (expected,) = foretold.effects
    names = [
        field.attname for field in ReleaseEffect._meta.fields if field.name not in ("id", "at")
    ]
    assert [getattr(kept, name) for name in names] == [getattr(expected, name) for name in names]
    assert (kept.act, kept.slug, kept.is_change) == (ReleaseAct.WITHDRAWN, PAGE.split("/")[2], True)
    assert kept.pay_before is not None
    assert kept.pay_after is not None
    assert kept.pay_after < kept.pay_before
    assert (kept.growth_before, kept.jobs_before) == (kept.growth_after, kept.jobs_after)


def test_outlook_of_a_withdrawn_release_is_what_using_it_again_does(
    world: made.World, administrator: User
) -> None:
    release = actions.withdraw_release(release=world.wages, reason=WHY, by=administrator)
    (expected,) = actions.outlook(release).effects
    actions.use_release_again(release=release, reason=WHY, by=administrator)
    kept = ReleaseEffect.objects.get(act=ReleaseAct.RETURNED)
    assert (kept.pay_before, kept.pay_after) == (expected.pay_before, expected.pay_after)


@pytest.mark.parametrize(
    ("source", "lost"),
    [("onet", "skills"), ("projections", "growth"), ("crosswalk", "where BLS counts")],
)
def test_only_release_of_a_source_is_not_withdrawn(
    world: made.World, administrator: User, source: str, lost: str
) -> None:
    release = Release.objects.get(source=source)
    assert lost in actions.outlook(release).refusal
    with pytest.raises(ValidationError, match="Pages need this release"):
        actions.withdraw_release(release=release, reason=WHY, by=administrator)
    release.refresh_from_db()
    assert release.complete


def test_only_release_with_areas_is_not_withdrawn(world: made.World, administrator: User) -> None:
    Release.objects.filter(pk=world.earlier_wages.pk).update(scope=Scope.NATIONAL)
    with pytest.raises(ValidationError, match="no other has pay by place"):
        actions.withdraw_release(release=world.wages, reason=WHY, by=administrator)


def test_release_of_an_earlier_year_is_withdrawn_without_changing_a_figure(
    world: made.World, administrator: User, client: Client
) -> None:
    before = median(client)
    actions.withdraw_release(release=world.earlier_wages, reason=WHY, by=administrator)
    assert median(client) == before
    assert "May 2024" not in client.get(PAGE).content.decode()
    assert [effect.is_change for effect in ReleaseEffect.objects.all()] == [False]


@pytest.mark.parametrize("reason", ["", "  "])
def test_withdrawal_without_a_reason_is_refused(
    world: made.World, administrator: User, reason: str
) -> None:
    with pytest.raises(ValidationError):
        actions.withdraw_release(release=world.wages, reason=reason, by=administrator)


def test_release_that_is_not_in_that_state_is_refused(
    world: made.World, administrator: User
) -> None:
    with pytest.raises(ValidationError, match="not withdrawn"):
        actions.use_release_again(release=world.wages, reason=WHY, by=administrator)
    actions.withdraw_release(release=world.wages, reason=WHY, by=administrator)
    with pytest.raises(ValidationError, match="not in use"):
        actions.withdraw_release(release=world.wages, reason=WHY, by=administrator)


@pytest.mark.parametrize("act", [actions.withdraw_release, actions.use_release_again])
@pytest.mark.parametrize("group", ["Contributors", "Editors"])
def test_people_other_than_administrators_are_refused(
    world: made.World, act: Callable[..., object], group: str
) -> None:
    with pytest.raises(actions.NotAllowed):
        act(release=world.wages, reason=WHY, by=person("bob", group))
    assert not Event.objects.filter(subject_kind="release").exists()


def test_withdrawal_is_on_record(world: made.World, administrator: User) -> None:
    actions.withdraw_release(release=world.wages, reason=WHY, by=administrator)
    event = Event.objects.filter(subject_kind="release").get()
    assert (event.actor, event.action, event.subject) == (
        administrator,
        "withdrawn",
        "oews May 2025",
    )
    assert event.summary.endswith(f"withdrew {world.wages}: {WHY}")


def test_guides_are_checked_again_when_their_figures_have_moved(
    world: made.World, administrator: User, settings: Settings
) -> None:
    settings.WAYMARK_PAY_SHIFT = 1
    role = Role.objects.get()
    draft = actions.start_draft(role=role, by=administrator, reason="Read again.")
    version = actions.publish(version=draft, by=administrator, reason="Read again.")
    assert "figures moved" not in VersionFindings.objects.get(version=version).names
    actions.withdraw_release(release=world.wages, reason=WHY, by=administrator)
    assert "figures moved" in VersionFindings.objects.get(version=version).names


def test_cost_of_an_outlook_does_not_grow_with_the_guides(
    world: made.World, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(10) as one:
        actions.outlook(world.wages)
    for number in range(5):
        made.guide(world, slug=f"more-{number}", title=f"More {number}")
    with django_assert_max_num_queries(len(one)):
        assert len(actions.outlook(world.wages).effects) == 6


def test_import_leaves_what_it_did_to_the_guides_and_an_event(small_world: None) -> None:
    """The excerpt's own wages, with those of the newest release taken away before."""
    actions.refresh_all()
    role = _guide_of("15-1252.00")
    newest = Release.objects.get(name="May 2025")
    before = role.listing.pay
    newest.delete()
    actions.refresh_all()
    file = DATA / "oews" / "oews_2025_area_occ.csv"
    call_command("import_data", "oews", str(file), commit=True, stdout=StringIO())
    effect = ReleaseEffect.objects.get()
    assert (effect.release.name, effect.act, effect.slug) == ("May 2025", "imported", role.slug)
    assert effect.pay_after == before
    assert effect.pay_before != before
    event = Event.objects.get(action="imported")
    assert event.subject == "oews May 2025"
    call_command("import_data", "oews", str(file), commit=True, stdout=StringIO())
    assert (ReleaseEffect.objects.count(), Event.objects.filter(action="imported").count()) == (
        1,
        1,
    )


def test_import_of_a_withdrawn_release_puts_it_to_use(small_world: None) -> None:
    release = Release.objects.get(name="May 2024", source="oews")
    actions.withdraw_release(release=release, reason=WHY, by=None)
    run_import("oews", DATA / "oews" / "national_M2024_dl.xlsx", Options(commit=True))
    release.refresh_from_db()
    assert (release.complete, release.withdrawn_at) == (True, None)


def test_snapshot_leaves_a_withdrawn_release_withdrawn(
    small_world: None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("snapshot")
    export_snapshot(folder)
    release = Release.objects.get(name="May 2024", source="oews")
    actions.withdraw_release(release=release, reason=WHY, by=None)
    load_snapshot(folder)
    release.refresh_from_db()
    assert not release.complete
    assert release.withdrawn_at is not None


def _guide_of(code: str) -> Role:
    sector = Sector.objects.create(slug="engineering", name="Engineering", summary="Building.")
    role = Role.objects.create(
        slug="developer", title="Developer", sector=sector, level="mid", status="published"
    )
    RoleOccupation.objects.create(role=role, occupation_id=code, reason="Filed there.")
    actions.refresh_roles(roles=[role])
    return Role.objects.get()


def test_a_release_cannot_be_complete_and_withdrawn(world: made.World) -> None:
    with pytest.raises(IntegrityError):
        Release.objects.filter(pk=world.wages.pk).update(withdrawn_at=dt.datetime.now(dt.UTC))
