"""Guides as files: formulas defused and undone, formats told apart, what is hostile refused."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careers.editing import Ban, GuideContent
from careers.exchange import (
    COLUMNS,
    MOST_BYTES,
    MOST_GUIDES,
    FileRefused,
    Held,
    guides_csv,
    guides_zip,
    read_file,
)
from careers.exchange.cells import STARTS, guarded, unguarded
from tests.support.desk import a_content, rich_content

FORMULAS = "=+-@\t\r＝＋－＠"


def held(content: GuideContent, slug: str = "a-guide") -> Held:
    return Held(slug, "published", content, 3, 2)


def read_content(data: bytes) -> GuideContent:
    (record,) = read_file(data)
    assert record.problems == ()
    assert (record.slug, record.version, record.revision) == ("a-guide", 3, 2)
    return GuideContent.from_json({"schema": 1, **record.given})


def zipped_names(files: dict[str, str], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", compression) as archive:
        for name, text in files.items():
            archive.writestr(zipfile.ZipInfo(name), text, compression)
    return file.getvalue()


@pytest.mark.parametrize("start", FORMULAS)
def test_cell_that_begins_as_a_formula_begins_with_an_apostrophe(start: str) -> None:
    assert guarded(f"{start}1") == f"'{start}1"
    assert guarded(f"'{start}1") == f"''{start}1"


@given(st.text(st.sampled_from(f"'{FORMULAS}\nab "), max_size=8))
def test_guarded_cell_is_no_formula_and_comes_back(text: str) -> None:
    cell = guarded(text)
    assert not cell.startswith(tuple(STARTS.replace("\\", "")))
    assert unguarded(cell) == text


@pytest.mark.django_db
@pytest.mark.parametrize("write", [guides_csv, guides_zip])
def test_guide_comes_back_from_a_file_as_it_was(write: Callable[..., bytes]) -> None:
    content = rich_content(
        title="=HYPERLINK(1)",
        summary="'=1+1",
        work='@a, "b"; c\n\nd',
        apart="+1 (555)",
        bans=(Ban("architect", "-"),),
    )
    assert read_content(write([held(content)])) == content


def test_no_cell_of_an_export_begins_as_a_formula() -> None:
    texts = {
        name: f"{start}1" for name, start in zip(("title", "work", "apart"), "=@+", strict=True)
    }
    data = guides_csv([held(a_content(**texts))])
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert tuple(rows[0]) == COLUMNS
    assert [cell for cell in rows[1] if cell.startswith(tuple("=+-@\t\r"))] == []
    assert rows[1][COLUMNS.index("thrives")].startswith("'- You like")


@pytest.mark.django_db
def test_the_same_guides_make_the_same_zip() -> None:
    assert guides_zip([held(a_content())]) == guides_zip([held(a_content())])


def test_columns_left_out_are_not_given() -> None:
    (record,) = read_file(b"slug,review_by\nx,2027-01-01\n")
    assert record.given == {"review_by": "2027-01-01"}
    assert record.place == "line 2"


def test_rows_are_named_by_the_line_they_begin_in() -> None:
    records = read_file(b'slug,work\na,"one\ntwo"\n\nb,x\n')
    assert [record.place for record in records] == ["line 2", "line 5"]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ("slug,title\na,é\n".encode("utf-16"), "UTF-16"),
        ("slug,title\na,é\n".encode("utf-16-le"), "UTF-16"),
        ("slug,title\na,x\nb,é\n".encode("cp1252"), "Line 3: .*Windows-1252"),
        (b"slug;title\na;b\n", "semicolons"),
        (b"title\na\n", "has to be slug"),
        (b"slug,titel\na,b\n", "no column is called 'titel'"),
        (b"slug,slug\na,b\n", "there twice"),
        (b'slug,title\na,"b\n', "Line 2: the table breaks off"),
        (b"slug,title\na," + b"x" * 200_000, "the table breaks off"),
        (b"", "has to be slug"),
        (b"slug\n", "no guide in the file"),
        (b"slug\n" + b"a\n" * (MOST_GUIDES + 1), "More than"),
        (b"x" * (MOST_BYTES + 1), "larger than"),
        (b"PK\x03\x04 and then nothing of a zip", "cannot be read"),
    ],
)
def test_file_that_is_none_is_refused_in_words(data: bytes, words: str) -> None:
    with pytest.raises(FileRefused, match=words):
        read_file(data)


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ({"../roles/x.md": ""}, "is no guide"),
        ({"/roles/x.md": ""}, "is no guide"),
        ({"roles/../x.md": ""}, "is no guide"),
        ({"roles\\x.md": ""}, "is no guide"),
        ({"roles/x.exe": ""}, "is no guide"),
        ({"[Content_Types].xml": ""}, "workbook"),
        ({"roles/x.md": "a" * 10_000_000}, "larger than guides are"),
        ({f"roles/x{number}.md": "" for number in range(MOST_GUIDES + 1)}, "More than"),
        ({"versions.json": "["}, "versions.json is no JSON"),
        ({"versions.json": "{}"}, "no guide in the file"),
    ],
)
def test_zip_that_is_none_of_ours_is_refused(files: dict[str, str], words: str) -> None:
    with pytest.raises(FileRefused, match=words):
        read_file(zipped_names(files))


def test_zip_with_a_link_a_password_or_another_packing_is_refused() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        entry = zipfile.ZipInfo("roles/x.md")
        entry.external_attr = 0o120777 << 16
        archive.writestr(entry, "/etc/passwd")
    with pytest.raises(FileRefused, match="is a link"):
        read_file(file.getvalue())
    with pytest.raises(FileRefused, match="plain zip"):
        read_file(zipped_names({"roles/x.md": "x"}, zipfile.ZIP_LZMA))
    locked = bytearray(zipped_names({"roles/x.md": "x"}))
    locked[6] |= 1
    locked[locked.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(FileRefused, match="password"):
        read_file(bytes(locked))


def test_zip_whose_sizes_lie_is_refused() -> None:
    data = bytearray(zipped_names({"roles/x.md": "a" * 1_000_000}))
    at = data.index(b"PK\x01\x02") + 24
    data[at : at + 4] = (5).to_bytes(4, "little")
    with pytest.raises(FileRefused, match="cannot be read"):
        read_file(bytes(data))


@pytest.mark.parametrize(
    ("cells", "field"),
    [
        ("{", "occupations"),
        ("{}", "occupations"),
        ("[" * 5_000, "occupations"),
        ('["\\u0000"]', "occupations"),
        ('["\\ud800"]', "occupations"),
    ],
)
def test_list_that_is_no_json_is_told_with_its_field(cells: str, field: str) -> None:
    file = io.StringIO()
    csv.writer(file).writerows([["slug", field], ["x", cells]])
    (record,) = read_file(file.getvalue().encode())
    assert [problem.field for problem in record.problems] == [field]


def test_numbers_of_versions_are_whole() -> None:
    (record,) = read_file(b"slug,version,revision\nx,1.5,-2\n")
    assert [problem.field for problem in record.problems] == ["version", "revision"]


def test_wrong_guide_in_a_zip_is_told_with_name_line_and_field() -> None:
    text = "+++\ntitle = 'X'\nlevel = 5\n[[moves]]\nto = 'y'\n+++\n\n"
    headings = (
        "Summary,What the work is like,What you need to understand,What sets it apart,"
        "Harder than it looks,Who thrives,Who may find it hard,Ways in,Where it sits"
    )
    text += "".join(f"## {heading}\n" for heading in headings.split(","))
    (record,) = read_file(zipped_names({"roles/x.md": text}))
    assert record.place == "roles/x.md, line 4"
    assert record.problems[0].field == "moves"


def test_versions_of_a_zip_that_are_no_numbers_are_not_known() -> None:
    versions = json.dumps({"x": {"version": True, "revision": "2"}})
    (record,) = read_file(zipped_names({"versions.json": versions, "x.md": ""}))
    assert (record.slug, record.version, record.revision) == ("x", None, None)
