"""How figures of several codes become one: pure arithmetic, no database.

Every function takes plain numbers keyed by code, so that neither the order of the codes nor a
code named twice can change a result. The rules are those of docs/figures.md.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from statistics import NormalDist

PERCENTILES = (0.10, 0.25, 0.50, 0.75, 0.90)
"""The cumulative shares at which BLS publishes wages."""

MINIMUM_WEIGHT = 0.80
"""The least share of the weight that must have pay before a merged figure is given."""

_NORMAL = NormalDist()
_SCORES = {share: _NORMAL.inv_cdf(share) for share in PERCENTILES}
_SQRT2 = math.sqrt(2)
_TOLERANCE = 1e-12


@dataclass(frozen=True, slots=True)
class Knot:
    """A wage at which a cumulative distribution is known: it rises from `low` to `high` there."""

    wage: float
    log: float
    low: float
    high: float


@dataclass(frozen=True)
class Distribution:
    """Wages of one code: its five published percentiles, in dollars a year or an hour.

    `certain_to` is the highest published percentile where a higher one was withheld as "at or
    above" a cap, else None. Knots and segments are worked out when they are first needed: an
    area with one code never needs them.
    """

    wages: tuple[float, ...]
    certain_to: float | None = None

    @cached_property
    def knots(self) -> tuple[Knot, ...]:
        """The wages as knots; equal neighbors become one with a jump."""
        knots: list[Knot] = []
        for wage, share in zip(self.wages, PERCENTILES, strict=True):
            if knots and knots[-1].wage == wage:
                knots[-1] = Knot(wage, knots[-1].log, knots[-1].low, share)
            else:
                knots.append(Knot(wage, math.log(wage), share, share))
        return tuple(knots)

    @cached_property
    def segments(self) -> tuple[tuple[float, float], ...]:
        """Slope and intercept of the normal quantile over ln wage, between neighboring knots."""
        segments = []
        for left, right in itertools.pairwise(self.knots):
            slope = (_SCORES[right.low] - _SCORES[left.high]) / (right.log - left.log)
            segments.append((slope, _SCORES[left.high] - slope * left.log))
        return tuple(segments)

    def cumulative(self, log_wage: float) -> float:
        """The share that earns at most exp(`log_wage`).

        Linear between knots in (ln wage, normal quantile); the end segments are carried on
        beyond the outer percentiles, except where a jump stands at the end: nothing lies
        beyond it.
        """
        knots = self.knots
        first, last = knots[0], knots[-1]
        if log_wage < first.log:
            if first.high > first.low or len(knots) == 1:
                return 0.0
            return self._at(0, log_wage)
        if log_wage >= last.log:
            if last.high > last.low or len(knots) == 1:
                return 1.0
            return last.high if log_wage == last.log else self._at(-1, log_wage)
        index = len(knots) - 2
        while log_wage < knots[index].log:
            index -= 1
        knot = knots[index]
        return knot.high if log_wage == knot.log else self._at(index, log_wage)

    def below(self, log_wage: float) -> float:
        """The share that earns less than exp(`log_wage`): the limit from the left."""
        for index, knot in enumerate(self.knots):
            if knot.log == log_wage:
                return 0.0 if index == 0 and knot.high > knot.low else knot.low
        return self.cumulative(log_wage)

    def _at(self, segment: int, log_wage: float) -> float:
        slope, intercept = self.segments[segment]
        return 0.5 * math.erfc(-(slope * log_wage + intercept) / _SQRT2)


def distribution(
    percentiles: Sequence[float | None],
    capped: Sequence[bool] = (False,) * 5,
    cap: float | None = None,
) -> Distribution | None:
    """The distribution of one code, or None where it has none to give.

    `percentiles` are the five published wages, None where withheld; `capped` says which were
    withheld as "at or above" `cap`. A capped percentile enters at the greater of the cap and
    the code's highest published percentile. None comes back where all five are withheld, where
    one is missing for another reason, or where the figures are not positive and rising.
    """
    published = [wage for wage in percentiles if wage is not None]
    if not published:
        return None
    top = max(published)
    wages: list[float] = []
    certain_to = None
    for wage, is_capped in zip(percentiles, capped, strict=True):
        if wage is None:
            if not is_capped or cap is None:
                return None
            certain_to = top
            wage = max(cap, top)
        if wage <= 0 or (wages and wage < wages[-1]):
            return None
        wages.append(wage)
    return Distribution(tuple(wages), certain_to)


@dataclass(frozen=True, slots=True)
class MergedPay:
    """Five merged percentiles, and which of them are "at least"."""

    wages: tuple[float, ...]
    at_least: tuple[bool, ...]


class Mixture:
    """Several distributions, each with a positive weight, as one.

    The parts are held in an order of their own, so that sums do not depend on the caller's.
    """

    def __init__(self, parts: Mapping[str, tuple[Distribution, float]]) -> None:
        """Take distributions and weights by code; raise ValueError where no weight is positive."""
        kept = [(part, weight) for part, weight in parts.values() if weight > 0]
        if not kept:
            raise ValueError("A mixture needs a part with a positive weight.")
        self.parts = sorted(kept, key=lambda pair: (pair[0].wages, pair[1]))
        self.weight = math.fsum(weight for _, weight in self.parts)

    @cached_property
    def knots(self) -> list[tuple[float, float]]:
        """Every wage at which a part has a knot, rising, as (ln wage, wage)."""
        return sorted({(knot.log, knot.wage) for part, _ in self.parts for knot in part.knots})

    def cumulative(self, log_wage: float) -> float:
        """The share of all parts that earns at most exp(`log_wage`)."""
        total = 0.0
        for part, weight in self.parts:
            total += weight * part.cumulative(log_wage)
        return total / self.weight

    def percentile(self, share: float) -> float:
        """The least wage at which the weighted sum reaches `share` (one of PERCENTILES)."""
        knots = self.knots
        low, high = 0, len(knots) - 1
        while low < high:
            middle = (low + high) // 2
            if self.cumulative(knots[middle][0]) >= share - _TOLERANCE:
                high = middle
            else:
                low = middle + 1
        log_wage, wage = knots[low]
        below = math.fsum(weight * part.below(log_wage) for part, weight in self.parts)
        if low == 0 or below / self.weight <= share + _TOLERANCE:
            return wage
        return math.exp(self._solve(share, knots[low - 1][0], log_wage))

    def _solve(self, share: float, left: float, right: float) -> float:
        """Where the sum reaches `share` between two neighboring knots (Illinois method).

        It is solved on the scale of normal quantiles, on which it is nearly straight.
        """
        target = _NORMAL.inv_cdf(share)
        f_left = self._score(left) - target
        f_right = self._score(right, from_left=True) - target
        side = 0
        for _ in range(60):
            middle = (left * f_right - right * f_left) / (f_right - f_left)
            value = self._score(middle) - target
            if abs(value) < 1e-11 or right - left < 1e-12:
                return middle
            if value < 0:
                left, f_left = middle, value
                f_right = f_right / 2 if side == -1 else f_right
                side = -1
            else:
                right, f_right = middle, value
                f_left = f_left / 2 if side == 1 else f_left
                side = 1
        return right

    def _score(self, log_wage: float, *, from_left: bool = False) -> float:
        """The normal quantile of the cumulative share, kept finite where a part has ended."""
        if from_left:
            total = math.fsum(weight * part.below(log_wage) for part, weight in self.parts)
            share = total / self.weight
        else:
            share = self.cumulative(log_wage)
        return _NORMAL.inv_cdf(min(max(share, 1e-15), 1 - 1e-15))

    def merged(self) -> MergedPay:
        """The five percentiles; those above a capped part's last published one are "at least"."""
        if len(self.parts) == 1:
            wages = self.parts[0][0].wages
        else:
            wages = tuple(self.percentile(share) for share in PERCENTILES)
        certain = [part.certain_to for part, _ in self.parts if part.certain_to is not None]
        limit = min(certain, default=math.inf)
        return MergedPay(wages, tuple(wage > limit for wage in wages))


