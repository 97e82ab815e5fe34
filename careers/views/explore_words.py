"""What a list of careers is called, and the sentence that says how many there are."""

from __future__ import annotations

from collections.abc import Mapping

from careers.listings.filters import GROWTH_SLUGS, PUBLISHED, Facets, Filters
from careers.models import Area
from careers.profiles.wording import listed

MOST_PHRASES = 3
MOST_NAMES = 2
EDUCATION_PHRASES = {
    "none": "no formal credential",
    "high-school": "a high school diploma",
    "some-college": "some college",
    "certificate": "a certificate",
    "associate": "an associate's degree",
    "bachelor": "a bachelor's degree",
    "master": "a master's degree",
    "doctoral": "a doctoral or professional degree",
}
SORT_WORDS = {
    "": "guides first, then most jobs",
    "title": "by title",
    "pay": "highest pay first",
    "growth": "fastest growth first",
    "openings": "most openings first",
    "jobs": "most jobs first",
    "real": "highest pay at national prices first",
}
"""Each order as a list of careers states it."""


def title(filters: Filters, facets: Facets, area: Area | None) -> str:
    """ "Engineering careers paying $100K or more in Texas"; "Explore careers" without filters."""
    if not filters.active:
        return f"Explore careers in {area.name}" if area else "Explore careers"
    phrases = _phrases(filters, facets)
    shown = phrases[:MOST_PHRASES]
    more = len(phrases) - len(shown)
    if more:
        shown.append(f"and {more} more filter{'s' if more > 1 else ''}")
    head = f"{_subject(filters, facets)} {', '.join(shown)}".strip()
    text = f"{head} in {area.name}" if area else head
    return text[0].upper() + text[1:]


def _subject(filters: Filters, facets: Facets) -> str:
    """Level, sector and kind: "senior Engineering guides"."""
    kinds = filters.chosen.get("kind", ())
    noun = f"{kinds[0]}s" if len(kinds) == 1 else "careers"
    levels = [name.lower() for name in _names(filters, facets, "level")]
    level = f"{listed(levels)}-level" if 0 < len(levels) <= MOST_NAMES else ""
    sectors = _names(filters, facets, "sector")
    sector = listed(sectors) if len(sectors) <= MOST_NAMES else ""
    return " ".join(word for word in (level, sector, noun) if word)


def _names(filters: Filters, facets: Facets, facet: str) -> list[str]:
    values = filters.chosen.get(facet, ())
    return [choice.label for value in values if (choice := facets[facet].choice(value))]


def _phrases(filters: Filters, facets: Facets) -> list[str]:
    """One phrase a facet, in the order of the URL."""
    names = {name: _names(filters, facets, name) for name in filters.chosen}
    found = []
    for name, plural in (("sector", "sectors"), ("level", "levels")):
        if len(names.get(name, ())) > MOST_NAMES:
            found.append(f"in {len(names[name])} {plural}")
    return found + [
        phrase for name in filters.chosen if (phrase := _phrase(name, filters.chosen[name], names))
    ]


def _phrase(name: str, values: tuple[str, ...], names: Mapping[str, list[str]]) -> str:
    if name == "pay":
        return f"paying {names[name][0]}"
    if name == "openings":
        return f"with {names[name][0]} openings a year"
    if name == "education":
        return f"typically entered with {_either([EDUCATION_PHRASES[value] for value in values])}"
    if name == "zone":
        return f"in job zone {_either(list(values))}"
    if name == "growth":
        return f"growing {_either([GROWTH_SLUGS[v] for v in values])}".replace(
            "growing decline", "in decline"
        )
    if name == "interest":
        return f"for {_either([text.split(':')[0].lower() for text in names[name]])} interests"
    if name == "skill":
        many = len(values) > 1
        return f"where {_either(names[name]).lower()} matter{'' if many else 's'}"
    return "with published pay" if name == PUBLISHED else ""


def _either(words: list[str]) -> str:
    return listed(words).replace(" and ", " or ") if len(words) > 1 else "".join(words)


def count_words(total: int, filters: Filters, area: Area | None) -> str:
    """ "65 careers, guides first, then most jobs." """
    noun = "career" if total == 1 else "careers"
    if not total:
        return "No career fits all of these filters."
    order = SORT_WORDS[filters.sort]
    here = f" (figures of {area.name})" if area and filters.sort in ("", "pay", "jobs") else ""
    return f"{total:,} {noun}, {order}{here}."
