"""O*NET's text release: its tables, later names, what may be absent and what may not."""

import gzip
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from careers.sources import onet
from careers.sources.onet import Onet
from tests.sources.conftest import Copy, Spoil, failure

FOLDER = "onet/db_30_1_text"
ITERATORS = (
    *("occupations", "titles", "reported_titles", "elements", "scales", "ratings"),
    *("job_zones", "related", "technologies", "tasks"),
)


@pytest.fixture
def release(excerpts: Path) -> Onet:
    return onet.read(excerpts / FOLDER)


def everything(path: Path) -> Iterator[object]:
    release = onet.read(path)
    for name in ITERATORS:
        yield from getattr(release, name)()


def test_release_knows_its_version_and_tables(release: Onet) -> None:
    assert release.version == "30.1"
    assert release.absent == ()


def test_tables_have_all_rows_of_the_excerpt(release: Onet, excerpts: Path) -> None:
    def lines(*names: str) -> int:
        texts = [(excerpts / FOLDER / f"{name}.txt").read_text() for name in names]
        return sum(text.count("\n") - 1 for text in texts)

    assert len(list(release.occupations())) == lines("Occupation Data") == 19
    assert len(list(release.titles())) == lines("Alternate Titles")
    assert len(list(release.ratings())) == lines(*onet.DOMAINS)
    assert len(list(release.tasks())) == lines("Task Statements")
    assert len(list(release.technologies())) == lines("Technology Skills")


def test_occupation_has_code_title_description(release: Onet) -> None:
    found = {row.code: row for row in release.occupations()}
    assert found["15-1299.08"].title == "Computer Systems Engineers/Architects"
    assert found["47-2111.00"].description.startswith("Our words")


def test_title_has_its_short_form_or_none(release: Onet) -> None:
    found = {(row.occupation, row.title): row.short_title for row in release.titles()}
    assert found["15-1252.00", "Software Systems Engineer"] is None
    assert "15-1299.08" in {code for code, title in found if title == "Software Systems Engineer"}
    assert found["29-1141.00", "Cardiac Care Unit Nurse (CCU Nurse)"] == "CCU Nurse"


def test_reported_title_says_whether_it_is_shown(release: Onet) -> None:
    assert Counter(row.shown for row in release.reported_titles()).keys() == {True, False}


def test_rating_has_value_scale_and_month(release: Onet) -> None:
    found = {(r.occupation, r.element_name, r.scale): r for r in release.ratings()}
    programming = found["15-1252.00", "Programming", "IM"]
    assert (programming.value, programming.domain, programming.element) == (4.0, "skill", "2.B.3.e")
    assert programming.rated[:2] == "20"
    assert programming.rated[4] == "-"
    assert found["15-1252.00", "Getting Information", "IM"].rated == ""


def test_ratings_come_in_all_seven_domains(release: Onet) -> None:
    domains = {row.domain for row in release.ratings()}
    assert domains == {"skill", "knowledge", "ability", "activity", "interest", "style", "value"}


def test_rating_marks_follow_the_file(spoil: Spoil) -> None:
    line = "47-2111.00\t2.B.3.e\tProgramming\tLV"
    path = spoil(f"{FOLDER}/Skills.txt", line, line)
    old = next(text for text in path.read_text().splitlines() if text.startswith(line))
    fields = old.split("\t")
    fields[9:11] = ["Y", "Y"]
    path.write_text(path.read_text().replace(old, "\t".join(fields)))
    found = {(r.occupation, r.element, r.scale): r for r in onet.read(path.parent).ratings()}
    changed = found["47-2111.00", "2.B.3.e", "LV"]
    assert (changed.suppress, changed.not_relevant) == (True, True)
    other = found["47-2111.00", "2.B.3.e", "IM"]
    assert (other.suppress, other.not_relevant) == (False, False)


def test_unrated_occupation_has_no_skills(release: Onet) -> None:
    rated = {row.occupation for row in release.ratings() if row.domain == "skill"}
    assert "15-1252.00" in rated
    assert rated.isdisjoint({"15-2051.00", "15-1299.00", "55-1011.00"})


