"""The ratings of all occupations, by family of descriptors, kept in memory for a release.

A page of one skill compares it with every other over 894 occupations: 61,000 ratings, which are
read once and then held until another release of O*NET is imported.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, lru_cache
from operator import mul

from careers.models import Domain, Rating, Release
from careers.profiles.skills import APART_COUNT, IMPACT, IMPORTANCE, LEAST_IMPORTANCE

FAMILIES: dict[str, tuple[str, ...]] = {
    Domain.SKILL: (Domain.SKILL, Domain.KNOWLEDGE),
    Domain.KNOWLEDGE: (Domain.SKILL, Domain.KNOWLEDGE),
    Domain.ABILITY: (Domain.ABILITY,),
    Domain.ACTIVITY: (Domain.ACTIVITY,),
    Domain.STYLE: (Domain.STYLE,),
}
"""The domains that a descriptor is compared with, by its own."""

FEWEST = 30
"""Occupations over which two descriptors are compared at least."""


@dataclass(frozen=True)
class RatingTable:
    """Ratings of one scale by element, then by occupation; suppressed ones are left out.

    `names` are the elements' names, by which ties are put in order.
    """

    names: Mapping[str, str]
    ratings: Mapping[str, Mapping[str, float]]

    @cached_property
    def means(self) -> dict[str, float]:
        """Each element's mean over the occupations rated for it."""
        return {
            element: math.fsum(values.values()) / len(values)
            for element, values in self.ratings.items()
        }

    @cached_property
    def apart(self) -> dict[str, tuple[str, ...]]:
        """What sets each occupation apart, as its own page has it: at most six elements.

        Those of importance 3 or more and furthest above their mean, furthest first.
        """
        found: dict[str, list[tuple[float, str, str]]] = {}
        for element, values in self.ratings.items():
            mean, name = self.means[element], self.names[element]
            for occupation, value in values.items():
                if value >= LEAST_IMPORTANCE and value > mean:
                    row = (-round(value - mean, 9), name, element)
                    found.setdefault(occupation, []).append(row)
        return {
            occupation: tuple(element for *_, element in sorted(rows)[:APART_COUNT])
            for occupation, rows in found.items()
        }

    @cached_property
    def _deviations(self) -> dict[str, list[float]]:
        """Each element's deviations from its mean over all occupations, scaled to length 1.

        An occupation not rated for an element counts as its mean. Without elements that are
        rated for too few occupations, or alike for all.
        """
        occupations = sorted({code for values in self.ratings.values() for code in values})
        found = {}
        for element, values in self.ratings.items():
            mean = self.means[element]
            row = [values.get(code, mean) - mean for code in occupations]
            length = math.sqrt(sum(map(mul, row, row)))
            if len(values) >= FEWEST and length > 0:
                found[element] = [value / length for value in row]
        return found

    def correlations(self, element: str) -> list[tuple[str, float]]:
        """The other elements with Pearson's correlation of their ratings, closest first."""
        own = self._deviations.get(element)
        if own is None:
            return []
        rows = [
            (other, sum(map(mul, own, row)))
            for other, row in self._deviations.items()
            if other != element
        ]
        return sorted(rows, key=lambda row: (-round(row[1], 9), self.names[row[0]], row[0]))


def rating_table(release: Release | None, domain: str) -> RatingTable:
    """The ratings of a domain's family in a release: impact for styles, else importance.

    One query where the process has not read them yet, else none.
    """
    if release is None:
        return RatingTable({}, {})
    scale = IMPACT if domain == Domain.STYLE else IMPORTANCE
    return _read(release.pk, release.imported_at, FAMILIES[domain], scale)


@lru_cache(maxsize=8)
def _read(release: int, imported_at: datetime, domains: tuple[str, ...], scale: str) -> RatingTable:
    """`imported_at` is there to read a release anew that was imported again."""
    rows = Rating.objects.filter(
        release=release, scale=scale, suppress=False, element__domain__in=domains
    )
    names: dict[str, str] = {}
    ratings: dict[str, dict[str, float]] = {}
    for element, name, occupation, value in rows.order_by().values_list(
        "element_id", "element__name", "occupation_id", "value"
    ):
        names[element] = name
        ratings.setdefault(element, {})[occupation] = value
    return RatingTable(names, ratings)
