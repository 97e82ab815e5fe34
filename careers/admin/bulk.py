"""Steps taken with many guides from their list, each asked for once and done wholly or not."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from careers import actions
from careers.actions import Chosen, Refusal
from careers.admin.exchange import ExportForm, export_page
from careers.admin.fields import ReasonForm
from careers.admin.own_pages import page_context, user_of
from careers.models import Role, RoleVersion, Sector


class NoQuestion(forms.Form):
    """Nothing but the confirmation."""


class SectorForm(ReasonForm):
    """The sector that the guides go to, and why."""

    sector = forms.ModelChoiceField(Sector.objects.order_by("name"))
    field_order = ("sector", "reason")


class ReviewByForm(ReasonForm):
    """The day by which the guides are due for another look, and why."""

    review_by = forms.DateField(
        label="Review by",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text="Empty: no day is set.",
    )
    field_order = ("review_by", "reason")


@dataclass(frozen=True, slots=True)
class Item:
    """A chosen guide and, where the step is one of versions, its open one."""

    role: Role
    version: RoleVersion | None


@dataclass(frozen=True, slots=True)
class Step:
    """A step, what its page says, and what takes it; `done` is what is told when it was."""

    name: str
    title: str
    words: str
    button: str
    done: str
    form: type[forms.Form]
    take: Callable[[Sequence[Item], User, dict[str, Any]], object]
    of_versions: bool = True
    publishes: bool = False

    @property
    def most(self) -> int:
        """Guides that it is taken with at most."""
        return actions.MOST_PUBLISHED if self.publishes else actions.MOST_AT_ONCE


def _publish(items: Sequence[Item], by: User, data: dict[str, Any]) -> object:
    return actions.publish_many(chosen=_chosen(items), by=by, reason=data["reason"])


def _submit(items: Sequence[Item], by: User, data: dict[str, Any]) -> object:
    return actions.submit_many(chosen=_chosen(items), by=by)


def _discard(items: Sequence[Item], by: User, data: dict[str, Any]) -> object:
    return actions.discard_many(chosen=_chosen(items), by=by, reason=data["reason"])


def _set_sector(items: Sequence[Item], by: User, data: dict[str, Any]) -> object:
    roles = [item.role for item in items]
    sector = data["sector"].pk
    return actions.amend_many(roles=roles, by=by, reason=data["reason"], sector=sector)


def _set_review_by(items: Sequence[Item], by: User, data: dict[str, Any]) -> object:
    roles = [item.role for item in items]
    day = data["review_by"]
    return actions.amend_many(roles=roles, by=by, reason=data["reason"], review_by=day)


STEPS = {
    step.name: step
    for step in (
        Step(
            "submit_chosen",
            "Send drafts for review",
            "Their writers cannot change them until an editor sends them back.",
            "Send them for review",
            "Sent for review",
            NoQuestion,
            _submit,
        ),
        Step(
            "publish_chosen",
            "Publish open versions",
            "Readers see them at once. Guides that lead to each other are published together.",
            "Publish them",
            "Published",
            ReasonForm,
            _publish,
            publishes=True,
        ),
        Step(
            "discard_chosen",
            "Discard drafts",
            "What readers see stays as it is. A discarded draft can be restored from its history.",
            "Discard them",
            "Discarded",
            ReasonForm,
            _discard,
        ),
        Step(
            "set_sector",
            "Change the sector",
            "A published guide is published anew with it; a draft that no reader has seen has it"
            " from now on.",
            "Change it",
            "Sector changed",
            SectorForm,
            _set_sector,
            of_versions=False,
            publishes=True,
        ),
        Step(
            "set_review_by",
            "Set the review date",
            "The day by which somebody looks at the texts again.",
            "Set it",
            "Review date set",
            ReviewByForm,
            _set_review_by,
            of_versions=False,
            publishes=True,
        ),
    )
}


class GuideBulk(admin.ModelAdmin):
    """Of the guides' admin: what can be done with many of them."""

    actions = (*STEPS, "export_chosen")

    def has_write_permission(self, request: HttpRequest) -> bool:
        """For those who write guides."""
        return not actions.against_starting(user_of(request))

    def has_publish_permission(self, request: HttpRequest) -> bool:
        """For those who publish guides."""
        return actions.may(user_of(request), "careers.publish_guide")

    def has_export_permission(self, request: HttpRequest) -> bool:
        """For those who see the versions of guides."""
        return actions.may(user_of(request), "careers.view_roleversion")

    @admin.action(description="Send drafts for review", permissions=["write"])
    def submit_chosen(self, request: HttpRequest, queryset: QuerySet[Role]) -> HttpResponse | None:
        """Send the open drafts of the chosen guides for review."""
        return self._take(request, queryset, STEPS["submit_chosen"])

    @admin.action(description="Publish open versions", permissions=["publish"])
    def publish_chosen(self, request: HttpRequest, queryset: QuerySet[Role]) -> HttpResponse | None:
        """Publish the open versions of the chosen guides together."""
        return self._take(request, queryset, STEPS["publish_chosen"])

    @admin.action(description="Discard drafts", permissions=["write"])
    def discard_chosen(self, request: HttpRequest, queryset: QuerySet[Role]) -> HttpResponse | None:
        """Put the open versions of the chosen guides away."""
        return self._take(request, queryset, STEPS["discard_chosen"])

    @admin.action(description="Change the sector", permissions=["publish"])
    def set_sector(self, request: HttpRequest, queryset: QuerySet[Role]) -> HttpResponse | None:
        """Move the chosen guides to a sector."""
        return self._take(request, queryset, STEPS["set_sector"])

    @admin.action(description="Set the review date", permissions=["publish"])
    def set_review_by(self, request: HttpRequest, queryset: QuerySet[Role]) -> HttpResponse | None:
        """Set the day by which the chosen guides are due for another look."""
        return self._take(request, queryset, STEPS["set_review_by"])

    @admin.action(description="Export", permissions=["export"])
    def export_chosen(self, request: HttpRequest, queryset: QuerySet[Role]) -> HttpResponse:
        """Ask how the chosen guides are exported."""
        return export_page(self, request, ExportForm(), queryset.order_by("title", "pk"))

    def _take(
        self, request: HttpRequest, queryset: QuerySet[Role], step: Step
    ) -> HttpResponse | None:
        """Ask about a step, then take it with all of the guides or none."""
        roles = list(queryset.order_by("title", "pk")[: step.most + 1])
        if len(roles) > step.most:
            text = f"{step.title}: {step.most} guides at once at most. Choose fewer."
            self.message_user(request, text, messages.ERROR)
            return None
        items = _items(roles, step)
        confirmed = "_confirmed" in request.POST
        form = step.form(request.POST if confirmed else None)
        refusals: Sequence[Refusal] = ()
        if confirmed and form.is_valid():
            refusals = _taken(step, _as_seen(items, request), user_of(request), form.cleaned_data)
            if not refusals:
                self.message_user(request, f"{step.done}: {len(items)}.", messages.SUCCESS)
                return None
        context = {
            **page_context(self, request, step.title),
            "step": step,
            "items": items,
            "form": form,
            "refusals": refusals,
            "seen": " ".join(
                f"{item.version.pk}:{item.version.revision}" for item in items if item.version
            ),
        }
        return TemplateResponse(request, "admin/careers/import_many.html", context)


