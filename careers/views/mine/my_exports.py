"""What a reader takes along: a page to print, Markdown, a calendar, and everything as JSON."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from careers.guidance.plan import is_dated
from careers.guidance.plan_text import NOTHING_TO_BUILD, GapTold, markdown
from careers.guidance.record import Plan, export
from careers.views.mine.my_gap import gaps_told
from careers.views.mine.my_roles import NamedRole, named_roles
from careers.views.mine.private import private, record_of, token_of


@private
@require_safe
def printed(request: HttpRequest) -> HttpResponse:
    """The plan as a page that is good on paper."""
    record = record_of(request)
    roles = goal_roles(record.plan)
    page = plan_page(record.plan, roles, gaps_told(record, roles, levels=True), levels=True)
    return render(request, "careers/mine/my_plan_print.html", {"plan": page})


@private
@require_safe
def plan_markdown(request: HttpRequest) -> HttpResponse:
    """The plan as Markdown."""
    record = record_of(request)
    roles = goal_roles(record.plan)
    titles = {key: role.title for key, role in roles.items()}
    gaps, today = gaps_told(record, roles, levels=True), timezone.localdate()
    text = markdown(record.plan, titles, gaps, name=settings.SITE_NAME, today=today)
    return _file(text.encode(), "text/markdown; charset=utf-8", "plan.md")


@private
@require_safe
def plan_calendar(request: HttpRequest) -> HttpResponse:
    """The dated steps as a calendar file; without a day there is none (RFC 5545, 3.6)."""
    from careers.guidance.calendar import calendar  # icalendar is for this page alone

    plan = record_of(request).plan
    if not is_dated(plan):
        return redirect(f"{reverse('my-plan')}?done=undated")
    text = calendar(
        plan,
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


def plan_page(
    plan: Plan, roles: Mapping[str, NamedRole], gaps: Sequence[GapTold], *, levels: bool
) -> dict[str, object]:
    """A plan with the roles of its goals and their gaps, as pages that only show it have it."""
    return {
        "held": plan,
        "is_empty": plan == Plan(),
        "goals": [(goal, roles[goal.role]) for goal in plan.goals],
        "gaps": [(gap, roles[gap.role]) for gap in gaps if gap.role in roles],
        "has_levels": levels,
        "nothing_to_build": NOTHING_TO_BUILD,
    }


def goal_roles(plan: Plan) -> dict[str, NamedRole]:
    """The roles of a plan's goals, by key."""
    return named_roles(goal.role for goal in plan.goals)


def _file(body: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(body, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="waymark-{name}"'
    return response
