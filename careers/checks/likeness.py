"""Checks against the other guides: no sentence twice, no guide twice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from sys import intern

from careers.checks.text import Text, words
from careers.checks.types import OWN_WORDS, Subject, Surroundings, Trouble

PHRASE, SHINGLE = 8, 3
"""Words of a run that two guides must not share, and of those that likeness is measured by."""

ALIKE = 0.2
"""The Jaccard index of two guides' runs of three words (the share of all runs in either that are
in both) from which they count as the same text. The shipped guides reach 0.005, a copy with half
of its sentences rewritten 0.33."""

Run = tuple[str, ...]


def runs(texts: Sequence[Text], length: int) -> dict[Run, str]:
    """Every run of so many words within a sentence, in small letters, with the sentence.

    A word is one object wherever it stands: the runs of a thousand guides are held at once.
    """
    found: dict[Run, str] = {}
    for text in texts:
        for sentence in text.sentences:
            said = [intern(word.lower()) for word in words(sentence)]
            for at in range(len(said) - length + 1):
                found.setdefault(tuple(said[at : at + length]), sentence)
    return found


def likeness(one: frozenset[Run], other: frozenset[Run]) -> float:
    """The Jaccard index of two sets of runs, from 0 to 1."""
    return len(one & other) / len(one | other) if one or other else 0.0


def shared_phrases(subject: Subject, around: Surroundings) -> Iterator[Trouble]:
    """Runs of eight words that stand in another guide too; one finding a sentence."""
    for name in OWN_WORDS:
        found = runs([subject.texts[name]], PHRASE)
        for other in around.others:
            told: set[str] = set()
            for run, sentence in found.items():
                if run in other.phrases and sentence not in told:
                    told.add(sentence)
                    place = " ".join(run)
                    yield Trouble(name, place, f"These words stand in “{other.title}” too.")


def near_duplicate(subject: Subject, around: Surroundings) -> Iterator[Trouble]:
    """Another guide of nearly the same text."""
    own = frozenset(runs([subject.texts[name] for name in OWN_WORDS], SHINGLE))
    for other in around.others:
        share = likeness(own, other.shingles)
        if share >= ALIKE:
            yield Trouble(
                "",
                other.slug,
                f"{share:.0%} of the runs of three words in this guide and “{other.title}” are in"
                f" both; from {ALIKE:.0%} on they count as one text.",
            )
