"""The history of guides: every version, what differs between two, restoring one; who did what."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.http import urlencode
from django.utils.text import Truncator

from careers import actions
from careers.admin.fields import ReasonForm
from careers.admin.own_pages import page_context, user_of
from careers.admin.readonly import ReadOnlyAdmin
from careers.editing import Difference, GuideContent, difference
from careers.models import (
    Action,
    Element,
    Event,
    JobTitle,
    Occupation,
    Role,
    RoleVersion,
)
from careers.pages.preview import preview_page

VERSIONS_A_PAGE = 50
SHORT = 90
TEXTS = ("content", "figures", "decision_note")
"""Fields that lists leave in the database."""


class KeyPaginator(Paginator):
    """Pages of rows that are large: which rows a page has is read from an index alone."""

    def page(self, number: int | str) -> Page:
        """The rows of a page, in the list's order; raises as Django's own."""
        number = self.validate_number(number)
        first = (number - 1) * self.per_page
        rows = cast("QuerySet[RoleVersion]", self.object_list)
        keys = rows.select_related(None).values_list("pk", flat=True)
        shown = list(keys[first : first + self.per_page])
        return Page(rows.filter(pk__in=shown), number, self)


class GuideHistory(admin.ModelAdmin):
    """Of a guide's admin: its history is the list of its versions."""

    def get_urls(self) -> list[Any]:
        """With the list of a guide's versions."""
        view = self.admin_site.admin_view(self.versions_view)
        own: list[URLPattern] = [
            path("<int:role_id>/versions/", view, name="careers_role_versions")
        ]
        return own + super().get_urls()

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The versions tell more than Django's own list."""
        return redirect("admin:careers_role_versions", role_id=object_id)

    def versions_view(self, request: HttpRequest, role_id: int) -> HttpResponse:
        """A guide's versions, newest first; `?a=1&b=3` says what differs between two of them."""
        _allow(request, "careers.view_roleversion")
        role = get_object_or_404(Role, pk=role_id)
        versions = RoleVersion.objects.filter(role=role).defer("content", "figures")
        pages = KeyPaginator(versions.order_by("-number"), VERSIONS_A_PAGE)
        first, second = _version(role, request.GET.get("a")), _version(role, request.GET.get("b"))
        context = {
            **page_context(self, request, f"Versions of {role.title}"),
            "role": role,
            "page": pages.get_page(request.GET.get("page")),
            "first": first,
            "second": second,
            "compared": compared(first, second) if first and second else None,
            "may_write": request.user.has_perm("careers.write_guide"),
        }
        return TemplateResponse(request, "admin/careers/versions.html", context)


def compared(first: RoleVersion, second: RoleVersion) -> Difference:
    """What differs between two versions, codes and slugs by their names."""
    before, after = actions.content_of(first), actions.content_of(second)
    return difference(before, after, names_in(before, after))


def names_in(*contents: GuideContent) -> dict[tuple[str, str], str]:
    """What the codes and slugs of contents are called, in four queries."""
    codes = {row.code for content in contents for row in content.occupations}
    titles = {slug for content in contents for slug in content.titles}
    elements = {row.element for content in contents for row in content.skills}
    slugs = {row.to for content in contents for row in content.moves}
    slugs |= {row.to for content in contents for row in content.bans}
    found: dict[tuple[str, str], str] = {}
    for code, title in Occupation.objects.filter(code__in=codes).values_list("code", "title"):
        found["occupations", code] = f"{title} ({code})"
    for slug, title in JobTitle.objects.filter(slug__in=titles).values_list("slug", "title"):
        found["titles", slug] = title
    for code, name in Element.objects.filter(code__in=elements).values_list("code", "name"):
        found["skills", code] = name
    for slug, title in Role.objects.filter(slug__in=slugs).values_list("slug", "title"):
        found["moves", slug] = found["bans", slug] = title
    return found


