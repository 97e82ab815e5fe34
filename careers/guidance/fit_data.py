"""The profiles and facts of every listing, held in the process as arrays.

What O*NET rates of the occupations is read once for a release. A listing is never changed, it is
replaced by another with a new primary key (see `careers.listings.index`, which keeps its own index
the same way): so their number, sum and maximum tell whether what is held is that of the database,
and only listings that are new are read. Inside a transaction nothing is kept.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from threading import Lock
from typing import Any

import numpy as np
from django.db import connection
from numpy.typing import NDArray

from careers.guidance.fit import Flags, Floats, Profiles
from careers.guidance.fit_rated import Ints, Mapped, Rated, profiles_of, read_rated
from careers.models import CurrentReleases, Listing, ListingKind, Release, RoleOccupation

Texts = NDArray[np.object_]
Stamp = tuple[Any, ...]
_BATCH = 10_000


@dataclass(frozen=True, slots=True, eq=False)
class Roles:
    """Every listing by what fit and limits use; a column, or place, a listing.

    `pay` is dollars a year in the middle of the nation, NaN where it is not known or `hourly`;
    `capped` where it is that much or more. `education` and `zone` are 0, `growth` NaN, where not
    known. `groups` are SOC minor groups, a guide's that of most of its jobs. `covered` are
    occupations that a guide is about alone.
    """

    stamp: Stamp
    pks: Ints
    is_guide: Flags
    roles: Ints
    occupations: Texts
    code_sets: Ints
    pay: Floats
    hourly: Flags
    capped: Flags
    growth: Floats
    education: Ints
    zone: Ints
    sectors: Texts
    groups: Texts
    single: Texts
    covered: Flags
    profiles: Profiles

    @property
    def size(self) -> int:
        """How many listings there are."""
        return len(self.pks)


def current() -> Roles:
    """The listings as they now are; two queries where nothing has changed."""
    global _kept
    releases = Release.objects.current()
    stamp = _stamp(releases)
    if connection.in_atomic_block:
        return _read(stamp, read_rated(releases), None)
    if _kept is not None and _kept.stamp == stamp:
        return _kept
    with _lock:
        _kept = _renewed(_kept, releases, _stamp(releases))
    return _kept


_kept: Roles | None = None
_rated_kept: tuple[Stamp, Rated] | None = None
_lock = Lock()


def _stamp(releases: CurrentReleases) -> Stamp:
    """The listings' stamp, and the releases behind the profiles."""
    behind = (releases.onet, releases.crosswalk, releases.wages, releases.projections)
    return (
        Listing.objects.stamp(),
        tuple((one.pk, one.imported_at) if one else None for one in behind),
    )


def _renewed(old: Roles | None, releases: CurrentReleases, stamp: Stamp) -> Roles:
    """With new listings added and lost ones gone; made anew where facts or most have changed."""
    global _rated_kept
    if _rated_kept is None or _rated_kept[0] != stamp[1]:
        _rated_kept = (stamp[1], read_rated(releases))
    rated = _rated_kept[1]
    if old is None or old.stamp[1] != stamp[1]:
        return _read(stamp, rated, None)
    now = np.fromiter(Listing.objects.order_by().values_list("pk", flat=True), dtype=np.int64)
    kept = np.flatnonzero(np.isin(old.pks, now))
    if 2 * len(kept) < len(now):
        return _read(stamp, rated, None)
    new = np.setdiff1d(now, old.pks)
    return _joined(stamp, old, kept, _read(stamp, rated, new.tolist()))


def _joined(stamp: Stamp, old: Roles, kept: NDArray[np.intp], new: Roles) -> Roles:
    """The listings of `old` at these places, and the new ones after them."""
    joined: dict[str, Any] = {"stamp": stamp}
    for one in fields(Roles):
        if one.name not in {"stamp", "profiles", "covered"}:
            joined[one.name] = np.concatenate(
                (getattr(old, one.name)[kept], getattr(new, one.name))
            )
    before, after = old.profiles.take(kept), new.profiles

    def both(first: Any, second: Any) -> Any:
        if isinstance(first, dict):
            return {part: np.concatenate((first[part], second[part]), axis=-1) for part in first}
        return np.concatenate((first, second), axis=-1)

    names = ("rated", "units", "needed", "importance", "has")
    arrays = {name: both(getattr(before, name), getattr(after, name)) for name in names}
    profiles = Profiles(elements=after.elements, names=after.names, usual=after.usual, **arrays)
    covered = _covered(joined["occupations"], joined["single"])
    return Roles(**joined, covered=covered, profiles=profiles)