def test_related_technologies_zones_tasks_are_typed(release: Onet) -> None:
    related = {(row.occupation, row.related): row for row in release.related()}
    nearest = related["15-1252.00", "15-1299.08"]
    assert (nearest.tier, nearest.index) == ("Primary-Short", 1)
    assert {row.occupation: row.zone for row in release.job_zones()}["47-2111.00"] == 3
    assert any(row.hot and row.commodity == "43232110" for row in release.technologies())
    assert {row.kind for row in release.tasks()} >= {"Core"}


def test_containers_give_the_same_rows(copy: Copy, tmp_path: Path) -> None:
    folder = copy(FOLDER)
    expected = list(everything(folder))
    with zipfile.ZipFile(tmp_path / "db_30_1_text.zip", "w") as archive:
        for file in folder.iterdir():
            data = file.read_bytes().replace(b"\n", b"\r\n")
            archive.writestr(f"db_30_1_text/{file.name}", data)
    packed = tmp_path / "packed"
    packed.mkdir()
    for file in folder.iterdir():
        (packed / f"{file.name}.gz").write_bytes(gzip.compress(file.read_bytes()))
    assert list(everything(tmp_path / "db_30_1_text.zip")) == expected
    assert list(everything(packed)) == expected


def test_version_is_told_by_folder_zip_member_or_read_me(copy: Copy, tmp_path: Path) -> None:
    folder = copy(FOLDER)
    plain = folder.rename(tmp_path / "onet")
    assert onet.read(plain).version is None
    (plain / "Read Me.txt").write_text("O*NET 31.0 Database\nAugust 2026 Release\n")
    assert onet.read(plain).version == "31.0"
    with zipfile.ZipFile(tmp_path / "download.zip", "w") as archive:
        archive.write(plain / "Occupation Data.txt", "db_30_3_text/Occupation Data.txt")
    assert onet.read(tmp_path / "download.zip").version == "30.3"


def test_later_names_of_tables_and_columns_are_read(copy: Copy) -> None:
    folder = copy(FOLDER)
    expected = list(everything(folder))
    titles = (folder / "Alternate Titles.txt").rename(folder / "Job Titles.txt")
    titles.write_text(titles.read_text().replace("Alternate Title", "Job Title", 1))
    (folder / "Technology Skills.txt").rename(folder / "Software Skills.txt")
    head, *rows = (folder / "Skills.txt").read_text().splitlines()
    (folder / "Skills.txt").unlink()
    for name, stem in (("Essential Skills", "\t2.A."), ("Transferable Skills", "\t2.B.")):
        chosen = [row for row in rows if stem in row]
        (folder / f"{name}.txt").write_text("\n".join([head, *chosen]) + "\n")
    assert onet.read(folder).absent == ()
    assert Counter(everything(folder)) == Counter(expected)


def test_optional_tables_may_be_absent(copy: Copy) -> None:
    folder = copy(FOLDER)
    for name in ("Task Statements", "Technology Skills", "Work Values", "Scales Reference"):
        (folder / f"{name}.txt").unlink()
    release = onet.read(folder)
    expected = {"Task Statements", "Technology Skills", "Work Values", "Scales Reference"}
    assert set(release.absent) == expected
    assert list(release.tasks()) == list(release.technologies()) == []
    assert "value" not in {row.domain for row in release.ratings()}


def test_elements_come_from_ratings_where_there_is_no_reference(copy: Copy) -> None:
    folder = copy(FOLDER)
    named = {row.element: row.name for row in onet.read(folder).elements()}
    (folder / "Content Model Reference.txt").unlink()
    elements = list(onet.read(folder).elements())
    rated = {row.element for row in onet.read(folder).ratings()}
    assert [row.element for row in elements] == sorted(
        rated, key=[r.element for r in elements].index
    )
    assert all(row.name == named[row.element] and not row.description for row in elements)


def test_folder_without_occupations_is_refused(copy: Copy) -> None:
    folder = copy(FOLDER)
    (folder / "Occupation Data.txt").unlink()
    message = failure(lambda: onet.read(folder))
    assert "has no 'Occupation Data.txt'; found: Abilities.txt, Alternate Titles.txt" in message


