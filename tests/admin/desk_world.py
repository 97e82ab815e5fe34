"""A site with one row of everything the admin shows, for tests that walk all of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.contrib import admin
from django.contrib.auth.models import User
from django.db.models import Model
from django.utils import timezone

from careers import actions
from careers.models import (
    ElementWords,
    Event,
    OccupationWords,
    ReaderReport,
    RelatedOccupation,
    Release,
    Role,
    RoleVersion,
    Sector,
    Task,
    TechnologyUse,
    TitleName,
)
from tests.support.desk import People, other_words, people, person, publish_new
from tests.views import made

WHY = "It was time."
CODE = "15-1252.00"


@dataclass(frozen=True, slots=True)
class DeskWorld:
    """The people, a published guide, a guide from nothing with the contributor's draft."""

    team: People
    facts: made.World
    live: Role
    draft: RoleVersion
    token: str
    withdrawn: Release
    spare: Release
    report: ReaderReport
    account: User


def desk_world() -> DeskWorld:
    """Make it."""
    facts, team = made.world(), people()
    rows(facts)
    Sector.objects.create(slug="crafts", name="Crafts", summary="Making.")
    version = publish_new(team)
    content = other_words(title="Crane Engineer")
    draft = actions.start_draft(role=None, by=team.contributor, reason=WHY, content=content)
    token = actions.share(version=draft, by=team.contributor)
    Release.objects.filter(pk=facts.earlier_wages.pk).update(
        complete=False, withdrawn_at=timezone.now()
    )
    report = ReaderReport.objects.create(
        kind="text", page="/careers/platform-engineer/", words="Wrong.", filed_at=timezone.now()
    )
    spare = made.release("oews", "May 2023", dt.date(2023, 5, 1))
    live = Role.objects.get(pk=version.role_id)
    account = person("tim", "Contributors")
    return DeskWorld(team, facts, live, draft, token, facts.earlier_wages, spare, report, account)


def rows(facts: made.World) -> None:
    """A row of each model of facts and words that the small world leaves empty."""
    onet = facts.onet
    OccupationWords.objects.create(occupation_id=CODE, summary="Writes programs.")
    ElementWords.objects.create(element_id="2.B.3.e", slug="programming", summary="Programs.")
    Task.objects.create(release=onet, occupation_id=CODE, number=1, text="Write.", is_core=True)
    RelatedOccupation.objects.create(
        release=onet, occupation_id=CODE, related_id="15-1253.00", tier="Primary-Short", index=1
    )
    TitleName.objects.create(
        release=onet, job_title=facts.title, name="SSE", slug="sse", redirects=False
    )
    TechnologyUse.objects.create(
        release=onet,
        occupation_id=CODE,
        example="Git",
        commodity_code="43232401",
        commodity="File versioning software",
        hot=True,
        in_demand=True,
    )


def object_of(model: type[Model], world: DeskWorld) -> Model:
    """The row of a model that addresses are tried with; raises LookupError where there is none."""
    chosen: dict[type[Model], Model] = {
        Role: world.live,
        RoleVersion: world.draft,
        Release: world.facts.wages,
        User: world.account,
    }
    found = chosen.get(model) or model._default_manager.order_by("pk").first()
    if found is None:
        raise LookupError(f"the world of the desk has no {model.__name__}")
    return found


def registered() -> dict[str, type[Model]]:
    """The admin's models by the first parts of their addresses, e.g. "careers/role"."""
    return {
        f"{model._meta.app_label}/{model._meta.model_name}": model for model in admin.site._registry
    }


def done_so_far() -> tuple[int, int]:
    """How many editorial acts, and other changes in the admin, are on record."""
    return Event.objects.count(), admin.models.LogEntry.objects.count()
