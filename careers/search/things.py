"""What can be found, and by which names: read from the models, nothing written.

Who stands for what: a published guide stands for itself and for the titles it answers for; a
visible title for itself and, where it is the official title of an occupation, for that; an
occupation is found under its name only where neither does, and by its code always.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

from careers.models import (
    CrosswalkEntry,
    CurrentReleases,
    EntryKind,
    JobTitle,
    NameKind,
    Occupation,
    OccupationWords,
    Projection,
    Role,
    RoleOccupation,
    RoleTitle,
    Status,
    TechnologyUse,
    TitleName,
    TitleOccupation,
)
from careers.search import synonyms
from careers.search.text import stems

DETAIL, RESIDUAL = 5, 3
"""By how much the jobs of a code are divided: one of several within a statistical code (the
suffix is not .00), or one that gathers what has no code of its own."""

PROSE = ("summary", "work", "understand", "apart", "harder", "thrives", "ways_in", "position")
SECTIONS = ("everyday", "summary", "tools", "prose", "titles")
"""The sections of our text about a thing, the weightiest first."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name of a thing; `jobs` tell how likely it is that this is meant."""

    kind: NameKind
    text: str
    jobs: int


@dataclass(slots=True)
class Thing:
    """Something that can be found. `texts` holds the stems of each section that it has."""

    kind: EntryKind
    key: str
    title: str
    occupations: list[str] = field(default_factory=list)
    jobs: int = 0
    summary: str = ""
    role: int | None = None
    job_title: str | None = None
    answers: list[str] = field(default_factory=list)
    names: list[Name] = field(default_factory=list)
    texts: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))


@dataclass(frozen=True, slots=True)
class OccupationFacts:
    """What is known of an occupation: its title, jobs to weigh it by, our words, its tools."""

    code: str
    title: str
    matrix: str
    jobs: int
    summary: str
    everyday: list[str]
    tools: list[str]


@dataclass(frozen=True, slots=True)
class Facts:
    """Every occupation by code, and the jobs of each matrix occupation."""

    releases: CurrentReleases
    occupations: dict[str, OccupationFacts]
    matrix_jobs: dict[str, int]

    def jobs(self, codes: Iterable[str]) -> int:
        """Jobs of the union of the matrix occupations behind the codes, each counted once."""
        best: dict[str, int] = {}
        for code in codes:
            row = self.occupations.get(code)
            if row is not None:
                best[row.matrix] = max(best.get(row.matrix, 0), row.jobs)
        return sum(best.values())


def load_facts(releases: CurrentReleases) -> Facts:
    """The occupations, in five queries."""
    matrix_jobs = dict(
        Projection.objects.filter(release=releases.projections).values_list(
            "matrix_id", "base_employment"
        )
    )
    matrix = dict(
        CrosswalkEntry.objects.filter(release=releases.crosswalk).values_list(
            "occupation_id", "matrix_id"
        )
    )
    words = {row.occupation_id: row for row in OccupationWords.objects.all()}
    tools = defaultdict(list)
    for code, example in TechnologyUse.objects.filter(
        release=releases.onet, in_demand=True
    ).values_list("occupation_id", "example"):
        tools[code].append(example)
    facts = {}
    for code, title in Occupation.objects.values_list("code", "title"):
        own = words.get(code)
        facts[code] = OccupationFacts(
            code=code,
            title=title,
            matrix=matrix.get(code, code[:7]),
            jobs=_weighed(code, title, matrix_jobs.get(matrix.get(code, ""), 0)),
            summary=own.summary if own else "",
            everyday=_phrases(own.everyday) if own else [],
            tools=tools[code],
        )
    return Facts(releases, facts, matrix_jobs)


def _weighed(code: str, title: str, jobs: int) -> int:
    if not code.endswith(".00"):
        jobs //= DETAIL
    return jobs // RESIDUAL if "all other" in title.lower() else jobs


def _phrases(text: str) -> list[str]:
    return [phrase for part in text.split(",") if (phrase := part.strip())]


@dataclass(frozen=True, slots=True)
class Owners:
    """Which published guide answers for a title, and which addresses titles may not have."""

    answered: dict[str, int]
    taken: set[str]


def load_owners() -> Owners:
    """Read from the guides, in two queries."""
    answered = dict(
        RoleTitle.objects.filter(role__status=Status.PUBLISHED).values_list(
            "job_title_id", "role_id"
        )
    )
    taken = Role.objects.exclude(status=Status.DRAFT).values_list("slug", flat=True)
    return Owners(answered, set(taken))


@dataclass(frozen=True, slots=True)
class Titles:
    """Job titles by slug: text, occupations, those it is the official title of, further names."""

    texts: dict[str, str]
    filed: dict[str, list[str]]
    official: dict[str, list[str]]
    names: dict[str, list[tuple[str, bool]]]


