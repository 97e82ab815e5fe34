"""Load the embedded facts: `load_snapshot [--if-empty]`."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from careers import actions
from careers.models import Sector
from careers.snapshot.read import load_snapshot
from careers.snapshot.tables import FOLDER, SnapshotError


class Command(BaseCommand):
    """Thin: the folder, `load_snapshot`, what it did."""

    help = "Load the facts that come with Waymark; what editors wrote is not touched."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--from", dest="folder", type=Path, default=FOLDER, help="a folder")
        parser.add_argument("--if-empty", action="store_true", help="only where no facts are yet")

    def handle(self, *, folder: Path, if_empty: bool, **options: Any) -> None:
        try:
            tables = load_snapshot(folder, if_empty=if_empty, say=self.stdout.write)
        except SnapshotError as error:
            raise CommandError(str(error)) from error
        if tables is None:
            self.stdout.write("facts are there already; nothing was loaded")
            return
        if Sector.objects.exists():
            actions.refresh_all()
        else:
            self.stdout.write("Lists and search are made by load_content, which comes next.")
        total = sum(counts.held for counts in tables.values())
        written = sum(c.added + c.changed + c.removed for c in tables.values())
        self.stdout.write(f"{total:,} facts loaded, {written:,} of them new or changed")
