"""How fast the fit score is, and whether it finds what it should: beside plain ways, in one run.

    python benchmarks/fit.py [--write]

Runs on the database of DATABASE_URL. `--write` keeps what was measured in
`careers/guidance/measured.toml`, from which the page /fit/how/ takes its numbers.

Speed: milliseconds for one person with every question answered, against all listings and against
100,000 synthetic roles (each a mixture of one to three occupations). The aims: under 30 and 100.

Truth, interests: a person for each rated occupation answers ten activities a type. An answer is
the occupation's rating brought to five points, plus normal noise, rounded and kept within 1 to 5.
The noise is so large that ten answers of a type have Cronbach's alpha 0.82, the middle of the
scales of O*NET's Interest Profiler Short Form (Rounds, Su, Lewis and Rivkin, 2010: 0.78 to 0.87).
Does the score put other occupations of the same SOC minor group first?

Truth, skills: an occupation's own levels are given as a person's. Does the score put first the ten
occupations that O*NET calls related (tiers Primary-Short and Primary-Long)? O*NET makes that list
from tasks, titles and the judgment of people too, and "related" has no direction: it cannot tell
what a shortfall should count beside a surplus, it only bounds it.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

sys.path[:0] = [str(Path(__file__).resolve().parent), str(Path(__file__).resolve().parent.parent)]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
os.environ.setdefault("SECRET_KEY", "benchmark")
os.environ.setdefault("WAYMARK_HTTPS", "false")
os.environ.setdefault("LOG_LEVEL", "ERROR")

import django

django.setup()

import fit_truth as truth
import numpy as np

from careers.guidance import fit, fit_data, fit_rated
from careers.guidance.fit import Answered, Person, Profiles
from careers.models import Release

MEASURED = Path(fit_data.__file__).with_name("measured.toml")
SYNTHETIC = 100_000
ROUNDS = 40
Table = dict[str, dict[str, Any]]


def everything(profiles: Profiles) -> Person:
    """A person who answered every question."""
    rng = np.random.default_rng(12)

    def drawn(part: str, low: float, high: float) -> dict[str, float]:
        return {code: float(rng.uniform(low, high)) for code in profiles.elements[part]}

    return Person(
        interests=drawn(fit.INTERESTS, 1, 5),
        skills=drawn(fit.SKILLS, 0, 7),
        values=drawn(fit.VALUES, 0, 1),
        strengths=drawn(fit.STRENGTHS, 1, 5),
    )


def synthetic(rated: fit_rated.Rated) -> tuple[Profiles, float]:
    """The profiles of 100,000 roles, and the seconds it took to make them from their mapping."""
    rng = np.random.default_rng(12)
    codes = list(rated.places)
    mapping: list[tuple[int, str, float | None]] = [
        (role, codes[int(code)], None)
        for role, number in enumerate(rng.integers(1, 4, SYNTHETIC))
        for code in rng.choice(len(codes), number, replace=False)
    ]
    start = time.perf_counter()
    profiles = fit_rated.profiles_of(rated, mapping, SYNTHETIC)
    return profiles, time.perf_counter() - start


def milliseconds(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """The median of some rounds."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        times.append(1000 * (time.perf_counter() - start))
    return statistics.median(times)


def in_plain_python(answers: Answered, profiles: Profiles) -> Callable[[], list[float]]:
    """The same score in loops over lists, which are made before the clock starts."""
    units = {part: profiles.units[part].T.tolist() for part in answers.vectors}
    vectors = {part: vector[0].tolist() for part, vector in answers.vectors.items()}
    needed, importance = profiles.needed.T.tolist(), profiles.importance.T.tolist()
    levels, weights = answers.levels[0].tolist(), fit.shares(fit.PARTS)

    def skills(role: int) -> float:
        total, whole = fit.PRIOR * fit.HALF, fit.PRIOR
        for level, row in zip(levels, answers.rows, strict=True):
            away, counts = needed[role][row] - level, importance[role][row]
            if away > 0:
                total += counts * away * away
            elif away < 0:
                total += fit.SPARE * (1 - counts) * away * away
            whole += counts
        return float(2 ** -(total / whole / fit.HALF))

    def score() -> list[float]:
        found = []
        for role in range(profiles.size):
            total = weights[fit.SKILLS] * skills(role)
            for part, vector in vectors.items():
                related = sum(a * b for a, b in zip(vector, units[part][role], strict=True))
                total += weights[part] * (related + 1) / 2
            found.append(100 * total)
        return found

    return score


