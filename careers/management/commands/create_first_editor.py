"""Make the first editor."""

import secrets
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    """Make an editor with a generated password, printed once; nothing where one exists."""

    help = "Make the first editor of the admin, with a generated password that is printed once."

    def handle(self, *args: Any, **options: Any) -> None:
        """Create the account unless any account is there."""
        users = get_user_model().objects
        if users.exists():
            return
        password = secrets.token_urlsafe(12)
        users.create_superuser("editor", password=password)
        self.stdout.write("First editor, for /admin/ (shown this once):")
        self.stdout.write(f"    name      editor\n    password  {password}")
