"""What the four questionnaires ask, as their pages show it: questions, options, why, how long."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import msgspec

from careers.guidance import questions, strengths
from careers.guidance.record import Answers
from careers.guidance.skills import corrected, whole
from careers.models import Domain, Element

LIKING = ("Strongly dislike", "Dislike", "Unsure", "Like", "Strongly like")
LIKENESS = ("Not like me", "A little like me", "In part", "Mostly like me", "Very much like me")
HOW_MUCH_LIKED = "How much would you like to do this?"
HOW_LIKE_YOU = "How much is this like you?"
WHICH_JOB = "Which of these two jobs would you rather have?"
SAME_PAY = "Both pay the same. Nothing else is known about them."
HOW_WELL = "How well can you do this?"
HOW_MUCH_KNOWN = "How much do you know about this?"
LEVELS = (
    "Not at all",
    "A little, less than the first example",
    "About like the first example",
    "Between the first and the second",
    "About like the second example",
    "Between the second and the third",
    "About like the third example",
    "More than the third example",
)
"""What the levels 0 to 7 are called; our examples were written for 2, 4 and 6."""


@dataclass(frozen=True, slots=True)
class Option:
    """One answer; `digit` is the key that chooses it on a keyboard."""

    value: str
    label: str
    digit: str


@dataclass(frozen=True, slots=True)
class Question:
    """One question; `key` is what its answer is kept by, `examples` a label and text each.

    `stem` is what is asked of `text`, which is empty where the options say all.
    """

    key: str
    stem: str
    text: str
    options: tuple[Option, ...]
    about: str = ""
    examples: tuple[tuple[str, str], ...] = ()


def _number(before: Any, value: str) -> int:
    return int(value)


def _text(before: Any, value: str) -> str:
    return value


def _level(before: Any, value: str) -> float:
    return corrected(before, int(value))


@dataclass(frozen=True, slots=True)
class Asked:
    """A questionnaire: `first` is asked of everybody, `more` of those who wish to go on.

    Its answers are the field `field` of `Answers`, and those of `fields` are cleared with it.
    `start_template` says why it is asked, `seconds` is what a question takes. `kept` makes what
    is kept of an answer and of what was kept before, `shown` the option that
    stands for it. `stem_all` asks for all questions of a page at once, `stem_more` for the rest.
    """

    name: str
    start_template: str
    title: str
    field: str
    fields: tuple[str, ...]
    stem_all: str
    first: tuple[Question, ...]
    stem_more: str = ""
    more: tuple[Question, ...] = ()
    seconds: int = 6
    kept: Callable[[Any, str], Any] = _number
    shown: Callable[[Any], str] = str

    @property
    def url_name(self) -> str:
        """The name of its address."""
        return f"tools-{self.name}"

    @property
    def every(self) -> tuple[Question, ...]:
        """All questions, numbered from 1 in this order."""
        return self.first + self.more

    @property
    def minutes(self) -> int:
        """What the first part takes, rounded up."""
        return math.ceil(len(self.first) * self.seconds / 60)

    @property
    def minutes_more(self) -> int:
        """What the rest takes, rounded up."""
        return math.ceil(len(self.more) * self.seconds / 60)

    def held(self, answers: Answers) -> Mapping[str, Any]:
        """What is kept, by the key of the question."""
        held: Mapping[str, Any] = getattr(answers, self.field)
        return held

    def chosen(self, answers: Answers, question: Question) -> str:
        """The option that was chosen; empty for none."""
        held = self.held(answers).get(question.key)
        return "" if held is None else self.shown(held)

    def answered(self, answers: Answers, asked: Sequence[Question]) -> int:
        """How many of these questions have an answer."""
        return sum(one.key in self.held(answers) for one in asked)

    def with_given(self, answers: Answers, given: Mapping[str, str]) -> Answers:
        """The answers with what was given now, by the key of the question."""
        held = self.held(answers)
        new = {key: self.kept(held.get(key), value) for key, value in given.items()}
        return msgspec.structs.replace(answers, **{self.field: {**held, **new}})

    def without(self, answers: Answers) -> Answers:
        """The answers with those of this questionnaire taken out."""
        empty = Answers()
        gone = {name: getattr(empty, name) for name in self.fields}
        return msgspec.structs.replace(answers, **gone)


def scale(labels: Sequence[str], start: int = 1) -> tuple[Option, ...]:
    """Options with whole numbers as their values."""
    return tuple(Option(str(n), label, str(n)) for n, label in enumerate(labels, start))


@cache
def interests() -> Asked:
    """Thirty activities, and thirty more."""
    options = scale(LIKING)
    forms: dict[str, list[Question]] = {"short": [], "long": []}
    for one in questions.activities():
        forms[one.form].append(Question(one.key, HOW_MUCH_LIKED, one.text, options))
    how_much = "How much would you like to do each of these?"
    return Asked(
        "interests",
        "careers/mine/tools_interests.html",
        "Your interests",
        "interests",
        ("interests",),
        how_much,
        tuple(forms["short"]),
        how_much,
        tuple(forms["long"]),
    )


@cache
def strength_statements() -> Asked:
    """Forty-two statements."""
    options = scale(LIKENESS)
    asked = tuple(
        Question(one.key, HOW_LIKE_YOU, one.text, options) for one in strengths.in_order()
    )
    return Asked(
        "strengths",
        "careers/mine/tools_strengths.html",
        "Your strengths",
        "strengths",
        ("strengths",),
        "How much is each of these like you?",
        asked,
        seconds=7,
    )


@cache
def value_pairs() -> Asked:
    """Fifteen choices between two jobs."""
    return Asked(
        "values",
        "careers/mine/tools_values.html",
        "What matters to you in a job",
        "pairs",
        ("pairs", "order"),
        "Which of the two jobs would you rather have?",
        tuple(map(_pair, questions.values().pairs)),
        seconds=12,
        kept=_text,
    )


def _pair(pair: questions.Pair) -> Question:
    first, second = pair.values
    options = (Option(first, pair.first, "1"), Option(second, pair.second, "2"))
    return Question(pair.key, WHICH_JOB, "", options, SAME_PAY)


def skill_levels() -> Asked:
    """The rated skills, then the knowledge areas, in our own words; one query."""
    options = scale(LEVELS, 0)
    elements = Element.objects.filter(domain__in=(Domain.SKILL, Domain.KNOWLEDGE))
    asked: dict[str, list[Question]] = {Domain.SKILL: [], Domain.KNOWLEDGE: []}
    for element in elements.select_related("words").order_by("code"):
        asked[element.domain].append(_element(element, options))
    return Asked(
        "skills",
        "careers/mine/tools_skills.html",
        "Your skills",
        "skills",
        ("skills", "everyday", "worked_as"),
        "How well can you do each of these?",
        tuple(asked[Domain.SKILL]),
        "How much do you know about each of these?",
        tuple(asked[Domain.KNOWLEDGE]),
        seconds=15,
        kept=_level,
        shown=lambda level: str(whole(level)),
    )


def _element(element: Element, options: tuple[Option, ...]) -> Question:
    words = getattr(element, "words", None)
    stem = HOW_WELL if element.domain == Domain.SKILL else HOW_MUCH_KNOWN
    if words is None:
        return Question(element.code, stem, element.name, options)
    examples = zip(("First", "Second", "Third"), (words.low, words.middle, words.high), strict=True)
    return Question(
        element.code,
        stem,
        element.name,
        options,
        words.summary,
        tuple((label, text) for label, text in examples if text),
    )
