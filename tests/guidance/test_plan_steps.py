"""Steps to add to a plan: what is proposed to whom, by when, and never twice."""

from __future__ import annotations

import datetime as dt

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from careers.guidance.gap import Distance
from careers.guidance.plan import document_of, plan_in
from careers.guidance.plan_steps import (
    LONG_TRAINING,
    Asked,
    Need,
    Proposal,
    added,
    propose_steps,
)
from careers.guidance.record import Goal, Plan, Step

TODAY = dt.date(2026, 3, 1)
PLAN = Plan(goals=(Goal("nurse"),))
CASHIER = Asked("Cashier", "No formal educational credential", "None", "Short-term", zone=1)
NURSE = Asked("Nurse", "Bachelor's degree", "None", "None", zone=4, is_licensed=True)
READING = Need("2.A.1.a", "Reading Comprehension", 4.0, 2.5, Distance.SOME)
PSYCHOLOGY = Need("2.C.4.e", "Psychology", 6.1, 1.8, Distance.LOT, is_knowledge=True, goal="nurse")
BIOLOGY = Need("2.C.4.d", "Biology", 2.6, 2.0, Distance.LITTLE, is_knowledge=True)
SPEAKING = Need("2.A.1.d", "Speaking", 4.2, 2.6, Distance.LOT)


def proposed(goal: Asked, *own: Asked, needs: tuple[Need, ...] = ()) -> dict[str, Proposal]:
    """What is proposed for one goal, by the kind of step."""
    found = propose_steps(PLAN, {"nurse": goal}, needs, TODAY, own)
    return {one.id.removesuffix("-nurse"): one for one in found}


def test_cashier_who_wants_to_be_a_nurse_is_told_of_program_and_license() -> None:
    found = proposed(NURSE, CASHIER)
    assert list(found) == ["ads", "ask", "license", "school"]
    assert [one.by for one in found.values()] == [
        *(dt.date(2026, 3, 8), dt.date(2026, 3, 22)),
        *(dt.date(2026, 3, 29), dt.date(2026, 4, 12)),
    ]
    school = found["school"]
    assert school.text.startswith("Compare two programs that lead to the title Nurse: ask what")
    for word in ("costs", "how long", "evening", "aid", "get in"):
        assert word in school.text
    assert school.evidence == "Two programs compared: cost, length, start"
    assert "BLS names a bachelor's degree as the typical way in, more than" in school.reason
    assert "The guide here speaks of a license." in found["license"].reason


def test_license_is_asked_about_in_general_where_the_guide_says_nothing() -> None:
    found = proposed(unlicensed(NURSE), CASHIER)
    assert "Some work needs one and some does not" in found["license"].reason
    assert "guide" not in found["license"].reason
    assert "license" not in proposed(Asked("Clerk", "High school diploma or equivalent"), CASHIER)
    director = Asked("Director", "Bachelor's degree", "5 years or more", "None")
    assert list(proposed(director, NURSE)) == ["ads", "ask", "before"]


def unlicensed(asked: Asked) -> Asked:
    """The same work where the guide does not speak of a license."""
    return Asked(asked.title, asked.education, asked.experience, asked.training, asked.zone)


def test_schooling_that_a_job_of_ones_own_asked_for_is_not_proposed() -> None:
    teacher = Asked("Teacher", "Bachelor's degree", "None", "None", zone=4)
    assert "school" not in proposed(NURSE, CASHIER, teacher)
    assert "school" in proposed(NURSE)
    assert "more than" not in proposed(NURSE)["school"].reason
    assert list(proposed(NURSE, NURSE)) == ["ads", "ask"]


@pytest.mark.parametrize(
    ("asked", "kind", "told"),
    [
        (Asked("Electrician", training="Apprenticeship"), "apprentice", "an apprenticeship"),
        *(
            (Asked("Roofer", training=name), "train", f"on the job, {words}.")
            for name, words in LONG_TRAINING.items()
        ),
        (Asked("Chief", experience="5 years or more"), "before", "first: 5 years or more."),
        (Asked("Chief", experience="Less than 5 years"), "before", "first: less than 5 years."),
        (Asked("Aide", zone=3), "prepare", "job zone 3 of 5, the work you named in 1"),
        (
            Asked("Doctor", "Doctoral or professional degree", training="Internship/residency"),
            "school",
            "An internship or residency follows",
        ),
    ],
)
def test_what_bls_and_onet_list_is_a_step_to_find_out(asked: Asked, kind: str, told: str) -> None:
    found = proposed(asked, CASHIER)
    assert told in found[kind].reason
    assert asked.title in found[kind].text
    assert set(found) <= {"ads", "ask", "license", kind}
    assert found[kind].by == dt.date(2026, 4, 12)


