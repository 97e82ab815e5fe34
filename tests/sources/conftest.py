"""The excerpts of tests/data, and ways to spoil a copy of one."""

import shutil
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from careers.sources.files import SourceError

EXCERPTS = Path(__file__).parent.parent / "data"
Copy = Callable[[str], Path]
Spoil = Callable[[str, str, str], Path]
SpoilSheet = Callable[[str, str, Callable[[Worksheet], object]], Path]


def failure(work: Callable[[], object]) -> str:
    """Return the one line of the SourceError that the work ends in."""
    with pytest.raises(SourceError) as caught:
        work()
    message = str(caught.value)
    assert len(message.splitlines()) == 1
    return message


@pytest.fixture
def excerpts() -> Path:
    return EXCERPTS


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    """Copy the folder of an excerpt, and return the excerpt's own path in the copy."""

    def copied(name: str) -> Path:
        source = EXCERPTS / name
        if source.is_dir():
            return Path(shutil.copytree(source, tmp_path / source.name))
        shutil.copytree(source.parent, tmp_path / source.parent.name, dirs_exist_ok=True)
        return tmp_path / source.parent.name / source.name

    return copied


@pytest.fixture
def spoil(copy: Copy) -> Spoil:
    """Copy an excerpt with one passage replaced, which has to be there exactly once."""

    def spoiled(name: str, old: str, new: str) -> Path:
        path = copy(name)
        text = path.read_bytes().decode("latin-1")
        assert text.count(old) == 1, f"{old!r} is there {text.count(old)} times"
        path.write_bytes(text.replace(old, new).encode("latin-1"))
        return path

    return spoiled


@pytest.fixture
def spoil_sheet(copy: Copy) -> SpoilSheet:
    """Copy a workbook with one of its sheets changed."""

    def spoiled(name: str, title: str, change: Callable[[Worksheet], object]) -> Path:
        path = copy(name)
        book = openpyxl.load_workbook(path)
        change(book[title])
        book.save(path)
        return path

    return spoiled
