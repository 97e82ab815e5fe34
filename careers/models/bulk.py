"""Many rows into a model's table at the speed of the driver, on SQLite and PostgreSQL.

Rows are tuples in the order of `columns` (names of database columns). Everything happens on the
default connection inside whatever transaction is open. Neither signals nor `save` are called.
What yields the rows must not query the database meanwhile: a COPY in progress would wait for it
forever, so it is refused on either database.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NoReturn

from django.db import connection, models

if TYPE_CHECKING:
    from collections.abc import Iterator

Row = tuple[Any, ...]
Columns = Sequence[str]
STAGE = "waymark_stage"
SQLITE_CACHE_KIB = 65536


class QueryWhileCopying(RuntimeError):  # noqa: N818
    """What yields the rows of a bulk write queried the database."""


@dataclass(frozen=True, slots=True)
class Counts:
    """What a load did to a table; `held` is the number of rows that it brought."""

    added: int = 0
    changed: int = 0
    removed: int = 0
    held: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            self.added + other.added,
            self.changed + other.changed,
            self.removed + other.removed,
            self.held + other.held,
        )


def natural_key(model: type[models.Model]) -> tuple[str, ...]:
    """The columns of the model's first unique constraint, or else of its primary key."""
    for constraint in model._meta.constraints:
        if isinstance(constraint, models.UniqueConstraint):
            return tuple(_column(model, name) for name in constraint.fields)
    return (_column(model, "pk"),)


def copy_rows(model: type[models.Model], columns: Columns, rows: Iterable[Row]) -> int:
    """Insert the rows, by executemany on SQLite and COPY on PostgreSQL; return how many.

    Raises `django.db.IntegrityError` where a row breaks a constraint that is checked at once.
    """
    return _copy(model._meta.db_table, columns, rows)


def replace_rows(
    model: type[models.Model], columns: Columns, rows: Iterable[Row], *, release: int
) -> Counts:
    """Make the rows of one release be these: insert, update and delete only what differs.

    `columns` begins with release_id and holds the natural key. Rows of a release that has none
    yet go straight into the table.
    """
    if not model._default_manager.filter(release_id=release).exists():
        count = copy_rows(model, columns, rows)
        return Counts(added=count, held=count)
    key = natural_key(model)
    with _staged(model, columns, rows, key) as held:
        changed = _update_changed(model, columns, key)
        removed = _delete_missing(model, key, release)
        added = _insert_missing(model, columns, key)
    return Counts(added, changed, removed, held)


def upsert_rows(
    model: type[models.Model],
    columns: Columns,
    rows: Iterable[Row],
    *,
    overwrite: bool = True,
    new_only: Columns = (),
) -> Counts:
    """Insert rows whose key is not there yet; where `overwrite`, update those that differ.

    Nothing is deleted. The columns of `new_only` are written into new rows and never after.
    """
    key = natural_key(model)
    with _staged(model, columns, rows, key) as held:
        renewed = [name for name in columns if name not in new_only]
        changed = _update_changed(model, renewed, key) if overwrite else 0
        added = _insert_missing(model, columns, key)
    return Counts(added, changed, 0, held)


def update_rows(
    model: type[models.Model], columns: Columns, rows: Iterable[Row], *, overwrite: bool = True
) -> Counts:
    """Update rows that are there and differ; where not `overwrite`, only count what came."""
    key = natural_key(model)
    with _staged(model, columns, rows, key) as held:
        changed = _update_changed(model, columns, key) if overwrite else 0
    return Counts(changed=changed, held=held)


def analyze(tables: Iterable[type[models.Model]]) -> None:
    """Refresh the query planner's statistics, which a big load leaves behind the truth."""
    with connection.cursor() as cursor:
        for model in tables:
            cursor.execute(f"ANALYZE {_quote(model._meta.db_table)}")


