"""What fit holds of every listing: the profiles of the pages, and only what the database has."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np
import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from careers import actions, profiles
from careers.guidance import fit, fit_data, fit_rated
from careers.models import Listing, Rating, Role, RoleOccupation, SocGroup
from careers.profiles.types import Profile
from tests.views import made

MIXED = (("15-1252.00", 0.25), ("15-1253.00", None), ("15-1299.08", 0.5))


@pytest.fixture
def nothing_kept() -> Iterator[None]:
    """Begin and end without anything held in the process."""
    fit_data._kept = fit_data._rated_kept = None
    yield
    fit_data._kept = fit_data._rated_kept = None


def rate(occupation: str, element: str, scale: str, value: float) -> None:
    rows = Rating.objects.filter(occupation=occupation, element=element, scale=scale)
    assert rows.update(value=value) == 1


def mixed_guide(world: made.World) -> Role:
    role = made.guide(world)
    for code, share in MIXED:
        RoleOccupation.objects.filter(role=role, occupation_id=code).update(share=share)
    for number, (code, _) in enumerate(MIXED):
        rate(code, "1.B.1.a", "OI", 2 + number)
        rate(code, "2.B.3.e", "IM", 1 + number)
        rate(code, "1.D.1.a", "WI", number - 1)
    Rating.objects.filter(occupation="15-1253.00", element="2.A.1.a").update(suppress=True)
    actions.refresh_all()
    return role


def column(roles: fit_data.Roles, role: Role) -> int:
    return int(np.flatnonzero(roles.roles == role.pk)[0])


def assert_like_the_page(roles: fit_data.Roles, place: int, profile: Profile) -> None:
    held = roles.profiles
    for part, rows in ((fit.INTERESTS, profile.interests), (fit.VALUES, profile.values)):
        assert len(rows) == len(held.elements[part])
        for row in rows:
            rating = held.rated[part][held.elements[part].index(row.element), place]
            assert rating == pytest.approx(row.value, abs=1e-4)
    for row in profile.styles:
        rating = held.rated[fit.STRENGTHS][held.elements[fit.STRENGTHS].index(row.element), place]
        assert rating == pytest.approx(row.value, abs=1e-4)


def test_a_guide_has_the_profile_of_its_page(world: made.World) -> None:
    role = mixed_guide(world)
    roles = fit_data.current()
    place = column(roles, role)
    assert_like_the_page(roles, place, profiles.for_role(role))
    first = roles.profiles.rated[fit.INTERESTS][0, place]
    jobs = (0.25 * 1_687_890, 186_740, 0.5 * 435_370)
    assert first == pytest.approx(np.average((2, 3, 4), weights=jobs), abs=1e-4)


def test_levels_and_importance_are_merged_alike(world: made.World) -> None:
    role = mixed_guide(world)
    for code, level in (("15-1252.00", 4.0), ("15-1253.00", 2.0)):
        rating = Rating.objects.get(occupation=code, element="2.B.3.e", scale="IM")
        rating.pk, rating.scale, rating.value = None, "LV", level
        rating.not_relevant = code == "15-1253.00"
        rating.save()
    roles = fit_data.current()
    place, row = column(roles, role), roles.profiles.elements[fit.SKILLS].index("2.B.3.e")
    weights = (0.25 * 1_687_890, 186_740)
    assert roles.profiles.needed[row, place] == pytest.approx(
        np.average((4, 0), weights=weights), abs=1e-4
    )
    jobs = (*weights, 0.5 * 435_370)
    importance = np.average((1, 2, 3), weights=jobs)
    assert roles.profiles.importance[row, place] == pytest.approx((importance - 1) / 4, abs=1e-4)


def test_an_occupation_that_nobody_rated_is_rated_for_nothing(world: made.World) -> None:
    actions.refresh_all()
    roles = fit_data.current()
    (place,) = np.flatnonzero(roles.occupations == "27-2011.00")
    assert not any(flags[place] for flags in roles.profiles.has.values())


def test_an_occupation_that_a_guide_is_about_alone_is_known_as_covered(world: made.World) -> None:
    role = made.guide(world, slug="coder", title="Coder")
    RoleOccupation.objects.filter(role=role).exclude(occupation="15-1252.00").delete()
    actions.refresh_all()
    roles = fit_data.current()
    assert roles.occupations[roles.covered].tolist() == ["15-1252.00"]


def test_the_family_of_a_guide_is_that_of_most_of_its_jobs(world: made.World) -> None:
    for code, minor in (("15-1252", "15-1200"), ("15-1299", "15-1200"), ("15-1253", "15-2000")):
        SocGroup.objects.get_or_create(code=minor, defaults={"title": minor, "level": "minor"})
        SocGroup.objects.filter(code=code).update(parent=minor)
    role = made.guide(world)
    actions.refresh_all()
    assert family(role) == "15-1200"
    RoleOccupation.objects.filter(role=role).exclude(occupation="15-1253.00").update(share=0.01)
    actions.refresh_all()
    assert family(role) == "15-2000"
    roles = fit_data.current()
    testers = roles.groups[roles.occupations == "15-1253.00"]
    assert testers.tolist() == ["15-2000"]


def family(role: Role) -> object:
    roles = fit_data.current()
    return roles.groups[column(roles, role)]


@pytest.mark.usefixtures("nothing_kept")
@pytest.mark.django_db(transaction=True)
def test_what_is_held_follows_the_listings(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    world = made.world()
    actions.refresh_all()
    first = fit_data.current()
    with django_assert_max_num_queries(10):
        assert fit_data.current() is first
    role = made.guide(world)
    second = fit_data.current()
    assert second.size == first.size + 1 == Listing.objects.count()
    fit_data._kept = fit_data._rated_kept = None
    anew = fit_data.current()
    np.testing.assert_array_equal(second.pks, anew.pks)
    np.testing.assert_array_equal(second.profiles.importance, anew.profiles.importance)
    np.testing.assert_array_equal(
        second.profiles.rated[fit.INTERESTS], anew.profiles.rated[fit.INTERESTS]
    )
    actions.refresh_all()
    Listing.objects.filter(role=role).delete()
    assert fit_data.current().size == first.size


def test_nothing_is_held_of_what_a_transaction_may_take_back(world: made.World) -> None:
    actions.refresh_all()
    before = fit_data._kept
    assert fit_data.current().size == Listing.objects.count()
    assert fit_data._kept is before


def test_no_listing_at_all_is_no_error(db: None) -> None:
    roles = fit_data.current()
    assert roles.size == 0
    assert roles.profiles.size == 0


def test_pages_without_fit_load_no_numpy(client: Client) -> None:
    import subprocess
    import sys

    code = (
        "import os, sys, django; os.environ['DJANGO_SETTINGS_MODULE'] = 'tests.settings';"
        "django.setup(); import careers.views.mine.fit;"
        "sys.exit('numpy' in sys.modules and 'careers.guidance.fit' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_weights_that_are_all_zero_weigh_the_same() -> None:
    rated = fit_rated.Rated(
        places={"a": 0, "b": 1, "c": 2},
        elements={},
        names={},
        ratings={},
        levels=np.zeros((3, 0), np.float32),
        matrix=np.array([-1, -1, 0]),
        jobs=np.array([0, 0, 50], np.float32),
        groups={},
    )
    table = np.array([[1, 1], [3, np.nan], [9, np.nan]], np.float32)
    mixed = fit_rated.mixture(
        rated, [(0, "a", None), (0, "b", None), (2, "c", 0.5), (2, "a", None)], 3
    )
    found = mixed(table).tolist()
    assert found[0] == [2, 1]
    assert all(math.isnan(one) for one in found[1])
    assert found[2] == [9, 1]
