"""Wherever a page names a role, a link beside it saves that role."""

from __future__ import annotations

import re

import pytest
from django.template import Context, Template
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from careers import actions
from careers.models import RelatedCareer, Role
from tests.support.html import valid_page
from tests.views import made

LINK = re.compile(r'<a [^>]*href="/my/save/\?role=([^"]+)"[^>]*>Save<span[^>]*> ([^<]+) to your')


@pytest.fixture
def world(db: None) -> made.World:
    world = made.world()
    role = made.guide(world)
    architect = made.guide(world, slug="architect", title="Architect", level="senior")
    RelatedCareer.objects.create(role=role, to=architect, kind="up", reason="More of the whole.")
    made.title("Forensic Specialist", ("15-1252.00", "27-2011.00"), world.onet)
    made.title("Coder", ("15-1252.00",), world.onet)
    actions.refresh_all()
    return world


def saved(client: Client, path: str, part: str = "main") -> dict[str, str]:
    """The keys that links of a page's section save, with the titles that tell them apart."""
    html = valid_page(client, path)
    piece = html if part == "main" else re.split(r"</section>", html.split(f'id="{part}"', 1)[1])[0]
    return dict(LINK.findall(piece))


CODERS = {"15-1252.00", "15-1253.00", "15-1299.08"}


@pytest.mark.parametrize(
    ("path", "part", "wanted"),
    [
        ("/careers/software-systems-engineer/", "leads", {"architect"}),
        ("/careers/coder/", "related", {"software-systems-engineer", "architect"}),
        ("/occupations/15-1252.00/", "related", {"software-systems-engineer", "architect"}),
        ("/careers/forensic-specialist/", "meanings", {"15-1252.00", "27-2011.00"}),
        ("/careers/?view=table", "main", CODERS | {"software-systems-engineer", "architect"}),
        ("/sectors/engineering/", "occupations", CODERS),
        ("/skills/programming/", "needed", CODERS),
        ("/places/metro-0041940/", "largest", {"15-1252.00", "15-1253.00"}),
        ("/careers/software-systems-engineer/places/", "main", {"software-systems-engineer"}),
        ("/occupations/?group=15-0000", "main", CODERS),
    ],
)
def test_a_page_has_a_link_that_saves_each_role_it_names(
    client: Client, world: made.World, path: str, part: str, wanted: set[str]
) -> None:
    found = saved(client, path, part)
    assert wanted <= found.keys()
    assert len(set(found.values())) == len(found)


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("/careers/nurse/", "nurse"),
        ("/careers/nurse/?place=texas", "nurse"),
        ("/occupations/15-1252.00/", "15-1252.00"),
    ],
)
def test_the_key_of_a_role_ends_its_address(address: str, key: str) -> None:
    template = Template("{% load roles %}{% save_link address title %}")
    html = template.render(Context({"address": address, "title": "A & B"}))
    assert LINK.findall(html) == [(key, "A &amp; B")]


def test_pages_with_links_that_save_stay_public_and_ask_no_more_of_the_database(
    client: Client, world: made.World, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    path = "/careers/?view=table"
    with django_assert_max_num_queries(60) as before:
        response = client.get(path)
    assert "public" in response["Cache-Control"]
    assert not response.cookies
    for number in range(8):
        made.guide(world, slug=f"other-{number}", title=f"Other {number}")
    with django_assert_max_num_queries(len(before)):
        assert len(LINK.findall(client.get(path).content.decode())) == 8 + 6


def test_my_page_says_where_roles_are_saved_and_says_true(
    client: Client, world: made.World
) -> None:
    html = valid_page(client, "/my/")
    assert "on its page, on its card and in tables of roles" in html
    assert Role.objects.count() == 2
