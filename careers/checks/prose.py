"""Checks of the prose by itself: what is missing, typed by hand, hard to read, or claimed."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from careers.checks.text import excerpt, matches, words
from careers.checks.types import OWN_WORDS, Subject, Surroundings, Trouble
from careers.profiles import TOKENS, unknown_tokens
from careers.profiles.prose import TOKEN, UNKNOWN

WORDING = Path(__file__).parent.parent / "content" / "wording.toml"

_NUMBER = r"\d[\d,.]*"
_IN_WORDS = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty"
    r"|forty|fifty|sixty|seventy|eighty|ninety|hundred)"
)
_SIZE = r"\s?(?:thousand|million|billion)"
_COUNTED = r"(?:jobs|openings|positions|vacancies|workers)"
_WAGE = r"(?:\d{1,3},\d{3}|\d{4,})"
_A_YEAR = r"(?:a|per)\s(?:year|month)|annually"
_YEAR = r"(?!(?:19|20)\d\d\b(?!,))"
TYPED = (
    ("pay", re.compile(rf"[$€£]\s?\d|\b{_NUMBER}\s?(?:dollars|USD)\b", re.I)),
    ("pay", re.compile(rf"\b{_NUMBER}\s(?:(?:an|per)\shour|hourly)\b", re.I)),
    ("pay", re.compile(rf"\b(?:{_WAGE}|\d+\s?K)\s(?:{_A_YEAR})\b", re.I)),
    (
        "a percentage",
        re.compile(rf"(?:{_NUMBER}|\b{_IN_WORDS})\s?(?:%|percent(?:age)?\b|per cent\b)", re.I),
    ),
    ("a count", re.compile(rf"\b{_NUMBER}{_SIZE}\b", re.I)),
    ("jobs", re.compile(rf"\b{_YEAR}\d[\d,]{{2,}}\s(?:\w+\s){{0,2}}{_COUNTED}\b", re.I)),
)
"""Figures that are written as tokens: pay, percentages, counts of a thousand and more in words,
and a hundred jobs or workers and more. Years, days, times, ages, hours and small counts stay."""

GRADE = "Automated Readability Index"
LEAST_WORDS = 100
"""Below this many words a reading grade says nothing."""


def empty_sections(subject: Subject, around: Surroundings) -> Iterator[Trouble]:
    """Sections, and the title, without a word in them."""
    if not subject.content.title.strip():
        yield Trouble("title", "", "The guide has no title.")
    for name in OWN_WORDS:
        if not words(subject.texts[name].plain):
            yield Trouble(name, "", "The section is empty.")


def typed_figures(subject: Subject, around: Surroundings) -> Iterator[Trouble]:
    """Figures that a token would fill, and keep current."""
    for name in OWN_WORDS:
        text = subject.texts[name].plain
        seen: set[int] = set()
        for kind, pattern in TYPED:
            for match, place in matches(pattern, text):
                if not seen.intersection(range(*match.span())):
                    seen.update(range(*match.span()))
                    yield Trouble(name, place, f"“{match[0]}” is {kind} typed by hand.")


def unknown_figures(subject: Subject, around: Surroundings) -> Iterator[Trouble]:
    """Braces that hold no token, or a token inside a link's address."""
    for name in subject.texts:
        for token in unknown_tokens(getattr(subject.content, name)):
            yield Trouble(name, f"{{{token}}}", f"No figure is called {{{token}}}.")


def empty_figures(subject: Subject, around: Surroundings) -> Iterator[Trouble]:
    """Tokens that would read "(not published)"."""
    for name, text in subject.texts.items():
        for match, place in matches(TOKEN, text.plain):
            token = TOKENS.get(match[1])
            if token is not None and UNKNOWN in token[1](around.profile):
                yield Trouble(name, place, f"{match[0]} reads “{UNKNOWN}” with this mapping.")


def reading_grade(subject: Subject, around: Surroundings) -> Iterator[Trouble]:
    """A text above the site's grade, with its hardest sentence."""
    plain = "\n".join(subject.texts[name].plain for name in OWN_WORDS)
    sentences = [
        (name, sentence) for name in OWN_WORDS for sentence in subject.texts[name].sentences
    ]
    counted = words(plain)
    if len(counted) < LEAST_WORDS:
        return
    grade = readability(counted, len(sentences))
    if grade > around.limits.reading_grade:
        name, hardest = max(sentences, key=lambda item: readability(words(item[1]), 1))
        yield Trouble(
            name,
            excerpt(hardest, 0, 80),
            f"The text reads at grade {grade:.1f} ({GRADE}); this site aims at"
            f" {around.limits.reading_grade} or less. This is its hardest sentence.",
        )


def readability(counted: Sequence[str], sentences: int) -> float:
    """The Automated Readability Index: about the U.S. school grade that reads a text with ease.

    4.71 × characters a word + 0.5 × words a sentence − 21.43 (Senter and Smith, 1967, AMRL-TR-66-
    220). Letters and digits count; it needs no syllables, so it is the same everywhere.
    """
    if not counted or not sentences:
        return 0.0
    characters = sum(character.isalnum() for word in counted for character in word)
    return 4.71 * characters / len(counted) + 0.5 * len(counted) / sentences - 21.43


@dataclass(frozen=True, slots=True)
class Wording:
    """Words of one entry of the list as a pattern, and what to say in their place."""

    pattern: re.Pattern[str]
    say: str


@lru_cache(maxsize=4)
def wording(kind: str, path: Path = WORDING) -> tuple[Wording, ...]:
    """The reviewed words of a kind: "gendered", "superlative" or "promise"."""
    with path.open("rb") as file:
        entries = tomllib.load(file)[kind]
    return tuple(
        Wording(
            re.compile(
                rf"(?<![\w-])(?:{'|'.join(map(re.escape, entry['words']))})(?![\w-])",
                re.IGNORECASE,
            ),
            entry["say"],
        )
        for entry in entries
    )


def gendered_words(subject: Subject, around: Surroundings) -> Iterator[Trouble]:
    """Words that name or picture a worker by gender."""
    for name in OWN_WORDS:
        yield from _worded("gendered", name, subject.texts[name].plain, "names a gender")


def superlatives(subject: Subject, around: Surroundings) -> Iterator[Trouble]:
    """Words that set the role above others, in a sentence without a source."""
    yield from _unsourced("superlative", subject, "sets the role above others without a source")


def promises(subject: Subject, around: Surroundings) -> Iterator[Trouble]:
    """Words that promise a reader something, in a sentence without a source."""
    yield from _unsourced("promise", subject, "promises something without a source")


def _unsourced(kind: str, subject: Subject, why: str) -> Iterator[Trouble]:
    for name in OWN_WORDS:
        text = subject.texts[name]
        carried = [link.words for link in text.links if not link.href.startswith(("/", "#"))]
        for sentence in text.sentences:
            if not any(words and words in sentence for words in carried):
                yield from _worded(kind, name, sentence, why)


def _worded(kind: str, name: str, text: str, why: str) -> Iterator[Trouble]:
    for entry in wording(kind):
        for match, place in matches(entry.pattern, text):
            yield Trouble(name, place, f"“{match[0]}” {why}.", f"Say {entry.say}.")
