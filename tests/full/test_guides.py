"""The shipped guides on the facts that come with them."""

import gzip
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from careers import profiles
from careers.mixture import simple
from careers.models import PROSE_FIELDS, PreparedGuide, Role
from careers.profiles.prose import TOKEN, UNKNOWN

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("embedded_facts")]

MOST_QUERIES = 12
ONE_OF_EACH_KIND = [
    "/careers/software-systems-engineer/",
    "/careers/accountant/",
    "/careers/cook/",
    "/careers/machine-operator/",
]


def test_ten_guides_are_published() -> None:
    assert Role.objects.published().count() >= 10


def test_every_token_of_every_guide_resolves() -> None:
    for role in Role.objects.published():
        profile = profiles.for_role(role)
        text = " ".join(str(part) for part in profiles.prose(role, profile).values())
        assert UNKNOWN not in text, role.slug
        assert TOKEN.search(text) is None, role.slug


def test_software_systems_engineer_is_what_the_rule_gives() -> None:
    profile = profiles.for_role(Role.objects.get(slug="software-systems-engineer"))
    figures = profile.figures
    assert figures is not None
    assert [figure.text for figure in figures.annual] == [
        "$74K",
        "$97.8K",
        "$130K",
        "$166K",
        "$207K",
    ]
    assert (figures.growth.text, round(figures.growth.value or 0, 2)) == ("14%", 13.79)
    assert figures.jobs.value == 2_367_500
    assert profile.holland_code == "ICR"
    names = [row.name for row in profile.core_skills]
    assert len(names) == len(set(names))


def test_simple_rule_gives_the_reference_figures_on_its_release() -> None:
    profile = profiles.for_role(Role.objects.get(slug="software-systems-engineer"))
    release = next(r for r in profile.releases.wage_history if r.name == "May 2024")
    found = profiles.working(profile, release.pk).simple
    assert found.median == pytest.approx(114_886.67, abs=0.005)
    assert (found.low, found.high, found.jobs) == (52_650, 211_450, 2_293_620)
    assert found.growth_percent == pytest.approx(11.33, abs=0.005)
    assert simple({}, {}, {}).median is None


@pytest.mark.parametrize("address", ONE_OF_EACH_KIND)
def test_page_asks_a_bounded_number_of_queries(client: Client, address: str) -> None:
    PreparedGuide.objects.all().delete()
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    assert len(queries) <= MOST_QUERIES


def test_no_guide_page_leaves_a_token_or_a_template_mark(client: Client) -> None:
    for role in Role.objects.published():
        html = client.get(role.get_absolute_url()).content.decode()
        main = html[html.index("<main") : html.index("</main")]
        assert re.search(r"\{[a-z_%{]", main) is None, role.slug


def test_every_move_of_a_guide_leads_to_a_page(client: Client) -> None:
    for role in Role.objects.published():
        for move in profiles.for_role(role).moves:
            assert client.get(move.url).status_code == 200
    assert set(PROSE_FIELDS) <= {field.name for field in Role._meta.get_fields()}


def test_guide_weighs_less_than_100_kb_compressed_in_all(client: Client) -> None:
    html = client.get("/careers/software-systems-engineer/").content
    asked = set(re.findall(rb'(?:href|src)="/static/([^"]+)"', html))
    static = Path(settings.BASE_DIR) / "static"
    parts = [html, *(static.joinpath(name.decode()).read_bytes() for name in asked)]
    assert any(b".woff2" in name for name in asked)
    assert sum(len(gzip.compress(part)) for part in parts) < 100_000
