"""Releases: where the facts come from, what they did to the guides, and taking one out of use."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.html import format_html
from django.utils.safestring import SafeString

from careers import actions
from careers.admin.effects import effect_row
from careers.admin.fields import reason_field
from careers.admin.own_pages import page_context, user_of
from careers.admin.readonly import ReadOnlyAdmin
from careers.models import Release
from careers.profiles import wording

MOST_EFFECTS = 500
"""Rows of what a release did to the guides that its page shows, newest first."""


class ReasonForm(forms.Form):
    """Why a release is withdrawn or used again."""

    reason = reason_field(label="Why", max_length=1_000, help_text="For whoever looks at it later.")


@admin.register(Release)
class ReleaseAdmin(ReadOnlyAdmin):
    """Each imported release: its file, counts and license, what it did, whether it is in use."""

    change_form_template = "admin/careers/release.html"
    list_display = (
        *("__str__", "scope", "period", "published_on", "complete", "withdrawn_at"),
        "imported_at",
    )
    list_filter = ("source", "scope", "complete")
    search_fields = ("name", "file_name", "sha256")
    fields = (
        *("source", "name", "scope", "period", "published_on", "use", "license", "origin"),
        *("file_name", "sha256", "imported_at", "complete", "withdrawn_at", "details"),
    )

    @admin.display(description="used for")
    def use(self, release: Release) -> str:
        """What pages take from it now."""
        current = Release.objects.current()
        used = actions.uses(release, current)
        if used:
            return wording.listed(used)
        if release.withdrawn_at is not None:
            return "nothing: it was withdrawn"
        if release in current.wage_history:
            return "pay of earlier years"
        return "nothing: a newer one is in use" if release.complete else "nothing: not complete"

    @admin.display(description="license")
    def license(self, release: Release) -> SafeString:
        """Its name, linked."""
        return format_html('<a href="{}">{}</a>', release.license.url, release.license.name)

    @admin.display(description="published at")
    def origin(self, release: Release) -> SafeString:
        """Where the publisher has it."""
        return format_html('<a href="{0}">{0}</a>', release.license.source_url)

    def get_urls(self) -> list[Any]:
        """With the pages that take a release out of use and back."""
        view = self.admin_site.admin_view(self.step_view)
        own = [
            path(f"<int:release_id>/{step}/", view, {"step": step}, f"careers_release_{name}")
            for step, name in (("withdraw", "withdraw"), ("use-again", "use_again"))
        ]
        return own + super().get_urls()

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """With its counts and what it did to the guides."""
        release = self.get_object(request, object_id)
        context = dict(extra_context or {})
        if release is not None:
            rows = list(release.effects.all()[:MOST_EFFECTS])
            context |= {
                "release": release,
                "counts": [(label, f"{rows:,}") for label, rows in sorted(release.counts.items())],
                "effects": [effect_row(row) for row in rows if row.is_change],
                "same": sum(not row.is_change for row in rows),
                "may_manage": request.user.has_perm(actions.MAY_MANAGE),
            }
        return super().change_view(request, object_id, form_url, context)

    def step_view(self, request: HttpRequest, release_id: int, step: str) -> HttpResponse:
        """Say what will change, ask why, then withdraw the release or use it again."""
        if not request.user.has_perm(actions.MAY_MANAGE):
            raise PermissionDenied
        release = get_object_or_404(Release, pk=release_id)
        withdraws = step == "withdraw"
        if not (release.complete if withdraws else release.withdrawn_at):
            raise Http404("the release is not in that state")
        form = ReasonForm(request.POST or None)
        if request.method == "POST" and form.is_valid() and self._done(request, release, form):
            return redirect("admin:careers_release_change", release.pk)
        outlook = actions.outlook(release)
        context = {
            **page_context(self, request, f"{'Withdraw' if withdraws else 'Use again'}: {release}"),
            "release": release,
            "withdraws": withdraws,
            "replaced": outlook.replaced,
            "effects": [effect_row(effect) for effect in outlook.effects],
            "refusal": outlook.refusal,
            "form": form,
        }
        return TemplateResponse(request, "admin/careers/release_step.html", context)

    def _done(self, request: HttpRequest, release: Release, form: ReasonForm) -> bool:
        """Whether the release was withdrawn or taken up; else the form says why not."""
        act = actions.withdraw_release if release.complete else actions.use_release_again
        try:
            act(release=release, reason=form.cleaned_data["reason"], by=user_of(request))
        except ValidationError as error:
            form.add_error(None, error.messages)
            return False
        word = "withdrawn" if release.complete else "in use again"
        self.message_user(request, f"{release} is {word}.", messages.SUCCESS)
        return True
