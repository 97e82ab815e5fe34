"""Sign-in: its form, what is logged of it, and the page of an account that is locked.

Logged are the names of accounts that were let in. What was typed at a failed sign-in may be a
password in the wrong field: of that, as of every address, only a keyed hash is logged.
"""

from __future__ import annotations

import datetime as dt
import logging
from typing import Any

from axes.models import AccessAttempt
from django.conf import settings
from django.contrib.admin.forms import AdminAuthenticationForm
from django.core.validators import MaxLengthValidator
from django.db.models import Max, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.crypto import salted_hmac

from careers.visitors import stand_in_address

logger = logging.getLogger(__name__)

LONGEST_NAME = 150
LONGEST_PASSWORD = 4_096
TAG = 12
"""Characters of a hash in the log: enough to see that two attempts belong together."""


class SignInForm(AdminAuthenticationForm):
    """Django's form; names and passwords that no account can have are refused before hashing."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].validators.append(MaxLengthValidator(LONGEST_NAME))
        self.fields["password"].validators.append(MaxLengthValidator(LONGEST_PASSWORD))


def log(event: str, request: HttpRequest, account: str) -> None:
    """Log what happened to an account, from where: a tag, never an address."""
    logger.info("%s: %s, from %s", event, account, tag(stand_in_address(request)))


def log_attempt(request: HttpRequest, response: HttpResponse) -> None:
    """Log how a sign-in ended; of a failed one only a tag of what was typed as the name."""
    if response.status_code == 302:
        log("signed in", request, request.user.get_username())
        return
    locked = getattr(request, "axes_locked_out", False)
    typed = tag(request.POST.get("username", ""))
    log("sign-in refused, locked" if locked else "sign-in failed", request, f"name {typed}")


def tag(text: str) -> str:
    """A short keyed hash."""
    return salted_hmac("careers.admin.signing_in", text, algorithm="sha256").hexdigest()[:TAG]


def locked_out(
    request: HttpRequest, response: HttpResponse | None, credentials: dict[str, Any] | None
) -> HttpResponse:
    """429 that says when to try again; the same for accounts that exist and that do not."""
    until = locked_until(request, credentials or {})
    seconds = max(1, round((until - timezone.now()).total_seconds()))
    context = {"until": until, "minutes": -(-seconds // 60)}
    page = render(request, "admin/locked_out.html", context, status=429)
    page["Retry-After"] = str(seconds)
    add_never_cache_headers(page)
    return page


def locked_until(request: HttpRequest, credentials: dict[str, Any]) -> dt.datetime:
    """When the last failure that counts is forgotten."""
    counted = Q(ip_address=stand_in_address(request)) | Q(username=credentials.get("username"))
    last = AccessAttempt.objects.filter(counted).aggregate(last=Max("attempt_time"))["last"]
    return (last or timezone.now()) + settings.AXES_COOLOFF_TIME
