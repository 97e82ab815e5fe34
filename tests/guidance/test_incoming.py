"""A file that somebody brings: what the form of a record cannot tell is refused too."""

from __future__ import annotations

import datetime as dt

import msgspec
import pytest

from careers.guidance import questions
from careers.guidance.incoming import read_file
from careers.guidance.record import (
    Answers,
    Doubt,
    Goal,
    Limits,
    Plan,
    Record,
    Saved,
    Step,
    UnreadableError,
    export,
)

ELEMENTS = {"2.A.1.a"}
DAY = dt.date(2026, 3, 1)


def full() -> Record:
    """A record with something in each of its parts."""
    style = next(iter(questions.styles().values()))
    cards = list(questions.values().cards)
    pair = questions.values().pairs[0]
    return Record(
        answers=Answers(
            interests={questions.activities()[0].key: 4},
            strengths={style.statements[0].key: 5},
            skills={"2.A.1.a": 3.5},
            everyday=(questions.everyday().item[0].key,),
            worked_as=("electrician",),
            pairs={pair.key: pair.values[0]},
            order=tuple(cards),
        ),
        limits=Limits(pay=50_000, sectors_out=("sales",)),
        saved=(Saved("electrician", DAY, "Ask Sam.\tSoon"),),
        plan=Plan(
            situation="I drive a van.\nA big one.",
            goals=(Goal("electrician", "Wires."),),
            steps=(Step("first.1f", "Call", DAY, "A date", "2.A.1.a"),),
            doubts=(Doubt("Heights", "Climb"),),
            decide_by=DAY,
        ),
    )


def test_what_was_exported_is_read() -> None:
    assert read_file(export(full()).encode(), ELEMENTS) == full()


def with_answers(**fields: object) -> Record:
    record = full()
    return msgspec.structs.replace(
        record, answers=msgspec.structs.replace(record.answers, **fields)
    )


def with_plan(**fields: object) -> Record:
    record = full()
    return msgspec.structs.replace(record, plan=msgspec.structs.replace(record.plan, **fields))


SAVED = Saved("electrician", DAY)


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (
            lambda: with_answers(interests={"no-such": 3}),
            r"“no-such” is not asked.*answers\.interests",
        ),
        (lambda: with_answers(strengths={"no-such": 3}), r"answers\.strengths"),
        (
            lambda: with_answers(skills={"2.A.1.b": 3.0}),
            r"“2\.A\.1\.b” is not asked.*answers\.skills",
        ),
        (lambda: with_answers(everyday=("no-such",)), r"answers\.everyday"),
        (lambda: with_answers(pairs={"1.B.2.a 1.B.2.a": "1.B.2.a"}), r"answers\.pairs"),
        (lambda: with_answers(pairs={"1.B.2.a 1.B.2.b": "1.B.2.c"}), "neither of the two"),
        (lambda: with_answers(order=("1.B.1.a",)), r"answers\.order"),
        (lambda: with_answers(order=("1.B.2.a", "1.B.2.a")), r"same thing twice at answers\.order"),
        (lambda: with_answers(worked_as=("a", "a")), r"same thing twice at answers\.worked_as"),
        (lambda: msgspec.structs.replace(full(), saved=(SAVED, SAVED)), "twice at saved"),
        (lambda: with_plan(goals=(Goal("a"), Goal("a"))), r"twice at plan\.goals"),
        (lambda: with_plan(steps=(Step("a", "x"), Step("a", "y"))), r"twice at plan\.steps"),
        (lambda: with_plan(doubts=(Doubt("a"), Doubt("a"))), r"twice at plan\.doubts"),
        (lambda: with_plan(steps=(Step("a", "x\0"),)), r"nobody types at plan\.steps"),
        (lambda: with_plan(backup="\u2028"), r"nobody types at plan\.backup"),
        (lambda: with_plan(decide_by=dt.date(1, 1, 1)), r"2000 to 2100 at plan\.decide_by"),
        (lambda: with_plan(steps=(Step("a", "x", dt.date(9999, 12, 31)),)), r"at plan\.steps"),
    ],
)
def test_what_would_break_a_page_is_refused_with_its_place(make: object, told: str) -> None:
    text = export(make()).encode()  # type: ignore[operator]
    with pytest.raises(UnreadableError, match=told):
        read_file(text, ELEMENTS)


def test_roles_that_nobody_knows_are_no_fault() -> None:
    record = msgspec.structs.replace(full(), saved=(Saved("gone-long-ago", DAY),))
    assert read_file(export(record).encode(), ELEMENTS) == record
