"""Write the embedded facts: `export_snapshot [--to FOLDER]`."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from careers.snapshot.tables import FOLDER, SnapshotError
from careers.snapshot.write import export_snapshot


class Command(BaseCommand):
    """Thin: the folder, `export_snapshot`, its size."""

    help = "Write the facts of every complete release, compressed, column by column."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--to", type=Path, default=FOLDER, help=f"a folder (default {FOLDER})")

    def handle(self, *, to: Path, **options: Any) -> None:
        try:
            manifest = export_snapshot(to, say=self.stdout.write)
        except SnapshotError as error:
            raise CommandError(str(error)) from error
        total = sum(table["bytes"] for table in manifest["tables"])
        self.stdout.write(f"{to}: {total:,} bytes")
