"""The shipped guides: one text file a role, read and loaded.

A file is TOML between lines of `+++`, then Markdown under fixed headings. Loading never
overwrites what an editor has since changed.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import slugify

from careers import actions
from careers.content.errors import ContentError
from careers.content.words import load_words
from careers.editing import SCHEMA, DocumentError, GuideContent
from careers.models import (
    JobTitle,
    Level,
    MoveKind,
    Role,
    RoleTitle,
    Sector,
    SectorGroup,
    SocGroup,
    Status,
)

CONTENT = Path(__file__).resolve().parent
HEADINGS = {
    "Summary": "summary",
    "What the work is like": "work",
    "What you need to understand": "understand",
    "What sets it apart": "apart",
    "Harder than it looks": "harder",
    "Who thrives": "thrives",
    "Who may find it hard": "hard_for",
    "Ways in": "ways_in",
    "Where it sits": "position",
}
"""The headings of a guide file, in their order, and the fields they fill.

A line of a text that would be taken for a heading of the file has a backslash before it.
"""
FRONT = {
    *("title", "sector", "level", "titles", "occupations", "moves", "skills", "bans", "sources"),
    *("reviewed_by", "reviewed_on", "review_by"),
}
"""The fields of the front matter."""


@dataclass(frozen=True, slots=True)
class GuideFile:
    """A guide as its file has it: front matter, sections by field, and the file's checksum."""

    path: Path
    slug: str
    front: dict[str, Any]
    sections: dict[str, str]
    sha256: str

    @property
    def words(self) -> int:
        """Words of all sections."""
        return sum(len(text.split()) for text in self.sections.values())


@dataclass(slots=True)
class LoadResult:
    """What a load did, by slug."""

    added: list[str]
    updated: list[str]
    unchanged: list[str]
    kept: list[str]


def read_guide(path: Path) -> GuideFile:
    """Read a guide file that is whole; raises ContentError naming what is wrong with it."""
    guide = parse_guide(path, path.read_text(encoding="utf-8"))
    for name in ("title", "sector", "level", "occupations"):
        if not guide.front.get(name):
            raise ContentError(path, f"the front matter has no {name}", field=name)
    level = guide.front["level"]
    if level not in Level.values:
        raise ContentError(path, f"level is {level!r}: one of {', '.join(Level.values)}")
    empty = [heading for heading, field in HEADINGS.items() if not guide.sections[field]]
    if empty:
        raise ContentError(path, f"the section {empty[0]!r} is empty")
    return guide


def parse_guide(path: Path, text: str) -> GuideFile:
    """Read a guide file's text, of which parts may be empty; raises ContentError."""
    match = re.fullmatch(r"\+\+\+\n(.*?)\n\+\+\+\n(.*)", text, re.DOTALL)
    if match is None:
        raise ContentError(path, "it must start with TOML between two lines of +++", line=1)
    try:
        # A line end stands for the line of +++, so that errors name lines of the file.
        front = tomllib.loads(f"\n{match[1]}")
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        at = re.search(r"at line (\d+)", str(error))
        reason = f"the front matter is not TOML: {error}"
        raise ContentError(path, reason, line=int(at[1]) if at else None) from error
    unknown = sorted(set(front) - FRONT)
    if unknown:
        raise ContentError(path, f"the front matter has no field {unknown[0]}", field=unknown[0])
    parts = re.split(r"^## (.+)$", match[2], flags=re.MULTILINE)
    headings = [heading.strip() for heading in parts[1::2]]
    if headings != list(HEADINGS):
        raise ContentError(path, f"the headings must be {', '.join(HEADINGS)}, in this order")
    sections = {
        HEADINGS[heading]: re.sub(r"^\\(?=\\*## )", "", body.strip(), flags=re.MULTILINE)
        for heading, body in zip(headings, parts[2::2], strict=True)
    }
    return GuideFile(path, path.stem, front, sections, hashlib.sha256(text.encode()).hexdigest())


def read_guides(folder: Path = CONTENT / "roles") -> list[GuideFile]:
    """Every guide file of a folder, by name."""
    return [read_guide(path) for path in sorted(folder.glob("*.md"))]


@transaction.atomic
def load(folder: Path = CONTENT) -> LoadResult:
    """Load sectors, words and guides, all or nothing; raises ContentError naming the file.

    A guide that an editor has changed is kept as it is; one whose file is as it was when it was
    loaded is left alone.
    """
    new_sectors = load_sectors(folder / "sectors.toml")
    new_words = load_words(folder)
    guides = read_guides(folder / "roles")
    result = LoadResult([], [], [], [])
    held = actions.held_guides()
    changed = []
    for guide in guides:
        role = held.get(guide.slug)
        if role is not None and not role.content_sha256:
            result.kept.append(guide.slug)
        elif role is not None and role.content_sha256 == guide.sha256:
            result.unchanged.append(guide.slug)
        else:
            (result.added if role is None else result.updated).append(guide.slug)
            changed.append(guide)
    _publish(changed, held)
    actions.keep_versions()
    if changed or new_sectors:
        actions.refresh_all()
    else:
        if new_words:
            actions.refresh_words()
        actions.refresh_outdated()
    return result


