"""The snapshot: what was exported is what is loaded, and nothing else is touched."""

import hashlib
import json
import lzma
import shutil
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db.models import Model

from careers.models import (
    JobTitle,
    MatrixOccupation,
    Occupation,
    Release,
    ReleaseEffect,
    Role,
    Sector,
    SocGroup,
    Task,
    Wage,
)
from careers.models.bulk import Counts
from careers.snapshot.read import load_snapshot
from careers.snapshot.tables import FOLDER, MANIFEST, TABLES, SnapshotError
from careers.snapshot.write import export_snapshot
from tests.support.world import FILES, every_row, import_world

Table = list[tuple[object, ...]]
MOST_BYTES = 12 * 2**20


def facts() -> dict[str, Table]:
    """Return the embedded columns of every table, releases by name instead of by number."""
    found = {}
    for table in TABLES:
        names = [
            *table.columns,
            *(["release__source", "release__name"] if table.by_release else []),
        ]
        found[table.label] = sorted(table.model._default_manager.values_list(*names), key=repr)
    return found


def releases() -> list[dict[str, Any]]:
    found = Release.objects.order_by("source", "period", "scope").values()
    return [dict(release) for release in found]


def empty() -> None:
    """Remove all facts, rows that refer to others first."""
    SocGroup.objects.update(parent=None)
    tables: list[type[Model]] = [Task, *(table.model for table in reversed(TABLES)), Release]
    for table in tables:
        table._default_manager.all().delete()


@pytest.fixture
def snapshot(small_world: None, tmp_path: Path) -> Path:
    """A snapshot of the small world, which is in the database too."""
    export_snapshot(tmp_path / "snapshot")
    return tmp_path / "snapshot"


@pytest.mark.django_db
def test_loaded_facts_equal_the_exported(snapshot: Path) -> None:
    before, known = facts(), releases()
    empty()
    counts = load_snapshot(snapshot)
    assert counts is not None
    assert all(count.added == count.held for count in counts.values())
    assert facts() == before
    for was, now in zip(known, releases(), strict=True):
        held = {label: n for label, n in was["counts"].items() if label != "tasks"}
        assert {**was, "counts": held, "id": now["id"]} == now


@pytest.mark.django_db
def test_facts_hold_no_sentence(snapshot: Path) -> None:
    columns = {f"{table.model._meta.label}.{name}" for table in TABLES for name in table.columns}
    left_out = {
        f"{model._meta.label}.{field.column}"
        for model in {table.model for table in TABLES}
        for field in model._meta.concrete_fields
    } - columns
    assert {name for name in left_out if not name.endswith((".id", ".release_id"))} == {
        "careers.Occupation.description",
        "careers.JobTitle.hidden",
    }
    assert Task not in {table.model for table in TABLES}
    empty()
    load_snapshot(snapshot)
    assert set(Occupation.objects.values_list("description", flat=True)) == {""}
    for file in snapshot.glob("*.xz"):
        assert b"Our words" not in lzma.decompress(file.read_bytes())


@pytest.mark.django_db
def test_every_fact_table_is_embedded() -> None:
    embedded = {table.model for table in TABLES}
    by_release = {
        model
        for model in apps.get_app_config("careers").get_models()
        if any(field.column == "release_id" for field in model._meta.concrete_fields)
    }
    assert by_release - embedded == {ReleaseEffect, Task}


@pytest.mark.django_db
def test_same_database_gives_the_same_bytes(snapshot: Path, tmp_path: Path) -> None:
    export_snapshot(tmp_path / "again")
    names = sorted(path.name for path in snapshot.iterdir())
    assert names == sorted(path.name for path in (tmp_path / "again").iterdir())
    for name in names:
        assert (snapshot / name).read_bytes() == (tmp_path / "again" / name).read_bytes(), name


@pytest.mark.django_db
def test_order_in_the_database_changes_no_byte(snapshot: Path, tmp_path: Path) -> None:
    empty()
    import_world("soc", "projections")
    for wages in reversed([file for file in FILES if file.source == "oews"]):
        wages.load()
    import_world()
    export_snapshot(tmp_path / "again")
    for file in snapshot.glob("*.xz"):
        assert file.read_bytes() == (tmp_path / "again" / file.name).read_bytes(), file.name


@pytest.mark.django_db
def test_loading_again_changes_nothing(snapshot: Path) -> None:
    before = every_row()
    counts = load_snapshot(snapshot)
    assert counts is not None
    assert all(count == Counts(held=count.held) for count in counts.values())
    assert every_row() == before


@pytest.mark.django_db
def test_loading_mends_facts_that_differ(snapshot: Path) -> None:
    before = facts()
    Wage.objects.filter(code="15-1252").update(a50=1, hourly_mean=None)
    Wage.objects.filter(code="29-1141").delete()
    JobTitle.objects.filter(slug="registered-nurse").update(title="Nurse")
    counts = load_snapshot(snapshot)
    assert counts is not None
    assert counts["wages"].changed
    assert counts["wages"].added
    assert facts() == before


@pytest.mark.django_db
def test_loading_where_facts_are_may_be_left_out(snapshot: Path) -> None:
    Wage.objects.filter(code="15-1252").update(a50=1)
    before = every_row()
    assert load_snapshot(snapshot, if_empty=True) is None
    assert every_row() == before
    empty()
    assert load_snapshot(snapshot, if_empty=True) is not None
    assert Wage.objects.exists()


