"""A second reading of docs/figures.md, straight from the official files.

It shares no line with the product: plain csv, plain bisection, no database. Slow and obvious, so
that where both agree, both are likely right.
"""

from __future__ import annotations

import csv
import gzip
import io
import math
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import NormalDist

from django.utils.text import slugify

SHARES = (0.10, 0.25, 0.50, 0.75, 0.90)
NORMAL = NormalDist()
COLUMNS = ("p10", "p25", "median", "p75", "p90")


@dataclass
class Official:
    """Occupations by title slug, matrix code by occupation, and what BLS publishes by code."""

    titles: dict[str, set[str]]
    matrix: dict[str, str]
    jobs: dict[str, float]
    growth: dict[str, float]
    openings: dict[str, float]
    wage_jobs: dict[str, float]
    wages: dict[str, list[float | None]]


def table(path: Path, *, tabs: bool = False) -> Iterator[dict[str, str]]:
    """The rows of a text table, plain or gzip, of commas or of tabs."""
    raw = path.read_bytes()
    text = (gzip.decompress(raw) if path.suffix == ".gz" else raw).decode("utf-8")
    file = io.StringIO(text)
    if tabs:
        yield from csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
    else:
        yield from csv.DictReader(file)


def read_titles(folder: Path) -> dict[str, set[str]]:
    """Occupation codes by the slug of each job title."""
    titles: dict[str, set[str]] = defaultdict(set)
    renamed: dict[str, str] = {}
    for row in table(folder / "Occupation Data.txt.gz", tabs=True):
        titles[slugify(row["Title"])].add(row["O*NET-SOC Code"])
    for row in table(folder / "Alternate Titles.txt.gz", tabs=True):
        text, short = row["Alternate Title"], row["Short Title"]
        if short != "n/a":
            first = text.startswith(f"{short} (")
            other = text[len(short) + 2 : -1] if first else text[: -len(short) - 3]
            renamed[text] = short if len(short.split()) > 1 else other
        titles[slugify(renamed.get(text, text))].add(row["O*NET-SOC Code"])
    for row in table(folder / "Sample of Reported Titles.txt.gz", tabs=True):
        text = row["Reported Job Title"]
        titles[slugify(renamed.get(text, text))].add(row["O*NET-SOC Code"])
    return titles


def read_official(data: Path) -> Official:
    """Everything the figures of a title come from."""
    found = Official(read_titles(data / "onet" / "db_30_1_text"), {}, {}, {}, {}, {}, {})
    for row in table(data / "ep" / "onet_nem_ooh_crosswalk.csv"):
        found.matrix[row["onet_soc_code"]] = row["nem_code"]
    for row in table(data / "ep" / "ep_2024_34_occupations.csv"):
        code = row["nem_code"]
        found.jobs[code] = round(float(row["emp_2024_k"]) * 1000)
        found.growth[code] = float(row["emp_change_pct"])
        found.openings[code] = round(float(row["openings_annual_k"]) * 1000)
    for row in table(data / "oews" / "oews_2025_area_occ.csv.gz"):
        if row["area_code"] != "0000000":
            break
        found.wages[row["occ_code"]] = [
            float(row[f"a_{column}"]) if row[f"a_{column}"] else None for column in COLUMNS
        ]
        if row["emp"]:
            found.wage_jobs[row["occ_code"]] = float(row["emp"])
    return found


def cumulative(wages: list[float], wage: float) -> float:
    """The share of one code that earns at most `wage`."""
    if wages[0] == wages[1] and wage < wages[0]:
        return 0.0
    if wages[3] == wages[4] and wage >= wages[4]:
        return 1.0
    reached = [place for place in range(5) if wages[place] <= wage]
    if reached and wages[reached[-1]] == wage:
        return SHARES[reached[-1]]
    left = min(max(reached[-1] if reached else 0, 0), 3)
    x0, x1 = math.log(wages[left]), math.log(wages[left + 1])
    z0, z1 = NORMAL.inv_cdf(SHARES[left]), NORMAL.inv_cdf(SHARES[left + 1])
    return NORMAL.cdf(z0 + (z1 - z0) * (math.log(wage) - x0) / (x1 - x0))


def expected(official: Official, slug: str) -> dict[str, object]:
    """Kind, occupations and, unless ambiguous, figures of a title."""
    occupations = sorted(official.titles[slug])
    codes = sorted({official.matrix[code] for code in occupations if code in official.matrix})
    result: dict[str, object] = {"occupations": occupations, "kind": "title"}
    if len({code[:2] for code in codes}) > 1 or len(codes) > 8:
        return result | {"kind": "ambiguous"}
    jobs = [official.jobs[code] for code in codes]
    result["jobs"] = sum(jobs) if codes else None
    result["openings_per_year"] = sum(official.openings[code] for code in codes) or None
    result["growth_percent"] = (
        sum(official.growth[code] * official.jobs[code] for code in codes) / sum(jobs)
        if codes
        else None
    )
    weights = {code: official.wage_jobs.get(code, official.jobs[code]) for code in codes}
    paid = [code for code in codes if None not in official.wages.get(code, [None])]
    held = sum(weights[code] for code in paid)
    enough = bool(paid) and held >= 0.8 * sum(weights.values())
    for share in SHARES:
        name = f"pay_annual_p{round(share * 100)}"
        result[name] = least_wage(official, paid, weights, share) if enough else None
    return result


def least_wage(
    official: Official, codes: list[str], weights: dict[str, float], share: float
) -> float:
    """The least wage at which the weighted sum of the codes reaches a share, by bisection."""
    total = sum(weights[code] for code in codes)
    low, high = 1.0, 5e6
    while high / low > 1 + 1e-9:
        middle = math.sqrt(low * high)
        reached = math.fsum(
            weights[code] * cumulative([wage or 0 for wage in official.wages[code]], middle)
            for code in codes
        )
        low, high = (low, middle) if reached >= total * share - 1e-9 else (middle, high)
    return high
