"""Answers a question: asks the index, at most seven times, and puts what it finds in order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from itertools import takewhile

from careers.models import EntryKind, NameKind
from careers.search.engines import Either, Every, Question, Token, rows, within
from careers.search.index import BANDS, TEXT_BAND
from careers.search.query import (
    TWO_WORDS,
    BesidePlace,
    Query,
    Reading,
    Variant,
    beside_place,
    fewer_words,
    guesses,
    respelled,
    told_stems,
    variants,
)
from careers.search.ranking import NOT_JOBS, Match, Step, match_name, match_stems
from careers.search.text import stem
from careers.search.vocabulary import Place, Vocabulary, current

MOST_HITS = 500
"""More results than these are not counted."""

MOST_EXACT, MOST_BEGINNING, MOST_TEXTS, MOST_SOME = 60, 120, 100, 250
TEXTS = TEXT_BAND[0]
STATE_LETTERS = 2
MOST_CALLED = 3
"""A place named beside a job comes after the jobs that are called so, at most this many."""

FIRST, MOST_SPELLINGS = 30, 3
"""Spellings are those of the first results, and at most so many are told."""


@dataclass(frozen=True, slots=True)
class Found:
    """What was found, nearest first, each thing once.

    `told` are the words looked for in place of what was typed, `meant` words that may have been
    meant by what was found; `place` is the slug of a place that was named beside what is looked
    for; `is_partial` where nothing has all the words.
    """

    query: Query
    matches: list[Match] = field(default_factory=list)
    told: tuple[str, ...] = ()
    meant: tuple[str, ...] = ()
    place: str = ""

    @property
    def is_partial(self) -> bool:
        """Whether nothing has all the words, and these come nearest."""
        return bool(self.matches) and all(match.step == Step.SOME for match in self.matches[:1])

    def named(self, kind: EntryKind) -> list[Match]:
        """The matches of one kind whose names answer, not our texts about them."""
        return [
            match
            for match in self.matches
            if match.row.entry_kind == kind and match.step < Step.TEXT
        ]


def find(query: Query, *, most: int = MOST_HITS) -> Found:
    """Everything that answers the query, nearest first; at most `most` things by their names.

    Six queries at most, and seven more once when the index has changed.
    """
    vocabulary = current() if not query.is_empty else None
    if vocabulary is None:
        return Found(query)
    matches, place = _matches(query, vocabulary, most)
    ordered = _once(sorted(_with_technologies(matches), key=lambda match: match.order))
    told, meant = _spellings(ordered) if ordered else ((), guesses(query.words, vocabulary))
    if place is None:
        return Found(query, ordered, told, meant)
    named = [match for match in ordered if match.row.entry == place.entry]
    others = [match for match in ordered if match.row.entry != place.entry]
    called = list(takewhile(lambda match: match.step <= Step.NAME, others[:MOST_CALLED]))
    before = len(called) or 1
    return Found(query, [*others[:before], *named, *others[before:]], told, meant, place.key)


def _with_technologies(matches: Sequence[Match]) -> list[Match]:
    """The matches, a technology that is called so before or after the jobs at its step.

    It comes first unless a job is called so: "chef" is a job, "solidworks" a technology, even
    where people say it for a job.
    """
    is_job = any(
        match.step <= Step.NAME
        and match.row.entry_kind not in NOT_JOBS
        and match.row.kind != NameKind.EVERYDAY
        and _is_literal(match)
        for match in matches
    )
    step = Step.SHORT if is_job else Step.TITLE
    return [
        replace(match, step=step)
        if match.row.entry_kind == EntryKind.TECHNOLOGY
        and match.step <= Step.NAME
        and _is_literal(match)
        else match
        for match in matches
    ]


def _matches(query: Query, vocabulary: Vocabulary, most: int) -> tuple[list[Match], Place | None]:
    """Hits by the whole name, beside a place, by a part of the name, and by our texts."""
    matches = _by_name(variants(query.words, vocabulary), vocabulary, most)
    beside = beside_place(query, vocabulary)
    if beside is not None and (beside.is_said or not any(map(_is_literal, matches))):
        found = _beside(beside, vocabulary, most)
        if found:
            return found, beside.place
    if not matches:
        matches = _by_name(fewer_words(query.words, vocabulary), vocabulary, most)
    if not matches:
        matches = _by_name(respelled(query.words, vocabulary), vocabulary, most)
    if len(matches) < most:
        matches = [*matches, *_by_stems(query.words, vocabulary, whole=bool(matches))]
    return matches, None


def _is_literal(match: Match) -> bool:
    return not any(reading.cost >= TWO_WORDS for reading in match.readings)


def _beside(beside: BesidePlace, vocabulary: Vocabulary, most: int) -> list[Match]:
    """What is looked for in a place, and the place."""
    matches = _by_name(variants(beside.words, vocabulary), vocabulary, most)
    matches = matches or _by_name(fewer_words(beside.words, vocabulary), vocabulary, most)
    matches = matches or _by_stems(beside.words, vocabulary, whole=False)
    return [*matches, Match(beside.place.row, Step.WORDS, 0.0)] if matches else []


def _spellings(matches: Sequence[Match]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What was looked for in place of what was typed, and what may have been meant besides."""
    mended = [match for match in matches[:FIRST] if any(r.is_mended for r in match.readings)]
    texts = dict.fromkeys(
        " ".join(word for reading in match.readings for word in reading.words) for match in mended
    )
    spelled = tuple(texts)[:MOST_SPELLINGS]
    return (spelled, ()) if mended and mended[0] is matches[0] else ((), spelled)


