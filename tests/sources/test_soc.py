"""The SOC structure: levels, and parents that the codes alone do not tell."""

from pathlib import Path

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from careers.sources import soc
from careers.sources.soc import SocRow
from tests.sources.conftest import Copy, SpoilSheet, failure

BOOK = "soc/soc_structure_2018.xlsx"
CSV = "soc/soc_2018.csv"


def test_workbook_and_csv_give_the_same_rows(excerpts: Path) -> None:
    book, table = soc.read(excerpts / BOOK), soc.read(excerpts / CSV)
    assert list(book.rows()) == list(table.rows())
    assert book.version == table.version == "2018"


@pytest.mark.parametrize(
    ("code", "level", "parent"),
    [
        ("15-0000", "major", ""),
        ("15-1200", "minor", "15-0000"),
        ("15-1250", "broad", "15-1200"),
        ("15-1252", "detailed", "15-1250"),
        ("31-1100", "minor", "31-0000"),
        ("31-1120", "broad", "31-1100"),
        ("31-1121", "detailed", "31-1120"),
        ("29-1229", "detailed", "29-1210"),
        ("55-1011", "detailed", "55-1010"),
    ],
)
def test_parent_is_the_group_above(excerpts: Path, code: str, level: str, parent: str) -> None:
    found = {row.code: row for row in soc.read(excerpts / BOOK).rows()}
    assert (found[code].level, found[code].parent) == (level, parent)


def test_row_has_its_title(excerpts: Path) -> None:
    rows = list(soc.read(excerpts / CSV).rows())
    assert rows[0] == SocRow("11-0000", "Management Occupations", "major", "")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("Minor,15-1200", "Detailed,15-1200", "15-1200 is not in a broad group"),
        ("Detailed,15-1253", "Detailed,15-1252", "15-1252 is there twice; the codes have to rise"),
        ("Detailed,15-1253", "Detailed,15-1251", "15-1251 stands after 15-1252"),
        ("Detailed,15-1253", "Tiny,15-1253", "level 'tiny' is not one of major, minor, broad"),
        ("Detailed,15-1253", "Detailed,15-12x3", "soc code '15-12x3' is not a code"),
        ("Major,13-0000", "Minor,13-0000", "13-0000 is not in a major group"),
        ("level,", "rank,", "column 'level' is missing; found: rank, soc_code, title"),
    ],
)
def test_csv_with_a_fault_is_refused(copy: Copy, old: str, new: str, told: str) -> None:
    path = copy(CSV)
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))
    message = failure(lambda: list(soc.read(path).rows()))
    assert told in message
    assert message.startswith(f"{path}, row ")


def test_workbook_row_with_two_codes_is_refused(spoil_sheet: SpoilSheet) -> None:
    def change(sheet: Worksheet) -> None:
        for line in sheet.iter_rows():
            if line[2].value == "15-1250":
                line[3].value = "15-1251"

    path = spoil_sheet(BOOK, "2018 Structure", change)
    message = failure(lambda: list(soc.read(path).rows()))
    assert "has 2 codes: 15-1250, 15-1251" in message


def test_file_that_tells_no_year_is_refused(copy: Copy) -> None:
    path = copy(CSV)
    path = path.rename(path.with_name("soc.csv"))
    assert "its name tells no year, as in 'soc_2018.csv'" in failure(lambda: soc.read(path))