def _read(stamp: Stamp, rated: Rated, wanted: Collection[int] | None) -> Roles:
    """The listings with these primary keys, or all, with their profiles."""
    rows = list(_listings(wanted))
    columns = list(zip(*rows, strict=True)) or [()] * len(_FIELDS)
    held = dict(zip(_FIELDS, columns, strict=True))
    is_guide = np.array([kind == ListingKind.GUIDE for kind in held["kind"]], dtype=bool)
    hourly = np.array(held["is_hourly"], dtype=bool)
    mapping = _mapping(held, wanted)
    occupations = _texts(held["occupation_id"])
    single = _single(mapping, len(rows))
    return Roles(
        stamp=stamp,
        pks=np.array(held["pk"], dtype=np.int64),
        is_guide=is_guide,
        roles=_whole(held["role_id"]),
        occupations=occupations,
        code_sets=_whole(held["code_set_id"]),
        pay=np.where(hourly, np.float32(np.nan), _numbers(held["pay"])),
        hourly=hourly,
        capped=np.array(["m" in letters for letters in held["at_least"]], dtype=bool),
        growth=_numbers(held["growth"]),
        education=_whole(held["education"]),
        zone=_whole(held["zone"]),
        sectors=_texts(held["sector_id"]),
        groups=_groups(rated, mapping, len(rows)),
        single=single,
        covered=_covered(occupations, single),
        profiles=profiles_of(rated, mapping, len(rows)),
    )


_FIELDS = (
    *("pk", "kind", "role_id", "occupation_id", "code_set_id", "pay", "is_hourly", "at_least"),
    *("growth", "education", "zone", "sector_id"),
)


def _listings(wanted: Collection[int] | None) -> Iterator[tuple[Any, ...]]:
    rows = Listing.objects.order_by("pk").values_list(*_FIELDS)
    return (row for batch in _batches(wanted) for row in (rows.filter(**batch) if batch else rows))


def _batches(wanted: Collection[int] | None, name: str = "pk__in") -> Iterator[dict[str, Any]]:
    """Conditions for these primary keys, so many at a time that a database takes them."""
    if wanted is None:
        yield {}
        return
    keys = sorted(wanted)
    for start in range(0, len(keys), _BATCH):
        yield {name: keys[start : start + _BATCH]}


def _mapping(held: Mapping[str, Sequence[Any]], wanted: Collection[int] | None) -> list[Mapped]:
    """Place of the listing, occupation and share, an occupation being its own mapping."""
    places = {pk: place for place, pk in enumerate(held["role_id"]) if pk is not None}
    found: list[Mapped] = [
        (place, code, None) for place, code in enumerate(held["occupation_id"]) if code is not None
    ]
    rows = RoleOccupation.objects.order_by().values_list("role_id", "occupation_id", "share")
    for batch in _batches(None if wanted is None else places.keys(), "role__in"):
        chosen: Iterable[Any] = rows.filter(**batch) if batch else rows
        found += [(places[role], code, share) for role, code, share in chosen if role in places]
    return found


def _groups(rated: Rated, mapping: Sequence[Mapped], size: int) -> Texts:
    """The SOC minor group of each listing; of several that with most jobs, times the shares.

    A code of BLS counts once however many occupations it has; of equals the last group stands.
    """
    shares: dict[tuple[int, str, int], float] = {}
    jobs: dict[tuple[int, str, int], float] = {}
    for place, code, share in mapping:
        row = rated.places[code]
        key = (place, rated.groups.get(code[:7], code[:4]), int(rated.matrix[row]))
        shares[key] = 1.0 if share is None else shares.get(key, 0.0) + share
        jobs[key] = float(rated.jobs[row])
    weights: dict[tuple[int, str], float] = {}
    for (place, group, matrix), share in shares.items():
        weight = share * jobs[place, group, matrix]
        weights[place, group] = weights.get((place, group), 0.0) + weight
    found = np.full(size, "", dtype=object)
    for place, group in sorted(weights, key=lambda key: (weights[key], key[1]), reverse=True):
        found[place] = found[place] or group
    return found


def _single(mapping: Sequence[Mapped], size: int) -> Texts:
    """The occupation of each listing that has one only; empty for the others."""
    found = np.full(size, "", dtype=object)
    times = Counter(row[0] for row in mapping)
    for place, code, _ in mapping:
        if times[place] == 1:
            found[place] = code
    return found


def _covered(occupations: Texts, single: Texts) -> Flags:
    """Which listings are occupations that a guide is about alone."""
    alone = {code for own, code in zip(occupations, single, strict=True) if code and not own}
    return np.array([bool(code) and code in alone for code in occupations], dtype=bool)


def _numbers(values: Sequence[float | None]) -> Floats:
    return np.array([np.nan if one is None else one for one in values], dtype=np.float32)


def _whole(values: Sequence[int | None]) -> Ints:
    return np.array([one or 0 for one in values], dtype=np.int64)


def _texts(values: Sequence[str | None]) -> Texts:
    found = np.empty(len(values), dtype=object)
    found[:] = [one or "" for one in values]
    return found
