"""What a reader takes along: a page to print, Markdown, a calendar, and everything as JSON."""

from __future__ import annotations

import hashlib

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from careers.guidance.plan_text import markdown
from careers.guidance.record import Plan, export
from careers.views.mine.my_roles import named_roles
from careers.views.mine.private import private, record_of, token_of


@private
@require_safe
def printed(request: HttpRequest) -> HttpResponse:
    """The plan as a page that is good on paper."""
    return render(
        request, "careers/mine/my_plan_print.html", {"plan": plan_page(record_of(request).plan)}
    )


@private
@require_safe
def plan_markdown(request: HttpRequest) -> HttpResponse:
    """The plan as Markdown."""
    plan = record_of(request).plan
    titles = {key: role.title for key, role in named_roles(_keys(plan)).items()}
    text = markdown(plan, titles, name=settings.SITE_NAME, today=timezone.localdate())
    return _file(text.encode(), "text/markdown; charset=utf-8", "plan.md")


@private
@require_safe
def plan_calendar(request: HttpRequest) -> HttpResponse:
    """The dated steps as a calendar file."""
    from careers.guidance.calendar import calendar  # icalendar is for this page alone

    text = calendar(
        record_of(request).plan,
        name=settings.SITE_NAME,
        host=request.get_host().partition(":")[0],
        owner=hashlib.sha256(f"calendar {token_of(request)}".encode()).hexdigest()[:16],
        now=timezone.now(),
    )
    return _file(text, "text/calendar; charset=utf-8", "plan.ics")


@private
@require_safe
def record_json(request: HttpRequest) -> HttpResponse:
    """All that is kept, as the import takes it."""
    text = export(record_of(request))
    return _file(text.encode(), "application/json", "record.json")


def plan_page(plan: Plan) -> dict[str, object]:
    """A plan with the roles of its goals, as pages that only show it have it."""
    roles = named_roles(_keys(plan))
    return {
        "held": plan,
        "is_empty": plan == Plan(),
        "goals": [(goal, roles[goal.role]) for goal in plan.goals],
    }


def _keys(plan: Plan) -> list[str]:
    return [goal.role for goal in plan.goals]


def _file(body: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(body, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="waymark-{name}"'
    return response
