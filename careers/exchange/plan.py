"""What a file of guides would do: each of them compared with what is held. Nothing is kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.validators import validate_slug
from django.db import transaction

from careers import actions
from careers.actions import Incoming
from careers.actions.applying import problems as problems_of
from careers.actions.workflow import new_role
from careers.editing import DocumentError, GuideContent, of_role
from careers.exchange.held import Which, versions_of
from careers.exchange.records import Problem, Record, shortened
from careers.models import FormerSlug, Level, MoveKind, Role, RoleVersion, Sector, SkillChoice

Basis = tuple[int, int, int]
"""What a guide was compared with: its open version, that one's revision, its published version."""
Seen = Mapping[str, Sequence[int]]
"""By address, the basis that somebody saw in a report."""

TEXTS_TO_PUBLISH = ("title", "sector", "level", "summary", "occupations")
"""What a draft may lack."""


class Kind(StrEnum):
    """What an import would do with a guide of the file."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    WRONG = "wrong"
    CONFLICT = "conflict"


@dataclass(frozen=True, slots=True)
class Row:
    """A guide of the file beside what is held of it.

    `before` and `after` are there where it is new (no `before`) or changed; `note` says what
    becomes of it in words; `unmet` is why it could not be published at once.
    """

    place: str
    slug: str
    kind: Kind
    problems: tuple[Problem, ...] = ()
    note: str = ""
    before: GuideContent | None = None
    after: GuideContent | None = None
    basis: Basis = (0, 0, 0)
    role: Role | None = None
    draft: RoleVersion | None = None
    unmet: tuple[str, ...] = ()

    @property
    def counts(self) -> bool:
        """Whether it would be imported."""
        return self.kind in (Kind.NEW, Kind.CHANGED)


@dataclass(frozen=True, slots=True)
class Plan:
    """What a file would do, guide by guide, in the order of the file."""

    rows: tuple[Row, ...]
    may_publish: bool = False
    counts: Mapping[Kind, int] = field(default_factory=dict)

    def of(self, *kinds: Kind) -> list[Row]:
        """The rows of these kinds."""
        return [row for row in self.rows if row.kind in kinds]

    @property
    def importable(self) -> list[Row]:
        """What would be imported."""
        return [row for row in self.rows if row.counts]

    @property
    def is_ready(self) -> bool:
        """Whether something would be imported and nothing stands against it."""
        stands_against = self.too_many or self.of(Kind.WRONG, Kind.CONFLICT)
        return bool(self.importable) and not stands_against

    @property
    def too_many(self) -> bool:
        """Whether more would be imported than is done at once."""
        return len(self.importable) > actions.MOST_IMPORTED

    @property
    def is_publishable(self) -> bool:
        """Whether all of it could be published at once."""
        few = len(self.importable) <= actions.MOST_PUBLISHED
        unmet = any(row.unmet for row in self.rows)
        return self.is_ready and self.may_publish and few and not unmet

    @property
    def seen(self) -> dict[str, list[int]]:
        """What the rows were compared with, to be handed back with the decision."""
        return {row.slug: list(row.basis) for row in self.importable}

    def incoming(self) -> list[Incoming]:
        """What is imported, as the action takes it."""
        return [
            Incoming(row.slug, row.after, row.role, row.draft, row.basis[1], row.basis[2])
            for row in self.importable
            if row.after is not None
        ]


def plan(records: Sequence[Record], *, by: User, seen: Seen | None = None) -> Plan:
    """Compare the guides of a file with what is held; a rehearsal that is rolled back.

    A row that was compared with something else in the report that somebody has `seen` is a
    conflict; without one, publishing is rehearsed too, where the person may publish and the
    guides are few. Raises nothing: what is wrong stands in the rows.
    """
    may_publish = actions.may(by, "careers.publish_guide")
    with transaction.atomic():
        shelf = _shelf(records)
        rows = [_row(record, shelf, by) for record in records]
        rows = [_as_seen(row, seen) for row in rows]
        rows = _looked_up(rows)
        found = Plan(tuple(rows), may_publish)
        if seen is None and found.is_publishable:
            rows = _published(rows, by)
        rows = [_held_again(row) for row in rows]
        transaction.set_rollback(True)
    return Plan(tuple(rows), may_publish, Counter(row.kind for row in rows))


@dataclass(frozen=True, slots=True)
class _Shelf:
    """What is held of the guides of a file, and which of its addresses it names twice."""

    roles: Mapping[str, Role]
    former: Mapping[str, str]
    versions: Mapping[int, Mapping[str, RoleVersion]]
    twice: frozenset[str]


def _shelf(records: Sequence[Record]) -> _Shelf:
    times = Counter(record.slug for record in records)
    slugs = [slug for slug in times if "\x00" not in slug and len(slug) <= 150]
    roles = {role.slug: role for role in Role.objects.filter(slug__in=slugs)}
    former = FormerSlug.objects.filter(slug__in=slugs).values_list("slug", "role__slug")
    twice = frozenset(slug for slug, number in times.items() if number > 1)
    return _Shelf(roles, dict(former), versions_of(roles.values()), twice)


def _row(record: Record, shelf: _Shelf, by: User) -> Row:
    """A record beside what is held; its rows are looked up later."""
    problems = [*record.problems, *_slug_problems(record.slug, shelf)]
    if problems:
        return Row(record.place, record.slug, Kind.WRONG, tuple(problems))
    role = shelf.roles.get(record.slug)
    versions = shelf.versions.get(role.pk, {}) if role else {}
    draft, live = versions.get(Which.OPEN), versions.get(Which.LIVE)
    before = _content(role, draft, live)
    row = Row(
        record.place,
        record.slug,
        Kind.CHANGED if role else Kind.NEW,
        before=before,
        basis=_basis(draft, live),
        role=role,
        draft=draft,
    )
    try:
        base = before.to_json() if before else GuideContent(title="", sector="", level="").to_json()
        after = GuideContent.from_json({**base, **record.given})
    except DocumentError as error:
        name, _, words = str(error).partition(":")
        return _wrong(row, [Problem(name.split("[")[0], shortened(words.strip() or str(error)))])
    return _compared(replace(row, after=after), record, live, by)


def _slug_problems(slug: str, shelf: _Shelf) -> Iterable[Problem]:
    if not slug:
        yield Problem("slug", "It is missing: write the address of the guide, or of a new one.")
        return
    try:
        validate_slug(slug)
    except ValidationError:
        yield Problem("slug", f"{shortened(slug)!r} is no address: letters, digits and hyphens.")
    if len(slug) > 150:
        yield Problem("slug", "It is longer than 150 characters.")
    if slug in shelf.twice:
        yield Problem("slug", "The file has this guide twice: leave one of them.")
    if slug in shelf.former and slug not in shelf.roles:
        yield Problem("slug", f"The guide is called {shelf.former[slug]} now: write that.")


def _content(
    role: Role | None, draft: RoleVersion | None, live: RoleVersion | None
) -> GuideContent | None:
    """What the file is compared with; None where there is no such guide."""
    if role is None:
        return None
    version = draft or live
    return actions.content_of(version) if version else of_role(role)


def _basis(draft: RoleVersion | None, live: RoleVersion | None) -> Basis:
    return (
        draft.number if draft else 0,
        draft.revision if draft else 0,
        live.number if live else 0,
    )


def _compared(row: Row, record: Record, live: RoleVersion | None, by: User) -> Row:
    """New, changed, unchanged, or in the way of somebody's work."""
    if row.role is None:
        missing = [name for name in ("title", "sector", "level") if not getattr(row.after, name)]
        words = "It is missing, and a new guide needs it."
        return _wrong(row, [Problem(name, words) for name in missing])
    draft = row.draft
    if row.after == row.before:
        number = f"version {draft.number}, which is open" if draft else "what is held"
        return replace(row, kind=Kind.UNCHANGED, note=f"The same as {number}.")
    if draft is not None and live is not None and row.after == actions.content_of(live):
        note = f"The same as what readers see; the open version {draft.number} stays as it is."
        return replace(row, kind=Kind.UNCHANGED, note=note)
    if draft is not None:
        if (record.version, record.revision) != (draft.number, draft.revision):
            return _conflict(
                row,
                f"{draft.saved_by_name or draft.author_name} has version {draft.number} open,"
                f" saved {draft.revision} times, and the file was not made from that: publish or"
                " discard it, or export the open versions anew.",
            )
        reason = actions.against_saving(draft, by)
        if reason:
            return _wrong(row, [Problem("", reason)])
        return replace(row, note=f"Saved over version {draft.number}, which is open.")
    if live is not None and record.version and record.version < live.number:
        return _conflict(
            row,
            f"Version {live.number} was published after version {record.version}, from which the"
            " file was made: export it anew, or empty the cells version and revision to compare"
            " with what is published.",
        )
    return replace(row, note="A draft is begun beside what is held.")


