"""The rules of moves, one by one, and what a move does to pay."""

from dataclasses import fields
from typing import Any

import numpy as np
import pytest

from careers.guidance import moves_rules as rules
from careers.guidance.moves import _unlike
from careers.guidance.moves_judge import Judged
from careers.guidance.moves_pay import Pay, change
from careers.guidance.moves_types import Steps, wording_of
from careers.listings.build import EDUCATION
from careers.models import MoveKind
from careers.profiles.figures import ANNUAL, HOURLY
from careers.profiles.types import AT_LEAST, NOT_PUBLISHED, PUBLISHED, Figure

NAN = float("nan")
PLAIN: dict[str, Any] = {
    "near": 0.8,
    "like": 0.6,
    "short": 0.2,
    "far": 0.0,
    "level": NAN,
    "rungs": NAN,
    "zone": 0,
    "years": 0,
    "experience": 0,
    "pay": 0.0,
    "related": True,
    "in_group": True,
    "degree": False,
    "beyond_degree": False,
    "after_work": False,
}
FLAGS = {"related", "in_group", "degree", "beyond_degree", "after_work"}
NO_KIN = {"related": False, "in_group": False}


def judged(**facts: Any) -> Judged:
    values = PLAIN | facts
    assert set(values) == {field.name for field in fields(Judged)}
    rows = {
        name: np.array([value], dtype=bool if name in FLAGS else float)
        for name, value in values.items()
    }
    return Judged(**rows)


def kind(**facts: Any) -> str:
    return str(judged(**facts).kinds[0])


def test_schooling_is_that_of_the_lists() -> None:
    assert rules.SCHOOLING == EDUCATION
    years = list(rules.SCHOOLING_YEARS.values())
    assert years == sorted(years)


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, "across"),
        ({"near": 0.74}, "adjacent"),
        ({"near": 0.5}, "adjacent"),
        ({"near": 0.49}, "stretch"),
        ({"zone": 1}, "adjacent"),
        ({"years": 2}, "adjacent"),
        ({"years": 1}, "across"),
        ({"pay": 0.25}, "up"),
        ({"pay": 0.25, "near": 0.6}, "up"),
        ({"pay": 0.25, "near": 0.59}, "adjacent"),
        ({"pay": 0.25} | NO_KIN, "across"),
        ({"pay": 0.24}, "across"),
        ({"pay": 0.10, "zone": 1}, "up"),
        ({"pay": 0.10, "experience": 1}, "up"),
        ({"pay": 0.10, "years": 1}, "up"),
        ({"pay": 0.09, "zone": 1}, "adjacent"),
        ({"pay": NAN, "zone": 1}, "up"),
        ({"pay": NAN, "zone": -1}, "back"),
        ({"pay": NAN, "zone": NAN, "years": NAN}, "across"),
        ({"pay": -0.25}, "back"),
        ({"pay": -0.10, "zone": -1}, "back"),
        ({"pay": -0.10}, "across"),
        ({"level": 1, "rungs": 1, "pay": -0.5}, "up"),
        ({"level": -1, "rungs": -1, "pay": 0.5}, "back"),
        ({"level": 0, "rungs": 0, "pay": 0.5}, "across"),
        ({"level": 2, "rungs": 2}, "stretch"),
        ({"rungs": 2, "pay": 0.3}, "stretch"),
        ({"zone": 2, "pay": 0.3}, "stretch"),
        ({"zone": 1, "pay": 0.3} | NO_KIN, "stretch"),
        ({"years": 4, "pay": 0.3}, "stretch"),
        ({"years": 3, "pay": 0.3}, "up"),
        ({"years": 2, "beyond_degree": True, "pay": 0.3}, "up"),
        ({"years": 2, "beyond_degree": True, "pay": 0.3, "related": False}, "stretch"),
        ({"short": 0.9}, "stretch"),
        ({"far": 0.25}, "stretch"),
        ({"far": 0.25, "after_work": True, "pay": 0.3}, "up"),
        ({"far": 0.25, "after_work": True, "pay": 0.3, "in_group": False}, "stretch"),
        ({"far": 0.9, "pay": -0.5}, "back"),
        ({"near": 0.55, "degree": True}, "adjacent"),
        ({"near": 0.55, "degree": True} | NO_KIN, "stretch"),
        ({"near": 0.60, "degree": True} | NO_KIN, "adjacent"),
    ],
)
def test_kind_is_the_first_rule_that_holds(facts: dict[str, Any], expected: str) -> None:
    assert kind(**facts) == expected


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, True),
        ({"near": 0.49}, False),
        ({"zone": 2}, False),
        ({"zone": 2, "pay": 0.3}, True),
        ({"zone": 2, "pay": 0.3, "near": 0.4}, False),
        ({"years": 4, "pay": 0.3, "related": False}, True),
        ({"years": 4, "pay": 0.3, "beyond_degree": True}, True),
        ({"years": 4, "pay": 0.3, "beyond_degree": True, "related": False}, False),
        ({"years": 2, "pay": 0.3, "beyond_degree": True, "related": False}, False),
        ({"years": 0, "pay": 0.3, "beyond_degree": True, "related": False}, True),
        ({"pay": -0.3}, True),
        ({"pay": -0.3, "near": 0.7}, False),
        ({"pay": -0.3, "far": 0.5}, False),
    ],
)
def test_proposed_is_only_what_makes_sense(facts: dict[str, Any], expected: bool) -> None:
    assert bool(judged(**facts).proposed[0]) is expected


