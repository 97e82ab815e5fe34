"""The list of guides, and where each is written."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import CharField, OuterRef, QuerySet, Subquery
from django.http import HttpRequest

from careers import actions
from careers.admin.bulk import GuideBulk
from careers.admin.exchange import GuideExchange
from careers.admin.guides.stepping import GuideSteps
from careers.admin.guides.views import GuideForms
from careers.admin.history import GuideHistory
from careers.admin.own_pages import user_of
from careers.models import OPEN_STATES, Role, RoleVersion, VersionState


class OpenFilter(admin.SimpleListFilter):
    """By what is being worked on."""

    title = "open version"
    parameter_name = "open"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """The states of a version that is open, and whose it is."""
        open_states = [(state.value, state.label) for state in VersionState if state in OPEN_STATES]
        return [*open_states, ("mine", "Mine"), ("none", "None")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Role]) -> QuerySet[Role]:
        """The guides with such a version."""
        value, versions = self.value(), RoleVersion.objects.open()
        if value == "none":
            return queryset.exclude(pk__in=versions.values("role"))
        if value == "mine":
            return queryset.filter(pk__in=versions.filter(author=user_of(request)).values("role"))
        if value in OPEN_STATES:
            return queryset.filter(pk__in=versions.filter(state=value).values("role"))
        return queryset


@admin.register(Role)
class RoleAdmin(GuideForms, GuideSteps, GuideBulk, GuideExchange, GuideHistory):
    """Guides: found here, written in the forms of their versions."""

    list_display = ("title", "sector", "level", "status", "open_version", "review_by", "updated_at")
    list_filter = ("status", OpenFilter, "sector", "level")
    list_select_related = ("sector",)
    list_per_page = 50
    search_fields = ("title", "slug")
    search_help_text = "A guide's title or address"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Role]:
        """With the open version of each, in the same query."""
        # A guide has one open version at most; asked for in an order, SQLite reads all it ever had.
        versions = RoleVersion.objects.open().filter(role=OuterRef("pk")).order_by()
        columns = {
            f"open_{name}": Subquery(versions.values(name)[:1], output_field=CharField())
            for name in ("state", "author_name")
        }
        return super().get_queryset(request).annotate(**columns)

    @admin.display(description="open version", empty_value="–")
    def open_version(self, role: Role) -> str | None:
        """What is being worked on, and whose it is."""
        state, author = getattr(role, "open_state", None), getattr(role, "open_author_name", "")
        return f"{VersionState(state).label}, {author}" if state else None

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Whoever writes guides begins them."""
        return not actions.against_starting(user_of(request))

    def has_change_permission(self, request: HttpRequest, obj: Role | None = None) -> bool:
        """Whoever writes guides opens them; what they may do there each step says."""
        return not actions.against_starting(user_of(request))

    def has_delete_permission(self, request: HttpRequest, obj: Role | None = None) -> bool:
        """Only a guide that no reader ever saw is deleted; any other is retired."""
        may = super().has_delete_permission(request, obj)
        return may and (obj is None or not actions.was_published(obj))

    def delete_model(self, request: HttpRequest, obj: Role) -> None:
        """Delete a draft, on record."""
        actions.delete_draft(role=obj, by=user_of(request))

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Role]) -> None:
        """Delete drafts one by one, on record."""
        for role in queryset:
            actions.delete_draft(role=role, by=user_of(request))
