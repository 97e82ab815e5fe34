"""What is known of the goals of a plan and of the reader's own jobs, all of them at once."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from careers.guidance.gap import weights
from careers.guidance.plan_steps import Asked
from careers.guidance.record import Record
from careers.models import CurrentReleases, Occupation, RoleOccupation, Status, TitleOccupation
from careers.profiles.education import education
from careers.profiles.load import (
    code_rows,
    matrix_facts,
    national_wages,
    occupation_rows,
    shares_by_code,
)
from careers.views.mine.my_roles import NamedRole
from careers.views.occupations import CODE
from careers.views.resolving import key_of

LICENSE = re.compile(r"(?<!driver's )(?<!driver’s )(?<!driving )\blicen[cs]", re.IGNORECASE)
"""Where a guide speaks of a license for the work."""


@dataclass(frozen=True, slots=True)
class Work:
    """A role's occupations with their weights, and what it asks for before it is entered."""

    occupations: Mapping[str, float]
    asked: Asked


@dataclass(slots=True)
class _Filed:
    """The occupations of a role, each with the editor's share if any; the guide's ways in."""

    shares: dict[str, float | None]
    ways_in: str = ""


def own_jobs(record: Record) -> list[str]:
    """The keys of the jobs that the reader named: the present one, and those worked in."""
    present = key_of(record.plan.present)
    return [*([present] if present else []), *record.answers.worked_as]


def works(roles: Collection[NamedRole], releases: CurrentReleases) -> dict[str, Work]:
    """What is known of roles that lead somewhere, by `known_as`; at most six queries.

    An ambiguous title asks for what most of its jobs do.
    """
    named = {role.known_as: role.title for role in roles if role.is_known}
    if not named:
        return {}
    filed = _filed(named, releases)
    codes = {code for held in filed.values() for code in held.shares}
    rows = occupation_rows(Occupation.objects.filter(code__in=codes), releases)
    matrix = {row.matrix_code for row in rows if row.matrix_code}
    facts = matrix_facts(matrix, releases)
    wages = national_wages(matrix, [releases.wages] if releases.wages else [])
    current = wages.get(releases.wages.pk, {}) if releases.wages else {}
    found = {}
    for key, held in filed.items():
        own = [replace(row, share=held.shares[row.code]) for row in rows if row.code in held.shares]
        by_code = code_rows(shares_by_code(own), facts, current)
        schooling = education(by_code, facts, releases)
        entry = schooling.entry[0] if schooling and schooling.entry else None
        asked = Asked(
            title=named[key],
            education=entry.name if entry else "",
            experience=entry.experience if entry else "",
            training=entry.training if entry else "",
            zone=max((row.zone for row in own if row.zone), default=None),
            is_licensed=bool(LICENSE.search(held.ways_in)),
        )
        found[key] = Work(weights(own, by_code), asked)
    return found


def _filed(keys: Collection[str], releases: CurrentReleases) -> dict[str, _Filed]:
    """The occupations of guides, titles and occupations."""
    filed: dict[str, _Filed] = defaultdict(lambda: _Filed({}))
    for key in filter(CODE.fullmatch, keys):
        filed[key].shares[key] = None
    mapped = RoleOccupation.objects.filter(role__slug__in=keys, role__status=Status.PUBLISHED)
    for key, code, share, ways_in in mapped.values_list(
        "role__slug", "occupation_id", "share", "role__ways_in"
    ):
        filed[key].shares[code], filed[key].ways_in = share, ways_in
    left = [key for key in keys if key not in filed]
    titles = TitleOccupation.objects.filter(release=releases.onet, job_title__in=left)
    for key, code in titles.order_by().values_list("job_title_id", "occupation_id"):
        filed[key].shares[code] = None
    return filed
