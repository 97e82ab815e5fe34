"""Export and import of guides at the desk: a report first, then all of them or none."""

from __future__ import annotations

import csv
import io
import logging
import re
import zipfile
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from careers import actions, exchange
from careers.editing import MoveTo
from careers.exchange import Held, Kind, Plan, Which
from careers.models import (
    Event,
    GuideUpload,
    Role,
    RoleVersion,
    Status,
    VersionState,
)
from tests.support.desk import People, a_content, publish_new
from tests.support.world import every_row
from tests.views import made

pytestmark = pytest.mark.django_db
WHY = "It was time."
IMPORT, EXPORT = "/admin/careers/role/import/", "/admin/careers/role/export/"


@pytest.fixture
def role(team: People) -> Role:
    """A published guide."""
    return publish_new(team).role


def other(title: str, **changes: Any) -> Any:
    """A content whose words are its own: the checks let it stand beside `a_content`."""
    letters = "abcdefgh"
    words = {
        name: f"{' '.join(f'{title}{name}{letter}' for letter in letters)}.".lower()
        for name in ("summary", "work", "understand", "apart", "harder", "ways_in", "position")
    }
    points = {name: f"- {title}-{name} fits." for name in ("thrives", "hard_for")}
    return a_content(title=title, **(words | points | changes))


def table(*rows: dict[str, str]) -> bytes:
    file = io.StringIO()
    writer = csv.DictWriter(file, list(dict.fromkeys(name for row in rows for name in row)))
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue().encode()


def exported(which: Which = Which.LIVE) -> bytes:
    return exchange.guides_csv(exchange.held_guides(Role.objects.all(), which))


def file_of(**contents: Any) -> bytes:
    """A CSV file of contents by address, made from no version."""
    guides = [Held(slug.replace("_", "-"), "", content, 0, 0) for slug, content in contents.items()]
    return exchange.guides_csv(guides)


def planned(data: bytes, by: User) -> Plan:
    return exchange.plan(exchange.read_file(data), by=by)


def kinds(found: Plan) -> dict[str, str]:
    return {row.slug: row.kind.value for row in found.rows}


def told(found: Plan) -> list[tuple[str, str, str]]:
    """Place, field and words of everything that is wrong."""
    return [(row.place, one.field, one.words) for row in found.rows for one in row.problems]


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def send(client: Client, data: bytes, name: str = "guides.csv") -> str:
    """Send a file; the address of its report."""
    response = client.post(IMPORT, {"file": SimpleUploadedFile(name, data)})
    assert response.status_code == 302, response.content.decode()
    return str(response["Location"])


def seen_in(html: str) -> str:
    found = re.search(r'name="seen" value="([^"]+)"', html)
    assert found is not None
    return found[1]


def decide(client: Client, address: str, do: str = "draft", **values: str) -> str:
    """Look at a report, then import."""
    seen = seen_in(client.get(address).content.decode())
    data = {"seen": seen, "reason": WHY, "do": do} | values
    return client.post(address, data, follow=True).content.decode()


# What a file would do


def test_export_sent_back_changes_nothing(team: People, role: Role) -> None:
    assert kinds(planned(exported(), team.editor)) == {"platform-engineer": "unchanged"}
    actions.start_draft(role=role, by=team.contributor, reason=WHY)
    assert kinds(planned(exported(Which.OPEN), team.editor)) == {"platform-engineer": "unchanged"}


def test_report_tells_new_changed_and_unchanged_and_keeps_nothing(team: People, role: Role) -> None:
    data = file_of(
        platform_engineer=a_content(work="Mornings go to wires."), new_one=other("Newcomer")
    )
    before = every_row()
    found = planned(data, team.editor)
    assert kinds(found) == {"platform-engineer": "changed", "new-one": "new"}
    assert found.is_publishable
    assert every_row() == before


def test_columns_left_out_stay_as_they_are(team: People, role: Role) -> None:
    found = planned(table({"slug": role.slug, "title": "Ground Engineer"}), team.editor)
    (row,) = found.rows
    assert row.after == a_content(title="Ground Engineer")


