"""The editors' admin: guides can be written, facts can be searched."""

from careers.admin import (
    accounts,
    editorial,
    guides,
    history,
    provenance,
    reference,
    reports,
    titles,
    words,
)

__all__ = [
    "accounts",
    "editorial",
    "guides",
    "history",
    "provenance",
    "reference",
    "reports",
    "titles",
    "words",
]
