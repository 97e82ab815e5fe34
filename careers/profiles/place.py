"""What the page of a place knows: its occupations beside the nation's, its sectors, its prices."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from careers.models import (
    NATION,
    Area,
    CrosswalkEntry,
    CurrentReleases,
    MatrixOccupation,
    PriceParity,
    Role,
    SocGroup,
    SocLevel,
    Status,
    Wage,
)
from careers.profiles import place_words, wording
from careers.profiles.figures import ANNUAL, HOURLY
from careers.profiles.load import ALL_OCCUPATIONS, capped
from careers.profiles.places import ALL_ITEMS
from careers.profiles.types import AT_LEAST, NOT_PUBLISHED, PUBLISHED, SUPPRESSED, Figure

LEAST_JOBS = 100
MOST_ERROR = 30.0
"""Per cent. What a list of concentrated occupations asks of BLS's count of jobs."""

LINES = {
    1: "All items",
    2: "Goods",
    3: "Housing",
    4: "Utilities",
    5: "Other services",
}
"""BEA's price parity lines."""

_WAGES = {ANNUAL: ("a", "annual_cap", "A", 11), HOURLY: ("h", "hourly_cap", "H", 6)}
_FIVE = ("10", "25", "50", "75", "90")
_COLUMNS = (
    "area_id",
    "code",
    "employment",
    "employment_rse",
    "location_quotient",
    *(f"{letter}{share}" for letter in "ah" for share in _FIVE),
    "flags",
)


@dataclass(frozen=True, slots=True)
class PlaceOccupation:
    """An occupation in one place, with the nation's middle pay in the same unit.

    `pay` holds the 10th, 50th and 90th percentile; `jobs` are wage and salary jobs, `error` their
    relative standard error in percent, `quotient` BLS's location quotient; None is not published.
    `real` is middle pay at the nation's prices.
    """

    code: str
    title: str
    jobs: int | None
    error: float | None
    quotient: float | None
    pay: tuple[Figure, Figure, Figure]
    nation: Figure
    parity: float | None

    @property
    def median(self) -> Figure:
        """Middle pay."""
        return self.pay[1]

    @property
    def is_hourly(self) -> bool:
        """Whether its pay is by the hour."""
        return self.median.unit == HOURLY

    @property
    def real(self) -> float | None:
        """Middle pay at the nation's prices."""
        if self.median.value is None or self.parity is None:
            return None
        return self.median.value * 100 / self.parity

    @property
    def compared(self) -> str:
        """Pay at national prices against the nation's: "8% less"; a dash where not known."""
        if self.real is None or self.nation.value is None:
            return "—"
        words = place_words.change(self.real, self.nation.value)
        return f"at least {words}" if self.median.status == AT_LEAST else words

    @property
    def jobs_text(self) -> str:
        """As in prose."""
        return "—" if self.jobs is None else wording.people(self.jobs)

    @property
    def common(self) -> str:
        """The location quotient in words."""
        return place_words.commonness(self.quotient)

    @property
    def is_certain(self) -> bool:
        """Whether its jobs are enough, and counted well enough, to call it concentrated."""
        enough = self.jobs is not None and self.jobs >= LEAST_JOBS
        return enough and (self.error is None or self.error <= MOST_ERROR)


@dataclass(frozen=True, slots=True)
class PriceLine:
    """Prices of one kind of thing: the level here and in the nation, all items there being 100."""

    name: str
    value: float
    nation: float | None

    @property
    def text(self) -> str:
        """One decimal."""
        return f"{self.value:.1f}"

    @property
    def nation_text(self) -> str:
        """One decimal."""
        return "—" if self.nation is None else f"{self.nation:.1f}"

    @property
    def words(self) -> str:
        """Against the nation: "5% above the nation"."""
        return place_words.apart(self.value, self.nation or 100)


@dataclass(frozen=True, slots=True)
class GroupShare:
    """A SOC major group: its part of the jobs here and in the nation, in percent."""

    code: str
    title: str
    sector: str
    sector_url: str
    jobs: int | None
    percent: float | None
    nation_percent: float | None
    median: Figure

    @property
    def jobs_text(self) -> str:
        """As in prose."""
        return "—" if self.jobs is None else wording.people(self.jobs)

    @property
    def text(self) -> str:
        """One decimal."""
        return "—" if self.percent is None else f"{self.percent:.1f}%"

    @property
    def nation_text(self) -> str:
        """One decimal."""
        return "—" if self.nation_percent is None else f"{self.nation_percent:.1f}%"