def test_little_in_common_is_said_of_what_is_no_neighbor_alone() -> None:
    far = judged(near=0.44, like=-0.34)
    assert _unlike(judged(), 0, True, True) == []
    assert _unlike(far, 0, True, False) == ["The work has little in common: likeness −0.34 of 1."]
    assert _unlike(far, 0, True, True) == [
        "O*NET calls them related, but what matters in the work differs: likeness −0.34 of 1."
    ]
    assert "not known" in _unlike(judged(), 0, False, False)[0]


@pytest.mark.parametrize("facts", [{}, {"near": 0.5}, {"pay": 0.3}])
def test_step_of_a_path_is_short(facts: dict[str, Any]) -> None:
    assert judged(**facts).short_step[0]
    assert not judged(**facts, zone=2).short_step[0]
    assert not judged(**(facts | {"pay": -0.5})).short_step[0]


def pay(unit: str, *values: float | None, status: str = PUBLISHED) -> tuple[Figure, ...]:
    found = values or (None,) * 5
    return tuple(
        Figure(value, unit, status if value else NOT_PUBLISHED, "", ("OEWS",)) for value in found
    )


def both(annual: tuple[float, ...] = (), hourly: tuple[float, ...] = ()) -> Pay:
    return Pay(pay(ANNUAL, *annual), pay(HOURLY, *hourly))


LOW = (20_000.0, 30_000.0, 40_000.0, 50_000.0, 60_000.0)
HIGH = (30_000.0, 38_000.0, 52_000.0, 71_000.0, 90_000.0)
BY_HOUR = (10.0, 15.0, 20.0, 25.0, 30.0)


def test_pay_change_is_the_middle_half_against_the_present_middle() -> None:
    found = change(both(LOW), both(HIGH))
    assert found.differences == (-2_000, 12_000, 31_000)
    assert found.middle_text == "$12K more a year"
    assert found.range_text == "$2K less to $31K more"
    assert change(both(HIGH), both(LOW)).range_text == "$22K to $2K less"
    assert change(both(LOW), both(LOW)).middle_text == "the same a year"


def test_yearly_pay_is_never_set_against_hourly_pay() -> None:
    found = change(both(LOW), both(hourly=BY_HOUR))
    assert found.differences == (None,) * 3
    assert found.middle_text == found.range_text == ""
    assert found.missing == "not comparable: one is published by the year, the other by the hour"
    hourly = change(both(LOW, BY_HOUR), both(hourly=(11.0, 16.0, 22.5, 26.0, 31.0)))
    assert (hourly.unit, hourly.middle_text) == (HOURLY, "$2.50 more an hour")


def test_pay_that_is_not_published_is_said() -> None:
    assert change(both(), both(LOW)).missing == "not published for your role"
    assert change(both(LOW), both()).missing == "not published for this role"
    assert change(both(), both()).missing == "not published for either"


def test_open_ended_pay_is_at_least() -> None:
    top = (*pay(ANNUAL, *HIGH)[:3], *pay(ANNUAL, 239_200.0, 239_200.0, status=AT_LEAST))
    goal = Pay(top, pay(HOURLY))
    assert change(both(LOW), goal).range_text == "$2K less to at least $200K more"
    present = Pay(pay(ANNUAL, *(239_200.0,) * 5, status=AT_LEAST), pay(HOURLY))
    assert change(present, goal).missing.startswith("not known: pay in your role is published only")


def test_pay_that_bls_counts_together_is_not_told_apart() -> None:
    assert change(both(LOW), both(LOW), together=True).differences == (None,) * 3


def test_schooling_is_told_with_its_article() -> None:
    assert wording_of("Bachelor's degree") == "a bachelor's degree"
    assert wording_of("Associate's degree") == "an associate's degree"
    assert wording_of("No formal educational credential") == "no formal educational credential"
    assert wording_of("Some college, no degree") == "some college, no degree"


def test_steps_are_told_against_the_present() -> None:
    steps = Steps(("High school diploma or equivalent", "Associate's degree"), 2, (2, 3), "")
    assert steps.school_text == "an associate's degree (now a high school diploma or equivalent)"
    assert steps.zone_text == "3 of 5 (now 2)"
    same = Steps(("", ""), None, (4, 4), "")
    assert (same.school_text, same.zone_text) == ("not published", "the same: 4 of 5")
    assert Steps(("", ""), None, (4, None), "").zone_text == "not rated"


def test_every_kind_has_its_place() -> None:
    from careers.guidance.moves_types import KINDS

    assert set(KINDS) == set(MoveKind)
