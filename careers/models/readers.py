"""What readers let others see, because they asked for it."""

from __future__ import annotations

from django.db import models


class SharedPlan(models.Model):
    """A read-only copy of a plan as it was, e.g. made on 1 March, seen by its link until 31 March.

    `key` is the SHA-256 of the token in the link, `owner` that of the reader's own token: neither
    token is here. `salt` makes the tokens of a reader's links differ. `document` is the plan
    (`careers.guidance.plan.document_of`) and, if the reader asked for it, under "gaps" the names
    of skills to build and how far they are in words; never answers.
    """

    key = models.CharField(max_length=64, unique=True)
    owner = models.CharField(max_length=64, db_index=True)
    salt = models.CharField(max_length=43)
    document = models.JSONField()
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)

    class Meta:
        ordering = ("pk",)
        default_permissions = ()

    def __str__(self) -> str:
        return f"plan shared until {self.expires_at:%Y-%m-%d}"
