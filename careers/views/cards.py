"""Guides as lists of links show them: home, sectors and search."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from careers.models import Level, Role

LADDER = {level: rung for rung, level in enumerate(Level.values)}
"""Each level with its place on the ladder, lowest first."""


@dataclass(frozen=True, slots=True)
class GuideCard:
    """A link to a guide: where it stands, and what it says of itself."""

    title: str
    url: str
    sector: str
    level: str
    summary: str


def guide_cards(roles: Iterable[Role]) -> list[GuideCard]:
    """The guides in the order given; their sectors must have been read with them."""
    return [
        GuideCard(
            title=role.title,
            url=role.get_absolute_url(),
            sector=role.sector.name,
            level=role.get_level_display(),
            summary=plain_sentences(role.summary),
        )
        for role in roles
    ]


def plain_sentences(markdown: str) -> str:
    """The sentences of a summary that need no figures, without marks.

    A list of guides does not merge each one's figures only to fill a token.
    """
    plain = re.sub(r"[*_`]|\[([^]]*)\]\([^)]*\)", r"\1", markdown)
    sentences = re.split(r"(?<=[.!?])\s+", " ".join(plain.split()))
    return " ".join(sentence for sentence in sentences if "{" not in sentence)
