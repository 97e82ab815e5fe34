"""CPU of a page beside a Django view that returns a constant, in one run.

    python benchmarks/pages.py [address …]

Runs on the database of DATABASE_URL, through the whole middleware, nothing cached. The aim for
an uncached guide is at most 20 times the constant view.
"""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
os.environ.setdefault("SECRET_KEY", "benchmark")
os.environ.setdefault("WAYMARK_HTTPS", "false")
os.environ.setdefault("LOG_LEVEL", "ERROR")

import django

django.setup()

from django.conf import settings
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.urls import include, path


def constant(request: HttpRequest) -> HttpResponse:
    """The yardstick."""
    return HttpResponse("constant")


urlpatterns = [path("constant/", constant), path("", include("config.urls"))]

ADDRESSES = [
    "/careers/software-systems-engineer/",
    "/careers/electrician/",
    "/careers/software-engineer/",
    "/careers/accountant/",
    "/careers/software-systems-engineer/working/",
    "/occupations/15-1252.00/",
    "/sectors/engineering/",
    "/",
]
ROUNDS, REPEATS = 5, 20


def one(handler: Callable[..., object], address: str) -> int:
    """Answer one request; returns the status."""
    status: list[str] = []
    environ = RequestFactory().get(address, HTTP_HOST="localhost").environ
    body = handler(environ, lambda line, headers: status.append(line))
    for _ in body:  # type: ignore[attr-defined]
        pass
    body.close()  # type: ignore[attr-defined]
    return int(status[0].split()[0])


def cost(handler: Callable[..., object], address: str) -> float:
    """CPU milliseconds of a request: the median of several rounds."""
    rounds = []
    for _ in range(ROUNDS):
        start = time.process_time()
        for _ in range(REPEATS):
            one(handler, address)
        rounds.append((time.process_time() - start) / REPEATS * 1000)
    return statistics.median(rounds)


def main() -> None:
    """Measure on the site's own settings, static files collected as in production."""
    settings.ROOT_URLCONF = "__main__"
    with tempfile.TemporaryDirectory() as folder:
        settings.STATIC_ROOT = folder
        call_command("collectstatic", interactive=False, verbosity=0)
        report(get_wsgi_application(), sys.argv[1:] or ADDRESSES)


def report(handler: Callable[..., object], addresses: list[str]) -> None:
    """Measure the constant view and each address, and print them."""
    base = cost(handler, "/constant/")
    print(f"{'CPU ms':>8} {'times':>6}  address")
    print(f"{base:8.2f} {1:6.1f}  a view that returns a constant")
    for address in addresses:
        status = one(handler, address)
        spent = cost(handler, address)
        print(f"{spent:8.2f} {spent / base:6.1f}  {address} ({status})")


if __name__ == "__main__":
    main()
