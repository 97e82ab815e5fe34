"""Positions of metropolitan areas, put onto the areas of OEWS."""

from __future__ import annotations

import tomllib
from pathlib import Path

from careers.importers.base import Run, period_of
from careers.models import Area
from careers.sources import metros

PLACES = Path(__file__).parent.parent / "content" / "places.toml"


def load(run: Run) -> None:
    """Load positions, and those of the reviewed list for areas that the file leaves out.

    The file does not say its release: `--release` does.
    """
    source = metros.read(run.path)
    name = run.name_release(None)
    run.begin(name, period_of(name))
    # Some of GeoNames' points are means of 15 digits; five decimals of a degree are a meter.
    positions = {
        row.area: (round(row.latitude, 5), round(row.longitude, 5)) for row in source.rows()
    }
    known = run.codes(Area)
    if not known & positions.keys():
        raise run.unknown(min(positions), "area")
    run.note(f"{len(positions.keys() - known)} positions have no area")
    positions = reviewed_positions() | positions
    rows = ((code, *positions[code]) for code in sorted(known & positions.keys()))
    run.update(Area, ("code", "latitude", "longitude"), rows)


def reviewed_positions(path: Path = PLACES) -> dict[str, tuple[float, float]]:
    """Latitude and longitude by area code, of the areas that GeoNames' list lacks."""
    with path.open("rb") as file:
        places = tomllib.load(file)["places"]
    return {place["area"]: (place["latitude"], place["longitude"]) for place in places}
