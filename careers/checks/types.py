"""What a check looks at, and what it finds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from careers.checks.text import Text, read
from careers.editing import GuideContent
from careers.models import PROSE_FIELDS
from careers.profiles import Profile
from careers.profiles.prose import POINT_FIELDS

TEXT_FIELDS = (*PROSE_FIELDS, *POINT_FIELDS)
OWN_WORDS = tuple(name for name in TEXT_FIELDS if name != "sources")
"""The fields that hold sentences of the guide; sources are names of other people's works."""


class Severity(StrEnum):
    """Whether a finding keeps a guide from being published."""

    BLOCK = "block"
    WARN = "warn"


@dataclass(frozen=True, slots=True)
class Trouble:
    """One thing that a check found: in which field (empty: the whole guide), where, and why.

    `place` is an excerpt or a code; `mend` is there where it differs from the check's own.
    """

    field: str
    place: str
    reason: str
    mend: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """A trouble as editors are told it, with the check that found it and how to mend it."""

    check: str
    severity: Severity
    field: str
    place: str
    reason: str
    mend: str

    @property
    def blocks(self) -> bool:
        """Whether the guide cannot be published with it."""
        return self.severity == Severity.BLOCK


@dataclass(frozen=True, slots=True)
class Subject:
    """A guide's content with its prose read once."""

    content: GuideContent
    texts: Mapping[str, Text]

    @classmethod
    def of(cls, content: GuideContent) -> Subject:
        """Read every field of the content's prose."""
        return cls(
            content,
            {
                name: read(getattr(content, name), by_line=name in POINT_FIELDS)
                for name in TEXT_FIELDS
            },
        )


class State(StrEnum):
    """What readers meet at an address of the site."""

    LIVE = "live"
    MOVED = "moved"
    GONE = "gone"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Destination:
    """An address of the site: `to` is where it leads on to; `is_guide` of a guide's own page."""

    state: State
    to: str = ""
    is_guide: bool = False


@dataclass(frozen=True, slots=True)
class OtherGuide:
    """Another published guide: its runs of eight words and of three (see `likeness`)."""

    slug: str
    title: str
    phrases: frozenset[tuple[str, ...]]
    shingles: frozenset[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Numbers:
    """The figures that a guide's text was written to: growth in percent, pay a year or an hour."""

    pay: float | None
    growth: float | None
    jobs: float | None
    is_hourly: bool

    def as_json(self) -> dict[str, Any]:
        """As `RoleVersion.figures` keeps them."""
        return asdict(self)

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Numbers:
        """Read what `as_json` wrote; what is not there is not known."""
        return cls(
            kept.get("pay"), kept.get("growth"), kept.get("jobs"), bool(kept.get("is_hourly"))
        )


@dataclass(frozen=True, slots=True)
class Known:
    """Which of the rows that a content names the database holds.

    `owners` has, by job title, the address of the other guide that answers for it.
    """

    titles: frozenset[str] = frozenset()
    elements: frozenset[str] = frozenset()
    roles: frozenset[str] = frozenset()
    sectors: frozenset[str] = frozenset()
    owners: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Limits:
    """The site's own bounds: a school grade, percent of pay, percentage points of growth."""

    reading_grade: int
    pay_shift: int
    growth_shift: int


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the database knows that a content is checked against."""

    today: date
    limits: Limits
    profile: Profile
    rated: frozenset[str]
    known: Known
    others: tuple[OtherGuide, ...]
    destinations: Mapping[str, Destination]
    reviewed_with: Numbers | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """A named check; `mend` says what an editor does about a finding."""

    name: str
    severity: Severity
    mend: str
    find: Callable[[Subject, Surroundings], Iterator[Trouble]]

    def findings(self, subject: Subject, around: Surroundings) -> Iterator[Finding]:
        """Each trouble with the check's name, its severity and the way to mend it."""
        for trouble in self.find(subject, around):
            yield Finding(
                self.name,
                self.severity,
                trouble.field,
                trouble.place,
                trouble.reason,
                trouble.mend or self.mend,
            )
