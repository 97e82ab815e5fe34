"""Settings of the tests: those of the site, cut off from this machine's own `.env`."""

import os
from typing import Any

os.environ["WAYMARK_ENV_FILE"] = os.devnull
os.environ["SECRET_KEY"] = "a-key-that-only-tests-use-and-that-is-long-enough-for-every-check"
os.environ["ALLOWED_HOSTS"] = "testserver,localhost,127.0.0.1"
os.environ["WAYMARK_HTTPS"] = "false"
for _name in ("DEBUG", "SITE_NAME", "SITE_URL", "TIME_ZONE", "CSRF_TRUSTED_ORIGINS", "LOG_LEVEL"):
    os.environ.pop(_name, None)

from config.settings import *  # noqa: E402, F403
from config.settings import STORAGES, TEMPLATES  # noqa: E402
from tests.support.templates import UndefinedVariable  # noqa: E402

STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
WHITENOISE_AUTOREFRESH = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

_options: dict[str, Any] = TEMPLATES[0]["OPTIONS"]
_options["string_if_invalid"] = UndefinedVariable()
