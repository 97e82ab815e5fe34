"""A comparison as data: JSON and CSV."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Any

from django.http import HttpResponse, JsonResponse

from careers.models import Area
from careers.pages.compared import Cell, Compared, Comparison, Row
from careers.pages.compared_skills import SkillTable
from careers.views import twins
from careers.views.compared import LeftOut, Selection

ENDS = (("p10", "10th percentile"), ("p90", "90th percentile"))


def as_json(chosen: Selection, found: Comparison | None, area: Area | None) -> JsonResponse:
    """The roles, the rows, the skills and the moves; numbers are not rounded for display."""
    document: dict[str, Any] = {
        "title": found.title if found else None,
        "place": {"slug": area.slug, "name": area.name} if area else None,
        "roles": [_role(role) for role in chosen.roles],
        "not_compared": [_left_out(one) for one in chosen.left_out],
    }
    if found:
        document |= {
            "rows": _rows(found),
            "skills": {table.key: _skills(table) for table in found.skills},
            "moves": [
                {"from": move.start, "to": move.end, "kind": move.kind, "reason": move.reason}
                for move in found.moves
            ],
            "cannot_be_compared": list(found.cautions),
            "sources": list(found.sources),
        }
    return JsonResponse(document, headers={"X-Robots-Tag": "noindex"})


def as_csv(found: Comparison | None) -> HttpResponse:
    """A line a row: its key, name and unit, then of each role the value, its status and source.

    Figures are plain numbers in the unit given, to the cent; a range is a line for each end; lists
    are joined by "; ". Fewer than two roles have the heading alone.
    """
    names = [role.name for role in found.roles] if found else []
    columns = [column for name in names for column in (name, f"{name}: status", f"{name}: source")]
    rows = [*_table_rows(found), *_skill_rows(found)] if found else []
    response = twins.table_csv("comparison", ["row", "name", "unit", *columns], rows)
    response["X-Robots-Tag"] = "noindex"
    return response


def _table_rows(found: Comparison) -> Iterator[list[object]]:
    for group in found.groups:
        for row in group.rows:
            if any(cell.ends for cell in row.cells):
                yield from _range_rows(row)
                continue
            unit = next((cell.figure.unit for cell in row.cells if cell.figure), "")
            yield [row.key, row.name, unit, *chain(*map(_values, row.cells))]


def _range_rows(row: Row) -> Iterator[list[object]]:
    """A line for each end of a range of pay; of another unit than the first, the unit is noted."""
    for place, (key, name) in enumerate(ENDS):
        figures = [cell.ends[place] for cell in row.cells]
        unit = next((figure.unit for figure in figures if figure.value is not None), "")
        cells = [
            (
                twins.rounded(figure.value),
                figure.status if figure.unit == unit else f"{figure.status}; {figure.unit}",
                figure.source,
            )
            for figure in figures
        ]
        yield [f"{row.key}_{key}", f"{row.name}: {name}", unit, *chain(*cells)]


def _values(cell: Cell) -> tuple[object, str, str]:
    """Value, status and source of a cell; an absent figure is empty."""
    if cell.figure:
        return twins.rounded(cell.figure.value), cell.figure.status, cell.figure.source
    return "; ".join(cell.items) or cell.text, "; ".join(cell.notes), ""


def _skill_rows(found: Comparison) -> Iterator[list[object]]:
    for table in found.skills:
        for line in chain(*(group.lines for group in table.groups)):
            pairs = zip(line.importances, line.texts, strict=True)
            cells = [(value, "" if value else text, "") for value, text in pairs]
            yield [table.key, line.name, "importance, 1 to 5", *chain(*cells)]


def _role(role: Compared) -> dict[str, Any]:
    profile = role.profile
    return {
        "key": role.key,
        "title": profile.title,
        "kind": profile.kind,
        "url": profile.url,
        "level": role.level or None,
        "summary": role.summary or None,
        "occupations": [row.code for row in profile.occupations],
        "counted_in": [code.code for code in profile.codes],
        "figures": twins.figures_data(profile.figures) if profile.figures else None,
    }


def _left_out(one: LeftOut) -> dict[str, Any]:
    choices = [{"title": choice.title, "url": choice.url} for choice in one.choices]
    return {"name": one.title, "why": one.why, "instead": choices}


def _rows(found: Comparison) -> list[dict[str, Any]]:
    return [
        {
            "group": group.key,
            "key": row.key,
            "name": row.name,
            "difference": row.says or None,
            "cells": [_cell(cell) for cell in row.cells],
        }
        for group in found.groups
        for row in group.rows
    ]


def _cell(cell: Cell) -> dict[str, Any]:
    shown: dict[str, Any] = {"role": cell.role, "text": cell.text or None}
    if cell.items:
        shown["items"] = list(cell.items)
    if cell.figure:
        shown["figure"] = cell.figure.as_data()
    return shown | {"mark": cell.mark or None, "notes": list(cell.notes)}


def _skills(table: SkillTable) -> list[dict[str, Any]]:
    return [
        {"name": line.name, "matters_in": group.key, "importance": list(line.importances)}
        for group in table.groups
        for line in group.lines
    ]
