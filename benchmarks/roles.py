"""Fills a scratch database with synthetic guides, to see how the site bears them.

    DATABASE_URL=postgres://…/waymark_bench_x python benchmarks/roles.py 100000

The database (PostgreSQL or a SQLite file) must be named waymark_bench…, hold the facts and the
shipped guides, and is never the site's own. Titles and their occupations are O*NET's, so sets of
codes repeat as they do in reality; left out are the 3 % of titles that share their several
occupations with no other title, since each would cost the merging of all areas. Figures come from
the site's own functions, once for each set of occupations, and are then copied. The first guide to
a title answers for it; later ones are "II", "III" and so on. Levels are spread over all seven. One
guide in ten has moves.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

import django

django.setup()

from django.core.management.color import no_style
from django.db import connection, models, transaction
from django.db.models import Max
from django.utils import timezone

from careers.listings import build
from careers.models import (
    CrosswalkEntry,
    JobTitle,
    Level,
    Listing,
    ListingKind,
    ListingSkill,
    MoveKind,
    RelatedCareer,
    Release,
    Role,
    RoleOccupation,
    RoleTitle,
    Status,
    TitleOccupation,
)
from careers.models.bulk import copy_rows, room_for_bulk
from careers.pages.guide import prepare
from careers.profiles import is_ambiguous
from careers.search import index as search_index

NAME = "waymark_bench"
NUMERALS = ("", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
LEVELS = tuple(Level.values)
MOVES = (MoveKind.UP, MoveKind.ACROSS, MoveKind.ADJACENT)
PREPARED = 40
SUMMARY = "You do the work of this title each day, and leave notes for whoever follows."
Occupations = tuple[str, ...]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Planned:
    """A guide to be written; `source` is the title it is made from."""

    slug: str
    title: str
    source: str
    occupations: Occupations


@dataclass(slots=True)
class Model:
    """What all guides to one set of occupations have in common: a listing and its skills."""

    listing: Listing
    skills: Sequence[tuple[str, float]]


def main() -> None:
    """Fill the database of DATABASE_URL."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("number", type=int, nargs="?", default=100_000)
    write_roles(parser.parse_args().number)


def write_roles(number: int) -> None:
    """Write that many guides with all that depends on them; raises SystemExit elsewhere."""
    refuse_any_other_database()
    plan = planned(number)
    with transaction.atomic(), room_for_bulk():
        sets = {guide.occupations for guide in plan}
        models_of = stage(f"figures of {len(sets):,} sets", lambda: models_for(sets))
        stage("guides and listings", lambda: write(plan, models_of))
        stage("search index", search_index.rebuild)
    with transaction.atomic():
        synthetic = Role.objects.filter(content_sha256=NAME).order_by("slug")
        stage("prepared pages", lambda: prepare(synthetic[:PREPARED]))
    settle()


def refuse_any_other_database() -> None:
    """Raise SystemExit unless the database is called waymark_bench…"""
    name = Path(str(connection.settings_dict["NAME"])).name
    if not name.startswith(NAME):
        raise SystemExit(f"refused: {name!r} is not called {NAME}…; nothing was written")


def stage(name: str, work: Callable[[], T]) -> T:
    """Do it, and print how long it took."""
    start = time.perf_counter()
    result = work()
    print(f"  {name}: {time.perf_counter() - start:.1f} s", flush=True)
    return result


def plain_titles() -> dict[str, Occupations]:
    """The occupations of each visible title that is not ambiguous and has no guide, by slug.

    Without the titles that alone have their several occupations.
    """
    releases = Release.objects.current()
    matrix = dict(
        CrosswalkEntry.objects.filter(release=releases.crosswalk).values_list(
            "occupation_id", "matrix_id"
        )
    )
    filed = TitleOccupation.objects.filter(
        release=releases.onet, job_title__hidden=False, job_title__answered_by=None
    ).exclude(job_title__in=Role.objects.values("slug"))
    found: dict[str, list[str]] = defaultdict(list)
    for slug, code in filed.order_by("job_title", "occupation").values_list(
        "job_title_id", "occupation_id"
    ):
        found[slug].append(code)
    plain = {
        slug: tuple(codes)
        for slug, codes in found.items()
        if not is_ambiguous(matrix[code] for code in codes if code in matrix)
    }
    shared = Counter(plain.values())
    return {slug: codes for slug, codes in plain.items() if len(codes) == 1 or shared[codes] > 1}


def models_for(sets: Iterable[Occupations]) -> dict[Occupations, Model]:
    """A model of each set: the occupation's own listing, or that of a guide made for the set."""
    listings = {row.key: row for row in Listing.objects.filter(kind=ListingKind.OCCUPATION)}
    samples = {}
    for number, codes in enumerate(sorted(sets)):
        if len(codes) > 1:
            sector = listings[codes[0]].sector_id or ""
            samples[codes] = sample_role(f"{NAME}-{number}", sector, codes)
    build.refresh_guides(samples.values())
    made = {row.role_id: row for row in Listing.objects.filter(role__in=samples.values())}
    rows = {
        codes: made[samples[codes].pk] if codes in samples else listings[codes[0]] for codes in sets
    }
    skills = skills_of(Listing.objects.filter(pk__in=[row.pk for row in rows.values()]))
    Role.objects.filter(pk__in=[role.pk for role in samples.values()]).delete()
    return {codes: Model(row, skills.get(row.pk, [])) for codes, row in rows.items()}


