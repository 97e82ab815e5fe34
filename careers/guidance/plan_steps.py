"""Steps that a reader could add to a plan: to find out, to prepare, to learn.

Pure: nothing here reads or writes the database.

1. For each goal: read ads, ask people (a week, three weeks). They cost least.
2. Where the work asks for more than the reader's own jobs did: the programs, the apprenticeship,
   the employers who train or the job before it, with what to ask; and the license. Four to six
   weeks, to find out, not to finish. What is asked for is BLS's typical entry education,
   experience and on-the-job training, and O*NET's job zone; a job that is not known asks nothing.
3. Three skills at most, those that weigh most: one after the other, the nearest first, each with
   4, 8 or 12 weeks by its distance, and of what takes a lot of learning a first piece alone. How
   long learning takes is not known here.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate

from careers.guidance.gap import Distance
from careers.guidance.moves_rules import SCHOOLING_YEARS
from careers.guidance.moves_types import wording_of
from careers.guidance.plan import new_key
from careers.guidance.record import Goal, Plan, Step

MOST_SKILLS = 3
LONGEST_TITLE = 110
SKILLS_FROM = 4
WEEKS = {Distance.LITTLE: 4, Distance.SOME: 8, Distance.LOT: 12}
"""Weeks from now to the first skill, and for each by its distance."""
APPRENTICESHIP, INTERNSHIP = "Apprenticeship", "Internship/residency"
LONG_TRAINING = {
    "Moderate-term on-the-job training": "between a month and a year",
    "Long-term on-the-job training": "more than a year",
}
"""BLS's on-the-job training that is worth asking about, and how long that means."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What work asks for before it is entered, in BLS's words; empty and None are not known.

    `education` is the typical entry education of most of its jobs, `experience` and `training` go
    with it; `zone` is the highest job zone. `is_licensed` where the guide speaks of a license.
    """

    title: str
    education: str = ""
    experience: str = ""
    training: str = ""
    zone: int | None = None
    is_licensed: bool = False

    @property
    def years(self) -> int:
        """Years of school after high school, at least; 0 where they are not known."""
        return SCHOOLING_YEARS.get(self.education, 0)


@dataclass(frozen=True, slots=True)
class Need:
    """A skill or knowledge area that a goal asks for above what the reader has.

    Levels are O*NET's, 0 to 7; `goal` is the key of the one that weighs it most.
    """

    element: str
    name: str
    needed: float
    have: float
    distance: Distance
    is_knowledge: bool = False
    goal: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A step that could be added; `id` names it in a form, `reason` says why it is proposed."""

    id: str
    text: str
    evidence: str
    by: dt.date
    reason: str
    skill: str = ""


def propose_steps(
    plan: Plan,
    asked: Mapping[str, Asked],
    needs: Iterable[Need],
    today: dt.date,
    own: Collection[Asked] = (),
) -> list[Proposal]:
    """Steps that the goals and the gap suggest and the plan does not have yet, soonest first.

    `asked` holds what is known of the goals, `own` of the jobs the reader has or had. `needs` are
    in order of weight, the heaviest first.
    """
    found: list[Proposal] = []
    for goal in plan.goals:
        if goal.role in asked:
            found += _to_find_out(goal, asked[goal.role], today)
            found += _to_prepare(goal, asked[goal.role], own, today)
    found += _skills(needs, today, {one.id for one in found})
    return sorted((one for one in found if not _is_held(one, plan.steps)), key=lambda one: one.by)


def added(proposals: Iterable[Proposal], ids: Collection[str]) -> tuple[Step, ...]:
    """Steps of the proposals that were ticked."""
    return tuple(
        Step(new_key(one.id), one.text, one.by, one.evidence, one.skill)
        for one in proposals
        if one.id in ids
    )


def _to_find_out(goal: Goal, asked: Asked, today: dt.date) -> list[Proposal]:
    """What a goal is like, before anything is spent on it."""
    return [
        _about(
            "ads", goal, asked, "Costs an hour, and shows what employers near you ask for.", today
        ),
        _about("ask", goal, asked, "People in the work know what no figure shows.", today),
    ]


def _to_prepare(goal: Goal, asked: Asked, own: Collection[Asked], today: dt.date) -> list[Proposal]:
    """How one gets in, where that is more than the reader's own jobs asked for."""
    if any(job.title == asked.title for job in own):
        return []
    ways = list(_ways_in(asked, own)) or _more_preparation(asked, own)
    if asked.is_licensed or any(kind in TRAINED for kind, _ in ways):
        ways.insert(0, ("license", LICENSED if asked.is_licensed else MAY_BE_LICENSED))
    return [_about(kind, goal, asked, reason, today) for kind, reason in ways]


def _ways_in(asked: Asked, own: Collection[Asked]) -> Iterator[tuple[str, str]]:
    """Kinds of steps with their reasons, for what BLS lists."""
    if asked.years > max((job.years for job in own), default=0):
        above = ", more than for the work you named" if own else ""
        reason = f"BLS names {wording_of(asked.education)} as the typical way in{above}."
        if asked.training == INTERNSHIP:
            reason += " An internship or residency follows: ask whether the program finds you one."
        yield "school", f"{reason} Leave it out if you have that schooling."
    if asked.training == APPRENTICESHIP:
        yield "apprentice", "BLS lists an apprenticeship as the usual training. It is paid."
    if asked.training in LONG_TRAINING:
        yield "train", f"BLS lists training on the job, {LONG_TRAINING[asked.training]}."
    if asked.experience not in ("", "None"):
        years = asked.experience[:1].lower() + asked.experience[1:]
        yield "before", f"BLS lists work in a related job first: {years}."


