"""Import an official file: `import_data <source> <path>`, a dry run unless `--commit`."""

from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from careers import actions
from careers.importers.base import ImportRefused, Options, run_import, sources
from careers.sources.files import SourceError


class Command(BaseCommand):
    """Thin: options, `run_import`, what it did."""

    help = "Read an official file and load it. Nothing is kept without --commit."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("source", choices=sources())
        parser.add_argument("path", type=Path)
        parser.add_argument("--commit", action="store_true", help="keep what was loaded")
        parser.add_argument("--release", default="", help='as its publisher names it: "May 2025"')
        parser.add_argument("--published", type=date.fromisoformat, help="day, YYYY-MM-DD")
        parser.add_argument(
            "--allow-shrink", action="store_true", help="let in far fewer rows than held before"
        )

    def handle(self, *, source: str, path: Path, **options: Any) -> None:
        asked = Options(
            release=options["release"],
            published_on=options["published"],
            allow_shrink=options["allow_shrink"],
            commit=options["commit"],
        )
        try:
            result = run_import(source, path, asked, say=self.stdout.write)
        except (SourceError, ImportRefused) as error:
            raise CommandError(str(error)) from error
        for note in result.notes:
            self.stdout.write(f"note: {note}")
        if asked.commit:
            counts = result.tables.values()
            actions.refresh_after_import(
                release=result.release,
                changed=any(table.added or table.changed or table.removed for table in counts),
            )
        done = "imported" if asked.commit else "dry run, nothing kept (--commit keeps it)"
        self.stdout.write(f"{result.release}: {done}")
