"""Delete what is kept for a time only."""

from typing import Any

from axes.models import AccessAttempt
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.utils import timezone

from careers import actions
from careers.actions import sharing


class Command(BaseCommand):
    """Ended sessions, failures of sign-in, hourly counts, mail addresses, uploads, shared plans."""

    help = "Delete what is kept for a time only: run it once a day."

    def handle(self, *args: Any, **options: Any) -> None:
        """Delete it all."""
        now = timezone.now()
        call_command("clearsessions")
        AccessAttempt.objects.filter(attempt_time__lt=now - settings.AXES_COOLOFF_TIME).delete()
        actions.forget(now=now)
        actions.forget_uploads(now=now)
        sharing.forget_shared(now=now)
        self.stdout.write("Old sessions, failures of sign-in, counts and addresses are deleted.")
