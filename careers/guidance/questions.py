"""The questions of the four questionnaires, read from the files of careers/content/questions.

All wording is the project's own. A file that is not as it should be stops with
`QuestionsError`, which names the file and the place in it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

import msgspec
from msgspec import Meta, Struct

from careers.guidance.record import ElementCode, Key, Line

FOLDER = Path(__file__).resolve().parent.parent / "content" / "questions"

Sentence = Annotated[str, Meta(min_length=1, max_length=600)]
HalfLevel = Annotated[float, Meta(ge=0, le=7, multiple_of=0.5)]
T = TypeVar("T")


class QuestionsError(Exception):
    """A file of questions that cannot be used; the message names the file, the place and why."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path.name}: {reason}")


class Part(Struct, frozen=True, forbid_unknown_fields=True):
    """A part of a file: a key that nobody knows is refused."""


class Activity(Part, frozen=True):
    """Something to like or dislike, e.g. mend-fence, R, "Mend a fence after a storm".

    `occupation` is a job where it is typical, `zone` its job zone 1 to 5.
    """

    key: Key
    type: Literal["R", "I", "A", "S", "E", "C"]
    text: Line
    form: Literal["short", "long"]
    zone: Annotated[int, Meta(ge=1, le=5)]
    occupation: Annotated[str, Meta(pattern=r"^\d\d-\d{4}\.\d\d\Z")]


class Activities(Part, frozen=True):
    """All activities, as the file has them."""

    activity: tuple[Activity, ...] = ()


class Statement(Part, frozen=True):
    """Something that is more or less like the reader."""

    key: Key
    text: Line


class Style(Part, frozen=True):
    """A work style's statements, what it is good for and what it can cost."""

    statements: Annotated[tuple[Statement, ...], Meta(min_length=1)]
    good_for: Sentence
    costs: Sentence


class ValueCard(Part, frozen=True):
    """A work value as a card, what it means on a working day, and what to ask an employer."""

    card: Line
    means: Sentence
    ask: Sentence


class Pair(Part, frozen=True):
    """Two situations: `first` is one of the first of `values`, `second` of the second."""

    values: tuple[ElementCode, ElementCode]
    first: Line
    second: Line

    @property
    def key(self) -> str:
        """The two codes in order with a space between, as answers are kept by it."""
        return pair_key(*self.values)


class Group(Part, frozen=True):
    """A group of the everyday checklist."""

    key: Key
    name: Line


class Deed(Part, frozen=True):
    """Something people have done, and the levels 0 to 7 that it shows by element."""

    key: Key
    group: Key
    text: Line
    shows: Annotated[dict[ElementCode, HalfLevel], Meta(min_length=1)]


class Values(Struct, frozen=True):
    """The cards by element code, and a pair for each two of them."""

    cards: Mapping[str, ValueCard]
    pairs: tuple[Pair, ...]


class Everyday(Part, frozen=True):
    """The checklist: its groups, and their deeds in the order of the file."""

    group: tuple[Group, ...]
    item: tuple[Deed, ...]

    def of(self, group: str) -> tuple[Deed, ...]:
        """The deeds of a group."""
        return tuple(deed for deed in self.item if deed.group == group)


def pair_key(one: str, other: str) -> str:
    """What the choice between two values is kept by."""
    return " ".join(sorted((one, other)))


@cache
def activities() -> tuple[Activity, ...]:
    """The activities in the order of asking: the short form, then what the long one adds."""
    return read_activities(FOLDER / "interests.toml")


@cache
def styles() -> Mapping[str, Style]:
    """The work styles by element code."""
    return read_styles(FOLDER / "strengths.toml")


@cache
def values() -> Values:
    """The six work values."""
    return read_values(FOLDER / "values.toml")


@cache
def everyday() -> Everyday:
    """The everyday checklist."""
    return read_everyday(FOLDER / "everyday.toml")


def read_activities(path: Path) -> tuple[Activity, ...]:
    """The activities of a file; raises `QuestionsError`."""
    found = _as(path, Activities, _document(path)).activity
    _once(path, (one.key for one in found))
    forms = [one.form for one in found]
    if not found or forms != sorted(forms, reverse=True):
        raise QuestionsError(path, "the short form comes first, the long one after it")
    return found


def read_styles(path: Path) -> Mapping[str, Style]:
    """The work styles of a file; raises `QuestionsError`."""
    found = _as(path, dict[ElementCode, Style], _document(path))
    _once(path, (one.key for style in found.values() for one in style.statements))
    return found


def read_values(path: Path) -> Values:
    """The work values of a file: a card each, a pair for each two; raises `QuestionsError`."""
    document = _document(path)
    pairs = _as(path, tuple[Pair, ...], document.pop("pair", []))
    cards = _as(path, dict[ElementCode, ValueCard], document)
    keys = [pair.key for pair in pairs]
    _once(path, keys)
    asked = {pair_key(*two) for two in combinations(cards, 2)}
    if set(keys) != asked:
        wrong = sorted(set(keys) ^ asked)[0]
        raise QuestionsError(path, f"each two values are one pair; this is not so of {wrong}")
    return Values(cards, pairs)


def read_everyday(path: Path) -> Everyday:
    """The checklist of a file; raises `QuestionsError`."""
    found = _as(path, Everyday, _document(path))
    _once(path, [*(one.key for one in found.group), *(one.key for one in found.item)])
    groups = {group.key for group in found.group}
    for deed in found.item:
        if deed.group not in groups:
            raise QuestionsError(path, f"{deed.key}: there is no group {deed.group}")
    return found


def _document(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise QuestionsError(path, f"it cannot be read as TOML: {error}") from error


def _as(path: Path, wanted: type[T], document: object) -> T:
    """The document as what is wanted of it; the message says where it is not."""
    try:
        return msgspec.convert(document, wanted)
    except msgspec.ValidationError as error:
        raise QuestionsError(path, str(error)) from error


def _once(path: Path, keys: Iterable[str]) -> None:
    seen: set[str] = set()
    for key in keys:
        if key in seen:
            raise QuestionsError(path, f"{key} is there twice")
        seen.add(key)
