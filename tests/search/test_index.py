"""The index: built whole or in part, and known to be outdated."""

from collections.abc import Callable

import pytest
from django.utils import timezone

from careers import actions, search
from careers.models import (
    ElementWords,
    JobTitle,
    OccupationWords,
    Release,
    Role,
    SearchEntry,
    SearchState,
    SearchTerm,
)
from tests.search.conftest import Find

Make = Callable[..., Role]


def contents() -> set[tuple[str, str, str, int]]:
    """Every name with the thing it belongs to."""
    rows = SearchTerm.objects.values_list("entry__kind", "entry__key", "words", "kind")
    return set(rows)


def test_part_by_part_makes_the_same_index_as_the_whole(make_guide: Make) -> None:
    role = make_guide("Nursing Guide", answers=("registered-nurse", "registered-nurses"))
    partly = contents()
    search.rebuild()
    assert contents() == partly
    role.answers_for.all().delete()
    search.index_roles([role])
    partly = contents()
    search.rebuild()
    assert contents() == partly


def test_rebuild_twice_gives_the_same_rows_in_the_same_order(market: None) -> None:
    before = list(SearchTerm.objects.values_list("pk", "entry__key", "tokens"))
    search.rebuild()
    assert list(SearchTerm.objects.values_list("pk", "entry__key", "tokens")) == before


def test_index_of_nothing_is_built_when_a_guide_is_indexed(market: None, find: Find) -> None:
    SearchState.objects.all().delete()
    assert find("accountant") == []
    search.index_roles([])
    assert find("accountant")[0] == ("title", "accountant")


def test_index_fits_until_a_release_is_imported(market: None) -> None:
    assert search.is_current()
    Release.objects.filter(source="onet").update(imported_at=timezone.now())
    assert not search.is_current()
    actions.refresh_outdated()
    assert search.is_current()


def test_words_that_an_editor_changed_are_found(market: None, find: Find) -> None:
    words = OccupationWords.objects.get(pk="39-2021.00")
    words.everyday = "ferret whisperer"
    words.save()
    search.index_words(words)
    assert find("ferret whisperer")[0] == ("title", "animal-caretakers")
    assert find("zoo") == []
    skill = ElementWords.objects.get(slug="programming")
    skill.everyday = "scripting"
    skill.save()
    search.index_words(skill)
    assert find("scripting")[0] == ("skill", "programming")


def test_title_shown_again_is_found_again(market: None, find: Find) -> None:
    JobTitle.objects.filter(slug="accountant").update(hidden=True)
    actions.refresh_titles(slugs=["accountant"])
    assert not SearchEntry.objects.filter(key="accountant").exists()
    JobTitle.objects.filter(slug="accountant").update(hidden=False)
    actions.refresh_titles(slugs=["accountant"])
    assert find("accountant")[0] == ("title", "accountant")


def test_deleted_guide_takes_its_names_along(make_guide: Make, find: Find) -> None:
    make_guide("Blimp Pilot").delete()
    assert find("blimp pilot") == []
    assert not SearchTerm.objects.filter(words__contains="blimp").exists()


@pytest.mark.parametrize("code", ["29-1141.03"])
def test_detailed_occupation_weighs_less_than_the_code_it_is_part_of(
    market: None, code: str
) -> None:
    own = SearchTerm.objects.get(entry__key="critical-care-nurses", kind=0)
    whole = SearchTerm.objects.get(entry__key="registered-nurses", kind=0)
    assert own.jobs < whole.jobs
