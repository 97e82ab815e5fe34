"""What stands between a reader and the goals of their plan, skill by skill."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from careers.guidance import skills
from careers.guidance.gap import Gap, GapRow, gap
from careers.guidance.plan_steps import Need
from careers.guidance.plan_text import GapTold
from careers.guidance.record import Answers, Goal, Record
from careers.models import CurrentReleases, Domain, Release
from careers.views.mine.my_goals import Work, works
from careers.views.mine.my_roles import NamedRole

MOST_ROWS, MOST_CARRIED = 8, 8


@dataclass(frozen=True, slots=True)
class GoalGap:
    """A goal's gap: what is furthest (`more` rows are not shown), what is there, what is unknown.

    `carried` names the most telling of what is there, `more_carried` are not named. `is_rated` is
    False where O*NET has not rated the goal's occupations, or none is known.
    """

    key: str
    role: NamedRole
    is_rated: bool
    rows: tuple[GapRow, ...]
    more: int
    carried: tuple[str, ...]
    more_carried: int
    unknown: int

    def told(self, *, levels: bool) -> GapTold:
        """The gap as it stands on paper; without `levels` by names and words alone."""
        return GapTold(
            role=self.key,
            build=tuple((row.name, row.told if levels else row.words) for row in self.rows),
            more=self.more,
            carried=self.carried,
            more_carried=self.more_carried,
        )


def goal_gaps(
    goals: Sequence[Goal],
    roles: Mapping[str, NamedRole],
    known: Mapping[str, Work],
    answers: Answers,
    releases: CurrentReleases,
) -> list[GoalGap]:
    """The gap of each goal with figures, in their order; none where the reader rated no skill.

    At most three queries, where the process has not read the ratings yet.
    """
    have = skills.person(answers)
    if not have:
        return []
    found = []
    for goal in goals:
        role = roles[goal.role]
        if role.card and role.known_as in known:
            between = gap(have, known[role.known_as].occupations, releases=releases)
            found.append(_of(goal.role, role, between))
    return found


def gaps_told(record: Record, roles: Mapping[str, NamedRole], *, levels: bool) -> list[GapTold]:
    """The gaps of a record's goals as they stand on paper, without those that are not rated."""
    goals = record.plan.goals
    if not goals or not record.answers.skills:
        return []
    releases = Release.objects.current()
    known = works([roles[goal.role] for goal in goals], releases)
    gaps = goal_gaps(goals, roles, known, record.answers, releases)
    return [one.told(levels=levels) for one in gaps if one.is_rated]


def needs(gaps: Iterable[GoalGap]) -> list[Need]:
    """The skills to build for any of the goals, one goal's heaviest after the other's."""
    gaps = list(gaps)
    places = range(max((len(one.rows) for one in gaps), default=0))
    rows = [(one.key, one.rows[place]) for place in places for one in gaps if place < len(one.rows)]
    return [
        Need(
            element=row.element,
            name=row.name,
            needed=row.needed,
            have=row.have,
            distance=row.distance,
            is_knowledge=row.domain == Domain.KNOWLEDGE,
            goal=key,
        )
        for key, row in rows
        if row.needed is not None and row.have is not None
    ]


def _of(key: str, role: NamedRole, found: Gap) -> GoalGap:
    """The rows to build: those that weigh most in the work first among the equally far."""
    rows = sorted(
        found.to_build,
        key=lambda row: (-round((row.difference or 0.0) * (row.importance - 1), 9), row.name),
    )
    shown = tuple(rows[:MOST_ROWS])
    carried = tuple(row.name for row in found.carried)
    return GoalGap(
        key=key,
        role=role,
        is_rated=bool(found.rows),
        rows=shown,
        more=len(rows) - len(shown),
        carried=carried[:MOST_CARRIED],
        more_carried=len(carried[MOST_CARRIED:]),
        unknown=len(found.unknown),
    )
