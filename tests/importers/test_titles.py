"""Titles: the two forms of "A (B)", one title a slug, further names and what they redirect to."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careers.importers.titles import (
    Filing,
    FurtherName,
    reviewed_abbreviations,
    two_forms,
    unite_titles,
)
from careers.sources import onet

NURSE, DEVELOPER, TESTER = "29-1141.00", "15-1252.00", "15-1253.00"


@pytest.mark.parametrize(
    ("text", "short", "forms"),
    [
        ("Registered Nurse (RN)", "RN", ("Registered Nurse", "RN")),
        (
            "CNC Machinist (Computer Numerical Control Machinist)",
            "CNC Machinist",
            ("CNC Machinist", "Computer Numerical Control Machinist"),
        ),
        ("Union Representative (Union Rep)", "Union Rep", ("Union Rep", "Union Representative")),
        ("SWE (Software Engineer)", "SWE", ("Software Engineer", "SWE")),
        (
            "Registered Radiologic Technologist (RT (R))",
            "RT (R)",
            ("RT (R)", "Registered Radiologic Technologist"),
        ),
        ("Registered Nurse", "RN", None),
        ("Registered Nurse (RN)", "LPN", None),
    ],
)
def test_two_forms(text: str, short: str, forms: tuple[str, str] | None) -> None:
    assert two_forms(text, short) == forms


words = st.text("ABCdef ", min_size=1).map(str.strip).filter(bool)


@given(long=words, short=words, first=st.booleans())
def test_two_forms_gives_both_and_prefers_a_short_one_of_two_words(
    long: str, short: str, first: bool
) -> None:
    text = f"{short} ({long})" if first else f"{long} ({short})"
    forms = two_forms(text, short)
    assert forms is not None
    assert sorted(forms) == sorted((long, short))
    assert forms[0] == (short if len(short.split()) >= 2 else long)


def test_titles_of_one_slug_unite_their_occupations() -> None:
    titles = unite_titles(
        [],
        [(DEVELOPER, "Front-End Developer", None), (TESTER, "Front End Developer", None)],
        [(TESTER, "front end developer")],
        {},
    )
    assert list(titles.texts) == ["front-end-developer"]
    assert titles.filings == [
        Filing("front-end-developer", DEVELOPER, is_official=False, is_reported=False),
        Filing("front-end-developer", TESTER, is_official=False, is_reported=True),
    ]


def test_shown_text_is_the_official_then_the_alternate_then_the_reported() -> None:
    titles = unite_titles(
        [(DEVELOPER, "Software Developers")],
        [(DEVELOPER, "Software-Developers", None), (DEVELOPER, "Web Dev", None)],
        [(DEVELOPER, "A Tester"), (DEVELOPER, "WEB DEV"), (TESTER, "WEB DEV")],
        {},
    )
    assert titles.texts == {
        "a-tester": "A Tester",
        "software-developers": "Software Developers",
        "web-dev": "Web Dev",
    }
    assert Filing("software-developers", DEVELOPER, True, False) in titles.filings


def test_shown_text_among_equals_is_the_commonest() -> None:
    titles = unite_titles(
        [],
        [(NURSE, "ER Nurse", None), (TESTER, "Er Nurse", None), (DEVELOPER, "Er Nurse", None)],
        [],
        {},
    )
    assert titles.texts == {"er-nurse": "Er Nurse"}


def test_reported_title_follows_the_alternate_of_the_same_text() -> None:
    titles = unite_titles(
        [],
        [(NURSE, "Registered Nurse (RN)", "RN")],
        [(NURSE, "Registered Nurse (RN)"), (NURSE, "Singer (Burning)")],
        {},
    )
    assert titles.texts == {
        "registered-nurse": "Registered Nurse",
        "singer-burning": "Singer (Burning)",
    }
    assert Filing("registered-nurse", NURSE, False, True) in titles.filings


def test_further_name_of_two_words_redirects() -> None:
    titles = unite_titles([], [(NURSE, "Union Representative (Union Rep)", "Union Rep")], [], {})
    name = FurtherName("union-rep", "Union Representative", "union-representative", True)
    assert titles.names == [name]


def test_further_name_does_not_redirect_from_a_titles_own_address() -> None:
    alternate = [
        (NURSE, "Union Representative (Union Rep)", "Union Rep"),
        (TESTER, "Union Representative", None),
    ]
    (name,) = unite_titles([], alternate, [], {}).names
    assert (name.slug, name.redirects) == ("union-representative", False)


def test_further_name_of_two_titles_redirects_to_neither() -> None:
    alternate = [
        (NURSE, "Big Rep (Big Old Representative)", "Big Rep"),
        (TESTER, "Old Rep (Big Old Representative)", "Old Rep"),
    ]
    names = unite_titles([], alternate, [], {}).names
    assert [(name.title_slug, name.redirects) for name in names] == [
        ("big-rep", False),
        ("old-rep", False),
    ]


def test_one_word_redirects_only_where_the_reviewed_list_says_so() -> None:
    alternate = [
        (NURSE, "Registered Nurse (RN)", "RN"),
        (NURSE, "Psychiatric Technician (PT)", "PT"),
        (TESTER, "Physical Therapist", None),
    ]
    reviewed = {"RN": "Registered Nurse", "PT": "Physical Therapist", "XY": "Not A Title"}
    names = unite_titles([], alternate, [], reviewed).names
    assert {(name.name, name.title_slug): name.redirects for name in names} == {
        ("PT", "physical-therapist"): True,
        ("PT", "psychiatric-technician"): False,
        ("RN", "registered-nurse"): True,
    }


def test_reviewed_abbreviation_never_takes_a_titles_own_address() -> None:
    alternate = [(NURSE, "RN", None), (NURSE, "Registered Nurse", None)]
    (name,) = unite_titles([], alternate, [], {"RN": "Registered Nurse"}).names
    assert not name.redirects


def test_order_of_the_rows_changes_nothing() -> None:
    alternate = [
        (NURSE, "Registered Nurse (RN)", "RN"),
        (NURSE, "ER Nurse", None),
        (TESTER, "Er Nurse", None),
    ]
    reported = [(TESTER, "Registered Nurse (RN)"), (NURSE, "ER nurse")]
    one = unite_titles([(NURSE, "Registered Nurses")], alternate, reported, {"RN": "ER Nurse"})
    other = unite_titles(
        [(NURSE, "Registered Nurses")], alternate[::-1], reported[::-1], {"RN": "ER Nurse"}
    )
    assert one == other


def test_official_release_gives_46694_titles(official_data: Path) -> None:
    release = onet.read(official_data / "onet/db_30_1_text")
    abbreviations = reviewed_abbreviations()
    titles = unite_titles(
        [(row.code, row.title) for row in release.occupations()],
        [(row.occupation, row.title, row.short_title) for row in release.titles()],
        [(row.occupation, row.title) for row in release.reported_titles()],
        abbreviations,
    )
    assert len(titles.texts) == 46_694
    assert titles.texts["registered-nurse"] == "Registered Nurse"
    redirects = {name.slug: name.title_slug for name in titles.names if name.redirects}
    assert redirects["rn"] == "registered-nurse"
    assert redirects["pt"].startswith("physical-therapist")
    assert not redirects.keys() & titles.texts.keys()
    assert len(redirects) == sum(name.redirects for name in titles.names)
