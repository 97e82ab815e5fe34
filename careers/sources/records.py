"""One row of a table or sheet by column name, and the strict reading of its fields."""

import math
import re
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

# What the publishers write where there is no value.
NOTHING = frozenset({"", "—", "–", "-", "n/a", "N/A", "(NA)"})
MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
Key = TypeVar("Key")
Value = TypeVar("Value")
_NUMBER = re.compile(r"[-+−]?(\d+(,\d{3})*|\d*)(\.\d*)?(e[-+]?\d+)?", re.IGNORECASE)


class FieldError(Exception):
    """A field that is wrong; the caller knows in which file and row."""


class Memo(dict[Key, Value]):
    """Reads each distinct key once: for columns whose values repeat over thousands of rows."""

    def __init__(self, read: Callable[[Key], Value]) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, key: Key) -> Value:
        value = self[key] = self._read(key)
        return value


class PairSet:
    """The pairs that were there, a bit each: a quarter of a million of them take 0.2 MB."""

    def __init__(self) -> None:
        self._bits: dict[Hashable, int] = {}
        self._seen: dict[str, int] = {}

    def add(self, first: str, second: Hashable) -> bool:
        """Add a pair; False if it was there before."""
        bit = self._bits.get(second)
        if bit is None:
            bit = self._bits[second] = 1 << len(self._bits)
        seen = self._seen.get(first, 0)
        self._seen[first] = seen | bit
        return not seen & bit


class Source(Protocol):
    """Where rows come from: knows how to say that one of them is wrong."""

    def error(self, row: int | None, reason: str) -> Exception: ...


@dataclass(frozen=True, slots=True)
class Record:
    """One row. Every method raises the source's error, naming column and row, for a bad field."""

    source: Source
    row: int
    cells: Mapping[str, Any]

    def error(self, reason: str) -> Exception:
        return self.source.error(self.row, reason)

    def text(self, name: str) -> str:
        """Return the text, stripped; "" for a missing value."""
        cell = self.cells[name]
        text = "" if cell is None else str(cell).strip()
        return "" if text in NOTHING else text

    def required(self, name: str) -> str:
        text = self.text(name)
        if not text:
            raise self.error(f"{_label(name)} is missing")
        return text

    def code(self, name: str, pattern: str) -> str:
        """Return a text that matches the pattern of its kind of code as a whole."""
        text = self.text(name)
        if not re.fullmatch(pattern, text):
            raise self.error(f"{_label(name)} '{text}' is not a code of the form wanted")
        return text

    def number(self, name: str, low: float = -math.inf, high: float = math.inf) -> float:
        """Return the number, which lies from `low` to `high`."""
        value = self.number_or_none(name, low, high)
        if value is None:
            raise self.error(f"{_label(name)} is missing")
        return value

    def number_or_none(
        self, name: str, low: float = -math.inf, high: float = math.inf
    ) -> float | None:
        """As `number`, None for a missing value. Thousands may be set off by commas."""
        text = self.text(name)
        if not text:
            return None
        value = parse_number(text)
        if value is None:
            raise self.error(f"{_label(name)} '{text}' is not a number")
        if not low <= value <= high:
            raise self.error(f"{_label(name)} {text} is not between {low:,g} and {high:,g}")
        return value

    def whole(self, name: str, low: int, high: int) -> int:
        """Return the whole number, which lies from `low` to `high`."""
        value = self.number(name, low, high)
        if value != int(value):
            raise self.error(f"{_label(name)} {value} is not a whole number")
        return int(value)

    def flag(self, name: str) -> bool:
        """Return whether the field says Y; anything but Y, N and a missing value is refused."""
        text = self.text(name)
        if text not in ("Y", "N", ""):
            raise self.error(f"{_label(name)} '{text}' is neither Y nor N")
        return text == "Y"

    def once(self, seen: set[Hashable], key: Hashable) -> None:
        """Remember the key; refuse one that was there before."""
        if key in seen:
            shown = " ".join(map(str, key)) if isinstance(key, tuple) else str(key)
            raise self.error(f"{shown} is there twice")
        seen.add(key)


def parse_number(text: str) -> float | None:
    """Return a decimal number, with or without commas; None for anything else, NaN included."""
    if not _NUMBER.fullmatch(text) or not any(map(str.isdigit, text)):
        return None
    return float(text.replace(",", "").replace("−", "-"))


def _label(name: str) -> str:
    return name.replace("_", " ")
