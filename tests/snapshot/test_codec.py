"""Columns as bytes: whatever goes in comes out, smaller where another column tells most of it."""

from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careers.snapshot.codec import (
    NULL,
    Numbers,
    UnfitColumn,
    pack_numbers,
    pack_texts,
    prediction,
    to_numbers,
    unpack_numbers,
    unpack_texts,
)

whole = st.none() | st.integers(-(10**8), 10**8)
cents = st.none() | st.integers(-(10**6), 10**6).map(lambda value: value / 100)
texts = st.text(st.characters(exclude_characters="\n", exclude_categories=["Cs"]))


def round_trip(values: list[float | int | None]) -> list[float | int | None]:
    header, data = pack_numbers(to_numbers(values))
    assert header.lengths == (len(data),)
    return list(unpack_numbers(header, data).values())


@given(st.lists(whole))
def test_whole_numbers_come_back_as_they_were(values: list[float | int | None]) -> None:
    found = round_trip(values)
    assert found == values
    assert all(value is None or isinstance(value, int) for value in found)


@given(st.lists(cents))
def test_decimals_come_back_as_they_were(values: list[float | int | None]) -> None:
    assert round_trip(values) == values


@given(st.lists(st.tuples(whole, whole)), st.floats(-2, 2))
def test_expected_numbers_come_back_as_they_were(
    pairs: list[tuple[int | None, int | None]], ratio: float
) -> None:
    first = to_numbers([a for a, _ in pairs])
    second = to_numbers([b for _, b in pairs])
    header, data = pack_numbers(second, prediction(first, ratio))
    assert unpack_numbers(header, data, prediction(first, ratio)) == second


@given(st.lists(texts))
def test_texts_come_back_as_they_were(values: list[str]) -> None:
    header, data = pack_texts(values)
    assert sum(header.lengths) == len(data)
    assert list(unpack_texts(header, data)) == values


@given(st.lists(st.sampled_from(["", "IM", "LV", "é"]), min_size=9))
def test_few_distinct_texts_are_held_once(values: list[str]) -> None:
    header, data = pack_texts(values)
    assert header.kind == "words"
    assert list(unpack_texts(header, data)) == values


def test_null_is_not_zero() -> None:
    assert round_trip([0, None, 0.0]) == [0, None, 0]
    assert to_numbers([None]).units == array("q", [NULL])


def test_steps_that_all_numbers_share_are_divided_out() -> None:
    header, data = pack_numbers(to_numbers([82_460, 105_210, 214_670, None]))
    assert (header.step, header.width) == (10, 2)
    assert len(data) == 2 * 4


def test_expected_numbers_take_less_room() -> None:
    annual = to_numbers([82_460, 105_210, 135_980, 171_980])
    hourly = to_numbers([39.64, 50.58, 65.38, 82.68])
    header, _ = pack_numbers(hourly, prediction(annual, 1 / 20.8))
    assert (header.width, pack_numbers(hourly)[0].width) == (1, 2)


def test_value_that_would_lose_digits_is_refused() -> None:
    with pytest.raises(UnfitColumn, match="more than 8 decimals"):
        to_numbers([1 / 3])


def test_value_that_is_too_wide_is_refused() -> None:
    with pytest.raises(UnfitColumn, match="does not fit"):
        pack_numbers(Numbers(array("q", [2**40, 1]), 0))


def test_text_of_two_lines_is_refused() -> None:
    with pytest.raises(UnfitColumn, match="line end"):
        pack_texts(["one\ntwo"])


def test_data_of_another_length_is_refused() -> None:
    header, data = pack_numbers(to_numbers([1, 2, 3]))
    with pytest.raises(ValueError, match="attempt to assign"):
        unpack_numbers(header, data[:-1])
