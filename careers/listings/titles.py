"""Bare job titles as lists show them: merged as their pages are, many at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from careers.listings.build import figure_fields
from careers.models import (
    CurrentReleases,
    JobTitle,
    Listing,
    ListingKind,
    Occupation,
    Release,
    TitleOccupation,
)
from careers.profiles.build import is_ambiguous
from careers.profiles.education import education
from careers.profiles.figures import merged_figures
from careers.profiles.load import (
    CodeWage,
    MatrixFacts,
    code_rows,
    matrix_facts,
    occupation_rows,
    shares_by_code,
    wages_in,
)
from careers.profiles.types import OccupationRow


def title_listings(titles: Collection[JobTitle]) -> dict[str, Listing | None]:
    """A listing for each title by slug, not kept anywhere; None for an ambiguous one.

    Five queries, however many titles.
    """
    if not titles:
        return {}
    releases = Release.objects.current()
    filed = _filed_under(titles, releases)
    codes = {code for held in filed.values() for code in held}
    rows = occupation_rows(Occupation.objects.filter(code__in=codes), releases)
    shares = shares_by_code(rows)
    facts = matrix_facts(shares, releases)
    wages = wages_in(shares, releases.wages)
    return {
        title.slug: _listing(
            title, [row for row in rows if row.code in filed[title.slug]], facts, wages, releases
        )
        for title in titles
    }


def _filed_under(titles: Collection[JobTitle], releases: CurrentReleases) -> dict[str, set[str]]:
    """The occupations of each title."""
    filed: dict[str, set[str]] = defaultdict(set)
    slugs = [title.slug for title in titles]
    rows = TitleOccupation.objects.filter(release=releases.onet, job_title__in=slugs).order_by()
    for slug, code in rows.values_list("job_title_id", "occupation_id"):
        filed[slug].add(code)
    return filed


def _listing(
    title: JobTitle,
    rows: Collection[OccupationRow],
    facts: dict[str, MatrixFacts],
    wages: dict[str, CodeWage],
    releases: CurrentReleases,
) -> Listing | None:
    if is_ambiguous(row.matrix_code for row in rows if row.matrix_code):
        return None
    codes = code_rows(shares_by_code(rows), facts, wages)
    return Listing(
        kind=ListingKind.OCCUPATION,
        key=title.slug,
        title=title.title,
        zone=max((row.zone for row in rows if row.zone), default=None),
        **figure_fields(merged_figures(codes, releases), education(codes, facts, releases)),
    )
