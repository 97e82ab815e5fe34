"""Checks against the other guides."""

from __future__ import annotations

from careers.checks.likeness import ALIKE, PHRASE, likeness, runs
from careers.checks.text import read
from careers.models import Role
from tests.checks.conftest import Find
from tests.views import made

PHRASED = "You carry a small red book of every fault you ever met."


def other(world: made.World, **fields: str) -> Role:
    own = {
        "slug": "actor",
        "title": "Actor",
        "summary": "Lights go down, and somebody has to begin.",
        "work": "Rehearsal fills the week. Learn lines on the bus.",
        "understand": "Where a voice lands in a full house.",
        "apart": "Dancers say it without words.",
        "harder": "Waiting for the phone.",
        "thrives": "Anyone at ease with refusal.",
        "hard_for": "Planners of next month.",
        "ways_in": "Small parts, then larger ones.",
        "position": "Directors decide; agents find work.",
    }
    return made.guide(world, **(own | fields))


def test_eight_words_of_another_guide_are_told_with_its_title(
    find: Find, world: made.World
) -> None:
    other(world, work=PHRASED)
    (found,) = find(apart="At night you carry a small red book of every fault, as we do.")
    assert (found.check, found.field, found.blocks) == ("shared phrase", "apart", False)
    assert "“Actor”" in found.reason
    assert found.place == "you carry a small red book of every"


def test_seven_words_or_words_across_a_full_stop_are_not_told(
    find: Find, world: made.World
) -> None:
    other(world, work=PHRASED)
    assert find(apart="You carry a small red book of. Every fault you ever.") == []


def test_phrase_of_a_draft_is_not_told(find: Find, world: made.World) -> None:
    other(world, work=PHRASED, status="draft")
    assert find(apart=PHRASED) == []


def test_guide_is_not_compared_with_itself(find: Find, role: Role) -> None:
    Role.objects.filter(pk=role.pk).update(work=PHRASED)
    assert find(work=PHRASED) == []


def test_copy_of_a_guide_blocks(find: Find, world: made.World, role: Role) -> None:
    made.guide(world, slug="engineer", title="Engineer", apart="Quite another sentence here.")
    found = {one.check: one for one in find()}
    assert found["near duplicate"].blocks
    assert found["near duplicate"].place == "engineer"


def test_half_rewritten_copy_is_above_the_bound_and_an_unlike_text_below() -> None:
    lines = [f"Number {n} is a sentence of its own with word{n} in it." for n in range(20)]
    rest = [f"Something else was said by person{n} before noon{n} came." for n in range(10)]
    whole, half = (frozenset(runs([read("\n\n".join(x))], 3)) for x in (lines, lines[:10] + rest))
    unlike = frozenset(runs([read("\n\n".join(rest))], 3))
    assert likeness(whole, half) > ALIKE > likeness(whole, unlike) == 0


def test_runs_stay_within_a_sentence() -> None:
    assert list(runs([read("One two three. Four five six.")], 3)) == [
        ("one", "two", "three"),
        ("four", "five", "six"),
    ]
    assert runs([read("One two three.")], PHRASE) == {}
