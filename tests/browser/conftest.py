"""A real Chromium against a live server, for the tests of this folder."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright
from pytest_django.live_server_helper import LiveServer

from tests.conftest import skip_unless_ci
from tests.support.browser import Look, Visit, find_chromium, launch_arguments

# Playwright's synchronous interface runs an event loop in this thread, where Django would refuse
# to touch the database.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

FOLDER = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test of this folder."""
    for item in items:
        if item.path.is_relative_to(FOLDER):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start Chromium once; skip where there is none (in CI: fail)."""
    path = find_chromium()
    if path is None:
        skip_unless_ci("no Chromium found: install it, or name it in WAYMARK_CHROMIUM")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=launch_arguments())
        yield browser
        browser.close()


@pytest.fixture
def visit(browser: Browser, live_server: LiveServer) -> Iterator[Callable[[Look], Visit]]:
    """Return a function that begins a visit of the live server in a given look.

    When the test ends it fails if any page asked another host for something, wrote an error to
    the console, or did what the Content-Security-Policy refuses.
    """
    visits: list[Visit] = []

    def begin(look: Look) -> Visit:
        visits.append(Visit(browser, live_server.url, look))
        return visits[-1]

    yield begin
    complaints = []
    for visit in visits:
        try:
            visit.close()
        except AssertionError as error:
            complaints.append(f"[{visit.look}] {error}")
    if complaints:
        pytest.fail("\n".join(complaints))
