"""Check every published guide and open draft again."""

from typing import Any

from django.core.management.base import BaseCommand

from careers import actions


class Command(BaseCommand):
    """Counts anew, for the editors' desk, what the checks find."""

    help = "Check every published guide and open draft again: run it once a day."

    def handle(self, *args: Any, **options: Any) -> None:
        """Check them all."""
        self.stdout.write(f"Guides and drafts checked: {actions.check_guides()}.")
