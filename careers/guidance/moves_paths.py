"""Roles between a present one and a goal, by rule 9 of `careers.guidance.moves_rules`."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from careers.guidance import moves_rules as rules
from careers.guidance.moves_field import Field, Floats, Side
from careers.guidance.moves_judge import Flags, Judged, judge, order_bonus


@dataclass(frozen=True, slots=True)
class Between:
    """What could stand between start and goal: rows of the field, both halves and the whole.

    The halves have a value for each row of the field, the whole has one.
    """

    first: Judged
    second: Judged
    whole: Judged
    asked: Floats
    """Years of school that the bridge asks for."""
    zone: Floats
    """Its job zone."""
    after: Floats
    """Years of school that the second half adds to what start and bridge have."""

    @property
    def lengths(self) -> tuple[Floats, Floats]:
        """Of both halves, as parts of the whole."""
        kept = np.maximum(np.nan_to_num(self.second.years), 0) - self.after
        whole = np.maximum(self.whole.length, 1e-9)
        second = self.second.length - kept / rules.STRETCH_YEARS
        return self.first.length / whole, second / whole

    @property
    def shorter(self) -> Flags:
        """Whether each half is clearly shorter than the whole."""
        first, second = self.lengths
        return np.maximum(first, second) <= rules.MOST_OF_WHOLE

    @property
    def reachable(self) -> Flags:
        """Whether it can be reached without what the goal itself asks for."""
        first, whole = self.first, self.whole
        years = np.nan_to_num(first.years)
        most = np.maximum(np.nan_to_num(whole.years), 0)
        less = (years <= most - 1) & (self.asked <= rules.DEGREE_YEARS)
        without = (years <= 0) | less | ((years <= rules.FREE_YEARS) & (years <= most))
        for there, goal in ((first.zone, whole.zone), (first.rungs, whole.rungs)):
            without &= np.nan_to_num(there) <= np.maximum(np.nan_to_num(goal), 0)
        trained = np.nan_to_num(first.training)
        without &= (trained <= rules.FREE_YEARS) | (trained < np.nan_to_num(whole.training))
        without &= ~((first.zone > 0) & (self.zone >= rules.LAST_ZONE))
        pays = ~(first.pay < -rules.MOST_LOSS)
        return without & pays & (first.line | ~first.after_work)

    @property
    def leveled(self) -> Flags:
        """Whether bridge and goal are related and both have a level: guides of one ladder."""
        return self.second.related & ~np.isnan(self.second.level)

    @property
    def tie(self) -> Floats:
        """How firmly bridge and goal are tied, a ladder of levels as firmly as need be."""
        least = np.where(self.leveled, rules.FIRM_TIE, 0.0)
        return np.maximum(self.second.tie, least)

    @property
    def leads_on(self) -> Flags:
        """Whether a ladder leads from there to the goal, and not down."""
        last = self.second
        up = ~(last.lower | last.pays_less | (last.zone < 0) | (last.years < 0))
        close = (last.named >= rules.CLOSE) | (last.like >= rules.IN_LINE) | self.leveled
        tied = ((self.tie >= rules.TIE) & close) | (last.in_minor & (self.tie >= rules.CLOSE))
        had = ~(self.first.years > 0) | (self.asked <= rules.FREE_YEARS)
        tied &= had | (self.tie >= rules.FIRM_TIE)
        return up & tied & last.neighbor & (last.like >= rules.LEAST_LIKE)


def between(field: Field, start: Side, goal: Side) -> Between:
    """Judge every role of the field as a bridge."""
    first, second = judge(field, start, field.side), judge(field, field.side, goal)
    had = np.fmax(field.side.years, start.years)
    after = np.maximum(np.nan_to_num(goal.years - had), 0)
    whole = judge(field, start, goal)
    return Between(first, second, whole, field.side.years, field.side.zone, after)


def bridges(field: Field, found: Between) -> list[int]:
    """Rows of what may stand between, best first, with other figures or the same."""
    rows = (found.shorter & found.reachable & _leading(field, found)).nonzero()[0]
    best = max(found.tie[rows].tolist(), default=0.0)
    kept = rows[found.tie[rows] > best * rules.PART_OF_BEST]
    first, second = found.lengths
    loss = np.maximum(-np.nan_to_num(found.first.pay), 0)
    worth = order_bonus(field) + found.tie + 0.5 * found.second.like - loss
    return _sorted(field, kept, worth - np.maximum(first, second) - 0.5 * np.minimum(first, second))


def leading(field: Field, found: Between) -> list[int]:
    """Rows of what leads to the goal, whether or not it shortens the way; the closest first."""
    rows = _leading(field, found).nonzero()[0]
    return _sorted(field, rows, order_bonus(field) + found.tie + 0.5 * found.second.like)


def _leading(field: Field, found: Between) -> Flags:
    return found.leads_on & ~(field.openings < rules.OPENINGS_BASE)


def _sorted(field: Field, rows: NDArray[np.intp], worth: Floats) -> list[int]:
    names = [(role.title, role.key) for role in field.standings]
    return sorted(rows.tolist(), key=lambda row: (-round(float(worth[row]), 9), *names[row]))