def _by_name(ways: Sequence[Variant], vocabulary: Vocabulary, most: int) -> list[Match]:
    """Names that hold all the words, in any of the ways to read them."""
    if not ways:
        return []
    exact = dict.fromkeys(Token(f"={key}") for way in ways for key in way.exact)
    beginning = dict.fromkeys(
        _banded(Token(f"={key}", prefix=True), _least(way, vocabulary), vocabulary, MOST_BEGINNING)
        for way in ways
        for key in way.exact
    )
    asked: list[tuple[Question, int]] = [
        (Either(tuple(exact)), MOST_EXACT),
        (Either(tuple(beginning)), MOST_BEGINNING),
    ]
    asked += [
        (_banded(way.question(), _least(way, vocabulary), vocabulary, most), most) for way in ways
    ]
    found = []
    for row in rows(asked):
        matches = [
            match
            for way in ways
            if (match := match_name(row, way, vocabulary.compounds)) is not None
        ]
        if matches:
            found.append(min(matches, key=lambda match: match.order))
    return found


def _banded(question: Question, answers: int, vocabulary: Vocabulary, most: int) -> Question:
    """The question to the first names alone where so many answer that they will do."""
    for mark, size in BANDS:
        if answers * size / vocabulary.total > 2 * most:
            return within(question, mark)
    return question


def _least(way: Variant, vocabulary: Vocabulary) -> int:
    """How many names answer at most: those that hold the rarest word."""
    return min(sum(_answers(reading, vocabulary) for reading in place) for place in way.places)


def _answers(reading: Reading, vocabulary: Vocabulary) -> int:
    counts = [vocabulary.count(word) for word in reading.words]
    if reading.begun:
        counts[-1] = vocabulary.beginning(reading.words[-1])
    return min(counts)


def _by_stems(words: Sequence[str], vocabulary: Vocabulary, *, whole: bool) -> list[Match]:
    """Names and our own texts that hold the stems; unless `whole`, also those that hold some."""
    told = told_stems(words, vocabulary)
    stems = {
        alternatives: min(map(vocabulary.weight, alternatives))
        for alternatives in told
        if any(map(vocabulary.knows, alternatives))
    }
    if not stems or (whole and len(stems) < len(told)):
        return []
    words_told = [
        _Told(
            Either(tuple(Token(f"~{one}") for one in alternatives)),
            sum(vocabulary.stems.get(one, 0) for one in alternatives),
        )
        for alternatives in sorted(stems, key=lambda one: (-stems[one], one))
    ]
    every = Every(tuple(one.question for one in words_told))
    asked: list[tuple[Question, int]] = [(within(every, TEXTS), MOST_TEXTS)]
    complete = len(stems) == len(told)
    if complete:
        asked.append((_together(words_told, vocabulary), MOST_TEXTS))
    if not whole:
        some = Either(tuple(one.question for one in words_told))
        asked += [(within(some, TEXTS), MOST_SOME), *_parts(words_told, vocabulary)]
    found = [match_stems(row, stems, vocabulary.weight, complete=complete) for row in rows(asked)]
    long = {one for alternatives in stems for one in alternatives if len(one) > STATE_LETTERS}
    return [match for match in found if not _is_state_alone(match, long)]


def _is_state_alone(match: Match, long: AbstractSet[str]) -> bool:
    """Whether a place holds but the letters of its state: an "id checker" is not after Idaho."""
    is_part = match.step == Step.SOME and match.row.entry_kind == EntryKind.PLACE
    return is_part and long.isdisjoint(map(stem, match.row.words.split()))


@dataclass(frozen=True, slots=True)
class _Told:
    """A word that was told, as a question for its stems, and how many names answer it."""

    question: Question
    names: int


def _together(words: Sequence[_Told], vocabulary: Vocabulary) -> Question:
    """Rows that hold all of the words."""
    every = Every(tuple(word.question for word in words))
    return _banded(every, min(word.names for word in words), vocabulary, MOST_TEXTS)


def _parts(words: Sequence[_Told], vocabulary: Vocabulary) -> list[tuple[Question, int]]:
    """All of the words but one, the most telling with another, the two most telling alone."""
    parts: list[Sequence[_Told]] = []
    if len(words) > 2:
        parts += [[word for word in words if word is not left] for left in words]
    parts += [(words[0], other) for other in words[1:]]
    parts += [(word,) for word in words[:2]]
    return [(_together(part, vocabulary), MOST_TEXTS) for part in parts]


def _once(matches: Iterable[Match]) -> list[Match]:
    """The matches with each thing once, by the nearest of its names.

    "Barber" and "Barbers" filed alike are one thing: they are told apart by their jobs.
    """
    kept: list[Match] = []
    passed: set[int] = set()
    alike: set[tuple[str, int]] = set()
    for match in matches:
        row = match.row
        if row.entry in passed:
            continue
        passed.add(row.entry)
        if row.kind == NameKind.OWN and row.entry_kind in (EntryKind.TITLE, EntryKind.GUIDE):
            if (row.words, row.jobs) in alike:
                continue
            alike.add((row.words, row.jobs))
        kept.append(match)
    return kept
