"""Moves from a present or past role to others, by the rules of `careers.guidance.moves_rules`.

What needs NumPy is imported when a move is worked out: no other page loads it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from careers.guidance import moves_rules as rules
from careers.guidance import moves_words as words
from careers.guidance.gap import Gap, gap, have_levels, weights_of
from careers.guidance.moves_pay import Pay, PayChange, Shares, change, pays
from careers.guidance.moves_types import KINDS, Bridge, Move, Moves, Paths, Steps
from careers.models import Area, CurrentReleases, Level, MoveKind, RoleSkill, SkillChoice
from careers.profiles import Profile
from careers.profiles.figures import HOURLY

if TYPE_CHECKING:
    from careers.guidance.moves_field import Field, Standing
    from careers.guidance.moves_judge import Judged

LEAST_BUILT = 0.25
"""Levels by which a bridge must be above the present role to count as building a skill."""


@dataclass(frozen=True, slots=True)
class _Found:
    """A goal before its figures are read; `row` is its row among the moves that were judged."""

    goal: Standing
    kind: MoveKind
    reason: str
    row: int


def standing(profile: Profile, level: str = "") -> Standing:
    """What moves need to know of a role, from its page's profile; `level` is a guide's."""
    from careers.guidance.moves_field import Standing

    entry = profile.education.entry[0] if profile.education and profile.education.entry else None
    middle = profile.figures.shown_pay[2] if profile.figures else None
    held = sorted(weights_of(profile).items())
    return Standing(
        key=profile.slug,
        title=profile.title,
        is_guide=profile.kind == "role",
        weights=tuple(held) if len(held) != 1 else ((held[0][0], 1.0),),
        level=level,
        zone=max(profile.zones, default=None),
        education=entry.name if entry else "",
        experience=entry.experience if entry else "",
        training=entry.training if entry else "",
        pay=middle.value if middle else None,
        is_hourly=bool(middle and middle.unit == HOURLY),
        code_set=" ".join(f"{row.code}:{row.share:g}" for row in profile.codes),
    )


def moves(profile: Profile, level: str, area: Area | None) -> Moves:
    """The moves from a role, the editor's first, then those that the data propose.

    Pay is that of the area, or the nation's.
    """
    from careers.guidance import moves_field, moves_judge

    releases = profile.releases
    field = moves_field.current(releases)
    own = standing(profile, level)
    judged = moves_judge.judge(field, moves_field.one(field, own), field.side)
    edited = _edited(profile, field)
    found = [*edited, *_proposed(own, field, judged, {one.goal.key for one in edited})]
    told = _told(own, found, field, judged, area, releases)
    groups = ((kind, tuple(move for move in told if move.kind == kind)) for kind in KINDS)
    return Moves(tuple(group for group in groups if group[1]), _is_rated(own, field))


def move(
    start: Profile, goal: Profile, levels: tuple[str, str], area: Area | None
) -> tuple[Move, Paths]:
    """One move in full, and for a stretch the roles that make two shorter steps of it."""
    from careers.guidance import moves_field, moves_judge

    releases = start.releases
    field = moves_field.current(releases)
    own, there = standing(start, levels[0]), standing(goal, levels[1])
    sides = [moves_field.one(field, role) for role in (own, there)]
    judged = moves_judge.judge(field, *sides)
    edited = {one.url: (MoveKind(one.kind), one.reason) for one in start.moves}
    kind, reason = edited.get(goal.url, (MoveKind(str(judged.kinds[0])), ""))
    told = _told(own, [_Found(there, kind, reason, 0)], field, judged, area, releases)[0]
    if kind != MoveKind.STRETCH:
        return told, Paths()
    return told, _paths(own, there, told.gap, field, area, releases)


def _is_rated(role: Standing, field: Field) -> bool:
    rated = field.basis.table.importances.ratings.values()
    return any(code in values for values in rated for code in role.codes)


def _edited(profile: Profile, field: Field) -> list[_Found]:
    """The editor's moves (rule 1), to guides that are rated."""
    found = []
    for one in profile.moves:
        row = field.rows.get(one.url.strip("/").rpartition("/")[2])
        if row is not None:
            found.append(_Found(field.standings[row], MoveKind(one.kind), one.reason, row))
    return found


