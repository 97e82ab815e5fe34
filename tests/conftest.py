"""Fixtures and rules for every test."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from careers.guidance import gap
from careers.models import Role
from careers.profiles import ratings, technologies
from tests.support.clock import NOON, Clock
from tests.support.desk import People, people
from tests.support.kept import made_once
from tests.support.network import only_this_machine
from tests.support.world import import_world
from tests.views import made

IN_CI = os.environ.get("CI", "").lower() in {"1", "true", "yes"}

hypothesis_settings.register_profile(
    "local", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
hypothesis_settings.register_profile(
    "ci", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
hypothesis_settings.load_profile("ci" if IN_CI else "local")


def skip_unless_ci(reason: str) -> None:
    """Skip the test that asks, or fail it where everything it needs must be there."""
    if IN_CI:
        pytest.fail(f"{reason}, and in CI nothing may be missing")
    pytest.skip(reason)


@pytest.fixture(scope="session", autouse=True)
def no_network() -> Iterator[None]:
    """Refuse connections to other machines while tests run."""
    with only_this_machine():
        yield


@pytest.fixture(scope="session")
def official_data() -> Path:
    """Return the folder of official files: WAYMARK_DATA, or ../shared/data beside the checkout."""
    asked = os.environ.get("WAYMARK_DATA")
    folder = Path(asked) if asked else settings.BASE_DIR.parent / "shared" / "data"
    if not (folder / "CHECKSUMS.sha256").is_file():
        skip_unless_ci(f"no official files in {folder} (set WAYMARK_DATA)")
    return folder


@pytest.fixture(autouse=True)
def nothing_remembered() -> None:
    """Forget what the process keeps of a release: tests put rows back under the same numbers."""
    ratings._read.cache_clear()
    technologies._read.cache_clear()
    gap._read_levels.cache_clear()
    gap._read_matrix.cache_clear()


@pytest.fixture
def small_world(db: None) -> None:
    """Import the excerpts of `tests/data` through the real importers."""
    made_once("small world", import_world)


@pytest.fixture
def world(db: None) -> made.World:
    """Make the small world of published facts, without a guide."""
    return made.world()


@pytest.fixture
def team(world: made.World) -> People:
    """Make the people who work on guides over that world."""
    return people()


@pytest.fixture
def architect(world: made.World) -> Role:
    """Make a published guide that others can lead to."""
    return made.guide(world, slug="architect", title="Architect", level="senior")


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Stop the clock at noon."""
    return Clock(monkeypatch, NOON)


@pytest.fixture(scope="session", autouse=True)
def required_postgres() -> None:
    """Fail the run where PostgreSQL was promised and SQLite would be used in its place."""
    engine = settings.DATABASES["default"]["ENGINE"]
    if os.environ.get("WAYMARK_REQUIRE_POSTGRES") and "postgresql" not in engine:
        pytest.exit("WAYMARK_REQUIRE_POSTGRES is set, but DATABASE_URL names no PostgreSQL", 3)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark the tests that read official files; on the second database leave out what uses none."""
    for item in items:
        if isinstance(item, pytest.Function) and "official_data" in item.fixturenames:
            item.add_marker(pytest.mark.official)
    if os.environ.get("WAYMARK_REQUIRE_POSTGRES"):
        without = [item for item in items if not uses_database(item)]
        config.hook.pytest_deselected(items=without)
        items[:] = [item for item in items if uses_database(item)]


def uses_database(item: pytest.Item) -> bool:
    """Whether a test's outcome can depend on the database."""
    names = set(getattr(item, "fixturenames", ()))
    return item.get_closest_marker("django_db") is not None or bool(
        names & {"db", "transactional_db", "django_db_setup", "live_server"}
    )
