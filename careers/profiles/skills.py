"""Skills, interests, values and styles of a page, from the ratings of its occupations."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.db.models import F, FilteredRelation, Q

from careers.mixture import weighted_mean
from careers.models import CurrentReleases, Domain, Rating, RoleSkill, SkillChoice
from careers.profiles.types import CodeRow, OccupationRow, ScaleRow, SkillRow

IMPORTANCE, INTEREST, EXTENT, IMPACT = "IM", "OI", "EX", "WI"
LEAST_IMPORTANCE = 3.0
"""What sets a role apart is looked for among elements at least this important."""

CORE_COUNT, APART_COUNT, KNOWLEDGE_COUNT, STYLE_COUNT = 8, 6, 5, 5
_RANGES = {INTEREST: (1.0, 7.0), EXTENT: (1.0, 7.0), IMPACT: (-3.0, 3.0)}


@dataclass(frozen=True, slots=True)
class RatedProfile:
    """What the ratings say of a page; `rated` holds the codes with rated skills.

    `important` are all skills and knowledge areas of importance 3 or more, strongest first.
    """

    important: tuple[SkillRow, ...]
    core: tuple[SkillRow, ...]
    apart: tuple[SkillRow, ...]
    knowledge: tuple[SkillRow, ...]
    styles: tuple[ScaleRow, ...]
    interests: tuple[ScaleRow, ...]
    values: tuple[ScaleRow, ...]
    rated: frozenset[str]


@dataclass(slots=True)
class _Element:
    """One element's ratings by occupation code, and its mean over all rated occupations."""

    code: str
    name: str
    slug: str
    domain: str
    scale: str
    mean: float | None
    values: dict[str, float]


def rated_profile(
    occupations: Sequence[OccupationRow],
    codes: Sequence[CodeRow],
    releases: CurrentReleases,
    choices: Iterable[RoleSkill] = (),
) -> RatedProfile:
    """Merge the ratings of the page's occupations, in one query.

    Per element the mean over the rated occupations; an occupation weighs what its matrix code
    weighs for pay, divided evenly among the rated occupations of that code. Ratings marked
    suppress are left out, and an unrated occupation has no part.
    """
    elements = _ratings([row.code for row in occupations], releases)
    rated = frozenset(
        code for element in elements if element.domain == Domain.SKILL for code in element.values
    )
    merged = [
        (element, value)
        for element in elements
        if (value := _mean(element, occupations, codes)) is not None
    ]
    skills = [
        SkillRow(
            element.code,
            element.name,
            element.domain,
            value,
            element.mean or value,
            slug=element.slug,
        )
        for element, value in merged
        if element.scale == IMPORTANCE
    ]
    pinned, hidden = _choices(choices)
    skills = [
        replace(row, pinned=row.element in pinned)
        for row in _distinctly_named(skills)
        if row.element not in hidden
    ]
    core = sorted(
        (row for row in skills if row.domain == Domain.SKILL or row.pinned),
        key=lambda row: (not row.pinned, -round(row.importance, 9), row.name),
    )
    knowledge = sorted(
        (row for row in skills if row.domain == Domain.KNOWLEDGE),
        key=lambda row: (-round(row.importance, 9), row.name),
    )
    apart = sorted(
        (row for row in skills if row.importance >= LEAST_IMPORTANCE and row.difference > 0),
        key=lambda row: (-round(row.difference, 9), row.name),
    )
    important = sorted(
        (row for row in skills if row.importance >= LEAST_IMPORTANCE or row.pinned),
        key=lambda row: (-round(row.importance, 9), row.name),
    )
    return RatedProfile(
        important=tuple(important),
        core=tuple(core[:CORE_COUNT]),
        apart=tuple(apart[:APART_COUNT]),
        knowledge=tuple(knowledge[:KNOWLEDGE_COUNT]),
        styles=_scale_rows(merged, IMPACT)[:STYLE_COUNT],
        interests=_scale_rows(merged, INTEREST),
        values=_scale_rows(merged, EXTENT),
        rated=rated,
    )


def _distinctly_named(rows: Sequence[SkillRow]) -> list[SkillRow]:
    """A name that O*NET gives to two elements ("Mathematics") says which of them is meant."""
    times = Counter(row.name for row in rows)
    return [
        replace(row, name=f"{row.name} ({row.domain})") if times[row.name] > 1 else row
        for row in rows
    ]


def _ratings(codes: Sequence[str], releases: CurrentReleases) -> list[_Element]:
    """The ratings a page uses, by element; suppressed ones left out."""
    rows = (
        Rating.objects.filter(release=releases.onet, occupation__in=codes, suppress=False)
        .filter(
            Q(scale=IMPORTANCE, element__domain__in=(Domain.SKILL, Domain.KNOWLEDGE))
            | Q(scale__in=(INTEREST, EXTENT, IMPACT))
        )
        .annotate(
            overall=FilteredRelation(
                "element__means", condition=Q(element__means__release=releases.onet)
            )
        )
        .filter(Q(overall__scale=F("scale")))
        .order_by("element_id", "occupation_id")
        .values_list(
            "element_id",
            "element__name",
            "element__words__slug",
            "element__domain",
            "scale",
            "overall__mean",
            "occupation_id",
            "value",
        )
    )
    found: dict[tuple[str, str], _Element] = {}
    for code, name, slug, domain, scale, mean, occupation, value in rows:
        element = found.get((code, scale))
        if element is None:
            element = found[code, scale] = _Element(code, name, slug or "", domain, scale, mean, {})
        element.values[occupation] = value
    return list(found.values())


def _mean(
    element: _Element, occupations: Sequence[OccupationRow], codes: Sequence[CodeRow]
) -> float | None:
    weights = {row.code: row.weight for row in codes}
    siblings: Mapping[str | None, list[str]] = defaultdict(list)
    for row in occupations:
        if row.code in element.values:
            siblings[row.matrix_code].append(row.code)
    shared = {
        code: weights.get(matrix or "", 0.0) / len(members)
        for matrix, members in siblings.items()
        for code in members
    }
    if not any(shared.values()):
        shared = dict.fromkeys(element.values, 1.0)
    return weighted_mean(element.values, shared)


def _choices(choices: Iterable[RoleSkill]) -> tuple[set[str], set[str]]:
    """Elements the editor pinned, and those hidden."""
    by_choice: dict[str, set[str]] = {SkillChoice.PIN: set(), SkillChoice.HIDE: set()}
    for choice in choices:
        by_choice[choice.choice].add(choice.element_id)
    return by_choice[SkillChoice.PIN], by_choice[SkillChoice.HIDE]


def _scale_rows(merged: Sequence[tuple[_Element, float]], scale: str) -> tuple[ScaleRow, ...]:
    """The elements of one scale, strongest first."""
    least, most = _RANGES[scale]
    rows = [
        ScaleRow(element.code, element.name, element.name[0], value, least, most)
        for element, value in merged
        if element.scale == scale
    ]
    return tuple(sorted(rows, key=lambda row: (-round(row.value, 9), row.name)))
