"""Search over guides, job titles, occupations and sectors by the words of their names.

How results are ordered:
1. Exact: the whole name, or a further name, is what was asked for. Guides before the others.
2. Guides, then everything else; within each the rules 3 to 6. A guide is found by its own title,
   by the titles it answers for and by their further names ("RN").
3. Prefix: the name begins with what was asked for and goes on with another word.
4. Beginning: the name begins with what was asked for, in the middle of a word.
5. Words: every word asked for begins a word of the name.
6. Inside: every word asked for stands somewhere in the name; one of up to three letters begins
   a word even then, or "RN" would find every journeyman.
Equals are ordered by length, then name: the plainest title first. A plural finds its singular:
the last word without its "s" counts as exact too.

The words are looked for as plain text (LIKE with its wildcards escaped), at most 8 of them, in
one statement whatever they match.
"""

from __future__ import annotations

import operator
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from typing import Any

from django.db.models import Case, CharField, F, IntegerField, Q, QuerySet, Value, When
from django.db.models.functions import Length
from django.utils.text import slugify

from careers.models import (
    CurrentReleases,
    JobTitle,
    Occupation,
    Role,
    RoleTitle,
    Sector,
    Status,
    TitleName,
    TitleOccupation,
)

MOST_CHARACTERS, MOST_WORDS = 100, 8
GUIDE, TITLE, OCCUPATION, SECTOR = "guide", "title", "occupation", "sector"
EXACT, PREFIX, BEGINNING, WORDS, INSIDE = range(5)
OTHERS = 10
"""What the rank of anything but a guide is greater by, save the exact ones'."""

Tiers = list[tuple[Q, int]]
CODE = re.compile(r"\d\d-\d{0,4}(\.\d{0,2})?$")
SHORTEST_INSIDE = 4
SHORTEST_PLURAL = 5
"""Words of this many letters and more are also looked for without a last "s"."""


@dataclass(frozen=True, slots=True)
class Query:
    """What was asked for: its text as it is used, and its words.

    `slugs` are the words as they stand in an address, `symbols` those that an address cannot
    hold ("C++", other scripts), to be looked for in the names themselves.
    """

    text: str
    slugs: tuple[str, ...]
    symbols: tuple[str, ...]

    @property
    def whole(self) -> list[str]:
        """All the words as an address has them, and with the last one in the singular."""
        if not self.slugs:
            return []
        forms = (self.slugs, (*self.slugs[:-1], _singular(self.slugs[-1])))
        return list(dict.fromkeys("-".join(form) for form in forms))

    @property
    def is_empty(self) -> bool:
        """Whether there is no word to look for."""
        return not self.slugs and not self.symbols


@dataclass(frozen=True, slots=True)
class Hit:
    """One result: `kind` is GUIDE, TITLE, OCCUPATION or SECTOR, `key` its slug or code.

    `text` is its name as people read it.
    """

    kind: str
    key: str
    text: str


def clean(text: str) -> str:
    """Text on one line without invisible characters, at most 100 of them."""
    text = unicodedata.normalize("NFKC", text[: 4 * MOST_CHARACTERS])
    return " ".join("".join(map(_visible, text)).split())[:MOST_CHARACTERS].strip()


def _visible(char: str) -> str:
    """The character; a space for a separator or control, nothing for a mark that has no shape."""
    category = unicodedata.category(char)
    return " " if category in {"Cc", "Zl", "Zp", "Zs"} else "" if category[0] == "C" else char


def parse(text: str) -> Query:
    """Cut what a person typed into at most 8 words."""
    text = clean(text)
    slugs, symbols = [], []
    for word in text.split()[:MOST_WORDS]:
        slug = slugify(word)
        if slug:
            slugs.append(slug)
        if any(char in "+#" for char in word) or (not slug and any(map(str.isalnum, word))):
            symbols.append(word)
    return Query(text, tuple(slugs), tuple(symbols))


def find(query: Query, releases: CurrentReleases) -> QuerySet[Any, dict[str, Any]]:
    """What matches a query that is not empty, best first, as rows of kind, key and text."""
    names = TitleName.objects.filter(_holds(query, "slug", "name"), release=releases.onet)
    guides = _guides(query, names)
    others = (_titles(query, names), _occupations(query), _sectors(query))
    return guides.union(*others, all=True).order_by("rank", "length", "key", "kind")


def hits(rows: Iterable[dict[str, Any]]) -> list[Hit]:
    """Rows of `find` as results."""
    return [Hit(row["kind"], row["key"], row["text"]) for row in rows]


def further_names(
    query: Query, slugs: list[str], releases: CurrentReleases
) -> dict[str, list[str]]:
    """Further names that hold the words, by the title's slug."""
    found: dict[str, list[str]] = {}
    rows = TitleName.objects.filter(
        _holds(query, "slug", "name"), release=releases.onet, job_title__in=slugs
    ).values_list("job_title_id", "name")
    for slug, name in rows.order_by("job_title_id", "slug"):
        found.setdefault(slug, []).append(name)
    return found


def filed_under(slugs: list[str], releases: CurrentReleases) -> dict[str, list[str]]:
    """The names of the occupations that titles are filed under, by the title's slug."""
    found: dict[str, list[str]] = {}
    rows = TitleOccupation.objects.filter(release=releases.onet, job_title__in=slugs)
    for slug, name in rows.order_by("job_title_id", "occupation_id").values_list(
        "job_title_id", "occupation__title"
    ):
        found.setdefault(slug, []).append(name)
    return found


