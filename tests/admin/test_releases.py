"""Releases in the admin: what each is, what it did, taking one out of use and back."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.contrib import admin
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from careers import actions
from careers.models import Release, ReleaseEffect, Scope
from careers.snapshot.tables import TABLES
from tests.support.desk import signed_in
from tests.views import made

LIST = "/admin/careers/release/"


@pytest.fixture
def world(db: None) -> made.World:
    world = made.world()
    Release.objects.filter(pk=world.earlier_wages.pk).update(scope=Scope.AREAS)
    Release.objects.filter(pk=world.wages.pk).update(counts={"wages": 1234})
    made.guide(world)
    return world


def page(release: Release, step: str = "change") -> str:
    return f"{LIST}{release.pk}/{step}/"


def test_release_shows_counts_checksum_license_and_use(client: Client, world: made.World) -> None:
    signed_in(client, "Administrators")
    html = client.get(page(world.wages)).content.decode()
    for text in ("1,234", "0" * 64, "public domain", "pay and pay by place", "Not recorded"):
        assert text in html
    assert 'href="https://www.bls.gov/oes/tables.htm"' in html
    assert "pay of earlier years" in client.get(page(world.earlier_wages)).content.decode()


def test_administrator_withdraws_a_release_and_uses_it_again(
    client: Client, world: made.World
) -> None:
    signed_in(client, "Administrators")
    html = client.get(page(world.wages, "withdraw")).content.decode()
    assert "pay: from Occupational Employment and Wage Statistics May 2024" in html
    assert "Software Systems Engineer" in html
    answer = client.post(page(world.wages, "withdraw"), {"reason": "BLS took it back."})
    assert answer.headers["Location"] == page(world.wages)
    html = client.get(page(world.wages)).content.decode()
    assert "nothing: it was withdrawn" in html
    assert "withdrawn" in html.partition("What it did to the guides")[2]
    assert "→" in html
    assert client.get(page(world.wages, "withdraw")).status_code == 404
    answer = client.post(page(world.wages, "use-again"), {"reason": "It was right."})
    assert answer.status_code == 302
    world.wages.refresh_from_db()
    assert world.wages.complete


def test_step_without_a_reason_changes_nothing(client: Client, world: made.World) -> None:
    signed_in(client, "Administrators")
    answer = client.post(page(world.wages, "withdraw"), {"reason": ""})
    assert "This field is required" in answer.content.decode()
    world.wages.refresh_from_db()
    assert world.wages.complete


def test_release_that_pages_need_is_not_offered_for_withdrawal(
    client: Client, world: made.World
) -> None:
    signed_in(client, "Administrators")
    onet = Release.objects.get(source="onet")
    html = client.get(page(onet, "withdraw")).content.decode()
    assert "Pages need this release" in html
    assert "<textarea" not in html
    answer = client.post(page(onet, "withdraw"), {"reason": "All the same."})
    assert answer.status_code == 200
    onet.refresh_from_db()
    assert onet.complete


@pytest.mark.parametrize("group", ["Contributors", "Editors"])
def test_others_look_at_releases_and_withdraw_none(
    client: Client, world: made.World, group: str
) -> None:
    signed_in(client, group)
    html = client.get(page(world.wages)).content.decode()
    assert "1,234" in html
    assert "/withdraw/" not in html
    for step in ("withdraw", "use-again"):
        assert client.get(page(world.wages, step)).status_code == 403
        assert client.post(page(world.wages, step), {"reason": "Why not."}).status_code == 403


def test_anonymous_person_is_asked_to_sign_in(client: Client, world: made.World) -> None:
    assert client.get(page(world.wages, "withdraw")).headers["Location"].startswith("/admin/login")


def test_page_of_a_release_costs_the_same_with_many_effects(
    client: Client, world: made.World, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    signed_in(client, "Administrators")
    client.get(page(world.wages))
    with django_assert_max_num_queries(15) as few:
        client.get(page(world.wages))
    ReleaseEffect.objects.bulk_create(
        ReleaseEffect(
            release=world.wages,
            act="imported",
            at="2026-11-01T00:00Z",
            slug=f"guide-{number}",
            title=f"Guide {number}",
            pay_before=1.0,
            pay_after=number,
        )
        for number in range(200)
    )
    with django_assert_max_num_queries(len(few)):
        assert "Guide 199" in client.get(page(world.wages)).content.decode()


def test_every_imported_table_can_be_looked_at_and_not_changed(
    client: Client, world: made.World
) -> None:
    signed_in(client, "Administrators")
    for model in {*(table.model for table in TABLES), apps.get_model("careers", "Task")}:
        assert model in admin.site._registry, model
        name = model._meta.model_name
        assert client.get(f"/admin/careers/{name}/").status_code == 200, name
        assert client.get(f"/admin/careers/{name}/add/").status_code == 403, name


def test_public_page_names_the_license_as_the_admin_does(client: Client, world: made.World) -> None:
    html = client.get("/about/data/").content.decode()
    assert all(release.license.name in html for release in Release.objects.complete())


def test_effect_that_is_none_is_counted_not_listed(client: Client, world: made.World) -> None:
    actions.withdraw_release(release=world.earlier_wages, reason="Old.", by=None)
    signed_in(client, "Administrators")
    html = client.get(page(world.earlier_wages)).content.decode()
    assert "1 time a guide’s pay, growth and jobs stayed" in html
