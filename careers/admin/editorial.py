"""Sectors: the editors' grouping of guides."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from careers import actions
from careers.models import Sector, SectorGroup


class SectorGroupInline(admin.StackedInline):
    """The SOC major groups counted in a sector."""

    model = SectorGroup
    extra = 0


@admin.register(Sector)
class SectorAdmin(admin.ModelAdmin):
    """The editors' grouping of roles."""

    list_display = ("name", "slug", "order")
    search_fields = ("name",)
    prepopulated_fields = {"slug": ("name",)}
    inlines = (SectorGroupInline,)

    def save_model(self, request: HttpRequest, obj: Sector, form: Any, change: bool) -> None:
        """Save a sector, then make the pages of its guides anew: they name it."""
        super().save_model(request, obj, form, change)
        actions.refresh_roles(roles=obj.roles.all())
