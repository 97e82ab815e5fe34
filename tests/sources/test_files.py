"""Opening: every kind of container gives the same rows, every fault of one is a SourceError."""

import bz2
import gzip
import zipfile
from pathlib import Path

import pytest

from careers.sources import files
from careers.sources.files import SourceError, Table, TextFile, list_texts, one_text, sha256
from tests.sources.conftest import failure

TEXT = 'code,title\n1,"Nurse, registered"\n2,Électricien\n'
ROWS = [(2, ("1", "Nurse, registered")), (3, ("2", "Électricien"))]


def rows_of(path: Path) -> list[tuple[int, tuple[str, ...]]]:
    return list(Table(one_text(path)).rows(("code", "title")))


def zipped(path: Path, content: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, data in content.items():
            archive.writestr(name, data)
    return path


@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_rows_are_the_same_from_every_container(tmp_path: Path, mark: str) -> None:
    data = (mark + TEXT).encode()
    (tmp_path / "a.csv").write_bytes(data)
    (tmp_path / "b.csv.gz").write_bytes(gzip.compress(data))
    zipped(tmp_path / "c.zip", {"folder/a.csv": data})
    zipped(tmp_path / "d.zip", {"a.csv.gz": gzip.compress(data)})
    for name in ("a.csv", "b.csv.gz", "c.zip", "d.zip"):
        assert rows_of(tmp_path / name) == ROWS


def test_rows_with_windows_line_ends_and_blank_lines(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(TEXT.replace("\n", "\r\n").encode() + b"\r\n\r\n")
    assert rows_of(path) == ROWS


def test_rows_come_one_at_a_time(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"code,title\n1,a\n" + b"2,b,c\n")
    rows = Table(one_text(path)).rows(("code",))
    assert next(rows)[1][0] == "1"
    assert "row 3: has 3 fields where the header has 2" in failure(lambda: next(rows))


def test_column_missing_names_those_found(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(TEXT)
    message = failure(lambda: list(Table(one_text(path)).rows(("code", "Short Title"))))
    told = "column 'Short Title' is missing; found: code, title; is this another table?"
    assert message == f"{path}, row 1: {told}"


def test_column_renamed_is_found_under_its_alias(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(TEXT)
    table = Table(one_text(path), aliases={"name": ("label", "title")})
    assert next(table.rows(("name", "code"))) == (2, ("Nurse, registered", "1"))


def test_column_optional_and_missing_is_empty(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(TEXT)
    rows = Table(one_text(path)).rows(("code",), ("date",))
    assert [fields for _, fields in rows] == [("1", ""), ("2", "")]


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "is empty"),
        (b"\n\n", "is empty"),
        (b"code,title\n", "has a header and no rows"),
        (b"code,title\n1,a\n2,\xe9\n", "row 3: is not UTF-8 text"),
        (b"code,title\n1,a\n\n2,a\0b\n", "row 4: holds a NUL byte"),
        ("code,title\n1,a\n".encode("utf-16"), "row 1: holds a NUL byte"),
        (b'code,title\n1,"a\n', "is not a proper table"),
        (b'code,title\n1,"a"b\n', "row 2: is not a proper table"),
        (b"code,title\n1," + b"x" * 200_000 + b"\n", "row 2: is not a proper table: field larger"),
        (b"code,title\n1,a\n2\n", "row 3: has 1 fields where the header has 2"),
    ],
)
def test_text_that_is_no_table_is_refused(tmp_path: Path, data: bytes, told: str) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(data)
    assert told in failure(lambda: rows_of(path))


def test_text_not_utf8_far_into_the_file_names_its_row(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"code,title\n" + b"1,abcdefgh\n" * 50_000 + "2,é\n".encode("latin-1"))
    assert "row 50002: is not UTF-8 text" in failure(lambda: rows_of(path))


def test_text_in_latin1_is_read_where_it_is_said(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(TEXT.encode("latin-1"))
    assert list(Table(TextFile(path, encoding="latin-1")).rows(("code", "title"))) == ROWS


def test_gzip_cut_short_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.csv.gz"
    path.write_bytes(gzip.compress(TEXT.encode() * 1000)[:-20])
    assert failure(lambda: rows_of(path)) == f"{path}: is cut short or damaged; fetch it again"


def test_gzip_that_is_none_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.csv.gz"
    path.write_text(TEXT)
    assert "is cut short or damaged" in failure(lambda: rows_of(path))


def test_gzip_that_expands_past_the_bound_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "MAX_EXPANDED", 2**20)
    path = tmp_path / "a.csv.gz"
    path.write_bytes(gzip.compress(b"code,title\n" + b"1,aaaaaaaa\n" * 200_000))
    assert path.stat().st_size < 20_000
    assert "expands past 1 MiB; it is not read" in failure(lambda: rows_of(path))


def test_zip_that_would_expand_past_the_bound_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "MAX_EXPANDED", 2**20)
    path = zipped(tmp_path / "a.zip", {"a.csv": b"a" * 600_000, "b.csv": b"a" * 600_000})
    assert "would expand past 1 MiB; it is not read" in failure(lambda: list_texts(path))


def test_zip_that_understates_its_size_is_refused(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"a.csv": TEXT.encode()})
    size = len(TEXT.encode()).to_bytes(4, "little")
    path.write_bytes(path.read_bytes().replace(size, (30).to_bytes(4, "little")))
    assert "is cut short or damaged" in failure(lambda: rows_of(path))


