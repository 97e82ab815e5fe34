"""What is derived from guides and facts, made anew after they changed."""

from __future__ import annotations

import logging
from collections.abc import Iterable

from django.db import transaction
from django.db.models import Q

from careers import search
from careers.actions.locks import hold_published
from careers.listings import build as listings
from careers.models import ElementWords, Listing, OccupationWords, Role
from careers.pages import guide

logger = logging.getLogger(__name__)


def neighbors(*, role: Role) -> set[Role]:
    """The guides whose pages may name `role`: those that move to it or share an occupation."""
    return set(
        Role.objects.filter(
            Q(moves__to=role) | Q(mapping__occupation__in=role.mapping.values("occupation"))
        ).exclude(pk=role.pk)
    )


@transaction.atomic
def refresh_roles(*, roles: Iterable[Role]) -> int:
    """Make the listings and pages of these guides anew, and let search find what they now are.

    Returns how many are published.
    """
    hold_published()
    ordered = sorted(set(roles), key=lambda role: role.slug)
    listings.refresh_guides(ordered)
    search.index_roles(ordered)
    made = guide.prepare(ordered)
    logger.info("guides prepared: %s", ", ".join(role.slug for role in ordered) or "none")
    return made


@transaction.atomic
def refresh_all() -> int:
    """Make every listing, the index of search and every published guide's parts anew.

    For when facts have changed.
    """
    hold_published()
    listings.refresh_facts()
    search.rebuild()
    return guide.prepare(Role.objects.published().select_related("sector"))


@transaction.atomic
def refresh_words(*, of: OccupationWords | ElementWords | None = None) -> None:
    """Show the words of ours as they are now held, and let search find them.

    Where only those `of` one occupation or skill changed, search looks at no others.
    """
    hold_published()
    listings.refresh_words()
    if of is None:
        search.rebuild()
    else:
        search.index_words(of)


@transaction.atomic
def refresh_titles(*, slugs: Iterable[str]) -> None:
    """Let search find, or no longer find, job titles after an editor showed or hid them."""
    hold_published()
    search.index_titles(slugs)


@transaction.atomic
def refresh_outdated() -> int:
    """Make what no longer fits the releases or the program; returns how many guides."""
    hold_published()
    if not Listing.objects.exists():
        listings.refresh_facts()
    if not search.is_current():
        search.rebuild()
    roles = Role.objects.published().select_related("sector")
    return guide.prepare(roles, outdated_only=True)
