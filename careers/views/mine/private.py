"""Pages that belong to one reader: their cookie, and what keeps such pages out of every cache."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers, patch_cache_control

from careers import actions
from careers.guidance.record import Record

COOKIE = "waymark-reader"
REFUSED = (
    "Your browser had lost the cookie that guards this form, or the form came from another site. "
    "Read it, and press the button again if it is yours. If that fails, allow cookies here."
)
"""What is said at a form that was given back because its token was refused."""
View = Callable[..., HttpResponse]


def private(view: View) -> View:
    """Let nobody keep or index what the view answers."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        add_never_cache_headers(response)
        patch_cache_control(response, private=True, no_store=True)
        response["X-Robots-Tag"] = "noindex"
        return response

    guarded.of_one_reader = True  # type: ignore[attr-defined]
    return guarded


def refused_with(answer: View) -> Callable[[View], View]:
    """Let `answer` show the form of a private view whose token was refused, as it was typed.

    The cookie that guards forms ends with the browser, which a phone ends when it likes. The text
    comes back unsaved: a form from another site can show itself so, but changes nothing.
    """

    def decorate(view: View) -> View:
        view.refused_form = private(answer)  # type: ignore[attr-defined]
        return view

    return decorate


def record_of(request: HttpRequest) -> Record:
    """What this reader keeps with us, as it is now; read once a request."""
    record: Record | None = getattr(request, "_record", None)
    if record is None:
        token = token_of(request)
        record = actions.read_record(token=token)
        if record:
            actions.note_use(token=token, now=timezone.now())
        request._record = record  # type: ignore[attr-defined]
    return record


def keep(
    request: HttpRequest, response: HttpResponse, change: Callable[[Record], Record]
) -> HttpResponse:
    """Change what the reader keeps, and answer with their cookie."""
    token = actions.change_record(token=token_of(request), change=change)
    response.set_cookie(
        COOKIE,
        token,
        max_age=24 * 3600 * settings.WAYMARK_READER_DAYS,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
    return response


def forget(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Delete all that the reader keeps, and their cookie."""
    actions.forget_record(token=token_of(request))
    response.delete_cookie(COOKIE, samesite="Lax")
    return response


def token_of(request: HttpRequest) -> str:
    """The token of the reader's cookie; empty where there is none that could be ours."""
    token = request.COOKIES.get(COOKIE, "")
    return token if len(token) == 32 and token.isalnum() else ""
