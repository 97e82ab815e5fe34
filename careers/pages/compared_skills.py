"""Skills and knowledge that compared roles share, and those that only some of them need."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from careers.models import Domain
from careers.pages.differences import NAMES_FOR_ALL
from careers.profiles import Profile
from careers.profiles.skills import LEAST_IMPORTANCE
from careers.profiles.types import SkillRow
from careers.profiles.wording import listed

ALL, SOME, ONLY = "all", "some", "only"
BELOW = "under 3"
NOT_RATED = "not rated"


@dataclass(frozen=True, slots=True)
class SkillLine:
    """A skill with its importance for each role; `where` names the roles it matters in."""

    name: str
    where: str
    importances: tuple[float | None, ...]
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SkillGroup:
    """Skills that matter in all, in some, or in one of the roles, most important first."""

    key: str
    title: str
    lines: tuple[SkillLine, ...]

    @property
    def words(self) -> str:
        """The skills in a sentence; of those that matter in some, which those are."""
        if self.key == SOME:
            return "; ".join(f"{line.name} ({line.where})" for line in self.lines)
        return listed([line.name for line in self.lines])


@dataclass(frozen=True, slots=True)
class SkillTable:
    """The skills or the knowledge areas of the roles; `says` sums them up in a sentence."""

    key: str
    title: str
    says: str
    groups: tuple[SkillGroup, ...]

    @property
    def count(self) -> int:
        """How many lines it has."""
        return sum(len(group.lines) for group in self.groups)


def skill_tables(names: Sequence[str], profiles: Sequence[Profile]) -> list[SkillTable]:
    """A table of skills and one of knowledge areas; those without a line are left out."""
    kinds = ((Domain.SKILL, "Skills"), (Domain.KNOWLEDGE, "Knowledge"))
    tables = [_table(domain, title, names, profiles) for domain, title in kinds]
    return [table for table in tables if table.groups]


def important(profile: Profile, domain: str) -> dict[str, SkillRow]:
    """The rows of a domain with importance 3 or more, by element."""
    return {
        row.element: row
        for row in profile.important_skills
        if row.domain == domain and row.importance >= LEAST_IMPORTANCE
    }


def is_rated(profile: Profile) -> bool:
    """Whether O*NET has rated any occupation of the page."""
    return any(row.rated for row in profile.occupations)


def _table(
    domain: str, title: str, names: Sequence[str], profiles: Sequence[Profile]
) -> SkillTable:
    held = [important(profile, domain) for profile in profiles]
    rated = [is_rated(profile) for profile in profiles]
    labels = {element: row.name for rows in reversed(held) for element, row in rows.items()}
    lines = [_line(element, name, names, held, rated) for element, name in labels.items()]
    groups = _groups(lines, names, rated)
    return SkillTable(domain, title, _summed_up(groups, names, rated), groups)


def _line(
    element: str,
    name: str,
    names: Sequence[str],
    held: Sequence[dict[str, SkillRow]],
    rated: Sequence[bool],
) -> SkillLine:
    rows = [found.get(element) for found in held]
    return SkillLine(
        name=name,
        where=listed([role for role, row in zip(names, rows, strict=True) if row]),
        importances=tuple(row.importance if row else None for row in rows),
        texts=tuple(
            row.importance_text if row else BELOW if has_ratings else NOT_RATED
            for row, has_ratings in zip(rows, rated, strict=True)
        ),
    )


def _groups(
    lines: Sequence[SkillLine], names: Sequence[str], rated: Sequence[bool]
) -> tuple[SkillGroup, ...]:
    """In all rated roles, in some, then in one only, role by role; empty groups are left out."""
    count = sum(rated)
    if count < 2:
        return ()
    times = {line: len(names) - line.importances.count(None) for line in lines}
    found = [
        (ALL, f"Matter in {_every(names, rated)}", [x for x in lines if times[x] == count]),
        (SOME, "Matter in some", [x for x in lines if 1 < times[x] < count]),
    ]
    found += [
        (f"{ONLY}-{place}", f"Matter in {name} only", [x for x in lines if _only(x) == place])
        for place, name in enumerate(names)
    ]
    return tuple(SkillGroup(key, title, tuple(_sorted(own))) for key, title, own in found if own)


def _only(line: SkillLine) -> int | None:
    """The place of the one role that a skill matters in."""
    places = [place for place, value in enumerate(line.importances) if value is not None]
    return places[0] if len(places) == 1 else None


def _sorted(lines: Sequence[SkillLine]) -> list[SkillLine]:
    return sorted(
        lines, key=lambda line: (-round(max(x or 0 for x in line.importances), 9), line.name)
    )


def _every(names: Sequence[str], rated: Sequence[bool]) -> str:
    if all(rated):
        return NAMES_FOR_ALL[len(names)]
    return listed([name for name, is_there in zip(names, rated, strict=True) if is_there])


def _summed_up(groups: Sequence[SkillGroup], names: Sequence[str], rated: Sequence[bool]) -> str:
    shared = sum(len(group.lines) for group in groups if group.key == ALL)
    some = sum(len(group.lines) for group in groups if group.key == SOME)
    one = sum(len(group.lines) for group in groups if group.key.startswith(ONLY))
    parts = [f"{shared} of {shared + some + one} matter in {_every(names, rated)}"]
    if some:
        parts.append(f"{some} in some of them")
    parts.append(f"{one} in one only")
    return f"{listed(parts)}."
