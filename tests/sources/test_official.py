"""The whole official files: the counts of their README, and that two forms agree."""

from collections import Counter
from pathlib import Path

import pytest

from careers.sources import (
    attainment,
    crosswalk,
    metros,
    oews,
    onet,
    price_parities,
    projections,
    soc,
)
from careers.sources.files import sha256
from careers.sources.oews import cell_status


def test_onet_has_every_row(official_data: Path) -> None:
    release = onet.read(official_data / "onet/db_30_1_text")
    assert (release.version, release.absent) == ("30.1", ())
    assert len(list(release.occupations())) == 1_016
    assert len(list(release.titles())) == 56_505
    assert len(list(release.reported_titles())) == 7_955
    assert len(list(release.elements())) == 630
    assert len(list(release.scales())) == 31
    assert len(list(release.job_zones())) == 923
    assert len(list(release.related())) == 18_460
    assert len(list(release.technologies())) == 32_773
    assert len(list(release.tasks())) == 18_796
    assert Counter(row.domain for row in release.ratings()) == {
        "skill": 62_580,
        "knowledge": 59_004,
        "ability": 92_976,
        "activity": 73_308,
        "interest": 8_307,
        "style": 37_422,
        "value": 7_866,
    }


def test_oews_areas_have_every_row(official_data: Path) -> None:
    release = oews.read(official_data / "oews/oews_2025_area_occ.csv.gz")
    kinds = Counter(area.kind for area in release.areas())
    assert kinds == {"national": 1, "state": 54, "metro": 393, "nonmetro": 135}
    statuses: Counter[str] = Counter()
    rows = 0
    for row in release.wages():
        rows += 1
        statuses[cell_status(row.flags, "13", row.a50)] += 1
    assert rows == 236_799
    # 242 + 96 wholly top-coded cells, and one whose median is.
    assert statuses["at_least"] == 339
    assert statuses["suppressed"] == 2_459


@pytest.mark.parametrize(
    ("year", "rows", "developers"),
    [(2022, 1_395, 127_260), (2023, 1_396, 132_270), (2024, 1_396, 133_080)],
)
def test_oews_workbook_has_every_code_once(
    official_data: Path, year: int, rows: int, developers: int
) -> None:
    release = oews.read(official_data / f"oews/national_M{year}_dl.xlsx")
    found = {row.code: row for row in release.wages()}
    assert release.name == f"May {year}"
    assert len(found) == rows
    assert found["15-1252"].a50 == developers


def test_projections_of_workbook_and_csv_agree(official_data: Path) -> None:
    book = list(projections.read(official_data / "ep/occupation_2024-34.xlsx").rows())
    assert book == list(projections.read(official_data / "ep/ep_2024_34_occupations.csv").rows())
    assert len(book) == 1_113
    assert sum(row.is_line_item for row in book) == 832
    assert sum(row.is_line_item and row.median_wage_capped for row in book) == 17
    assert sum(row.is_line_item and row.median_wage is None for row in book) == 6


def test_projections_of_the_older_layout_are_read(official_data: Path) -> None:
    release = projections.read(official_data / "ep/occupation_2022-32.xlsx")
    rows = list(release.rows())
    assert release.name == "2022–32"
    assert sum(row.is_line_item for row in rows) == 832
    assert all(row.entry_education for row in rows if row.is_line_item)


def test_attainment_of_workbook_and_csv_agrees(official_data: Path) -> None:
    book = attainment.read(official_data / "ep/occupation_2022-32.xlsx")
    table = attainment.read(official_data / "ep/ep_2022_32_educational_attainment.csv")
    rows = list(book.rows())
    assert rows == list(table.rows())
    assert len(rows) == 833


def test_crosswalk_of_workbook_and_csv_agrees(official_data: Path) -> None:
    book = crosswalk.read(official_data / "ep/nem-onet-to-soc-crosswalk_2023-09.xlsx")
    rows = list(book.rows())
    assert rows == list(crosswalk.read(official_data / "ep/onet_nem_ooh_crosswalk.csv").rows())
    assert len(rows) == 997
    assert len({row.matrix_code for row in rows}) == 832


def test_soc_of_workbook_and_csv_agrees(official_data: Path) -> None:
    rows = list(soc.read(official_data / "soc/soc_structure_2018.xlsx").rows())
    assert rows == list(soc.read(official_data / "soc/soc_2018.csv").rows())
    assert Counter(row.level for row in rows) == {
        "major": 23,
        "minor": 98,
        "broad": 459,
        "detailed": 867,
    }
    parents = {row.code: row.parent for row in rows}
    assert parents["51-5110"] == "51-5100"


def test_price_parities_have_every_place(official_data: Path) -> None:
    release = price_parities.read(official_data / "bea")
    tables = Counter(row.table for row in release.rows())
    # Four states have no nonmetropolitan portion: 20 rows of 0.000.
    assert tables == {"MARPP": 1_945, "SARPP": 260, "PARPP": 515 - 20}


def test_metros_have_every_position(official_data: Path) -> None:
    assert len(list(metros.read(official_data / "map/metros.json").rows())) == 391


def test_checksum_is_that_of_the_official_list(official_data: Path) -> None:
    name = "soc/soc_structure_2018.xlsx"
    lines = (official_data / "CHECKSUMS.sha256").read_text().splitlines()
    listed = [line.split()[0] for line in lines if line.endswith(name)]
    assert listed == [sha256(official_data / name)]
