"""Where metros lie: a JSON object of OEWS area code -> [name, latitude, longitude, state].

The point is that of the principal city (GeoNames), not a centroid.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from careers.sources.files import TextFile, one_text


@dataclass(frozen=True, slots=True)
class PositionRow:
    """The position of a metro, in degrees north and east; `state` as two letters."""

    area: str
    name: str
    latitude: float
    longitude: float
    state: str


@dataclass(frozen=True, slots=True)
class MetroPositions:
    path: Path

    def rows(self) -> Iterator[PositionRow]:
        """Yield the positions in the order of the file. Raises `SourceError`, without a row."""
        file = one_text(self.path)
        seen: set[str] = set()
        for area, value in _pairs(file):
            if area in seen:
                raise file.error(None, f"area {area} is there twice")
            seen.add(area)
            yield _position(file, area, value)


def read(path: Path) -> MetroPositions:
    """Find positions at `path`. Raises `SourceError` if it is not a JSON object of some."""
    _pairs(one_text(path))
    return MetroPositions(path)


def _pairs(file: TextFile) -> list[tuple[str, Any]]:
    try:
        with file.open() as stream:
            pairs = json.load(stream, object_pairs_hook=list)
    except (ValueError, RecursionError) as error:
        raise file.error(None, f"is not JSON: {error}") from error
    if not isinstance(pairs, list) or not all(isinstance(pair, tuple) for pair in pairs):
        raise file.error(None, "is not an object of area codes; is this another file?")
    if not pairs:
        raise file.error(None, "is empty")
    return pairs


def _position(file: TextFile, area: str, value: object) -> PositionRow:
    if not re.fullmatch(r"\d{7}", area):
        raise file.error(None, f"area code '{area}' does not have 7 digits")
    match value:
        case [str(name), int() | float() as latitude, int() | float() as longitude, str(state)]:
            if -90 <= latitude <= 90 and -180 <= longitude <= 180:
                return PositionRow(area, name, float(latitude), float(longitude), state)
            raise file.error(None, f"area {area} lies at {latitude}, {longitude}: not on Earth")
    raise file.error(None, f"area {area} is not [name, latitude, longitude, state]")
