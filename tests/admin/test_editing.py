"""An editor's way through the admin: sign in, change a guide, see it on the public page."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client

from careers.models import RelatedCareer, Release, Role, RoleOccupation, Skill, Wage
from tests.views import made

pytestmark = pytest.mark.django_db
PAGE = "/careers/software-systems-engineer/"


@pytest.fixture
def world() -> made.World:
    return made.world()


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


def form_of(client: Client, address: str) -> dict[str, str]:
    """Every field of an admin form as the browser would send it back."""
    context = client.get(address).context
    form = context["adminform"].form
    data = {name: form[name].value() for name in form.fields}
    for formset in context["inline_admin_formsets"]:
        inner = formset.formset
        data |= {field.html_name: field.value() for field in inner.management_form}
        for one in inner.initial_forms:
            data |= {field.html_name: field.value() for field in one}
    return {name: "" if value is None else str(value) for name, value in data.items()}


def test_editor_changes_a_guide_and_the_public_page_shows_it(
    editor: Client, world: made.World, guide: Role
) -> None:
    other = made.guide(world, slug="architect", title="Architect", level="senior")
    Role.objects.filter(pk=guide.pk).update(content_sha256="a" * 64)
    address = f"/admin/careers/role/{guide.pk}/change/"
    data = form_of(editor, address)
    skill = Skill.objects.order_by("pk")[0]
    data |= {
        "summary": "You mend what others stand on, for {pay_median} a year.",
        "thrives": "- You keep calm.\n- You read first.",
        "hard_for": "You need applause.",
        "skill_choices-TOTAL_FORMS": "1",
        "skill_choices-0-element": skill.pk,
        "skill_choices-0-choice": "pin",
        "skill_choices-0-reason": "It decides the day.",
        "skill_choices-0-role": str(guide.pk),
        "moves-TOTAL_FORMS": "1",
        "moves-0-to": str(other.pk),
        "moves-0-kind": "up",
        "moves-0-reason": "The next rung.",
        "moves-0-order": "0",
        "moves-0-role": str(guide.pk),
    }
    dropped = next(
        name.removesuffix("-occupation")
        for name, value in data.items()
        if name.endswith("-occupation") and value == "15-1299.08"
    )
    data[f"{dropped}-DELETE"] = "on"
    response = editor.post(address, data)
    assert response.status_code == 302, response.context["errors"]

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


def test_unknown_token_is_refused_with_its_field_and_nothing_is_saved(
    editor: Client, guide: Role
) -> None:
    address = f"/admin/careers/role/{guide.pk}/change/"
    data = form_of(editor, address) | {"work": "It pays {pay_medain}.", "title": "Changed"}
    response = editor.post(address, data)
    assert response.status_code == 200
    assert "No such figure: {pay_medain}" in response.content.decode()
    guide.refresh_from_db()
    assert guide.title == "Software Systems Engineer"


def test_title_that_another_guide_answers_for_is_refused(
    editor: Client, world: made.World, guide: Role
) -> None:
    other = made.guide(world, slug="architect", title="Architect", level="senior")
    address = f"/admin/careers/role/{other.pk}/change/"
    data = form_of(editor, address) | {
        "answers_for-TOTAL_FORMS": "1",
        "answers_for-0-job_title": world.title.pk,
        "answers_for-0-role": str(other.pk),
    }
    response = editor.post(address, data)
    assert response.status_code == 200
    assert "already exists" in response.content.decode()


def test_renamed_guide_is_renamed_on_the_pages_that_lead_to_it(
    editor: Client, world: made.World, guide: Role
) -> None:
    other = made.guide(world, slug="architect", title="Architect", level="senior")
    RelatedCareer.objects.create(role=guide, to=other, kind="up", reason="Next.")
    address = f"/admin/careers/role/{other.pk}/change/"
    editor.post(address, form_of(editor, address) | {"title": "Platform Architect"})
    assert "Platform Architect" in editor.get(PAGE).content.decode()


def test_published_guide_is_not_deleted_and_keeps_its_address(editor: Client, guide: Role) -> None:
    response = editor.post(f"/admin/careers/role/{guide.pk}/delete/", {"post": "yes"})
    assert response.status_code == 403
    address = f"/admin/careers/role/{guide.pk}/change/"
    editor.post(address, form_of(editor, address) | {"slug": "elsewhere"})
    assert editor.get(PAGE).status_code == 200


def test_draft_is_deleted(editor: Client, guide: Role) -> None:
    Role.objects.update(status="draft")
    editor.post(f"/admin/careers/role/{guide.pk}/delete/", {"post": "yes"})
    assert not Role.objects.exists()


def test_move_of_a_guide_to_itself_is_refused_and_nothing_is_lost(
    editor: Client, guide: Role
) -> None:
    address = f"/admin/careers/role/{guide.pk}/change/"
    data = form_of(editor, address) | {
        "moves-TOTAL_FORMS": "1",
        "moves-0-to": str(guide.pk),
        "moves-0-kind": "up",
        "moves-0-reason": "Round and round.",
        "moves-0-order": "0",
        "moves-0-role": str(guide.pk),
        "work": "Typed just now.",
    }
    html = editor.post(address, data).content.decode()
    assert "A guide cannot move to itself." in html
    assert "Typed just now." in html


def test_guide_keeps_one_occupation_at_least(editor: Client, guide: Role) -> None:
    address = f"/admin/careers/role/{guide.pk}/change/"
    data = form_of(editor, address)
    data |= {f"mapping-{place}-DELETE": "on" for place in range(3)}
    assert editor.post(address, data).status_code == 200
    assert guide.mapping.count() == 3


@pytest.mark.parametrize(
    "text", ["{Pay_median}", "{pay median}", "{pay-median}", "{ jobs }", "[x](/a/{jobs}/)"]
)
def test_malformed_token_is_refused(editor: Client, guide: Role, text: str) -> None:
    address = f"/admin/careers/role/{guide.pk}/change/"
    response = editor.post(address, form_of(editor, address) | {"work": text})
    assert "No such figure" in response.content.decode()


def test_token_where_none_is_filled_is_refused(editor: Client, guide: Role) -> None:
    address = f"/admin/careers/role/{guide.pk}/change/"
    response = editor.post(address, form_of(editor, address) | {"mapping-0-reason": "{jobs} jobs"})
    assert "leave the braces out" in response.content.decode()


def test_successors_that_lead_round_are_refused(
    editor: Client, world: made.World, guide: Role
) -> None:
    other = made.guide(world, slug="other", title="Other", successor=guide)
    address = f"/admin/careers/role/{guide.pk}/change/"
    response = editor.post(address, form_of(editor, address) | {"successor": str(other.pk)})
    assert "leads back to the guide itself" in response.content.decode()


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
    editor.post(f"/admin/careers/jobtitle/{world.title.pk}/change/", {"hidden": "on"})
    assert editor.get(PAGE).status_code == 404


def test_admin_is_never_kept_by_a_cache(editor: Client) -> None:
    assert "no-store" in editor.get("/admin/")["Cache-Control"]


def test_release_shows_its_checksum(editor: Client, world: made.World) -> None:
    release = Release.objects.first()
    assert release is not None
    html = editor.get(f"/admin/careers/release/{release.pk}/change/").content.decode()
    assert release.sha256 in html
