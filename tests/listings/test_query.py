"""Which listings filters leave, what each further filter would leave, and the order."""

from itertools import chain, product

import pytest
from django.http import QueryDict

from careers.listings import filters
from careers.listings.query import Found, find, in_order
from careers.models import Area, AreaFigures, Listing
from tests.views import made

SEATTLE, ABILENE = "0042660", "0010180"
QUERIES = [
    "", "kind=guide", "sector=engineering&pay=100000", "growth=much-faster&growth=slower",
    "skill=programming&openings=20000", "interest=I&zone=4&education=bachelor", "pay=104300",
    "pay=104301", "level=mid", "level=entry", "pay=110000&skill=reading-comprehension",
]  # fmt: skip
IN_AREAS = [*product([*QUERIES, "published=1", "published=1&pay=150000"], (SEATTLE, ABILENE))]


def found(query: str, area: str = "") -> Found:
    place = Area.objects.get(code=area) if area else None
    facets = filters.facets(with_place=place is not None)
    return find(facets, filters.parse(QueryDict(query), facets), place)


def keys(query: str, area: str = "") -> list[str]:
    return [row.key for row in in_order(found(query, area).keys())]


def fits(listing: Listing, query: str, area: str) -> bool:
    """The filters once more, one listing at a time, as plainly as can be."""
    asked = QueryDict(query)
    here = AreaFigures.objects.filter(area=area, code_set=listing.code_set).first()
    pay = (here.pay if here else None) if area else listing.pay
    yearly = None if listing.is_hourly else pay
    skills: set[str | None] = set(listing.skills.values_list("element__words__slug", flat=True))
    one: dict[str, set[str | None]] = {
        "kind": {listing.kind},
        "sector": {listing.sector_id},
        "level": {listing.level},
        "education": {filters.EDUCATION_SLUGS[(listing.education or 0) - 1]},
        "zone": {str(listing.zone)},
        "interest": {listing.holland[:1]},
        "skill": skills,
        "growth": {"much-faster" if (listing.growth or 0) >= 6.5 else "slower"},
        "published": {"1"} if pay is not None else set(),
    }
    least: dict[str, float | None] = {"pay": yearly, "openings": listing.openings}
    return all(
        (least[name] or 0) >= int(asked[name]) if name in least else bool(one[name] & set(values))
        for name, values in asked.lists()
    )


@pytest.mark.parametrize("query", QUERIES)
def test_filters_leave_what_fits_each(listed: made.World, query: str) -> None:
    expected = {row.key for row in Listing.objects.all() if fits(row, query, "")}
    assert set(keys(query)) == expected
    assert found(query).total == len(expected)


@pytest.mark.parametrize(("query", "area"), IN_AREAS)
def test_filters_of_pay_are_the_areas(listed: made.World, query: str, area: str) -> None:
    expected = {row.key for row in Listing.objects.all() if fits(row, query, area)}
    assert set(keys(query, area)) == expected


@pytest.mark.parametrize(
    ("query", "area"), [*((query, "") for query in QUERIES[::3]), *IN_AREAS[1::9]]
)
def test_every_option_counts_what_it_would_leave(listed: made.World, query: str, area: str) -> None:
    held = found(query, area)
    for name, counts in held.counts.items():
        others = [(other, value) for other, value in held.filters.pairs() if other != name]
        for value, count in counts.items():
            asked = QueryDict(mutable=True)
            for other, one in [*others, (name, value)]:
                asked.appendlist(other, one)
            assert count == len(keys(asked.urlencode(), area)), (name, value)


def test_guides_come_first_then_most_jobs(listed: made.World) -> None:
    assert keys("") == [
        "software-systems-engineer", "15-1252.00", "15-1299.08", "15-1253.00", "27-2011.00",
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["growth", "openings", "jobs"])
def test_highest_comes_first_and_absent_last(listed: made.World, name: str) -> None:
    rows = {"15-1253.00": None, "15-1299.08": 5}
    for key, value in rows.items():
        Listing.objects.filter(key=key).update(**{name: value})
    order = keys(f"sort={name}")
    values = [getattr(Listing.objects.get(key=key), name) for key in order]
    present = [value for value in values if value is not None]
    assert present == sorted(present, reverse=True)
    assert values[-1] is None


def test_pay_by_the_hour_stands_with_the_absent_after_pay_a_year(listed: made.World) -> None:
    assert keys("sort=pay") == [
        "15-1252.00", "software-systems-engineer", "15-1299.08", "15-1253.00", "27-2011.00",
    ]  # fmt: skip


def test_ties_are_broken_by_title_then_key(listed: made.World) -> None:
    actors = Listing.objects.get(key="27-2011.00")
    Listing.objects.exclude(pk=actors.pk).update(code_set=actors.code_set, title="Actors")
    expected = sorted(Listing.objects.values_list("key", flat=True))
    assert keys("sort=pay") == keys("sort=title") == expected


def test_sets_of_one_value_are_merged_by_title(listed: made.World) -> None:
    Listing.objects.update(jobs=7, kind="occupation")
    by_title = list(Listing.objects.order_by("title").values_list("key", flat=True))
    assert keys("sort=jobs") == keys("") == by_title


def test_order_is_the_areas_with_a_place(listed: made.World) -> None:
    figures = AreaFigures.objects.get(area=SEATTLE, code_set__key="15-1253:1")
    AreaFigures.objects.filter(pk=figures.pk).update(pay=900_000, jobs=9_000_000)
    for query in ("sort=pay", "sort=real", "sort=jobs"):
        assert keys(query, SEATTLE)[0] == "15-1253.00"
        assert keys(query, SEATTLE)[-1] == "27-2011.00"
    assert keys("sort=growth", SEATTLE) == keys("sort=growth")


def test_pages_of_the_order_hold_each_once(listed: made.World) -> None:
    for query in ("", "sort=title", "sort=pay", "sector=engineering"):
        held = found(query)
        parts = [held.keys(start, start + 2) for start in range(0, held.total + 2, 2)]
        assert list(chain(*parts)) == held.keys()
        assert len(set(held.keys())) == held.total


def test_empty_database_has_nothing(db: None) -> None:
    held = found("")
    assert (held.total, held.keys()) == (0, [])
    assert set(held.counts["kind"].values()) == {0}
