"""Limits: what each leaves out, what it cannot judge, and letting go."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from careers import actions
from careers.guidance import fit_data, limits
from careers.guidance.fit_data import Roles
from careers.guidance.limits import Effect, Pay
from careers.guidance.record import Limits
from careers.models import Area, Listing
from tests.views import made

NAN = float("nan")


@dataclass(frozen=True)
class Facts:
    """As much of `Roles` as limits read."""

    education: np.ndarray
    zone: np.ndarray
    growth: np.ndarray
    sectors: np.ndarray
    size: int = 5


FACTS = cast(
    Roles,
    Facts(
        education=np.array([0, 1, 2, 6, 8]),
        zone=np.array([0, 1, 3, 4, 5]),
        growth=np.array([NAN, -5, -0.2, 0.2, 9], np.float32),
        sectors=np.array(["", "health-care", "law", "law", "sports"], object),
    ),
)
PAY = Pay(
    np.array([NAN, 30_000, 60_000, 59_999, 50_000], np.float32),
    np.array([False, False, False, False, True]),
)


def effect(wanted: Limits, rung: int = 0) -> Effect:
    (found,) = limits.effects(wanted, FACTS, PAY, rung)
    return found


@pytest.mark.parametrize(
    ("wanted", "rung", "removed", "unknown"),
    [
        (Limits(pay=60_000), 0, [1, 3], [0, 4]),
        (Limits(education="high-school"), 2, [3, 4], [0]),
        (Limits(zone=3), 0, [3, 4], [0]),
        (Limits(growing=True), 0, [1], [0]),
        (Limits(sectors_out=("law", "sports")), 0, [2, 3, 4], [0]),
    ],
)
def test_each_limit_removes_what_breaks_it_and_keeps_what_is_not_known(
    wanted: Limits, rung: int, removed: list[int], unknown: list[int]
) -> None:
    found = effect(wanted, rung)
    assert np.flatnonzero(found.removed).tolist() == removed
    assert np.flatnonzero(found.unknown).tolist() == unknown


def test_no_limit_removes_nothing() -> None:
    assert limits.effects(Limits(), FACTS, PAY, 0) == ()
    assert limits.kept((), 5).all()


def test_limits_together_and_what_each_alone_keeps_away() -> None:
    found = limits.effects(Limits(pay=60_000, zone=3, growing=True), FACTS, PAY, 0)
    assert np.flatnonzero(limits.kept(found, 5)).tolist() == [0, 2]
    by_name = {one.name: np.flatnonzero(limits.only_by(one, found, 5)).tolist() for one in found}
    assert by_name == {limits.PAY: [], limits.ZONE: [4], limits.GROWING: []}


WANTED = st.builds(
    Limits,
    pay=st.none() | st.integers(1, 100_000),
    place=st.sampled_from(("", "texas")),
    education=st.sampled_from(("", "bachelor")),
    zone=st.none() | st.integers(1, 5),
    growing=st.booleans(),
    sectors_out=st.sampled_from(((), ("law",))),
)


@given(WANTED, st.sampled_from(limits.NAMES))
def test_letting_go_of_a_limit_never_removes_a_role(wanted: Limits, name: str) -> None:
    def left(of: Limits) -> np.ndarray:
        return limits.kept(limits.effects(of, FACTS, PAY, 6 if of.education else 0), 5)

    after = limits.let_go(wanted, name)
    assert not (left(wanted) & ~left(after)).any()
    assert limits.let_go(after, name) == after
    assert not getattr(after, name)


def test_there_is_no_letting_go_of_what_is_no_limit() -> None:
    with pytest.raises(ValueError, match="no limit"):
        limits.let_go(Limits(), "place")


def test_pay_is_that_of_the_place_and_never_an_hours_pay(world: made.World) -> None:
    made.guide(world)
    actions.refresh_all()
    roles = fit_data.current()
    places = {int(pk): place for place, pk in enumerate(roles.pks)}
    actors = places[Listing.objects.get(key="27-2011.00").pk]
    tester = places[Listing.objects.get(key="15-1253.00").pk]
    nation = limits.pay_in(roles, None)
    there = limits.pay_in(roles, Area.objects.get(slug="metro-0041940"))
    abilene = limits.pay_in(roles, Area.objects.get(slug="abilene"))
    assert nation.amounts[tester] == 104_300
    assert there.amounts[tester] == 104_300 * 1.5
    assert roles.hourly[actors]
    assert np.isnan(nation.amounts[actors])
    assert np.isnan(there.amounts[actors])
    assert np.isnan(abilene.amounts[tester])
