"""A guide as it stands in the form: what was typed, and the content that it makes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict

from careers.admin.guides import find
from careers.admin.guides.forms import KEYS, ROW_SETS, ROWS, GuideForm, RowForm, RowSet
from careers.editing import Ban, GuideContent, Mapped, MoveTo, SkillWord
from careers.editing.document import TEXT_FIELDS
from careers.models import RoleVersion

OWN = ("title", "sector", "level", *TEXT_FIELDS, "reviewed_by", "reviewed_on", "review_by")
PLACES = 10
"""Between the places of two moves, so that a third can be put between them."""


class StateForm(forms.Form):
    """What the form was begun from; carried in it, hidden.

    `version` is the number of the open version, 0 to begin one; `revision` the save it was read
    at; `seen` the published version it was compared with; `against` the version on the other
    side of a comparison; `was` has marks of what the fields held.
    """

    version = forms.IntegerField(min_value=0, required=False, widget=forms.HiddenInput)
    revision = forms.IntegerField(min_value=0, required=False, widget=forms.HiddenInput)
    seen = forms.IntegerField(min_value=0, required=False, widget=forms.HiddenInput)
    against = forms.IntegerField(min_value=0, required=False, widget=forms.HiddenInput)
    was = forms.CharField(max_length=2_000, required=False, widget=forms.HiddenInput)


@dataclass(frozen=True, slots=True)
class State:
    """The same, read. A number that is not there fits nothing, so that nothing is overwritten."""

    version: int = 0
    revision: int = 0
    seen: int | None = None
    against: int | None = None
    was: str = "{}"

    @classmethod
    def of_post(cls, data: QueryDict) -> State:
        """What a form carried; whatever cannot be read counts as not there."""
        form = StateForm(data)
        form.is_valid()
        held = form.cleaned_data
        version, revision = held.get("version"), held.get("revision")
        return cls(
            version=-1 if version is None else version,
            revision=-1 if revision is None else revision,
            seen=held.get("seen"),
            against=held.get("against"),
            was=held.get("was") or "{}",
        )

    @classmethod
    def of_version(cls, version: RoleVersion, content: GuideContent) -> State:
        """The state of a form that shows an open version as it was saved."""
        return cls(version.number, version.revision, was=marks(content, version.reason))

    def as_form(self) -> StateForm:
        """The hidden fields."""
        return StateForm(initial={name: getattr(self, name) for name in StateForm.base_fields})

    def marked(self) -> Mapping[str, str]:
        """The marks by field; empty where they cannot be read."""
        try:
            found = json.loads(self.was)
        except ValueError:
            return {}
        return found if isinstance(found, dict) else {}


def marks(content: GuideContent, reason: str) -> str:
    """A short mark of what every field holds, so that one can tell later which were changed."""
    return json.dumps(marks_by_field(content, reason), separators=(",", ":"))


def marks_by_field(content: GuideContent, reason: str) -> dict[str, str]:
    """The same, by field; the note to reviewers is called "reason"."""
    held = {**content.to_json(), "reason": " ".join(reason.split())}
    return {
        name: hashlib.sha256(json.dumps(value).encode()).hexdigest()[:10]
        for name, value in held.items()
        if name != "schema"
    }


@dataclass(frozen=True, slots=True)
class Typed:
    """The form and its rows, bound to what was posted or filled with a content."""

    form: GuideForm
    rows: Mapping[str, RowSet]

    @classmethod
    def of_content(cls, content: GuideContent, reason: str) -> Typed:
        """The form as it shows a content."""
        own = {name: getattr(content, name) for name in OWN}
        rows: dict[str, list[dict[str, Any]]] = {
            "occupations": [row._asdict() for row in content.occupations],
            "titles": [{"slug": slug} for slug in content.titles],
            "skills": [row._asdict() for row in content.skills],
            "moves": [
                {"place": place, "to": row.to, "kind_of_move": row.kind, "reason": row.reason}
                for place, row in zip(range(PLACES, 10_000, PLACES), content.moves, strict=False)
            ],
            "bans": [row._asdict() for row in content.bans],
        }
        return cls.filled(own | {"reason": reason}, rows)

    @classmethod
    def filled(cls, own: Mapping[str, Any], rows: Mapping[str, list[dict[str, Any]]]) -> Typed:
        """The form with these values, unchecked."""
        sets = {name: ROW_SETS[name](prefix=name, initial=rows.get(name)) for name in ROWS}
        return cls(GuideForm(initial=dict(own)), sets)

    @classmethod
    def of_post(cls, data: QueryDict) -> Typed:
        """The form as it was sent."""
        return cls(GuideForm(data), {name: ROW_SETS[name](data, prefix=name) for name in ROWS})

    def own_values(self) -> dict[str, Any]:
        """What stands in the fields that are no rows."""
        return {name: self.form[name].value() for name in self.form.fields}

    def row_values(self) -> dict[str, list[dict[str, Any]]]:
        """What stands in the rows, those that stay, in their order."""
        return {
            name: [
                {field: form[field].value() for field in form.fields if field != "DELETE"}
                for form in _forms(rows)
            ]
            for name, rows in self.rows.items()
        }

    def hidden(self) -> list[tuple[str, str]]:
        """Every field with its value, as a browser would send them."""
        bound = [self.form[name] for name in self.form.fields]
        for rows in self.rows.values():
            bound += list(rows.management_form)
            bound += [form[name] for form in _forms(rows) for name in form.fields]
        return [
            (field.html_name, str(field.value())) for field in bound if field.value() is not None
        ]

    def is_valid(self) -> bool:
        """Whether it makes a content; errors are in the forms."""
        valid = self.form.is_valid()
        for rows in self.rows.values():
            valid = rows.is_valid() and valid
        return self._resolve() and valid

    def _resolve(self) -> bool:
        """Put the key into every row where its name was typed; whether all stand for one."""
        valid = True
        for name, rows in self.rows.items():
            forms_with = [form for form in _forms(rows) if form.cleaned_data.get(form.key)]
            kind = KEYS[name]
            typed = {form.cleaned_data[form.key] for form in forms_with}
            found = find.keys(kind, typed) if typed else {}
            for form in forms_with:
                text = form.cleaned_data[form.key]
                if text in found:
                    form.cleaned_data[form.key] = found[text]
                    continue
                valid = False
                form.add_error(
                    form.key,
                    f"No {kind.label} is called “{text}”. Write its {kind.key_label}, or choose"
                    " it from the list.",
                )
        return valid

    def content(self) -> GuideContent:
        """What was typed; the forms have to be valid."""
        rows = {
            name: [form.cleaned_data for form in sets.kept_forms]
            for name, sets in self.rows.items()
        }
        return GuideContent(
            **{name: self.form.cleaned_data[name] for name in OWN},
            occupations=tuple(
                Mapped(row["code"], row["share"], row["reason"]) for row in rows["occupations"]
            ),
            titles=tuple(row["slug"] for row in rows["titles"]),
            skills=tuple(
                SkillWord(row["element"], row["choice"], row["reason"]) for row in rows["skills"]
            ),
            moves=tuple(
                MoveTo(row["to"], row["kind_of_move"], row["reason"]) for row in rows["moves"]
            ),
            bans=tuple(Ban(row["to"], row["reason"]) for row in rows["bans"]),
        )

    @property
    def reason(self) -> str:
        """The note to reviewers; the form has to be valid."""
        return str(self.form.cleaned_data["reason"])

    def shares(self) -> dict[str, float | None]:
        """The mapping as far as it can be read, whether or not the rest is valid."""
        typed = {
            str(form["code"].value() or "").strip(): form["share"].value()
            for form in _forms(self.rows["occupations"])
        }
        found = find.keys(KEYS["occupations"], typed)
        return {found[text]: _share(share) for text, share in typed.items() if text in found}

    def errors(self) -> list[tuple[str, str, str]]:
        """Every error: its anchor, the label of its field, its words."""
        found = [
            (str(bound.id_for_label), str(bound.label), str(error))
            for bound in self.form
            for error in bound.errors
        ]
        for name, rows in self.rows.items():
            if rows.is_bound:
                found += [(name, "", str(error)) for error in rows.non_form_errors()]
            for form in _forms(rows):
                found += [
                    (str(bound.id_for_label), str(bound.label), str(error))
                    for bound in form
                    for error in bound.errors
                ]
        return found


def _forms(rows: RowSet) -> list[RowForm]:
    """The rows of a list, whether they were sent or come from a content."""
    return rows.kept_forms if rows.is_bound else list(rows.initial_forms)


def _share(typed: Any) -> float | None:
    """A share that can be counted with; None for what cannot."""
    try:
        share = float(typed)
    except (TypeError, ValueError):
        return None
    return share if 0 < share <= 1 else None
