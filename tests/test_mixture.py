"""The merge: worked examples, the reference rule's fixture, and properties."""

from __future__ import annotations

import itertools
import math
from statistics import NormalDist

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from careers.mixture import (
    PERCENTILES,
    Distribution,
    Mixture,
    distribution,
    merge_pay,
    simple,
    weighted_mean,
)

MAY_2024 = {
    "15-1252": (79_850, 103_050, 133_080, 169_000, 211_450),
    "15-1253": (60_690, 79_520, 102_610, 131_870, 166_960),
    "15-1299": (52_650, 76_360, 108_970, 147_530, 176_800),
}
JOBS_2024 = {"15-1252": 1_654_440, "15-1253": 199_800, "15-1299": 439_380}

wages = st.integers(min_value=8_000, max_value=900_000)
percentiles = st.lists(wages, min_size=5, max_size=5).map(lambda found: tuple(sorted(found)))
tied = st.lists(st.sampled_from([20_000, 30_000, 45_000]), min_size=5, max_size=5).map(
    lambda found: tuple(sorted(found))
)
one_code = st.one_of(percentiles, tied)
weight = st.floats(min_value=0.5, max_value=3e6, allow_nan=False)
several = st.lists(st.tuples(one_code, weight), min_size=1, max_size=6)


def known(found: tuple[float, ...]) -> Distribution:
    part = distribution(found)
    assert part is not None
    return part


def mixture(parts: list[tuple[tuple[float, ...], float]]) -> Mixture:
    return Mixture({str(index): (known(one), share) for index, (one, share) in enumerate(parts)})


def cumulative_from_the_definition(found: tuple[float, ...], wage: float) -> float:
    """A second reading of the rule, written without looking at the first: plain and slow."""
    normal = NormalDist()
    below = [share for share, at in zip(PERCENTILES, found, strict=True) if at <= wage]
    if found[0] == found[1] and wage < found[0]:
        return 0.0
    if found[3] == found[4] and wage >= found[4]:
        return 1.0
    if below and wage in found:
        return below[-1]
    left = len(below) - 1
    if left < 0:
        left, right = 0, 1
    elif left == 4:
        left, right = 3, 4
    else:
        right = left + 1
    z_left, z_right = normal.inv_cdf(PERCENTILES[left]), normal.inv_cdf(PERCENTILES[right])
    x_left, x_right = math.log(found[left]), math.log(found[right])
    return normal.cdf(z_left + (z_right - z_left) * (math.log(wage) - x_left) / (x_right - x_left))


def test_reference_page_pooled_as_design_gives_it() -> None:
    merged = merge_pay({code: known(row) for code, row in MAY_2024.items()}, dict(JOBS_2024))
    assert merged is not None
    assert [round(wage, -2) for wage in merged.wages] == [71_200, 94_800, 125_800, 161_900, 202_200]
    assert not any(merged.at_least)


def test_simple_fixture_holds_to_the_cent() -> None:
    found = simple(
        dict(MAY_2024), {"15-1252": 15.8, "15-1253": 10.0, "15-1299": 8.2}, dict(JOBS_2024)
    )
    assert round(found.median or 0, 2) == 114_886.67
    assert (found.low, found.high, found.jobs) == (52_650, 211_450, 2_293_620)
    assert round(found.growth_percent or 0, 2) == 11.33


@given(one_code, weight)
def test_one_code_gives_back_its_published_percentiles_exactly(
    found: tuple[float, ...], share: float
) -> None:
    assert mixture([(found, share)]).merged().wages == found


@given(one_code, weight, weight)
def test_a_code_split_in_two_of_the_same_distribution_changes_nothing(
    found: tuple[float, ...], first: float, second: float
) -> None:
    assert mixture([(found, first), (found, second)]).merged().wages == found


@given(several)
def test_order_of_codes_changes_nothing(parts: list[tuple[tuple[float, ...], float]]) -> None:
    assert mixture(parts).merged() == mixture(parts[::-1]).merged()


@given(several)
def test_merged_percentile_lies_between_its_parts(
    parts: list[tuple[tuple[float, ...], float]],
) -> None:
    for place, wage in enumerate(mixture(parts).merged().wages):
        column = [found[place] for found, _ in parts]
        assert min(column) * (1 - 1e-9) <= wage <= max(column) * (1 + 1e-9)


@given(several)
def test_merged_percentiles_never_fall(parts: list[tuple[tuple[float, ...], float]]) -> None:
    merged = mixture(parts).merged().wages
    assert all(low <= high * (1 + 1e-9) for low, high in itertools.pairwise(merged))


