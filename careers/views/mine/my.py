"""A reader's own page: what they saved, how far their answers are, the ways on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial

import msgspec
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from careers.guidance.plan import PlanFullError, is_dated, typed_line, with_goal
from careers.guidance.record import Answers, Plan, Record, Saved
from careers.views.compared import MOST_ROLES
from careers.views.mine.my_roles import NamedRole, named_role, named_roles
from careers.views.mine.private import REFUSED, keep, private, record_of, refused_with

MOST_SAVED = 100
LONGEST_NOTE = 300
DONE = {
    "saved": "Saved.",
    "noted": "Your note is saved.",
    "removed": "Removed from your shortlist.",
    "goal": "It is a goal of your plan now.",
    "brought": "Everything in the file is here now.",
}
"""What is said once something was done, by the word in the address."""


@dataclass(frozen=True, slots=True)
class SavedRole:
    """A role of the shortlist as the page shows it; `picked` where it is ticked to compare."""

    saved: Saved
    role: NamedRole
    is_goal: bool
    picked: bool
    note: str
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """One of the four, and how many answers it has."""

    name: str
    url: str
    answered: int
    what: str


class FullError(ValueError):
    """The shortlist holds no more; the message is for the reader."""


def _refused(request: HttpRequest) -> HttpResponse:
    """The note as it was typed, with a new token; nothing is kept."""
    wrong = (request.POST.get("role", ""), request.POST.get("note", ""), REFUSED)
    return _page(request, wrong, status=403)


@refused_with(_refused)
@private
@require_http_methods(["GET", "HEAD", "POST"])
def my(request: HttpRequest) -> HttpResponse:
    """The shortlist with its figures, what was answered, and the ways to take it along."""
    if request.method == "POST":
        return _changed(request)
    return _page(request)


@private
@require_http_methods(["GET", "HEAD", "POST"])
def save(request: HttpRequest) -> HttpResponse:
    """The role of `?role=` with one button, which saves it or takes it off the shortlist."""
    asked = request.POST if request.method == "POST" else request.GET
    role = named_role(asked.get("role", "")[:200])
    if role is None:
        return render(request, "careers/mine/my_save.html", {"role": None}, status=404)
    if request.method != "POST":
        return _save_page(request, role)
    keys = {role.key, role.known_as}
    if asked.get("do") == "remove":
        return keep(request, _back("removed"), partial(_without, keys=keys))
    try:
        return keep(request, _back("saved"), partial(_with, role=role.known_as))
    except FullError as full:
        return _save_page(request, role, str(full))


def _save_page(request: HttpRequest, role: NamedRole, problem: str = "") -> HttpResponse:
    held = {saved.role for saved in record_of(request).saved}
    context = {"role": role, "problem": problem, "is_saved": bool({role.key, role.known_as} & held)}
    return render(request, "careers/mine/my_save.html", context)


def _with(record: Record, role: str) -> Record:
    """The record with a role on its shortlist, once."""
    if any(saved.role == role for saved in record.saved):
        return record
    if len(record.saved) >= MOST_SAVED:
        raise FullError(f"Your shortlist holds {MOST_SAVED} roles: remove one first.")
    saved = Saved(role, timezone.localdate())
    return msgspec.structs.replace(record, saved=(*record.saved, saved))


def _without(record: Record, keys: set[str]) -> Record:
    kept = tuple(saved for saved in record.saved if saved.role not in keys)
    return msgspec.structs.replace(record, saved=kept)


def _with_note(record: Record, key: str, note: str) -> Record:
    rows = tuple(
        msgspec.structs.replace(saved, note=note) if saved.role == key else saved
        for saved in record.saved
    )
    return msgspec.structs.replace(record, saved=rows)


def _with_goal(record: Record, key: str) -> Record:
    """The record with a role of its shortlist as a goal; what is not on it is none."""
    if all(saved.role != key for saved in record.saved):
        return record
    return msgspec.structs.replace(record, plan=with_goal(record.plan, key))


def _changed(request: HttpRequest) -> HttpResponse:
    """A note, a removal or a goal, of the one role whose form was sent."""
    key, do = request.POST.get("role", ""), request.POST.get("do", "note")
    if do == "remove":
        return keep(request, _back("removed"), partial(_without, keys={key}))
    note = typed_line(request.POST.get("note", ""))
    if len(note) > LONGEST_NOTE:
        problem = f"A note has at most {LONGEST_NOTE} characters; this one has {len(note)}."
        return _page(request, wrong=(key, note, problem))

    def change(record: Record) -> Record:
        noted = _with_note(record, key, note)
        return _with_goal(noted, key) if do == "goal" else noted

    try:
        return keep(request, _back("goal" if do == "goal" else "noted"), change)
    except PlanFullError as full:
        return _page(request, wrong=(key, note, str(full)))


def _back(done: str) -> HttpResponse:
    return redirect(f"{reverse('my')}?done={done}")


def _page(
    request: HttpRequest, wrong: tuple[str, str, str] = ("", "", ""), status: int = 200
) -> HttpResponse:
    """The page; `wrong` is a role, the note as it was typed, and what is wrong with it."""
    record = record_of(request)
    rows = _shortlist(record)
    key, note, problem = wrong
    rows = [
        replace(row, note=note, problem=problem) if row.saved.role == key else row for row in rows
    ]
    context = {
        "record": record,
        "rows": rows,
        "may_compare": len(rows) > 1,
        "questionnaires": questionnaires(record.answers),
        "has_plan": record.plan != Plan(),
        "is_dated": is_dated(record.plan),
        "done": DONE.get(request.GET.get("done", ""), ""),
        "problem": problem,
    }
    return render(request, "careers/mine/my.html", context, status=status)


def _shortlist(record: Record) -> list[SavedRole]:
    """The saved roles, the newest first; the first four that can be compared are ticked."""
    roles = named_roles(saved.role for saved in record.saved)
    goals = {goal.role for goal in record.plan.goals}
    rows: list[SavedRole] = []
    picked = 0
    for saved in reversed(record.saved):
        role = roles[saved.role]
        pick = role.card is not None and picked < MOST_ROLES
        picked += pick
        rows.append(SavedRole(saved, role, saved.role in goals, pick, saved.note))
    return rows


def questionnaires(answers: Answers) -> list[Questionnaire]:
    """The four with how many answers each has, in the order in which they are best done."""
    levels = len(answers.skills) + len(answers.everyday) + len(answers.worked_as)
    choices = len(answers.pairs) + len(answers.order)
    return [
        Questionnaire("Interests", reverse("tools-interests"), len(answers.interests), "answer"),
        Questionnaire("Skills", reverse("tools-skills"), levels, "answer"),
        Questionnaire("Values", reverse("tools-values"), choices, "choice"),
        Questionnaire("Strengths", reverse("tools-strengths"), len(answers.strengths), "answer"),
    ]
