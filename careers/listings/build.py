"""Writes the rows that lists show, from the same merged figures that pages have."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import transaction

from careers import profiles
from careers.listings import areas
from careers.models import (
    CodeSet,
    CurrentReleases,
    Domain,
    Listing,
    ListingKind,
    ListingSkill,
    MatrixOccupation,
    Occupation,
    OccupationWords,
    Rating,
    Release,
    Role,
    SectorGroup,
    Status,
)
from careers.models.bulk import analyze, copy_rows
from careers.profiles.education import education
from careers.profiles.figures import HOURLY, merged_figures
from careers.profiles.load import (
    CodeWage,
    MatrixFacts,
    code_rows,
    matrix_facts,
    occupation_rows,
    shares_by_code,
    wages_in,
)
from careers.profiles.prose import plain_sentences
from careers.profiles.skills import IMPORTANCE, INTEREST, LEAST_IMPORTANCE
from careers.profiles.types import AT_LEAST, Education, Figures

EDUCATION = (
    "No formal educational credential",
    "High school diploma or equivalent",
    "Some college, no degree",
    "Postsecondary nondegree award",
    "Associate's degree",
    "Bachelor's degree",
    "Master's degree",
    "Doctoral or professional degree",
)
"""BLS's typical entry education, lowest first; `Listing.education` is the place, from 1."""

_SKILL_COLUMNS = ("listing_id", "element_id", "importance")


def entry_education(listing: Listing) -> str:
    """What BLS says one typically needs to enter the work; empty where it names nothing."""
    return EDUCATION[listing.education - 1] if listing.education else ""


def entry_is_usual(listing: Listing) -> bool:
    """Whether that is what people in the work most often have, "or equivalent" aside."""
    usual = listing.education_text
    return bool(usual) and entry_education(listing).startswith(usual)


@transaction.atomic
def refresh_facts() -> None:
    """Make every listing anew after facts have changed: sets, their areas, occupations, guides."""
    releases = Release.objects.current()
    Listing.objects.all().delete()
    CodeSet.objects.all().delete()
    _write_occupations(releases)
    _write_guides(Role.objects.published().select_related("sector"))
    analyze((Listing, ListingSkill, CodeSet))


@transaction.atomic
def refresh_guides(roles: Iterable[Role]) -> None:
    """Make the listings of these guides anew; one that is not published has none."""
    roles = list(roles)
    Listing.objects.filter(role__in=[role.pk for role in roles]).delete()
    _write_guides([role for role in roles if role.status == Status.PUBLISHED])


@transaction.atomic
def refresh_words() -> None:
    """Give the listings of occupations the words of ours that are now held."""
    words = dict(OccupationWords.objects.values_list("occupation_id", "summary"))
    listings = list(Listing.objects.filter(kind=ListingKind.OCCUPATION))
    for listing in listings:
        listing.summary = words.get(listing.key, "")
    Listing.objects.bulk_update(listings, ["summary"], batch_size=200)


def figure_fields(figures: Figures, schooling: Education | None) -> dict[str, Any]:
    """The fields of a listing that hold figures."""
    pay = figures.shown_pay
    shown = (pay[0], pay[2], pay[4])
    entry = schooling.entry[0].name if schooling and schooling.entry else ""
    return {
        "jobs": figures.jobs.value,
        "growth": figures.growth.value,
        "openings": figures.openings.value,
        "pay_low": shown[0].value,
        "pay": shown[1].value,
        "pay_high": shown[2].value,
        "is_hourly": pay[2].unit == HOURLY,
        "at_least": areas.letters(figure.status == AT_LEAST for figure in shown),
        "education": EDUCATION.index(entry) + 1 if entry in EDUCATION else None,
        "education_text": schooling.short if schooling else "",
    }


