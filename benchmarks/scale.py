"""What 100,000 guides cost the reader: explore, role pages and suggestions, beside today's size.

    DATABASE_URL=postgres://user@host/any python benchmarks/scale.py [--roles 100000]

Makes two databases of its own (waymark_bench_…) on that PostgreSQL server: one with the facts and
guides that come with the site, and a copy with the synthetic guides of `benchmarks/roles.py`
besides. A worker on each visits the same addresses, turn by turn, so that a machine that is slow
for a while is so for both. Pages go through the whole middleware, without a network. Two times of
each: on the wall, and CPU of the worker and of its database backend, which other work on the
machine lengthens less (where Linux tells it: a local server, its owner or root). Drops both
databases; returns 1 where a ratio of p95 (of CPU where it is known) is above its bound.
"""

from __future__ import annotations

import argparse
import io
import json
import math
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

VISITS = 400
"""Of each kind of page, at least: one visit in a dozen meets a full garbage collection, so that the
slowest twentieth of a few visits is a matter of luck.
"""
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

Visit = tuple[float, float]
"""Milliseconds of one page: on the wall, and of CPU."""


class Worker:
    """A process on one database, as one that serves it; visits pages when it is told to."""

    def __init__(self, database: str, title: str) -> None:
        self.title = title
        self.process = subprocess.Popen(
            [sys.executable, __file__, "--worker"],
            env=os.environ | {"DATABASE_URL": database},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def visit(self, addresses: Sequence[str]) -> list[Visit]:
        """The times of one visit of each; an editor publishes a guide where there are none."""
        if self.process.stdin is None or self.process.stdout is None:
            raise SystemExit("a worker without pipes")
        print(json.dumps(addresses), file=self.process.stdin, flush=True)
        answer = self.process.stdout.readline()
        if not answer:
            raise SystemExit(f"the worker {self.title} has ended")
        return [(wall, cpu) for wall, cpu in json.loads(answer)]

    def end(self) -> None:
        """Let it go."""
        if self.process.stdin is not None:
            self.process.stdin.close()
        self.process.wait()


def main() -> int:
    """Measure; return 1 where a bound is passed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--roles", type=int, default=100_000)
    parser.add_argument("--load", action="store_true", help="only load what comes with the site")
    parser.add_argument("--worker", action="store_true", help="only visit what stdin tells")
    asked = parser.parse_args()
    if asked.load:
        load_facts()
    elif asked.worker:
        work()
    else:
        with scratch_databases(asked.roles) as (today, many):
            workers = (Worker(today, "today"), Worker(many, f"with {asked.roles:,} guides"))
            try:
                return measure(workers)
            finally:
                for worker in workers:
                    worker.end()
    return 0


@contextmanager
def scratch_databases(number: int) -> Iterator[tuple[str, str]]:
    """The addresses of a database of today's size and of one with so many guides besides."""
    parts = urlsplit(os.environ.get("DATABASE_URL", ""))
    if not parts.scheme.startswith("postgres"):
        raise SystemExit("DATABASE_URL must name a PostgreSQL server")
    names = [f"waymark_bench_{os.getpid()}_{size}" for size in ("today", "many")]
    today, many = (urlunsplit(parts._replace(path=f"/{name}")) for name in names)
    first, second = map(sql.Identifier, names)
    server = urlunsplit(parts._replace(scheme="postgresql", path="/postgres"))
    with psycopg.connect(server, autocommit=True) as admin:
        try:
            admin.execute(sql.SQL("CREATE DATABASE {}").format(first))
            run(today, __file__, "--load")
            admin.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(second, first))
            print(f"writing {number:,} guides", flush=True)
            run(many, str(Path(__file__).with_name("roles.py")), str(number))
            yield today, many
        finally:
            for name in (first, second):
                admin.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(name))


def run(database: str, *command: str) -> None:
    """Run a script on a database; raises where it fails."""
    subprocess.run(
        [sys.executable, *command], check=True, env=os.environ | {"DATABASE_URL": database}
    )


def start_django() -> None:
    """Start Django on the database of DATABASE_URL."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    import logging

    import django

    django.setup()
    logging.disable(logging.INFO)


def load_facts() -> None:
    """Load what comes with the site, and let the database settle."""
    start_django()
    import roles
    from django.core.management import call_command

    for command in ("migrate", "load_snapshot", "load_content"):
        call_command(command, verbosity=0, stdout=io.StringIO())
    roles.settle()


def work() -> None:
    """Visit the addresses of each line of the standard input, and print their times as JSON."""
    start_django()
    for line in sys.stdin:
        addresses = json.loads(line)
        if not addresses:
            publish()
        print(json.dumps([visit(address) for address in addresses]), flush=True)


def publish() -> None:
    """What an editor's publishing does to the lists."""
    from careers.listings import build
    from careers.models import Role

    build.refresh_guides(Role.objects.filter(slug="electrician").select_related("sector"))


def measure(workers: Sequence[Worker]) -> int:
    """Visit all kinds of pages turn by turn; return 1 where a ratio is above its bound."""
    for worker in workers:
        wall, cpu = worker.visit(EXPLORE[:1])[0]
        print(f"{worker.title}: first list of a worker {wall:.0f} ms, CPU {cpu:.0f} ms")
    failed = False
    for name, addresses, most in WHAT:
        visits: list[list[Visit]] = [[] for _ in workers]
        for number in range(math.ceil(VISITS / len(addresses)) + 1):
            for worker, kept in zip(workers, visits, strict=True):
                found = worker.visit(addresses)
                kept += found if number else []
        failed |= report(name, most, visits)
    for worker in workers:
        worker.visit([])
        wall, cpu = worker.visit(EXPLORE[:1])[0]
        print(f"{worker.title}: first list after a change {wall:.0f} ms, CPU {cpu:.0f} ms")
    return int(failed)


def report(name: str, most: float, visits: Sequence[Sequence[Visit]]) -> bool:
    """Print both sizes' times and their ratio; whether that of p95 of CPU is above the bound."""
    ratios = []
    for clock, kind in enumerate(("wall", "CPU")):
        now, then = (spread([visit[clock] for visit in of]) for of in visits)
        ratios.append(then[1] / now[1])
        print(
            f"{name}, {kind}: {shown(now)}; then {shown(then)}:"
            f" {ratios[-1]:.2f} times (p50 {then[0] / now[0]:.2f}), at most {most}"
        )
    return ratios[-1] > most


def spread(spent: Sequence[float]) -> Spread:
    """Median and 95th percentile of milliseconds."""
    return statistics.median(spent), sorted(spent)[int(len(spent) * 0.95)]


def shown(times: Spread) -> str:
    """Both in words."""
    return f"p50 {times[0]:.1f} ms, p95 {times[1]:.1f} ms"


def visit(address: str) -> Visit:
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


if __name__ == "__main__":
    sys.exit(main())
