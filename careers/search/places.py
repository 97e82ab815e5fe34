"""Places by what people call them, for the boxes that ask for a place and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA

from careers.search import synonyms
from careers.search.text import clean, raw_words
from careers.search.vocabulary import Vocabulary, current

SHORTEST_MENDED, LETTERS_A_SLIP = 4, 4
"""A name of so many letters may hold a slip, and one more for so many further letters."""

MOST_PLACES = 3


@dataclass(frozen=True, slots=True)
class PlacesCalled:
    """Slugs of the places of a name; `told` are the names looked for in place of what was typed."""

    slugs: tuple[str, ...] = ()
    told: tuple[str, ...] = ()


def nicknamed(text: str) -> str:
    """The slug of the place that people call so ("philly"), empty where it is no such name."""
    return synonyms.place_names().get(" ".join(raw_words(clean(text))), "")


def places_called(text: str) -> PlacesCalled:
    """The place that people call so ("philly"), else those whose names differ by a slip or two.

    A state after a town may be there or not; the town alone is looked for.
    """
    vocabulary = current()
    words = tuple(word for word in raw_words(clean(text)) if word not in _AROUND)
    if vocabulary is None or not words:
        return PlacesCalled()
    for asked in _with_and_without_state(words, vocabulary):
        place = vocabulary.places.get(asked)
        if place is not None:
            return PlacesCalled((place.key,))
    for asked in _with_and_without_state(words, vocabulary):
        mended = _mended(" ".join(asked), vocabulary)
        if mended.slugs:
            return mended
    return PlacesCalled()


_AROUND = frozenset(("around", "at", "city", "in", "jobs", "near", "the"))


def _with_and_without_state(
    words: tuple[str, ...], vocabulary: Vocabulary
) -> Iterator[tuple[str, ...]]:
    yield words
    for at in range(len(words) - 1, 0, -1):
        if words[at:] in vocabulary.places:
            yield words[:at]


def _mended(text: str, vocabulary: Vocabulary) -> PlacesCalled:
    """The names nearest to what was typed, the likelier place first."""
    if len(text) < SHORTEST_MENDED or text in synonyms.known():
        return PlacesCalled()
    names = [" ".join(words) for words in vocabulary.places]
    most = 1 + (len(text) - SHORTEST_MENDED) // LETTERS_A_SLIP
    near = process.extract(text, names, scorer=OSA.distance, score_cutoff=min(most, 3), limit=40)
    best = [
        (name, vocabulary.places[tuple(name.split())])
        for name, distance, _ in near
        if distance == near[0][1] and name[0] == text[0]
    ]
    best.sort(key=lambda one: one[1].row.id)
    told = {place.key: name for name, place in reversed(best)}
    slugs = tuple(dict.fromkeys(place.key for _, place in best))[:MOST_PLACES]
    return PlacesCalled(slugs, tuple(told[slug] for slug in slugs))
