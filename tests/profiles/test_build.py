"""Profiles of the small world of true figures: what is merged, what is said, what is left out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from careers import profiles
from careers.models import (
    JobTitle,
    Occupation,
    Rating,
    Release,
    Role,
    RoleOccupation,
    RoleSkill,
    Wage,
)
from careers.profiles.figures import ANNUAL, HOURLY, pay_figures
from careers.profiles.load import capped, shares_by_code
from careers.profiles.types import AT_LEAST, NOT_PUBLISHED, PUBLISHED, OccupationRow, Profile
from tests.views import made

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_world")]

PERCENTILE_90 = (20_000, 30_000, 40_000, 50_000, None)


def occupation(code: str) -> Profile:
    return profiles.for_occupation(Occupation.objects.get(code=code))


def role(*mapping: tuple[str, float | None]) -> Role:
    """A published guide with a mapping of (code, share)."""
    sector = made.Sector.objects.get_or_create(slug="s", defaults={"name": "S", "summary": "."})[0]
    guide = Role.objects.create(
        slug="guide", title="Guide", sector=sector, level="mid", status="published", summary="."
    )
    for code, share in mapping:
        RoleOccupation.objects.create(role=guide, occupation_id=code, share=share, reason="why")
    return guide


def row(code: str, matrix: str | None, share: float | None = None) -> OccupationRow:
    return OccupationRow(code, code, matrix, matrix or "", None, True, "", "", share=share)


def test_one_code_gives_its_published_figures() -> None:
    figures = occupation("29-1141.00").figures
    assert figures is not None
    assert [figure.value for figure in figures.annual] == [68_940, 80_330, 97_550, 112_350, 137_470]
    assert {figure.status for figure in figures.annual} == {PUBLISHED}
    assert figures.jobs.value == 3_391_000
    assert figures.median.releases == ("OEWS May 2025",)
    assert figures.growth.releases == ("Employment Projections 2024–34",)


def test_two_occupations_of_one_matrix_code_count_once() -> None:
    together = profiles.for_role(role(("31-1121.00", None), ("31-1122.00", None)))
    alone = occupation("31-1121.00")
    assert [code.code for code in together.codes] == ["31-1120"]
    assert together.figures == alone.figures
    assert "wider group" in together.notes[0]


def test_shares_of_one_matrix_code_add_up_and_none_given_is_one() -> None:
    rows = [row("a.01", "A", 0.25), row("a.02", "A", 0.5), row("b.00", "B"), row("m.00", None)]
    assert shares_by_code(rows) == {"A": 0.75, "B": 1.0}


def test_share_changes_pay_but_never_jobs_openings_or_growth() -> None:
    guide = role(("15-1252.00", None), ("15-1253.00", None))
    full = profiles.for_role(guide).figures
    RoleOccupation.objects.filter(occupation="15-1252.00").update(share=0.01)
    shared = profiles.for_role(guide).figures
    assert full is not None
    assert shared is not None
    assert (shared.jobs, shared.openings, shared.growth) == (full.jobs, full.openings, full.growth)
    assert (shared.median.value or 0) < (full.median.value or 0)


def test_hourly_only_code_has_no_annual_pay_and_says_why() -> None:
    figures = occupation("27-2011.00").figures
    assert figures is not None
    assert figures.median.value is None
    assert figures.median.status == NOT_PUBLISHED
    assert "hour only" in figures.median.method
    assert figures.shown_pay[2].unit == HOURLY
    assert figures.shown_pay[2].value == pytest.approx(29.1, abs=0.1)


def test_annual_only_code_has_no_hourly_pay() -> None:
    figures = occupation("25-1021.00").figures
    assert figures is not None
    assert figures.hourly[2].value is None
    assert figures.shown_pay[2].unit == ANNUAL


def test_military_occupation_has_no_figures_and_says_so() -> None:
    profile = occupation("55-1011.00")
    assert profile.figures is not None
    assert profile.figures.jobs.value is None
    assert profile.figures.median.value is None
    assert any("publishes no wages or projections" in note for note in profile.notes)


def test_unrated_occupation_is_not_given_a_siblings_ratings() -> None:
    profile = occupation("15-2051.00")
    assert profile.core_skills == ()
    assert any("has not rated" in note for note in profile.notes)


def test_residual_code_is_named_as_one() -> None:
    assert any("mixed group" in note for note in occupation("13-1199.00").notes)


def test_title_over_two_major_groups_is_ambiguous_and_merges_nothing() -> None:
    profile = profiles.for_title(JobTitle.objects.get(slug="systems-engineer"))
    assert profile.kind == "ambiguous"
    assert profile.figures is None
    assert {card.group for card in profile.alternatives} == {
        "Computer and Mathematical Occupations",
        "Architecture and Engineering Occupations",
    }


@pytest.mark.parametrize(
    ("codes", "ambiguous"),
    [
        ([], False),
        (["15-1252", "15-1299"], False),
        (["15-1252", "17-2112"], True),
        ([f"15-12{number}" for number in range(10, 18)], False),
        ([f"15-12{number}" for number in range(10, 19)], True),
    ],
)
def test_title_is_ambiguous_over_major_groups_or_more_than_eight_codes(
    codes: list[str], *, ambiguous: bool
) -> None:
    assert profiles.is_ambiguous(codes) is ambiguous


def test_marked_percentiles_are_told_from_withheld_ones() -> None:
    assert capped("H5|A5", "A", 11, (None,) * 5) == (True,) * 5
    assert capped("H4|15:5", "A", 11, PERCENTILE_90) == (False,) * 4 + (True,)
    assert capped("H8|A8|R8", "A", 11, (None,) * 5) == (False,) * 5
    assert capped("", "A", 11, PERCENTILE_90) == (False,) * 5


def test_top_coded_percentile_of_an_area_is_at_least() -> None:
    table = occupation("27-2021.00").places
    assert table is not None
    california = next(place for place in table.rows if place.name == "California")
    assert list(california.at_least) == [False, False, True]
    assert california.high == 239_200
    assert california.high_text == "$239K+"


def test_area_with_pay_wholly_above_the_cap_is_not_ranked() -> None:
    table = occupation("29-1229.00").places
    assert table is not None
    napa = next(place for place in table.rows if place.code == "0034900")
    assert napa.median is None
    assert napa.missing == "no pay published for 29-1229"
    assert napa in table.unranked


def test_area_is_ranked_only_where_every_code_publishes_pay_and_jobs() -> None:
    table = profiles.for_role(role(("15-1252.00", None), ("15-1253.00", None))).places
    assert table is not None
    assert [place.name[:10] for place in table.ranked] == ["California", "San Jose-S", "Puerto Ric"]
    napa = next(place for place in table.unranked if place.code == "0034900")
    assert napa.missing == "no pay published for 15-1253"
    assert napa.median is None


def test_area_that_publishes_pay_but_no_jobs_is_shown_unranked() -> None:
    Wage.objects.filter(area="0600000", code="29-1141").update(employment=None, flags="E8")
    table = occupation("29-1141.00").places
    assert table is not None
    california = next(place for place in table.unranked if place.code == "0600000")
    assert california.missing == "no job count published for 29-1141"
    assert (california.median, california.jobs) == (140_270, None)


def test_no_area_is_ranked_for_a_code_that_publishes_no_pay_of_the_unit() -> None:
    table = profiles.for_role(role(("29-1141.00", None), ("27-2011.00", None))).places
    assert table is not None
    assert table.ranked == []
    assert all("27-2011" in place.missing for place in table.unranked)


def test_table_of_areas_says_the_year_of_its_price_levels() -> None:
    table = occupation("29-1141.00").places
    assert table is not None
    assert (table.parity_source, table.parity_year) == ("Regional price parities 2024", 2024)


def test_code_left_out_of_a_units_mixture_is_named() -> None:
    profile = profiles.for_role(role(("29-1141.00", None), ("25-1021.00", None)))
    assert profile.figures is not None
    assert profile.figures.hourly[2].method.endswith("29-1141; not published for 25-1021.")
    assert profiles.working(profile).left_out == (
        "25-1021 Computer science teachers, postsecondary: no hourly pay is published for it.",
    )


def test_area_without_price_parity_has_no_adjusted_pay() -> None:
    table = occupation("29-1141.00").places
    assert table is not None
    by_code = {place.code: place for place in table.rows}
    assert by_code["7200000"].real is None
    assert by_code["7200000"].real_text == "—"
    california = by_code["0600000"]
    assert california.parity is not None
    assert california.real == pytest.approx((california.median or 0) * 100 / california.parity)


def test_history_gives_every_wage_release_oldest_first() -> None:
    years = occupation("29-1141.00").history
    assert [year.name for year in years] == ["May 2022", "May 2023", "May 2024", "May 2025"]
    assert years[-1].median.value == 97_550


def test_education_is_weighted_by_jobs_and_adds_up() -> None:
    education = occupation("29-1141.00").education
    assert education is not None
    assert sum(level.percent for level in education.levels) == pytest.approx(100, abs=0.5)
    assert education.short == "Bachelor's degree"
    assert education.entry[0].percent == 100


def test_entry_education_names_each_with_its_share_of_jobs() -> None:
    education = profiles.for_role(role(("47-2111.00", None), ("29-1141.00", None))).education
    assert education is not None
    assert len(education.entry) == 2
    assert sum(entry.percent for entry in education.entry) == pytest.approx(100)
    assert education.entry[0].name == "Bachelor's degree"


def test_weight_of_a_code_is_divided_among_its_rated_occupations() -> None:
    aides, nurse = ("31-1121.00", "31-1122.00"), "29-1141.00"
    element = "2.A.1.a"
    value = {
        rating.occupation_id: rating.value
        for rating in Rating.objects.filter(element=element, scale="IM")
    }
    profile = profiles.for_role(role(*((code, None) for code in (*aides, nurse))))
    weight = {code.code: code.weight for code in profile.codes}
    both = (value[aides[0]] + value[aides[1]]) / 2
    expected = (weight["31-1120"] * both + weight["29-1141"] * value[nurse]) / sum(weight.values())
    skill = next(row for row in profile.core_skills if row.element == element)
    assert skill.importance == pytest.approx(expected)


def test_rating_marked_suppress_is_left_out() -> None:
    before = occupation("15-1252.00").core_skills
    Rating.objects.filter(element=before[0].element, scale="IM").update(suppress=True)
    after = occupation("15-1252.00").core_skills
    assert before[0].element not in {skill.element for skill in after}


def test_pinned_skill_comes_first_and_a_hidden_one_is_not_shown() -> None:
    guide = role(("15-1252.00", None))
    before = profiles.for_role(guide).core_skills
    last, first = before[-1], before[0]
    RoleSkill.objects.create(role=guide, element_id=last.element, choice="pin", reason="r")
    RoleSkill.objects.create(role=guide, element_id=first.element, choice="hide", reason="r")
    after = profiles.for_role(guide).core_skills
    assert after[0] == replace(last, pinned=True)
    assert first.element not in {skill.element for skill in after}


def test_no_skill_is_printed_twice() -> None:
    guide = role(("15-1252.00", None), ("15-1253.00", None), ("15-1299.08", None))
    profile = profiles.for_role(guide)
    for rows in (profile.core_skills, profile.distinctive, profile.knowledge):
        assert len({skill.name for skill in rows}) == len(rows)


def test_what_sets_it_apart_is_important_and_above_the_mean() -> None:
    for skill in occupation("15-1252.00").distinctive:
        assert skill.importance >= 3
        assert skill.difference > 0


def test_withdrawn_release_is_not_used() -> None:
    Release.objects.filter(name="May 2025").update(complete=False)
    figures = occupation("29-1141.00").figures
    assert figures is not None
    assert figures.median.releases == ("OEWS May 2024",)


def test_working_gives_each_code_alone_and_the_rest_without_it() -> None:
    guide = role(("15-1252.00", None), ("15-1253.00", None))
    profile = profiles.for_role(guide)
    working = profiles.working(profile)
    first, second = working.rows
    assert first.alone == occupation("15-1252.00").figures
    assert first.without is not None
    assert first.without.median.value == second.alone.median.value
    assert next(name for _, name in working.simple_choices) == "May 2025"


def test_merged_figure_above_a_capped_codes_last_percentile_is_at_least() -> None:
    release = Release.objects.current().wages
    assert release is not None
    release.details = {"annual_cap": 200_000, "hourly_cap": 100}
    profile = profiles.for_role(role(("15-1252.00", None), ("15-1253.00", None)))
    codes = [
        replace(code, annual=(*code.annual[:4], None), annual_capped=(False,) * 4 + (True,))
        if code.code == "15-1252"
        else code
        for code in profile.codes
    ]
    found = pay_figures(codes, ANNUAL, release)
    assert found[4].status == AT_LEAST
    assert found[4].text.endswith("+")
    assert found[2].status != AT_LEAST
