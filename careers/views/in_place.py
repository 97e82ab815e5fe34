"""A guide or a bare title in one place."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from careers.models import Area, AreaKind
from careers.pages.place_lists import area_lines, near_lines
from careers.profiles import place_words
from careers.profiles.figures import HOURLY
from careers.profiles.in_place import RoleInPlace, in_place
from careers.profiles.types import PlaceRow, Profile
from careers.views import place_twins
from careers.views.career import NOINDEX, profile_of
from careers.views.chosen import with_place
from careers.views.place_figures import row_in
from careers.views.resolving import Subject, career_view

KINDS = {
    AreaKind.STATE.value: "states and territories",
    AreaKind.METRO.value: "metropolitan areas",
    AreaKind.NONMETRO.value: "nonmetropolitan areas",
}


@career_view("career-in-place")
def page(request: HttpRequest, subject: Subject, place: str) -> HttpResponse:
    """Pay, jobs and rank of a role in a place, beside the state, the nation and other areas.

    Of the nation, and of a title without figures of its own, the role's page tells, with the
    place where it is one.
    """
    area = _area(place)
    if area.kind == AreaKind.NATIONAL:
        return redirect(subject.get_absolute_url())
    profile = profile_of(subject)
    if profile.figures is None:
        return redirect(with_place(profile.url, area.slug))
    found = in_place(profile, row_in(profile, area))
    context = {"profile": profile, "area": area, "found": found, **_lists(profile, found)}
    return render(request, "careers/career_in_place.html", context | _words(profile, found))


@career_view("career-in-place-data")
def data(request: HttpRequest, subject: Subject, place: str) -> HttpResponse:
    """The same as JSON."""
    area = Area.objects.filter(slug=place).exclude(kind=AreaKind.NATIONAL).first()
    profile = profile_of(subject) if area else None
    if area is None or profile is None or profile.figures is None:
        return JsonResponse({"error": "not found"}, status=404)
    found = in_place(profile, row_in(profile, area))
    url = reverse("career-in-place", args=[profile.slug, area.slug])
    response = JsonResponse(place_twins.role_in_place_data(profile, found, url))
    response["X-Robots-Tag"] = NOINDEX
    return response


def _area(slug: str) -> Area:
    area = Area.objects.filter(slug=slug).first()
    if area is None:
        raise Http404(f"no place {slug}")
    return area


def _lists(profile: Profile, found: RoleInPlace) -> dict[str, object]:
    """The tables of other areas, each row leading to the role there."""

    def url(row: PlaceRow) -> str:
        return reverse("career-in-place", args=[profile.slug, row.slug])

    return {
        "same_state": area_lines(found.same_state, url),
        "near": near_lines(found.near, url),
        "similar": area_lines(found.similar, url),
        "top": area_lines(found.top, url),
        "state_line": area_lines([found.state], url)[0] if found.state else None,
    }


def _words(profile: Profile, found: RoleInPlace) -> dict[str, object]:
    """How the place's pay and jobs compare with the nation's."""
    row, figures = found.row, profile.figures
    nation = figures.shown_pay[2].value if figures else None
    return {
        "is_hourly": bool(profile.places and profile.places.unit == HOURLY),
        "kinds": KINDS[row.kind],
        "against": place_words.change(row.median, nation),
        "real_against": place_words.change(row.real, nation),
        "buying": place_words.buying(row.median, row.parity),
        "common": place_words.commonness_here(found.quotient),
    }
