"""Guides written as text files: what is written reads as the same."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careers.content.errors import ContentError
from careers.content.loader import GuideFile, content_of, parse_guide, read_guide, read_guides
from careers.content.writer import guide_text, title_names
from careers.editing import Ban, GuideContent, Mapped, MoveTo, SkillWord
from careers.models import JobTitle
from tests.support.desk import a_content, rich_content

PATH = Path("a-guide.md")
GUIDES = read_guides()


def read_again(content: GuideContent, titles: dict[str, str] | None = None) -> GuideContent:
    return content_of(parse_guide(PATH, guide_text(content, titles or {})))


@pytest.mark.django_db
@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.slug)
def test_shipped_guide_written_anew_reads_as_the_same(guide: GuideFile, tmp_path: Path) -> None:
    names = guide.front.get("titles", [])
    JobTitle.objects.bulk_create(
        JobTitle(slug=f"title-{number}", title=name) for number, name in enumerate(names)
    )
    content = content_of(guide)
    path = tmp_path / guide.path.name
    path.write_text(guide_text(content, title_names(content.titles)), encoding="utf-8")
    written = read_guide(path)
    assert content_of(written) == content
    assert written.sections == guide.sections
    assert sorted(written.front["titles"]) == sorted(names)


@pytest.mark.django_db
def test_every_field_of_a_guide_comes_back() -> None:
    content = rich_content(
        bans=(Ban("architect", 'Not "akin".'),),
        reviewed_by="Zoë \\ Doe\x7f",
        reviewed_on=date(2026, 1, 2),
        sources="Read [this](https://example.org), then that.\n- No link.",
        moves=(MoveTo("z", "up", "One."), MoveTo("a", "across", "Two.")),
    )
    assert read_again(content) == content


@pytest.mark.django_db
def test_incomplete_draft_comes_back() -> None:
    content = GuideContent(title="Bare", sector="engineering", level="mid")
    assert read_again(content) == content


@pytest.mark.django_db
@pytest.mark.parametrize(
    "text",
    [
        "## Summary\nIt is not.",
        "\\## Summary",
        "\\\\## Two\n\n## Ways in\n### Three",
        "+++\n+++\nHello",
        "##",
        "line\n##  ",
    ],
)
def test_text_that_looks_like_the_files_own_marks_comes_back(text: str) -> None:
    content = a_content(work=text, sources=text)
    assert read_again(content) == content


LINES = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


@pytest.mark.django_db
@given(title=LINES, work=LINES, sources=LINES, reason=LINES.filter(lambda text: "\x00" not in text))
def test_any_text_comes_back(title: str, work: str, sources: str, reason: str) -> None:
    content = a_content(
        title=title,
        work=f"## {work}",
        sources=f"- [{sources}]({work}): {title}",
        occupations=(Mapped("x", 0.25, reason),),
        skills=(SkillWord("y", "pin", reason),),
    )
    assert read_again(content) == content


@pytest.mark.django_db
def test_titles_of_one_name_are_written_by_their_addresses() -> None:
    for slug, title in (("chef", "Chef"), ("chef-2", "Chef"), ("cook", "Cook")):
        JobTitle.objects.create(slug=slug, title=title)
    content = a_content(titles=("chef", "chef-2", "cook"))
    text = guide_text(content, title_names(content.titles))
    assert 'titles = ["chef", "chef-2", "Cook"]' in text
    assert content_of(parse_guide(PATH, text)) == content


@pytest.mark.parametrize(
    ("front", "words", "line"),
    [
        ('title = "A"\nlevel = ?', "not TOML", 3),
        ('title = "A"\nsectr = "x"', "no field sectr", None),
    ],
)
def test_what_is_wrong_with_the_front_matter_is_named(
    front: str, words: str, line: int | None
) -> None:
    with pytest.raises(ContentError, match=words) as caught:
        parse_guide(PATH, f"+++\n{front}\n+++\n\n")
    assert caught.value.line == line


@pytest.mark.django_db
@pytest.mark.parametrize(
    "rows",
    [
        "occupations = 3",
        'occupations = ["x"]',
        "[[occupations]]\ncode = 5",
        "moves = [{}]",
        'titles = "x"',
        "sources = [{}]",
        "title = 7",
        "review_by = 12:00:00",
    ],
)
def test_rows_of_another_shape_are_refused_in_words(rows: str) -> None:
    text = guide_text(a_content(), {})
    name = rows.lstrip("[").split()[0].rstrip("]")
    head, _, tail = text.partition("[[occupations]]")
    head = "\n".join(line for line in head.split("\n") if not line.startswith(f"{name} ="))
    plain = tail[tail.index("+++") :]
    with pytest.raises(ContentError, match=name):
        content_of(parse_guide(PATH, f"{head}{rows}\n{plain}"))
