"""Strengths: which of 21 work styles stand out in a person, beside the rest of that person.

Source. The styles are O*NET's work styles; the statements are our own wording and have not been
validated. Points 1 to 5 are averaged for each style and compared with the person's own mean over
all styles (ipsative scoring, R. B. Cattell, Psychological Review 51, 1944): a result says what is
stronger or weaker in one person, and nothing of one person beside another.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from careers.guidance import points, questions
from careers.guidance.questions import Statement
from careers.guidance.record import Answers

WANTED = (5, 4, 6, 3, 7, 2, 8, 1)
"""How many are named, best first: the first number after which the next style is lower."""
FEWEST_STYLES = 10
"""Styles that need an answer before any is named."""


@dataclass(frozen=True, slots=True)
class StyleScore:
    """A style: mean of its answers (1 to 5), `standing` its distance from the person's mean."""

    code: str
    mean: float
    standing: float
    answered: int
    asked: int


@dataclass(frozen=True, slots=True)
class StrengthScores:
    """The styles with an answer, highest first, and how many of the first stand out.

    `stand_out` is empty where answers are flat, too few, or so level that any choice of up to
    eight would be by chance; `level` then has the styles that share the top.
    """

    styles: tuple[StyleScore, ...]
    own_mean: float | None
    answered: int
    asked: int
    is_flat: bool
    stand_out: tuple[StyleScore, ...]
    level: tuple[StyleScore, ...]


@cache
def in_order() -> tuple[Statement, ...]:
    """The statements in the order of asking: never two of a style side by side."""
    return tuple(_rounds(questions.styles()))


def _rounds(styles: Mapping[str, questions.Style]) -> Iterator[Statement]:
    for place in range(max(len(style.statements) for style in styles.values())):
        for style in styles.values():
            yield from style.statements[place : place + 1]


@cache
def _style_of() -> Mapping[str, str]:
    styles = questions.styles()
    return {one.key: code for code, style in styles.items() for one in style.statements}


def items(answers: Answers) -> dict[str, tuple[float, ...]]:
    """The points (1 to 5) behind each style that has an answer, by element code."""
    return points.grouped(answers.strengths, _style_of())


def person(answers: Answers) -> dict[str, float]:
    """The mean (1 to 5) of each style that has an answer; none of flat answers."""
    return points.means(items(answers))


def scores(answers: Answers) -> StrengthScores:
    """The styles beside the person's own mean, and those that stand out.

    Five are named if the sixth is lower, else four if the fifth is, else six, three, seven, two,
    eight or one: no style is named while another of the same mean is not.
    """
    found = items(answers)
    means = {code: points.mean(given) for code, given in found.items()}
    own = points.mean(list(means.values())) if means else None
    asked = {code: len(style.statements) for code, style in questions.styles().items()}
    rows = tuple(
        StyleScore(code, value, value - (own or 0), len(found[code]), asked[code])
        for code, value in sorted(means.items(), key=lambda row: (-row[1], row[0]))
    )
    is_flat = points.is_flat(found)
    known = not is_flat and len(rows) >= FEWEST_STYLES
    named = _stand_out(rows) if known else ()
    return StrengthScores(
        styles=rows,
        own_mean=own,
        answered=sum(map(len, found.values())),
        asked=sum(asked.values()),
        is_flat=is_flat,
        stand_out=named,
        level=tuple(row for row in rows if row.mean == rows[0].mean) if known and not named else (),
    )


def _stand_out(rows: tuple[StyleScore, ...]) -> tuple[StyleScore, ...]:
    """The first styles, cut where the next is lower; none of them below the person's mean."""
    for count in WANTED:
        if count < len(rows) and rows[count - 1].mean > rows[count].mean:
            named = rows[:count]
            return named if named[-1].standing > 0 else ()
    return ()
