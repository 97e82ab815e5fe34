"""Guides written as the text files that the loader reads: what is written reads as the same.

TOML is written here: the standard library only reads it, and libraries that write it lay tables
out in their own way, not as the shipped files have them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from careers.content.loader import HEADINGS, source_line
from careers.editing import GuideContent
from careers.models import JobTitle


def guide_text(content: GuideContent, titles: Mapping[str, str]) -> str:
    """A content as the text of a guide file; `titles` has job titles' names by their slugs."""
    front = "\n".join(_front(content, titles))
    sections = "\n".join(
        f"## {heading}\n{_section(getattr(content, field))}" for heading, field in HEADINGS.items()
    )
    return f"+++\n{front}\n+++\n\n{sections}"


def title_names(slugs: Iterable[str]) -> dict[str, str]:
    """Names of job titles by slug, but for those whose name stands for several titles."""
    found = dict(JobTitle.objects.filter(slug__in=set(slugs)).values_list("slug", "title"))
    bearers: dict[str, set[str]] = {}
    held = JobTitle.objects.filter(title__in=set(found.values())).values_list("title", "slug")
    for title, slug in held:
        bearers.setdefault(title.lower(), set()).add(slug)
    return {slug: title for slug, title in found.items() if bearers[title.lower()] == {slug}}


def _front(content: GuideContent, titles: Mapping[str, str]) -> Iterator[str]:
    """The lines of the front matter; what is empty is left out, as the loader takes it."""
    for name in ("title", "sector", "level"):
        yield _pair(name, getattr(content, name))
    names = ", ".join(_value(titles.get(slug, slug)) for slug in content.titles)
    yield f"titles = [{names}]"
    for name in ("reviewed_by", "reviewed_on", "review_by"):
        if getattr(content, name):
            yield _pair(name, getattr(content, name))
    sources = _sources(content.sources)
    if sources is None:
        yield _pair("sources", content.sources)
    for name in ("occupations", "skills", "moves", "bans"):
        for row in getattr(content, name):
            yield from _table(name, row._asdict())
    for source in sources or ():
        yield from _table("sources", source)


def _table(name: str, row: Mapping[str, Any]) -> Iterator[str]:
    yield ""
    yield f"[[{name}]]"
    for key, value in row.items():
        if value is not None:
            yield _pair(key, value)


def _pair(name: str, value: object) -> str:
    return f"{name} = {_value(value)}"


def _value(value: object) -> str:
    """A text, number or day in TOML; a JSON string is one of TOML's but for the character DEL."""
    if isinstance(value, float):
        return repr(value)
    return json.dumps(str(value), ensure_ascii=False).replace("\x7f", "\\u007f")


def _section(text: str) -> str:
    """A section's text; a line that would be taken for a heading gets a backslash."""
    safe = re.sub(r"^(?=\\*## )", r"\\", text, flags=re.MULTILINE)
    return f"{safe}\n" if safe else ""


def _sources(text: str) -> list[dict[str, str]] | None:
    """Sources as tables; None where the text is more than a list of links."""
    found = []
    for line in text.split("\n") if text else ():
        match = re.fullmatch(r"- \[(.+?)\]\(([^\s()]+)\)(?:: (.+))?", line)
        if match is None:
            return None
        names = ("title", "url", "note")
        found.append({name: part for name, part in zip(names, match.groups(), strict=True) if part})
        if source_line(found[-1]) != line:
            return None
    return found
