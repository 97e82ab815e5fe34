"""The form of a reader's report."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.signing import BadSignature, Signer
from django.utils import timezone

from careers.actions import MAIL_KEPT
from careers.models import ReaderReport, ReportKind
from careers.views.reported import ReportedPage

LEAST_SECONDS = 3
"""From the page to the answer: nobody reads and writes faster."""
MOST_SECONDS = 24 * 3600
MOST_LINKS = 2
_LINK = re.compile(r"https?:|www\.", re.IGNORECASE)
_SIGNER = Signer(salt="careers.views.report_form")


class ReportForm(forms.ModelForm):
    """A report about `page`; None where no page of ours was named, then it is asked for."""

    trap = forms.CharField(
        label="Leave this field empty",
        required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )
    stamp = forms.CharField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = ReaderReport
        fields = ("page", "kind", "place", "words", "mail")
        labels = {
            "page": "Which page?",
            "kind": "What is wrong?",
            "place": "Where on the page?",
            "words": "What is wrong with it, and what should it say?",
            "mail": "Your mail address",
        }
        help_texts = {
            "page": "Its address, as it stands in your browser.",
            "place": "For example: “What it pays”, the third row.",
            "words": "Up to 2,000 characters. If you know a source, name it.",
            "mail": (
                "Give one only if you would like an answer. It is used for that alone, and deleted"
                f" when the report is closed, after {MAIL_KEPT.days} days at the latest."
            ),
        }
        widgets = {
            "kind": forms.RadioSelect,
            "words": forms.Textarea(attrs={"rows": 6, "maxlength": 2_000}),
            "mail": forms.EmailInput(attrs={"autocomplete": "email"}),
        }

    def __init__(self, *args: Any, page: ReportedPage | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.about = page
        kind = self.fields["kind"]
        kind.choices = ReportKind.choices  # type: ignore[attr-defined]
        if page is not None:
            self.fields["page"].widget = forms.HiddenInput()

    @property
    def stamp_value(self) -> str:
        """When the form was first shown, signed; now, where that is not known or long ago."""
        sent = self.data.get("stamp", "") if self.is_bound else ""
        age = _age(sent)
        if age is not None and age <= MOST_SECONDS:
            return sent
        return _SIGNER.sign(str(int(timezone.now().timestamp())))

    def clean_page(self) -> str:
        """The address as the site knows it."""
        if self.about is None:
            raise ValidationError("This is no address of a page of this site.")
        return self.about.address

    def clean_trap(self) -> str:
        """Refuse what only a program writes; a person whose browser filled it is told."""
        if self.cleaned_data["trap"]:
            raise ValidationError("This field has to be empty.")
        return ""

    def clean(self) -> dict[str, Any]:
        """Refuse what was sent too soon, too late, or is mostly links."""
        cleaned = super().clean() or self.cleaned_data
        age = _age(self.data.get("stamp", ""))
        if age is None or age > MOST_SECONDS:
            self.add_error(None, "This form was open for more than a day. Send it once more.")
        elif age < LEAST_SECONDS:
            self.add_error(None, "That was faster than anyone types. Wait a moment, send it again.")
        text = f"{cleaned.get('words', '')} {cleaned.get('place', '')}"
        if len(_LINK.findall(text)) > MOST_LINKS:
            self.add_error("words", f"At most {MOST_LINKS} links, please.")
        return cleaned

    def report(self) -> ReaderReport:
        """The report, not saved yet, with the title of its page and the guide it shows."""
        report: ReaderReport = self.save(commit=False)
        if self.about is not None:
            report.title, report.role = self.about.title[:200], self.about.role
        return report


def _age(stamp: str) -> int | None:
    """Seconds since a form was shown; None if the stamp is not ours, or of the future."""
    try:
        age = int(timezone.now().timestamp()) - int(_SIGNER.unsign(stamp))
    except (BadSignature, ValueError):
        return None
    return age if age >= 0 else None
