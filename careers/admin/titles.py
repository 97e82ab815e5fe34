"""Job titles: found, and corrected with a reason."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.widgets import AutocompleteSelectMultiple
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from careers import actions
from careers.admin.fields import reason_field
from careers.admin.own_pages import user_of
from careers.models import JobTitle, Occupation, TitleCorrection

_SHOWN = ("address", "shown", "given", "answered", "last")
_CORRECTED = ("hide", "name", "occupations", "reason")


class CorrectionForm(forms.ModelForm):
    """A correction of a title; with nothing corrected, an earlier one is taken back."""

    hide = forms.BooleanField(
        required=False, label="Hide it", help_text="Its address answers 404, and no list names it."
    )
    name = forms.CharField(
        required=False,
        max_length=200,
        label="Its name",
        help_text="Empty: the name that O*NET gives. The address stays.",
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )
    occupations = forms.ModelMultipleChoiceField(
        Occupation.objects.all(),
        required=False,
        label="Its occupations",
        help_text="None: those that O*NET gives. Else these alone.",
        widget=AutocompleteSelectMultiple(
            TitleCorrection._meta.get_field("occupations"), admin.site
        ),
    )
    reason = reason_field(
        label="Why",
        max_length=1_000,
        help_text="For whoever looks at it later; the next import keeps the correction.",
    )

    class Meta:
        model = JobTitle
        fields = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.correction = TitleCorrection.objects.filter(job_title=self.instance.pk).first()
        if self.correction is not None:
            chosen = self.correction.occupations.values_list("pk", flat=True)
            self.initial = {
                **self.initial,
                "hide": self.correction.hidden,
                "name": self.correction.title,
                "occupations": list(chosen),
            }

    @property
    def takes_back(self) -> bool:
        """Whether what was corrected is to stand no longer."""
        named = any(self.cleaned_data.get(name) for name in ("hide", "name", "occupations"))
        return self.correction is not None and not named

    def clean(self) -> dict[str, Any] | None:
        """Say by field what is wrong with the correction."""
        cleaned = super().clean() or {}
        if self.errors or self.takes_back:
            return cleaned
        codes = [occupation.pk for occupation in cleaned["occupations"]]
        try:
            actions.check_correction(
                self.instance, cleaned["reason"], cleaned["hide"], cleaned["name"], codes
            )
        except ValidationError as error:
            self._tell(error)
        return cleaned

    def _tell(self, error: ValidationError) -> None:
        """Put what is wrong beside the field it is wrong with."""
        fields = {"title": "name", "hidden": "hide"}
        told = error.message_dict if hasattr(error, "error_dict") else {None: error.messages}
        for field, messages_of in told.items():
            self.add_error(fields.get(field or "", field), messages_of)


class CorrectedFilter(admin.SimpleListFilter):
    """Titles that an editor corrected."""

    title = "correction"
    parameter_name = "corrected"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Corrected in any way, or hidden."""
        return [("yes", "Corrected"), ("hidden", "Hidden")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[JobTitle]) -> QuerySet[JobTitle]:
        """Those with a correction, or hidden by one."""
        if self.value() == "yes":
            return queryset.filter(correction__isnull=False)
        return queryset.filter(hidden=True) if self.value() == "hidden" else queryset


@admin.register(JobTitle)
class JobTitleAdmin(admin.ModelAdmin):
    """Titles come from O*NET; an editor corrects them with a reason, and imports keep that."""

    form = CorrectionForm
    list_display = ("title", "slug", "hidden", "why")
    list_filter = (CorrectedFilter,)
    list_select_related = ("correction",)
    search_fields = ("title", "slug")
    search_help_text = "Words of a title or of its address"
    readonly_fields = _SHOWN
    fieldsets = (
        ("The title", {"fields": _SHOWN}),
        ("Correction", {"fields": _CORRECTED}),
    )
    list_per_page = 50
    show_full_result_count = False

    @admin.display(description="correction")
    def why(self, title: JobTitle) -> str:
        """The reason of its correction."""
        correction = getattr(title, "correction", None)
        return correction.reason if correction else ""

    @admin.display(description="address")
    def address(self, title: JobTitle) -> SafeString:
        """Its page, or where that leads."""
        return format_html('<a href="{0}">{0}</a>', title.get_absolute_url())

    @admin.display(description="readers see")
    def shown(self, title: JobTitle) -> str:
        """The name that readers see."""
        return f"{title.title} (hidden)" if title.hidden else title.title

    @admin.display(description="O*NET gives")
    def given(self, title: JobTitle) -> SafeString:
        """The source's own name and occupations."""
        name, codes = actions.source_of(title)
        named = Occupation.objects.filter(pk__in=codes).values_list("code", "title")
        rows = format_html_join("; ", "{} {}", named) or "no occupation"
        return format_html("{}: {}", name, rows)

    @admin.display(description="answered by")
    def answered(self, title: JobTitle) -> str:
        """The guide to which its address leads."""
        answer = getattr(title, "answered_by", None)
        return str(answer.role) if answer else "no guide"

    @admin.display(description="last correction")
    def last(self, title: JobTitle) -> str:
        """Who corrected it, when and why."""
        correction = TitleCorrection.objects.filter(job_title=title).first()
        if correction is None:
            return "never corrected"
        return f"{correction.by_name}, {correction.at:%B %-d, %Y}: {correction.reason}"

    def get_fieldsets(self, request: HttpRequest, obj: JobTitle | None = None) -> Any:
        """The correction is offered to whoever may correct."""
        shown, correction = self.fieldsets
        return (shown, correction) if self.has_change_permission(request, obj) else (shown,)

    def save_model(self, request: HttpRequest, obj: JobTitle, form: Any, change: bool) -> None:
        """Correct the title, or take its correction back."""
        by, cleaned = user_of(request), form.cleaned_data
        if form.takes_back:
            actions.withdraw_correction(job_title=obj, by=by, reason=cleaned["reason"])
            self.message_user(request, "The correction was taken back.", messages.SUCCESS)
            return
        actions.correct_title(
            job_title=obj,
            by=by,
            reason=cleaned["reason"],
            hidden=cleaned["hide"],
            title=cleaned["name"],
            occupations=[occupation.pk for occupation in cleaned["occupations"]],
        )

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Titles come from O*NET."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: JobTitle | None = None) -> bool:
        """Whoever may correct titles."""
        return request.user.has_perm(actions.MAY_CORRECT)

    def has_delete_permission(self, request: HttpRequest, obj: JobTitle | None = None) -> bool:
        """A title is hidden, not deleted: its address is a promise."""
        return False
