"""A field of prose as its readers get it: plain words, sentences, links."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

_MARKDOWN = MarkdownIt("commonmark", {"html": False})
_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"”’)]*\s+|\n+")
_WORD = re.compile(r"[^\W_]+(?:['’.,-][^\W_]+)*")
_AROUND = 40


@dataclass(frozen=True, slots=True)
class Link:
    """A link of the prose: where it leads, and the words that carry it."""

    href: str
    words: str


@dataclass(frozen=True, slots=True)
class Text:
    """`plain` has no marks and one line a paragraph or point; figure tokens stay as written."""

    plain: str
    links: tuple[Link, ...]
    linked: tuple[str, ...]

    @property
    def sentences(self) -> list[str]:
        """In reading order; a point of a list is one even without a full stop."""
        return [part.strip() for part in _SENTENCE_END.split(self.plain) if part.strip()]


@lru_cache(maxsize=2048)
def read(markdown: str, *, by_line: bool = False) -> Text:
    """Read Markdown; with `by_line` every line is a point of its own."""
    lines: list[str] = []
    links: list[Link] = []
    linked: list[str] = []
    for token in _MARKDOWN.parse(markdown):
        if token.type == "inline":
            found, text = _inline(token.children or [], "\n" if by_line else " ")
            links += found
            lines.append(text)
            if found:
                linked.append(text)
        elif token.content:
            lines.append(token.content.strip())
    return Text("\n".join(lines), tuple(links), tuple(linked))


def _inline(tokens: list[Token], line_end: str) -> tuple[list[Link], str]:
    """The links and the plain text of a paragraph or point."""
    text: list[str] = []
    links: list[Link] = []
    begun: tuple[str, int] | None = None
    for token in tokens:
        if token.type == "link_open":
            begun = str(token.attrs.get("href", "")), len(text)
        elif token.type == "link_close" and begun is not None:
            links.append(Link(begun[0], "".join(text[begun[1] :])))
            begun = None
        elif token.type in ("softbreak", "hardbreak"):
            text.append(line_end)
        else:
            text.append(token.content)
    return links, "".join(text)


def words(text: str) -> list[str]:
    """The words and numbers of a plain text, as they are written."""
    return _WORD.findall(text)


def excerpt(text: str, start: int, end: int) -> str:
    """What stands from `start` to `end` with a few words around it, on one line."""
    left, right = max(start - _AROUND, 0), min(end + _AROUND, len(text))
    if left:
        space = text.find(" ", left, start)
        left = space + 1 if space >= 0 else left
    if right < len(text):
        space = text.rfind(" ", end, right)
        right = space if space >= 0 else right
    cut = " ".join(text[left:right].split())
    return f"{'… ' if left else ''}{cut}{' …' if right < len(text) else ''}"


def matches(pattern: re.Pattern[str], text: str) -> Iterator[tuple[re.Match[str], str]]:
    """Each match with its excerpt."""
    for match in pattern.finditer(text):
        yield match, excerpt(text, match.start(), match.end())
