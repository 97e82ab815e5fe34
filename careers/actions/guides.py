"""Guides: saved with their HTML made anew."""

from __future__ import annotations

import logging

import nh3
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from markdown_it import MarkdownIt

from careers.models import PROSE_FIELDS, Role
from careers.profiles import unknown_tokens
from careers.profiles.prose import POINT_FIELDS

logger = logging.getLogger(__name__)

_MARKDOWN = MarkdownIt("commonmark", {"html": False}).disable(
    ["heading", "lheading", "image", "code", "fence", "hr", "html_block", "html_inline"]
)
_TAGS = {"p", "em", "strong", "ul", "ol", "li", "a", "br", "blockquote", "code"}


def markdown_html(text: str, *, inline: bool = False) -> str:
    """Markdown as safe HTML: paragraphs, lists, emphasis and links; no headings, no raw HTML."""
    html = _MARKDOWN.renderInline(text) if inline else _MARKDOWN.render(text)
    return nh3.clean(
        html,
        tags=_TAGS - {"p", "ul", "ol", "li", "blockquote"} if inline else _TAGS,
        attributes={"a": {"href"}},
        url_schemes={"https", "http", "mailto"},
        link_rel=None,
    ).strip()


def role_html(role: Role) -> dict[str, str | list[str]]:
    """The HTML of every prose field of a guide, tokens still in it."""
    html: dict[str, str | list[str]] = {
        name: markdown_html(getattr(role, name)) for name in PROSE_FIELDS
    }
    points = {"thrives": role.thrives_points, "hard_for": role.hard_for_points}
    for name in POINT_FIELDS:
        html[name] = [markdown_html(point, inline=True) for point in points[name]]
    return html


def check_tokens(role: Role) -> None:
    """Raise ValidationError naming each field with a token that does not exist."""
    errors = {}
    for name in (*PROSE_FIELDS, *POINT_FIELDS):
        unknown = unknown_tokens(getattr(role, name))
        if unknown:
            listed = ", ".join(f"{{{token}}}" for token in unknown)
            errors[name] = f"No such figure: {listed}. The list of tokens is beside the form."
    if errors:
        raise ValidationError(errors)


@transaction.atomic
def save_role(*, role: Role, by: User | None) -> Role:
    """Save a guide's own fields with its HTML made anew.

    Raises ValidationError where a field is wrong or a token unknown. An editor's save (`by`)
    takes the guide out of the hands of `load_content`, which never overwrites it again.
    """
    check_tokens(role)
    role.full_clean()
    role.html = role_html(role)
    if by is not None:
        role.content_sha256 = ""
    role.save()
    logger.info("guide saved: %s by %s", role.slug, by.get_username() if by else "the project")
    return role
