"""Job titles from O*NET's official, alternate and reported titles: one title a slug.

An alternate title that has a short form is written "A (B)", one of the two being that form. If
the short form has two words or more it is the title ("CNC Machinist"), else the other is
("Registered Nurse", not "RN"). What is not the title is a further name of it.
"""

from __future__ import annotations

import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from django.utils.text import slugify

ABBREVIATIONS = Path(__file__).parent.parent / "content" / "abbreviations.toml"
OFFICIAL, ALTERNATE, REPORTED = range(3)


@dataclass(frozen=True, slots=True)
class FurtherName:
    """Another name of the title `title_slug`; `redirects` when its address leads there."""

    title_slug: str
    name: str
    slug: str
    redirects: bool


@dataclass(frozen=True, slots=True)
class Filing:
    """A title under an occupation: whether it is the occupation's own, whether workers gave it."""

    title_slug: str
    occupation: str
    is_official: bool
    is_reported: bool


@dataclass(frozen=True, slots=True)
class Titles:
    """All titles by slug, where each is filed, and their further names, in order of their keys."""

    texts: dict[str, str]
    filings: list[Filing]
    names: list[FurtherName]


def two_forms(text: str, short: str) -> tuple[str, str] | None:
    """Split "A (B)", one of them being `short`, into (title, further name); None if it is not so.

    >>> two_forms("Registered Nurse (RN)", "RN")
    ('Registered Nurse', 'RN')
    >>> two_forms("CNC Machinist (Computer Numerical Control Machinist)", "CNC Machinist")
    ('CNC Machinist', 'Computer Numerical Control Machinist')
    """
    if text.startswith(f"{short} (") and text.endswith(")"):
        other = text[len(short) + 2 : -1]
    elif text.endswith(f" ({short})"):
        other = text[: -len(short) - 3]
    else:
        return None
    return (short, other) if len(short.split()) >= 2 else (other, short)


def unite_titles(
    official: Iterable[tuple[str, str]],
    alternate: Iterable[tuple[str, str, str | None]],
    reported: Iterable[tuple[str, str]],
    abbreviations: Mapping[str, str],
) -> Titles:
    """Unite titles that share a slug, with all their occupations.

    `official` and `reported` are (occupation code, title), `alternate` (code, title, short form
    or None); `abbreviations` leads from a reviewed one-word form to a title.
    """
    found = _Found()
    for code, text in official:
        found.add(code, text, OFFICIAL)
    canonical: dict[str, str] = {}
    for code, text, short in alternate:
        forms = two_forms(text, short) if short else None
        if forms:
            canonical[text] = forms[0]
            found.name(*forms)
        found.add(code, forms[0] if forms else text, ALTERNATE)
    for code, text in reported:
        found.add(code, canonical.get(text, text), REPORTED)
    return Titles(found.chosen_texts(), found.filings(), _further_names(found, abbreviations))


def reviewed_abbreviations(path: Path = ABBREVIATIONS) -> dict[str, str]:
    """The one-word forms that have an address, each with the title that it leads to."""
    with path.open("rb") as file:
        entries = tomllib.load(file)["abbreviations"]
    return {entry["short"]: entry["title"] for entry in entries}


@dataclass
class _Found:
    """What has been gathered by slug while reading."""

    texts: defaultdict[str, Counter[tuple[int, str]]] = field(
        default_factory=lambda: defaultdict(Counter)
    )
    kinds: defaultdict[tuple[str, str], set[int]] = field(default_factory=lambda: defaultdict(set))
    names: defaultdict[tuple[str, str], set[str]] = field(default_factory=lambda: defaultdict(set))

    def add(self, code: str, text: str, kind: int) -> None:
        slug = slugify(text)
        if slug:
            self.texts[slug][kind, text] += 1
            self.kinds[slug, code].add(kind)

    def name(self, title: str, name: str) -> None:
        title_slug, slug = slugify(title), slugify(name)
        if slug and slug != title_slug:
            self.names[title_slug, slug].add(name)

    def chosen_texts(self) -> dict[str, str]:
        """By slug the text shown: an official one, else alternate, else reported; the commonest."""
        return {slug: _shown_text(texts) for slug, texts in sorted(self.texts.items())}

    def filings(self) -> list[Filing]:
        return [
            Filing(slug, code, OFFICIAL in kinds, REPORTED in kinds)
            for (slug, code), kinds in sorted(self.kinds.items())
        ]


def _shown_text(texts: Counter[tuple[int, str]]) -> str:
    (_, text), _ = min(texts.items(), key=lambda item: (item[0][0], -item[1], item[0][1]))
    return text


def _further_names(found: _Found, abbreviations: Mapping[str, str]) -> list[FurtherName]:
    """A name redirects if it has two words or more, one title, and no title of its own.

    Those of the reviewed list redirect to the title it gives, if there is one, and to no other.
    """
    listed = {slugify(short): (short, slugify(title)) for short, title in abbreviations.items()}
    owners = Counter(slug for _, slug in found.names)
    names = {
        (title, slug): FurtherName(
            title,
            name := min(texts),
            slug,
            len(name.split()) >= 2
            and owners[slug] == 1
            and slug not in found.texts
            and slug not in listed,
        )
        for (title, slug), texts in found.names.items()
    }
    for slug, (short, title) in listed.items():
        if title in found.texts:
            names[title, slug] = FurtherName(title, short, slug, slug not in found.texts)
    return [names[key] for key in sorted(names)]
