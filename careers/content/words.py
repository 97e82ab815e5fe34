"""Our own words for occupations and skills, read from their files and loaded.

Words that an editor has since changed are left alone. A code that the database does not hold is
passed over: the files describe all occupations, a site may hold fewer.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from django.db import models

from careers.content.errors import ContentError
from careers.models import Element, ElementWords, Occupation, OccupationWords

OCCUPATION_FIELDS = {"summary": "summary", "words": "everyday"}
ELEMENT_FIELDS = OCCUPATION_FIELDS | {name: name for name in ("slug", "low", "middle", "high")}
"""The keys of a table in a file, and the fields they fill."""

_REQUIRED: dict[type[models.Model], tuple[str, ...]] = {
    OccupationWords: ("summary",),
    ElementWords: ("summary", "slug"),
}
_BATCH = 100


def load_words(folder: Path) -> int:
    """Load the words for occupations and skills; returns how many were added or changed.

    Raises ContentError naming the file and the code.
    """
    files = sorted((folder / "occupations").glob("*.toml"))
    changed = _load(OccupationWords, Occupation, OCCUPATION_FIELDS, files)
    return changed + _load(ElementWords, Element, ELEMENT_FIELDS, [folder / "skills.toml"])


def read_words(path: Path, fields: Mapping[str, str], required: Iterable[str]) -> dict[str, Any]:
    """The tables of a file by code, their keys as fields; raises ContentError."""
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise ContentError(path, f"it is not TOML: {error}") from error
    rows = {}
    for code, table in tables.items():
        unknown = sorted(set(table) - set(fields))
        missing = [name for name in required if not table.get(name)]
        if unknown or missing:
            raise ContentError(
                path, f"{code} has no {missing[0]}" if missing else f"{code}: what is {unknown[0]}?"
            )
        rows[code] = {fields[name]: text for name, text in table.items()}
    return rows


def _load(
    model: type[models.Model],
    described: type[models.Model],
    fields: Mapping[str, str],
    files: Iterable[Path],
) -> int:
    wanted: dict[str, dict[str, str]] = {}
    for path in files:
        for code, row in read_words(path, fields, _REQUIRED[model]).items():
            if code in wanted:
                raise ContentError(path, f"{code} has words in another file too")
            wanted[code] = dict.fromkeys(fields.values(), "") | row
    held: dict[str, Any] = {row.pk: row for row in model._default_manager.all()}
    known = set(described._default_manager.values_list("pk", flat=True))
    new = [model(pk=code, **row) for code, row in wanted.items() if code in known - set(held)]
    changed = [
        row
        for code, row in held.items()
        if code in wanted and not row.by_editor and _update(row, wanted[code])
    ]
    model._default_manager.bulk_create(new, batch_size=_BATCH)
    model._default_manager.bulk_update(changed, list(fields.values()), batch_size=_BATCH)
    return len(new) + len(changed)


def _update(row: Any, wanted: Mapping[str, str]) -> bool:
    """Whether the row differs from what its file says, which it then has."""
    differs = any(getattr(row, field) != text for field, text in wanted.items())
    for field, text in wanted.items():
        setattr(row, field, text)
    return differs
