"""Results as they are shown: read for one page of matches only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from careers.models import EntryKind, NameKind, SearchTerm, Status
from careers.search.ranking import Match

ROLES = (EntryKind.GUIDE, EntryKind.TITLE, EntryKind.OCCUPATION)
"""What stands for a role: it can be compared, saved, moved from and to."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One result: `key` is the slug or code of its address.

    `name` is the further name by which it was found, empty where its title is; `is_said` where
    that name is what people say rather than what the thing is called.
    """

    kind: EntryKind
    key: str
    title: str
    summary: str
    occupations: tuple[str, ...]
    name: str = ""
    is_said: bool = False


_FIELDS = (
    *("id", "kind", "name", "entry__kind", "entry__key", "entry__title", "entry__summary"),
    *("entry__occupations", "entry__role__status", "entry__job_title__hidden"),
)


def hits(matches: Sequence[Match]) -> list[Hit]:
    """The matches as results, in one query.

    A guide that is no longer published and a title that is hidden are passed over, even before
    the index knows.
    """
    if not matches:
        return []
    terms = SearchTerm.objects.filter(pk__in=[match.row.id for match in matches])
    found = {row[0]: row[1:] for row in terms.values_list(*_FIELDS)}
    shown = [found[match.row.id] for match in matches if match.row.id in found]
    return [
        Hit(
            kind=EntryKind(entry_kind),
            key=key,
            title=title,
            summary=summary,
            occupations=tuple(occupations),
            name="" if kind in (NameKind.OWN, NameKind.TEXT) else name,
            is_said=kind == NameKind.EVERYDAY,
        )
        for kind, name, entry_kind, key, title, summary, occupations, status, hidden in shown
        if status in (None, Status.PUBLISHED) and not hidden
    ]
