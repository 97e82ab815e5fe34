"""The shipped guides as files: format, length, tokens, and no phrase shared between two."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from pathlib import Path

import pytest

from careers.content.loader import CONTENT, ContentError, GuideFile, read_guide, read_guides
from careers.models import Level, MoveKind
from careers.profiles import TOKENS, unknown_tokens

GUIDES = read_guides()
LEVELS = Level.values
PHRASE = 5
each_guide = pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.slug)


def points(guide: GuideFile, field: str) -> list[str]:
    return [line for line in guide.sections[field].splitlines() if line.startswith("- ")]


def phrases(guide: GuideFile) -> set[tuple[str, ...]]:
    """Every run of five words within a sentence of the guide."""
    found = set()
    for text in guide.sections.values():
        plain = re.sub(r"\]\([^)]*\)", "", text.lower())
        for sentence in re.split(r"[.?!:;\n]", plain):
            words = re.findall(r"[a-z0-9_'’{}-]+", sentence)
            found |= {tuple(words[at : at + PHRASE]) for at in range(len(words) - PHRASE + 1)}
    return found


@each_guide
def test_guide_has_400_to_700_words(guide: GuideFile) -> None:
    assert 400 <= guide.words <= 700


@each_guide
def test_guide_has_four_to_six_points_for_and_against(guide: GuideFile) -> None:
    assert 4 <= len(points(guide, "thrives")) <= 6
    assert 4 <= len(points(guide, "hard_for")) <= 6


@each_guide
def test_guide_uses_tokens_and_each_exists(guide: GuideFile) -> None:
    text = "\n".join(guide.sections.values())
    assert unknown_tokens(text) == []
    assert any(f"{{{token}}}" in text for token in TOKENS)


@each_guide
def test_guide_types_no_figure_by_hand(guide: GuideFile) -> None:
    typed = r"[$€£]\s?\d|\d\s?(%|percent|per cent)|\d[\d,.]*\s?(thousand|million|billion)"
    for field, text in guide.sections.items():
        assert re.search(typed, text, re.IGNORECASE) is None, field


@each_guide
def test_guide_has_no_heading_picture_or_html_in_its_prose(guide: GuideFile) -> None:
    for text in guide.sections.values():
        assert re.search(r"^#|!\[|<[a-z/]", text, re.MULTILINE) is None


@each_guide
def test_guide_names_its_sources(guide: GuideFile) -> None:
    sources = guide.front["sources"]
    assert sources
    assert all(source["title"] and source["url"].startswith("https://") for source in sources)


def test_no_phrase_of_five_words_stands_in_two_guides() -> None:
    where: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for guide in GUIDES:
        for phrase in phrases(guide):
            where[phrase].add(guide.slug)
    assert {" ".join(phrase): slugs for phrase, slugs in where.items() if len(slugs) > 1} == {}


def test_moves_lead_to_guides_in_the_direction_they_claim() -> None:
    levels = {guide.slug: LEVELS.index(guide.front["level"]) for guide in GUIDES}
    for guide in GUIDES:
        for move in guide.front.get("moves", []):
            difference = levels[move["to"]] - levels[guide.slug]
            assert move["kind"] in MoveKind.values
            assert move["reason"]
            if move["kind"] == MoveKind.UP:
                assert difference > 0
            if move["kind"] == MoveKind.BACK:
                assert difference < 0
            if move["kind"] == MoveKind.ACROSS:
                assert difference == 0


def test_no_job_title_is_answered_for_by_two_guides() -> None:
    titles = [title.lower() for guide in GUIDES for title in guide.front.get("titles", [])]
    assert len(titles) == len(set(titles))


def test_every_soc_major_group_is_counted_in_one_sector() -> None:
    sectors = tomllib.loads((CONTENT / "sectors.toml").read_text(encoding="utf-8"))["sectors"]
    groups = [group for sector in sectors for group in sector["groups"]]
    assert len(groups) == len(set(groups)) == 23
    assert 15 <= len(sectors) <= 20
    assert {guide.front["sector"] for guide in GUIDES} <= {sector["slug"] for sector in sectors}


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("+++\n", "", 1), "must start with TOML"),
        (('level = "mid"', 'level = "boss"', 1), "level is 'boss': one of entry,"),
        (('title = "Electrician"', 'title = "Electrician', 1), "front matter is not TOML"),
        (("## Ways in", "## The way in", 1), "the headings must be Summary,"),
        (('sector = "construction"', "", 1), "has no sector"),
    ],
)
def test_guide_file_that_is_wrong_is_refused_by_name(
    change: tuple[str, str, int], message: str, tmp_path: Path
) -> None:
    text = (CONTENT / "roles" / "electrician.md").read_text(encoding="utf-8")
    path = tmp_path / "electrician.md"
    path.write_text(text.replace(*change), encoding="utf-8")
    with pytest.raises(ContentError, match=message) as caught:
        read_guide(path)
    assert str(caught.value).startswith("electrician.md: ")
    assert "\n" not in str(caught.value).split("TOML:")[0]
