"""How a place is compared with the nation, in words."""

from __future__ import annotations

from careers.profiles.wording import dollars

CLOSE = 0.5
"""Per cent: what differs less is said to be the same."""

_LESS_COMMON = ((0.75, "a little less common"), (0.6, "less common"), (0.4, "half as common"))


def apart(value: float, nation: float) -> str:
    """How far a figure is from the nation's: "8% below the nation", "the same as in the nation"."""
    percent = (value / nation - 1) * 100
    if abs(percent) < CLOSE:
        return "the same as in the nation"
    return f"{abs(percent):.0f}% {'above' if percent > 0 else 'below'} the nation"


def change(value: float | None, nation: float | None) -> str:
    """The same for a table's cell: "8% less", "12% more", "the same"; a dash where not known."""
    if value is None or not nation:
        return "—"
    percent = (value / nation - 1) * 100
    if abs(percent) < CLOSE:
        return "the same"
    return f"{abs(percent):.0f}% {'more' if percent > 0 else 'less'}"


def buying(median: float | None, parity: float | None) -> str:
    """What prices make of pay, a sentence's end; empty where either is not known.

    "prices 8% below the nation: $48K here buys what $52K buys on average".
    """
    if median is None or parity is None:
        return ""
    prices = f"prices {apart(parity, 100)}"
    real = dollars(median * 100 / parity)
    if real == dollars(median):
        return f"{prices}: {real} here buys what it buys on average"
    return f"{prices}: {dollars(median)} here buys what {real} buys on average"


def commonness(quotient: float | None) -> str:
    """BLS's location quotient in words; a dash where none is published.

    It is the occupation's share of an area's jobs over its share of the nation's.
    """
    if quotient is None:
        return "—"
    if quotient >= 1.15:
        return f"{_times(quotient)} times as common"
    if quotient > 0.85:
        return "about as common"
    return next((words for least, words in _LESS_COMMON if quotient >= least), "much less common")


def commonness_here(quotient: float | None) -> str:
    """The same as a phrase: "3 times as common here as in the nation"; empty where not known."""
    if quotient is None:
        return ""
    words = commonness(quotient)
    return f"{words} here {'than' if words.endswith('less common') else 'as'} in the nation"


def _times(quotient: float) -> str:
    """Whole from 10 on, below that one decimal that is not zero: 12, 3, 2.4."""
    return f"{quotient:.0f}" if quotient >= 9.95 else f"{quotient:.1f}".removesuffix(".0")
