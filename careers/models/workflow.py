"""How guides come to be: their versions, their former addresses, and the record of who did what."""

from __future__ import annotations

from typing import Any, NoReturn

from django.contrib.auth.models import User
from django.db import models

from careers.models.editorial import Role, no_braces

PROJECT = "the Waymark project"
"""Who acts where no person does: the shipped guides are loaded by a command."""


def name_of(user: User | None) -> str:
    """The name under which a person's acts are kept, whatever becomes of the account."""
    return PROJECT if user is None else user.get_username()


class VersionState(models.TextChoices):
    """Where a version stands."""

    DRAFT = "draft", "Draft"
    REVIEW = "review", "In review"
    PUBLISHED = "published", "Published"
    SUPERSEDED = "superseded", "Earlier"
    DISCARDED = "discarded", "Discarded"


OPEN_STATES = (VersionState.DRAFT, VersionState.REVIEW)
"""States of a version that is still being worked on; a guide has one such version at most."""


class RoleVersionQuerySet(models.QuerySet["RoleVersion"]):
    """Versions of guides, newest first."""

    def open(self) -> RoleVersionQuerySet:
        """Those that are being written or wait for review."""
        return self.filter(state__in=OPEN_STATES)

    def published(self) -> RoleVersionQuerySet:
        """Those that readers see."""
        return self.filter(state=VersionState.PUBLISHED)


class RoleVersion(models.Model):
    """A version of a guide, e.g. version 3 of software-systems-engineer, in review.

    `content` is a `careers.editing.GuideContent` as JSON of the given `schema`; the guide itself
    holds what readers see and changes only when a version is published. `based_on` is the version
    that was published when this one was begun: where another has been published since, somebody
    has to look at both. `revision` counts the saves. `figures` are the headline figures that the
    guide showed on the day it was published.
    """

    role = models.ForeignKey(Role, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    state = models.CharField(
        max_length=10, choices=VersionState.choices, default=VersionState.DRAFT
    )
    schema = models.PositiveSmallIntegerField()
    content = models.JSONField()
    based_on = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    revision = models.PositiveIntegerField(default=1)
    reason = models.TextField(help_text="Why there is this version.")
    author = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    author_name = models.CharField("author", max_length=150)
    saved_by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    saved_by_name = models.CharField("last saved by", max_length=150, blank=True)
    created_at = models.DateTimeField("begun")
    updated_at = models.DateTimeField("last saved")
    submitted_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField("decided", null=True, blank=True)
    decided_by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    decided_by_name = models.CharField("decided by", max_length=150, blank=True)
    decision_note = models.TextField(blank=True)
    figures = models.JSONField(default=dict, blank=True)

    objects = RoleVersionQuerySet.as_manager()

    class Meta:
        ordering = ("-pk",)
        constraints = (
            models.UniqueConstraint(fields=("role", "number"), name="role_version_natural_key"),
            models.UniqueConstraint(
                fields=("role",),
                condition=models.Q(state__in=("draft", "review")),
                name="role_version_one_open",
            ),
            models.UniqueConstraint(
                fields=("role",),
                condition=models.Q(state="published"),
                name="role_version_one_published",
            ),
        )
        indexes = (
            models.Index(fields=("state", "created_at", "id"), name="role_version_by_state"),
            models.Index(fields=("author", "state"), name="role_version_by_author"),
            models.Index(fields=("created_at", "id"), name="role_version_by_day"),
            models.Index(fields=("role", "created_at", "id"), name="role_version_of_role_by_day"),
            models.Index(fields=("role", "state"), name="role_version_of_role_by_state"),
        )
        permissions = (
            ("write_guide", "Can write drafts of guides"),
            ("review_guide", "Can change others' drafts and send them back"),
            ("publish_guide", "Can publish guides"),
            ("retire_guide", "Can retire guides and change their addresses"),
            ("import_guides", "Can import guides from files"),
            ("manage_titles", "Can correct and hide job titles"),
            ("handle_reports", "Can close readers' reports"),
            ("manage_releases", "Can withdraw releases"),
        )

    def __str__(self) -> str:
        return f"version {self.number} of {self.role_id}"

    @property
    def is_open(self) -> bool:
        """Whether it is being written or waits for review."""
        return self.state in OPEN_STATES


class FormerSlug(models.Model):
    """An address that a guide had before it was renamed; it redirects for good."""

    slug = models.SlugField(primary_key=True, max_length=150)
    role = models.ForeignKey(Role, on_delete=models.CASCADE, related_name="former_slugs")
    renamed_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("slug",)

    def __str__(self) -> str:
        return f"{self.slug} → {self.role_id}"


class RelatedBan(models.Model):
    """A guide that another one never names among its related roles, with the editor's reason."""

    role = models.ForeignKey(Role, on_delete=models.CASCADE, related_name="bans")
    to = models.ForeignKey(Role, on_delete=models.CASCADE, related_name="banned_from")
    reason = models.CharField(max_length=300, validators=(no_braces,))

    class Meta:
        ordering = ("role", "to")
        constraints = (
            models.UniqueConstraint(fields=("role", "to"), name="related_ban_natural_key"),
            models.CheckConstraint(
                condition=~models.Q(role=models.F("to")), name="related_ban_not_itself"
            ),
        )

    def __str__(self) -> str:
        return f"{self.role_id} without {self.to_id}"


class Action(models.TextChoices):
    """What events tell of; their field takes any word, so that a new one needs no migration."""

    STARTED = "started", "Draft started"
    SAVED = "saved", "Draft saved"
    SUBMITTED = "submitted", "Sent for review"
    SENT_BACK = "sent back", "Sent back"
    PUBLISHED = "published", "Published"
    DISCARDED = "discarded", "Draft discarded"
    RESTORED = "restored", "Earlier version restored"
    RETIRED = "retired", "Retired"
    RENAMED = "renamed", "Address changed"
    AMENDED = "amended", "Particulars changed"
    SHARED = "shared", "Preview link made"
    DELETED = "deleted", "Draft deleted"
    IMPORTED = "imported", "Facts imported"
    GUIDES_IMPORTED = "guides imported", "Guides imported"


class EventQuerySet(models.QuerySet["Event"]):
    """What was done, newest first; written once, never changed."""

    def update(self, **values: Any) -> NoReturn:
        """Refuse: an event is not rewritten."""
        raise TypeError("events are never changed")

    def delete(self) -> NoReturn:
        """Refuse: an event is not taken away."""
        raise TypeError("events are never deleted")


class Event(models.Model):
    """Something an editor, a command or an import did, e.g. ann published guide electrician.

    Append-only. `subject_kind` and `subject` name what it was done to ("guide", its slug);
    `details` hold what a program may want of it.
    """

    at = models.DateTimeField(auto_now_add=True)
    actor = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    actor_name = models.CharField("who", max_length=150)
    action = models.CharField(max_length=40)
    subject_kind = models.CharField("kind", max_length=40)
    subject = models.CharField(max_length=200)
    summary = models.TextField()
    details = models.JSONField(default=dict, blank=True)

    objects = EventQuerySet.as_manager()

    class Meta:
        ordering = ("-pk",)
        indexes = (
            models.Index(fields=("subject_kind", "subject", "id"), name="event_by_subject"),
            models.Index(fields=("action", "id"), name="event_by_action"),
        )

    def __str__(self) -> str:
        return f"{self.actor_name}: {self.summary}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write it once."""
        if self.pk is not None and Event.objects.filter(pk=self.pk).exists():
            raise TypeError("events are never changed")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refuse: an event is not taken away."""
        raise TypeError("events are never deleted")
