"""How a page's figures were worked out: each code alone, all without it, and the simple rule."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from careers.mixture import SimpleFigures, simple
from careers.models import Release
from careers.profiles.figures import ANNUAL, HOURLY, code_distribution, merged_figures
from careers.profiles.load import NO_WAGE, wages_in
from careers.profiles.types import CodeRow, LeaveOneOut, Profile, Working


def working(profile: Profile, simple_release: int | None = None) -> Working:
    """What the page "how was this worked out?" shows besides the profile itself.

    `simple_release` is the primary key of the wage release that the simple rule is asked for;
    an unknown one, or None, means the release of the page's own figures.
    """
    releases = profile.releases
    chosen = next(
        (release for release in releases.wage_history if release.pk == simple_release),
        releases.wages,
    )
    return Working(
        rows=tuple(
            LeaveOneOut(
                code=row,
                alone=merged_figures([row], releases),
                without=(
                    merged_figures(_reweighed(profile.codes, row), releases)
                    if len(profile.codes) > 1
                    else None
                ),
            )
            for row in profile.codes
        ),
        left_out=_left_out(profile),
        simple=_simple(profile.codes, chosen),
        simple_release=chosen.name if chosen else "",
        simple_choices=tuple(
            (release.pk, release.name) for release in reversed(releases.wage_history)
        ),
    )


def _reweighed(codes: Sequence[CodeRow], besides: CodeRow) -> list[CodeRow]:
    """The other codes, their shares of the weight adding up to 1 again."""
    others = [row for row in codes if row.code != besides.code]
    total = sum(row.weight for row in others)
    return [replace(row, share_of_weight=row.weight / total if total else 0.0) for row in others]


def _left_out(profile: Profile) -> tuple[str, ...]:
    """Which codes have no part in a figure, and why."""
    release = profile.releases.wages
    if release is None:
        return ()
    notes = []
    for row in profile.codes:
        for unit, word in ((ANNUAL, "annual"), (HOURLY, "hourly")):
            if code_distribution(row, unit, release) is None:
                notes.append(f"{row.code} {row.title}: no {word} pay is published for it.")
        if row.base_employment is None:
            notes.append(f"{row.code} {row.title}: not in the projections.")
    return tuple(notes)


def _simple(codes: Sequence[CodeRow], release: Release | None) -> SimpleFigures:
    """The simple rule on one wage release and the current projections."""
    names = [row.code for row in codes]
    wages = wages_in(names, release)
    return simple(
        {code: wages.get(code, NO_WAGE).annual for code in names},
        {row.code: row.growth_percent for row in codes if row.growth_percent is not None},
        {code: wages.get(code, NO_WAGE).jobs for code in names},
    )
