"""One import: guard, then one transaction that loads, verifies and records, then counts.

A source is a module of this package with `load(run)`, found by its name. It reads `run.path`,
calls `run.begin` once, then `run.replace` and `run.upsert` for its tables.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

from django.db import DatabaseError, connection, models, transaction
from django.utils import timezone
from tqdm import tqdm

from careers.models import Release, Scope, Source
from careers.models.bulk import (
    Counts,
    Row,
    analyze,
    replace_rows,
    room_for_bulk,
    update_rows,
    upsert_rows,
)
from careers.sources import oews_rows
from careers.sources.files import sha256

LEAST_SHARE = 0.8
"""A file with fewer than this share of the rows held before is refused."""


class ImportRefused(Exception):  # noqa: N818
    """A file that could be read but is not let in; `str()` is one line."""


class UnknownCode(ImportRefused):
    """A row names a code that no table knows."""


class Shrunken(ImportRefused):
    """A file brings far fewer rows than the release before it."""


class OtherRelease(ImportRefused):
    """A file says that it is another release than the one asked for, or does not say."""


@dataclass(frozen=True, slots=True)
class Options:
    """What the operator says of a file.

    `release` and `published_on` supply what it does not say itself; `allow_shrink` lets fewer
    rows in than were held before.
    """

    release: str = ""
    published_on: date | None = None
    allow_shrink: bool = False
    commit: bool = False


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What an import did (or, on a dry run, would do): counts by table, remarks."""

    release: Release
    tables: dict[str, Counts]
    notes: tuple[str, ...]


