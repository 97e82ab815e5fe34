"""A plan: two pages open beside each other, the order of steps."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from careers.guidance.plan import (
    MOST_STEPS,
    Edit,
    PlanFullError,
    merged,
    moved,
    new_key,
    plan_in,
    with_goal,
)
from careers.guidance.record import Doubt, Goal, Key, Plan, Step

PLAN = Plan(
    situation="I drive a van.",
    goals=(Goal("electrician"), Goal("plumber")),
    steps=(Step("a", "Call"), Step("b", "Read"), Step("c", "Ask")),
    doubts=(Doubt("Heights", "Climb"), Doubt("Pay")),
    backup="Stay.",
)


def edit(was: Plan, now: Plan) -> Edit:
    """What a page that showed one plan sent to make it the other."""
    return Edit(was, now, now.goals, now.steps, now.doubts)


def changed(plan: Plan, **fields: object) -> Plan:
    return msgspec.structs.replace(plan, **fields)


lines = st.sampled_from(["", "Call", "Read", "Ask", "Go"])
steps = st.lists(
    st.builds(Step, key=st.sampled_from("abcde"), text=lines, done=st.booleans()),
    unique_by=lambda step: step.key,
    max_size=4,
).map(tuple)
doubts = st.lists(st.builds(Doubt, text=lines, test=lines), unique=True, max_size=3).map(tuple)
plans = st.builds(Plan, situation=lines, backup=lines, steps=steps, doubts=doubts)


@given(plans, plans)
def test_nothing_changed_in_the_form_changes_nothing_of_what_is_kept(held: Plan, was: Plan) -> None:
    assert merged(held, edit(was, was)) == held


@given(plans, st.data())
def test_edit_of_what_is_kept_makes_it_the_edited(held: Plan, data: st.DataObject) -> None:
    """Texts as typed; rows changed, removed and added, none of them twice."""
    texts = data.draw(plans)
    kept = data.draw(st.lists(st.booleans(), min_size=len(held.steps), max_size=len(held.steps)))
    rows = [step if keep else None for step, keep in zip(held.steps, kept, strict=True)]
    sent = Edit(held, texts, (), (*rows, Step("new", "New")), held.doubts)
    plan = merged(held, sent)
    assert (plan.situation, plan.backup) == (texts.situation, texts.backup)
    assert plan.steps == (*[step for step in rows if step], Step("new", "New"))
    assert plan.doubts == held.doubts


def test_two_pages_change_different_things_and_both_hold() -> None:
    one = changed(PLAN, situation="I am a cook.", steps=(Step("a", "Call Ann"), *PLAN.steps[1:]))
    two = changed(PLAN, backup="Move.", steps=(*PLAN.steps[:2], Step("c", "Ask", done=True)))
    both = merged(merged(PLAN, edit(PLAN, one)), edit(PLAN, two))
    assert (both.situation, both.backup) == ("I am a cook.", "Move.")
    assert both.steps == (Step("a", "Call Ann"), Step("b", "Read"), Step("c", "Ask", done=True))


def test_field_changed_on_both_pages_is_the_later_ones() -> None:
    one, two = changed(PLAN, backup="Move."), changed(PLAN, backup="Rest.")
    assert merged(merged(PLAN, edit(PLAN, one)), edit(PLAN, two)).backup == "Rest."


def test_row_removed_elsewhere_stays_away_unless_it_was_changed_here() -> None:
    without = changed(PLAN, steps=PLAN.steps[1:], doubts=PLAN.doubts[1:])
    assert merged(without, edit(PLAN, PLAN)) == without
    here = changed(PLAN, steps=(Step("a", "Call Bo"), *PLAN.steps[1:]))
    assert Step("a", "Call Bo") in merged(without, edit(PLAN, here)).steps


def test_row_added_elsewhere_is_not_lost() -> None:
    wider = changed(PLAN, steps=(*PLAN.steps, Step("d", "Go")), doubts=(*PLAN.doubts, Doubt("Me")))
    here = Edit(PLAN, PLAN, PLAN.goals, (None, *PLAN.steps[1:]), (Doubt("Heights", "Jump"), None))
    plan = merged(wider, here)
    assert [step.key for step in plan.steps] == ["b", "c", "d"]
    assert plan.doubts == (Doubt("Heights", "Jump"), Doubt("Me"))


def test_doubts_that_become_equal_become_one() -> None:
    here = Edit(PLAN, PLAN, PLAN.goals, PLAN.steps, (Doubt("Pay"), Doubt("Pay")))
    assert merged(PLAN, here).doubts == (Doubt("Pay"),)


def test_more_than_a_plan_holds_is_refused() -> None:
    full = changed(PLAN, steps=tuple(Step(f"s{n}", "x") for n in range(MOST_STEPS)))
    more = Edit(full, full, full.goals, (*full.steps, Step("one-more", "x")), full.doubts)
    with pytest.raises(PlanFullError, match="at most 60 steps"):
        merged(full, more)
    five = Plan(goals=tuple(Goal(f"g{n}") for n in range(5)))
    assert with_goal(five, "g3") == five
    with pytest.raises(PlanFullError, match="at most 5 goals"):
        with_goal(five, "g9")


@given(steps, st.sampled_from("abcde"), st.integers(-9, 9))
def test_moving_keeps_every_step(rows: tuple[Step, ...], key: str, places: int) -> None:
    assert sorted(moved(rows, key, places), key=lambda step: step.key) == sorted(
        rows, key=lambda step: step.key
    )


def test_step_moves_up_and_down_and_stops_at_the_ends() -> None:
    def order(key: str, places: int) -> str:
        return "".join(step.key for step in moved(PLAN.steps, key, places))

    assert [order("b", -1), order("b", 1), order("a", -1), order("c", 1), order("x", 1)] == [
        *("bac", "acb", "abc", "abc", "abc")
    ]


def test_keys_of_steps_are_keys_and_never_the_same() -> None:
    keys = {new_key() for _ in range(100)} | {new_key("learn-2.A.1.a")}
    assert len(keys) == 101
    assert all(msgspec.convert(key, Key) for key in keys)


@pytest.mark.parametrize("document", [None, 3, [], {"situation": 3}, {"x": 1}, {"goals": [{}]}])
def test_what_is_no_plan_is_none(document: object) -> None:
    assert plan_in(document) is None
