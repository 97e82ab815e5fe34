"""What editors write as one value, and what differs between two of them."""

from careers.editing.difference import Difference, difference
from careers.editing.document import (
    SCHEMA,
    Ban,
    DocumentError,
    GuideContent,
    Mapped,
    MoveTo,
    SkillWord,
)
from careers.editing.live import of_role

__all__ = [
    "SCHEMA",
    "Ban",
    "Difference",
    "DocumentError",
    "GuideContent",
    "Mapped",
    "MoveTo",
    "SkillWord",
    "difference",
    "of_role",
]
