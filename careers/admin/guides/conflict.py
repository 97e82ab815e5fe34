"""Two people in one guide: what differs between their texts, and choosing field by field."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.http import QueryDict

from careers.admin.guides.typed import State, marks_by_field
from careers.admin.history import names_in
from careers.editing import Difference, GuideContent, difference
from careers.editing.difference import FieldChange, RowsChange, pieces

MINE, THEIRS = "mine", "theirs"
PREFIX = "choose-"
REASON = "reason"


@dataclass(frozen=True, slots=True)
class Side:
    """A content and the note that goes with it."""

    content: GuideContent
    reason: str


@dataclass(frozen=True, slots=True)
class Choice:
    """A field that differs; `who` says whose change it is, `chosen` what is proposed for it."""

    name: str
    label: str
    change: Difference
    who: str
    chosen: str


def choices(mine: Side, theirs: Side, state: State) -> list[Choice]:
    """What differs, field by field; where one alone changed a field, that is proposed."""
    names = names_in(mine.content, theirs.content)
    found = difference(theirs.content, mine.content, names)
    changes: list[FieldChange | RowsChange] = [*found.fields]
    if mine.reason.split() != theirs.reason.split():
        changes.append(FieldChange(REASON, "Note to reviewers", pieces(theirs.reason, mine.reason)))
    return [_choice(one, mine, theirs, state) for one in (*changes, *found.lists)]


def _choice(change: FieldChange | RowsChange, mine: Side, theirs: Side, state: State) -> Choice:
    name = change.name
    was = state.marked().get(name)
    changed_mine = marks_by_field(mine.content, mine.reason)[name] != was
    changed_theirs = marks_by_field(theirs.content, theirs.reason)[name] != was
    who, chosen = "Both changed it.", ""
    if was is not None and not changed_theirs:
        who, chosen = "Only you changed it.", MINE
    elif was is not None and not changed_mine:
        who, chosen = "Only they changed it.", THEIRS
    shown = (
        Difference(fields=(change,))
        if isinstance(change, FieldChange)
        else Difference(lists=(change,))
    )
    return Choice(name, change.label, shown, who, chosen)


def merged(mine: Side, theirs: Side, data: QueryDict) -> Side | None:
    """One's own text with theirs where that was chosen; None where a field has no choice yet."""
    whole = data.get("_whole", "")
    taken: dict[str, Any] = {}
    reason = mine.reason
    for name in _differing(mine, theirs):
        chosen = whole or data.get(f"{PREFIX}{name}", "")
        if chosen not in (MINE, THEIRS):
            return None
        if chosen == THEIRS and name == REASON:
            reason = theirs.reason
        elif chosen == THEIRS:
            taken[name] = getattr(theirs.content, name)
    return Side(replace(mine.content, **taken), reason)


def _differing(mine: Side, theirs: Side) -> Iterator[str]:
    before = marks_by_field(theirs.content, theirs.reason)
    after = marks_by_field(mine.content, mine.reason)
    return (name for name in after if after[name] != before[name])
