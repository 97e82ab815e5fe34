"""The page for what is not there, with a way on.

400, 403, 403_csrf and 500 are templates alone: Django's own views render them without a database.
"""

from __future__ import annotations

import re

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers, patch_cache_control

from careers.search import clean
from careers.views.caching import MAX_AGE
from careers.views.chosen import carry_place

SUFFIX = re.compile(r"\.(json|csv|xml|txt|html?|php|aspx?)$")


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404 with a search box that holds the words of the address, its links with the place."""
    response = render(request, "404.html", {"words": words_of(request)}, status=404)
    if request.path.startswith(reverse("admin:index")):
        add_never_cache_headers(response)
    else:
        carry_place(request, response)
        patch_cache_control(response, public=True, max_age=MAX_AGE)
    return response


def words_of(request: HttpRequest) -> str:
    """What the address seems to look for: its code or slug in words, else all of its words."""
    match = request.resolver_match
    kwargs = match.kwargs if match else {}
    if "code" in kwargs:
        return clean(kwargs["code"])
    asked = SUFFIX.sub("", kwargs.get("slug", request.path))
    return clean(re.sub(r"[/_.+-]+", " ", asked))
