"""The run: dry or kept, guarded, recorded, and the same the second time."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from careers.importers.base import (
    ImportRefused,
    Options,
    OtherRelease,
    Run,
    Shrunken,
    UnknownCode,
    period_of,
    run_import,
    sources,
)
from careers.models import (
    Area,
    JobTitle,
    Occupation,
    PriceParity,
    Release,
    Role,
    Scope,
    Sector,
    TitleOccupation,
    Wage,
)
from careers.models.bulk import Counts
from careers.sources.files import sha256
from tests.support.world import DATA, FILES, every_row, import_world

COMMIT = Options(commit=True)
AREAS = DATA / "oews/oews_2025_area_occ.csv"
ONET = DATA / "onet/db_30_1_text"


def copy_of_onet(folder: Path, version: str) -> Path:
    """Copy the O*NET excerpt under the name that another release would have."""
    return Path(shutil.copytree(ONET, folder / f"db_{version.replace('.', '_')}_text"))


def renamed(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_every_source_has_an_importer() -> None:
    assert sources() == [
        *("soc", "onet", "projections", "attainment", "crosswalk", "oews", "parities", "metros")
    ]


@pytest.mark.django_db
def test_dry_run_counts_the_same_and_keeps_nothing() -> None:
    import_world("soc", "projections")
    before = every_row()
    dry = run_import("oews", AREAS, Options())
    assert every_row() == before
    kept = run_import("oews", AREAS, COMMIT)
    assert (
        dry.tables
        == kept.tables
        == {
            "areas": Counts(added=6, held=6),
            "wages": Counts(added=149, held=149),
        }
    )
    assert every_row() != before


@pytest.mark.django_db
def test_second_run_of_everything_changes_nothing(small_world: None) -> None:
    before = every_row()
    for file in FILES:
        result = file.load()
        for label, counts in result.tables.items():
            assert counts == Counts(held=counts.held), f"{file.path}: {label}"
    assert every_row() == before


@pytest.mark.django_db
def test_release_is_recorded_with_what_the_file_says(small_world: None) -> None:
    release = Release.objects.get(source="oews", scope=Scope.AREAS)
    assert (release.name, release.period) == ("May 2025", date(2025, 5, 1))
    assert release.published_on == date(2026, 5, 15)
    assert (release.file_name, release.sha256) == (AREAS.name, sha256(AREAS))
    assert release.complete
    assert release.counts == {"areas": 6, "wages": 149}
    assert release.details == {"hourly_cap": 115.0, "annual_cap": 239_200}


@pytest.mark.django_db
def test_two_releases_stand_beside_each_other(small_world: None) -> None:
    names = Release.objects.filter(source="oews").values_list("name", "scope")
    assert list(names) == [
        ("May 2022", "national"),
        ("May 2023", "national"),
        ("May 2024", "national"),
        ("May 2025", "areas"),
    ]
    medians = Wage.objects.filter(code="15-1252", area="0000000")
    found = medians.order_by("release__period").values_list("a50", flat=True)
    assert list(found)[2:] == [133_080, 135_980]
    current = Release.objects.current()
    assert current.wages is not None
    assert current.wages.name == "May 2025"


@pytest.mark.django_db
def test_file_with_fewer_rows_than_the_release_before_is_refused(tmp_path: Path) -> None:
    import_world("soc", "projections", "oews")
    shutil.copytree(AREAS.parent, tmp_path, dirs_exist_ok=True)
    short = tmp_path / AREAS.name
    lines = short.read_text().splitlines(keepends=True)
    short.write_text("".join(lines[:100]))
    before = every_row()
    with pytest.raises(Shrunken, match=r"brings 99 rows of wages where .*May 2025 had 149"):
        run_import("oews", short, COMMIT)
    assert every_row() == before

    run_import("oews", short, Options(commit=True, allow_shrink=True))
    assert Wage.objects.filter(release__scope="areas").count() == 99


@pytest.mark.django_db
def test_file_with_most_of_the_rows_is_let_in(tmp_path: Path) -> None:
    import_world("soc", "projections", "oews")
    shutil.copytree(AREAS.parent, tmp_path, dirs_exist_ok=True)
    short = tmp_path / AREAS.name
    lines = short.read_text().splitlines(keepends=True)
    short.write_text("".join(lines[:-10]))
    result = run_import("oews", short, COMMIT)
    assert result.tables["wages"] == Counts(removed=10, held=139)


@pytest.mark.django_db
def test_table_that_is_missing_is_shrunken_too(small_world: None, tmp_path: Path) -> None:
    folder = copy_of_onet(tmp_path, "30.2")
    (folder / "Technology Skills.txt").unlink()
    with pytest.raises(Shrunken, match="0 rows of technology uses"):
        run_import("onet", folder, COMMIT)


@pytest.mark.django_db
def test_national_release_is_not_compared_with_one_of_all_areas(small_world: None) -> None:
    result = run_import("oews", DATA / "oews/national_M2024_dl.xlsx", COMMIT)
    assert result.release.scope == Scope.NATIONAL


@pytest.mark.django_db
def test_file_of_another_release_than_the_one_asked_for_is_refused() -> None:
    import_world("soc", "projections")
    before = every_row()
    with pytest.raises(OtherRelease, match="is release May 2025, not May 2024"):
        run_import("oews", AREAS, Options(release="May 2024", commit=True))
    assert every_row() == before


@pytest.mark.django_db
def test_release_may_be_asked_for_with_a_hyphen() -> None:
    file = DATA / "ep/occupation_2024-34.xlsx"
    result = run_import("projections", file, Options(release="2024-34"))
    assert result.release.name == "2024–34"


@pytest.mark.django_db
def test_release_that_the_file_does_not_say_has_to_be_given() -> None:
    import_world("projections")
    file = DATA / "ep/ep_2022_32_educational_attainment.csv"
    with pytest.raises(OtherRelease, match="give --release"):
        run_import("attainment", file, COMMIT)
    with pytest.raises(OtherRelease, match="names no year"):
        run_import("attainment", file, Options(release="latest", commit=True))
    given = Options(release="2019 and 2021", published_on=date(2023, 9, 6), commit=True)
    release = run_import("attainment", file, given).release
    assert (release.period, release.published_on) == (date(2021, 1, 1), date(2023, 9, 6))


@pytest.mark.django_db
def test_code_that_no_table_knows_is_refused() -> None:
    import_world("soc")
    before = every_row()
    with pytest.raises(UnknownCode, match=r"attainment.*code 00-0000 is no matrix occupation"):
        run_import(
            "attainment",
            DATA / "ep/ep_2022_32_educational_attainment.csv",
            Options(release="2021", commit=True),
        )
    assert every_row() == before


@pytest.mark.django_db
def test_newer_release_renames_codes_and_an_older_one_does_not(
    small_world: None, tmp_path: Path
) -> None:
    newer = copy_of_onet(tmp_path, "30.2")
    renamed(newer / "Occupation Data.txt", "\tElectricians\t", "\tElectricians, New Name\t")
    result = run_import("onet", newer, COMMIT)
    assert result.tables["occupations"] == Counts(changed=1, held=19)
    assert Occupation.objects.get(code="47-2111.00").title == "Electricians, New Name"

    older = copy_of_onet(tmp_path, "30.0")
    renamed(older / "Occupation Data.txt", "\tElectricians\t", "\tElectricians, Old Name\t")
    run_import("onet", older, COMMIT)
    assert Occupation.objects.get(code="47-2111.00").title == "Electricians, New Name"
    assert [r.name for r in Release.objects.filter(source="onet")] == ["30.0", "30.1", "30.2"]
    assert [r.period.isoformat()[:7] for r in Release.objects.filter(source="onet")] == [
        *("2025-08", "2025-12", "2026-02")
    ]
    assert JobTitle.objects.filter(slug="electricians-old-name").exists()


@pytest.mark.django_db
def test_codes_are_never_deleted(small_world: None, tmp_path: Path) -> None:
    newer = copy_of_onet(tmp_path, "30.2")
    renamed(newer / "Alternate Titles.txt", "Site Reliability Engineer", "Uptime Engineer")
    run_import("onet", newer, COMMIT)
    titles = TitleOccupation.objects.filter(release__name="30.2")
    assert JobTitle.objects.filter(slug="site-reliability-engineer").exists()
    assert titles.filter(job_title="uptime-engineer").exists()


@pytest.mark.django_db
def test_imports_leave_what_editors_decided(small_world: None, tmp_path: Path) -> None:
    JobTitle.objects.filter(slug="electricians").update(hidden=True)
    sector = Sector.objects.create(slug="trades", name="Trades", summary="Work with tools.")
    role = Role.objects.create(slug="electrician", title="Electrician", sector=sector, level="mid")
    newer = copy_of_onet(tmp_path, "30.2")
    run_import("onet", newer, COMMIT)
    assert JobTitle.objects.get(slug="electricians").hidden
    assert Role.objects.get() == role


@pytest.mark.django_db
def test_address_of_an_area_stays_when_it_is_renamed(tmp_path: Path) -> None:
    import_world("soc", "projections", "oews")
    shutil.copytree(AREAS.parent, tmp_path, dirs_exist_ok=True)
    renamed(tmp_path / "areas.csv", '"Napa, CA"', '"Napa-Saint Helena, CA"')
    run_import("oews", tmp_path / AREAS.name, COMMIT)
    napa = Area.objects.get(code="0034900")
    assert (napa.name, napa.slug) == ("Napa-Saint Helena, CA", "napa-ca")


@pytest.mark.django_db
def test_address_that_another_area_has_is_made_longer() -> None:
    import_world("soc", "projections")
    Area.objects.create(code="9999999", kind="metro", name="Elsewhere", slug="united-states")
    run_import("oews", DATA / "oews/national_M2024_dl.xlsx", COMMIT)
    assert Area.objects.get(code="0000000").slug == "united-states-national-0000000"


@pytest.mark.django_db
@pytest.mark.parametrize("commit", [False, True])
def test_what_the_database_refuses_is_said_in_one_line(
    commit: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    def load(run: Run) -> None:
        run.begin("2018", date(2018, 1, 1))
        run.replace(PriceParity, ("area_id", "line", "year", "value"), [("9999999", 1, 2024, 1.0)])

    monkeypatch.setattr("careers.importers.soc.load", load)
    with pytest.raises(ImportRefused, match="database refused its rows") as caught:
        run_import("soc", DATA / "soc/soc_2018.csv", Options(commit=commit))
    assert len(str(caught.value).splitlines()) == 1
    assert not Release.objects.exists()


@pytest.mark.parametrize(
    ("name", "period"),
    [
        ("May 2025", date(2025, 5, 1)),
        ("2024–34", date(2024, 1, 1)),
        ("2019 and 2021", date(2021, 1, 1)),
        ("2018", date(2018, 1, 1)),
    ],
)
def test_period_of_a_name(name: str, period: date) -> None:
    assert period_of(name) == period


def test_period_of_a_name_without_a_year_is_refused() -> None:
    with pytest.raises(ImportRefused, match="names no year"):
        period_of("latest")
