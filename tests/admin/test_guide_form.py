"""The form on a guide's open version: what is typed is what is kept, whatever comes between."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from careers import actions
from careers.editing import Ban, GuideContent, Mapped, MoveTo, SkillWord
from careers.models import RelatedOccupation, Role, RoleVersion
from tests.support.desk import People, a_content, content_now, form_address, opened, rich_content
from tests.support.forms import form_fields
from tests.support.html import assert_valid_html
from tests.views import made

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("architect")]
WHY = "It was time."


def begun(team: People, content: GuideContent | None = None) -> RoleVersion:
    """A draft of the contributor's."""
    return actions.start_draft(
        role=None, by=team.contributor, reason=WHY, content=content or a_content()
    )


def send(client: Client, version: RoleVersion, data: dict[str, str], **more: str) -> Any:
    return client.post(form_address(version), data | (more or {"_save": "Save"}))


FULL = {
    "thrives": "- You like quiet systems.\n- You write things down.",
    "work": 'First.\n\n- one\n- two\n\n<b>not HTML</b> & "quoted" {pay_median}',
    "occupations": (
        Mapped("15-1252.00", 0.25, "A quarter."),
        Mapped("15-1299.08", None, "In full, “so to speak”."),
    ),
    "skills": (SkillWord("2.B.3.e", "hide", "It says little."),),
    "moves": (MoveTo("other", "across", "Same work."), MoveTo("architect", "up", "Next <rung>.")),
    "bans": (Ban("third", "Confusing."),),
}


def test_form_sent_back_untouched_is_the_same_document(
    client: Client, team: People, world: made.World
) -> None:
    for slug in ("other", "third"):
        made.guide(world, slug=slug, title=slug.title())
    content = rich_content(**FULL)
    version = begun(team, content)
    client.force_login(team.contributor)
    data = opened(client, version)
    assert send(client, version, data).status_code == 302
    assert content_now(version) == content
    assert version.revision == 1
    assert version.reason == WHY


def test_every_field_that_is_typed_is_kept(client: Client, team: People) -> None:
    version = begun(team)
    client.force_login(team.contributor)
    typed = {name: f"Typed into {name}." for name in ("summary", "work", "position", "sources")}
    data = opened(client, version) | typed
    data |= {"title": "Cloud Engineer", "level": "senior", "review_by": "2031-02-03"}
    data |= {"occupations-0-share": "0.4", "reason": "Look at the sources."}
    send(client, version, data)
    kept = content_now(version)
    assert {name: getattr(kept, name) for name in typed} == typed
    assert (kept.title, kept.level, str(kept.review_by)) == (
        "Cloud Engineer",
        "senior",
        "2031-02-03",
    )
    assert kept.occupations == (Mapped("15-1252.00", 0.4, "The work itself."),)
    assert (version.reason, version.saved_by) == ("Look at the sources.", team.contributor)


def test_rows_are_named_taken_out_and_put_in_order(
    client: Client, team: People, world: made.World
) -> None:
    made.guide(world, slug="other", title="Other Guide")
    version = begun(team, rich_content())
    client.force_login(team.contributor)
    data = opened(client, version) | {
        "occupations-0-DELETE": "on",
        "occupations-2-code": "actors",
        "occupations-2-reason": "They\r\nact.",
        "skills-0-element": "",
        "skills-0-choice": "",
        "skills-0-reason": "",
        "moves-0-place": "20",
        "moves-1-place": "10",
        "moves-1-to": "Other Guide",
        "moves-1-kind_of_move": "across",
        "moves-1-reason": "The same work.",
    }
    send(client, version, data)
    kept = content_now(version)
    assert kept.occupations == (
        Mapped("15-1299.08", None, "The other half."),
        Mapped("27-2011.00", None, "They act."),
    )
    assert kept.skills == ()
    assert [move.to for move in kept.moves] == ["other", "architect"]


def test_name_that_nothing_has_is_refused_beside_the_row_and_the_text_stays(
    client: Client, team: People
) -> None:
    version = begun(team)
    client.force_login(team.contributor)
    data = opened(client, version) | {
        "moves-0-to": "Nobody’s guide",
        "moves-0-kind_of_move": "up",
        "work": "Typed just now.",
    }
    response = send(client, version, data)
    html = response.content.decode()
    assert "No guide is called “Nobody’s guide”" in html
    assert "Typed just now." in html
    assert 'href="#id_moves-0-to"' in html
    assert content_now(version) == a_content()


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        ("occupations-0-share", "2", "less than or equal to 1"),
        ("occupations-0-share", "half", "Enter a number"),
        ("occupations-0-reason", "{jobs} jobs", "leave the braces out"),
        ("title", "{jobs}", "leave the braces out"),
        ("title", "x" * 201, "at most 200 characters"),
        ("sector", "nowhere", "Select a valid choice"),
        ("review_by", "soon", "Enter a valid date"),
        ("work", "x" * 50_001, "at most 50000 characters"),
        ("work", "a\x00b", "Null characters are not allowed"),
        ("reason", "", "This field is required"),
        ("moves-TOTAL_FORMS", "1000000", "at most 300 forms"),
        ("titles-TOTAL_FORMS", "x", "ManagementForm data is missing"),
    ],
)
def test_what_cannot_be_kept_is_refused_with_its_reason(
    client: Client, team: People, field: str, typed: str, words: str
) -> None:
    version = begun(team)
    client.force_login(team.contributor)
    response = send(client, version, opened(client, version) | {field: typed, "apart": "Typed."})
    html = response.content.decode()
    assert (response.status_code, words in html) == (200, True)
    assert "Typed." in html
    assert content_now(version) == a_content()


