"""All the facts that come with Waymark, loaded once for the tests of this folder."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import call_command
from pytest_django.plugin import DjangoDbBlocker

from tests.full.reading import Official, read_official


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep these tests on one worker: the facts are loaded once."""
    for item in items:
        if "tests/full" in item.path.as_posix():
            item.add_marker(pytest.mark.xdist_group("full"))


@pytest.fixture(scope="package")
def embedded_facts(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The embedded facts and the shipped guides; taken away after the last test."""
    with django_db_blocker.unblock():
        call_command("load_snapshot", verbosity=0)
        call_command("load_content", verbosity=0)
        yield
        call_command("flush", interactive=False, verbosity=0)


@pytest.fixture(scope="package")
def official(official_data: Path) -> Official:
    """The official files as this folder's own reading of them has them."""
    return read_official(official_data)
