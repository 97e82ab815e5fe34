"""Every guide and rated occupation as rows of numbers, to judge moves between all of them at once.

Loaded only where moves are worked out: it needs NumPy. What the numbers mean, and from which
bounds on, is told in `careers.guidance.moves_rules`.

Roles with the same occupations in the same weights share a profile: vectors are held once for each
such set, and spread over the roles by `Side.sets`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from threading import Lock

import numpy as np
from django.db import connection
from numpy.typing import NDArray

from careers.guidance.gap import LevelTable, have_levels, level_table, profile_levels
from careers.guidance.moves_rules import (
    EXPERIENCE,
    LEVELS,
    MID,
    RELATED,
    SCHOOLING,
    SCHOOLING_YEARS,
    TRAINING_YEARS,
)
from careers.models import (
    NATION,
    CurrentReleases,
    Listing,
    ListingKind,
    Projection,
    RelatedOccupation,
    RoleOccupation,
    Wage,
)
from careers.profiles.skills import LEAST_IMPORTANCE

Floats = NDArray[np.float64]
Stamp = tuple[int, int, int, int, datetime | None]
Weights = tuple[tuple[str, float], ...]
"""Occupations with their weights, by code."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What moves need to know of a role; None and empty where it is not known.

    `level` is empty for bare titles and occupations. `education` is BLS's typical entry education,
    `experience` the work experience in a related occupation that it calls usual, `training` that
    on the job. `pay` is the nation's middle pay (the least it can be), an hour where `is_hourly`,
    else a year.
    """

    key: str
    title: str
    is_guide: bool
    weights: Weights
    level: str = ""
    zone: int | None = None
    education: str = ""
    experience: str = ""
    training: str = ""
    pay: float | None = None
    is_hourly: bool = False
    openings: int | None = None
    code_set: str = ""

    @property
    def codes(self) -> frozenset[str]:
        """Its occupations."""
        return frozenset(code for code, _ in self.weights)


@dataclass(frozen=True, slots=True)
class Vectors:
    """Profiles of k sets of occupations over m elements; NaN where a level is not known.

    `shape` has length 1 in each row and sums to 0: the product of two rows is their correlation.
    """

    weights: Sequence[Weights]
    shape: Floats
    matters: NDArray[np.bool_]
    needed: Floats
    have: Floats


@dataclass(frozen=True, slots=True)
class Side:
    """One end of moves: n roles, each with its row of the vectors (`sets`); NaN is not known.

    `usual_level` is that of guides to the same work where a role has none (rule 4).
    """

    vectors: Vectors
    sets: NDArray[np.intp]
    level: Floats
    usual_level: Floats
    zone: Floats
    years: Floats
    experience: Floats
    training: Floats
    pay: Floats
    is_hourly: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Basis:
    """What sides are made from: ratings, each element's mean and spread, levels of guides."""

    releases: CurrentReleases
    table: LevelTable
    means: Floats
    spread: Floats
    usual: Mapping[frozenset[str], float]


@dataclass(frozen=True, slots=True)
class Field:
    """All roles that a move can lead to, with their row in `side`.

    `named` is what rule 3 adds where O*NET names the second occupation as related to the first,
    `related` the greater of both ways.
    """

    stamp: Stamp
    standings: Sequence[Standing]
    rows: Mapping[str, int]
    side: Side
    openings: Floats
    related: Mapping[str, Mapping[str, float]]
    named: Mapping[str, Mapping[str, float]]
    basis: Basis


def current(releases: CurrentReleases) -> Field:
    """The roles as they now are; one query where nothing has changed since they were read.

    A listing is never changed but replaced (see `careers.listings.index`), so the primary keys
    tell. Inside a transaction nothing is kept.
    """
    global _kept
    stamp = _stamp(releases)
    if connection.in_atomic_block:
        return _read(releases, stamp)
    with _lock:
        if _kept is None or _kept.stamp != stamp:
            _kept = _read(releases, stamp)
        return _kept


def one(field: Field, role: Standing) -> Side:
    """A role as a side of its own, whether or not it is among those of the field."""
    return _side([role], field.basis)


