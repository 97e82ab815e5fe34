"""Writes what search looks in; everything happens in the caller's transaction.

A name's number is its place in the order in which hits are cut: names of few words, of much work,
and of guides come first. Names that are among the first 2,000, 8,000 and 32,000 carry their tokens
once more with the mark of that band before them ("#1nurse"), so that a question that half of all
names answer reads a few of them only, however many there are.
"""

from __future__ import annotations

import hashlib
import json
import math
import re
import secrets
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, pairwise
from pathlib import Path

from django.db import transaction
from django.db.models import F, Max

from careers.models import (
    ElementWords,
    EntryKind,
    NameKind,
    OccupationWords,
    Release,
    Role,
    RoleTitle,
    SearchEntry,
    SearchState,
    SearchTerm,
    SearchWord,
    TitleOccupation,
)
from careers.models.bulk import analyze, copy_rows, room_for_bulk
from careers.search import synonyms
from careers.search.engines import unwatched
from careers.search.others import all_others, skill_things
from careers.search.text import compact, joined, stem, words
from careers.search.things import (
    SECTIONS,
    Owners,
    Thing,
    Titles,
    guide_things,
    load_facts,
    load_owners,
    load_titles,
    occupation_things,
    title_things,
)

BANDS = (("#1", 2_000), ("#2", 8_000), ("#3", 32_000))
"""Marks of the first names, and how many they are; those of an earlier band are in the later."""

TEXT_BAND = ("#t", 3_000)
"""The mark of the first rows of our own text, and how many they are."""

PLACES_A_RANK = 10**9
"""A number is rank times this, plus one that no other row of the rank has."""

_HYPHENATED = re.compile(r"(?<![\w-])(\w{1,2})-(\w+)(?![\w-])")
_ENTRY_COLUMNS = (
    *("id", "kind", "key", "title", "summary", "occupations", "answers"),
    *("role_id", "job_title_id"),
)
_TERM_COLUMNS = ("id", "entry_id", "kind", "entry_kind", "name", "words", "tokens", "jobs")
_WORD_COLUMNS = ("word", "names", "texts")
Pairs = Collection[tuple[str, str]]


@dataclass(slots=True)
class _Row:
    """A name, or our text, on its way into the table."""

    entry: int
    kind: NameKind
    entry_kind: EntryKind
    name: str
    words: list[str]
    sections: str
    jobs: int
    tokens: list[str]

    @property
    def rank(self) -> int:
        """The less, the likelier that this is meant."""
        likely = 10 * math.log10(self.jobs + 1_000) - 3 * (len(self.words) - 1)
        if self.entry_kind == EntryKind.GUIDE:
            likely += 15
        if self.kind == NameKind.SHORT:
            likely -= 10
        return max(round(10 * (150 - likely)), 0)


@transaction.atomic
def rebuild() -> None:
    """Index everything anew."""
    releases = Release.objects.current()
    facts, owners, titles = load_facts(releases), load_owners(), load_titles(releases)
    things = list(
        chain(
            guide_things(titles, None, facts),
            title_things(titles, owners, facts),
            occupation_things(sorted(facts.occupations), _stood_for(titles, owners), facts),
            all_others(facts),
        )
    )
    compounds = _compounds(things)
    with room_for_bulk(), unwatched():
        SearchTerm.objects.all()._raw_delete("default")
        SearchEntry.objects.all()._raw_delete("default")
        SearchWord.objects.all()._raw_delete("default")
        counts = _write(things, compounds, first_entry=1, first_term=1, banded=True)
        copy_rows(SearchWord, _WORD_COLUMNS, counts)
        _record(_key(), compounds)
    analyze((SearchTerm, SearchEntry, SearchWord))


@transaction.atomic
def index_roles(roles: Iterable[Role]) -> None:
    """Index these guides anew, with the titles that they answer for or no longer do."""
    pks = [role.pk for role in roles]
    slugs = set(Role.objects.filter(pk__in=pks).values_list("slug", flat=True))
    slugs.update(RoleTitle.objects.filter(role__in=pks).values_list("job_title_id", flat=True))
    for key, answers in SearchEntry.objects.filter(role__in=pks).values_list("key", "answers"):
        slugs.update([key, *answers])
    _index(roles=pks, slugs=slugs)


