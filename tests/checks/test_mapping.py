"""Checks of what a guide is tied to, and of its dates and figures."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from careers.checks.mapping import numbers
from careers.checks.types import Numbers
from careers.editing import Ban, GuideContent, Mapped, MoveTo, SkillWord
from careers.models import (
    Element,
    MatrixOccupation,
    Occupation,
    Role,
    RoleTitle,
    RoleVersion,
    SocGroup,
    VersionState,
)
from careers.profiles import for_role
from tests.checks.conftest import Find
from tests.views import made


def told(find: Find, **changes: object) -> dict[str, str]:
    """The checks that find something, each with its place."""
    return {one.check: one.place for one in find(**changes)}


def test_guide_without_an_occupation_blocks(find: Find) -> None:
    found = find(occupations=())
    assert {one.check for one in found} == {"no occupation", "empty token"}
    assert all(one.blocks for one in found)


@pytest.mark.parametrize(
    ("changes", "field", "key"),
    [
        ({"occupations": (Mapped("99-9999.00", None, "No."),)}, "occupations", "99-9999.00"),
        ({"sector": "nowhere"}, "sector", "nowhere"),
        ({"titles": ("no-such-title",)}, "titles", "no-such-title"),
        ({"skills": (SkillWord("9.Z", "pin", "No."),)}, "skills", "9.Z"),
        ({"moves": (MoveTo("nobody", "up", "No."),)}, "moves", "nobody"),
        ({"bans": (Ban("nobody", "No."),)}, "bans", "nobody"),
    ],
)
def test_row_that_the_database_does_not_hold_blocks(
    find: Find, changes: dict[str, object], field: str, key: str
) -> None:
    found = [one for one in find(**changes) if one.check == "unknown row"]
    assert [(one.field, one.place, one.blocks) for one in found] == [(field, key, True)]


def test_interest_is_no_skill_that_can_be_pinned(find: Find) -> None:
    interest = Element.objects.filter(domain="interest")[0]
    assert "unknown row" in told(find, skills=(SkillWord(interest.code, "pin", "No."),))


def test_move_to_an_unpublished_guide_is_let_pass_and_to_a_retired_one_blocks(
    find: Find, world: made.World
) -> None:
    texts = {"summary": "Else.", "work": "Else.", "thrives": "Else.", "hard_for": "Else."}
    made.guide(world, slug="next", title="Next", status="draft", **texts)
    made.guide(world, slug="past", title="Past", status="retired", **texts)
    assert told(find, moves=(MoveTo("next", "up", "Soon."),)) == {}
    assert told(find, moves=(MoveTo("past", "up", "Once."),)) == {"unknown row": "past"}


def test_title_that_another_guide_answers_for_blocks(find: Find, world: made.World) -> None:
    other = made.guide(world, slug="other", title="Other", **dict.fromkeys(("work",), "Else."))
    taken = made.title("Planner", ("15-1252.00",), world.onet)
    RoleTitle.objects.create(role=other, job_title=taken)
    found = [one for one in find(titles=("planner",)) if one.check == "taken title"]
    assert [(one.place, one.blocks) for one in found] == [("planner", True)]
    assert "other" in found[0].reason


def test_guides_own_title_is_not_taken(find: Find, content: GuideContent) -> None:
    assert content.titles == ("software-systems-engineer",)
    assert find() == []


@pytest.mark.parametrize(
    ("field", "rows"),
    [
        ("skills", (SkillWord("2.B.3.e", "pin", "One."), SkillWord("2.B.3.e", "hide", "Two."))),
        ("occupations", (Mapped("15-1252.00", None, "A."), Mapped("15-1252.00", 0.5, "B."))),
        ("titles", ("software-systems-engineer",) * 2),
    ],
)
def test_row_listed_twice_blocks(find: Find, field: str, rows: tuple[object, ...]) -> None:
    found = find(**{field: rows})
    assert [(one.check, one.field, one.blocks) for one in found] == [("listed twice", field, True)]


def test_two_skills_are_not_listed_twice(find: Find) -> None:
    rows = (SkillWord("2.B.3.e", "pin", "One."), SkillWord("2.A.1.a", "hide", "Two."))
    assert find(skills=rows) == []


def test_occupation_that_nobody_rated_is_told(find: Find, content: GuideContent) -> None:
    mapping = (*content.occupations, Mapped("27-2011.00", None, "Also."))
    found = [one for one in find(occupations=mapping) if one.check == "unrated occupation"]
    assert [(one.place, one.blocks) for one in found] == [("27-2011.00", False)]


def test_occupation_without_wages_is_told_and_one_paid_by_the_hour_is_not(
    find: Find, content: GuideContent
) -> None:
    SocGroup.objects.create(code="55-1011", title="Officers", level="detailed")
    MatrixOccupation.objects.create(code="55-1011", title="Officers", is_line_item=True)
    Occupation.objects.create(code="55-1011.00", title="Officers", soc_id="55-1011")
    rows = (Mapped("27-2011.00", None, "By the hour."), Mapped("55-1011.00", None, "Unpaid."))
    found = find(occupations=(*content.occupations, *rows))
    unpaid = [one for one in found if one.check == "no wages"]
    assert [(one.place, one.blocks) for one in unpaid] == [("55-1011.00", False)]


def test_review_date_that_is_missing_or_passed_is_told(find: Find) -> None:
    today = timezone.localdate()
    assert told(find, review_by=None) == {"review date": ""}
    yesterday = today - timedelta(days=1)
    assert told(find, review_by=yesterday) == {"review date": yesterday.isoformat()}
    assert told(find, review_by=today) == {}


@pytest.mark.parametrize(
    ("pay", "growth", "told_of"),
    [
        (1.0, 0.0, []),
        (1.04, 1.9, []),
        (1.08, 0.0, ["pay"]),
        (0.9, 0.0, ["pay"]),
        (1.0, 2.5, ["growth"]),
        (1.1, -2.5, ["pay", "growth"]),
    ],
)
def test_figures_that_moved_since_publication_are_told(
    find: Find, role: Role, content: GuideContent, pay: float, growth: float, told_of: list[str]
) -> None:
    now = numbers(for_role(role))
    assert now is not None
    assert now.pay is not None
    assert now.growth is not None
    before = Numbers(now.pay / pay, now.growth - growth, now.jobs, now.is_hourly)
    published(role, content, before)
    found = [one for one in find() if one.check == "figures moved"]
    assert [word for one in found for word in ("pay", "growth") if word in one.reason] == told_of
    assert not any(one.blocks for one in found)


def test_pay_by_the_hour_is_not_compared_with_pay_by_the_year(
    find: Find, role: Role, content: GuideContent
) -> None:
    published(role, content, Numbers(29.05, None, None, True))
    assert find() == []


def published(role: Role, content: GuideContent, figures: Numbers) -> None:
    now = timezone.now()
    RoleVersion.objects.update_or_create(
        role=role,
        number=1,
        defaults={
            "state": VersionState.PUBLISHED,
            "schema": 1,
            "content": content.to_json(),
            "reason": "First.",
            "created_at": now,
            "updated_at": now,
            "figures": figures.as_json(),
        },
    )
