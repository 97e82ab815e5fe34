"""Which listings a reader's filters leave, how many each further filter would, and in what order.

The answers are the same on every database: the database holds the rows, `index` does the work.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, reduce
from heapq import merge
from itertools import islice
from operator import and_, or_
from typing import NamedTuple

from careers.listings import index as listing_index
from careers.listings.filters import PUBLISHED, Facet, Facets, Filters
from careers.listings.index import ListingIndex, SetFigures
from careers.models import Area, AreaFigures, Listing, ListingKind

_NOTHING = SetFigures()


class InArea(NamedTuple):
    """Middle pay, a year or an hour as the set's national pay is, and wage and salary jobs."""

    pay: float | None
    jobs: int | None


@dataclass(frozen=True)
class Found:
    """The listings that filters leave.

    With an area, pay and jobs by which they are filtered and sorted are those of `there` (by code
    set); growth and openings are always the nation's.
    """

    index: ListingIndex
    facets: Facets
    filters: Filters
    there: Mapping[int, InArea] | None

    @cached_property
    def matching(self) -> int:
        """The bitmap of those that all filters leave."""
        return self._besides("")

    @property
    def total(self) -> int:
        """How many."""
        return self.matching.bit_count()

    @cached_property
    def counts(self) -> dict[str, dict[str, int]]:
        """By facet and value: how many there would be with it, the other facets' filters kept."""
        return {name: self._remaining(facet) for name, facet in self.facets.items()}

    def _remaining(self, facet: Facet) -> dict[str, int]:
        others = self._besides(facet.name)
        return {
            choice.value: (others & self._option(facet, choice.value)).bit_count()
            for choice in facet.choices
        }

    def keys(self, start: int = 0, stop: int | None = None) -> list[int]:
        """Primary keys from one position in the order to another."""
        return [self.index.keys[place] for place in islice(self._ordered(), start, stop)]

    @cached_property
    def figures(self) -> Mapping[int, SetFigures]:
        """What is sorted by, by code set; in an area its pay and jobs."""
        if self.there is None:
            return self.index.figures
        return {pk: self._in_area(pk, held) for pk, held in self.index.figures.items()}

    def _in_area(self, pk: int, nation: SetFigures) -> SetFigures:
        here = (self.there or {}).get(pk)
        pay = here.pay if here and pk not in self.index.hourly else None
        return SetFigures(pay, nation.growth, nation.openings, here.jobs if here else None)

    @cached_property
    def _parts(self) -> dict[str, int]:
        """The bitmap of each facet that filters: any of its values will do."""
        return {
            name: reduce(or_, (self._option(self.facets[name], value) for value in values))
            for name, values in self.filters.chosen.items()
        }

    def _besides(self, name: str) -> int:
        parts = (part for facet, part in self._parts.items() if facet != name)
        return reduce(and_, parts, self.index.live)

    def _option(self, facet: Facet, value: str) -> int:
        if facet.name == "pay" and self.there is not None:
            return self._paying[value]
        if facet.name == PUBLISHED:
            held = (self.there or {}).items()
            return self.index.of_sets({pk for pk, here in held if here.pay is not None})
        choice = facet.choice(value)
        option = (facet.name, choice.index_key if choice else value)
        bits = self.index.options.get(option)
        if bits is None and facet.at_least:
            values = {pk: getattr(row, facet.name) for pk, row in self.figures.items()}
            return self.index.reaching(values, [int(value)])[0]
        return bits or 0

    @cached_property
    def _paying(self) -> dict[str, int]:
        """The listings that pay each step in the area, and what the filter asks for."""
        asked = [choice.value for choice in self.facets["pay"].choices]
        steps = sorted({int(value) for value in (*asked, *self.filters.chosen.get("pay", ()))})
        values = {pk: held.pay for pk, held in self.figures.items()}
        reached = self.index.reaching(values, steps)
        return {str(step): bits for step, bits in zip(steps, reached, strict=True)}

    def _ordered(self) -> Iterator[int]:
        """Places in the order asked for: absent values last, ties by title and key."""
        sort = self.filters.sort
        if sort == "title":
            return _having(_flags(self.matching), self.index.by_title)
        if sort:
            # In one area prices are the same for all: at national prices the order is that of pay.
            return self._by_value(self.matching, "pay" if sort == "real" else sort)
        guides = self.index.options.get(("kind", ListingKind.GUIDE.value), 0)
        return (
            place
            for part in (self.matching & guides, self.matching & ~guides)
            for place in self._by_value(part, "jobs")
        )

    def _by_value(self, matching: int, name: str) -> Iterator[int]:
        """Highest value first. Whole code sets share a value, so only what is read is sorted."""
        sets: dict[float | None, list[int]] = {}
        for pk in self.index.by_set:
            value = getattr(self.figures.get(pk, _NOTHING), name)
            sets.setdefault(value, []).append(pk)
        flags, rank = _flags(matching), self.index.rank
        for value in sorted(sets, key=lambda value: (value is None, -(value or 0))):
            groups = [_having(flags, self.index.by_set[pk]) for pk in sets[value]]
            yield from groups[0] if len(groups) == 1 else merge(*groups, key=rank.__getitem__)


def _flags(bits: int) -> bytes:
    """A bitmap as bytes, its lowest bits first, in which a bit is found at once."""
    return bits.to_bytes(bits.bit_length() // 8 + 1, "little")


def _having(flags: bytes, places: Iterable[int]) -> Iterator[int]:
    """The places whose bit is set, in the order given."""
    most = len(flags) * 8
    return (p for p in places if p < most and flags[p >> 3] >> (p & 7) & 1)


def find(facets: Facets, filters: Filters, area: Area | None) -> Found:
    """The listings that the filters leave: one query, and one for the area's figures."""
    there = None
    if area is not None:
        rows = AreaFigures.objects.filter(area=area).order_by()
        there = {
            pk: InArea(pay, jobs) for pk, pay, jobs in rows.values_list("code_set", "pay", "jobs")
        }
    return Found(listing_index.current(), facets, filters, there)


def in_order(keys: list[int]) -> list[Listing]:
    """The listings with these primary keys, in this order, with sector and code set; one query."""
    rows = Listing.objects.filter(pk__in=keys).select_related("sector", "code_set")
    found = {row.pk: row for row in rows}
    return [found[pk] for pk in keys if pk in found]
