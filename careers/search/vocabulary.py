"""The words of the index, kept in the process until the index changes; mends what is misspelled."""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate

from rapidfuzz import process
from rapidfuzz.distance import OSA, Levenshtein

from careers.models import EntryKind, NameKind, SearchState, SearchTerm, SearchWord
from careers.search.engines import Row
from careers.search.text import canonical, raw_words

SHORTEST_MENDED, SHORTEST_PART = 4, 3
MOST_NEAR = 8
MOST_KEPT = 10_000
RARE, FAR_COMMONER = 3, 12
"""A word in this many names or fewer may be a slip for one that is in so many times more."""

VOWELS = frozenset("aeiouy")
ALIKE = frozenset(map(frozenset, ("ck", "cs", "sz", "fv", "gj", "mn", "dt", "kq")))
NEAR_ENOUGH, FARTHEST, COMMON, MOST_UNHEARD = 0.8, 1.35, 0.1, 0.6
"""Words cost at most so much more than the nearest, and at most so much; what a common word gains
for each doubling of its names; the share of its letters in which a word that sounds alike may
differ."""

_HEARD = {
    "ph": "f", "ck": "k", "x": "ks", "gh": "", "tion": "sn", "sion": "sn", "cian": "sn",
    "shun": "sn", "ch": "s", "sh": "s", "kn": "n", "wr": "r", "ce": "s", "ci": "s", "cy": "s",
    "ge": "j", "gi": "j", "dg": "j",
}  # fmt: skip
_SPELLINGS = re.compile("|".join(sorted(_HEARD, key=len, reverse=True)))
_SOUNDS = str.maketrans("cqkszdtbpvf", "kkkssttppff", "aeiouyhw")


@dataclass(frozen=True, slots=True)
class Near:
    """A word that may have been meant, and how far it is from what was typed (1 is one slip)."""

    word: str
    cost: float


@dataclass(frozen=True, slots=True)
class Place:
    """A place: the row of its own name, and the slug of its area."""

    row: Row
    key: str

    @property
    def entry(self) -> int:
        """The number of its entry."""
        return self.row.entry


@dataclass(frozen=True)
class Vocabulary:
    """Words with the number of names they stand in, stems with that of texts."""

    stamp: str
    counts: dict[str, int]
    stems: dict[str, int]
    texts: dict[str, int]
    compounds: frozenset[tuple[str, str]]
    parts: dict[str, tuple[str, str]]
    places: dict[tuple[str, ...], Place]
    words: list[str] = field(default_factory=list)
    sums: list[int] = field(default_factory=list)
    by_length: dict[int, list[str]] = field(default_factory=dict)
    by_sound: dict[str, list[str]] = field(default_factory=dict)
    total: int = 1
    things: int = 1
    mended: dict[str, list[Near]] = field(default_factory=dict)

    def count(self, word: str) -> int:
        """In how many names a word stands."""
        return self.counts.get(word, 0)

    def beginning(self, prefix: str) -> int:
        """How many names hold a word that begins so, a name counted for each such word."""
        first = bisect_left(self.words, prefix)
        last = bisect_left(self.words, f"{prefix}\U0010ffff")
        return self.sums[last] - self.sums[first]

    def knows(self, stem: str) -> bool:
        """Whether a name or a text holds a stem."""
        return stem in self.texts

    def weight(self, stem: str) -> float:
        """How telling a stem is: 1 for one in every text, about 8 for one in a single text."""
        return 1 + math.log(self.things / (1 + self.texts.get(stem, 0)))

    def near(self, word: str) -> list[Near]:
        """Words that differ by a slip or two, the likeliest first."""
        if len(self.mended) > MOST_KEPT:
            self.mended.clear()
        if word not in self.mended:
            self.mended[word] = _near(self, word)
        return self.mended[word]

    def split(self, word: str) -> tuple[str, ...] | None:
        """Two words that were written as one, the commonest such pair, as they are compared."""
        found = []
        for at in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1):
            parts = (*canonical(word[:at]), *canonical(word[at:]))
            least = min(map(self.count, parts))
            if least > 1:
                found.append((least, parts))
        return max(found)[1] if found else None


_kept: dict[str, Vocabulary] = {}


def current() -> Vocabulary | None:
    """The words of the index as it stands, None where there is none; one query, rarely six."""
    stamp = SearchState.objects.values_list("stamp", flat=True).first()
    if stamp is None:
        return None
    vocabulary = _kept.get(stamp)
    if vocabulary is None:
        vocabulary = _load(stamp)
        _kept.clear()
        _kept[stamp] = vocabulary
    return vocabulary