@given(several)
def test_merged_percentile_is_the_least_wage_that_reaches_its_share(
    parts: list[tuple[tuple[float, ...], float]],
) -> None:
    total = sum(share for _, share in parts)

    def reached(wage: float) -> float:
        return (
            sum(share * cumulative_from_the_definition(found, wage) for found, share in parts)
            / total
        )

    for share, wage in zip(PERCENTILES, mixture(parts).merged().wages, strict=True):
        assert reached(wage * (1 + 1e-7)) >= share - 1e-5
        assert reached(wage * (1 - 1e-4)) < share + 1e-5


@given(st.lists(st.tuples(st.floats(-60, 90), weight), min_size=1, max_size=9))
def test_growth_lies_between_its_parts(parts: list[tuple[float, float]]) -> None:
    values = {str(index): value for index, (value, _) in enumerate(parts)}
    weights = {str(index): share for index, (_, share) in enumerate(parts)}
    mean = weighted_mean(values, weights)
    assert mean is not None
    assert min(values.values()) <= mean <= max(values.values())


def test_growth_of_the_reference_codes_weighs_jobs() -> None:
    growth = {"15-1252": 15.8, "15-1253": 10.0, "15-1299": 8.2}
    jobs = {"15-1252": 1_693_800.0, "15-1253": 201_700.0, "15-1299": 472_000.0}
    mean = weighted_mean(growth, jobs)
    assert mean is not None
    assert round(mean, 2) == 13.79


def test_tie_is_a_jump_and_nothing_lies_beyond_one_at_the_end() -> None:
    part = known((30_000, 30_000, 31_000, 40_000, 40_000))
    assert part.cumulative(math.log(29_999)) == 0
    assert part.cumulative(math.log(30_000)) == 0.25
    assert part.below(math.log(30_000)) == 0
    assert part.cumulative(math.log(40_000)) == 1
    assert part.below(math.log(40_000)) == 0.75


def test_ends_without_a_jump_are_carried_on() -> None:
    part = known((20_000, 30_000, 40_000, 50_000, 60_000))
    assert 0 < part.cumulative(math.log(15_000)) < 0.10
    assert 0.90 < part.cumulative(math.log(80_000)) < 1


def test_capped_percentile_enters_at_the_cap_and_is_at_least() -> None:
    part = distribution((90_000, 150_000, 230_000, None, None), (False,) * 3 + (True,) * 2, 239_200)
    assert part is not None
    assert part.wages == (90_000, 150_000, 230_000, 239_200, 239_200)
    merged = merge_pay({"a": part}, {"a": 10})
    assert merged is not None
    assert merged.at_least == (False, False, False, True, True)


def test_capped_percentile_enters_at_the_highest_published_one_above_the_cap() -> None:
    part = distribution((90_000, 150_000, 250_000, 300_000, None), (False,) * 4 + (True,), 239_200)
    assert part is not None
    assert part.wages[4] == 300_000


def test_merged_percentile_above_a_capped_codes_last_published_one_is_at_least() -> None:
    capped = distribution(
        (60_000, 80_000, 100_000, None, None), (False,) * 3 + (True,) * 2, 239_200
    )
    plain = known((50_000, 70_000, 90_000, 120_000, 160_000))
    merged = merge_pay({"a": capped, "b": plain}, {"a": 5, "b": 5})
    assert merged is not None
    assert merged.at_least == tuple(wage > 100_000 for wage in merged.wages)
    assert merged.at_least[4]


@pytest.mark.parametrize(
    "found",
    [
        (None,) * 5,
        (20_000, None, 40_000, 50_000, 60_000),
        (20_000, 30_000, 25_000, 50_000, 60_000),
        (0, 1, 2, 3, 4),
    ],
)
def test_code_without_five_rising_percentiles_stays_out(found: tuple[float | None, ...]) -> None:
    assert distribution(found) is None


def test_code_with_all_five_withheld_stays_out() -> None:
    assert distribution((None,) * 5, (True,) * 5, 239_200) is None


def test_no_merged_figure_where_codes_with_pay_hold_less_than_four_fifths() -> None:
    part = known((20_000, 30_000, 40_000, 50_000, 60_000))
    assert merge_pay({"a": part, "b": None}, {"a": 79, "b": 21}) is None
    merged = merge_pay({"a": part, "b": None}, {"a": 80, "b": 20})
    assert merged is not None
    assert merged.wages == part.wages


def test_mixture_without_a_positive_weight_is_refused() -> None:
    with pytest.raises(ValueError, match="positive weight"):
        Mixture({"a": (known((1, 2, 3, 4, 5)), 0)})


@given(several)
def test_a_larger_weight_draws_the_median_towards_its_code(
    parts: list[tuple[tuple[float, ...], float]],
) -> None:
    assume(len(parts) > 1)
    (found, share), *others = parts
    before = mixture(parts).percentile(0.5)
    after = mixture([(found, share * 4), *others]).percentile(0.5)
    low, high = sorted((before, found[2]))
    assert low * (1 - 1e-6) <= after <= high * (1 + 1e-6)
