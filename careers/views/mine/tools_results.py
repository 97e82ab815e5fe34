"""What the answers of a questionnaire come to: numbers first, words beside them."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from careers.guidance import interests as interest_types
from careers.guidance import questions
from careers.guidance import strengths as styles
from careers.guidance import values as work_values
from careers.guidance.interests import TYPES, InterestScores, TypeScore
from careers.guidance.strengths import StrengthScores
from careers.listings.filters import INTERESTS as GLOSSED
from careers.profiles.wording import listed
from careers.views.mine import tools_asked
from careers.views.mine.private import private, record_of
from careers.views.mine.tools_asking import start
from careers.views.mine.tools_words import Words, width, words_of

NUMBERS = {4: "four", 5: "five"}


@dataclass(frozen=True, slots=True)
class ResultRow:
    """A line of a table of results; `value` and `bar` are empty where nothing was answered.

    `gloss` says in a word or two what the name means.
    """

    words: Words
    value: str
    bar: str
    count: str
    note: str = ""
    gloss: str = ""


@dataclass(frozen=True, slots=True)
class Strength:
    """A style that stands out, what it is good for and where it costs."""

    words: Words
    good_for: str
    costs: str


@dataclass(frozen=True, slots=True)
class Value:
    """A value with what it means and what to ask an employer."""

    words: Words
    card: questions.ValueCard


@require_safe
@private
def interests(request: HttpRequest) -> HttpResponse:
    """The six types, and the letters where their order is clear."""
    asked = tools_asked.interests()
    scores = interest_types.scores(record_of(request).answers)
    words = words_of([row.code for row in scores.types], dict(TYPES.values()))
    rows = [_type_row(row, words[row.code]) for row in scores.types]
    context = start(request, asked) | {
        "scores": scores,
        "rows": rows,
        "sentences": _in_order(scores),
        "letters": listed([f"{row.words.name} ({row.gloss})" for row in rows[: len(scores.code)]]),
        "next_item": len(asked.first) + 1,
    }
    return render(request, "careers/mine/tools_interests_results.html", context)


@require_safe
@private
def strengths(request: HttpRequest) -> HttpResponse:
    """The styles that stand out in this person, and all of them in a table."""
    asked = tools_asked.strength_statements()
    scores = styles.scores(record_of(request).answers)
    words = words_of([row.code for row in scores.styles])
    texts = questions.styles()
    named, as_high = (
        [Strength(words[row.code], texts[row.code].good_for, texts[row.code].costs) for row in some]
        for some in (scores.stand_out, scores.as_high)
    )
    context = start(request, asked) | {
        "scores": scores,
        "named": named,
        "as_high": as_high,
        "as_high_names": listed([one.words.name for one in as_high]),
        "is_few": 0 < len(named) < styles.FEWEST_NAMED,
        "level": listed([words[row.code].name for row in scores.level]),
        "own_mean": f"{scores.own_mean:.2f}" if scores.own_mean else "",
        "rows": _style_rows(scores, words),
    }
    return render(request, "careers/mine/tools_strengths_results.html", context)


@require_safe
@private
def values(request: HttpRequest) -> HttpResponse:
    """The six values in order, and how consistent the choices were."""
    asked = tools_asked.value_pairs()
    scores = work_values.scores(record_of(request).answers)
    cards = questions.values().cards
    words = words_of(cards)
    context = start(request, asked) | {
        "scores": scores,
        "is_scored": any(row.share is not None for row in scores.values),
        "has_choices": bool(scores.answered) and not scores.is_pattern,
        "first": _first(scores, words),
        "rows": [_value_row(row, words[row.code]) for row in scores.values],
        "cards": [
            Value(words[row.code], cards[row.code])
            for row in scores.values
            if row.share is not None
        ],
    }
    return render(request, "careers/mine/tools_values_results.html", context)


def _type_row(row: TypeScore, words: Words) -> ResultRow:
    has = row.mean is not None
    return ResultRow(
        words=words,
        value=f"{row.mean:.2f}" if has else "",
        bar=width(row.mean or 1, 1, 5) if has else "",
        count=f"{row.answered} of {row.asked}",
        note=f"± {row.error:.2f}" if row.error else "",
        gloss=GLOSSED[row.letter].partition(": ")[2],
    )


def _style_rows(scores: StrengthScores, words: dict[str, Words]) -> list[ResultRow]:
    return [
        ResultRow(
            words=words[row.code],
            value=f"{row.mean:.1f}",
            bar=width(row.mean, 1, 5),
            count=f"{row.answered} of {row.asked}",
            note=f"{row.standing:+.2f}".replace("-", "−"),
        )
        for row in scores.styles
    ]


def _value_row(row: work_values.ValueScore, words: Words) -> ResultRow:
    return ResultRow(
        words=words,
        value="" if row.share is None else f"{100 * row.share:.0f} %",
        bar="" if row.share is None else width(row.share, 0, 1),
        count=f"{row.won} of {row.compared}" if row.compared else "",
        note=str(row.place) if row.place else "",
    )


def _first(scores: work_values.ValueScores, words: dict[str, Words]) -> str:
    """The values on top once all choices are made or the cards lie in order; three at most."""
    whole = scores.is_ordered or (scores.answered == scores.asked and not scores.is_pattern)
    top = [row for row in scores.values if row.share == scores.values[0].share]
    return listed([words[row.code].name for row in top]) if whole and len(top) < 4 else ""


def _in_order(scores: InterestScores) -> list[str]:
    """The order of the types in sentences, as far as the answers tell it."""
    groups = [[row.name for row in group] for group in scores.groups]
    if len(groups) < 2:
        return ["No type is clearly above the others."] if groups else []
    if len(groups[0]) > interest_types.CODE_LETTERS:
        lower = [name for group in groups[1:] for name in group]
        be = "are" if len(lower) > 1 else "is"
        return [
            f"{listed(lower)} {be} lower than the other {NUMBERS[len(groups[0])]}.",
            "The answers do not put those in order.",
        ]
    told = 0
    sentences = []
    for group in groups[:-1]:
        if told < interest_types.CODE_LETTERS:
            sentences.append(_then(group) if told else _on_top(group))
            told += len(group)
    return sentences


def _on_top(names: list[str]) -> str:
    if len(names) == 1:
        return f"{names[0]} stands out."
    unknown = "tell which comes first" if len(names) == 2 else "put them in order for certain"
    return f"{listed(names)} stand out; the answers do not {unknown}."


def _then(names: list[str]) -> str:
    if len(names) == 1:
        return f"Then comes {names[0]}."
    return f"Then come {listed(names)}; the answers do not tell in which order."