def test_hostile_text_is_shown_as_text(client: Client, team: People) -> None:
    hostile = "<script>alert(1)</script> [x](javascript:alert(1)) <img src=x onerror=alert(1)>"
    version = begun(team)
    client.force_login(team.contributor)
    send(client, version, opened(client, version) | {"work": hostile, "thrives": hostile})
    html = client.get(form_address(version)).content.decode()
    assert content_now(version).work == hostile
    assert "<script>alert" not in html
    assert "<img src=x" not in html
    assert 'href="javascript:' not in html


def test_page_is_valid_html_in_every_shape(client: Client, team: People, world: made.World) -> None:
    version = begun(team, rich_content())
    client.force_login(team.editor)
    architect = Role.objects.get(slug="architect")
    paths = [
        form_address(version),
        "/admin/careers/role/add/",
        f"/admin/careers/role/{architect.pk}/edit/",
        f"/admin/careers/role/{architect.pk}/step/retire/",
        f"/admin/careers/role/{version.role_id}/step/discard/",
    ]
    for path in paths:
        main = client.get(path).content.decode()
        assert_valid_html(own_part(main))


def own_part(html: str) -> str:
    """What our own templates wrote, as a document: the admin's own frame is Django's."""
    inner = html.split('<div id="content" class="', 1)[1].split(">", 1)[1]
    inner = inner.split("<h1>", 1)[1].split("</h1>", 1)[1].rsplit('<br class="clear">', 1)[0]
    return (
        '<!doctype html>\n<html lang="en">\n<head><meta charset="utf-8"><title>x</title></head>'
        f"\n<body>{inner}</body>\n</html>\n"
    )


def test_rows_are_added_and_moved_without_a_script(client: Client, team: People) -> None:
    content = rich_content(moves=(MoveTo("a", "up", "A."), MoveTo("b", "up", "B.")))
    version = begun(team, content)
    client.force_login(team.contributor)
    data = opened(client, version) | {"work": "Typed, not saved."}
    html = send(client, version, data, _down="moves-0").content.decode()
    after = form_fields(html, having="work")
    assert [after[f"moves-{place}-to"] for place in (0, 1)] == ["b", "a"]
    assert after["work"] == "Typed, not saved."
    assert content_now(version) == content
    added = {"bans-0-to": "architect", "bans-0-reason": "No."}
    html = send(client, version, after | added, _more="bans").content.decode()
    after = form_fields(html, having="work")
    assert (after["bans-0-to"], after["bans-1-to"]) == ("architect", "")
    send(client, version, after)
    assert [move.to for move in content_now(version).moves] == ["b", "a"]
    assert content_now(version).bans == (Ban("architect", "No."),)


@pytest.mark.parametrize(
    "button", [{"_up": "moves-0"}, {"_up": "x"}, {"_more": "nothing"}, {"_move": ""}, {"_ban": "x"}]
)
def test_button_that_does_not_fit_leaves_the_text(
    client: Client, team: People, button: dict[str, str]
) -> None:
    version = begun(team, rich_content())
    client.force_login(team.contributor)
    data = opened(client, version) | {"work": "Typed, not saved."}
    html = send(client, version, data, **button).content.decode()
    assert form_fields(html, having="work")["work"] == "Typed, not saved."


def test_data_propose_related_guides_with_reason_and_kind(
    client: Client, team: People, world: made.World
) -> None:
    RelatedOccupation.objects.create(
        release=world.onet,
        occupation_id="15-1252.00",
        related_id="27-2011.00",
        tier="Primary-Short",
        index=1,
    )
    actor = made.guide(world, slug="actor", title="Actor", level="mid")
    actor.mapping.exclude(occupation="15-1252.00").delete()
    actor.mapping.update(occupation="27-2011.00")
    version = begun(team)
    client.force_login(team.contributor)
    data = opened(client, version)
    found = client.get(form_address(version)).context["proposals"]
    assert [(one.slug, one.kind) for one in found] == [("architect", "up"), ("actor", "adjacent")]
    assert found[1].reason == "Actors is close to Software Developers (O*NET)."
    value = "\n".join((found[0].slug, found[0].kind, found[0].reason))
    after = form_fields(send(client, version, data, _move=value).content.decode(), having="work")
    after = form_fields(send(client, version, after, _ban="actor").content.decode(), having="work")
    response = send(client, version, after | {"bans-0-reason": "Not near at all."})
    assert response.status_code == 302
    assert content_now(version).moves == (MoveTo("architect", "up", found[0].reason),)
    assert content_now(version).bans == (Ban("actor", "Not near at all."),)
    assert client.get(form_address(version)).context["proposals"] == ()


