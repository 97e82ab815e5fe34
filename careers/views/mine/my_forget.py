"""Deleting everything at once, and the page that says what is kept and what is not."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from careers.actions import sharing
from careers.views.caching import public
from careers.views.mine import private as own
from careers.views.mine.private import private, record_of, token_of

CLEARED = '"cache", "storage"'
"""What browsers are asked to drop. Not cookies: an editor would be signed out, and ours is gone."""


@private
@require_http_methods(["GET", "HEAD", "POST"])
def forget(request: HttpRequest) -> HttpResponse:
    """One button that deletes all: the record, the copies that were shared, the cookie."""
    if request.method != "POST":
        return render(request, "careers/mine/my_forget.html", {"is_kept": bool(record_of(request))})
    sharing.stop_sharing(token=token_of(request))
    response = own.forget(request, redirect("my-forgotten"))
    if request.is_secure():  # browsers heed it nowhere else
        response["Clear-Site-Data"] = CLEARED
    return response


@private
@require_safe
def forgotten(request: HttpRequest) -> HttpResponse:
    """That nothing is kept any more; to somebody of whom something is, the button."""
    if record_of(request):
        return redirect("my-forget")
    return render(request, "careers/mine/my_forgotten.html")


@require_safe
@public
def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept of readers, where, for how long, and what is not, in plain words."""
    context = {
        "days": settings.WAYMARK_READER_DAYS,
        "shared_days": sharing.days_shared(),
        "cookie": own.COOKIE,
        "csrf_cookie": settings.CSRF_COOKIE_NAME,
    }
    return render(request, "careers/mine/my_privacy.html", context)
