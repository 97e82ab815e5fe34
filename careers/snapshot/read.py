"""Reads the embedded facts into the database."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import Any

from django.db import DatabaseError, transaction
from tqdm import tqdm

from careers.models import Release, TitleCorrection
from careers.models.bulk import Counts, Row, analyze, replace_rows, room_for_bulk, upsert_rows
from careers.snapshot.container import Unpacked, unpack
from careers.snapshot.tables import FOLDER, FORMAT, MANIFEST, TABLES, Facts, SnapshotError

PIECE = 4096
Say = Callable[[str], object]


def load_snapshot(
    folder: Path = FOLDER, *, if_empty: bool = False, say: Say = lambda line: None
) -> dict[str, Counts] | None:
    """Make the embedded releases' rows be those of the snapshot, in one transaction.

    Nothing is done, and None returned, where `if_empty` and a complete release is there. Other
    releases, and what editors wrote or corrected, stay as they are; a withdrawn release stays
    withdrawn, and codes that a newer release renamed keep its names. Raises `SnapshotError` and
    leaves the database as it was.
    """
    if if_empty and Release.objects.complete().exists():
        return None
    manifest = read_manifest(folder)
    try:
        with transaction.atomic(), room_for_bulk(), TitleCorrection.objects.set_aside():
            counts = _Load(folder, manifest, say).tables()
    except DatabaseError as error:
        reason = " ".join(str(error).split())
        raise SnapshotError(f"{folder}: the database refused its rows: {reason}") from error
    analyze(facts.model for facts in TABLES)
    return counts


def read_manifest(folder: Path) -> dict[str, Any]:
    """Read the manifest and check every file against it. Raises `SnapshotError`."""
    path = folder / MANIFEST
    try:
        manifest: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        if manifest["format"] != FORMAT:
            raise SnapshotError(f"{path}: is of format {manifest['format']}, not {FORMAT}")
        digests = {table["file"]: table["sha256"] for table in manifest["tables"]}
        for facts in TABLES:
            file = folder / facts.file_name
            if hashlib.sha256(file.read_bytes()).hexdigest() != digests[facts.file_name]:
                raise SnapshotError(f"{file}: is damaged: its checksum is not the manifest's")
    except FileNotFoundError as error:
        raise SnapshotError(f"{error.filename}: does not exist") from error
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise SnapshotError(f"{path}: is damaged ({error})") from error
    return manifest


@dataclass
class _Load:
    """One load: what is read, and the rows of the releases that it makes."""

    folder: Path
    manifest: dict[str, Any]
    say: Say

    def tables(self) -> dict[str, Counts]:
        releases = [_release(entry) for entry in self.manifest["releases"]]
        rows = {table["file"]: int(table["rows"]) for table in self.manifest["tables"]}
        found: dict[str, Counts] = {}
        with tqdm(total=sum(rows.values()), unit=" rows", unit_scale=True, disable=None) as bar:
            for facts in TABLES:
                bar.set_description(facts.label)
                counts = self._table(facts, releases, bar)
                if counts.held != rows[facts.file_name]:
                    path = self.folder / facts.file_name
                    raise SnapshotError(f"{path}: holds {counts.held} rows, not as many as stated")
                found[facts.label] = counts
                self.say(f"{facts.label}: {counts.held:,} rows")
        return found

    def _table(self, facts: Facts, releases: Sequence[Release], bar: tqdm[Any]) -> Counts:
        nullable = {str(f.column) for f in facts.model._meta.concrete_fields if f.null}
        path = self.folder / facts.file_name
        table = unpack(path, facts.columns, nullable, facts.expected)
        rows = _counted(table.rows, bar)
        if facts.by_release:
            return _replace(facts, Unpacked(table.runs, rows), releases)
        newest = max(r.period for r in releases if r.source == facts.source)
        return upsert_rows(
            facts.model,
            (*facts.columns, *facts.fresh),
            ((*row, *facts.fresh.values()) for row in rows),
            overwrite=not Release.objects.complete()
            .filter(source=facts.source, period__gt=newest)
            .exists(),
            new_only=(*facts.fresh, *facts.new_only),
        )


def _replace(facts: Facts, table: Unpacked, releases: Sequence[Release]) -> Counts:
    columns = ("release_id", *facts.columns)
    total = Counts()
    for number, length in table.runs:
        pk = releases[number].pk
        rows = ((pk, *row) for row in islice(table.rows, length))
        total += replace_rows(facts.model, columns, rows, release=pk)
    return total


def _release(entry: dict[str, Any]) -> Release:
    """The release's row; one that was made from the same file is left as it is."""
    key = {name: entry[name] for name in ("source", "name", "scope")}
    release = Release.objects.filter(**key).first() or Release(**key)
    held = release.complete or release.withdrawn_at is not None
    if held and release.sha256 == entry["sha256"]:
        return release
    published = entry["published_on"]
    release.period = date.fromisoformat(entry["period"])
    release.published_on = date.fromisoformat(published) if published else None
    release.imported_at = datetime.fromisoformat(entry["imported_at"])
    for name in ("file_name", "sha256", "counts", "details"):
        setattr(release, name, entry[name])
    release.complete = release.withdrawn_at is None
    release.save()
    return release


def _counted(rows: Iterable[Row], bar: tqdm[Any]) -> Iterator[Row]:
    """Pass the rows on and tell the bar, once for many of them."""
    source = iter(rows)
    while piece := list(islice(source, PIECE)):
        yield from piece
        bar.update(len(piece))
