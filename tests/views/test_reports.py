"""A reader's report: the link to it, its form, what keeps machines out, what is kept of it."""

from __future__ import annotations

import logging
import re
from typing import Any

import pytest
from django.core.signing import Signer
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from careers.actions import reports as rules
from careers.models import HourCount, ReaderReport, Role, Status
from tests.support.clock import NOON, Clock
from tests.support.html import assert_valid_html
from tests.views import made

pytestmark = pytest.mark.django_db
FORM = "/report/"
GUIDE = "/careers/software-systems-engineer/"
WORDS = "The middle pay should be a dollar more."
MOST_QUERIES = 10


@pytest.fixture
def guide(clock: Clock) -> Role:
    return made.guide(made.world())


def stamp(client: Client, page: str = GUIDE) -> str:
    """The stamp of a form that is shown now."""
    html = client.get(FORM, {"page": page}).content.decode()
    found = re.search(r'name="stamp" value="([^"]+)"', html)
    assert found
    return found[1]


def send(client: Client, clock: Clock, wait: float = 60, **fields: Any) -> Any:
    """Open the form, wait some seconds, send it; `fields` over a report that is in order."""
    data = {"page": GUIDE, "kind": "figure", "place": "What it pays", "words": WORDS, "mail": ""}
    data["stamp"] = stamp(client)
    clock.pass_(seconds=wait)
    response: Any = client.post(FORM, data | fields)
    return response


def text(response: Any) -> str:
    html: str = response.content.decode()
    assert_valid_html(html)
    return html


@pytest.mark.parametrize(
    "path", [GUIDE, "/careers/actor/", "/careers/performer/", "/occupations/15-1252.00/"]
)
def test_every_guide_title_and_occupation_leads_to_a_report_about_itself(
    client: Client, guide: Role, path: str
) -> None:
    onet = made.Release.objects.get(source="onet")
    made.title("Actor", ("27-2011.00",), onet)
    made.title("Performer", ("15-1252.00", "27-2011.00"), onet)
    link = f'href="/report/?page={path}" rel="nofollow">Something wrong on this page?</a>'
    assert client.get(path).content.decode().count(link) == 1


def test_form_names_the_page_and_is_kept_by_nobody(client: Client, guide: Role) -> None:
    response = client.get(FORM, {"page": GUIDE})
    html = text(response)
    assert f'<a href="{GUIDE}">Software Systems Engineer</a>' in html
    assert "no-store" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex"
    assert '<meta name="robots" content="noindex">' in html
    assert response.cookies["csrftoken"]["max-age"] == ""


def test_report_is_filed_and_thanked_for_with_a_way_back(
    client: Client, guide: Role, clock: Clock
) -> None:
    response = send(client, clock, mail="ann@example.org")
    report = ReaderReport.objects.get()
    assert (report.page, report.title, report.role) == (GUIDE, guide.title, guide)
    assert (report.kind, report.place, report.words) == ("figure", "What it pays", WORDS)
    assert (report.mail, report.filed_at) == ("ann@example.org", clock.now)
    thanks = client.get(response.headers["Location"])
    assert f'<a href="{GUIDE}">Back to Software Systems Engineer</a>' in text(thanks)
    assert "no-store" in thanks["Cache-Control"]


def test_report_keeps_the_place_that_the_page_showed(
    client: Client, guide: Role, clock: Clock
) -> None:
    link = re.search(
        r'href="(/report/[^"]+)"', client.get(f"{GUIDE}?place=abilene").content.decode()
    )
    assert link
    html = client.get(link[1].replace("&amp;", "&")).content.decode()
    assert f'name="page" value="{GUIDE}?place=abilene"' in html
    send(client, clock, page=f"{GUIDE}?place=abilene&x=1#pay")
    assert ReaderReport.objects.get().page == f"{GUIDE}?place=abilene"


@pytest.mark.parametrize(
    ("page", "title"),
    [
        ("/occupations/15-1252.00/", "Software Developers"),
        ("/sectors/engineering/", ""),
        ("http://testserver/careers/software-systems-engineer/", "Software Systems Engineer"),
        (f"https://careers.example.org{GUIDE}", "Software Systems Engineer"),
    ],
)
def test_report_may_be_about_any_page_of_the_site(
    client: Client, guide: Role, clock: Clock, settings: Settings, page: str, title: str
) -> None:
    settings.SITE_URL = "https://careers.example.org"
    assert send(client, clock, page=page).status_code == 302
    report = ReaderReport.objects.get()
    assert report.title == (title or page)
    assert report.page.startswith("/")


