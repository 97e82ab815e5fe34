"""What BLS and BEA publish: wages, projections, attainment, price parities, and their areas."""

from __future__ import annotations

from django.db import models
from django.urls import reverse

from careers.models.classification import MatrixOccupation
from careers.models.provenance import Release

NATION = "0000000"
"""The area code of the nation in OEWS."""


class AreaKind(models.TextChoices):
    """Kinds of OEWS areas."""

    NATIONAL = "national", "nation"
    STATE = "state", "state or territory"
    METRO = "metro", "metropolitan area"
    NONMETRO = "nonmetro", "nonmetropolitan area"


class Area(models.Model):
    """A place of OEWS, e.g. 0041940 "San Jose-Sunnyvale-Santa Clara, CA", metro."""

    code = models.CharField(primary_key=True, max_length=7)
    kind = models.CharField(max_length=8, choices=AreaKind.choices)
    name = models.CharField(max_length=120)
    slug = models.SlugField(max_length=130, unique=True)
    state_fips = models.CharField("state FIPS code", max_length=2, blank=True)
    state_abbr = models.CharField("state", max_length=2, blank=True)
    cbsa = models.CharField("CBSA code", max_length=5, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)

    class Meta:
        ordering = ("code",)

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("place", args=[self.slug])


class Wage(models.Model):
    """Employment and wages of one code in one area, e.g. 15-1252 in the nation, May 2025.

    `code` is a matrix occupation or, for totals, a SOC group: text, since OEWS publishes broad
    groups that neither table holds. Employment is wage and salary jobs, rounded to tens by BLS.
    Annual wages are dollars a year, hourly ones dollars an hour; null is not published, and
    `flags` (the source's footnotes, see `careers.sources.oews`) says why.
    """

    release = models.ForeignKey(Release, on_delete=models.CASCADE, db_index=False)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="wages")
    code = models.CharField(max_length=7)
    employment = models.PositiveIntegerField(null=True)
    employment_rse = models.FloatField("employment relative standard error, %", null=True)
    wage_rse = models.FloatField("wage relative standard error, %", null=True)
    hourly_mean = models.FloatField(null=True)
    h10 = models.FloatField("hourly 10th percentile", null=True)
    h25 = models.FloatField("hourly 25th percentile", null=True)
    h50 = models.FloatField("hourly median", null=True)
    h75 = models.FloatField("hourly 75th percentile", null=True)
    h90 = models.FloatField("hourly 90th percentile", null=True)
    annual_mean = models.PositiveIntegerField(null=True)
    a10 = models.PositiveIntegerField("annual 10th percentile", null=True)
    a25 = models.PositiveIntegerField("annual 25th percentile", null=True)
    a50 = models.PositiveIntegerField("annual median", null=True)
    a75 = models.PositiveIntegerField("annual 75th percentile", null=True)
    a90 = models.PositiveIntegerField("annual 90th percentile", null=True)
    location_quotient = models.FloatField(null=True)
    flags = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ("release", "code", "area")
        constraints = (
            models.UniqueConstraint(fields=("release", "code", "area"), name="wage_natural_key"),
        )

    def __str__(self) -> str:
        return f"{self.code} in {self.area_id}"


class Projection(models.Model):
    """A ten-year projection, e.g. 15-1252: 1,693,800 jobs, +15.8 %, 115,200 openings a year.

    Jobs count the self-employed. BLS publishes thousands with one decimal; they are held as
    jobs.
    """

    release = models.ForeignKey(Release, on_delete=models.CASCADE, db_index=False)
    matrix = models.ForeignKey(
        MatrixOccupation, on_delete=models.PROTECT, related_name="projections"
    )
    base_employment = models.PositiveIntegerField("jobs in the base year")
    projected_employment = models.PositiveIntegerField("jobs in the target year")
    growth_percent = models.FloatField()
    openings = models.PositiveIntegerField("openings a year", null=True)
    self_employed_percent = models.FloatField(null=True)
    entry_education = models.CharField(max_length=60, blank=True)
    work_experience = models.CharField(max_length=60, blank=True)
    training = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering = ("release", "matrix")
        constraints = (
            models.UniqueConstraint(fields=("release", "matrix"), name="projection_natural_key"),
        )

    def __str__(self) -> str:
        return f"{self.matrix_id} {self.growth_percent:+.1f} %"


class Attainment(models.Model):
    """Schooling of workers aged 25 and over (BLS table 5.3), each share in percent."""

    release = models.ForeignKey(Release, on_delete=models.CASCADE, db_index=False)
    matrix = models.ForeignKey(
        MatrixOccupation, on_delete=models.PROTECT, related_name="attainments"
    )
    less_than_high_school = models.FloatField()
    high_school = models.FloatField()
    some_college = models.FloatField()
    associate = models.FloatField()
    bachelor = models.FloatField()
    master = models.FloatField()
    doctoral = models.FloatField("doctoral or professional")

    class Meta:
        ordering = ("release", "matrix")
        verbose_name_plural = "attainment"
        constraints = (
            models.UniqueConstraint(fields=("release", "matrix"), name="attainment_natural_key"),
        )

    def __str__(self) -> str:
        return f"{self.matrix_id} bachelor {self.bachelor} %"


class PriceParity(models.Model):
    """What prices are in an area where the nation is 100, e.g. San Jose, all items, 112.9.

    `line`: 1 all items, 2 goods, 3 housing, 4 utilities, 5 other services.
    """

    release = models.ForeignKey(Release, on_delete=models.CASCADE, db_index=False)
    area = models.ForeignKey(Area, on_delete=models.CASCADE, related_name="parities")
    line = models.PositiveSmallIntegerField()
    year = models.PositiveSmallIntegerField()
    value = models.FloatField()

    class Meta:
        ordering = ("release", "area", "line")
        verbose_name_plural = "price parities"
        constraints = (
            models.UniqueConstraint(
                fields=("release", "area", "line"), name="price_parity_natural_key"
            ),
        )

    def __str__(self) -> str:
        return f"{self.area_id} {self.year}: {self.value}"
