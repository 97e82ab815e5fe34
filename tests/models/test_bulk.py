"""Bulk writes: what they insert, change and remove, on whichever database the tests run."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from careers.models import Area, MatrixOccupation, Projection, Release
from careers.models.bulk import (
    Counts,
    QueryWhileCopying,
    Row,
    copy_rows,
    natural_key,
    replace_rows,
    room_for_bulk,
    update_rows,
    upsert_rows,
)

pytestmark = pytest.mark.django_db

COLUMNS = ("release_id", "matrix_id", "base_employment", "projected_employment", "growth_percent")
MORE = ("openings", "entry_education", "work_experience", "training")
CODES = ("11-1011", "15-1252", "29-1141")


def release(name: str) -> Release:
    return Release.objects.create(
        source="projections", name=name, period=date(2024, 1, 1), imported_at=timezone.now()
    )


def rows(pk: int, jobs: dict[str, int | None]) -> list[Row]:
    return [(pk, code, 10, 20, 1.5, count, "", "", "") for code, count in jobs.items()]


@pytest.fixture(autouse=True)
def codes() -> None:
    values = [(code, f"Title of {code}", True) for code in CODES]
    assert copy_rows(MatrixOccupation, ("code", "title", "is_line_item"), values) == 3


def openings(of: Release) -> dict[str, int | None]:
    return dict(Projection.objects.filter(release=of).values_list("matrix_id", "openings"))


def test_natural_key_is_the_unique_constraint_or_the_primary_key() -> None:
    assert natural_key(Projection) == ("release_id", "matrix_id")
    assert natural_key(Area) == ("code",)


def test_copy_keeps_values_of_every_kind() -> None:
    of = release("2024–34")
    copy_rows(Projection, (*COLUMNS, *MORE), iter(rows(of.pk, {"15-1252": None, "29-1141": 7})))
    row = Projection.objects.get(matrix="15-1252")
    assert (row.base_employment, row.growth_percent, row.openings) == (10, 1.5, None)
    assert MatrixOccupation.objects.get(code="15-1252").is_line_item is True
    assert openings(of) == {"15-1252": None, "29-1141": 7}


def test_replace_adds_changes_and_removes_only_what_differs() -> None:
    of, other = release("2024–34"), release("2022–32")
    first = replace_rows(
        Projection,
        (*COLUMNS, *MORE),
        rows(of.pk, {"11-1011": 1, "15-1252": None}),
        release=of.pk,
    )
    assert first == Counts(added=2, held=2)
    replace_rows(Projection, (*COLUMNS, *MORE), rows(other.pk, {"11-1011": 9}), release=other.pk)
    kept = Projection.objects.get(release=of, matrix="15-1252").pk

    second = replace_rows(
        Projection, (*COLUMNS, *MORE), rows(of.pk, {"15-1252": 5, "29-1141": 3}), release=of.pk
    )
    assert second == Counts(added=1, changed=1, removed=1, held=2)
    assert openings(of) == {"15-1252": 5, "29-1141": 3}
    assert openings(other) == {"11-1011": 9}
    assert Projection.objects.get(release=of, matrix="15-1252").pk == kept


def test_replace_by_the_same_rows_does_nothing() -> None:
    of = release("2024–34")
    values = rows(of.pk, {"11-1011": None, "15-1252": 4})
    replace_rows(Projection, (*COLUMNS, *MORE), values, release=of.pk)
    again = replace_rows(Projection, (*COLUMNS, *MORE), values, release=of.pk)
    assert again == Counts(held=2)


def test_replace_by_no_rows_removes_them_all() -> None:
    of = release("2024–34")
    replace_rows(Projection, (*COLUMNS, *MORE), rows(of.pk, {"11-1011": 1}), release=of.pk)
    counts = replace_rows(Projection, (*COLUMNS, *MORE), [], release=of.pk)
    assert counts == Counts(removed=1)
    assert openings(of) == {}


@pytest.mark.parametrize("held_before", [False, True])
def test_replace_refuses_a_key_that_is_there_twice(held_before: bool) -> None:
    of = release("2024–34")
    if held_before:
        replace_rows(Projection, (*COLUMNS, *MORE), rows(of.pk, {"11-1011": 1}), release=of.pk)
    twice = [*rows(of.pk, {"15-1252": 1}), *rows(of.pk, {"15-1252": 2})]
    with pytest.raises(IntegrityError), transaction.atomic():
        replace_rows(Projection, (*COLUMNS, *MORE), twice, release=of.pk)
    assert "15-1252" not in openings(of)


def test_upsert_renews_texts_and_deletes_nothing() -> None:
    columns = ("code", "title", "is_line_item")
    counts = upsert_rows(
        MatrixOccupation, columns, [("15-1252", "Developers", True), ("99-0000", "New", False)]
    )
    assert counts == Counts(added=1, changed=1, held=2)
    titles = dict(MatrixOccupation.objects.values_list("code", "title"))
    assert titles == {
        "11-1011": "Title of 11-1011",
        "15-1252": "Developers",
        "29-1141": "Title of 29-1141",
        "99-0000": "New",
    }


def test_upsert_without_overwriting_only_adds() -> None:
    columns = ("code", "title", "is_line_item")
    values = [("15-1252", "Older name", True), ("99-0000", "New", False)]
    counts = upsert_rows(MatrixOccupation, columns, values, overwrite=False)
    assert counts == Counts(added=1, held=2)
    assert MatrixOccupation.objects.get(code="15-1252").title == "Title of 15-1252"


def test_upsert_writes_columns_for_new_rows_only_once() -> None:
    columns = ("code", "title", "is_line_item")
    values = [("15-1252", "Developers", False), ("99-0000", "New", False)]
    upsert_rows(MatrixOccupation, columns, values, new_only=("is_line_item",))
    flags = dict(MatrixOccupation.objects.values_list("code", "is_line_item"))
    assert (flags["15-1252"], flags["99-0000"]) == (True, False)


def test_update_leaves_unknown_keys_out() -> None:
    values = [("15-1252", "Developers"), ("29-1141", "Title of 29-1141"), ("99-0000", "New")]
    counts = update_rows(MatrixOccupation, ("code", "title"), values)
    assert counts == Counts(changed=1, held=3)
    assert MatrixOccupation.objects.count() == 3


def test_rows_that_query_the_database_are_refused() -> None:
    def querying() -> Iterator[Row]:
        yield "99-0000", str(MatrixOccupation.objects.count()), True

    with pytest.raises(QueryWhileCopying), transaction.atomic():
        copy_rows(MatrixOccupation, ("code", "title", "is_line_item"), querying())


def limit() -> object:
    """Return what bounds bulk work: the statement timeout, or the size of the page cache."""
    name = "SHOW statement_timeout"
    with connection.cursor() as cursor:
        cursor.execute(name if connection.vendor == "postgresql" else "PRAGMA cache_size")
        return cursor.fetchone()[0]


def test_room_for_bulk_lasts_as_long_as_the_work() -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET statement_timeout = '30s'")
    before = limit()

    def fail() -> None:
        with transaction.atomic(), room_for_bulk():
            assert limit() == ("0" if connection.vendor == "postgresql" else -65536)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert limit() == before
