"""The bitmaps of listings, against plain counting."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from careers.listings import build, index
from careers.listings.index import bitmap
from careers.models import Listing, ListingSkill, Role
from tests.views import made

COLD = 2


def placed(held: index.ListingIndex, bits: int) -> set[int]:
    """The primary keys that a bitmap stands for."""
    return {pk for pk, place in held.places.items() if bits >> place & 1}


@given(st.binary(max_size=80))
def test_bitmap_has_the_bit_of_each_byte_that_is_not_0(flags: bytes) -> None:
    bits = bitmap(flags)
    assert [place for place in range(len(flags)) if bits >> place & 1] == [
        place for place, byte in enumerate(flags) if byte
    ]


def test_index_holds_every_option_of_every_listing(listed: made.World) -> None:
    held = index.current()
    assert set(held.places) == set(Listing.objects.values_list("pk", flat=True))
    by_option = {
        ("kind", "guide"): Listing.objects.filter(kind="guide"),
        ("sector", "arts"): Listing.objects.filter(sector="arts"),
        ("level", "mid"): Listing.objects.filter(level="mid"),
        ("education", "bachelor"): Listing.objects.filter(education=6),
        ("zone", "4"): Listing.objects.filter(zone=4),
        ("growth", "much-faster"): Listing.objects.filter(growth__gte=6.5),
        ("growth", "slower"): Listing.objects.filter(growth__gte=0.5, growth__lt=2.5),
        ("interest", "I"): Listing.objects.filter(holland__startswith="I"),
        ("pay", "100000"): Listing.objects.filter(pay__gte=100_000),
        ("openings", "20000"): Listing.objects.filter(openings__gte=20_000),
        ("skill", "2.B.3.e"): Listing.objects.filter(skills__element="2.B.3.e"),
    }
    for option, rows in by_option.items():
        expected = set(rows.values_list("pk", flat=True))
        assert expected, option
        assert placed(held, held.options[option]) == expected, option


def test_pay_by_the_hour_reaches_no_step_of_pay_a_year(listed: made.World) -> None:
    held = index.current()
    actors = Listing.objects.get(key="27-2011.00")
    Listing.objects.filter(pk=actors.pk).update(pay=200_000)
    assert actors.is_hourly
    assert actors.pk not in placed(index.current(), index.current().options["pay", "30000"])
    assert held.figures[actors.code_set_id or 0].pay is None


def test_growth_is_banded_as_it_is_worded_at_the_rounding_edge(listed: made.World) -> None:
    for growth, slug in ((6.5, "much-faster"), (6.49, "faster"), (-0.49, "little-change"),
                         (-0.5, "decline"), (0.5, "slower")):  # fmt: skip
        Listing.objects.update(growth=growth)
        held = index.current()
        assert held.options["growth", slug] == held.live, growth


def test_reaching_counts_sets_at_each_step(listed: made.World) -> None:
    held = index.current()
    values = {pk: row.pay for pk, row in held.figures.items()}
    for step, bits in zip(
        (50_000, 104_300, 120_000), held.reaching(values, (50_000, 104_300, 120_000)), strict=True
    ):
        expected = Listing.objects.filter(is_hourly=False, pay__gte=step)
        assert placed(held, bits) == set(expected.values_list("pk", flat=True)), step


@pytest.mark.django_db(transaction=True)
def test_index_is_kept_until_a_listing_changes(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    world = made.world()
    build.refresh_facts()
    first = index.current()
    with django_assert_num_queries(1):
        assert index.current() is first
    role = made.guide(world)
    added = index.current()
    guide = Listing.objects.get(key=role.slug)
    assert placed(added, added.options["kind", "guide"]) == {guide.pk}
    assert placed(added, added.options["skill", "2.B.3.e"]) == set(
        ListingSkill.objects.filter(element="2.B.3.e").values_list("listing_id", flat=True)
    )
    Role.objects.update(status="draft")
    build.refresh_guides(Role.objects.all())
    gone = index.current()
    assert guide.pk not in gone.places
    assert gone.options.get(("kind", "guide"), 0) == 0
    assert gone.live.bit_count() == Listing.objects.count()
    assert [gone.keys[place] for place in gone.by_title] == list(
        Listing.objects.order_by("title").values_list("pk", flat=True)
    )


@pytest.mark.django_db(transaction=True)
def test_index_is_made_anew_once_most_of_it_is_gone() -> None:
    made.world()
    for _ in range(3):
        build.refresh_facts()
        held = index.current()
        assert len(held.keys) == Listing.objects.count() == 4
    Listing.objects.all().delete()
    assert index.current().live == 0


def test_nothing_is_kept_of_a_transaction(
    listed: made.World, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(2):
        with django_assert_num_queries(COLD):
            assert index.current().live.bit_count() == 5
    Listing.objects.all().delete()
    assert index.current().live == 0
