"""A content made the guide that readers see: its own fields, its rows, its HTML."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import models

from careers.actions.guides import check_tokens, role_html
from careers.editing import GuideContent
from careers.editing.document import TEXT_FIELDS
from careers.models import (
    Element,
    FormerSlug,
    JobTitle,
    Occupation,
    RelatedBan,
    RelatedCareer,
    Role,
    RoleOccupation,
    RoleSkill,
    RoleTitle,
    Sector,
    Status,
)

OWN_FIELDS = ("title", "level", *TEXT_FIELDS, "reviewed_by", "reviewed_on", "review_by")
SKILL_DOMAINS = ("skill", "knowledge")

Problems = dict[str, list[str]]
"""What is wrong, by the field it is wrong in."""


@dataclass(slots=True)
class Resolved:
    """The rows that a content stands for, unsaved, and what does not stand for any."""

    mapping: list[RoleOccupation] = field(default_factory=list)
    titles: list[RoleTitle] = field(default_factory=list)
    skills: list[RoleSkill] = field(default_factory=list)
    moves: list[RelatedCareer] = field(default_factory=list)
    bans: list[RelatedBan] = field(default_factory=list)
    problems: Problems = field(default_factory=dict)

    def complain(self, name: str, message: str) -> None:
        """Note what is wrong with a field."""
        self.problems.setdefault(name, []).append(message)


def problems(role: Role, content: GuideContent) -> Problems:
    """Why a content cannot become the guide, by field; empty where it can."""
    draft = _with_fields(role, content)
    found = resolve(role, content)
    own = functools.partial(draft.clean_fields, exclude={"slug", "sector", "successor"})
    for check in (own, functools.partial(check_tokens, draft)):
        try:
            check()
        except ValidationError as error:
            for name, messages in error.message_dict.items():
                found.problems.setdefault(name, []).extend(messages)
    if content.sector and not Sector.objects.filter(pk=content.sector).exists():
        found.problems["sector"] = [f"No sector is called {content.sector!r}."]
    if not found.mapping and "occupations" not in found.problems:
        found.complain("occupations", "A guide describes one occupation at least.")
    return found.problems


def apply_content(role: Role, content: GuideContent, *, by: User | None) -> None:
    """Make a content the published guide; raises ValidationError by field where it cannot be.

    To be called in a transaction that holds the guide's lock. An editor's content takes the
    guide out of the hands of `load_content`.
    """
    wrong = problems(role, content)
    if wrong:
        raise ValidationError(wrong)
    if by is not None:
        role.content_sha256 = ""
    write(role, content, resolve(role, content))


def write(role: Role, content: GuideContent, resolved: Resolved) -> None:
    """Write a content's fields and resolved rows over the guide's."""
    draft = _with_fields(role, content)
    role.html = role_html(draft)
    role.status, role.sector_id, role.successor = Status.PUBLISHED, content.sector, None
    for name in OWN_FIELDS:
        setattr(role, name, getattr(draft, name))
    role.save()
    taken = [row.job_title_id for row in resolved.titles]
    RoleTitle.objects.filter(job_title__in=taken).exclude(role=role).delete()
    replaced: tuple[tuple[type[models.Model], list[Any]], ...] = (
        (RoleOccupation, resolved.mapping),
        (RoleTitle, resolved.titles),
        (RoleSkill, resolved.skills),
        (RelatedCareer, resolved.moves),
        (RelatedBan, resolved.bans),
    )
    for model, rows in replaced:
        model._default_manager.filter(role=role).delete()
        model._default_manager.bulk_create(rows)


def resolve(role: Role, content: GuideContent) -> Resolved:
    """Find what the codes and slugs of a content stand for, in five queries."""
    found = Resolved()
    _note_twice(found, content)
    _mapping(found, role, content)
    _titles(found, role, content)
    _skills(found, role, content)
    ends = _roles({*(row.to for row in content.moves), *(row.to for row in content.bans)})
    _moves(found, role, content, ends)
    _bans(found, role, content, ends)
    return found


def _with_fields(role: Role, content: GuideContent) -> Role:
    """A guide that is never saved, with the content's own fields."""
    draft = Role(pk=role.pk, slug=role.slug, sector_id=content.sector, status=Status.PUBLISHED)
    for name in OWN_FIELDS:
        setattr(draft, name, getattr(content, name))
    return draft


