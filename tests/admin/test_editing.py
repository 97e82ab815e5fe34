"""An editor's way through the admin: sign in, change a guide, see it on the public page."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client

from careers import actions
from careers.models import PROSE_FIELDS, RelatedCareer, Release, Role, RoleOccupation, Wage
from tests.support.forms import form_fields
from tests.views import made

pytestmark = pytest.mark.django_db
PAGE = "/careers/software-systems-engineer/"


@pytest.fixture
def guide(world: made.World) -> Role:
    return made.guide(world)


@pytest.fixture
def editor(client: Client) -> Client:
    User.objects.create_superuser("editor", password="a long enough password")
    response = client.post(
        "/admin/login/?next=/admin/",
        {"username": "editor", "password": "a long enough password", "next": "/admin/"},
    )
    assert response.headers["Location"] == "/admin/"
    return client


def test_editor_changes_a_guide_and_the_public_page_shows_it(
    editor: Client, world: made.World, guide: Role
) -> None:
    own = {name: f"Architects weigh {name} long before." for name in PROSE_FIELDS}
    own |= {name: f"- {name}: drawing boards." for name in ("thrives", "hard_for")}
    other = made.guide(world, slug="architect", title="Architect", level="senior", **own)
    Role.objects.filter(pk=guide.pk).update(content_sha256="a" * 64)
    address = f"/admin/careers/role/{guide.pk}/"
    editor.post(f"{address}step/start/", {"reason": "To mend it."})
    data = form_fields(editor.get(f"{address}edit/").content.decode(), having="work")
    dropped = next(
        name.removesuffix("-code") for name, value in data.items() if value == "15-1299.08"
    )
    data |= {
        "summary": "You mend what others stand on, for {pay_median} a year.",
        "thrives": "- You keep calm.\n- You read first.",
        "hard_for": "You need applause.",
        "skills-0-element": "2.B.3.e",
        "skills-0-choice": "pin",
        "skills-0-reason": "It decides the day.",
        "moves-0-to": "architect",
        "moves-0-kind_of_move": "up",
        "moves-0-reason": "The next rung.",
        "review_by": "2099-01-01",
        f"{dropped}-DELETE": "on",
        "_publish": "Save and publish…",
    }
    step = editor.post(f"{address}edit/", data)["Location"]
    assert "You mend what others" not in editor.get(PAGE).content.decode()
    fields = form_fields(editor.get(step).content.decode(), having="revision")
    response = editor.post(step, fields | {"reason": "Better."})
    assert response.status_code == 302, response.context["found"]

    html = editor.get(PAGE).content.decode()
    assert "You mend what others stand on, for $" in html
    assert "You keep calm." in html
    assert "The next rung." in html
    assert "15-1299.08" not in html
    assert "You need applause." in html
    assert RelatedCareer.objects.get(role=guide).to == other
    assert RoleOccupation.objects.filter(role=guide).count() == 2
    guide.refresh_from_db()
    assert guide.content_sha256 == ""


def test_published_guide_is_not_deleted(editor: Client, guide: Role) -> None:
    response = editor.post(f"/admin/careers/role/{guide.pk}/delete/", {"post": "yes"})
    assert response.status_code == 403
    assert editor.get(PAGE).status_code == 200


def test_draft_is_deleted(editor: Client, guide: Role) -> None:
    Role.objects.update(status="draft")
    editor.post(f"/admin/careers/role/{guide.pk}/delete/", {"post": "yes"})
    assert not Role.objects.exists()


def test_list_shows_what_is_being_worked_on(editor: Client, guide: Role) -> None:
    draft = actions.start_draft(role=guide, by=None, reason="To mend it.")
    html = editor.get("/admin/careers/role/").content.decode()
    assert f"Draft, {draft.author_name}" in html
    for query, is_there in (("draft", True), ("review", False), ("none", False), ("mine", False)):
        html = editor.get(f"/admin/careers/role/?open={query}").content.decode()
        assert (f"/role/{guide.pk}/change/" in html) is is_there, query


@pytest.mark.parametrize("model", ["occupation", "wage", "release", "rating", "area", "element"])
def test_facts_are_searched_but_not_changed(editor: Client, world: made.World, model: str) -> None:
    assert editor.get(f"/admin/careers/{model}/", {"q": "15"}).status_code == 200
    assert editor.get(f"/admin/careers/{model}/add/").status_code == 403


def test_fact_is_shown_without_a_way_to_save_it(editor: Client, world: made.World) -> None:
    wage = Wage.objects.first()
    assert wage is not None
    address = f"/admin/careers/wage/{wage.pk}/change/"
    assert 'name="_save"' not in editor.get(address).content.decode()
    assert editor.post(address, {"employment": "1"}).status_code == 403


def test_hidden_title_answers_404(editor: Client, world: made.World) -> None:
    assert editor.get(PAGE).status_code == 200
    fields = {"hide": "on", "reason": "Nobody is called that."}
    editor.post(f"/admin/careers/jobtitle/{world.title.pk}/change/", fields)
    assert editor.get(PAGE).status_code == 404


def test_admin_is_never_kept_by_a_cache(editor: Client) -> None:
    assert "no-store" in editor.get("/admin/")["Cache-Control"]


def test_release_shows_its_checksum(editor: Client, world: made.World) -> None:
    release = Release.objects.first()
    assert release is not None
    html = editor.get(f"/admin/careers/release/{release.pk}/change/").content.decode()
    assert release.sha256 in html
