"""How fast search is, beside a plain `icontains` over the titles, in one run.

    python benchmarks/search_speed.py [rounds]

Runs on the database of DATABASE_URL, in the server (the views through the whole middleware, no
network), on a fixed mix of queries. Prints the median and the 95th percentile in milliseconds,
and each as a multiple of the plain query's. The aims: suggestions under 25 ms and search under
60 ms at the 95th percentile.
"""

import os
import statistics
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
os.environ.setdefault("SECRET_KEY", "benchmark")
os.environ.setdefault("WAYMARK_HTTPS", "false")
os.environ.setdefault("LOG_LEVEL", "ERROR")

import django

django.setup()

from django.conf import settings
from django.db import connection
from django.test import Client

from careers.models import JobTitle

WORDS = ("registered nurse", "software engineer", "manager", "electrician", "truck driver")
HARD = (
    *("e", "s", "ma", "sof", "engineer", "technician", "operator", "assistant", "teacher"),
    *("sofware enginer", "electrican", "acountant", "recepshunist", "phlebotamist"),
    *("job with animals outdoors", "help old people at home", "work with my hands", "fix cars"),
    *("rn", "hvac tech", "sr dev", "engineer, software", "e-commerce manager", "nurse in texas"),
    *("python", "negotiation", "health care", "san jose", "xylophone qwerty", "15-1252"),
)
RESULTS_A_PAGE = 30


def typed(text: str) -> list[str]:
    """What a box asks for while a person types: after every second letter."""
    return [text[:end] for end in range(1, len(text) + 1, 2)]


SUGGESTED = [*(part for text in WORDS for part in typed(text)), *HARD]
SEARCHED = [*WORDS, *HARD]


def timed(ask: Callable[[str], object], queries: list[str], rounds: int) -> list[float]:
    """Milliseconds of every query of every round."""
    ask(queries[0])
    times = []
    for _ in range(rounds):
        for query in queries:
            start = time.perf_counter()
            ask(query)
            times.append(1000 * (time.perf_counter() - start))
    return times


def asked(client: Client, address: str, query: str) -> object:
    """The site's answer."""
    return client.get(address, {"q": query})


def plain(query: str) -> list[str]:
    """What a site would do without an index: titles that hold the text, and how many do."""
    rows = JobTitle.objects.filter(title__icontains=query, hidden=False)
    rows.count()
    return list(rows.values_list("title", flat=True)[:RESULTS_A_PAGE])


def quantiles(times: list[float]) -> tuple[float, float]:
    """The median and the 95th percentile."""
    return statistics.median(times), statistics.quantiles(times, n=20)[18]


def main() -> None:
    """Measure and print."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    settings.STORAGES["staticfiles"]["BACKEND"] = (
        "django.contrib.staticfiles.storage.StaticFilesStorage"
    )
    client = Client(headers={"host": "localhost"})
    base = quantiles(timed(plain, SEARCHED, rounds))
    print(f"{connection.vendor}: {JobTitle.objects.count():,} titles, {rounds} rounds")
    print(f"{'':<24}{'p50 ms':>8}{'p95 ms':>8}{'times':>8}{'times':>8}")
    for name, queries in (("/suggest.json", SUGGESTED), ("/search/", SEARCHED)):
        ask = partial(asked, client, name)
        p50, p95 = quantiles(timed(ask, queries, rounds))
        print(f"{name:<24}{p50:8.1f}{p95:8.1f}{p50 / base[0]:8.2f}{p95 / base[1]:8.2f}")
    print(f"{'icontains, one table':<24}{base[0]:8.1f}{base[1]:8.1f}{1:8.2f}{1:8.2f}")


if __name__ == "__main__":
    main()
