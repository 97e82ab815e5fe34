"""How good and how fast moves are: likeness, levels, the editors' own moves, and the pages.

    python benchmarks/moves.py [rounds] [--paths]

Runs on the database of DATABASE_URL, pages in the server through the whole middleware. Prints
the area under the curve with which likeness puts the occupations that O*NET names as primary
related before all others (mean over occupations), beside numbers by lot; quantiles of the level
needed minus the level there, over what matters in the goal, between related occupations and
between pairs by lot; how many of the editors' moves between guides the rules type alike; of
stretches from common jobs to common goals, how many have roles in between (with --paths which,
to be read for silly ones); the median and the 95th percentile of the pages in milliseconds, once
the roles are read.
"""

import os
import statistics
import sys
import time
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
os.environ.setdefault("SECRET_KEY", "benchmark")
os.environ.setdefault("WAYMARK_HTTPS", "false")
os.environ.setdefault("LOG_LEVEL", "ERROR")

import django

django.setup()

import numpy as np
from django.conf import settings
from django.db import connection
from django.test import Client

from careers.guidance import moves_judge
from careers.guidance.moves_field import Field, Floats, current, one
from careers.guidance.moves_paths import between, bridges
from careers.models import RelatedCareer, RelatedOccupation, Release

PRIMARY = ("Primary-Short", "Primary-Long")
SEED, QUANTILES = 12, (0.5, 0.75, 0.9)
ROLES = (
    *("registered-nurse", "electrician", "41-2011.00", "53-3032.00", "25-2021.00", "43-4051.00"),
    *("35-2014.00", "15-1252.00", "47-2061.00", "11-1021.00", "29-1211.00", "49-3023.00"),
)
GOAL = "registered-nurse"
STARTS = (
    *("41-2011.00", "43-4171.00", "33-9032.00", "41-2031.00", "53-3032.00", "53-7062.00"),
    *("13-2011.00", "25-2021.00", "35-2014.00", "43-6014.00", "31-1121.00", "47-2061.00"),
    "43-4051.00",
)
"""Cashier, receptionist, guard, retail, truck, warehouse, accountant, teacher, cook, secretary,
home health aide, construction laborer, customer service."""
GOALS = (
    *("29-1141.00", "29-2061.00", "13-2011.00", "15-1252.00", "15-1253.00", "47-2111.00"),
    *("25-2021.00", "29-1292.00", "23-2011.00", "33-3051.00", "11-3121.00", "29-1123.00"),
    *("15-1254.00", "29-2032.00"),
)
"""Nurse, practical nurse, accountant, developer, tester, electrician, teacher, dental hygienist,
paralegal, police, personnel manager, physical therapist, web developer, sonographer."""
Pairs = list[tuple[int, int]]  # rows of the vectors: start and goal


def sets_of(field: Field) -> dict[str, int]:
    """The row of the vectors of every rated occupation, by its code."""
    rows = zip(field.standings, field.side.sets.tolist(), strict=True)
    return {role.key: row for role, row in rows if not role.is_guide}


def related(field: Field, tiers: Sequence[str]) -> Pairs:
    """The pairs of rated occupations that O*NET names in these tiers, in its direction."""
    rows = RelatedOccupation.objects.filter(release=Release.objects.current().onet, tier__in=tiers)
    sets = sets_of(field)
    pairs = rows.order_by("occupation", "index").values_list("occupation_id", "related_id")
    return [(sets[code], sets[other]) for code, other in pairs if {code, other} <= sets.keys()]


def by_lot(field: Field, number: int) -> Pairs:
    """As many pairs of different rated occupations, always the same."""
    sets = sorted(sets_of(field).values())
    drawn = np.random.default_rng(SEED).choice(sets, size=(2 * number, 2)).tolist()
    return [(start, goal) for start, goal in drawn if start != goal][:number]


def area(values: Floats, wanted: Sequence[int]) -> float:
    """How often one that is wanted has a greater value than another; NaN has no part in it."""
    others = np.delete(values, wanted)
    apart = values[wanted][:, None] - others[~np.isnan(others)]
    return float(((apart > 0) + 0.5 * (apart == 0)).mean())


