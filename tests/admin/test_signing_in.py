"""Getting in: throttled by account and address, alike for unknown accounts, and logged."""

from __future__ import annotations

import logging
import re
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from axes.models import AccessAttempt, AccessLog
from django.contrib.auth.hashers import MD5PasswordHasher
from django.contrib.auth.models import User
from django.db import connection, connections
from django.http import HttpResponse
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from tests.support.clock import Clock
from tests.support.desk import PASSWORD
from tests.support.html import assert_valid_html
from tests.views import made

LOGIN = "/admin/login/"
LIMIT = 10


@pytest.fixture
def editor(db: None) -> User:
    return User.objects.create_superuser("ann", "ann@example.org", PASSWORD)


def attempt(
    client: Client, name: str, password: str = "wrong", address: str = "203.0.113.7", **headers: Any
) -> Any:
    data = {"username": name, "password": password, "next": "/admin/"}
    response: Any = client.post(LOGIN, data, REMOTE_ADDR=address, **headers)
    return response


def fail(client: Client, name: str, times: int, address: str = "203.0.113.7") -> list[int]:
    return [attempt(client, name, address=address).status_code for _ in range(times)]


def test_account_is_locked_from_every_address_after_the_limit(
    client: Client, editor: User, clock: Clock
) -> None:
    codes = [
        attempt(client, "ann", address=f"203.0.113.{number}").status_code for number in range(LIMIT)
    ]
    assert codes == [200] * (LIMIT - 1) + [429]
    assert attempt(client, "ann", PASSWORD, "198.51.100.1").status_code == 429
    assert "_auth_user_id" not in client.session


def test_address_is_locked_for_every_account_after_the_limit(
    client: Client, editor: User, clock: Clock
) -> None:
    codes = [attempt(client, f"guess-{number}").status_code for number in range(LIMIT)]
    assert codes == [200] * (LIMIT - 1) + [429]
    assert attempt(client, "ann", PASSWORD).status_code == 429
    assert attempt(client, "ann", PASSWORD, "198.51.100.1").status_code == 302


def test_lock_page_says_when_and_a_try_after_that_succeeds(
    client: Client, editor: User, clock: Clock
) -> None:
    fail(client, "ann", LIMIT)
    clock.pass_(minutes=5)
    response = attempt(client, "ann", PASSWORD)
    html = response.content.decode()
    assert_valid_html(html)
    assert response.status_code == 429
    assert response["Retry-After"] == "600"
    assert "no-store" in response["Cache-Control"]
    assert "in 10 minutes" in html
    assert "12:15 UTC" in html
    assert "ann" not in html
    clock.pass_(minutes=10, seconds=1)
    assert attempt(client, "ann", PASSWORD).status_code == 302


def test_tries_during_a_lock_do_not_prolong_it(client: Client, editor: User, clock: Clock) -> None:
    fail(client, "ann", LIMIT)
    clock.pass_(minutes=14)
    assert fail(client, "ann", 3) == [429] * 3
    clock.pass_(minutes=2)
    assert attempt(client, "ann", PASSWORD).status_code == 302


def test_own_sign_in_does_not_give_new_guesses_at_another_account(
    client: Client, editor: User, clock: Clock
) -> None:
    User.objects.create_superuser("eve", password=PASSWORD)
    fail(client, "ann", LIMIT - 1)
    assert attempt(client, "eve", PASSWORD).status_code == 302
    assert attempt(Client(), "ann").status_code == 429


def test_changed_program_name_does_not_give_new_guesses(
    client: Client, editor: User, clock: Clock
) -> None:
    for number in range(LIMIT):
        attempt(client, "ann", HTTP_USER_AGENT=f"Mozilla/{number}")
    assert attempt(client, "ann", PASSWORD).status_code == 429


