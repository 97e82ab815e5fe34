"""What stands between a reader and the goals of their plan, skill by skill."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from careers.guidance import skills
from careers.guidance.gap import Gap, GapRow, gap, weights
from careers.guidance.plan import Need
from careers.guidance.record import Answers, Goal
from careers.models import (
    CurrentReleases,
    ElementWords,
    Occupation,
    Release,
    RoleOccupation,
    Status,
    TitleOccupation,
)
from careers.profiles.load import (
    code_rows,
    matrix_facts,
    occupation_rows,
    shares_by_code,
    wages_in,
)
from careers.views.mine.my_roles import NamedRole
from careers.views.occupations import CODE

MOST_ROWS = 8
LOW_BELOW, HIGH_FROM = 3.0, 5.0
"""Which of our three examples stands for a level: low up to 3, high from 5, between them middle."""


@dataclass(frozen=True, slots=True)
class GoalGap:
    """A goal's gap: what is furthest (`more` rows are not shown), what is there, what is unknown.

    `is_rated` is False where O*NET has not rated the goal's occupations, or none is known.
    """

    role: NamedRole
    is_rated: bool
    rows: tuple[GapRow, ...]
    more: int
    there: int
    unknown: int


def goal_gaps(
    goals: Sequence[Goal], roles: Mapping[str, NamedRole], answers: Answers
) -> list[GoalGap]:
    """The gap of each goal, at most ten queries; empty where no skill was rated by the reader."""
    have = skills.person(answers)
    if not have or not goals:
        return []
    releases = Release.objects.current()
    named = [roles[goal.role] for goal in goals]
    filed = _occupations({role.known_as for role in named if role.card}, releases)
    weighed = _weighed(filed, releases)
    return [
        _of(role, gap(have, weighed[role.known_as], releases=releases))
        for role in named
        if role.known_as in weighed
    ]


def needs(gaps: Iterable[GoalGap]) -> list[Need]:
    """The skills to build for any of the goals, one goal's heaviest after the other's."""
    gaps = list(gaps)
    places = range(max((len(one.rows) for one in gaps), default=0))
    rows = [one.rows[place] for place in places for one in gaps if place < len(one.rows)]
    found = [
        Need(row.element, row.name, row.needed, row.have, row.words)
        for row in rows
        if row.needed is not None and row.have is not None
    ]
    words = {
        held.element_id: held
        for held in ElementWords.objects.filter(element__in=[need.element for need in found])
    }
    return [
        replace(need, example=example(words[need.element], need.needed))
        if need.element in words
        else need
        for need in found
    ]


def example(words: ElementWords, level: float) -> str:
    """Our example of work at about a level."""
    text = words.low if level < LOW_BELOW else words.high if level >= HIGH_FROM else words.middle
    return text[:1].lower() + text[1:].rstrip(".") if text[1:2].islower() else text.rstrip(".")


def _of(role: NamedRole, found: Gap) -> GoalGap:
    """The rows to build: those that weigh most in the work first among the equally far."""
    rows = sorted(
        found.to_build,
        key=lambda row: (-round((row.difference or 0.0) * (row.importance - 1), 9), row.name),
    )
    shown = tuple(rows[:MOST_ROWS])
    return GoalGap(
        role=role,
        is_rated=bool(found.rows),
        rows=shown,
        more=len(rows) - len(shown),
        there=len(found.carried),
        unknown=len(found.unknown),
    )


def _occupations(
    keys: Collection[str], releases: CurrentReleases
) -> dict[str, dict[str, float | None]]:
    """The occupations of guides, titles and occupations, each with the editor's share if any."""
    filed: dict[str, dict[str, float | None]] = defaultdict(dict)
    for key in filter(CODE.fullmatch, keys):
        filed[key][key] = None
    mapped = RoleOccupation.objects.filter(role__slug__in=keys, role__status=Status.PUBLISHED)
    for key, code, share in mapped.values_list("role__slug", "occupation_id", "share"):
        filed[key][code] = share
    left = [key for key in keys if key not in filed]
    titles = TitleOccupation.objects.filter(release=releases.onet, job_title__in=left)
    for key, code in titles.order_by().values_list("job_title_id", "occupation_id"):
        filed[key][code] = None
    return filed


def _weighed(
    filed: Mapping[str, Mapping[str, float | None]], releases: CurrentReleases
) -> dict[str, dict[str, float]]:
    """What each occupation weighs in each role, as on the role's own page."""
    codes = {code for held in filed.values() for code in held}
    rows = occupation_rows(Occupation.objects.filter(code__in=codes), releases)
    matrix = {row.matrix_code for row in rows if row.matrix_code}
    facts = matrix_facts(matrix, releases)
    wages = wages_in(matrix, releases.wages)
    weighed = {}
    for key, shares in filed.items():
        own = [replace(row, share=shares[row.code]) for row in rows if row.code in shares]
        weighed[key] = weights(own, code_rows(shares_by_code(own), facts, wages))
    return weighed
