"""Workbooks that are none, and whatever damage may do to one."""

import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from careers.sources import attainment, crosswalk, oews, onet, projections, soc, workbooks
from careers.sources.files import SourceError
from tests.sources.conftest import EXCERPTS, failure

READERS: dict[str, Callable[[Path], Iterator[object]]] = {
    "ep/occupation_2024-34.xlsx": lambda path: projections.read(path).rows(),
    "ep/occupation_2022-32.xlsx": lambda path: attainment.read(path).rows(),
    "ep/nem-onet-to-soc-crosswalk_2023-09.xlsx": lambda path: crosswalk.read(path).rows(),
    "soc/soc_structure_2018.xlsx": lambda path: soc.read(path).rows(),
    "oews/national_M2024_dl.xlsx": lambda path: oews.read(path).wages(),
}
TEXTS: dict[str, Callable[[Path], Iterator[object]]] = {
    "ep/ep_2024_34_occupations.csv": lambda path: projections.read(path).rows(),
    "soc/soc_2018.csv": lambda path: soc.read(path).rows(),
    "onet/db_30_1_text/Skills.txt": lambda path: onet.read(path.parent).ratings(),
    "oews/flat/oe.data.0.Current": lambda path: oews.read(path).wages(),
    "oews/oews_2025_area_occ.csv": lambda path: oews.read(path).wages(),
}


@pytest.mark.parametrize("name", READERS)
@pytest.mark.parametrize("data", [b"", b"code,title\n1,a\n", b"PK\x03\x04"])
def test_workbook_that_is_none_is_refused(tmp_path: Path, name: str, data: bytes) -> None:
    path = tmp_path / Path(name).name
    path.write_bytes(data)
    message = failure(lambda: list(READERS[name](path)))
    assert message == f"{path}: is not a zip file, or is damaged; fetch it again"


@pytest.mark.parametrize("name", READERS)
def test_zip_that_is_no_workbook_is_refused(tmp_path: Path, name: str) -> None:
    path = tmp_path / Path(name).name
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.csv", "code,title\n")
    message = failure(lambda: list(READERS[name](path)))
    assert "is not a workbook that can be read" in message


@pytest.mark.parametrize("name", READERS)
def test_workbook_that_is_not_there_is_refused(tmp_path: Path, name: str) -> None:
    path = tmp_path / Path(name).name
    assert failure(lambda: list(READERS[name](path))) == f"{path}: does not exist"


def test_workbook_that_would_expand_past_the_bound_is_refused(
    excerpts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbooks, "MAX_EXPANDED", 2**10)
    path = excerpts / "soc/soc_structure_2018.xlsx"
    assert "would expand past" in failure(lambda: soc.read(path))


def test_workbook_with_broken_sheet_is_refused(excerpts: Path, tmp_path: Path) -> None:
    source = excerpts / "soc/soc_structure_2018.xlsx"
    path = tmp_path / source.name
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, data[:-200] if "sheet1" in name else data)
    assert "is not a workbook that can be read" in failure(lambda: soc.read(path))


@pytest.mark.parametrize("name", [*READERS, *TEXTS])
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@example(place=0.9679334789500401, junk=b"\0\0\0\0", cut=False)
@given(place=st.floats(0, 1, exclude_max=True), junk=st.binary(max_size=12), cut=st.booleans())
def test_damaged_file_gives_rows_or_a_source_error(
    tmp_path: Path, name: str, place: float, junk: bytes, cut: bool
) -> None:
    source = EXCERPTS / name
    folder = tmp_path / source.parent.name
    folder.mkdir(exist_ok=True)
    for other in source.parent.iterdir():
        if other.is_file() and other.suffix != ".xlsx":
            (folder / other.name).write_bytes(other.read_bytes())
    data = source.read_bytes()
    at = int(place * len(data))
    path = folder / source.name
    path.write_bytes(data[:at] + junk + (b"" if cut else data[at + len(junk) :]))
    try:
        for _ in {**READERS, **TEXTS}[name](path):
            pass
    except SourceError as error:
        assert len(str(error).splitlines()) == 1  # noqa: PT017
        assert str(tmp_path) in str(error)  # noqa: PT017
