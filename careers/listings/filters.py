"""What a reader may ask of the lists: which filters there are, and which a URL asks for.

A facet's values are words of the URL. Of one facet any value will do, of several facets all.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.http import QueryDict

from careers.listings.build import EDUCATION
from careers.models import Domain, ElementWords, Level, ListingKind, Sector
from careers.profiles.wording import dollars, dollars_exact, significant

EDUCATION_SLUGS = (
    "none",
    "high-school",
    "some-college",
    "certificate",
    "associate",
    "bachelor",
    "master",
    "doctoral",
)
"""The word in the URL for each rung of `careers.listings.build.EDUCATION`, lowest first."""

GROWTH_SLUGS = {
    "much-faster": "much faster than average",
    "faster": "faster than average",
    "average": "about as fast as average",
    "slower": "slower than average",
    "little-change": "little or no change",
    "decline": "decline",
}
"""The word in the URL for each of BLS's words."""

INTERESTS = {
    "R": "Realistic: hands-on",
    "I": "Investigative: finding out",
    "A": "Artistic: making",
    "S": "Social: helping",
    "E": "Enterprising: leading",
    "C": "Conventional: ordering",
}
ZONES = {
    "1": "1: little or no preparation",
    "2": "2: some preparation",
    "3": "3: medium preparation",
    "4": "4: considerable preparation",
    "5": "5: extensive preparation",
}
PAY_STEPS = (30_000, 40_000, 60_000, 80_000, 100_000, 150_000)
OPENINGS_STEPS = (1_000, 5_000, 20_000, 100_000)
PUBLISHED = "published"
SORTS = ("title", "pay", "growth", "openings", "jobs", "real")
"""The orders; "real" is pay at national prices and needs a place. Without one: guides first."""

VIEWS = ("table",)
MOST_COMPARED = 4
_LISTED = ("kind", "sector", "level", "education", "zone")
_AFTER = ("pay", "growth", "openings", "interest", "skill", PUBLISHED)
PARAMETERS = (*_LISTED, *_AFTER, "sort", "view", "compare", "page")
"""Every parameter of a list's URL, in the order they stand in it (besides the place)."""

_AMOUNT = re.compile(
    r"\$?\s*([0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,9})\s*(k?)", re.IGNORECASE | re.ASCII
)
_KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,149}", re.ASCII)
_MOST_SAID = 6


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a facet: its word in the URL, its label, and what the index knows it by."""

    value: str
    label: str
    key: str = ""

    @property
    def index_key(self) -> str:
        """The value under which `careers.listings.index` holds it."""
        return self.key or self.value


@dataclass(frozen=True, slots=True)
class Facet:
    """Something to filter by; of an `at_least` facet any whole number may be asked for."""

    name: str
    label: str
    choices: tuple[Choice, ...]
    at_least: bool = False

    def choice(self, value: str) -> Choice | None:
        """The choice that a word of the URL names; None where there is none."""
        found = next((choice for choice in self.choices if choice.value == value), None)
        if found is None and self.at_least and value.isdecimal():
            return Choice(value, at_least_label(self.name, int(value)))
        return found


Facets = Mapping[str, Facet]


@dataclass(frozen=True, slots=True)
class Filters:
    """What a URL asks for. `chosen` holds the values of each facet that filters.

    `compare` are slugs and codes picked for comparison; `unknown` is what was not understood,
    as (parameter, value).
    """

    chosen: Mapping[str, tuple[str, ...]]
    sort: str = ""
    view: str = ""
    compare: tuple[str, ...] = ()
    unknown: tuple[tuple[str, str], ...] = ()

    @property
    def active(self) -> bool:
        """Whether anything is left out."""
        return bool(self.chosen)

    def toggled(self, facet: Facet, value: str) -> Filters:
        """With the value added to its facet, or taken away where it is there."""
        held = self.chosen.get(facet.name, ())
        if value in held:
            values = tuple(one for one in held if one != value)
        else:
            values = (value,) if facet.at_least else (*held, value)
        return self.with_values(facet, values)

    def with_values(self, facet: Facet, values: Sequence[str]) -> Filters:
        """With just these values of a facet, in the facet's own order."""
        chosen = {name: held for name, held in self.chosen.items() if name != facet.name}
        if values:
            chosen[facet.name] = _in_order(facet, values)
        return replace(self, chosen=chosen)

    def cleared(self) -> Filters:
        """Without any filter; order, view and comparison stay."""
        return replace(self, chosen={})

    def pairs(self, *, leave_out: Iterable[str] = ()) -> list[tuple[str, str]]:
        """Parameters and values in the canonical order, without the page."""
        pairs = [(name, v) for name in PARAMETERS for v in self.chosen.get(name, ())]
        pairs += [(name, v) for name in ("sort", "view") if (v := getattr(self, name))]
        pairs += [("compare", ",".join(self.compare))] if self.compare else []
        return [pair for pair in pairs if pair[0] not in set(leave_out)]

    def query(self) -> str:
        """The canonical query, without a question mark; empty where nothing is asked."""
        return urlencode(self.pairs(), safe=",")


def facets(*, with_place: bool) -> dict[str, Facet]:
    """All facets by name in the order of the URL; two queries, for the sectors and the skills."""
    sectors = [Choice(slug, name) for slug, name in Sector.objects.values_list("slug", "name")]
    found = _fixed(sectors, _skills())
    if with_place:
        found.append(Facet(PUBLISHED, "Only where", (Choice("1", "pay is published there"),)))
    return {facet.name: facet for facet in found}


