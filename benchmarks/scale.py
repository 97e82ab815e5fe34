"""What 100,000 guides cost the reader: explore, role pages and suggestions, before and after.

    DATABASE_URL=postgres://user@host/any python benchmarks/scale.py [--roles 100000]

Makes a database of its own (waymark_bench_…) on that PostgreSQL server, loads the facts and guides
that come with the site, measures, writes the synthetic guides of `benchmarks/roles.py`, measures
the same addresses again, and drops the database. Pages go through the whole middleware, without a
network. Two times of each: on the wall, and CPU of this process and of its database backend, which
other work on the machine does not lengthen (where Linux tells it: a local server, its owner or
root). Returns 1 where a ratio of p95 (of CPU where it is known) is above its bound.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

sys.path[:0] = [str(Path(__file__).resolve().parent), str(Path(__file__).resolve().parent.parent)]

ROUNDS = 6
FACETS = (
    "", "sector=engineering", "sector=health-care&sector=science", "level=senior",
    "level=entry&level=junior", "education=bachelor", "education=high-school&pay=60000",
    "zone=2", "zone=4&interest=I", "pay=40000", "pay=60000", "pay=72500", "pay=100000&zone=4",
    "growth=much-faster", "growth=decline", "growth=faster&openings=5000", "openings=1000",
    "openings=20000&education=none", "interest=R", "interest=S&level=mid", "skill=programming",
    "skill=active-listening", "skill=mathematics&pay=80000", "kind=guide", "kind=occupation",
    "kind=guide&sector=computing&pay=100000&growth=much-faster", "sort=title", "sort=pay",
    "sort=growth", "sort=openings&zone=3", "sort=jobs", "page=20", "sort=title&page=1e9",
    "view=table", "view=table&sort=pay&education=bachelor", "compare=registered-nurse",
    "place=texas", "place=texas&pay=60000&sort=pay", "place=california&sort=real&published=1",
    "place=ohio&sector=production",
)  # fmt: skip
EXPLORE = [f"/careers/?{query}" for query in FACETS]
GUIDES = (
    "software-systems-engineer", "electrician", "registered-nurse", "application-developer",
    "software-tester",
)  # fmt: skip
PREPARED = [f"/careers/{slug}/" for slug in GUIDES]
LIVE = [f"/careers/{slug}/?sort=name" for slug in GUIDES]
TYPED = (
    "n", "nu", "nurs", "registered n", "manager", "soft", "software eng", "elec", "electrican",
    "acount", "teach", "truck dri", "weld", "data", "engineer", "s", "sales man", "x-ray", "vp eng",
    "chef",
)  # fmt: skip
SUGGEST = [f"/suggest.json?q={text.replace(' ', '+')}" for text in TYPED]
WHAT = (
    ("explore", EXPLORE, 3.0),
    ("role page, prepared", PREPARED, 1.2),
    ("role page, made for the reader", LIVE, 1.2),
    ("suggestions", SUGGEST, 1.2),
)
Spread = tuple[float, float]
"""Median and 95th percentile, in milliseconds."""

Times = dict[str, tuple[Spread, Spread]]
"""By kind of page: on the wall, and of CPU."""


def main() -> int:
    """Measure; return 1 where a bound is passed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--roles", type=int, default=100_000)
    parser.add_argument("--measure", action="store_true", help="only the database of DATABASE_URL")
    asked = parser.parse_args()
    if asked.measure:
        start_django()
        json.dump(measured(), sys.stdout)
        return 0
    with scratch_database():
        start_django()
        load_facts()
        import roles

        roles.settle()
        before = in_a_fresh_process("today's size")
        print(f"writing {asked.roles:,} guides", flush=True)
        roles.write_roles(asked.roles)
        after = in_a_fresh_process(f"with {asked.roles:,} guides")
    return report(before, after)


def in_a_fresh_process(title: str) -> Times:
    """What a worker that has just started measures; what wrote the guides holds much memory."""
    print(title, flush=True)
    command = [sys.executable, __file__, "--measure"]
    answer = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    found: Times = json.loads(answer.stdout)
    return found


