"""The versions of a guide in a browser: compared, shared and restored by keyboard."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User

from careers import actions
from careers.models import Role, RoleVersion
from tests.support.browser import LOOKS, Look, Visit, axe, sideways_overflow, signed_in
from tests.support.desk import PASSWORD, a_content
from tests.views import made

WHY = "It was time."


@pytest.fixture
def role(db: None) -> Role:
    """A guide with an earlier version, a published one and a draft, and who may do everything."""
    made.world()
    ann = User.objects.create_superuser("ann", password=PASSWORD)
    version = actions.start_draft(role=None, by=ann, reason=WHY, content=a_content())
    actions.publish(version=version, by=ann, reason=WHY)
    for work in ("Mornings go to wires.", "Mornings go to sleep."):
        draft = actions.start_draft(role=version.role, by=ann, reason=WHY)
        draft = actions.save_draft(version=draft, content=a_content(work=work), revision=1, by=ann)
        if "wires" in work:
            actions.publish(version=draft, by=ann, reason=WHY)
    return version.role


def test_pages_of_the_history_are_accessible_and_fit_in_every_look(
    role: Role, visit: Callable[[Look], Visit]
) -> None:
    draft, first = RoleVersion.objects.open().get(), RoleVersion.objects.get(number=1)
    token = actions.share(version=draft, by=None)
    for look in LOOKS:
        page = signed_in(visit(look), "ann")
        for path in (
            f"/admin/careers/role/{role.pk}/versions/?a=1&b=2",
            "/admin/careers/roleversion/",
            "/admin/careers/event/",
            f"/admin/careers/roleversion/{draft.pk}/link/",
            f"/admin/careers/roleversion/{first.pk}/restore/",
            f"/preview/{token}/",
        ):
            page.goto(path)
            assert axe(page) == [], f"{look} {path}"
            assert sideways_overflow(page) == 0, f"{look} {path}"


def test_versions_are_compared_and_one_restored_by_keyboard_alone(
    role: Role, visit: Callable[[Look], Visit]
) -> None:
    actions.discard(version=RoleVersion.objects.open().get(), by=None, reason=WHY)
    page = signed_in(visit(Look()), "ann", f"/admin/careers/role/{role.pk}/versions/")
    page.get_by_label("From version 1").focus()
    page.keyboard.press("Space")
    page.get_by_label("To version 2").focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Compare the chosen two").focus()
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="From version 1 to version 2").wait_for()
    assert "wires." in page.locator("ins").all_inner_texts()[0]

    page.get_by_role("link", name="Restore version 1").focus()
    page.keyboard.press("Enter")
    page.get_by_label("Why").focus()
    page.keyboard.type("The first was better.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_text("Version 4 is a draft with its text.").wait_for()
    assert RoleVersion.objects.open().get().reason == "The first was better."
