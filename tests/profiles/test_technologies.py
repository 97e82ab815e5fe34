"""Technologies by name: addresses, what is listed together."""

from __future__ import annotations

import pytest
from pytest_django import DjangoAssertNumQueries

from careers.models import Release, TechnologyUse, technology_slug
from careers.profiles.technologies import (
    TechnologyCatalog,
    TechnologyRow,
    technology_catalog,
)


def row(name: str, *listed: str, category: str = "Tools", hot: bool = False) -> TechnologyRow:
    return TechnologyRow(technology_slug(name), name, (category,), hot, listed, frozenset())


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("C", "c"),
        ("C++", "c-plus-plus"),
        ("C#", "c-sharp"),
        ("Notepad++", "notepad-plus-plus"),
        ("Microsoft Excel", "microsoft-excel"),
        ("Café 2.0", "cafe-20"),
        ("東京", "東京".encode().hex()),
    ],
)
def test_address_tells_names_apart_that_differ_by_signs(name: str, slug: str) -> None:
    assert technology_slug(name) == slug


def test_companions_are_those_of_the_largest_share_of_either() -> None:
    git = row("Git", *"abcde")
    everywhere = row("Excel", *"abcdefghij")
    close = row("Docker", *"abcd")
    rare = row("Rare", "a", "b")
    found = TechnologyCatalog((git, everywhere, close, rare)).companions(git)
    assert [(one.technology.name, one.both, one.either, one.percent) for one in found] == [
        ("Docker", 4, 5, 80),
        ("Excel", 5, 10, 50),
    ]


def test_siblings_share_a_category_and_are_others() -> None:
    git, other = row("Git", "a"), row("Subversion", "b")
    rows = (git, other, row("Excel", "a", category="Sheets"))
    assert TechnologyCatalog(rows).siblings(git) == [other]


def test_search_finds_letters_of_name_and_category_in_any_case() -> None:
    catalog = TechnologyCatalog((row("Git", "a"), row("Excel", "a", category="Spreadsheets")))
    assert [found.name for found in catalog.search("gI")] == ["Git"]
    assert [found.name for found in catalog.search("SHEET")] == ["Excel"]
    assert len(catalog.search("")) == 2
    assert catalog.search("%") == ()


@pytest.mark.usefixtures("small_world")
def test_catalog_counts_each_occupation_once_whatever_the_categories() -> None:
    release = Release.objects.current().onet
    use = TechnologyUse.objects.filter(example="Microsoft Excel").first()
    assert use is not None
    TechnologyUse.objects.create(
        release=use.release,
        occupation=use.occupation,
        example=use.example,
        commodity_code="1",
        commodity="Another category",
        hot=True,
        in_demand=False,
    )
    catalog = technology_catalog(release)
    uses = TechnologyUse.objects.filter(example="Microsoft Excel")
    found = catalog.by_slug["microsoft-excel"]
    assert len(found.listed) == uses.values("occupation").distinct().count()
    assert found.in_demand == set(uses.filter(in_demand=True).values_list("occupation", flat=True))
    assert found.categories[0] == "Another category"
    assert len(found.categories) == 2


@pytest.mark.usefixtures("small_world")
def test_spellings_that_differ_in_case_are_one_technology() -> None:
    use = TechnologyUse.objects.filter(example="Microsoft Excel").first()
    assert use is not None
    TechnologyUse.objects.create(
        release=use.release,
        occupation_id="47-2111.00",
        example="MICROSOFT EXCEL",
        commodity_code="1",
        commodity=use.commodity,
        hot=True,
        in_demand=True,
    )
    found = technology_catalog(Release.objects.current().onet).by_slug["microsoft-excel"]
    assert found.name == "Microsoft Excel"
    assert "47-2111.00" in found.in_demand


@pytest.mark.usefixtures("small_world")
def test_catalog_has_hot_ones_first_and_is_read_once(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    release = Release.objects.current().onet
    with django_assert_num_queries(1):
        rows = technology_catalog(release).rows
        technology_catalog(release)
    assert [found.hot for found in rows] == sorted((found.hot for found in rows), reverse=True)
    names = TechnologyUse.objects.values_list("example", flat=True).distinct()
    assert len(rows) == len(set(names))


def test_without_a_release_there_are_none() -> None:
    assert technology_catalog(None).rows == ()
