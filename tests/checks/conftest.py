"""A guide without a fault, and what is found once it is changed."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from careers import checks
from careers.checks import Finding
from careers.editing import GuideContent, of_role
from careers.models import Role
from tests.views import made

Find = Callable[..., list[Finding]]


def faultless(world: made.World) -> Role:
    return made.guide(world, review_by=timezone.localdate() + timedelta(days=365))


@pytest.fixture
def role(world: made.World) -> Role:
    return faultless(world)


@pytest.fixture
def content(role: Role) -> GuideContent:
    return of_role(role)


@pytest.fixture
def find(role: Role, content: GuideContent) -> Find:
    """What the checks find in the faultless content after the changes that are named."""

    def found(**changes: Any) -> list[Finding]:
        changed = dataclasses.replace(content, **changes)
        return checks.run(changed, checks.read_surroundings(changed, role=role))

    return found


@pytest.fixture(scope="package")
def find_in_text(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Find:
    """As `find`, for changes of the prose alone: the database is read once and left as it was."""
    with django_db_blocker.unblock(), transaction.atomic():
        role = faultless(made.world())
        content = of_role(role)
        around = checks.read_surroundings(content, role=role)
        transaction.set_rollback(True)
    return lambda **changes: checks.run(dataclasses.replace(content, **changes), around)
