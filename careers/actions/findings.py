"""Findings of guides, counted and kept so that the desk need not check a thousand of them."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from django.utils import timezone

from careers import checks
from careers.checks import Finding, Library
from careers.editing import GuideContent
from careers.models import WATCHED_STATES, RoleVersion, VersionFindings

logger = logging.getLogger(__name__)


def keep_findings(version: RoleVersion, found: Sequence[Finding]) -> VersionFindings:
    """Keep how many findings a version has now, in place of what was kept of it before."""
    blocking = checks.blocking(found)
    kept, _ = VersionFindings.objects.update_or_create(
        version=version,
        defaults={
            "blocking": len(blocking),
            "warning": len(found) - len(blocking),
            "names": list(dict.fromkeys(finding.check for finding in found)),
            "checked_at": timezone.now(),
        },
    )
    return kept


def check_version(version: RoleVersion, *, library: Library | None = None) -> VersionFindings:
    """Run every check over a version and keep what they find."""
    content = GuideContent.from_json(version.content)
    around = checks.read_surroundings(content, role=version.role, library=library)
    return keep_findings(version, checks.run(content, around))


def check_guides() -> int:
    """Check every published guide and open draft again; returns how many.

    For once a day and after the facts changed: a date has passed, a release moved a figure, another
    guide was published with the same words.
    """
    library = checks.read_library()
    versions = RoleVersion.objects.filter(state__in=WATCHED_STATES).select_related("role")
    checked = 0
    for version in versions.order_by("pk").iterator(chunk_size=100):
        check_version(version, library=library)
        checked += 1
    logger.info("guides checked again: %s", checked)
    return checked
