"""The place a reader chose: `?place=<slug>`, carried along by every link and form of a page.

There is neither session nor cookie: a page depends on its URL alone. So that no page can forget
it, the links are written without the place, and it is added to the finished page.
"""

from __future__ import annotations

import re

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import escape

from careers.models import Area, AreaKind
from careers.views.typed import typed

PLACE, LONGEST_PLACE = "place", 130
FREE = "data-place-free"
"""The attribute of a link or form that leaves the place behind."""

_LINK = re.compile(r'<a\b[^>]*?\shref="(?P<to>[/?][^"]*)"[^>]*>')
_FORM = re.compile(r'<form\b[^>]*\smethod="get"[^>]*>')
_UNSET = object()


def asked_place(request: HttpRequest) -> str:
    """The slug that the URL asks for, as it stands there; empty where it asks for none."""
    return typed(request.GET.get(PLACE, ""), LONGEST_PLACE)


def chosen_area(request: HttpRequest) -> Area | None:
    """The area the URL asks for; None for the nation, and where no area has the slug."""
    area = getattr(request, "_chosen_area", _UNSET)
    if area is _UNSET:
        slug = asked_place(request)
        areas = Area.objects.exclude(kind=AreaKind.NATIONAL)
        area = areas.filter(slug=slug).first() if slug else None
        request._chosen_area = area  # type: ignore[attr-defined]
    return area  # type: ignore[return-value]


def without_place(request: HttpRequest) -> str:
    """The page's own address for the nation."""
    query = request.GET.copy()
    query.pop(PLACE, None)
    return f"{request.path}?{query.urlencode()}" if query else request.path


def with_place(address: str, slug: str) -> str:
    """An address of ours with the place in it, ready for an HTML attribute or a header."""
    base, mark, fragment = address.partition("#")
    joint = "?" if "?" not in base else "" if base.endswith("?") else "&"
    return f"{base}{joint}{PLACE}={slug}{mark}{fragment}"


def carry_place(request: HttpRequest, response: HttpResponse) -> None:
    """Add the chosen place to the page's links, forms or redirect; nothing for the nation."""
    area = chosen_area(request) if asked_place(request) else None
    if area is None:
        return
    location = response.get("Location", "")
    if location.startswith("/") and f"{PLACE}=" not in location:
        response["Location"] = with_place(location, area.slug)
    if response.get("Content-Type", "").startswith("text/html"):
        html = response.content.decode(response.charset)
        response.content = placed(html, area.slug).encode(response.charset)


def placed(html: str, slug: str) -> str:
    """HTML whose links to our own public pages, and whose forms, carry the place."""
    closed = (reverse("admin:index"), "/static/")

    def link(found: re.Match[str]) -> str:
        to = found["to"]
        if FREE in found[0] or to.startswith(("//", *closed)) or f"{PLACE}=" in to:
            return found[0]
        base, mark, fragment = to.partition("#")
        joint = "&amp;" if "?" in base else "?"
        start, end = found.start("to") - found.start(), found.end("to") - found.start()
        return f"{found[0][:start]}{base}{joint}{PLACE}={slug}{mark}{fragment}{found[0][end:]}"

    def form(found: re.Match[str]) -> str:
        if FREE in found[0]:
            return found[0]
        return f'{found[0]}<input type="hidden" name="{PLACE}" value="{escape(slug)}">'

    return _FORM.sub(form, _LINK.sub(link, html))
