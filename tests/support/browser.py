"""Chromium for tests: where it is, how it starts, and what a page must not do in it."""

import os
import re
import shutil
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, expect

from tests.support.desk import PASSWORD

NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
WCAG_2_2_AA = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
# The rules of these levels that look at colours; all others say the same in light and dark.
OF_COLOUR = ("color-contrast", "link-in-text-block")


def find_chromium() -> str | None:
    """Return the path of a Chromium: WAYMARK_CHROMIUM, or the first of the usual names."""
    asked = os.environ.get("WAYMARK_CHROMIUM")
    return shutil.which(asked) if asked else next(filter(None, map(shutil.which, NAMES)), None)


def launch_arguments() -> list[str]:
    """Return the flags for Chromium; its sandbox cannot be had by root."""
    return [*FLAGS, *(["--no-sandbox"] if os.geteuid() == 0 else [])]


@dataclass(frozen=True)
class Look:
    """One way of looking at a page: `width` in CSS pixels, 360 for a phone, 1280 for a desk."""

    width: int = 1280
    javascript: bool = True

    def __str__(self) -> str:
        """Name the look in a test's id."""
        return f"{self.width}" + ("" if self.javascript else "-without-javascript")


LOOKS = [Look(360), Look(1280)]


@dataclass
class Visit:
    """Pages of one site opened in one look, and what was wrong with them."""

    browser: Browser
    origin: str
    look: Look
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Make the browser context: a fresh profile without cookies."""
        self.context: BrowserContext = self.browser.new_context(
            base_url=self.origin,
            viewport={"width": self.look.width, "height": 800},
            color_scheme="light",
            java_script_enabled=self.look.javascript,
            reduced_motion="reduce",
            locale="en-US",
        )
        self.context.route(self.is_elsewhere, lambda route: route.abort())
        self.context.on("request", self.note_request)
        self.context.on("console", self.note_console)
        self.context.on("weberror", lambda error: self.complaints.append(str(error.error)))

    def is_elsewhere(self, url: str) -> bool:
        """Tell whether a request would leave the site for another host."""
        parts = urlsplit(url)
        return parts.scheme in {"http", "https", "ws", "wss"} and (
            parts.netloc != urlsplit(self.origin).netloc
        )

    def note_request(self, request: Request) -> None:
        """Complain of a request to another host."""
        if self.is_elsewhere(request.url):
            self.complaints.append(f"request to another host: {request.url}")

    def note_console(self, message: ConsoleMessage) -> None:
        """Complain of an error in the console; refusals by the CSP are written there too."""
        if message.type == "error":
            self.complaints.append(f"console: {message.text} ({message.location.get('url', '')})")

    def open(self, path: str, *, status: int = 200) -> Page:
        """Open the page at `path`, complaining if its status is another than the expected one."""
        page = self.context.new_page()
        response = page.goto(path, wait_until="load")
        if response is None or response.status != status:
            self.complaints.append(f"{path}: status {response and response.status}, not {status}")
        if status >= 400:
            expected = f"the server responded with a status of {status}"
            self.complaints = [text for text in self.complaints if expected not in text]
        return page

    def close(self) -> None:
        """Close the pages; raise AssertionError with every complaint, if there is one."""
        self.context.close()
        if self.complaints:
            raise AssertionError("\n".join(dict.fromkeys(self.complaints)))


@cache
def axe_source() -> str:
    """Return axe-core's JavaScript, shipped inside the package axe-playwright-python."""
    file = resources.files("axe_playwright_python") / "axe.min.js"
    return file.read_text(encoding="utf-8")


def axe(page: Page, *, preload: bool = True) -> list[str]:
    """Return the page's violations of WCAG 2.2 A and AA, in light and in dark, one a line.

    The script of axe-core is evaluated by the debugger, not inserted, so a strict CSP does not
    refuse it. With `preload` axe reads the style sheets too, for its rule on orientation; sheets
    that import others it copies into new elements, which the same CSP does refuse.
    """
    page.evaluate(axe_source())
    light = run_axe(page, {"type": "tag", "values": list(WCAG_2_2_AA)}, preload)
    page.emulate_media(color_scheme="dark")
    dark = run_axe(page, {"type": "rule", "values": list(OF_COLOUR)}, preload=False)
    page.emulate_media(color_scheme="light")
    return [*light, *(f"in dark: {line}" for line in dark)]


def run_axe(page: Page, rules: dict[str, Any], preload: bool) -> list[str]:
    """Return what axe finds by these rules on a page that holds its script and has settled."""
    page.evaluate("() => Promise.allSettled(document.getAnimations().map(one => one.finished))")
    options = {"runOnly": rules, "preload": preload}
    result: dict[str, Any] = page.evaluate("options => axe.run(document, options)", options)
    return [
        f"{violation['id']} ({violation['help']}): {node['target']} {node['html'][:160]}"
        for violation in result["violations"]
        for node in violation["nodes"]
    ]


def signed_in(visit: Visit, name: str, path: str = "/admin/") -> Page:
    """Open a page of the admin as somebody who signs in to get there."""
    page = visit.open(f"/admin/login/?next={path}")
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    page.wait_for_url(f"**{path}", wait_until="load")
    return page


def at(page: Page, end: str) -> None:
    """Wait until the page's address ends so: a click returns before its page is there."""
    expect(page).to_have_url(re.compile(re.escape(end) + "$"))


def sideways_overflow(page: Page) -> int:
    """Return by how many CSS pixels the page is wider than its window; 0 is right."""
    width: int = page.evaluate(
        "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    return max(0, width)
