"""Settings of the tests: the site's defaults, whatever this machine's `.env` says.

DATABASE_URL in the environment (not in `.env`) chooses the database that is tested.
"""

import os
import re
from pathlib import Path
from typing import Any

_told = (Path(__file__).parent.parent / ".env.example").read_text(encoding="utf-8")
for _name in set(re.findall(r"^# ([A-Z_]+)=", _told, re.MULTILINE)) - {"DATABASE_URL"}:
    os.environ.pop(_name, None)
os.environ["WAYMARK_ENV_FILE"] = os.devnull
os.environ["SECRET_KEY"] = "a-key-that-only-tests-use-and-that-is-long-enough-for-every-check"
os.environ["ALLOWED_HOSTS"] = "testserver,localhost,127.0.0.1"
os.environ["WAYMARK_HTTPS"] = "false"

from config.settings import *  # noqa: E402, F403
from config.settings import STORAGES, TEMPLATES  # noqa: E402
from tests.support.templates import UndefinedVariable  # noqa: E402

STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
WHITENOISE_AUTOREFRESH = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

_options: dict[str, Any] = TEMPLATES[0]["OPTIONS"]
_options["string_if_invalid"] = UndefinedVariable()
