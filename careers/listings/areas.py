"""The merged figures of each set of codes in each area, made once for lists to sort by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from careers.mixture import Distribution, Mixture, distribution
from careers.models import NATION, AreaFigures, CodeSet, CurrentReleases, Wage
from careers.models.bulk import copy_rows
from careers.profiles.load import capped
from careers.profiles.types import PlaceTable

LETTERS = "lmh"
"""The letters of low, middle and high pay in `at_least`."""

_COLUMNS = ("code_set_id", "area_id", "jobs", "pay_low", "pay", "pay_high", "at_least")
_WAGES = {
    False: (("a10", "a25", "a50", "a75", "a90"), "A", 11, "annual_cap"),
    True: (("h10", "h25", "h50", "h75", "h90"), "H", 6, "hourly_cap"),
}
Row = tuple[Any, ...]


def set_key(shares: Mapping[str, float]) -> str:
    """The key of a set: each code with the editor's share, e.g. "15-1252:1 15-1253:0.5".

    Shares of a set of one code mean nothing: it is always 1.
    """
    if len(shares) == 1:
        return f"{next(iter(shares))}:1"
    return " ".join(f"{code}:{shares[code]:g}" for code in sorted(shares))


def letters(flags: Iterable[bool]) -> str:
    """Which of low, middle and high pay may be more, as `at_least` holds it."""
    return "".join(letter for letter, is_open in zip(LETTERS, flags, strict=True) if is_open)


def write_single(sets: Mapping[str, tuple[int, bool]], releases: CurrentReleases) -> int:
    """Write the areas of sets of one code; `sets` gives each code's set and whether it is hourly.

    Returns how many rows; 0 where no release covers areas. The sets must have no rows yet.
    """
    if releases.area_wages is None:
        return 0
    # Read before the first row is written: a COPY in progress would wait for the query forever.
    rows = [row for hourly in (False, True) for row in _single_rows(sets, releases, hourly)]
    return copy_rows(AreaFigures, _COLUMNS, rows)


def _single_rows(
    sets: Mapping[str, tuple[int, bool]], releases: CurrentReleases, hourly: bool
) -> Iterator[Row]:
    release = releases.area_wages
    columns, letter, first, cap_name = _WAGES[hourly]
    cap = release.details.get(cap_name) if release else None
    wanted = {code: pk for code, (pk, is_hourly) in sets.items() if is_hourly == hourly}
    wages = (
        Wage.objects.filter(release=release)
        .exclude(area=NATION)
        .order_by()
        .values_list("code", "area_id", "employment", *columns, "flags")
    )
    if len(wanted) < len(sets) / 2:
        wages = wages.filter(code__in=list(wanted))
    for code, area, jobs, *pay, flags in wages.iterator(chunk_size=10_000):
        if code in wanted:
            part = distribution(pay, capped(flags, letter, first, tuple(pay)), cap)
            if part is not None or jobs is not None:
                yield (wanted[code], area, jobs, *_pay(part))


def _pay(part: Distribution | None) -> tuple[float | None, float | None, float | None, str]:
    """Low, middle and high pay of one code, and which of them may be more."""
    if part is None:
        return None, None, None, ""
    open_ended: tuple[bool, ...] = (False,) * 5
    if part.certain_to is not None:
        open_ended = tuple(Mixture({"": (part, 1.0)}).merged().at_least)
    low, _, middle, _, high = part.wages
    return low, middle, high, letters(open_ended[::2])


def write_merged(code_set: CodeSet, places: PlaceTable | None) -> int:
    """Write the areas of a set of several codes from a profile's table; returns how many rows."""
    rows = [
        (
            code_set.pk,
            row.code,
            row.jobs,
            row.low,
            row.median,
            row.high,
            letters(row.at_least),
        )
        for row in (places.rows if places else ())
        if row.median is not None or row.jobs is not None
    ]
    return copy_rows(AreaFigures, _COLUMNS, rows)