@pytest.mark.parametrize(
    "page",
    [
        "",
        "/nowhere/at/all",
        "https://evil.example/careers/x/",
        "//evil.example/careers/x/",
        "javascript:alert(1)",
        "/admin/careers/role/",
        "http://[",
        "/careers/%00/",
        "/careers/" + "x" * 10_000 + "/",
        "\0",
    ],
)
def test_what_is_no_page_of_the_site_is_asked_for_again(
    client: Client, guide: Role, clock: Clock, page: str
) -> None:
    assert "Which page?" in text(client.get(FORM, {"page": page}))
    response = send(client, clock, page=page)
    assert "Not sent yet" in response.content.decode()
    assert WORDS in response.content.decode()
    assert not ReaderReport.objects.exists()
    assert "Back to" not in text(client.get("/report/thanks/", {"page": page}))


def test_draft_has_no_title_for_readers(client: Client, guide: Role, clock: Clock) -> None:
    draft = Role.objects.create(
        slug="secret", title="Secret Plan", sector=guide.sector, level="mid", summary="Hush."
    )
    absent = text(client.get(FORM, {"page": "/careers/nothing/"}))
    there = text(client.get(FORM, {"page": "/careers/secret/"}))
    assert "Secret Plan" not in there
    assert re.sub(r'value="[^"]+"|secret|nothing', "", there) == re.sub(
        r'value="[^"]+"|secret|nothing', "", absent
    )
    send(client, clock, page="/careers/secret/")
    assert ReaderReport.objects.get().role is None
    draft.status = Status.RETIRED
    draft.save()
    assert "Secret Plan" in text(client.get(FORM, {"page": "/careers/secret/"}))


def test_form_without_words_or_kind_says_so_and_keeps_the_rest(
    client: Client, guide: Role, clock: Clock
) -> None:
    html = text(send(client, clock, kind="", words="", place="Third row", mail="ann"))
    assert "Not sent yet" in html
    assert 'href="#id_words"' in html
    assert 'value="Third row"' in html
    assert 'value="ann"' in html
    assert 'aria-describedby="id_words_helptext id_words_error"' in html
    assert not ReaderReport.objects.exists()


def test_field_for_machines_refuses_what_fills_it_and_says_so(
    client: Client, guide: Role, clock: Clock
) -> None:
    html = text(send(client, clock, trap="http://buy.example"))
    assert "This field has to be empty." in html
    assert WORDS in html
    assert not ReaderReport.objects.exists()


def test_answer_faster_than_a_person_is_held_back_once(
    client: Client, guide: Role, clock: Clock
) -> None:
    html = text(send(client, clock, wait=2))
    assert "faster than anyone types" in html
    assert WORDS in html
    again = re.search(r'name="stamp" value="([^"]+)"', html)
    assert again
    clock.pass_(seconds=1)
    data = {"page": GUIDE, "kind": "text", "words": WORDS, "stamp": again[1]}
    assert client.post(FORM, data).status_code == 302


@pytest.mark.parametrize("wait", [24 * 3600 + 1, -60])
def test_form_of_yesterday_or_of_the_future_is_sent_once_more(
    client: Client, guide: Role, clock: Clock, wait: float
) -> None:
    html = text(send(client, clock, wait=wait))
    assert "open for more than a day" in html
    assert WORDS in html
    assert not ReaderReport.objects.exists()


@pytest.mark.parametrize(
    "stamp", ["", "x", "1:2", "\0", "x" * 10_000, Signer(salt="another").sign("1"), "🩺:🩺"]
)
def test_stamp_that_is_not_ours_is_refused(
    client: Client, guide: Role, clock: Clock, stamp: str
) -> None:
    assert "Send it once more" in text(send(client, clock, stamp=stamp))
    assert not ReaderReport.objects.exists()