def speed() -> Table:
    """Milliseconds for today's listings and for 100,000 roles."""
    rated = fit_rated.read_rated(Release.objects.current())
    roles = fit_data.current()
    many, seconds = synthetic(rated)
    table: Table = {"build": {"roles": SYNTHETIC, "seconds": round(seconds, 1)}}
    print(f"profiles of {SYNTHETIC:,} roles from their mapping: {seconds:.1f} s")
    for name, profiles, bound in (("today", roles.profiles, 30), ("many", many, 100)):
        answers = fit.answered(everything(profiles), profiles)
        plain = in_plain_python(answers, profiles)
        taken = time.perf_counter()
        first = plain()
        python = 1000 * (time.perf_counter() - taken)
        found = fit.score(answers, profiles).total[0]
        known = np.all([profiles.has[part] for part in fit.PARTS], axis=0)
        if not np.allclose(found[known], np.array(first)[known], atol=0.01):
            raise SystemExit("NumPy and plain Python disagree")
        numpy = milliseconds(lambda: fit.score(answers, profiles))  # noqa: B023
        table[name] = {
            "roles": profiles.size,
            "milliseconds": round(numpy, 1),
            "python": round(python),
            "bound": bound,
        }
        print(
            f"{profiles.size:>8,} roles: {numpy:7.1f} ms (bound {bound}), Python {python:8.0f} ms"
        )
    return table


def show(title: str, rows: Sequence[truth.Found]) -> None:
    """Print what a check found."""
    print(f"\n{title}\n{'':<52}{'AUC':>7}{'rank':>8}{'first':>7}{'in 20':>8}")
    for row in rows:
        print(
            f"{row.name:<52}{row.auc:7.3f}{row.middle_rank:8.1f}{row.first_rank:7.1f}"
            f"{row.in_twenty:8.1%}"
        )


def all_truths(profiles: Profiles, codes: Sequence[str], groups: Sequence[str]) -> Table:
    """Every check, printed; those that the page shows are given back."""
    table: Table = {}

    def keep(name: str, row: truth.Found) -> None:
        table[name] = {
            "name": row.name,
            "persons": row.persons,
            "auc": round(row.auc, 3),
            "rank": round(row.middle_rank),
            "first": round(row.first_rank),
            "in_twenty": round(100 * row.in_twenty),
        }

    has = np.flatnonzero(profiles.has[fit.INTERESTS])
    family = truth.same_group([groups[place] for place in has.tolist()])
    rows, noise = truth.interest_checks(profiles.take(has), family)
    show("Interests: other occupations of the SOC minor group", rows)
    for name, row in zip(("interests", "interests_plain", "interests_chance"), rows, strict=False):
        keep(name, row)
    table["noise"] = {"alpha": truth.ALPHA, "points": round(noise, 2)}
    has = np.flatnonzero(profiles.has[fit.SKILLS])
    related = truth.related([codes[place] for place in has.tolist()])
    rows, tried = truth.skill_checks(profiles.take(has), related)
    show("Skills: O*NET's ten most related occupations", [*rows, *tried])
    for name, row in zip(("skills", "skills_plain", "skills_chance"), rows, strict=False):
        keep(name, row)
    for number, row in enumerate(tried, 1):
        keep(f"tried_{number:02}", row)
    every = np.flatnonzero(np.all([profiles.has[part] for part in fit.PARTS], axis=0))
    chosen = profiles.take(every)
    family = truth.same_group([groups[place] for place in every.tolist()])
    rows = truth.whole_checks(chosen, family, noise)
    show("All four parts, with noise: the SOC minor group", rows)
    names = ("whole", "whole_alike", "whole_chance", *(f"whole_{part}" for part in fit.PARTS))
    for name, row in zip(names, rows, strict=False):
        keep(name, row)
    distance = truth.middle_distance(chosen)
    print(f"\nmiddle of the mean squared distances: {distance:.2f} (fit.HALF is {fit.HALF})")
    table["distance"] = {"middle": round(distance, 2)}
    return table


def written(table: Table) -> str:
    """As TOML; values are numbers and plain texts."""
    lines = ["# Written by `python benchmarks/fit.py --write`; never by hand."]
    for name, row in table.items():
        lines += ["", f"[{name}]"]
        lines += [
            f'{key} = "{value}"' if isinstance(value, str) else f"{key} = {value}"
            for key, value in row.items()
        ]
    return "\n".join(lines) + "\n"


def main() -> int:
    """Measure; return 1 where a bound is passed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--write", action="store_true", help=f"keep it in {MEASURED.name}")
    asked = parser.parse_args()
    release = Release.objects.current().onet
    roles = fit_data.current()
    places = np.flatnonzero(~roles.is_guide)
    table: Table = {"release": {"name": str(release), "occupations": len(places)}}
    table |= speed()
    table |= all_truths(
        roles.profiles.take(places),
        [str(code) for code in roles.occupations[places]],
        [str(group) for group in roles.groups[places]],
    )
    if asked.write:
        MEASURED.write_text(written(table), encoding="utf-8")
        print(f"\nwritten to {MEASURED}")
    late = [
        name for name in ("today", "many") if table[name]["milliseconds"] > table[name]["bound"]
    ]
    return 1 if late else 0


if __name__ == "__main__":
    sys.exit(main())