def print_likeness(field: Field) -> None:
    """The areas, of the likeness and of numbers by lot in its place."""
    shape, lot = field.side.vectors.shape, np.random.default_rng(SEED)
    bare = list(sets_of(field).values())
    of_start: dict[int, list[int]] = {}
    for start, goal in related(field, PRIMARY):
        of_start.setdefault(start, []).append(goal)
    areas = []
    for start, goals in of_start.items():
        like = np.full(len(shape), np.nan)
        like[bare] = shape[bare] @ shape[start]
        like[start] = np.nan
        areas.append((area(like, goals), area(like * 0 + lot.random(len(like)), goals)))
    mean, chance = np.mean(areas, axis=0)
    print(f"primary related first: area {mean:.3f}, by lot {chance:.3f} ({len(areas)} occupations)")


def print_levels(field: Field) -> None:
    """The quantiles that the docstring of careers/guidance/gap.py cites."""
    vectors, pairs = field.side.vectors, related(field, (*PRIMARY, "Supplemental"))
    print(f"{'levels needed - there':<24}{'pairs':>8}" + "".join(f"{q:8.0%}" for q in QUANTILES))
    for name, chosen in (("related", pairs), ("by lot", by_lot(field, len(pairs)))):
        start, goal = np.array(chosen).T
        apart = (vectors.needed[goal] - vectors.have[start])[vectors.matters[goal]]
        found = np.quantile(apart[~np.isnan(apart)], QUANTILES)
        print(f"{name:<24}{len(chosen):8,}" + "".join(f"{value:8.2f}" for value in found))


def print_editors(field: Field) -> None:
    """Each of the editors' moves that the rules type otherwise, and how many they do not."""
    rows = RelatedCareer.objects.filter(role__slug__in=field.rows, to__slug__in=field.rows)
    moves = rows.order_by("role__slug", "to__slug").values_list("role__slug", "to__slug", "kind")
    alike = 0
    for slug, to, kind in moves:
        ends = [one(field, field.standings[field.rows[key]]) for key in (slug, to)]
        ours = str(moves_judge.judge(field, *ends).kinds[0])
        alike += ours == kind
        if ours != kind:
            print(f"    {slug} to {to}: {kind} by the editor, {ours} by rule")
    print(f"editors' moves typed alike: {alike} of {len(moves)}")


def print_paths(field: Field, *, with_names: bool) -> None:
    """How many stretches have roles in between (rule 9), before those alike are left out."""
    roles = {role.key: role for role in field.standings if not role.is_guide}
    stretches = found = 0
    for start, goal in [(start, goal) for start in STARTS for goal in GOALS if start != goal]:
        judged = between(field, one(field, roles[start]), one(field, roles[goal]))
        if str(judged.whole.kinds[0]) != "stretch":
            continue
        rows = bridges(field, judged)
        stretches, found = stretches + 1, found + bool(rows)
        if with_names:
            names = " | ".join(field.standings[row].title for row in rows[:3])
            print(f"    {roles[start].title} to {roles[goal].title}: {names or 'none'}")
    print(f"stretches with roles in between: {found} of {stretches}")


def print_speed(rounds: int) -> None:
    """The pages through the whole middleware."""
    client = Client(headers={"host": "localhost"})
    print(f"{connection.vendor}, {rounds} rounds{'':<12}{'p50 ms':>8}{'p95 ms':>8}")
    for name, goal in (("/moves/?from=", {}), ("/moves/?from= &to=", {"to": GOAL})):
        times = []
        for key in ROLES * rounds:
            start = time.perf_counter()
            client.get("/moves/", {"from": key, **goal})
            times.append(1000 * (time.perf_counter() - start))
        print(
            f"{name:<28}{statistics.median(times):8.0f}{statistics.quantiles(times, n=20)[18]:8.0f}"
        )


def main() -> None:
    """Measure and print."""
    settings.STORAGES["staticfiles"]["BACKEND"] = (
        "django.contrib.staticfiles.storage.StaticFilesStorage"
    )
    start = time.perf_counter()
    field = current(Release.objects.current())
    print(f"{len(field.standings):,} roles read in {time.perf_counter() - start:.1f} s")
    print_likeness(field)
    print_levels(field)
    print_editors(field)
    print_paths(field, with_names="--paths" in sys.argv)
    print_speed(int(next((word for word in sys.argv[1:] if word.isdigit()), 5)))


if __name__ == "__main__":
    main()
