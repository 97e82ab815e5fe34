"""Releases: where the facts come from."""

from django.contrib import admin

from careers.admin.readonly import ReadOnlyAdmin
from careers.models import Release


@admin.register(Release)
class ReleaseAdmin(ReadOnlyAdmin):
    """Each imported release with its checksum and counts."""

    list_display = ("__str__", "scope", "period", "published_on", "complete", "imported_at")
    list_filter = ("source", "scope", "complete")
    search_fields = ("name", "file_name", "sha256")