@dataclass(frozen=True, slots=True)
class PlaceProfile:
    """A place: all of its work together, each occupation that publishes anything, its prices.

    `occupations` are BLS's line items, by code; `groups` the major groups, most jobs first.
    """

    area: Area
    releases: CurrentReleases
    total: PlaceOccupation
    occupations: tuple[PlaceOccupation, ...]
    groups: tuple[GroupShare, ...]
    prices: tuple[PriceLine, ...]

    @property
    def is_nation(self) -> bool:
        """Whether it is the nation itself."""
        return self.area.code == NATION

    def largest(self, most: int) -> list[PlaceOccupation]:
        """Those with the most jobs."""
        rows = [row for row in self.occupations if row.jobs is not None]
        return sorted(rows, key=lambda row: (-(row.jobs or 0), row.code))[:most]

    def concentrated(self, most: int) -> list[PlaceOccupation]:
        """Those commoner here than in the nation, by location quotient, where it is certain."""
        rows = [row for row in self.occupations if row.is_certain and (row.quotient or 0) > 1]
        return sorted(rows, key=lambda row: (-(row.quotient or 0), row.code))[:most]

    def best_paid(self, most: int) -> list[PlaceOccupation]:
        """Those with the highest middle pay a year; "at least" counts as the least it can be."""
        rows = [row for row in self.occupations if row.median.value and not row.is_hourly]
        return sorted(rows, key=lambda row: (-(row.median.value or 0), row.code))[:most]


def place_profile(area: Area, releases: CurrentReleases) -> PlaceProfile:
    """The profile of a place, in four queries."""
    prices = _prices(area, releases)
    wages = _wages(area, releases)
    here, nation = wages.get(area.code, {}), wages.get(NATION, {})
    titles = dict(MatrixOccupation.objects.filter(is_line_item=True).values_list("code", "title"))
    level = next((line.value for line in prices if line.name == LINES[ALL_ITEMS]), None)

    def row(code: str, title: str) -> PlaceOccupation:
        return _occupation(title, here.get(code, {"code": code}), nation.get(code), level, releases)

    total = row(ALL_OCCUPATIONS, "All occupations")
    return PlaceProfile(
        area=area,
        releases=releases,
        total=total,
        occupations=tuple(row(code, titles[code]) for code in sorted(here) if code in titles),
        groups=_groups(here, nation, releases),
        prices=prices,
    )


def _wages(area: Area, releases: CurrentReleases) -> dict[str, dict[str, dict[str, Any]]]:
    """The wages of the place and of the nation, by area and code."""
    found: dict[str, dict[str, dict[str, Any]]] = defaultdict(dict)
    rows = Wage.objects.filter(release=releases.area_wages, area__in={area.code, NATION})
    for row in rows.order_by().values(*_COLUMNS):
        found[row["area_id"]][row["code"]] = row
    return found


def _occupation(
    title: str,
    here: Mapping[str, Any],
    nation: Mapping[str, Any] | None,
    parity: float | None,
    releases: CurrentReleases,
) -> PlaceOccupation:
    unit = _unit(here)
    return PlaceOccupation(
        code=here["code"],
        title=title,
        jobs=here.get("employment"),
        error=here.get("employment_rse"),
        quotient=here.get("location_quotient"),
        pay=pay_of(here, unit, releases),
        nation=pay_of(nation or {}, unit, releases)[1],
        parity=parity,
    )


def _unit(row: Mapping[str, Any]) -> str:
    """By the hour only where nothing is published by the year."""
    annual = row.get("a50") is not None or "A5" in row.get("flags", "").split("|")
    return HOURLY if not annual and row.get("h50") is not None else ANNUAL


