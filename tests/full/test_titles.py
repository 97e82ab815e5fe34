"""Every figure of a title, against a second reading of the official files."""

import pytest
from django.test import Client

from careers.models import JobTitle
from tests.full.reading import SHARES, Official, expected

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.official,
    pytest.mark.usefixtures("embedded_facts"),
]

NAMED = [
    "software-engineer", "accountant", "actor", "registrar", "forensic-specialist", "engineer",
    "instructor", "machine-operator", "physician", "legislator", "infantry-officer",
    "data-scientist", "farmer", "home-health-aide", "musician", "airline-pilot", "cnc-machinist",
]  # fmt: skip
STEP = 311


def same(got: float | None, want: object, tolerance: float) -> bool:
    """Both absent, or as near as the tolerance allows."""
    return got is None if want is None else bool(got == pytest.approx(want, rel=tolerance))


def test_titles_are_those_of_the_official_files(official: Official) -> None:
    assert len(official.titles) == 46_694
    assert set(JobTitle.objects.values_list("slug", flat=True)) == set(official.titles)


def test_figures_equal_the_second_reading(client: Client, official: Official) -> None:
    every = sorted(official.titles)
    named = [slug for slug in NAMED if slug in official.titles]
    compared = 0
    for slug in [*named, *every[::STEP]]:
        response = client.get(f"/careers/{slug}.json")
        if response.status_code == 301:
            continue
        got, want = response.json(), expected(official, slug)
        assert (slug, got["kind"]) == (slug, want["kind"])
        assert (slug, got["occupations"]) == (slug, want["occupations"])
        compared += 1
        if want["kind"] == "ambiguous":
            assert "figures" not in got
            continue
        for name in ("jobs", "growth_percent", "openings_per_year"):
            assert same(got["figures"][name]["value"], want[name], 1e-12), (slug, name)
        for share in SHARES:
            name = f"pay_annual_p{round(share * 100)}"
            assert same(got["figures"][name]["value"], want[name], 1e-6), (slug, name)
    assert compared > 140
