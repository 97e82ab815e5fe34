"""Builds the profile of a guide, a title or an occupation."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from django.db.models import F, QuerySet
from django.urls import reverse

from careers.models import (
    CurrentReleases,
    JobTitle,
    Occupation,
    Release,
    Role,
    RoleSkill,
    SocGroup,
    TitleOccupation,
)
from careers.profiles import related, wording
from careers.profiles.education import education
from careers.profiles.figures import merged_figures, pay_history
from careers.profiles.load import (
    ALL_OCCUPATIONS,
    MatrixFacts,
    code_rows,
    matrix_facts,
    national_wages,
    occupation_rows,
    shares_by_code,
    wages_in,
)
from careers.profiles.places import place_table
from careers.profiles.skills import rated_profile
from careers.profiles.types import CodeRow, OccupationCard, OccupationRow, Profile

MOST_CODES = 8
"""A title with more matrix occupations than this is ambiguous."""


def for_role(role: Role, *, areas: Collection[str] | None = None) -> Profile:
    """The profile of a guide.

    `areas` are the codes of the only areas wanted, here and below; all where it is None. Merging
    every area is most of the work.
    """
    releases = Release.objects.current()
    rows = occupation_rows(
        Occupation.objects.filter(roles__role=role),
        releases,
        share=F("roles__share"),
        reason=F("roles__reason"),
    )
    choices = list(RoleSkill.objects.filter(role=role))
    profile = _merged("role", role.slug, role.title, rows, releases, choices, areas)
    own_moves = related.moves(role)
    return replace(
        profile,
        moves=own_moves,
        related=related.related_guides(
            [row.code for row in rows],
            besides=role.slug,
            leave_out=[move.url for move in own_moves],
        ),
    )


def for_title(title: JobTitle, *, areas: Collection[str] | None = None) -> Profile:
    """The profile of a bare title: merged figures, or its meanings side by side."""
    releases = Release.objects.current()
    filed = TitleOccupation.objects.filter(release=releases.onet, job_title=title)
    rows = occupation_rows(_filed_under(filed), releases)
    codes = {row.matrix_code for row in rows if row.matrix_code}
    if is_ambiguous(codes):
        return _ambiguous(title, rows, releases)
    profile = _merged("title", title.slug, title.title, rows, releases, areas=areas)
    return _with_neighbors(profile)


def is_ambiguous(matrix_codes: Iterable[str]) -> bool:
    """Whether codes lie in more than one SOC major group, or are more than eight."""
    codes = set(matrix_codes)
    return len({code[:2] for code in codes}) > 1 or len(codes) > MOST_CODES


def for_occupation(occupation: Occupation, *, areas: Collection[str] | None = None) -> Profile:
    """The profile of one occupation; its pay is that of the code BLS counts it in."""
    releases = Release.objects.current()
    rows = occupation_rows(Occupation.objects.filter(code=occupation.code), releases)
    code, title = occupation.code, occupation.title
    profile = _merged("occupation", code, title, rows, releases, areas=areas)
    return _with_neighbors(profile)


def _filed_under(filed: QuerySet[TitleOccupation]) -> QuerySet[Occupation]:
    return Occupation.objects.filter(code__in=filed.values("occupation"))


def _with_neighbors(profile: Profile) -> Profile:
    """With the guides that share its occupations, and O*NET's related occupations."""
    codes = [row.code for row in profile.occupations]
    guides = related.related_guides(codes)
    return replace(
        profile, related=(*guides, *related.related_occupations(codes, profile.releases))
    )


def _merged(
    kind: str,
    slug: str,
    title: str,
    rows: Sequence[OccupationRow],
    releases: CurrentReleases,
    choices: Iterable[RoleSkill] = (),
    areas: Collection[str] | None = None,
) -> Profile:
    shares = shares_by_code(rows)
    facts = matrix_facts(shares, releases)
    history = national_wages(shares, releases.wage_history)
    current = history.get(releases.wages.pk, {}) if releases.wages else {}
    codes = code_rows(shares, facts, current)
    figures = merged_figures(codes, releases)
    ratings = rated_profile(rows, codes, releases, choices)
    rows = [replace(row, rated=row.code in ratings.rated) for row in rows]
    return Profile(
        kind=kind,
        slug=slug,
        title=title,
        url=_url(kind, slug),
        occupations=tuple(rows),
        codes=codes,
        releases=releases,
        figures=figures,
        important_skills=ratings.important,
        core_skills=ratings.core,
        distinctive=ratings.apart,
        knowledge=ratings.knowledge,
        styles=ratings.styles,
        interests=ratings.interests,
        values=ratings.values,
        education=education(codes, facts, releases),
        history=pay_history(shares, facts, history, releases),
        average_growth=_average_growth(facts),
        places=place_table(codes, figures, releases, areas),
        technologies=related.technologies([row.code for row in rows], releases),
        notes=_notes(rows, codes),
    )


def _url(kind: str, slug: str) -> str:
    return reverse("occupation" if kind == "occupation" else "career", args=[slug])


def _average_growth(facts: dict[str, MatrixFacts]) -> float | None:
    """The projected growth of all occupations together, in percent."""
    total = facts.get(ALL_OCCUPATIONS)
    return total.projection["growth_percent"] if total and total.projection else None


def _ambiguous(
    title: JobTitle, rows: Sequence[OccupationRow], releases: CurrentReleases
) -> Profile:
    """Each occupation with its own figures, by major group; nothing merged."""
    shares = shares_by_code(rows)
    facts = matrix_facts(shares, releases)
    wages = wages_in(shares, releases.wages)
    groups = dict(
        SocGroup.objects.filter(code__in={f"{row.code[:2]}-0000" for row in rows}).values_list(
            "code", "title"
        )
    )
    codes = {row.code: row for row in code_rows(shares, facts, wages)}
    return Profile(
        kind="ambiguous",
        slug=title.slug,
        title=title.title,
        url=_url("title", title.slug),
        occupations=tuple(rows),
        codes=tuple(codes.values()),
        releases=releases,
        figures=None,
        alternatives=tuple(
            OccupationCard(
                occupation=row,
                url=reverse("occupation", args=[row.code]),
                figures=merged_figures(
                    [codes[row.matrix_code]] if row.matrix_code else [], releases
                ),
                group=groups.get(f"{row.code[:2]}-0000", ""),
            )
            for row in rows
        ),
    )


def _notes(rows: Sequence[OccupationRow], codes: Sequence[CodeRow]) -> tuple[str, ...]:
    """What a reader must know before trusting the figures: combined, residual, not rated."""
    notes = [
        f"BLS publishes {row.title} only together with others, as "
        f"{row.matrix_title} ({row.matrix_code}): the figures cover that wider group."
        for row in rows
        if row.is_combined
    ]
    notes += [
        f"{row.title} ({row.code}) gathers jobs that have no code of their own; "
        "its figures describe a mixed group."
        for row in codes
        if row.is_residual
    ]
    unrated = [row.title for row in rows if not row.rated]
    if unrated:
        notes.append(
            f"O*NET has not rated the skills of {wording.listed(unrated[:5])}"
            f"{' and others' if len(unrated) > 5 else ''}; they have no part in the skills shown."
        )
    uncounted = [row.title for row in rows if row.matrix_code is None]
    if uncounted:
        notes.append(
            f"BLS publishes no wages or projections for {wording.listed(uncounted[:5])}"
            f"{' and others' if len(uncounted) > 5 else ''}."
        )
    return tuple(notes)
