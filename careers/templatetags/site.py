"""What every page says of the site itself: its name, its address, its sources."""

from __future__ import annotations

from typing import Any, cast

from django import template
from django.conf import settings

from careers.models import CurrentReleases, Release
from careers.views.addresses import absolute_url

register = template.Library()


@register.simple_tag
def site_name() -> str:
    """The site's name as its operator set it."""
    return str(settings.SITE_NAME)


@register.simple_tag(takes_context=True)
def absolute(context: dict[str, Any], path: str = "") -> str:
    """`path`, or the page's own path without its query, with scheme and host."""
    request = context["request"]
    return absolute_url(request, path or request.path)


@register.simple_tag(takes_context=True)
def releases_in_use(context: dict[str, Any]) -> CurrentReleases:
    """The releases of the page's profile or its own `releases`; else asked for, one query."""
    profile = context.get("profile")
    if profile is not None:
        return cast(CurrentReleases, profile.releases)
    return context.get("releases") or Release.objects.current()
