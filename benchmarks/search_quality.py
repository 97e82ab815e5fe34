"""How good search is: success at 1 and at 5, and mean reciprocal rank, over a file of pairs.

    python benchmarks/search_quality.py [--misses] [file.csv]

Columns of the file: query, wanted, kind. `wanted` is what would do, joined by "|": an O*NET code,
which any result filed under it satisfies, or an address. Runs on the database of DATABASE_URL,
through /search.json, ten results deep; `benchmarks/search_pairs.csv` unless another is named.
"""

import csv
import os
import sys
from argparse import ArgumentParser
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
os.environ.setdefault("SECRET_KEY", "benchmark")
os.environ.setdefault("WAYMARK_HTTPS", "false")
os.environ.setdefault("LOG_LEVEL", "ERROR")

PAIRS = Path(__file__).with_name("search_pairs.csv")
DEPTH, NEAR = 10, 5


@dataclass(frozen=True)
class Pair:
    """A query, what would do as its answer, and what kind of query it is."""

    query: str
    wanted: frozenset[str]
    kind: str


@dataclass(frozen=True)
class Outcome:
    """At which place the first right answer stands, from 1; None where it is not near."""

    pair: Pair
    place: int | None
    titles: tuple[str, ...]


def read_pairs(path: Path) -> list[Pair]:
    """The pairs of a file."""
    with path.open(encoding="utf-8", newline="") as file:
        return [
            Pair(row["query"], frozenset(row["wanted"].split("|")), row.get("kind") or "")
            for row in csv.DictReader(file)
        ]


def outcome(pair: Pair, results: list[dict[str, Any]]) -> Outcome:
    """Where the first of these results that would do stands."""
    answers = (
        {str(result["url"]).partition("?")[0], *result["occupations"]} for result in results[:DEPTH]
    )
    places = (place for place, given in enumerate(answers, 1) if given & pair.wanted)
    titles = tuple(result["title"] for result in results[:NEAR])
    return Outcome(pair, next(places, None), titles)


def success(outcomes: list[Outcome], most: int) -> float:
    """The share of outcomes with a right answer among the first `most`."""
    return sum(one.place is not None and one.place <= most for one in outcomes) / len(outcomes)


def reciprocal_rank(outcomes: list[Outcome]) -> float:
    """The mean of one over the place of the first right answer, 0 where there is none."""
    return sum(1 / one.place for one in outcomes if one.place) / len(outcomes)


def run(pairs: list[Pair]) -> list[Outcome]:
    """Ask the site each query."""
    from django.test import Client

    client = Client(headers={"host": "localhost"})
    return [
        outcome(pair, client.get("/search.json", {"q": pair.query}).json()["results"])
        for pair in pairs
    ]


def main() -> None:
    """Measure and print."""
    parser = ArgumentParser(description="Measure the quality of search.")
    parser.add_argument("file", nargs="?", type=Path, default=PAIRS)
    parser.add_argument("--misses", action="store_true", help="list what is not first")
    options = parser.parse_args()
    import django

    django.setup()
    outcomes = run(read_pairs(options.file))
    kinds = defaultdict(list)
    for one in outcomes:
        kinds[one.pair.kind].append(one)
    print(f"{'kind':<16}{'pairs':>6}{'at 1':>8}{'at 5':>8}{'MRR':>8}")
    for kind, group in [*sorted(kinds.items()), ("all", outcomes)]:
        figures = (success(group, 1), success(group, NEAR), reciprocal_rank(group))
        print(f"{kind:<16}{len(group):>6}" + "".join(f"{figure:8.3f}" for figure in figures))
    for one in outcomes if options.misses else ():
        if one.place != 1:
            print(f"{one.place or '-':>3}  {one.pair.query}  ({' | '.join(one.titles[:3])})")


if __name__ == "__main__":
    main()
