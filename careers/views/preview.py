"""A draft as its public page, for whoever was sent the signed link."""

from __future__ import annotations

from django.core.signing import BadSignature
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from careers import actions
from careers.pages.preview import preview_page


@never_cache
@require_safe
def preview(request: HttpRequest, token: str) -> HttpResponse:
    """The page of an open version; 410 where the link has ended, 404 where it never was one."""
    try:
        version = actions.shared_version(token)
    except actions.LinkEnded:
        response = render(request, "careers/preview_ended.html", status=410)
        response["X-Robots-Tag"] = "noindex"
        return response
    except BadSignature as error:
        raise Http404("no such preview") from error
    found = actions.rendered(version)
    return preview_page(request, version, found.parts, found.problems)
