"""Facts are browsed in the admin, never changed there."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db import models
from django.http import HttpRequest


class ReadOnlyAdmin(admin.ModelAdmin):
    """Looked at and searched by staff who may view it; changed by imports alone."""

    list_per_page = 50
    show_full_result_count = False

    def get_fields(self, request: HttpRequest, obj: models.Model | None = None) -> Any:
        """The model's fields, without a form being made to tell them."""
        return self.fields or [
            field.name
            for field in self.opts.fields
            if field.editable and not isinstance(field, models.AutoField)
        ]

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Nobody adds a fact by hand."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        """Nobody changes a fact by hand."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        """Nobody deletes a fact by hand."""
        return False
