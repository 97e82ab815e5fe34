"""The fields and rows of a guide as people type them."""

from __future__ import annotations

import re
from typing import Any, cast

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator

from careers.admin.fields import reason_field, text_area
from careers.admin.guides.find import KINDS
from careers.editing.document import TEXT_FIELDS
from careers.models import Level, MoveKind, Role, Sector, SkillChoice
from careers.models.editorial import no_braces

LONGEST_TEXT = 50_000
MOST_ROWS = 300

HELP = {
    "title": "As people search for it: Electrician, Software Systems Engineer.",
    "level": "Where most people in this role stand; moves are judged by it.",
    "work": "A real day, in the second person.",
    "understand": "What one has to grasp to do it, not a list of courses.",
    "apart": "Against the roles it is mistaken for.",
    "harder": "What newcomers do not see coming.",
    "ways_in": "How people get there; link to what they need.",
    "position": "What is above, below and beside it.",
}
"""Words for fields whose models have none."""

SMALL_PROSE = ("summary", "thrives", "hard_for", "sources")
POINTS = ("thrives", "hard_for")


class OneLine(forms.CharField):
    """A few sentences in a box of two lines that hold no line end."""

    def __init__(self, *, max_length: int) -> None:
        super().__init__(
            max_length=max_length, required=False, validators=(no_braces,), widget=text_area(2)
        )

    def to_python(self, value: Any) -> Any:
        """Join lines with a blank."""
        text = super().to_python(value)
        return re.sub(r"\s*[\r\n]+\s*", " ", text) if isinstance(text, str) else text


