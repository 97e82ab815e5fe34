"""A guide as the people who work on it find it: its versions, what is wrong, what may be done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from careers import actions, checks
from careers.admin.guides.forms import ROWS
from careers.admin.guides.typed import OWN, State
from careers.admin.own_pages import user_of
from careers.editing import GuideContent, of_role
from careers.models import Role, RoleVersion, VersionState

VIEW = "careers.view_role"
ROW_LABELS = {"occupations": "Occupations", "titles": "Job titles it answers for"}
ROW_LABELS |= {"skills": "Skills pinned or hidden", "moves": "Moves"}
ROW_LABELS |= {"bans": "Related roles left out"}


@dataclass(frozen=True, slots=True)
class Desk:
    """A guide, the version that is being worked on and the one that readers see, if any."""

    role: Role
    open: RoleVersion | None
    live: RoleVersion | None

    @property
    def is_behind(self) -> bool:
        """Whether something was published since the open version was begun."""
        return self.open is not None and self.open.based_on_id != (
            self.live.pk if self.live else None
        )

    @property
    def sent_back(self) -> bool:
        """Whether the open version is a draft that an editor sent back."""
        return (
            self.open is not None
            and self.open.state == VersionState.DRAFT
            and bool(self.open.decision_note)
        )

    def content(self) -> GuideContent:
        """What the open version holds; the guide itself where none is open."""
        return actions.content_of(self.open) if self.open else of_role(self.role)


@dataclass(frozen=True, slots=True)
class Found:
    """Something wrong with a version, with the field it is in and its anchor in the form."""

    label: str
    anchor: str
    place: str
    reason: str
    mend: str
    blocks: bool

    @classmethod
    def of(cls, one: checks.Finding) -> Found:
        """A finding of the checks."""
        return cls(
            name_of_field(one.field), anchor(one.field), one.place, one.reason, one.mend, one.blocks
        )


def desk_of(request: HttpRequest, role_id: int) -> Desk:
    """The guide for somebody who may look at it; PermissionDenied or 404."""
    if not user_of(request).has_perm(VIEW):
        raise PermissionDenied
    role = get_object_or_404(Role.objects.select_related("sector"), pk=role_id)
    versions = RoleVersion.objects.filter(role=role)
    return Desk(role, versions.open().first(), versions.published().first())


def save(desk: Desk, typed: GuideContent, state: State, *, by: User, reason: str) -> RoleVersion:
    """Save what was typed in the version it was typed in, or begin a draft with it.

    Raises Conflict where that version is not open any more or another one is, and as
    `actions.save_draft` and `actions.start_draft` do.
    """
    if state.version == 0:
        return actions.start_draft(role=desk.role, by=by, reason=reason, content=typed)
    if desk.open is None:
        was = numbered(desk.role, state.version) or desk.live
        words = f"Version {was.number} is {was.get_state_display().lower()} now." if was else ""
        held = actions.content_of(was) if was else of_role(desk.role)
        raise actions.Conflict(words or "The version you began from is gone.", was, held)
    if desk.open.number != state.version:
        words = f"{desk.open.author_name} has begun version {desk.open.number} since."
        raise actions.Conflict(words, desk.open, actions.content_of(desk.open))
    return actions.save_draft(
        version=desk.open,
        content=typed,
        revision=state.revision,
        by=by,
        seen=state.seen,
        reason=reason,
    )


def numbered(role: Role, number: int | None) -> RoleVersion | None:
    """A guide's version by its number."""
    return RoleVersion.objects.filter(role=role, number=number).first() if number else None


def findings(role: Role, content: GuideContent) -> list[Found]:
    """What the checks find in a content, then what else would keep it from being published."""
    run = checks.run(content, checks.read_surroundings(content, role=role))
    told = {one.field for one in run if one.blocks}
    return [Found.of(one) for one in run] + refused(
        {
            name: messages
            for name, messages in actions.problems(role, content).items()
            if name not in told
        }
    )


def refused(problems: Mapping[str, list[str]]) -> list[Found]:
    """The reasons why a content cannot be published, as findings."""
    return [
        Found(name_of_field(name), anchor(name), "", message, "Mend it in the form.", blocks=True)
        for name, messages in problems.items()
        for message in messages
    ]


def anchor(field: str) -> str:
    """Where a field stands in the form; empty for what is of the whole guide."""
    if field in ROWS:
        return field
    return f"id_{field}" if field in OWN else ""


def name_of_field(field: str) -> str:
    """What a field is called in the form."""
    if field in ROW_LABELS:
        return ROW_LABELS[field]
    if field not in OWN:
        return "Note to reviewers" if field == "reason" else "The whole guide"
    words = str(Role._meta.get_field(field).verbose_name)  # type: ignore[union-attr]
    return words[:1].upper() + words[1:]
