"""A guide as a file has it, before it is compared with anything."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

MOST_BYTES = 5_000_000
"""Of a file, and of a zip's files together times four."""
MOST_GUIDES = 1_000
"""Of one file."""
MOST_WORDS = 300
"""Characters of a problem that are shown: it may quote what it is about."""


class FileRefused(ValueError):  # noqa: N818 - as the refusals of the actions
    """A file that cannot be read as a whole; the message says why and how to mend it."""


class Problem(NamedTuple):
    """What is wrong with a guide of a file, in which field (empty: the whole), and the mending."""

    field: str
    words: str


@dataclass(frozen=True, slots=True)
class Record:
    """A guide of a file: what the file gives of it, as `GuideContent.from_json` reads it.

    `place` is "line 7", or a name in a zip and a line of it. `version` and `revision` are of the
    version the file was made from, where it says so.
    """

    place: str
    slug: str
    given: Mapping[str, Any]
    version: int | None = None
    revision: int | None = None
    problems: tuple[Problem, ...] = ()


def shortened(words: str) -> str:
    """The words, cut where they are long."""
    return words if len(words) <= MOST_WORDS else f"{words[:MOST_WORDS]} …"


def unprintable(value: Any) -> bool:
    """Whether a value holds a character that no text may have: NUL, half of a pair."""
    if isinstance(value, str):
        return any(char == "\x00" or "\ud800" <= char <= "\udfff" for char in value)
    if isinstance(value, Mapping):
        return any(unprintable(part) for pair in value.items() for part in pair)
    return isinstance(value, (list, tuple)) and any(unprintable(part) for part in value)