@transaction.atomic
def index_titles(slugs: Iterable[str]) -> None:
    """Index these job titles anew, and the guides that answer for them."""
    slugs = set(slugs)
    pks = RoleTitle.objects.filter(job_title__in=slugs).values_list("role_id", flat=True)
    _index(roles=list(pks), slugs=slugs)


@transaction.atomic
def index_words(words: OccupationWords | ElementWords) -> None:
    """Index anew what stands for an occupation, or a skill, after our words for it changed."""
    if isinstance(words, ElementWords):
        _index(skills=[words.slug])
        return
    onet = Release.objects.current().onet
    official = TitleOccupation.objects.filter(
        release=onet, occupation=words.occupation_id, is_official=True
    )
    slugs = set(official.values_list("job_title_id", flat=True))
    pks = RoleTitle.objects.filter(job_title__in=slugs).values_list("role_id", flat=True)
    _index(roles=list(pks), slugs=slugs, codes=[words.occupation_id])


def is_current() -> bool:
    """Whether the index was built from the releases that are now complete by this program."""
    return SearchState.objects.filter(key=_key()).exists()


def _index(
    *,
    roles: Sequence[int] = (),
    slugs: Collection[str] = (),
    codes: Collection[str] = (),
    skills: Collection[str] = (),
) -> None:
    """Index some guides, titles, occupations and skills anew; everything where nothing is yet."""
    state = SearchState.objects.first()
    if state is None:
        rebuild()
        return
    releases = Release.objects.current()
    facts, owners = load_facts(releases), load_owners()
    answers = RoleTitle.objects.filter(role__in=roles).values_list("job_title_id", flat=True)
    titles = load_titles(releases, {*slugs, *answers})
    codes = {*codes, *(code for slug in titles.official for code in titles.official[slug])}
    old = SearchEntry.objects.filter(role__in=roles)
    old |= SearchEntry.objects.filter(job_title__in=titles.filed.keys() | set(slugs))
    old |= SearchEntry.objects.filter(kind=EntryKind.OCCUPATION, key__in=codes)
    old |= SearchEntry.objects.filter(kind=EntryKind.SKILL, key__in=skills)
    old.delete()
    stood_for = _stood_for(titles, owners)
    things = [
        *guide_things(titles, roles, facts),
        *title_things(titles, owners, facts),
        *occupation_things(sorted(codes), stood_for, facts),
        *(thing for thing in skill_things() if thing.key in skills),
    ]
    _add(things, state)


def _add(things: Sequence[Thing], state: SearchState) -> None:
    """Write a few things beside those that are there; new words are counted, others keep theirs."""
    compounds = {(first, second) for first, second in state.compounds}
    last_entry = SearchEntry.objects.aggregate(last=Max("id"))["last"] or 0
    last_term = SearchTerm.objects.aggregate(last=Max(F("id") % PLACES_A_RANK))["last"] or 0
    counts = _write(
        things, compounds, first_entry=last_entry + 1, first_term=last_term + 1, banded=False
    )
    words = [word for word, _, _ in counts]
    known = set(SearchWord.objects.filter(word__in=words).values_list("word", flat=True))
    copy_rows(SearchWord, _WORD_COLUMNS, (row for row in counts if row[0] not in known))
    _record(state.key, compounds)


def _stood_for(titles: Titles, owners: Owners) -> set[str]:
    """Occupations whose official title leads to a page of its own or to a guide."""
    return {
        code
        for slug, codes in titles.official.items()
        if slug in titles.texts and (slug in owners.answered or slug not in owners.taken)
        for code in codes
    }


def _compounds(things: Iterable[Thing]) -> set[tuple[str, str]]:
    """Pairs of words that names also have as one word, or with a hyphen after a letter or two."""
    single: set[str] = set()
    pairs: set[tuple[str, str]] = set()
    hyphenated: set[tuple[str, str]] = set()
    for thing in things:
        for name in thing.names:
            found = words(name.text)
            single.update(found)
            pairs.update(pairwise(found))
            for first, second in _HYPHENATED.findall(name.text):
                parts = [*words(first), *words(second)]
                if len(parts) == 2:
                    hyphenated.add((parts[0], parts[1]))
    both = {pair for pair in pairs if len("".join(pair)) > 4 and "".join(pair) in single}
    return both | hyphenated


