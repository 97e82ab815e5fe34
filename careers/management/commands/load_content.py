"""Load the shipped guides."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from careers.content.loader import ContentError, load


class Command(BaseCommand):
    """Load sectors and guides; a guide that an editor has changed is left alone."""

    help = "Load the shipped sectors and guides. What an editor has changed is never overwritten."

    def handle(self, *args: Any, **options: Any) -> None:
        """Load, then say what happened."""
        try:
            result = load()
        except ContentError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"Guides: {len(result.added)} added, {len(result.updated)} updated, "
            f"{len(result.unchanged)} unchanged, {len(result.kept)} kept as an editor left them."
        )
