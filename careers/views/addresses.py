"""Addresses as other sites and programs need them."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest


def absolute_url(request: HttpRequest, path: str) -> str:
    """`path` with scheme and host: SITE_URL's where that is set, else the request's."""
    if settings.SITE_URL:
        return f"{settings.SITE_URL}{path}"
    return f"{request.scheme}://{request.get_host()}{path}"