def _side(roles: Sequence[Standing], basis: Basis) -> Side:
    sets = {weights: row for row, weights in enumerate(dict.fromkeys(r.weights for r in roles))}
    return Side(
        vectors=_vectors(list(sets), basis),
        sets=np.array([sets[role.weights] for role in roles], dtype=np.intp),
        level=_numbers(LEVELS.get(role.level) for role in roles),
        usual_level=_numbers(
            LEVELS[role.level] if role.level else basis.usual.get(role.codes, MID) for role in roles
        ),
        zone=_numbers(role.zone for role in roles),
        years=_numbers(SCHOOLING_YEARS.get(role.education) for role in roles),
        experience=_numbers(EXPERIENCE.get(role.experience) for role in roles),
        training=_numbers(TRAINING_YEARS.get(role.training) for role in roles),
        pay=_numbers(role.pay for role in roles),
        is_hourly=np.array([role.is_hourly for role in roles], dtype=bool),
    )


def _numbers(values: Iterable[float | None]) -> Floats:
    return np.array([np.nan if value is None else value for value in values], dtype=np.float64)


def _vectors(sets: Sequence[Weights], basis: Basis) -> Vectors:
    places = {element: place for place, element in enumerate(basis.table.elements)}
    importance = np.full((len(sets), len(places)), np.nan)
    needed, have = importance.copy(), importance.copy()
    for row, weights in enumerate(sets):
        asked = profile_levels(dict(weights), basis.releases)
        for element, (level, value) in asked.items():
            importance[row, places[element]] = value
            needed[row, places[element]] = np.nan if level is None else level
        for element, level in have_levels(dict(weights), basis.releases).items():
            have[row, places[element]] = level
    return Vectors(
        weights=sets,
        shape=_shape(importance, basis),
        matters=importance >= LEAST_IMPORTANCE,
        needed=needed,
        have=have,
    )


def _shape(importance: Floats, basis: Basis) -> Floats:
    """Importances in standard deviations from the element's mean, made ready for correlation."""
    scores = np.nan_to_num((importance - basis.means) / basis.spread)
    scores = scores - scores.mean(axis=1, keepdims=True) if scores.size else scores
    length = np.sqrt((scores * scores).sum(axis=1, keepdims=True))
    return scores / np.where(length > 0, length, 1)


def _basis(table: LevelTable, roles: Iterable[Standing], releases: CurrentReleases) -> Basis:
    """An element that all are rated alike for has no spread: 1 keeps it out of the likeness."""
    ratings = [list(table.importances.ratings[element].values()) for element in table.elements]
    return Basis(
        releases=releases,
        table=table,
        means=np.array([np.mean(values) for values in ratings]),
        spread=np.array([float(np.std(values)) or 1.0 for values in ratings]),
        usual=_usual_levels(roles),
    )


def _read(releases: CurrentReleases, stamp: Stamp) -> Field:
    """Read all roles that have a rated profile, in a fixed number of queries."""
    table = level_table(releases)
    standings = _standings(table, releases)
    basis = _basis(table, standings, releases)
    named = _named(releases)
    return Field(
        stamp=stamp,
        standings=standings,
        rows={role.key: row for row, role in enumerate(standings)},
        side=_side(standings, basis),
        openings=_numbers(role.openings for role in standings),
        related=_either_way(named),
        named=named,
        basis=basis,
    )


def _usual_levels(roles: Iterable[Standing]) -> dict[frozenset[str], float]:
    """By occupations, the level nearest to mid between the lowest and highest of their guides."""
    rungs: dict[frozenset[str], list[int]] = defaultdict(list)
    for role in roles:
        if role.level:
            rungs[role.codes].append(LEVELS[role.level])
    return {codes: min(max(MID, min(found)), max(found)) for codes, found in rungs.items()}


def _stamp(releases: CurrentReleases) -> Stamp:
    onet = releases.onet
    return (
        *Listing.objects.stamp(),
        onet.pk if onet else 0,
        onet.imported_at if onet else None,
    )


