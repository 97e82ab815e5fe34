"""Columns of facts as bytes and back, without loss.

A column of numbers is held as whole numbers: each value times 10 to the `scale`, less what another
column predicts, in steps of their greatest common divisor. Zero stands for null; the others are
folded to positive numbers and laid out byte by byte of equal weight, which compresses best. A
column of texts is held as its lines, or as numbers into the sorted list of its distinct texts.
"""

from __future__ import annotations

import sys
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from math import gcd
from typing import Any

MOST_DECIMALS = 8
NULL = -(2**63)
WIDEST = 4


class UnfitColumn(ValueError):  # noqa: N818
    """Values that this format cannot hold without loss."""


@dataclass(frozen=True, slots=True)
class Header:
    """What is needed to read a column back; `lengths` are the bytes of its parts in order.

    `kind` is "numbers", "lines" or "words"; of words the first part is the list of texts, the
    second the numbers into it.
    """

    kind: str
    rows: int
    lengths: tuple[int, ...]
    scale: int = 0
    step: int = 1
    width: int = 1

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Numbers:
    """A column of numbers: whole `units`, NULL where there is none, and the decimals they have."""

    units: array[int]
    scale: int

    def values(self) -> Iterator[float | int | None]:
        """Yield the values: whole numbers as int, others as float."""
        if self.scale == 0:
            return (None if unit == NULL else unit for unit in self.units)
        ten = 10**self.scale
        return (None if unit == NULL else unit / ten for unit in self.units)


def to_numbers(values: Iterable[float | int | bool | None]) -> Numbers:
    """Turn values into whole units of the fewest decimals that lose nothing.

    Raises `UnfitColumn` where more than eight decimals would be needed.
    """
    found = list(values)
    known = [value for value in found if value is not None]
    for scale in range(MOST_DECIMALS + 1):
        ten = 10**scale
        if all(round(value * ten) / ten == value for value in known):
            units = array("q", (NULL if v is None else round(v * ten) for v in found))
            return Numbers(units, scale)
    raise UnfitColumn(f"a value needs more than {MOST_DECIMALS} decimals")


def prediction(other: Numbers, ratio: float) -> array[int]:
    """The units expected of a column that is about `ratio` times the units of another."""
    return array("q", (0 if unit == NULL else round(unit * ratio) for unit in other.units))


def pack_numbers(numbers: Numbers, expected: Sequence[int] | None = None) -> tuple[Header, bytes]:
    """Write a column of numbers, less what was expected of it."""
    units = numbers.units
    base = expected if expected is not None else array("q", bytes(8 * len(units)))
    rest = [None if unit == NULL else unit - e for unit, e in zip(units, base, strict=True)]
    step = gcd(*(value for value in rest if value is not None)) or 1
    folded = [0 if value is None else _fold(value // step) + 1 for value in rest]
    width = (max(folded, default=0).bit_length() + 7) // 8 or 1
    if width > WIDEST:
        raise UnfitColumn(f"a value does not fit {WIDEST} bytes")
    whole = array("I", folded)
    if sys.byteorder == "big":
        whole.byteswap()
    flat = whole.tobytes()
    data = b"".join(flat[place::WIDEST] for place in range(width))
    header = Header("numbers", len(units), (len(data),), numbers.scale, step, width)
    return header, data


def unpack_numbers(header: Header, data: bytes, expected: Sequence[int] | None = None) -> Numbers:
    """Read back what `pack_numbers` wrote. Raises `ValueError` for data of another length."""
    rows, step = header.rows, header.step
    flat = bytearray(WIDEST * rows)
    for place in range(header.width):
        flat[place::WIDEST] = data[place * rows : (place + 1) * rows]
    folded = array("I", bytes(flat))
    if sys.byteorder == "big":
        folded.byteswap()
    if expected is None:
        units = array("q", (_unfold(z) * step if z else NULL for z in folded))
    else:
        pairs = zip(folded, expected, strict=True)
        units = array("q", (_unfold(z) * step + e if z else NULL for z, e in pairs))
    return Numbers(units, header.scale)


def pack_texts(values: Iterable[str]) -> tuple[Header, bytes]:
    """Write a column of texts, none of which may hold a line end."""
    texts = list(values)
    if any("\n" in text for text in texts):
        raise UnfitColumn("a text holds a line end")
    words = sorted(set(texts))
    if 2 * len(words) > len(texts):
        data = "\n".join(texts).encode()
        return Header("lines", len(texts), (len(data),)), data
    place = {word: number for number, word in enumerate(words)}
    numbers, codes = pack_numbers(Numbers(array("q", map(place.__getitem__, texts)), 0))
    data = "\n".join(words).encode()
    lengths = (len(data), len(codes))
    return Header("words", len(texts), lengths, 0, numbers.step, numbers.width), data + codes


def unpack_texts(header: Header, data: bytes) -> Iterator[str]:
    """Read back what `pack_texts` wrote."""
    if not header.rows:
        return iter(())
    texts = data[: header.lengths[0]].decode().split("\n")
    if header.kind == "lines":
        return iter(texts)
    numbers = unpack_numbers(header, data[header.lengths[0] :])
    return map(texts.__getitem__, numbers.units)


def _fold(value: int) -> int:
    """Fold ...-2, -1, 0, 1, 2... to 3, 1, 0, 2, 4...: small numbers stay small."""
    return 2 * value if value >= 0 else -2 * value - 1


def _unfold(folded: int) -> int:
    value = folded - 1
    return (value >> 1) ^ -(value & 1)
