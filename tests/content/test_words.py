"""Our own words for occupations and skills: as files, and as they are loaded."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User

from careers import actions
from careers.content.errors import ContentError
from careers.content.loader import CONTENT
from careers.content.words import ELEMENT_FIELDS, OCCUPATION_FIELDS, load_words, read_words
from careers.models import Element, ElementWords, OccupationWords
from tests.full.reading import table

PHRASE = 5
EXAMPLES = ("low", "middle", "high")
Words = dict[str, dict[str, Any]]


def shipped_occupations() -> Words:
    found: Words = {}
    for path in sorted((CONTENT / "occupations").glob("*.toml")):
        rows = read_words(path, OCCUPATION_FIELDS, ("summary",))
        assert not set(found) & set(rows), path
        found |= rows
    return found


def shipped_elements() -> Words:
    return read_words(CONTENT / "skills.toml", ELEMENT_FIELDS, ("summary", "slug"))


OCCUPATIONS, ELEMENTS = shipped_occupations(), shipped_elements()


def phrases(text: str) -> set[tuple[str, ...]]:
    """Every run of five words within a sentence."""
    found = set()
    for sentence in re.split(r"[.?!:;]", text.lower()):
        words = re.findall(r"[a-z0-9'’-]+", sentence)
        found |= {tuple(words[at : at + PHRASE]) for at in range(len(words) - PHRASE + 1)}
    return found


def shared(own: Words, official: dict[str, str], fields: Iterable[str]) -> dict[str, list[str]]:
    """The phrases that our words for a code have in common with the official description."""
    found = {}
    for code, row in own.items():
        texts = {phrase for name in fields for phrase in phrases(row.get(name, ""))}
        common = texts & phrases(official.get(code, ""))
        if common:
            found[code] = sorted(" ".join(phrase) for phrase in common)
    return found


def test_occupation_has_one_plain_sentence() -> None:
    lengths = {code: len(row["summary"]) for code, row in OCCUPATIONS.items()}
    assert {code: length for code, length in lengths.items() if not 20 <= length <= 300} == {}
    ends = [code for code, row in OCCUPATIONS.items() if not row["summary"].endswith(".")]
    assert ends == []


def test_no_two_occupations_have_the_same_sentence() -> None:
    assert len({row["summary"] for row in OCCUPATIONS.values()}) == len(OCCUPATIONS)


def test_elements_have_addresses_of_their_own() -> None:
    slugs = [row["slug"] for row in ELEMENTS.values()]
    assert len(set(slugs)) == len(slugs)
    assert [slug for slug in slugs if not re.fullmatch(r"[a-z]+(-[a-z]+)*", slug)] == []
    assert "technologies" not in slugs


def test_skills_and_knowledge_have_three_examples_and_the_others_none() -> None:
    described = {code for code in ELEMENTS if code.startswith("2.")}
    assert len(described) == 35 + 33
    for code, row in ELEMENTS.items():
        given = [name for name in EXAMPLES if row.get(name)]
        assert given == (list(EXAMPLES) if code in described else []), code


def test_element_texts_fit_their_fields() -> None:
    for code, row in ELEMENTS.items():
        assert 10 <= len(row["summary"].split()) <= 70, code
        assert all(len(row.get(name, "")) <= 200 for name in EXAMPLES), code


def test_everyday_words_are_lower_case_or_names_and_stand_once() -> None:
    for code, row in (OCCUPATIONS | ELEMENTS).items():
        words = [word.strip() for word in row.get("everyday", "").split(",") if word.strip()]
        assert len({word.lower() for word in words}) == len(words), code


def test_words_share_no_phrase_with_the_official_descriptions(official_data: Path) -> None:
    folder = official_data / "onet" / "db_30_1_text"
    occupations = {
        row["O*NET-SOC Code"]: row["Description"]
        for row in table(folder / "Occupation Data.txt.gz", tabs=True)
    }
    elements = {
        row["Element ID"]: row["Description"]
        for row in table(folder / "Content Model Reference.txt.gz", tabs=True)
    }
    assert len(occupations) == 1016
    assert shared(OCCUPATIONS, occupations, ["summary"]) == {}
    assert shared(ELEMENTS, elements, ["summary", *EXAMPLES]) == {}


def test_examples_share_no_phrase_with_the_official_anchors(official_data: Path) -> None:
    anchors: dict[str, str] = {}
    path = official_data / "onet" / "db_30_1_text" / "Level Scale Anchors.txt.gz"
    for row in table(path, tabs=True):
        code = row["Element ID"]
        anchors[code] = f"{anchors.get(code, '')}. {row['Anchor Description']}"
    assert len(anchors) > 100
    assert shared(ELEMENTS, anchors, EXAMPLES) == {}


@pytest.mark.usefixtures("small_world")
def test_words_are_loaded_once_for_the_codes_that_are_held() -> None:
    changed = load_words(CONTENT)
    assert changed == OccupationWords.objects.count() + ElementWords.objects.count() > 0
    assert set(ElementWords.objects.values_list("pk", flat=True)) == set(ELEMENTS) & set(
        Element.objects.values_list("pk", flat=True)
    )
    assert load_words(CONTENT) == 0


@pytest.mark.usefixtures("small_world")
def test_words_follow_their_file_until_an_editor_changes_them() -> None:
    load_words(CONTENT)
    OccupationWords.objects.filter(pk="15-1252.00").update(summary="Outdated.")
    assert load_words(CONTENT) == 1
    words = OccupationWords.objects.get(pk="15-1252.00")
    assert words.summary == OCCUPATIONS["15-1252.00"]["summary"]
    words.summary = "An editor wrote this."
    actions.save_words(words=words, by=User.objects.create_user("editor"))
    assert load_words(CONTENT) == 0
    words.refresh_from_db()
    assert words.summary == "An editor wrote this."


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('["15-1252.00"]\nsummary = "x', "it is not TOML"),
        ('["15-1252.00"]\nwords = "x"', "15-1252.00 has no summary"),
        ('["15-1252.00"]\nsummary = "x"\nsumary = "y"', "15-1252.00: what is sumary?"),
    ],
)
def test_file_that_is_wrong_is_refused_by_name(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "15.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ContentError, match=re.escape(message)) as caught:
        read_words(path, OCCUPATION_FIELDS, ("summary",))
    assert str(caught.value).startswith("15.toml: ")


@pytest.mark.usefixtures("small_world")
def test_code_with_words_in_two_files_is_refused(tmp_path: Path) -> None:
    (tmp_path / "occupations").mkdir()
    for name in ("15.toml", "16.toml"):
        text = '["15-1252.00"]\nsummary = "Writes programs."\n'
        (tmp_path / "occupations" / name).write_text(text, encoding="utf-8")
    with pytest.raises(ContentError, match="has words in another file too"):
        load_words(tmp_path)
