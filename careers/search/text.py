"""Text as words that can be compared: the same for the names that are kept and what is typed.

Pure functions, no ORM. The order of the steps: case, accents and signs; short forms written out;
the singular; little words left out; words that are also written as one are joined.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache

import snowballstemmer

from careers.search import synonyms

MOST_CHARACTERS, MOST_WORDS = 100, 8

LITTLE = frozenset(("a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "the"))
"""Words that names are compared without; "to" and "with" tell titles apart."""

_WORD = re.compile(r"[^\W_]+(?:\+\+|#)?")
_DOT_NET = re.compile(r"\.net\b")
_INITIALS = re.compile(r"\b(?:[^\W\d_]\.){2,}(?:[^\W\d_]\b)?")
_IRREGULAR = {
    "people": "person", "children": "child", "teeth": "tooth", "feet": "foot", "geese": "goose",
    "mice": "mouse", "movies": "movie", "cookies": "cookie", "pies": "pie", "ties": "tie",
    "dies": "die", "knives": "knife", "lives": "life", "wives": "wife", "wolves": "wolf",
    "headaches": "headache", "caches": "cache", "axes": "axe", "gas": "gas", "bus": "bus",
    "menus": "menu",
}  # fmt: skip
SHORTEST_ROOT = 4
_DOERS = ("eri", "er", "or", "ist", "ician", "ian", "ant")
_NOBODY = frozenset(
    (
        *("flower", "flowers", "corner", "corners", "counter", "counters"),
        *("customer", "customers", "shower", "showers", "number", "numbers", "master", "plants"),
    )
)
"""Words that end so and yet name nobody, where the rest is another word."""

_stemmer = snowballstemmer.stemmer("english")


def clean(text: str) -> str:
    """Text on one line without invisible characters, at most 100 of them."""
    text = unicodedata.normalize("NFKC", text[: 4 * MOST_CHARACTERS])
    return " ".join("".join(map(_visible, text)).split())[:MOST_CHARACTERS].strip()


def _visible(char: str) -> str:
    """The character; a space for a separator or control, nothing for a mark that has no shape."""
    category = unicodedata.category(char)
    return " " if category in {"Cc", "Zl", "Zp", "Zs"} else "" if category[0] == "C" else char


def raw_words(text: str) -> list[str]:
    """The words of a text, lower case and without accents; "C++", "C#" and ".NET" are words.

    >>> raw_words("Résumé/CV writer's A.P.R.N. C++ .NET")
    ['resume', 'cv', 'writers', 'aprn', 'c++', 'dotnet']
    """
    text = text.casefold()
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text).casefold()
        text = "".join(char for char in text if not unicodedata.combining(char))
    text = re.sub(r"['’‘`ʼ]", "", text)
    text = _INITIALS.sub(lambda found: found[0].replace(".", ""), text)
    text = _DOT_NET.sub(" dotnet", text)
    return _WORD.findall(text)


@lru_cache(maxsize=65_536)
def singular(word: str) -> str:
    """The singular by the endings; what is done to names and questions alike need not be true.

    >>> [singular(word) for word in ("nurses", "secretaries", "coaches", "salesmen", "business")]
    ['nurse', 'secretary', 'coach', 'salesman', 'business']
    """
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if len(word) > 4 and word.endswith("men"):
        return f"{word[:-3]}man"
    if len(word) < 4 or word.endswith(("ss", "us", "is")) or not word.endswith("s"):
        return word
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    if word.endswith(("sses", "shes", "ches", "xes", "zzes")):
        return word[:-2]
    return word[:-1]


@lru_cache(maxsize=65_536)
def canonical(word: str) -> tuple[str, ...]:
    """A word in the singular, a short form written out: ("vice", "president") for "vps"."""
    table = synonyms.short()
    one = singular(word)
    return table.get(word) or table.get(one) or (one,)


def words(text: str) -> list[str]:
    """The canonical words of a name, little words left out unless there is no other."""
    return without_little(word for raw in raw_words(text) for word in canonical(raw))


def without_little(found: Iterable[str]) -> list[str]:
    """The words but the little ones; all of them where there is no other."""
    every = list(found)
    return [word for word in every if word not in LITTLE] or every


def joined(found: Sequence[str], compounds: Collection[tuple[str, str]]) -> list[str]:
    """The words, each pair that is also written as one word joined.

    >>> joined(["health", "care", "aide"], {("health", "care")})
    ['healthcare', 'aide']
    """
    out: list[str] = []
    at = 0
    while at < len(found):
        pair = tuple(found[at : at + 2])
        if pair in compounds:
            out.append("".join(pair))
            at += 2
        else:
            out.append(found[at])
            at += 1
    return out


def compact(found: Iterable[str]) -> str:
    """The words without spaces: what "data base" and "database" share."""
    return "".join(found)


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """What a word shares with its forms, with who does it, and with words that mean much the same.

    >>> stem("driver") == stem("driving") == stem("drive"), stem("accountant") == stem("accounts")
    (True, True)
    """
    same = _same()
    one = same.get(word) or root(word)
    return same.get(one, one)


@lru_cache(maxsize=1)
def _same() -> dict[str, str]:
    """Words, and their roots, with the root that stands for all of the same meaning."""
    found: dict[str, str] = {}
    for words_of_one_meaning in synonyms.groups():
        first = root(words_of_one_meaning[0])
        for word in words_of_one_meaning:
            found[word] = found[root(word)] = first
    return found


def root(word: str) -> str:
    """A word's stem without the endings of those who do it: the driver drives."""
    stemmed = str(_stemmer.stemWord(word))
    if word not in _NOBODY:
        for ending in _DOERS:
            if stemmed.endswith(ending) and len(stemmed) - len(ending) >= SHORTEST_ROOT:
                stemmed = stemmed[: -len(ending)]
                break
    return stemmed[:-1] if stemmed.endswith("e") and len(stemmed) > SHORTEST_ROOT else stemmed


def stems(text: str) -> list[str]:
    """The stems of a text's words, fillers and little words left out, in order, each once."""
    fillers = synonyms.fillers()
    found = (
        stem(word)
        for raw in raw_words(text)
        if raw not in fillers and raw not in LITTLE
        for word in canonical(raw)
    )
    return list(dict.fromkeys(found))
