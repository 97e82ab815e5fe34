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

MOST_KEYS, MOST_GUESSED = 12, 2
MOST_PLACE_WORDS, SHORTEST_TOLD = 4, 2
MOST_RESPELLED, COMMONER = 4, 3
"""So many words may have been meant by one that is a word, each in so many times more names."""

WHERE = frozenset(("in", "near", "at", "around", "by", "from"))
OTHER_WORD, PART, RUN_TOGETHER, TWO_WORDS, SLIP = 0.3, 0.4, 0.45, 0.5, 1.0
"""What it costs to take a word for another that means the same, for the beginning of one, for a
whole name without its spaces, for two words written as one, and for a slip."""


@dataclass(frozen=True, slots=True)
class Query:
    """What was typed: on one line, as words, at most 8 of them, and which are in capitals."""

    text: str
    words: tuple[str, ...]
    capitals: frozenset[str] = frozenset()

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


@dataclass(frozen=True, slots=True)
class Way:
    """Words to be read, the last perhaps only begun."""

    words: tuple[str, ...]
    is_begun: bool


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
    """Cut what a person typed into at most 8 words, those kept that say the most.

    >>> parse("how long does it take to become a large animal vet near me").words
    ('a', 'large', 'animal', 'vet')
    """
    text = clean(text)
    words = _without_phrases(raw_words(text))
    if len(words) > MOST_WORDS:
        words = without(words, synonyms.fillers()) or words
    return Query(text, tuple(words[:MOST_WORDS]), _capitals(text))


def _without_phrases(words: list[str]) -> list[str]:
    """The words without what is said around the name of a job; all where nothing else is left."""
    left = words
    for phrase in synonyms.phrases():
        size, at = len(phrase), 0
        while at + size <= len(left):
            if tuple(left[at : at + size]) == phrase:
                left = [*left[:at], *left[at + size :]]
            else:
                at += 1
    return left if without(left, synonyms.fillers()) else words


def _capitals(text: str) -> frozenset[str]:
    """The words in capitals; none where all of the text is, or none of it."""
    if text.isupper():
        return frozenset()
    return frozenset(word.casefold() for word in text.split() if word.isupper())


def variants(words: Sequence[str], vocabulary: Vocabulary) -> list[Variant]:
    """The ways to read the words: as they are, the last as the beginning of one, unfilled.

    A last word in the plural is whole: "stars" is not the beginning of "starch".
    """
    last = canonical(words[-1])
    is_begun = last == (words[-1],)
    ways = [Way(_way(words, vocabulary), is_begun)]
    if not is_begun:
        ways.append(Way((*_way(words[:-1], vocabulary), words[-1]), is_begun=True))
    told = without(words, synonyms.fillers())
    if told and told != list(words):
        ways.append(Way(_way(told, vocabulary), canonical(told[-1]) == (told[-1],)))
    ways += [Way(way, is_begun) for way in _mixed(ways[0].words, vocabulary)]
    return _variants(ways, vocabulary)


def respelled(words: Sequence[str], vocabulary: Vocabulary) -> list[Variant]:
    """The words, one of them a slip for a far commoner word though it is a word: "urban planer"."""
    way = _way(words, vocabulary)
    made = []
    for place, word in enumerate(way):
        others = [
            near.word
            for near in vocabulary.near(word)[:MOST_RESPELLED]
            if vocabulary.count(near.word) > COMMONER * vocabulary.count(word)
        ]
        known = [[Reading((one,))] for one in way]
        if others and all(map(vocabulary.count, way)):
            known[place] = [Reading((other,), SLIP) for other in others]
            made.append(Variant(tuple(map(tuple, known))))
    return made


def fewer_words(words: Sequence[str], vocabulary: Vocabulary) -> list[Variant]:
    """The words without those that say how, where or for whom, where the whole finds nothing."""
    told = without(words, synonyms.fillers() | synonyms.weak_fillers())
    if not told or len(told) == len(words):
        return []
    return _variants([Way(_way(told, vocabulary), is_begun=True)], vocabulary)


