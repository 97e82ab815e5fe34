"""The embedded facts and the official files hold the same and give the same profiles."""

from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from pytest_django.plugin import DjangoDbBlocker

from careers.models import Release
from careers.models.bulk import Counts
from careers.snapshot.read import load_snapshot
from tests.support.world import FILES

ADDRESSES = [
    *("software-systems-engineer", "electrician", "registered-nurse", "accountant", "actor"),
    *("registrar", "machine-operator", "legislator", "infantry-officer", "data-scientist"),
    *("home-health-aide", "cook", "case-manager", "physician", "musician", "airline-pilot"),
]


def profiles() -> dict[str, Any]:
    """The profiles as data, and each area's pay as CSV."""
    client = Client()
    found: dict[str, Any] = {}
    for slug in ADDRESSES:
        response = client.get(f"/careers/{slug}.json", follow=True)
        found[slug] = (response.json(), client.get(f"/careers/{slug}/places.csv").content)
    return found


@pytest.mark.official
def test_snapshot_and_files_hold_the_same_and_give_the_same_profiles(
    official_data: Path, embedded_facts: None, django_db_blocker: DjangoDbBlocker
) -> None:
    with django_db_blocker.unblock():
        embedded, releases = profiles(), Release.objects.count()
        call_command("flush", interactive=False, verbosity=0)
        for file in FILES:
            name = file.path + (".gz" if file.path.endswith("area_occ.csv") else "")
            type(file)(file.source, name, file.release).load(official_data)
        counts = load_snapshot()
        assert counts == {label: Counts(held=count.held) for label, count in (counts or {}).items()}
        assert counts["job titles"].held == 46_694
        assert counts["ratings"].held == 341_463
        assert counts["wages"].held == 236_799 + 1_395 + 2 * 1_396
        call_command("load_content", verbosity=0)
        assert Release.objects.count() == releases
        assert profiles() == embedded
