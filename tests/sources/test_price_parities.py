"""BEA's price parities: three Latin-1 tables with notes at their end."""

import zipfile
from datetime import date
from pathlib import Path

import pytest

from careers.sources import price_parities
from careers.sources.price_parities import ParityRow
from tests.sources.conftest import Copy, failure

METROS = "MARPP_MSA_2008_2024.csv"
STATES = "SARPP_STATE_2008_2024.csv"
PORTIONS = "PARPP_PORT_2008_2024.csv"


def test_release_is_the_newest_year_of_the_three(excerpts: Path) -> None:
    release = price_parities.read(excerpts / "bea")
    assert (release.year, release.updated) == (2024, date(2026, 2, 19))


def test_rows_are_the_newest_year_of_each_table(excerpts: Path) -> None:
    rows = list(price_parities.read(excerpts / "bea").rows())
    found = {(row.table, row.geofips, row.line_code): row for row in rows}
    assert len(found) == len(rows) == 45
    assert found["MARPP", "34900", 1] == ParityRow(
        "MARPP", "34900", "Napa, CA (Metropolitan Statistical Area)", 1, 2024, 112.554
    )
    assert found["SARPP", "06000", 1].name == "California"
    assert found["PARPP", "06999", 3].name == "California (Nonmetropolitan Portion)"
    assert found["MARPP", "00999", 1].name == "United States (Nonmetropolitan Portion)"
    nation = {row.value for row in rows if (row.geofips, row.line_code) == ("00000", 1)}
    assert nation == {100.0}


def test_names_are_latin1(copy: Copy) -> None:
    folder = copy("bea")
    path = folder / METROS
    path.write_bytes(path.read_bytes().replace(b"Napa, CA", b"Ca\xf1on City, CO"))
    names = {row.name for row in price_parities.read(folder).rows()}
    assert "Cañon City, CO (Metropolitan Statistical Area)" in names


def test_zip_gives_the_same_rows(excerpts: Path, tmp_path: Path) -> None:
    path = tmp_path / "bea.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for file in (excerpts / "bea").iterdir():
            archive.write(file, f"RPP/{file.name}")
    expected = list(price_parities.read(excerpts / "bea").rows())
    assert list(price_parities.read(path).rows()) == expected


@pytest.mark.parametrize("value", [b"(NA)", b"0.000"])
def test_place_without_an_index_is_left_out(copy: Copy, value: bytes) -> None:
    folder = copy("bea")
    path = folder / PORTIONS
    lines = path.read_bytes().splitlines()
    lines[2] = lines[2].rpartition(b",")[0] + b"," + value
    path.write_bytes(b"\n".join(lines) + b"\n")
    assert len(list(price_parities.read(folder).rows())) == 44


def test_tables_of_different_years_are_refused(copy: Copy) -> None:
    folder = copy("bea")
    path = folder / STATES
    head, *lines = path.read_text("latin-1").splitlines()
    cut = [line.rpartition(",")[0] if line.startswith(' "') else line for line in lines]
    path.write_text("\n".join([head.rpartition(",")[0], *cut]) + "\n", "latin-1")
    message = failure(lambda: price_parities.read(folder))
    told = "the newest years differ: MARPP 2024, SARPP 2023, PARPP 2024; fetch all three together"
    assert message == f"{folder}: {told}"


def test_table_missing_or_there_twice_is_refused(copy: Copy) -> None:
    folder = copy("bea")
    (folder / "MARPP_MSA_2008_2023.csv").write_bytes((folder / METROS).read_bytes())
    assert "has 2 files MARPP*.csv; one is wanted" in failure(lambda: price_parities.read(folder))
    for path in folder.glob("MARPP*"):
        path.unlink()
    assert "lacks MARPP*.csv" in failure(lambda: price_parities.read(folder))


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        (METROS, "112.554\n", "x\n", "2024 'x' is not a number"),
        (METROS, "112.554\n", "-112.554\n", "2024 -112.554 is not between 0 and 1,000"),
        (METROS, "112.554\n", "11255.4\n", "2024 11255.4 is not between 0 and 1,000"),
        (METROS, ' "34900"', ' "41940"', "41940 1 is there twice"),
        (METROS, ' "34900"', ' "3490"', "GeoFIPS '3490' is not a code"),
        (STATES, ",SARPP,1", ",MARPP,1", "is of table MARPP, not of SARPP"),
        (STATES, ",SARPP,1", ",SARPP,6", "LineCode 6 is not between 1 and 5"),
        (STATES, "LineCode", "Line", "column 'LineCode' is missing; found: GeoFIPS"),
    ],
)
def test_table_with_a_fault_is_refused_at_its_row(
    copy: Copy, file: str, old: str, new: str, told: str
) -> None:
    folder = copy("bea")
    text = (folder / file).read_text("latin-1")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), "latin-1")
    message = failure(lambda: list(price_parities.read(folder).rows()))
    assert told in message
    assert message.startswith(f"{folder / file}, row ")