def merge_pay(
    parts: Mapping[str, Distribution | None], weights: Mapping[str, float]
) -> MergedPay | None:
    """Merged percentiles of the codes in `weights`, or None where too few have pay.

    A code without a distribution stays out; where the codes left hold less than 80 % of the
    weight there is no merged figure.
    """
    with_pay = {
        code: (part, weights[code])
        for code, part in parts.items()
        if part is not None and weights.get(code, 0) > 0
    }
    held = math.fsum(weight for _, weight in with_pay.values())
    if not with_pay or held < MINIMUM_WEIGHT * math.fsum(weights.values()) - _TOLERANCE:
        return None
    return Mixture(with_pay).merged()


def weighted_mean(values: Mapping[str, float], weights: Mapping[str, float]) -> float | None:
    """The mean of `values` by code, weighted; never outside the values' own range."""
    used = sorted((weights[code], value) for code, value in values.items() if weights.get(code))
    if not used:
        return None
    total = math.fsum(weight for weight, _ in used)
    mean = math.fsum(weight * value for weight, value in used) / total
    return min(max(mean, min(value for _, value in used)), max(value for _, value in used))


@dataclass(frozen=True, slots=True)
class SimpleFigures:
    """The reference rule's figures; each None where no code has what it needs."""

    median: float | None
    low: float | None
    high: float | None
    growth_percent: float | None
    jobs: int | None


def simple(
    wages: Mapping[str, tuple[float | None, ...]],
    growth: Mapping[str, float],
    employment: Mapping[str, int | None],
) -> SimpleFigures:
    """The rule that commercial role pages use, kept for comparison.

    Unweighted means of medians and of growth, the lowest 10th and the highest 90th percentile,
    the sum of OEWS jobs. It treats a small code like a large one and joins the ends of unlike
    jobs; nothing on a page comes from it.
    """

    def column(index: int) -> list[float]:
        return [row[index] for row in wages.values() if row[index] is not None]  # type: ignore[misc]

    def mean(numbers: Sequence[float]) -> float | None:
        return math.fsum(numbers) / len(numbers) if numbers else None

    jobs = [number for number in employment.values() if number is not None]
    return SimpleFigures(
        median=mean(column(2)),
        low=min(column(0), default=None),
        high=max(column(4), default=None),
        growth_percent=mean(list(growth.values())),
        jobs=sum(jobs) if jobs else None,
    )
