"""A guide as one value: written as JSON, read back, brought up from older schemas."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careers.editing import Ban, DocumentError, GuideContent, Mapped, MoveTo, SkillWord, document
from careers.editing.document import SCHEMA, TEXT_FIELDS
from careers.models import PROSE_FIELDS
from careers.profiles.prose import POINT_FIELDS
from tests.support.desk import a_content, rich_content

words = st.text(max_size=12)
contents = st.builds(
    GuideContent,
    title=words,
    sector=words,
    level=words,
    **dict.fromkeys(TEXT_FIELDS, words),
    reviewed_on=st.none() | st.dates(),
    occupations=st.lists(
        st.builds(Mapped, words, st.none() | st.floats(0.01, 1, allow_nan=False), words)
    ).map(tuple),
    titles=st.lists(words).map(tuple),
    skills=st.lists(st.builds(SkillWord, words, words, words)).map(tuple),
    moves=st.lists(st.builds(MoveTo, words, words, words)).map(tuple),
    bans=st.lists(st.builds(Ban, words, words)).map(tuple),
)


@given(contents)
def test_content_comes_back_from_json_as_it_was(content: GuideContent) -> None:
    written = json.loads(json.dumps(content.to_json()))
    assert GuideContent.from_json(written) == content


def test_every_text_of_a_guide_is_in_the_document() -> None:
    assert set(TEXT_FIELDS) == {*PROSE_FIELDS, *POINT_FIELDS}


def test_line_ends_and_nul_make_no_difference() -> None:
    assert a_content(work="One.\r\nTwo.\x00\r") == a_content(work="One.\nTwo.")


def test_order_counts_for_moves_alone() -> None:
    first, second = MoveTo("a", "up", "x"), MoveTo("b", "up", "x")
    assert a_content(moves=(first, second)) != a_content(moves=(second, first))
    assert a_content(titles=("a", "b")) == a_content(titles=("b", "a"))
    one, two = Mapped("1", None, ""), Mapped("1", 0.5, "")
    assert a_content(occupations=(one, two)) == a_content(occupations=(two, one))


def test_document_of_an_older_schema_is_brought_up_step_by_step(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def from_first(old: dict[str, Any]) -> dict[str, Any]:
        return {name: old[name] for name in old if name != "headline"} | {"title": old["headline"]}

    def from_second(old: dict[str, Any]) -> dict[str, Any]:
        return old | {"level": old["level"].lower()}

    monkeypatch.setattr(document, "SCHEMA", SCHEMA + 2)
    monkeypatch.setattr(document, "UPGRADES", {SCHEMA: from_first, SCHEMA + 1: from_second})
    old = {"schema": SCHEMA, "headline": "Baker", "sector": "food", "level": "MID"}
    read = GuideContent.from_json(old)
    assert (read.title, read.level) == ("Baker", "mid")
    assert "headline" in old


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"schema": SCHEMA + 1}, "newer than"),
        ({"schema": None}, "schema: missing"),
        ({"schema": -1}, "schema: -1 is not known"),
        ({"salary": "much"}, "salary: no such field"),
        ({"title": 7}, "title: 7 is no text"),
        ({"review_by": "soon"}, "review_by: 'soon' is no day"),
        ({"occupations": {}}, "occupations: {} is no list"),
        ({"occupations": [{"code": "1", "share": None}]}, r"occupations\[0\]: it must have code"),
        (
            {"occupations": [{"code": "1", "share": 2, "reason": ""}]},
            r"occupations\[0\].share: 2 is no share",
        ),
        ({"titles": ["a", None]}, r"titles\[1\]: None is no text"),
    ],
)
def test_document_that_is_wrong_is_refused_with_the_place(
    change: dict[str, Any], message: str
) -> None:
    with pytest.raises(DocumentError, match=message):
        GuideContent.from_json(rich_content().to_json() | change)


def test_document_without_a_title_is_refused() -> None:
    written = a_content().to_json()
    del written["title"]
    with pytest.raises(DocumentError, match="title: missing"):
        GuideContent.from_json(written)


@pytest.mark.parametrize("wrong", [None, [], "text", 7])
def test_what_is_no_document_is_refused(wrong: object) -> None:
    with pytest.raises(DocumentError):
        GuideContent.from_json(wrong)


def test_days_are_written_as_people_sort_them() -> None:
    assert a_content(review_by=date(2027, 3, 1)).to_json()["review_by"] == "2027-03-01"
