"""Accounts: an administrator manages them all, but only a superuser touches a superuser's."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import User
from django.http import HttpRequest

from careers.admin.own_pages import user_of

FOR_SUPERUSERS = ("is_superuser", "user_permissions")
"""What would let an administrator do more than the group may."""

admin.site.unregister(User)


@admin.register(User)
class Accounts(UserAdmin):
    """Django's own pages of accounts, without a way to more rights than one has."""

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> Any:
        fields = super().get_readonly_fields(request, obj)
        return fields if user_of(request).is_superuser else (*fields, *FOR_SUPERUSERS)

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return super().has_change_permission(request, obj) and _within_reach(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return super().has_delete_permission(request, obj) and _within_reach(request, obj)


def _within_reach(request: HttpRequest, account: User | None) -> bool:
    """Whether the account is not a superuser's, or the person is one."""
    return account is None or not account.is_superuser or user_of(request).is_superuser
