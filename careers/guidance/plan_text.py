"""A plan as Markdown: what the reader typed stays the text that it is."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence

from careers.guidance.record import Closed, Doubt, Goal, Key, Plan, Step

NOTHING_TO_BUILD = "Nothing of what was rated is below what this work asks for."
_SPECIAL = re.compile(r"[\\`*_\[\]<>&#~|$^]")
_BEGINNING = re.compile(r"^([-+=:]|\d+(?=[.)]))")


class GapTold(Closed, frozen=True):
    """A goal's gap as it stands on paper.

    `build` holds a name and how far it is, in words, for each skill to build; `carried` the names
    of what is there already. `more` and `more_carried` are not named.
    """

    role: Key
    build: tuple[tuple[str, str], ...] = ()
    more: int = 0
    carried: tuple[str, ...] = ()
    more_carried: int = 0


def escaped(line: str) -> str:
    """A line of plain text as CommonMark (and its common extensions) that shows just that.

    What could begin a list, a heading or a quotation is escaped at the beginning of the line, and
    everywhere what could be emphasis, a link, HTML or an entity.
    """
    text = _SPECIAL.sub(lambda found: f"\\{found[0]}", " ".join(line.split()))
    return _BEGINNING.sub(_begun, text)


def _begun(found: re.Match[str]) -> str:
    """ "1." is no number with its point escaped, "-" no list with itself escaped."""
    return f"{found[0]}\\" if found[0].isdecimal() else f"\\{found[0]}"


def paragraph(text: str, indent: str = "") -> str:
    """Text of several lines as one paragraph for each that is not empty."""
    lines = [escaped(line) for line in text.split("\n") if line.strip()]
    return f"\n\n{indent}".join(lines)


def day(date: dt.date) -> str:
    """1 March 2026, which means one day to everyone."""
    return f"{date.day} {date:%B} {date.year}"


def markdown(
    plan: Plan,
    titles: Mapping[str, str],
    gaps: Sequence[GapTold] = (),
    *,
    name: str,
    today: dt.date,
) -> str:
    """The whole plan; `titles` name its goals, `gaps` are theirs, `name` is the site's."""
    parts = [f"# My plan\n\nFrom {escaped(name)}, {day(today)}."]
    parts += _part("Where I am now", plan.situation, _present(plan))
    parts += _part("Where I want to go", *(_goal(goal, titles) for goal in plan.goals))
    parts += _part("What stands between", *(_gap(one, titles) for one in gaps))
    parts += _part("Steps", _Raw("\n".join(map(_step, plan.steps))))
    parts += _part("Doubts, and how to find out", _Raw("\n".join(map(_doubt, plan.doubts))))
    parts += _part("If it does not work out", plan.backup)
    if plan.decide_by:
        parts.append(f"## Decide by\n\n{day(plan.decide_by)}")
    return "\n\n".join(parts) + "\n"


class _Raw(str):
    """Markdown already."""


def _part(heading: str, *texts: str) -> list[str]:
    held = [text if isinstance(text, _Raw) else paragraph(text) for text in texts if text]
    return [f"## {heading}", *held] if held else []


def _present(plan: Plan) -> str:
    return f"Present or latest role: {plan.present}" if plan.present else ""


def _goal(goal: Goal, titles: Mapping[str, str]) -> _Raw:
    title = escaped(titles.get(goal.role, goal.role))
    return _Raw(f"### {title}" + (f"\n\n{paragraph(goal.why)}" if goal.why else ""))


def _gap(gap: GapTold, titles: Mapping[str, str]) -> _Raw:
    words = [f"### {escaped(titles.get(gap.role, gap.role))}", "To build (levels are of 7):"]
    rows = [f"- {escaped(name)}: {escaped(far)}" for name, far in gap.build]
    if gap.more:
        rows.append(f"- {gap.more} more")
    words = [words[0], *(["\n".join([words[1], "", *rows])] if rows else [NOTHING_TO_BUILD])]
    if gap.carried:
        more = f", and {gap.more_carried} more" if gap.more_carried else ""
        words.append(f"Carried over: {escaped(', '.join(gap.carried))}{more}")
    return _Raw("\n\n".join(words))


def _step(step: Step) -> str:
    words = [f"- [{'x' if step.done else ' '}] {escaped(step.text)}"]
    if step.by:
        words.append(f"  - By {day(step.by)}")
    if step.evidence:
        words.append(f"  - Shows that it is done: {escaped(step.evidence)}")
    return "\n".join(words)


def _doubt(doubt: Doubt) -> str:
    test = f"\n  - Cheapest test: {escaped(doubt.test)}" if doubt.test else ""
    return f"- {escaped(doubt.text)}{test}"
