"""Areas in the order a reader asks for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from careers.models import AreaKind
from careers.profiles.types import PlaceRow, PlaceTable

TOP = 12
"""How many areas a career page shows."""

ORDERS: dict[str, tuple[str, Callable[[PlaceRow], tuple[float | str, ...]]]] = {
    "pay": ("middle pay", lambda row: (-(row.median or 0), row.name)),
    "real": ("pay at national prices", lambda row: (-(row.real or 0), row.name)),
    "prices": ("price level", lambda row: (-(row.parity or 0), row.name)),
    "jobs": ("jobs", lambda row: (-(row.jobs or 0), row.name)),
    "name": ("name", lambda row: (row.name,)),
}
"""Each order by the word in the URL: what it is called, and its key; the name breaks ties."""


@dataclass(frozen=True, slots=True)
class Sorting:
    """The order of a table of areas; `key` is the word in the URL."""

    key: str

    @classmethod
    def asked(cls, word: str | None, *, default: str) -> Sorting:
        """The order a URL asks for; an unknown word means the default."""
        return cls(word if word in ORDERS else default)

    @property
    def text(self) -> str:
        """What the order is called."""
        return ORDERS[self.key][0]

    @property
    def adjusted(self) -> bool:
        """Whether pay is compared at the nation's prices."""
        return self.key == "real"

    def sorted(self, rows: list[PlaceRow]) -> list[PlaceRow]:
        """Rows in this order, ending in the name."""
        return sorted(rows, key=ORDERS[self.key][1])


def ranked(table: PlaceTable | None, sorting: Sorting) -> list[PlaceRow]:
    """Areas that publish everything, in the order asked for."""
    return sorting.sorted(table.ranked) if table else []


def top_places(table: PlaceTable | None, sorting: Sorting) -> list[PlaceRow]:
    """The first ranked metropolitan areas; of every kind where no metropolitan one is ranked."""
    rows = table.ranked if table else []
    metros = [row for row in rows if row.kind == AreaKind.METRO]
    return sorting.sorted(metros or rows)[:TOP]
