"""The words of the index, kept in the process until the index changes; mends what is misspelled."""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate, chain

from rapidfuzz import process
from rapidfuzz.distance import OSA, Levenshtein

from careers.models import (
    EntryKind,
    NameKind,
    SearchEntry,
    SearchState,
    SearchTerm,
    SearchWord,
)
from careers.search import synonyms
from careers.search.engines import Row
from careers.search.text import canonical, raw_words

SHORTEST_MENDED, SHORTEST_PART = 4, 3
MOST_NEAR = 8
MOST_KEPT = 10_000
RARE, FAR_COMMONER = 3, 12
"""A word in this many names or fewer may be a slip for one that is in so many times more."""

VOWELS = frozenset("aeiouy")
ALIKE = frozenset(map(frozenset, ("ck", "cs", "sz", "fv", "gj", "mn", "dt", "kq")))
NEAR_ENOUGH, FARTHEST, COMMON = 0.8, 1.35, 0.1
"""Words cost at most so much more than the nearest, and at most so much; what a common word gains
for each doubling of its names."""

MOST_OF_A_WORD, MOST_OF_A_SOUND, RESPELLED, GUESSED = 0.2, 0.35, 0.3, 1.5
"""What slips may cost for each letter, in a word and in one that sounds alike; what it costs that
a sound is written in another way ("ph"); how many times more a guess may cost."""

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
    """Words with the number of names they stand in, stems with that of texts.

    `known` are words that are no slips, whether a name holds them or not.
    """

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
    known: frozenset[str] = frozenset()
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

    def nearest(self, word: str) -> list[Near]:
        """Words that are too far to be looked for instead, yet may be asked about."""
        return _near(self, word, slack=GUESSED)

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
    """The words of the index as it stands, None where there is none; one query, rarely eight."""
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
        known=_known(),
        words=words,
        sums=[0, *accumulate(counts[word] for word in words)],
        by_length=by_length,
        by_sound=by_sound,
        total=max(SearchTerm.objects.count(), 1),
        things=max(SearchTerm.objects.filter(kind=NameKind.TEXT).count(), 1),
    )


def _known() -> frozenset[str]:
    """Words that are no slips: those of our own texts, which are proofread, and reviewed ones."""
    own = SearchTerm.objects.filter(kind=NameKind.EVERYDAY).values_list("words", flat=True)
    summaries = SearchEntry.objects.order_by("summary").values_list("summary", flat=True)
    words = (canonical(word) for text in summaries.distinct() for word in raw_words(text))
    return frozenset(
        chain(
            chain.from_iterable(map(str.split, own)),
            chain.from_iterable(words),
            synonyms.known(),
        )
    )


def _places() -> dict[tuple[str, ...], Place]:
    """Places by the words of their names as they are typed.

    Of several called alike the one whose own name it is keeps it, then what people call so
    ("la"), a state's letters last.
    """
    found: dict[tuple[str, ...], Place] = {}
    columns = ("id", "entry_id", "kind", "entry_kind", "words", "jobs", "name", "entry__key")
    rows = SearchTerm.objects.filter(entry_kind=EntryKind.PLACE).order_by("kind", "pk")
    for *row, name, key in rows.values_list(*columns):
        found.setdefault(tuple(raw_words(name)), Place(Row(*row), key))
    return found


def _near(vocabulary: Vocabulary, word: str, *, slack: float = 1.0) -> list[Near]:
    if len(word) < SHORTEST_MENDED or not word.isalpha():
        return []
    most = 1 if len(word) < 5 else 2 if len(word) < 10 else 3
    choices = [
        choice
        for length in range(len(word) - most, len(word) + most + 1)
        for choice in vocabulary.by_length.get(length, ())
    ]
    close = process.extract(word, choices, scorer=OSA.distance, score_cutoff=most, limit=40)
    found = {choice for choice, *_ in close}
    found.update(vocabulary.by_sound.get(sounds(word), ()))
    near = [
        Near(choice, slips - COMMON * math.log2(1 + vocabulary.count(choice)))
        for choice in found - {word}
        if _is_spelled_out(choice) and (slips := _slips(word, choice, slack)) is not None
    ]
    near.sort(key=lambda one: (one.cost, one.word))
    most_cost = min(near[0].cost + NEAR_ENOUGH, slack * FARTHEST) if near else 0.0
    return [one for one in near if one.cost <= most_cost][:MOST_NEAR]


def _is_spelled_out(word: str) -> bool:
    """Whether it is a word rather than an abbreviation."""
    return len(word) > 2 and not VOWELS.isdisjoint(word)


def _slips(word: str, choice: str, slack: float) -> float | None:
    """How far a word is from another; None where it is too far to be a slip for its length.

    Less where both sound alike; then also more may be wrong, and `slack` times more of a guess.
    """
    cost = min(_spelled(word, choice), RESPELLED + _spelled(_heard(word), _heard(choice)))
    alike = sounds(word) == sounds(choice) and (word[0] == choice[0] or word[0] not in VOWELS)
    if cost > slack * len(word) * (MOST_OF_A_SOUND if alike else MOST_OF_A_WORD):
        return None
    if alike:
        return min(0.6 * cost, 1.3)
    return cost + 0.5 if choice[0] != word[0] else cost


def _spelled(word: str, choice: str) -> float:
    """What the slips between two spellings cost; letters that changed places are one."""
    edits = Levenshtein.editops(word, choice)
    cost = sum(_slip(word, choice, edit.tag, edit.src_pos, edit.dest_pos) for edit in edits)
    return cost - 1.2 * (len(edits) - OSA.distance(word, choice))


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
    skeleton = _heard(word).translate(_SOUNDS)
    first = "a" if word[0] in VOWELS else ""
    return first + "".join(
        char for place, char in enumerate(skeleton) if place == 0 or skeleton[place - 1] != char
    )


def _heard(word: str) -> str:
    """A word with the letters that are heard as others written as those: "fysical"."""
    return _SPELLINGS.sub(lambda found: _HEARD[found[0]], word)
