"""Files of guides between the report on them and their import."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import models


class GuideUpload(models.Model):
    """A file of guides that somebody looks at before importing it, e.g. guides.csv of eve.

    Kept for an hour at most, for the person who sent it alone; `sha256` is of `data`.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    data = models.BinaryField()
    uploaded_at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)
        default_permissions = ()
        constraints = (models.UniqueConstraint(fields=("user",), name="guide_upload_one_each"),)

    def __str__(self) -> str:
        return self.name
