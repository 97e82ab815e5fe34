"""Map positions of metros."""

from pathlib import Path

import pytest

from careers.sources import metros
from careers.sources.metros import PositionRow
from tests.sources.conftest import failure

NAPA = '{"0034900": ["Napa, CA", 38.3, -122.3, "CA"]}'


def test_positions_are_degrees(excerpts: Path) -> None:
    found = {row.area: row for row in metros.read(excerpts / "map/metros.json").rows()}
    assert found["0041940"] == PositionRow(
        "0041940", "San Jose-Sunnyvale-Santa Clara, CA", 37.33939, -121.89496, "CA"
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "is not JSON"),
        ("{", "is not JSON"),
        ("{}", "is empty"),
        ('["0034900"]', "is not an object of area codes"),
        (NAPA.replace("0034900", "34900"), "area code '34900' does not have 7 digits"),
        (NAPA.replace("38.3", "138.3"), "area 0034900 lies at 138.3, -122.3: not on Earth"),
        (NAPA.replace("38.3", "NaN"), "not on Earth"),
        (NAPA.replace("38.3", '"38.3"'), "is not [name, latitude, longitude, state]"),
        (NAPA.replace("}", ", " + NAPA[1:]), "area 0034900 is there twice"),
        ("[" * 100_000, "is not JSON"),
    ],
)
def test_file_with_a_fault_is_refused(tmp_path: Path, text: str, told: str) -> None:
    path = tmp_path / "metros.json"
    path.write_text(text)
    assert told in failure(lambda: list(metros.read(path).rows()))