class GuideForm(forms.Form):
    """All of a guide but its rows, and the note that goes with the version."""

    title = forms.CharField(max_length=200, validators=(no_braces,), help_text=HELP["title"])
    sector = forms.ChoiceField()
    level = forms.ChoiceField(choices=Level.choices, help_text=HELP["level"])
    reviewed_by = forms.CharField(max_length=120, required=False)
    reviewed_on = forms.DateField(required=False)
    review_by = forms.DateField(required=False)
    reason = reason_field(
        label="Note to reviewers",
        help_text="Why there is this version and what to look at. Readers never see it.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in TEXT_FIELDS:
            self.fields[name] = _text_field(name)
        for name in ("reviewed_by", "reviewed_on", "review_by"):
            model_field = Role._meta.get_field(name)
            self.fields[name].help_text = str(model_field.help_text)  # type: ignore[union-attr]
        for name in ("reviewed_on", "review_by"):
            self.fields[name].widget = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
        self.fields["title"].widget.attrs["class"] = "vTextField"
        self.fields["reviewed_by"].widget.attrs["class"] = "vTextField"
        chosen = "" if self.is_bound else str(self["sector"].value() or "")
        self.fields["sector"].choices = sector_choices(chosen)  # type: ignore[attr-defined]


def sector_choices(chosen: str) -> list[tuple[str, str]]:
    """The sectors; one that is gone stays chosen until somebody chooses another."""
    sectors = [("", "Choose a sector"), *Sector.objects.values_list("slug", "name")]
    if chosen and chosen not in dict(sectors):
        sectors.append((chosen, f"{chosen} (there is no such sector)"))
    return sectors


def _text_field(name: str) -> forms.CharField:
    """A box for a prose field, with the words its model has for it."""
    model_field: Any = Role._meta.get_field(name)
    label = str(model_field.verbose_name)
    return forms.CharField(
        label=label[:1].upper() + label[1:],
        help_text=str(model_field.help_text) or HELP[name],
        required=False,
        max_length=LONGEST_TEXT,
        widget=text_area(4 if name in SMALL_PROSE else 8, **{"data-guide-prose": name}),
    )


def key_field(kind: str, label: str, **options: Any) -> forms.CharField:
    """What a row points to: written as a key or a name, or chosen from suggestions."""
    attrs = {
        "class": "vTextField",
        "autocomplete": "off",
        "spellcheck": "false",
        "data-guide-find": kind,
    }
    return forms.CharField(max_length=200, label=label, widget=forms.TextInput(attrs), **options)


class RowForm(forms.Form):
    """A row of a list. One in which nothing is typed but its place is no row."""

    kind = ""
    key = ""

    def has_changed(self) -> bool:
        """Whether anything is typed that makes it a row."""
        return any(name not in ("place", "DELETE") for name in self.changed_data)


class OccupationRow(RowForm):
    """An occupation the guide describes."""

    kind, key = "occupations", "code"
    code = key_field("occupations", "Occupation")
    share = forms.FloatField(
        required=False,
        validators=(MinValueValidator(0.01), MaxValueValidator(1)),
        widget=forms.NumberInput({"step": "any", "min": "0.01", "max": "1"}),
        help_text="0.01 to 1; leave it empty to count the occupation in full.",
    )
    reason = OneLine(max_length=300)


class TitleRow(RowForm):
    """A job title the guide answers for."""

    kind, key = "titles", "slug"
    slug = key_field("titles", "Job title")


class SkillRow(RowForm):
    """A skill pinned or hidden."""

    kind, key = "skills", "element"
    element = key_field("skills", "Skill or knowledge")
    choice = forms.ChoiceField(choices=[("", "Choose"), *SkillChoice.choices])
    reason = OneLine(max_length=300)


class MoveRow(RowForm):
    """A move to another guide."""

    kind, key = "guides", "to"
    place = forms.IntegerField(
        required=False,
        min_value=0,
        max_value=9_999,
        help_text="The lowest comes first.",
        widget=forms.NumberInput({"data-guide-place": ""}),
    )
    to = key_field("guides", "Guide")
    kind_of_move = forms.ChoiceField(label="Kind", choices=[("", "Choose"), *MoveKind.choices])
    reason = OneLine(max_length=400)


class BanRow(RowForm):
    """A guide that is never named among the related ones."""

    kind, key = "guides", "to"
    to = key_field("guides", "Guide")
    reason = OneLine(max_length=300)


class RowSet(forms.BaseFormSet):
    """The rows of a list. Rows emptied or ticked to be taken out are none."""

    def initial_form_count(self) -> int:
        """Rows that were there before may be emptied like those that were not."""
        return 0 if self.is_bound else super().initial_form_count()

    def add_fields(self, form: RowForm, index: int | None) -> None:
        """Say in words what the tick is for."""
        super().add_fields(form, index)
        form.fields["DELETE"].label = "Take this row out"

    @property
    def kept_forms(self) -> list[RowForm]:
        """The forms of the rows that stay, in their places, then as they stand."""
        kept = [
            (index, form)
            for index, form in enumerate(self.forms)
            if form.has_changed() and not form["DELETE"].value()
        ]
        return [form for _, form in sorted(kept, key=_place)]


def _place(numbered: tuple[int, RowForm]) -> tuple[float, int]:
    index, form = numbered
    typed = str(form["place"].value() or "") if "place" in form.fields else ""
    return (int(typed) if re.fullmatch(r"[0-9]{1,4}", typed) else 10_000, index)


ROWS: dict[str, type[RowForm]] = {
    "occupations": OccupationRow,
    "titles": TitleRow,
    "skills": SkillRow,
    "moves": MoveRow,
    "bans": BanRow,
}
"""The lists of a guide, in the order of the form."""


def row_set(form: type[RowForm]) -> type[RowSet]:
    """The class of a list's rows, one of them empty."""
    made = forms.formset_factory(
        form,
        formset=RowSet,
        extra=1,
        can_delete=True,
        max_num=MOST_ROWS,
        absolute_max=MOST_ROWS,
        validate_max=True,
    )
    return cast(type[RowSet], made)


ROW_SETS = {name: row_set(form) for name, form in ROWS.items()}

KEYS = {name: KINDS[form.kind] for name, form in ROWS.items()}
"""What the rows of each list point to."""
