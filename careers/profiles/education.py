"""Schooling of the people in the work, and what BLS calls the usual way in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from careers.mixture import weighted_mean
from careers.models import CurrentReleases
from careers.profiles import wording
from careers.profiles.load import ATTAINMENT_LEVELS, MatrixFacts
from careers.profiles.types import CodeRow, Education, EducationLevel, EntryEducation

_NAMES = (
    "Less than high school",
    "High school diploma",
    "Some college, no degree",
    "Associate's degree",
    "Bachelor's degree",
    "Master's degree",
    "Doctoral or professional degree",
)
_HOLD = (
    "did not finish high school",
    "hold a high school diploma",
    "have some college but no degree",
    "hold an associate's degree",
    "hold a bachelor's degree",
    "hold a master's degree",
    "hold a doctoral or professional degree",
)


def education(
    codes: Sequence[CodeRow], facts: Mapping[str, MatrixFacts], releases: CurrentReleases
) -> Education | None:
    """Attainment weighted by base-year jobs, and entry education by share of jobs.

    None where neither is published for any code.
    """
    weights = {row.code: float(row.base_employment or 0) for row in codes}
    levels = _levels(codes, facts, weights)
    entry = _entry(codes)
    if not levels and not entry:
        return None
    sentence, short = _in_words(levels)
    return Education(
        levels=levels,
        sentence=sentence,
        short=short or (entry[0].name if entry else ""),
        entry=entry,
        source=releases.attainment.short_name if releases.attainment and levels else "",
        entry_source=releases.projections.short_name if releases.projections and entry else "",
    )


def _levels(
    codes: Sequence[CodeRow], facts: Mapping[str, MatrixFacts], weights: Mapping[str, float]
) -> tuple[EducationLevel, ...]:
    known = {row.code: held for row in codes if (held := facts[row.code].attainment) is not None}
    levels = []
    for place, name in enumerate(_NAMES[: len(ATTAINMENT_LEVELS)]):
        mean = weighted_mean({code: shares[place] for code, shares in known.items()}, weights)
        if mean is None:
            return ()
        levels.append(EducationLevel(name, mean))
    return tuple(levels)


def _in_words(levels: Sequence[EducationLevel]) -> tuple[str, str]:
    """The commonest level, and how many hold that or more: a sentence and a short form."""
    if not levels:
        return "", ""
    place = max(range(len(levels)), key=lambda index: levels[index].percent)
    this = wording.share_in_words(levels[place].percent)
    or_more = sum(level.percent for level in levels[place:])
    words = wording.share_in_words(or_more)
    sentence = f"{this} {_HOLD[place]}"
    if place < len(levels) - 1 and words != this and place > 0:
        sentence += f", {words} that or more"
    return sentence, levels[place].name


def _entry(codes: Sequence[CodeRow]) -> tuple[EntryEducation, ...]:
    """Each entry education that BLS names, with its share of the jobs, largest first."""
    jobs: dict[str, float] = defaultdict(float)
    largest: dict[str, CodeRow] = {}
    for row in sorted(codes, key=lambda row: -(row.base_employment or 0)):
        if row.entry_education and row.base_employment:
            jobs[row.entry_education] += row.base_employment
            largest.setdefault(row.entry_education, row)
    total = sum(jobs.values())
    return tuple(
        EntryEducation(
            name=name,
            percent=100 * jobs[name] / total,
            experience=largest[name].work_experience,
            training=largest[name].training,
        )
        for name in sorted(jobs, key=lambda name: (-jobs[name], name))
    )
