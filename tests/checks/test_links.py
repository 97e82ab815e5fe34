"""Checks of links inside the site, and of the sources."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from pytest_django import Settings

from careers.checks.links import ANCHORS
from careers.models import FormerSlug, JobTitle, Role, RoleTitle
from tests.checks.conftest import Find
from tests.views import made


@pytest.fixture
def others(world: made.World, role: Role) -> None:
    """A guide in use, one retired in its favor, one unpublished, a former address, titles."""
    texts = {
        name: f"Only {name} of it."
        for name in ("summary", "work", "understand", "apart", "harder", "ways_in", "position")
    }
    architect = made.guide(world, slug="architect", title="Architect", **texts)
    made.guide(world, slug="draftee", title="Draftee", status="draft", **texts)
    made.guide(world, slug="gone", title="Gone", status="retired", successor=architect, **texts)
    FormerSlug.objects.create(slug="former", role=architect)
    answered = made.title("Planner", ("15-1252.00",), world.onet)
    RoleTitle.objects.create(role=architect, job_title=answered)
    made.title("Coder", ("15-1252.00",), world.onet)
    JobTitle.objects.create(slug="hidden", title="Hidden", hidden=True)


@pytest.mark.parametrize(
    "href",
    [
        "/",
        "/careers/architect/",
        "/careers/architect/?place=seattle#pay",
        "/careers/coder/",
        "/careers/coder.json",
        "/careers/architect/in/metro-0041940/",
        "/occupations/15-1252.00/",
        "/sectors/engineering/",
        "/places/metro-0041940/",
        "/about/data/#anything",
        "#pay",
        "https://example.org/careers/nobody/",
        "mailto:someone@example.org",
    ],
)
def test_link_that_arrives_is_not_told(find: Find, others: None, href: str) -> None:
    assert find(apart=f"See [there]({href}).") == []


@pytest.mark.parametrize(
    ("href", "reason"),
    [
        ("/careers/nobody/", "no page"),
        ("/careers/draftee/", "no page"),
        ("/careers/hidden/", "no page"),
        ("/careers/architect/in/nowhere/", "no page"),
        ("/occupations/99-9999.00/", "no page"),
        ("/sectors/none/", "no page"),
        ("/places/none/", "no page"),
        ("/skills/none/", "no page"),
        ("/nothing/at/all/", "no page"),
        ("/admin/", "no page"),
        ("careers/architect/", "no page"),
        ("/careers/gone/", "is retired. /careers/architect/ takes its place"),
    ],
)
def test_link_that_does_not_arrive_blocks(find: Find, others: None, href: str, reason: str) -> None:
    (found,) = find(apart=f"See [there]({href}).")
    assert (found.check, found.field, found.blocks) == ("broken link", "apart", True)
    assert reason in found.reason
    assert found.place == f"there → {href}"


@pytest.mark.parametrize(
    ("href", "to"),
    [
        ("/careers/former/", "/careers/architect/"),
        ("/careers/former/places/", "/careers/architect/places/"),
        ("/careers/planner/", "/careers/architect/"),
        ("/careers/architect", "/careers/architect/"),
    ],
)
def test_link_that_arrives_by_a_redirect_is_told(
    find: Find, others: None, href: str, to: str
) -> None:
    (found,) = find(apart=f"See [there]({href}).")
    assert (found.check, found.blocks, found.mend) == ("moved link", False, f"Link to {to}.")


@pytest.mark.parametrize("href", ["#salary", "/careers/architect/#salary"])
def test_place_that_no_guides_page_has_is_told(find: Find, others: None, href: str) -> None:
    (found,) = find(apart=f"See [there]({href}).")
    assert (found.check, found.blocks) == ("missing anchor", False)
    assert "#pay" in found.mend


def test_absolute_link_to_the_site_itself_is_looked_up(
    find: Find, others: None, settings: Settings
) -> None:
    settings.SITE_URL = "https://careers.example.org"
    (found,) = find(apart="See [it](https://careers.example.org/careers/nobody/).")
    assert found.check == "broken link"


def test_places_on_a_page_are_those_that_the_page_has(client: Client, role: Role) -> None:
    html = client.get(role.get_absolute_url()).content.decode()
    assert set(re.findall(r'\sid="([^"]+)"', html)) >= ANCHORS


@pytest.mark.parametrize("text", ["", "- The handbook", "- [Handbook](/about/data/)"])
def test_guide_without_a_linked_source_blocks(find: Find, text: str) -> None:
    (found,) = find(sources=text)
    assert (found.check, found.field, found.blocks) == ("no sources", "sources", True)
