"""Roles that fit: the private list, its limits, and the public page on the method."""

import datetime as dt
import logging
from collections.abc import Callable

import msgspec
import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from careers import actions
from careers.guidance import questions
from careers.guidance.record import Answers, Limits, Record, Saved
from careers.models import JobZone, Listing, Rating, Role, RoleOccupation
from careers.views.mine.fit import measured
from careers.views.mine.private import COOKIE
from tests.support.html import assert_valid_html, valid_page
from tests.support.reader import keep, kept
from tests.views import made

LIKES = {"I": 5, "C": 4, "R": 3, "A": 1, "S": 2, "E": 2}
QUERIES = 33
"""Of the whole page with every limit, in a test that keeps nothing in the process."""


@pytest.fixture
def world(db: None) -> made.World:
    """Three computing occupations with interests of their own, and two guides."""
    world = made.world()
    for number, code in enumerate(("15-1252.00", "15-1253.00", "15-1299.08")):
        Rating.objects.filter(occupation=code, element="1.B.1.b").update(value=6 - number)
        Rating.objects.filter(occupation=code, element="1.B.1.c").update(value=2 + number)
    made.guide(world)
    actions.refresh_all()
    return world


def interests() -> dict[str, int]:
    return {one.key: LIKES[one.type] for one in questions.activities() if one.form == "short"}


@pytest.fixture
def reader(client: Client, world: made.World) -> Callable[..., Client]:
    """Return a function that makes a client whose record is given."""

    def make(answers: Answers | None = None, limits: Limits | None = None) -> Client:
        record = Record(
            answers=answers or Answers(interests=interests()), limits=limits or Limits()
        )
        keep(client, record)
        return client

    return make


def test_without_answers_the_page_says_what_to_answer_first(
    client: Client, world: made.World
) -> None:
    html = valid_page(client, "/fit/")
    assert "What to answer first" in html
    for name in ("interests", "skills", "values", "strengths"):
        assert f'href="/tools/{name}/"' in html
    assert 'name="pay"' in html
    assert client.cookies.get(COOKIE) is None


def test_flat_answers_are_said_and_not_scored(reader: Callable[..., Client]) -> None:
    flat = dict.fromkeys(interests(), 3)
    html = valid_page(reader(Answers(interests=flat)), "/fit/")
    assert "so much alike that nothing can be told from it" in html
    assert "of 100" not in html


def test_the_list_has_guides_first_and_then_occupations(reader: Callable[..., Client]) -> None:
    html = valid_page(reader(), "/fit/")
    assert html.index("Software Systems Engineer</a>") < html.index("Occupations without a guide")
    assert html.index("Occupations without a guide") < html.index("Software Developers</a>")
    assert "Actors</a>" not in html
    assert "Fewer than ten guides are left" in html
    assert html.count("<h1") == 1


def test_all_occupations_are_ranked_with_the_guides_on_request(
    reader: Callable[..., Client],
) -> None:
    html = valid_page(reader(), "/fit/?all=1")
    assert "Guides and occupations" in html
    assert "Fewer than ten guides" not in html
    assert "1 roles" not in html
    assert "not in the list: O*NET has rated nothing" in html


def test_a_card_shows_parts_that_add_up_reasons_and_links(reader: Callable[..., Client]) -> None:
    client = reader()
    (card, *_) = client.get("/fit/").context["page"].lists[0].cards
    assert sum(part.points for part in card.parts) == card.score
    assert card.band.low <= card.score <= card.band.high
    html = client.get("/fit/").content.decode()
    assert "You like finding things out (Investigative) more than most kinds of work (5.0" in html
    assert 'href="/my/save/?role=software-systems-engineer"' in html
    assert 'href="/compare/?roles=software-systems-engineer"' in html
    assert "Harder than it looks: Nobody notices when it works." in html
    assert f"How the {card.score} points come about" in html
    assert "What would change this" in html


def test_a_role_without_ratings_of_a_part_says_so(reader: Callable[..., Client]) -> None:
    Rating.objects.filter(scale="OI", occupation="15-1253.00").delete()
    skills = {"2.B.3.e": 3.0, "2.A.1.a": 4.0}
    rated = Rating.objects.filter(scale="IM", element__in=skills)
    for one in rated:
        one.pk, one.scale, one.value = None, "LV", 3.5
        one.save()
    actions.refresh_all()
    html = valid_page(reader(Answers(interests=interests(), skills=skills)), "/fit/")
    assert "O*NET has not rated the interests of this role." in html
    assert "Interests (not rated)" in html


