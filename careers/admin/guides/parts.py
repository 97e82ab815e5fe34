"""What the pages of a guide's form show besides the form."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.forms import BoundField
from django.urls import reverse
from django.utils.safestring import SafeString

from careers import actions
from careers.admin.guides import find
from careers.admin.guides.desk import ROW_LABELS, Desk, findings
from careers.admin.guides.figures import shown
from careers.admin.guides.forms import KEYS, ROWS, RowForm
from careers.admin.guides.proposals import proposals
from careers.admin.guides.steps import STEPS, ReasonForm, Step
from careers.admin.guides.typed import Typed
from careers.editing.document import TEXT_FIELDS
from careers.models import Status

ROW_HELP = {
    "occupations": "Their figures are the guide's. Each needs a reason; leave the share empty"
    " unless part of an occupation is meant.",
    "titles": "Their addresses lead to the guide. A title belongs to one guide.",
    "skills": "What the ratings show first can be changed, with a reason.",
    "moves": "Where the role can lead, in the order in which readers see it.",
    "bans": "Guides that the data propose and that are not to be named here.",
}
ADD = {"occupations": "an occupation", "titles": "a job title", "skills": "a skill"}
ADD |= {"moves": "a move", "bans": "a role to leave out"}

TITLES = {"occupations": "Occupation", "titles": "Job title", "skills": "Skill"}
TITLES |= {"moves": "Move", "bans": "Role left out"}


@dataclass(frozen=True, slots=True)
class RowPart:
    """A row with its number for people, what it points to is called, and a remark on that."""

    number: int
    form: RowForm
    key: str
    name: str
    remark: str

    @property
    def fields(self) -> list[BoundField]:
        """Its fields in order."""
        return list(self.form)


@dataclass(frozen=True, slots=True)
class ListPart:
    """A list of the form with its rows."""

    name: str
    label: str
    help: str
    add: str
    management: Any
    title: str
    is_ordered: bool
    errors: list[str]
    rows: list[RowPart]
    empty: RowPart


@dataclass(frozen=True, slots=True)
class TextPart:
    """A prose field, and how what stands in it reads."""

    field: BoundField
    name: str
    reads: SafeString


def live_shares(desk: Desk | None) -> dict[str, float | None]:
    """The mapping that readers' figures come from; empty where they see none."""
    if desk is None or desk.role.status != Status.PUBLISHED:
        return {}
    return dict(desk.role.mapping.values_list("occupation_id", "share"))


def of_form(desk: Desk, typed: Typed, by: User) -> dict[str, Any]:
    """The context of the form; its number of queries does not grow with the rows."""
    shares = typed.shares()
    seen = shown(live_shares(desk), shares, typed.own_values())
    lists = list_parts(typed, desk.role.pk)
    named = {row.key for one in lists if one.name in ("moves", "bans") for row in one.rows}
    level = str(typed.form["level"].value() or "")
    return {
        "desk": desk,
        "typed": typed,
        "texts": [TextPart(typed.form[name], name, seen.prose[name]) for name in TEXT_FIELDS],
        "tokens": seen.tokens,
        "figures": seen.figures,
        "lists": {one.name: one for one in lists},
        "proposals": proposals(shares, level, leave_out={desk.role.slug, *named} - {""}),
        "errors": typed.errors(),
        "steps": offered(desk, by),
        "typed_url": reverse("admin:careers_role_typed", args=[desk.role.pk]),
        "may_publish": STEPS["publish"].is_offered(desk, by),
        "may_submit": STEPS["submit"].is_offered(desk, by),
        "findings": None,
        "kept": False,
        "by_hand": False,
        "refused": "",
        "added": "",
    }


def of_reading(desk: Desk, by: User) -> dict[str, Any]:
    """The context of a guide that the person does not write now."""
    content = desk.content()
    shares = {row.code: row.share for row in content.occupations}
    seen = shown(live_shares(desk), shares, {name: getattr(content, name) for name in TEXT_FIELDS})
    start = STEPS["start"]
    return {
        "desk": desk,
        "figures": seen.figures,
        "against": actions.against_saving(desk.open, by) if desk.open else "",
        "may_start": start.is_offered(desk, by),
        "start": start,
        "start_form": ReasonForm(desk=desk),
        "findings": findings(desk.role, content),
        "steps": [step for step in offered(desk, by) if step is not start],
    }


def offered(desk: Desk, by: User) -> list[Step]:
    """The steps this person may take now."""
    return [step for step in STEPS.values() if step.is_offered(desk, by)]


def list_parts(typed: Typed, role_id: int | None) -> list[ListPart]:
    """The lists with what their rows point to called by name, in a query a list at most."""
    found = []
    for name, rows in typed.rows.items():
        kind, field = KEYS[name], ROWS[name].key
        keys = {form: str(form[field].value() or "").strip() for form in rows.forms}
        called = find.names(kind, filter(None, keys.values())) if any(keys.values()) else {}
        taken = _taken(keys.values(), role_id) if name == "titles" else {}
        parts = [
            RowPart(number, form, keys[form], called.get(keys[form], ""), taken.get(keys[form], ""))
            for number, form in enumerate(rows.forms, start=1)
        ]
        errors = [str(error) for error in rows.non_form_errors()] if rows.is_bound else []
        found.append(
            ListPart(
                name,
                ROW_LABELS[name],
                ROW_HELP[name],
                ADD[name],
                rows.management_form,
                TITLES[name],
                name == "moves",
                errors,
                parts,
                RowPart(0, rows.empty_form, "", "", ""),
            )
        )
    return found


def _taken(titles: Iterable[str], role_id: int | None) -> dict[str, str]:
    """By job title, the words on the other guide that answers for it."""
    wanted = [title for title in titles if title]
    if not wanted:
        return {}
    return {
        title: f"The guide “{name}” answers for this title."
        for title, (_, name) in find.owners(wanted, besides=role_id).items()
    }
