"""Moves as JSON: numbers are not rounded for display, each with unit, status and releases."""

from __future__ import annotations

from typing import Any

from django.http import JsonResponse

from careers.guidance.gap import GapRow
from careers.guidance.moves_pay import PayChange
from careers.guidance.moves_types import Bridge, Move, Moves, Paths, Steps
from careers.models import Area
from careers.views.moves_roles import Asked

NOINDEX = {"X-Robots-Tag": "noindex"}


def unknown(asked: Asked | None) -> JsonResponse:
    """That a role is not known, ambiguous or retired, with what could be meant."""
    if asked is None:
        document: dict[str, Any] = {"error": "no role is named", "parameter": "from"}
        return JsonResponse(document, status=400, headers=NOINDEX)
    rows = [
        {"role": one.key, "title": one.title, "kind": one.kind, "jobs": one.jobs}
        for one in asked.others
    ]
    document = {"error": asked.why, "role": asked.text, "instead": rows}
    return JsonResponse(document, status=404, headers=NOINDEX)


def listing(start: Asked, found: Moves, area: Area | None) -> JsonResponse:
    """The moves from a role, by kind in the page's order."""
    moves = [_move(move) for _, group in found.groups for move in group]
    document = _head(start, area) | {"is_rated": found.is_rated, "moves": moves}
    return JsonResponse(document, headers=NOINDEX)


def one(start: Asked, move: Move, paths: Paths, area: Area | None) -> JsonResponse:
    """One move with every skill that matters, and the paths of two steps."""
    document = _head(start, area) | {
        "move": _move(move) | {"skills": [_skill(row) for row in move.gap.rows]},
        "paths": [_bridge(path) for path in paths.bridges],
        "why_no_path": paths.why_none or None,
        "leading_there": [{"role": key, "title": title} for key, title in paths.leading],
    }
    return JsonResponse(document, headers=NOINDEX)


def _head(start: Asked, area: Area | None) -> dict[str, Any]:
    return {
        "from": {"role": start.key, "title": start.title},
        "place": {"slug": area.slug, "name": area.name} if area else None,
    }


def _move(move: Move) -> dict[str, Any]:
    return {
        "role": move.key,
        "title": move.title,
        "url": move.url,
        "kind": move.kind.value,
        "by": "editor" if move.reason else "data",
        "reason": move.reason or None,
        "likeness": move.likeness,
        "related_by_onet": move.related,
        "typed_by": move.aside or None,
        "why_a_stretch": list(move.why) if move.kind.value == "stretch" else [],
        "pay": _pay(move.pay),
        **_steps(move.steps),
        "carried": [row.name for row in move.gap.carried],
        "to_build": [
            {"skill": row.name, "distance": row.distance.slug} for row in move.gap.to_build
        ],
    }


def _pay(pay: PayChange) -> dict[str, Any]:
    low, middle, high = pay.differences if pay.goal else (None,) * 3
    return {
        "unit": pay.unit or None,
        "difference": {"p25": low, "p50": middle, "p75": high},
        "present_middle": pay.present.as_data() if pay.present else None,
        "goal": [figure.as_data() for figure in pay.goal],
        "missing": pay.missing or None,
    }


def _steps(steps: Steps) -> dict[str, Any]:
    return {
        "education": {"from": steps.education[0] or None, "to": steps.education[1] or None},
        "job_zone": {"from": steps.zone[0], "to": steps.zone[1]},
        "work_experience": steps.experience or None,
        "training": steps.training or None,
    }


def _skill(row: GapRow) -> dict[str, Any]:
    return {
        "element": row.element,
        "name": row.name,
        "importance": row.importance,
        "needed": row.needed,
        "have": row.have,
        "distance": row.distance.slug,
    }


def _bridge(path: Bridge) -> dict[str, Any]:
    return {
        "role": path.key,
        "title": path.title,
        "url": path.url,
        "kinds": [kind.value for kind in path.kinds],
        "notes": [note or None for note in path.notes],
        "builds": list(path.builds),
        "pay": _pay(path.pay),
        **_steps(path.steps),
    }