def _standings(table: LevelTable, releases: CurrentReleases) -> list[Standing]:
    rated = {code for values in table.importances.ratings.values() for code in values}
    jobs, learned = _jobs(releases), _learned(releases)
    mapped: dict[int, list[str]] = defaultdict(list)
    pairs = RoleOccupation.objects.filter(role__listing__isnull=False).order_by("pk")
    for role, code in pairs.values_list("role_id", "occupation_id"):
        mapped[role].append(code)
    rows = Listing.objects.select_related("code_set").order_by("title", "key")
    found = []
    for listing in rows.defer("summary"):
        is_guide = listing.kind == ListingKind.GUIDE
        codes = mapped[listing.role_id] if is_guide and listing.role_id else [listing.key]
        if rated.isdisjoint(codes):
            continue
        key = listing.code_set.key if listing.code_set else ""
        found.append(_standing(listing, _weights(codes, key, jobs, table), key, learned, jobs))
    return found


def _standing(
    listing: Listing,
    weights: Weights,
    key: str,
    learned: Mapping[str, tuple[str, str]],
    jobs: Mapping[str, int],
) -> Standing:
    matrix = max(_shares(key), key=lambda code: (jobs.get(code, 0), code), default="")
    experience, training = learned.get(matrix, ("", ""))
    return Standing(
        key=listing.key,
        title=listing.title,
        is_guide=listing.kind == ListingKind.GUIDE,
        weights=weights,
        level=listing.level,
        zone=listing.zone,
        education=SCHOOLING[listing.education - 1] if listing.education else "",
        experience=experience,
        training=training,
        pay=listing.pay,
        is_hourly=listing.is_hourly,
        openings=listing.openings,
        code_set=key,
    )


def _shares(key: str) -> dict[str, float]:
    """The codes of a set with their shares, from its key: "15-1252:1 15-1253:0.5"."""
    parts = (part.partition(":") for part in key.split())
    return {code: float(share) for code, _, share in parts}


def _weights(codes: Sequence[str], key: str, jobs: Mapping[str, int], table: LevelTable) -> Weights:
    """What each occupation weighs: its matrix code's jobs and share, divided evenly."""
    shares = _shares(key)
    siblings = Counter(table.matrix.get(code) for code in codes)
    weighed = []
    for code in sorted(codes):
        matrix = table.matrix.get(code)
        whole = shares.get(matrix or "", 0.0) * jobs.get(matrix or "", 0)
        weighed.append((code, whole / siblings[matrix]))
    return tuple(weighed) if len(weighed) > 1 else ((weighed[0][0], 1.0),)


def _jobs(releases: CurrentReleases) -> dict[str, int]:
    """Wage and salary jobs of each matrix code, base-year jobs where OEWS gives none."""
    base = Projection.objects.filter(release=releases.projections).order_by()
    found = dict(base.values_list("matrix_id", "base_employment"))
    wages = Wage.objects.filter(release=releases.wages, area=NATION, employment__isnull=False)
    rows = wages.order_by().values_list("code", "employment")
    return found | {code: jobs for code, jobs in rows if jobs is not None}


def _learned(releases: CurrentReleases) -> dict[str, tuple[str, str]]:
    """Of each matrix code BLS's words for experience elsewhere and training on the job."""
    base = Projection.objects.filter(release=releases.projections).order_by()
    rows = base.values_list("matrix_id", "work_experience", "training")
    return {code: (experience, training) for code, experience, training in rows}


def _named(releases: CurrentReleases) -> dict[str, dict[str, float]]:
    """What O*NET's related occupations add, by the one that names and the one that is named."""
    found: dict[str, dict[str, float]] = defaultdict(dict)
    rows = RelatedOccupation.objects.filter(release=releases.onet).order_by()
    for code, other, tier in rows.values_list("occupation_id", "related_id", "tier"):
        found[code][other] = max(RELATED.get(tier, 0.0), found[code].get(other, 0.0))
    return dict(found)


def _either_way(named: Mapping[str, Mapping[str, float]]) -> dict[str, dict[str, float]]:
    found: dict[str, dict[str, float]] = defaultdict(dict)
    for code, others in named.items():
        for other, value in others.items():
            found[code][other] = max(value, found[code].get(other, 0.0))
            found[other][code] = max(value, found[other].get(code, 0.0))
    return found


_kept: Field | None = None
_lock = Lock()
