"""The small world, imported, and guides made in a line."""

from collections.abc import Callable

import pytest

from careers import actions
from careers.content.loader import CONTENT, load_sectors
from careers.models import JobTitle, Level, Role, RoleOccupation, RoleTitle, Status
from tests.support.world import import_world


@pytest.fixture
def world(db: None) -> None:
    """Import the small world of true figures, and set up the sectors."""
    import_world()
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
