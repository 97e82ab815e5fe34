"""The shipped guides: one text file a role, read and loaded.

A file is TOML between lines of `+++`, then Markdown under fixed headings. Loading never
overwrites what an editor has since changed.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from careers import actions
from careers.models import (
    JobTitle,
    Level,
    MoveKind,
    Occupation,
    RelatedCareer,
    Role,
    RoleOccupation,
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
"""The headings of a guide file, in their order, and the fields they fill."""


class ContentError(Exception):
    """A content file that cannot be read; the message names file and reason."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path.name}: {reason}")


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
    """Read a guide file; raises ContentError naming what is wrong with it."""
    text = path.read_text(encoding="utf-8")
    match = re.fullmatch(r"\+\+\+\n(.*?)\n\+\+\+\n(.*)", text, re.DOTALL)
    if match is None:
        raise ContentError(path, "it must start with TOML between two lines of +++")
    try:
        front = tomllib.loads(match[1])
    except tomllib.TOMLDecodeError as error:
        raise ContentError(path, f"the front matter is not TOML: {error}") from error
    for name in ("title", "sector", "level", "occupations"):
        if not front.get(name):
            raise ContentError(path, f"the front matter has no {name}")
    if front["level"] not in Level.values:
        raise ContentError(path, f"level is {front['level']!r}: one of {', '.join(Level.values)}")
    parts = re.split(r"^## (.+)$", match[2], flags=re.MULTILINE)
    headings = [heading.strip() for heading in parts[1::2]]
    if headings != list(HEADINGS):
        raise ContentError(path, f"the headings must be {', '.join(HEADINGS)}, in this order")
    sections = {
        HEADINGS[heading]: body.strip() for heading, body in zip(headings, parts[2::2], strict=True)
    }
    empty = [heading for heading, field in HEADINGS.items() if not sections[field]]
    if empty:
        raise ContentError(path, f"the section {empty[0]!r} is empty")
    return GuideFile(path, path.stem, front, sections, hashlib.sha256(text.encode()).hexdigest())


def read_guides(folder: Path = CONTENT / "roles") -> list[GuideFile]:
    """Every guide file of a folder, by name."""
    return [read_guide(path) for path in sorted(folder.glob("*.md"))]


@transaction.atomic
def load(folder: Path = CONTENT) -> LoadResult:
    """Load sectors and guides, all or nothing; raises ContentError naming the file.

    A guide that an editor has changed is kept as it is; one whose file is as it was when it was
    loaded is left alone.
    """
    load_sectors(folder / "sectors.toml")
    guides = read_guides(folder / "roles")
    result = LoadResult([], [], [], [])
    held = {role.slug: role for role in Role.objects.all()}
    changed = []
    for guide in guides:
        role = held.get(guide.slug)
        if role is not None and role.content_sha256 != guide.sha256 and not role.content_sha256:
            result.kept.append(guide.slug)
        elif role is not None and role.content_sha256 == guide.sha256:
            result.unchanged.append(guide.slug)
        else:
            (result.added if role is None else result.updated).append(guide.slug)
            changed.append((guide, _save(guide, role)))
    for guide, role in changed:
        _load_moves(guide, role)
    if changed:
        actions.refresh_all()
    else:
        actions.refresh_outdated()
    return result


def load_sectors(path: Path) -> None:
    """Load sectors and the SOC major groups counted in each; an existing one is left alone."""
    for row in tomllib.loads(path.read_text(encoding="utf-8"))["sectors"]:
        sector, added = Sector.objects.get_or_create(
            slug=row["slug"],
            defaults={"name": row["name"], "summary": row["summary"], "order": row["order"]},
        )
        if added:
            groups = SocGroup.objects.filter(code__in=row["groups"], in_sector=None)
            SectorGroup.objects.bulk_create(
                [SectorGroup(sector=sector, group=group) for group in groups]
            )


def _save(guide: GuideFile, role: Role | None) -> Role:
    """The guide's own fields, its mapping and the titles it answers for."""
    front = guide.front
    role = role or Role(slug=guide.slug)
    role.title = front["title"]
    role.sector_id = front["sector"]
    role.level = front["level"]
    role.status = Status.PUBLISHED
    role.review_by = date.fromisoformat(front["review_by"]) if front.get("review_by") else None
    for field, text in guide.sections.items():
        setattr(role, field, text)
    role.sources = "\n".join(_source(source) for source in front.get("sources", []))
    role.content_sha256 = guide.sha256
    try:
        actions.save_role(role=role, by=None)
    except ValidationError as error:
        raise ContentError(guide.path, "; ".join(error.messages)) from error
    _load_mapping(guide, role)
    _load_titles(guide, role)
    return role


def _source(source: dict[str, str]) -> str:
    note = f": {source['note']}" if source.get("note") else ""
    return f"- [{source['title']}]({source['url']}){note}"


def _load_mapping(guide: GuideFile, role: Role) -> None:
    rows = guide.front["occupations"]
    known = set(
        Occupation.objects.filter(code__in=[row["code"] for row in rows]).values_list(
            "code", flat=True
        )
    )
    unknown = [row["code"] for row in rows if row["code"] not in known]
    if unknown:
        raise ContentError(guide.path, f"no occupation has the code {unknown[0]}")
    role.mapping.all().delete()
    RoleOccupation.objects.bulk_create(
        RoleOccupation(
            role=role, occupation_id=row["code"], share=row.get("share"), reason=row["reason"]
        )
        for row in rows
    )


def _load_titles(guide: GuideFile, role: Role) -> None:
    names = guide.front.get("titles", [])
    titles = {title.title.lower(): title for title in JobTitle.objects.filter(title__in=names)}
    for name in names:
        title = titles.get(name.lower())
        if title is None:
            raise ContentError(guide.path, f"no job title is called {name!r}")
        RoleTitle.objects.get_or_create(job_title=title, defaults={"role": role})
    role.answers_for.exclude(job_title__in=[title.pk for title in titles.values()]).delete()


def _load_moves(guide: GuideFile, role: Role) -> None:
    role.moves.all().delete()
    targets = {target.slug: target for target in Role.objects.all()}
    for order, row in enumerate(guide.front.get("moves", [])):
        if row["to"] not in targets:
            raise ContentError(guide.path, f"no guide has the address {row['to']!r}")
        if row["kind"] not in MoveKind.values:
            raise ContentError(
                guide.path, f"kind is {row['kind']!r}: one of {', '.join(MoveKind.values)}"
            )
        RelatedCareer.objects.create(
            role=role,
            to=targets[row["to"]],
            kind=row["kind"],
            reason=row["reason"],
            order=order,
        )