@contextmanager
def room_for_bulk() -> Iterator[None]:
    """Inside a transaction: no statement timeout (PostgreSQL), a larger page cache (SQLite)."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL statement_timeout = 0")
            yield
            return
        cursor.execute("PRAGMA cache_size")
        before = cursor.fetchone()[0]
        cursor.execute(f"PRAGMA cache_size = -{SQLITE_CACHE_KIB}")
        try:
            yield
        finally:
            cursor.execute(f"PRAGMA cache_size = {before}")


def _copy(table: str, columns: Columns, rows: Iterable[Row]) -> int:
    names = ", ".join(map(_quote, columns))
    connection.ensure_connection()
    with connection.wrap_database_errors, connection.execute_wrapper(_refuse_query):
        if connection.vendor == "postgresql":
            sql = f"COPY {_quote(table)} ({names}) FROM STDIN"
            with connection.connection.cursor() as cursor:
                with cursor.copy(sql) as copy:
                    for row in rows:
                        copy.write_row(row)
                return int(cursor.rowcount)
        marks = ", ".join("?" * len(columns))
        sql = f"INSERT INTO {_quote(table)} ({names}) VALUES ({marks})"  # noqa: S608
        return int(connection.connection.executemany(sql, rows).rowcount)


def _refuse_query(*args: object) -> NoReturn:
    raise QueryWhileCopying("the rows of a bulk write must not query the database")


@contextmanager
def _staged(
    model: type[models.Model], columns: Columns, rows: Iterable[Row], key: Columns
) -> Iterator[int]:
    """Hold the rows in a temporary table with a unique index on the key; yield their number."""
    stage, names = _quote(STAGE), ", ".join(map(_quote, columns))
    source = f"SELECT {names} FROM {_quote(model._meta.db_table)} WHERE 1 = 0"  # noqa: S608
    _execute(f"CREATE TEMPORARY TABLE {stage} AS {source}")
    held = max(_copy(STAGE, columns, rows), 0)
    index = _quote(f"{STAGE}_key")
    _execute(f"CREATE UNIQUE INDEX {index} ON {stage} ({', '.join(map(_quote, key))})")
    _execute(f"ANALYZE {stage}")
    yield held
    _execute(f"DROP TABLE {stage}")


def _update_changed(model: type[models.Model], columns: Columns, key: Columns) -> int:
    others = [_quote(name) for name in columns if name not in key]
    if not others:
        return 0
    table, distinct = _quote(model._meta.db_table), _distinct()
    return _execute(
        f"UPDATE {table} SET {', '.join(f'{name} = s.{name}' for name in others)}"  # noqa: S608
        f" FROM {_quote(STAGE)} AS s WHERE {_same_key(table, key)}"
        f" AND ({' OR '.join(f'{table}.{name} {distinct} s.{name}' for name in others)})"
    )


def _delete_missing(model: type[models.Model], key: Columns, release: int) -> int:
    table = _quote(model._meta.db_table)
    return _execute(
        f"DELETE FROM {table} WHERE release_id = {int(release)} AND NOT EXISTS"  # noqa: S608
        f" (SELECT 1 FROM {_quote(STAGE)} AS s WHERE {_same_key(table, key)})"
    )


def _insert_missing(model: type[models.Model], columns: Columns, key: Columns) -> int:
    table, names = _quote(model._meta.db_table), [_quote(name) for name in columns]
    return _execute(
        f"INSERT INTO {table} ({', '.join(names)})"  # noqa: S608
        f" SELECT {', '.join(f's.{name}' for name in names)} FROM {_quote(STAGE)} AS s"
        f" WHERE NOT EXISTS (SELECT 1 FROM {table} WHERE {_same_key(table, key)})"
    )


def _same_key(table: str, key: Columns) -> str:
    return " AND ".join(f"{table}.{name} = s.{name}" for name in map(_quote, key))


def _distinct() -> str:
    """The comparison that takes NULL for a value; SQLite knows the standard's from 3.39 on."""
    return "IS NOT" if connection.vendor == "sqlite" else "IS DISTINCT FROM"


def _execute(sql: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return int(cursor.rowcount)


def _quote(name: str) -> str:
    return str(connection.ops.quote_name(name))


def _column(model: type[models.Model], name: str) -> str:
    field = model._meta.pk if name == "pk" else model._meta.get_field(name)
    return str(getattr(field, "column", name))