def load_sectors(path: Path) -> int:
    """Load sectors and the SOC major groups counted in each; an existing one is left alone.

    Returns how many were added.
    """
    count = 0
    for row in tomllib.loads(path.read_text(encoding="utf-8"))["sectors"]:
        sector, added = Sector.objects.get_or_create(
            slug=row["slug"],
            defaults={"name": row["name"], "summary": row["summary"], "order": row["order"]},
        )
        count += added
        if added:
            groups = SocGroup.objects.filter(code__in=row["groups"], in_sector=None)
            SectorGroup.objects.bulk_create(
                [SectorGroup(sector=sector, group=group) for group in groups]
            )
    return count


def _publish(guides: list[GuideFile], held: dict[str, Role]) -> None:
    """Publish what these files say; all of the new ones get a row before any moves to another."""
    contents = {guide.slug: content_of(guide) for guide in guides}
    owners = dict(
        RoleTitle.objects.filter(role__status=Status.PUBLISHED).values_list(
            "job_title", "role__slug"
        )
    )
    roles = dict(held)
    for guide in guides:
        if guide.slug not in held:
            with _named(guide):
                roles[guide.slug] = actions.begin_shipped(
                    slug=guide.slug, content=contents[guide.slug]
                )
    for guide in guides:
        role, content = roles[guide.slug], contents[guide.slug]
        free = tuple(slug for slug in content.titles if owners.get(slug, role.slug) == role.slug)
        with _named(guide):
            actions.publish_shipped(
                role=role, content=replace(content, titles=free), sha256=guide.sha256
            )


@contextmanager
def _named(guide: GuideFile) -> Iterator[None]:
    """Name the file in what is wrong with it."""
    try:
        yield
    except ValidationError as error:
        raise ContentError(guide.path, "; ".join(error.messages)) from error


def content_of(guide: GuideFile) -> GuideContent:
    """A guide file as editors' content; raises ContentError naming what is wrong with it."""
    front = guide.front
    document = {
        "schema": SCHEMA,
        **{name: front.get(name, "") for name in ("title", "sector", "level", "reviewed_by")},
        **{name: _day(front.get(name)) for name in ("reviewed_on", "review_by")},
        **guide.sections,
    }
    try:
        document["sources"] = _sources(front)
        document["occupations"] = [{"share": None} | row for row in _tables(front, "occupations")]
        document["titles"] = _titles(guide)
        for name in ("skills", "moves", "bans"):
            document[name] = _tables(front, name)
        for row in document["moves"]:
            if row.get("kind") not in MoveKind.values:
                listed = ", ".join(MoveKind.values)
                raise DocumentError(f"moves: kind is {row.get('kind')!r}: one of {listed}")
        return GuideContent.from_json(document)
    except DocumentError as error:
        field = re.split(r"[\[:.]", str(error))[0]
        raise ContentError(guide.path, str(error), field=field) from error


def _day(value: Any) -> Any:
    """A day as text; TOML has days of its own too."""
    return value.isoformat() if isinstance(value, date) else value


def _tables(front: dict[str, Any], name: str) -> list[dict[str, Any]]:
    """The tables [[name]] of the front matter; raises DocumentError where it is something else."""
    rows = front.get(name, [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise DocumentError(f"{name}: each is a table, begun by [[{name}]]")
    return rows


def _sources(front: dict[str, Any]) -> str:
    """Sources as Markdown: a list of links where they are tables, else the text as it is."""
    sources = front.get("sources", [])
    if isinstance(sources, str):
        return sources
    return "\n".join(source_line(source) for source in _tables(front, "sources"))


def source_line(source: dict[str, Any]) -> str:
    """A source as a line of a Markdown list; raises DocumentError without title or address."""
    if not {"title", "url"} <= set(source) <= {"title", "url", "note"}:
        raise DocumentError("sources: each has title, url and, if need be, note")
    note = f": {source['note']}" if source.get("note") else ""
    return f"- [{source['title']}]({source['url']}){note}"


def _titles(guide: GuideFile) -> list[str]:
    """The addresses of the job titles that a file names, by title or by address.

    A title that an editor has renamed is found by the address that its own name makes.
    """
    names = guide.front.get("titles", [])
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise DocumentError("titles: they are a list of job titles in quotes")
    held = JobTitle.objects.filter(title__in=names).values_list("title", "slug")
    slugs = {title.lower(): slug for title, slug in held}
    renamed = {slugify(name): name for name in names if name.lower() not in slugs}
    for title in JobTitle.objects.filter(slug__in=list(renamed)):
        slugs[renamed[title.slug].lower()] = title.slug
    for name in names:
        if name.lower() not in slugs and name != slugify(name):
            raise DocumentError(f"titles: no job title is called {name!r}")
    return [str(slugs.get(name.lower(), name)) for name in names]
