"""Settings of a Waymark site, read from the environment and from `.env` beside manage.py.

Every name read here is explained in `.env.example`. A value that cannot be meant stops the
start with `ImproperlyConfigured` rather than being guessed at.
"""

import datetime as dt
from pathlib import Path
from typing import Any

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent

env = environ.Env()
env.read_env(env.str("WAYMARK_ENV_FILE", default=str(BASE_DIR / ".env")))

DEVELOPMENT_SECRET_KEY = "development-only-key-that-must-never-sign-a-public-site"  # noqa: S105
YES = ("1", "true", "yes", "on")
NO = ("0", "false", "no", "off", "")


def boolean(name: str, *, default: bool) -> bool:
    """Read a yes or no; django-environ's own takes every unknown word for no."""
    value = env.str(name, default=str(default)).strip().lower()
    if value not in YES + NO:
        raise ImproperlyConfigured(f"{name} is {value!r}: write true or false")
    return value in YES


def whole_number(name: str, *, default: int) -> int:
    """Read a number of seconds or days, zero or more."""
    value = env.str(name, default=str(default)).strip()
    if not value.isdecimal():
        raise ImproperlyConfigured(f"{name} is {value!r}: write a whole number, 0 or more")
    return int(value)


def words(name: str, *, default: list[str]) -> list[str]:
    """Read a list written with commas; spaces around its parts do not count."""
    return [word for part in env.list(name, default=default) if (word := part.strip())]


def secret_key(*, debug: bool) -> str:
    """Return SECRET_KEY; only with DEBUG may it be missing.

    Taken from the environment as it stands: `env.str` would read a key that starts with "$" as
    the name of another variable.
    """
    key: str = env.ENVIRON.get("SECRET_KEY", "").strip()
    if not key and not debug:
        raise ImproperlyConfigured(
            "SECRET_KEY is not set. Set it (and the rest of .env.example) in the environment or"
            " in .env, or DEBUG=true on a machine that only you use."
        )
    return key or DEVELOPMENT_SECRET_KEY


def site_url() -> str:
    """Return SITE_URL without its last slash, or "" where the request's own host will do."""
    url: str = env.str("SITE_URL", default="").strip().rstrip("/")
    if url and not url.startswith(("https://", "http://")):
        raise ImproperlyConfigured(f"SITE_URL is {url!r}: it starts with https:// or http://")
    return url


def database() -> dict[str, Any]:
    """Return the database of DATABASE_URL, by default the SQLite file waymark.sqlite3.

    SQLite: a transaction takes the write lock when it begins and waits for it up to 20 seconds
    (with Django's defaults most concurrent saves fail, "database is locked"), and an
    acknowledged save outlives a power cut. A relative path starts at BASE_DIR, wherever the
    process was started. PostgreSQL: no statement runs longer than the stated seconds; with 0 the
    server's own limit holds, and nothing is sent that a connection pooler might refuse.
    """
    config: dict[str, Any]
    if env.ENVIRON.get("DATABASE_URL"):
        config = env.db_url("DATABASE_URL")
    else:
        config = {"ENGINE": "django.db.backends.sqlite3", "NAME": "waymark.sqlite3"}
    config |= {"CONN_MAX_AGE": None, "CONN_HEALTH_CHECKS": True}
    options = config.setdefault("OPTIONS", {})
    if config["ENGINE"] == "django.db.backends.sqlite3":
        if config["NAME"] != ":memory:":
            config["NAME"] = str(BASE_DIR / config["NAME"])
        options.setdefault("transaction_mode", "IMMEDIATE")
        options.setdefault("timeout", 20)
        options.setdefault("init_command", "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;")
    elif config["ENGINE"] == "django.db.backends.postgresql":
        seconds = whole_number("DATABASE_STATEMENT_TIMEOUT", default=30)
        if seconds:
            options.setdefault("options", f"-c statement_timeout={1000 * seconds}")
    else:
        raise ImproperlyConfigured("DATABASE_URL starts with sqlite:/// or postgres://")
    return config


def mail() -> dict[str, Any]:
    """Return Django's settings of EMAIL_URL; without it mail goes to the console or, where DEBUG
    is off, nowhere.
    """
    config: dict[str, Any]
    if env.ENVIRON.get("EMAIL_URL"):
        try:
            config = env.email_url("EMAIL_URL")
        except (ImproperlyConfigured, ValueError) as error:
            raise ImproperlyConfigured(f"EMAIL_URL cannot be read: {error}") from None
    else:
        name = "console" if DEBUG else "dummy"
        config = {"EMAIL_BACKEND": f"django.core.mail.backends.{name}.EmailBackend"}
    return config


# The site