def _wrong(row: Row, problems: Sequence[Problem]) -> Row:
    if not problems:
        return row
    return replace(row, kind=Kind.WRONG, problems=(*row.problems, *problems))


def _conflict(row: Row, words: str) -> Row:
    return replace(row, kind=Kind.CONFLICT, problems=(Problem("", words),))


def _as_seen(row: Row, seen: Seen | None) -> Row:
    """The row, or a conflict where it was compared with something else before."""
    if seen is None or not row.counts or list(seen.get(row.slug, ())) == list(row.basis):
        return row
    words = "It was changed while you read the report: read anew what differs, then decide."
    return _conflict(row, words)


def _looked_up(rows: list[Row]) -> list[Row]:
    """The rows with what is wrong with them, looked up with the new guides in their places."""
    begun = [_begun(row) if row.kind == Kind.NEW else row for row in rows]
    return [_checked(row) if row.counts else row for row in begun]


def _begun(row: Row) -> Row:
    """A new guide with a row of its own, so that others of the file may lead to it."""
    if row.after is None:
        return row
    try:
        with transaction.atomic():
            return replace(row, role=new_role(row.slug, row.after))
    except ValidationError as error:
        return _wrong(row, [_problem(words) for words in actions.reasons_of(error)])


def _problem(words: str) -> Problem:
    name, colon, rest = words.partition(": ")
    if not colon or not name.isidentifier():
        return Problem("", words)
    return Problem(name, shortened(f"{rest}{mend(name)}"))


