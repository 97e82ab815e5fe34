"""What editors write: guides to roles, their mapping and their moves."""

from __future__ import annotations

import re

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.urls import reverse

from careers.models.classification import JobTitle, Occupation, Sector
from careers.models.descriptors import Element


class Level(models.TextChoices):
    """Rungs, lowest first."""

    ENTRY = "entry", "Entry"
    JUNIOR = "junior", "Junior"
    MID = "mid", "Mid"
    SENIOR = "senior", "Senior"
    DIRECTOR = "director", "Director"
    VICE_PRESIDENT = "vice-president", "Vice president"
    EXECUTIVE = "executive", "Executive"


class Status(models.TextChoices):
    """Where a guide stands."""

    DRAFT = "draft", "Draft"
    PUBLISHED = "published", "Published"
    RETIRED = "retired", "Retired"


class MoveKind(models.TextChoices):
    """Kinds of moves between roles."""

    UP = "up", "Step up"
    ACROSS = "across", "Step across"
    ADJACENT = "adjacent", "Adjacent"
    STRETCH = "stretch", "Stretch"
    BACK = "back", "Step back"


class SkillChoice(models.TextChoices):
    """What an editor does with a skill the figures propose."""

    PIN = "pin", "Pin: show it first"
    HIDE = "hide", "Hide: do not show it"


no_braces = RegexValidator(
    r"^[^{}]*$", "Figures are filled in the guide's prose only: leave the braces out."
)

PROSE_FIELDS = (
    "summary",
    "work",
    "understand",
    "apart",
    "harder",
    "ways_in",
    "position",
    "sources",
)
"""The Markdown fields of a guide, in reading order."""


class RoleQuerySet(models.QuerySet["Role"]):
    """Guides."""

    def published(self) -> RoleQuerySet:
        """Those readers may see."""
        return self.filter(status=Status.PUBLISHED)


class Role(models.Model):
    """A guide that an editor wrote, e.g. software-systems-engineer, Engineering, mid.

    Prose is Markdown; `html` holds each field's HTML, made when the guide is saved, with the
    figure tokens ({pay_median} …) still in it: they are filled when a page is rendered.
    """

    slug = models.SlugField(max_length=150, unique=True)
    title = models.CharField(max_length=200, validators=(no_braces,))
    sector = models.ForeignKey(Sector, on_delete=models.PROTECT, related_name="roles")
    level = models.CharField(max_length=14, choices=Level.choices)
    status = models.CharField(max_length=9, choices=Status.choices, default=Status.DRAFT)
    successor = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text="For a retired guide: where readers are sent.",
    )
    summary = models.TextField(
        help_text="One or two sentences: what you do all day. Figures as tokens: {pay_median}."
    )
    work = models.TextField("what the work is like", blank=True)
    understand = models.TextField("what you need to understand", blank=True)
    apart = models.TextField("what sets it apart from its neighbors", blank=True)
    harder = models.TextField("harder than it looks", blank=True)
    thrives = models.TextField(
        "who thrives", blank=True, help_text="One point a line, four to six."
    )
    hard_for = models.TextField(
        "who may find it hard", blank=True, help_text="One point a line, four to six."
    )
    ways_in = models.TextField("ways in", blank=True)
    position = models.TextField("where it sits", blank=True)
    sources = models.TextField(blank=True, help_text="A Markdown list with links.")
    html = models.JSONField(default=dict, editable=False)
    reviewed_by = models.CharField(
        max_length=120,
        blank=True,
        help_text="A real person in the trade who agreed to be named; else leave it empty.",
    )
    reviewed_on = models.DateField(null=True, blank=True)
    review_by = models.DateField(
        null=True, blank=True, help_text="When the text is due for another look."
    )
    content_sha256 = models.CharField(
        max_length=64,
        blank=True,
        editable=False,
        help_text="Of the shipped text it was loaded from; empty once an editor changed it.",
    )
    updated_at = models.DateTimeField(auto_now=True)

    objects = RoleQuerySet.as_manager()

    class Meta:
        ordering = ("title", "pk")

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("career", args=[self.slug])

    @property
    def thrives_points(self) -> list[str]:
        """The points for, one a line of the field."""
        return _points(self.thrives)

    @property
    def hard_for_points(self) -> list[str]:
        """The points against, one a line of the field."""
        return _points(self.hard_for)

    def heir(self) -> Role | None:
        """The published guide that a chain of successors leads to, if any."""
        seen, role = {self.pk}, self.successor
        while role is not None and role.pk not in seen:
            if role.status == Status.PUBLISHED:
                return role
            seen.add(role.pk)
            role = role.successor
        return None

    def clean(self) -> None:
        """Refuse successors that lead back to the guide."""
        seen, role = set(), self.successor
        while role is not None and role.pk not in seen:
            if role.pk == self.pk:
                raise ValidationError({"successor": "This leads back to the guide itself."})
            seen.add(role.pk)
            role = role.successor


