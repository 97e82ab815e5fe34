"""How often something may be asked for in an hour: counted in the database, for all workers."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone

from careers.actions.errors import Refused
from careers.models import HourCount

HOUR = dt.timedelta(hours=1)
KEPT = dt.timedelta(days=1)


class TooMany(Refused):
    """Something was asked for more often than is allowed; `until` is when it may be again."""

    def __init__(self, until: dt.datetime) -> None:
        super().__init__(f"That was asked for too often: allowed again at {until:%H:%M %Z}.")
        self.until = until

    @property
    def seconds(self) -> int:
        """How long that is from now, one second at least."""
        return max(1, round((self.until - timezone.now()).total_seconds()))

    @property
    def when(self) -> str:
        """That moment in words."""
        minutes = -(-self.seconds // 60)
        clock = timezone.localtime(self.until)
        return f"in {minutes} minute{'' if minutes == 1 else 's'}, at {clock:%H:%M %Z}"


@transaction.atomic
def take(*, purpose: str, key: str, most: int, at: dt.datetime) -> None:
    """Count one of `most` in the hour of `at`, for `key`; raises TooMany where they are used up.

    Exact however many ask at once: the count is locked while it is read and written.
    """
    hour = at.replace(minute=0, second=0, microsecond=0)
    counts = HourCount.objects.select_for_update()
    row, _ = counts.get_or_create(purpose=purpose, key=key, hour=hour)
    if row.count >= most:
        raise TooMany(hour + HOUR)
    row.count += 1
    row.save(update_fields=("count",))


def forget_counts(*, now: dt.datetime) -> int:
    """Delete the counts that are older than a day; returns how many."""
    return HourCount.objects.filter(hour__lt=now - KEPT).delete()[0]
