"""A reader's own page: saving, notes, goals, figures; taken along, deleted; and who may see it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

import pytest
from django.core.management import call_command
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from careers import actions
from careers.actions import sharing
from careers.guidance.record import Answers, Goal, Plan, Record, Saved, Step, export
from careers.models import JobTitle, Role, Status
from careers.models.readers import SharedPlan
from careers.views.mine.private import COOKIE
from tests.support.clock import NOON, Clock
from tests.support.html import assert_valid_html, valid_page
from tests.support.reader import keep, kept, token_of

pytestmark = pytest.mark.django_db
MakeGuide = Callable[..., Role]
DAY = NOON.date()
MARKER = "zebra-marker-7f3a"
PAGES = ("/my/", "/my/plan/", "/my/plan/print/", "/my/import/", "/my/share/", "/my/forget/")
FILES = ("/my/plan.md", "/my/plan.ics", "/my/record.json")
PLAN = Plan(
    situation=MARKER,
    present="Driver",
    goals=(Goal("nurse", "Why"),),
    steps=(Step("call.1f", "Call <b>Ann</b>", DAY, "A date"),),
    backup="Stay.",
    decide_by=DAY,
)


@pytest.fixture
def nurse(make_guide: MakeGuide) -> Role:
    return make_guide("Nurse", "nurse", occupations=("29-1141.00",))


def saved(*keys: str) -> Record:
    return Record(saved=tuple(Saved(key, DAY) for key in keys))


@pytest.mark.parametrize("record", [Record(), Record(plan=PLAN, saved=saved("nurse").saved)])
@pytest.mark.parametrize("path", PAGES)
def test_every_page_is_valid_its_own_readers_and_nobodys_to_keep(
    client: Client, nurse: Role, path: str, record: Record
) -> None:
    if record:
        keep(client, record)
    html = valid_page(client, path)
    response = client.get(path)
    assert "no-store" in response["Cache-Control"]
    assert "private" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex"
    assert '<meta name="robots" content="noindex">' in html
    assert '<link rel="canonical"' not in html
    assert html.count("<h1") == 1


@pytest.mark.parametrize("path", [*PAGES, *FILES])
def test_looking_keeps_nothing_and_sets_no_cookie_of_ours(
    client: Client, nurse: Role, path: str
) -> None:
    assert COOKIE not in client.get(path).cookies


@pytest.mark.parametrize("path", [*PAGES, *FILES])
def test_another_reader_sees_nothing_of_it(client: Client, nurse: Role, path: str) -> None:
    keep(client, Record(plan=PLAN))
    assert MARKER not in Client().get(path).content.decode()
    stranger = Client()
    stranger.cookies[COOKIE] = "0" * 32
    assert MARKER not in stranger.get(path).content.decode()


def test_role_is_saved_by_a_page_with_one_button(client: Client, nurse: Role) -> None:
    html = valid_page(client, "/my/save/?role=nurse")
    assert "<h1>Nurse</h1>" in html
    assert 'data-save-form><input type="hidden" name="csrfmiddlewaretoken"' in html
    response = client.post("/my/save/", {"role": "nurse", "do": "save"})
    assert (response.status_code, response["Location"]) == (302, "/my/?done=saved")
    cookie = response.cookies[COOKIE]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
    client.post("/my/save/", {"role": "nurse", "do": "save"})
    assert [one.role for one in kept(client).saved] == ["nurse"]
    assert "It is on your shortlist." in valid_page(client, "/my/save/?role=nurse")
    client.post("/my/save/", {"role": "nurse", "do": "remove"})
    assert kept(client).saved == ()


def test_save_needs_the_token_of_its_form(nurse: Role) -> None:
    client = Client(enforce_csrf_checks=True)
    assert client.post("/my/save/", {"role": "nurse"}).status_code == 403


def test_title_is_saved_under_the_guide_that_answers_for_it(
    client: Client, make_guide: MakeGuide
) -> None:
    name = JobTitle.objects.order_by("slug").first()
    assert name
    make_guide("A Guide", "a-guide", answers=(name.slug,))
    client.post("/my/save/", {"role": name.slug})
    assert [one.role for one in kept(client).saved] == ["a-guide"]


@pytest.mark.parametrize("role", ["", "no-such-role", "99-9999.00", "\0", "a" * 5000, "../my/"])
def test_role_that_nobody_knows_is_not_saved(client: Client, nurse: Role, role: str) -> None:
    for response in (
        client.get("/my/save/", {"role": role}),
        client.post("/my/save/", {"role": role}),
    ):
        assert response.status_code == 404
        assert_valid_html(response.content.decode())
        assert "no-store" in response["Cache-Control"]
    assert not kept(client)


def test_full_shortlist_says_so(client: Client, nurse: Role) -> None:
    keep(client, saved(*(f"role-{number}" for number in range(100))))
    response = client.post("/my/save/", {"role": "nurse"})
    assert "Your shortlist holds 100 roles" in response.content.decode()
    assert len(kept(client).saved) == 100


def test_shortlist_shows_five_figures_of_guides_titles_and_occupations(
    client: Client, nurse: Role
) -> None:
    keep(client, saved("nurse", "29-1141.00", "charge-nurse", "gone-role"))
    html = valid_page(client, "/my/")
    for words in ("Middle pay", "Growth", "Openings", "Jobs", "Usual education"):
        assert html.count(f"<dt>{words}</dt>") == 3
    assert html.count("<strong>$") == 3
    assert '<a href="/careers/charge-nurse/">' in html
    assert "This site has no page of that name any more." in html
    assert html.count('name="roles"') == 3


def test_figures_of_a_bare_title_are_those_of_its_page(client: Client, nurse: Role) -> None:
    keep(client, saved("charge-nurse"))
    own = client.get("/careers/charge-nurse/").content.decode()
    shown = re.search(r'class="figure-value">([^<]+)<', own)
    assert shown
    assert f"<strong>{shown[1].strip()}</strong> a year" in client.get("/my/").content.decode()


def test_retired_and_renamed_guides_are_still_known(client: Client, nurse: Role) -> None:
    Role.objects.filter(pk=nurse.pk).update(status=Status.RETIRED)
    actions.refresh_roles(roles=list(Role.objects.filter(pk=nurse.pk)))
    keep(client, saved("nurse"))
    assert "This guide was retired." in valid_page(client, "/my/")


def test_first_four_are_ticked_to_compare_and_any_can_be(client: Client, nurse: Role) -> None:
    codes = ["15-1252.00", "29-1141.00", "nurse", "charge-nurse", "15-1253.00"]
    keep(client, saved(*codes))
    html = valid_page(client, "/my/")
    assert html.count('form="compare" checked') == 4
    assert html.count('form="compare"') == 5
    assert '<form class="my-buttons" id="compare" action="/compare/" method="get">' in html


def test_note_is_kept_and_a_long_one_is_given_back(client: Client, nurse: Role) -> None:
    keep(client, saved("nurse"))
    response = client.post("/my/", {"role": "nurse", "do": "note", "note": " Ask\0 Sam. "})
    assert response["Location"] == "/my/?done=noted"
    assert kept(client).saved[0].note == "Ask Sam."
    html = client.post("/my/", {"role": "nurse", "note": "n" * 301}).content.decode()
    assert_valid_html(html)
    assert "n" * 301 in html
    assert 'aria-describedby="note-nurse-error"' in html
    assert kept(client).saved[0].note == "Ask Sam."


def test_saved_role_becomes_a_goal_once(client: Client, nurse: Role) -> None:
    keep(client, saved("nurse"))
    for _ in range(2):
        client.post("/my/", {"role": "nurse", "do": "goal", "note": "Mine"})
    assert kept(client).plan.goals == (Goal("nurse"),)
    assert kept(client).saved[0].note == "Mine"
    client.post("/my/", {"role": "nurse", "do": "remove", "note": "Mine"})
    assert kept(client).saved == ()


@pytest.mark.parametrize("role", ["Not A Key!", "\0", "", "other"])
def test_what_is_not_saved_becomes_no_goal(client: Client, nurse: Role, role: str) -> None:
    keep(client, saved("nurse"))
    client.post("/my/", {"role": role, "do": "goal"})
    assert kept(client) == saved("nurse")


def test_answers_are_counted_and_not_shown(client: Client, nurse: Role) -> None:
    keep(client, Record(answers=Answers(interests={"mend-fence": 4, "fix-bike": 1})))
    html = valid_page(client, "/my/")
    assert "2 answers so far" in html
    assert "mend-fence" not in html


def test_queries_do_not_grow_with_what_is_kept(
    client: Client,
    make_guide: MakeGuide,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    guides = [make_guide(f"Guide {n}", f"guide-{n}").slug for n in range(6)]
    titles = list(JobTitle.objects.order_by("slug").values_list("slug", flat=True)[:60])
    keep(client, saved(*guides, *titles, "15-1252.00", "no-such", "99-9999.99"))
    with django_assert_max_num_queries(26):
        client.get("/my/")


def test_record_is_exported_whole(client: Client, nurse: Role) -> None:
    record = Record(plan=PLAN, saved=saved("nurse").saved)
    keep(client, record)
    response = client.get("/my/record.json")
    assert response.content.decode() == export(record)
    assert response["Content-Disposition"] == 'attachment; filename="waymark-record.json"'
    assert "no-store" in response["Cache-Control"]


def test_plan_is_exported_as_text_calendar_and_paper(client: Client, nurse: Role) -> None:
    keep(client, Record(plan=PLAN))
    assert f"{MARKER}\n" in client.get("/my/plan.md").content.decode()
    assert "### Nurse" in client.get("/my/plan.md").content.decode()
    calendar = client.get("/my/plan.ics")
    assert calendar["Content-Type"] == "text/calendar; charset=utf-8"
    assert calendar.content.count(b"BEGIN:VEVENT") == 2
    assert b"UID:call.1f@testserver\r\n" in calendar.content
    assert calendar.content.count(b"BEGIN:VALARM") == 2
    paper = valid_page(client, "/my/plan/print/")
    assert "Call &lt;b&gt;Ann&lt;/b&gt;" in paper
    assert "Decide by <strong>10 March 2026</strong>" in paper


def test_two_readers_calendars_do_not_overwrite_each_other(client: Client, nurse: Role) -> None:
    other = Client()
    texts = []
    for one in (client, other):
        keep(one, Record(plan=Plan(decide_by=DAY)))
        texts += [line for line in one.get("/my/plan.ics").content.split() if b"UID" in line]
    assert len(set(texts)) == 2
    assert not any(token_of(client).encode() in text for text in texts)


def test_everything_is_deleted_at_once_and_said(client: Client, nurse: Role) -> None:
    token = keep(client, Record(plan=PLAN))
    link = sharing.share_plan(token=token, now=NOON)
    response = client.post("/my/forget/")
    assert (response.status_code, response["Location"]) == (302, "/my/forgotten/")
    assert response.cookies[COOKIE]["max-age"] == 0
    assert not actions.read_record(token=token)
    assert sharing.shared_copy(link_token=link.token, now=NOON) is None
    assert "Everything is deleted" in valid_page(client, "/my/forgotten/")
    assert "Clear-Site-Data" not in response


def test_browser_is_asked_to_clear_what_it_keeps_over_https(client: Client, nurse: Role) -> None:
    keep(client, Record(plan=PLAN))
    response = client.post("/my/forget/", secure=True)
    assert response["Clear-Site-Data"] == '"cache", "storage"'


def test_page_that_says_all_is_deleted_is_not_shown_while_it_is_not(
    client: Client, nurse: Role
) -> None:
    keep(client, Record(plan=PLAN))
    assert client.get("/my/forgotten/")["Location"] == "/my/forget/"


@pytest.mark.parametrize("path", PAGES)
def test_every_page_of_ones_own_can_end_and_forget(client: Client, nurse: Role, path: str) -> None:
    assert (
        '<form class="wide" action="/my/forget/" method="post">'
        in client.get(path).content.decode()
        or path == "/my/forget/"
    )


def test_privacy_page_is_public_and_tells_the_setting(
    client: Client, nurse: Role, settings: Settings
) -> None:
    settings.WAYMARK_READER_DAYS = 12
    html = valid_page(client, "/privacy/")
    response = client.get("/privacy/")
    assert "public" in response["Cache-Control"]
    assert not response.cookies
    assert "12 days" in html
    assert "30 days" not in html
    assert COOKIE in html


def test_save_link_names_the_role_and_works_without_script(client: Client, nurse: Role) -> None:
    from django.template.loader import render_to_string

    html = render_to_string("careers/_save_link.html", {"role": "nurse", "title": "Nurse & co"})
    assert 'href="/my/save/?role=nurse" rel="nofollow" data-save ' in html
    assert "Nurse &amp; co to your shortlist" in html


@pytest.mark.parametrize(
    "page",
    ["/", "/careers/", "/search/?q=nurse", "/careers/nurse/", "/occupations/29-1141.00/",
     "/sectors/{sector}/"],
)  # fmt: skip
def test_role_is_saved_from_every_card_and_page(client: Client, nurse: Role, page: str) -> None:
    actions.refresh_all()
    role = "29-1141.00" if "occupations" in page else "nurse"
    html = valid_page(client, page.format(sector=nurse.sector_id))
    assert f'href="/my/save/?role={role}"' in html


class TestSharing:
    """Copies of a plan for others."""

    def made(self, client: Client) -> str:
        response = client.post("/my/share/")
        assert response["Location"] == "/my/share/?done=made"
        html = valid_page(client, "/my/share/")
        start = html.index('href="http://testserver/shared-plan/') + len('href="http://testserver')
        return html[start : html.index('"', start)]

    def test_copy_shows_the_plan_as_it_was_and_nothing_else(
        self, client: Client, nurse: Role
    ) -> None:
        record = Record(Answers(interests={"mend-fence": 4}), saved=saved("15-1252.00").saved)
        keep(client, Record(record.answers, saved=record.saved, plan=PLAN))
        link = self.made(client)
        keep(client, Record(plan=Plan(situation="Changed")))
        html = valid_page(Client(), link)
        assert MARKER in html
        assert "Changed" not in html
        document = json.dumps(SharedPlan.objects.get().document)
        assert "mend-fence" not in document
        assert "15-1252" not in document
        response = Client().get(link)
        assert "no-store" in response["Cache-Control"]
        assert response["X-Robots-Tag"] == "noindex"
        assert response["Referrer-Policy"] == "no-referrer"
        assert token_of(client) not in f"{link}{SharedPlan.objects.values_list()}"
        assert link.strip("/").rpartition("/")[2] not in str(SharedPlan.objects.values_list())

    def test_page_says_when_in_which_zone_and_that_the_key_cannot_be_guessed(
        self, client: Client, nurse: Role, clock: Clock
    ) -> None:
        keep(client, Record(plan=PLAN))
        self.made(client)
        html = valid_page(client, "/my/share/")
        assert "The plan as it was on 10 March 2026, 12:00 UTC." in html
        assert "a signed key that cannot be guessed" in html
        assert "a key that cannot be guessed, signed with" in valid_page(client, "/privacy/")

    def test_link_taken_back_is_gone_at_once_and_others_cannot_take_it_back(
        self, client: Client, nurse: Role
    ) -> None:
        keep(client, Record(plan=PLAN))
        link = self.made(client)
        number = SharedPlan.objects.get().pk
        stranger = Client()
        keep(stranger, Record(plan=PLAN))
        stranger.post("/my/share/", {"end": number})
        Client().post("/my/share/", {"end": number})
        assert Client().get(link).status_code == 200
        assert client.post("/my/share/", {"end": number})["Location"] == "/my/share/?done=ended"
        response = Client().get(link)
        assert response.status_code == 410
        assert_valid_html(response.content.decode())
        assert "no-store" in response["Cache-Control"]

    def test_link_ends_in_time_and_tidy_deletes_the_copy(
        self, client: Client, nurse: Role, clock: Clock
    ) -> None:
        keep(client, Record(plan=PLAN))
        link = self.made(client)
        clock.pass_(days=29)
        assert Client().get(link).status_code == 200
        call_command("tidy", verbosity=0)
        assert SharedPlan.objects.count() == 1
        clock.pass_(days=1)
        assert Client().get(link).status_code == 410
        call_command("tidy", verbosity=0)
        assert SharedPlan.objects.count() == 0

    def test_links_are_few_and_need_a_plan(self, client: Client, nurse: Role) -> None:
        assert "There is no plan to share yet" in client.post("/my/share/").content.decode()
        keep(client, Record(plan=PLAN))
        for _ in range(5):
            client.post("/my/share/")
        response = client.post("/my/share/")
        assert "take one back first" in response.content.decode()
        assert SharedPlan.objects.count() == 5

    @pytest.mark.parametrize("token", ["x", "A" * 43, "A" * 44, "%00", "..", "é"])
    def test_made_up_links_show_nothing(self, client: Client, nurse: Role, token: str) -> None:
        assert client.get(f"/shared-plan/{token}/").status_code in (404, 410)

    @pytest.mark.parametrize("end", ["x", "-1", "9" * 40, "٣", "\0"])
    def test_bad_number_takes_nothing_back(self, client: Client, nurse: Role, end: str) -> None:
        keep(client, Record(plan=PLAN))
        self.made(client)
        assert client.post("/my/share/", {"end": end}).status_code == 302
        assert SharedPlan.objects.count() == 1