def test_zip_encrypted_is_refused(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"a.csv": TEXT.encode()})
    data = bytearray(path.read_bytes())
    data[data.index(b"PK\x03\x04") + 6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(data)
    assert "'a.csv' is encrypted; unpack it first" in failure(lambda: list_texts(path))


def test_zip_compressed_another_way_is_refused(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"a.csv": TEXT.encode()}, zipfile.ZIP_BZIP2)
    assert "in a way that is not read" in failure(lambda: list_texts(path))


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 and no more", bz2.compress(b"x")])
def test_zip_that_is_none_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(data)
    assert "is not a zip file, or is damaged" in failure(lambda: list_texts(path))


def test_zip_damaged_inside_is_refused(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"a.csv": TEXT.encode() * 100}, zipfile.ZIP_STORED)
    data = bytearray(path.read_bytes())
    data[100] ^= 1
    path.write_bytes(data)
    assert "is cut short or damaged" in failure(lambda: rows_of(path))


def test_zip_of_several_files_is_refused_where_one_is_wanted(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"a.csv": b"", "b.csv": b""})
    assert "holds 2 files; one is wanted here" in failure(lambda: one_text(path))


def test_path_that_is_not_there_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "nowhere"
    for work in (lambda: one_text(path), lambda: list_texts(path), lambda: sha256(path)):
        assert failure(work) == f"{path}: does not exist"


def test_path_that_cannot_be_is_refused() -> None:
    path = Path("x" * 5_000)
    for work in (lambda: one_text(path), lambda: list_texts(path), lambda: sha256(path)):
        assert failure(work).endswith(": cannot be reached: File name too long")


def test_folder_is_refused_where_a_file_is_wanted(tmp_path: Path) -> None:
    assert "is a folder; give the file itself" in failure(lambda: one_text(tmp_path))


def test_file_is_refused_where_a_folder_is_wanted(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(TEXT)
    assert "is one file; give the folder or the zip" in failure(lambda: list_texts(path))


def test_folder_with_the_same_table_twice_is_refused(tmp_path: Path) -> None:
    (tmp_path / "Skills.txt").write_text("a")
    (tmp_path / "Skills.txt.gz").write_bytes(gzip.compress(b"a"))
    assert "is there twice" in failure(lambda: list_texts(tmp_path))


def test_sha256_of_a_file_is_that_of_its_bytes(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"abc")
    assert sha256(path) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def test_sha256_of_a_folder_tells_names_and_contents(tmp_path: Path) -> None:
    def folder(name: str, content: dict[str, str]) -> str:
        (tmp_path / name).mkdir()
        for file, text in content.items():
            (tmp_path / name / file).write_text(text)
        return sha256(tmp_path / name)

    first = folder("1", {"a": "x", "b": "y"})
    assert folder("2", {"b": "y", "a": "x"}) == first
    others = [folder("3", {"a": "y", "b": "x"}), folder("4", {"a": "x"})]
    others += [folder("5", {"a": "x", "c": "y"})]
    assert len({first, *others}) == 4


def test_error_is_one_line_whatever_the_file_holds() -> None:
    error = SourceError("a\nb.csv", 7, "field 'x\r\n\x1b[31m\0' is odd")
    assert str(error) == "a b.csv, row 7: field 'x �[31m�' is odd"


def test_text_reads_in_pieces_without_losing_any(tmp_path: Path) -> None:
    text = "code,title\n" + "".join(f"{n},é{n}\n" for n in range(60_000))
    path = tmp_path / "a.csv.gz"
    path.write_bytes(gzip.compress(text.encode()))
    with one_text(path).open() as stream:
        assert stream.read() == text
