"""Finds rows by their tokens, with SQLite's FTS5 or PostgreSQL's full text; nothing is ranked here.

Both hold the same tokens and are asked the same question, and both give the rows with the lowest
numbers where more match than are wanted. What is typed never reaches either as it stands: a
question is made of tokens, which are letters, digits and the marks "=", "~", "#" and "+".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import connection


@dataclass(frozen=True, slots=True)
class Token:
    """A token, or with `prefix` all that begin with it."""

    text: str
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Every:
    """All of the parts."""

    parts: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Either:
    """At least one of the parts."""

    parts: tuple[Question, ...]


Question = Token | Every | Either


def within(question: Question, mark: str) -> Question:
    """The question to those rows alone that carry their tokens with the mark."""
    if isinstance(question, Token):
        return Token(f"{mark}{question.text}", question.prefix)
    return type(question)(tuple(within(part, mark) for part in question.parts))


@dataclass(frozen=True, slots=True)
class Row:
    """A row of `SearchTerm` as ranking wants it."""

    id: int
    entry: int
    kind: int
    entry_kind: str
    words: str
    jobs: int


_COLUMNS = "id, entry_id, kind, entry_kind, words, jobs"
_SQLITE = (
    "SELECT rowid FROM (SELECT rowid FROM careers_searchterm_fts"
    " WHERE careers_searchterm_fts MATCH %s ORDER BY rowid LIMIT %s)"
)
# MATERIALIZED: else PostgreSQL may read the whole table in order of its numbers.
_POSTGRESQL = (
    "SELECT id FROM (WITH hit AS MATERIALIZED"
    " (SELECT id FROM careers_searchterm WHERE vector @@ %s::tsquery)"
    " SELECT id FROM hit ORDER BY id LIMIT %s) AS hits"
)


def rows(questions: Sequence[tuple[Question, int]]) -> list[Row]:
    """The rows that answer any of the questions, each with its limit, by number; one statement."""
    is_sqlite = connection.vendor == "sqlite"
    part = _SQLITE if is_sqlite else _POSTGRESQL
    render = fts5 if is_sqlite else tsquery
    parameters = [value for question, most in questions for value in (render(question), most)]
    sql = (
        f"SELECT {_COLUMNS} FROM careers_searchterm"  # noqa: S608
        f" WHERE id IN ({' UNION '.join([part] * len(questions))}) ORDER BY id"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return [Row(*row) for row in cursor.fetchall()]


@contextmanager
def unwatched() -> Iterator[None]:
    """Within a transaction: write many terms, and let the index be made of them at the end.

    SQLite keeps its index by triggers, row by row; they are put away and back again. PostgreSQL
    keeps its own.
    """
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name, sql FROM sqlite_master"
            " WHERE type = 'trigger' AND tbl_name = 'careers_searchterm' ORDER BY name"
        )
        triggers = cursor.fetchall()
        for name, _ in triggers:
            cursor.execute(f"DROP TRIGGER {connection.ops.quote_name(name)}")
        yield
        cursor.execute(
            "INSERT INTO careers_searchterm_fts(careers_searchterm_fts) VALUES ('rebuild')"
        )
        for _, sql in triggers:
            cursor.execute(sql)


def fts5(question: Question) -> str:
    """The question in the language of SQLite's MATCH."""
    if isinstance(question, Token):
        return f'"{question.text}"{"*" if question.prefix else ""}'
    sign = " AND " if isinstance(question, Every) else " OR "
    return f"({sign.join(map(fts5, question.parts))})"


def tsquery(question: Question) -> str:
    """The question as the text of a tsquery."""
    if isinstance(question, Token):
        return f"'{question.text}'{':*' if question.prefix else ''}"
    sign = " & " if isinstance(question, Every) else " | "
    return f"({sign.join(map(tsquery, question.parts))})"