def _write(
    things: Sequence[Thing],
    compounds: Pairs,
    *,
    first_entry: int,
    first_term: int,
    banded: bool,
) -> list[tuple[str, int, int]]:
    """Write things and names; returns each word and stem, in how many names and texts it is."""
    entries = enumerate(things, first_entry)
    copy_rows(SearchEntry, _ENTRY_COLUMNS, (_entry(number, thing) for number, thing in entries))
    rows = [
        row
        for number, thing in enumerate(things, first_entry)
        for row in _rows(number, thing, compounds)
    ]
    rows.sort(key=lambda row: (row.rank, row.entry, row.kind, row.name))
    counts = _count(rows)
    _mark(rows, banded=banded)
    copy_rows(
        SearchTerm,
        _TERM_COLUMNS,
        (
            (
                row.rank * PLACES_A_RANK + number,
                row.entry,
                int(row.kind),
                str(row.entry_kind.value),
                row.name,
                row.sections or " ".join(row.words),
                " ".join(row.tokens),
                row.jobs,
            )
            for number, row in enumerate(rows, first_term)
        ),
    )
    return counts


def _count(rows: Iterable[_Row]) -> list[tuple[str, int, int]]:
    names: Counter[str] = Counter()
    texts: Counter[str] = Counter()
    for row in rows:
        counter = texts if row.kind == NameKind.TEXT else names
        counter.update(token for token in row.tokens if token[0] != "=")
    return [(word, names[word], texts[word]) for word in sorted(names.keys() | texts.keys())]


def _entry(number: int, thing: Thing) -> tuple[object, ...]:
    return (
        number,
        str(thing.kind.value),
        thing.key,
        thing.title,
        thing.summary,
        _json(thing.occupations),
        _json(thing.answers),
        thing.role,
        thing.job_title,
    )


def _json(texts: Iterable[str]) -> str:
    """A list of codes or slugs as JSON: none of them holds a character to escape."""
    return json.dumps(list(texts))


def _rows(number: int, thing: Thing, compounds: Pairs) -> Iterator[_Row]:
    seen: set[tuple[str, ...]] = set()
    for name in sorted(thing.names, key=lambda name: name.kind):
        found = words(name.text)
        if not found or tuple(found) in seen:
            continue
        seen.add(tuple(found))
        one = joined(found, compounds)
        stemmed = (f"~{stem(word)}" for word in found)
        tokens = dict.fromkeys((*one, *found, *stemmed, f"={compact(one)}"))
        yield _Row(number, name.kind, thing.kind, name.text[:200], one, "", name.jobs, list(tokens))
    sections = [" ".join(dict.fromkeys(thing.texts.get(name, ()))) for name in SECTIONS]
    if any(sections):
        tokens = dict.fromkeys(f"~{word}" for text in sections for word in text.split())
        text = "|".join(sections)
        yield _Row(number, NameKind.TEXT, thing.kind, "", [], text, thing.jobs, list(tokens))


def _mark(rows: Sequence[_Row], *, banded: bool) -> None:
    """Add the tokens of the bands to the first rows; where only a few are written, to all."""
    names = [row for row in rows if row.kind != NameKind.TEXT]
    texts = [row for row in rows if row.kind == NameKind.TEXT]
    for kept, bands in ((names, BANDS), (texts, (TEXT_BAND,))):
        plain = [list(row.tokens) for row in kept]
        for mark, size in bands:
            for row, tokens in zip(kept[:size] if banded else kept, plain, strict=False):
                row.tokens += [f"{mark}{token}" for token in tokens]


def _record(key: str, compounds: Pairs) -> None:
    SearchState.objects.update_or_create(
        pk=1,
        defaults={
            "stamp": secrets.token_hex(16),
            "key": key,
            "compounds": sorted(list(pair) for pair in compounds),
        },
    )


def _key() -> str:
    """What the index depends on: the complete releases, and this program."""
    releases = Release.objects.complete().order_by("pk").values_list("pk", "imported_at")
    return hashlib.sha256(f"{list(releases)}|{_program()}".encode()).hexdigest()


@lru_cache(maxsize=1)
def _program() -> str:
    files = [*sorted(Path(__file__).parent.glob("*.py")), synonyms.SYNONYMS]
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.read_bytes())
    return digest.hexdigest()
