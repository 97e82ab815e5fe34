"""Checks of the prose by itself."""

from __future__ import annotations

import tomllib

import pytest

from careers.checks.prose import WORDING, readability
from careers.checks.text import read, words
from careers.editing import Mapped
from tests.checks.conftest import Find

LONG = (
    "Notwithstanding considerable organizational heterogeneity, practitioners characteristically"
    " synthesize multidimensional requirements into comprehensive architectural documentation,"
    " simultaneously negotiating contradictory interdepartmental expectations, while"
    " institutional accountability mechanisms systematically complicate straightforward"
    " implementation. "
)
SHORT = "You read the log. You find the line. You mend it and tell the team. "


def test_faultless_guide_has_no_finding(find_in_text: Find) -> None:
    assert find_in_text() == []


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"work": ""}, "work"),
        ({"thrives": " \n-\n"}, "thrives"),
        ({"position": "***"}, "position"),
        ({"title": " "}, "title"),
    ],
)
def test_section_without_a_word_blocks(
    find_in_text: Find, changes: dict[str, str], field: str
) -> None:
    (found,) = find_in_text(**changes)
    assert (found.check, found.field, found.blocks) == ("empty section", field, True)


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("It pays $90,000 at first.", "$9"),
        ("It pays € 40 for a day.", "€ 4"),
        ("Some earn 90 dollars.", "90 dollars"),
        ("Most earn 28 an hour there.", "28 an hour"),
        ("Most earn 95,000 a year there.", "95,000 a year"),
        ("Most earn 95K a year there.", "95K a year"),
        ("About 12% leave.", "12%"),
        ("About 12.5 per cent leave.", "12.5 per cent"),
        ("About fifty percent leave.", "fifty percent"),
        ("There are 1.7 million of them.", "1.7 million"),
        ("There are 31,300 openings.", "31,300 openings"),
        ("There are 1800 new civilian jobs.", "1800 new civilian jobs"),
        ("About **12**% leave.", "12%"),
    ],
)
def test_figure_typed_by_hand_blocks_with_what_was_typed(
    find_in_text: Find, text: str, typed: str
) -> None:
    (found,) = find_in_text(work=text)
    assert (found.check, found.field, found.blocks) == ("typed figure", "work", True)
    assert f"“{typed}”" in found.reason
    assert typed in found.place


@pytest.mark.parametrize(
    "text",
    [
        "It pays {pay_median} in 2025, on May 15, at 7:30 or 19.",
        "Programs last 4 or 5 years, with around 2,000 hours of work in each year.",
        "Room 12 holds 4 patients; a shift is 12 hours, 3 nights a week.",
        "Small shops have 3 jobs at once and 12 workers.",
        "In 2025 jobs moved.",
        "A 4K screen and 64K of memory.",
        "Read [the manual](https://example.org/90%20percent/$5) first.",
    ],
)
def test_years_times_hours_and_small_counts_are_no_typed_figures(
    find_in_text: Find, text: str
) -> None:
    assert find_in_text(work=text) == []


def test_token_that_does_not_exist_blocks(find_in_text: Find) -> None:
    (found,) = find_in_text(work="It pays {pay_medain}.")
    assert (found.check, found.place, found.blocks) == ("unknown token", "{pay_medain}", True)


def test_token_in_a_links_address_blocks(find_in_text: Find) -> None:
    checks = {found.check for found in find_in_text(work="[Pay](https://example.org/{pay_median})")}
    assert "unknown token" in checks


def test_token_without_a_figure_under_the_mapping_blocks(find: Find) -> None:
    found = find(occupations=(Mapped("27-2011.00", None, "Paid by the hour."),))
    empty = [one for one in found if one.check == "empty token"]
    assert [one.field for one in empty] == ["summary"]
    assert all(one.blocks and "{pay_median}" in one.reason for one in empty)
    assert "(not published)" in empty[0].reason


def test_text_above_the_sites_grade_is_told_with_its_hardest_sentence(find_in_text: Find) -> None:
    (found,) = find_in_text(work=SHORT + LONG * 6)
    assert (found.check, found.field, found.blocks) == ("reading grade", "work", False)
    assert found.place.startswith("Notwithstanding")


def test_plain_text_of_the_same_length_is_not_told(find_in_text: Find) -> None:
    assert find_in_text(work=SHORT * 12) == []


def test_short_text_has_no_reading_grade(find_in_text: Find) -> None:
    assert find_in_text(work=LONG) == []


def test_readability_is_the_published_formula() -> None:
    """4.71 × 27/7 + 0.5 × 7/2 − 21.43 for seven words of 27 letters in two sentences."""
    counted = words("The quick fox sat. Dogs barked loudly.")
    assert len(counted) == 7
    assert sum(map(len, counted)) == 30
    assert readability(counted, 2) == pytest.approx(4.71 * 30 / 7 + 0.5 * 7 / 2 - 21.43)


@pytest.mark.parametrize(
    ("check", "text"),
    [
        ("gendered word", "The foreman signs."),
        ("gendered word", "Ask him or her first."),
        ("gendered word", "An engineer and his tools."),
        ("gendered word", "Two Man-Hours went by."),
        ("superlative", "This is the most rewarding work."),
        ("superlative", "A recession-proof trade."),
        ("promise", "A license guarantees work."),
        ("promise", "You'll earn well."),
    ],
)
def test_wording_of_the_list_is_told_and_does_not_block(
    find_in_text: Find, check: str, text: str
) -> None:
    found = find_in_text(harder=text)
    assert {one.check for one in found} == {check}
    assert not any(one.blocks for one in found)
    assert all(one.mend.startswith("Say ") for one in found)


@pytest.mark.parametrize(
    "text",
    [
        "The foreperson has a manual, and the chairs are full of history.",
        "Theirs is other work; this is where they rest.",
        "The bestseller was bestowed on nobody.",
        "It is [guaranteed by law](https://www.dol.gov/).",
        "Studies call it the [most rewarding trade](https://example.org/study).",
    ],
)
def test_words_that_only_look_alike_or_have_a_source_are_not_told(
    find_in_text: Find, text: str
) -> None:
    assert find_in_text(harder=text) == []


def test_source_of_one_sentence_does_not_cover_the_next(find_in_text: Find) -> None:
    text = "See [the study](https://example.org/study). It is guaranteed."
    assert [one.check for one in find_in_text(harder=text)] == ["promise"]


def test_link_inside_the_site_is_no_source(find_in_text: Find) -> None:
    text = "It is [guaranteed](#pay)."
    assert [one.check for one in find_in_text(harder=text)] == ["promise"]


def test_every_entry_of_the_list_has_words_and_what_to_say() -> None:
    lists = tomllib.loads(WORDING.read_text(encoding="utf-8"))
    assert set(lists) == {"gendered", "superlative", "promise"}
    for entries in lists.values():
        assert all(entry["words"] and entry["say"] and len(entry) == 2 for entry in entries)
    listed = [word for entries in lists.values() for entry in entries for word in entry["words"]]
    assert len(listed) == len(set(listed))


def test_text_is_read_without_marks_and_with_its_links() -> None:
    text = read("One *two* [three](/x/ 'title')\nfour.\n\n- five\n- [six][a]\n\n[a]: /y/\n")
    assert text.plain == "One two three four.\nfive\nsix"
    assert [(link.href, link.words) for link in text.links] == [("/x/", "three"), ("/y/", "six")]
    assert text.sentences == ["One two three four.", "five", "six"]


def test_points_are_read_one_a_line() -> None:
    assert read("One\nTwo", by_line=True).sentences == ["One", "Two"]
    assert read("One\nTwo").sentences == ["One Two"]
