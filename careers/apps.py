"""The one Django app."""

from django.apps import AppConfig


class CareersConfig(AppConfig):
    """Roles, the facts behind them and the pages that show both."""

    name = "careers"
    verbose_name = "Careers"
    default_auto_field = "django.db.models.BigAutoField"
