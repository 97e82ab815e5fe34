"""What a reader keeps, given to a test's client and looked at."""

from django.test import Client

from careers import actions
from careers.guidance.record import Record
from careers.views.mine.private import COOKIE


def token_of(client: Client) -> str:
    """The token of the client's cookie, empty where it has none."""
    cookie = client.cookies.get(COOKIE)
    return cookie.value if cookie else ""


def keep(client: Client, record: Record) -> str:
    """Make a record all that the reader of this client keeps; return their token."""
    token = actions.change_record(token=token_of(client), change=lambda held: record)
    client.cookies[COOKIE] = token
    return token


def kept(client: Client) -> Record:
    """What the reader of this client keeps."""
    return actions.read_record(token=token_of(client))