def _points(text: str) -> list[str]:
    """Lines as points, without list marks and blanks."""
    lines = (re.sub(r"^\s*[-*•]\s+", "", line).strip() for line in text.splitlines())
    return [line for line in lines if line]


class RoleOccupation(models.Model):
    """An occupation a guide describes, with its share of the work and the reason."""

    role = models.ForeignKey(Role, on_delete=models.CASCADE, related_name="mapping")
    occupation = models.ForeignKey(Occupation, on_delete=models.PROTECT, related_name="roles")
    share = models.FloatField(
        null=True,
        blank=True,
        validators=(MinValueValidator(0.01), MaxValueValidator(1)),
        help_text="0.01 to 1; leave it empty to count the occupation in full.",
    )
    reason = models.CharField(max_length=300, validators=(no_braces,))

    class Meta:
        ordering = ("role", "occupation")
        constraints = (
            models.UniqueConstraint(
                fields=("role", "occupation"), name="role_occupation_natural_key"
            ),
            models.CheckConstraint(
                condition=models.Q(share__isnull=True) | models.Q(share__gt=0, share__lte=1),
                name="role_occupation_share_0_to_1",
            ),
        )

    def __str__(self) -> str:
        return f"{self.role_id} → {self.occupation_id}"


class RoleTitle(models.Model):
    """A job title that a guide answers for; its address redirects to the guide."""

    role = models.ForeignKey(Role, on_delete=models.CASCADE, related_name="answers_for")
    job_title = models.OneToOneField(JobTitle, on_delete=models.CASCADE, related_name="answered_by")

    class Meta:
        ordering = ("role", "job_title")

    def __str__(self) -> str:
        return f"{self.job_title_id} → {self.role_id}"


def answering_guide(title: JobTitle) -> Role | None:
    """The published guide that answers for a title; queries unless `answered_by__role` is there."""
    answer = getattr(title, "answered_by", None)
    if answer is None or answer.role.status != Status.PUBLISHED:
        return None
    guide: Role = answer.role
    return guide


class RoleSkill(models.Model):
    """An editor's word on a skill of a guide: pinned or hidden, with the reason."""

    role = models.ForeignKey(Role, on_delete=models.CASCADE, related_name="skill_choices")
    element = models.ForeignKey(
        Element,
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name="skill",
        limit_choices_to={"domain__in": ("skill", "knowledge")},
    )
    choice = models.CharField(max_length=4, choices=SkillChoice.choices)
    reason = models.CharField(max_length=300, validators=(no_braces,))

    class Meta:
        ordering = ("role", "choice", "element")
        constraints = (
            models.UniqueConstraint(fields=("role", "element"), name="role_skill_natural_key"),
        )

    def __str__(self) -> str:
        return f"{self.get_choice_display()} {self.element_id}"


class RelatedCareer(models.Model):
    """A move from one guide to another, e.g. step up to application-systems-architect."""

    role = models.ForeignKey(Role, on_delete=models.CASCADE, related_name="moves")
    to = models.ForeignKey(Role, on_delete=models.CASCADE, related_name="moves_here")
    kind = models.CharField(max_length=8, choices=MoveKind.choices)
    reason = models.CharField(max_length=400, validators=(no_braces,))
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("role", "order", "pk")
        constraints = (
            models.UniqueConstraint(fields=("role", "to"), name="related_career_natural_key"),
            models.CheckConstraint(
                condition=~models.Q(role=models.F("to")), name="related_career_not_itself"
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.to_id}"


class PreparedGuide(models.Model):
    """The parts of a published guide's page, kept ready (see `careers.pages.guide`).

    `key` stands for all the parts depend on; where it does not fit they are made anew.
    """

    role = models.OneToOneField(Role, on_delete=models.CASCADE, related_name="prepared")
    key = models.CharField(max_length=64)
    title = models.CharField(max_length=200)
    summary = models.TextField()
    jsonld = models.TextField("JSON-LD")
    body = models.TextField()
    attribution = models.TextField()

    def __str__(self) -> str:
        return f"parts of {self.role_id}"