@pytest.mark.parametrize(
    ("values", "field", "words"),
    [
        ({"level": "boss"}, "level", "One of: entry, junior"),
        ({"sector": "nowhere"}, "sector", "One of: "),
        ({"title": ""}, "title", "a new guide needs it"),
        ({"review_by": "11/1/2027"}, "review_by", "no day as 2027-03-31"),
        ({"occupations": '[{"code": "99"}]'}, "occupations", "code, share, reason"),
        (
            {"occupations": '[{"code": "99-0000.00", "share": null, "reason": "x"}]'},
            "occupations",
            "No occupation has the code 99-0000.00.",
        ),
        (
            {"moves": '[{"to": "nobody", "kind": "up", "reason": "x"}]'},
            "moves",
            "No guide has the address nobody.",
        ),
        ({"work": "Pay is {pay_meadian}."}, "work", "No such figure"),
        ({"slug": "not an address"}, "slug", "letters, digits and hyphens"),
        ({"slug": ""}, "slug", "missing"),
    ],
)
def test_wrong_row_is_told_with_line_field_and_how_to_mend_it(
    team: People, values: dict[str, str], field: str, words: str
) -> None:
    row = {"slug": "new-one", "title": "New", "sector": "engineering", "level": "mid"}
    found = planned(table(row | values), team.editor)
    assert not found.is_ready
    (problem,) = told(found)
    assert problem[:2] == ("line 2", field)
    assert words in problem[2]


def test_guide_that_is_in_the_file_twice_or_was_renamed_is_wrong(team: People, role: Role) -> None:
    actions.rename(role=role, slug="ground-engineer", reason=WHY, by=team.editor)
    new = {"slug": "x", "title": "X", "sector": "engineering", "level": "mid"}
    former = {"slug": "platform-engineer", "title": "X"}
    words = [words for _, _, words in told(planned(table(new, new, former), team.editor))]
    assert words == [
        "The file has this guide twice: leave one of them.",
        "The file has this guide twice: leave one of them.",
        "The guide is called ground-engineer now: write that.",
    ]


def test_draft_that_is_saved_after_the_export_is_a_conflict(team: People, role: Role) -> None:
    draft = actions.start_draft(role=role, by=team.contributor, reason=WHY)
    data = exported(Which.OPEN).replace(b"alarms", b"wires")
    assert kinds(planned(data, team.editor)) == {"platform-engineer": "changed"}
    actions.save_draft(
        version=draft, content=a_content(apart="Mine."), revision=1, by=team.contributor
    )
    found = planned(data, team.editor)
    assert kinds(found) == {"platform-engineer": "conflict"}
    assert "ann has version 2 open, saved 2 times" in told(found)[0][2]


def test_file_from_before_the_published_version_is_a_conflict(team: People, role: Role) -> None:
    data = exported().replace(b"alarms", b"wires")
    actions.amend(role=role, by=team.editor, reason=WHY, level="senior")
    found = planned(data, team.editor)
    assert kinds(found) == {"platform-engineer": "conflict"}
    assert "Version 2 was published after version 1" in told(found)[0][2]


def test_others_draft_is_not_saved_over_by_who_may_not(team: People, role: Role) -> None:
    actions.start_draft(role=role, by=team.editor, reason=WHY)
    writer = User.objects.get(username="ben")
    found = planned(exported(Which.OPEN).replace(b"alarms", b"wires"), writer)
    assert [words for _, _, words in told(found)] == [
        "This draft is eve's: only editors change others' drafts."
    ]


def test_report_says_what_keeps_guides_from_being_published(team: People) -> None:
    incomplete = other("Half", harder="")
    found = planned(file_of(half=incomplete, whole=other("Whole")), team.editor)
    assert found.is_ready
    assert not found.is_publishable
    assert [row.slug for row in found.rows if row.unmet] == ["half"]


def test_two_people_publish_not_what_they_import(team: People, settings: Settings) -> None:
    settings.WAYMARK_TWO_PEOPLE = True
    found = planned(file_of(whole=other("Whole")), team.editor)
    assert found.is_ready
    assert not found.is_publishable


def test_guide_from_before_versions_were_kept_is_changed_as_others(
    world: made.World, team: People
) -> None:
    made.guide(world, slug="architect", title="Architect")
    data = exported().replace(b"Architect", b"Chief Architect")
    client = signed_in(team.editor)
    assert "Imported as drafts: 1." in decide(client, send(client, data))
    assert [version.number for version in RoleVersion.objects.order_by("pk")] == [1, 2]


# Importing


