"""What several of the admin's forms ask for: texts in a box, and why something is done."""

from __future__ import annotations

from typing import Any

from django import forms


def text_area(rows: int, **attrs: str) -> forms.Textarea:
    """A box for text, as wide as the admin's."""
    return forms.Textarea(attrs={"rows": rows, "class": "vLargeTextField", **attrs})


def reason_field(*, max_length: int = 2_000, **options: Any) -> forms.CharField:
    """Why something is done, in a few sentences."""
    return forms.CharField(widget=text_area(3), max_length=max_length, **options)


class ReasonForm(forms.Form):
    """Why something is done."""

    reason = reason_field()
