"""How near a name is to what was asked for: pure functions over rows of the index."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

from careers.models import EntryKind, NameKind
from careers.search import synonyms
from careers.search.engines import Row
from careers.search.query import OTHER_WORD, Reading, Variant
from careers.search.text import stem

Pairs = Collection[tuple[str, str]]
Stems = Mapping[tuple[str, ...], float]
"""Of each word asked for the stems that it may stand for, with how telling it is."""


class Step(IntEnum):
    """The steps of the order, nearest first; see `careers.search`."""

    TITLE = 1
    NAME = 2
    SHORT = 3
    SAME_WORDS = 4
    FORMS = 5
    PREFIX = 6
    WORDS = 7
    TEXT = 8
    SOME = 9


FURTHER_WORD, BEGUN_FURTHER, COST = 0.6, 1.0, 1.5
JOBS_OF_TEXT, CLOSE = 0.4, 0.45
EVERYDAY_PART = 0.3
NOT_JOBS = {EntryKind.SECTOR, EntryKind.SKILL, EntryKind.PLACE, EntryKind.TECHNOLOGY}
"""What a further word, and a step away from what was typed, weigh against ten times the jobs."""

SECTION_WEIGHTS = (1.0, 0.8, 0.7, 0.35, 0.7)
"""Of everyday words, summaries, tools, guides' prose, and the titles of occupations."""


@dataclass(frozen=True, slots=True)
class Match:
    """How a row answers: `readings` are what the words were taken for."""

    row: Row
    step: Step
    score: float
    readings: tuple[Reading, ...] = ()

    @property
    def order(self) -> tuple[float, ...]:
        """What results are sorted by; the row's number is unique."""
        bare = self.step < Step.TEXT and self.row.entry_kind != EntryKind.GUIDE
        return (self.step, bare, -self.score, self.row.id)


def match_name(row: Row, variant: Variant, compounds: Pairs) -> Match | None:
    """How a name answers a reading of the words; None if a word is missing."""
    words = row.words.split()
    taken = variant.exact.get("".join(words))
    if taken is not None:
        step, further = _whole(row, taken), 0
    else:
        found = [_read(place, words, compounds) for place in variant.places]
        if None in found:
            return None
        read = [one for one in found if one is not None]
        taken = tuple(reading for reading, _ in read)
        further = max(len(words) - len({at for _, places in read for at in places}), 0)
        step = _step(words, taken, further)
    jobs, cost = row.jobs, variant.cost + sum(reading.cost for reading in taken)
    if step > Step.NAME and row.entry_kind in NOT_JOBS:
        jobs //= 100
    if step >= Step.SAME_WORDS and row.kind == NameKind.EVERYDAY:
        cost += EVERYDAY_PART
    weight = BEGUN_FURTHER if any(reading.begun for reading in taken) else FURTHER_WORD
    return Match(row, step, likely(jobs) - weight * further - COST * cost, taken)


def likely(jobs: int) -> float:
    """Jobs decide what is near: from 3 for none to 6.6 for four million."""
    return math.log10(jobs + 1_000)


def _read(
    place: Sequence[Reading], words: Sequence[str], compounds: Pairs
) -> tuple[Reading, list[int]] | None:
    """The first reading of a word that the name holds, and where."""
    for reading in place:
        at = [_find(word, words, compounds) for word in reading.words[:-1]]
        last = reading.words[-1]
        at.append(_find_begun(last, words) if reading.begun else _find(last, words, compounds))
        if None not in at:
            return reading, [number for number in at if number is not None]
    return None


def _find(word: str, words: Sequence[str], compounds: Pairs) -> int | None:
    """Where a word stands; in a name that has it joined to another, where that does."""
    if word in words:
        return words.index(word)
    for number, other in enumerate(words):
        if other.startswith(word) and (word, other[len(word) :]) in compounds:
            return number
        if other.endswith(word) and (other[: -len(word)], word) in compounds:
            return number
    return None


def _find_begun(word: str, words: Sequence[str]) -> int | None:
    return next((number for number, other in enumerate(words) if other.startswith(word)), None)


def _whole(row: Row, taken: Sequence[Reading]) -> Step:
    """The step of a name that is what was asked for."""
    if row.kind == NameKind.SHORT:
        return Step.SHORT
    if row.kind == NameKind.EVERYDAY and row.entry_kind == EntryKind.SKILL and " " not in row.words:
        return Step.FORMS  # "warehouse" is more of a job than of a skill
    literal = not any(reading.cost == OTHER_WORD for reading in taken)
    return Step.TITLE if row.kind == NameKind.OWN and literal else Step.NAME


def _step(words: Sequence[str], taken: Sequence[Reading], further: int) -> Step:
    """The step of a name that holds every word."""
    asked = [word for reading in taken for word in reading.words]
    begun = any(reading.begun for reading in taken)
    if not begun and not further and set(asked) == set(words):
        return Step.SAME_WORDS
    return Step.PREFIX if "".join(words).startswith("".join(asked)) else Step.WORDS


def match_stems(row: Row, stems: Stems, weigh: Callable[[str], float], *, complete: bool) -> Match:
    """How a name, or our text about a thing, answers by stems.

    Where it holds all of them, and they are all that was asked for (`complete`), it is a name of
    the same words or of further ones; else the more telling stems it holds, and the less a name
    has besides, the nearer it is.
    """
    if row.kind == NameKind.TEXT:
        held, is_whole = _held_by_text(row, stems)
        step = Step.TEXT if is_whole and complete else Step.SOME
        return Match(row, step, 10 * held / sum(stems.values()) + JOBS_OF_TEXT * likely(row.jobs))
    own = set(map(stem, row.words.split()))
    used: set[str] = set()
    held = 0.0
    for alternatives, weight in stems.items():
        common = own.intersection(alternatives)
        held += weight if common else 0.0
        used |= common
    besides = own - used - synonyms.fillers()
    is_loose = row.kind == NameKind.EVERYDAY and row.entry_kind == EntryKind.SKILL
    if complete and not is_loose and not any(map(own.isdisjoint, stems)):
        jobs = row.jobs // 100 if row.entry_kind in NOT_JOBS else row.jobs
        near = likely(jobs) - FURTHER_WORD * len(besides) - COST * OTHER_WORD
        return Match(row, Step.WORDS if besides else Step.FORMS, near)
    close = held / (held + sum(map(weigh, besides))) if held else 0.0
    part = held / sum(stems.values()) * (1 - CLOSE + CLOSE * close)
    return Match(row, Step.SOME, 10 * part + JOBS_OF_TEXT * likely(row.jobs))


def _held_by_text(row: Row, stems: Stems) -> tuple[float, bool]:
    """The weight of the stems that a text's sections hold, and whether they hold all."""
    sections = [
        (set(section.split()), value)
        for section, value in zip(row.words.split("|"), SECTION_WEIGHTS, strict=True)
        if section
    ]
    best = [
        weight
        * max((value for held, value in sections if not held.isdisjoint(alternatives)), default=0.0)
        for alternatives, weight in stems.items()
    ]
    return sum(best), all(best)
