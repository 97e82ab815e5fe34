"""From what a person has to what a role asks for: the difference in level, skill by skill.

Levels are those of O*NET's level scale (LV, 0 to 7), importances those of its importance scale
(IM, 1 to 5), over its 35 skills and 33 knowledge areas. A role that describes several occupations
has the mean over those that are rated, each weighing what its matrix code weighs for pay, divided
evenly among the rated occupations of that code: just as core skills have it (docs/figures.md).
Ratings marked suppress are left out. "Not relevant" hides a level, not an importance: no level is
asked for there, and who did that work has shown none.

How far it is, in words, by the level asked for minus the level there:

1. At most 0.25: you have it. Less than the ratings themselves are sure of.
2. At most 0.75: a little more.
3. At most 1.5: some learning.
4. More: a lot of learning.

The bounds are ours. Between occupations that O*NET calls related (release 30.1, what matters in the
one moved to) three differences in four are at most 0.74 and nine in ten at most 1.33; between two
occupations drawn by lot, one in four is above 1.50 (python benchmarks/moves.py).
"""

from __future__ import annotations

import enum
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, lru_cache

from careers.mixture import weighted_mean
from careers.models import CrosswalkEntry, CurrentReleases, Domain, Rating, Release
from careers.profiles.ratings import FAMILIES, RatingTable, rating_table
from careers.profiles.skills import LEAST_IMPORTANCE
from careers.profiles.types import CodeRow, OccupationRow, Profile

LEVEL = "LV"
EXACT = 1e-9
"""Differences are compared as a person would work them out, not as binary fractions."""


class Distance(enum.Enum):
    """How far a level is away; the value is what the reader is told."""

    HAVE = "you have it"
    LITTLE = "a little more"
    SOME = "some learning"
    LOT = "a lot of learning"
    UNKNOWN = "not known"

    @property
    def slug(self) -> str:
        """A name for data: "have", "little"."""
        return self.name.lower()


BOUNDS: tuple[tuple[float, Distance], ...] = (
    (0.25, Distance.HAVE),
    (0.75, Distance.LITTLE),
    (1.5, Distance.SOME),
)
"""The greatest difference in level of each word; what is above all is a lot of learning."""

LOW_BELOW, HIGH_FROM = 3.0, 5.0
"""A level is low below 3, high from 5, middle between them, as our examples are."""

TO_BUILD = (Distance.LOT, Distance.SOME, Distance.LITTLE)
_FURTHEST_FIRST = (*TO_BUILD, Distance.HAVE, Distance.UNKNOWN)


@dataclass(frozen=True, slots=True)
class GapRow:
    """One skill that matters in the goal: asked for, and there. None is not known.

    `needed` and `have` are levels from 0 to 7, `importance` is from 1 to 5, `mean` the element's
    mean importance over all rated occupations.
    """

    element: str
    name: str
    domain: str
    needed: float | None
    importance: float
    mean: float
    have: float | None
    distance: Distance

    @property
    def apart(self) -> float:
        """How far its importance is above that in all work: what is telling of the goal."""
        return self.importance - self.mean

    @property
    def difference(self) -> float | None:
        """The level asked for minus the level there."""
        if self.needed is None or self.have is None:
            return None
        return self.needed - self.have

    @property
    def words(self) -> str:
        """The distance as the reader is told it."""
        return self.distance.value

    @property
    def needed_text(self) -> str:
        """One decimal; a dash where the source gives no level."""
        return "—" if self.needed is None else f"{self.needed:.1f}"

    @property
    def have_text(self) -> str:
        """One decimal; a dash where it is not known."""
        return "—" if self.have is None else f"{self.have:.1f}"

    @property
    def told(self) -> str:
        """Both levels and the distance: "now low (1.2), asked for high (5.1): some learning"."""
        have, needed = _leveled(self.have), _leveled(self.needed)
        return f"now {have}, asked for {needed}: {self.words}"

    @property
    def importance_text(self) -> str:
        """One decimal."""
        return f"{self.importance:.1f}"


