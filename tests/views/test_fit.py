"""Roles that fit: the private list, its limits, and the public page on the method."""

import datetime as dt
import logging
import re
from collections import Counter
from collections.abc import Callable

import msgspec
import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from careers import actions
from careers.guidance import questions
from careers.guidance.record import Answers, Limits, Record, Saved
from careers.models import JobZone, Listing, Rating, Role, RoleOccupation, SocGroup
from careers.views.mine.fit import measured
from careers.views.mine.fit_lists import Lists
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
    assert "Why nothing is ranked, and what to do" in html
    assert "What to answer first" not in html
    (why,) = re.findall(r"<p>(You answered .+?)</p>", html)
    assert 'href="/tools/interests/"' in why
    assert "/tools/values/" not in why
    assert "answer another questionnaire" in why
    assert "of 100" not in html


def shown(client: Client, path: str = "/fit/") -> Lists:
    lists = client.get(path).context["page"].lists
    assert isinstance(lists, Lists)
    return lists


def others(world: made.World, number: int, occupation: str = "15-1252.00") -> None:
    """Guides about one occupation each."""
    for one in range(number):
        role = made.guide(
            world, slug=f"other-{occupation[:7]}-{one}", title=f"Other {occupation} {one}"
        )
        RoleOccupation.objects.filter(role=role).delete()
        RoleOccupation.objects.create(role=role, occupation_id=occupation, reason="The same.")
    actions.refresh_all()


def test_few_guides_have_the_best_occupations_of_other_families_with_them(
    reader: Callable[..., Client],
) -> None:
    html = valid_page(reader(), "/fit/")
    assert "Software Systems Engineer</a>" in html
    assert "Software Developers</a>" in html
    assert "Actors</a>" not in html
    assert (
        "Only 1 guide is left, so the best occupations of other families stand in the list too, "
        "marked “Occupation”" in html
    )
    assert html.count("<h1") == 1
    assert html.count('class="card-meta">Guide ·') == 1
    assert html.count('class="card-meta">Occupation ·') == 3


def test_guides_of_one_family_are_said_to_be_and_others_stand_with_them(
    reader: Callable[..., Client], world: made.World
) -> None:
    SocGroup.objects.create(code="15-1200", title="Computer Occupations", level="minor")
    SocGroup.objects.filter(code__in=("15-1252", "15-1299")).update(parent="15-1200")
    for number in range(9):
        made.guide(world, slug=f"other-{number}", title=f"Other {number}")
    actions.refresh_all()
    html = valid_page(reader(), "/fit/")
    assert "10 of the first 10 guides are of one family of work (Computer Occupations), so" in html
    assert "the best occupations of other families stand in the list too" in html
    lists = shown(reader())
    assert (lists.guides, lists.added, lists.total) == (10, 3, 13)


def test_guides_of_several_families_are_spread_and_those_left_out_follow_by_score(
    reader: Callable[..., Client], world: made.World
) -> None:
    for rating in Rating.objects.filter(occupation="15-1252.00", scale="OI"):
        rating.pk, rating.occupation_id = None, "27-2011.00"
        rating.save()
    others(world, 5)
    for occupation in ("15-1253.00", "15-1299.08", "27-2011.00"):
        Rating.objects.filter(occupation=occupation, element="1.B.1.b").update(value=5.7)
        Rating.objects.filter(occupation=occupation, element="1.B.1.c").update(value=2.3)
        others(world, 3, occupation)
    html = valid_page(reader(), "/fit/")
    lists = shown(reader())
    families = Counter(card.title.rpartition(" ")[0] for card in lists.first)
    assert len(lists.first) == 10
    assert max(families.values()) <= 3
    assert (lists.added, lists.family) == (0, "")
    assert lists.moved
    assert f"By score alone {', '.join(lists.moved)} would be among them; the list after" in html
    assert "After these, by score alone" in html
    further = [card.title for card in lists.further]
    assert further[: len(lists.moved)] == list(lists.moved)
    for cards in (lists.first, lists.further):
        assert [card.rank for card in cards] == sorted(card.rank for card in cards)
    assert {card.rank for card in (*lists.first, *lists.further)} == set(range(1, 16))


@pytest.mark.parametrize("path", ["/fit/", "/fit/?all=1"])
def test_each_list_stands_in_the_order_of_the_score_and_places_agree(
    reader: Callable[..., Client], world: made.World, path: str
) -> None:
    others(world, 5, "15-1299.08")
    lists = shown(reader(), path)
    assert lists.first[-1].is_guide
    assert not lists.first[0].is_guide
    for cards in (lists.first, lists.further):
        assert [card.rank for card in cards] == sorted(card.rank for card in cards)
        assert [card.score for card in cards] == sorted((c.score for c in cards), reverse=True)
    assert not lists.moved
    assert [card.rank for card in (*lists.first, *lists.further)] == [*range(1, lists.total + 1)]


