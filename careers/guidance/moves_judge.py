"""Judges many moves at once by the rules of `careers.guidance.moves_rules`. Needs NumPy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from careers.guidance import moves_rules as rules
from careers.guidance.gap import BOUNDS
from careers.guidance.moves_field import Field, Floats, Side, Weights
from careers.models import MoveKind

Flags = NDArray[np.bool_]
Kinds = NDArray[np.str_]

FAR = BOUNDS[-1][0]
"""A level further away than this takes a lot of learning."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What is known of n moves, by role of the many side; NaN is not known.

    `near` is rule 3's nearness and `like` the likeness in it; `short` is the mean shortfall in
    level over what matters in the goal, `far` the share of it that takes a lot of learning. The
    others are goal minus start: levels (`rungs` of rule 5), job zones, years of school and of
    training on the job, BLS's three steps of experience, and pay as a part of the start's.
    `related` is O*NET's word, `named` what rule 3 adds as it names the goal from the start, `tie`
    that and the same the other way round, added up; `in_group` and `in_minor` are a major and a
    minor group in common; of the goal, `degree` says that it takes a bachelor's degree or more,
    `beyond_degree` more than that, `after_work` that it is entered after related work.
    """

    near: Floats
    like: Floats
    short: Floats
    far: Floats
    level: Floats
    rungs: Floats
    zone: Floats
    years: Floats
    experience: Floats
    training: Floats
    pay: Floats
    related: Flags
    in_group: Flags
    in_minor: Flags
    named: Floats
    tie: Floats
    degree: Flags
    beyond_degree: Flags
    after_work: Flags

    @property
    def kin(self) -> Flags:
        """Rule 3."""
        return self.related | self.in_group

    @property
    def line(self) -> Flags:
        """Whether it is the same line of work (rule 3)."""
        told = self.in_minor | ~np.isnan(self.level)
        return (self.named >= rules.CLOSE) | (told & self.related)

    @property
    def neighbor(self) -> Flags:
        """Rule 3."""
        free = self.kin | ~self.degree
        return self.near >= np.where(free, rules.NEIGHBOR, rules.IN_LINE)

    @property
    def higher(self) -> Flags:
        """Rule 4."""
        return self._beyond(1)

    @property
    def lower(self) -> Flags:
        """Rule 4, the other way round."""
        return self._beyond(-1)

    def _beyond(self, sign: int) -> Flags:
        asks = (sign * self.zone > 0) | (sign * self.experience > 0) | (sign * self.years >= 1)
        pay = sign * self.pay
        by_facts = (pay >= rules.MUCH_PAY) | (asks & (pay >= rules.SOME_PAY))
        by_facts |= np.isnan(self.pay) & (sign * self.zone > 0)
        return np.where(np.isnan(self.level), by_facts, sign * self.level > 0)

    @property
    def pays_less(self) -> Flags:
        """Whether middle pay is so much lower that it is not the same height (rule 6)."""
        return self.pay < -rules.SOME_PAY

    @property
    def many_levels(self) -> Flags:
        """Whether the level makes a stretch of it (rule 5)."""
        return self.rungs >= rules.STRETCH_LEVELS

    @property
    def high_zone(self) -> Flags:
        """Whether the job zone does."""
        most = np.where(self.kin, rules.STRETCH_ZONES, rules.STRETCH_ZONES_NO_KIN)
        return self.zone >= most

    @property
    def long_school(self) -> Flags:
        """Whether the schooling does."""
        return (self.years >= rules.STRETCH_YEARS) | self.other_degree

    @property
    def other_degree(self) -> Flags:
        """Whether it leads beyond a bachelor's degree in work that O*NET does not name (rule 5)."""
        other = self.beyond_degree & ~self.related
        return other & (self.years >= rules.STRETCH_YEARS_UNRELATED)

    @property
    def much_learning(self) -> Flags:
        """Whether the learning does."""
        much = (self.short >= rules.STRETCH_SHORT) | (self.far >= rules.STRETCH_FAR)
        return much & ~(self.in_group & self.after_work)

    @property
    def stretch(self) -> Flags:
        """Rule 5."""
        return self.many_levels | self.high_zone | self.long_school | self.much_learning

    @property
    def kinds(self) -> Kinds:
        """Rule 6: the kind of each move, whether or not it would be proposed."""
        # Where the job zone or schooling of either is not known, nothing says that it asks more.
        asks_more = (self.zone > 0) | (self.years > rules.ACROSS_YEARS)
        near = self.near >= rules.NEAR
        found = np.full(len(self.near), MoveKind.STRETCH.value, dtype="U8")
        for holds, kind in (
            (self.neighbor, MoveKind.ADJACENT),
            (near & ~(asks_more | self.higher | self.pays_less), MoveKind.ACROSS),
            ((self.near >= rules.IN_LINE) & self.line & self.higher, MoveKind.UP),
            (self.stretch, MoveKind.STRETCH),
            (self.lower, MoveKind.BACK),
        ):
            found[holds] = kind.value
        return found

    @property
    def proposed(self) -> Flags:
        """Rule 7."""
        kinds, stretch = self.kinds, self.stretch
        far = self.higher & ~self.other_degree
        may = self.neighbor & ((kinds != MoveKind.STRETCH.value) | far)
        near_back = (self.near >= rules.NEAR) & ~stretch
        return may & ((kinds != MoveKind.BACK.value) | near_back)

    @property
    def length(self) -> Floats:
        """Rule 9: every part counted in what makes a stretch of a move by itself."""
        return (
            _more(self.years) / rules.STRETCH_YEARS
            + _more(self.training) / rules.STRETCH_YEARS
            + _more(self.zone) / rules.STRETCH_ZONES
            + _more(self.rungs) / rules.STRETCH_LEVELS
            + np.where(self.line, 0, _more(self.experience) / rules.LONG_EXPERIENCE)
            + self.short / rules.STRETCH_SHORT
            + _more(rules.NEAR - self.near)
        )