DEBUG = boolean("DEBUG", default=False)
SECRET_KEY = secret_key(debug=DEBUG)
SITE_NAME = env.str("SITE_NAME", default="Waymark")
SITE_URL = site_url()
ALLOWED_HOSTS = words("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = words("CSRF_TRUSTED_ORIGINS", default=[])
TIME_ZONE = env.str("TIME_ZONE", default="UTC")
USE_TZ = True
USE_I18N = False
LANGUAGE_CODE = "en-us"

# The application

INSTALLED_APPS = [
    "careers.apps.DeskConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
    "axes",
    "csp",
    "careers",
]

# Session, user and messages are read lazily: a page that touches none of them sets no cookie and
# does not vary by one, which is what lets a shared cache keep the public pages.
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    # Answers a sign-in that was refused for too many failures; looks at nothing else.
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
APPEND_SLASH = True
LOGIN_URL = "admin:login"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]

DATABASES = {"default": database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

# Getting in. Too many failures on one account, or from one address, lock it for a while; failures
# during the lock do not prolong it, and a sign-in that succeeds does not clear it (else a person
# with an account could guess at another's). No address is kept, only what stands for it.

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AXES_LOCKOUT_PARAMETERS = ["username", "ip_address"]
AXES_FAILURE_LIMIT = whole_number("WAYMARK_SIGN_IN_FAILURES", default=10)
AXES_COOLOFF_TIME = dt.timedelta(minutes=whole_number("WAYMARK_LOCK_MINUTES", default=15))
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_CLIENT_IP_CALLABLE = "careers.visitors.stand_in_address"
AXES_LOCKOUT_CALLABLE = "careers.admin.signing_in.locked_out"
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
if not AXES_FAILURE_LIMIT or not AXES_COOLOFF_TIME:
    raise ImproperlyConfigured("WAYMARK_SIGN_IN_FAILURES and WAYMARK_LOCK_MINUTES are 1 or more")

# How many proxies stand before the site, each adding the address it was asked from.
PROXY_HOPS = whole_number("WAYMARK_PROXY_HOPS", default=0)

# A session ends when the admin was not used for so long.
SESSION_COOKIE_AGE = 3600 * whole_number("WAYMARK_SESSION_HOURS", default=12)
if not SESSION_COOKIE_AGE:
    raise ImproperlyConfigured("WAYMARK_SESSION_HOURS is 1 or more")
PASSWORD_RESET_TIMEOUT = 24 * 3600

# Mail: password links and nothing else

DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="waymark@localhost")
EMAIL_TIMEOUT = 10
_mail = mail()
globals().update(_mail)
MAIL_WORKS = "dummy" not in _mail["EMAIL_BACKEND"]

# Static files: served by WhiteNoise, unless with DEBUG named by their hash and compressed

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_STORAGE = (
    "django.contrib.staticfiles.storage.StaticFilesStorage"
    if DEBUG
    else "config.storage.HashedFiles"
)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": STATIC_STORAGE},
}

# The editors' desk

WAYMARK_TWO_PEOPLE = boolean("WAYMARK_TWO_PEOPLE", default=False)
WAYMARK_PREVIEW_DAYS = whole_number("WAYMARK_PREVIEW_DAYS", default=7)

# For how many days what a reader keeps here is kept after they last used it
WAYMARK_READER_DAYS = whole_number("WAYMARK_READER_DAYS", default=30)
if not WAYMARK_READER_DAYS:
    raise ImproperlyConfigured("WAYMARK_READER_DAYS is 1 or more")

# What the checks of a guide remark on

WAYMARK_READING_GRADE = whole_number("WAYMARK_READING_GRADE", default=9)
WAYMARK_PAY_SHIFT = whole_number("WAYMARK_PAY_SHIFT", default=5)
WAYMARK_GROWTH_SHIFT = whole_number("WAYMARK_GROWTH_SHIFT", default=2)

# Security. No nonce and no inline anything: a page is the same for every reader and every cache.

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"

HTTPS = boolean("WAYMARK_HTTPS", default=not DEBUG)
SECURE_SSL_REDIRECT = HTTPS
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_AGE = None  # until the browser is closed
CSRF_FAILURE_VIEW = "careers.admin.guides.kept.refused_form"  # a guide's text is not lost
SECURE_HSTS_SECONDS = whole_number("HSTS_SECONDS", default=365 * 24 * 3600) if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = boolean("HSTS_INCLUDE_SUBDOMAINS", default=True)
SECURE_HSTS_PRELOAD = boolean("HSTS_PRELOAD", default=False)
# To enter the browsers' preload list is the operator's own decision, hard to undo: no warning.
SILENCED_SYSTEM_CHECKS = ["security.W021"]
if boolean("TRUST_PROXY_HEADERS", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# Logging: to standard error, with paths but neither queries nor who asked

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"},
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": env.str("LOG_LEVEL", default="INFO").upper()},
    "loggers": {
        "django": {"handlers": ["stderr"], "level": "INFO", "propagate": False},
        "django.request": {"handlers": ["stderr"], "level": "ERROR", "propagate": False},
        # Sign-ins are logged in words of our own, by careers.admin.signing_in.
        "axes": {"handlers": ["stderr"], "level": "ERROR", "propagate": False},
    },
}