def test_import_makes_drafts_and_a_second_import_says_unchanged(team: People, role: Role) -> None:
    data = file_of(
        platform_engineer=a_content(work="Mornings go to wires."), new_one=other("Newcomer")
    )
    client = signed_in(team.editor)
    assert "Imported as drafts: 2." in decide(client, send(client, data))
    assert not GuideUpload.objects.exists()
    drafts = RoleVersion.objects.open().order_by("role__slug")
    assert [(draft.role.slug, draft.author, draft.reason) for draft in drafts] == [
        ("new-one", team.editor, WHY),
        ("platform-engineer", team.editor, WHY),
    ]
    assert Role.objects.get(slug="new-one").status == Status.DRAFT
    event = Event.objects.filter(action="guides imported").get()
    assert event.details["guides"] == ["platform-engineer", "new-one"]
    assert Event.objects.filter(action="started").count() == 3

    before = every_row()
    assert set(kinds(planned(data, team.editor)).values()) == {"unchanged"}
    assert "There is nothing to import" in client.get(send(client, data)).content.decode()
    GuideUpload.objects.all().delete()
    assert every_row() == before


def test_import_publishes_new_guides_that_lead_to_each_other(team: People) -> None:
    names = {"alpha": "beta", "beta": "alpha"}
    contents = {
        slug: other(
            slug.title(),
            moves=(MoveTo(to, "across", "Near."),),
            apart=f"Unlike [that](/careers/{to}/), {slug} is itself.",
        )
        for slug, to in names.items()
    }
    client = signed_in(team.editor)
    html = decide(client, send(client, file_of(**contents)), do="publish")
    assert "Imported as published: 2." in html
    for slug, to in names.items():
        page = client.get(f"/careers/{slug}/").content.decode()
        assert f'href="/careers/{to}/"' in page
        assert f"<h1>{slug.title()}" in page or slug.title() in page


def test_zip_is_imported_as_a_table_is(team: People, role: Role) -> None:
    client = signed_in(team.editor)
    held = [Held(role.slug, "", a_content(work="Mornings go to wires."), 1, 1)]
    assert "Imported as drafts: 1." in decide(client, send(client, exchange.guides_zip(held)))
    draft = RoleVersion.objects.open().get()
    assert actions.content_of(draft).work == "Mornings go to wires."


def test_one_wrong_row_keeps_all_from_being_imported(team: People) -> None:
    good = {"slug": "good", "title": "Good", "sector": "engineering", "level": "mid"}
    client = signed_in(team.editor)
    address = send(client, table(good, good | {"slug": "bad", "level": "boss"}))
    html = client.get(address).content.decode()
    assert "Line 3, bad (wrong)" in html
    assert "Import these" not in html
    before = every_row()
    client.post(address, {"seen": "x", "reason": WHY, "do": "draft"})
    assert every_row() == before


def test_guide_saved_while_the_report_is_read_is_a_conflict_then_asked_anew(
    team: People, role: Role
) -> None:
    client = signed_in(team.editor)
    address = send(client, table({"slug": role.slug, "title": "Ground Engineer"}))
    seen = seen_in(client.get(address).content.decode())
    actions.amend(role=role, by=team.other_editor, reason=WHY, level="senior")
    before = every_row()
    html = client.post(address, {"seen": seen, "reason": WHY, "do": "draft"}).content.decode()
    assert "It was changed while you read the report" in html
    assert every_row() == before
    assert "Imported as drafts: 1." in decide(client, address)


@pytest.mark.parametrize("seen", ["", "forged", "a:b:c"])
def test_import_is_of_a_report_that_was_seen(team: People, seen: str) -> None:
    client = signed_in(team.editor)
    address = send(client, file_of(new_one=other("Newcomer")))
    client.post(address, {"seen": seen, "reason": WHY, "do": "draft"})
    assert not Role.objects.exists()


