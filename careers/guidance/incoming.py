"""A record from a file that somebody brings: taken whole, or refused with the place and the reason.

`record.read` knows the form. Here is what only the rest of the site knows: which questions there
are, that keys are not there twice, and that no day in it would break a calendar.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from typing import TypeVar

import msgspec

from careers.guidance import questions
from careers.guidance.plan import FIRST_DAY, LAST_DAY, typed_line, typed_text
from careers.guidance.record import Closed, Record, UnreadableError, misfit, read

Part = TypeVar("Part", bound=Closed)


def read_file(text: bytes, elements: Collection[str]) -> Record:
    """The record of an exported file; raises `UnreadableError` with what is wrong with it.

    `elements` are the codes of the skills and knowledge areas that can be rated. Roles that the
    site does not know are no fault: they come and go.
    """
    record = _clean(read(text))
    for place, problem in _problems(record, elements):
        raise UnreadableError(misfit(place, problem))
    return record


def _clean(record: Record) -> Record:
    """The record with its texts as the site's own forms keep them."""
    plan = _with(_with(record.plan, typed_text, "situation", "backup"), typed_line, "present")
    plan = _replaced(
        plan,
        goals=tuple(_with(one, typed_text, "why") for one in plan.goals),
        steps=tuple(_with(one, typed_line, "text", "evidence", "skill") for one in plan.steps),
        doubts=tuple(_with(one, typed_line, "text", "test") for one in plan.doubts),
    )
    return _replaced(
        record,
        limits=_with(record.limits, typed_line, "place", "education"),
        saved=tuple(_with(one, typed_line, "note") for one in record.saved),
        plan=plan,
    )


def _with(part: Part, clean: Callable[[str], str], *names: str) -> Part:
    """The part with these of its texts cleaned."""
    return _replaced(part, **{name: clean(getattr(part, name)) for name in names})


def _replaced(part: Part, **fields: object) -> Part:
    """The part with these fields; itself where they are as they were.

    A default that is replaced by an equal one would be written out again.
    """
    changes = {name: value for name, value in fields.items() if value != getattr(part, name)}
    return msgspec.structs.replace(part, **changes) if changes else part


def _problems(record: Record, elements: Collection[str]) -> Iterator[tuple[str, str]]:
    yield from _unknown_answers(record, elements)
    yield from _doubles(record)
    for place, date in _dates(record):
        if not FIRST_DAY <= date <= LAST_DAY:
            yield place, f"a day is not between {FIRST_DAY.year} and {LAST_DAY.year}"


def _unknown_answers(record: Record, elements: Collection[str]) -> Iterator[tuple[str, str]]:
    """Answers to what is not asked here."""
    answers = record.answers
    styles = questions.styles().values()
    values = questions.values()
    asked: tuple[tuple[str, Iterable[str], Collection[str]], ...] = (
        ("interests", answers.interests, {one.key for one in questions.activities()}),
        ("strengths", answers.strengths, {one.key for row in styles for one in row.statements}),
        ("skills", answers.skills, elements),
        ("everyday", answers.everyday, {one.key for one in questions.everyday().item}),
        ("pairs", answers.pairs, {pair.key for pair in values.pairs}),
        ("order", answers.order, values.cards.keys()),
    )
    for name, given, known in asked:
        for key in given:
            if key not in known:
                yield f"answers.{name}", f"“{key[:60]}” is not asked here"
    for pair, chosen in answers.pairs.items():
        if chosen not in pair.split(" "):
            yield "answers.pairs", "a choice is neither of the two"


def _doubles(record: Record) -> Iterator[tuple[str, str]]:
    plan, answers = record.plan, record.answers
    once: tuple[tuple[str, Iterable[object]], ...] = (
        ("saved", (one.role for one in record.saved)),
        ("plan.goals", (one.role for one in plan.goals)),
        ("plan.steps", (one.key for one in plan.steps)),
        ("plan.doubts", plan.doubts),
        ("answers.everyday", answers.everyday),
        ("answers.worked_as", answers.worked_as),
        ("answers.order", answers.order),
        ("limits.sectors_out", record.limits.sectors_out),
    )
    for place, keys in once:
        if any(times > 1 for times in Counter(keys).values()):
            yield place, "the same thing is there twice"


def _dates(record: Record) -> Iterator[tuple[str, dt.date]]:
    for saved in record.saved:
        yield "saved", saved.on
    for step in record.plan.steps:
        if step.by is not None:
            yield "plan.steps", step.by
    if record.plan.decide_by is not None:
        yield "plan.decide_by", record.plan.decide_by