def test_invented_forwarded_address_does_not_give_new_guesses(
    client: Client, editor: User, clock: Clock, settings: Settings
) -> None:
    settings.PROXY_HOPS = 1
    for number in range(LIMIT):
        forwarded = f"1.1.1.{number}, 203.0.113.7"
        attempt(client, f"guess-{number}", HTTP_X_FORWARDED_FOR=forwarded)
    forwarded = "9.9.9.9, 203.0.113.7"
    assert attempt(client, "ann", PASSWORD, HTTP_X_FORWARDED_FOR=forwarded).status_code == 429
    other = attempt(client, "ann", PASSWORD, HTTP_X_FORWARDED_FOR="198.51.100.1")
    assert other.status_code == 302


def shown(response: HttpResponse) -> str:
    """A page without what differs each time or repeats what was typed."""
    html = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", response.content.decode())
    return html.replace("nobody", "ann")


def test_sign_in_says_the_same_of_known_and_unknown_accounts(
    client: Client, editor: User, clock: Clock
) -> None:
    User.objects.create_user("reader", password=PASSWORD)
    User.objects.create_superuser("gone", password=PASSWORD, is_active=False)
    known, unknown = attempt(client, "ann"), attempt(client, "nobody")
    assert shown(known) == shown(unknown)
    for name in ("reader", "gone"):
        answer = shown(attempt(Client(), name, PASSWORD, "198.51.100.1"))
        assert answer.replace(name, "ann") == shown(known)
    fail(client, "ann", LIMIT)
    fail(client, "nobody", LIMIT, "198.51.100.2")
    locked = attempt(client, "ann", address="192.0.2.1")
    locked_unknown = attempt(client, "nobody", address="192.0.2.2")
    assert locked.status_code == locked_unknown.status_code == 429
    assert shown(locked) == shown(locked_unknown)


