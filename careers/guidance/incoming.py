"""A record from a file that somebody brings: taken whole, or refused with the place and the reason.

`record.read` knows the form. Here is what only the rest of the site knows: which questions there
are, that keys are not there twice, and that nothing in it would break a page or a calendar.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable, Iterator

from careers.guidance import questions
from careers.guidance.plan import FIRST_DAY, LAST_DAY, UNTYPED
from careers.guidance.record import Record, UnreadableError, read


def read_file(text: bytes, elements: Collection[str]) -> Record:
    """The record of an exported file; raises `UnreadableError` with what is wrong with it.

    `elements` are the codes of the skills and knowledge areas that can be rated. Roles that the
    site does not know are no fault: they come and go.
    """
    record = read(text)
    for place, problem in _problems(record, elements):
        raise UnreadableError(f"Something in the file does not fit: {problem} at {place}.")
    return record


def _problems(record: Record, elements: Collection[str]) -> Iterator[tuple[str, str]]:
    yield from _unknown_answers(record, elements)
    yield from _doubles(record)
    for place, text in _typed(record):
        if UNTYPED.search(text):
            yield place, "a character that nobody types"
    for place, date in _dates(record):
        if not FIRST_DAY <= date <= LAST_DAY:
            yield place, f"a day outside {FIRST_DAY.year} to {LAST_DAY.year}"


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
                yield f"answers.{name}", f"“{key[:60]}” is not asked here,"
    for pair, chosen in answers.pairs.items():
        if chosen not in pair.split(" "):
            yield f"answers.pairs.{pair}", "a choice that is neither of the two"


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
            yield place, "the same thing twice"


def _typed(record: Record) -> Iterator[tuple[str, str]]:
    """All texts that people type."""
    plan = record.plan
    for name in ("situation", "present", "backup"):
        yield f"plan.{name}", getattr(plan, name)
    for saved in record.saved:
        yield "saved", saved.note
    for goal in plan.goals:
        yield "plan.goals", goal.why
    for step in plan.steps:
        yield "plan.steps", f"{step.text}{step.evidence}{step.skill}"
    for doubt in plan.doubts:
        yield "plan.doubts", f"{doubt.text}{doubt.test}"
    for name in ("place", "education"):
        yield f"limits.{name}", getattr(record.limits, name)


def _dates(record: Record) -> Iterator[tuple[str, dt.date]]:
    for saved in record.saved:
        yield "saved", saved.on
    for step in record.plan.steps:
        if step.by is not None:
            yield "plan.steps", step.by
    if record.plan.decide_by is not None:
        yield "plan.decide_by", record.plan.decide_by
