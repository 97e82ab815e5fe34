"""Whose address asks, behind proxies or not, and what stands for it."""

import datetime as dt

import pytest
from django.test import RequestFactory
from pytest_django import Settings

from careers.visitors import client_address, network, stand_in_address, visitor_key

DAY = dt.date(2026, 3, 10)


def address(hops: int, forwarded: str, settings: Settings, remote: str = "10.0.0.9") -> str:
    settings.PROXY_HOPS = hops
    request = RequestFactory().get("/", REMOTE_ADDR=remote, HTTP_X_FORWARDED_FOR=forwarded)
    return client_address(request)


@pytest.mark.parametrize(
    ("hops", "forwarded", "expected"),
    [
        (0, "203.0.113.7", "10.0.0.9"),
        (1, "203.0.113.7", "203.0.113.7"),
        (1, "1.1.1.1, 203.0.113.7", "203.0.113.7"),
        (2, "1.1.1.1, 203.0.113.7, 198.51.100.4", "203.0.113.7"),
        (2, "203.0.113.7", "10.0.0.9"),
        (1, "203.0.113.7:4711", "203.0.113.7"),
        (1, "[2001:db8::1]:443", "2001:db8::1"),
        (1, "::ffff:203.0.113.7", "203.0.113.7"),
        (1, "unknown", "10.0.0.9"),
        (1, "", "10.0.0.9"),
        (1, "1.1.1.1, '; DROP TABLE", "10.0.0.9"),
    ],
)
def test_client_address_believes_as_many_proxies_as_there_are(
    settings: Settings, hops: int, forwarded: str, expected: str
) -> None:
    assert address(hops, forwarded, settings) == expected


def test_network_of_one_customer_is_one() -> None:
    assert network("2001:db8:1:2:3::4") == network("2001:db8:1:2:ffff::") == "2001:db8:1:2::/64"
    assert network("2001:db8:1:3::1") != network("2001:db8:1:2::1")
    assert network("203.0.113.7") == "203.0.113.7"
    assert network("fe80::1%eth0") == "fe80::/64"
    assert network("") == ""


def test_visitor_key_changes_with_day_purpose_and_address() -> None:
    one = RequestFactory().get("/", REMOTE_ADDR="203.0.113.7")
    other = RequestFactory().get("/", REMOTE_ADDR="203.0.113.8")
    keys = {
        visitor_key(one, "report", DAY),
        visitor_key(one, "report", DAY + dt.timedelta(days=1)),
        visitor_key(one, "link", DAY),
        visitor_key(other, "report", DAY),
    }
    assert len(keys) == 4
    assert visitor_key(one, "report", DAY) in keys
    assert {len(key) for key in keys} == {32}


def test_stand_in_address_is_private_steady_and_not_the_address() -> None:
    one = RequestFactory().get("/", REMOTE_ADDR="203.0.113.7")
    assert stand_in_address(one) == stand_in_address(one)
    assert stand_in_address(one).startswith("fd")
    assert stand_in_address(one) != stand_in_address(RequestFactory().get("/", REMOTE_ADDR="::1"))


def test_stand_in_address_of_a_request_without_one(settings: Settings) -> None:
    request = RequestFactory().get("/")
    del request.META["REMOTE_ADDR"]
    assert stand_in_address(request).startswith("fd")