def _note_twice(found: Resolved, content: GuideContent) -> None:
    keys = {
        "occupations": [row.code for row in content.occupations],
        "titles": list(content.titles),
        "skills": [row.element for row in content.skills],
        "moves": [row.to for row in content.moves],
        "bans": [row.to for row in content.bans],
    }
    for name, listed in keys.items():
        for key, times in Counter(listed).items():
            if times > 1:
                found.complain(name, f"{key} is listed {times} times.")


def _mapping(found: Resolved, role: Role, content: GuideContent) -> None:
    rows = {row.code: row for row in content.occupations}
    known = set(Occupation.objects.filter(code__in=rows).values_list("code", flat=True))
    for code, row in rows.items():
        if code not in known:
            found.complain("occupations", f"No occupation has the code {code}.")
        else:
            made = RoleOccupation(role=role, occupation_id=code, share=row.share, reason=row.reason)
            _add(found, "occupations", code, found.mapping, made)


def _titles(found: Resolved, role: Role, content: GuideContent) -> None:
    """A title that another published guide answers for stays with it."""
    wanted = JobTitle.objects.filter(slug__in=content.titles).values_list(
        "slug", "answered_by__role", "answered_by__role__status", "answered_by__role__title"
    )
    known = {slug: rest for slug, *rest in wanted}
    for slug in dict.fromkeys(content.titles):
        if slug not in known:
            found.complain("titles", f"No job title has the address {slug}.")
            continue
        owner, status, title = known[slug]
        if owner not in (None, role.pk) and status == Status.PUBLISHED:
            found.complain("titles", f"The guide {title} answers for {slug} already.")
        else:
            found.titles.append(RoleTitle(role=role, job_title_id=slug))


def _skills(found: Resolved, role: Role, content: GuideContent) -> None:
    rows = {row.element: row for row in content.skills}
    elements = Element.objects.filter(code__in=rows, domain__in=SKILL_DOMAINS)
    known = set(elements.values_list("code", flat=True))
    for code, row in rows.items():
        if code not in known:
            found.complain("skills", f"No skill or knowledge has the code {code}.")
        else:
            made = RoleSkill(role=role, element_id=code, choice=row.choice, reason=row.reason)
            _add(found, "skills", code, found.skills, made)


def _roles(slugs: Iterable[str]) -> dict[str, int]:
    """Guides by the slugs asked for, their present ones or ones they had before."""
    slugs = list(slugs)
    former = FormerSlug.objects.filter(slug__in=slugs).values_list("slug", "role_id")
    present = Role.objects.filter(slug__in=slugs).values_list("slug", "pk")
    return dict(former) | dict(present)


def _moves(found: Resolved, role: Role, content: GuideContent, ends: dict[str, int]) -> None:
    for order, row in enumerate({row.to: row for row in content.moves}.values()):
        end = _end(found, "moves", role, row.to, ends)
        if end is not None:
            made = RelatedCareer(
                role=role, to_id=end, kind=row.kind, reason=row.reason, order=order
            )
            _add(found, "moves", row.to, found.moves, made)


def _bans(found: Resolved, role: Role, content: GuideContent, ends: dict[str, int]) -> None:
    for row in {row.to: row for row in content.bans}.values():
        end = _end(found, "bans", role, row.to, ends)
        if end is not None:
            _add(
                found,
                "bans",
                row.to,
                found.bans,
                RelatedBan(role=role, to_id=end, reason=row.reason),
            )


def _end(found: Resolved, name: str, role: Role, slug: str, ends: dict[str, int]) -> int | None:
    """The guide a row leads to; None, and a complaint, where it leads nowhere or back."""
    end = ends.get(slug)
    if end is None:
        found.complain(name, f"No guide has the address {slug}.")
    elif end == role.pk:
        found.complain(name, "A guide cannot lead to itself.")
        return None
    elif end in {row.to_id for row in (found.moves if name == "moves" else found.bans)}:
        found.complain(name, f"{slug} is a former address of a guide that is listed already.")
        return None
    return end


def _add(found: Resolved, name: str, key: str, rows: list[Any], row: models.Model) -> None:
    """Add a row unless one of its own fields is wrong; what it points to was looked up."""
    pointers = {field.name for field in row._meta.fields if field.is_relation}
    try:
        row.clean_fields(exclude=pointers)
    except ValidationError as error:
        for wrong, messages in error.message_dict.items():
            found.complain(name, f"{key}: {wrong}: {' '.join(messages)}")
    else:
        rows.append(row)