def test_known_and_unknown_accounts_cost_as_many_hashes(
    client: Client, editor: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    hashes: list[str] = []
    encode = MD5PasswordHasher.encode

    def counted(self: MD5PasswordHasher, password: str, salt: str) -> str:
        hashes.append(password)
        return encode(self, password, salt)

    monkeypatch.setattr(MD5PasswordHasher, "encode", counted)
    attempt(client, "ann")
    known = len(hashes)
    attempt(client, "nobody")
    assert known == len(hashes) - known == 1


@pytest.fixture
def log(caplog: pytest.LogCaptureFixture) -> Iterator[pytest.LogCaptureFixture]:
    """Everything that is logged, whatever its logger passes on."""
    loggers = [logging.getLogger(name) for name in ("django", "django.request", "axes")]
    for logger in loggers:
        logger.addHandler(caplog.handler)
    with caplog.at_level(logging.DEBUG):
        yield caplog
    for logger in loggers:
        logger.removeHandler(caplog.handler)


def test_sign_in_and_out_failure_and_lock_are_logged_without_anything_typed(
    client: Client, editor: User, clock: Clock, log: pytest.LogCaptureFixture
) -> None:
    attempt(client, "my-password-in-the-wrong-field", "correct horse")
    attempt(client, "ann", PASSWORD)
    client.post("/admin/logout/", REMOTE_ADDR="203.0.113.7")
    fail(client, "ann", LIMIT)
    own = [record.message for record in log.records if record.name.startswith("careers.admin")]
    events = [line.split(":")[0] for line in own]
    assert events[:3] == ["sign-in failed", "signed in", "signed out"]
    assert events[-1] == "sign-in refused, locked"
    assert own[1].startswith("signed in: ann, from ")
    assert own[1].split("from ")[1] == own[2].split("from ")[1]
    for secret in ("my-password", "correct horse", PASSWORD, "203.0.113.7"):
        assert secret not in log.text


def test_neither_address_nor_password_is_kept(client: Client, editor: User) -> None:
    attempt(client, "ann", "correct horse")
    attempt(client, "ann", PASSWORD)
    kept = AccessAttempt.objects.get()
    assert kept.ip_address.startswith("fd")
    assert "correct horse" not in kept.post_data
    assert not AccessLog.objects.exists()


@pytest.mark.parametrize(
    ("name", "password"),
    [
        ("x" * 10_000, "wrong"),
        ("ann", "p" * 100_000),
        ("a\0nn", "wrong"),
        ("", ""),
        ("\ud800".encode("utf-8", "surrogatepass").decode("utf-8", "replace"), "wrong"),
        ("'; DROP TABLE auth_user; --", "%s"),
    ],
)
def test_hostile_input_is_answered_with_the_form(
    client: Client, editor: User, name: str, password: str
) -> None:
    headers = {"HTTP_USER_AGENT": "u" * 5_000, "HTTP_ACCEPT": "a" * 5_000}
    response = attempt(client, name, password, **headers)
    assert response.status_code == 200
    assert "id_username" in response.content.decode()


def test_session_ends_after_hours_without_use_and_lasts_while_used(
    client: Client, editor: User, clock: Clock
) -> None:
    attempt(client, "ann", PASSWORD)
    for _ in range(4):
        clock.pass_(hours=11)
        assert client.get("/admin/").status_code == 200
    clock.pass_(hours=12, seconds=1)
    response = client.get("/admin/")
    assert response.status_code == 302
    assert response.headers["Location"].startswith(LOGIN)


def test_session_is_not_written_at_every_request(
    client: Client,
    editor: User,
    clock: Clock,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    attempt(client, "ann", PASSWORD)
    client.get("/admin/")
    clock.pass_(minutes=4)
    with django_assert_num_queries(2) as queries:
        client.get("/admin/password_change/")
    assert not [query for query in queries if "UPDATE" in query["sql"]]
    clock.pass_(minutes=2)
    assert client.get("/admin/password_change/").cookies["sessionid"]["max-age"] == 12 * 3600


def test_public_page_of_an_editor_touches_neither_session_nor_locks(
    client: Client, editor: User, clock: Clock
) -> None:
    made.guide(made.world())
    attempt(client, "ann", PASSWORD)
    clock.pass_(hours=1)
    response = client.get("/careers/software-systems-engineer/")
    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")
    assert response.headers["Cache-Control"] == "public, max-age=300"


def test_sign_in_page_leads_to_a_new_password(client: Client, db: None) -> None:
    assert 'href="/admin/password-reset/"' in client.get(LOGIN).content.decode()


def test_weak_new_password_is_refused_and_a_good_one_is_logged(
    client: Client, editor: User, caplog: pytest.LogCaptureFixture
) -> None:
    attempt(client, "ann", PASSWORD)
    for weak in ("short", "password123", "19283746556473", "ann@example.org"):
        data = {"old_password": PASSWORD, "new_password1": weak, "new_password2": weak}
        assert client.post("/admin/password_change/", data).status_code == 200
    assert "password changed" not in caplog.text
    new = "an even longer password"
    data = {"old_password": PASSWORD, "new_password1": new, "new_password2": new}
    with caplog.at_level(logging.INFO):
        assert client.post("/admin/password_change/", data).status_code == 302
    assert "password changed: ann" in caplog.text
    assert new not in caplog.text


@pytest.mark.django_db(transaction=True)
def test_attempts_at_the_same_time_are_all_counted() -> None:
    """Several workers share the count: on PostgreSQL truly at the same time."""
    User.objects.create_superuser("ann", password=PASSWORD)
    codes: list[int] = []

    def guess(number: int) -> None:
        codes.append(attempt(Client(), "ann", address=f"203.0.113.{number % 3}").status_code)
        connections.close_all()

    workers = 8 if connection.vendor == "postgresql" else 1
    for start in range(0, LIMIT + workers, workers):
        threads = [threading.Thread(target=guess, args=(start + i,)) for i in range(workers)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert set(codes) == {200, 429}
    assert codes.count(200) <= LIMIT - 1 + workers
    assert attempt(Client(), "ann", PASSWORD, "198.51.100.1").status_code == 429
