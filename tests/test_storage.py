"""Static files as they are collected for production."""

import re
from pathlib import Path

from django.core.management import call_command
from pytest_django import Settings


def test_script_asks_for_its_parts_by_the_name_that_changes_with_them(
    settings: Settings, tmp_path: Path
) -> None:
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = {
        **settings.STORAGES, "staticfiles": {"BACKEND": "config.storage.HashedFiles"}
    }  # fmt: skip
    call_command("collectstatic", interactive=False, verbosity=0)
    (script,) = (tmp_path / "js").glob("search-suggestions.*.js")
    part = re.search(r'from "\./(combobox\.[0-9a-f]{12}\.js)"', script.read_text())
    assert part
    assert (tmp_path / "js" / part[1]).is_file()
