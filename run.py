#!/usr/bin/env python3
"""Start Waymark, test it or lint it, with nothing installed but Python 3.11.

This is a convenience over pip, manage.py and pytest, all of which work without it. It needs the
standard library alone and is imported by nothing.
"""

from __future__ import annotations

import argparse
import hashlib
import http.client
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

from manage import configured_names

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
WINDOWS = os.name == "nt"
PYTHON = VENV / ("Scripts/python.exe" if WINDOWS else "bin/python")
SECRET_KEY_FILE = ROOT / "var" / "secret-key"
LEAST_VERSION = (3, 11)

USAGE = """\
python3 run.py              install what is missing, prepare the database, serve the site
python3 run.py test [...]   run the tests on all cores; what follows goes to pytest (-n 0: one)
python3 run.py lint         run every check of the code; all of them, then say which failed

PORT (default 8000) is the port of the site on 127.0.0.1. The other settings are explained in
.env.example; a site without a .env gets a secret key of its own in var/secret-key.
"""

PREPARATIONS = (
    "migrate --verbosity 0",
    "load_snapshot --if-empty",
    "load_content",
    "create_first_editor",
    "collectstatic --noinput --verbosity 0",
)
RUN_COMMANDS = (
    "import sys; from django.core.management import execute_from_command_line;"
    " [execute_from_command_line(['manage.py', *words.split()]) for words in sys.argv[1:]]"
)
PREPARING = {"DATABASE_STATEMENT_TIMEOUT": "0", "LOG_LEVEL": "WARNING"}

