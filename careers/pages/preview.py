"""A version of a guide as its public page, under a bar that says what it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import copy

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import resolve

from careers.models import Role, RoleVersion
from careers.pages.guide import GuideParts

LABELS = {"occupations": "occupations", "titles": "job titles", "bans": "related roles left out"}
"""What fields are called that are not the guide's own."""


def preview_page(
    request: HttpRequest,
    version: RoleVersion,
    parts: GuideParts | None,
    problems: Mapping[str, Sequence[str]],
) -> HttpResponse:
    """The public page of a version, or what it lacks to have one; kept by nobody.

    The page is rendered as for a reader at the guide's own address, so that nothing on it leads
    back to the preview's.
    """
    context = {
        "version": version,
        "problems": [(_label(name), list(messages)) for name, messages in problems.items()],
    }
    if parts is None:
        response = render(request, "careers/preview_unready.html", context)
    else:
        context |= {"parts": parts, "body": parts.body_with("")}
        response = render(_at_home(request, version.role), "careers/preview.html", context)
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "no-referrer"
    return response


def _at_home(request: HttpRequest, role: Role) -> HttpRequest:
    """The request as it would be for the guide's own page."""
    shown = copy(request)
    shown.path = shown.path_info = role.get_absolute_url()
    shown.resolver_match = resolve(shown.path)
    return shown


def _label(name: str) -> str:
    """What editors call a field."""
    names = {field.name: str(field.verbose_name) for field in Role._meta.fields}
    label = LABELS.get(name) or names.get(name, name)
    return label[:1].upper() + label[1:]
