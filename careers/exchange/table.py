"""Guides as a CSV file: one row a guide; lists are JSON, as the versions keep them."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import fields
from typing import Any

from careers.editing import GuideContent
from careers.exchange.cells import guarded, unguarded
from careers.exchange.held import Held
from careers.exchange.records import (
    MOST_GUIDES,
    FileRefused,
    Problem,
    Record,
    shortened,
    unprintable,
)

OF_THE_VERSION = ("slug", "state", "version", "revision")
CONTENT = tuple(field.name for field in fields(GuideContent))
LISTS = ("occupations", "titles", "skills", "moves", "bans")
COLUMNS = (*OF_THE_VERSION, *CONTENT)
"""The columns, in their order. `state` is for people: it is not read."""

EXAMPLES = {
    "occupations": '[{"code": "15-1252.00", "share": 0.5, "reason": "…"}]',
    "titles": '["software-systems-engineer"]',
    "skills": '[{"element": "2.B.3.e", "choice": "pin", "reason": "…"}]',
    "moves": '[{"to": "electrician", "kind": "across", "reason": "…"}]',
    "bans": '[{"to": "electrician", "reason": "…"}]',
}


def guides_csv(guides: Iterable[Held]) -> bytes:
    """The guides as CSV in UTF-8 with the mark by which spreadsheets know it."""
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow(COLUMNS)
    for guide in guides:
        document = guide.content.to_json()
        of_version: tuple[object, ...] = (
            guide.slug,
            guide.state,
            guide.version or "",
            guide.revision or "",
        )
        writer.writerow([*of_version, *(_cell(document[name]) for name in CONTENT)])
    return file.getvalue().encode("utf-8-sig")


def _cell(value: Any) -> str:
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False) if value else ""
    return guarded(value or "")


def read_csv(text: str) -> list[Record]:
    """The guides of a CSV file; raises FileRefused where it is no table of guides."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        names = [name.strip().lower() for name in next(reader, [])]
        _check_header(names)
        return list(_records(reader, names))
    except csv.Error as error:
        raise FileRefused(
            f"Line {reader.line_num}: the table breaks off here ({error}). A cell with quotation"
            " marks or line ends stands in quotation marks, those inside it doubled."
        ) from error


def _check_header(names: list[str]) -> None:
    if len(names) == 1 and (";" in names[0] or "\t" in names[0]):
        raise FileRefused(
            "The columns are separated by semicolons or tabs: save the file as CSV with commas."
        )
    if "slug" not in names:
        raise FileRefused(
            "The first line names the columns, and one of them has to be slug: the address of the"
            " guide. An export shows how a file is made."
        )
    for name in names:
        if name not in COLUMNS:
            listed = ", ".join(COLUMNS)
            raise FileRefused(f"Line 1: no column is called {shortened(name)!r}: {listed}.")
        if names.count(name) > 1:
            raise FileRefused(f"Line 1: the column {name} is there twice.")


def _records(reader: Any, names: list[str]) -> Iterator[Record]:
    count, line = 0, reader.line_num + 1
    for cells in reader:
        if any(cell.strip() for cell in cells):
            count += 1
            if count > MOST_GUIDES:
                raise FileRefused(f"More than {MOST_GUIDES} guides: import them in several files.")
            yield _record(f"line {line}", names, cells)
        line = reader.line_num + 1


def _record(place: str, names: list[str], cells: list[str]) -> Record:
    problems: list[Problem] = []
    if len(cells) != len(names):
        words = f"{len(cells)} cells under {len(names)} columns: is a comma outside of quotes?"
        problems.append(Problem("", words))
    row = {name: unguarded(cell) for name, cell in zip(names, cells, strict=False)}
    given: dict[str, Any] = {}
    for name in CONTENT:
        if name in row and not problems:
            given[name] = _value(name, row[name], problems)
    return Record(
        place,
        row.get("slug", "").strip(),
        given,
        _number("version", row, problems),
        _number("revision", row, problems),
        tuple(problems),
    )


def _value(name: str, cell: str, problems: list[Problem]) -> Any:
    """A cell as the document has it; lists are read from JSON."""
    value: Any = cell
    if name in LISTS:
        try:
            value = json.loads(cell) if cell.strip() else []
        except (ValueError, RecursionError) as error:
            words = f"It is no JSON ({error}): write a list, {EXAMPLES[name]}."
            problems.append(Problem(name, shortened(words)))
            return []
        if not isinstance(value, list):
            problems.append(Problem(name, f"It is no list: write {EXAMPLES[name]}."))
            return []
    if unprintable(value):
        words = "It holds a character that no text has (NUL, or half of one): take it out."
        problems.append(Problem(name, words))
        return [] if name in LISTS else ""
    return value


def _number(name: str, row: dict[str, str], problems: list[Problem]) -> int | None:
    cell = row.get(name, "").strip()
    if not cell:
        return None
    if not (cell.isascii() and cell.isdecimal() and len(cell) <= 9):
        words = f"{shortened(cell)!r} is no whole number: leave it as exported, or empty."
        problems.append(Problem(name, words))
        return None
    return int(cell)
