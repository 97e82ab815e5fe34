"""Regional price parities of the areas of OEWS."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from careers.importers.base import Run, period_of
from careers.models import Area, AreaKind, PriceParity
from careers.models.bulk import Row
from careers.sources import price_parities

Geography = tuple[str, str]


def load(run: Run) -> None:
    """Load the newest year of BEA's three tables. The areas of OEWS have to be there.

    The nation and metros are of table MARPP, states of SARPP; nonmetropolitan areas take their
    state's nonmetropolitan portion (PARPP).
    """
    source = price_parities.read(run.path)
    name = run.name_release(str(source.year))
    run.begin(
        name, period_of(name), published_on=source.updated, details={"parity_year": source.year}
    )
    areas = _areas_by_geography()
    run.replace(PriceParity, ("area_id", "line", "year", "value"), _rows(run, source, areas))


def _rows(
    run: Run, source: price_parities.PriceParities, areas: Mapping[Geography, list[str]]
) -> Iterator[Row]:
    met: set[Geography] = set()
    unmet: set[Geography] = set()
    for row in source.rows():
        place = (row.table, row.geofips)
        codes = areas.get(place, ())
        (met if codes else unmet).add(place)
        for code in codes:
            yield code, row.line_code, row.year, row.value
    without = sum(len(codes) for place, codes in areas.items() if place not in met)
    run.note(f"{len(unmet)} geographies have no area; {without} areas have no parity")


def _areas_by_geography() -> dict[Geography, list[str]]:
    """Codes of the areas that take their parities from each geography (table, GeoFIPS)."""
    found: dict[Geography, list[str]] = {}
    for area in Area.objects.all():
        place = {
            AreaKind.NATIONAL: ("MARPP", "00000"),
            AreaKind.STATE: ("SARPP", f"{area.state_fips}000"),
            AreaKind.METRO: ("MARPP", area.cbsa),
            AreaKind.NONMETRO: ("PARPP", f"{area.state_fips}999"),
        }[AreaKind(area.kind)]
        found.setdefault(place, []).append(area.code)
    return found
