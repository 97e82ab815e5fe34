"""Releases: where each fact comes from and as of when."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import NamedTuple

from django.db import models


class Source(models.TextChoices):
    """A publication that Waymark reads; the value is the word `import_data` takes."""

    SOC = "soc", "Standard Occupational Classification"
    ONET = "onet", "O*NET Database"
    PROJECTIONS = "projections", "Employment Projections"
    ATTAINMENT = "attainment", "Educational attainment by occupation"
    CROSSWALK = "crosswalk", "O*NET-SOC to National Employment Matrix crosswalk"
    OEWS = "oews", "Occupational Employment and Wage Statistics"
    PARITIES = "parities", "Regional price parities"
    METROS = "metros", "Metropolitan area positions"


class Scope(models.TextChoices):
    """How much of the country a release covers."""

    NATIONAL = "national", "the nation"
    AREAS = "areas", "the nation and its areas"


@dataclass(frozen=True, slots=True)
class CurrentReleases:
    """The newest complete release of each source, or None where none was imported.

    `wages` is the newest with national wages, `area_wages` the newest with wages of all areas;
    `wage_history` holds every complete wage release, oldest first.
    """

    soc: Release | None
    onet: Release | None
    projections: Release | None
    attainment: Release | None
    crosswalk: Release | None
    wages: Release | None
    area_wages: Release | None
    parities: Release | None
    metros: Release | None
    wage_history: tuple[Release, ...]

    def listed(self) -> list[Release]:
        """The distinct releases in use, in the order of the fields."""
        found: dict[int, Release] = {}
        for field in fields(self):
            value = getattr(self, field.name)
            if isinstance(value, Release):
                found.setdefault(value.pk, value)
        return list(found.values())


class ReleaseQuerySet(models.QuerySet["Release"]):
    """Releases, newest last."""

    def complete(self) -> ReleaseQuerySet:
        """Only those that readers may see."""
        return self.filter(complete=True)

    def lock(self, source: Source) -> None:
        """Keep others from importing, correcting or withdrawing this source meanwhile."""
        list(self.filter(source=source).order_by("pk").select_for_update().values_list("pk"))

    def current(self) -> CurrentReleases:
        """The newest complete release of each source and scope, in one query.

        Their `counts`, which only the page about the data shows, are fetched when asked for.
        """
        return self.complete().newest()

    def newest(self) -> CurrentReleases:
        """The newest of each source and scope among these, complete or not; as `current`."""
        newest: dict[str, Release] = {}
        history: list[Release] = []
        area_wages = None
        for release in self.defer("counts").order_by("period", "scope", "pk"):
            newest[release.source] = release
            if release.source == Source.OEWS:
                history.append(release)
                area_wages = release if release.scope == Scope.AREAS else area_wages
        return CurrentReleases(
            soc=newest.get(Source.SOC),
            onet=newest.get(Source.ONET),
            projections=newest.get(Source.PROJECTIONS),
            attainment=newest.get(Source.ATTAINMENT),
            crosswalk=newest.get(Source.CROSSWALK),
            wages=_preferring_areas(history),
            area_wages=area_wages,
            parities=newest.get(Source.PARITIES),
            metros=newest.get(Source.METROS),
            wage_history=tuple(history),
        )


def _preferring_areas(history: list[Release]) -> Release | None:
    """The newest wage release; of two for one period, the one that covers the areas."""
    return max(history, key=lambda r: (r.period, r.scope == Scope.AREAS), default=None)


class Release(models.Model):
    """One publication of one source, e.g. OEWS "May 2025", scope areas, period 2025-05-01.

    Its rows have it first in their natural key, so their foreign key needs no index of its own.
    """

    source = models.CharField(max_length=16, choices=Source.choices)
    name = models.CharField(max_length=64, help_text='As its publisher names it: "May 2025".')
    scope = models.CharField(max_length=8, choices=Scope.choices, default=Scope.NATIONAL)
    period = models.DateField(help_text="First day of the period it describes; orders releases.")
    published_on = models.DateField(null=True, blank=True)
    complete = models.BooleanField(default=False, help_text="Readers see complete ones only.")
    file_name = models.CharField(max_length=200)
    sha256 = models.CharField("SHA-256", max_length=64)
    counts = models.JSONField(default=dict, help_text="Rows held, by table.")
    details = models.JSONField(
        default=dict, blank=True, help_text="What the file says of itself: caps, years, notes."
    )
    imported_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(
        "withdrawn", null=True, blank=True, help_text="Kept, but not used until used again."
    )

    objects = ReleaseQuerySet.as_manager()

    class Meta:
        ordering = ("source", "period", "scope", "pk")
        constraints = (
            models.UniqueConstraint(fields=("source", "name", "scope"), name="release_natural_key"),
            models.CheckConstraint(
                condition=models.Q(complete=False) | models.Q(withdrawn_at__isnull=True),
                name="release_withdrawn_is_not_complete",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_source_display()} {self.name}"

    @property
    def publisher(self) -> str:
        """Who publishes it, short: BLS, BEA, O*NET."""
        return PUBLISHERS[Source(self.source)][0]

    @property
    def license(self) -> License:
        """Under what its source may be used."""
        return LICENSES[Source(self.source)]

    @property
    def short_name(self) -> str:
        """The name a figure carries: "OEWS May 2025"."""
        return f"{PUBLISHERS[Source(self.source)][1]} {self.name}".strip()


PUBLISHERS: dict[Source, tuple[str, str]] = {
    Source.SOC: ("BLS", "SOC"),
    Source.ONET: ("U.S. Department of Labor", "O*NET"),
    Source.PROJECTIONS: ("BLS", "Employment Projections"),
    Source.ATTAINMENT: ("BLS", "Educational attainment"),
    Source.CROSSWALK: ("BLS", "Crosswalk"),
    Source.OEWS: ("BLS", "OEWS"),
    Source.PARITIES: ("BEA", "Regional price parities"),
    Source.METROS: ("GeoNames", "Positions"),
}
"""Publisher and short name of each source, as they are cited."""


class License(NamedTuple):
    """Under what a source may be used, where that is written, and where the source is."""

    name: str
    url: str
    source_url: str


_PUBLIC = ("work of the U.S. government, public domain", "https://www.usa.gov/government-copyright")
_CC_BY = ("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/")
LICENSES: dict[Source, License] = {
    Source.SOC: License(*_PUBLIC, "https://www.bls.gov/soc/2018/"),
    Source.ONET: License(*_CC_BY, "https://www.onetcenter.org/database.html"),
    Source.PROJECTIONS: License(*_PUBLIC, "https://www.bls.gov/emp/data/occupational-data.htm"),
    Source.ATTAINMENT: License(
        *_PUBLIC, "https://www.bls.gov/emp/tables/educational-attainment.htm"
    ),
    Source.CROSSWALK: License(*_PUBLIC, "https://www.bls.gov/emp/documentation/crosswalks.htm"),
    Source.OEWS: License(*_PUBLIC, "https://www.bls.gov/oes/tables.htm"),
    Source.PARITIES: License(
        *_PUBLIC,
        "https://www.bea.gov/data/prices-inflation/regional-price-parities-state-and-metro-area",
    ),
    Source.METROS: License(*_CC_BY, "https://www.geonames.org/"),
}
"""The license of each source, as the page about the data and the admin tell it."""
