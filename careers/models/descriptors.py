"""What O*NET rates and lists of an occupation."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.text import slugify

from careers.models.classification import Occupation
from careers.models.provenance import Release


class Domain(models.TextChoices):
    """Families of rated descriptors."""

    SKILL = "skill", "skill"
    KNOWLEDGE = "knowledge", "knowledge"
    ABILITY = "ability", "ability"
    ACTIVITY = "activity", "work activity"
    STYLE = "style", "work style"
    INTEREST = "interest", "interest"
    VALUE = "value", "work value"


class Element(models.Model):
    """A rated descriptor of the O*NET content model, e.g. 2.A.1.a "Reading Comprehension"."""

    code = models.CharField(primary_key=True, max_length=20)
    name = models.CharField(max_length=120)
    domain = models.CharField(max_length=9, choices=Domain.choices)

    class Meta:
        ordering = ("code",)

    def __str__(self) -> str:
        return self.name


class SkillManager(models.Manager["Skill"]):
    """Only the rated skills."""

    def get_queryset(self) -> models.QuerySet[Skill]:
        return super().get_queryset().filter(domain=Domain.SKILL)


class Skill(Element):
    """A rated O*NET skill, e.g. 2.B.3.e "Programming"."""

    objects: ClassVar[SkillManager] = SkillManager()

    class Meta:
        proxy = True
        ordering = ("code",)


class Rating(models.Model):
    """One rating, e.g. 15-1252.00, 2.B.3.e Programming, importance (IM) 4.00 of 5.

    `suppress` is the source's mark for low precision; `not_relevant` hides the level (LV) of an
    element, not its importance. `rated` is YYYY-MM, empty where the source gives no date.
    """

    release = models.ForeignKey(Release, on_delete=models.CASCADE, db_index=False)
    occupation = models.ForeignKey(Occupation, on_delete=models.CASCADE, related_name="ratings")
    element = models.ForeignKey(Element, on_delete=models.CASCADE, related_name="ratings")
    scale = models.CharField(max_length=3)
    value = models.FloatField()
    suppress = models.BooleanField()
    not_relevant = models.BooleanField()
    rated = models.CharField(max_length=7, blank=True)

    class Meta:
        ordering = ("release", "occupation", "element", "scale")
        constraints = (
            models.UniqueConstraint(
                fields=("release", "occupation", "element", "scale"), name="rating_natural_key"
            ),
        )

    def __str__(self) -> str:
        return f"{self.occupation_id} {self.element_id} {self.scale} {self.value}"


class ElementMean(models.Model):
    """An element's mean over all rated occupations, e.g. Programming (IM) 1.79 over 894.

    Ratings marked suppress are left out. Written by the importer with the ratings themselves.
    """

    release = models.ForeignKey(Release, on_delete=models.CASCADE, db_index=False)
    element = models.ForeignKey(Element, on_delete=models.CASCADE, related_name="means")
    scale = models.CharField(max_length=3)
    mean = models.FloatField()
    occupations = models.PositiveIntegerField()

    class Meta:
        ordering = ("release", "element", "scale")
        constraints = (
            models.UniqueConstraint(
                fields=("release", "element", "scale"), name="element_mean_natural_key"
            ),
        )

    def __str__(self) -> str:
        return f"{self.element_id} {self.scale} {self.mean:.2f}"


class JobZone(models.Model):
    """How much preparation an occupation takes, e.g. 15-1252.00 zone 4 of 5."""

    release = models.ForeignKey(Release, on_delete=models.CASCADE, db_index=False)
    occupation = models.ForeignKey(Occupation, on_delete=models.CASCADE, related_name="job_zones")
    zone = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("release", "occupation")
        constraints = (
            models.UniqueConstraint(fields=("release", "occupation"), name="job_zone_natural_key"),
            models.CheckConstraint(condition=models.Q(zone__range=(1, 5)), name="job_zone_1_to_5"),
        )

    def __str__(self) -> str:
        return f"{self.occupation_id} zone {self.zone}"


class RelatedOccupation(models.Model):
    """An occupation O*NET finds close, e.g. 15-1252.00 → 15-1253.00, Primary-Short, index 1."""

    release = models.ForeignKey(Release, on_delete=models.CASCADE, db_index=False)
    occupation = models.ForeignKey(Occupation, on_delete=models.CASCADE, related_name="related")
    related = models.ForeignKey(Occupation, on_delete=models.CASCADE, related_name="related_to")
    tier = models.CharField(max_length=20)
    index = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("release", "occupation", "index")
        constraints = (
            models.UniqueConstraint(
                fields=("release", "occupation", "related"), name="related_natural_key"
            ),
        )

    def __str__(self) -> str:
        return f"{self.occupation_id} ~ {self.related_id}"


def signs_as_words(technology: str) -> str:
    """A technology's name with the signs that tell it apart as words: "C  sharp " for "C#"."""
    for sign, words in (("+", " plus "), ("#", " sharp ")):
        technology = technology.replace(sign, words)
    return technology


def technology_slug(name: str) -> str:
    """The address of a technology: "C++" is c-plus-plus; spellings that differ in case are one."""
    return slugify(signs_as_words(name)) or name.encode().hex()


class TechnologyUse(models.Model):
    """A technology used in an occupation, e.g. 15-1252.00, "Git", file versioning software."""

    release = models.ForeignKey(Release, on_delete=models.CASCADE, db_index=False)
    occupation = models.ForeignKey(
        Occupation, on_delete=models.CASCADE, related_name="technologies"
    )
    example = models.CharField(max_length=200)
    commodity_code = models.CharField(max_length=10)
    commodity = models.CharField(max_length=200)
    hot = models.BooleanField(help_text="Often named in employers' job postings.")
    in_demand = models.BooleanField(help_text="Often named in postings for this occupation.")

    class Meta:
        ordering = ("release", "occupation", "example", "commodity_code")
        constraints = (
            models.UniqueConstraint(
                fields=("release", "occupation", "example", "commodity_code"),
                name="technology_use_natural_key",
            ),
        )

    def __str__(self) -> str:
        return f"{self.occupation_id} {self.example}"


class Task(models.Model):
    """A task statement of an occupation; only there once an official download was imported."""

    release = models.ForeignKey(Release, on_delete=models.CASCADE, db_index=False)
    occupation = models.ForeignKey(Occupation, on_delete=models.CASCADE, related_name="tasks")
    number = models.PositiveIntegerField()
    text = models.TextField()
    is_core = models.BooleanField()

    class Meta:
        ordering = ("release", "occupation", "number")
        constraints = (
            models.UniqueConstraint(
                fields=("release", "occupation", "number"), name="task_natural_key"
            ),
        )

    def __str__(self) -> str:
        return self.text
