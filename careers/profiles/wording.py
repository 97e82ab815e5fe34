"""How figures are written for people: rounding and BLS's words."""

from __future__ import annotations

import math

GROWTH_WORDS: tuple[tuple[int, str], ...] = (
    (7, "much faster than average"),
    (5, "faster than average"),
    (3, "about as fast as average"),
    (1, "slower than average"),
    (0, "little or no change"),
)
"""Least whole per cent of each of BLS's words; below the last it is "decline".

The bands of the Occupational Outlook Handbook for projections in which all occupations grow by
about 3 per cent.
"""


def significant(value: float, digits: int) -> float:
    """`value` rounded to significant digits, halves away from zero."""
    if value == 0:
        return 0
    factor = 10 ** (math.floor(math.log10(abs(value))) - digits + 1)
    return math.copysign(math.floor(abs(value) / factor + 0.5) * factor, value)


def dollars(value: float) -> str:
    """Three significant digits for prose and tiles: $130K, $74.0K as $74K, $1.25M, $18.50."""
    rounded = significant(value, 3)
    if rounded >= 1_000_000:
        return f"${rounded / 1_000_000:.3g}M"
    if rounded >= 1_000:
        return f"${rounded / 1_000:.3g}K"
    return f"${rounded:,.2f}" if rounded % 1 else f"${rounded:,.0f}"


def dollars_exact(value: float) -> str:
    """To the dollar, or the cent where an hourly wage has cents: $133,080, $63.98."""
    return f"${value:,.2f}" if value < 1_000 else f"${value:,.0f}"


def whole_percent(value: float) -> str:
    """Growth to whole per cent, with a minus sign that reads: 14%, −3%."""
    rounded = math.floor(abs(value) + 0.5)
    return f"−{rounded}%" if value < 0 and rounded else f"{rounded}%"


def people(value: float) -> str:
    """Jobs to two or three significant digits in words: 2.37 million, 152,000, 860."""
    if value >= 999_500:
        return f"{significant(value, 3) / 1_000_000:.3g} million"
    return f"{significant(value, 3 if value >= 100_000 else 2):,.0f}"


def growth_word(percent: float) -> str:
    """BLS's word for a ten-year growth, e.g. 13.79 → "much faster than average"."""
    whole = math.floor(abs(percent) + 0.5) * (1 if percent >= 0 else -1)
    for least, word in GROWTH_WORDS:
        if whole >= least:
            return word
    return "decline"


_SHARES: tuple[tuple[float, str], ...] = (
    (97, "nearly all"),
    (87.5, "nine in ten"),
    (77.5, "four in five"),
    (70.5, "about three in four"),
    (63, "two in three"),
    (55, "about three in five"),
    (45, "about half"),
    (36.5, "about two in five"),
    (29, "about one in three"),
    (22.5, "about one in four"),
    (15, "about one in five"),
    (7.5, "about one in ten"),
    (2.5, "about one in twenty"),
)


def share_in_words(percent: float) -> str:
    """A share of people as one says it: 49.3 → "about half"."""
    for least, words in _SHARES:
        if percent >= least:
            return words
    return "hardly any"


def listed(words: list[str]) -> str:
    """Words as a list in a sentence: "a, b and c"."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"