def _load(stamp: str) -> Vocabulary:
    rows = SearchWord.objects.values_list("word", "names", "texts")
    counts = {word: names for word, names, _ in rows if word[0] != "~"}
    stems = {word[1:]: names for word, names, _ in rows if word[0] == "~"}
    words = sorted(counts)
    held = SearchState.objects.values_list("compounds", flat=True).get(stamp=stamp)
    parts = {first + second: (first, second) for first, second in held}
    by_length: dict[int, list[str]] = {}
    by_sound: dict[str, list[str]] = {}
    for word in words:
        if word.isalpha():
            by_length.setdefault(len(word), []).append(word)
            by_sound.setdefault(sounds(word), []).append(word)
    return Vocabulary(
        stamp=stamp,
        counts=counts,
        stems=stems,
        texts={word[1:]: texts for word, _, texts in rows if word[0] == "~"},
        compounds=frozenset((first, second) for first, second in held),
        parts=parts,
        places=_places(),
        words=words,
        sums=[0, *accumulate(counts[word] for word in words)],
        by_length=by_length,
        by_sound=by_sound,
        total=max(SearchTerm.objects.count(), 1),
        things=max(SearchTerm.objects.filter(kind=NameKind.TEXT).count(), 1),
    )


def _places() -> dict[tuple[str, ...], Place]:
    """Places by the words of their names as they are typed, the first to have one keeping it."""
    found: dict[tuple[str, ...], Place] = {}
    columns = ("id", "entry_id", "kind", "entry_kind", "words", "jobs", "name", "entry__key")
    for *row, name, key in SearchTerm.objects.filter(entry_kind=EntryKind.PLACE).values_list(
        *columns
    ):
        found.setdefault(tuple(raw_words(name)), Place(Row(*row), key))
    return found


def _near(vocabulary: Vocabulary, word: str) -> list[Near]:
    if len(word) < SHORTEST_MENDED or not word.isalpha():
        return []
    most = 1 if len(word) < 5 else 2 if len(word) < 10 else 3
    choices = [
        choice
        for length in range(len(word) - most, len(word) + most + 1)
        for choice in vocabulary.by_length.get(length, ())
    ]
    close = process.extract(word, choices, scorer=OSA.distance, score_cutoff=most, limit=40)
    sound = sounds(word)
    found = {choice: distance for choice, distance, _ in close if len(choice) > 2}
    for choice in vocabulary.by_sound.get(sound, ()):
        distance = OSA.distance(word, choice)
        if distance <= MOST_UNHEARD * len(word):
            found[choice] = distance
    near = [
        Near(choice, _cost(word, choice, distance, sound, vocabulary.count(choice)))
        for choice, distance in found.items()
        if choice != word
    ]
    near.sort(key=lambda one: (one.cost, one.word))
    most_cost = min(near[0].cost + NEAR_ENOUGH, FARTHEST) if near else 0.0
    return [one for one in near if one.cost <= most_cost][:MOST_NEAR]


def _cost(word: str, choice: str, distance: float, sound: str, count: int) -> float:
    """Slips, less where both sound alike and where the word is common."""
    edits = Levenshtein.editops(word, choice)
    cost = sum(_slip(word, choice, edit.tag, edit.src_pos, edit.dest_pos) for edit in edits)
    if len(edits) > distance:  # letters that changed places
        cost -= 1.2 * (len(edits) - distance)
    if sounds(choice) == sound:
        cost = min(0.6 * cost, 1.3)
    elif choice[0] != word[0]:
        cost += 0.5
    return cost - COMMON * math.log2(1 + count)


def _slip(word: str, choice: str, kind: str, at: int, to: int) -> float:
    """What one slip costs: letters left out or doubled are likelier than other ones."""
    if kind == "insert":
        doubled = choice[to] in choice[max(to - 1, 0) : to] + choice[to + 1 : to + 2]
        return 0.6 if doubled else 0.8
    if kind == "delete":
        return 0.6 if word[at] in word[max(at - 1, 0) : at] + word[at + 1 : at + 2] else 1.0
    if word[at] in VOWELS and choice[to] in VOWELS:
        return 0.8
    return 0.8 if frozenset((word[at], choice[to])) in ALIKE else 1.2


@lru_cache(maxsize=65_536)
def sounds(word: str) -> str:
    """The consonants of a word, those that sound alike written alike, doubles once.

    >>> sounds("electrican") == sounds("electrician"), sounds("pharmasist") == sounds("pharmacist")
    (True, True)
    """
    skeleton = _SPELLINGS.sub(lambda found: _HEARD[found[0]], word).translate(_SOUNDS)
    first = "a" if word[0] in VOWELS else ""
    return first + "".join(
        char for place, char in enumerate(skeleton) if place == 0 or skeleton[place - 1] != char
    )
