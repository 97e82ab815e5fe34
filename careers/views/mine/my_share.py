"""Links with which others may look at a copy of a plan, where its owner asks for one."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from careers.actions import Refused, sharing
from careers.guidance.record import Plan
from careers.views.addresses import absolute_url
from careers.views.mine.my_exports import goal_roles, plan_page
from careers.views.mine.my_gap import gaps_told
from careers.views.mine.private import private, record_of, token_of

TOKEN = re.compile(r"[A-Za-z0-9_-]{43}", re.ASCII)
DONE = {
    "made": "The link is made. Give it only to people who may read your plan.",
    "ended": "The link is taken back: it shows nothing any more.",
}


@dataclass(frozen=True, slots=True)
class Link:
    """A link that works, with its whole address."""

    shared: sharing.Shared
    address: str


@private
@require_http_methods(["GET", "HEAD", "POST"])
def share(request: HttpRequest) -> HttpResponse:
    """The reader's links; a button makes one, others take one back."""
    if request.method != "POST":
        return _page(request)
    token, number = token_of(request), request.POST.get("end", "")
    if number:
        if number.isdecimal() and len(number) < 19:
            sharing.stop_sharing(token=token, number=int(number))
        return redirect(f"{reverse('my-share')}?done=ended")
    gaps = []
    if "gaps" in request.POST:
        record = record_of(request)
        gaps = gaps_told(record, goal_roles(record.plan), levels=False)
    try:
        sharing.share_plan(token=token, now=timezone.now(), gaps=gaps)
    except Refused as refused:
        return _page(request, str(refused))
    return redirect(f"{reverse('my-share')}?done=made")


@private
@require_safe
def shared(request: HttpRequest, token: str) -> HttpResponse:
    """A plan as it was when its owner shared it; 410 once the link has ended."""
    copy = None
    if TOKEN.fullmatch(token):
        copy = sharing.shared_copy(link_token=token, now=timezone.now())
    if copy is None:
        return render(request, "careers/mine/my_shared_ended.html", status=410)
    plan = plan_page(copy.plan, goal_roles(copy.plan), copy.gaps, levels=False)
    context = {"copy": copy, "plan": plan}
    response = render(request, "careers/mine/my_shared.html", context)
    response["Referrer-Policy"] = "no-referrer"  # the address is the key; no form is posted here
    return response


def _page(request: HttpRequest, problem: str = "") -> HttpResponse:
    now = timezone.now()
    links = [
        Link(one, absolute_url(request, reverse("shared-plan", args=[one.token])))
        for one in sharing.shared_by(token=token_of(request), now=now)
    ]
    record = record_of(request)
    context = {
        "links": links,
        "problem": problem,
        "has_plan": record.plan != Plan(),
        "has_gaps": bool(record.plan.goals and record.answers.skills),
        "days": sharing.days_shared(),
        "done": DONE.get(request.GET.get("done", ""), ""),
    }
    return render(request, "careers/mine/my_share.html", context)
