"""The excerpts of tests/data, imported, and guides made in a line."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings

from careers import actions
from careers.content.loader import CONTENT, load_sectors
from careers.importers.base import Options, run_import
from careers.models import JobTitle, Level, Role, RoleOccupation, RoleTitle, Status

DATA = Path(settings.BASE_DIR) / "tests" / "data"
FILES = (
    ("soc", "soc/soc_2018.csv", ""),
    ("onet", "onet/db_30_1_text", "30.1"),
    ("projections", "ep/ep_2024_34_occupations.csv", ""),
    ("attainment", "ep/ep_2022_32_educational_attainment.csv", "2022–32"),
    ("crosswalk", "ep/onet_nem_ooh_crosswalk.csv", "2023-09"),
    ("oews", "oews/oews_2025_area_occ.csv", ""),
    ("parities", "bea", ""),
)
"""Source, file and the release of those that do not say it themselves."""


@pytest.fixture
def world(db: None) -> None:
    """Import every excerpt, and set up the sectors."""
    for source, path, release in FILES:
        run_import(source, DATA / path, Options(release=release, commit=True))
    load_sectors(CONTENT / "sectors.toml")


@pytest.fixture
def make_guide(world: None) -> Callable[..., Role]:
    """Return a function that saves a guide, published unless told otherwise."""

    def make(
        title: str,
        slug: str,
        *,
        sector: str = "engineering",
        level: str = Level.MID,
        status: str = Status.PUBLISHED,
        occupations: tuple[str, ...] = ("15-1252.00",),
        answers: tuple[str, ...] = (),
        summary: str = "You do the work.",
    ) -> Role:
        role = Role(title=title, slug=slug, sector_id=sector, level=level, status=status)
        role.summary = summary
        actions.save_role(role=role, by=None)
        for code in occupations:
            RoleOccupation.objects.create(role=role, occupation_id=code, reason="It is the work.")
        for name in answers:
            RoleTitle.objects.create(role=role, job_title=JobTitle.objects.get(slug=name))
        return role

    return make
