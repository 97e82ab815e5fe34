"""What each importer puts where: values of the official files, by the models' own words."""

import pytest

from careers.importers.base import Options, UnknownCode, run_import
from careers.importers.metros import reviewed_positions
from careers.importers.onet import period_of
from careers.models import (
    Area,
    Attainment,
    CrosswalkEntry,
    Element,
    ElementMean,
    JobTitle,
    JobZone,
    MatrixOccupation,
    Occupation,
    PriceParity,
    Projection,
    Rating,
    RelatedOccupation,
    Release,
    Skill,
    SocGroup,
    Task,
    TechnologyUse,
    TitleName,
    Wage,
)
from tests.support.world import DATA, FILES

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def world(small_world: None) -> None:
    """Every test here reads the small world."""


def test_soc_groups_know_their_parents() -> None:
    path = []
    group: SocGroup | None = SocGroup.objects.get(code="15-1252")
    while group:
        path.append((group.code, group.level))
        group = group.parent
    assert path == [
        ("15-1252", "detailed"),
        ("15-1250", "broad"),
        ("15-1200", "minor"),
        ("15-0000", "major"),
    ]


def test_occupation_belongs_to_its_soc_code() -> None:
    occupation = Occupation.objects.get(code="15-1299.08")
    assert (occupation.title, occupation.soc_id) == (
        "Computer Systems Engineers/Architects",
        "15-1299",
    )
    assert occupation.description


def test_rating_of_programming() -> None:
    rating = Rating.objects.get(occupation="15-1252.00", element="2.B.3.e", scale="IM")
    assert (rating.value, rating.suppress, rating.rated[:2]) == (4.0, False, "20")
    assert Skill.objects.get(code="2.B.3.e").name == "Programming"


def test_elements_know_their_domain() -> None:
    domains = set(Element.objects.values_list("domain", flat=True))
    assert domains == {*("skill", "knowledge", "ability", "activity", "style", "interest", "value")}


def test_element_mean_leaves_suppressed_ratings_out() -> None:
    for mean in ElementMean.objects.all():
        ratings = Rating.objects.filter(element=mean.element, scale=mean.scale, suppress=False)
        values = list(ratings.values_list("value", flat=True))
        assert mean.occupations == len(values)
        assert mean.mean == pytest.approx(sum(values) / len(values), abs=1e-6)
    assert Rating.objects.filter(suppress=True).exists()


def test_onet_lists() -> None:
    assert JobZone.objects.get(occupation="15-1252.00").zone == 4
    assert RelatedOccupation.objects.filter(occupation="15-1252.00", index=1).exists()
    acrobat = TechnologyUse.objects.get(occupation="15-1252.00", example="Adobe Acrobat")
    assert (acrobat.commodity, acrobat.hot, acrobat.in_demand) == (
        *("Document management software", True, False),
    )
    assert TechnologyUse.objects.filter(occupation="17-2112.00", in_demand=True).exists()
    assert set(Task.objects.values_list("is_core", flat=True)) == {True, False}


def test_title_united_over_codes() -> None:
    title = JobTitle.objects.get(slug="software-systems-engineer")
    codes = title.filed_under.values_list("occupation", flat=True)
    assert set(codes) == {"15-1252.00", "15-1253.00", "15-1299.08"}


def test_short_form_is_a_further_name() -> None:
    name = TitleName.objects.get(slug="rn", redirects=True)
    assert (name.name, name.job_title_id) == ("RN", "registered-nurse")


def test_release_of_onet_is_of_the_month_it_came() -> None:
    release = Release.objects.get(source="onet")
    assert (release.name, period_of("30.1", "2025-12")) == ("30.1", release.period)
    assert period_of("30.1").isoformat() == "2025-11-01"
    assert period_of("30.2", "2025-12").isoformat() == "2026-02-01"
    assert period_of("31.0", "2026-08").isoformat() == "2026-08-01"


def test_projection_of_developers() -> None:
    projection = Projection.objects.get(matrix="15-1252")
    assert (projection.base_employment, projection.growth_percent) == (1_693_800, 15.8)
    assert (projection.openings, projection.entry_education) == (115_200, "Bachelor's degree")
    assert not MatrixOccupation.objects.get(code="15-0000").is_line_item


