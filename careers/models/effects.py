"""What importing or withdrawing a release did to the figures of the guides."""

from __future__ import annotations

from django.db import models

from careers.models.provenance import Release


class ReleaseAct(models.TextChoices):
    """What was done with a release."""

    IMPORTED = "imported", "imported"
    WITHDRAWN = "withdrawn", "withdrawn"
    RETURNED = "returned", "used again"


class ReleaseEffect(models.Model):
    """What an act did to a guide's figures, e.g. OEWS May 2025 imported: electrician, pay +3%.

    One row a published guide and act. Growth is percent, pay dollars a year, or an hour where
    `is_hourly` says so of the figures after; null where there is none.
    """

    release = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="effects")
    act = models.CharField(max_length=9, choices=ReleaseAct.choices)
    at = models.DateTimeField()
    slug = models.SlugField("guide", max_length=150)
    title = models.CharField(max_length=200)
    pay_before = models.FloatField(null=True)
    pay_after = models.FloatField(null=True)
    growth_before = models.FloatField(null=True)
    growth_after = models.FloatField(null=True)
    jobs_before = models.FloatField(null=True)
    jobs_after = models.FloatField(null=True)
    was_hourly = models.BooleanField(default=False)
    is_hourly = models.BooleanField(default=False)

    class Meta:
        ordering = ("-at", "title", "pk")
        default_permissions = ()
        constraints = (
            models.UniqueConstraint(
                fields=("release", "at", "slug"), name="release_effect_natural_key"
            ),
        )

    def __str__(self) -> str:
        return f"{self.release_id} {self.act}: {self.slug}"

    @property
    def is_change(self) -> bool:
        """Whether any of the three figures is another one."""
        before = (self.pay_before, self.growth_before, self.jobs_before, self.was_hourly)
        return before != (self.pay_after, self.growth_after, self.jobs_after, self.is_hourly)
