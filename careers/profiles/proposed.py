"""The figures that mappings would give guides, before anything of them is saved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from careers.models import CurrentReleases, Occupation
from careers.profiles.education import education
from careers.profiles.figures import merged_figures
from careers.profiles.load import (
    code_rows,
    matrix_facts,
    occupation_rows,
    shares_by_code,
    wages_in,
)
from careers.profiles.types import Profile

Shares = Mapping[str, float | None]
"""The editor's shares by occupation code, None where none is given."""


def for_mapping(shares: Shares, releases: CurrentReleases, *, slug: str = "") -> Profile:
    """The merged figures and the schooling of these occupations, in three queries.

    A code that no occupation has is left out. Skills, areas, moves and the years of pay are not
    read.
    """
    return for_mappings({slug: shares}, releases)[slug]


def for_mappings(mappings: Mapping[str, Shares], releases: CurrentReleases) -> dict[str, Profile]:
    """As `for_mapping`, for many guides by their slugs at once, in three queries."""
    named = {code for shares in mappings.values() for code in shares}
    occupations = occupation_rows(Occupation.objects.filter(code__in=named), releases)
    matrix = {row.matrix_code for row in occupations if row.matrix_code}
    facts = matrix_facts(matrix, releases)
    wages = wages_in(matrix, releases.wages)
    profiles = {}
    for slug, shares in mappings.items():
        rows = tuple(
            replace(row, share=shares[row.code]) for row in occupations if row.code in shares
        )
        codes = code_rows(shares_by_code(rows), facts, wages)
        profiles[slug] = Profile(
            kind="role",
            slug=slug,
            title="",
            url="",
            occupations=rows,
            codes=codes,
            releases=releases,
            figures=merged_figures(codes, releases),
            education=education(codes, facts, releases),
        )
    return profiles
