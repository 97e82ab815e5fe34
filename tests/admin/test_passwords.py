"""A forgotten password: the link by mail, and that nobody learns from it who has an account."""

from __future__ import annotations

import logging
import re
import smtplib
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from careers.admin import passwords
from tests.support.clock import Clock
from tests.support.desk import PASSWORD

ASK = "/admin/password-reset/"
SENT = "/admin/password-reset/sent/"
NEW = "an even longer password"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def with_mail(settings: Settings) -> None:
    settings.MAIL_WORKS = True
    settings.SITE_URL = "https://careers.example.org"


@pytest.fixture
def editor() -> User:
    return User.objects.create_superuser("ann", "ann@example.org", PASSWORD)


def ask(client: Client, address: str = "ann@example.org", **headers: Any) -> Any:
    response: Any = client.post(ASK, {"email": address}, **headers)
    return response


def link() -> str:
    """The path of the link in the last mail."""
    found = re.search(r"https://careers\.example\.org(/\S+)", str(mail.outbox[-1].body))
    assert found
    return found[1]


def choose(client: Client, path: str, password: str = NEW) -> Any:
    response = client.get(path)
    if response.status_code != 302:
        return response
    data = {"new_password1": password, "new_password2": password}
    return client.post(response.headers["Location"], data)


def test_link_by_mail_gives_a_new_password_once(client: Client, editor: User) -> None:
    assert ask(client).headers["Location"] == SENT
    assert mail.outbox[0].to == ["ann@example.org"]
    assert mail.outbox[0].subject == "Waymark: choose a new password"
    assert "within 24 hours" in mail.outbox[0].body
    assert "user name is ann" in mail.outbox[0].body
    path = link()
    assert choose(client, path).headers["Location"] == "/admin/password-reset/done/"
    assert 'href="/admin/login/"' in client.get("/admin/password-reset/done/").content.decode()
    editor.refresh_from_db()
    assert editor.check_password(NEW)
    assert "invalid" in choose(client, path, "yet another password").content.decode()
    editor.refresh_from_db()
    assert editor.check_password(NEW)


def test_link_ends_after_a_day(client: Client, editor: User, settings: Settings) -> None:
    ask(client)
    settings.PASSWORD_RESET_TIMEOUT = -1
    assert "invalid" in choose(client, link()).content.decode()


def test_new_password_is_checked(client: Client, editor: User) -> None:
    ask(client)
    assert "too short" in choose(client, link(), "short").content.decode()
    editor.refresh_from_db()
    assert editor.check_password(PASSWORD)


def test_new_password_ends_sessions_and_opens_a_locked_account(
    client: Client, editor: User
) -> None:
    thief = Client()
    thief.force_login(editor)
    for _ in range(10):
        client.post("/admin/login/", {"username": "ann", "password": "wrong"})
    ask(client)
    choose(client, link())
    data = {"username": "ann", "password": NEW, "next": "/admin/"}
    assert client.post("/admin/login/", data).status_code == 302
    assert thief.get("/admin/").status_code == 302


