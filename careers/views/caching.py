"""How long anyone may keep a public page: it depends on its URL alone."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control

from careers.views.chosen import carry_place

MAX_AGE = 300
"""Seconds: what an editor publishes is seen everywhere within five minutes."""


def public(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let any cache keep what the view answers, its links carrying the chosen place along."""

    @wraps(view)
    def cached(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        carry_place(request, response)
        if response.status_code < 500:
            patch_cache_control(response, public=True, max_age=MAX_AGE)
        return response

    return cached
