"""`import_data`: what it prints, and bad files: one line, exit status 1, the database as before."""

import gzip
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from careers.models import SocGroup, Wage
from tests.support.world import DATA, every_row

CSV = "oews_2025_area_occ.csv"
Spoil = Callable[[Path], Path]


def run(*arguments: str | Path) -> str:
    out = StringIO()
    call_command("import_data", *map(str, arguments), stdout=out)
    return out.getvalue()


def oews(folder: Path) -> Path:
    """Copy the OEWS excerpt; return its CSV."""
    shutil.copytree(DATA / "oews", folder, dirs_exist_ok=True)
    return folder / CSV


def replaced(folder: Path, old: str, new: str) -> Path:
    path = oews(folder)
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))
    return path


def truncated_gzip(folder: Path) -> Path:
    path = oews(folder)
    packed = path.with_name(f"{CSV}.gz")
    packed.write_bytes(gzip.compress(path.read_bytes())[:-200])
    return packed


def not_utf8(folder: Path) -> Path:
    path = oews(folder)
    path.write_bytes(path.read_bytes() + b"0000000,15-\xe9\n")
    return path


def missing_column(folder: Path) -> Path:
    path = oews(folder)
    lines = [line.rsplit(",", 1)[0] for line in path.read_text().splitlines()]
    path.write_text("\n".join(lines) + "\n")
    return path


def twice(folder: Path) -> Path:
    path = oews(folder)
    path.write_text(path.read_text() + path.read_text().splitlines()[1] + "\n")
    return path


def empty(folder: Path) -> Path:
    path = oews(folder)
    path.write_text("")
    return path


def other_years_rows(folder: Path) -> Path:
    flat = Path(shutil.copytree(DATA / "oews/flat", folder / "flat"))
    data = flat / "oe.data.0.Current"
    text = data.read_text()
    data.write_text(text.replace("2025", "2024", 1))
    return flat


def no_workbook(folder: Path) -> Path:
    path = folder / "national_M2024_dl.xlsx"
    path.write_text("<html>Not found</html>")
    return path


def large_zip(folder: Path) -> Path:
    path = folder / "oe.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("oe.data.0.Current", b" " * 2_000_000)
    return path


BAD: dict[str, tuple[Spoil, str]] = {
    "truncated gzip": (truncated_gzip, f"{CSV}.gz: is cut short or damaged"),
    "not UTF-8": (not_utf8, f"{CSV}, row 151: is not UTF-8 text"),
    "missing column": (missing_column, f"{CSV}, row 1: column 'flags' is missing"),
    "renamed column": (
        lambda folder: replaced(folder, "a_median", "a_middle"),
        f"{CSV}, row 1: column 'a_median' is missing",
    ),
    "another year's rows": (other_years_rows, "oe.data.0.Current, row 2: "),
    "unknown code": (
        lambda folder: replaced(folder, "0000000,15-1252", "0000000,15-9999"),
        f"{CSV}, area 0000000: code 15-9999 is no SOC group or matrix occupation",
    ),
    "unknown area": (
        lambda folder: replaced(folder, "0034900,", "0099999,"),
        "code 0099999 is no area",
    ),
    "negative wage": (
        lambda folder: replaced(folder, "135980", "-135980"),
        "annual wage -135980 is not between",
    ),
    "absurd wage": (
        lambda folder: replaced(folder, "214670", "214670000"),
        "annual wage 214670000 is not between",
    ),
    "duplicated key": (twice, f"{CSV}, row 151: area 0000000, occupation 00-0000 is there twice"),
    "empty file": (empty, f"{CSV}: is empty"),
    "no workbook": (no_workbook, "national_M2024_dl.xlsx: is not a zip file"),
    "large zip": (large_zip, "oe.zip: would expand past 1 MiB"),
    "no such path": (lambda folder: folder / "oews.csv", "oews.csv: does not exist"),
}


@pytest.mark.django_db
@pytest.mark.parametrize("name", BAD)
def test_bad_file_is_refused_in_one_line(
    name: str, small_world: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("careers.sources.files.MAX_EXPANDED", 2**20)
    spoil, told = BAD[name]
    path = spoil(tmp_path)
    before = every_row()
    with pytest.raises(CommandError) as caught:
        run("oews", path, "--commit")
    message = str(caught.value)
    assert told in message
    assert str(path) in message
    assert len(message.splitlines()) == 1
    assert caught.value.returncode == 1
    assert every_row() == before


@pytest.mark.django_db
def test_file_of_another_release_is_refused(small_world: None) -> None:
    before = every_row()
    with pytest.raises(CommandError, match="is release May 2025, not May 2024") as caught:
        run("oews", DATA / "oews" / CSV, "--commit", "--release", "May 2024")
    assert caught.value.returncode == 1
    assert every_row() == before


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("source", "file"),
    [
        ("soc", "ep/occupation_2024-34.xlsx"),
        ("onet", "bea"),
        ("projections", "soc/soc_2018.csv"),
        ("crosswalk", "soc/soc_structure_2018.xlsx"),
        ("attainment", "ep/occupation_2024-34.xlsx"),
        ("oews", "ep/occupation_2024-34.xlsx"),
        ("parities", "onet/db_30_1_text"),
        ("metros", "oews/areas.csv"),
    ],
)
def test_file_of_another_source_is_refused(source: str, file: str, small_world: None) -> None:
    before = every_row()
    with pytest.raises(CommandError) as caught:
        run(source, DATA / file, "--commit", "--release", "2026")
    assert file.rpartition("/")[2] in str(caught.value)
    assert len(str(caught.value).splitlines()) == 1
    assert every_row() == before


@pytest.mark.django_db
def test_dry_run_says_that_nothing_was_kept() -> None:
    said = run("soc", DATA / "soc/soc_2018.csv")
    assert "SOC groups: 52 rows; 52 added, 0 changed, 0 removed" in said
    assert "Standard Occupational Classification 2018: dry run, nothing kept" in said
    assert not SocGroup.objects.exists()


@pytest.mark.django_db
def test_commit_keeps_the_rows_and_says_so() -> None:
    said = run("soc", DATA / "soc/soc_2018.csv", "--commit")
    assert said.splitlines()[-1] == "Standard Occupational Classification 2018: imported"
    assert SocGroup.objects.count() == 52
    again = run("soc", DATA / "soc/soc_2018.csv", "--commit")
    assert "SOC groups: 52 rows; 0 added, 0 changed, 0 removed" in again


@pytest.mark.django_db
def test_shrunken_file_is_let_in_where_the_operator_says_so(
    small_world: None, tmp_path: Path
) -> None:
    path = oews(tmp_path)
    path.write_text("".join(path.read_text().splitlines(keepends=True)[:50]))
    with pytest.raises(CommandError, match="--allow-shrink"):
        run("oews", path, "--commit")
    run("oews", path, "--commit", "--allow-shrink")
    assert Wage.objects.filter(release__scope="areas").count() == 49


def test_process_ends_with_status_1_and_one_line(tmp_path: Path) -> None:
    database = f"sqlite:///{tmp_path / 'w.sqlite3'}"
    done = subprocess.run(
        [sys.executable, "manage.py", "import_data", "soc", str(tmp_path / "none.csv")],
        cwd=settings.BASE_DIR,
        env={**os.environ, "DATABASE_URL": database, "DEBUG": "true"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr == f"CommandError: {tmp_path / 'none.csv'}: does not exist\n"
