"""Search for a place by name, abbreviation, or a town in a metropolitan area's name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache

from careers.models import AreaKind
from careers.profiles.types import PlaceRow

MOST_LETTERS = 100
MOST_WORDS = 8
_SHORT = {"saint": "st", "sainte": "ste", "fort": "ft", "mount": "mt"}
_MARKS = re.compile(r"['’‘`.]")
_BREAKS = re.compile(r"[\W_]+")
_LABELS = dict(AreaKind.choices)


# Every search looks at the same few hundred names.
@lru_cache(maxsize=4096)
def words_of(text: str) -> tuple[str, ...]:
    """Words without case, accents and points; "Saint", "St." and "st" are one word."""
    folded = unicodedata.normalize("NFKD", text).casefold()
    plain = "".join(letter for letter in folded if not unicodedata.combining(letter))
    words = _BREAKS.sub(" ", _MARKS.sub("", plain)).split()
    return tuple(_SHORT.get(word, word) for word in words)


def find_places(rows: Sequence[PlaceRow], text: str) -> list[PlaceRow]:
    """The areas that hold every word of a text, best first; none where it has no word.

    1. A state's name or abbreviation, or a town in the area's name, is the text.
    2. Every word is a word of the area's name, whatever their order.
    3. Every word begins a word of the area's name.
    4. The same, the name of the area's state and its kind counted in ("fresno california").
    Of equals the one with more jobs comes first, then by name.
    """
    asked = words_of(text[:MOST_LETTERS])[:MOST_WORDS]
    if not asked:
        return []
    states = {row.state: row.name for row in rows if row.kind == AreaKind.STATE}
    ranked = [
        (tier, -(row.jobs or 0), row.name, row)
        for row in rows
        for tier in [_tier(asked, row, states.get(row.state, ""))]
        if tier
    ]
    return [row for *_, row in sorted(ranked, key=lambda found: found[:3])]


def _tier(asked: tuple[str, ...], row: PlaceRow, state: str) -> int:
    """The rule of `find_places` by which an area answers; 0 where none does."""
    own = words_of(row.name)
    if asked in _names(row):
        return 1
    if set(asked) <= set(own):
        return 2
    if _begin(asked, own):
        return 3
    wide = [*own, *words_of(state), *words_of(_LABELS[AreaKind(row.kind)]), row.state.casefold()]
    return 4 if _begin(asked, wide) else 0


def _names(row: PlaceRow) -> Iterator[tuple[str, ...]]:
    """What an area may be called in full: its name, its towns, a state's abbreviation."""
    yield words_of(row.name)
    if row.kind == AreaKind.STATE:
        yield (row.state.casefold(),)
    elif row.kind == AreaKind.METRO:
        towns = row.name.rpartition(", ")[0]
        for town in re.split(r"[-/]", towns):
            yield words_of(town)
        yield words_of(towns)


def _begin(asked: Collection[str], words: Collection[str]) -> bool:
    """Whether each of the one begins some of the other."""
    return all(any(own.startswith(word) for own in words) for word in asked)