# What a public site's environment would hold, for the checks that judge settings.
PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "config.settings",
    "WAYMARK_ENV_FILE": os.devnull,
    "DEBUG": "false",
    "WAYMARK_HTTPS": "true",
    "SECRET_KEY": secrets.token_urlsafe(50),
    "ALLOWED_HOSTS": "careers.example.org",
    "DATABASE_URL": "sqlite:///:memory:",
}
LINTS: dict[str, list[str]] = {
    "ruff check": ["python", "-m", "ruff", "check", "."],
    "ruff format": ["python", "-m", "ruff", "format", "--check", "."],
    "djade": ["djade", "--check", "--target-version", "5.2"],
    "mypy": ["python", "-m", "mypy"],
    "makemigrations": ["python", "manage.py", "makemigrations", "--check", "--dry-run"],
    "check --deploy": ["python", "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
    "architecture": ["python", "-m", "pytest", "-q", "tests/test_consistency.py"],
}


class CannotRunError(Exception):
    """Something outside this program keeps it from going on; the message says what to do."""


def main(arguments: list[str]) -> int:
    """Do what the arguments ask and return the exit status."""
    parser = argparse.ArgumentParser(usage="python3 run.py [test|lint]", description=USAGE)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("command", nargs="?", default="serve", choices=("serve", "test", "lint"))
    command = parser.parse_args(arguments[:1]).command
    rest = arguments[1:]
    if rest and command != "test":
        parser.error(f"{command} takes no arguments")
    try:
        return {"serve": serve, "test": lambda: run_tests(rest), "lint": lint}[command]()
    except CannotRunError as error:
        print(error, file=sys.stderr)
        return 1
    except subprocess.CalledProcessError as error:
        return error.returncode if error.returncode > 0 else 1
    except KeyboardInterrupt:
        print("\nStopped.")
        return 130


def serve() -> int:
    """Install, prepare the database and serve until interrupted."""
    port = free_port()
    install("requirements.txt")
    environment = serving_environment()
    say("Preparing the database")
    run(["-c", RUN_COMMANDS, *PREPARATIONS], environment | PREPARING)
    server = subprocess.Popen(
        [str(PYTHON), *server_arguments(port)], cwd=ROOT, env=environment, stdin=subprocess.DEVNULL
    )
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        if wait_until_answering(server, port):
            say(f"Waymark is at http://127.0.0.1:{port}/ (Ctrl-C stops it)")
        return server.wait()
    except KeyboardInterrupt:
        return 0
    finally:
        end(server)


def run_tests(arguments: list[str]) -> int:
    """Install what the tests need and run pytest with these arguments, on all cores at once."""
    install("requirements-dev.txt")
    command = [str(PYTHON), "-m", "pytest", "-n", "auto", "--dist", "loadgroup", *arguments]
    return subprocess.run(command, cwd=ROOT).returncode


def lint() -> int:
    """Run every check, each to its end, and return 1 if any found something."""
    install("requirements-dev.txt")
    environment = os.environ | PRODUCTION
    failed = []
    for name, (program, *arguments) in LINTS.items():
        files = sorted(map(str, (ROOT / "templates").rglob("*.html"))) if name == "djade" else []
        say(name)
        begun = time.monotonic()
        command = [str(PYTHON.parent / program), *arguments, *files]
        done = subprocess.run(command, cwd=ROOT, env=environment)
        if done.returncode:
            failed.append(name)
        say(f"{name}: {'failed' if done.returncode else 'ok'}, {time.monotonic() - begun:.1f} s")
    say(f"lint: {', '.join(failed)} failed" if failed else "lint: all ok")
    return 1 if failed else 0


def say(text: str) -> None:
    """Print a line at once, even into a pipe."""
    print(text, flush=True)


def run(arguments: list[str], environment: dict[str, str] | None = None) -> None:
    """Run the virtual environment's Python, raising `CalledProcessError` if it fails."""
    subprocess.run([str(PYTHON), *arguments], cwd=ROOT, env=environment, check=True)


def install(requirements: str) -> None:
    """Make .venv and install a file of hashed requirements, unless this very file is installed.

    Raises `CannotRunError` where Python's own venv module is missing, as on Debian it may be.
    """
    file = ROOT / requirements
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    stamp = VENV / f"{requirements}.sha256"
    if PYTHON.exists() and stamp.is_file() and stamp.read_text() == digest:
        return
    if not PYTHON.exists():
        make_virtual_environment()
    say(f"Installing {requirements} into .venv")
    run(
        [
            "-m",
            "pip",
            "install",
            "-qq",
            "--disable-pip-version-check",
            "--require-hashes",
            "-r",
            str(file),
        ]
    )
    stamp.write_text(digest)


def make_virtual_environment() -> None:
    """Make .venv with pip in it, or leave nothing behind."""
    say("Making .venv")
    made = subprocess.run([sys.executable, "-m", "venv", "--clear", str(VENV)])
    if made.returncode:
        shutil.rmtree(VENV, ignore_errors=True)
        raise CannotRunError(
            "Python could not make a virtual environment. On Debian and Ubuntu:"
            " apt-get install python3-venv"
        )


def free_port() -> int:
    """Return PORT, raising `CannotRunError` if it is no port or something listens there."""
    text = os.environ.get("PORT", "8000")
    if not (text.isdecimal() and 0 < int(text) < 65536):
        raise CannotRunError(f"PORT is {text!r}: it must be a number from 1 to 65535")
    with socket.socket() as probe:
        if not WINDOWS:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", int(text)))
        except OSError as error:
            raise CannotRunError(
                f"Port {text} cannot be used ({error.strerror}). Choose another:"
                f" PORT={int(text) % 65535 + 1} python3 run.py"
            ) from error
    return int(text)


def serving_environment() -> dict[str, str]:
    """Return the environment of the site's processes.

    Where neither the environment nor .env holds a SECRET_KEY the site is one person's, on this
    machine and without HTTPS: it gets a key of its own. Where one does, nothing is added.
    """
    named = configured_names()
    local: dict[str, str] = {}
    if "SECRET_KEY" not in named:
        local = {"WAYMARK_HTTPS": "false", "SECRET_KEY": own_key()}
    added = {name: value for name, value in local.items() if name not in named}
    return {"DJANGO_SETTINGS_MODULE": "config.settings"} | dict(os.environ) | added


def own_key() -> str:
    """Return the key in var/secret-key, made on the first start and readable by its owner."""
    if not SECRET_KEY_FILE.is_file():
        SECRET_KEY_FILE.parent.mkdir(exist_ok=True)
        SECRET_KEY_FILE.touch(mode=0o600)
        SECRET_KEY_FILE.write_text(secrets.token_urlsafe(50))
    return SECRET_KEY_FILE.read_text().strip()


def server_arguments(port: int) -> list[str]:
    """Return what Python runs to serve: gunicorn, or on Windows Django's own server."""
    address = f"127.0.0.1:{port}"
    if WINDOWS:
        return ["manage.py", "runserver", "--noreload", address]
    return [
        *("-m", "gunicorn", "config.wsgi:application", "--bind", address),
        *("--worker-class", "gthread", "--workers", "2", "--threads", "4"),
        *("--no-control-socket", "--log-level", "warning"),
    ]


def wait_until_answering(server: subprocess.Popen[bytes], port: int) -> bool:
    """Return True once the site answers a request, False if its server ends before that."""
    while server.poll() is None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        try:
            connection.request("GET", "/robots.txt")
            connection.getresponse()
        except OSError:
            time.sleep(0.1)
        else:
            return True
        finally:
            connection.close()
    return False


def end(server: subprocess.Popen[bytes]) -> None:
    """Ask the server to end and wait until it has."""
    if server.poll() is None:
        server.terminate()
    try:
        server.wait(timeout=10)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


if __name__ == "__main__":
    if sys.version_info < LEAST_VERSION:
        sys.exit(f"Waymark needs Python 3.11 or newer; this is Python {sys.version.split()[0]}")
    sys.exit(main(sys.argv[1:]))
