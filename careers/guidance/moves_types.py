"""Moves as pages tell them: frozen dataclasses, ready to show."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from careers.guidance.gap import Gap
from careers.guidance.moves_pay import PayChange
from careers.models import MoveKind
from careers.profiles.wording import listed

KINDS = (MoveKind.UP, MoveKind.ACROSS, MoveKind.ADJACENT, MoveKind.STRETCH, MoveKind.BACK)
"""The order in which kinds are told."""

NAMED = 3


TRAINING_WORDS = {
    "None": "none beyond getting to know the place",
    "Short-term on-the-job training": "up to a month",
    "Moderate-term on-the-job training": "1 to 12 months",
    "Long-term on-the-job training": "more than a year",
    "Internship/residency": "an internship or residency",
    "Apprenticeship": "an apprenticeship",
}
"""BLS's on-the-job training in plain words."""


@dataclass(frozen=True, slots=True)
class Steps:
    """What a move asks for besides skills: present and goal, empty and None where not known."""

    education: tuple[str, str]
    years: int | None
    zone: tuple[int | None, int | None]
    experience: str
    training: str = ""

    @property
    def experience_text(self) -> str:
        """BLS's usual work experience in a related job."""
        return "in a related job: " + self.experience.lower() if self.experience else "none asked"

    @property
    def training_text(self) -> str:
        """BLS's usual training on the job, with how long that is by its definitions."""
        return TRAINING_WORDS.get(self.training, "not published")

    @property
    def school_text(self) -> str:
        """BLS's usual schooling there, against that in the present role."""
        own, there = self.education
        if not there:
            return "not published"
        if own == there:
            return f"the same: {wording_of(there)}"
        return f"{wording_of(there)}{f' (now {wording_of(own)})' if own else ''}"

    @property
    def zone_text(self) -> str:
        """The job zone there, against the present one."""
        own, there = self.zone
        if there is None:
            return "not rated"
        if own == there:
            return f"the same: {there} of 5"
        return f"{there} of 5{f' (now {own})' if own else ''}"


@dataclass(frozen=True, slots=True)
class Move:
    """One move with its figures. `reason` is the editor's, empty for a proposed one.

    `likeness` is rule 3's correlation, None where a profile is not rated; `why` says what makes a
    stretch of it, `aside` what its kind rests on where pay alone does not show it.
    """

    key: str
    title: str
    is_guide: bool
    kind: MoveKind
    reason: str
    likeness: float | None
    related: bool
    why: tuple[str, ...]
    pay: PayChange
    steps: Steps
    gap: Gap
    aside: str = ""

    @property
    def url(self) -> str:
        """The page of the role."""
        return reverse("career" if self.is_guide else "occupation", args=[self.key])

    @property
    def kind_text(self) -> str:
        """ "Step up"."""
        return str(self.kind.label)

    @property
    def likeness_text(self) -> str:
        """Two decimals."""
        return "—" if self.likeness is None else f"{self.likeness:.2f}".replace("-", "−")

    @property
    def carried_names(self) -> list[str]:
        """The first skills carried over."""
        return [row.name for row in self.gap.carried[:NAMED]]

    @property
    def build_names(self) -> list[tuple[str, str]]:
        """The first skills to build, those of one distance together, with it in words."""
        named: dict[str, list[str]] = {}
        for row in self.gap.to_build[:NAMED]:
            named.setdefault(row.words, []).append(row.name)
        return [(words, ", ".join(names)) for words, names in named.items()]

    @property
    def more_carried(self) -> int:
        """How many skills carried over are not named."""
        return max(len(self.gap.carried) - NAMED, 0)

    @property
    def more_to_build(self) -> int:
        """How many skills to build are not named."""
        return max(len(self.gap.to_build) - NAMED, 0)


@dataclass(frozen=True, slots=True)
class Bridge:
    """A role in between: both steps, each with its kind and a note, and what it builds.

    The notes are empty where a step is neither a stretch nor a step back.
    """

    key: str
    title: str
    is_guide: bool
    kinds: tuple[MoveKind, MoveKind]
    notes: tuple[str, str]
    builds: tuple[str, ...]
    steps: Steps
    pay: PayChange

    @property
    def url(self) -> str:
        """The page of the role."""
        return reverse("career" if self.is_guide else "occupation", args=[self.key])

    @property
    def why(self) -> str:
        """What the role does for the goal, in words."""
        if self.builds:
            return f"It builds {listed(list(self.builds[:NAMED]))}."
        return "From there less is left to do, in level, preparation or schooling."

    @property
    def kind_texts(self) -> tuple[str, str]:
        """ "Step up", "Step across"."""
        return str(self.kinds[0].label), str(self.kinds[1].label)


@dataclass(frozen=True, slots=True)
class Paths:
    """Roles in between, or `why_none` and the key and title of what leads to the goal."""

    bridges: tuple[Bridge, ...] = ()
    why_none: str = ""
    leading: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Moves:
    """The moves from a role, by kind; `is_rated` is false where no proposal could be made."""

    groups: tuple[tuple[MoveKind, tuple[Move, ...]], ...]
    is_rated: bool

    @property
    def number(self) -> int:
        """How many there are in all."""
        return sum(len(moves) for _, moves in self.groups)


def wording_of(education: str) -> str:
    """BLS's words for schooling inside a sentence: "a bachelor's degree"."""
    words = education[:1].lower() + education[1:]
    if words.startswith("no "):
        return words
    return (
        words if words.startswith("some ") else f"{'an' if words[:1] in 'aeiou' else 'a'} {words}"
    )
