"""Employment Projections: both layouts of the workbook, the CSV, and what is not one of them."""

import re
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from careers.sources import projections
from careers.sources.projections import ProjectionRow
from tests.sources.conftest import Copy, Spoil, SpoilSheet, failure

NEW = "ep/occupation_2024-34.xlsx"
OLD = "ep/occupation_2022-32.xlsx"
CSV = "ep/ep_2024_34_occupations.csv"
EXPORT = "ep/Employment_Projections_2024-34_search_export.csv"


def rows(path: Path) -> dict[str, ProjectionRow]:
    return {row.code: row for row in projections.read(path).rows()}


@pytest.mark.parametrize(
    ("file", "name", "base", "target"),
    [
        (NEW, "2024–34", 2024, 2034),
        (CSV, "2024–34", 2024, 2034),
        (OLD, "2022–32", 2022, 2032),
    ],
)
def test_release_is_named_after_the_years_of_the_headings(
    excerpts: Path, file: str, name: str, base: int, target: int
) -> None:
    release = projections.read(excerpts / file)
    assert (release.name, release.base_year, release.target_year) == (name, base, target)


def test_workbook_and_csv_give_the_same_rows(excerpts: Path) -> None:
    assert list(projections.read(excerpts / NEW).rows()) == list(
        projections.read(excerpts / CSV).rows()
    )


def test_row_is_in_persons_percent_and_dollars(excerpts: Path) -> None:
    assert rows(excerpts / NEW)["15-1252"] == ProjectionRow(
        code="15-1252",
        title="Software developers",
        is_line_item=True,
        base_employment=1_693_800,
        projected_employment=1_961_400,
        growth_percent=15.8,
        openings=115_200,
        self_employed_percent=1.6,
        entry_education="Bachelor's degree",
        work_experience="None",
        training="None",
        median_wage=133_080,
        median_wage_capped=False,
    )


def test_older_layout_is_read_from_the_table_that_has_the_columns(excerpts: Path) -> None:
    row = rows(excerpts / OLD)["31-1120"]
    assert (row.title, row.base_employment) == ("Home health and personal care aides", 3_715_500)
    assert (row.growth_percent, row.median_wage) == (21.7, 30_180)
    assert row.entry_education == "High school diploma or equivalent"


def test_summary_is_told_from_line_item(excerpts: Path) -> None:
    found = rows(excerpts / NEW)
    assert found["00-0000"].title == "Total, all occupations"
    assert not found["15-0000"].is_line_item
    assert found["15-0000"].entry_education == ""
    assert found["31-1120"].is_line_item


def test_capped_median_is_at_least_the_cap(excerpts: Path) -> None:
    for file in (NEW, CSV):
        row = rows(excerpts / file)["29-1211"]
        assert (row.median_wage, row.median_wage_capped) == (239_200, True)


def test_missing_median_is_none(excerpts: Path) -> None:
    row = rows(excerpts / NEW)["27-2011"]
    assert (row.median_wage, row.median_wage_capped) == (None, False)


def without_column(heading: str) -> Callable[[Worksheet], object]:
    def change(sheet: Worksheet) -> None:
        for column in range(1, sheet.max_column + 1):
            if heading in str(sheet.cell(row=2, column=column).value):
                sheet.delete_cols(column)
                return
        raise LookupError(heading)

    return change


def test_column_that_the_main_table_lacks_is_joined_by_code(
    spoil_sheet: SpoilSheet, excerpts: Path
) -> None:
    path = spoil_sheet(NEW, "Table 1.2", without_column("Occupational openings"))
    assert rows(path) == rows(excerpts / NEW)


def test_workbook_that_lacks_a_column_everywhere_is_refused(spoil_sheet: SpoilSheet) -> None:
    path = spoil_sheet(NEW, "Table 1.2", without_column("Median annual wage"))
    message = failure(lambda: projections.read(path))
    assert "column 'median wage' is missing, here and in every other table" in message


def test_search_export_is_refused_by_name(excerpts: Path) -> None:
    message = failure(lambda: projections.read(excerpts / EXPORT))
    assert "is the search export, which has no groups and no self-employed" in message
    assert "give occupation.xlsx" in message


def test_workbook_of_something_else_is_refused(excerpts: Path) -> None:
    for name in ("soc/soc_structure_2018.xlsx", "oews/national_M2024_dl.xlsx"):
        message = failure(partial(projections.read, excerpts / name))
        assert "has no table of projections by occupation" in message


def test_csv_of_something_else_is_refused(excerpts: Path) -> None:
    message = failure(lambda: projections.read(excerpts / "soc/soc_2018.csv"))
    assert "column 'code' is missing; found: level, soc_code, title" in message


ACTORS = "27-2011,Line item,57,57.1,"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (ACTORS, ACTORS.replace("57,", "-57,"), "base -57 is not between 0 and"),
        (ACTORS, ACTORS.replace("57,", "many,"), "base 'many' is not a number"),
        (ACTORS, ACTORS.replace("57,", ","), "base is missing"),
        (ACTORS, ACTORS.replace("57.1", "99999999"), "projected 99999999 is not between"),
        (ACTORS, ACTORS.replace("Line item", "Item"), "'Item' is neither 'Line item' nor"),
        (ACTORS, ACTORS.replace("27-2011", "27-2021"), "27-2021 is there twice"),
        (ACTORS, ACTORS.replace("27-2011", "272011"), "code '272011' is not a code"),
        (">=$239,200", ">=$239,2x0", "median wage '239,2x0' is not a number"),
    ],
)
def test_csv_with_a_fault_is_refused_at_its_row(copy: Copy, old: str, new: str, told: str) -> None:
    path = copy(CSV)
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))
    message = failure(lambda: list(projections.read(path).rows()))
    assert told in message
    assert re.match(rf"{re.escape(str(path))}, row \d+: ", message)


def test_csv_that_projects_backwards_is_refused(spoil: Spoil) -> None:
    path = spoil(CSV, "emp_2034_k", "emp_2014_k")
    assert "projects from 2024 to 2014" in failure(lambda: projections.read(path))


def test_workbook_with_a_code_there_twice_is_refused(spoil_sheet: SpoilSheet) -> None:
    def change(sheet: Worksheet) -> None:
        sheet.cell(row=5, column=2, value="00-0000")

    path = spoil_sheet(NEW, "Table 1.2", change)
    message = failure(lambda: list(projections.read(path).rows()))
    assert message == f"{path}, row 5: sheet 'Table 1.2': 00-0000 is there twice"


def test_workbook_cut_after_its_headings_is_refused(spoil_sheet: SpoilSheet) -> None:
    def change(sheet: Worksheet) -> None:
        sheet.delete_rows(3, sheet.max_row)

    path = spoil_sheet(NEW, "Table 1.2", change)
    message = failure(lambda: list(projections.read(path).rows()))
    assert "has a header and no rows; is it cut short?" in message
