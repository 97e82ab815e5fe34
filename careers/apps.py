"""The one Django app, and the admin as it is set up for it."""

from importlib import import_module

from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps


class CareersConfig(AppConfig):
    """Roles, the facts behind them and the pages that show both."""

    name = "careers"
    verbose_name = "Careers"
    default_auto_field = "django.db.models.BigAutoField"


class DeskConfig(admin_apps.AdminConfig):
    """The admin with our own site: how editors get in."""

    default = False
    default_site = "careers.admin.site.DeskSite"

    def ready(self) -> None:
        """Register what the admin shows.

        Before Django looks for it: while the site is made, what is registered would be lost.
        """
        import_module("careers.admin")
        super().ready()
