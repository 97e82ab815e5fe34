"""All checks together: their order, their cost, the guide for editors that lists them."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
from django.conf import settings
from pytest_django import DjangoAssertNumQueries

from careers import checks
from careers.checks.register import CHECKS
from careers.editing import GuideContent, Mapped, MoveTo, SkillWord
from careers.models import Role
from tests.checks.conftest import Find
from tests.views import made

EDITORS = Path(settings.BASE_DIR) / "docs" / "editors.md"


def test_findings_that_block_come_first_then_those_of_the_form_in_its_order(find: Find) -> None:
    found = find(
        work="The foreman earns $5.", apart="A guaranteed job.", sources="", review_by=None
    )
    assert [(one.blocks, one.field) for one in found] == [
        (True, "work"),
        (True, "sources"),
        (False, "work"),
        (False, "apart"),
        (False, "review_by"),
    ]
    assert checks.blocking(found) == found[:2]


def test_every_check_says_how_to_mend_what_it_finds() -> None:
    assert len({check.name for check in CHECKS}) == len(CHECKS)
    assert all(check.mend.endswith(".") for check in CHECKS)


def test_guide_for_editors_lists_every_check_and_whether_it_blocks() -> None:
    text = EDITORS.read_text(encoding="utf-8")
    for check in CHECKS:
        word = "blocks" if check.severity == checks.Severity.BLOCK else "warns"
        assert f"| {check.name} | {word} |" in text


def test_number_of_queries_does_not_grow_with_the_content(
    world: made.World,
    role: Role,
    content: GuideContent,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    links = " ".join(f"[one](/careers/x{n}/) [two](/places/p{n}/)." for n in range(60))
    many = dataclasses.replace(
        content,
        work=links,
        occupations=tuple(
            Mapped(code, None, "Filed.") for code in (*made.OCCUPATIONS, "99-9999.00")
        ),
        titles=tuple(f"title-{n}" for n in range(60)),
        skills=tuple(SkillWord(f"9.{n}", "pin", "Why.") for n in range(60)),
        moves=tuple(MoveTo(f"x{n}", "up", "Why.") for n in range(60)),
    )
    for one in (content, many):
        with django_assert_max_num_queries(20):
            around = checks.read_surroundings(one, role=role)
        with django_assert_max_num_queries(0):
            checks.run(one, around)


def test_content_from_nothing_is_checked_without_a_guide(world: made.World) -> None:
    empty = GuideContent(title="New", sector="engineering", level="mid")
    found = checks.run(empty, checks.read_surroundings(empty, role=None))
    assert {one.check for one in found} == {
        "empty section",
        "no occupation",
        "no sources",
        "review date",
    }


@pytest.mark.parametrize("text", ["\x00", "[" * 2000, "{" * 5000, "(/x/)[" * 500, "\u202e a"])
def test_hostile_text_is_checked_like_any_other(
    role: Role, content: GuideContent, text: str
) -> None:
    changed = dataclasses.replace(content, work=text, thrives=text, sources=text)
    assert checks.run(changed, checks.read_surroundings(changed, role=role))
