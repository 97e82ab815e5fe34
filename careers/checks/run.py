"""Runs every check over a content."""

from __future__ import annotations

from collections.abc import Iterable

from careers.checks.register import CHECKS
from careers.checks.types import Finding, Subject, Surroundings
from careers.editing import GuideContent

_FORM = (
    *("", "title", "sector", "level", "summary", "work", "understand", "apart", "harder"),
    *("thrives", "hard_for", "ways_in", "position", "sources", "review_by"),
    *("occupations", "titles", "skills", "moves", "bans"),
)
_PLACES = {name: place for place, name in enumerate(_FORM)}


def run(content: GuideContent, around: Surroundings) -> list[Finding]:
    """Every finding: those that block first, then in the order of the form and of the checks.

    Pure: all that the database knows is in `around`.
    """
    subject = Subject.of(content)
    found = [finding for check in CHECKS for finding in check.findings(subject, around)]
    return sorted(found, key=lambda one: (not one.blocks, _PLACES.get(one.field, len(_FORM))))


def blocking(findings: Iterable[Finding]) -> list[Finding]:
    """Those with which a guide cannot be published."""
    return [finding for finding in findings if finding.blocks]
