"""Listings are made from the same merged figures that pages have."""

import pytest

from careers import actions, profiles
from careers.listings import build
from careers.models import (
    AreaFigures,
    CodeSet,
    JobZone,
    Listing,
    ListingSkill,
    MatrixOccupation,
    Occupation,
    OccupationWords,
    Rating,
    Role,
    RoleSkill,
)
from careers.profiles.figures import HOURLY
from careers.profiles.types import Profile
from tests.views import made

SLUG = "software-systems-engineer"


def assert_same_figures(listing: Listing, profile: Profile) -> None:
    figures = profile.figures
    assert figures is not None
    pay = figures.shown_pay
    assert (listing.jobs, listing.growth, listing.openings) == (
        figures.jobs.value, figures.growth.value, figures.openings.value,
    )  # fmt: skip
    assert (listing.pay_low, listing.pay, listing.pay_high) == (
        pay[0].value, pay[2].value, pay[4].value,
    )  # fmt: skip
    assert listing.is_hourly == (pay[2].unit == HOURLY)
    assert listing.education_text == (profile.education.short if profile.education else "")


def test_every_occupation_has_the_figures_of_its_page(small_world: None) -> None:
    build.refresh_facts()
    assert Listing.objects.count() == Occupation.objects.count() > 10
    for occupation in Occupation.objects.all():
        profile = profiles.for_occupation(occupation)
        listing = Listing.objects.get(occupation=occupation)
        assert_same_figures(listing, profile)
        assert (listing.zone, listing.holland) == (
            max(profile.zones, default=None), profile.holland_code,
        )  # fmt: skip
        held = dict(listing.skills.values_list("element_id", "importance"))
        assert held == {row.element: row.importance for row in profile.important_skills}


def test_guide_has_the_figures_of_its_page(listed: made.World) -> None:
    role = Role.objects.get(slug=SLUG)
    listing = Listing.objects.get(role=role)
    assert_same_figures(listing, profiles.for_role(role))
    assert (listing.kind, listing.level, listing.sector_id) == ("guide", "mid", "engineering")
    assert listing.code_set is not None
    assert listing.code_set.key == "15-1252:1 15-1253:1 15-1299:1"
    assert listing.education == build.EDUCATION.index("Bachelor's degree") + 1


def test_guide_summary_is_without_the_sentences_that_hold_figures(listed: made.World) -> None:
    assert "{" not in Listing.objects.get(key=SLUG).summary


def test_every_code_has_a_set_and_each_set_its_areas_once(listed: made.World) -> None:
    singles = MatrixOccupation.objects.filter(is_line_item=True).count()
    assert CodeSet.objects.count() == singles + 1
    pairs = list(AreaFigures.objects.values_list("code_set", "area"))
    assert len(pairs) == len(set(pairs)) > 0


def test_second_run_changes_nothing_but_primary_keys(listed: made.World) -> None:
    def rows() -> list[object]:
        names = [field.attname for field in Listing._meta.concrete_fields]
        kept = [name for name in names if name not in ("id", "code_set_id")]
        return [
            list(Listing.objects.order_by("key").values_list(*kept, "code_set__key")),
            sorted(ListingSkill.objects.values_list("listing__key", "element", "importance")),
            sorted(
                AreaFigures.objects.values_list("code_set__key", "area", "pay", "jobs"), key=str
            ),
        ]

    before = rows()
    build.refresh_facts()
    assert rows() == before


def test_guide_that_is_no_longer_published_has_no_listing(listed: made.World) -> None:
    role = Role.objects.get(slug=SLUG)
    role.status = "retired"
    role.save()
    actions.refresh_roles(roles=[role])
    assert not Listing.objects.filter(key=SLUG).exists()
    assert Listing.objects.count() == Occupation.objects.count()


def test_guide_made_anew_follows_its_editor(listed: made.World) -> None:
    role = Role.objects.get(slug=SLUG)
    role.title, role.level = "Systems Engineer", "senior"
    role.save()
    role.mapping.exclude(occupation="15-1253.00").delete()
    RoleSkill.objects.create(role=role, element_id="2.B.3.e", choice="hide", reason="Not here.")
    actions.refresh_roles(roles=[role])
    listing = Listing.objects.get(key=SLUG)
    assert (listing.title, listing.level) == ("Systems Engineer", "senior")
    assert listing.code_set is not None
    assert listing.code_set.key == "15-1253:1"
    assert listing.pay == Listing.objects.get(key="15-1253.00").pay
    hidden = listing.skills.filter(element="2.B.3.e").exists()
    shown = [row.element for row in profiles.for_role(role).important_skills]
    assert hidden == ("2.B.3.e" in shown)


def test_words_reach_the_listing_and_facts_keep_them(listed: made.World) -> None:
    OccupationWords.objects.filter(occupation="27-2011.00").update(summary="Acts.")
    build.refresh_words()
    assert Listing.objects.get(key="27-2011.00").summary == "Acts."
    build.refresh_facts()
    assert Listing.objects.get(key="27-2011.00").summary == "Acts."


def test_occupation_that_is_not_rated_has_neither_interests_nor_skills(listed: made.World) -> None:
    Rating.objects.filter(occupation="15-1252.00").delete()
    JobZone.objects.filter(occupation="15-1252.00").delete()
    build.refresh_facts()
    listing = Listing.objects.get(key="15-1252.00")
    assert (listing.holland, listing.zone, listing.skills.count()) == ("", None, 0)


@pytest.mark.parametrize("suppressed", [True, False])
def test_rating_of_low_precision_is_left_out(listed: made.World, suppressed: bool) -> None:
    Rating.objects.filter(occupation="15-1252.00", element="2.B.3.e").update(suppress=suppressed)
    build.refresh_facts()
    skills = Listing.objects.get(key="15-1252.00").skills.values_list("element", flat=True)
    assert ("2.B.3.e" in skills) != suppressed
