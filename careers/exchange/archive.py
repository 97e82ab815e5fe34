"""Guides as a zip of the content text files: roles/<address>.md, and the versions they are of.

A zip is read in memory within bounds, and nothing of it is ever written to a disk.
"""

from __future__ import annotations

import io
import json
import re
import stat
import zipfile
import zlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from careers.content.errors import ContentError
from careers.content.loader import HEADINGS, content_of, parse_guide
from careers.content.writer import guide_text, title_names
from careers.exchange.held import Held
from careers.exchange.records import (
    MOST_BYTES,
    MOST_GUIDES,
    FileRefused,
    Problem,
    Record,
    shortened,
    unprintable,
)

VERSIONS = "versions.json"
MOST_A_FILE = 200_000
MOST_UNPACKED = 4 * MOST_BYTES
PLAIN = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError)
_NAME = re.compile(r"(?:roles/)?(?P<slug>[-\w]{1,150})\.md", re.ASCII)
_LITTER = re.compile(r"__MACOSX/.*|(?:.*/)?\.DS_Store")


def guides_zip(guides: Iterable[Held]) -> bytes:
    """The guides as a zip; the same guides make the same bytes."""
    listed = list(guides)
    names = title_names(slug for guide in listed for slug in guide.content.titles)
    versions = {
        guide.slug: {"version": guide.version, "revision": guide.revision} for guide in listed
    }
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo(VERSIONS), json.dumps(versions, indent=1))
        for guide in listed:
            entry = zipfile.ZipInfo(f"roles/{guide.slug}.md")
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, guide_text(guide.content, names))
    return file.getvalue()


def read_zip(data: bytes) -> list[Record]:
    """The guides of a zip; raises FileRefused where it is none of ours."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            texts = _unpacked(archive)
    except BROKEN as error:
        raise FileRefused(f"The zip cannot be read ({error}): pack it anew.") from error
    versions = _versions(texts.pop(VERSIONS, b"{}"))
    return [_record(name, text, versions) for name, text in texts.items()]


def _unpacked(archive: zipfile.ZipFile) -> dict[str, bytes]:
    """The files of a zip by name, none larger and all not more than they may be."""
    texts: dict[str, bytes] = {}
    total = 0
    for entry in archive.infolist()[: 4 * MOST_GUIDES]:
        if entry.is_dir() or _LITTER.fullmatch(entry.filename):
            continue
        _check_entry(entry, texts)
        with archive.open(entry) as file:
            text = file.read(MOST_A_FILE + 1)
        total += len(text)
        if len(text) > MOST_A_FILE or total > MOST_UNPACKED:
            name = shortened(entry.filename)
            raise FileRefused(f"{name}: unpacked, the zip is larger than guides are.")
        texts[entry.filename] = text
    if len(texts) - (VERSIONS in texts) > MOST_GUIDES or len(archive.infolist()) > 4 * MOST_GUIDES:
        raise FileRefused(f"More than {MOST_GUIDES} guides: import them in several files.")
    return texts


def _check_entry(entry: zipfile.ZipInfo, texts: dict[str, bytes]) -> None:
    """Raise FileRefused for what no export writes."""
    name = shortened(entry.filename)
    if name == "[Content_Types].xml":
        raise FileRefused("This is a workbook: save its sheet as CSV UTF-8 and send that.")
    if name != VERSIONS and not _NAME.fullmatch(name):
        raise FileRefused(f"{name!r} is no guide: they are roles/<address>.md in the zip.")
    mode = entry.external_attr >> 16
    if stat.S_IFMT(mode) not in (0, stat.S_IFREG):
        raise FileRefused(f"{name} is a link, not a file.")
    if name in texts:
        raise FileRefused(f"{name} is in the zip twice.")
    if entry.flag_bits & 1:
        raise FileRefused("The zip has a password: pack it without one.")
    if entry.compress_type not in PLAIN:
        raise FileRefused(f"{name} is packed in a way that is not read here: use plain zip.")


def _versions(text: bytes) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise FileRefused(f"{VERSIONS} is no JSON: take it out of the zip.") from error
    return found if isinstance(found, dict) else {}


def _record(name: str, data: bytes, versions: dict[str, Any]) -> Record:
    match = _NAME.fullmatch(name)
    slug = match["slug"] if match else ""
    known = versions.get(slug)
    numbers = [known.get(key) for key in ("version", "revision")] if isinstance(known, dict) else []
    version, revision = [_number(number) for number in numbers] or [None, None]
    given: dict[str, Any] = {}
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        problem = Problem("", "It is not UTF-8: save it as UTF-8.")
        return Record(f"{name}, line {line}", slug, given, version, revision, (problem,))
    line = 1
    problems: tuple[Problem, ...] = ()
    try:
        given = content_of(parse_guide(Path(name), text)).to_json()
        if unprintable(given):
            problems = (Problem("", "It holds a NUL or half a character: take it out."),)
    except ContentError as error:
        line = error.line or line_of(text, error.field)
        problems = (Problem(error.field, shortened(f"{error.reason}.")),)
    return Record(f"{name}, line {line}", slug, given, version, revision, problems)


def _number(value: object) -> int | None:
    if isinstance(value, bool) or not isinstance(value, int):
        return None
    return value if 0 < value < 10**9 else None


def line_of(text: str, field: str) -> int:
    """The line of a guide file where a field begins; 1 where it is not there."""
    heading = {name: heading for heading, name in HEADINGS.items()}.get(field)
    pattern = rf"## {heading}\s*" if heading else rf"{re.escape(field)} *=.*|\[\[{field}\]\]"
    for number, line in enumerate(text.split("\n"), 1):
        if field and re.fullmatch(pattern, line):
            return number
    return 1
