"""What differs between two contents, word by word and row by row."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from careers.editing import Ban, Mapped, MoveTo, difference
from careers.editing.difference import ADDED, GAP, MOST_WORDS, REMOVED, SAME, pieces
from tests.support.desk import a_content, rich_content


def kinds(before: str, after: str) -> list[tuple[str, str]]:
    return [(piece.kind, piece.text) for piece in pieces(before, after)]


def test_contents_that_are_equal_differ_in_nothing() -> None:
    assert not difference(rich_content(), rich_content())


def test_word_that_changed_stands_beside_what_it_replaced() -> None:
    assert kinds("You mend pipes.", "You mend wires.") == [
        (SAME, "You mend "),
        (REMOVED, "pipes."),
        (ADDED, "wires."),
    ]


@given(st.text(alphabet="ab \n", max_size=60), st.text(alphabet="ab \n", max_size=60))
def test_pieces_put_together_are_both_texts(before: str, after: str) -> None:
    found = pieces(before, after)
    if all(piece.kind != GAP for piece in found):
        assert "".join(piece.text for piece in found if piece.kind != ADDED) == before
        assert "".join(piece.text for piece in found if piece.kind != REMOVED) == after


def test_long_unchanged_runs_are_shortened() -> None:
    same = "word " * 200
    found = kinds(f"{same}old", f"{same}new")
    assert found[0] == (GAP, "186 words unchanged")
    assert found[1] == (SAME, "word " * 14)
    assert found[2:] == [(REMOVED, "old"), (ADDED, "new")]


def test_very_long_texts_are_compared_by_paragraph() -> None:
    before = "word " * MOST_WORDS + "\nend old"
    found = kinds(before, before.replace("old", "new"))
    assert (REMOVED, "end old") in found
    assert (ADDED, "end new") in found


def test_fields_are_told_by_what_editors_call_them() -> None:
    changed = difference(a_content(), a_content(apart="Other.", level="senior", title="Chief"))
    assert [change.label for change in changed.fields] == [
        "Title",
        "Level",
        "What sets it apart from its neighbors",
    ]
    level = changed.fields[1]
    assert [piece.text for piece in level.pieces] == ["Mid", "Senior"]


def test_days_are_told_in_words() -> None:
    changed = difference(a_content(review_by=date(2027, 3, 1)), a_content(review_by=None))
    assert [(p.kind, p.text) for p in changed.fields[0].pieces] == [(REMOVED, "March 1, 2027")]


def test_rows_are_added_removed_and_changed_by_what_they_are_about() -> None:
    before = a_content(
        occupations=(Mapped("11-1111.00", None, "Old."), Mapped("22-2222.00", 0.5, "Kept."))
    )
    after = a_content(
        occupations=(Mapped("22-2222.00", 0.25, "Kept."), Mapped("33-3333.00", None, "New."))
    )
    (change,) = difference(before, after, {("occupations", "33-3333.00"): "Guards"}).lists
    assert [(row.kind, row.key, row.name) for row in change.rows] == [
        (REMOVED, "11-1111.00", "11-1111.00"),
        (ADDED, "33-3333.00", "Guards"),
        ("changed", "22-2222.00", "22-2222.00"),
    ]
    assert [piece.text for piece in change.rows[2].pieces] == [
        "share ",
        "0.5. ",
        "0.25. ",
        "Kept.",
    ]


def test_order_alone_is_told_for_moves() -> None:
    one, two = MoveTo("one", "up", "x"), MoveTo("two", "back", "y")
    (change,) = difference(a_content(moves=(one, two)), a_content(moves=(two, one))).lists
    assert change.rows == ()
    assert change.reordered


def test_ban_is_told() -> None:
    (change,) = difference(a_content(), a_content(bans=(Ban("other", "Not akin."),))).lists
    assert change.label == "Related roles left out"
    assert change.rows[0].pieces[0].text == "Not akin."