def test_all_occupations_are_ranked_with_the_guides_on_request(
    reader: Callable[..., Client],
) -> None:
    html = valid_page(reader(), "/fit/?all=1")
    assert "Guides and occupations" in html
    assert "stand in the list too" not in html
    assert "1 roles" not in html
    assert "not in the list: O*NET has rated nothing" in html


def test_a_card_shows_parts_that_add_up_reasons_and_links(reader: Callable[..., Client]) -> None:
    client = reader()
    (card, *_) = (card for card in shown(client).first if card.is_guide)
    assert sum(part.points for part in card.parts) == card.score
    assert card.band.low <= card.score <= card.band.high
    html = client.get("/fit/").content.decode()
    assert "You like finding things out (Investigative) more than most kinds of work (5.0" in html
    assert 'href="/my/save/?role=software-systems-engineer"' in html
    assert 'href="/compare/?roles=software-systems-engineer"' in html
    assert "<strong>Harder than it looks:</strong> Nobody notices when it works." in html
    assert "What would change this" in html


def test_a_card_shows_its_strongest_reasons_and_keeps_the_rest_one_click_away(
    reader: Callable[..., Client],
) -> None:
    client = reader()
    (card, *_) = (card for card in shown(client).first if card.is_guide)
    html = client.get("/fit/").content.decode()
    item = next(one for one in html.split("<li class=")[1:] if f">{card.title}</a></h3>" in one)
    whole = html[html.index(item) :]
    whole = whole[: whole.index("</details>")]
    seen, _, kept_back = whole.partition("<details")
    assert f"<strong>For:</strong> {card.reasons_for[0]}" in seen
    for reason in card.reasons_for[1:]:
        assert reason not in seen
        assert reason in kept_back
    assert f"{card.band.word.capitalize()}: " in seen
    assert f"(now {card.rank})" in kept_back
    assert "Harder than it looks" in whole
    count = len(card.reasons_for) + len(card.reasons_against) + bool(card.harder)
    first = bool(card.reasons_for) + bool(card.reasons_against or card.harder)
    assert card.more_reasons == count - first
    assert f"{count - first} more reason" in kept_back


def test_the_colors_of_the_bars_are_named_before_the_first_card(
    reader: Callable[..., Client],
) -> None:
    skills = {"2.B.3.e": 3.0}
    html = reader(Answers(interests=interests(), skills=skills)).get("/fit/").content.decode()
    before = html[: html.index('class="fit-cards"')]
    legend = before[before.index('class="fit-legend') :]
    assert re.findall(r'class="(fit-\w+)" width.+?</svg> (\w+)', legend) == [
        ("fit-interests", "Interests"),
        ("fit-skills", "Skills"),
    ]


def test_schooling_on_a_card_is_what_the_limit_judges_and_what_most_have(
    reader: Callable[..., Client],
) -> None:
    Listing.objects.filter(key="15-1253.00").update(education=2, education_text="Bachelor's degree")
    Listing.objects.filter(key="15-1252.00").update(
        education=2, education_text="High school diploma"
    )
    Listing.objects.filter(key="15-1299.08").update(
        education=None, education_text="Some college, no degree"
    )
    client = reader(limits=Limits(education="high-school"))
    facts = {card.key: " · ".join(card.facts) for card in shown(client).first}
    assert (
        "Typical entry: high school diploma or equivalent · Most common among people in it: "
        "bachelor's degree" in facts["15-1253.00"]
    )
    assert "Typical entry: high school diploma or equivalent" in facts["15-1252.00"]
    assert "Most common" not in facts["15-1252.00"]
    assert "Typical entry" not in facts["15-1299.08"]
    assert "Most common among people in it: some college, no degree" in facts["15-1299.08"]
    assert "Typical entry schooling: High school diploma or equivalent at most" in (
        client.get("/fit/").content.decode()
    )


def test_limits_stand_before_the_cards_and_are_open_where_they_matter(
    reader: Callable[..., Client],
) -> None:
    html = valid_page(reader(), "/fit/")
    assert html.index('id="limits"') < html.index('class="fit-cards"')
    assert re.search(r'<details [^>]*id="limits">', html)
    client = reader(limits=Limits(zone=4))
    assert re.search(r'<details [^>]*id="limits" open>', valid_page(client, "/fit/"))
    refused = reader().post("/fit/limits/", {"pay": "a lot"}).content.decode()
    assert re.search(r'<details [^>]*id="limits" open>', refused)


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
    assert "20 of 29 are here." in html
    assert valid_page(reader(), "/fit/?show=40").count('class="card fit-card"') == 29


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
    assert first
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