def _proposed(
    own: Standing, field: Field, judged: Judged, besides: Collection[str]
) -> list[_Found]:
    """What rules 2, 7 and 8 let through."""
    from careers.guidance.moves_judge import order_bonus

    if not _is_rated(own, field):
        return []
    order = judged.near + order_bonus(field)
    kinds, left_out = judged.kinds, _left_out(own, field)
    rows = [
        row
        for row in judged.proposed.nonzero()[0].tolist()
        if row not in left_out and field.standings[row].key not in besides
    ]
    rows.sort(key=lambda row: (-round(float(order[row]), 9), *_names(field.standings[row])))
    found = [_Found(field.standings[row], MoveKind(str(kinds[row])), "", row) for row in rows]
    return _varied(found)


def _varied(found: Iterable[_Found]) -> list[_Found]:
    """The first of each kind, not too many that are much the same (rule 2)."""
    kept: list[_Found] = []
    number: Counter[tuple[str, str]] = Counter()
    for one in found:
        goal, family = one.goal, min(one.goal.codes)[:5]
        limits = {
            "": rules.MOST_A_KIND,
            goal.code_set or goal.key: rules.MOST_ALIKE,
            f"family {goal.key if goal.is_guide else family}": rules.MOST_OF_FAMILY,
        }
        if all(number[one.kind, name] < most for name, most in limits.items()):
            number.update((one.kind, name) for name in limits)
            kept.append(one)
    return kept


def _names(role: Standing) -> tuple[str, str]:
    return role.title, role.key


def _left_out(own: Standing, field: Field) -> set[int]:
    """Rows of what is the role itself, or stands for it, or is stood for by a guide (rule 2)."""
    told = {
        code
        for role in field.standings
        if role.is_guide and len(role.weights) == 1
        for code in role.codes
    }
    usual = field.basis.usual.get(own.codes)
    return {
        row
        for row, role in enumerate(field.standings)
        if role.key == own.key
        or (not role.is_guide and (role.codes <= own.codes or role.codes <= told))
        or (not own.level and role.codes == own.codes and rules.LEVELS[role.level] == usual)
    }


def _told(
    own: Standing,
    found: Sequence[_Found],
    field: Field,
    judged: Judged,
    area: Area | None,
    releases: CurrentReleases,
) -> list[Move]:
    """The moves with their figures; three queries, however many."""
    paid = pays([_shares(own), *(_shares(one.goal) for one in found)], area, releases)
    hidden = _hidden([one.goal.key for one in found])
    have = have_levels(dict(own.weights), releases)
    told = []
    for one, pay in zip(found, paid[1:], strict=True):
        goal, leave_out = one.goal, hidden.get(one.goal.key, ())
        is_rated = _is_rated(own, field) and _is_rated(goal, field)
        apart = gap(have, dict(goal.weights), leave_out=leave_out, releases=releases)
        paid_there = _pay_change(own, goal, paid[0], pay)
        levels = _levels(own, field, judged, one.row)
        told.append(
            Move(
                key=goal.key,
                title=goal.title,
                is_guide=goal.is_guide,
                kind=one.kind,
                reason=one.reason,
                likeness=float(judged.like[one.row]) if is_rated else None,
                related=_is_related(own, goal, field),
                why=(
                    *words.why(own, goal, judged, one.row, apart),
                    *words.unlike(judged, one.row, is_rated, _is_related(own, goal, field)),
                ),
                pay=paid_there,
                steps=_steps(own, goal),
                gap=apart,
                aside=words.aside(one.kind, paid_there, levels, is_editors=bool(one.reason)),
            )
        )
    return told


def _levels(own: Standing, field: Field, judged: Judged, row: int) -> tuple[str, str] | None:
    """Both levels in words, where the kind was told by them (rule 4)."""
    change = float(judged.level[row])
    if change != change:
        return None
    usual = field.basis.usual.get(own.codes, float(rules.MID))
    start = int(rules.LEVELS[own.level] if own.level else usual)
    names = [str(level.label) for level in Level]
    return names[start], names[min(max(start + int(change), 0), len(names) - 1)]


