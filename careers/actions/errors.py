"""Why an action was refused. What is wrong with a text is Django's ValidationError."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from careers.editing import GuideContent
from careers.models import RoleVersion


class Refused(Exception):  # noqa: N818 - what happened, not a fault of the program
    """An action that did not take place; the message is for the person who asked."""


class NotAllowed(Refused):
    """The person may not do this; the message says why."""


class Conflict(Refused):
    """Somebody else was faster: `current` is what is held now, None where nothing is.

    `content` is what that version holds, or the guide itself where there is no version.
    """

    def __init__(self, message: str, current: RoleVersion | None, content: GuideContent) -> None:
        super().__init__(message)
        self.current = current
        self.content = content


class Blocked(Refused):
    """Checks of the content that have to be met before it is published: `checks` are those."""

    def __init__(self, checks: Sequence[Any]) -> None:
        super().__init__(f"{len(checks)} checks have to be met before this can be published.")
        self.checks = tuple(checks)
