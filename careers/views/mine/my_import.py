"""What a reader brings from another machine: looked at first, then taken whole or left."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from careers.guidance.incoming import read_file
from careers.guidance.record import (
    MOST_BYTES,
    Limits,
    Plan,
    Record,
    UnreadableError,
    export,
)
from careers.models import Domain, Element
from careers.views.mine.my import Questionnaire, questionnaires
from careers.views.mine.my_roles import NamedRole, named_roles
from careers.views.mine.private import keep, private, record_of


@dataclass(frozen=True, slots=True)
class Holds:
    """What a record holds, in numbers; `unknown` are roles that this site does not have."""

    questionnaires: list[Questionnaire]
    saved: int
    goals: int
    steps: int
    has_plan: bool
    has_limits: bool
    unknown: list[NamedRole]


@private
@require_http_methods(["GET", "HEAD", "POST"])
def bring(request: HttpRequest) -> HttpResponse:
    """Ask for the file; show what it holds; put it in the place of what is here."""
    if request.method != "POST":
        return _page(request)
    try:
        incoming = read_file(_sent(request), rateable())
    except UnreadableError as error:
        return _page(request, str(error))
    if request.POST.get("do") == "replace":
        done = redirect(f"{reverse('my')}?done=brought")
        return keep(request, done, lambda record: incoming)
    context = {
        "holds": holds(incoming),
        "here": holds(record_of(request)) if record_of(request) else None,
        "document": export(incoming),
    }
    return render(request, "careers/mine/my_import.html", context)


def _sent(request: HttpRequest) -> bytes:
    """The file, or the document that the page before held; raises `UnreadableError`."""
    if "document" in request.POST:
        return request.POST["document"].encode(errors="replace")
    file = request.FILES.get("file")
    if not isinstance(file, UploadedFile) or not file.size:
        raise UnreadableError("Choose the file first: it is called waymark-record.json.")
    if file.size > MOST_BYTES:
        raise UnreadableError(
            f"The file is longer than {MOST_BYTES // 1000} kB: it is no export of ours."
        )
    return file.read()


def _page(request: HttpRequest, problem: str = "") -> HttpResponse:
    """The form that asks for a file, and why the one before was refused."""
    return render(request, "careers/mine/my_import.html", {"holds": None, "problem": problem})


def rateable() -> set[str]:
    """The codes of the skills and knowledge areas that a reader can rate."""
    elements = Element.objects.filter(domain__in=(Domain.SKILL, Domain.KNOWLEDGE))
    return set(elements.values_list("code", flat=True))


def holds(record: Record) -> Holds:
    """What is in a record, for someone who decides which of two to keep."""
    plan = record.plan
    keys = [
        *(saved.role for saved in record.saved),
        *(goal.role for goal in plan.goals),
        *record.answers.worked_as,
    ]
    return Holds(
        questionnaires=[one for one in questionnaires(record.answers) if one.answered],
        saved=len(record.saved),
        goals=len(plan.goals),
        steps=len(plan.steps),
        has_plan=plan != Plan(),
        has_limits=record.limits != Limits(),
        unknown=[role for role in named_roles(keys).values() if not role.is_known],
    )
