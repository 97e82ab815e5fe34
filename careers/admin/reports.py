"""Readers' reports: read, and closed with a note."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator

from careers import actions
from careers.admin.fields import text_area
from careers.admin.own_pages import page_context, user_of
from careers.models import ReaderReport

SHORT = 90
CLOSED_HELP = (
    "What was done, or why nothing was. It closes the report, and deletes the reader's mail"
    " address: answer first."
)
OPEN_COLUMNS = ("summary", "about", "says", "filed_at")
CLOSED_FIELDS = ("closed_at", "closed_by_name")


class StateFilter(admin.SimpleListFilter):
    """Open reports unless others are asked for."""

    title = "state"
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """The states besides the one shown unasked."""
        return [("closed", "Closed"), ("all", "All")]

    def choices(self, changelist: Any) -> Any:
        """Call what is shown unasked by its name."""
        first, *others = super().choices(changelist)
        return [{**first, "display": "Open"}, *others]

    def queryset(
        self, request: HttpRequest, queryset: QuerySet[ReaderReport]
    ) -> QuerySet[ReaderReport]:
        """The reports in the state that is asked for."""
        if self.value() == "all":
            return queryset
        return queryset.filter(closed_at__isnull=self.value() != "closed")


class NoteForm(forms.Form):
    """The note with which reports are closed."""

    note = forms.CharField(widget=text_area(3), max_length=2_000, help_text=CLOSED_HELP)


class ReportForm(forms.ModelForm):
    """The note of an open report."""

    class Meta:
        model = ReaderReport
        fields = ("note",)
        help_texts = {"note": CLOSED_HELP}

    def clean_note(self) -> str:
        """A report is closed with a note; saving it without one would do nothing."""
        note = str(self.cleaned_data["note"]).strip()
        if not note:
            raise ValidationError("Say what was done, or why nothing was.")
        return note


@admin.register(ReaderReport)
class ReaderReportAdmin(admin.ModelAdmin):
    """Open reports first; each is closed with a note, one by one or many at once."""

    form = ReportForm
    list_display = OPEN_COLUMNS
    list_filter = (StateFilter, "kind", ("role", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("role",)
    list_per_page = 50
    show_full_result_count = False
    search_fields = ("words", "place", "title", "page")
    search_help_text = "Words of the report, or of the page's title or address"
    actions = ("close_together",)
    fields = (
        "kind",
        "about",
        "role",
        "place",
        "words",
        "mail",
        "filed_at",
        "note",
        *CLOSED_FIELDS,
    )

    @admin.display(description="what is wrong", ordering="kind")
    def summary(self, report: ReaderReport) -> str:
        """What kind of thing is wrong."""
        return report.get_kind_display()

    @admin.display(description="page", ordering="title")
    def about(self, report: ReaderReport) -> SafeString:
        """The page, linked."""
        return format_html('<a href="{}">{}</a>', report.page, report.title or report.page)

    @admin.display(description="what the reader says")
    def says(self, report: ReaderReport) -> str:
        """The first words of it."""
        return Truncator(report.words).chars(SHORT)

    @admin.action(description="Close with a note", permissions=["change"])
    def close_together(
        self, request: HttpRequest, queryset: QuerySet[ReaderReport]
    ) -> HttpResponse | None:
        """Ask for the note, then close all that are chosen and still open."""
        chosen = queryset.open()  # type: ignore[attr-defined]
        form = NoteForm(request.POST if "note" in request.POST else None)
        if not form.is_valid():
            context = {
                **page_context(self, request, "Close reports"),
                "form": form,
                "reports": chosen,
                "keys": request.POST.getlist("_selected_action"),
                "across": request.POST.get("select_across", "0"),
            }
            return TemplateResponse(request, "admin/careers/close_reports.html", context)
        closed = actions.close_reports(
            reports=chosen,
            by=user_of(request),
            note=form.cleaned_data["note"],
            at=timezone.now(),
        )
        self.message_user(request, f"Closed: {len(closed)}.", messages.SUCCESS)
        return None

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Read or close a report; one that someone else has closed meanwhile keeps their note."""
        if request.method == "POST" and self.has_view_permission(request):
            report = self.get_object(request, object_id)
            if report is not None and not report.is_open:
                text = f"{report.closed_by_name} closed this report before you. Their note stands."
                self.message_user(request, text, messages.WARNING)
                return redirect(request.path)
        shown = {"title": "Reader report", "show_save_and_continue": False}
        return super().change_view(request, object_id, form_url, shown | (extra_context or {}))

    def save_model(self, request: HttpRequest, obj: ReaderReport, form: Any, change: bool) -> None:
        """Close it."""
        actions.close_report(
            report=obj,
            by=user_of(request),
            note=form.cleaned_data["note"],
            at=timezone.now(),
        )

    def get_list_display(self, request: HttpRequest) -> tuple[str, ...]:
        """Who closed a report, where closed ones are shown."""
        return (*OPEN_COLUMNS, *CLOSED_FIELDS) if request.GET.get("state") else OPEN_COLUMNS

    def get_fields(self, request: HttpRequest, obj: ReaderReport | None = None) -> tuple[str, ...]:
        """Who closed it, once it is closed."""
        is_open = obj is not None and obj.is_open
        return tuple(name for name in self.fields if not is_open or name not in CLOSED_FIELDS)

    def get_readonly_fields(
        self, request: HttpRequest, obj: ReaderReport | None = None
    ) -> tuple[str, ...]:
        """Everything but the note of an open report."""
        is_open = obj is not None and obj.is_open
        return tuple(name for name in self.fields if name != "note" or not is_open)

    def has_module_permission(self, request: HttpRequest) -> bool:
        """For those who handle reports."""
        return request.user.has_perm(actions.MAY_HANDLE)

    def has_view_permission(self, request: HttpRequest, obj: ReaderReport | None = None) -> bool:
        """For those who handle reports."""
        return request.user.has_perm(actions.MAY_HANDLE)

    def has_change_permission(self, request: HttpRequest, obj: ReaderReport | None = None) -> bool:
        """Those who handle reports close what is open; what is closed stays as it is."""
        return request.user.has_perm(actions.MAY_HANDLE) and (obj is None or obj.is_open)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Readers file reports, on the site."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: ReaderReport | None = None) -> bool:
        """What was reported and what became of it is kept."""
        return False
