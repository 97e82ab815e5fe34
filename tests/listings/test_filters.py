"""What a URL of the list asks for, however it is written."""

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from careers.listings import filters
from careers.listings.build import EDUCATION
from careers.listings.filters import Choice, Facet, Filters, parse
from careers.profiles.wording import GROWTH_WORDS

FACETS = {
    facet.name: facet
    for facet in (
        Facet("sector", "Sector", (Choice("arts", "Arts"), Choice("law", "Law"))),
        Facet("pay", "Pay", (Choice("60000", "$60K or more"),), at_least=True),
        Facet("interest", "Interest", (Choice("I", "Investigative"),)),
        Facet("skill", "Skill", (Choice("programming", "Programming", "2.B.3.e"),)),
    )
}


def asked(query: str, sorts: tuple[str, ...] = filters.SORTS) -> Filters:
    return parse(QueryDict(query), FACETS, sorts)


def test_query_is_canonical_whatever_the_order_asked() -> None:
    first = asked("page=3&pay=60000&skill=programming&sector=law&sector=arts&view=table&sort=pay")
    second = asked(
        "sort=pay&sector=arts&sector=law&sector=law&view=table&skill=programming&pay=60k"
    )
    assert first.query() == second.query()
    assert first.query() == (
        "sector=arts&sector=law&pay=60000&skill=programming&sort=pay&view=table"
    )
    assert parse(QueryDict(first.query()), FACETS) == first


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        *(("72500", "72500"), ("72,500", "72500"), ("$72,500", "72500"), ("72k", "72000")),
        *(("$72K", "72000"), ("0", ""), ("-5", ""), ("1e9", ""), ("72.5", ""), ("1,00", "")),
        *(("999999999k", ""), ("٣٠٠٠", ""), ("a" * 200, "")),
    ],
)
def test_pay_is_understood_as_people_type_it(text: str, amount: str) -> None:
    found = asked(f"pay={text}")
    assert found.chosen.get("pay", ("",))[0] == amount
    assert bool(found.unknown) == (amount == "")


def test_of_two_least_amounts_the_first_counts() -> None:
    assert asked("pay=50000&pay=60000").chosen == {"pay": ("50000",)}


def test_what_is_not_understood_is_left_out_and_told() -> None:
    found = asked("sector=xx&sector=law&published=1&sort=upward&view=list&level=mid&foo=1")
    assert found.chosen == {"sector": ("law",)}
    told = dict(found.unknown)
    assert told == {
        "sector": "xx", "published": "1", "sort": "upward", "view": "list", "level": "mid",
    }  # fmt: skip


def test_order_that_needs_a_place_is_not_understood_without_one() -> None:
    assert asked("sort=real").sort == "real"
    without = asked("sort=real", filters.SORTS[:-1])
    assert (without.sort, without.unknown) == ("", (("sort", "real"),))


def test_blank_values_of_a_form_ask_for_nothing() -> None:
    assert asked("pay=&sort=&sector=+") == Filters({})


def test_toggling_adds_in_the_facets_order_and_takes_away() -> None:
    law = asked("sector=law&pay=60000")
    both = law.toggled(FACETS["sector"], "arts")
    assert both.chosen["sector"] == ("arts", "law")
    assert both.toggled(FACETS["sector"], "arts").chosen == law.chosen
    assert law.toggled(FACETS["pay"], "80000").chosen["pay"] == ("80000",)
    assert "pay" not in law.toggled(FACETS["pay"], "60000").chosen


def test_clearing_keeps_order_view_and_comparison() -> None:
    found = asked("sector=law&sort=pay&view=table&compare=actor,15-1252.00").cleared()
    assert found.query() == "sort=pay&view=table&compare=actor,15-1252.00"


def test_compared_are_four_at_most_each_once_and_plausible() -> None:
    assert filters.compared(["a,b,a", "<script>,c", "d,e"]) == ("a", "b", "c", "d")
    assert filters.compared(["x" * 200, "", "\0"]) == ()


def test_words_of_the_url_cover_every_rung_and_band() -> None:
    assert len(filters.EDUCATION_SLUGS) == len(EDUCATION) == len(set(filters.EDUCATION_SLUGS))
    words = [word for _, word in GROWTH_WORDS] + ["decline"]
    assert list(filters.GROWTH_SLUGS.values()) == words
    assert [filters.growth_slug(word) for word in words] == list(filters.GROWTH_SLUGS)


def test_least_amount_is_rounded_only_where_nothing_is_lost() -> None:
    assert filters.at_least_label("pay", 100_000) == "$100K or more"
    assert filters.at_least_label("pay", 123_456) == "$123,456 or more"
    assert filters.at_least_label("openings", 5_000) == "5,000 or more"


@given(st.text(max_size=40), st.sampled_from([*filters.PARAMETERS, "place"]))
def test_any_value_is_parsed_to_a_state_that_its_own_query_gives_back(text: str, name: str) -> None:
    query = QueryDict(mutable=True)
    query[name] = text
    found = parse(query, FACETS)
    again = parse(QueryDict(found.query()), FACETS)
    assert again.query() == found.query()
    assert again.unknown == ()
