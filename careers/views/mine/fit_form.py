"""The form of limits: what a reader will not have."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from careers.guidance.record import Limits
from careers.listings.build import EDUCATION
from careers.listings.filters import EDUCATION_SLUGS, ZONES
from careers.models import Area, AreaKind, Sector

NATION = ("", "The whole nation")
NO_LIMIT = ("", "No limit")
MOST_PAY = 10_000_000
_PAY = re.compile(r"\$?\s*(\d{1,3}(?:,\d{3})+|\d{1,9})\s*(k?)", re.IGNORECASE | re.ASCII)
_KINDS = (AreaKind.STATE, AreaKind.METRO, AreaKind.NONMETRO)


class LimitsForm(forms.Form):
    """Five limits, every one optional."""

    pay = forms.CharField(
        label="Pays at least, a year",
        required=False,
        max_length=20,
        help_text="In dollars, for example 45,000. Compared with the middle pay of the work.",
        widget=forms.TextInput(attrs={"inputmode": "text", "autocomplete": "off"}),
    )
    place = forms.ChoiceField(label="Pay in", required=False)
    education = forms.ChoiceField(
        label="Usual schooling to enter, at most",
        required=False,
        choices=[NO_LIMIT, *zip(EDUCATION_SLUGS, EDUCATION, strict=True)],
        help_text="What BLS calls the typical way in. People in the work often have more, or less.",
    )
    zone = forms.TypedChoiceField(
        label="Preparation at most",
        required=False,
        coerce=int,
        empty_value=None,
        choices=[NO_LIMIT, *ZONES.items()],
        help_text="O*NET's job zones: schooling, experience and training together.",
    )
    growing = forms.BooleanField(
        label="Leave out work that is projected to decline", required=False
    )
    sectors_out = forms.MultipleChoiceField(
        label="Leave out these sectors", required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].choices = _places()  # type: ignore[attr-defined]
        sectors = Sector.objects.values_list("slug", "name")
        self.fields["sectors_out"].choices = list(sectors)  # type: ignore[attr-defined]

    def clean_pay(self) -> int | None:
        """Dollars a year, as people type them: 45000, 45,000, $45K."""
        text = self.cleaned_data["pay"].strip()
        if not text:
            return None
        match = _PAY.fullmatch(text)
        amount = int(match[1].replace(",", "")) * (1_000 if match[2] else 1) if match else 0
        if not 0 < amount <= MOST_PAY:
            raise ValidationError("Write a number of dollars a year, for example 45,000.")
        return amount

    def limits(self) -> Limits:
        """The limits as they are kept; a place without a pay is none."""
        held = self.cleaned_data
        return Limits(
            pay=held["pay"],
            place=held["place"] if held["pay"] else "",
            education=held["education"],
            zone=held["zone"],
            growing=held["growing"],
            sectors_out=tuple(held["sectors_out"]),
        )


def shown(limits: Limits) -> LimitsForm:
    """The form as it stands for these limits."""
    return LimitsForm(
        initial={
            "pay": f"{limits.pay:,}" if limits.pay else "",
            "place": limits.place,
            "education": limits.education,
            "zone": limits.zone,
            "growing": limits.growing,
            "sectors_out": limits.sectors_out,
        }
    )


def _places() -> list[tuple[str, Any]]:
    """Every place by kind; one query."""
    rows = Area.objects.filter(kind__in=_KINDS).order_by("name").values_list("kind", "slug", "name")
    by_kind: dict[str, list[tuple[str, str]]] = {kind: [] for kind in _KINDS}
    for kind, slug, name in rows:
        by_kind[kind].append((slug, name))
    groups = ((AreaKind(kind).label.capitalize(), held) for kind, held in by_kind.items() if held)
    return [NATION, *groups]
