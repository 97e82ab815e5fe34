"""What a reader will not have: roles left out before the rest is ranked.

A role of which a figure is not known stays, and is named: that nothing was published about it is
no reason to hide it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec
import numpy as np

from careers.guidance.fit import Flags, Floats
from careers.guidance.fit_data import Roles
from careers.guidance.record import Limits
from careers.models import Area, AreaFigures
from careers.profiles.wording import growth_word

PAY, EDUCATION, ZONE, GROWING, SECTORS = NAMES = (
    "pay",
    "education",
    "zone",
    "growing",
    "sectors_out",
)
DECLINE = "decline"


@dataclass(frozen=True, slots=True, eq=False)
class Effect:
    """What one limit does: the roles it leaves out, and those it cannot judge and keeps."""

    name: str
    removed: Flags
    unknown: Flags


@dataclass(frozen=True, slots=True, eq=False)
class Pay:
    """Middle pay of every role in one place, dollars a year; NaN where it is not known.

    `capped` is where it is that much or more.
    """

    amounts: Floats
    capped: Flags


def pay_in(roles: Roles, area: Area | None) -> Pay:
    """Middle pay in a place, the nation's without one; one query for a place.

    Pay that is published by the hour alone is not known: nobody's year has a known 2,080 hours.
    """
    if area is None:
        return Pay(roles.pay, roles.capped)
    rows = AreaFigures.objects.filter(area=area, pay__isnull=False).order_by()
    paid = {row[0]: row[1:] for row in rows.values_list("code_set_id", "pay", "at_least")}
    found = [paid.get(code_set, (np.nan, "")) for code_set in roles.code_sets.tolist()]
    amounts = np.array([amount for amount, _ in found], dtype=np.float32)
    amounts[roles.hourly] = np.nan
    return Pay(amounts, np.array(["m" in letters for _, letters in found], dtype=bool))


def effects(limits: Limits, roles: Roles, pay: Pay, rung: int) -> tuple[Effect, ...]:
    """What each limit that is set does to every role, in the order of NAMES.

    `rung` is the place of `limits.education` among BLS's rungs, from 1; 0 where none is set.
    """
    found = []
    if limits.pay:
        short = pay.amounts < limits.pay
        unknown = np.isnan(pay.amounts) | (short & pay.capped)
        found.append(Effect(PAY, short & ~pay.capped, unknown))
    if rung:
        found.append(Effect(EDUCATION, roles.education > rung, roles.education == 0))
    if limits.zone:
        found.append(Effect(ZONE, roles.zone > limits.zone, roles.zone == 0))
    if limits.growing:
        unknown = np.isnan(roles.growth)
        found.append(Effect(GROWING, _declining(roles.growth), unknown))
    if limits.sectors_out:
        removed = np.isin(roles.sectors.astype(str), limits.sectors_out)
        found.append(Effect(SECTORS, removed, roles.sectors == ""))
    return tuple(found)


def _declining(growth: Floats) -> Flags:
    """What BLS's word for the growth calls a decline, as on every page."""
    values = np.unique(growth[~np.isnan(growth)])
    falling = [value for value in values if growth_word(float(value)) == DECLINE]
    return np.isin(growth, falling)


def kept(found: Sequence[Effect], size: int) -> Flags:
    """The roles that no limit leaves out."""
    left = np.ones(size, dtype=bool)
    for effect in found:
        left &= ~effect.removed
    return left


def only_by(effect: Effect, found: Sequence[Effect], size: int) -> Flags:
    """The roles that this limit leaves out and no other does: what letting go of it brings back."""
    return effect.removed & kept([one for one in found if one is not effect], size)


def let_go(limits: Limits, name: str) -> Limits:
    """The limits without one of them; raises `ValueError` for a name that is none."""
    if name not in NAMES:
        raise ValueError(f"There is no limit {name!r}.")
    unset = getattr(Limits(), name)
    changes = {name: unset, "place": ""} if name == PAY else {name: unset}
    return msgspec.structs.replace(limits, **changes)