def test_figures_that_result_stand_beside_the_present_ones(
    client: Client, team: People, world: made.World
) -> None:
    guide = made.guide(world)
    version = actions.start_draft(role=guide, by=team.editor, reason=WHY)
    client.force_login(team.editor)
    data = opened(client, version)
    url = f"/admin/careers/role/{guide.pk}/typed/"
    found = client.post(url, data).json()
    assert "(changed)" not in found["figures"]
    data |= {f"occupations-{place}-DELETE": "on" for place in (1, 2)}
    found = client.post(url, data | {"work": "It pays **{pay_median}**."}).json()
    assert "$136K" in found["figures"]
    assert "(changed)" in found["figures"]
    assert found["tokens"]["{pay_median}"] == "$136K"
    assert found["prose"]["work"] == "<p>It pays <strong>$136K</strong>.</p>"
    assert content_now(version).work == guide.work
    assert guide.mapping.count() == 3


def test_text_that_is_typed_is_shown_safe(client: Client, team: People) -> None:
    client.force_login(team.contributor)
    url = "/admin/careers/role/typed/"
    hostile = "<script>x</script> [a](javascript:x) ![i](http://x/y.png) {jobs} {nothing}"
    found = client.post(url, {"work": hostile, "thrives": f"- {hostile}", "ways_in": "x" * 30_000})
    prose = found.json()["prose"]
    for html in (prose["work"], prose["thrives"]):
        assert "<script" not in html
        assert "javascript:x" not in html.replace("[a](javascript:x)", "")
        assert "<img" not in html
        assert "(not published) {nothing}" in html
    assert "Too long" in prose["ways_in"]


def test_preview_shows_what_was_typed_and_saves_nothing(client: Client, team: People) -> None:
    version = begun(team)
    client.force_login(team.contributor)
    data = opened(client, version) | {"work": "Only typed, for {pay_median}."}
    response = send(client, version, data, _preview="Preview")
    html = response.content.decode()
    assert "Only typed, for $136K." in html
    assert "Preview of version 1, draft" in html
    assert response["X-Robots-Tag"] == "noindex"
    assert "no-store" in response["Cache-Control"]
    assert content_now(version) == a_content()


def test_title_that_another_guide_has_says_which(
    client: Client, team: People, world: made.World
) -> None:
    made.guide(world)
    version = begun(team, rich_content(moves=()))
    client.force_login(team.contributor)
    html = client.get(form_address(version)).content.decode()
    assert "The guide “Software Systems Engineer” answers for this title." in html
    answer = client.get("/admin/careers/role/find/titles/", {"q": "systems soft"})
    assert answer.json()["suggestions"] == [
        {
            "key": "software-systems-engineer",
            "name": "Software Systems Engineer",
            "note": "answered by Software Systems Engineer",
        }
    ]


@pytest.mark.parametrize(
    ("kind", "words", "first"),
    [
        ("occupations", "dev soft", "15-1252.00"),
        ("occupations", "27-", "27-2011.00"),
        ("skills", "progra", "2.B.3.e"),
        ("guides", "archi", "architect"),
    ],
)
def test_rows_are_found_by_words_or_code(
    client: Client, team: People, kind: str, words: str, first: str
) -> None:
    client.force_login(team.contributor)
    url = f"/admin/careers/role/find/{kind}/"
    assert client.get(url, {"q": words}).json()["suggestions"][0]["key"] == first
    for nothing in ("", " ", "\x00", "%", "x" * 10_000):
        assert client.get(url, {"q": nothing}).json()["suggestions"] == []


def test_checks_stand_beside_the_form_with_their_fields(client: Client, team: People) -> None:
    version = begun(team, a_content(work="It pays $90,000 a year.", occupations=()))
    client.force_login(team.contributor)
    html = client.get(form_address(version)).content.decode()
    assert 'href="#id_work"' in html
    assert 'href="#occupations"' in html
    assert "typed by hand" in html
    assert "Write the token of the figure" in html


def test_number_of_queries_does_not_grow_with_the_rows(
    client: Client,
    team: People,
    world: made.World,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    few = begun(team)
    for number in range(12):
        made.guide(world, slug=f"guide-{number}", title=f"Guide {number}")
    many = begun(
        team,
        rich_content(
            title="Many",
            titles=tuple(f"title-{number}" for number in range(30)),
            occupations=tuple(Mapped(code, None, "x") for code in made.OCCUPATIONS),
            moves=tuple(MoveTo(f"guide-{number}", "up", "x") for number in range(12)),
        ),
    )
    client.force_login(team.contributor)
    data = opened(client, many)
    for version in (few, many):
        with django_assert_max_num_queries(42):
            client.get(form_address(version))
    with django_assert_max_num_queries(14):
        client.post(f"/admin/careers/role/{many.role_id}/typed/", data)
