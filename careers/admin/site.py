"""The admin site: the desk, sign-in that is slowed down and logged, sessions that end."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver, path
from django.utils import timezone

from careers.admin import desk, passwords, signing_in
from careers.admin.own_pages import user_of

ROWS_A_PAGE = 50
LAST_SEEN = "last_seen"
"""In a session: when the admin was last used, in seconds since 1970."""
SEEN_EVERY = 300
"""Seconds: how often that is written anew. A session may end so much too early, never late."""


class DeskSite(admin.AdminSite):
    """The editors' desk, and their way in. Everything else is Django's admin."""

    index_title = "Your desk"
    login_form = signing_in.SignInForm

    def index(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> TemplateResponse:
        """What waits for the person, above Django's list of all there is."""
        lists = desk.filled(user_of(request))
        return super().index(request, {"desk": lists, **(extra_context or {})})

    def desk_list(self, request: HttpRequest, name: str) -> HttpResponse:
        """The whole of one of the desk's lists."""
        tray = desk.TRAYS.get(name)
        if tray is None or tray.whole:
            raise Http404(f"no list {name}")
        user = user_of(request)
        if not tray.may(user):
            raise PermissionDenied
        page = Paginator(tray.rows(user), ROWS_A_PAGE).get_page(request.GET.get("page"))
        context = {
            **self.each_context(request),
            "title": tray.heading,
            "subtitle": None,
            "tray": tray,
            "page": page,
            "lines": [tray.line(row) for row in page],
        }
        return TemplateResponse(request, "admin/careers/desk_list.html", context)

    def login(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Sign in; how an attempt ended is logged."""
        response = super().login(request, extra_context)
        if request.method == "POST":
            signing_in.log_attempt(request, response)
            if response.status_code == 302:
                request.session[LAST_SEEN] = _now()
        return response

    def logout(  # type: ignore[override]
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Sign out, logged."""
        name = request.user.get_username()
        response = super().logout(request, extra_context)
        signing_in.log("signed out", request, name)
        return response

    def password_change(  # type: ignore[override]
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Change one's own password; a change is logged."""
        response = super().password_change(request, extra_context)
        if response.status_code == 302 and request.method == "POST":
            signing_in.log("password changed", request, request.user.get_username())
        return response

    def has_permission(self, request: HttpRequest) -> bool:
        """Whether the reader may use the admin; if so, the session lasts from now on."""
        may = super().has_permission(request)
        if may and not isinstance(request.user, AnonymousUser):
            _keep(request)
        return may

    def get_urls(self) -> list[URLPattern | URLResolver]:
        """Django's addresses, the desk's, and those of a forgotten password without an account."""
        start = "password-reset/"
        own: list[URLPattern | URLResolver] = [
            path("desk/<slug:name>/", self.admin_view(self.desk_list), name="desk-list"),
            path(start, passwords.ask, name="password-reset"),
            path(f"{start}sent/", passwords.sent, name="password-reset-sent"),
            path(f"{start}done/", passwords.done, name="password-reset-done"),
            path(f"{start}<uidb64>/<token>/", passwords.choose, name="password-reset-choose"),
        ]
        return own + super().get_urls()


def _keep(request: HttpRequest) -> None:
    """Let a session that began at our sign-in start its time anew, every few minutes of use."""
    seen = request.session.get(LAST_SEEN)
    now = _now()
    if seen is not None and now - seen >= SEEN_EVERY:
        request.session[LAST_SEEN] = now


def _now() -> int:
    return int(timezone.now().timestamp())