def test_asking_answers_the_same_before_anything_is_looked_up(
    client: Client, editor: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The work is done when the server closes the answer, after its last byte."""
    at_answer: list[int] = []
    close = passwords.AnswerFirst.close

    def closing(self: passwords.AnswerFirst) -> None:
        at_answer.append(len(mail.outbox))
        close(self)

    monkeypatch.setattr(passwords.AnswerFirst, "close", closing)
    known, unknown = ask(client), ask(client, "nobody@example.org")
    assert known.status_code == unknown.status_code == 302
    assert known.headers["Location"] == unknown.headers["Location"] == SENT
    assert at_answer[0] == 0
    assert len(mail.outbox) == 1


def test_question_costs_the_same_queries_until_the_answer(
    client: Client,
    editor: User,
    monkeypatch: pytest.MonkeyPatch,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    monkeypatch.setattr(passwords.AskView, "send", lambda *_: None)
    ask(client)
    with django_assert_num_queries(4):
        ask(client)
    with django_assert_num_queries(4):
        ask(client, "nobody@example.org")


def test_inactive_accounts_and_those_without_a_password_get_no_link(client: Client) -> None:
    User.objects.create_user("gone", "gone@example.org", PASSWORD, is_active=False)
    User.objects.create_user("never", "never@example.org")
    for address in ("gone@example.org", "never@example.org"):
        assert ask(client, address).headers["Location"] == SENT
    assert mail.outbox == []


def test_mailbox_is_not_filled(client: Client, editor: User, clock: Clock) -> None:
    for number in range(6):
        response = ask(client, "ANN@example.org", REMOTE_ADDR=f"203.0.113.{number}")
        assert response.headers["Location"] == SENT
    assert len(mail.outbox) == passwords.LINKS_A_MAILBOX
    clock.pass_(hours=1)
    ask(client)
    assert len(mail.outbox) == passwords.LINKS_A_MAILBOX + 1


def test_visitor_who_asks_too_often_is_told_when_to_try_again(
    client: Client, editor: User, clock: Clock
) -> None:
    clock.pass_(minutes=20)
    answers = [
        ask(client, f"guess{number}@example.org") for number in range(passwords.LINKS_A_VISITOR + 1)
    ]
    assert {answer.status_code for answer in answers[:-1]} == {302}
    assert answers[-1].status_code == 429
    assert answers[-1]["Retry-After"] == "2400"
    html = answers[-1].content.decode()
    assert "in 40 minutes, at 13:00 UTC" in html
    assert "guess10@example.org" in html
    assert ask(client, REMOTE_ADDR="198.51.100.1").status_code == 302


def test_mail_server_that_fails_is_logged_without_the_address(
    client: Client,
    editor: User,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def refuse(*_: object) -> int:
        raise smtplib.SMTPRecipientsRefused({"ann@example.org": (550, b"no")})

    monkeypatch.setattr(EmailBackend, "send_messages", refuse)
    with caplog.at_level(logging.INFO):
        assert ask(client).headers["Location"] == SENT
    assert "SMTPRecipientsRefused" in caplog.text
    assert "ann@example.org" not in caplog.text


def test_asked_and_changed_are_logged_without_secrets(
    client: Client, editor: User, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO):
        ask(client)
        path = link()
        choose(client, path)
    assert "new password asked for: mail " in caplog.text
    assert "password changed by link: ann" in caplog.text
    for secret in ("ann@example.org", NEW, path.split("/")[-2], "127.0.0.1"):
        assert secret not in caplog.text


def test_without_mail_the_page_says_whom_to_ask(client: Client, settings: Settings) -> None:
    settings.MAIL_WORKS = False
    for response in (client.get(ASK), ask(client)):
        assert response.status_code == 200
        assert "Ask an administrator" in response.content.decode()
    assert mail.outbox == []


@pytest.mark.parametrize(
    "path",
    [
        ASK,
        SENT,
        "/admin/password-reset/done/",
        "/admin/password-reset/MQ/none/",
        f"/admin/password-reset/{'9' * 50}/x/",
        "/admin/password-reset/%00/%00/",
        "/admin/password-reset/x/set-password/",
    ],
)
def test_pages_answer_anything_and_are_never_kept(client: Client, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize("address", ["", "x", "a\0b@example.org", "x" * 10_000 + "@example.org"])
def test_what_is_no_mail_address_is_refused(client: Client, address: str) -> None:
    assert ask(client, address).status_code == 200
    assert mail.outbox == []


def test_links_name_the_site_and_not_the_host_that_was_asked(
    client: Client, editor: User, settings: Settings
) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    ask(client, HTTP_HOST="evil.example")
    assert "evil.example" not in mail.outbox[0].body
    assert link().startswith("/admin/password-reset/")
