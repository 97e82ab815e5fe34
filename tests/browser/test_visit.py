"""The eyes of the browser tests: what a visit and axe must notice."""

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from playwright.sync_api import Browser

from tests.support.browser import Look, Visit, axe, sideways_overflow

PAGE = '<!doctype html><html lang="en"><link rel="icon" href="data:,"><title>T</title><h1>T</h1>{}'
POLICY = "default-src 'none'; img-src * data:; style-src 'self'; script-src 'self'"
BODIES = {
    "/good": "<p>Nothing wrong.</p>",
    "/other-host": '<img src="http://192.0.2.1/a.png" alt="">',
    "/inline-style": '<p style="color: red">x</p>',
    "/inline-script": "<script>document.title = 'x'</script>",
    "/missing-file": '<img src="/none.png" alt="">',
    "/no-contrast": '<p><font color="#999999">Pale words</font></p><img src="data:,">',
    "/no-contrast-in-the-dark": '<link rel="stylesheet" href="/dark.css"><p>Pale words</p>',
    "/wide": '<table><tr><td><svg width="900" height="1"></svg></table>',
}
DARK = "@media (prefers-color-scheme: dark) { body { background: black; color: #444 } }"


class Pages(BaseHTTPRequestHandler):
    """A server of pages with one fault each."""

    def do_GET(self) -> None:
        """Answer with a page, or 404."""
        body, kind = BODIES.get(self.path), "html"
        answer = PAGE.format(body or "")
        if self.path == "/dark.css":
            body = answer = DARK
            kind = "css"
        self.send_response(200 if body else 404)
        self.send_header("Content-Type", f"text/{kind}; charset=utf-8")
        self.send_header("Content-Security-Policy", POLICY)
        self.end_headers()
        self.wfile.write(answer.encode())

    def log_message(self, format: str, *args: object) -> None:
        """Stay silent."""


@pytest.fixture(scope="module")
def origin() -> Iterator[str]:
    """Serve the faulty pages and return their address."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Pages) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.mark.parametrize("javascript", [True, False])
@pytest.mark.parametrize(
    ("path", "complaint"),
    [
        ("/other-host", "request to another host: http://192.0.2.1/a.png"),
        ("/inline-style", "Applying inline style violates"),
        ("/missing-file", "/none.png"),
        ("/nowhere", "status 404, not 200"),
    ],
)
def test_visit_complains_of_what_a_page_must_not_do(
    browser: Browser, origin: str, path: str, complaint: str, javascript: bool
) -> None:
    visit = Visit(browser, origin, Look(javascript=javascript))
    visit.open(path)
    with pytest.raises(AssertionError, match=complaint):
        visit.close()


def test_visit_complains_of_an_inline_script(browser: Browser, origin: str) -> None:
    visit = Visit(browser, origin, Look())
    visit.open("/inline-script")
    with pytest.raises(AssertionError, match="Executing inline script violates"):
        visit.close()


def test_visit_of_a_good_page_ends_without_complaint(browser: Browser, origin: str) -> None:
    visit = Visit(browser, origin, Look())
    assert axe(visit.open("/good")) == []
    visit.open("/nowhere", status=404)
    visit.close()


def test_axe_finds_missing_contrast_and_missing_alternative_text(
    browser: Browser, origin: str
) -> None:
    visit = Visit(browser, origin, Look())
    violations = axe(visit.open("/no-contrast"))
    light = [line for line in violations if not line.startswith("in dark")]
    assert {line.split()[0] for line in light} == {"color-contrast", "image-alt"}


def test_axe_finds_missing_contrast_in_the_dark_alone(browser: Browser, origin: str) -> None:
    visit = Visit(browser, origin, Look())
    violations = axe(visit.open("/no-contrast-in-the-dark"))
    assert violations
    assert all(line.startswith("in dark: color-contrast") for line in violations)


def test_sideways_overflow_is_measured_on_a_phone(browser: Browser, origin: str) -> None:
    phone = Visit(browser, origin, Look(width=360)).open("/wide")
    desk = Visit(browser, origin, Look(width=1280)).open("/wide")
    assert sideways_overflow(phone) > 500
    assert sideways_overflow(desk) == 0
