"""Corrections of job titles: what readers see, what imports keep, how they are taken back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.contrib.auth.models import Permission, User
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from careers import actions
from careers.importers.base import ImportResult, Options, run_import
from careers.models import Event, JobTitle, Release, TitleCorrection, TitleOccupation
from careers.snapshot.read import load_snapshot
from careers.snapshot.write import export_snapshot
from tests.support.world import DATA
from tests.views import made

TITLE = "software-systems-engineer"
PAGE = f"/careers/{TITLE}/"
WHY = "Nobody is called that."


@pytest.fixture
def editor(db: None) -> User:
    user = User.objects.create_user("ann")
    user.user_permissions.add(Permission.objects.get(codename="manage_titles"))
    return user


@pytest.fixture
def title(db: None) -> JobTitle:
    return made.world().title


@pytest.fixture
def imported(small_world: None) -> JobTitle:
    """The title as the real importer of the true excerpt gives it."""
    return JobTitle.objects.get(slug=TITLE)


def rows(model: type[Model]) -> list[tuple[object, ...]]:
    """All rows of a model without their numbers."""
    names = [field.attname for field in model._meta.concrete_fields if field.attname != "id"]
    return sorted(model._default_manager.values_list(*names), key=repr)


def filed(title: JobTitle) -> list[str]:
    return sorted(title.filed_under.values_list("occupation_id", flat=True))


def import_onet() -> ImportResult:
    return run_import("onet", DATA / "onet" / "db_30_1_text", Options(commit=True))


def test_hidden_title_answers_404_everywhere_and_is_not_found(
    title: JobTitle, editor: User, client: Client
) -> None:
    assert client.get(PAGE).status_code == 200
    actions.correct_title(job_title=title, by=editor, reason=WHY, hidden=True)
    assert client.get(PAGE).status_code == 404
    assert client.get(f"/careers/{TITLE}.json").status_code == 404
    listed = client.get("/search.json", {"q": "software systems engineer"}).json()["results"]
    assert "Software Systems Engineer" not in [row["title"] for row in listed]
    assert PAGE not in client.get("/occupations/15-1252.00/").content.decode()


def test_corrected_name_is_what_readers_see_and_find_at_the_same_address(
    title: JobTitle, editor: User, client: Client
) -> None:
    actions.correct_title(job_title=title, by=editor, reason=WHY, title="  Platform  Engineer ")
    assert "<h1>Platform Engineer</h1>" in client.get(PAGE).content.decode()
    listed = client.get("/search.json", {"q": "platform engineer"}).json()["results"]
    assert listed[0]["title"] == "Platform Engineer"
    assert listed[0]["url"].endswith(PAGE)


def test_corrected_occupations_are_those_of_the_page_and_of_the_lists(
    title: JobTitle, editor: User, client: Client
) -> None:
    assert "Computer Systems Engineers" in client.get(PAGE).content.decode()
    actions.correct_title(job_title=title, by=editor, reason=WHY, occupations=["15-1252.00"])
    data = client.get(f"/careers/{TITLE}.json").json()
    assert data["occupations"] == ["15-1252.00"]
    assert PAGE in client.get("/occupations/15-1252.00/").content.decode()
    assert PAGE not in client.get("/occupations/15-1299.08/").content.decode()


def test_page_of_a_corrected_title_costs_no_query_more(
    title: JobTitle,
    editor: User,
    client: Client,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_max_num_queries(100) as before:
        client.get(PAGE)
    codes = filed(title)[:2]
    actions.correct_title(job_title=title, by=editor, reason=WHY, title="Else", occupations=codes)
    with django_assert_max_num_queries(len(before)):
        client.get(PAGE)


def test_occupation_added_is_neither_official_nor_reported(title: JobTitle, editor: User) -> None:
    actions.correct_title(
        job_title=title, by=editor, reason=WHY, occupations=["15-1252.00", "27-2011.00"]
    )
    assert filed(title) == ["15-1252.00", "27-2011.00"]
    added = TitleOccupation.objects.get(occupation="27-2011.00")
    assert (added.is_official, added.is_reported) == (False, False)


def test_second_correction_replaces_the_first(title: JobTitle, editor: User) -> None:
    actions.correct_title(job_title=title, by=editor, reason=WHY, hidden=True, title="Else")
    actions.correct_title(job_title=title, by=editor, reason="Better.", occupations=["15-1252.00"])
    title.refresh_from_db()
    assert (title.hidden, title.title) == (False, "Software Systems Engineer")
    assert filed(title) == ["15-1252.00"]
    correction = TitleCorrection.objects.get()
    assert (correction.reason, correction.by_name) == ("Better.", "ann")
    assert len(correction.source_filings) == 3


def test_reason_alone_can_be_bettered(title: JobTitle, editor: User) -> None:
    for reason in (WHY, "Better said."):
        actions.correct_title(job_title=title, by=editor, reason=reason, title="Else")
    assert TitleCorrection.objects.get().reason == "Better said."


def test_withdrawn_correction_leaves_the_rows_as_they_were(title: JobTitle, editor: User) -> None:
    before = rows(JobTitle), rows(TitleOccupation)
    actions.correct_title(
        job_title=title,
        by=editor,
        reason=WHY,
        hidden=True,
        title="Else",
        occupations=["27-2011.00"],
    )
    assert (rows(JobTitle), rows(TitleOccupation)) != before
    actions.withdraw_correction(job_title=title, by=editor, reason="It is used after all.")
    assert (rows(JobTitle), rows(TitleOccupation)) == before
    assert not TitleCorrection.objects.exists()


def test_withdrawing_what_nobody_corrected_changes_nothing(title: JobTitle, editor: User) -> None:
    actions.withdraw_correction(job_title=title, by=editor, reason=WHY)
    assert not Event.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "field", "message"),
    [
        ({"reason": " ", "hidden": True}, "reason", "Say why"),
        ({"title": "Actor"}, "title", "at actor"),
        ({"title": "!!!"}, "title", "letters or digits"),
        ({"title": "Else {pay_median}"}, "title", "braces"),
        ({"title": "x" * 201}, "title", "200"),
        ({"occupations": ["15-1252.00", "99-9999.00"]}, "occupations", "99-9999.00"),
        ({}, "__all__", "changes nothing"),
        ({"title": "Software Systems Engineer"}, "__all__", "changes nothing"),
        (
            {"occupations": ["15-1299.08", "15-1252.00", "15-1253.00"]},
            "__all__",
            "changes nothing",
        ),
    ],
)
def test_correction_that_is_wrong_is_refused_by_field(
    title: JobTitle, editor: User, wrong: dict[str, object], field: str, message: str
) -> None:
    made.title("Actor", ("27-2011.00",), Release.objects.get(source="onet"))
    before = rows(JobTitle), rows(TitleOccupation)
    values: dict[str, object] = {"reason": WHY, **wrong}
    with pytest.raises(ValidationError, match=message) as caught:
        actions.correct_title(job_title=title, by=editor, **values)  # type: ignore[arg-type]
    assert field in (caught.value.error_dict if field != "__all__" else {"__all__"})
    assert (rows(JobTitle), rows(TitleOccupation)) == before
    assert not TitleCorrection.objects.exists()


@pytest.mark.parametrize("act", [actions.correct_title, actions.withdraw_correction])
def test_person_without_the_permission_is_refused(
    title: JobTitle, act: Callable[..., object]
) -> None:
    more = {"hidden": True} if act is actions.correct_title else {}
    with pytest.raises(actions.NotAllowed):
        act(job_title=title, by=User.objects.create_user("bob"), reason=WHY, **more)
    assert not TitleCorrection.objects.exists()


def test_every_correction_is_on_record_with_its_reason(title: JobTitle, editor: User) -> None:
    actions.correct_title(job_title=title, by=editor, reason=WHY, title="Else")
    actions.withdraw_correction(job_title=title, by=editor, reason="Wrong after all.")
    withdrawn, corrected = Event.objects.all()
    assert (corrected.actor, corrected.subject_kind, corrected.subject) == (editor, "title", TITLE)
    assert corrected.summary == f"corrected the title {TITLE} (named Else): {WHY}"
    assert "Wrong after all." in withdrawn.summary


def test_import_keeps_corrections_and_reports_no_change(imported: JobTitle, editor: User) -> None:
    actions.correct_title(
        job_title=imported,
        by=editor,
        reason=WHY,
        hidden=True,
        title="Else",
        occupations=["15-1252.00"],
    )
    corrected = rows(JobTitle), rows(TitleOccupation), rows(TitleCorrection)
    result = import_onet()
    assert (rows(JobTitle), rows(TitleOccupation), rows(TitleCorrection)) == corrected
    assert all(
        (counts.added, counts.changed, counts.removed) == (0, 0, 0)
        for counts in result.tables.values()
    )


def test_title_that_the_source_renamed_stays_corrected_and_goes_back_to_the_new_name(
    imported: JobTitle, editor: User
) -> None:
    """What O*NET gives is as of the last import, not as of the correction."""
    JobTitle.objects.filter(pk=TITLE).update(title="Older name")
    TitleOccupation.objects.filter(job_title=TITLE, occupation="15-1299.08").delete()
    imported.refresh_from_db()
    actions.correct_title(job_title=imported, by=editor, reason=WHY, title="Else")
    import_onet()
    imported.refresh_from_db()
    assert imported.title == "Else"
    actions.withdraw_correction(job_title=imported, by=editor, reason="Not needed.")
    imported.refresh_from_db()
    assert imported.title == "Software Systems Engineer"
    assert "15-1299.08" in filed(imported)


def test_dry_run_of_an_import_leaves_corrections(imported: JobTitle, editor: User) -> None:
    actions.correct_title(job_title=imported, by=editor, reason=WHY, title="Else")
    before = rows(JobTitle), rows(TitleOccupation), rows(TitleCorrection)
    run_import("onet", DATA / "onet" / "db_30_1_text", Options())
    assert (rows(JobTitle), rows(TitleOccupation), rows(TitleCorrection)) == before


def test_snapshot_is_written_without_corrections_and_read_without_undoing_them(
    imported: JobTitle, editor: User, tmp_path: Path
) -> None:
    plain, corrected = tmp_path / "plain", tmp_path / "corrected"
    export_snapshot(plain)
    actions.correct_title(
        job_title=imported, by=editor, reason=WHY, title="Else", occupations=["15-1252.00"]
    )
    before = rows(JobTitle), rows(TitleOccupation)
    export_snapshot(corrected)
    assert {p.name: p.read_bytes() for p in plain.iterdir()} == {
        p.name: p.read_bytes() for p in corrected.iterdir()
    }
    load_snapshot(corrected)
    assert (rows(JobTitle), rows(TitleOccupation)) == before


def test_failed_import_leaves_corrections(imported: JobTitle, editor: User) -> None:
    actions.correct_title(job_title=imported, by=editor, reason=WHY, title="Else")
    before = rows(JobTitle), rows(TitleOccupation), rows(TitleCorrection)
    seen = []

    def load_and_fail() -> None:
        with TitleCorrection.objects.set_aside():
            seen.append(JobTitle.objects.get(pk=TITLE).title)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        load_and_fail()
    assert seen == ["Software Systems Engineer"]
    assert (rows(JobTitle), rows(TitleOccupation), rows(TitleCorrection)) == before
