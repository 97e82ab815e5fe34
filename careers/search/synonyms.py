"""The reviewed words of `careers/content/synonyms.toml`, read once."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any

SYNONYMS = Path(__file__).resolve().parent.parent / "content" / "synonyms.toml"


@lru_cache(maxsize=1)
def _read() -> dict[str, Any]:
    with SYNONYMS.open("rb") as file:
        return tomllib.load(file)


@lru_cache(maxsize=1)
def short() -> dict[str, tuple[str, ...]]:
    """Short forms and the words that they stand for everywhere."""
    return {word: tuple(meant.split()) for word, meant in _read()["short"].items()}


@lru_cache(maxsize=1)
def either() -> dict[str, tuple[tuple[str, ...], ...]]:
    """Words with others that a search for them also finds, each of one or more words."""
    return {
        word: tuple(tuple(other.split()) for other in others)
        for word, others in _read()["either"].items()
    }


@lru_cache(maxsize=1)
def groups() -> list[list[str]]:
    """Lists of words that mean much the same, the first standing for the others."""
    return [row["words"] for row in _read()["same"]]


@lru_cache(maxsize=1)
def fillers() -> frozenset[str]:
    """What is said around the name of a job and does not belong to it."""
    return frozenset(_read()["filler"]["words"])


@lru_cache(maxsize=1)
def weak_fillers() -> frozenset[str]:
    """What may belong to the name of a job, but says how, where or for whom it is done."""
    return frozenset(_read()["filler"]["weak"])


@lru_cache(maxsize=1)
def phrases() -> list[tuple[str, ...]]:
    """What is said around the name of a job in several words, the longest first."""
    found = (tuple(phrase.split()) for phrase in _read()["filler"]["phrases"])
    return sorted(found, key=lambda phrase: (-len(phrase), phrase))


@lru_cache(maxsize=1)
def known() -> frozenset[str]:
    """Words of everyday English that are no slips, though no name of a job holds them."""
    return frozenset(_read()["known"]["words"])


@lru_cache(maxsize=1)
def letters_of_words() -> frozenset[str]:
    """Letters of states that are words of a sentence as well."""
    return frozenset(_read()["letters"]["words"])


@lru_cache(maxsize=1)
def letters_too() -> frozenset[str]:
    """Letters of states that are words, or stand for other things, as well."""
    return letters_of_words() | frozenset(_read()["letters"]["jobs"])


@lru_cache(maxsize=1)
def technology_names() -> dict[str, str]:
    """What people call a technology, with the name that O*NET has for it."""
    return dict(_read()["technologies"])


@lru_cache(maxsize=1)
def sector_names() -> dict[str, str]:
    """What people call a sector, with its slug."""
    return dict(_read()["sectors"])


@lru_cache(maxsize=1)
def misfiled() -> frozenset[str]:
    """Slugs of titles that are filed where nobody looks for them."""
    return frozenset(_read()["misfiled"]["titles"])


@lru_cache(maxsize=1)
def place_names() -> dict[str, str]:
    """What people call a place, with the slug of its area."""
    return dict(_read()["places"])
