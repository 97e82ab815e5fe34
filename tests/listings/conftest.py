"""Listings of the made world: three computing occupations, actors paid by the hour, one guide."""

import pytest

from careers.listings import build
from careers.models import ElementWords, OccupationWords, SectorGroup
from tests.views import made


@pytest.fixture
def listed(db: None) -> made.World:
    """Make the world, a guide to software systems engineers, words, and all listings."""
    world = made.world()
    SectorGroup.objects.create(
        sector=made.Sector.objects.create(slug="arts", name="Arts", summary="Showing."),
        group_id="27-0000",
    )
    OccupationWords.objects.create(occupation_id="27-2011.00", summary="Plays characters.")
    for code, slug in (("2.A.1.a", "reading-comprehension"), ("2.B.3.e", "programming")):
        ElementWords.objects.create(element_id=code, slug=slug, summary="It is a skill.")
    made.guide(world)
    build.refresh_facts()
    return world
