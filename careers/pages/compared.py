"""What is compared, and what a comparison holds: frozen dataclasses, ready to show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from careers.pages.compared_skills import SkillTable
from careers.profiles import Figure, Figures, Profile
from careers.profiles.types import PlaceRow

DASH = "—"
WIDER = "figures of a wider group"
KINDS = {"role": "Guide", "title": "Job title", "occupation": "Occupation"}


@dataclass(frozen=True, slots=True)
class Compared:
    """A role to compare: `key` names it in the address, `place` is its row in a chosen area.

    `level`, `thrives` and `hard_for` are those of guides, empty for the rest; all is plain text.
    """

    key: str
    profile: Profile
    name: str
    summary: str
    level: str = ""
    thrives: tuple[str, ...] = ()
    hard_for: tuple[str, ...] = ()
    place: PlaceRow | None = None

    @property
    def kind(self) -> str:
        """What it is, with the level of a guide: "Guide, mid level"."""
        kind = KINDS[self.profile.kind]
        return f"{kind}, {self.level.lower()} level" if self.level else kind


@dataclass(frozen=True, slots=True)
class Cell:
    """What a row says of one role: a text or a list; `mark` and `notes` are small words.

    `figure` is there where the text is a number, `ends` where it is a range of two.
    """

    role: str
    text: str = ""
    items: tuple[str, ...] = ()
    mark: str = ""
    notes: tuple[str, ...] = ()
    figure: Figure | None = None
    ends: tuple[Figure, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that the roles are compared in; `says` is the difference, or what they share."""

    key: str
    name: str
    cells: tuple[Cell, ...]
    says: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Rows that belong together."""

    key: str
    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class MoveBetween:
    """A move from one compared guide to another, with its kind and the editor's reason."""

    start: str
    end: str
    kind: str
    reason: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two to four roles side by side; `cautions` say what cannot be compared, and why."""

    title: str
    roles: tuple[Compared, ...]
    groups: tuple[Group, ...]
    skills: tuple[SkillTable, ...]
    moves: tuple[MoveBetween, ...]
    cautions: tuple[str, ...]
    sources: tuple[str, ...]

    @property
    def has_guides(self) -> bool:
        """Whether two of the roles are guides, between which there may be moves."""
        return sum(role.profile.kind == "role" for role in self.roles) > 1


def named_apart(roles: Sequence[tuple[str, str]]) -> list[str]:
    """Names of (title, kind of profile), the kind added where two have the same title."""
    times = Counter(title for title, _ in roles)
    return [
        f"{title} ({KINDS[kind].lower()})" if times[title] > 1 else title for title, kind in roles
    ]


def is_wider(profile: Profile) -> bool:
    """Whether BLS's figures are of more than the page's occupations: none fills its own code."""
    counted = [row for row in profile.occupations if row.matrix_code]
    return bool(counted) and not any(row.code == f"{row.matrix_code}.00" for row in counted)


def figures_of(role: Compared) -> Figures:
    """The figures of a role; only an ambiguous title, which is never compared, has none."""
    if role.profile.figures is None:
        raise ValueError(f"{role.key} has no figures to compare")
    return role.profile.figures


def text_cell(role: Compared, text: str, note: str = "", absent: str = "not published") -> Cell:
    if not text:
        return Cell(role.name, DASH, notes=(absent,))
    return Cell(role.name, text, notes=(note,) if note else ())
