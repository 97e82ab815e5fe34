"""A file that somebody brings: what the form of a record cannot tell is refused too."""

from __future__ import annotations

import datetime as dt
import re

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
        saved=(Saved("electrician", DAY, "Ask Sam. Soon"),),
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
            "your answers about interests: “no-such” is not asked here.",
        ),
        (lambda: with_answers(strengths={"no-such": 3}), "about strengths: “no-such”"),
        (lambda: with_answers(skills={"2.A.1.b": 3.0}), "about skills: “2.A.1.b” is not asked"),
        (lambda: with_answers(everyday=("no-such",)), "what you have done: “no-such”"),
        (lambda: with_answers(pairs={"1.B.2.a 1.B.2.a": "1.B.2.a"}), "answers about values: “1"),
        (lambda: with_answers(pairs={"1.B.2.a 1.B.2.b": "1.B.2.c"}), "is neither of the two."),
        (lambda: with_answers(order=("1.B.1.a",)), "the order of your values: “1.B.1.a”"),
        (lambda: with_answers(order=("1.B.2.a", "1.B.2.a")), "order of your values: the same"),
        (lambda: with_answers(worked_as=("a", "a")), "the jobs you have had: the same thing"),
        (lambda: msgspec.structs.replace(full(), saved=(SAVED, SAVED)), "your shortlist: the same"),
        (lambda: with_plan(goals=(Goal("a"), Goal("a"))), "the goals of your plan: the same"),
        (lambda: with_plan(steps=(Step("a", "x"), Step("a", "y"))), "the steps of your plan: the"),
        (lambda: with_plan(doubts=(Doubt("a"), Doubt("a\u202e"))), "doubts of your plan: the same"),
        (lambda: with_plan(decide_by=dt.date(1, 1, 1)), "your plan: a day is not between 2000 and"),
        (lambda: with_plan(steps=(Step("a", "x", dt.date(9999, 12, 31)),)), "the steps of your"),
    ],
)
def test_what_would_break_a_page_is_refused_with_its_place(make: object, told: str) -> None:
    text = export(make()).encode()  # type: ignore[operator]
    with pytest.raises(UnreadableError, match=re.escape(told)):
        read_file(text, ELEMENTS)


def test_roles_that_nobody_knows_are_no_fault() -> None:
    record = msgspec.structs.replace(full(), saved=(Saved("gone-long-ago", DAY),))
    assert read_file(export(record).encode(), ELEMENTS) == record


UNSEEN = "\u202e\u2066\u202a\x00\x1b\ufeff\u2028"


def test_texts_are_kept_as_the_forms_keep_them() -> None:
    line, text = f" a{UNSEEN}\nb\tc ", f" a{UNSEEN}\r\nb "
    record = msgspec.structs.replace(
        full(),
        limits=Limits(place=line, education=line),
        saved=(Saved("electrician", DAY, line),),
        plan=Plan(
            situation=text,
            present=line,
            goals=(Goal("electrician", text),),
            steps=(Step("a", line, DAY, line, f"2.A{UNSEEN}"),),
            doubts=(Doubt(line, line),),
            backup=text,
        ),
    )
    found = read_file(export(record).encode(), ELEMENTS)
    assert found.limits == Limits(place="a b c", education="a b c")
    assert found.saved == (Saved("electrician", DAY, "a b c"),)
    assert found.plan == Plan(
        situation="a\nb",
        present="a b c",
        goals=(Goal("electrician", "a\nb"),),
        steps=(Step("a", "a b c", DAY, "a b c", "2.A"),),
        doubts=(Doubt("a b c", "a b c"),),
        backup="a\nb",
    )
