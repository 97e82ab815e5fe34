"""Choosing a place: the way to the list of places, and back with the one chosen."""

from __future__ import annotations

from urllib.parse import quote, urlsplit

from django.http import HttpRequest, QueryDict
from django.urls import Resolver404, ResolverMatch, resolve, reverse

from careers.views.chosen import PLACE, without_place

RETURN = "for"
MOST = 500
"""Letters of an address that is led back to."""

_OF_A_PLACE = {"place", "places"}
"""Pages that are about one place or all of them, whatever place is chosen."""

_PRIVATE = {"preview", "report", "report-thanks"}
"""Pages of one person: no public address may name them, least of all a preview's secret.

Those of a reader's own tools say so themselves (`careers.views.mine.private`).
"""


def page_to_return_to(request: HttpRequest) -> str:
    """The page of ours that `?for=` names, without a place; empty where it names none."""
    asked = request.GET.get(RETURN, "")
    if len(asked) > MOST or not asked.startswith("/") or asked.startswith("//"):
        return ""
    if not asked.isprintable() or "\\" in asked:
        return ""
    parts = urlsplit(asked)
    if not _is_public_page(parts.path):
        return ""
    query = QueryDict(parts.query, mutable=True)
    query.pop(PLACE, None)
    return f"{parts.path}?{query.urlencode()}" if query else parts.path


def _is_public_page(path: str) -> bool:
    """Whether a page answers there; twins, whose addresses end in no slash, are none."""
    if not path.endswith("/"):
        return False
    try:
        match = resolve(path)
    except Resolver404:
        return False
    return not match.app_names and not _is_private(match)


def _is_private(match: ResolverMatch) -> bool:
    return match.url_name in _PRIVATE or getattr(match.func, "of_one_reader", False)


def choosing_address(request: HttpRequest) -> str:
    """The list of places that leads back to this page; to the list alone where it cannot."""
    match = request.resolver_match
    back = without_place(request)
    if match and match.url_name == "career-in-place":
        back = reverse("career", args=[match.kwargs["slug"]])
    if match is None or _is_private(match) or match.url_name in _OF_A_PLACE or len(back) > MOST:
        return reverse("places")
    return f"{reverse('places')}?{RETURN}={quote(back, safe='/')}"
