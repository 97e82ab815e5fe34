"""What is done to guides is done one after the other.

A page shows things of its neighbors, so two guides published at once could each be prepared with
the other's former words. On SQLite a transaction that writes excludes every other already.
"""

from __future__ import annotations

from django.db import connection

from careers.models import Role

_PUBLISHED = 0x5741594D
"""The number of PostgreSQL's advisory lock: "WAYM"."""


def hold_published() -> None:
    """Wait for whoever is changing what readers see; holds until the transaction ends.

    To be asked for before a guide's own lock, by everyone who asks for both.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_PUBLISHED])


def hold_role(role_id: int) -> Role:
    """The guide as it is now, locked until the transaction ends; raises Role.DoesNotExist."""
    return Role.objects.select_for_update(no_key=True).get(pk=role_id)
