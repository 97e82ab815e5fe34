"""What every page says of the site itself: its name, its address, its sources."""

from __future__ import annotations

from typing import Any, cast

from django import template
from django.conf import settings

from careers.models import Area, CurrentReleases, Release
from careers.views.addresses import absolute_url
from careers.views.choosing import choosing_address
from careers.views.chosen import asked_place, chosen_area, without_place

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


@register.simple_tag(takes_context=True)
def place_asked_for(context: dict[str, Any]) -> str:
    """The place that the URL asks for as it stands there; empty on most pages."""
    request = context.get("request")
    return asked_place(request) if request is not None else ""


@register.simple_tag(takes_context=True)
def chosen_place(context: dict[str, Any]) -> Area | None:
    """The area that the URL asks for, None where there is no such area."""
    return chosen_area(context["request"])


@register.simple_tag(takes_context=True)
def address_without_place(context: dict[str, Any]) -> str:
    """The page's own address for the nation."""
    return without_place(context["request"])


@register.simple_tag(takes_context=True)
def choose_place_address(context: dict[str, Any]) -> str:
    """The list of places, that leads back to this page with the one chosen."""
    return choosing_address(context["request"])