def _shares(role: Standing) -> Shares:
    parts = (part.partition(":") for part in role.code_set.split())
    return {code: float(share) for code, _, share in parts}


def _hidden(keys: Collection[str]) -> Mapping[str, set[str]]:
    """The elements that editors hide, by guide."""
    found: dict[str, set[str]] = {}
    rows = RoleSkill.objects.filter(role__slug__in=keys, choice=SkillChoice.HIDE)
    for slug, element in rows.values_list("role__slug", "element_id"):
        found.setdefault(slug, set()).add(element)
    return found


def _is_related(own: Standing, goal: Standing, field: Field) -> bool:
    """Whether O*NET names an occupation of one as related to one of the other."""
    return any(other in goal.codes for code in own.codes for other in field.related.get(code, ()))


def _pay_change(own: Standing, goal: Standing, present: Pay, there: Pay) -> PayChange:
    return change(present, there, together=set(_shares(own)) == set(_shares(goal)) != set())


def _steps(own: Standing, goal: Standing) -> Steps:
    years = [rules.SCHOOLING_YEARS.get(role.education) for role in (own, goal)]
    before, after = years
    return Steps(
        education=(own.education, goal.education),
        years=None if before is None or after is None else after - before,
        zone=(own.zone, goal.zone),
        experience="" if goal.experience in ("", "None") else goal.experience,
        training=goal.training,
    )


def _paths(
    own: Standing,
    goal: Standing,
    apart: Gap,
    field: Field,
    area: Area | None,
    releases: CurrentReleases,
) -> Paths:
    """The best roles in between (rule 9), or why there are none and what leads to the goal."""
    from careers.guidance.moves_field import one
    from careers.guidance.moves_paths import between, bridges, leading

    judged = between(field, one(field, own), one(field, goal))
    if not (_is_rated(own, field) and _is_rated(goal, field)):
        return Paths((), words.no_path(own, goal, is_rated=False, leads=False), ())
    rows = _apart(bridges(field, judged), own, goal, field)
    if not rows:
        leads = _apart(leading(field, judged), own, goal, field)
        why = words.no_path(own, goal, is_rated=True, leads=bool(leads))
        named = tuple((field.standings[row].key, field.standings[row].title) for row in leads)
        return Paths((), why, named)
    roles = [field.standings[row] for row in rows]
    paid = pays([_shares(role) for role in (own, *roles)], area, releases)
    return Paths(
        tuple(
            Bridge(
                key=role.key,
                title=role.title,
                is_guide=role.is_guide,
                kinds=words.kinds_of(judged, row),
                notes=words.halves(judged, row),
                builds=_built(role, apart, releases),
                steps=_steps(own, role),
                pay=_pay_change(own, role, paid[0], pay),
            )
            for row, role, pay in zip(rows, roles, paid[1:], strict=True)
        )
    )


def _apart(rows: Sequence[int], own: Standing, goal: Standing, field: Field) -> list[int]:
    """The first few of other work than start and goal, no two with the same figures."""
    left_out = _left_out(own, field) | _left_out(goal, field)
    seen = {own.code_set, goal.code_set}
    found = []
    for row in rows:
        role = field.standings[row]
        figures = role.key if role.is_guide else role.code_set
        if row in left_out or figures in seen:
            continue
        seen.add(figures)
        found.append(row)
    return found[: rules.MOST_PATHS]


def _built(role: Standing, apart: Gap, releases: CurrentReleases) -> tuple[str, ...]:
    """The skills that the goal asks more of, and that a bridge builds, most first."""
    there = have_levels(dict(role.weights), releases)
    gained = [
        (min(there.get(row.element, 0.0), row.needed) - row.have, row.name)
        for row in apart.to_build
        if row.needed is not None and row.have is not None
    ]
    gained = [pair for pair in gained if pair[0] >= LEAST_BUILT]
    return tuple(name for _, name in sorted(gained, key=lambda pair: (-round(pair[0], 9), pair[1])))
