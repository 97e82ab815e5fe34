"""Rows added, moved and proposed without JavaScript: the form comes back with what was typed."""

from __future__ import annotations

from typing import Any

from django.http import QueryDict

from careers.admin.guides.forms import ROWS
from careers.admin.guides.typed import PLACES, Typed

MORE, UP, DOWN, MOVE, BAN = "_more", "_up", "_down", "_move", "_ban"
"""Buttons; their values are a list's name, a row's prefix or what a proposal says."""
BUTTONS = (MORE, UP, DOWN, MOVE, BAN)
BREAK = "\n"
"""Between the parts of a proposal's value: the address, the kind, the reason."""


def is_asked(data: QueryDict) -> bool:
    """Whether the form was sent to be rearranged."""
    return any(name in data for name in BUTTONS)


def rearranged(typed: Typed, data: QueryDict) -> tuple[str, Typed]:
    """The id of the field to go on in (empty where it is no matter), and the form, unchecked."""
    rows = typed.row_values()
    focus = ""
    name = data.get(MORE, "")
    if name in ROWS:
        focus = f"id_{name}-{len(rows[name])}-{ROWS[name].key}"
    elif MOVE in data:
        slug, kind, reason = _proposed(data.get(MOVE, ""))
        rows["moves"].append({"to": slug, "kind_of_move": kind, "reason": reason})
        focus = f"id_moves-{len(rows['moves']) - 1}-reason"
    elif BAN in data:
        rows["bans"].append({"to": _proposed(data.get(BAN, ""))[0], "reason": ""})
        focus = f"id_bans-{len(rows['bans']) - 1}-reason"
    elif UP in data or DOWN in data:
        prefixes = [form.prefix for form in typed.rows["moves"].kept_forms]
        prefix = data.get(UP) or data.get(DOWN)
        at = prefixes.index(prefix) if prefix in prefixes else -1
        focus = _shift(rows["moves"], at, up=UP in data)
    for place, row in enumerate(rows["moves"], start=1):
        row["place"] = place * PLACES
    return focus, Typed.filled(typed.own_values(), rows)


def _proposed(value: str) -> tuple[str, str, str]:
    slug, _, rest = value.replace("\r\n", BREAK).partition(BREAK)
    kind, _, reason = rest.partition(BREAK)
    return slug, kind, reason


def _shift(rows: list[dict[str, Any]], at: int, *, up: bool) -> str:
    """Change a row's place with the one above or below; the id of its first field."""
    to = at + (-1 if up else 1)
    if at < 0 or not 0 <= to < len(rows):
        return ""
    rows[at], rows[to] = rows[to], rows[at]
    return f"id_moves-{to}-to"
