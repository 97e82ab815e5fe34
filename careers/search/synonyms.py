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
def place_names() -> dict[str, str]:
    """What people call a place, with the slug of its area."""
    return dict(_read()["places"])