@contextmanager
def scratch_database() -> Iterator[None]:
    """Make a database for DATABASE_URL to name, and drop it in the end; PostgreSQL alone."""
    parts = urlsplit(os.environ.get("DATABASE_URL", ""))
    if not parts.scheme.startswith("postgres"):
        raise SystemExit("DATABASE_URL must name a PostgreSQL server")
    name = f"waymark_bench_{os.getpid()}"
    server = urlunsplit(parts._replace(scheme="postgresql", path="/postgres"))
    with psycopg.connect(server, autocommit=True) as admin:
        admin.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        os.environ["DATABASE_URL"] = urlunsplit(parts._replace(path=f"/{name}"))
        try:
            yield
        finally:
            drop = sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name))
            admin.execute(drop)


def start_django() -> None:
    """Start Django on the database of DATABASE_URL."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    import logging

    import django

    django.setup()
    logging.disable(logging.INFO)


def load_facts() -> None:
    """Load what comes with the site."""
    from django.core.management import call_command

    for command in ("migrate", "load_snapshot", "load_content"):
        call_command(command, verbosity=0, stdout=io.StringIO())


def say(line: str) -> None:
    """Print beside the answer, which is the standard output's."""
    print(f"  {line}", file=sys.stderr, flush=True)


def measured() -> Times:
    """Median and 95th percentile of each kind of page in milliseconds, the first round left out."""
    from careers.models import Listing

    say(f"{Listing.objects.count():,} careers")
    say("first list of a worker: {:.0f} ms, CPU {:.0f} ms".format(*visit(EXPLORE[0])))
    found = {}
    for name, addresses, _ in WHAT:
        visits = rounds(addresses)
        wall, cpu = (spread([visit[clock] for visit in visits]) for clock in (0, 1))
        found[name] = (wall, cpu)
        say(f"{name}: {shown(wall)}; CPU {shown(cpu)}")
    after_a_change()
    return found


def spread(spent: Sequence[float]) -> Spread:
    """Median and 95th percentile of milliseconds."""
    return statistics.median(spent), sorted(spent)[int(len(spent) * 0.95)]


def shown(times: Spread) -> str:
    """Both in words."""
    return f"p50 {times[0]:.1f} ms, p95 {times[1]:.1f} ms"


def rounds(addresses: Sequence[str]) -> list[tuple[float, float]]:
    """The times of each visit of each address after the first."""
    for address in addresses:
        visit(address)
    return [visit(address) for _ in range(ROUNDS) for address in addresses]


def visit(address: str) -> tuple[float, float]:
    """Milliseconds of one page, wall and CPU; raises SystemExit where it is none."""
    from django.test import Client

    client = Client()
    start, cpu = time.perf_counter(), cpu_seconds()
    response = client.get(address)
    spent = ((time.perf_counter() - start) * 1000, (cpu_seconds() - cpu) * 1000)
    if response.status_code != 200:
        raise SystemExit(f"{address}: status {response.status_code}")
    return spent


def cpu_seconds() -> float:
    """CPU of this process, and of its database backend where the kernel tells."""
    try:
        held = Path(f"/proc/{backend()}/schedstat").read_text(encoding="ascii")
    except OSError:
        return time.process_time()
    return time.process_time() + int(held.split()[0]) / 1e9


def backend() -> int:
    """The process of the database that answers this one."""
    from django.db import connection

    connection.ensure_connection()
    return int(connection.connection.info.backend_pid)


def after_a_change() -> None:
    """Print what the first list costs a worker after an editor has published a guide."""
    from careers.listings import build
    from careers.models import Role

    build.refresh_guides(Role.objects.filter(slug="electrician").select_related("sector"))
    say("first list after a guide has changed: {:.0f} ms, CPU {:.0f} ms".format(*visit(EXPLORE[0])))


def report(before: Times, after: Times) -> int:
    """Print the ratios; return 1 where one is above its bound."""
    failed = False
    for name, _, most in WHAT:
        wall, cpu = (
            f"{now[1] / then[1]:.2f} times (p50 {now[0] / then[0]:.2f})"
            for then, now in zip(before[name], after[name], strict=True)
        )
        failed |= after[name][1][1] / before[name][1][1] > most
        print(f"{name}: p95 on the wall {wall}, of CPU {cpu}; at most {most}")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
