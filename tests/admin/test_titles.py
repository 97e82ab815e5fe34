"""Job titles in the admin: found among many, corrected with a reason, looked at by others."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from careers import actions
from careers.models import JobTitle, TitleCorrection
from tests.support.desk import signed_in
from tests.views import made

LIST = "/admin/careers/jobtitle/"
FORM = "/admin/careers/jobtitle/software-systems-engineer/change/"
PAGE = "/careers/software-systems-engineer/"


@pytest.fixture
def title(db: None) -> JobTitle:
    return made.world().title


def test_editor_corrects_a_title_and_takes_it_back(client: Client, title: JobTitle) -> None:
    signed_in(client, "Editors")
    assert client.get(FORM).context["adminform"].form["name"].value() is None
    fields = {"name": "Platform Engineer", "occupations": ["15-1252.00"], "reason": "As said."}
    answer = client.post(FORM, fields, follow=True)
    assert ">Software Systems Engineer</a>” was changed" in answer.content.decode()
    assert "<h1>Platform Engineer</h1>" in client.get(PAGE).content.decode()
    html = client.get(FORM).content.decode()
    assert "Software Systems Engineer: 15-1252.00 Software Developers; 15-1253.00" in html
    assert "editors, " in html
    assert 'value="Platform Engineer"' in html
    assert client.post(FORM, {"reason": "It was right."}).status_code == 302
    assert "<h1>Software Systems Engineer</h1>" in client.get(PAGE).content.decode()
    assert not TitleCorrection.objects.exists()


def test_correction_without_a_reason_or_a_change_is_refused_on_the_form(
    client: Client, title: JobTitle
) -> None:
    signed_in(client, "Editors")
    assert "This field is required" in client.post(FORM, {"hide": "on"}).content.decode()
    assert "changes nothing" in client.post(FORM, {"reason": "Just so."}).content.decode()
    made.title("Actor", ("27-2011.00",), title.filed_under.all()[0].release)
    taken = client.post(FORM, {"reason": "Just so.", "name": "Actor"})
    assert taken.context["adminform"].form.errors == {
        "name": ["Actor is a title already, at actor."]
    }
    assert not TitleCorrection.objects.exists()


def test_same_correction_with_another_reason_is_saved(client: Client, title: JobTitle) -> None:
    signed_in(client, "Editors")
    for reason in ("One.", "Two."):
        assert client.post(FORM, {"hide": "on", "reason": reason}).status_code == 302
    assert TitleCorrection.objects.get().reason == "Two."


def test_contributor_looks_at_a_title_and_cannot_correct_it(
    client: Client, title: JobTitle
) -> None:
    actions.correct_title(job_title=title, by=None, reason="Known to all.", hidden=True)
    signed_in(client, "Contributors")
    html = client.get(FORM).content.decode()
    assert "Known to all." in html
    assert 'name="reason"' not in html
    assert client.post(FORM, {"hide": "", "reason": "No."}).status_code == 403
    assert TitleCorrection.objects.get().hidden


def test_titles_are_neither_added_nor_deleted(client: Client, title: JobTitle) -> None:
    client.force_login(User.objects.create_superuser("root"))
    assert client.get(f"{LIST}add/").status_code == 403
    assert client.get(f"{LIST}{title.pk}/delete/").status_code == 403


@pytest.mark.parametrize(
    ("query", "slugs"),
    [
        ({"q": "platform"}, {"platform-3"}),
        ({"q": "engineer systems"}, {"software-systems-engineer"}),
        ({"corrected": "hidden"}, {"platform-3"}),
        ({"corrected": "yes"}, {"platform-3", "software-systems-engineer"}),
        ({"q": "'%_\\"}, set()),
    ],
)
def test_titles_are_found_by_word_and_by_correction(
    client: Client, title: JobTitle, query: dict[str, str], slugs: set[str]
) -> None:
    onet = title.filed_under.all()[0].release
    other = made.title("Platform 3", ("15-1252.00",), onet)
    actions.correct_title(job_title=other, by=None, reason="No.", hidden=True)
    actions.correct_title(job_title=title, by=None, reason="Yes.", occupations=["15-1252.00"])
    signed_in(client, "Editors")
    shown = client.get(LIST, query).context["cl"].result_list
    assert {row.pk for row in shown} == slugs


def test_search_for_nul_is_answered(client: Client, title: JobTitle) -> None:
    signed_in(client, "Editors")
    assert client.get(LIST, {"q": "a\x00b"}).status_code == 200


def test_list_of_titles_costs_the_same_with_few_and_with_many(
    client: Client, title: JobTitle, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    signed_in(client, "Editors")
    client.get(LIST)
    with django_assert_max_num_queries(15) as few:
        client.get(LIST)
    onet = title.filed_under.all()[0].release
    for number in range(60):
        row = made.title(f"Platform {number}", ("15-1252.00",), onet)
        TitleCorrection.objects.create(job_title=row, reason="No.", at="2026-11-01T00:00Z")
    with django_assert_max_num_queries(len(few)):
        client.get(LIST)
    with django_assert_max_num_queries(len(few)):
        client.get(LIST, {"q": "platform", "corrected": "yes"})
