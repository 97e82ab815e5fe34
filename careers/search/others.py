"""What else can be found: sectors, skills, places and technologies; read from the models."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator

from careers.models import (
    Area,
    AreaKind,
    Domain,
    ElementWords,
    EntryKind,
    NameKind,
    Sector,
    TechnologyUse,
    signs_as_words,
    technology_slug,
)
from careers.search import synonyms
from careers.search.text import stems
from careers.search.things import Facts, Name, Thing

LISTED_BY, CODES_SHOWN = 5, 40
"""A technology is found by itself where employers ask for it or this many occupations list it;
its result names at most this many occupations, those that ask for it first."""

PLACE_JOBS = {AreaKind.STATE: 3_000_000, AreaKind.METRO: 1_000_000, AreaKind.NONMETRO: 50_000}
"""How places are weighed among jobs: by nothing but their kind."""

SECTOR_JOBS, SKILL_JOBS = 8_000_000, 5_000_000
_MAKERS = tuple(
    tuple(maker.split())
    for maker in (
        *("adobe", "amazon web services", "amazon", "apache", "apple", "atlassian", "autodesk"),
        *("bentley", "cisco", "citrix", "dassault systemes", "esri", "google", "henry schein"),
        *("ibm", "intuit", "microsoft", "mozilla", "oracle", "red hat", "sap", "sas"),
        *("the mathworks", "the", "vmware"),
    )
)
"""Makers whose names people leave out; of two that begin alike the longer one first."""

_REGION = re.compile(r"\s*(?:\(noncontiguous\)|nonmetropolitan area)", re.IGNORECASE)


def sector_things() -> Iterator[Thing]:
    """Sectors, found also by each part of their names."""
    called = defaultdict(list)
    for name, slug in synonyms.sector_names().items():
        called[slug].append(name)
    for row in Sector.objects.order_by("slug"):
        thing = Thing(EntryKind.SECTOR, row.slug, row.name, jobs=SECTOR_JOBS, summary=row.summary)
        thing.names.append(Name(NameKind.OWN, row.name, SECTOR_JOBS))
        parts = [*re.split(r",\s*|\s+and\s+", row.name), row.slug.replace("-", " ")]
        parts += called[row.slug]
        thing.names.extend(
            Name(NameKind.FURTHER, part, SECTOR_JOBS)
            for part in dict.fromkeys(parts)
            if part and part != row.name
        )
        thing.texts["summary"] += stems(row.summary)
        yield thing


def skill_things() -> Iterator[Thing]:
    """Skills and knowledge areas, by their names and the words people use for them."""
    rows = ElementWords.objects.filter(element__domain__in=(Domain.SKILL, Domain.KNOWLEDGE))
    for row in rows.select_related("element").order_by("slug"):
        name = row.element.name
        thing = Thing(EntryKind.SKILL, row.slug, name, jobs=SKILL_JOBS, summary=row.summary)
        thing.names.append(Name(NameKind.OWN, name, SKILL_JOBS))
        everyday = [part.strip() for part in row.everyday.split(",") if part.strip()]
        thing.names.extend(Name(NameKind.EVERYDAY, text, SKILL_JOBS // 100) for text in everyday)
        yield thing


def place_things() -> Iterator[Thing]:
    """States, metros and nonmetropolitan areas, by what people call them."""
    areas = list(Area.objects.exclude(kind=AreaKind.NATIONAL).order_by("slug"))
    states = {area.state_abbr: area.name for area in areas if area.kind == AreaKind.STATE}
    nicknames = defaultdict(list)
    for nickname, slug in synonyms.place_names().items():
        nicknames[slug].append(nickname)
    for area in areas:
        jobs = PLACE_JOBS[AreaKind(area.kind)]
        thing = Thing(EntryKind.PLACE, area.slug, area.name, jobs=jobs)
        thing.names.append(Name(NameKind.OWN, area.name, jobs))
        called = nicknames[area.slug]
        names = dict.fromkeys([*_place_names(area, states), *called])
        thing.names.extend(
            Name(_place_name_kind(text, called), text, jobs // (1 + place))
            for place, text in enumerate(names)
        )
        yield thing


def _place_name_kind(text: str, reviewed: Collection[str]) -> NameKind:
    return NameKind.SHORT if len(text) <= 2 and text not in reviewed else NameKind.FURTHER


def _place_names(area: Area, states: dict[str, str]) -> Iterator[str]:
    """A state's letters; a metro's cities, also with their state; a region without its kind."""
    if area.kind == AreaKind.STATE:
        yield area.state_abbr
    elif area.kind == AreaKind.NONMETRO:
        yield _REGION.sub("", area.name)
        yield f"rural {states.get(area.state_abbr, area.state_abbr)}"
    else:
        cities, _, letters = area.name.rpartition(", ")
        for city in re.split(r"--|-|/", cities):
            for state in re.split("-", letters):
                yield city
                yield f"{city} {state}"
                if state in states:
                    yield f"{city} {states[state]}"


def technology_things(facts: Facts) -> Iterator[Thing]:
    """Technologies that employers ask for or that several occupations list."""
    listed: dict[str, list[tuple[bool, str]]] = defaultdict(list)
    hot: set[str] = set()
    rows = TechnologyUse.objects.filter(release=facts.releases.onet)
    for example, code, in_demand, is_hot in rows.values_list(
        "example", "occupation_id", "in_demand", "hot"
    ):
        listed[example].append((in_demand, code))
        hot.update([example] if is_hot else [])
    nicknames = defaultdict(list)
    for nickname, example in synonyms.technology_names().items():
        nicknames[example].append(nickname)
    taken: set[str] = set()
    for example in sorted(listed):
        uses, slug = listed[example], technology_slug(example)
        wanted = any(in_demand for in_demand, _ in uses)
        if slug and slug not in taken and (wanted or len(uses) >= LISTED_BY):
            taken.add(slug)
            names = [
                *((NameKind.FURTHER, name) for name in nicknames[example]),
                *_tool_names(example, is_product=example in hot),
            ]
            yield _technology(example, slug, uses, facts, names)


def _technology(
    example: str,
    slug: str,
    uses: list[tuple[bool, str]],
    facts: Facts,
    names: Iterable[tuple[NameKind, str]],
) -> Thing:
    codes = sorted(
        {code for _, code in uses},
        key=lambda code: ((True, code) not in uses, -facts.occupations[code].jobs, code),
    )
    jobs = 20_000 * len(uses)
    thing = Thing(EntryKind.TECHNOLOGY, slug, example, codes[:CODES_SHOWN], jobs)
    thing.names.append(Name(NameKind.OWN, example, jobs))
    thing.names.extend(Name(kind, name, jobs) for kind, name in names)
    return thing


def _tool_names(example: str, *, is_product: bool) -> Iterator[tuple[NameKind, str]]:
    """A technology without its maker, a product without "software", signs and letters apart.

    Letters that end the name of one that is no product are an abbreviation nobody reviewed.

    >>> [name for _, name in _tool_names("Structured query language SQL", is_product=True)]
    ['SQL']
    >>> [name for _, name in _tool_names("Dassault Systemes SolidWorks", is_product=True)]
    ['SolidWorks']
    """
    parts = example.split()
    without = [part for part in parts if part.lower() != "software"]
    own = _without_maker(without)
    if len(own) < len(without) or (is_product and len(without) < len(parts) and own):
        yield NameKind.FURTHER, " ".join(own)
    ending = without if is_product else parts
    if len(parts) > 2 and len(ending[-1]) > 1 and ending[-1].isupper() and len(ending) > 1:
        yield NameKind.FURTHER if is_product else NameKind.SHORT, ending[-1]
    spelled = signs_as_words(example)
    if spelled != example:
        yield NameKind.FURTHER, " ".join(spelled.split())
    if ".NET" in example:
        yield NameKind.FURTHER, " ".join(example.replace(".NET", " dot NET").split())


def _without_maker(parts: list[str]) -> list[str]:
    """The words of a name after those of its maker, all of them where no other is left."""
    lower = [part.lower() for part in parts]
    for maker in _MAKERS:
        if len(parts) > len(maker) and tuple(lower[: len(maker)]) == maker:
            return parts[len(maker) :]
    return parts


def all_others(facts: Facts) -> Iterable[Thing]:
    """Everything that is neither a guide nor a title nor an occupation."""
    yield from sector_things()
    yield from skill_things()
    yield from place_things()
    yield from technology_things(facts)
