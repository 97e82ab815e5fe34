"""Whether what was answered lets roles be ranked: a page offers the list of fit only then."""

from __future__ import annotations

from collections.abc import Collection

from careers.guidance import interests, skills, strengths, values
from careers.guidance.record import Answers

TYPES_MIDDLE, VALUES_MIDDLE = 3.0, 0.5
"""Where fit puts a type or value without an answer."""


def ranking(answers: Answers, name: str) -> str:
    """The questionnaire of that name if roles are ranked by it, else "others" or nothing."""
    telling = {
        "interests": _differ(interests.person(answers).values(), TYPES_MIDDLE),
        "skills": bool(skills.person(answers)),
        "values": _differ(values.person(answers).values(), VALUES_MIDDLE),
        "strengths": len(set(strengths.person(answers).values())) > 1,
    }
    return name if telling[name] else "others" if any(telling.values()) else ""


def _differ(numbers: Collection[float], middle: float) -> bool:
    """Whether six numbers are not all alike, those that are missing being in the middle."""
    return len({*numbers, *([middle] if len(numbers) < 6 else [])}) > 1