def test_crosswalk_leads_both_aides_to_one_matrix_code() -> None:
    entries = CrosswalkEntry.objects.filter(occupation__code__in=("31-1121.00", "31-1122.00"))
    assert set(entries.values_list("matrix", flat=True)) == {"31-1120"}


def test_attainment_adds_up_to_a_hundred() -> None:
    row = Attainment.objects.get(matrix="15-1252")
    shares = (
        *(row.less_than_high_school, row.high_school, row.some_college, row.associate),
        *(row.bachelor, row.master, row.doctoral),
    )
    assert sum(shares) == pytest.approx(100, abs=0.5)
    assert max(shares) == row.bachelor


def test_areas_and_their_wages() -> None:
    area = Area.objects.get(slug="san-jose-sunnyvale-santa-clara-ca")
    assert (area.code, area.kind, area.cbsa, area.state_abbr) == ("0041940", "metro", "41940", "CA")
    wage = Wage.objects.get(release__name="May 2025", area="0000000", code="15-1252")
    assert (wage.employment, wage.annual_mean, wage.hourly_mean) == (1_687_890, 148_100, 71.2)
    assert (wage.a10, wage.a25, wage.a50, wage.a75, wage.a90) == (
        *(82_460, 105_210, 135_980, 171_980, 214_670),
    )
    assert (wage.h10, wage.h90, wage.location_quotient) == (39.64, 103.21, None)


def test_withheld_wages_keep_their_flags() -> None:
    capped = Wage.objects.get(area="0034900", code="29-1229")
    assert (capped.a50, capped.flags) == (None, "H5|A5")
    partly = Wage.objects.get(area="0600000", code="27-2021")
    assert (partly.a90, partly.flags) == (None, "H4|15:5")


def test_parities_of_each_kind_of_area() -> None:
    all_items = dict(PriceParity.objects.filter(line=1).values_list("area", "value"))
    assert all_items["0000000"] == 100.0
    assert all_items["0041940"] > all_items["0600006"]
    assert all_items.keys() == {"0000000", "0600000", "0041940", "0034900", "0600006"}
    assert PriceParity.objects.count() == 25


def test_parities_say_what_has_no_area() -> None:
    file = next(file for file in FILES if file.source == "parities")
    assert file.load().notes == ("4 geographies have no area; 1 areas have no parity",)


def test_positions_are_put_onto_their_areas() -> None:
    placed = dict(Area.objects.exclude(latitude=None).values_list("code", "latitude"))
    assert placed == {"0034900": 38.29714, "0041940": 37.33939}


def test_reviewed_positions_fill_what_the_file_leaves_out() -> None:
    Area.objects.create(code="0014260", kind="metro", name="Boise City, ID", slug="boise-city-id")
    next(file for file in FILES if file.source == "metros").load()
    boise = Area.objects.get(code="0014260")
    assert (boise.latitude, boise.longitude) == reviewed_positions()["0014260"]


def test_positions_without_any_area_are_refused() -> None:
    Wage.objects.all().delete()
    Area.objects.all().delete()
    with pytest.raises(UnknownCode, match="code 0034900 is no area"):
        run_import("metros", DATA / "map/metros.json", Options(release="2026"))


def test_national_workbook_brings_the_nation_only() -> None:
    national = Wage.objects.filter(release__scope="national")
    assert set(national.values_list("area", flat=True)) == {"0000000"}
    assert national.filter(release__name="May 2024", code="15-1252").get().a50 == 133_080


def test_forms_of_one_release_give_the_same_rows() -> None:
    for source, path, release in (
        ("soc", "soc/soc_2018.csv", ""),
        ("projections", "ep/ep_2024_34_occupations.csv", ""),
        ("crosswalk", "ep/onet_nem_ooh_crosswalk.csv", "September 2023"),
        ("attainment", "ep/ep_2022_32_educational_attainment.csv", "2019 and 2021"),
        ("oews", "oews/flat", ""),
    ):
        result = run_import(source, DATA / path, Options(release=release))
        for label, counts in result.tables.items():
            assert (counts.added, counts.changed, counts.removed) == (0, 0, 0), (source, label)
