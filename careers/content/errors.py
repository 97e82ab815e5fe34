"""What is wrong with a content file."""

from __future__ import annotations

from pathlib import Path


class ContentError(Exception):
    """A content file that cannot be read; the message names file and reason.

    `line` is where, `field` what it is about, as far as that is known.
    """

    def __init__(
        self, path: Path, reason: str, *, line: int | None = None, field: str = ""
    ) -> None:
        super().__init__(f"{path.name}: {reason}")
        self.reason = reason
        self.line = line
        self.field = field
