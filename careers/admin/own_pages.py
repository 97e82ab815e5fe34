"""What the admin's pages of our own need of Django's: who asks, and what stands around a page."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import admin
from django.contrib.auth.models import User
from django.http import HttpRequest


def user_of(request: HttpRequest) -> User:
    """Who asks; the admin lets nobody in who is not signed in."""
    return cast(User, request.user)


def page_context(model_admin: admin.ModelAdmin, request: HttpRequest, title: str) -> dict[str, Any]:
    """What the template of a page below a model's admin extends, with the page's heading."""
    return {
        **model_admin.admin_site.each_context(request),
        "title": title,
        "subtitle": None,
        "opts": model_admin.opts,
    }
