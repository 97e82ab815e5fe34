"""Codes and names: SOC groups, matrix occupations, occupations, job titles, sectors."""

from __future__ import annotations

from django.db import models
from django.urls import reverse

from careers.models.provenance import Release


class SocLevel(models.TextChoices):
    """The four levels of the Standard Occupational Classification."""

    MAJOR = "major", "major group"
    MINOR = "minor", "minor group"
    BROAD = "broad", "broad occupation"
    DETAILED = "detailed", "detailed occupation"


class SocGroup(models.Model):
    """A code of SOC 2018, e.g. 15-0000 "Computer and Mathematical Occupations", major."""

    code = models.CharField(primary_key=True, max_length=7)
    title = models.CharField(max_length=200)
    level = models.CharField(max_length=8, choices=SocLevel.choices)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children"
    )

    class Meta:
        ordering = ("code",)
        verbose_name = "SOC group"

    def __str__(self) -> str:
        return f"{self.code} {self.title}"


class MatrixOccupation(models.Model):
    """A code at which BLS publishes, e.g. 15-1252 "Software developers", a line item.

    Line items (832) are what wages and projections are published for; the others are the
    matrix's own summary rows, 00-0000 being all occupations.
    """

    code = models.CharField(primary_key=True, max_length=7)
    title = models.CharField(max_length=200)
    is_line_item = models.BooleanField()

    class Meta:
        ordering = ("code",)

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    @property
    def major_group_code(self) -> str:
        """The SOC major group, e.g. 15-0000."""
        return f"{self.code[:2]}-0000"

    @property
    def is_residual(self) -> bool:
        """Whether it gathers what has no code of its own ("All other")."""
        return "all other" in self.title.lower()


class Occupation(models.Model):
    """An O*NET-SOC 2019 code, e.g. 15-1252.00 "Software Developers".

    `description` is empty unless an official O*NET download was imported: the embedded facts
    hold no sentence of any source.
    """

    code = models.CharField(primary_key=True, max_length=10)
    title = models.CharField(max_length=200)
    description = models.TextField(blank=True)
    soc = models.ForeignKey(SocGroup, on_delete=models.PROTECT, related_name="occupations")

    class Meta:
        ordering = ("code",)

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("occupation", args=[self.code])

    @property
    def major_group_code(self) -> str:
        """The SOC major group, e.g. 15-0000."""
        return f"{self.code[:2]}-0000"


class CrosswalkEntry(models.Model):
    """Where BLS counts an occupation, e.g. 31-1122.00 in 31-1120, with its OOH profile."""

    release = models.ForeignKey(Release, on_delete=models.CASCADE, db_index=False)
    occupation = models.ForeignKey(Occupation, on_delete=models.CASCADE, related_name="crosswalk")
    matrix = models.ForeignKey(MatrixOccupation, on_delete=models.PROTECT, related_name="crosswalk")
    ooh_title = models.CharField("OOH profile", max_length=200, blank=True)
    ooh_url = models.URLField("OOH address", blank=True)

    class Meta:
        ordering = ("release", "occupation")
        verbose_name_plural = "crosswalk entries"
        constraints = (
            models.UniqueConstraint(fields=("release", "occupation"), name="crosswalk_natural_key"),
        )

    def __str__(self) -> str:
        return f"{self.occupation_id} → {self.matrix_id}"


class JobTitle(models.Model):
    """A title people search for, e.g. software-systems-engineer; one title a slug."""

    slug = models.SlugField(primary_key=True, max_length=150)
    title = models.CharField(max_length=200)
    hidden = models.BooleanField(default=False, help_text="Hidden titles answer 404.")

    class Meta:
        ordering = ("slug",)

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("career", args=[self.slug])


class TitleOccupation(models.Model):
    """An occupation a title is filed under, e.g. registered-nurse, 29-1141.00, reported."""

    release = models.ForeignKey(Release, on_delete=models.CASCADE, db_index=False)
    job_title = models.ForeignKey(JobTitle, on_delete=models.CASCADE, related_name="filed_under")
    occupation = models.ForeignKey(Occupation, on_delete=models.CASCADE, related_name="titles")
    is_official = models.BooleanField(help_text="The occupation's own title.")
    is_reported = models.BooleanField(help_text="Given by people who do the work.")

    class Meta:
        ordering = ("release", "job_title", "occupation")
        constraints = (
            models.UniqueConstraint(
                fields=("release", "job_title", "occupation"), name="title_occupation_natural_key"
            ),
        )

    def __str__(self) -> str:
        return f"{self.job_title_id} → {self.occupation_id}"


class TitleName(models.Model):
    """A further name of a title, e.g. "RN" of registered-nurse.

    Its address redirects when it has two words or more and belongs to one title, or when the
    reviewed list of abbreviations says so (`redirects`).
    """

    release = models.ForeignKey(Release, on_delete=models.CASCADE, db_index=False)
    job_title = models.ForeignKey(JobTitle, on_delete=models.CASCADE, related_name="names")
    name = models.CharField(max_length=200)
    slug = models.SlugField(max_length=150)
    redirects = models.BooleanField()

    class Meta:
        ordering = ("release", "slug", "job_title")
        constraints = (
            models.UniqueConstraint(
                fields=("release", "job_title", "slug"), name="title_name_natural_key"
            ),
        )

    def __str__(self) -> str:
        return f"{self.name} = {self.job_title_id}"


class Sector(models.Model):
    """The editors' grouping of roles, e.g. engineering "Engineering"."""

    slug = models.SlugField(primary_key=True, max_length=60)
    name = models.CharField(max_length=80, unique=True)
    summary = models.TextField(help_text="One or two plain sentences: what kind of work it is.")
    order = models.PositiveSmallIntegerField(default=100)

    class Meta:
        ordering = ("order", "name")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("sector", args=[self.slug])


class SectorGroup(models.Model):
    """A SOC major group counted in a sector, e.g. 17-0000 in engineering; each in one only."""

    sector = models.ForeignKey(Sector, on_delete=models.CASCADE, related_name="groups")
    group = models.OneToOneField(
        SocGroup,
        on_delete=models.PROTECT,
        related_name="in_sector",
        limit_choices_to={"level": SocLevel.MAJOR},
    )

    class Meta:
        ordering = ("group",)

    def __str__(self) -> str:
        return f"{self.group_id} in {self.sector_id}"
