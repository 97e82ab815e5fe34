"""Every listing by what lists filter and sort by, held in the process as bitmaps.

To count what remains under every filter of a page, a database would read each listing a dozen
times. Here a filter is an integer with one bit a listing, combining two is an `&`, and counting
is `int.bit_count`: about a millisecond for 100,000 listings and all filters.

A listing is never changed in what is held here, it is replaced by another with a new primary key.
So the primary keys tell whether the index is that of the database; each request asks for their
number, sum and maximum (`stamp_of`), and only listings that are new are read. Inside a transaction
nothing is kept: what is read there may never be committed.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from threading import Lock
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import Aggregate, QuerySet, TextField

from careers.listings.filters import (
    EDUCATION_SLUGS,
    OPENINGS_STEPS,
    PAY_STEPS,
    growth_slug,
)
from careers.models import Listing, ListingSkill
from careers.profiles.wording import growth_word

NO_SET = 0
"""Stands for the code set of a listing that has none."""

Stamp = tuple[int, int, int]
Option = tuple[str, str]
"""A facet and one of its values."""

_BATCH = 10_000
_DIGITS = bytes((48,)) + bytes((49,)) * 255
"""Turns a byte that is 0 into the digit 0, any other into 1."""


class SetFigures(NamedTuple):
    """What lists sort by, the same for all listings of a code set; None where there is none.

    Pay is dollars a year, None where it is published by the hour: the two are not compared.
    """

    pay: float | None = None
    growth: float | None = None
    openings: int | None = None
    jobs: int | None = None


class _Row(NamedTuple):
    """A listing as it is read; the fields are those of the model."""

    pk: int
    key: str
    title: str
    kind: str
    sector_id: str | None
    level: str
    education: int | None
    zone: int | None
    holland: str
    code_set_id: int | None
    pay: float | None
    is_hourly: bool
    growth: float | None
    openings: int | None
    jobs: int | None

    @property
    def set(self) -> int:
        """Its code set."""
        return self.code_set_id or NO_SET

    @property
    def figures(self) -> SetFigures:
        """What it is sorted by."""
        pay = None if self.is_hourly else self.pay
        return SetFigures(pay, self.growth, self.openings, self.jobs)


class _Joined(Aggregate):
    """All values of a group as one text, with commas between."""

    function = "GROUP_CONCAT"
    output_field = TextField()

    def as_postgresql(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        template = "STRING_AGG(%(expressions)s::text, ',')"
        return self.as_sql(compiler, connection, template=template, **extra)


@dataclass(frozen=True, slots=True)
class ListingIndex:
    """All listings, each at a place counted from 0; bit n of a bitmap is the listing at place n.

    `keys`, `names` and `sets` are by place (a lost listing's set is NO_SET); `live` has the bits
    of listings that are still there; `by_title` holds their places by title, `rank` each place's
    position in it; `by_set` the places of each code set, by title.
    """

    stamp: Stamp
    places: Mapping[int, int]
    keys: Sequence[int]
    names: Sequence[tuple[str, str]]
    sets: Sequence[int]
    options: Mapping[Option, int]
    live: int
    figures: Mapping[int, SetFigures]
    hourly: frozenset[int]
    by_title: Sequence[int]
    rank: Mapping[int, int]
    by_set: Mapping[int, Sequence[int]]

    def of_sets(self, wanted: Collection[int]) -> int:
        """The listings of these code sets."""
        return bitmap(bytes(map(frozenset(wanted).__contains__, self.sets))) & self.live

    def reaching(self, values: Mapping[int, float | None], steps: Sequence[float]) -> list[int]:
        """For each step, lowest first and 250 at most, the listings whose set's value is that high.

        A set that `values` does not hold, or holds as None, reaches none.
        """
        reached = {NO_SET: 0, **dict.fromkeys(self.by_set, 0)}
        for pk, value in values.items():
            if value is not None and pk in reached:
                reached[pk] = bisect_right(steps, value)
        row = bytes(map(reached.__getitem__, self.sets))
        digits = [bytes(48 + (held > step) for held in range(256)) for step in range(len(steps))]
        return [bitmap(row, table) & self.live for table in digits]


def bitmap(flags: bytes, digits: bytes = _DIGITS) -> int:
    """The integer whose bit n is set where byte n is not 0 (or where `digits` makes it a 1)."""
    return int(flags[::-1].translate(digits), 2) if flags else 0


def current() -> ListingIndex:
    """The index of the listings as they now are; one query where nothing has changed."""
    global _kept
    if connection.in_atomic_block:
        return _extended(EMPTY, *_read(None))
    if Listing.objects.stamp() == _kept.stamp:
        return _kept
    with _lock:
        _kept = _renewed(_kept)
    return _kept


def stamp_of(keys: Collection[int]) -> Stamp:
    """The stamp of these primary keys, as `Listing.objects.stamp` gives that of the database."""
    return len(keys), sum(keys), max(keys, default=0)


def _renewed(old: ListingIndex) -> ListingIndex:
    """The index with new listings added and lost ones gone; made anew once most are gone."""
    now = set(Listing.objects.order_by().values_list("pk", flat=True))
    kept = now & old.places.keys()
    if len(old.keys) > 2 * len(kept):
        return _extended(EMPTY, *_read(None))
    gone = [place for pk, place in old.places.items() if pk not in now]
    return _extended(old, *_read(now - kept), gone)


def _read(wanted: Collection[int] | None) -> tuple[list[_Row], dict[str, list[int]]]:
    """The listings with these primary keys, or all; and the primary keys by skill."""
    if wanted is None:
        return _rows(Listing.objects.all()), _by_skill(ListingSkill.objects.all())
    rows: list[_Row] = []
    by_skill: dict[str, list[int]] = {}
    keys = iter(sorted(wanted))
    while batch := list(islice(keys, _BATCH)):
        rows += _rows(Listing.objects.filter(pk__in=batch))
        for code, held in _by_skill(ListingSkill.objects.filter(listing__in=batch)).items():
            by_skill.setdefault(code, []).extend(held)
    return rows, by_skill


def _rows(listings: QuerySet[Listing]) -> list[_Row]:
    return [_Row(*row) for row in listings.order_by("pk").values_list(*_Row._fields)]


def _by_skill(skills: QuerySet[ListingSkill]) -> dict[str, list[int]]:
    """Joined by the database: millions of pairs come as one text a skill, ten times as fast."""
    rows = skills.order_by().values_list("element_id").annotate(held=_Joined("listing_id"))
    return {code: list(map(int, held.split(","))) for code, held in rows}


def _extended(
    old: ListingIndex,
    rows: Sequence[_Row],
    by_skill: Mapping[str, Collection[int]],
    gone: Collection[int] = (),
) -> ListingIndex:
    """`old` with these listings after its own, and without those at the places `gone`."""
    start, lost = len(old.keys), set(gone)
    keys = [*old.keys, *(row.pk for row in rows)]
    names = [*old.names, *((row.title.casefold(), row.key) for row in rows)]
    sets = [*old.sets, *(row.set for row in rows)]
    for place in lost:
        sets[place] = NO_SET
    places = {pk: place for place, pk in enumerate(keys) if place not in lost}
    live = (old.live | (((1 << len(rows)) - 1) << start)) & ~_bits(lost, len(keys))
    by_title = sorted(places.values(), key=names.__getitem__)
    by_set: dict[int, list[int]] = {}
    for place in by_title:
        by_set.setdefault(sets[place], []).append(place)
    figures = {**old.figures, **{row.set: row.figures for row in rows}}
    return ListingIndex(
        stamp=stamp_of(places.keys()),
        places=places,
        keys=keys,
        names=names,
        sets=sets,
        options=_with_options(old.options, _new_options(rows, by_skill), start, live),
        live=live,
        figures={pk: held for pk, held in figures.items() if pk in by_set},
        hourly=old.hourly | {row.set for row in rows if row.is_hourly},
        by_title=by_title,
        rank={place: position for position, place in enumerate(by_title)},
        by_set=by_set,
    )


def _with_options(
    old: Mapping[Option, int], new: Mapping[Option, int], start: int, live: int
) -> dict[Option, int]:
    return {
        option: (old.get(option, 0) | new.get(option, 0) << start) & live
        for option in {**old, **new}
    }


def _new_options(
    rows: Sequence[_Row], by_skill: Mapping[str, Collection[int]]
) -> dict[Option, int]:
    """The bitmaps of these listings alone, the first of them at place 0."""
    found: dict[Option, list[int]] = {}
    for place, row in enumerate(rows):
        for option in _options(row):
            found.setdefault(option, []).append(place)
    places = {row.pk: place for place, row in enumerate(rows)}
    for code, held in by_skill.items():
        found["skill", code] = [places[pk] for pk in held if pk in places]
    return {option: _bits(held, len(rows)) for option, held in found.items()}


def _bits(places: Iterable[int], size: int) -> int:
    flags = bytearray(size)
    for place in places:
        flags[place] = 1
    return bitmap(bytes(flags))


def _options(row: _Row) -> Iterable[Option]:
    """Every option of a facet that a listing falls under, but for its skills."""
    yield "kind", row.kind
    if row.sector_id:
        yield "sector", row.sector_id
    if row.level:
        yield "level", row.level
    if row.education:
        yield "education", EDUCATION_SLUGS[row.education - 1]
    if row.zone:
        yield "zone", str(row.zone)
    if row.growth is not None:
        yield "growth", growth_slug(growth_word(row.growth))
    if row.holland:
        yield "interest", row.holland[0]
    for name, value, steps in (
        ("pay", row.figures.pay, PAY_STEPS),
        ("openings", row.openings, OPENINGS_STEPS),
    ):
        yield from ((name, str(step)) for step in steps if value is not None and value >= step)


EMPTY = ListingIndex((0, 0, 0), {}, [], [], [], {}, 0, {}, frozenset(), [], {}, {})
_kept = EMPTY
_lock = Lock()
