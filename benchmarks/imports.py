"""How long importing all official files takes, and what the raw driver takes for the same rows.

    DATABASE_URL=... python benchmarks/imports.py ../shared/data [--rounds 3]

Works in a scratch database beside the one that is configured, made and dropped by Django's test
tools; SQLite's is a file. Prints seconds and peak memory of each import, then, for the wages of
all areas, the ratio to the driver's own insert (`executemany` on SQLite, `COPY` on PostgreSQL) of
rows that are in memory already into a table with the same columns, indexes and references.
"""

from __future__ import annotations

import argparse
import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

import django

django.setup()

from django.db import connection, transaction

from careers.importers.base import Options, run_import
from careers.models import Wage

FILES = (
    ("soc", "soc/soc_structure_2018.xlsx", ""),
    ("onet", "onet/db_30_1_text", ""),
    ("projections", "ep/occupation_2024-34.xlsx", ""),
    ("crosswalk", "ep/nem-onet-to-soc-crosswalk_2023-09.xlsx", ""),
    ("attainment", "ep/occupation_2022-32.xlsx", ""),
    ("oews", "oews/national_M2022_dl.xlsx", ""),
    ("oews", "oews/national_M2023_dl.xlsx", ""),
    ("oews", "oews/national_M2024_dl.xlsx", ""),
    ("oews", "oews/oews_2025_area_occ.csv.gz", ""),
    ("parities", "bea", ""),
    ("metros", "map/metros.json", "November 2026"),
)
AREAS = "oews/oews_2025_area_occ.csv.gz"
MOST_SECONDS = 180
MOST_MEGABYTES = 500
MOST_TIMES = {"sqlite": 2.5, "postgresql": 1.5}
RAW = "benchmark_wage"
Row = tuple[Any, ...]


def main() -> int:
    """Measure; return 1 where a bound is passed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--rounds", type=int, default=3, help="of the comparison; the best counts")
    asked = parser.parse_args()
    with scratch_database():
        seconds, megabytes = import_all(asked.data)
        ratio = compare(asked.data / AREAS, asked.rounds)
    bounds = (
        ("everything, seconds", seconds, MOST_SECONDS),
        ("peak memory, MB", megabytes, MOST_MEGABYTES),
        ("wages of all areas, times the raw insert", ratio, MOST_TIMES[connection.vendor]),
    )
    for what, value, most in bounds:
        print(f"{what}: {value:.2f} (at most {most})")
    return int(any(value > most for _, value, most in bounds))


@contextmanager
def scratch_database() -> Iterator[None]:
    """Make a database with all tables, and drop it in the end."""
    with tempfile.TemporaryDirectory() as folder:
        if connection.vendor == "sqlite":
            connection.settings_dict["TEST"]["NAME"] = str(Path(folder) / "benchmark.sqlite3")
        name = connection.settings_dict["NAME"]
        connection.creation.create_test_db(verbosity=0, autoclobber=True)
        try:
            yield
        finally:
            connection.creation.destroy_test_db(name, verbosity=0)


def import_all(data: Path) -> tuple[float, float]:
    """Import every file; return (seconds, peak megabytes of this process)."""
    whole = 0.0
    for source, path, release in FILES:
        seconds = timed(load, source, data / path, release)
        whole += seconds
        print(f"{source:12} {seconds:6.1f} s  peak {peak():4.0f} MB  {path}", flush=True)
    return whole, peak()


def compare(path: Path, rounds: int) -> float:
    """Return the importer's least time over the raw insert's, for the wages of all areas."""
    columns, rows = held_rows()
    make_raw_table()
    ours, raw = [], []
    for _ in range(rounds):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {RAW}")
            Wage.objects.filter(release__scope="areas")._raw_delete("default")
        settle()
        ours.append(timed(load, "oews", path, ""))
        settle()
        raw.append(timed(insert, columns, rows))
    print(f"importer {min(ours):.2f} s, raw insert {min(raw):.2f} s, of {len(rows):,} rows")
    return min(ours) / min(raw)


def load(source: str, path: Path, release: str) -> None:
    run_import(source, path, Options(release=release, commit=True))


def held_rows() -> tuple[list[str], list[Row]]:
    """Return the columns, and the imported rows in the order of the file."""
    columns = [str(field.column) for field in Wage._meta.concrete_fields if field.column != "id"]
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {', '.join(columns)} FROM careers_wage WHERE release_id ="
            " (SELECT id FROM careers_release WHERE source = 'oews' AND scope = 'areas')"
            " ORDER BY id"
        )
        return columns, [tuple(row) for row in cursor.fetchall()]


def make_raw_table() -> None:
    """Make a table with the columns, indexes and references of the wages."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"CREATE TABLE {RAW} (LIKE careers_wage INCLUDING ALL)")
            cursor.execute(
                "SELECT pg_get_constraintdef(oid) FROM pg_constraint"
                " WHERE conrelid = 'careers_wage'::regclass AND contype = 'f'"
            )
            for (definition,) in cursor.fetchall():
                cursor.execute(f"ALTER TABLE {RAW} ADD {definition}")
            return
        cursor.execute(
            "SELECT sql FROM sqlite_master WHERE tbl_name = 'careers_wage' AND sql IS NOT NULL"
            " ORDER BY type DESC"
        )
        for (sql,) in cursor.fetchall():
            named = sql.replace("careers_wage", RAW).replace("wage_natural_key", "raw_key")
            cursor.execute(named)


def insert(columns: list[str], rows: list[Row]) -> None:
    """Insert the rows as the driver's own documentation does."""
    names = ", ".join(columns)
    with transaction.atomic():
        driver = connection.connection
        if connection.vendor == "postgresql":
            with driver.cursor() as cursor, cursor.copy(f"COPY {RAW} ({names}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            marks = ", ".join("?" * len(columns))
            driver.executemany(f"INSERT INTO {RAW} ({names}) VALUES ({marks})", rows)


def settle() -> None:
    """Finish what earlier work left to the database, so that nobody's time includes it."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"VACUUM {RAW}")
            cursor.execute("VACUUM careers_wage")
            cursor.execute("CHECKPOINT")
        else:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def timed(work: Callable[..., object], *arguments: object) -> float:
    start = time.perf_counter()
    work(*arguments)
    return time.perf_counter() - start


def peak() -> float:
    """Return the most memory that this process has held so far, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    sys.exit(main())