def _more_preparation(asked: Asked, own: Collection[Asked]) -> list[tuple[str, str]]:
    """Where nothing but the job zone tells that more is asked for."""
    zone = max((job.zone for job in own if job.zone), default=None)
    if zone is None or asked.zone is None or asked.zone <= zone:
        return []
    zones = f"in job zone {asked.zone} of 5, the work you named in {zone}"
    return [("prepare", f"O*NET puts it {zones}: it takes more preparation.")]


def _about(kind: str, goal: Goal, asked: Asked, reason: str, today: dt.date) -> Proposal:
    """A step of a kind about a goal."""
    weeks, text, evidence = _ABOUT[kind]
    return Proposal(
        id=f"{kind}-{goal.role}",
        text=text.format(asked.title[:LONGEST_TITLE]),
        evidence=evidence,
        by=_after(today, weeks),
        reason=reason,
    )


TRAINED = {"school", "apprentice", "train"}
"""Ways in after which there may be a license, even where the guide does not speak of one."""
LICENSED = "The guide here speaks of a license. What it takes differs between states."
MAY_BE_LICENSED = "Some work needs one and some does not: your state’s licensing office tells you."
_ABOUT = {
    "ads": (
        1,
        "Read five job ads with the title {} in the place you want, and mark what they share",
        "A list of what at least three of the five ask for",
    ),
    "ask": (
        3,
        "Ask two people with the title {} what a hard week is like and how they got in",
        "Two talks, and one thing you did not expect",
    ),
    "license": (
        4,
        "Find out whether the title {} needs a license in your state, and what that takes",
        "A yes or no; if yes, the list of schooling, exam, fees and checks",
    ),
    "school": (
        6,
        "Compare two programs that lead to the title {}: ask what each costs in all, how long it "
        "takes, about evening classes and aid, and what you need to get in",
        "Two programs compared: cost, length, start",
    ),
    "apprentice": (
        6,
        "Find two apprenticeships that lead to the title {}: ask what each pays, how long it "
        "lasts, what you need to get in and when the next one begins",
        "Two apprenticeships compared: pay, length, start",
    ),
    "train": (
        6,
        "Ask two employers who hire for the title {} whether they train beginners, how long that "
        "takes and what they pay meanwhile",
        "Two employers compared: training, length, pay",
    ),
    "before": (
        6,
        "Find out which job people have before the title {}: see what three ads ask for, and name "
        "one that you could get next",
        "One job named, and what it asks for",
    ),
    "prepare": (
        6,
        "Ask an employer and a school how people prepare for the title {}: which courses or "
        "practice count, what they cost and how long they take",
        "Two ways compared: cost, length, start",
    ),
}
"""Weeks to its day, text and evidence of each kind of step about a goal; {} is its title."""


def _skills(needs: Iterable[Need], today: dt.date, beside: Collection[str]) -> list[Proposal]:
    """Steps to learn; `beside` are the ids of the others, a program for the goal among them."""
    chosen: dict[str, Need] = {}
    for need in needs:
        chosen.setdefault(need.element, need)
    nearest = sorted(list(chosen.values())[:MOST_SKILLS], key=lambda need: WEEKS[need.distance])
    weeks = accumulate((WEEKS[need.distance] for need in nearest), initial=SKILLS_FROM)
    days = [_after(today, week) for week in weeks][1:]
    return [
        _skill(need, by, f"school-{need.goal}" in beside)
        for need, by in zip(nearest, days, strict=True)
    ]


def _skill(need: Need, by: dt.date, in_school: bool) -> Proposal:
    text, evidence = _LEARNING[need.distance, need.is_knowledge]
    levels = f"You said level {need.have:.1f} of 7, the goal asks for {need.needed:.1f}"
    reason = f"{levels}: {need.distance.value}."
    if need.distance is Distance.LOT:
        reason += " This is a first piece of it."
        if in_school and need.is_knowledge:
            reason += " A program may teach it: ask before you pay for a course."
    return Proposal(
        id=f"learn-{need.element.lower()}",
        text=text.format(need.name),
        evidence=evidence,
        by=by,
        reason=reason,
        skill=need.element,
    )


_LEARNING = {
    (Distance.LITTLE, False): (
        "Use {} in one task that asks for a bit more of it than what you do now",
        "The task done, and what somebody who saw it said",
    ),
    (Distance.LITTLE, True): (
        "Learn a bit more about {}: one library book or free course",
        "A page of what you learned, in your own words",
    ),
    (Distance.SOME, False): (
        "Practice {} in three real tasks, and ask somebody who is good at it what to do better",
        "Three tasks done, and one thing that you do differently now",
    ),
    (Distance.SOME, True): (
        "Take one course in {}, free or at a community college",
        "The course finished: its certificate, or work you did in it",
    ),
    (Distance.LOT, False): (
        "Ask somebody who is good at {} how they go about it, and try it once yourself",
        "What they told you, and how your try went",
    ),
    (Distance.LOT, True): (
        "Find one free course or a person to learn {} from, and do the first part",
        "Your notes of the first part, and whether you want to go on",
    ),
}
"""A step and its evidence, by distance and whether it is knowledge; {} is the name."""


def _after(today: dt.date, weeks: int) -> dt.date:
    return today + dt.timedelta(weeks=weeks)


def _is_held(one: Proposal, steps: Iterable[Step]) -> bool:
    if one.skill:
        return any(step.skill == one.skill for step in steps)
    return any(step.key.startswith(f"{one.id[:100]}.") for step in steps)
