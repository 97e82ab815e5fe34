"""Writes the embedded facts from a database that the importers filled."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from django.db import connection, models
from django.db.models.functions import Collate

from careers.models import Release, TitleCorrection
from careers.snapshot.codec import UnfitColumn
from careers.snapshot.container import Packer
from careers.snapshot.tables import FOLDER, FORMAT, MANIFEST, TABLES, Facts, SnapshotError


def export_snapshot(
    folder: Path = FOLDER, say: Callable[[str], object] = lambda line: None
) -> dict[str, Any]:
    """Write every complete release into `folder`; return the manifest.

    Titles are written as their source gives them, without editors' corrections. The same
    database gives the same bytes. Raises `SnapshotError` where there is nothing to write, or a
    value does not fit the format.
    """
    releases = list(Release.objects.complete().order_by("source", "period", "name", "scope"))
    if not releases:
        raise SnapshotError("the database holds no complete release; import the official files")
    folder.mkdir(parents=True, exist_ok=True)
    with TitleCorrection.objects.set_aside():
        tables = [_written(folder, facts, releases, say) for facts in TABLES]
    manifest = {
        "format": FORMAT,
        "releases": [_described(release) for release in releases],
        "tables": tables,
    }
    text = json.dumps(manifest, indent=1, ensure_ascii=False, sort_keys=True)
    (folder / MANIFEST).write_text(text + "\n", encoding="utf-8")
    return manifest


def _written(
    folder: Path, facts: Facts, releases: Sequence[Release], say: Callable[[str], object]
) -> dict[str, Any]:
    """Write a table; return what the manifest says of it."""
    path = folder / facts.file_name
    try:
        rows = _write_table(path, facts, releases)
    except UnfitColumn as error:
        raise SnapshotError(f"{facts.label}: {error}") from error
    size = path.stat().st_size
    say(f"{facts.label}: {rows:,} rows, {size:,} bytes")
    return {"file": path.name, "rows": rows, "bytes": size, "sha256": _digest(path)}


def _write_table(path: Path, facts: Facts, releases: Sequence[Release]) -> int:
    parts: list[models.QuerySet[Any]] = []
    runs: list[tuple[int, int]] = []
    objects = facts.model._default_manager.all()
    if facts.by_release:
        for number, release in enumerate(releases):
            if release.source == facts.source:
                parts.append(objects.filter(release=release))
                runs.append((number, parts[-1].count()))
    else:
        parts.append(objects)
    packer = Packer(facts.expected)
    held = 0
    for name in facts.columns:
        values = [value for part in parts for value in _column(part, facts, name)]
        packer.add(name, values)
        held = len(values)
    packer.write(path, runs)
    return held


def _column(part: models.QuerySet[Any], facts: Facts, name: str) -> Iterator[Any]:
    """Yield one column in the order of its table, which both databases give alike."""
    plain = "C" if connection.vendor == "postgresql" else "BINARY"
    order = [
        Collate(key, plain) if _is_text(facts.model, key) else models.F(key)
        for key in facts.sorting
    ]
    return part.order_by(*order).values_list(name, flat=True).iterator(chunk_size=20_000)


def _is_text(model: type[models.Model], column: str) -> bool:
    field = next(f for f in model._meta.concrete_fields if f.column == column)
    while isinstance(field, models.ForeignKey):
        field = field.target_field
    return isinstance(field, models.CharField)


def _described(release: Release) -> dict[str, Any]:
    """What the manifest says of a release; only tables that are embedded are counted."""
    embedded = {facts.label for facts in TABLES}
    return {
        "source": release.source,
        "name": release.name,
        "scope": release.scope,
        "period": release.period.isoformat(),
        "published_on": release.published_on.isoformat() if release.published_on else None,
        "file_name": release.file_name,
        "sha256": release.sha256,
        "counts": {label: n for label, n in release.counts.items() if label in embedded},
        "details": release.details,
        "imported_at": release.imported_at.isoformat(),
    }


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
