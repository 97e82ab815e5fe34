"""The page of a guide, a bare title or an ambiguous one, its working, its areas, its twins."""

from __future__ import annotations

import re

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from careers import profiles
from careers.models import Role
from careers.pages import guide
from careers.pages.places import Sorting, ranked
from careers.pages.sections import profile_map, section_context
from careers.profiles.types import Profile
from careers.views import place_figures, twins
from careers.views import working as steps
from careers.views.addresses import absolute_url
from careers.views.caching import public
from careers.views.resolving import Subject, career_view

NOINDEX = "noindex"


def profile_of(subject: Subject) -> Profile:
    """The profile of a guide or a title; 404 for a title that O*NET no longer files anywhere."""
    if isinstance(subject, Role):
        return profiles.for_role(subject)
    profile = profiles.for_title(subject)
    if not profile.occupations:
        raise Http404(f"{subject.slug} is filed under no occupation")
    return profile


@require_safe
def page(request: HttpRequest, slug: str) -> HttpResponse:
    """A guide from its prepared parts where they are ready, else as `live_page` makes it."""
    may_be_guide, parts = guide.ready_parts(slug)
    if parts is not None and not request.GET.get("sort"):
        return ready_page(request, slug, parts)
    return live_page(request, slug=slug, may_be_guide=may_be_guide)


@public
def ready_page(request: HttpRequest, slug: str, parts: guide.GuideParts) -> HttpResponse:
    """A guide put together from its parts."""
    context = {
        "parts": parts,
        "body": parts.body_with(place_figures.guide_html(request, slug)),
        "jsonld": parts.jsonld_at(absolute_url(request, "")),
    }
    return render(request, "careers/career.html", context)


@career_view("career")
def live_page(request: HttpRequest, subject: Subject) -> HttpResponse:
    """A guide, a title with its figures, or a title with its meanings side by side."""
    if isinstance(subject, Role):
        parts = guide.guide_parts(subject, request.GET.get("sort"))
        return ready_page(request, subject.slug, parts)
    profile = profile_of(subject)
    if profile.kind == "ambiguous":
        return render(request, "careers/ambiguous.html", {"profile": profile})
    context = section_context(profile, request.GET.get("sort"))
    context["place_figures"] = place_figures.of_profile(request, profile)
    context["sector"] = profiles.sector_of_group(f"{profile.occupations[0].code[:2]}-0000")
    return render(request, "careers/career_title.html", context)


@career_view("career-data")
def data(request: HttpRequest, subject: Subject) -> HttpResponse:
    """The profile as JSON."""
    profile = profile_of(subject)
    document = twins.profile_data(profile) | {"place": place_figures.data_in(request, profile)}
    return _kept_out(JsonResponse(document), profile)


@career_view("career-working")
def working_page(request: HttpRequest, subject: Subject) -> HttpResponse:
    """How the figures were worked out; `?release=` chooses the simple rule's wage release.

    An ambiguous title has no figures of its own: the reader is led to its meanings.
    """
    profile = profile_of(subject)
    if profile.figures is None:
        return redirect(profile.url)
    asked = request.GET.get("release", "")
    chosen = int(asked) if re.fullmatch(r"[0-9]{1,9}", asked) else None
    working = profiles.working(profile, chosen)
    url = absolute_url(request, profile.url)
    context = {
        "profile": profile,
        "working": working,
        "chosen": chosen,
        "codes": steps.code_lines(profile),
        "results": steps.result_rows(profile.figures),
        "growth_sum": steps.growth_sum(profile),
        "without": steps.without_lines(working.rows),
        "simple": steps.simple_lines(working, profile.figures),
        "citation": steps.citation(profile, profile.figures, settings.SITE_NAME, url),
    }
    return render(request, "careers/working.html", context)


@career_view("career-places")
def places_page(request: HttpRequest, subject: Subject) -> HttpResponse:
    """Every area, sorted as asked, beside the map; an ambiguous title leads to its meanings."""
    profile = profile_of(subject)
    if profile.figures is None:
        return redirect(profile.url)
    sorting = Sorting.asked(request.GET.get("sort"), default="pay")
    context = {
        "profile": profile,
        "sorting": sorting,
        "rows": ranked(profile.places, sorting),
        "area_map": profile_map(profile, sorting),
    }
    return render(request, "careers/places.html", context)


@career_view("career-places-csv")
def places_csv(request: HttpRequest, subject: Subject) -> HttpResponse:
    """Every area as CSV."""
    profile = profile_of(subject)
    return _kept_out(twins.places_csv(profile), profile)


def _kept_out(response: HttpResponse, profile: Profile) -> HttpResponse:
    """Keep the twins of pages without a guide out of search engines."""
    if profile.kind != "role":
        response["X-Robots-Tag"] = NOINDEX
    return response
