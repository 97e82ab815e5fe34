#!/usr/bin/env python
"""Django's command-line entry point."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

ENV_FILE = Path(__file__).resolve().parent / ".env"


def configured_names() -> set[str]:
    """Return the names of the settings that the environment or `.env` gives a value."""
    file = Path(os.environ.get("WAYMARK_ENV_FILE", ENV_FILE))
    text = file.read_text(encoding="utf-8") if file.is_file() else ""
    in_file = re.findall(r"^(?:export )?(\w+)=.", text, re.MULTILINE)
    return {*in_file, *(name for name, value in os.environ.items() if value)}


def main() -> None:
    """Run an administrative command.

    A checkout that nobody has given a SECRET_KEY is a developer's: commands run there with
    DEBUG. The WSGI application never assumes that. Commands may take longer than a page may.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    os.environ.setdefault("DATABASE_STATEMENT_TIMEOUT", "0")
    if not {"SECRET_KEY", "DEBUG"} & configured_names():
        os.environ["DEBUG"] = "true"
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
