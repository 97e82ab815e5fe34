"""Who asks, as far as abuse has to be slowed down: an address, and what may stand for it.

An address is neither logged nor kept. What is kept is a keyed hash of it, in which all addresses
of an IPv6 network that one customer holds (/64) are one.
"""

from __future__ import annotations

import datetime as dt
import re
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

from django.conf import settings
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

_WITH_PORT = re.compile(r"(?:\[(?P<six>[^\]]+)\]|(?P<four>[0-9.]+))(?::\d+)?")


def client_address(request: HttpRequest) -> str:
    """The address that asks, as the outermost of our PROXY_HOPS proxies saw it; may be "".

    Proxies add to the end of X-Forwarded-For: what stands further left is the asker's own word.
    Where the header names fewer than there are proxies, the connection's own address is meant.
    """
    connected = str(request.META.get("REMOTE_ADDR") or "")
    hops = settings.PROXY_HOPS
    seen = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    if not hops or len(seen) < hops:
        return connected
    address = _parsed(seen[-hops])
    return str(address) if address else connected


def network(address: str) -> str:
    """What one customer holds: an IPv4 address, the /64 of an IPv6 one; else the text itself."""
    parsed = _parsed(address)
    if parsed is None:
        return address
    if isinstance(parsed, IPv4Address):
        return str(parsed)
    return str(IPv6Network((int(parsed), 64), strict=False))


def visitor_key(request: HttpRequest, purpose: str, day: dt.date) -> str:
    """What stands for the address that asks, 32 characters, another one each day and purpose."""
    salt = f"careers.visitors.{purpose}.{day.isoformat()}"
    hashed = salted_hmac(salt, network(client_address(request)), algorithm="sha256")
    return hashed.hexdigest()[:32]


def stand_in_address(request: HttpRequest) -> str:
    """What stands for the address that asks, in the form of a private IPv6 address (fd00::/8).

    django-axes counts failures by it: it can be looked up again, not turned back.
    """
    hashed = salted_hmac(
        "careers.visitors.sign-in", network(client_address(request)), algorithm="sha256"
    )
    return str(IPv6Address(b"\xfd" + hashed.digest()[:15]))


def _parsed(text: str) -> IPv4Address | IPv6Address | None:
    text = text.strip()
    found = _WITH_PORT.fullmatch(text)
    try:
        address = ip_address((found["six"] or found["four"]) if found else text)
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address
