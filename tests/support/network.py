"""A guard that keeps tests on this machine."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from ipaddress import ip_address
from unittest import mock

Address = tuple[object, ...] | str | bytes


class NetworkRefusedError(OSError):
    """A test tried to reach another machine."""


def is_local(address: Address) -> bool:
    """Tell whether a socket address is a file of this machine or a loopback address."""
    if not isinstance(address, tuple):
        return True
    host = str(address[0])
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


@contextmanager
def only_this_machine() -> Iterator[None]:
    """Raise `NetworkRefusedError` wherever Python code connects to another machine."""
    connect = socket.socket.connect
    connect_ex = socket.socket.connect_ex

    def guarded_connect(self: socket.socket, address: Address) -> None:
        refuse_unless_local(address)
        connect(self, address)

    def guarded_connect_ex(self: socket.socket, address: Address) -> int:
        refuse_unless_local(address)
        return connect_ex(self, address)

    with (
        mock.patch.object(socket.socket, "connect", guarded_connect),
        mock.patch.object(socket.socket, "connect_ex", guarded_connect_ex),
    ):
        yield


def refuse_unless_local(address: Address) -> None:
    """Raise `NetworkRefusedError` for the address of another machine."""
    if not is_local(address):
        raise NetworkRefusedError(f"tests stay on this machine, and {address!r} is not on it")
