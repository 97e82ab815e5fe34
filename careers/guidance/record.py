"""What a reader keeps with us: answers, limits, saved roles, a plan. One document.

It is what their session holds and, as JSON, what they export and bring back on another machine.
Whatever comes from outside is read by `read`, which takes all of it or nothing.
"""

from __future__ import annotations

import datetime as dt
import json
from typing import Annotated, Any

import msgspec
from msgspec import Meta, Struct

FORMAT, VERSION = "waymark-reader", 1
MOST_BYTES = 500_000
"""An export is not longer; what is longer is not read."""

Key = Annotated[str, Meta(min_length=1, max_length=150, pattern=r"^[a-z0-9][a-z0-9.-]*\Z")]
"""A slug, or the code of an occupation, as addresses have it."""
ElementCode = Annotated[str, Meta(max_length=20, pattern=r"^[1-6](\.[A-Za-z0-9]+)+\Z")]
Point = Annotated[int, Meta(ge=1, le=5)]
LevelPoint = Annotated[float, Meta(ge=0, le=7)]
"""A level on O*NET's scale, 0 to 7."""
Line = Annotated[str, Meta(max_length=300)]
Text = Annotated[str, Meta(max_length=4000)]


class Closed(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A part of the document: not changed but replaced, and without fields that nobody knows."""


class Answers(Closed, frozen=True):
    """What the reader answered, each family as far as they went.

    `interests` and `strengths` are points 1 to 5 by the key of the activity or statement. `skills`
    are levels by element. `everyday` are the keys of what they have done, `worked_as` the roles
    that their skills began from. `pairs` holds the chosen value by "1.B.2.a 1.B.2.b"; `order` the
    cards, most important first.
    """

    interests: dict[Key, Point] = {}
    strengths: dict[Key, Point] = {}
    skills: dict[ElementCode, LevelPoint] = {}
    everyday: Annotated[tuple[Key, ...], Meta(max_length=300)] = ()
    worked_as: Annotated[tuple[Key, ...], Meta(max_length=20)] = ()
    pairs: dict[Annotated[str, Meta(max_length=41)], ElementCode] = {}
    order: Annotated[tuple[ElementCode, ...], Meta(max_length=6)] = ()


class Limits(Closed, frozen=True):
    """What a role must keep to; None and empty where the reader sets no limit.

    `pay` is dollars a year at least, the middle pay in `place` (the slug of an area; "" is the
    nation). `education` is the slug of BLS's typical entry education at most, `zone` the job zone
    at most, `growing` leaves out what is projected to decline, `sectors_out` are slugs.
    """

    pay: Annotated[int, Meta(ge=0, le=10_000_000)] | None = None
    place: Annotated[str, Meta(max_length=130)] = ""
    education: Annotated[str, Meta(max_length=40)] = ""
    zone: Annotated[int, Meta(ge=1, le=5)] | None = None
    growing: bool = False
    sectors_out: Annotated[tuple[Key, ...], Meta(max_length=30)] = ()


class Saved(Closed, frozen=True):
    """A role on the shortlist, by the slug of a guide or title or the code of an occupation."""

    role: Key
    on: dt.date
    note: Line = ""


class Goal(Closed, frozen=True):
    """A role that the plan leads to."""

    role: Key
    why: Text = ""


class Step(Closed, frozen=True):
    """Something to do: what shows that it is done, and which skill it builds, if one."""

    key: Key
    text: Line
    by: dt.date | None = None
    evidence: Line = ""
    skill: Annotated[str, Meta(max_length=20)] = ""
    done: bool = False


class Doubt(Closed, frozen=True):
    """What may be wrong with the plan, and the cheapest way to find out."""

    text: Line
    test: Line = ""


class Plan(Closed, frozen=True):
    """From the present situation to one or more goals."""

    situation: Text = ""
    present: Annotated[str, Meta(max_length=150)] = ""
    goals: Annotated[tuple[Goal, ...], Meta(max_length=5)] = ()
    steps: Annotated[tuple[Step, ...], Meta(max_length=60)] = ()
    doubts: Annotated[tuple[Doubt, ...], Meta(max_length=20)] = ()
    backup: Text = ""
    decide_by: dt.date | None = None


class Record(Closed, frozen=True):
    """All that a reader keeps with us."""

    answers: Answers = Answers()
    limits: Limits = Limits()
    saved: Annotated[tuple[Saved, ...], Meta(max_length=100)] = ()
    plan: Plan = Plan()

    def __bool__(self) -> bool:
        """Whether anything is kept."""
        return self != EMPTY


EMPTY = Record()


class UnreadableError(ValueError):
    """A document that is not what we wrote; the message says where and why, for the reader."""


def builtins(record: Record) -> dict[str, Any]:
    """The record as it is kept and exported: values of JSON, without what is not set."""
    held: dict[str, Any] = msgspec.to_builtins(record)
    return {"format": FORMAT, "version": VERSION, **held}


def export(record: Record) -> str:
    """The record as a JSON text that `read` reads."""
    return json.dumps(builtins(record), ensure_ascii=False, indent=2) + "\n"


def read(text: bytes) -> Record:
    """A record from an exported text; raises `UnreadableError` with what is wrong with it."""
    if len(text) > MOST_BYTES:
        raise UnreadableError(
            f"The file is longer than {MOST_BYTES // 1000} kB: it is no export of ours."
        )
    try:
        document = msgspec.json.decode(text)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise UnreadableError(f"The file is not whole, or not JSON: {error}.") from error
    return understood(document)


def understood(document: object) -> Record:
    """A record from values of JSON; raises `UnreadableError` where they are not a record."""
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise UnreadableError("This is not a file that was exported here.")
    if document.get("version") != VERSION:
        version = str(document.get("version"))[:20]
        raise UnreadableError(f"The file is of version {version}; version {VERSION} is read here.")
    held = {name: value for name, value in document.items() if name not in {"format", "version"}}
    try:
        return msgspec.convert(held, Record)
    except msgspec.ValidationError as error:
        raise UnreadableError(f"Something in the file does not fit: {error}.") from error