def pay_of(
    row: Mapping[str, Any], unit: str, releases: CurrentReleases
) -> tuple[Figure, Figure, Figure]:
    """The 10th, 50th and 90th percentile of a row of wages, each with its status."""
    letter, cap_name, mark, first = _WAGES[unit]
    release = releases.area_wages
    cap = release.details.get(cap_name) if release else None
    wages = tuple(row.get(f"{letter}{share}") for share in _FIVE)
    flags = capped(row.get("flags", ""), mark, first, wages)
    top = max((wage for wage in wages if wage is not None), default=0)
    names = (release.short_name,) if release else ()
    figures = []
    for place in (0, 2, 4):
        if wages[place] is not None:
            value, status = wages[place], PUBLISHED
        elif flags[place] and cap is not None:
            value, status = max(cap, top), AT_LEAST
        else:
            value, status = None, _absence(row, mark)
        figures.append(Figure(value, unit, status, "", names))
    return figures[0], figures[1], figures[2]


def _absence(row: Mapping[str, Any], mark: str) -> str:
    """Withheld where the source gives the row but not its wage, else not published."""
    return SUPPRESSED if f"{mark}8" in row.get("flags", "").split("|") else NOT_PUBLISHED


def _groups(
    here: Mapping[str, Mapping[str, Any]],
    nation: Mapping[str, Mapping[str, Any]],
    releases: CurrentReleases,
) -> tuple[GroupShare, ...]:
    groups = SocGroup.objects.filter(level=SocLevel.MAJOR).select_related("in_sector__sector")
    rows = []
    for group in groups:
        own = here.get(group.code)
        if own is None:
            continue
        filed = getattr(group, "in_sector", None)
        rows.append(
            GroupShare(
                code=group.code,
                title=group.title,
                sector=filed.sector.name if filed else "",
                sector_url=filed.sector.get_absolute_url() if filed else "",
                jobs=own["employment"],
                percent=_share(here, group.code),
                nation_percent=_share(nation, group.code),
                median=pay_of(own, _unit(own), releases)[1],
            )
        )
    return tuple(sorted(rows, key=lambda row: (-(row.jobs or 0), row.code)))


def _share(wages: Mapping[str, Mapping[str, Any]], code: str) -> float | None:
    """The part of all jobs that a group holds, in percent."""
    total = wages.get(ALL_OCCUPATIONS, {}).get("employment")
    jobs = wages.get(code, {}).get("employment")
    return None if jobs is None or not total else jobs / total * 100


def _prices(area: Area, releases: CurrentReleases) -> tuple[PriceLine, ...]:
    """BEA's price levels of a place by line; none where it gives none."""
    found: dict[str, dict[int, float]] = defaultdict(dict)
    rows = PriceParity.objects.filter(release=releases.parities, area__in={area.code, NATION})
    for code, line, value in rows.values_list("area_id", "line", "value").order_by("line"):
        found[code][line] = value
    nation = found.get(NATION, {})
    return tuple(
        PriceLine(LINES[line], value, nation.get(line))
        for line, value in found.get(area.code, {}).items()
        if line in LINES
    )


@dataclass(frozen=True, slots=True)
class CodeLinks:
    """Where a matrix occupation leads: its O*NET occupations, and guides over any of them."""

    occupations: tuple[tuple[str, str], ...]
    guides: tuple[tuple[str, str], ...]

    @property
    def is_combined(self) -> bool:
        """Whether it counts several O*NET occupations together."""
        return len(self.occupations) > 1


def code_links(codes: Collection[str], releases: CurrentReleases) -> dict[str, CodeLinks]:
    """The links of matrix occupations, (code, title) and (slug, title) pairs, in two queries."""
    entries = CrosswalkEntry.objects.filter(release=releases.crosswalk, matrix__in=codes)
    occupations = _by_first(
        entries.order_by("occupation").values_list(
            "matrix_id", "occupation_id", "occupation__title"
        )
    )
    roles = Role.objects.filter(
        status=Status.PUBLISHED,
        mapping__occupation__crosswalk__release=releases.crosswalk,
        mapping__occupation__crosswalk__matrix__in=codes,
    )
    guides = _by_first(
        roles.order_by("title", "slug").values_list(
            "mapping__occupation__crosswalk__matrix_id", "slug", "title"
        )
    )
    return {
        code: CodeLinks(tuple(occupations.get(code, ())), tuple(guides.get(code, ())))
        for code in codes
    }


def _by_first(rows: Iterable[tuple[str, str, str]]) -> dict[str, dict[tuple[str, str], None]]:
    """Distinct pairs by the first of three, in the order they come in."""
    found: dict[str, dict[tuple[str, str], None]] = defaultdict(dict)
    for key, name, title in rows:
        found[key][(name, title)] = None
    return found
