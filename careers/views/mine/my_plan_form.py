"""The form of a plan: its fields as shown, and what was sent read back, with what is wrong.

The form holds the plan that it showed (`was`), so that only what the reader changed is changed.
Names go by a row's place in that plan: "step-0-text". Whatever is wrong, nothing typed is lost.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace

from careers.guidance.plan import (
    FIRST_DAY,
    LAST_DAY,
    Edit,
    document_of,
    new_key,
    plan_in,
    typed_line,
    typed_text,
)
from careers.guidance.record import Doubt, Goal, Plan, Step

LINE, NAME, TEXT, DAY = 300, 150, 4000, 10
"""Most characters of a line, of a role's name, of a text, and of a day."""
PAST = "This day is past."
NEW = "new"
"""The place of the row that is still empty."""


@dataclass(frozen=True, slots=True)
class Box:
    """A field as the page shows it; `of` names the row it is in.

    `kind` is "text", "date", "long" (several lines), or "wrap" (one line, shown as two). `note` is
    something about the value that is not wrong.
    """

    name: str
    label: str
    value: str
    most: int = LINE
    kind: str = "text"
    error: str = ""
    of: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class GoalRow:
    """A goal's role and its field; `place` is where it stands in the plan shown."""

    place: int
    role: str
    why: Box


@dataclass(frozen=True, slots=True)
class StepRow:
    """A step's fields; `is_first` and `is_last` cannot be moved up or down."""

    place: str
    text: Box
    by: Box
    evidence: Box
    done: Box
    is_done: bool
    is_first: bool = False
    is_last: bool = False


@dataclass(frozen=True, slots=True)
class DoubtRow:
    """A doubt's fields."""

    place: str
    text: Box
    test: Box


@dataclass(frozen=True, slots=True)
class PlanForm:
    """All of the form."""

    was: str
    situation: Box
    present: Box
    goals: list[GoalRow]
    new_goal: Box
    steps: list[StepRow]
    new_step: StepRow
    doubts: list[DoubtRow]
    new_doubt: DoubtRow
    backup: Box
    decide_by: Box

    @property
    def wrong(self) -> list[Box]:
        """The fields with something wrong, in the order of the page."""
        rows: list[Box] = [self.situation, self.present, *(row.why for row in self.goals)]
        rows.append(self.new_goal)
        for step in (*self.steps, self.new_step):
            rows += [step.text, step.by, step.evidence]
        for doubt in (*self.doubts, self.new_doubt):
            rows += [doubt.text, doubt.test]
        return [box for box in (*rows, self.backup, self.decide_by) if box.error]


class Reader:
    """Reads the fields of a form that was sent; `errors` gathers what is wrong, by name."""

    def __init__(self, typed: Mapping[str, str]) -> None:
        self.typed = typed
        self.errors: dict[str, str] = {}

    def text(self, name: str, before: str, most: int) -> str:
        """A text, as it was before where the form did not send it."""
        if name not in self.typed:
            return before
        clean = typed_text if most == TEXT else typed_line
        value = clean(self.typed[name])
        if len(value) > most:
            self.errors[name] = f"At most {most:,} characters are kept; these are {len(value):,}."
        return value

    def day(self, name: str, before: dt.date | None) -> dt.date | None:
        """A day, None where the field is empty."""
        if name not in self.typed:
            return before
        value = self.typed[name].strip()
        try:
            day = dt.date.fromisoformat(value) if value else None
        except ValueError:
            self.errors[name] = "This is no day that can be read. Write it as 2026-05-31."
            return None
        if day and not FIRST_DAY <= day <= LAST_DAY:
            self.errors[name] = f"Give a day between {FIRST_DAY.year} and {LAST_DAY.year}."
        return day


def shown_plan(typed: Mapping[str, str], current: Plan) -> Plan:
    """The plan that a form showed, which it holds; `current` where it holds none."""
    try:
        shown = plan_in(json.loads(typed.get("was", "")))
    except (ValueError, RecursionError):
        shown = None
    return current if shown is None else shown


def read_form(typed: Mapping[str, str], was: Plan) -> tuple[Edit, dict[str, str]]:
    """What a form that showed `was` sent, and what is wrong with it, by the name of the field."""
    reader = Reader(typed)
    fields = Plan(
        situation=reader.text("situation", was.situation, TEXT),
        present=reader.text("present", was.present, NAME),
        backup=reader.text("backup", was.backup, TEXT),
        decide_by=reader.day("decide_by", was.decide_by),
    )
    goals = tuple(
        Goal(goal.role, reader.text(f"goal-{place}-why", goal.why, TEXT))
        for place, goal in enumerate(was.goals)
    )
    steps = [_step(reader, str(place), step) for place, step in enumerate(was.steps)]
    doubts = [_doubt(reader, str(place), doubt) for place, doubt in enumerate(was.doubts)]
    new_step, new_doubt = _step(reader, NEW, Step(new_key(), "")), _doubt(reader, NEW, Doubt(""))
    edit = Edit(
        was,
        fields,
        goals,
        steps=(*steps, *([new_step] if new_step else [])),
        doubts=(*doubts, *([new_doubt] if new_doubt else [])),
    )
    return edit, reader.errors