@admin.register(RoleVersion)
class RoleVersionAdmin(ReadOnlyAdmin):
    """Every version of every guide, newest first."""

    list_display = ("guide", "number", "state", "author_name", "created_at", "decided_at", "why")
    list_display_links = ("guide", "number")
    list_filter = ("state",)
    list_select_related = ("role",)
    ordering = ("-created_at", "-pk")
    paginator = KeyPaginator
    search_fields = ("title", "slug")
    search_help_text = "A guide's title or address"

    def get_queryset(self, request: HttpRequest) -> QuerySet[RoleVersion]:
        """Without the texts, which no list shows."""
        return super().get_queryset(request).defer(*TEXTS)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """The versions of the guides that are found: there are far fewer guides than versions."""
        roles, _ = super().get_search_results(request, Role.objects.order_by(), search_term)
        if not search_term.strip():
            return queryset, False
        return queryset.filter(role__in=list(roles.values_list("pk", flat=True))), False

    def get_urls(self) -> list[Any]:
        """With a version's preview, its link for others, and its restoring."""
        steps = {"preview": self.preview_view, "link": self.link_view, "restore": self.restore_view}
        own = [
            path(
                f"<int:version_id>/{name}/",
                self.admin_site.admin_view(view),
                name=f"careers_roleversion_{name}",
            )
            for name, view in steps.items()
        ]
        return own + super().get_urls()

    @admin.display(description="guide", ordering="role__title")
    def guide(self, version: RoleVersion) -> str:
        """The guide's title."""
        return version.role.title

    @admin.display(description="why")
    def why(self, version: RoleVersion) -> str:
        """The first words of the reason."""
        return Truncator(version.reason).chars(SHORT)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Versions go with a guide that no reader ever saw, never on their own."""
        return obj is not None and not actions.was_published(obj.role)

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Nobody deletes a version."""
        raise PermissionDenied

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """A version is looked at beside the one before it."""
        version = self.get_object(request, object_id)
        if version is None:
            raise Http404(f"no version {object_id}")
        return redirect(versions_url(version.role_id, version.number - 1, version.number))

    def preview_view(self, request: HttpRequest, version_id: int) -> HttpResponse:
        """The public page of a version."""
        version = _held(request, version_id, "careers.view_roleversion")
        found = actions.rendered(version)
        return preview_page(request, version, found.parts, found.problems)

    def link_view(self, request: HttpRequest, version_id: int) -> HttpResponse:
        """Make a link to a draft's preview for somebody without an account."""
        version = _held(request, version_id, "careers.view_roleversion")
        link = ""
        if request.method == "POST":
            try:
                token = actions.share(version=version, by=user_of(request))
            except actions.Refused as refused:
                messages.error(request, str(refused))
            else:
                link = request.build_absolute_uri(reverse("preview", args=[token]))
        context = {
            **self._context(request, version, f"Share version {version.number}"),
            "link": link,
            "ends": actions.link_ends(),
        }
        return TemplateResponse(request, "admin/careers/share_version.html", context)

    def restore_view(self, request: HttpRequest, version_id: int) -> HttpResponse:
        """Ask why, then begin a draft with what the version holds."""
        version = _held(request, version_id, "careers.write_guide")
        form = ReasonForm(request.POST if request.method == "POST" else None)
        if form.is_valid():
            try:
                draft = actions.restore(
                    version=version, by=user_of(request), reason=form.cleaned_data["reason"]
                )
            except (actions.Refused, ValidationError) as refused:
                messages.error(request, "; ".join(getattr(refused, "messages", [str(refused)])))
            else:
                messages.success(request, f"Version {draft.number} is a draft with its text.")
                return redirect(versions_url(version.role_id, version.number, draft.number))
        context = {
            **self._context(request, version, f"Restore version {version.number}"),
            "form": form,
        }
        return TemplateResponse(request, "admin/careers/restore_version.html", context)

    def _context(self, request: HttpRequest, version: RoleVersion, title: str) -> dict[str, Any]:
        return {
            **page_context(self, request, f"{title} of {version.role.title}"),
            "version": version,
        }


class ActionFilter(admin.SimpleListFilter):
    """By what was done; the words are known, so that none are looked up."""

    title = "action"
    parameter_name = "action"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """The actions there are."""
        return list(Action.choices)

    def queryset(self, request: HttpRequest, queryset: QuerySet[Event]) -> QuerySet[Event]:
        """Those of the action asked for."""
        return queryset.filter(action=self.value()) if self.value() else queryset


@admin.register(Event)
class EventAdmin(ReadOnlyAdmin):
    """Who did what, newest first: looked at, never changed."""

    list_display = ("at", "actor_name", "action", "subject_kind", "subject", "short")
    list_display_links = ("at", "subject")
    list_filter = (ActionFilter, "at")
    search_fields = ("subject", "actor_name")
    search_help_text = "Who, or the address of what it was done to"
    fields = (
        "at",
        "actor_name",
        "action",
        "subject_kind",
        "subject",
        "summary",
        "details",
    )

    @admin.display(description="summary")
    def short(self, event: Event) -> str:
        """The first words of the summary."""
        return Truncator(event.summary).chars(SHORT)


def versions_url(role_id: int, first: int, second: int) -> str:
    """Where two versions of a guide are compared."""
    address = reverse("admin:careers_role_versions", args=[role_id])
    return f"{address}?{urlencode({'a': first, 'b': second})}"


def _allow(request: HttpRequest, permission: str) -> None:
    if not user_of(request).has_perm(permission):
        raise PermissionDenied


def _held(request: HttpRequest, version_id: int, permission: str) -> RoleVersion:
    """The version, for somebody who may; PermissionDenied or 404."""
    _allow(request, permission)
    return get_object_or_404(RoleVersion.objects.select_related("role"), pk=version_id)


def _version(role: Role, number: str | None) -> RoleVersion | None:
    """A guide's version by its number; None where there is none, or no such number."""
    if not number or not number.isascii() or not number.isdecimal() or len(number) > 9:
        return None
    return RoleVersion.objects.filter(role=role, number=int(number)).first()
