"""What readers type into an address, before anything is looked for by it."""

from __future__ import annotations


def typed(text: str, most: int) -> str:
    """The text without blanks around it, cut to `most` characters.

    Without NUL too, which PostgreSQL refuses in any text.
    """
    return text.replace("\0", "").strip()[:most]
