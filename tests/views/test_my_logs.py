"""The real server, told to log all it can: no line holds what a reader typed or answered."""

from __future__ import annotations

import http.client
import os
import re
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from django.conf import settings

import run
from careers.models import Role
from careers.views.mine.private import COOKIE
from tests.support.beside import ON_POSTGRESQL, shared_database
from tests.support.forms import form_fields

pytestmark = pytest.mark.django_db(transaction=True)
MARKER = "zebramarker7f3a"
TALKATIVE = ("--log-level", "debug", "--access-logfile", "-", "--capture-output")
"""Gunicorn's own format of access logs: request line, referrer, browser."""


class Reader:
    """A browser of a kind: sends forms, keeps cookies, names the page it came from."""

    def __init__(self, port: int) -> None:
        self.port, self.cookies, self.page = port, dict[str, str](), ""

    def ask(self, method: str, path: str, fields: dict[str, str] | None = None) -> str:
        """The page at a path, redirects followed."""
        own = f"http://127.0.0.1:{self.port}"
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if self.page:
            headers["Referer"] = own + self.page
        if fields is not None:
            headers |= {"Content-Type": "application/x-www-form-urlencoded", "Origin": own}
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.request(method, path, urlencode(fields or {}), headers)
        response = connection.getresponse()
        body = response.read().decode()
        for line in response.headers.get_all("Set-Cookie", []):
            name, _, value = line.partition(";")[0].partition("=")
            self.cookies[name] = value
        connection.close()
        self.page = path
        location = response.headers["Location"]
        if location:
            return self.ask("GET", location.partition("#")[0])
        assert response.status < 500, body
        return body

    def send(self, path: str, having: str, **fields: str) -> str:
        """The form of a page, sent with some fields filled in."""
        form = form_fields(self.ask("GET", path), having=having)
        return self.ask(
            "POST", path, form | {name.replace("_", "-"): fields[name] for name in fields}
        )


@contextmanager
def server(database: str, log: Path) -> Iterator[int]:
    """The site as run.py serves it, on a free port of this machine."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = int(probe.getsockname()[1])
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "DATABASE_URL": f"sqlite:///{database}",
        "LOG_LEVEL": "DEBUG",
        "PYTHONPATH": str(settings.BASE_DIR),
    }
    with log.open("wb") as file:
        process = subprocess.Popen(
            [sys.executable, *run.server_arguments(port), *TALKATIVE],
            cwd=settings.BASE_DIR,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=file,
            stderr=subprocess.STDOUT,
        )
        try:
            assert run.wait_until_answering(process, port)
            yield port
        finally:
            run.end(process)


@pytest.mark.skipif(ON_POSTGRESQL, reason="serves a copy of the tests' SQLite database")
def test_nothing_that_a_reader_typed_or_answered_is_in_any_log(
    make_guide: Callable[..., Role], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_guide("Nurse", "nurse", occupations=("29-1141.00",))
    log = tmp_path / "log"
    with server(shared_database(tmp_path, monkeypatch), log) as port:
        reader = Reader(port)
        reader.ask("GET", "/my/save/?role=nurse")
        reader.send("/my/save/?role=nurse", "role")
        reader.send("/my/", "note", note=f"{MARKER} note")
        typed = {"situation": f"{MARKER} & <situation>", "new_goal": "nurse"}
        reader.send("/my/plan/", "was", **typed, step_new_text=MARKER, step_new_by="2026-05-01")
        reader.send(
            "/my/plan/", "was", backup=MARKER, decide_by="2031-07-17", step_0_by=f"?{MARKER}"
        )
        reader.send("/my/plan/", "was", new_goal=f"{MARKER} of nothing")
        key = answer_interests(reader)
        for path in ("/my/plan/print/", "/my/plan.md", "/my/plan.ics", "/my/record.json"):
            assert MARKER in reader.ask("GET", path).replace("\r\n ", "")
        reader.ask("POST", "/my/import/", {"document": f'{{"{MARKER}": 1}}'})
        reader.ask("POST", "/my/plan/", {"situation": MARKER})  # refused: without its token
        token = reader.cookies[COOKIE]
        reader.send("/my/share/", "csrfmiddlewaretoken")
        reader.send("/my/forget/", "csrfmiddlewaretoken")
    lines = log.read_text(errors="replace")
    assert '"POST /my/plan/ HTTP/1.1"' in lines, "the server did not log at all"
    for secret in (MARKER, quote(MARKER), "2031-07-17", token, key):
        assert secret not in lines, [line for line in lines.splitlines() if secret in line]


def answer_interests(reader: Reader) -> str:
    """Answer a question on the page of interests; returns its key."""
    html = reader.ask("GET", "/tools/interests/?show=all")
    name = re.search(r'<input[^>]*type="radio"[^>]*name="([^"]+)"', html)
    assert name
    form = form_fields(html, having="csrfmiddlewaretoken")
    reader.ask("POST", "/tools/interests/?show=all", form | {name[1]: "5"})
    return name[1]
