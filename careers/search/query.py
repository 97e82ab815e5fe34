"""What was typed, as questions to the index: each word with what it may stand for."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice, pairwise, product

from careers.search import synonyms
from careers.search.engines import Either, Every, Question, Token
from careers.search.text import (
    LITTLE,
    MOST_WORDS,
    canonical,
    clean,
    compact,
    joined,
    raw_words,
    stem,
    without_little,
)
from careers.search.vocabulary import FAR_COMMONER, RARE, Place, Vocabulary

MOST_KEYS = 12
MOST_PLACE_WORDS, SHORTEST_TOLD = 4, 2
WHERE = frozenset(("in", "near", "at", "around", "by", "from"))
OTHER_WORD, PART, RUN_TOGETHER, TWO_WORDS, SLIP = 0.3, 0.4, 0.45, 0.5, 1.0
"""What it costs to take a word for another that means the same, for the beginning of one, for a
whole name without its spaces, for two words written as one, and for a slip."""


@dataclass(frozen=True, slots=True)
class Query:
    """What was typed: on one line, and as words, at most 8 of them."""

    text: str
    words: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        """Whether there is no word to look for."""
        return not self.words


@dataclass(frozen=True, slots=True)
class Reading:
    """What a word may stand for: one word or more, the last perhaps only begun."""

    words: tuple[str, ...]
    cost: float = 0.0
    begun: bool = False

    @property
    def is_mended(self) -> bool:
        """Whether another spelling was looked for than was typed."""
        return self.cost >= TWO_WORDS and not self.begun

    def question(self) -> Question:
        """Names that hold it."""
        last = Token(self.words[-1], prefix=self.begun)
        if len(self.words) == 1:
            return last
        return Every((*map(Token, self.words[:-1]), last))


@dataclass(frozen=True)
class Variant:
    """One way to read the whole: for each word its readings, the likeliest first."""

    places: tuple[tuple[Reading, ...], ...]
    cost: float = 0.0

    @cached_property
    def exact(self) -> dict[str, tuple[Reading, ...]]:
        """Whole names as they are kept, for the likeliest combinations of readings."""
        found: dict[str, tuple[Reading, ...]] = {}
        for taken in islice(product(*(place[:3] for place in self.places)), MOST_KEYS):
            key = compact(word for reading in taken for word in reading.words)
            if key not in found or _cost(taken) < _cost(found[key]):
                found[key] = taken
        return found

    @property
    def is_hopeless(self) -> bool:
        """Whether a word stands for nothing that is known."""
        return not self.places or not all(self.places)

    def question(self) -> Question:
        """Names that hold every word in any order."""
        return Every(tuple(Either(tuple(map(Reading.question, place))) for place in self.places))


def _cost(taken: Iterable[Reading]) -> float:
    return sum(reading.cost for reading in taken)


def parse(text: str) -> Query:
    """Cut what a person typed into at most 8 words."""
    text = clean(text)
    return Query(text, tuple(raw_words(text)[:MOST_WORDS]))


def variants(words: Sequence[str], vocabulary: Vocabulary) -> list[Variant]:
    """The ways to read the words: as they are, the last as the beginning of one, unfilled."""
    ways = [_way(words, vocabulary)]
    last = canonical(words[-1])
    if last != (words[-1],):
        ways.append((*_way(words[:-1], vocabulary), words[-1]))
    told = without(words, synonyms.fillers())
    if told and told != list(words):
        ways.append(_way(told, vocabulary))
    ways += _mixed(ways[0], vocabulary)
    return _variants(ways, vocabulary)


def fewer_words(words: Sequence[str], vocabulary: Vocabulary) -> list[Variant]:
    """The words without those that say how, where or for whom, where the whole finds nothing."""
    told = without(words, synonyms.fillers() | synonyms.weak_fillers())
    if not told or len(told) == len(words):
        return []
    return _variants([_way(told, vocabulary)], vocabulary)


@dataclass(frozen=True, slots=True)
class BesidePlace:
    """A query that names a place: the other words, the place, whether "in" or "near" says so."""

    words: tuple[str, ...]
    place: Place
    is_said: bool


def beside_place(words: Sequence[str], vocabulary: Vocabulary) -> BesidePlace | None:
    """The words before or after the longest name of a place; None where there is none."""
    for length in range(min(len(words) - 1, MOST_PLACE_WORDS), 0, -1):
        for start in (len(words) - length, 0):
            rest = [*words[:start], *words[start + length :]]
            is_said = start > 0 and words[start - 1] in WHERE
            while rest and start > 0 and rest[-1] in WHERE:
                rest.pop()
            if not without(rest, synonyms.fillers()):
                continue
            place = _place(words[start : start + length], vocabulary)
            if place is not None:
                return BesidePlace(tuple(rest), place, is_said)
    return None


def _place(words: Sequence[str], vocabulary: Vocabulary) -> Place | None:
    """The place of that name; a slip or two are forgiven in a word that is none otherwise."""
    spelled = [
        [word]
        if any(map(vocabulary.count, canonical(word))) or word in LITTLE
        else [word, *(near.word for near in vocabulary.near(word)[:3])]
        for word in words
    ]
    return next(filter(None, map(vocabulary.places.get, product(*spelled))), None)


def _variants(ways: Iterable[tuple[str, ...]], vocabulary: Vocabulary) -> list[Variant]:
    made = []
    for number, way in enumerate(dict.fromkeys(ways)):
        last = len(way) - 1
        places = [
            readings(word, vocabulary, is_last=place == last) for place, word in enumerate(way)
        ]
        if not number and not all(places):
            places = [[Reading((word,), RUN_TOGETHER)] for word in way]
        made.append(Variant(tuple(map(tuple, places)), 0.1 * number))
    return [variant for variant in made if not variant.is_hopeless]


def _mixed(way: Sequence[str], vocabulary: Vocabulary) -> Iterator[tuple[str, ...]]:
    """The words with two neighbors written as one, in either order: "guard life"."""
    for place, (first, second) in enumerate(pairwise(way)):
        for one in (first + second, second + first):
            if vocabulary.count(one) > 1:
                yield (*way[:place], one, *way[place + 2 :])


def without(words: Iterable[str], left_out: Collection[str]) -> list[str]:
    """The words but some."""
    return [word for word in words if word not in left_out]


def _way(words: Sequence[str], vocabulary: Vocabulary) -> tuple[str, ...]:
    found = without_little(one for word in words for one in canonical(word))
    return tuple(joined(found, vocabulary.compounds))


def readings(word: str, vocabulary: Vocabulary, *, is_last: bool) -> list[Reading]:
    """What a word may stand for; nothing for one that is unlike all that is known."""
    count = vocabulary.count(word)
    found = [Reading((word,))] if count else []
    found += [
        Reading(other, OTHER_WORD)
        for other in synonyms.either().get(word, ())
        if all(map(vocabulary.count, other))
    ]
    begins = len(word) > 1 or is_last
    if begins and (is_last or not found) and vocabulary.beginning(word) > count:
        found.append(Reading((word,), PART if is_last else 2 * PART, begun=True))
    known = max(count, vocabulary.beginning(word) if begins else 0)
    if not found:
        found += _mended(word, vocabulary)
    elif known <= RARE and len(word) > 3:
        found += [
            reading
            for reading in _mended(word, vocabulary)
            if min(map(vocabulary.count, reading.words)) > FAR_COMMONER * known
        ]
    return found


def _mended(word: str, vocabulary: Vocabulary) -> list[Reading]:
    near = vocabulary.near(word)
    least = near[0].cost if near else 0.0
    found = [Reading((one.word,), SLIP + one.cost - least) for one in near]
    parts = vocabulary.split(word)
    return [Reading(parts, TWO_WORDS), *found] if parts else found


def told_stems(words: Iterable[str], vocabulary: Vocabulary) -> list[tuple[str, ...]]:
    """Of each word that says what is looked for, the stems that it may stand for."""
    found: dict[tuple[str, ...], None] = {}
    for word in without(words, synonyms.fillers() | LITTLE):
        if len(word) < SHORTEST_TOLD:
            continue
        for one in canonical(word):
            if vocabulary.knows(stem(one)):
                found[(stem(one),)] = None
            elif one in vocabulary.parts:
                found.update({(stem(part),): None for part in vocabulary.parts[one]})
            else:
                near = readings(one, vocabulary, is_last=False)[:3]
                stems = (stem(part) for reading in near for part in reading.words)
                known = dict.fromkeys(part for part in stems if vocabulary.knows(part))
                found[tuple(known) or (stem(one),)] = None
    return list(found)
