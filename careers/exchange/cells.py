"""Cells that no spreadsheet takes for a formula, and the way back to their texts."""

from __future__ import annotations

import re

STARTS = "=+\\-@\t\r\n＝＋－＠"
"""What a formula begins with; the last four are taken for one where East Asian widths are used."""

_LIKE_A_FORMULA = re.compile(f"'*[{STARTS}]")
_GUARDED = re.compile(f"'+[{STARTS}]")


def guarded(text: str) -> str:
    """The text, after an apostrophe where it begins as a formula, or as such a guarded one."""
    return f"'{text}" if _LIKE_A_FORMULA.match(text) else text


def unguarded(cell: str) -> str:
    """The text of which `guarded` made the cell: one apostrophe is taken away where one was put."""
    return cell[1:] if _GUARDED.match(cell) else cell