def sample_role(slug: str, sector: str, codes: Occupations) -> Role:
    """A guide of which only the figures are wanted."""
    role = Role.objects.create(
        slug=slug,
        title=slug,
        sector_id=sector,
        level=Level.MID,
        status=Status.PUBLISHED,
        summary=SUMMARY,
    )
    RoleOccupation.objects.bulk_create(
        RoleOccupation(role=role, occupation_id=code, reason="Filed there.") for code in codes
    )
    return role


def skills_of(listings: models.QuerySet[Listing]) -> dict[int, list[tuple[str, float]]]:
    """Codes and importance of the skills of listings by primary key."""
    found: dict[int, list[tuple[str, float]]] = defaultdict(list)
    rows = ListingSkill.objects.filter(listing__in=listings).order_by("listing", "element")
    for pk, element, importance in rows.values_list("listing_id", "element_id", "importance"):
        found[pk].append((element, importance))
    return found


def planned(number: int) -> list[Planned]:
    """That many guides, spread over the alphabet so that few are a fair part of many."""
    titles, names = plain_titles(), dict(JobTitle.objects.values_list("slug", "title"))
    ordered = sorted(titles)
    slugs = [slug for start in range(97) for slug in ordered[start::97]]
    guides = (
        Planned(*numbered(slug, names[slug], numeral), slug, titles[slug])
        for numeral in NUMERALS
        for slug in slugs
    )
    return list(
        itertools.islice((g for g in guides if g.slug == g.source or g.slug not in names), number)
    )


def numbered(slug: str, title: str, numeral: str) -> tuple[str, str]:
    """Slug and title of a further guide to a title."""
    if not numeral:
        return slug, title
    return f"{slug[:140]}-{numeral.lower()}", f"{title[:190]} {numeral}"


def write(plan: Sequence[Planned], models_of: dict[Occupations, Model]) -> None:
    """Copy guides, their mapping and titles, listings, skills and moves into the tables."""
    first = (Role.objects.aggregate(last=Max("pk"))["last"] or 0) + 1
    shift = (Listing.objects.aggregate(last=Max("pk"))["last"] or 0) + 1 - first
    rows = [(pk, guide, models_of[guide.occupations]) for pk, guide in enumerate(plan, first)]
    copy_objects(Role, (role_of(pk, guide, model) for pk, guide, model in rows))
    filed = ((pk, code, "Filed there.") for pk, guide, _ in rows for code in guide.occupations)
    copy_rows(RoleOccupation, ("role_id", "occupation_id", "reason"), filed)
    answers = ((pk, guide.source) for pk, guide, _ in rows if guide.slug == guide.source)
    copy_rows(RoleTitle, ("role_id", "job_title_id"), answers)
    copy_objects(Listing, (listing_of(pk + shift, pk, guide, model) for pk, guide, model in rows))
    skills = ((pk + shift, *skill) for pk, _, model in rows for skill in model.skills)
    copy_rows(ListingSkill, ("listing_id", "element_id", "importance"), skills)
    copy_rows(
        RelatedCareer, ("role_id", "to_id", "kind", "reason", "order"), moves(first, len(rows))
    )
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), [Role, Listing]):
            cursor.execute(statement)


def level_of(pk: int) -> str:
    """A level by the primary key: most in the middle."""
    return LEVELS[(1, 2, 2, 3, 0, 2, 3, 4, 2, 5, 1, 6, 3)[pk % 13]]


def role_of(pk: int, guide: Planned, model: Model) -> Role:
    """A published guide, in the sector of the model."""
    return Role(
        pk=pk,
        slug=guide.slug,
        title=guide.title,
        sector_id=model.listing.sector_id or "",
        level=level_of(pk),
        status=Status.PUBLISHED,
        summary=SUMMARY,
        work="You begin where the last shift ended.",
        html={"summary": f"<p>{SUMMARY}</p>", "work": "<p>You begin where it ended.</p>"},
        content_sha256=NAME,
        updated_at=timezone.now(),
    )


def listing_of(pk: int, role: int, guide: Planned, model: Model) -> Listing:
    """The model's listing as that of another guide."""
    names = [name.attname for name in Listing._meta.concrete_fields]
    values = {name: getattr(model.listing, name) for name in names}
    own = {"id": pk, "kind": ListingKind.GUIDE, "key": guide.slug, "title": guide.title}
    rest = {"role_id": role, "occupation_id": None, "summary": SUMMARY, "level": level_of(role)}
    return Listing(**(values | own | rest))


def moves(first: int, number: int) -> Iterator[tuple[Any, ...]]:
    """Three moves of every tenth guide, to the guides after it."""
    for pk in range(first, first + number - len(MOVES), 10):
        for order, kind in enumerate(MOVES, start=1):
            yield pk, pk + order, kind.value, "People go there from here.", order


def copy_objects(model: type[models.Model], rows: Iterable[models.Model]) -> None:
    """Write objects with the primary keys they have, through the driver."""
    fields = model._meta.concrete_fields
    columns = [str(one.column) for one in fields]
    copy_rows(
        model,
        columns,
        (tuple(value_of(one, getattr(row, one.attname)) for one in fields) for row in rows),
    )


def value_of(one: models.Field[Any, Any], value: Any) -> Any:
    """A field's value as the driver takes it."""
    if isinstance(one, models.JSONField):
        return json.dumps(value)
    return str(value) if isinstance(one, models.CharField) and value is not None else value


def settle() -> None:
    """What a server does by itself in time: statistics, and visibility for index-only scans."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


if __name__ == "__main__":
    main()
