"""run.py: what it refuses, what it adds to the environment, and how it ends."""

import ast
import os
import signal
import socket
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import run

ROOT = Path(__file__).resolve().parent.parent
KEY = "k" * 60
NAMES = ("SECRET_KEY", "WAYMARK_HTTPS", "DEBUG")


@pytest.fixture
def taken_port() -> Iterator[int]:
    """Return a port on which this process listens."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[list[str]]:
    """Move the virtual environment to an empty folder and collect what would be run in it."""
    made: list[list[str]] = []
    monkeypatch.setattr(run, "ROOT", tmp_path)
    monkeypatch.setattr(run, "VENV", tmp_path)
    monkeypatch.setattr(run, "PYTHON", Path(sys.executable))
    monkeypatch.setattr(run, "run", lambda arguments: made.append(arguments))
    return made


@pytest.fixture
def unconfigured(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Unset the settings that matter and return the path that is read in place of .env."""
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(run, "SECRET_KEY_FILE", tmp_path / "var" / "secret-key")
    monkeypatch.setenv("WAYMARK_ENV_FILE", str(tmp_path / "env"))
    return tmp_path / "env"


def test_free_port_in_use_says_so_and_names_another(
    taken_port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PORT", str(taken_port))
    with pytest.raises(run.CannotRunError, match=f"Port {taken_port} cannot be used.*PORT="):
        run.free_port()


@pytest.mark.parametrize("port", ["http", "0", "70000", "-1", ""])
def test_free_port_that_is_no_port_says_so(port: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", port)
    with pytest.raises(run.CannotRunError, match="must be a number from 1 to 65535"):
        run.free_port()


def test_unconfigured_site_gets_a_secret_key_that_stays(unconfigured: Path) -> None:
    first = run.serving_environment()
    assert len(first["SECRET_KEY"]) >= 50
    assert first["WAYMARK_HTTPS"] == "false"
    assert run.serving_environment()["SECRET_KEY"] == first["SECRET_KEY"]
    assert stat.S_IMODE(run.SECRET_KEY_FILE.stat().st_mode) == 0o600


def test_site_with_secret_key_in_env_file_is_left_alone(unconfigured: Path) -> None:
    unconfigured.write_text(f"SECRET_KEY={KEY}\n")
    environment = run.serving_environment()
    assert "SECRET_KEY" not in environment
    assert "WAYMARK_HTTPS" not in environment
    assert not run.SECRET_KEY_FILE.exists()


def test_site_with_secret_key_in_environment_is_left_alone(
    unconfigured: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SECRET_KEY", KEY)
    assert run.serving_environment()["SECRET_KEY"] == KEY
    assert "WAYMARK_HTTPS" not in run.serving_environment()


def test_setting_in_env_file_is_not_overridden(unconfigured: Path) -> None:
    unconfigured.write_text("WAYMARK_HTTPS=true\n")
    assert "WAYMARK_HTTPS" not in run.serving_environment()


def test_install_uses_hashes_and_runs_once_for_a_file(
    calls: list[list[str]], tmp_path: Path
) -> None:
    (tmp_path / "some.txt").write_text("one")
    run.install("some.txt")
    run.install("some.txt")
    assert len(calls) == 1
    assert "--require-hashes" in calls[0]


def test_install_runs_again_for_a_changed_file(calls: list[list[str]], tmp_path: Path) -> None:
    (tmp_path / "some.txt").write_text("one")
    run.install("some.txt")
    (tmp_path / "some.txt").write_text("two")
    run.install("some.txt")
    assert len(calls) == 2


def test_install_that_failed_is_tried_again(
    calls: list[list[str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(arguments: list[str]) -> None:
        raise subprocess.CalledProcessError(2, arguments)

    (tmp_path / "some.txt").write_text("one")
    with monkeypatch.context() as patch:
        patch.setattr(run, "run", fail)
        with pytest.raises(subprocess.CalledProcessError):
            run.install("some.txt")
    run.install("some.txt")
    assert len(calls) == 1


def test_lint_runs_every_check_and_names_those_that_failed(
    calls: list[list[str]], monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(run, "install", lambda requirements: None)
    monkeypatch.setattr(
        run,
        "LINTS",
        {
            "bad": ["python", "-c", "raise SystemExit(1)"],
            "good": ["python", "-c", "print('second was run')"],
        },
    )
    assert run.lint() == 1
    output = capfd.readouterr().out
    assert "second was run" in output
    assert output.splitlines()[-1] == "lint: bad failed"


def test_old_python_is_refused_with_the_version_it_takes() -> None:
    code = (
        "import runpy, sys; sys.version_info = (3, 9, 2);"
        "runpy.run_path('run.py', run_name='__main__')"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert done.stderr.startswith("Waymark needs Python 3.11 or newer")


def test_run_and_manage_import_the_standard_library_alone() -> None:
    for name in ("run.py", "manage.py"):
        for node in ast.parse((ROOT / name).read_text()).body:
            if isinstance(node, ast.Import):
                modules = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                modules = [str(node.module)]
            else:
                continue
            packages = {module.split(".")[0] for module in modules}
            assert packages <= sys.stdlib_module_names | {"manage"}


@pytest.mark.parametrize("arguments", [["serve", "now"], ["lint", "careers"], ["fly"]])
def test_arguments_that_mean_nothing_are_refused(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as refused:
        run.main(arguments)
    assert refused.value.code == 2


def test_help_names_the_commands(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        run.main(["--help"])
    output = capsys.readouterr().out
    assert all(word in output for word in ("run.py test", "run.py lint", "PORT", ".env.example"))


SERVE_A_FOLDER = """
import os, signal, sys, run
signal.signal(signal.SIGINT, signal.default_int_handler)  # ignored where the tests run under nohup
run.PYTHON = sys.executable
run.install = lambda requirements: None
run.run = lambda arguments, environment: None
run.serving_environment = lambda: dict(os.environ)
run.server_arguments = lambda port: ["-m", "http.server", str(port), "--bind", "127.0.0.1"]
sys.exit(run.main([]))
"""


def interrupt_group(process: subprocess.Popen[str]) -> None:
    """Do what Ctrl-C in a terminal does."""
    os.killpg(process.pid, signal.SIGINT)


def interrupt_alone(process: subprocess.Popen[str]) -> None:
    """Interrupt the program and not its server."""
    process.send_signal(signal.SIGINT)


def terminate_alone(process: subprocess.Popen[str]) -> None:
    """Do what a service manager does."""
    process.terminate()


@pytest.mark.parametrize("stop", [interrupt_group, interrupt_alone, terminate_alone])
def test_stopping_ends_the_server_too(stop: Callable[[subprocess.Popen[str]], None]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = str(probe.getsockname()[1])
    process = subprocess.Popen(
        [sys.executable, "-u", "-c", SERVE_A_FOLDER],
        cwd=ROOT,
        env=os.environ | {"PORT": port},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        start_new_session=True,
    )
    with process:
        try:
            assert process.stdout is not None
            lines = iter(process.stdout.readline, "")
            assert any(f"http://127.0.0.1:{port}/" in line for line in lines)
            stop(process)
            assert process.wait(timeout=30) == 0
        except BaseException:
            os.killpg(process.pid, signal.SIGKILL)
            raise
    with socket.create_server(("127.0.0.1", int(port))):
        pass


def test_server_that_cannot_start_gives_its_status(
    monkeypatch: pytest.MonkeyPatch, taken_port: int
) -> None:
    server = subprocess.Popen([sys.executable, "-c", "raise SystemExit(3)"])
    server.wait()
    assert run.wait_until_answering(server, taken_port) is False
