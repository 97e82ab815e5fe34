"""Skills: a profile of levels, 0 to 7 on O*NET's scale, begun in one of three ways and corrected.

Source. Levels (scale LV) are O*NET's, as rated for occupations by analysts and by people who do
the work. What a deed of the everyday checklist shows is the project's own judgment and has not
been validated; so is what a reader says of themselves.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from careers.guidance import points, questions
from careers.guidance.record import Answers
from careers.models import Domain, Rating, Release

LEVEL = "LV"
HIGHEST = 7.0
FURTHER, MOST_FURTHER = 0.25, 0.5
"""What each further deed that shows a skill adds to the highest level shown, and at most."""
FEWEST, NEARLY_ALL = 20, 0.9
"""Levels of a part (skills, or knowledge) that can be alike, and the share from which they are."""
LONGEST_CYCLE = 8
"""Once through all levels."""
KNOWLEDGE = "2.C."
"""What the codes of knowledge areas begin with."""
DOMAINS = (Domain.SKILL, Domain.KNOWLEDGE)

Levels = Mapping[str, float]
"""Levels 0 to 7 by the code of a skill or knowledge area."""


def person(answers: Answers) -> dict[str, float]:
    """The level (0 to 7) of each skill and knowledge area that has one; none of a line's."""
    in_line = lines(answers.skills)
    return {
        code: answers.skills[code]
        for code in sorted(answers.skills)
        if not in_line[code.startswith(KNOWLEDGE)]
    }


def lines(levels: Levels) -> tuple[bool, bool]:
    """Whether the skills, and the knowledge areas, are a straight line that tells nothing.

    Of 20 levels or more nine in ten are one and the same, or they go in a pattern in the order of
    asking, which is that of the codes (`points.is_pattern` without its long runs: skills of a
    kind are asked one after the other). Knowledge that is 0 throughout is not: who knows none of
    33 fields may say so. The cut-offs are ours. Of simulated people whose levels spread 1.5
    around their own none of 20,000 was taken for a line; of those with one single level for each
    kind of skill 14 of 10,000 at most; see tests/guidance/test_skills.py.
    """
    known = [levels[code] for code in sorted(levels) if code.startswith(KNOWLEDGE)]
    rest = [levels[code] for code in sorted(levels) if not code.startswith(KNOWLEDGE)]
    return _is_line(rest), any(known) and _is_line(known)


def _is_line(levels: list[float]) -> bool:
    if len(levels) < FEWEST:
        return False
    usual = max(levels.count(level) for level in levels)
    return usual >= NEARLY_ALL * len(levels) or points.is_cycle(levels, LONGEST_CYCLE)


def shown_by(ticked: Collection[str]) -> dict[str, float]:
    """The levels that deeds of the checklist show; keys that are none are passed over.

    The highest level that a ticked deed shows, plus 0.25 for each further one that shows the
    skill, at most 0.5 in all and never above 7.
    """
    shown: dict[str, list[float]] = defaultdict(list)
    for deed in questions.everyday().item:
        if deed.key in ticked:
            for code, level in deed.shows.items():
                shown[code].append(level)
    return {code: _level_shown(levels) for code, levels in sorted(shown.items())}


def _level_shown(levels: list[float]) -> float:
    further = min(FURTHER * (len(levels) - 1), MOST_FURTHER)
    return min(max(levels) + further, HIGHEST)


def rated_levels(release: Release | None, codes: Iterable[str]) -> dict[str, dict[str, float]]:
    """The rated levels of occupations, by occupation and element; one query.

    Ratings marked suppress, and elements not relevant to an occupation, are left out.
    """
    rows = Rating.objects.filter(
        release=release,
        occupation__in=sorted(set(codes)),
        scale=LEVEL,
        suppress=False,
        not_relevant=False,
        element__domain__in=DOMAINS,
    )
    found: dict[str, dict[str, float]] = defaultdict(dict)
    for occupation, element, value in rows.order_by().values_list(
        "occupation_id", "element_id", "value"
    ):
        found[occupation][element] = value
    return dict(found)


def of_job(rated: Mapping[str, Levels], codes: Iterable[str]) -> dict[str, float]:
    """The levels of a job from those of its occupations: per element the mean over the rated."""
    values: dict[str, list[float]] = defaultdict(list)
    for code in sorted(set(codes)):
        for element, level in rated.get(code, {}).items():
            values[element].append(level)
    return {
        element: round(math.fsum(levels) / len(levels), 2)
        for element, levels in sorted(values.items())
    }


def highest(profiles: Iterable[Levels]) -> dict[str, float]:
    """The highest level of each element: who did two jobs has shown what either asks for."""
    found: dict[str, float] = {}
    for profile in profiles:
        for element, level in profile.items():
            found[element] = max(level, found.get(element, 0.0))
    return dict(sorted(found.items()))


def begun_anew(skills: Levels, before: Levels, after: Levels) -> dict[str, float]:
    """A profile whose beginning was `before` and is now `after`.

    What the reader corrected stays: a level that is not that of the old beginning, and a level
    of it that they took out. All else becomes what the new beginning says.
    """
    taken_out = before.keys() - skills.keys()
    begun = {code: level for code, level in after.items() if code not in taken_out}
    own = {code: level for code, level in skills.items() if before.get(code) != level}
    return dict(sorted((begun | own).items()))


def whole(level: float) -> int:
    """The nearest whole level, halves up."""
    return math.floor(level + 0.5)


def corrected(level: float | None, chosen: int) -> float:
    """A level once its reader chose a whole one: as it was where that is its nearest one."""
    return level if level is not None and whole(level) == chosen else float(chosen)
