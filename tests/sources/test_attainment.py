"""Table 5.3, educational attainment: workbook and CSV."""

from pathlib import Path

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from careers.sources import attainment
from careers.sources.attainment import AttainmentRow
from tests.sources.conftest import Spoil, SpoilSheet, failure

BOOK = "ep/occupation_2022-32.xlsx"
CSV = "ep/ep_2022_32_educational_attainment.csv"


def test_workbook_and_csv_give_the_same_rows(excerpts: Path) -> None:
    book, table = attainment.read(excerpts / BOOK), attainment.read(excerpts / CSV)
    assert list(book.rows()) == list(table.rows())
    assert (book.years, table.years) == ("2019 and 2021", None)


def test_row_has_seven_shares_in_percent(excerpts: Path) -> None:
    found = {row.code: row for row in attainment.read(excerpts / BOOK).rows()}
    assert found["00-0000"] == AttainmentRow(
        "00-0000", "Total, all occupations", 7.7, 23.1, 19.5, 9.5, 24.5, 11.2, 4.6
    )


def test_note_marks_are_no_part_of_titles(excerpts: Path) -> None:
    text = (excerpts / CSV).read_text()
    assert "(1)" in text
    assert not any("(" in row.title for row in attainment.read(excerpts / CSV).rows())


TOTAL = "00-0000,7.7,"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (TOTAL, "00-0000,x,", "row 2: less than high school 'x' is not a number"),
        (TOTAL, "00-0000,107.7,", "row 2: less than high school 107.7 is not between 0 and 100"),
        (TOTAL, "00-0000,-7.7,", "row 2: less than high school -7.7 is not between"),
        (TOTAL, "00-0000,17.7,", "row 2: the shares of 00-0000 add up to 110.1, not to 100"),
        (TOTAL, "11-3021,7.7,", "row 3: 11-3021 is there twice"),
        ("master_pct", "masters", "row 1: column 'master_pct' is missing; found: title, nem_code"),
    ],
)
def test_csv_with_a_fault_is_refused(spoil: Spoil, old: str, new: str, told: str) -> None:
    path = spoil(CSV, old, new)
    assert told in failure(lambda: list(attainment.read(path).rows()))


def test_workbook_without_the_table_is_refused(excerpts: Path) -> None:
    message = failure(lambda: attainment.read(excerpts / "ep/occupation_2024-34.xlsx"))
    assert "sheet 'Table 5.3' is missing; found: Index, Table 1.2, Table 1.10" in message


def test_workbook_without_a_column_is_refused(spoil_sheet: SpoilSheet) -> None:
    def change(sheet: Worksheet) -> None:
        sheet.cell(row=2, column=7, value="First degree")

    path = spoil_sheet(BOOK, "Table 5.3", change)
    assert "column 'bachelor' is missing" in failure(lambda: attainment.read(path))


def test_workbook_whose_title_tells_no_years_is_refused(spoil_sheet: SpoilSheet) -> None:
    def change(sheet: Worksheet) -> None:
        sheet.cell(row=1, column=1, value="Table 5.3 Educational attainment")

    path = spoil_sheet(BOOK, "Table 5.3", change)
    message = failure(lambda: attainment.read(path))
    assert "the title does not say of which years the table is" in message