@dataclass(frozen=True, slots=True)
class Gap:
    """Every skill and knowledge area that matters in a goal, furthest first."""

    rows: tuple[GapRow, ...]

    @property
    def carried(self) -> list[GapRow]:
        """Those that are there, the most telling of the goal first."""
        rows = (row for row in self.rows if row.distance is Distance.HAVE)
        return sorted(rows, key=lambda row: (-round(row.apart, 9), row.name))

    @property
    def to_build(self) -> list[GapRow]:
        """Those that take learning, furthest first."""
        return [row for row in self.rows if row.distance in TO_BUILD]

    @property
    def unknown(self) -> list[GapRow]:
        """Those of which the level is not known, on either side."""
        return [row for row in self.rows if row.distance is Distance.UNKNOWN]

    def of(self, distance: Distance) -> list[GapRow]:
        """Those so far away."""
        return [row for row in self.rows if row.distance is distance]


@dataclass(frozen=True)
class LevelTable:
    """What gaps are worked out from, for a release of O*NET, by element, then by occupation.

    `levels` are those that are neither suppressed nor of an element that is not relevant, which
    `absent` holds. `matrix` gives the code in which BLS counts an occupation.
    """

    importances: RatingTable
    levels: Mapping[str, Mapping[str, float]]
    absent: Mapping[str, frozenset[str]]
    domains: Mapping[str, str]
    matrix: Mapping[str, str]

    @property
    def elements(self) -> list[str]:
        """All elements, by code."""
        return sorted(self.importances.ratings)

    @cached_property
    def labels(self) -> dict[str, str]:
        """Each name, with the domain where two elements share it: "Mathematics (skill)"."""
        names = self.importances.names
        times = Counter(names.values())
        return {
            element: f"{name} ({self.domains.get(element, '')})" if times[name] > 1 else name
            for element, name in names.items()
        }

    def mean(self, values: Mapping[str, float], weights: Mapping[str, float]) -> float | None:
        """The mean over the occupations that have a value; None where none of them has.

        `weights` are the shares of occupations in a role. Those of one matrix code are added up,
        then divided evenly among the ones with a value: who is not rated has no part.
        """
        rated = [code for code in weights if code in values]
        if not rated:
            return None
        if len(rated) == 1:
            return values[rated[0]]
        of_matrix: dict[str, float] = defaultdict(float)
        for code, weight in weights.items():
            of_matrix[self.matrix.get(code, code)] += weight
        siblings = Counter(self.matrix.get(code, code) for code in rated)
        shared = {
            code: of_matrix[matrix] / siblings[matrix]
            for code in rated
            for matrix in [self.matrix.get(code, code)]
        }
        if not any(shared.values()):
            shared = dict.fromkeys(rated, 1.0)
        return weighted_mean({code: values[code] for code in rated}, shared)


def gap(
    have: Mapping[str, float],
    occupations: Mapping[str, float],
    *,
    leave_out: Collection[str] = (),
    releases: CurrentReleases | None = None,
) -> Gap:
    """The gap between levels by element and what a role asks for.

    `have` are levels from 0 to 7, of a person or of another role (`have_levels`); what it does not
    hold is not known. `occupations` are those of the goal with their weights (`weights_of`).
    Only elements of importance 3 or more there, without those of `leave_out`.
    """
    table = level_table(releases or Release.objects.current())
    rows = [
        _row(table, element, level, importance, have.get(element))
        for element, (level, importance) in _levels(table, occupations).items()
        if importance >= LEAST_IMPORTANCE and element not in leave_out
    ]
    return Gap(tuple(sorted(rows, key=_furthest_first)))


def profile_levels(
    occupations: Mapping[str, float], releases: CurrentReleases | None = None
) -> dict[str, tuple[float | None, float]]:
    """The level asked for and the importance of every element, by element.

    `occupations` are codes with weights. The level is None where the source gives none.
    """
    return _levels(level_table(releases or Release.objects.current()), occupations)


def have_levels(
    occupations: Mapping[str, float], releases: CurrentReleases | None = None
) -> dict[str, float]:
    """The levels, by element, that who works in these occupations has shown there.

    They are the mean levels that the work asks for; 0 where an element is not relevant to it.
    Without elements whose level is withheld.
    """
    table = level_table(releases or Release.objects.current())
    found = {}
    for element in table.elements:
        absent = table.absent.get(element, frozenset())
        shown = dict.fromkeys((code for code in occupations if code in absent), 0.0)
        values = table.levels.get(element, {})
        shown |= {code: values[code] for code in occupations if code in values}
        level = table.mean(shown, occupations)
        if level is not None:
            found[element] = level
    return found


