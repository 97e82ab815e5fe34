"""Technologies of O*NET by name, kept in memory for a release: 8,800 of them over 32,800 uses."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, lru_cache

from django.urls import reverse

from careers.models import Release, TechnologyUse, technology_slug

FEWEST_TOGETHER = 3
"""Occupations that list both of two technologies, at least, for them to go together."""


@dataclass(frozen=True, slots=True)
class TechnologyRow:
    """A technology with its categories and the codes of the occupations that list it.

    `hot` is O*NET's mark for what employers' postings often name; `in_demand` are the codes of
    the occupations whose postings name it often.
    """

    slug: str
    name: str
    categories: tuple[str, ...]
    hot: bool
    listed: tuple[str, ...]
    in_demand: frozenset[str]

    @property
    def url(self) -> str:
        """Its page."""
        return reverse("technology", args=[self.slug])

    @property
    def category(self) -> str:
        """Its categories in a line."""
        return "; ".join(self.categories)


@dataclass(frozen=True, slots=True)
class Companion:
    """A technology listed beside another: how many occupations list both, and either."""

    technology: TechnologyRow
    both: int
    either: int

    @property
    def percent(self) -> int:
        """Of the occupations that list either, how many list both, in whole per cent."""
        return round(100 * self.both / self.either)


@dataclass(frozen=True)
class TechnologyCatalog:
    """Every technology: hot ones first, then those in demand or listed most, then by name."""

    rows: tuple[TechnologyRow, ...]

    @cached_property
    def by_slug(self) -> dict[str, TechnologyRow]:
        """Each technology by its address."""
        return {row.slug: row for row in self.rows}

    @cached_property
    def _by_occupation(self) -> dict[str, list[TechnologyRow]]:
        found: dict[str, list[TechnologyRow]] = {}
        for row in self.rows:
            for code in row.listed:
                found.setdefault(code, []).append(row)
        return found

    def search(self, text: str) -> tuple[TechnologyRow, ...]:
        """Those whose name or category holds the text in any case; all for an empty text."""
        wanted = text.casefold()
        return tuple(
            row
            for row in self.rows
            if wanted in row.name.casefold() or wanted in row.category.casefold()
        )

    def companions(self, row: TechnologyRow) -> list[Companion]:
        """Technologies listed with it by three occupations at least, closest first.

        Close is a large share of the occupations that list either: what nearly every
        occupation lists goes with nothing in particular.
        """
        together = Counter(other.slug for code in row.listed for other in self._by_occupation[code])
        del together[row.slug]
        found = []
        for slug, both in together.items():
            other = self.by_slug[slug]
            if both >= FEWEST_TOGETHER:
                either = len(row.listed) + len(other.listed) - both
                found.append(Companion(other, both, either))
        return sorted(found, key=lambda one: (-one.both / one.either, one.technology.name))

    def siblings(self, row: TechnologyRow) -> list[TechnologyRow]:
        """The others of its categories, in the order of the catalog."""
        own = set(row.categories)
        return [other for other in self.rows if own & set(other.categories) and other != row]


def technology_catalog(release: Release | None) -> TechnologyCatalog:
    """The technologies of a release; one query where the process has not read them, else none."""
    if release is None:
        return TechnologyCatalog(())
    return _read(release.pk, release.imported_at)


@lru_cache(maxsize=2)
def _read(release: int, imported_at: datetime) -> TechnologyCatalog:
    """`imported_at` is there to read a release anew that was imported again."""
    uses = (
        TechnologyUse.objects.filter(release=release)
        .order_by("example", "occupation_id", "commodity")
        .values_list("example", "occupation_id", "commodity", "hot", "in_demand")
    )
    by_name: dict[str, list[tuple[str, str, bool, bool]]] = {}
    for example, occupation, commodity, hot, in_demand in uses:
        by_name.setdefault(example, []).append((occupation, commodity, hot, in_demand))
    by_slug: dict[str, list[str]] = {}
    for name in by_name:
        by_slug.setdefault(technology_slug(name), []).append(name)
    rows = []
    for slug, names in by_slug.items():
        name = min(names, key=lambda one: (-len(by_name[one]), one))
        own = [use for one in names for use in by_name[one]]
        rows.append(
            TechnologyRow(
                slug=slug,
                name=name,
                categories=tuple(sorted({commodity for _, commodity, *_ in own})),
                hot=any(hot for _, _, hot, _ in own),
                listed=tuple(sorted({code for code, *_ in own})),
                in_demand=frozenset(code for code, *_, in_demand in own if in_demand),
            )
        )
    return TechnologyCatalog(
        tuple(
            sorted(
                rows,
                key=lambda row: (not row.hot, -len(row.in_demand), -len(row.listed), row.name),
            )
        )
    )
