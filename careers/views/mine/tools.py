"""The reader's questionnaires: their index, which is public, and the pages that ask."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from careers.guidance import questions
from careers.views.caching import public
from careers.views.mine import tools_asked
from careers.views.mine.private import private
from careers.views.mine.tools_asking import asking

METHODS = ["GET", "HEAD", "POST"]


@require_safe
@public
def tools(request: HttpRequest) -> HttpResponse:
    """The index of a reader's own tools; nothing of a person is on it."""
    context = {
        "interests": tools_asked.interests(),
        "strengths": tools_asked.strength_statements(),
        "values": tools_asked.value_pairs(),
        "skills": tools_asked.skill_levels(),
        "deeds": len(questions.everyday().item),
    }
    return render(request, "careers/mine/tools.html", context)


@require_http_methods(METHODS)
@private
def interests(request: HttpRequest) -> HttpResponse:
    """The activities to like or dislike."""
    return asking(request, tools_asked.interests())


@require_http_methods(METHODS)
@private
def strengths(request: HttpRequest) -> HttpResponse:
    """The statements that are more or less like the reader."""
    return asking(request, tools_asked.strength_statements())


@require_http_methods(METHODS)
@private
def values(request: HttpRequest) -> HttpResponse:
    """The choices between two jobs."""
    return asking(request, tools_asked.value_pairs())


@require_http_methods(METHODS)
@private
def skills(request: HttpRequest) -> HttpResponse:
    """The skills to rate, one a screen; all on one page is the profile."""
    if "show" in request.GET:
        return redirect("tools-skills-results")
    return asking(request, tools_asked.skill_levels())
