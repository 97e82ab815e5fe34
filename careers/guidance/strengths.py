"""Strengths: which of 21 work styles stand out in a person, beside the rest of that person.

Source. The styles are O*NET's work styles; the statements are our own wording and have not been
validated. Points 1 to 5 are averaged for each style and compared with the person's own mean over
all styles (ipsative scoring, R. B. Cattell, Psychological Review 51, 1944): a result says what is
stronger or weaker in one person, and nothing of one person beside another.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from careers.guidance import points, questions
from careers.guidance.questions import Statement
from careers.guidance.record import Answers

FEWEST_NAMED, MOST_NAMED = 4, 5
MOST_AS_HIGH = 4
"""Styles that may be as high as the last named and not be named; with more none of them is."""
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
    """The styles with an answer, highest first, and which of the first stand out.

    `as_high` are level with the last that stands out. Both are empty where answers are flat, in
    a pattern, too few, or so level that any choice would be by chance; `level` then has the
    styles that share the top.
    """

    styles: tuple[StyleScore, ...]
    own_mean: float | None
    answered: int
    asked: int
    is_flat: bool
    is_pattern: bool
    stand_out: tuple[StyleScore, ...]
    as_high: tuple[StyleScore, ...]
    level: tuple[StyleScore, ...]

    @property
    def is_scored(self) -> bool:
        """Whether the answers can be what somebody who read the statements gave."""
        return not (self.is_flat or self.is_pattern)


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


def line(answers: Answers) -> tuple[int, ...]:
    """The points in the order of asking."""
    return points.in_line(answers.strengths, (one.key for one in in_order()))


def person(answers: Answers) -> dict[str, float]:
    """The mean (1 to 5) of each style that has an answer; none of flat answers or patterns."""
    return points.means(items(answers), line(answers))


def scores(answers: Answers) -> StrengthScores:
    """The styles beside the person's own mean, and those that stand out (`_stand_out`)."""
    found = items(answers)
    means = {code: points.mean(given) for code, given in found.items()}
    own = points.mean(list(means.values())) if means else None
    asked = {code: len(style.statements) for code, style in questions.styles().items()}
    rows = tuple(
        StyleScore(code, means[code], means[code] - (own or 0), len(found[code]), asked[code])
        for code in sorted(means, key=lambda code: (-means[code], _apart(found[code]), code))
    )
    is_flat = points.is_flat(found)
    is_pattern = not is_flat and points.is_pattern(line(answers))
    known = not (is_flat or is_pattern) and len(rows) >= FEWEST_STYLES
    named, as_high = _stand_out(rows) if known else ((), ())
    return StrengthScores(
        styles=rows,
        own_mean=own,
        answered=sum(map(len, found.values())),
        asked=sum(asked.values()),
        is_flat=is_flat,
        is_pattern=is_pattern,
        stand_out=named,
        as_high=as_high,
        level=tuple(row for row in rows if row.mean == rows[0].mean) if known and not named else (),
    )


def _apart(given: tuple[float, ...]) -> float:
    """How far the answers of one style are from each other, in points."""
    return given[-1] - given[0]


def _stand_out(
    rows: Sequence[StyleScore],
) -> tuple[tuple[StyleScore, ...], tuple[StyleScore, ...]]:
    """The styles that stand out, and those as high as the last of them. The rule is ours.

    Five, or four where the fourth is higher than the fifth and that is no higher than the sixth;
    never one that is not above the person's own mean. Where the cut goes through styles of one
    mean, those whose statements were answered alike (4 and 4) come before those that were not (3
    and 5), then the order of asking decides, and up to four that are left are told as as high.
    More than four are no tie but a plateau: then only what rises above it is named.

    Of 10,000 simulated people (own level 3.3 ± 0.4, styles ± 0.66, answers ± 1 point, see
    tests/guidance/test_strengths.py) 96 % get four or five names, and 43 % of those with five
    hear of others as high. Naming up to eight so that no tie is cut gave 53 %, and 26 % had six
    or more.
    """
    above = [row for row in rows if row.standing > 0]
    means = [row.mean for row in above]
    if len(above) <= MOST_NAMED:
        return tuple(above), ()
    if means[FEWEST_NAMED - 1] > means[FEWEST_NAMED] == means[MOST_NAMED]:
        return tuple(above[:FEWEST_NAMED]), ()
    last = means[MOST_NAMED - 1]
    as_high = [row for row in above[MOST_NAMED:] if row.mean == last]
    if len(as_high) > MOST_AS_HIGH:
        return tuple(row for row in above if row.mean > last), ()
    return tuple(above[:MOST_NAMED]), tuple(as_high)
