"""Releases taken out of use and used again, and what that and imports do to the guides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from careers.actions.audit import record
from careers.actions.findings import check_guides
from careers.actions.locks import hold_published
from careers.actions.permissions import may
from careers.actions.refresh import refresh_all
from careers.actions.versions import refuse, said
from careers.checks.mapping import numbers
from careers.checks.types import Numbers
from careers.models import (
    Action,
    CurrentReleases,
    Listing,
    ListingKind,
    Release,
    ReleaseAct,
    ReleaseEffect,
    Role,
    RoleOccupation,
    Source,
    Status,
)
from careers.profiles import wording
from careers.profiles.proposed import Shares, for_mappings

MAY_MANAGE = "careers.manage_releases"
RELEASE = "release"
"""The kind of subject that a release is."""

NEEDS = {
    "soc": "the classification",
    "onet": "skills, interests and job titles",
    "projections": "jobs, growth and openings",
    "attainment": "schooling",
    "crosswalk": "where BLS counts an occupation",
    "wages": "pay",
    "area_wages": "pay by place",
    "parities": "price levels of places",
    "metros": "positions of places",
}
"""What pages take from each release in use, by the fields of `CurrentReleases`."""

_Shown = dict[str, tuple[str, Numbers]]


@dataclass(frozen=True, slots=True)
class Outlook:
    """What withdrawing a release, or using it again, would change.

    `replaced` pairs what pages take from a release in use with the release they would have
    instead; `refusal` says why it cannot be done, empty where it can.
    """

    replaced: tuple[tuple[str, Release | None], ...]
    effects: tuple[ReleaseEffect, ...]
    refusal: str


@transaction.atomic
def refresh_after_import(*, release: Release, changed: bool) -> None:
    """Make all that is derived anew after an import, and keep what it did to the guides.

    An import that changed no row leaves no trace but the refresh.
    """
    hold_published()
    before = _shown()
    refresh_all()
    if changed:
        _keep(release, ReleaseAct.IMPORTED, before)
        _tell(None, Action.IMPORTED, release, f"imported {release} from {release.file_name}")


@transaction.atomic
def withdraw_release(*, release: Release, reason: str, by: User | None) -> Release:
    """Take a release out of use: readers go back to the one before.

    Raises NotAllowed, and ValidationError where there is no reason, where the release is not in
    use, or where pages need it because no other has what it holds.
    """
    refuse(_against_managing(by))
    reason, release = said(reason), _hold(release)
    if not release.complete:
        raise ValidationError("This release is not in use.")
    refusal = _refusal(release, Release.objects.current(), _without(release))
    if refusal:
        raise ValidationError(refusal)
    before = _shown()
    release.complete, release.withdrawn_at = False, timezone.now()
    release.save(update_fields=["complete", "withdrawn_at"])
    refresh_all()
    _keep(release, ReleaseAct.WITHDRAWN, before)
    _tell(by, "withdrawn", release, f"withdrew {release}: {reason}", reason=reason)
    return release


@transaction.atomic
def use_release_again(*, release: Release, reason: str, by: User | None) -> Release:
    """Let pages use a withdrawn release again.

    Raises NotAllowed, and ValidationError where there is no reason or the release was not
    withdrawn.
    """
    refuse(_against_managing(by))
    reason, release = said(reason), _hold(release)
    if release.withdrawn_at is None:
        raise ValidationError("This release was not withdrawn.")
    before = _shown()
    release.complete, release.withdrawn_at = True, None
    release.save(update_fields=["complete", "withdrawn_at"])
    refresh_all()
    _keep(release, ReleaseAct.RETURNED, before)
    _tell(by, "used again", release, f"used {release} again: {reason}", reason=reason)
    return release


def outlook(release: Release) -> Outlook:
    """What would change were the release withdrawn (one in use) or used again, in ten queries."""
    now = Release.objects.current()
    then = _without(release) if release.complete else _with(release)
    titles, mappings = _published()
    pairs = [
        (NEEDS[field.name], getattr(then, field.name))
        for field in fields(CurrentReleases)
        if field.name in NEEDS and getattr(now, field.name) != getattr(then, field.name)
    ]
    act = ReleaseAct.WITHDRAWN if release.complete else ReleaseAct.RETURNED
    effects = _effects(
        release, act, _merged(titles, mappings, now), _merged(titles, mappings, then)
    )
    refusal = _refusal(release, now, then) if release.complete else ""
    return Outlook(tuple(pairs), tuple(one for one in effects if one.is_change), refusal)


def uses(release: Release, current: CurrentReleases) -> list[str]:
    """What pages take from a release now."""
    return [words for name, words in NEEDS.items() if getattr(current, name) == release]


def _against_managing(by: User | None) -> str:
    """Why somebody may not withdraw releases."""
    return "" if may(by, MAY_MANAGE) else "You may not withdraw releases."


def _hold(release: Release) -> Release:
    """The release as it is now; nobody else publishes, imports it or withdraws meanwhile."""
    hold_published()
    Release.objects.lock(Source(release.source))
    return Release.objects.get(pk=release.pk)


def _without(release: Release) -> CurrentReleases:
    return Release.objects.complete().exclude(pk=release.pk).newest()


def _with(release: Release) -> CurrentReleases:
    return Release.objects.filter(Q(complete=True) | Q(pk=release.pk)).newest()


def _refusal(release: Release, now: CurrentReleases, then: CurrentReleases) -> str:
    """Why pages cannot do without a release; empty where another has what it holds."""
    lost = [words for words in uses(release, now) if words not in _held(then)]
    if not lost:
        return ""
    return f"Pages need this release: no other has {wording.listed(lost)}."


def _held(current: CurrentReleases) -> list[str]:
    return [words for name, words in NEEDS.items() if getattr(current, name) is not None]


def _shown() -> _Shown:
    """What lists say of each published guide, by slug: its title and figures."""
    rows = Listing.objects.filter(kind=ListingKind.GUIDE).values_list(
        "key", "title", "pay", "growth", "jobs", "is_hourly"
    )
    return {
        slug: (title, Numbers(pay, growth, jobs, is_hourly))
        for slug, title, pay, growth, jobs, is_hourly in rows
    }


def _published() -> tuple[dict[str, str], dict[str, dict[str, float | None]]]:
    """The title and the mapping of each published guide, by slug."""
    titles = dict(Role.objects.published().values_list("slug", "title"))
    mappings: dict[str, dict[str, float | None]] = {slug: {} for slug in titles}
    mapped = RoleOccupation.objects.filter(role__status=Status.PUBLISHED)
    for slug, code, share in mapped.values_list("role__slug", "occupation_id", "share"):
        mappings[slug][code] = share
    return titles, mappings


def _merged(
    titles: Mapping[str, str], mappings: Mapping[str, Shares], releases: CurrentReleases
) -> _Shown:
    """The figures of each published guide were these the releases in use."""
    none = Numbers(None, None, None, False)
    return {
        slug: (titles[slug], numbers(profile) or none)
        for slug, profile in for_mappings(mappings, releases).items()
    }


def _effects(
    release: Release, act: ReleaseAct, before: _Shown, after: _Shown
) -> list[ReleaseEffect]:
    """Each guide that is published before and after, with its figures then and now."""
    at = timezone.now()
    return [
        ReleaseEffect(
            release=release,
            act=act,
            at=at,
            slug=slug,
            title=title,
            pay_before=before[slug][1].pay,
            pay_after=now.pay,
            growth_before=before[slug][1].growth,
            growth_after=now.growth,
            jobs_before=before[slug][1].jobs,
            jobs_after=now.jobs,
            was_hourly=before[slug][1].is_hourly,
            is_hourly=now.is_hourly,
        )
        for slug, (title, now) in sorted(after.items())
        if slug in before
    ]


def _keep(release: Release, act: ReleaseAct, before: _Shown) -> None:
    """What it did to each guide, and what the checks find now that figures have moved."""
    check_guides()
    ReleaseEffect.objects.bulk_create(_effects(release, act, before, _shown()), batch_size=500)


def _tell(by: User | None, action: str, release: Release, summary: str, **details: str) -> None:
    record(
        by=by,
        action=action,
        kind=RELEASE,
        subject=f"{release.source} {release.name}",
        summary=summary,
        details={"release": release.pk, "sha256": release.sha256, **details},
    )
