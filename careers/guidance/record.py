"""What a reader keeps with us: answers, limits, saved roles, a plan. One document.

It is what their session holds and, as JSON, what they export and bring back on another machine.
Whatever comes from outside is read by `read`, which takes all of it or nothing.
"""

from __future__ import annotations

import codecs
import datetime as dt
import json
import re
from typing import Annotated, Any

import msgspec
from msgspec import Meta, Struct

FORMAT, VERSION = "waymark-reader", 1
MOST_BYTES = 500_000
"""An export is not longer; what is longer is not read."""

NOT_WHOLE = (
    "The file is not whole, or not one that was saved here: it should be called "
    "waymark-record.json, and be as it was saved."
)
PARTS = {
    "answers": "your answers",
    "answers.interests": "your answers about interests",
    "answers.strengths": "your answers about strengths",
    "answers.skills": "your answers about skills",
    "answers.everyday": "what you have done",
    "answers.worked_as": "the jobs you have had",
    "answers.pairs": "your answers about values",
    "answers.order": "the order of your values",
    "limits": "the limits you set",
    "saved": "your shortlist",
    "plan": "your plan",
    "plan.goals": "the goals of your plan",
    "plan.steps": "the steps of your plan",
    "plan.doubts": "the doubts of your plan",
}
"""Parts of the document, by their paths, in a reader's words."""
BOUNDS = {
    "answers.interests": "1 and 5",
    "answers.strengths": "1 and 5",
    "answers.skills": "0 and 7",
}

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
    """A record from an exported text; raises `UnreadableError` with what is wrong with it.

    A byte order mark before it, which some editors add, is no fault.
    """
    if len(text) > MOST_BYTES:
        raise UnreadableError(
            f"The file is longer than {MOST_BYTES // 1000} kB: it is no export of ours."
        )
    try:
        document = msgspec.json.decode(text.removeprefix(codecs.BOM_UTF8))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise UnreadableError(NOT_WHOLE) from error
    return understood(document)


def understood(document: object) -> Record:
    """A record from values of JSON; raises `UnreadableError` where they are not a record."""
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise UnreadableError("This is not a file that was exported here.")
    version = document.get("version")
    if version != VERSION:
        is_number = isinstance(version, int) and 0 < version < 1000
        told = f"of version {version}" if is_number else "of a version that is not known"
        raise UnreadableError(f"The file is {told}; version {VERSION} is read here.")
    held = {name: value for name, value in document.items() if name not in {"format", "version"}}
    try:
        return msgspec.convert(held, Record)
    except RecursionError as error:
        raise UnreadableError(NOT_WHOLE) from error
    except msgspec.ValidationError as error:
        raise UnreadableError(_in_words(str(error))) from error


def misfit(path: str, problem: str) -> str:
    """A sentence on what is wrong in a part of the document: "plan.steps", "answers.skills"."""
    steps = path.split(".")
    known = (".".join(steps[:length]) for length in (2, 1))
    where = next((PARTS[name] for name in known if name in PARTS), "")
    return f"Something is wrong in {where or 'the file'}: {problem}."


def _in_words(error: str) -> str:
    """A message of msgspec as a reader can use it: the part of the file, and what should be there.

    Its messages end in the place: "- at `$.answers.interests[...]`", or "- at `key` in `$…`".
    """
    place = re.search(r"`\$\.?([^`]*)`$", error)
    path = re.sub(r"\[[^\]]*\]", "", place[1]) if place else ""
    is_value = error.endswith("[...]`") and "at `key`" not in error
    if path in BOUNDS and is_value:
        return misfit(path, f"an answer is not between {BOUNDS[path]}")
    return misfit(path, "it is not as this site writes it")