@dataclass
class Run:
    """The import in progress: what an importer reads from and loads through."""

    source: Source
    path: Path
    options: Options
    say: Callable[[str], object] = lambda line: None
    tables: dict[str, Counts] = field(default_factory=dict)
    touched: list[type[models.Model]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    overwrite: bool = True
    _release: Release | None = None
    _was: tuple[Any, ...] = ()

    @property
    def release(self) -> Release:
        """The release being imported; there is one once `begin` was called."""
        if self._release is None:
            raise ImportRefused(f"{self.path}: the importer of {self.source} named no release")
        return self._release

    def name_release(self, found: str | None) -> str:
        """The release's name, from the file or else from `--release`; both must agree."""
        asked = self.options.release
        if found and asked and _plain(found) != _plain(asked):
            raise OtherRelease(f"{self.path}: is release {found}, not {asked}")
        name = found or asked
        if not name:
            raise OtherRelease(f"{self.path}: does not say which release it is; give --release")
        return name

    def begin(
        self,
        name: str,
        period: date,
        *,
        scope: Scope = Scope.NATIONAL,
        published_on: date | None = None,
        details: dict[str, Any] | None = None,
    ) -> Release:
        """Make or find the row of the release; readers do not see it before the run ends well.

        Texts of a release older than the newest complete one do not overwrite the newer's.
        """
        release, _ = Release.objects.get_or_create(
            source=self.source,
            name=name,
            scope=scope,
            defaults={"period": period, "imported_at": timezone.now()},
        )
        self._was = _recorded(release)
        release.period = period
        release.published_on = self.options.published_on or published_on or release.published_on
        release.file_name = self.path.resolve().name
        release.sha256 = sha256(self.path)
        release.details = details or {}
        others = Release.objects.complete().exclude(pk=release.pk)
        self.overwrite = not others.filter(source=self.source, period__gt=period).exists()
        self._release = release
        return release

    def replace(
        self, model: type[models.Model], columns: Sequence[str], rows: Iterable[Row]
    ) -> None:
        """Make the release's rows of the model be these; `columns` leave release_id out."""
        pk = self.release.pk
        dated = ((pk, *row) for row in self._shown(model, rows))
        self._count(model, replace_rows(model, ("release_id", *columns), dated, release=pk))

    def upsert(
        self,
        model: type[models.Model],
        columns: Sequence[str],
        rows: Iterable[Row],
        *,
        new_only: Sequence[str] = (),
    ) -> None:
        """Add codes that are new and renew the texts of the others, but for `new_only`."""
        counts = upsert_rows(
            model,
            columns,
            self._shown(model, rows),
            overwrite=self.overwrite,
            new_only=new_only,
        )
        self._count(model, counts)

    def update(
        self, model: type[models.Model], columns: Sequence[str], rows: Iterable[Row]
    ) -> None:
        """Renew columns of codes that are there; where a newer release did, leave them."""
        counts = update_rows(model, columns, self._shown(model, rows), overwrite=self.overwrite)
        self._count(model, counts)

    def note(self, text: str) -> None:
        """Remember a remark for the operator."""
        self.notes.append(text)

    def codes(self, model: type[models.Model]) -> set[str]:
        """The codes (primary keys) that a table holds."""
        return set(model._default_manager.values_list("pk", flat=True))

    def unknown(self, code: str, what: str, *, row: str | int | None = None) -> UnknownCode:
        """The error for a code that no table knows; `row` says where in the file it stands."""
        where = f", row {row}" if isinstance(row, int) else f", {row}" if row else ""
        return UnknownCode(f"{self.path}{where}: code {code} is no {what} that is known")

    def _shown(self, model: type[models.Model], rows: Iterable[Row]) -> Iterator[Row]:
        label = str(model._meta.verbose_name_plural)
        return iter(
            tqdm(rows, desc=label, unit=" rows", unit_scale=True, disable=None, leave=False)
        )

    def _count(self, model: type[models.Model], counts: Counts) -> None:
        label = str(model._meta.verbose_name_plural)
        self.tables[label] = counts
        self.touched.append(model)
        self.say(
            f"{label}: {counts.held:,} rows; {counts.added:,} added,"
            f" {counts.changed:,} changed, {counts.removed:,} removed"
        )

    def finish(self) -> ImportResult:
        """Guard against a shrunken file, then record the release as complete."""
        counts = {label: table.held for label, table in self.tables.items()}
        if not self.options.allow_shrink:
            self._guard(counts)
        self.release.counts = counts
        self.release.complete = True
        self.release.withdrawn_at = None
        if _recorded(self.release) != self._was:
            self.release.imported_at = timezone.now()
            self.release.save()
        return ImportResult(self.release, self.tables, tuple(self.notes))

    def _guard(self, counts: dict[str, int]) -> None:
        before = (
            Release.objects.complete()
            .filter(source=self.source, scope=self.release.scope)
            .order_by("period", "pk")
            .last()
        )
        for label, held in (before.counts if before else {}).items():
            brought = counts.get(label, 0)
            if brought < LEAST_SHARE * held:
                raise Shrunken(
                    f"{self.path}: brings {brought:,} rows of {label} where {before} had"
                    f" {held:,}; is it cut short? (--allow-shrink lets it in)"
                )


def period_of(name: str) -> date:
    """The first day of the month, or else of the last year, that a release's name says.

    >>> period_of("May 2025"), period_of("2024-34")
    (datetime.date(2025, 5, 1), datetime.date(2024, 1, 1))
    """
    years = re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", name)
    if not years:
        raise OtherRelease(f"release {name!r} names no year, as 'May 2025' or '2024-34' do")
    return oews_rows.period_of(name) or date(int(years[-1]), 1, 1)


def sources() -> list[str]:
    """The sources that can be imported: those with a module here."""
    modules = {module.name for module in iter_modules([str(Path(__file__).parent)])}
    return [source.value for source in Source if source.value in modules]


def run_import(
    source: str, path: Path, options: Options, say: Callable[[str], object] = lambda line: None
) -> ImportResult:
    """Import one file or folder in one transaction; without `options.commit`, roll it back.

    Raises `SourceError` or `ImportRefused`, each with a one-line message, and leaves the database
    as it was.
    """
    load = import_module(f"careers.importers.{source}").load
    run = Run(Source(source), path, options, say)
    try:
        with transaction.atomic():
            with room_for_bulk():
                load(run)
                result = run.finish()
                connection.check_constraints([model._meta.db_table for model in run.touched])
            transaction.set_rollback(not options.commit)
    except DatabaseError as error:
        reason = " ".join(str(error).split())
        raise ImportRefused(f"{path}: the database refused its rows: {reason}") from error
    if options.commit:
        analyze(run.touched)
    return result


def _plain(name: str) -> str:
    """A release's name as people type it: BLS writes 2024–34 with a dash, keyboards a hyphen."""
    return " ".join(name.replace("–", "-").split()).lower()


def _recorded(release: Release) -> tuple[Any, ...]:
    """What a release says of itself, to tell whether an import changed it."""
    names = ("period", "published_on", "complete", "file_name", "sha256", "counts", "details")
    return tuple(getattr(release, name) for name in names)
