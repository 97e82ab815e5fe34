"""Names and our own words for what questionnaires measure, and bars for tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from careers.models import Element


@dataclass(frozen=True, slots=True)
class Words:
    """What an element is called and means; `slug` is of its page, empty where it has none."""

    name: str
    summary: str = ""
    slug: str = ""


def words_of(codes: Iterable[str], names: Mapping[str, str] | None = None) -> dict[str, Words]:
    """The words of elements by code, one query; a code that is not held has its name of `names`."""
    wanted = list(codes)
    found = {code: Words((names or {}).get(code, code)) for code in wanted}
    for element in Element.objects.filter(code__in=wanted).select_related("words"):
        words = getattr(element, "words", None)
        summary, slug = (words.summary, words.slug) if words else ("", "")
        found[element.code] = Words(element.name, summary, slug)
    return found


def width(value: float, low: float, high: float) -> str:
    """A bar's length, 0 to 100, with one decimal."""
    return f"{100 * (value - low) / (high - low):.1f}"
