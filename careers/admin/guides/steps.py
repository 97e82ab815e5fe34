"""The steps of a guide's way, each a page that says what it does and asks before it is done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.validators import validate_slug

from careers import actions
from careers.admin.fields import reason_field
from careers.admin.guides import find
from careers.admin.guides.desk import Desk
from careers.admin.guides.forms import key_field
from careers.models import Role, RoleVersion, Status, VersionState

NOT_OPEN = "No version of this guide is open."
NOT_LIVE = "Readers do not see this guide."


class StepForm(forms.Form):
    """What a step asks for besides being sent."""

    def __init__(self, *args: Any, desk: Desk, **kwargs: Any) -> None:
        self.desk = desk
        super().__init__(*args, **kwargs)


class RevisionForm(StepForm):
    """The save that the person has read: a later one is somebody else's."""

    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, desk: Desk, **kwargs: Any) -> None:
        super().__init__(*args, desk=desk, **kwargs)
        self.fields["revision"].initial = desk.open.revision if desk.open else 0


class ReasonForm(StepForm):
    """Why it is done."""

    reason = reason_field(label="Why")


class PublishForm(RevisionForm, ReasonForm):
    """Why, and what was read."""


class RetireForm(ReasonForm):
    """Where readers are led, and why."""

    successor = key_field(
        "guides",
        "Where readers are led",
        required=False,
        help_text="A published guide; leave it empty where no other fits.",
    )
    field_order = ("successor", "reason")

    def clean_successor(self) -> Role | None:
        """The guide that was named."""
        text = str(self.cleaned_data["successor"])
        if not text:
            return None
        slug = find.keys(find.KINDS["guides"], [text]).get(text)
        role = Role.objects.filter(slug=slug).first() if slug else None
        if role is None:
            raise ValidationError(f"No guide is called “{text}”.")
        return role


class RenameForm(ReasonForm):
    """The new address, and why."""

    slug = forms.CharField(
        label="New address",
        max_length=150,
        validators=(validate_slug,),
        help_text="Small letters, digits and hyphens. The old address leads on to it for good.",
        widget=forms.TextInput({"class": "vTextField", "autocomplete": "off"}),
    )
    field_order = ("slug", "reason")

    def __init__(self, *args: Any, desk: Desk, **kwargs: Any) -> None:
        super().__init__(*args, desk=desk, **kwargs)
        self.fields["slug"].initial = desk.role.slug


class ReviewByForm(ReasonForm):
    """The day by which the text is due for another look, and why."""

    review_by = forms.DateField(
        label="Review by",
        required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )
    field_order = ("review_by", "reason")

    def __init__(self, *args: Any, desk: Desk, **kwargs: Any) -> None:
        super().__init__(*args, desk=desk, **kwargs)
        self.fields["review_by"].initial = desk.role.review_by


@dataclass(frozen=True, slots=True)
class Step:
    """A step: its words, whether it fits the guide as it stands, who may, and what it does."""

    name: str
    title: str
    button: str
    words: Callable[[Desk], str]
    form: type[StepForm]
    fits: Callable[[Desk], str]
    against: Callable[[Desk, User], str]
    act: Callable[[Desk, dict[str, Any], User], str]
    confirm: Callable[[Desk, dict[str, Any]], str] | None = None
    shows_checks: bool = False

    def is_offered(self, desk: Desk, by: User) -> bool:
        """Whether there is a way to it for this person."""
        return not self.fits(desk) and not self.against(desk, by)


def _open(desk: Desk) -> RoleVersion:
    if desk.open is None:
        raise actions.NotAllowed(NOT_OPEN)
    return desk.open


def _fits_open(*states: VersionState) -> Callable[[Desk], str]:
    def fits(desk: Desk) -> str:
        if desk.open is None:
            return NOT_OPEN
        if desk.open.state not in states:
            return f"Version {desk.open.number} is {desk.open.get_state_display().lower()}."
        return ""

    return fits


def _fits_live(desk: Desk) -> str:
    return "" if desk.role.status == Status.PUBLISHED else NOT_LIVE


def _fits_start(desk: Desk) -> str:
    return f"Version {desk.open.number} is open already." if desk.open else ""


def _on_open(
    rule: Callable[[RoleVersion, User | None], str],
) -> Callable[[Desk, User], str]:
    return lambda desk, by: rule(_open(desk), by)


def _start(desk: Desk, typed: dict[str, Any], by: User) -> str:
    version = actions.start_draft(role=desk.role, by=by, reason=typed["reason"])
    return f"Version {version.number} is your draft. Readers see no change until it is published."


def _submit(desk: Desk, typed: dict[str, Any], by: User) -> str:
    version = actions.submit(version=_open(desk), by=by, revision=typed["revision"])
    return f"Version {version.number} waits for review."


