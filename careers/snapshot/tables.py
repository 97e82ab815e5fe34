"""Which facts are embedded, and in which columns; none of them is a sentence of a source.

Left out are task statements, descriptions of occupations, and what editors decide.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db import models

from careers.models import (
    Area,
    Attainment,
    CrosswalkEntry,
    Element,
    ElementMean,
    JobTitle,
    JobZone,
    MatrixOccupation,
    Occupation,
    PriceParity,
    Projection,
    Rating,
    RelatedOccupation,
    SocGroup,
    Source,
    TechnologyUse,
    TitleName,
    TitleOccupation,
    Wage,
)
from careers.models.bulk import natural_key

FOLDER = Path(__file__).parent / "data"
MANIFEST = "manifest.json"
FORMAT = 1


class SnapshotError(Exception):
    """Embedded facts that cannot be used; `str()` is one line that names the file."""


@dataclass(frozen=True, slots=True)
class Facts:
    """A table of the snapshot.

    `columns` are held in this order. `order` sorts rows, by default by their natural key.
    `expected` says of a column from which earlier one, times which ratio of their units, it can
    be guessed: only the difference is held. `fresh` are columns and values for new rows alone.
    A table whose rows belong to a release of `source` holds those of every release; of the
    others, codes are held, which newer releases of `source` may have renamed.
    """

    model: type[models.Model]
    source: Source
    columns: tuple[str, ...]
    order: tuple[str, ...] = ()
    expected: Mapping[str, tuple[str, float]] = field(default_factory=dict)
    fresh: Mapping[str, Any] = field(default_factory=dict)
    new_only: tuple[str, ...] = ()

    @property
    def file_name(self) -> str:
        return f"{self.model._meta.model_name}.xz"

    @property
    def label(self) -> str:
        return str(self.model._meta.verbose_name_plural)

    @property
    def by_release(self) -> bool:
        return "release_id" in natural_key(self.model)

    @property
    def sorting(self) -> tuple[str, ...]:
        """The columns that order the rows of a release, or of the table."""
        return self.order or tuple(name for name in natural_key(self.model) if name != "release_id")


CENTS_A_YEAR = 1 / 20.80
"""An hourly wage in cents is about the annual one in dollars over 2,080 hours, times 100."""

TABLES = (
    Facts(SocGroup, Source.SOC, ("code", "title", "level", "parent_id")),
    Facts(MatrixOccupation, Source.PROJECTIONS, ("code", "title", "is_line_item")),
    Facts(Occupation, Source.ONET, ("code", "title", "soc_id"), fresh={"description": ""}),
    Facts(Element, Source.ONET, ("code", "name", "domain")),
    Facts(JobTitle, Source.ONET, ("slug", "title"), fresh={"hidden": False}),
    Facts(
        Area,
        Source.OEWS,
        (
            *("code", "kind", "name", "slug", "state_fips", "state_abbr", "cbsa"),
            *("latitude", "longitude"),
        ),
        new_only=("slug",),
    ),
    Facts(CrosswalkEntry, Source.CROSSWALK, ("occupation_id", "matrix_id", "ooh_title", "ooh_url")),
    Facts(
        TitleOccupation,
        Source.ONET,
        ("job_title_id", "occupation_id", "is_official", "is_reported"),
    ),
    Facts(TitleName, Source.ONET, ("job_title_id", "name", "slug", "redirects")),
    Facts(
        Rating,
        Source.ONET,
        ("occupation_id", "element_id", "scale", "value", "suppress", "not_relevant", "rated"),
        order=("element_id", "scale", "occupation_id"),
    ),
    Facts(ElementMean, Source.ONET, ("element_id", "scale", "mean", "occupations")),
    Facts(JobZone, Source.ONET, ("occupation_id", "zone")),
    Facts(RelatedOccupation, Source.ONET, ("occupation_id", "related_id", "tier", "index")),
    Facts(
        TechnologyUse,
        Source.ONET,
        ("occupation_id", "example", "commodity_code", "commodity", "hot", "in_demand"),
    ),
    Facts(
        Wage,
        Source.OEWS,
        (
            *("area_id", "code", "employment", "employment_rse", "wage_rse"),
            *("a50", "a25", "a10", "a75", "a90", "annual_mean"),
            *("h10", "h25", "h50", "h75", "h90", "hourly_mean", "location_quotient", "flags"),
        ),
        expected={
            "a25": ("a50", 1),
            "a10": ("a25", 1),
            "a75": ("a50", 1),
            "a90": ("a75", 1),
            "annual_mean": ("a50", 1),
            "hourly_mean": ("annual_mean", CENTS_A_YEAR),
            **{f"h{p}": (f"a{p}", CENTS_A_YEAR) for p in (10, 25, 50, 75, 90)},
        },
    ),
    Facts(
        Projection,
        Source.PROJECTIONS,
        (
            *("matrix_id", "base_employment", "projected_employment", "growth_percent"),
            *("openings", "self_employed_percent"),
            *("entry_education", "work_experience", "training"),
        ),
    ),
    Facts(
        Attainment,
        Source.ATTAINMENT,
        (
            *("matrix_id", "less_than_high_school", "high_school", "some_college"),
            *("associate", "bachelor", "master", "doctoral"),
        ),
    ),
    Facts(PriceParity, Source.PARITIES, ("area_id", "line", "year", "value")),
)
"""All of them, each after those that its rows refer to."""
