"""Roles that fit what a reader answered, their limits, and how the score is worked out.

What computes with NumPy is imported by the views that need it: no other page waits for it.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from careers import guidance
from careers.guidance.record import Limits, Record
from careers.views.caching import public
from careers.views.chosen import chosen_area
from careers.views.mine import fit_form
from careers.views.mine.private import keep, private, record_of

ALL, SHOWN = "all", "show"
AT_ONCE, MOST_SHOWN = 20, 100
EVERY_LIMIT = "every"
MEASURED = Path(guidance.__file__).with_name("measured.toml")


@private
@require_safe
def fit(request: HttpRequest) -> HttpResponse:
    """The roles in order of fit, or what to answer first."""
    form = fit_form.shown(record_of(request).limits)
    return _page(request, form)


@private
@require_POST
def limits(request: HttpRequest) -> HttpResponse:
    """Keep the limits that were sent, or let go of one; then back to the list."""
    every = ALL in request.POST
    back = redirect(f"{reverse('fit')}?{ALL}=1" if every else reverse("fit"))
    if name := request.POST.get("let_go"):
        return keep(request, back, lambda record: _without(record, name))
    form = fit_form.LimitsForm(request.POST)
    if not form.is_valid():
        return _page(request, form, every=every)
    kept = form.limits()
    return keep(request, back, lambda record: msgspec.structs.replace(record, limits=kept))


@require_safe
@public
def method(request: HttpRequest) -> HttpResponse:
    """How the score is worked out, what it rests on, and what was measured."""
    from careers.views.mine.fit_method import explained

    return render(request, "careers/mine/fit_how.html", explained(measured()))


def _page(
    request: HttpRequest, form: fit_form.LimitsForm, *, every: bool | None = None
) -> HttpResponse:
    from careers.views.mine.fit_page import fit_page

    every = ALL in request.GET if every is None else every
    page = fit_page(
        record_of(request), every=every, number=_number(request), area=chosen_area(request)
    )
    shown = (page.lists.shown if page.lists else 0) + AT_ONCE
    context = {
        "page": page,
        "form": form,
        "every": every,
        "more_url": f"{reverse('fit')}?{'all=1&' if every else ''}{SHOWN}={shown}",
        "fields_wrong": [field for field in form if field.errors],
    }
    return render(request, "careers/mine/fit.html", context)


def _number(request: HttpRequest) -> int:
    """How many roles the address asks for, 20 to 100."""
    text = request.GET.get(SHOWN, "")
    asked = int(text) if text.isascii() and text.isdecimal() and len(text) < 6 else AT_ONCE
    return min(max(asked, AT_ONCE), MOST_SHOWN)


def _without(record: Record, name: str) -> Record:
    """The record without a limit; as it is, where there is no such limit."""
    from careers.guidance.limits import NAMES, let_go

    if name == EVERY_LIMIT:
        return msgspec.structs.replace(record, limits=Limits())
    if name not in NAMES:
        return record
    return msgspec.structs.replace(record, limits=let_go(record.limits, name))


@cache
def measured() -> dict[str, dict[str, Any]]:
    """What `benchmarks/fit.py` measured and wrote down."""
    return tomllib.loads(MEASURED.read_text(encoding="utf-8"))
