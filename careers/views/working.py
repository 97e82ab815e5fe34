"""The steps of "how was this worked out?", every number already text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from careers.profiles import Figures, Profile, Working
from careers.profiles.types import CodeRow, Figure, LeaveOneOut
from careers.profiles.wording import dollars_exact

ABSENT = "—"


@dataclass(frozen=True, slots=True)
class CodeLine:
    """One code: its weight, and what goes into the figures."""

    code: str
    title: str
    residual: bool
    combined: bool
    jobs: str
    share_of_jobs: str
    wage_jobs: str
    share: str
    weight: str
    share_of_weight: str
    growth: str
    openings: str
    annual: tuple[str, ...]
    hourly: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SimpleLine:
    """One figure by the simple rule, beside the page's own."""

    name: str
    simple: str
    merged: str


@dataclass(frozen=True, slots=True)
class WithoutLine:
    """The main figures of one code alone, and of all the others."""

    code: str
    title: str
    alone: tuple[str, ...]
    without: tuple[str, ...]


def code_lines(profile: Profile) -> list[CodeLine]:
    """Every code of a page with its inputs; `combined` where BLS counts several codes as one."""
    combined = {row.matrix_code for row in profile.occupations if row.is_combined}
    return [_code_line(row, row.code in combined) for row in profile.codes]


def _code_line(row: CodeRow, combined: bool) -> CodeLine:
    return CodeLine(
        code=row.code,
        title=row.title,
        residual=row.is_residual,
        combined=combined,
        jobs=_whole(row.base_employment),
        share_of_jobs=_percent(row.share_of_jobs),
        wage_jobs=_whole(row.wage_jobs),
        share=f"{row.share:g}",
        weight=_whole(row.weight),
        share_of_weight=_percent(row.share_of_weight),
        growth=_growth(row.growth_percent),
        openings=_whole(row.openings),
        annual=_wages(row.annual, row.annual_capped),
        hourly=_wages(row.hourly, row.hourly_capped),
    )


def growth_sum(profile: Profile) -> str:
    """The growth of several codes written out: (1,693,800 × 15.8 + …) ÷ (1,693,800 + …)."""
    rows = [
        (row.base_employment, row.growth_percent)
        for row in profile.codes
        if row.base_employment and row.growth_percent is not None
    ]
    if len(rows) < 2:
        return ""
    above = " + ".join(f"{jobs:,} × {growth:.1f}" for jobs, growth in rows)
    below = " + ".join(f"{jobs:,}" for jobs, _ in rows)
    return f"({above}) ÷ ({below})".replace("-", "−")


def without_lines(rows: Sequence[LeaveOneOut]) -> list[WithoutLine]:
    """Each code alone, and the result without it."""
    return [
        WithoutLine(row.code.code, row.code.title, _main(row.alone), _main(row.without))
        for row in rows
    ]


def _main(figures: Figures | None) -> tuple[str, ...]:
    if figures is None:
        return (ABSENT,) * 3
    return figures.shown_pay[2].exact, figures.growth.exact, figures.jobs.exact


def simple_lines(working: Working, figures: Figures) -> list[SimpleLine]:
    """The simple rule's figures beside the merged ones of the page."""
    simple = working.simple
    growth = ABSENT if simple.growth_percent is None else f"{simple.growth_percent:.2f}%"
    own_growth = figures.growth.value
    return [
        SimpleLine("Middle pay", _cents(simple.median), figures.median.exact),
        SimpleLine("Low end", _money(simple.low), figures.low.exact),
        SimpleLine("High end", _money(simple.high), figures.high.exact),
        SimpleLine(
            "Growth",
            growth.replace("-", "−"),
            ABSENT if own_growth is None else f"{own_growth:.2f}%".replace("-", "−"),
        ),
        SimpleLine("Jobs", _whole(simple.jobs), figures.jobs.exact),
    ]


def citation(profile: Profile, figures: Figures, site: str, url: str) -> str:
    """A sentence to copy: the figures, the codes and releases they come from, the address."""
    pay = figures.shown_pay
    parts = [f"{site}, “{profile.title}”."]
    if pay[2].value is not None:
        parts.append(
            f"Middle pay {pay[2].exact} {pay[2].unit.removeprefix('dollars ')}, 10th to 90th"
            f" percentile {pay[0].exact} to {pay[4].exact} ({pay[2].source}, national)."
        )
    if figures.jobs.value is not None:
        parts.append(
            f"{figures.jobs.exact} jobs, growth {figures.growth.exact}, {figures.openings.exact}"
            f" openings a year ({figures.jobs.source})."
        )
    codes = ", ".join(row.code for row in profile.codes)
    if codes:
        merged = "Merged from" if len(profile.codes) > 1 else "From"
        parts.append(f"{merged} U.S. Bureau of Labor Statistics data for {codes}.")
    parts.append(url)
    return " ".join(parts)


def result_rows(figures: Figures) -> list[tuple[str, Figure]]:
    """Every figure of the page by name."""
    names = ("10th percentile", "25th percentile", "Middle (50th)", "75th percentile")
    pay = zip((*names, "90th percentile"), figures.shown_pay, strict=True)
    return [
        ("Jobs", figures.jobs),
        ("Growth over ten years", figures.growth),
        ("Openings a year", figures.openings),
        *((f"Pay, {name}", figure) for name, figure in pay),
    ]


def _wages(wages: Sequence[float | None], capped: Sequence[bool]) -> tuple[str, ...]:
    return tuple(
        "at the cap or above" if is_capped else _money(wage)
        for wage, is_capped in zip(wages, capped, strict=True)
    )


def _money(value: float | None) -> str:
    return ABSENT if value is None else dollars_exact(value)


def _cents(value: float | None) -> str:
    """A mean to the cent, as it comes out."""
    return ABSENT if value is None else f"${value:,.2f}".removesuffix(".00")


def _whole(value: float | None) -> str:
    return ABSENT if value is None else f"{value:,.0f}"


def _growth(value: float | None) -> str:
    return ABSENT if value is None else f"{value:.1f}%".replace("-", "−")


def _percent(share: float | None) -> str:
    return ABSENT if share is None else f"{100 * share:.1f}%"
