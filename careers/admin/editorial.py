"""Guides: what editors write."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from careers import actions
from careers.models import (
    PROSE_FIELDS,
    RelatedCareer,
    Role,
    RoleOccupation,
    RoleSkill,
    RoleTitle,
    Sector,
    SectorGroup,
    Status,
)
from careers.profiles import TOKENS
from careers.profiles.prose import POINT_FIELDS

_PROSE = (*PROSE_FIELDS, *POINT_FIELDS)


class RoleForm(forms.ModelForm):
    """A guide; tokens that do not exist are refused before anything is saved."""

    class Meta:
        model = Role
        fields = (
            "title",
            "slug",
            "sector",
            "level",
            "status",
            "successor",
            *_PROSE,
            "reviewed_by",
            "reviewed_on",
            "review_by",
        )

    def clean(self) -> dict[str, Any] | None:
        """Check the tokens of the prose as it was typed."""
        cleaned = super().clean()
        draft = Role(**{name: (cleaned or {}).get(name) or "" for name in _PROSE})
        try:
            actions.check_tokens(draft)
        except ValidationError as error:
            for field, messages in error.message_dict.items():
                self.add_error(field, messages)
        return cleaned


class MoveForm(forms.ModelForm):
    """A move; not to the guide itself, which the database alone would refuse."""

    def clean(self) -> dict[str, Any] | None:
        """Compare the move's end with the guide the form belongs to."""
        cleaned = super().clean() or {}
        to = cleaned.get("to")
        if to is not None and to.pk == self.instance.role_id:
            self.add_error("to", "A guide cannot move to itself.")
        return cleaned


class RoleOccupationInline(admin.StackedInline):
    """The occupations a guide describes."""

    model = RoleOccupation
    autocomplete_fields = ("occupation",)
    extra = 0
    min_num = 1
    verbose_name = "occupation"
    verbose_name_plural = "occupations: whose figures the guide shows"

    def get_formset(self, request: HttpRequest, obj: Role | None = None, **kwargs: Any) -> Any:
        """Without an occupation a guide would have no figures: one at least."""
        return super().get_formset(request, obj, validate_min=True, **kwargs)


class RoleTitleInline(admin.StackedInline):
    """The job titles a guide answers for."""

    model = RoleTitle
    autocomplete_fields = ("job_title",)
    extra = 0
    verbose_name = "job title"
    verbose_name_plural = "job titles it answers for: their addresses lead here"


class RoleSkillInline(admin.StackedInline):
    """Skills pinned or hidden."""

    model = RoleSkill
    autocomplete_fields = ("element",)
    extra = 0
    verbose_name = "skill"
    verbose_name_plural = "skills pinned or hidden"


class RelatedCareerInline(admin.StackedInline):
    """Moves from this guide to others."""

    model = RelatedCareer
    form = MoveForm
    fk_name = "role"
    autocomplete_fields = ("to",)
    extra = 0
    verbose_name = "move"
    verbose_name_plural = "moves: where it can lead"


@admin.register(Role)
class RoleAdmin(admin.ModelAdmin):
    """Guides: written, mapped and published here."""

    form = RoleForm
    list_display = ("title", "sector", "level", "status", "review_by", "updated_at")
    list_filter = ("status", "sector", "level")
    list_select_related = ("sector",)
    search_fields = ("title", "slug")
    autocomplete_fields = ("successor",)
    save_on_top = True
    inlines = (RoleOccupationInline, RoleTitleInline, RoleSkillInline, RelatedCareerInline)
    fieldsets = (
        (None, {"fields": ("title", "slug", "sector", "level", "status", "successor")}),
        (
            "The guide",
            {
                "description": "Markdown. A number about pay, jobs, growth, openings or schooling "
                "is written as a token: it is filled with the page's own figure.",
                "fields": (
                    "tokens",
                    "summary",
                    "work",
                    "understand",
                    "apart",
                    "harder",
                    "thrives",
                    "hard_for",
                    "ways_in",
                    "position",
                    "sources",
                ),
            },
        ),
        ("Review", {"fields": ("reviewed_by", "reviewed_on", "review_by")}),
    )

    @admin.display(description="tokens")
    def tokens(self, role: Role) -> SafeString:
        """The tokens with their meaning."""
        rows = [(f"{{{name}}}", meaning) for name, (meaning, _) in TOKENS.items()]
        return format_html_join("; ", "{} {}", rows)

    def save_model(self, request: HttpRequest, obj: Role, form: Any, change: bool) -> None:
        """Save through the one place that writes guides."""
        form.neighbors_before = actions.neighbors(role=obj) if change else set()
        actions.save_role(role=obj, by=request.user)  # type: ignore[arg-type]

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Save mapping, titles, skills and moves, then make the pages that show them anew."""
        super().save_related(request, form, formsets, change)
        role = form.instance
        around = form.neighbors_before | actions.neighbors(role=role)
        actions.refresh_roles(roles={role, *around})

    def get_readonly_fields(self, request: HttpRequest, obj: Role | None = None) -> tuple[str, ...]:
        """The address of a guide that was published is a promise."""
        return ("tokens",) if obj is None or obj.status == Status.DRAFT else ("tokens", "slug")

    def get_prepopulated_fields(
        self, request: HttpRequest, obj: Role | None = None
    ) -> dict[str, Sequence[str]]:
        """Only a new guide's address follows its title."""
        return {"slug": ("title",)} if obj is None else {}

    def has_delete_permission(self, request: HttpRequest, obj: Role | None = None) -> bool:
        """Only a draft is deleted; what was published is retired, and its address says so."""
        may = super().has_delete_permission(request, obj)
        return may and (obj is None or obj.status == Status.DRAFT)


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