def test_guide_refused_at_the_last_moment_undoes_all(
    team: People, role: Role, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = signed_in(team.editor)
    address = send(
        client, file_of(new_one=other("Newcomer"), platform_engineer=a_content(title="Ground"))
    )
    html = client.get(address).content.decode()
    found = exchange.plan(exchange.read_file(bytes(GuideUpload.objects.get().data)), by=team.editor)
    actions.start_draft(role=role, by=team.contributor, reason=WHY)
    monkeypatch.setattr(exchange, "plan", lambda *_, **__: found)
    before = every_row()
    data = {"seen": seen_in(html), "reason": WHY, "do": "draft"}
    html = client.post(address, data).content.decode()
    assert "ann has begun version 2 of this guide." in html
    assert every_row() == before


def test_file_is_kept_for_its_sender_alone_and_for_an_hour(team: People) -> None:
    address = send(signed_in(team.editor), file_of(new_one=other("Newcomer")))
    assert signed_in(team.other_editor).get(address).status_code == 302
    assert signed_in(team.editor).get(address).status_code == 200
    GuideUpload.objects.update(uploaded_at=timezone.now() - timedelta(minutes=61))
    html = signed_in(team.editor).get(address, follow=True).content.decode()
    assert "This file is not kept any more" in html
    assert actions.forget_uploads(now=timezone.now()) == 1


def test_file_that_was_tampered_with_is_not_imported(team: People) -> None:
    client = signed_in(team.editor)
    address = send(client, file_of(new_one=other("Newcomer")))
    GuideUpload.objects.update(data=file_of(new_one=other("Changeling")))
    assert client.get(address).status_code == 302


def test_file_that_cannot_be_read_is_told_beside_the_field(team: People) -> None:
    file = SimpleUploadedFile("guides.csv", "slug,title\na,é\n".encode("utf-16"))
    html = signed_in(team.editor).post(IMPORT, {"file": file}).content.decode()
    assert "The file is UTF-16" in html
    assert not GuideUpload.objects.exists()


def test_only_who_may_import_does(team: People, client: Client) -> None:
    for address in (IMPORT, f"{IMPORT}{'a' * 64}/"):
        assert signed_in(team.contributor).get(address).status_code == 403
        assert client.get(address).status_code == 302
    assert client.get(EXPORT).status_code == 302
    html = signed_in(team.contributor).get("/admin/careers/role/").content.decode()
    assert IMPORT not in html
    assert EXPORT in html
    assert IMPORT in signed_in(team.editor).get("/admin/careers/role/").content.decode()


# Export


def test_export_of_chosen_guides_is_a_file(team: People, role: Role) -> None:
    made_too = actions.start_draft(
        role=None, by=team.editor, reason=WHY, content=other("Elsewhere")
    )
    actions.publish(version=made_too, by=team.editor, reason=WHY)
    client = signed_in(team.contributor)
    chosen = {"action": "export_chosen", "_selected_action": [role.pk]}
    html = client.post("/admin/careers/role/", chosen).content.decode()
    assert f'name="guide" value="{role.pk}"' in html
    ask = {"_confirmed": "1", "guide": [role.pk], "text": "live", "format": "csv"}
    response = client.post(EXPORT, ask)
    assert response["Content-Disposition"] == 'attachment; filename="guides.csv"'
    assert [record.slug for record in exchange.read_file(response.content)] == [role.slug]

    response = client.post(EXPORT, {"_confirmed": "1", "text": "open", "format": "zip"})
    with zipfile.ZipFile(io.BytesIO(response.content)) as archive:
        assert archive.namelist() == [
            "versions.json",
            "roles/elsewhere.md",
            "roles/platform-engineer.md",
        ]


def test_live_export_has_no_drafts_in_it(team: People, role: Role) -> None:
    draft = actions.start_draft(role=role, by=team.contributor, reason=WHY)
    actions.save_draft(
        version=draft, content=a_content(work="Zymurgy."), revision=1, by=team.contributor
    )
    actions.start_draft(role=None, by=team.editor, reason=WHY, content=other("Zymurgist"))
    assert b"Zymurg" not in exported()
    assert exported(Which.OPEN).count(b"Zymurg") > 1


def test_states_of_versions_are_as_before_where_nothing_differs(team: People, role: Role) -> None:
    planned(exported(), team.editor)
    assert RoleVersion.objects.get().state == VersionState.PUBLISHED
    assert Kind.NEW not in planned(exported(), team.editor).counts


def test_report_of_a_file_puts_nothing_on_record_or_in_the_log(
    team: People,
    caplog: pytest.LogCaptureFixture,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    before = Event.objects.count()
    client = signed_in(team.editor)
    with caplog.at_level(logging.INFO), django_capture_on_commit_callbacks(execute=True):
        address = send(client, file_of(signal_engineer=other("Signal Engineer")))
        client.get(address)
    assert "signal-engineer" not in caplog.text
    assert Event.objects.count() == before
    with caplog.at_level(logging.INFO), django_capture_on_commit_callbacks(execute=True):
        decide(client, address)
    assert "started: guide signal-engineer by eve" in caplog.text
