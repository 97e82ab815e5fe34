"""A guide from nothing: what it needs before its form can be filled in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.validators import validate_slug

from careers import actions
from careers.admin.fields import reason_field
from careers.admin.guides import find
from careers.admin.guides.forms import (
    HELP,
    OneLine,
    key_field,
    sector_choices,
)
from careers.editing import GuideContent, Mapped
from careers.models import Level, RoleVersion
from careers.models.editorial import no_braces


class StartForm(forms.Form):
    """Title, address, sector, level, the first occupation, and why."""

    title = forms.CharField(
        max_length=200,
        validators=(no_braces,),
        help_text=HELP["title"],
        widget=forms.TextInput({"class": "vTextField"}),
    )
    slug = forms.CharField(
        label="Address",
        max_length=150,
        required=False,
        validators=(validate_slug,),
        help_text="The last part of /careers/…/. Leave it empty to have it made of the title.",
        widget=forms.TextInput({"class": "vTextField", "autocomplete": "off"}),
    )
    sector = forms.ChoiceField()
    level = forms.ChoiceField(
        choices=[("", "Choose a level"), *Level.choices], help_text=HELP["level"]
    )
    occupation = key_field(
        "occupations",
        "Occupation",
        help_text="Whose figures the guide shows: its code or its name. More can follow.",
    )
    occupation_reason = OneLine(max_length=300)
    reason = reason_field(label="Why this guide", help_text="For reviewers; readers never see it.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sector"].choices = sector_choices("")  # type: ignore[attr-defined]
        self.fields["occupation_reason"].label = "Why this occupation"
        self.fields["occupation_reason"].required = True

    def clean_occupation(self) -> str:
        """The code that was written or that the name stands for."""
        typed = str(self.cleaned_data["occupation"])
        kind = find.KINDS["occupations"]
        code = find.keys(kind, [typed]).get(typed, "")
        if not find.names(kind, [code]):
            raise ValidationError(f"No occupation is called “{typed}”.")
        return code

    def begin(self, *, by: User) -> RoleVersion:
        """Begin the draft; raises ValidationError where the address is taken."""
        typed = self.cleaned_data
        mapped = Mapped(typed["occupation"], None, typed["occupation_reason"])
        content = GuideContent(
            title=typed["title"],
            sector=typed["sector"],
            level=typed["level"],
            occupations=(mapped,),
        )
        return actions.start_draft(
            role=None, by=by, reason=typed["reason"], slug=typed["slug"], content=content
        )

    def refuse(self, refused: ValidationError) -> None:
        """Say beside its field why the draft was not begun."""
        for name, words in getattr(refused, "message_dict", {}).items():
            self.add_error(name if name in self.fields else None, words)
