"""The crosswalk from O*NET to the matrix and the handbook: workbook and CSV."""

from datetime import date
from pathlib import Path

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from careers.sources import crosswalk
from careers.sources.crosswalk import CrosswalkRow
from tests.sources.conftest import Copy, SpoilSheet, failure

BOOK = "ep/nem-onet-to-soc-crosswalk_2023-09.xlsx"
CSV = "ep/onet_nem_ooh_crosswalk.csv"
SHEET = "ONET to SOC crosswalk"


def test_workbook_and_csv_give_the_same_rows(excerpts: Path) -> None:
    book, table = crosswalk.read(excerpts / BOOK), crosswalk.read(excerpts / CSV)
    assert list(book.rows()) == list(table.rows())
    assert (book.as_of, table.as_of) == (date(2023, 9, 6), None)


def test_two_occupations_share_a_combined_matrix_code(excerpts: Path) -> None:
    found = {row.occupation: row for row in crosswalk.read(excerpts / BOOK).rows()}
    assert found["31-1121.00"].matrix_code == found["31-1122.00"].matrix_code == "31-1120"
    assert found["31-1121.00"] == CrosswalkRow(
        "31-1121.00",
        "31-1120",
        "Home health and personal care aides",
        "Home health and personal care aides",
        "https://www.bls.gov/OOH/healthcare/home-health-aides-and-personal-care-aides.htm",
    )
    assert "55-1011.00" not in found


def test_occupation_without_a_profile_has_no_address(excerpts: Path) -> None:
    found = {row.occupation: row for row in crosswalk.read(excerpts / BOOK).rows()}
    assert (found["13-1199.00"].ooh_title, found["13-1199.00"].ooh_url) == ("", "")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("15-1253.00", "15-1252.00", "15-1252.00 is there twice"),
        ("15-1253.00", "15-1253", "occupation '15-1253' is not a code"),
        (",31-1120,", ",31-11x0,", "matrix code '31-11x0' is not a code"),
        ("https://www.bls.gov/", "javascript:alert(1)//", "is not an address of www.bls.gov"),
        ("nem_code", "soc_code", "column 'nem_code' is missing; found: onet_soc_code"),
    ],
)
def test_csv_with_a_fault_is_refused(copy: Copy, old: str, new: str, told: str) -> None:
    path = copy(CSV)
    path.write_text(path.read_text().replace(old, new, 1))
    message = failure(lambda: list(crosswalk.read(path).rows()))
    assert told in message
    assert message.startswith(f"{path}, row ")


def test_workbook_with_a_date_that_is_none_is_refused(spoil_sheet: SpoilSheet) -> None:
    def change(sheet: Worksheet) -> None:
        sheet.cell(row=3, column=1, value="As of 13/6/2023")

    path = spoil_sheet(BOOK, SHEET, change)
    assert "'As of 13/6/2023' is not a date" in failure(lambda: crosswalk.read(path))


def test_workbook_of_something_else_is_refused(excerpts: Path) -> None:
    message = failure(lambda: crosswalk.read(excerpts / "soc/soc_structure_2018.xlsx"))
    assert "column 'occupation' is missing; is this another table?" in message
