"""Where a guide stands: the rungs of its level, and its moves by kind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from careers.models import Level, MoveKind, Role
from careers.profiles.types import Move

KIND_NOTES = {
    MoveKind.UP: "More responsibility in the same line of work.",
    MoveKind.ACROSS: "The same level, a different emphasis.",
    MoveKind.ADJACENT: "Neighboring work that shares much of what you know.",
    MoveKind.STRETCH: "Possible, with a gap to close first.",
    MoveKind.BACK: "Where people often come from, or return to.",
}
"""What each kind of move means, in the order they are shown."""


@dataclass(frozen=True, slots=True)
class Rung:
    """One level of the ladder, with the guides among the moves that stand on it."""

    name: str
    current: bool
    moves: tuple[Move, ...]


@dataclass(frozen=True, slots=True)
class MoveGroup:
    """The moves of one kind."""

    name: str
    note: str
    moves: tuple[Move, ...]


def rungs(role: Role, moves: Sequence[Move]) -> tuple[Rung, ...]:
    """All levels, lowest first; steps up and back stand on theirs."""
    steps = [move for move in moves if move.kind in (MoveKind.UP, MoveKind.BACK)]
    return tuple(
        Rung(
            name=str(level.label),
            current=level == role.level,
            moves=tuple(move for move in steps if move.level == level.label),
        )
        for level in Level
    )


def by_kind(moves: Sequence[Move]) -> tuple[MoveGroup, ...]:
    """Moves grouped by kind, steps up first; kinds without moves are left out."""
    groups = (
        MoveGroup(str(kind.label), note, tuple(move for move in moves if move.kind == kind.value))
        for kind, note in KIND_NOTES.items()
    )
    return tuple(group for group in groups if group.moves)