def _send_back(desk: Desk, typed: dict[str, Any], by: User) -> str:
    version = actions.send_back(version=_open(desk), by=by, reason=typed["reason"])
    return f"Version {version.number} is {version.author_name}'s draft again."


def _publish(desk: Desk, typed: dict[str, Any], by: User) -> str:
    version = actions.publish(
        version=_open(desk), by=by, reason=typed["reason"], revision=typed["revision"]
    )
    return f"Version {version.number} is what readers see now."


def _discard(desk: Desk, typed: dict[str, Any], by: User) -> str:
    version = actions.discard(version=_open(desk), by=by, reason=typed["reason"])
    return f"Version {version.number} is put away. Its history has it, to be restored."


def _retire(desk: Desk, typed: dict[str, Any], by: User) -> str:
    actions.retire(role=desk.role, successor=typed["successor"], reason=typed["reason"], by=by)
    return "The guide is retired."


def _rename(desk: Desk, typed: dict[str, Any], by: User) -> str:
    role = actions.rename(role=desk.role, slug=typed["slug"], reason=typed["reason"], by=by)
    return f"The guide's address is {role.get_absolute_url()} now."


def _review_by(desk: Desk, typed: dict[str, Any], by: User) -> str:
    actions.set_review_by(
        role=desk.role, review_by=typed["review_by"], by=by, reason=typed["reason"]
    )
    return "The date is set."


def _retire_words(desk: Desk, typed: dict[str, Any]) -> str:
    address = desk.role.get_absolute_url()
    successor: Role | None = typed["successor"]
    heir = successor if successor is None or successor.status == Status.PUBLISHED else None
    heir = heir or (successor.heir() if successor else None)
    said = (
        f"“It was retired. What it said is now part of {heir.title}.” ({heir.get_absolute_url()})"
        if heir
        else "“It was retired, and no other guide has taken its place.”"
    )
    return (
        f"Readers who open {address} will read: {said} It leaves search, lists and related roles"
        " at once."
    )


def _rename_words(desk: Desk, typed: dict[str, Any]) -> str:
    old, new = desk.role.get_absolute_url(), f"/careers/{typed['slug']}/"
    if desk.role.status == Status.DRAFT:
        return f"The guide will be at {new}. No reader has seen {old}: it leads nowhere then."
    return f"The guide will be at {new}. Readers who open {old} are led there, for good."


def _live_or_new(desk: Desk) -> str:
    if desk.live is None:
        return "Readers do not see this guide yet. Once published they do, at once."
    return "Readers see this version in place of the present one, at once."


STEPS: dict[str, Step] = {
    step.name: step
    for step in (
        Step(
            "start",
            "Start a draft",
            "Start a draft",
            lambda desk: "A draft with the guide's present text is begun. Readers see no change.",
            ReasonForm,
            _fits_start,
            lambda desk, by: actions.against_starting(by),
            _start,
        ),
        Step(
            "submit",
            "Send for review",
            "Send for review",
            lambda desk: "An editor will read it, and publish it or send it back.",
            RevisionForm,
            _fits_open(VersionState.DRAFT),
            _on_open(actions.against_saving),
            _submit,
            shows_checks=True,
        ),
        Step(
            "send-back",
            "Send back",
            "Send it back",
            lambda desk: "Its author can change it again. Say what is to be mended.",
            ReasonForm,
            _fits_open(VersionState.REVIEW),
            _on_open(actions.against_sending_back),
            _send_back,
        ),
        Step(
            "publish",
            "Publish",
            "Publish it",
            _live_or_new,
            PublishForm,
            _fits_open(VersionState.DRAFT, VersionState.REVIEW),
            _on_open(actions.against_publishing),
            _publish,
            shows_checks=True,
        ),
        Step(
            "discard",
            "Discard the draft",
            "Discard it",
            lambda desk: "The draft is put away; the history keeps it. Readers see no change.",
            ReasonForm,
            _fits_open(VersionState.DRAFT, VersionState.REVIEW),
            _on_open(actions.against_saving),
            _discard,
        ),
        Step(
            "review-by",
            "Set the review date",
            "Set the date",
            lambda desk: "When the text is due for another look. It is set at once.",
            ReviewByForm,
            _fits_live,
            lambda desk, by: actions.against_amending(by, text=False),
            _review_by,
        ),
        Step(
            "rename",
            "Change the address",
            "Change the address",
            lambda desk: f"The guide is at {desk.role.get_absolute_url()} now.",
            RenameForm,
            lambda desk: "",
            lambda desk, by: actions.against_retiring(by),
            _rename,
            confirm=_rename_words,
        ),
        Step(
            "retire",
            "Retire the guide",
            "Retire it",
            lambda desk: "The guide is taken out. Its address stays and says so.",
            RetireForm,
            _fits_live,
            lambda desk, by: actions.against_retiring(by),
            _retire,
            confirm=_retire_words,
        ),
    )
}
"""By the last part of their address."""
