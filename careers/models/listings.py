"""Guides and occupations as lists show them: figures merged once, ready to filter and sort.

All of it is derived: `careers.listings` writes it whenever a guide or a fact changes.
"""

from __future__ import annotations

from django.db import models
from django.urls import reverse

from careers.models.classification import Occupation, Sector
from careers.models.descriptors import Element
from careers.models.editorial import Level, Role
from careers.models.statistics import Area


class CodeSet(models.Model):
    """Matrix occupations with the editor's shares, e.g. "15-1252:1 15-1253:0.5".

    What figures are merged over: pages with the same set have the same figures everywhere.
    """

    key = models.TextField(unique=True)

    class Meta:
        ordering = ("key",)

    def __str__(self) -> str:
        return self.key


class AreaFigures(models.Model):
    """The merged figures of a set in one area, e.g. 15-1252:1 in Texas, middle pay 129,000.

    Pay is dollars a year, or an hour where the set's national pay is; null where the area does
    not publish it for every code. `at_least` holds the letters of those of low, middle and high
    that may be more: "h", "mh". Jobs are wage and salary jobs.
    """

    code_set = models.ForeignKey(
        CodeSet, on_delete=models.CASCADE, related_name="areas", db_index=False
    )
    area = models.ForeignKey(Area, on_delete=models.CASCADE, related_name="figures")
    jobs = models.PositiveIntegerField(null=True)
    pay_low = models.FloatField("10th percentile of pay", null=True)
    pay = models.FloatField("middle pay", null=True)
    pay_high = models.FloatField("90th percentile of pay", null=True)
    at_least = models.CharField(max_length=3, blank=True)

    class Meta:
        ordering = ("code_set", "area")
        verbose_name_plural = "area figures"
        constraints = (
            models.UniqueConstraint(fields=("code_set", "area"), name="area_figures_natural_key"),
        )

    def __str__(self) -> str:
        return f"{self.code_set_id} in {self.area_id}"


class ListingKind(models.TextChoices):
    """What a listing leads to."""

    GUIDE = "guide", "guide"
    OCCUPATION = "occupation", "occupation"


class ListingQuerySet(models.QuerySet["Listing"]):
    """Listings, and what tells whether they are still those that a process holds."""

    def stamp(self) -> tuple[int, int, int]:
        """Number, sum and maximum of the primary keys, zeros where there is none; one query.

        A listing is never changed, it is replaced by another with a new primary key.
        """
        found = self.aggregate(
            number=models.Count("pk"), total=models.Sum("pk"), last=models.Max("pk")
        )
        return found["number"], int(found["total"] or 0), found["last"] or 0


class Listing(models.Model):
    """A published guide or an occupation, e.g. guide registered-nurse, 3.4 million jobs.

    National figures, null where there is none. Pay is dollars a year, or an hour where
    `is_hourly`; `at_least` as in `AreaFigures`. `education` is the rung of BLS's typical entry
    education (see `careers.listings.EDUCATION`) of most of its jobs, `zone` the highest job zone,
    `holland` the three strongest interests.
    """

    kind = models.CharField(max_length=10, choices=ListingKind.choices)
    key = models.CharField("slug or code", max_length=150, unique=True)
    role = models.OneToOneField(
        Role, on_delete=models.CASCADE, null=True, blank=True, related_name="listing"
    )
    occupation = models.OneToOneField(
        Occupation, on_delete=models.CASCADE, null=True, blank=True, related_name="listing"
    )
    code_set = models.ForeignKey(
        CodeSet, on_delete=models.PROTECT, null=True, blank=True, related_name="listings"
    )
    title = models.CharField(max_length=200)
    summary = models.TextField(blank=True)
    sector = models.ForeignKey(
        Sector, on_delete=models.CASCADE, null=True, blank=True, related_name="listings"
    )
    level = models.CharField(max_length=14, choices=Level.choices, blank=True)
    jobs = models.PositiveIntegerField(null=True)
    growth = models.FloatField("growth, percent", null=True)
    openings = models.PositiveIntegerField("openings a year", null=True)
    pay_low = models.FloatField("10th percentile of pay", null=True)
    pay = models.FloatField("middle pay", null=True)
    pay_high = models.FloatField("90th percentile of pay", null=True)
    is_hourly = models.BooleanField(default=False)
    at_least = models.CharField(max_length=3, blank=True)
    education = models.PositiveSmallIntegerField(null=True)
    education_text = models.CharField("usual education", max_length=120, blank=True)
    zone = models.PositiveSmallIntegerField("job zone", null=True)
    holland = models.CharField(max_length=3, blank=True)

    objects = ListingQuerySet.as_manager()

    class Meta:
        ordering = ("title", "key")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(role__isnull=True) ^ models.Q(occupation__isnull=True),
                name="listing_guide_or_occupation",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.key}"

    def get_absolute_url(self) -> str:
        return reverse(
            "career" if self.kind == ListingKind.GUIDE else "occupation", args=[self.key]
        )


class ListingSkill(models.Model):
    """A skill or knowledge area that matters in a listing, importance 3 of 5 or more."""

    listing = models.ForeignKey(
        Listing, on_delete=models.CASCADE, related_name="skills", db_index=False
    )
    element = models.ForeignKey(Element, on_delete=models.CASCADE, related_name="+", db_index=False)
    importance = models.FloatField()

    class Meta:
        ordering = ("listing", "element")
        constraints = (
            models.UniqueConstraint(
                fields=("listing", "element"), name="listing_skill_natural_key"
            ),
        )
        indexes = (models.Index(fields=("element", "listing"), name="listing_skill_by_element"),)

    def __str__(self) -> str:
        return f"{self.listing_id} {self.element_id}"
