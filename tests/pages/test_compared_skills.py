"""Skills that compared roles share, and those that only some need."""

from careers.models import CurrentReleases
from careers.pages.compared_skills import SkillTable, skill_tables
from careers.profiles import Profile
from careers.profiles.types import OccupationRow, SkillRow

NAMES = ["A", "B", "C"]


def profile(rated: bool = True, **importances: float) -> Profile:
    """A profile of which only the skills matter."""
    row = OccupationRow("15-1252.00", "Work", "15-1252", "Work", 4, rated, "", "")
    skills = tuple(
        SkillRow(name, name.title(), "skill", value, 3.0) for name, value in importances.items()
    )
    return Profile(
        kind="title",
        slug="work",
        title="Work",
        url="/",
        occupations=(row,),
        codes=(),
        releases=CurrentReleases(*(None,) * 9, wage_history=()),
        figures=None,
        important_skills=skills,
    )


def table(*profiles: Profile) -> SkillTable:
    [found] = skill_tables(NAMES[: len(profiles)], profiles)
    return found


def groups(found: SkillTable) -> dict[str, list[str]]:
    return {group.title: [line.name for line in group.lines] for group in found.groups}


def test_skills_are_shared_by_all_by_some_or_by_one() -> None:
    found = table(
        profile(speaking=3.5, writing=4.0, coding=3.9, math=3.0),
        profile(speaking=4.5, writing=3.1, math=3.2),
        profile(speaking=3.0, writing=3.2, caring=4.0),
    )
    assert groups(found) == {
        "Matter in all three": ["Speaking", "Writing"],
        "Matter in some": ["Math"],
        "Matter in A only": ["Coding"],
        "Matter in C only": ["Caring"],
    }
    assert found.says == "2 of 5 matter in all three, 1 in some of them and 2 in one only."


def test_skill_says_how_much_it_matters_to_each() -> None:
    found = table(profile(speaking=3.46, coding=3.9), profile(speaking=4.5))
    lines = {line.name: line for group in found.groups for line in group.lines}
    assert lines["Speaking"].texts == ("3.5", "4.5")
    assert lines["Coding"].texts == ("3.9", "under 3")
    assert lines["Coding"].importances == (3.9, None)


def test_skill_that_matters_in_some_names_them() -> None:
    found = table(profile(math=3.0), profile(math=3.2), profile(speaking=3.0))
    [some] = [group for group in found.groups if group.key == "some"]
    assert some.words == "Math (A and B)"


def test_pinned_skill_of_less_importance_is_not_said_to_matter() -> None:
    found = table(profile(speaking=3.5, coding=2.1), profile(speaking=3.5))
    assert groups(found) == {"Matter in both": ["Speaking"]}


def test_role_without_ratings_is_not_said_to_lack_skills() -> None:
    found = table(profile(speaking=3.5), profile(speaking=3.6), profile(rated=False))
    assert groups(found) == {"Matter in A and B": ["Speaking"]}
    assert found.groups[0].lines[0].texts == ("3.5", "3.6", "not rated")


def test_single_rated_role_is_not_compared_with_itself() -> None:
    assert skill_tables(NAMES[:2], [profile(speaking=3.5), profile(rated=False)]) == []
