"""The page that a report is about: an address of the site, with its title where it has one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

from django.conf import settings
from django.http import HttpRequest
from django.urls import Resolver404, ResolverMatch, resolve

from careers.models import Occupation, Role
from careers.views.resolving import Moved, subject_of

LONGEST_ADDRESS = 300
PLACE_SLUG = re.compile(r"[a-z0-9-]{1,120}")


@dataclass(frozen=True, slots=True)
class ReportedPage:
    """A page of the site: its address with the chosen place, its title, the guide it shows."""

    address: str
    title: str
    role: Role | None = None


def reported_page(request: HttpRequest, text: str) -> ReportedPage | None:
    """The page of an address as it was sent or typed, with or without our host; None if none.

    A guide that readers cannot see has no title here: its page is named by its address alone.
    """
    path, place = _split(request, text)
    match = _match(path)
    if match is None:
        return None
    address = f"{path}?place={place}" if place else path
    title, role = _named(match)
    return ReportedPage(address, title or path, role)


def _split(request: HttpRequest, text: str) -> tuple[str, str]:
    """Path and place of an address; no path where it is another site's, or no address."""
    try:
        parts = urlsplit(text.strip()[: 2 * LONGEST_ADDRESS])
    except ValueError:
        return "", ""
    ours = {"", request.get_host(), urlsplit(settings.SITE_URL).netloc}
    if parts.netloc not in ours or len(parts.path) > LONGEST_ADDRESS // 2 + 30:
        return "", ""
    place = parse_qs(parts.query).get("place", [""])[0]
    return parts.path, place if PLACE_SLUG.fullmatch(place) else ""


def _match(path: str) -> ResolverMatch | None:
    try:
        match = resolve(path)
    except Resolver404:
        return None
    return None if match.namespaces else match


def _named(match: ResolverMatch) -> tuple[str, Role | None]:
    """Title and guide of what an address stands for; an empty title where it has none."""
    if "code" in match.kwargs:
        occupation = Occupation.objects.filter(code=match.kwargs["code"][:10]).first()
        return (occupation.title if occupation else ""), None
    if not (match.url_name or "").startswith("career"):
        return "", None
    found = subject_of(match.kwargs["slug"])
    if isinstance(found, Moved):
        found = subject_of(found.slug)
    if found is None or isinstance(found, Moved):
        return "", None
    return found.title, found if isinstance(found, Role) else None
