"""The rules of moves, one by one, and what a move does to pay."""

from dataclasses import fields
from typing import Any

import numpy as np
import pytest

from careers.guidance import moves_rules as rules
from careers.guidance.moves_field import Standing
from careers.guidance.moves_judge import Judged
from careers.guidance.moves_paths import Between
from careers.guidance.moves_pay import Pay, change
from careers.guidance.moves_types import TRAINING_WORDS, Steps, wording_of
from careers.guidance.moves_words import aside, halves, no_path, unlike
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
    "training": 0,
    "pay": 0.0,
    "related": True,
    "in_group": True,
    "in_minor": False,
    "named": 0.15,
    "tie": 0.3,
    "degree": False,
    "beyond_degree": False,
    "after_work": False,
}
FLAGS = {"related", "in_group", "in_minor", "degree", "beyond_degree", "after_work"}
NO_KIN = {"related": False, "in_group": False, "named": 0, "tie": 0}
NOT_NAMED = {"named": 0.10, "tie": 0.25}


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
        ({"pay": 0.25} | NO_KIN, "adjacent"),
        ({"pay": 0.25} | NOT_NAMED, "adjacent"),
        ({"pay": 0.24} | NOT_NAMED, "across"),
        ({"pay": 0.25, "in_minor": True} | NOT_NAMED, "up"),
        ({"level": 1, "rungs": 1} | NOT_NAMED, "up"),
        ({"level": 1, "rungs": 1} | NO_KIN, "adjacent"),
        ({"pay": 0.25, "in_minor": True} | NO_KIN, "adjacent"),
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
        ({"pay": -0.11}, "adjacent"),
        ({"level": 0, "rungs": 0, "pay": -0.23}, "adjacent"),
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
    assert unlike(judged(), 0, True, True) == []
    assert unlike(far, 0, True, False) == ["The work has little in common: likeness −0.34 of 1."]
    assert unlike(far, 0, True, True) == [
        "O*NET calls them related, but what matters in the work differs: likeness −0.34 of 1."
    ]
    assert "not known" in unlike(judged(), 0, False, False)[0]


def length(**facts: Any) -> float:
    near = {"near": 0.75, "short": 0}
    return float(judged(**(near | facts)).length[0])


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, 0),
        ({"years": 4}, 1),
        ({"years": -4, "zone": -2, "training": -3, "experience": -1, "near": 0.9}, 0),
        ({"training": 3}, 0.75),
        ({"zone": 1}, 0.5),
        ({"rungs": 2}, 1),
        ({"short": 0.9}, 1),
        ({"near": 0.25}, 0.5),
        ({"experience": 2}, 0),
        ({"experience": 2} | NO_KIN, 1),
        ({"years": NAN, "zone": NAN, "training": NAN, "experience": NAN}, 0),
        ({"years": 4, "zone": 2, "short": 0.45}, 2.5),
    ],
)
def test_length_adds_up_what_a_move_asks_on_top(facts: dict[str, Any], expected: float) -> None:
    assert length(**facts) == pytest.approx(expected)


FAR: dict[str, Any] = {"years": 4, "zone": 2, "near": 0.0, "short": 1.4} | NO_KIN
FIRST: dict[str, Any] = {"years": 1, "zone": 1, "near": 0.5, "short": 0.5} | NO_KIN
SECOND: dict[str, Any] = {"years": 3, "zone": 1, "near": 0.8, "short": 0.6, "pay": 0.3}


def path(
    first: dict[str, Any] | None = None,
    second: dict[str, Any] | None = None,
    whole: dict[str, Any] | None = None,
    *,
    asked: float = 1,
    zone: float = 3,
    after: float = 3,
) -> Between:
    return Between(
        judged(**(FIRST | (first or {}))),
        judged(**(SECOND | (second or {}))),
        judged(**(FAR | (whole or {}))),
        np.array([asked]),
        np.array([zone]),
        np.array([float(after)]),
    )


def stands_between(found: Between) -> bool:
    return bool((found.shorter & found.reachable & found.leads_on)[0])


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, True),
        ({"first": {"short": 2.6}}, False),
        ({"second": {"short": 2.9}}, False),
        ({"first": {"years": 3}, "asked": 3}, True),
        ({"first": {"years": 4}, "asked": 4}, False),
        ({"first": {"zone": 3}}, False),
        ({"first": {"zone": 2}, "zone": 5}, False),
        ({"first": {"zone": 0}, "zone": 5}, True),
        ({"first": {"rungs": 1}}, False),
        ({"first": {"training": 3}}, False),
        ({"first": {"training": 2}, "whole": {"training": 3}}, True),
        ({"first": {"training": 1}}, True),
        ({"first": {"pay": -0.30}}, True),
        ({"first": {"pay": -0.31}}, False),
        ({"first": {"after_work": True}}, False),
        ({"first": {"after_work": True, "named": 0.15}}, True),
        ({"first": {"years": 6}, "whole": {"years": 8}, "asked": 6}, False),
        ({"first": {"years": 2}, "second": {"tie": 0.25}, "asked": 2}, False),
        ({"first": {"years": 0}, "second": {"tie": 0.25}, "asked": 2}, True),
        ({"second": {"tie": 0.19}}, False),
        ({"second": {"tie": 0.15, "in_minor": True}}, True),
        ({"second": {"named": 0.10, "like": 0.59}}, False),
        ({"second": {"named": 0.10, "like": 0.60}}, True),
        ({"second": {"tie": 0.10, "named": 0.10, "level": 1, "rungs": 1, "like": 0.5}}, True),
        ({"second": {"level": 1, "rungs": 1, "like": 0.5} | NO_KIN}, False),
        ({"second": {"like": 0.34}}, False),
        ({"second": {"near": 0.49}}, False),
        ({"second": {"pay": -0.3}}, False),
        ({"second": {"pay": -0.11}}, False),
        ({"second": {"years": -1}}, False),
        ({"second": {"zone": -1}}, False),
    ],
)
def test_bridge_is_short_reachable_and_leads_on(facts: dict[str, Any], expected: bool) -> None:
    assert stands_between(path(**facts)) is expected


