"""What differs between two contents of a guide, in a form people can read.

Prose is compared word by word, rows by what they are about. Nothing here is HTML: templates
write `<ins>` and `<del>` around texts that they escape.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from difflib import SequenceMatcher
from typing import Any

from careers.editing.document import TEXT_FIELDS, GuideContent
from careers.models import Level, MoveKind, Role, SkillChoice

SAME, ADDED, REMOVED, GAP = "same", "added", "removed", "gap"
"""Kinds of pieces; a gap stands for unchanged words that are left out."""

KEPT_WORDS = 14
"""Unchanged words shown on each side of a change."""

MOST_WORDS = 4_000
"""Texts longer than this are compared by paragraphs: comparing words takes time by their square."""

Names = Mapping[tuple[str, str], str]
"""What a code or slug is called, by the list it stands in: ("occupations", "15-1252.00")."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words that is the same, added or removed; a gap's text says how much it hides."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field whose words differ."""

    name: str
    label: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class RowChange:
    """A row that was added, removed or changed; `pieces` say how."""

    kind: str
    key: str
    name: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class RowsChange:
    """A list whose rows, or only their order, differ."""

    name: str
    label: str
    rows: tuple[RowChange, ...]
    reordered: bool


@dataclass(frozen=True, slots=True)
class Difference:
    """All that differs; falsy where nothing does."""

    fields: tuple[FieldChange, ...] = field(default=())
    lists: tuple[RowsChange, ...] = field(default=())

    def __bool__(self) -> bool:
        """Whether anything differs."""
        return bool(self.fields or self.lists)


def difference(before: GuideContent, after: GuideContent, names: Names | None = None) -> Difference:
    """What was added to and taken from `before` to make `after`.

    `names` say what codes and slugs are called; without one the code itself is shown.
    """
    return Difference(
        fields=tuple(_fields(before, after)), lists=tuple(_lists(before, after, names or {}))
    )


def pieces(before: str, after: str) -> tuple[Piece, ...]:
    """Two texts as runs of words; long unchanged runs are shortened."""
    old, new = _words(before), _words(after)
    if max(len(old), len(new)) > MOST_WORDS:
        old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    found: list[Piece] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            found.extend(_shortened(old[i1:i2], first=i1 == 0, last=i2 == len(old)))
            continue
        if i2 > i1:
            found.append(Piece(REMOVED, "".join(old[i1:i2])))
        if j2 > j1:
            found.append(Piece(ADDED, "".join(new[j1:j2])))
    return tuple(found)


def _words(text: str) -> list[str]:
    """Words, each with the blanks that follow it."""
    return re.findall(r"\S+\s*|\s+", text)


def _shortened(words: Sequence[str], *, first: bool, last: bool) -> Iterator[Piece]:
    """Unchanged words; only those beside a change where there are many."""
    head, tail = (0 if first else KEPT_WORDS), (0 if last else KEPT_WORDS)
    hidden = len(words) - head - tail
    if hidden <= KEPT_WORDS:
        yield Piece(SAME, "".join(words))
        return
    if head:
        yield Piece(SAME, "".join(words[:head]))
    yield Piece(GAP, f"{hidden} words unchanged")
    if tail:
        yield Piece(SAME, "".join(words[-tail:]))


def _fields(before: GuideContent, after: GuideContent) -> Iterator[FieldChange]:
    for name in ("title", "sector", "level", *TEXT_FIELDS, "reviewed_by"):
        old, new = _shown(name, getattr(before, name)), _shown(name, getattr(after, name))
        if old != new:
            yield FieldChange(name, _label(name), pieces(old, new))
    for name in ("reviewed_on", "review_by"):
        old, new = _shown(name, getattr(before, name)), _shown(name, getattr(after, name))
        if old != new:
            yield FieldChange(name, _label(name), _replaced(old, new))


def _label(name: str) -> str:
    label = str(Role._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
    return label[:1].upper() + label[1:]


def _shown(name: str, value: str | date | None) -> str:
    if isinstance(value, date):
        return f"{value:%B} {value.day}, {value.year}"
    if name == "level" and value in Level.values:
        return str(Level(str(value)).label)
    return value or ""


def _replaced(old: str, new: str) -> tuple[Piece, ...]:
    found = (Piece(REMOVED, old), Piece(ADDED, new))
    return tuple(piece for piece in found if piece.text)


def _occupation(row: Any) -> str:
    share = "counted in full" if row.share is None else f"share {row.share:g}"
    return f"{share}. {row.reason}"


def _skill(row: Any) -> str:
    choice = {SkillChoice.PIN: "pinned", SkillChoice.HIDE: "hidden"}.get(row.choice, row.choice)
    return f"{choice}. {row.reason}"


def _move(row: Any) -> str:
    kind = MoveKind(row.kind).label if row.kind in MoveKind.values else row.kind
    return f"{kind}. {row.reason}"


LISTS: tuple[tuple[str, str, Callable[[Any], str]], ...] = (
    ("occupations", "Occupations", _occupation),
    ("titles", "Job titles it answers for", lambda row: ""),
    ("skills", "Skills pinned or hidden", _skill),
    ("moves", "Moves", _move),
    ("bans", "Related roles left out", lambda row: str(row.reason)),
)
"""The lists of a content: name, label, and how a row reads besides what it is about."""


def _lists(before: GuideContent, after: GuideContent, names: Names) -> Iterator[RowsChange]:
    for name, label, text in LISTS:
        old = {_key(row): text(row) for row in getattr(before, name)}
        new = {_key(row): text(row) for row in getattr(after, name)}
        called = {key: names.get((name, key), key) for key in (*old, *new)}
        rows = [
            *(
                RowChange(REMOVED, key, called[key], _replaced(old[key], ""))
                for key in old
                if key not in new
            ),
            *(
                RowChange(ADDED, key, called[key], _replaced("", new[key]))
                for key in new
                if key not in old
            ),
            *(
                RowChange("changed", key, called[key], pieces(old[key], new[key]))
                for key in old
                if key in new and old[key] != new[key]
            ),
        ]
        reordered = [key for key in old if key in new] != [key for key in new if key in old]
        if rows or reordered:
            yield RowsChange(name, label, tuple(rows), reordered)


def _key(row: str | tuple[Any, ...]) -> str:
    return row if isinstance(row, str) else str(row[0])
