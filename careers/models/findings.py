"""What the checks found in a version when they last looked at it, counted for the desk."""

from __future__ import annotations

from django.db import models

from careers.models.workflow import OPEN_STATES, RoleVersion, VersionState

WATCHED_STATES = (*OPEN_STATES, VersionState.PUBLISHED)
"""States of the versions that the desk tells of: what is written, what readers see."""


class VersionFindingsQuerySet(models.QuerySet["VersionFindings"]):
    """Findings of versions."""

    def watched(self) -> VersionFindingsQuerySet:
        """Those of versions that are being written or that readers see."""
        watched = RoleVersion.objects.filter(state__in=WATCHED_STATES).order_by()
        return self.filter(version__in=watched.values("pk"))

    def failing(self) -> VersionFindingsQuerySet:
        """Watched ones with something to mend, those that block first."""
        some = models.Q(blocking__gt=0) | models.Q(warning__gt=0)
        return self.watched().filter(some).order_by("-blocking", "-warning", "version_id")


class VersionFindings(models.Model):
    """How many findings a version has, e.g. version 3 of electrician: 1 blocks, 2 warn.

    `names` are the checks that found something, those that block first. Counted when the version
    is saved or published, and again by `manage.py check_guides`: dates pass, figures move.
    """

    version = models.OneToOneField(
        RoleVersion, on_delete=models.CASCADE, primary_key=True, related_name="findings"
    )
    blocking = models.PositiveIntegerField()
    warning = models.PositiveIntegerField()
    names = models.JSONField()
    checked_at = models.DateTimeField()

    objects = VersionFindingsQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        indexes = (
            models.Index(
                fields=("-blocking", "-warning", "version"),
                condition=models.Q(blocking__gt=0) | models.Q(warning__gt=0),
                name="version_findings_failing",
            ),
        )

    def __str__(self) -> str:
        return f"{self.version_id}: {self.blocking} block, {self.warning} warn"