def test_nobody_keeps_the_page_or_learns_where_it_was(reader: Callable[..., Client]) -> None:
    response = reader().get("/fit/")
    assert "no-store" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex"
    assert response["Referrer-Policy"] in {"no-referrer", "same-origin"}


SENT = {
    "pay": "$110,000",
    "place": "metro-0041940",
    "education": "bachelor",
    "zone": "4",
    "growing": "on",
    "sectors_out": "engineering",
}


def test_limits_are_kept_and_the_address_has_none_of_them(
    reader: Callable[..., Client], caplog: pytest.LogCaptureFixture
) -> None:
    client = reader()
    with caplog.at_level(logging.DEBUG):
        response = client.post("/fit/limits/", SENT)
    assert (response.status_code, response["Location"]) == (302, "/fit/")
    assert "no-store" in response["Cache-Control"]
    assert kept(client).limits == Limits(
        pay=110_000,
        place="metro-0041940",
        education="bachelor",
        zone=4,
        growing=True,
        sectors_out=("engineering",),
    )
    assert kept(client).answers.interests == interests()
    logged = " ".join(record.getMessage() for record in caplog.records if "sql" not in record.name)
    assert "110" not in logged
    assert client.post("/fit/limits/", {**SENT, "all": "1"})["Location"] == "/fit/?all=1"


def test_limits_say_what_they_remove_and_one_button_lets_go(
    reader: Callable[..., Client],
) -> None:
    client = reader(limits=Limits(pay=110_000, sectors_out=("engineering",)))
    html = valid_page(client, "/fit/?all=1")
    assert "0 of 4 roles are left by your limits" in html
    assert "Nothing is left to show" in html
    assert "Middle pay of $110,000 or more in the nation" in html
    assert "Alone it leaves out 1." in html
    assert "Without Engineering" in html
    assert "Alone it leaves out 4." in html
    assert "Letting go of it brings back 3, the best of them" in html
    response = client.post("/fit/limits/", {"let_go": "sectors_out", "all": "1"})
    assert response["Location"] == "/fit/?all=1"
    assert kept(client).limits == Limits(pay=110_000)
    assert "3 of 4 roles are left" in client.get("/fit/?all=1").content.decode()
    client.post("/fit/limits/", {"let_go": "every"})
    assert kept(client).limits == Limits()


def test_letting_go_of_nothing_known_changes_nothing(reader: Callable[..., Client]) -> None:
    limits = Limits(zone=4)
    client = reader(limits=limits)
    for name in ("place", "__class__", "x" * 500):
        assert client.post("/fit/limits/", {"let_go": name}).status_code == 302
    assert kept(client).limits == limits


def test_a_limit_that_cannot_be_checked_is_said_on_the_card(reader: Callable[..., Client]) -> None:
    JobZone.objects.filter(occupation="15-1253.00").delete()
    actions.refresh_all()
    html = valid_page(reader(limits=Limits(zone=4)), "/fit/")
    assert "could not be checked here and did not count: O*NET gives it no job zone." in html


def test_pay_is_compared_and_shown_in_the_chosen_place(reader: Callable[..., Client]) -> None:
    client = reader(limits=Limits(pay=150_000, place="metro-0041940"))
    html = valid_page(client, "/fit/?all=1")
    assert "middle pay in San Jose-Sunnyvale-Santa Clara, CA" in html
    assert "3 of 4 roles are left" not in html
    client = reader(limits=Limits(pay=150_000))
    assert "0 of 4 roles are left" in client.get("/fit/?all=1").content.decode()


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("pay", "a lot", "Write a number of dollars a year"),
        ("pay", "-5", "Write a number of dollars a year"),
        ("pay", "99999999", "Write a number of dollars a year"),
        ("pay", "9" * 40, "at most 20 characters"),
        ("place", "atlantis", "Select a valid choice"),
        ("education", "no-such", "Select a valid choice"),
        ("zone", "9", "Select a valid choice"),
        ("zone", "three", "Select a valid choice"),
        ("sectors_out", "no-such", "Select a valid choice"),
    ],
)
def test_what_is_no_limit_is_said_and_what_was_typed_stays(
    reader: Callable[..., Client], field: str, value: str, message: str
) -> None:
    client = reader(limits=Limits(zone=2))
    response = client.post("/fit/limits/", {**SENT, field: value})
    html = response.content.decode()
    assert response.status_code == 200
    assert_valid_html(html)
    assert message in html
    assert "Your limits are not kept yet" in html
    assert f'href="#id_{field}' in html
    assert kept(client).limits == Limits(zone=2)
    if field != "pay":
        assert 'value="$110,000"' in html


