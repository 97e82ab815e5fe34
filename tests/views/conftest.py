"""The small world, imported, and guides made in a line."""

from collections.abc import Callable

import pytest

from careers import actions
from careers.content.loader import CONTENT, load_sectors
from careers.content.words import load_words
from careers.models import JobTitle, Level, Role, RoleOccupation, RoleTitle, Status
from tests.support.kept import made_once
from tests.support.world import import_world
from tests.views.made import saved


def make_world() -> None:
    """Import the small world, with our sectors and words, and make what is derived."""
    import_world()
    load_sectors(CONTENT / "sectors.toml")
    load_words(CONTENT)
    actions.refresh_all()


@pytest.fixture
def world(db: None) -> None:
    """Import the small world of true figures, set up the sectors, and list what is there."""
    made_once("listed world", make_world)


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
        saved(role)
        for code in occupations:
            RoleOccupation.objects.create(role=role, occupation_id=code, reason="It is the work.")
        for name in answers:
            RoleTitle.objects.create(role=role, job_title=JobTitle.objects.get(slug=name))
        actions.refresh_roles(roles=[role])
        return role

    return make
