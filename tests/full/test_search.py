"""The quality of search on all the facts, over the pairs that ship with the benchmarks."""

import runpy

import pytest
from django.conf import settings
from django.test import Client

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("embedded_facts")]

BENCHMARK = settings.BASE_DIR / "benchmarks" / "search_quality.py"
LEAST_FIRST, LEAST_NEAR = 0.80, 0.95


def test_pairs_are_found_first_and_near_as_often_as_promised() -> None:
    bench = runpy.run_path(str(BENCHMARK))
    success = bench["success"]
    outcomes = bench["run"](bench["read_pairs"](bench["PAIRS"]))
    assert len(outcomes) >= 200
    misses = [(one.pair.query, one.titles[:3]) for one in outcomes if one.place is None]
    assert success(outcomes, 1) >= LEAST_FIRST, misses
    assert success(outcomes, bench["NEAR"]) >= LEAST_NEAR, misses


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("RN", "/careers/registered-nurse/"),
        ("electrican", "/careers/electrician/"),
        ("sofware enginer", "/careers/software-engineer/"),
        ("acountant", "/careers/accountant/"),
        ("engineer, software", "/careers/software-engineer/"),
        ("truck drivers", "/careers/truck-driver/"),
        ("Texas", "/places/texas/"),
        ("programming", "/skills/programming/"),
        ("health care", "/sectors/health-care/"),
    ],
)
def test_first_result_is_what_people_mean(client: Client, typed: str, first: str) -> None:
    assert client.get("/search.json", {"q": typed}).json()["results"][0]["url"] == first


def test_jobs_decide_what_a_manager_is(client: Client) -> None:
    results = client.get("/search.json", {"q": "manager"}).json()["results"]
    codes = [set(row["occupations"]) for row in results[:5]]
    assert sum("11-1021.00" in filed for filed in codes) >= 3
