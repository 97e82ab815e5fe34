"""Pay where one lives: the page's codes merged area by area."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from django.db.models import FilteredRelation, Q

from careers.mixture import Distribution, Mixture, distribution
from careers.models import NATION, CurrentReleases, Wage
from careers.profiles import wording
from careers.profiles.figures import ANNUAL, HOURLY
from careers.profiles.load import capped
from careers.profiles.types import CodeRow, Figures, PlaceRow, PlaceTable

ALL_ITEMS = 1
"""The price parity line of all items."""

_AREA = (
    "area_id",
    "area__name",
    "area__slug",
    "area__kind",
    "area__state_abbr",
    "area__latitude",
    "area__longitude",
    "priced__value",
)
_PERCENTILES = {
    ANNUAL: ("a10", "a25", "a50", "a75", "a90"),
    HOURLY: ("h10", "h25", "h50", "h75", "h90"),
}
_FLAGS = {ANNUAL: ("A", 11), HOURLY: ("H", 6)}


def pay_unit(figures: Figures) -> str:
    """The unit that areas are shown in: hourly only where there is no annual figure."""
    return HOURLY if figures.shown_pay is figures.hourly else ANNUAL


def place_table(
    codes: Sequence[CodeRow],
    figures: Figures,
    releases: CurrentReleases,
    areas: Collection[str] | None = None,
) -> PlaceTable | None:
    """Areas that publish anything for the codes; None where no release covers areas.

    `areas` names the only ones wanted; all where it is None, and no query where it is empty.
    """
    if releases.area_wages is None:
        return None
    parities = releases.parities
    return PlaceTable(
        rows=_merged_rows(codes, pay_unit(figures), releases, areas),
        unit=pay_unit(figures),
        wages_source=releases.area_wages.short_name,
        parity_source=parities.short_name if parities else "",
        parity_year=parities.details.get("parity_year") if parities else None,
    )


def _merged_rows(
    codes: Sequence[CodeRow],
    unit: str,
    releases: CurrentReleases,
    wanted: Collection[str] | None,
) -> tuple[PlaceRow, ...]:
    """Every area's row: the ranked ones by jobs, then the others by name."""
    release = releases.area_wages
    if release is None:
        return ()
    cells: dict[str, dict[str, tuple[int | None, Distribution | None]]] = defaultdict(dict)
    areas: dict[str, tuple[Any, ...]] = {}
    letter, first = _FLAGS[unit]
    cap = release.details.get("annual_cap" if unit == ANNUAL else "hourly_cap")
    for code, jobs, *wages, flags, area, name, slug, kind, state, lat, lon, parity in _query(
        codes, unit, releases, wanted
    ):
        areas[area] = (name, slug, kind, state, lat, lon, parity)
        part = distribution(wages, capped(flags, letter, first, tuple(wages)), cap)
        cells[area][code] = (jobs, part)
    rows = [_row(area, areas[area], found, codes) for area, found in cells.items()]
    ranked = sorted(
        (row for row in rows if not row.missing), key=lambda r: (-(r.jobs or 0), r.code)
    )
    return (*ranked, *sorted((row for row in rows if row.missing), key=lambda r: (r.name, r.code)))


def _query(
    codes: Sequence[CodeRow],
    unit: str,
    releases: CurrentReleases,
    wanted: Collection[str] | None,
) -> Iterable[tuple[Any, ...]]:
    """Each cell of the areas with its area and price level, in one query."""
    wages = Wage.objects.filter(release=releases.area_wages, code__in=[row.code for row in codes])
    if wanted is not None:
        wages = wages.filter(area__in=wanted)
    return (
        wages.exclude(area=NATION)
        .annotate(
            priced=FilteredRelation(
                "area__parities",
                condition=Q(area__parities__release=releases.parities)
                & Q(area__parities__line=ALL_ITEMS),
            )
        )
        .values_list("code", "employment", *_PERCENTILES[unit], "flags", *_AREA)
        .order_by("code", "area_id")
        .iterator(chunk_size=4000)
    )


def _row(
    code: str,
    area: tuple[Any, ...],
    found: Mapping[str, tuple[int | None, Distribution | None]],
    needed: Sequence[CodeRow],
) -> PlaceRow:
    """One area: merged where every code publishes pay and jobs, else what is missing."""
    name, slug, kind, state, latitude, longitude, parity = area
    missing = _missing(found, needed)
    parts = {
        row.code: (part, (jobs or 1) * row.share)
        for row in needed
        for jobs, part in [found.get(row.code, (None, None))]
        if part is not None
    }
    jobs = [found[row.code][0] for row in needed if row.code in found]
    all_counted = len(jobs) == len(needed) and None not in jobs
    complete = not missing or (len(needed) == 1 and parts)
    merged = Mixture(parts).merged() if complete and parts else None
    return PlaceRow(
        code=code,
        name=name,
        slug=slug,
        kind=kind,
        state=state,
        jobs=sum(number or 0 for number in jobs) if all_counted else None,
        low=merged.wages[0] if merged else None,
        median=merged.wages[2] if merged else None,
        high=merged.wages[4] if merged else None,
        at_least=merged.at_least[::2] if merged else (False,) * 3,
        parity=parity,
        latitude=latitude,
        longitude=longitude,
        missing=missing,
    )


def _missing(
    found: Mapping[str, tuple[int | None, Distribution | None]], needed: Sequence[CodeRow]
) -> str:
    """What keeps an area out of the ranking, in words; empty where nothing does."""
    without_pay = [row.code for row in needed if found.get(row.code, (None, None))[1] is None]
    without_jobs = [
        row.code for row in needed if row.code not in without_pay and found[row.code][0] is None
    ]
    words = []
    if without_pay or not needed:
        words.append(f"no pay published for {wording.listed(without_pay) or 'it'}")
    if without_jobs:
        words.append(f"no job count published for {wording.listed(without_jobs)}")
    return "; ".join(words)
