"""Threads and processes beside the test's own, on the database that the test filled."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest
from django.conf import settings
from django.db import connection, connections

from tests.support.world import every_row

T = TypeVar("T")
ON_POSTGRESQL = connection.vendor == "postgresql"

BEGINNING = """
import os, sys
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
import django
django.setup()
from django.db import connections
connections.settings["default"]["NAME"] = sys.argv[1]

def stop(**what):
    print("between", flush=True)
    sys.stdin.read()
"""
"""Sets a process of its own up on the database that it is told, with a place to be killed at."""


def shared_database(folder: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The name under which threads and other processes reach the test's database.

    SQLite's is in memory: they get a copy of it in the folder, as it is now.
    """
    if ON_POSTGRESQL:
        return str(connection.settings_dict["NAME"])
    path = str(folder / "copy.sqlite3")
    with sqlite3.connect(path) as copy:
        connection.connection.backup(copy)
    monkeypatch.setitem(connections.settings["default"], "NAME", path)
    return path


def rows_in(database: str) -> object:
    """Every row of the shared database, to tell whether anything changed."""
    return every_row() if ON_POSTGRESQL else _rows_of_file(database)


def _rows_of_file(path: str) -> list[object]:
    with sqlite3.connect(path) as file:
        tables = file.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        return [
            (name, sorted(file.execute(f'SELECT * FROM "{name}"').fetchall(), key=repr))
            for (name,) in sorted(tables.fetchall())
            if name.startswith("careers_") and "_fts" not in name
        ]


def in_a_thread(work: Callable[[], T]) -> list[T]:
    """What a function gives in a thread with a connection of its own to the shared database."""
    found: list[T] = []

    def run() -> None:
        found.append(work())
        connections.close_all()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    return found


def killed_at_stop(script: str, database: str) -> None:
    """Run a script in a process of its own until it comes to `stop`, and kill it there."""
    child = subprocess.Popen(
        [sys.executable, "-c", BEGINNING + script, database],
        cwd=settings.BASE_DIR,
        env=os.environ | {"PYTHONPATH": str(settings.BASE_DIR)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert child.stdout is not None
        assert child.stdout.readline() == "between\n"
    finally:
        child.send_signal(signal.SIGKILL)
        child.wait()
        for pipe in (child.stdin, child.stdout):
            if pipe is not None:
                pipe.close()