def test_job_zone_says_nothing_where_the_own_one_is_not_known_or_as_high() -> None:
    for own in ((), (Asked("Other"),), (Asked("Other", zone=3),)):
        assert list(proposed(Asked("Aide", zone=3), *own)) == ["ads", "ask"]


def test_three_skills_follow_one_another_nearest_first_longer_the_further() -> None:
    more = Need("2.A.1.b", "Listening", 5.0, 1.0, Distance.LOT)
    found = proposed(NURSE, CASHIER, needs=(PSYCHOLOGY, READING, BIOLOGY, PSYCHOLOGY, more))
    skills = [one for one in found.values() if one.skill]
    assert [one.skill for one in skills] == ["2.C.4.d", "2.A.1.a", "2.C.4.e"]
    assert [(one.by - TODAY).days // 7 for one in skills] == [8, 16, 28]


def test_what_takes_a_lot_of_learning_is_begun_and_not_built() -> None:
    found = proposed(NURSE, CASHIER, needs=(PSYCHOLOGY, SPEAKING))
    knowledge, skill = found["learn-2.c.4.e"], found["learn-2.a.1.d"]
    assert knowledge.text == (
        "Find one free course or a person to learn Psychology from, and do the first part"
    )
    assert "notes" in knowledge.evidence
    assert knowledge.reason == (
        "You said level 1.8 of 7, the goal asks for 6.1: a lot of learning. This is a first piece "
        "of it. A program may teach it: ask before you pay for a course."
    )
    other = msgspec.structs.replace(PLAN, goals=(Goal("nurse"), Goal("electrician")))
    wiring = Need(
        "2.C.3.d", "Building", 4.6, 0, Distance.LOT, is_knowledge=True, goal="electrician"
    )
    asked = {"nurse": NURSE, "electrician": Asked("Electrician", training="Apprenticeship")}
    both = propose_steps(other, asked, [PSYCHOLOGY, wiring], TODAY, [CASHIER])
    assert {one.skill: "A program" in one.reason for one in both if one.skill} == {
        "2.C.4.e": True,
        "2.C.3.d": False,
    }
    assert "first piece" in skill.reason
    assert "program" not in skill.reason
    assert "tried" in skill.evidence or "try" in skill.evidence


def test_evidence_and_text_differ_between_skill_and_knowledge_at_every_distance() -> None:
    for distance in (Distance.LITTLE, Distance.SOME, Distance.LOT):
        needs = [Need(f"2.{d}.1", "X", 4.0, 1.0, distance, d == "C") for d in "AC"]
        skill, knowledge = propose_steps(PLAN, {}, needs, TODAY)
        assert skill.text != knowledge.text
        assert skill.evidence != knowledge.evidence
        assert "X" in skill.text


def test_goal_that_nobody_knows_proposes_nothing() -> None:
    assert propose_steps(PLAN, {}, [], TODAY) == []
    assert propose_steps(Plan(), {"nurse": NURSE}, [], TODAY) == []


kinds = st.sampled_from(["", "None", "Apprenticeship", *LONG_TRAINING, "Internship/residency"])
schools = st.sampled_from(["", "Bachelor's degree", "Some college, no degree", "Other"])
works = st.builds(
    Asked,
    title=st.text(min_size=1, max_size=400),
    education=schools,
    experience=st.sampled_from(["", "None", "5 years or more"]),
    training=kinds,
    zone=st.one_of(st.none(), st.integers(1, 5)),
    is_licensed=st.booleans(),
)


@given(works, st.lists(works, max_size=2), st.sampled_from(["a" * 150, "nurse", "29-1141.00"]))
def test_proposals_fit_into_a_record_and_are_not_proposed_again_however_edited(
    asked: Asked, own: list[Asked], role: str
) -> None:
    plan = Plan(goals=(Goal(role),))
    needs = [Need("2.C.3.a", "N" * 200, 4, 1, Distance.LOT, is_knowledge=True)]
    found = propose_steps(plan, {role: asked}, needs, TODAY, own)
    days = [one.by for one in found]
    assert days == sorted(days)
    steps = added(found, {one.id for one in found})
    assert len(steps) == len(found) == len({one.id for one in found})
    edited = tuple(msgspec.structs.replace(step, text="Mine", by=None) for step in steps)
    held = msgspec.structs.replace(plan, steps=steps)
    assert plan_in(document_of(held)) == held
    again = msgspec.structs.replace(plan, steps=edited)
    assert propose_steps(again, {role: asked}, needs, TODAY, own) == []


def test_step_proposed_before_this_version_is_still_known() -> None:
    """Plans that readers keep hold these keys."""
    steps = (
        Step("ads-nurse.1f", "x"),
        Step("ask-nurse.2f", "x"),
        Step("b.3f", "x", skill="2.A.1.a"),
    )
    plan = msgspec.structs.replace(PLAN, steps=steps)
    assert propose_steps(plan, {"nurse": Asked("Nurse")}, [READING], TODAY) == []
