"""Questions in the language of either database, and what they find."""

import pytest

from careers.models import SearchTerm
from careers.search.engines import Either, Every, Token, fts5, rows, tsquery

QUESTION = Every((Token("nurse"), Either((Token("=rn"), Token("~regist", prefix=True)))))


def test_question_is_written_for_either_database() -> None:
    assert fts5(QUESTION) == '("nurse" AND ("=rn" OR "~regist"*))'
    assert tsquery(QUESTION) == "('nurse' & ('=rn' | '~regist':*))"


def test_rows_are_those_with_the_lowest_numbers(market: None) -> None:
    every = rows([(Token("manager"), 100)])
    assert len(every) > 4
    assert [row.id for row in every] == sorted(row.id for row in every)
    assert rows([(Token("manager"), 3)]) == every[:3]


def test_rows_of_several_questions_come_once(market: None) -> None:
    once = rows([(Token("nurse"), 100)])
    assert rows([(Token("nurse"), 100), (Token("nur", prefix=True), 100)]) == once


@pytest.mark.parametrize("change", ["update", "delete"])
def test_changed_rows_are_found_as_they_are(market: None, change: str) -> None:
    found = SearchTerm.objects.filter(pk__in=[row.id for row in rows([(Token("accountant"), 9)])])
    assert found.exists()
    if change == "update":
        found.update(tokens="zeppelin")
        assert rows([(Token("zeppelin"), 9)])
    else:
        found.delete()
    assert rows([(Token("accountant"), 9)]) == []
