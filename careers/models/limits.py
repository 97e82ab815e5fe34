"""How often something was asked for in an hour, by whom: kept for a day, without a name."""

from __future__ import annotations

from django.db import models


class HourCount(models.Model):
    """How often in an hour, e.g. report, 3f2a…, 14:00: 2.

    `key` stands for who asks (a keyed hash of an address), or is empty for all together.
    """

    purpose = models.CharField(max_length=20)
    key = models.CharField(max_length=32, blank=True)
    hour = models.DateTimeField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("hour", "purpose", "key")
        default_permissions = ()
        constraints = (
            models.UniqueConstraint(fields=("hour", "purpose", "key"), name="hour_count_key"),
        )

    def __str__(self) -> str:
        return f"{self.purpose} {self.hour:%Y-%m-%d %H:00}: {self.count}"
