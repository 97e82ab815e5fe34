"""Settings: what they refuse, what they default to, and that .env.example tells of them all."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.test import Client
from django.urls import path

ROOT = Path(__file__).resolve().parent.parent
KEY = "k" * 60
NAME_READ = re.compile(r'(?:env\.\w+|boolean|whole_number|words|ENVIRON\.get)\(\s*"([A-Z][A-Z_]+)"')


def load(expression: str, *, file: Path | str = os.devnull, **environment: str) -> Any:
    """Return an expression over the settings as a fresh process reads them, through JSON.

    Raises `RuntimeError` with the last line of standard error if they cannot be loaded.
    """
    code = f"import json; from config import settings; print(json.dumps({expression}))"
    clean = {"PATH": os.environ["PATH"], "WAYMARK_ENV_FILE": str(file)}
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env=clean | environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(done.stderr.strip().splitlines()[-1])
    return json.loads(done.stdout)


def test_settings_without_secret_key_refuse_to_load() -> None:
    with pytest.raises(RuntimeError, match="SECRET_KEY is not set"):
        load("1")


def test_settings_with_debug_need_no_secret_key() -> None:
    assert "development-only" in load("settings.SECRET_KEY", DEBUG="true")


def test_debug_is_off_unless_asked_for() -> None:
    assert load("settings.DEBUG", SECRET_KEY=KEY) is False


def test_secret_key_that_starts_with_dollar_is_taken_as_it_is() -> None:
    assert load("settings.SECRET_KEY", SECRET_KEY=f"$PATH{KEY}") == f"$PATH{KEY}"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DEBUG", "yse"),
        ("WAYMARK_HTTPS", "maybe"),
        ("HSTS_SECONDS", "-1"),
        ("SITE_URL", "careers.example.org"),
        ("DATABASE_URL", "mysql://root@localhost/waymark"),
        ("EMAIL_URL", "pigeon://mail.example.org"),
        ("EMAIL_URL", "smtp://mail.example.org:many"),
        ("WAYMARK_SESSION_HOURS", "0"),
        ("WAYMARK_SIGN_IN_FAILURES", "0"),
        ("WAYMARK_LOCK_MINUTES", "0"),
        ("WAYMARK_PROXY_HOPS", "one"),
    ],
)
def test_settings_with_meaningless_value_refuse_to_load(name: str, value: str) -> None:
    with pytest.raises(RuntimeError, match=name):
        load("1", **{"SECRET_KEY": KEY, name: value})


def test_lists_drop_spaces_and_empty_parts() -> None:
    hosts = load("settings.ALLOWED_HOSTS", SECRET_KEY=KEY, ALLOWED_HOSTS=" a.org, b.org ,")
    assert hosts == ["a.org", "b.org"]


def test_default_database_is_a_durable_sqlite_beside_manage_py() -> None:
    database = load("settings.DATABASES", SECRET_KEY=KEY)["default"]
    assert database["NAME"] == str(ROOT / "waymark.sqlite3")
    assert database["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert "synchronous=FULL" in database["OPTIONS"]["init_command"]
    assert database["CONN_MAX_AGE"] is None


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("sqlite:///here.sqlite3", str(ROOT / "here.sqlite3")),
        ("sqlite:////tmp/there.sqlite3", "/tmp/there.sqlite3"),
        ("sqlite:///:memory:", ":memory:"),
    ],
)
def test_sqlite_url_is_relative_to_the_project(url: str, name: str) -> None:
    assert load("settings.DATABASES", SECRET_KEY=KEY, DATABASE_URL=url)["default"]["NAME"] == name


def test_postgres_url_sets_statement_timeout_in_milliseconds() -> None:
    url = "postgres://ann:pw@db.example.org:5433/waymark"
    database = load(
        "settings.DATABASES", SECRET_KEY=KEY, DATABASE_URL=url, DATABASE_STATEMENT_TIMEOUT="7"
    )["default"]
    assert database["ENGINE"] == "django.db.backends.postgresql"
    assert (database["HOST"], database["PORT"], database["NAME"]) == (
        "db.example.org",
        5433,
        "waymark",
    )
    assert database["OPTIONS"]["options"] == "-c statement_timeout=7000"
    assert database["CONN_HEALTH_CHECKS"] is True


def test_env_file_is_read_and_environment_wins_over_it(tmp_path: Path) -> None:
    file = tmp_path / "env"
    file.write_text(f"SECRET_KEY={KEY}\nSITE_NAME=From the file\nTIME_ZONE=Asia/Tokyo\n")
    assert load("[settings.SITE_NAME, settings.TIME_ZONE]", file=file, TIME_ZONE="UTC") == [
        "From the file",
        "UTC",
    ]


def test_production_sends_cookies_by_https_only() -> None:
    names = ("SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_SSL_REDIRECT")
    for name in names:
        assert load(f"settings.{name}", SECRET_KEY=KEY) is True
        assert load(f"settings.{name}", SECRET_KEY=KEY, WAYMARK_HTTPS="false") is False


def test_mail_goes_to_its_server_else_to_the_console_with_debug_else_nowhere() -> None:
    expression = "[settings.EMAIL_BACKEND.split('.')[-2], settings.MAIL_WORKS]"
    url = "smtp+tls://ann:p%40ss@mail.example.org:587"
    assert load(expression, SECRET_KEY=KEY) == ["dummy", False]
    assert load(expression, DEBUG="true") == ["console", True]
    assert load(expression, SECRET_KEY=KEY, EMAIL_URL=url) == ["smtp", True]
    account = "[settings.EMAIL_HOST_PASSWORD, settings.EMAIL_PORT, settings.EMAIL_USE_TLS]"
    assert load(account, SECRET_KEY=KEY, EMAIL_URL=url) == ["p@ss", 587, True]


def test_forwarded_protocol_is_believed_only_when_asked_to() -> None:
    expression = "getattr(settings, 'SECURE_PROXY_SSL_HEADER', None)"
    assert load(expression, SECRET_KEY=KEY) is None
    trusting = load(expression, SECRET_KEY=KEY, TRUST_PROXY_HEADERS="true")
    assert trusting == ["HTTP_X_FORWARDED_PROTO", "https"]


def test_every_setting_read_is_explained_in_env_example_and_none_else() -> None:
    read = set(NAME_READ.findall((ROOT / "config" / "settings.py").read_text()))
    told = set(re.findall(r"^# ([A-Z][A-Z_]+)=", (ROOT / ".env.example").read_text(), re.M))
    assert read == told


def test_env_example_with_every_line_enabled_gives_the_defaults(tmp_path: Path) -> None:
    text = re.sub(r"^# (?=[A-Z_]+=)", "", (ROOT / ".env.example").read_text(), flags=re.M)
    file = tmp_path / "env"
    file.write_text(text.replace("SECRET_KEY=\n", f"SECRET_KEY={KEY}\n"))
    public = "{n: repr(v) for n, v in vars(settings).items() if n.isupper()}"
    assert load(public, file=file) == load(public, SECRET_KEY=KEY)


def test_statement_timeout_ends_a_long_statement_on_postgres(db: None) -> None:
    from django.db import OperationalError, connection, transaction

    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no statement timeout")
    with connection.cursor() as cursor:
        cursor.execute("SHOW statement_timeout")
        assert cursor.fetchone() == ("30s",)
        cursor.execute("SET LOCAL statement_timeout = 1")
        with pytest.raises(OperationalError, match="timeout"), transaction.atomic():
            cursor.execute("SELECT pg_sleep(10)")


def public_page(request: HttpRequest) -> HttpResponse:
    """A page that asks nothing about its reader."""
    return render(request, "404.html", {})


urlpatterns = [path("public/", public_page)]


@pytest.fixture
def public_response(client: Client, settings: Any, tmp_path: Path) -> Any:
    """Return the response of a page that asks nothing about its reader."""
    (tmp_path / "404.html").write_text("<p>public</p>")
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [tmp_path]}]
    settings.ROOT_URLCONF = __name__
    return client.get("/public/", headers={"accept-encoding": "gzip"})


def test_public_page_sets_no_cookie_and_varies_by_none(public_response: Any) -> None:
    assert not public_response.cookies
    assert "cookie" not in public_response.headers.get("Vary", "").lower()


def test_every_page_carries_the_strict_security_headers(public_response: Any) -> None:
    headers = public_response.headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "nonce" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"


def test_unchanged_page_is_not_sent_again(public_response: Any, client: Client) -> None:
    headers = {"if-none-match": public_response.headers["ETag"]}
    assert client.get("/public/", headers=headers).status_code == 304


def test_logging_writes_to_standard_error_without_queries() -> None:
    logging: dict[str, Any] = settings.LOGGING
    handlers = logging["handlers"]
    assert [handler["class"] for handler in handlers.values()] == ["logging.StreamHandler"]
    assert "query" not in logging["formatters"]["line"]["format"]


def test_production_passes_the_deployment_checks() -> None:
    done = subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=ROOT,
        env={
            "PATH": os.environ["PATH"],
            "WAYMARK_ENV_FILE": os.devnull,
            "SECRET_KEY": "".join(map(chr, range(48, 110))),
            "ALLOWED_HOSTS": "careers.example.org",
            "DATABASE_URL": "sqlite:///:memory:",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