def _taken(step: Step, items: Sequence[Item], by: User, data: dict[str, Any]) -> Sequence[Refusal]:
    """Take a step; what was refused, where nothing was done."""
    closed = [
        Refusal(item.role.slug, ("It has no open version, or another than was shown.",))
        for item in items
        if step.of_versions and item.version is None
    ]
    if closed:
        return closed
    try:
        step.take(items, by, data)
    except actions.ManyRefused as refused:
        return refused.refusals
    return ()


def _items(roles: Sequence[Role], step: Step) -> list[Item]:
    if not step.of_versions:
        return [Item(role, None) for role in roles]
    versions = RoleVersion.objects.open().filter(role__in=[role.pk for role in roles])
    held = {version.role_id: version for version in versions.select_related("role")}
    return [Item(role, held.get(role.pk)) for role in roles]


def _as_seen(items: Sequence[Item], request: HttpRequest) -> list[Item]:
    """The items with the versions and revisions that the page showed when it was confirmed."""
    pairs = request.POST.get("seen", "").split()
    seen = dict(pair.split(":", 1) for pair in pairs if ":" in pair)
    found = []
    for item in items:
        revision = seen.get(str(item.version.pk)) if item.version else None
        if item.version is None or not revision or not revision.isdecimal():
            found.append(Item(item.role, None))
        else:
            item.version.revision = int(revision[:9])
            found.append(item)
    return found


def _chosen(items: Sequence[Item]) -> list[Chosen]:
    return [Chosen(item.version, item.version.revision) for item in items if item.version]
