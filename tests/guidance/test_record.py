"""The reader's document: what is written is read, and what is no document of ours is refused."""

import datetime as dt
import re

import pytest

from careers.guidance.record import (
    EMPTY,
    MOST_BYTES,
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
    read,
)

FULL = Record(
    answers=Answers(
        interests={"mend-fence": 4},
        strengths={"new-ways": 5},
        skills={"2.A.1.a": 3.5},
        everyday=("household-budget",),
        worked_as=("electrician", "15-1252.00"),
        pairs={"1.B.2.a 1.B.2.b": "1.B.2.a"},
        order=("1.B.2.f", "1.B.2.a"),
    ),
    limits=Limits(pay=50_000, place="texas", education="bachelors", zone=4, growing=True),
    saved=(Saved("electrician", dt.date(2026, 3, 1), "Ask Sam."),),
    plan=Plan(
        situation="I drive a van.",
        present="delivery-driver",
        goals=(Goal("electrician", "I like wires."),),
        steps=(Step("first", "Call the union", dt.date(2026, 4, 1), "A date", "2.A.1.a", True),),
        doubts=(Doubt("Heights", "Climb a roof"),),
        backup="Stay.",
        decide_by=dt.date(2026, 9, 1),
    ),
)


@pytest.mark.parametrize("record", [EMPTY, FULL])
def test_what_is_exported_is_read_again(record: Record) -> None:
    assert read(export(record).encode()) == record
    assert bool(record) == (record is FULL)


LIKE = "it is not as this site writes it."


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            '"mend-fence": 4',
            '"mend-fence": 6',
            "about interests: an answer is not between 1 and 5.",
        ),
        ('"mend-fence": 4', '"mend-fence": "4"', "interests: an answer is not between 1 and 5."),
        ('"new-ways": 5', '"new-ways": 0', "about strengths: an answer is not between 1 and 5."),
        ('"2.A.1.a": 3.5', '"2.A.1.a": 8', "about skills: an answer is not between 0 and 7."),
        ('"mend-fence"', '"Mend fence\\u0000"', f"your answers about interests: {LIKE}"),
        ('"1.B.2.f"', "7", f"the order of your values: {LIKE}"),
        ("waymark-reader", "other", "This is not a file that was exported here."),
        ('"version": 1', '"version": 2', "The file is of version 2; version 1 is read here."),
        (
            '"version": 1',
            '"version": "<b>"',
            "of a version that is not known; version 1 is read here.",
        ),
        (
            '"version": 1',
            f'"version": {"9" * 60}',
            "of a version that is not known; version 1 is read here.",
        ),
        ('"backup": "Stay."', '"backup": 3', f"your plan: {LIKE}"),
        ('"backup"', '"__class__"', f"your plan: {LIKE}"),
        ('"saved": [', '"saved_too": [', f"the file: {LIKE}"),
        ("2026-03-01", "2026-13-01", f"your shortlist: {LIKE}"),
        ("2026-04-01", "2026-13-01", f"the steps of your plan: {LIKE}"),
        ('"pay": 50000', '"pay": -1', f"the limits you set: {LIKE}"),
        ('"pay": 50000', '"pay": 1e400', "."),
    ],
)
def test_tampered_export_is_refused_with_the_part_in_plain_words(
    old: str, new: str, told: str
) -> None:
    text = export(FULL)
    assert old in text
    with pytest.raises(UnreadableError) as refused:
        read(text.replace(old, new).encode())
    assert str(refused.value).endswith(told)
    assert not re.search(r"[`$\[\]_]|regex|RFC|recursion|`int`|JSON", str(refused.value))


def test_mark_that_an_editor_put_before_it_is_no_fault() -> None:
    assert read(b"\xef\xbb\xbf" + export(FULL).encode()) == FULL


@pytest.mark.parametrize("text", [b"", b"[]", b"null", b"\xff\xfe", b"[" * 100_000, b" " * 600_000])
def test_what_is_no_export_is_refused(text: bytes) -> None:
    with pytest.raises(UnreadableError) as refused:
        read(text)
    assert not re.search(r"recursion|byte|JSON|decode", str(refused.value))


def test_truncated_export_is_refused_wherever_it_is_cut() -> None:
    text = export(FULL).encode().rstrip()
    assert len(text) < MOST_BYTES
    for end in range(len(text)):
        with pytest.raises(UnreadableError):
            read(text[:end])
