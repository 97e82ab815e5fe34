"""What an address under /careers/ stands for: a guide, a title, or where it went.

And what a role's name in a query stands for, which may be an occupation's code as well.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import wraps

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from careers import profiles
from careers.models import (
    Area,
    FormerSlug,
    JobTitle,
    Occupation,
    Release,
    Role,
    Status,
    TitleName,
    answering_guide,
)
from careers.profiles import Profile
from careers.views.caching import public
from careers.views.occupations import CODE

Subject = Role | JobTitle
SubjectView = Callable[..., HttpResponse]
"""Takes the request, a guide or title, and whatever else its address holds."""

MOST_HOPS, MOST_CHARACTERS = 3, 150
"""How often a slug may lead to another, and how long a slug can be."""


@dataclass(frozen=True, slots=True)
class Moved:
    """A slug that leads to another: to the guide that had it or answers for it, or to its title."""

    slug: str


def career_view(name: str) -> Callable[[SubjectView], Callable[..., HttpResponse]]:
    """Make a view of a guide or title answer for every slug of the URL named `name`.

    Published guide or visible title: the view. Address that a guide had before, title that a
    guide answers for, and a further name of a title: 301. Retired guide: 410 with its successor,
    even where a title has the slug. Anything else: 404. A caller that knows of no guide with the
    slug says so.
    """

    def decorate(view: SubjectView) -> Callable[..., HttpResponse]:
        @wraps(view)
        def answered(
            request: HttpRequest, slug: str, *, may_be_guide: bool = True, **rest: str
        ) -> HttpResponse:
            found = subject_of(slug, may_be_guide=may_be_guide)
            if found is None:
                return _missing(request, slug)
            if isinstance(found, Moved):
                url = reverse(name, kwargs={"slug": found.slug, **rest})
                return redirect(url, permanent=True)
            if isinstance(found, Role) and found.status == Status.RETIRED:
                return _gone(request, found)
            return view(request, found, **rest)

        return require_safe(public(answered))

    return decorate


def subject_of(slug: str, *, may_be_guide: bool = True) -> Subject | Moved | None:
    """What a slug stands for: a published or retired guide, a visible title, where it moved.

    None where there is nothing. At most five queries.
    """
    role = _role(slug) if may_be_guide else None
    if role is not None:
        return role
    title = titles_at([slug]).first()
    if title is None:
        name = _renamed(slug) or _further_name(slug)
        return Moved(name) if name else None
    guide = guide_of(title)
    if guide:
        return Moved(guide)
    return None if title.hidden else title


def titles_at(slugs: Collection[str]) -> QuerySet[JobTitle]:
    """The titles with these slugs, hidden ones too, with what `guide_of` asks for."""
    former = FormerSlug.objects.exclude(role__status=Status.DRAFT).filter(slug=OuterRef("slug"))
    titles = JobTitle.objects.annotate(renamed_to=Subquery(former.values("role__slug")[:1]))
    return titles.filter(slug__in=slugs).select_related("answered_by__role")


def guide_of(title: JobTitle) -> str:
    """The slug of the guide that one of `titles_at` leads to, empty where it leads to none.

    The guide that had the title's slug as its address, else the one that answers for the title.
    """
    renamed: str | None = getattr(title, "renamed_to", None)
    answering = answering_guide(title)
    return renamed or (answering.slug if answering else "")


def key_of(text: str) -> str:
    """A slug or a code from what somebody wrote: "Registered Nurse" is "registered-nurse"."""
    word = text.strip()
    return word if CODE.fullmatch(word) else slugify(word)[:MOST_CHARACTERS].strip("-_")


def named_by(key: str) -> Subject | Occupation | None:
    """The guide (published or retired), visible title or occupation that a key leads to."""
    if CODE.fullmatch(key):
        return Occupation.objects.filter(code=key).first()
    for _ in range(MOST_HOPS):
        found = subject_of(key)
        if not isinstance(found, Moved):
            return found
        key = found.slug
    return None


def profile_of(subject: Subject | Occupation | None, area: Area | None = None) -> Profile | None:
    """The profile with one area, or the nation's alone; None where there is nothing to show."""
    areas = [area.code] if area else []
    if isinstance(subject, Role):
        is_published = subject.status == Status.PUBLISHED
        return profiles.for_role(subject, areas=areas) if is_published else None
    if isinstance(subject, JobTitle):
        profile = profiles.for_title(subject, areas=areas)
        return profile if profile.occupations else None
    return profiles.for_occupation(subject, areas=areas) if subject else None


def _role(slug: str) -> Role | None:
    roles = Role.objects.filter(slug=slug).exclude(status=Status.DRAFT)
    return roles.select_related("sector").first()


def _renamed(slug: str) -> str | None:
    """The present slug of the guide that had this one before."""
    former = FormerSlug.objects.exclude(role__status=Status.DRAFT).filter(slug=slug)
    return former.values_list("role__slug", flat=True).first()


def _further_name(slug: str) -> str | None:
    """The slug of the one title that a further name leads to."""
    release = Release.objects.current().onet
    name = (
        TitleName.objects.filter(release=release, slug=slug, redirects=True)
        .filter(Q(job_title__hidden=False) | Q(job_title__answered_by__isnull=False))
        .order_by("job_title_id")
        .first()
    )
    return name.job_title_id if name else None


def _wants_data(request: HttpRequest) -> bool:
    return request.path.endswith((".json", ".csv"))


def _gone(request: HttpRequest, role: Role) -> HttpResponse:
    successor = role.heir()
    if _wants_data(request):
        url = successor.get_absolute_url() if successor else None
        return JsonResponse({"error": "retired", "successor": url}, status=410)
    context = {"role": role, "successor": successor}
    return render(request, "careers/career_retired.html", context, status=410)


def _missing(request: HttpRequest, slug: str) -> HttpResponse:
    if _wants_data(request):
        return JsonResponse({"error": "not found"}, status=404)
    raise Http404(f"no job title {slug}")
