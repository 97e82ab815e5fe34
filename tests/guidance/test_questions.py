"""The questions as they are shipped, what is refused of a file, and their balance."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from careers.content.words import ELEMENT_FIELDS, read_words
from careers.guidance import questions
from careers.guidance.questions import QuestionsError
from careers.snapshot.container import unpack
from careers.snapshot.tables import FOLDER, TABLES

WORDS = read_words(
    questions.FOLDER.parent / "skills.toml", ELEMENT_FIELDS, required=("summary", "slug")
)
INTERESTS = {f"1.B.1.{letter}": name for letter, name in zip("abcdef", "RIASEC", strict=True)}
NO_SUCH_OCCUPATION = {("I", 1), ("I", 2), ("A", 1)}
"""Types and zones of which O*NET has no occupation."""

ACTIVITY = """
[[activity]]
key = "mend-fence"
type = "R"
text = "Mend a fence"
form = "short"
zone = 2
occupation = "47-4031.00"
"""
CARDS = """
["1.B.2.a"]
card = "a"
means = "b"
ask = "c"

["1.B.2.b"]
card = "a"
means = "b"
ask = "c"
"""
PAIR = """
[[pair]]
values = ["1.B.2.a", "1.B.2.b"]
first = "One"
second = "Other"
"""
DEED = """
[[group]]
key = "home"
name = "Home"

[[item]]
key = "cooked"
group = "home"
text = "Cooked"
shows = { "2.A.1.a" = 2.5 }
"""


def facts(name: str, *columns: str) -> list[tuple[object, ...]]:
    """Columns of a table of the embedded facts, read without a database."""
    table = next(one for one in TABLES if one.file_name == f"{name}.xz")
    nullable = {str(f.column) for f in table.model._meta.concrete_fields if f.null}
    rows = unpack(FOLDER / table.file_name, table.columns, nullable, table.expected).rows
    places = [table.columns.index(column) for column in columns]
    return [tuple(row[place] for place in places) for row in rows]


def test_interests_have_five_and_five_more_of_each_type_never_two_side_by_side() -> None:
    every = questions.activities()
    assert Counter((one.type, one.form) for one in every) == {
        (letter, form): 5 for letter in "RIASEC" for form in ("short", "long")
    }
    assert all(one.type != other.type for one, other in pairwise(every))
    assert len({one.text for one in every}) == 60


def test_interests_are_balanced_over_zones_and_true_to_the_ratings() -> None:
    zones = Counter((str(one.type), one.zone) for one in questions.activities())
    for letter in "RIASEC":
        present = {zone for zone in range(1, 6) if (letter, zone) not in NO_SUCH_OCCUPATION}
        assert {zone for kind, zone in zones if kind == letter} == present
        assert all(zones[letter, zone] >= 2 for zone in present)
    rated: dict[object, dict[str, float]] = {}
    for occupation, element, scale, value in facts(
        "rating", "occupation_id", "element_id", "scale", "value"
    ):
        if scale == "OI":
            rated.setdefault(occupation, {})[INTERESTS[str(element)]] = float(str(value))
    held = {row[0]: row[1] for row in facts("jobzone", "occupation_id", "zone")}
    for one in questions.activities():
        interests = rated[one.occupation]
        assert held[one.occupation] == one.zone, one.key
        assert interests[one.type] >= max(interests.values()) - 0.5, one.key
        if one.form == "short":
            assert interests[one.type] == max(interests.values()), one.key


def test_strengths_have_two_statements_for_each_of_21_styles() -> None:
    styles = questions.styles()
    assert set(styles) == {code for code in WORDS if code.startswith("1.D.")}
    assert [len(style.statements) for style in styles.values()] == [2] * 21
    assert len({one.text for style in styles.values() for one in style.statements}) == 42


def test_values_are_six_and_each_comes_first_two_or_three_times() -> None:
    held = questions.values()
    assert set(held.cards) == {f"1.B.2.{letter}" for letter in "abcdef"}
    assert len(held.pairs) == 15
    firsts = Counter(pair.values[0] for pair in held.pairs)
    assert set(firsts.values()) == {2, 3}


def test_everyday_deeds_reach_every_skill_in_nine_groups_of_ten() -> None:
    held = questions.everyday()
    assert Counter(deed.group for deed in held.item) == {group.key: 10 for group in held.group}
    shown = {code for deed in held.item for code in deed.shows}
    assert len(held.group) == 9
    assert shown <= set(WORDS)
    assert {code for code in WORDS if code.startswith(("2.A", "2.B"))} <= shown


@pytest.mark.parametrize(
    ("read", "text", "said"),
    [
        (questions.read_activities, ACTIVITY + ACTIVITY, "mend-fence is there twice"),
        (questions.read_activities, ACTIVITY.replace('"R"', '"X"'), r"activity.*\[0\]\.type"),
        (questions.read_activities, ACTIVITY + "weight = 2", r"weight.*\[0\]"),
        (questions.read_activities, ACTIVITY.replace("zone = 2", "zone = 6"), r"\[0\]\.zone"),
        (questions.read_activities, ACTIVITY.replace("zone = 2\n", ""), "zone"),
        (questions.read_activities, "[[activity", "cannot be read as TOML"),
        (questions.read_activities, "", "short form comes first"),
        (questions.read_styles, '["1.D.1.a"]\nstatements = []\ngood_for = "a"\ncosts = "b"', "1"),
        (questions.read_values, CARDS, "1.B.2.a 1.B.2.b"),
        (questions.read_values, CARDS + PAIR + PAIR, "twice"),
        (questions.read_everyday, DEED.replace('group = "home"', 'group = "x"'), "no group x"),
        (questions.read_everyday, DEED.replace("2.5", "2.4"), "shows"),
        (questions.read_everyday, DEED.replace("2.5", "7.5"), "shows"),
    ],
)
def test_file_that_is_wrong_is_refused_with_the_place(
    tmp_path: Path, read: Callable[[Path], object], text: str, said: str
) -> None:
    path = tmp_path / "questions.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(QuestionsError, match=f"(?s)questions.toml: .*{said}"):
        read(path)


def test_small_files_that_are_right_are_read(tmp_path: Path) -> None:
    path = tmp_path / "questions.toml"
    path.write_text(CARDS + PAIR, encoding="utf-8")
    assert questions.read_values(path).pairs[0].key == "1.B.2.a 1.B.2.b"
    path.write_text(DEED, encoding="utf-8")
    assert questions.read_everyday(path).of("home")[0].shows == {"2.A.1.a": 2.5}


def test_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(QuestionsError, match=r"none\.toml"):
        questions.read_styles(tmp_path / "none.toml")
