"""One table as a file: an xz stream of a line that describes its columns, then the columns."""

from __future__ import annotations

import json
import lzma
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from careers.snapshot.codec import (
    Header,
    Numbers,
    pack_numbers,
    pack_texts,
    prediction,
    to_numbers,
    unpack_numbers,
    unpack_texts,
)
from careers.snapshot.tables import SnapshotError

LEAST_WINDOW, LARGEST_WINDOW = 2**16, 2**24
"""Bytes the packer looks back, and the memory that unpacking takes."""

Expected = Mapping[str, tuple[str, float]]


@dataclass
class Packer:
    """Gathers the packed columns of a table."""

    expected: Expected

    def __post_init__(self) -> None:
        self.headers: list[dict[str, Any]] = []
        self.parts: list[bytes] = []
        self._numbers: dict[str, Numbers] = {}

    def add(self, name: str, values: Sequence[Any]) -> None:
        """Pack a column; of texts, None is held as the empty text.

        Raises `UnfitColumn` for values that would be lost.
        """
        if any(isinstance(value, str) for value in values):
            header, data = pack_texts(value or "" for value in values)
        else:
            numbers = self._numbers[name] = to_numbers(values)
            header, data = pack_numbers(numbers, _guess(self.expected, self._numbers, name))
        self.headers.append({"name": name, **header.as_dict()})
        self.parts.append(data)

    def write(self, path: Path, runs: Sequence[tuple[int, int]]) -> None:
        """Write the file. `runs` are (number of the release, rows), in the order of the rows."""
        line = json.dumps({"runs": runs, "columns": self.headers}, separators=(",", ":"))
        data = b"".join((line.encode(), b"\n", *self.parts))
        window = min(max(len(data), LEAST_WINDOW), LARGEST_WINDOW)
        preset = 9 | lzma.PRESET_EXTREME
        filters = [{"id": lzma.FILTER_LZMA2, "preset": preset, "dict_size": window}]
        path.write_bytes(lzma.compress(data, check=lzma.CHECK_CRC32, filters=filters))


@dataclass(frozen=True, slots=True)
class Unpacked:
    """A table read back: its runs, and its rows as tuples of its columns in order."""

    runs: list[tuple[int, int]]
    rows: Iterator[tuple[Any, ...]]


def unpack(path: Path, columns: Sequence[str], nullable: set[str], expected: Expected) -> Unpacked:
    """Read a file that holds just these columns; an empty text in `nullable` ones is None.

    Columns are held as machine numbers and turned into rows one by one. Raises `SnapshotError`.
    """
    try:
        with lzma.open(path, "rb") as file:
            line = json.loads(file.readline())
            headers = {entry.pop("name"): Header(**entry) for entry in line["columns"]}
            if list(headers) != list(columns):
                raise SnapshotError(f"{path}: holds other columns than this version reads")
            values = list(_columns(file, headers, nullable, expected))
    except (lzma.LZMAError, EOFError, OSError, ValueError, KeyError, TypeError) as error:
        raise SnapshotError(f"{path}: is damaged ({error})") from error
    return Unpacked([tuple(run) for run in line["runs"]], zip(*values, strict=True))


def _columns(
    file: IO[bytes], headers: Mapping[str, Header], nullable: set[str], expected: Expected
) -> Iterator[Iterator[Any]]:
    numbers: dict[str, Numbers] = {}
    for name, header in headers.items():
        data = file.read(sum(header.lengths))
        if header.kind == "numbers":
            numbers[name] = unpack_numbers(header, data, _guess(expected, numbers, name))
            yield numbers[name].values()
        elif name in nullable:
            yield (text or None for text in unpack_texts(header, data))
        else:
            yield unpack_texts(header, data)


def _guess(expected: Expected, numbers: Mapping[str, Numbers], name: str) -> Sequence[int] | None:
    if name not in expected:
        return None
    other, ratio = expected[name]
    return prediction(numbers[other], ratio)