def test_school_that_is_there_is_not_counted_again() -> None:
    assert path(after=0).lengths[1] < path(after=3).lengths[1]


def test_half_that_is_a_stretch_says_so_and_how_it_is_shorter() -> None:
    assert halves(path(), 0) == (
        "It is itself a stretch, but a shorter one: about 1 year more usual schooling instead of"
        " 4 years, 1 job zone up instead of 2, less to learn at once and work that is more"
        " alike.",
        "",
    )
    back = halves(path(first={"pay": -0.27, "zone": 0, "years": 0}), 0)[0]
    ladder = path(first={"training": 0, "rungs": 1}, whole={"training": 3, "rungs": 3})
    assert "1 level up instead of 3, shorter training on the job" in halves(ladder, 0)[0]
    assert back.startswith("It is lower in pay or level than your role. Against the whole way: ")
    assert "no more schooling (directly 4 years), no higher job zone (directly 2 up)" in back


def role(**facts: Any) -> Standing:
    named: dict[str, Any] = {"key": "k", "title": "Goal", "is_guide": False, "weights": ()}
    return Standing(**(named | facts))


SCHOOL = "High school diploma or equivalent"


@pytest.mark.parametrize(
    ("goal", "facts", "expected"),
    [
        ({}, {"is_rated": False}, "O*NET has not rated the skills of both"),
        ({}, {"leads": False}, "No work that O*NET ties closely to Goal"),
        ({}, {}, "but from here it is nearly as far as Goal itself"),
        ({"training": "Apprenticeship"}, {}, "usual way in is an apprenticeship"),
        ({"education": "Associate's degree"}, {}, "an associate's degree, about 2 years beyond"),
        ({"experience": "5 years or more"}, {}, "work in a related job: 5 years or more."),
        ({"training": "Long-term on-the-job training"}, {}, "most learn it on the job"),
        ({"education": "Bachelor's degree"}, {"own": "Bachelor's degree"}, "in its own field"),
        ({"training": "None"}, {}, "what is to learn is the list below"),
    ],
)
def test_no_path_says_why_and_what_to_do(
    goal: dict[str, Any], facts: dict[str, Any], expected: str
) -> None:
    told: dict[str, Any] = {"is_rated": True, "leads": True, "own": SCHOOL} | facts
    own, there = role(education=told.pop("own")), role(**({"education": SCHOOL} | goal))
    assert expected in no_path(own, there, **told)


def test_kind_that_pay_does_not_show_says_what_it_rests_on() -> None:
    less, more = change(both(HIGH), both(LOW)), change(both(LOW), both(HIGH))
    levels = ("Mid", "Senior")
    assert aside(MoveKind.UP, more, None, is_editors=False) == ""
    assert aside(MoveKind.UP, more, levels, is_editors=False) == "By level, from mid to senior."
    assert aside(MoveKind.UP, less, levels, is_editors=False) == (
        "By level, from mid to senior; the pay published here is less."
    )
    assert aside(MoveKind.ACROSS, less, None, is_editors=False) == (
        "By pay in the nation; the pay published here is less."
    )
    assert aside(MoveKind.ACROSS, less, None, is_editors=True) == (
        "By the guide’s editor; the pay published here is less."
    )
    assert aside(MoveKind.ACROSS, more, ("Mid", "Mid"), is_editors=False) == ""
    assert aside(MoveKind.BACK, more, levels[::-1], is_editors=False) == (
        "By level, from senior to mid; the pay published here is more."
    )
    assert aside(MoveKind.BACK, less, None, is_editors=False) == ""


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
    assert (same.experience_text, same.training_text) == ("none asked", "not published")
    asks = Steps(("", ""), None, (4, 4), "Less than 5 years", "Apprenticeship")
    assert asks.experience_text == "in a related job: less than 5 years"
    assert asks.training_text == "an apprenticeship"


def test_training_has_years_and_words_for_every_term() -> None:
    assert set(TRAINING_WORDS) == set(rules.TRAINING_YEARS)


def test_every_kind_has_its_place() -> None:
    from careers.guidance.moves_types import KINDS

    assert set(KINDS) == set(MoveKind)
