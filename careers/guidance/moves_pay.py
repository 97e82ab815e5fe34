"""What a move does to pay: the goal's middle half against the middle of the present role.

Nobody's own pay is known here. The present role's middle pay stands for it, and what the goal pays
is given as a range: from a quarter of the way up (25th percentile) to three quarters (75th). Half
of the people there are paid within it; who is new is likelier to be near its lower end. Both are
of the same unit and the same place: dollars a year where both are published, else an hour.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from careers.models import NATION, Area, CurrentReleases, Release
from careers.profiles import wording
from careers.profiles.figures import ANNUAL, HOURLY, code_distribution, pay_figures
from careers.profiles.load import (
    CodeWage,
    MatrixFacts,
    code_rows,
    matrix_facts,
    wages_in,
)
from careers.profiles.types import AT_LEAST, NOT_PUBLISHED, CodeRow, Figure

Shares = Mapping[str, float]
"""Matrix codes with the editor's shares."""

_LOW, _MIDDLE, _HIGH = 1, 2, 3
_NOT_THERE = "Pay or jobs are not published there for every code."


@dataclass(frozen=True, slots=True)
class Pay:
    """The five percentiles of a role's pay, a year and an hour."""

    annual: tuple[Figure, ...]
    hourly: tuple[Figure, ...]

    def unit(self, unit: str) -> tuple[Figure, ...]:
        """Those of a unit."""
        return self.annual if unit == ANNUAL else self.hourly


@dataclass(frozen=True, slots=True)
class PayChange:
    """Goal minus the present middle, in `unit`; None, with `missing` saying why, where unknown.

    `present` and `goal` are the figures that it is worked out from, the goal's a quarter, half
    and three quarters of the way up.
    """

    unit: str = ""
    present: Figure | None = None
    goal: tuple[Figure, ...] = ()
    missing: str = ""

    @property
    def differences(self) -> tuple[float | None, ...]:
        """At a quarter, half and three quarters of the way up; None for each that is not known."""
        if self.present is None or self.present.value is None:
            return (None,) * 3
        own = self.present.value
        return tuple(None if f.value is None else f.value - own for f in self.goal)

    @property
    def middle_text(self) -> str:
        """From middle to middle: "$18K more a year"; empty where it is not known."""
        texts = self._texts
        return f"{texts[1]} {self._per}" if texts else ""

    @property
    def range_text(self) -> str:
        """The middle half: "$2.4K less to $36K more"; empty where it is not known."""
        texts = self._texts
        if not texts:
            return ""
        low, _, high = texts
        if low.endswith(" more") and high.endswith(" more"):
            low = low.removesuffix(" more")
        elif low.endswith(" less") and high.endswith(" less"):
            low = low.removesuffix(" less")
        return f"{low} to {high}"

    @property
    def _per(self) -> str:
        return "an hour" if self.unit == HOURLY else "a year"

    @property
    def _texts(self) -> tuple[str, ...]:
        found = []
        for figure, value in zip(self.goal, self.differences, strict=False):
            if value is None:
                return ()
            found.append(("at least " if figure.status == AT_LEAST else "") + _changed(value))
        return tuple(found)


def _changed(value: float) -> str:
    rounded = wording.significant(value, 2)
    if abs(rounded) < 0.005:
        return "the same"
    return f"{wording.dollars(abs(rounded))} {'more' if rounded > 0 else 'less'}"


def change(present: Pay, goal: Pay, *, together: bool = False) -> PayChange:
    """What the move does to pay; `together` where BLS counts both roles in the same codes."""
    if together:
        return PayChange(missing="counted together by BLS: their pay cannot be told apart")
    for unit in (ANNUAL, HOURLY):
        own, there = present.unit(unit)[_MIDDLE], goal.unit(unit)[_LOW : _HIGH + 1]
        if own.value is None or any(figure.value is None for figure in there):
            continue
        if own.status == AT_LEAST:
            why = f"not known: pay in your role is published only as {own.text[:-1]} or more"
            return PayChange(missing=why)
        return PayChange(unit, own, there)
    return PayChange(missing=_why_not(present, goal))


def _why_not(present: Pay, goal: Pay) -> str:
    known = [any(p.unit(unit)[_MIDDLE].value for unit in (ANNUAL, HOURLY)) for p in (present, goal)]
    if all(known):
        return "not comparable: one is published by the year, the other by the hour"
    return "not published for " + (
        "your role" if known[1] else "this role" if known[0] else "either"
    )


def pays(sets: Sequence[Shares], area: Area | None, releases: CurrentReleases) -> list[Pay]:
    """The pay of each set of codes, in an area or the nation; two queries, however many."""
    codes = {code for shares in sets for code in shares}
    facts = matrix_facts(codes, releases)
    release = releases.area_wages if area else releases.wages
    wages = wages_in(codes, release, area.pk if area else NATION)
    return [_pay(shares, facts, wages, area, release) for shares in sets]


def _pay(
    shares: Shares,
    facts: Mapping[str, MatrixFacts],
    wages: Mapping[str, CodeWage],
    area: Area | None,
    release: Release | None,
) -> Pay:
    rows = code_rows(shares, facts, wages)
    annual, hourly = (_figures(rows, unit, area, release) for unit in (ANNUAL, HOURLY))
    return Pay(annual, hourly)


def _figures(
    rows: Sequence[CodeRow], unit: str, area: Area | None, release: Release | None
) -> tuple[Figure, ...]:
    """As pages have them: in an area every code of several must publish pay and jobs."""
    if area is not None and release is not None and len(rows) > 1:
        whole = all(
            row.wage_jobs is not None and code_distribution(row, unit, release) is not None
            for row in rows
        )
        if not whole:
            absent = Figure(None, unit, NOT_PUBLISHED, _NOT_THERE, (release.short_name,))
            return (absent,) * 5
    return pay_figures(rows, unit, release)