def _write_occupations(releases: CurrentReleases) -> None:
    """Sets of one code for every matrix occupation, their areas, and the occupations' listings."""
    codes = list(MatrixOccupation.objects.filter(is_line_item=True).values_list("code", flat=True))
    facts = matrix_facts(codes, releases)
    wages = wages_in(codes, releases.wages)
    sets = _single_sets(codes, facts, wages, releases)
    areas.write_single(sets, releases)
    sectors = dict(SectorGroup.objects.values_list("group_id", "sector_id"))
    words = dict(OccupationWords.objects.values_list("occupation_id", "summary"))
    interests = _interests(releases)
    listings = []
    for row in occupation_rows(Occupation.objects.all(), releases):
        shares = {code: share for code, share in shares_by_code([row]).items() if code in sets}
        own = code_rows(shares, facts, wages)
        listings.append(
            Listing(
                kind=ListingKind.OCCUPATION,
                key=row.code,
                occupation_id=row.code,
                code_set_id=sets[own[0].code][0] if own else None,
                title=row.title,
                summary=words.get(row.code, ""),
                sector_id=sectors.get(f"{row.code[:2]}-0000"),
                zone=row.zone,
                holland=interests.get(row.code, ""),
                **figure_fields(merged_figures(own, releases), education(own, facts, releases)),
            )
        )
    Listing.objects.bulk_create(listings, batch_size=100)
    _write_occupation_skills(releases)


def _single_sets(
    codes: Sequence[str],
    facts: Mapping[str, MatrixFacts],
    wages: Mapping[str, CodeWage],
    releases: CurrentReleases,
) -> dict[str, tuple[int, bool]]:
    """A set for each code, with its primary key and whether its pay is by the hour."""
    CodeSet.objects.bulk_create(
        [CodeSet(key=areas.set_key({code: 1.0})) for code in codes], batch_size=500
    )
    keys = dict(CodeSet.objects.values_list("key", "pk"))
    sets = {}
    for code in codes:
        figures = merged_figures(code_rows({code: 1.0}, facts, wages), releases)
        is_hourly = figures.shown_pay[2].unit == HOURLY
        sets[code] = (keys[areas.set_key({code: 1.0})], is_hourly)
    return sets


def _interests(releases: CurrentReleases) -> dict[str, str]:
    """The letters of the three strongest interests of every rated occupation."""
    rows = Rating.objects.filter(release=releases.onet, scale=INTEREST, suppress=False)
    rated: dict[str, list[tuple[float, str]]] = {}
    for code, name, value in rows.values_list("occupation_id", "element__name", "value"):
        rated.setdefault(code, []).append((-round(value, 9), name))
    return {
        code: "".join(name[0] for _, name in sorted(pairs)[:3]) for code, pairs in rated.items()
    }


def _write_occupation_skills(releases: CurrentReleases) -> None:
    keys = dict(Listing.objects.filter(kind=ListingKind.OCCUPATION).values_list("key", "pk"))
    ratings = Rating.objects.filter(
        release=releases.onet,
        scale=IMPORTANCE,
        suppress=False,
        value__gte=LEAST_IMPORTANCE,
        element__domain__in=(Domain.SKILL, Domain.KNOWLEDGE),
    )
    rows = [
        (keys[code], element, value)
        for code, element, value in ratings.order_by().values_list(
            "occupation_id", "element_id", "value"
        )
    ]
    copy_rows(ListingSkill, _SKILL_COLUMNS, rows)


def _write_guides(roles: Iterable[Role]) -> None:
    for role in roles:
        profile = profiles.for_role(role)
        if profile.figures is None:
            continue
        listing = Listing.objects.create(
            kind=ListingKind.GUIDE,
            key=role.slug,
            role=role,
            code_set=_set_of(profile),
            title=role.title,
            summary=plain_sentences(role.summary),
            sector_id=role.sector_id,
            level=role.level,
            zone=max(profile.zones, default=None),
            holland=profile.holland_code,
            **figure_fields(profile.figures, profile.education),
        )
        rows = [(listing.pk, row.element, row.importance) for row in profile.important_skills]
        copy_rows(ListingSkill, _SKILL_COLUMNS, rows)


def _set_of(profile: profiles.Profile) -> CodeSet | None:
    """The set of a guide's codes; its areas are written with it where it is new."""
    shares = {row.code: row.share for row in profile.codes}
    if not shares:
        return None
    code_set, is_new = CodeSet.objects.get_or_create(key=areas.set_key(shares))
    if is_new:
        areas.write_merged(code_set, profile.places)
    return code_set
