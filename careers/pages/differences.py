"""What sets figures of several roles apart, in words, where they can be compared at all."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from careers.profiles.types import AT_LEAST, Figure
from careers.profiles.wording import dollars, listed, significant

HIGHEST, LOWEST = "highest", "lowest"
OPEN_ENDED = "published as a lower limit only"
NAMES_FOR_ALL = {2: "both", 3: "all three", 4: "all four"}


@dataclass(frozen=True, slots=True)
class Entry:
    """A role's figure in a row; `why_not` says what forbids to rank it, empty where nothing."""

    name: str
    figure: Figure
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """What a row says: a sentence, a word for each figure, and why some have none.

    `says` is empty where fewer than two figures can be compared; `marks` are HIGHEST, LOWEST or
    empty, and `left_out` the reason or empty, both in the order of the entries.
    """

    says: str
    marks: tuple[str, ...]
    left_out: tuple[str, ...]


def difference(entries: Sequence[Entry]) -> Difference:
    """Compare figures of one kind; only those of one unit and one release are ranked."""
    reasons = _with_open_ended(entries, _reasons(entries))
    ranked = [entry for entry, reason in zip(entries, reasons, strict=True) if not reason]
    texts = {entry.figure.text for entry in ranked}
    if len(ranked) < 2:
        return Difference("", ("",) * len(entries), reasons)
    if len(texts) == 1:
        same = f"The same for {_all_of(ranked, entries)}, as rounded."
        return Difference(same, ("",) * len(entries), reasons)
    top = max(ranked, key=_value)
    bottom = min(ranked, key=_value)
    words = {bottom.figure.text: LOWEST, top.figure.text: HIGHEST}
    marks = tuple(
        "" if reason else words.get(entry.figure.text, "")
        for entry, reason in zip(entries, reasons, strict=True)
    )
    return Difference(_sentence(ranked, top, bottom), marks, reasons)


def more(high: Figure, low: Figure) -> str:
    """How much more one figure is than another: "about $32K more than", "about twice as many as".

    Of pay and of growth the difference of what is shown, so that it fits what a reader sees.
    """
    amount = _MORE[_kind(high)](high.value or 0, low.value or 0)
    return f"at least {amount}" if high.status == AT_LEAST else amount


def _reasons(entries: Sequence[Entry]) -> list[str]:
    """What keeps each figure out of the ranking, its being open-ended apart."""
    there = [entry for entry in entries if entry.figure.value is not None and not entry.why_not]
    unit = _commonest([entry.figure.unit for entry in there])
    releases = _commonest([entry.figure.source for entry in there])
    return [_reason(entry, unit, releases) for entry in entries]


def _reason(entry: Entry, unit: str, releases: str) -> str:
    figure = entry.figure
    if figure.value is None:
        return figure.status_words
    if entry.why_not:
        return entry.why_not
    if figure.unit != unit:
        return f"in {figure.unit}, not {unit}"
    if figure.source != releases:
        return f"from another release, {figure.source}"
    return ""


def _with_open_ended(entries: Sequence[Entry], reasons: Sequence[str]) -> tuple[str, ...]:
    """A figure that is "at least" can be ranked only as the highest of all."""
    ranked = [entry for entry, reason in zip(entries, reasons, strict=True) if not reason]
    open_ended = [entry for entry in ranked if entry.figure.status == AT_LEAST]
    exact = max((_value(entry) for entry in ranked if entry not in open_ended), default=0.0)
    if len(open_ended) == 1 and _value(open_ended[0]) > exact:
        open_ended = []
    return tuple(
        OPEN_ENDED if entry in open_ended else reason
        for entry, reason in zip(entries, reasons, strict=True)
    )


def _sentence(ranked: Sequence[Entry], top: Entry, bottom: Entry) -> str:
    highest = [entry.name for entry in ranked if entry.figure.text == top.figure.text]
    lowest = [entry.name for entry in ranked if entry.figure.text == bottom.figure.text]
    amount = more(top.figure, bottom.figure)
    if len(ranked) == 2:
        return f"{top.name}: {amount} {bottom.name}."
    return f"Highest: {listed(highest)}, {amount} {listed(lowest)} ({LOWEST})."


def _value(entry: Entry) -> float:
    return entry.figure.value or 0.0


def _commonest(words: Sequence[str]) -> str:
    """The word that occurs most often, the first of several; empty where there is none."""
    return Counter(words).most_common(1)[0][0] if words else ""


def _all_of(ranked: Sequence[Entry], entries: Sequence[Entry]) -> str:
    if len(ranked) == len(entries):
        return NAMES_FOR_ALL[len(ranked)]
    return listed([entry.name for entry in ranked])


def _kind(figure: Figure) -> str:
    return "dollars" if figure.unit.startswith("dollars") else figure.unit


def _dollars_more(high: float, low: float) -> str:
    """As fine as the higher is shown: $217K less $90.9K is about $126K."""
    grain = 10 ** (math.floor(math.log10(high)) - 2)
    apart = grain * round((significant(high, 3) - significant(low, 3)) / grain)
    return f"about {dollars(apart)} more than" if apart else "slightly more than"


def _points_more(high: float, low: float) -> str:
    points = _whole(high) - _whole(low)
    return f"{points} percentage point{'' if points == 1 else 's'} more than"


def _whole(percent: float) -> int:
    return int(math.copysign(math.floor(abs(percent) + 0.5), percent))


def _times_more(high: float, low: float) -> str:
    """ "about 40% more than", "about twice as many as", "about 12 times as many as"."""
    ratio = high / low if low else math.inf
    if ratio == math.inf:
        return "more than"
    if ratio < 1.05:
        return "slightly more than"
    if ratio < 1.95:
        return f"about {significant((ratio - 1) * 100, 2):.0f}% more than"
    if ratio < 2.25:
        return "about twice as many as"
    times = significant(ratio, 2) if ratio >= 10 else math.floor(ratio * 2 + 0.5) / 2
    return f"about {times:,g} times as many as"


_MORE: dict[str, Callable[[float, float], str]] = {
    "dollars": _dollars_more,
    "percent": _points_more,
    "jobs": _times_more,
    "jobs a year": _times_more,
}
"""How a difference is said, by the kind of unit; both arguments as published."""
