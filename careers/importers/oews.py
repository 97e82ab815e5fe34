"""OEWS: areas, and employment and wages of every code in them."""

from __future__ import annotations

from collections.abc import Iterator
from operator import itemgetter

from django.utils.text import slugify

from careers.importers.base import Run
from careers.models import Area, MatrixOccupation, Scope, SocGroup, Wage
from careers.models.bulk import Row
from careers.sources import oews

NOT_HELD = "jobs_per_1000"
COLUMNS = tuple(name for name in oews.WageRow._fields if name != NOT_HELD)


def load(run: Run) -> None:
    """Load one release in any of its forms. SOC structure and projections have to be there."""
    source = oews.read(run.path)
    run.begin(
        run.name_release(source.name),
        source.period,
        scope=Scope(source.scope),
        published_on=source.published,
        details={"hourly_cap": source.hourly_cap, "annual_cap": source.annual_cap},
    )
    areas = _load_areas(run, source)
    columns = ["area_id" if name == "area" else name for name in COLUMNS]
    codes = run.codes(SocGroup) | run.codes(MatrixOccupation)
    run.replace(Wage, columns, _wages(run, source, areas, codes))


def _load_areas(run: Run, source: oews.Oews) -> set[str]:
    slugs = dict(Area.objects.values_list("slug", "code"))
    areas = {area.code: area for area in source.areas()}

    def rows() -> Iterator[Row]:
        for area in areas.values():
            slug = slugify(area.name)
            if slugs.setdefault(slug, area.code) != area.code:
                slug = f"{slug}-{area.kind}-{area.code}"
                slugs[slug] = area.code
            yield (
                area.code,
                area.kind,
                area.name,
                slug,
                area.state_fips,
                area.state_abbr,
                area.cbsa,
            )

    columns = ("code", "kind", "name", "slug", "state_fips", "state_abbr", "cbsa")
    # An address that was once given stays, whatever the area is called later.
    run.upsert(Area, columns, rows(), new_only=("slug",))
    return set(areas)


def _wages(run: Run, source: oews.Oews, areas: set[str], codes: set[str]) -> Iterator[Row]:
    held = itemgetter(*(oews.WageRow._fields.index(name) for name in COLUMNS))
    for row in source.wages():
        if row.code not in codes:
            raise run.unknown(row.code, "SOC group or matrix occupation", row=f"area {row.area}")
        if row.area not in areas:
            raise run.unknown(row.area, "area", row=f"occupation {row.code}")
        yield held(row)
