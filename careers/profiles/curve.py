"""The merged pay distribution of a page as a function, for drawing."""

from __future__ import annotations

from collections.abc import Callable

from careers.mixture import Mixture
from careers.profiles.figures import code_distribution
from careers.profiles.types import Profile


def cumulative_pay(profile: Profile) -> Callable[[float], float] | None:
    """The share that earns at most exp(x), by the natural logarithm x of a wage.

    In the unit that the page shows pay in, from the very mixture that its percentiles come
    from; None where the page has no merged pay.
    """
    release, figures = profile.releases.wages, profile.figures
    if release is None or figures is None or figures.shown_pay[2].value is None:
        return None
    unit = figures.shown_pay[2].unit
    parts = {
        row.code: (part, row.weight)
        for row in profile.codes
        if row.weight > 0 and (part := code_distribution(row, unit, release)) is not None
    }
    return Mixture(parts).cumulative if parts else None
