"""Which role a parameter of the moves page names, and what could be meant where it names none."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from careers import search as engine
from careers.models import EntryKind, Role, Status
from careers.profiles import Profile
from careers.profiles.wording import people
from careers.views.resolving import key_of, named_by, profile_of
from careers.views.typed import typed

MATCHES, MOST_CHARACTERS = 10, 200
KIND_WORDS = {
    EntryKind.GUIDE: "guide",
    EntryKind.TITLE: "job title",
    EntryKind.OCCUPATION: "occupation",
}


@dataclass(frozen=True, slots=True)
class Other:
    """A role that could be meant; `kind` is empty and `jobs` None where they are not told."""

    key: str
    title: str
    kind: str = ""
    jobs: int | None = None

    @property
    def note(self) -> str:
        """What tells it from others: "guide", "1.4 million jobs"."""
        return self.kind if self.jobs is None else f"{people(self.jobs)} jobs"


@dataclass(frozen=True, slots=True)
class Asked:
    """A role as an address names it: with its profile, or with `why` there is none.

    `why` is empty, "unknown", "retired" or "ambiguous". `key` is how addresses should have it,
    `level` a guide's.
    """

    text: str
    key: str
    title: str
    profile: Profile | None = None
    level: str = ""
    why: str = ""
    others: tuple[Other, ...] = ()

    @property
    def is_new_key(self) -> bool:
        """Whether the address should have another name for the role."""
        return self.profile is not None and self.text != self.key


@dataclass(frozen=True, slots=True)
class Choice:
    """A role to choose instead, what tells it from others, and the address that does so."""

    title: str
    note: str
    url: str


def asked_role(text: str) -> Asked | None:
    """The role that a reader named by slug, code or in their own words; None for nothing."""
    text = typed(text, MOST_CHARACTERS)
    if not text:
        return None
    key = key_of(text)
    subject = named_by(key) if key else None
    if isinstance(subject, Role) and subject.status == Status.RETIRED:
        heir = subject.heir()
        instead = [Other(heir.slug, heir.title, "guide")] if heir else []
        return Asked(text, key, subject.title, why="retired", others=tuple(instead))
    profile = profile_of(subject)
    if profile is None or not profile.occupations:
        return Asked(text, key, text, why="unknown", others=_found(text))
    if profile.figures is None:
        others = _meanings(profile)
        return Asked(text, profile.slug, profile.title, why="ambiguous", others=others)
    level = subject.level if isinstance(subject, Role) else ""
    return Asked(text, profile.slug, profile.title, profile, level)


def choices(asked: Asked, address: Callable[[str], str]) -> Sequence[Choice]:
    """What could be meant, `address` giving the page's address with another role in its place."""
    return [Choice(one.title, one.note, address(one.key)) for one in asked.others]


def _meanings(profile: Profile) -> tuple[Other, ...]:
    """The occupations of an ambiguous title, by jobs, most first; without a number last."""
    found = []
    for card in profile.alternatives:
        jobs = card.figures.jobs.value
        code, title = card.occupation.code, card.occupation.title
        found.append(Other(code, title, jobs=None if jobs is None else int(jobs)))
    return tuple(sorted(found, key=lambda one: (-(one.jobs or 0), one.title, one.key)))


def _found(text: str) -> tuple[Other, ...]:
    """Guides, titles and occupations that the search finds."""
    found = engine.hits(engine.find(engine.parse(text)).matches[: 3 * MATCHES])
    hits = [hit for hit in found if hit.kind in engine.ROLES]
    return tuple(Other(hit.key, hit.title, KIND_WORDS[hit.kind]) for hit in hits[:MATCHES])