def load_titles(releases: CurrentReleases, slugs: Collection[str] | None = None) -> Titles:
    """The visible titles, or those of `slugs`, in three queries."""
    rows = JobTitle.objects.filter(hidden=False)
    filings = TitleOccupation.objects.filter(release=releases.onet)
    further = TitleName.objects.filter(release=releases.onet)
    if slugs is not None:
        rows = rows.filter(slug__in=slugs)
        filings = filings.filter(job_title__in=slugs)
        further = further.filter(job_title__in=slugs)
    filed, official = defaultdict(list), defaultdict(list)
    for slug, code, is_official in filings.order_by("job_title_id", "occupation_id").values_list(
        "job_title_id", "occupation_id", "is_official"
    ):
        filed[slug].append(code)
        if is_official:
            official[slug].append(code)
    names = defaultdict(list)
    for slug, name, redirects in further.order_by("job_title_id", "slug").values_list(
        "job_title_id", "name", "redirects"
    ):
        names[slug].append((name, redirects))
    return Titles(dict(rows.values_list("slug", "title")), filed, official, names)


def title_things(titles: Titles, owners: Owners, facts: Facts) -> Iterator[Thing]:
    """The titles that no guide answers for and no guide's address hides."""
    for slug in sorted(titles.texts):
        if slug in owners.answered or slug in owners.taken:
            continue
        title, codes = titles.texts[slug], titles.filed.get(slug, [])
        thing = Thing(EntryKind.TITLE, slug, title, codes, facts.jobs(codes), job_title=slug)
        own = NameKind.SHORT if slug in synonyms.misfiled() else NameKind.OWN
        thing.names.append(Name(own, title, thing.jobs))
        thing.names.extend(_further(titles, slug, thing.jobs))
        _stand_for(thing, titles.official.get(slug, []), facts)
        if len(codes) == 1 and not thing.summary:
            thing.summary = facts.occupations[codes[0]].summary
        yield thing


def _further(titles: Titles, slug: str, jobs: int) -> Iterator[Name]:
    """A title's further names; a single short word counts in full only where it was reviewed."""
    for name, redirects in titles.names.get(slug, ()):
        reviewed = redirects or " " in name or len(name) > SHORT_NAME
        yield Name(NameKind.FURTHER if reviewed else NameKind.SHORT, name, jobs)


SHORT_NAME = 6


def _stand_for(thing: Thing, codes: Iterable[str], facts: Facts) -> None:
    """Let a thing be found by what is said of these occupations."""
    for code in codes:
        row = facts.occupations[code]
        thing.summary = thing.summary or row.summary
        thing.names.extend(Name(NameKind.EVERYDAY, text, row.jobs) for text in row.everyday)
        thing.texts["everyday"] += stems(" ".join(row.everyday))
        thing.texts["summary"] += stems(row.summary)
        thing.texts["tools"] += stems(" ".join(row.tools))
        thing.texts["titles"] += stems(row.title)


def guide_things(titles: Titles, roles: Collection[int] | None, facts: Facts) -> Iterator[Thing]:
    """The published guides, or those of `roles`, each with the titles that it answers for."""
    published = Role.objects.published().order_by("slug")
    if roles is not None:
        published = published.filter(pk__in=roles)
    answers, mapping = defaultdict(list), defaultdict(list)
    for role, slug in RoleTitle.objects.filter(role__in=published).values_list(
        "role_id", "job_title_id"
    ):
        answers[role].append(slug)
    for role, code in RoleOccupation.objects.filter(role__in=published).values_list(
        "role_id", "occupation_id"
    ):
        mapping[role].append(code)
    for row in published.defer("html").iterator():
        codes = sorted(mapping[row.pk])
        thing = Thing(EntryKind.GUIDE, row.slug, row.title, codes, facts.jobs(codes), role=row.pk)
        thing.names.append(Name(NameKind.OWN, row.title, thing.jobs))
        thing.texts["prose"] += stems(" ".join(getattr(row, name) for name in PROSE))
        thing.answers = sorted(answers[row.pk])
        for slug in thing.answers:
            _answer(thing, slug, titles, facts)
        yield thing


def _answer(thing: Thing, slug: str, titles: Titles, facts: Facts) -> None:
    """Let a guide be found as a title that it answers for."""
    text = titles.texts.get(slug)
    if text is not None:
        if text != thing.title:
            thing.names.append(Name(NameKind.ANSWERED, text, thing.jobs))
        thing.names.extend(_further(titles, slug, thing.jobs))
    _stand_for(thing, titles.official.get(slug, []), facts)


def occupation_things(
    codes: Iterable[str], stood_for: Collection[str], facts: Facts
) -> Iterator[Thing]:
    """Occupations by their codes, and by all that is said of them where nothing stands for them."""
    for code in codes:
        row = facts.occupations[code]
        thing = Thing(EntryKind.OCCUPATION, code, row.title, [code], row.jobs, summary=row.summary)
        thing.names.append(Name(NameKind.FURTHER, code, row.jobs))
        if code.endswith(".00"):
            thing.names.append(Name(NameKind.FURTHER, code[:7], row.jobs))
        if code not in stood_for:
            thing.names.append(Name(NameKind.OWN, row.title, row.jobs))
            _stand_for(thing, [code], facts)
        yield thing