@pytest.mark.django_db
def test_what_an_operator_imported_stays(snapshot: Path) -> None:
    tasks = Task.objects.count()
    described = Occupation.objects.exclude(description="").count()
    load_snapshot(snapshot)
    assert (Task.objects.count(), tasks > 0) == (tasks, True)
    assert Occupation.objects.exclude(description="").count() == described
    assert "tasks" in Release.objects.get(source="onet").counts


@pytest.mark.django_db
def test_what_editors_wrote_stays(snapshot: Path) -> None:
    sector = Sector.objects.create(slug="trades", name="Trades", summary="Work with tools.")
    Role.objects.create(slug="electrician", title="Electrician", sector=sector, level="mid")
    JobTitle.objects.filter(slug="electricians").update(hidden=True)
    before = every_row()
    load_snapshot(snapshot)
    assert every_row() == before


@pytest.mark.django_db
def test_names_that_a_newer_release_gave_stay(snapshot: Path) -> None:
    release = Release.objects.get(source="projections")
    Release.objects.create(
        source="projections",
        name="2034–44",
        period=release.period.replace(year=2034),
        complete=True,
        imported_at=release.imported_at,
    )
    MatrixOccupation.objects.filter(code="15-1252").update(title="Software people")
    load_snapshot(snapshot)
    assert MatrixOccupation.objects.get(code="15-1252").title == "Software people"
    assert Release.objects.filter(name="2034–44").exists()


def damage(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 0xFF
    path.write_bytes(bytes(data))


def signed(folder: Path, name: str, data: bytes) -> None:
    """Put a file into the snapshot with its right checksum."""
    (folder / name).write_bytes(data)
    manifest = json.loads((folder / MANIFEST).read_text())
    for table in manifest["tables"]:
        if table["file"] == name:
            table["sha256"] = hashlib.sha256(data).hexdigest()
    (folder / MANIFEST).write_text(json.dumps(manifest))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda folder: damage(folder / "wage.xz"), "wage.xz: is damaged: its checksum"),
        (lambda folder: (folder / "rating.xz").unlink(), "rating.xz: does not exist"),
        (lambda folder: shutil.rmtree(folder), "manifest.json: does not exist"),
        (lambda folder: (folder / MANIFEST).write_text("{"), "manifest.json: is damaged"),
        (lambda folder: (folder / MANIFEST).write_text("{}"), "manifest.json: is damaged"),
        (
            lambda folder: (folder / MANIFEST).write_text('{"format": 99}'),
            "manifest.json: is of format 99, not 1",
        ),
        (lambda folder: signed(folder, "area.xz", b"junk"), "area.xz: is damaged"),
        (
            lambda folder: signed(folder, "area.xz", (folder / "element.xz").read_bytes()),
            "area.xz: holds other columns",
        ),
    ],
)
def test_damaged_snapshot_is_refused_in_one_line(spoil: object, told: str, snapshot: Path) -> None:
    assert callable(spoil)
    spoil(snapshot)
    Wage.objects.filter(code="15-1252").update(a50=1)
    before = every_row()
    with pytest.raises(CommandError, match=told) as caught:
        call_command("load_snapshot", "--from", str(snapshot))
    assert caught.value.returncode == 1
    assert len(str(caught.value).splitlines()) == 1
    assert every_row() == before


@pytest.mark.django_db
def test_rows_that_are_missing_are_refused(snapshot: Path) -> None:
    manifest = json.loads((snapshot / MANIFEST).read_text())
    next(t for t in manifest["tables"] if t["file"] == "wage.xz")["rows"] += 1
    (snapshot / MANIFEST).write_text(json.dumps(manifest))
    with pytest.raises(SnapshotError, match=r"wage\.xz: holds \d+ rows, not as many as stated"):
        load_snapshot(snapshot)


@pytest.mark.django_db
def test_export_of_an_empty_database_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="holds no complete release"):
        call_command("export_snapshot", "--to", str(tmp_path / "snapshot"))
    assert not (tmp_path / "snapshot").exists()


@pytest.mark.django_db
def test_commands_say_what_they_did(small_world: None, tmp_path: Path) -> None:
    out = StringIO()
    call_command("export_snapshot", "--to", str(tmp_path), stdout=out)
    assert "wages: 290 rows, " in out.getvalue()
    call_command("load_snapshot", "--from", str(tmp_path), stdout=out)
    assert out.getvalue().splitlines()[-1].endswith("facts loaded, 0 of them new or changed")
    call_command("load_snapshot", "--from", str(tmp_path), "--if-empty", stdout=out)
    assert out.getvalue().splitlines()[-1] == "facts are there already; nothing was loaded"


def test_embedded_snapshot_is_small_and_whole() -> None:
    manifest = json.loads((FOLDER / MANIFEST).read_text(encoding="utf-8"))
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) <= MOST_BYTES
    assert {path.name for path in FOLDER.iterdir()} == {
        MANIFEST,
        *(table["file"] for table in manifest["tables"]),
    }
    assert [release["name"] for release in manifest["releases"] if release["source"] == "oews"] == [
        *("May 2022", "May 2023", "May 2024", "May 2025"),
    ]