@pytest.mark.parametrize("typed", ["45000", "45,000", "$45K", " $ 45k "])
def test_pay_is_read_as_people_type_it(reader: Callable[..., Client], typed: str) -> None:
    client = reader()
    client.post("/fit/limits/", {"pay": typed})
    assert kept(client).limits == Limits(pay=45_000)


def test_limits_are_only_sent_by_a_form_of_ours(reader: Callable[..., Client]) -> None:
    client = reader(limits=Limits(zone=5))
    assert client.get("/fit/limits/").status_code == 405
    html = client.get("/fit/").content.decode()
    assert html.count('action="/fit/limits/" method="post"') == 2
    assert html.count('name="csrfmiddlewaretoken"') == html.count('method="post"')
    strict = Client(enforce_csrf_checks=True)
    assert strict.post("/fit/limits/", SENT).status_code == 403


@pytest.mark.parametrize("asked", ["", "abc", "-1", "0", "99999999", "٣", "1e9", "40"])
def test_any_number_of_roles_may_be_asked_for(reader: Callable[..., Client], asked: str) -> None:
    assert "Roles that fit" in valid_page(reader(), f"/fit/?show={asked}&all=1")


def test_more_roles_are_one_click_away(reader: Callable[..., Client], world: made.World) -> None:
    for number in range(25):
        made.guide(world, slug=f"other-{number}", title=f"Other {number}")
    html = valid_page(reader(), "/fit/")
    assert html.count('class="card fit-card"') == 20
    assert 'href="/fit/?show=40"' in html
    assert "20 of 26 are here." in html
    assert valid_page(reader(), "/fit/?show=40").count('class="card fit-card"') == 26


def test_queries_do_not_grow_with_the_roles(
    reader: Callable[..., Client],
    world: made.World,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    limits = Limits(pay=1, place="metro-0041940", growing=True, zone=5, education="doctoral")
    with django_assert_max_num_queries(QUERIES) as before:
        reader(limits=limits).get("/fit/")
    for number in range(12):
        made.guide(world, slug=f"other-{number}", title=f"Other {number}")
    with django_assert_max_num_queries(len(before)):
        reader(limits=limits).get("/fit/")


def test_the_same_answers_show_the_same_page(reader: Callable[..., Client]) -> None:
    first = reader(Answers(interests=interests())).get("/fit/").context["page"].lists
    turned = dict(reversed(interests().items()))
    assert reader(Answers(interests=turned)).get("/fit/").context["page"].lists == first


def test_a_guide_that_covers_an_occupation_alone_stands_for_it(
    reader: Callable[..., Client], world: made.World
) -> None:
    role = made.guide(world, slug="coder", title="Coder")
    RoleOccupation.objects.filter(role=role).exclude(occupation="15-1252.00").delete()
    actions.refresh_all()
    html = valid_page(reader(), "/fit/?all=1")
    assert "Coder</a>" in html
    assert "Software Developers</a>" not in html


def test_the_page_on_the_method_is_public_and_has_the_measured_numbers(
    client: Client, world: made.World
) -> None:
    html = valid_page(client, "/fit/how/")
    response = client.get("/fit/how/")
    assert "public" in response["Cache-Control"]
    assert not response.cookies
    for name in ("interests", "interests_chance", "skills", "skills_plain", "whole"):
        assert f"{measured()[name]['auc']:.3f}" in html
    assert str(measured()["noise"]["alpha"]) in html
    assert "40%" in html
    assert "have not been validated" in html


def test_what_was_measured_keeps_its_bounds() -> None:
    held = measured()
    for name in ("today", "many"):
        assert held[name]["milliseconds"] < held[name]["bound"]
    for name in ("interests", "skills", "whole"):
        assert held[name]["auc"] > 0.85
        assert abs(held[f"{name}_chance"]["auc"] - 0.5) < 0.02


def test_a_shortlist_is_left_as_it_is(reader: Callable[..., Client]) -> None:
    client = reader()
    saved = (Saved(role="architect", on=dt.date(2026, 1, 2)),)
    keep(client, msgspec.structs.replace(kept(client), saved=saved))
    client.post("/fit/limits/", SENT)
    assert kept(client).saved == saved


def test_a_retired_guide_is_gone_from_the_list(reader: Callable[..., Client]) -> None:
    Listing.objects.filter(role=Role.objects.get()).delete()
    assert "Software Systems Engineer</a>" not in valid_page(reader(), "/fit/")