def _checked(row: Row) -> Row:
    """The row, or what is wrong with it; a draft may be incomplete."""
    if row.after is None or row.role is None:
        return row
    found = problems_of(row.role, row.after)
    lacking = [name for name in TEXTS_TO_PUBLISH if not getattr(row.after, name)]
    listed = [
        Problem(name, shortened(f"{' '.join(words)}{mend(name)}"))
        for name, words in found.items()
        if name not in lacking
    ]
    return _wrong(row, listed)


def mend(name: str) -> str:
    """What may be written in a field, where that is a list of few."""
    choices = {"level": Level.values, "moves": MoveKind.values, "skills": SkillChoice.values}
    if name == "sector":
        known = Sector.objects.order_by("slug").values_list("slug", flat=True)
        return f" One of: {', '.join(known)}."
    if name not in choices:
        return ""
    what = {"moves": " A kind is one of", "skills": " A choice is one of"}.get(name, " One of")
    return f"{what}: {', '.join(choices[name])}."


def _published(rows: list[Row], by: User) -> list[Row]:
    """The rows with what would keep each from being published with the others."""
    incoming = Plan(tuple(rows)).incoming()
    try:
        begun = actions.begin_imported(guides=incoming, by=by, reason="A rehearsal.")
        chosen = [actions.Chosen(version, version.revision) for version in begun]
        actions.publish_many(chosen=chosen, by=by, reason="A rehearsal.", refreshed=False)
    except actions.ManyRefused as refused:
        unmet = {refusal.slug: refusal.reasons for refusal in refused.refusals}
        return [replace(row, unmet=unmet.get(row.slug, ())) for row in rows]
    return rows


def _held_again(row: Row) -> Row:
    """A row as it was before the rehearsal: a new guide has no row of its own."""
    return replace(row, role=None) if row.kind == Kind.NEW else row