def _more(values: Floats) -> Floats:
    """What is asked for on top: nothing where it is less, or not known."""
    return np.clip(np.nan_to_num(values), 0, None)


def judge(field: Field, start: Side, goal: Side) -> Judged:
    """Judge the moves from one role to many, or from many to one."""
    one, many = (start, goal) if len(start.sets) == 1 else (goal, start)
    found = _nearness(field, one, many)
    like, named = found[0][many.sets], found[1][many.sets]
    in_group, same = found[2][many.sets], found[3][many.sets]
    forward, tie = (values[many.sets] for values in _ties(field, start, goal))
    short, far = (values[many.sets] for values in _learning(start, goal))
    same_unit = start.is_hourly == goal.is_hourly
    bare = np.isnan(start.level) | np.isnan(goal.level)
    return Judged(
        near=like + named + np.where(in_group, rules.SAME_GROUP, 0.0),
        like=like,
        short=short,
        far=far,
        level=np.where(bare & ~same, np.nan, goal.usual_level - start.usual_level),
        rungs=goal.level - start.usual_level,
        zone=goal.zone - start.zone,
        years=goal.years - start.years,
        experience=goal.experience - start.experience,
        training=goal.training - start.training,
        pay=np.where(same_unit, goal.pay / start.pay - 1, np.nan),
        related=(named > 0) | same,
        in_group=in_group,
        in_minor=found[4][many.sets],
        named=np.where(same, rules.TIE, forward),
        tie=np.where(same, rules.TIE, tie),
        degree=_like(goal.years >= rules.DEGREE_YEARS, like),
        beyond_degree=_like(goal.years > rules.DEGREE_YEARS, like),
        after_work=_like(goal.experience > 0, like),
    )


def _like(flags: Flags, row: Floats) -> Flags:
    """The flags of one goal for as many moves as there are."""
    return np.broadcast_to(flags, row.shape)


def _nearness(field: Field, one: Side, many: Side) -> tuple[Floats, Floats, Flags, Flags, Flags]:
    """By set of the many side: likeness, O*NET's part, the same work, groups in common.

    The groups are SOC's major group ("29") and minor group ("29-1").
    """
    own, others = _codes(one.vectors.weights[0]), [*map(_codes, many.vectors.weights)]
    same = [own.issuperset(found) or own.issubset(found) for found in others]
    return (
        many.vectors.shape @ one.vectors.shape[0],
        _named_by_onet(field, own, others),
        _in_common(own, others, len("29")),
        np.array(same, dtype=bool),
        _in_common(own, others, len("29-1")),
    )


def _in_common(own: set[str], others: Sequence[set[str]], length: int) -> Flags:
    """Whether a code of each begins with as many same characters."""
    groups = {code[:length] for code in own}
    found = [not groups.isdisjoint(code[:length] for code in codes) for codes in others]
    return np.array(found, dtype=bool)


def _ties(field: Field, start: Side, goal: Side) -> tuple[Floats, Floats]:
    """What rule 3 adds as O*NET names the goal from the start, and both ways added up, by set."""
    froms, tos = (side.vectors.weights for side in (start, goal))
    pairs = [[(a, b) for a, _ in one for b, _ in other] for one in froms for other in tos]
    forward = [[_added(field, a, b) for a, b in found] for found in pairs]
    both = [[_added(field, a, b) + _added(field, b, a) for a, b in found] for found in pairs]
    return np.array([max(values) for values in forward]), np.array([max(v) for v in both])


def _added(field: Field, code: str, other: str) -> float:
    return field.named.get(code, {}).get(other, 0.0)


def _codes(weights: Weights) -> set[str]:
    return {code for code, _ in weights}


def _learning(start: Side, goal: Side) -> tuple[Floats, Floats]:
    """Mean shortfall, and the share that is far away, by set of the many side."""
    apart = goal.vectors.needed - start.vectors.have
    known = goal.vectors.matters & ~np.isnan(apart)
    missing = np.where(known, np.clip(np.nan_to_num(apart), 0, None), 0)
    number = np.maximum(known.sum(axis=1), 1)
    return missing.sum(axis=1) / number, (missing > FAR).sum(axis=1) / number


def _named_by_onet(field: Field, own: set[str], others: Sequence[set[str]]) -> Floats:
    """What is added to the likeness where O*NET names occupations as related (rule 3)."""
    bonus: dict[str, float] = {}
    for code in own:
        for other, value in field.related.get(code, {}).items():
            bonus[other] = max(value, bonus.get(other, 0.0))
    return np.array(
        [max((bonus.get(code, 0.0) for code in found), default=0.0) for found in others]
    )


def order_bonus(field: Field) -> Floats:
    """What rule 8 adds to nearness."""
    openings = np.nan_to_num(field.openings, nan=0.0)
    tens = np.log10(np.maximum(openings, 1) / rules.OPENINGS_BASE) * rules.OPENINGS_STEP
    guides = np.array([role.is_guide for role in field.standings], dtype=bool)
    bonus = np.clip(tens, -rules.OPENINGS_MOST, rules.OPENINGS_MOST)
    return bonus + np.where(guides, rules.GUIDE_FIRST, 0.0)
