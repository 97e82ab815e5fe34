"""What was typed outlives a session that ended and a form that was refused.

The text stays in the page, in hidden fields: nothing of somebody who is not signed in is stored,
and it works without JavaScript. It comes back into the form unsaved, so that a form sent from
another site can show itself but changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import admin
from django.contrib.admin.forms import AdminAuthenticationForm
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.template.response import TemplateResponse
from django.urls import Resolver404, resolve
from django.views import csrf as django_csrf
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

KEPT = "_kept"
SIGN_IN = "_sign_in"
NOT_TYPED = ("csrfmiddlewaretoken", "username", "password", "next", KEPT, SIGN_IN)
SIGNED_OUT = "admin/careers/guide_signed_out.html"
KEEPING = ("careers_role_edit", "careers_role_add", "careers_role_step")
"""Names of the addresses whose forms are kept."""

View = Callable[..., HttpResponse]


def typed_fields(data: QueryDict, *, besides: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    """What was typed, as hidden fields hold it; buttons and passwords are left out."""
    return [
        (name, str(value))
        for name, values in data.lists()
        if name not in NOT_TYPED and name not in besides
        for value in values
    ]


def keeping(view: View, site: admin.AdminSite) -> View:
    """The view for those who are signed in; others sign in on a page that keeps what they typed.

    The view is called with `kept` where somebody comes back from there.
    """

    def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return view(request, *args, kept=KEPT in request.POST, **kwargs)

    guarded = site.admin_view(wraps(view)(inner))

    @sensitive_post_parameters("password")
    @never_cache
    @wraps(view)
    def outer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method != "POST" or site.has_permission(request):
            return guarded(request, *args, **kwargs)
        if SIGN_IN not in request.POST:
            return _asked(request, site)
        answer = site.login(request, _context(request))
        if answer.status_code != 302:
            if isinstance(answer, TemplateResponse):
                answer.template_name = SIGNED_OUT
            return answer
        return view(request, *args, kept=True, **kwargs)

    return outer


def _asked(request: HttpRequest, site: admin.AdminSite) -> HttpResponse:
    """The page that asks somebody to sign in, with nothing filled in yet."""
    form = (site.login_form or AdminAuthenticationForm)(request)
    context = {
        **site.each_context(request),
        "title": "Sign in to go on",
        "subtitle": None,
        "app_path": request.get_full_path(),
        "username": request.user.get_username(),
        "form": form,
        **_context(request),
    }
    return render(request, SIGNED_OUT, context)


def _context(request: HttpRequest) -> dict[str, Any]:
    return {"kept": typed_fields(request.POST), "next": request.path}


def refused_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """CSRF_FAILURE_VIEW: a guide's form is shown to be sent again; others get the plain page.

    A view that has its own answer to a refused form, `refused_form` of it, gives that.
    """
    try:
        match = resolve(request.path_info)
    except Resolver404:
        match = None
    answer: View | None = getattr(match.func, "refused_form", None) if match else None
    if answer is not None:
        return answer(request)
    if match is None or match.url_name not in KEEPING:
        return django_csrf.csrf_failure(request, reason)
    context = {"kept": typed_fields(request.POST), "title": "Send your text again"}
    return render(request, "admin/careers/guide_refused.html", context, status=403)