def test_one_table_is_refused_where_the_release_is_wanted(excerpts: Path) -> None:
    path = excerpts / FOLDER / "Skills.txt"
    assert "is one file; give the folder or the zip" in failure(lambda: onet.read(path))


SKILL = "15-1252.00\t2.B.3.e\tProgramming\tIM\t4.00"


@pytest.mark.parametrize(
    ("table", "old", "new", "told"),
    [
        ("Skills", SKILL, SKILL[:-4] + "x", "Data Value 'x' is not a number"),
        ("Skills", SKILL, SKILL[:-4] + "nan", "Data Value 'nan' is not a number"),
        ("Skills", SKILL, SKILL[:-4] + "n/a", "Data Value 'n/a' is not a number"),
        ("Skills", SKILL, SKILL[:-4] + "5.01", "5.01 is outside scale IM, 1 to 5"),
        ("Skills", SKILL, SKILL[:-4] + "-1", "-1 is outside scale IM"),
        ("Skills", SKILL, "15-1252" + SKILL[10:], "'15-1252' is not a code"),
        ("Skills", SKILL, SKILL.replace("\tIM", "\t"), "a scale, is missing"),
        ("Skills", "Data Value", "Value", "column 'Data Value' is missing; found: O*NET-SOC"),
        ("Skills", "Element ID\t", "", "column 'Element ID' is missing"),
        ("Occupation Data", "15-1253.00", "15-1252.00", "15-1252.00 is there twice"),
        ("Occupation Data", "15-1253.00", "15-12530.0", "'15-12530.0' is not a code"),
        ("Occupation Data", "\tActors\t", "\t\t", "Title is missing"),
        ("Scales Reference", "Importance\t1\t5\nIP", "Importance\ta\t5\nIP", "Minimum 'a' is not"),
        ("Job Zones", "47-2111.00\t3", "47-2111.00\t6", "Job Zone 6 is not between 1 and 5"),
        ("Job Zones", "47-2111.00\t3", "29-1141.00\t3", "29-1141.00 is there twice"),
        ("Job Zones", "47-2111.00\t3", "47-2111.00\t2.5", "2.5 is not a whole number"),
        ("Related Occupations", "15-1252.00\t15-1299.08\tPrimary-Short\t1", "a\tb\tc\t1", "'a' is"),
        ("Content Model Reference", "1.B.1.a\t", "1.B.1.b\t", "1.B.1.b is there twice"),
    ],
)
def test_table_with_a_fault_is_refused_at_its_row(
    spoil: Spoil, table: str, old: str, new: str, told: str
) -> None:
    path = spoil(f"{FOLDER}/{table}.txt", old, new)
    message = failure(lambda: list(everything(path.parent)))
    assert told in message
    assert f"{table}.txt, row " in message


def test_rating_there_twice_is_refused_at_its_row(spoil: Spoil, copy: Copy) -> None:
    path = copy(f"{FOLDER}/Skills.txt")
    lines = path.read_text().splitlines(keepends=True)
    path.write_text("".join([*lines, lines[5]]))
    key = " ".join(lines[5].split("\t")[i] for i in (0, 1, 3))
    message = failure(lambda: list(onet.read(path.parent).ratings()))
    assert message.endswith(f"Skills.txt, row {len(lines) + 1}: {key} is there twice")


def test_mark_that_is_neither_yes_nor_no_is_refused(copy: Copy) -> None:
    path = copy(f"{FOLDER}/Technology Skills.txt")
    lines = path.read_text().splitlines()
    lines[3] = lines[3][:-1] + "X"
    path.write_text("\n".join(lines) + "\n")
    message = failure(lambda: list(everything(path.parent)))
    assert message.endswith("row 4: In Demand 'X' is neither Y nor N")


def test_table_not_utf8_is_refused_at_its_row(spoil: Spoil) -> None:
    path = spoil(f"{FOLDER}/Occupation Data.txt", "\tActors\t", "\tActeurs n\xe9s\t")
    row = 1 + path.read_bytes().decode("latin-1").splitlines().index(
        next(t for t in path.read_bytes().decode("latin-1").splitlines() if "Acteurs" in t)
    )
    message = failure(lambda: list(everything(path.parent)))
    assert f"Occupation Data.txt, row {row}: is not UTF-8 text" in message