def guesses(words: Sequence[str], vocabulary: Vocabulary) -> tuple[str, ...]:
    """What may have been meant where nothing is found: the words, one of them guessed."""
    found: dict[str, None] = {}
    for place, word in enumerate(words):
        (one, *more) = canonical(word)
        if more or vocabulary.count(one) or _is_known(one, vocabulary):
            continue
        for near in vocabulary.nearest(one)[:MOST_GUESSED]:
            found[" ".join([*words[:place], near.word, *words[place + 1 :]])] = None
    return tuple(found)[:MOST_GUESSED]


@dataclass(frozen=True, slots=True)
class BesidePlace:
    """A query that names a place: the other words, the place, whether "in" or "near" says so."""

    words: tuple[str, ...]
    place: Place
    is_said: bool


def beside_place(query: Query, vocabulary: Vocabulary) -> BesidePlace | None:
    """The words before or after the longest name of a place; None where there is none."""
    words = query.words
    for length in range(min(len(words) - 1, MOST_PLACE_WORDS), 0, -1):
        for start in (len(words) - length, 0):
            rest = [*words[:start], *words[start + length :]]
            named = words[start : start + length]
            before = words[start - 1] if start else ""
            while rest and start > 0 and rest[-1] in WHERE:
                rest.pop()
            if not without(rest, synonyms.fillers()) or not _may_be_place(named, before, query):
                continue
            place = _place(named, vocabulary)
            if place is not None:
                is_said = before in WHERE or _is_told_by_capitals(named, query)
                return BesidePlace(tuple(rest), place, is_said)
    return None


def _may_be_place(named: Sequence[str], before: str, query: Query) -> bool:
    """Whether letters that are also a word may be a state's: not before the job, and those that
    belong to any sentence ("me", "or") only after "in" or in capitals."""
    if len(named) > 1 or named[0] not in synonyms.letters_too():
        return True
    if not before or before == "in" or named[0] in query.capitals:
        return bool(before)
    return named[0] not in LITTLE and named[0] not in synonyms.fillers()


def _is_told_by_capitals(named: Sequence[str], query: Query) -> bool:
    """Whether it is a word but for its capitals; those of "PA" may also be a job's."""
    return named[0] in query.capitals and named[0] in synonyms.letters_of_words()


def _place(words: Sequence[str], vocabulary: Vocabulary) -> Place | None:
    """The place of that name; a slip or two are forgiven in a word that is none otherwise."""
    spelled = [
        [word]
        if any(map(vocabulary.count, canonical(word))) or word in LITTLE or word in vocabulary.known
        else [word, *(near.word for near in vocabulary.near(word)[:3])]
        for word in words
    ]
    return next(filter(None, map(vocabulary.places.get, product(*spelled))), None)


def _variants(ways: Iterable[Way], vocabulary: Vocabulary) -> list[Variant]:
    made = []
    for number, way in enumerate(dict.fromkeys(ways)):
        last = len(way.words) - 1
        places = [
            readings(word, vocabulary, is_last=way.is_begun and place == last)
            for place, word in enumerate(way.words)
        ]
        if not number and not all(places):
            places = [[Reading((word,), RUN_TOGETHER)] for word in way.words]
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
    near = [] if _is_known(word, vocabulary) else vocabulary.near(word)
    least = near[0].cost if near else 0.0
    found = [Reading((one.word,), SLIP + one.cost - least) for one in near]
    parts = vocabulary.split(word)
    return [Reading(parts, TWO_WORDS), *found] if parts else found


def _is_known(word: str, vocabulary: Vocabulary) -> bool:
    """Whether a word is no slip: we write it, or it is the plural of one that is known."""
    one = canonical(word)
    if one == (word,):
        return word in vocabulary.known
    return all(part in vocabulary.known or vocabulary.count(part) for part in one)


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