def test_more_than_two_links_are_refused(client: Client, guide: Role, clock: Clock) -> None:
    two = "See https://www.bls.gov/a and http://example.org"
    assert "At most 2 links" in text(send(client, clock, words=two, place="www.example.org"))
    assert send(client, clock, words="https://a.example http://b.example").status_code == 302


def test_visitor_who_reports_too_often_keeps_the_text_and_is_told_when(
    client: Client, guide: Role, clock: Clock
) -> None:
    for _ in range(rules.REPORTS_A_VISITOR):
        assert send(client, clock, wait=10).status_code == 302
    clock.now = NOON.replace(minute=20)
    response = send(client, clock, wait=600, mail="ann@example.org")
    html = text(response)
    assert response.status_code == 429
    assert response["Retry-After"] == "1800"
    assert "in 30 minutes, at 13:00 UTC" in html
    assert WORDS in html
    assert 'value="ann@example.org"' in html
    assert ReaderReport.objects.count() == rules.REPORTS_A_VISITOR
    clock.now = NOON.replace(hour=13)
    assert send(client, clock).status_code == 302


def test_reports_of_others_do_not_use_up_a_visitors_own(
    client: Client, guide: Role, clock: Clock
) -> None:
    for number in range(rules.REPORTS_A_VISITOR + 1):
        client.defaults["REMOTE_ADDR"] = f"203.0.113.{number}"
        assert send(client, clock, wait=5).status_code == 302


def test_nothing_of_the_reader_is_kept_or_logged(
    client: Client, guide: Role, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    client.defaults["REMOTE_ADDR"] = "203.0.113.77"
    client.defaults["HTTP_USER_AGENT"] = "A Browser Of Ann"
    with caplog.at_level(logging.DEBUG, logger="careers"):
        send(client, clock, mail="ann@example.org")
    kept = f"{ReaderReport.objects.values().get()} {HourCount.objects.values()}"
    assert "203.0.113.77" not in kept
    assert "A Browser" not in kept
    for personal in ("ann@example.org", "203.0.113.77", WORDS):
        assert personal not in caplog.text
    assert "sessionid" not in client.cookies


@pytest.mark.parametrize(
    "fields",
    [
        {"words": "a\0b"},
        {"words": "x" * 10_000},
        {"place": "x" * 10_000},
        {"kind": "x" * 10_000},
        {"mail": "x" * 10_000 + "@example.org"},
        {"mail": "a@b.example\r\nBcc: c@d.example"},
        {"trap": "\0"},
    ],
)
def test_hostile_fields_are_refused_with_the_form(
    client: Client, guide: Role, clock: Clock, fields: dict[str, Any]
) -> None:
    response = send(client, clock, **fields)
    assert response.status_code == 200
    assert "Not sent yet" in response.content.decode()
    assert not ReaderReport.objects.exists()


def test_what_is_typed_is_text_and_never_markup(client: Client, guide: Role, clock: Clock) -> None:
    hostile = "</textarea><script>alert(1)</script>{{ 7 }}"
    html = text(send(client, clock, words=hostile, kind=""))
    assert "<script>alert" not in html
    assert "{{ 7 }}" in html


@pytest.mark.parametrize(
    "query",
    ["", "page=%00", "page=%ff", "page=a&page=b", "place=%00", "page[]=x", "q=" + "x" * 9_999],
)
@pytest.mark.parametrize("path", [FORM, "/report/thanks/"])
def test_any_query_gives_a_page(client: Client, guide: Role, path: str, query: str) -> None:
    assert client.get(f"{path}?{query}").status_code == 200


def test_form_needs_its_token_and_takes_no_other_method(guide: Role) -> None:
    client = Client(enforce_csrf_checks=True)
    assert client.post(FORM, {"page": GUIDE, "words": WORDS}).status_code == 403
    assert Client().put(FORM).status_code == 405
    assert Client().post("/report/thanks/").status_code == 405


def test_queries_are_bounded(
    client: Client, guide: Role, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    made.title("Actor", ("27-2011.00",), made.Release.objects.get(source="onet"))
    for page in (GUIDE, "/careers/actor/", "/careers/nothing/", "/occupations/15-1252.00/"):
        with django_assert_max_num_queries(MOST_QUERIES):
            client.get(FORM, {"page": page})
