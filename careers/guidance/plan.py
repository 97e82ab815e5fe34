"""A reader's plan: what two open pages make of it, what moves in it, what may be in its texts.

Pure: nothing here reads or writes the database.
"""

from __future__ import annotations

import datetime as dt
import re
import secrets
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import msgspec

from careers.guidance.record import Closed, Doubt, Goal, Plan, Step

FIRST_DAY, LAST_DAY = dt.date(2000, 1, 1), dt.date(2100, 12, 31)
"""Days that a plan may name: what lies beyond is a slip, and breaks calendars."""
_UNTYPED = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069"
    r"\ufeff\ud800-\udfff\ufffe\uffff]"
)
"""Signs that nobody types: controls but for tab and line end, those that turn the direction of
what follows, byte order marks, halves of signs, separators."""
MOST_GOALS, MOST_STEPS, MOST_DOUBTS = 5, 60, 20
Row = TypeVar("Row", bound=Closed)


class PlanFullError(ValueError):
    """More goals, steps or doubts than a plan holds; the message is for the reader."""


def document_of(plan: Plan) -> dict[str, Any]:
    """The plan as values of JSON."""
    document: dict[str, Any] = msgspec.to_builtins(plan)
    return document


def plan_in(document: object) -> Plan | None:
    """The plan in values of JSON; None where they are none."""
    try:
        return msgspec.convert(document, Plan)
    except msgspec.ValidationError:
        return None


def is_dated(plan: Plan) -> bool:
    """Whether there is a day in the plan: a step's, or the one to decide by."""
    return plan.decide_by is not None or any(step.by is not None for step in plan.steps)


def typed_text(text: str) -> str:
    """A text of several lines as it is kept, whichever way it came in."""
    return _UNTYPED.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def typed_line(text: str) -> str:
    """A text of one line as it is kept, whichever way it came in."""
    return " ".join(typed_text(text).split())


def new_key(kind: str = "step") -> str:
    """A key for a step that no other has, on no machine: calendars know the step by it."""
    return f"{kind.lower()[:100]}.{secrets.token_hex(6)}"


@dataclass(frozen=True, slots=True)
class Edit:
    """What a page that showed the plan `was` sent.

    `fields` holds the texts and the day to decide by. Rows stand in the order of `was`, None for
    one that is to go; rows behind them are new.
    """

    was: Plan
    fields: Plan
    goals: tuple[Goal | None, ...]
    steps: tuple[Step | None, ...]
    doubts: tuple[Doubt | None, ...]


def merged(current: Plan, edit: Edit) -> Plan:
    """What is kept once an edit is sent, while `current` may be newer than what its page showed.

    Only what the page changed is changed. So two pages open beside each other undo nothing of each
    other, but where both changed the same field: then the later one holds. A row that was removed
    elsewhere and changed here comes back. Raises PlanFullError.
    """
    was = edit.was
    plan = msgspec.structs.replace(
        _fields(current, was, edit.fields),
        goals=_rows(current.goals, was.goals, edit.goals, lambda goal: goal.role),
        steps=_rows(current.steps, was.steps, edit.steps, lambda step: step.key),
        doubts=_rows(
            current.doubts, was.doubts, edit.doubts, lambda doubt: (doubt.text, doubt.test)
        ),
    )
    refuse_too_many(plan)
    return plan


def refuse_too_many(plan: Plan) -> None:
    """Raise PlanFullError where there are more rows than a plan holds."""
    if len(plan.goals) > MOST_GOALS:
        raise PlanFullError(f"A plan has at most {MOST_GOALS} goals: remove one first.")
    if len(plan.steps) > MOST_STEPS:
        raise PlanFullError(f"A plan has at most {MOST_STEPS} steps: remove one first.")
    if len(plan.doubts) > MOST_DOUBTS:
        raise PlanFullError(f"A plan has at most {MOST_DOUBTS} doubts: remove one first.")


def _fields(current: Row, was: Row, sent: Row) -> Row:
    """`current` with those fields of `sent` that differ from `was`."""
    names = [name for name in current.__struct_fields__ if not _is_rows(getattr(was, name))]
    changed = {name: getattr(sent, name) for name in names}
    changes = {name: value for name, value in changed.items() if value != getattr(was, name)}
    return msgspec.structs.replace(current, **changes)


def _is_rows(value: object) -> bool:
    return isinstance(value, tuple)


def _rows(
    current: Sequence[Row],
    was: Sequence[Row],
    sent: Sequence[Row | None],
    key: Callable[[Row], Hashable],
) -> tuple[Row, ...]:
    """Rows of `current`, changed, removed and added as between `was` and `sent`, each once."""
    before = {key(row): row for row in was}
    after = {key(row): changed for row, changed in zip(was, sent, strict=False)}
    rows: list[Row] = []
    for row in current:
        if key(row) not in before:
            rows.append(row)
        elif (changed := after[key(row)]) is not None:
            rows.append(_fields(row, before[key(row)], changed))
    held = {key(row) for row in current}
    gone = [after[name] for name, row in before.items() if name not in held and after[name] != row]
    rows += [row for row in (*gone, *sent[len(was) :]) if row is not None]
    return tuple({key(row): row for row in reversed(rows)}.values())[::-1]


def moved(steps: Sequence[Step], key: str, places: int) -> tuple[Step, ...]:
    """The steps with one of them so many places further down, up where negative."""
    rows = list(steps)
    found = [place for place, step in enumerate(rows) if step.key == key]
    if found:
        step = rows.pop(found[0])
        rows.insert(min(max(found[0] + places, 0), len(rows)), step)
    return tuple(rows)


def with_goal(plan: Plan, role: str) -> Plan:
    """The plan with a role as its last goal, once; raises PlanFullError."""
    if any(goal.role == role for goal in plan.goals):
        return plan
    wider = msgspec.structs.replace(plan, goals=(*plan.goals, Goal(role)))
    refuse_too_many(wider)
    return wider