def weights_of(profile: Profile) -> dict[str, float]:
    """The occupations of a page's profile, each with its weight."""
    return weights(profile.occupations, profile.codes)


def weights(rows: Sequence[OccupationRow], codes: Sequence[CodeRow]) -> dict[str, float]:
    """What each occupation weighs: its matrix code's weight for pay, divided evenly."""
    held = {code.code: code.weight for code in codes}
    siblings = Counter(row.matrix_code for row in rows)
    return {
        row.code: held.get(row.matrix_code or "", 0.0) / siblings[row.matrix_code] for row in rows
    }


def distance(needed: float | None, have: float | None) -> Distance:
    """The distance between two levels in words."""
    if needed is None or have is None:
        return Distance.UNKNOWN
    words = (word for most, word in BOUNDS if needed - have <= most + EXACT)
    return next(words, Distance.LOT)


def level_table(releases: CurrentReleases) -> LevelTable:
    """The ratings that gaps need: two queries where the process has not read them yet."""
    importances = rating_table(releases.onet, Domain.SKILL)
    onet, crosswalk = releases.onet, releases.crosswalk
    if onet is None:
        return LevelTable(importances, {}, {}, {}, {})
    levels, absent, domains = _read_levels(onet.pk, onet.imported_at)
    matrix = _read_matrix(crosswalk.pk, crosswalk.imported_at) if crosswalk else {}
    return LevelTable(importances, levels, absent, domains, matrix)


def _leveled(level: float | None) -> str:
    """A level in a word, with one decimal: "low (1.2)"."""
    if level is None:
        return "not known"
    word = "low" if level < LOW_BELOW else "high" if level >= HIGH_FROM else "middle"
    return f"{word} ({level:.1f})"


def _levels(
    table: LevelTable, occupations: Mapping[str, float]
) -> dict[str, tuple[float | None, float]]:
    found = {}
    for element in table.elements:
        importance = table.mean(table.importances.ratings[element], occupations)
        if importance is not None:
            level = table.mean(table.levels.get(element, {}), occupations)
            found[element] = (level, importance)
    return found


def _row(
    table: LevelTable, element: str, needed: float | None, importance: float, have: float | None
) -> GapRow:
    return GapRow(
        element=element,
        name=table.labels[element],
        domain=table.domains.get(element, ""),
        needed=needed,
        importance=importance,
        mean=table.importances.means[element],
        have=have,
        distance=distance(needed, have),
    )


def _furthest_first(row: GapRow) -> tuple[int, float, float, str]:
    return (
        _FURTHEST_FIRST.index(row.distance),
        -round(row.difference or 0.0, 9),
        -round(row.importance, 9),
        row.name,
    )


Levels = tuple[Mapping[str, Mapping[str, float]], Mapping[str, frozenset[str]], Mapping[str, str]]


@lru_cache(maxsize=2)
def _read_levels(release: int, imported_at: datetime) -> Levels:
    """`imported_at` is there to read a release anew that was imported again."""
    rows = Rating.objects.filter(
        release=release, scale=LEVEL, element__domain__in=FAMILIES[Domain.SKILL]
    ).order_by()
    levels: dict[str, dict[str, float]] = defaultdict(dict)
    absent: dict[str, set[str]] = defaultdict(set)
    domains: dict[str, str] = {}
    for element, domain, occupation, value, suppress, not_relevant in rows.values_list(
        *("element_id", "element__domain", "occupation_id", "value", "suppress", "not_relevant")
    ):
        domains[element] = domain
        if not_relevant:
            absent[element].add(occupation)
        elif not suppress:
            levels[element][occupation] = value
    return levels, {element: frozenset(codes) for element, codes in absent.items()}, domains


@lru_cache(maxsize=2)
def _read_matrix(release: int, imported_at: datetime) -> Mapping[str, str]:
    """The matrix code of every occupation; `imported_at` as for levels."""
    rows = CrosswalkEntry.objects.filter(release=release).order_by()
    return dict(rows.values_list("occupation_id", "matrix_id"))