def _guides(query: Query, names: QuerySet[TitleName]) -> QuerySet[Any, Any]:
    answered = RoleTitle.objects.filter(
        _holds(query, "job_title__slug", "job_title__title") | Q(job_title__in=_titles_of(names))
    )
    same = RoleTitle.objects.filter(
        _equals(query, "job_title__slug", "job_title__title")
        | Q(job_title__in=_titles_of(names.filter(_equals(query, "slug", "name"))))
    )
    rows = Role.objects.published().filter(
        _holds(query, "title", "title") | Q(pk__in=answered.values("role"))
    )
    exact = _equals(query, "slug", "title") | Q(pk__in=same.values("role"))
    return _rows(rows, GUIDE, "slug", "title", _tiers(query, "title", exact))


def _titles(query: Query, names: QuerySet[TitleName]) -> QuerySet[Any, Any]:
    """Visible titles, save those whose address a guide has or answers."""
    taken = Role.objects.exclude(status=Status.DRAFT)
    rows = (
        JobTitle.objects.filter(_holds(query, "slug", "title") | Q(slug__in=_titles_of(names)))
        .exclude(hidden=True)
        .exclude(slug__in=taken.values("slug"))
        .exclude(
            slug__in=RoleTitle.objects.filter(role__status=Status.PUBLISHED).values("job_title")
        )
    )
    exact = _equals(query, "slug", "title") | Q(
        slug__in=_titles_of(names.filter(_equals(query, "slug", "name")))
    )
    return _rows(rows, TITLE, "slug", "title", _tiers(query, "slug", exact))


def _occupations(query: Query) -> QuerySet[Any, Any]:
    by_code = Q(code__startswith=query.text) if CODE.match(query.text) else Q(pk__in=[])
    rows = Occupation.objects.filter(by_code | _holds(query, "title", "title"))
    exact = by_code | _any("title__iexact", _forms(query, "title"))
    return _rows(rows, OCCUPATION, "code", "title", _tiers(query, "title", exact))


def _sectors(query: Query) -> QuerySet[Any, Any]:
    rows = Sector.objects.filter(_holds(query, "name", "name"))
    return _rows(
        rows, SECTOR, "slug", "name", _tiers(query, "name", _equals(query, "slug", "name"))
    )


def _rows(
    rows: QuerySet[Any], kind: str, key: str, name: str, tiers: Tiers
) -> QuerySet[Any, dict[str, Any]]:
    """The rows with their rank: the first tier whose condition holds, INSIDE where none does."""
    whens = [
        When(condition, then=Value(_rank(kind, tier)))
        for condition, tier in tiers
        if condition  # words of symbols alone have no place in an address
    ]
    rank = Case(*whens, default=Value(_rank(kind, INSIDE)), output_field=IntegerField())
    return rows.order_by().values(
        kind=Value(kind, CharField()), key=F(key), text=F(name), rank=rank, length=Length(name)
    )


def _rank(kind: str, tier: int) -> int:
    if tier == EXACT:
        return int(kind != GUIDE)
    return tier + 1 + (0 if kind == GUIDE else OTHERS)


def _titles_of(names: QuerySet[TitleName]) -> QuerySet[Any, Any]:
    return names.order_by().values("job_title")


def _tiers(query: Query, field: str, exact: Q) -> Tiers:
    """The tiers of rows whose words are looked for in `field`, an address or a name."""
    starts, gap = ("startswith", "-") if _is_address(field) else ("istartswith", " ")
    forms = _forms(query, field)
    return [
        (exact, EXACT),
        (_any(f"{field}__{starts}", [f"{form}{gap}" for form in forms]), PREFIX),
        (_any(f"{field}__{starts}", forms), BEGINNING),
        (_all(_begins_word(_singular(word), field) for word in query.slugs), WORDS),
    ]


def _equals(query: Query, slug: str, name: str) -> Q:
    """The whole name, or the whole address, is what was asked for."""
    by_name = _any(f"{name}__iexact", _forms(query, name))
    return by_name if query.symbols else by_name | Q(**{f"{slug}__in": query.whole})


def _forms(query: Query, field: str) -> list[str]:
    """What was asked for as an address or a name has it."""
    if _is_address(field):
        return query.whole
    spaced = [] if query.symbols else [whole.replace("-", " ") for whole in query.whole]
    return list(dict.fromkeys([query.text, *spaced]))


def _holds(query: Query, field: str, name: str) -> Q:
    """Every word stands in the field, every symbol in the name."""
    words = _all(_holds_word(word, field) for word in query.slugs)
    return words & _all(Q(**{f"{name}__icontains": word}) for word in query.symbols)


def _holds_word(word: str, field: str) -> Q:
    if len(word) < SHORTEST_INSIDE:
        return _begins_word(word, field)
    if _is_address(field):
        return Q(**{f"{field}__contains": _singular(word)})
    return _any(f"{field}__icontains", _written(_singular(word)))


def _begins_word(word: str, field: str) -> Q:
    if _is_address(field):
        return Q(**{f"{field}__startswith": word}) | Q(**{f"{field}__contains": f"-{word}"})
    forms = _written(word)
    inside = [f"{gap}{form}" for form in forms for gap in " -/"]
    return _any(f"{field}__istartswith", forms) | _any(f"{field}__icontains", inside)


def _written(word: str) -> list[str]:
    """A word of an address as a name may have it: "x-ray", "x ray"."""
    return list(dict.fromkeys([word, word.replace("-", " ")]))


def _is_address(field: str) -> bool:
    return field.endswith("slug")


def _singular(word: str) -> str:
    """The word without a plural's "s"; what holds the plural holds this too."""
    if len(word) >= SHORTEST_PLURAL and word.endswith("s") and not word.endswith("ss"):
        return word[:-1]
    return word


def _all(conditions: Iterable[Q]) -> Q:
    return reduce(operator.and_, conditions, Q())


def _any(lookup: str, values: Iterable[str]) -> Q:
    return reduce(operator.or_, (Q(**{lookup: value}) for value in values), Q())
