"""Checks of the links inside the site, and of the sources outside it."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from django.conf import settings

from careers.checks.text import Link
from careers.checks.types import Destination, State, Subject, Surroundings, Trouble

ANCHORS = frozenset(
    {
        *("level", "work", "suits", "skills", "education", "interests", "pay", "places"),
        *("changing", "leads", "related", "ways-in", "questions", "sources"),
    }
)
"""The places on a guide's page that an address can end in (#pay)."""


def inside(href: str) -> tuple[str, str] | None:
    """The path and the anchor of an address of this site; None for one elsewhere.

    The path is empty for a place on the same page, and kept as written where it is relative.
    """
    own = settings.SITE_URL
    if own and (href == own or href.startswith(f"{own}/")):
        href = href[len(own) :] or "/"
    try:
        parts = urlsplit(href)
    except ValueError:
        return href, ""
    return None if parts.scheme or parts.netloc else (parts.path, parts.fragment)


def inside_links(subject: Subject) -> Iterator[tuple[str, Link, str, str]]:
    """Each link within the site: field, link, path, anchor."""
    for name, text in subject.texts.items():
        for link in text.links:
            found = inside(link.href)
            if found is not None:
                yield name, link, *found


def broken_links(subject: Subject, around: Surroundings) -> Iterator[Trouble]:
    """Links to what readers do not find."""
    for name, link, path, _ in inside_links(subject):
        if not path:
            continue
        found = around.destinations.get(path, Destination(State.MISSING))
        place = f"{link.words} → {link.href}"
        if found.state == State.MISSING:
            yield Trouble(name, place, f"Readers find no page at {path}.")
        elif found.state == State.GONE:
            onward = f" {found.to} takes its place." if found.to else ""
            yield Trouble(name, place, f"The guide at {path} is retired.{onward}")


def moved_links(subject: Subject, around: Surroundings) -> Iterator[Trouble]:
    """Links that only arrive by a redirect."""
    for name, link, path, _ in inside_links(subject):
        found = around.destinations.get(path)
        if path and found is not None and found.state == State.MOVED:
            yield Trouble(
                name,
                f"{link.words} → {link.href}",
                f"{path} leads on to {found.to}.",
                f"Link to {found.to}.",
            )


def missing_anchors(subject: Subject, around: Surroundings) -> Iterator[Trouble]:
    """Links to a place on a guide's page that is not there."""
    for name, link, path, anchor in inside_links(subject):
        found = around.destinations.get(path) if path else Destination(State.LIVE, "", True)
        if anchor and found is not None and found.is_guide and anchor not in ANCHORS:
            yield Trouble(
                name,
                f"{link.words} → {link.href}",
                f"A guide's page has no place called #{anchor}.",
            )


def no_sources(subject: Subject, around: Surroundings) -> Iterator[Trouble]:
    """A guide that does not say what it was made from."""
    links = subject.texts["sources"].links
    if not any(link.href.startswith(("https://", "http://")) for link in links):
        yield Trouble(
            "sources", "", "The page says how the guide was made, and names no source with a link."
        )