def _step(reader: Reader, place: str, step: Step) -> Step | None:
    """A step as it was sent; None where all its fields were emptied."""
    name = f"step-{place}"
    text = reader.text(f"{name}-text", step.text, LINE)
    by = reader.day(f"{name}-by", step.by)
    evidence = reader.text(f"{name}-evidence", step.evidence, LINE)
    done = f"{name}-done" in reader.typed if f"{name}-text" in reader.typed else step.done
    if not text:
        if not (by or evidence or f"{name}-by" in reader.errors):
            return None
        reader.errors.setdefault(f"{name}-text", "Say what you will do, or remove the step.")
    return Step(step.key, text, by, evidence, step.skill, done)


def _doubt(reader: Reader, place: str, doubt: Doubt) -> Doubt | None:
    """A doubt as it was sent; None where both its fields were emptied."""
    name = f"doubt-{place}"
    text = reader.text(f"{name}-text", doubt.text, LINE)
    test = reader.text(f"{name}-test", doubt.test, LINE)
    if test and not text:
        reader.errors.setdefault(f"{name}-text", "Say what may be wrong, or remove the doubt.")
    return Doubt(text, test) if text or test else None


class Boxes:
    """Makes the fields of a page: a plan's, and over them what was typed and refused."""

    def __init__(self, typed: Mapping[str, str], errors: Mapping[str, str], today: dt.date) -> None:
        self.typed, self.errors, self.today = typed, errors, today

    def box(self, name: str, label: str, value: str, most: int = LINE, **rest: str) -> Box:
        """A field with its value and what is wrong with it."""
        error = self.errors.get(name, "")
        return Box(name, label, self.typed.get(name, value), most, error=error, **rest)

    def day(self, name: str, label: str, day: dt.date | None, of: str = "") -> Box:
        """A field for a day, with a note where that is past."""
        box = self.box(name, label, day.isoformat() if day else "", DAY, kind="date", of=of)
        try:
            is_past = dt.date.fromisoformat(box.value.strip()) < self.today
        except ValueError:
            is_past = False
        return replace(box, note=PAST) if is_past and not box.error else box

    def goal(self, place: int, goal: Goal) -> GoalRow:
        """The row of a goal."""
        why = self.box(f"goal-{place}-why", "Why this one", goal.why, TEXT, kind="long")
        return GoalRow(place, goal.role, why)

    def step(self, place: str, step: Step, last: int = 0) -> StepRow:
        """The row of a step; `last` is the place of the last one."""
        name, of = f"step-{place}", _of("step", place)
        sent, shows = f"{name}-text" in self.typed, "What shows that it is done"
        is_done = f"{name}-done" in self.typed if sent else step.done
        by = self.day(f"{name}-by", "By", step.by, of)
        return StepRow(
            place=place,
            text=self.box(f"{name}-text", "What you will do", step.text, kind="wrap", of=of),
            by=replace(by, note="") if is_done else by,
            evidence=self.box(f"{name}-evidence", shows, step.evidence, kind="wrap", of=of),
            done=self.box(f"{name}-done", "Done", "", of=of),
            is_done=is_done,
            is_first=place in (NEW, "0"),
            is_last=place in (NEW, str(last)),
        )

    def doubt(self, place: str, doubt: Doubt) -> DoubtRow:
        """The row of a doubt."""
        name, of = f"doubt-{place}", _of("doubt", place)
        text = self.box(f"{name}-text", "What may be wrong", doubt.text, kind="wrap", of=of)
        test = self.box(f"{name}-test", "Cheapest way to find out", doubt.test, kind="wrap", of=of)
        return DoubtRow(place, text, test)


def plan_form(
    plan: Plan, typed: Mapping[str, str], errors: Mapping[str, str], today: dt.date
) -> PlanForm:
    """The form of a plan; over it what was typed and refused."""
    boxes = Boxes(typed, errors, today)
    last = len(plan.steps) - 1
    return PlanForm(
        was=json.dumps(document_of(plan), ensure_ascii=False, separators=(",", ":")),
        situation=boxes.box("situation", "My situation", plan.situation, TEXT, kind="long"),
        present=boxes.box("present", "My present or latest job", plan.present, NAME),
        goals=[boxes.goal(place, goal) for place, goal in enumerate(plan.goals)],
        new_goal=boxes.box("new-goal", "Add a goal", "", NAME),
        steps=[boxes.step(str(place), step, last) for place, step in enumerate(plan.steps)],
        new_step=boxes.step(NEW, Step("new", "")),
        doubts=[boxes.doubt(str(place), doubt) for place, doubt in enumerate(plan.doubts)],
        new_doubt=boxes.doubt(NEW, Doubt("")),
        backup=boxes.box("backup", "My backup", plan.backup, TEXT, kind="long"),
        decide_by=boxes.day("decide_by", "Decide by", plan.decide_by),
    )


def _of(what: str, place: str) -> str:
    """Which row a field belongs to, for those who do not see it."""
    return f"new {what}" if place == NEW else f"{what} {int(place) + 1}"