def _fixed(sectors: Iterable[Choice], skills: Iterable[Choice]) -> list[Facet]:
    kinds = {ListingKind.GUIDE: "Guides", ListingKind.OCCUPATION: "Occupations"}
    education = zip(EDUCATION_SLUGS, EDUCATION, strict=True)
    return [
        Facet("kind", "Kind", _choices(kinds.items())),
        Facet("sector", "Sector", tuple(sectors)),
        Facet("level", "Level", _choices(Level.choices)),
        Facet("education", "Typical education to enter (BLS)", _choices(education)),
        Facet("zone", "Preparation (job zone)", _choices(ZONES.items())),
        _at_least("pay", "Middle pay", PAY_STEPS),
        Facet("growth", "Growth", _choices((s, w.capitalize()) for s, w in GROWTH_SLUGS.items())),
        _at_least("openings", "Openings a year", OPENINGS_STEPS),
        Facet("interest", "Top interest", _choices(INTERESTS.items())),
        Facet("skill", "Skill that matters", tuple(skills)),
    ]


def _skills() -> list[Choice]:
    """Skills and knowledge areas by name, with the domain where two share it."""
    rows = ElementWords.objects.filter(element__domain__in=(Domain.SKILL, Domain.KNOWLEDGE))
    found = list(
        rows.order_by("element__name", "slug").values_list(
            "slug", "element__name", "element_id", "element__domain"
        )
    )
    names = Counter(name for _, name, *_ in found)
    return [
        Choice(slug, f"{name} ({Domain(domain).label})" if names[name] > 1 else name, code)
        for slug, name, code, domain in found
    ]


def _choices(pairs: Iterable[tuple[str, str]]) -> tuple[Choice, ...]:
    return tuple(Choice(str(value), str(label)) for value, label in pairs)


def _at_least(name: str, label: str, steps: Sequence[int]) -> Facet:
    choices = tuple(Choice(str(step), at_least_label(name, step)) for step in steps)
    return Facet(name, label, choices, at_least=True)


def at_least_label(name: str, number: int) -> str:
    """ "$60K or more" for pay, "5,000 or more" for openings; exact where rounding would tell."""
    if name != "pay":
        return f"{number:,} or more"
    rounded = significant(number, 3) == number
    return f"{dollars(number) if rounded else dollars_exact(number)} or more"


def growth_slug(word: str) -> str:
    """The word in the URL for one of BLS's words."""
    return next(slug for slug, text in GROWTH_SLUGS.items() if text == word)


def parse(query: QueryDict, known: Facets, sorts: Sequence[str] = SORTS) -> Filters:
    """What a URL asks for; raises nothing, whatever it holds."""
    chosen: dict[str, tuple[str, ...]] = {}
    unknown: list[tuple[str, str]] = []
    for name in (*_LISTED, *_AFTER):
        asked = [text for value in query.getlist(name) if (text := _clean(value))]
        facet = known.get(name)
        values = [value for text in asked if (value := _understood(facet, text))]
        unknown += [(name, text) for text in asked if not _understood(facet, text)]
        if values and facet:
            chosen[name] = _in_order(facet, values)
    sort, sort_unknown = _one_of(query, "sort", sorts)
    view, view_unknown = _one_of(query, "view", VIEWS)
    compare = compared(query.getlist("compare"))
    said = dict.fromkeys([*unknown, *sort_unknown, *view_unknown])
    return Filters(chosen, sort, view, compare, tuple(said)[:_MOST_SAID])


def compared(values: Iterable[str]) -> tuple[str, ...]:
    """Slugs and codes named for comparison, alone or with commas between, the first four."""
    words = [word for value in values for word in value[:1_000].split(",")]
    return tuple(dict.fromkeys(word for word in words if _KEY.fullmatch(word)))[:MOST_COMPARED]


def _clean(text: str) -> str:
    """A value as it may be shown and compared: short, without control characters."""
    return "".join(char for char in text[:80] if char.isprintable()).strip()


def _understood(facet: Facet | None, text: str) -> str:
    """The value in its canonical spelling; empty where the facet has none such."""
    if facet is None:
        return ""
    if facet.at_least:
        return _amount(text)
    value = text.upper() if facet.name == "interest" else text.lower()
    return value if facet.choice(value) else ""


def _amount(text: str) -> str:
    """A whole number above 0 as people type it: 72500, 72,500, $72K."""
    match = _AMOUNT.fullmatch(text)
    number = int(match[1].replace(",", "")) * (1_000 if match[2] else 1) if match else 0
    return str(number) if 0 < number < 10**9 else ""


def _one_of(
    query: QueryDict, name: str, allowed: Sequence[str]
) -> tuple[str, list[tuple[str, str]]]:
    text = _clean(query.get(name, ""))
    if text in allowed:
        return text, []
    return "", [(name, text)] if text else []


def _in_order(facet: Facet, values: Iterable[str]) -> tuple[str, ...]:
    """Each value once, in the facet's order; of an `at_least` facet the first alone."""
    if facet.at_least:
        return tuple(values)[:1]
    asked = set(values)
    return tuple(choice.value for choice in facet.choices if choice.value in asked)
