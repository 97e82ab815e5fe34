"""What O*NET rates of occupations, and the profiles that mixtures of occupations have.

A guide's profile is the mean of its occupations, weighted as on its page
(`careers.profiles.skills`), made for all guides at once as sums over the rows of their mapping.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from careers.guidance.fit import INTERESTS, SKILLS, STRENGTHS, VALUES, Floats, Profiles, unit
from careers.models import (
    NATION,
    CrosswalkEntry,
    CurrentReleases,
    Domain,
    Element,
    Occupation,
    Projection,
    Rating,
    SocGroup,
    SocLevel,
    Wage,
)

Ints = NDArray[np.int64]
Mapped = tuple[int, str, float | None]
"""A row of a guide's mapping: the guide, an occupation, the editor's share."""

SCALES: Mapping[str, tuple[tuple[str, ...], str]] = {
    INTERESTS: ((Domain.INTEREST,), "OI"),
    VALUES: ((Domain.VALUE,), "EX"),
    STRENGTHS: ((Domain.STYLE,), "WI"),
    SKILLS: ((Domain.SKILL, Domain.KNOWLEDGE), "IM"),
}
LEVEL = "LV"
_BATCH = 10_000


@dataclass(frozen=True, slots=True, eq=False)
class Rated:
    """What is rated of all occupations; a row an occupation, NaN where there is no rating.

    `ratings` by part, those of skills being importance 1 to 5; `levels` those of skills, 0 where
    the source calls the skill not relevant. `matrix` is the number of the code BLS counts the
    occupation in, -1 for none, `jobs` what that code weighs, `groups` the SOC minor groups.
    """

    places: Mapping[str, int]
    elements: Mapping[str, tuple[str, ...]]
    names: Mapping[str, str]
    ratings: Mapping[str, Floats]
    levels: Floats
    matrix: Ints
    jobs: Floats
    groups: Mapping[str, str]


def read_rated(releases: CurrentReleases) -> Rated:
    """What is rated of all occupations; ten queries."""
    places = {
        code: place
        for place, code in enumerate(
            Occupation.objects.order_by("code").values_list("code", flat=True)
        )
    }
    elements, ratings = {}, {}
    for part, (domains, scale) in SCALES.items():
        elements[part], ratings[part] = _ratings(releases, domains, scale, places)
    domains, _ = SCALES[SKILLS]
    _, levels = _ratings(releases, domains, LEVEL, places, elements[SKILLS])
    matrix, jobs = _weights(releases, places)
    return Rated(places, elements, _names(), ratings, levels, matrix, jobs, _minor_groups())


def _names() -> dict[str, str]:
    """Elements as they stand in a sentence; a knowledge area is told from a skill of its name."""
    domains = [domain for part in SCALES.values() for domain in part[0]]
    rows = Element.objects.filter(domain__in=domains).values_list("code", "name", "domain")
    return {
        code: f"{name} (knowledge)" if domain == Domain.KNOWLEDGE else name
        for code, name, domain in rows
    }


def _ratings(
    releases: CurrentReleases,
    domains: Sequence[str],
    scale: str,
    places: Mapping[str, int],
    elements: tuple[str, ...] | None = None,
) -> tuple[tuple[str, ...], Floats]:
    """The elements of a scale and their ratings, occupations × elements; suppressed left out.

    The level of an element that is not relevant is 0, whether suppressed or not.
    """
    found = Rating.objects.filter(release=releases.onet, scale=scale, element__domain__in=domains)
    rows = list(
        found.order_by().values_list(
            "element_id", "occupation_id", "value", "suppress", "not_relevant"
        )
    )
    elements = elements or tuple(sorted({row[0] for row in rows}))
    columns = {code: place for place, code in enumerate(elements)}
    table = np.full((len(places), len(elements)), np.nan, dtype=np.float32)
    for element, occupation, value, suppressed, not_relevant in rows:
        if element in columns and (scale == LEVEL and not_relevant):
            table[places[occupation], columns[element]] = 0
        elif element in columns and not suppressed:
            table[places[occupation], columns[element]] = value
    return elements, table


def _weights(releases: CurrentReleases, places: Mapping[str, int]) -> tuple[Ints, Floats]:
    """The matrix code of each occupation, as a number, and the jobs counted there."""
    counted: dict[str, int | None] = dict(
        Projection.objects.filter(release=releases.projections).values_list(
            "matrix_id", "base_employment"
        )
    )
    paid = Wage.objects.filter(release=releases.wages, area=NATION, employment__isnull=False)
    counted |= dict(paid.values_list("code", "employment"))
    matrix = np.full(len(places), -1, dtype=np.int64)
    jobs = np.zeros(len(places), dtype=np.float32)
    numbers: dict[str, int] = {}
    entries = CrosswalkEntry.objects.filter(release=releases.crosswalk)
    for occupation, code in entries.values_list("occupation_id", "matrix_id"):
        matrix[places[occupation]] = numbers.setdefault(code, len(numbers))
        jobs[places[occupation]] = counted.get(code) or 0
    return matrix, jobs


def _minor_groups() -> dict[str, str]:
    """The SOC minor group of every code; where the tree ends below it, the highest there is."""
    rows = {row[0]: row[1:] for row in SocGroup.objects.values_list("code", "parent_id", "level")}
    found = {}
    for code in rows:
        group = code
        while rows[group][1] != SocLevel.MINOR and rows[group][0] in rows:
            group = rows[group][0]
        found[code] = group
    return found


def profiles_of(rated: Rated, mapping: Sequence[Mapped], size: int) -> Profiles:
    """The profiles of as many listings, from the ratings of the occupations mapped to each."""
    mixed = mixture(rated, mapping, size)
    merged = {part: mixed(table).T for part, table in rated.ratings.items()}
    levels = mixed(rated.levels).T
    importance = np.nan_to_num((merged.pop(SKILLS) - 1) / 4)
    importance[np.isnan(levels)] = 0
    with np.errstate(invalid="ignore"):
        table = rated.ratings[STRENGTHS]
        count = np.maximum((~np.isnan(table)).sum(axis=0), 1)
        usual = (np.nansum(table, axis=0) / count).astype(np.float32)
        away = {**merged, STRENGTHS: merged[STRENGTHS] - usual[:, None]}
        units = {part: np.ascontiguousarray(unit(array.T).T) for part, array in away.items()}
    has = {part: ~np.isnan(array).any(axis=0) for part, array in merged.items()}
    has = {part: flags & bool(rated.elements[part]) for part, flags in has.items()}
    for part, array in units.items():
        array[:, ~has[part]] = np.nan
    return Profiles(
        elements=rated.elements,
        names=rated.names,
        rated={part: np.ascontiguousarray(array) for part, array in merged.items()},
        units=units,
        needed=np.ascontiguousarray(levels),
        importance=np.ascontiguousarray(importance),
        usual=usual,
        has={**has, SKILLS: ~np.isnan(levels).all(axis=0)},
    )


def mixture(rated: Rated, mapping: Sequence[Mapped], size: int) -> Any:
    """A function that makes occupations × elements into listings × elements.

    Per element the mean over the occupations rated for it. A matrix code weighs its jobs times
    the editor's share (given shares of one code add up; 1 where none is given), divided evenly
    among its rated occupations; where no rated code has weight, all occupations weigh the same.
    """
    own = np.array([row[0] for row in mapping], dtype=np.int64)
    occupation = np.array([rated.places[row[1]] for row in mapping], dtype=np.int64)
    share = np.array([np.nan if row[2] is None else row[2] for row in mapping], dtype=np.float32)
    order = np.lexsort((rated.matrix[occupation], own))
    own, occupation, share = own[order], occupation[order], share[order]
    pair = own * (len(rated.places) + 1) + rated.matrix[occupation]
    starts = np.flatnonzero(np.diff(pair, prepend=-2)) if len(pair) else np.array([], np.int64)
    given = _summed(np.nan_to_num(share), starts)
    shared = np.where(_summed(~np.isnan(share), starts) > 0, given, 1)
    weight = np.where(rated.matrix[occupation[starts]] < 0, 0, rated.jobs[occupation[starts]])
    weight = (weight * shared).astype(np.float32)[:, None]
    owner = own[starts]

    def mixed(table: Floats) -> Floats:
        out = np.full((size, table.shape[1]), np.nan, dtype=np.float32)
        for low in range(0, size, _BATCH):
            first, last = np.searchsorted(owner, (low, low + _BATCH))
            if first < last:
                ends = starts[last] if last < len(starts) else len(own)
                rows = slice(starts[first], ends)
                values = table[occupation[rows]]
                inner = starts[first:last] - starts[first]
                _mix(out, values, inner, weight[first:last], owner[first:last])
        return out

    return mixed


def _mix(out: Floats, values: Floats, inner: Ints, weight: Floats, owner: Ints) -> None:
    """Write the weighted means of these rows: `inner` begins each code, `owner` has its listing."""
    known = ~np.isnan(values)
    total, count = _summed(np.nan_to_num(values), inner), _summed(known, inner)
    mean = np.divide(total, count, out=np.zeros_like(total), where=count > 0)
    outer = np.flatnonzero(np.diff(owner, prepend=-1))
    whole = _summed(weight * (count > 0), outer)
    weighted = _summed(weight * mean, outer)
    plain, number = _summed(total, outer), _summed(count, outer)
    found = np.full_like(plain, np.nan)
    np.divide(plain, number, out=found, where=number > 0)
    np.divide(weighted, whole, out=found, where=whole > 0)
    out[owner[outer]] = found


def _summed(values: NDArray[Any], starts: NDArray[Any]) -> Floats:
    """Sums of the rows from each start to the next."""
    if not len(starts):
        return np.zeros((0, *values.shape[1:]), dtype=np.float32)
    summed: Floats = np.add.reduceat(values.astype(np.float32), starts, axis=0)
    return summed
