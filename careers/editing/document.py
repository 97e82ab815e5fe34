"""A guide as editors write it: one value, kept as JSON with the number of its schema.

What is published at some moment can be read back years later: a document of an older schema is
brought up to date, step by step, when it is read.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, NamedTuple, TypeVar

SCHEMA = 1
"""The number of the schema that `to_json` writes; a document says which one it has."""

TEXT_FIELDS = (
    "summary",
    "work",
    "understand",
    "apart",
    "harder",
    "thrives",
    "hard_for",
    "ways_in",
    "position",
    "sources",
)
"""The fields that hold Markdown, in the order in which editors read them."""


class DocumentError(ValueError):
    """A document that cannot be read; the message names the place and what is wrong there."""


class Mapped(NamedTuple):
    """An occupation the guide describes; `share` is above 0, at most 1, None to count in full."""

    code: str
    share: float | None
    reason: str


class SkillWord(NamedTuple):
    """A skill pinned or hidden: its element's code, "pin" or "hide", the reason."""

    element: str
    choice: str
    reason: str


class MoveTo(NamedTuple):
    """A move to the guide with the slug `to`, of a `careers.models.MoveKind`."""

    to: str
    kind: str
    reason: str


class Ban(NamedTuple):
    """A guide, by its slug, that is never named among the related ones."""

    to: str
    reason: str


Row = TypeVar("Row", Mapped, SkillWord, MoveTo, Ban)


@dataclass(frozen=True, slots=True, kw_only=True)
class GuideContent:
    """All that an editor writes of a guide, but for its address.

    Texts have plain line ends. Moves are in the editor's order; whatever has no order of its own
    is sorted, so that two contents are equal exactly where readers would see no difference.
    """

    title: str
    sector: str
    level: str
    summary: str = ""
    work: str = ""
    understand: str = ""
    apart: str = ""
    harder: str = ""
    ways_in: str = ""
    position: str = ""
    sources: str = ""
    thrives: str = ""
    hard_for: str = ""
    reviewed_by: str = ""
    reviewed_on: date | None = None
    review_by: date | None = None
    occupations: tuple[Mapped, ...] = ()
    titles: tuple[str, ...] = ()
    skills: tuple[SkillWord, ...] = ()
    moves: tuple[MoveTo, ...] = ()
    bans: tuple[Ban, ...] = ()

    def __post_init__(self) -> None:
        """Bring texts and rows into the one form in which they are compared."""
        for field in fields(self):
            value = getattr(self, field.name)
            if isinstance(value, str):
                value = _plain(value)
            elif isinstance(value, (tuple, list)):
                value = tuple(value if field.name == "moves" else sorted(value, key=_order))
            object.__setattr__(self, field.name, value)

    def to_json(self) -> dict[str, Any]:
        """The content as JSON can hold it, with the number of its schema."""
        document: dict[str, Any] = {"schema": SCHEMA}
        for field in fields(self):
            value = getattr(self, field.name)
            if isinstance(value, date):
                value = value.isoformat()
            elif isinstance(value, tuple):
                value = [row if isinstance(row, str) else row._asdict() for row in value]
            document[field.name] = value
        return document

    @classmethod
    def from_json(cls, document: object) -> GuideContent:
        """Read a document of this schema or an older one; raises DocumentError."""
        data = _current(document)
        unknown = sorted(set(data) - {field.name for field in fields(cls)} - {"schema"})
        if unknown:
            raise DocumentError(f"{unknown[0]}: no such field")
        values: dict[str, Any] = {}
        for field in fields(cls):
            if field.name in data:
                values[field.name] = _READERS.get(field.name, _text)(data[field.name], field.name)
            elif field.name in ("title", "sector", "level"):
                raise DocumentError(f"{field.name}: missing")
        return cls(**values)


UPGRADES: dict[int, Callable[[dict[str, Any]], dict[str, Any]]] = {}
"""By schema, what makes a document of it one of the next schema."""


def _current(document: object) -> dict[str, Any]:
    """A copy of a document in the present schema."""
    if not isinstance(document, Mapping):
        raise DocumentError("it is no object of names and values")
    data = dict(document)
    schema = data.get("schema")
    if not isinstance(schema, int) or isinstance(schema, bool):
        raise DocumentError("schema: missing, or no whole number")
    if schema > SCHEMA:
        raise DocumentError(f"schema: {schema} is newer than {SCHEMA}, the newest known here")
    for number in range(schema, SCHEMA):
        if number not in UPGRADES:
            raise DocumentError(f"schema: {number} is not known")
        data = UPGRADES[number](data)
    return data


def _order(row: tuple[Any, ...] | str) -> tuple[str, ...]:
    """What rows without an order of their own are sorted by; None has no order in Python."""
    return (row,) if isinstance(row, str) else tuple(str(part) for part in row)


def _plain(text: str) -> str:
    """A text with plain line ends, without NUL (which PostgreSQL cannot hold) and outer blanks."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "").strip()


def _text(value: object, place: str) -> str:
    if not isinstance(value, str):
        raise DocumentError(f"{place}: {value!r} is no text")
    return value


def _day(value: object, place: str) -> date | None:
    if value is None or value == "":
        return None
    try:
        return date.fromisoformat(_text(value, place))
    except ValueError as error:
        raise DocumentError(f"{place}: {value!r} is no day as 2027-03-31") from error


def _share(value: object, place: str) -> float | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 < value <= 1:
        raise DocumentError(f"{place}: {value!r} is no share above 0 and at most 1")
    return float(value)


def _list(value: object, place: str) -> list[Any]:
    if not isinstance(value, (list, tuple)):
        raise DocumentError(f"{place}: {value!r} is no list")
    return list(value)


def _texts(value: object, place: str) -> tuple[str, ...]:
    rows = _list(value, place)
    return tuple(_text(row, f"{place}[{number}]") for number, row in enumerate(rows))


def _rows(kind: type[Row]) -> Callable[[object, str], tuple[Row, ...]]:
    """A reader of a list of objects with exactly the names of `kind`."""

    def read(value: object, place: str) -> tuple[Row, ...]:
        return tuple(
            _row(kind, row, f"{place}[{number}]") for number, row in enumerate(_list(value, place))
        )

    return read


def _row(kind: type[Row], row: object, place: str) -> Row:
    if not isinstance(row, Mapping) or set(row) != set(kind._fields):
        raise DocumentError(f"{place}: it must have {', '.join(kind._fields)}, and nothing else")
    readers: dict[str, Callable[[object, str], Any]] = {"share": _share}
    values = {name: readers.get(name, _text)(row[name], f"{place}.{name}") for name in kind._fields}
    return kind(**values)


_READERS: Mapping[str, Callable[[object, str], Any]] = {
    "reviewed_on": _day,
    "review_by": _day,
    "occupations": _rows(Mapped),
    "titles": _texts,
    "skills": _rows(SkillWord),
    "moves": _rows(MoveTo),
    "bans": _rows(Ban),
}
