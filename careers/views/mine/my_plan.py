"""A reader's plan: one form whose every button keeps all that was typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import msgspec
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from careers import search as engine
from careers.guidance import skills
from careers.guidance.plan import Edit, PlanFullError, is_dated, merged, moved, with_goal
from careers.guidance.plan_steps import Asked, Proposal, added, propose_steps
from careers.guidance.record import Plan, Record
from careers.models import Release
from careers.views.mine.my_gap import GoalGap, goal_gaps, needs
from careers.views.mine.my_goals import Work, own_jobs, works
from careers.views.mine.my_plan_form import plan_form, read_form, shown_plan
from careers.views.mine.my_roles import NamedRole, named_role, named_roles, roles_like
from careers.views.mine.private import REFUSED, keep, private, record_of, refused_with

SECTIONS = {"goal": "goals", "step": "steps", "doubt": "doubts"}
NOT_FOUND = "No role here is called so. Choose one below, or search for it."
DONE = {
    "saved": "Saved. Everything on this page is kept.",
    "undated": "There is no date in your plan yet, so there is nothing for a calendar. Give a step "
    "a date, or a day to decide by, and save.",
}


@dataclass(frozen=True, slots=True)
class Button:
    """The button that sent the form: "save", "goal:electrician", "remove-step:2", "up-step:2"."""

    act: str
    what: str
    value: str

    @property
    def place(self) -> int:
        """The row it stands at; -1 for none."""
        return int(self.value) if self.value.isdecimal() and len(self.value) < 4 else -1

    @property
    def section(self) -> str:
        """The part of the page to go back to."""
        return f"#{SECTIONS[self.what]}" if self.what in SECTIONS else ""


@dataclass(frozen=True, slots=True)
class Situation:
    """What the page knows besides the form: roles by key, gaps of goals, steps to propose."""

    roles: Mapping[str, NamedRole]
    gaps: list[GoalGap]
    proposals: list[Proposal]


def _refused(request: HttpRequest) -> HttpResponse:
    """The form as it was typed, with a new token; nothing is kept."""
    typed = request.POST.dict()
    was = shown_plan(typed, record_of(request).plan)
    _, errors = read_form(typed, was)
    return _page(request, was, errors={**errors, "": REFUSED}, status=403)


@refused_with(_refused)
@private
@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: HttpRequest) -> HttpResponse:
    """The plan as a form; sent, it is kept, or shown again with what is wrong."""
    if request.method == "POST":
        return _sent(request)
    return _page(request, record_of(request).plan)


def _sent(request: HttpRequest) -> HttpResponse:
    record = record_of(request)
    typed = request.POST.dict()
    was = shown_plan(typed, record.plan)
    edit, errors = read_form(typed, was)
    button = button_of(typed.get("do", "save"))
    edit = _pressed(edit, button)
    goal, found = _goal_asked_for(typed, button)
    if found is not None:
        errors["new-goal"] = NOT_FOUND
    if errors:
        return _page(request, was, errors=errors, like=found)
    ticked = request.POST.getlist("propose")
    proposals = situation(msgspec.structs.replace(record, plan=was)).proposals if ticked else []
    edit = replace(edit, steps=(*edit.steps, *added(proposals, ticked)))

    def change(held: Record) -> Record:
        wider = _ordered(merged(held.plan, edit), edit, button)
        wider = with_goal(wider, goal) if goal else wider
        return msgspec.structs.replace(held, plan=wider)

    section = "#steps" if ticked else "#goals" if goal else button.section
    try:
        return keep(request, redirect(f"{reverse('my-plan')}?done=saved{section}"), change)
    except PlanFullError as full:
        return _page(request, was, errors={"": str(full)})


def button_of(text: str) -> Button:
    """What a button of the form says: act, kind of row, value."""
    name, _, value = text.partition(":")
    act, _, what = name.partition("-")
    return Button(act, what or (act if act == "goal" else ""), value)


def _pressed(edit: Edit, button: Button) -> Edit:
    """The edit without the row that is to be removed."""
    if button.act != "remove" or button.what not in SECTIONS:
        return edit
    name = SECTIONS[button.what]
    rows = list(getattr(edit, name))
    if 0 <= button.place < len(getattr(edit.was, name)):
        rows[button.place] = None
    changes: dict[str, Any] = {name: tuple(rows)}
    return replace(edit, **changes)


def _ordered(held: Plan, edit: Edit, button: Button) -> Plan:
    """The plan with a step moved, where that was asked for."""
    places = {"up": -1, "down": 1}.get(button.act)
    if places is None or button.what != "step" or not 0 <= button.place < len(edit.was.steps):
        return held
    key = edit.was.steps[button.place].key
    return msgspec.structs.replace(held, steps=moved(held.steps, key, places))


def _goal_asked_for(
    typed: Mapping[str, str], button: Button
) -> tuple[str, list[engine.Hit] | None]:
    """The role to add as a goal, if one; where a word names none, what it may have meant."""
    asked = button.value if button.act == "goal" else typed.get("new-goal", "").strip()[:200]
    if not asked:
        return "", None
    role = named_role(asked)
    return (role.known_as, None) if role else ("", roles_like(asked))


def situation(record: Record) -> Situation:
    """What a page needs to know of the goals of a plan, of the reader's jobs and the shortlist."""
    goals, jobs = [goal.role for goal in record.plan.goals], own_jobs(record)
    roles = named_roles([*goals, *jobs, *(saved.role for saved in record.saved)])
    releases = Release.objects.current()
    known = works([roles[key] for key in (*goals, *jobs)] if goals else [], releases)
    gaps = goal_gaps(record.plan.goals, roles, known, record.answers, releases)
    asked = {key: _asked(roles[key], known) for key in goals if roles[key].is_known}
    own = [known[roles[key].known_as].asked for key in jobs if roles[key].known_as in known]
    today = timezone.localdate()
    return Situation(roles, gaps, propose_steps(record.plan, asked, needs(gaps), today, own))


def _asked(role: NamedRole, known: Mapping[str, Work]) -> Asked:
    """What a goal asks for; its title alone where it has no figures of its own."""
    work = known.get(role.known_as) if role.card else None
    return work.asked if work else Asked(role.title)


def _page(
    request: HttpRequest,
    shown: Plan,
    errors: Mapping[str, str] | None = None,
    like: list[engine.Hit] | None = None,
    status: int = 200,
) -> HttpResponse:
    """The form of a plan; with errors, as it was typed."""
    record = record_of(request)
    known = situation(msgspec.structs.replace(record, plan=shown))
    goals = {goal.role for goal in shown.goals}
    form = plan_form(
        shown, request.POST.dict() if errors else {}, errors or {}, timezone.localdate()
    )
    saved = [known.roles[one.role] for one in record.saved if one.role not in goals]
    context = {
        "form": form,
        "goals": [(row, known.roles[row.role]) for row in form.goals],
        "situation": known,
        "like": [hit for hit in like or [] if hit.key not in goals],
        "saved": [role for role in saved if role.is_known][:10],
        "ticked": request.POST.getlist("propose") if errors else [],
        "has_levels": bool(skills.person(record.answers)),
        "is_in_line": bool(record.answers.skills),
        "has_plan": record.plan != Plan(),
        "is_dated": is_dated(record.plan),
        "refused": (errors or {}).get("", ""),
        "done": DONE.get(request.GET.get("done", ""), ""),
    }
    return render(request, "careers/mine/my_plan.html", context, status=status)
