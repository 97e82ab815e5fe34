"""The roles that a reader's record names, found all at once: queries do not grow with them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from django.db.models import Q

from careers import search as engine
from careers.listings.titles import title_listings
from careers.models import (
    FormerSlug,
    JobTitle,
    Listing,
    Release,
    Role,
    Status,
    TitleName,
)
from careers.views.occupations import CODE
from careers.views.resolving import guide_of, key_of, titles_at
from careers.views.role_cards import RoleCard, role_cards

MOST_FOUND = 5


@dataclass(frozen=True, slots=True)
class NamedRole:
    """What a key of a record stands for now.

    `card` has the five figures; None where there are none to merge: an ambiguous title, a retired
    guide, a key that nobody knows (then `url` is empty). `note` says so to the reader. `known_as`
    is the key by which it goes now.
    """

    key: str
    title: str
    url: str
    known_as: str
    card: RoleCard | None = None
    note: str = ""

    @property
    def is_known(self) -> bool:
        """Whether it leads anywhere."""
        return bool(self.url)


def named_roles(keys: Iterable[str]) -> dict[str, NamedRole]:
    """What each key stands for, in their order; at most twelve queries, however many keys."""
    asked = list(dict.fromkeys(keys))
    if not asked:
        return {}
    found = _listed(asked)
    left = {key for key in asked if key not in found and not CODE.fullmatch(key)}
    if left:
        found |= _retired(left)
        found |= _titled(left - found.keys())
    return {key: found.get(key) or _unknown(key) for key in asked}


def named_role(text: str) -> NamedRole | None:
    """What somebody's word for a role stands for; None where nothing is called so."""
    key = key_of(text)
    role = named_roles([key])[key] if key else None
    return role if role and role.is_known else None


def roles_like(text: str) -> list[engine.Hit]:
    """Guides, titles and occupations that a word may have meant, the nearest first."""
    query = engine.parse(text[:200])
    if query.is_empty:
        return []
    hits = engine.hits(engine.find(query).matches[: 3 * MOST_FOUND])
    return [hit for hit in hits if hit.kind in engine.ROLES][:MOST_FOUND]


def _listed(keys: Collection[str]) -> dict[str, NamedRole]:
    """Published guides and occupations."""
    listings = Listing.objects.filter(key__in=keys).select_related("sector", "code_set")
    cards = role_cards(listings.order_by("title", "key"))
    return {card.key: NamedRole(card.key, card.title, card.url, card.key, card) for card in cards}


def _retired(slugs: Collection[str]) -> dict[str, NamedRole]:
    roles = Role.objects.filter(slug__in=slugs, status=Status.RETIRED)
    note = "This guide was retired. Its page says what took its place."
    return {
        role.slug: NamedRole(role.slug, role.title, role.get_absolute_url(), role.slug, note=note)
        for role in roles
    }


def _titled(slugs: Collection[str]) -> dict[str, NamedRole]:
    """Titles: those that lead to a guide or another title as that one, the rest as they are."""
    titles = _titles(slugs)
    leads = _renamed(set(slugs) - titles.keys())
    titles |= _titles(set(leads.values()))
    guides = {slug: guide for slug, title in titles.items() if (guide := guide_of(title))}
    leads = {slug: guides.get(to, to) for slug, to in (leads | guides).items()}
    found = _listed(set(leads.values()))
    found |= _bare([title for slug, title in titles.items() if slug not in guides])
    return {
        slug: replace(found[to], key=slug)
        for slug in slugs
        if (to := leads.get(slug, slug)) in found
    }


def _titles(slugs: Collection[str]) -> dict[str, JobTitle]:
    return {title.slug: title for title in titles_at(slugs)} if slugs else {}


def _renamed(slugs: Collection[str]) -> dict[str, str]:
    """Where former addresses of guides and further names of titles lead."""
    if not slugs:
        return {}
    former = FormerSlug.objects.exclude(role__status=Status.DRAFT).filter(slug__in=slugs)
    names = TitleName.objects.filter(
        Q(job_title__hidden=False) | Q(job_title__answered_by__isnull=False),
        release=Release.objects.current().onet,
        slug__in=slugs,
        redirects=True,
    ).order_by("-job_title_id")
    return dict(names.values_list("slug", "job_title_id")) | dict(
        former.values_list("slug", "role__slug")
    )


def _bare(titles: Collection[JobTitle]) -> dict[str, NamedRole]:
    shown = [title for title in titles if not title.hidden]
    listings = title_listings(shown)
    cards = {card.key: card for card in role_cards(filter(None, listings.values()))}
    return {title.slug: _bare_role(title, cards.get(title.slug)) for title in shown}


def _bare_role(title: JobTitle, card: RoleCard | None) -> NamedRole:
    url = title.get_absolute_url()
    if card is None:
        note = "This title is used in several kinds of work. Its page sets them side by side."
        return NamedRole(title.slug, title.title, url, title.slug, note=note)
    card = replace(card, url=url, kind="Job title")
    return NamedRole(title.slug, title.title, url, title.slug, card)


def _unknown(key: str) -> NamedRole:
    note = "This site has no page of that name any more."
    return NamedRole(key, key if CODE.fullmatch(key) else _spoken(key), "", key, note=note)


def _spoken(slug: str) -> str:
    words = slug.replace("-", " ").strip()
    return words[:1].upper() + words[1:]
