"""What is made of a guide's prose: HTML that is safe, and the tokens that it may hold."""

from __future__ import annotations

import nh3
from django.core.exceptions import ValidationError
from markdown_it import MarkdownIt

from careers.models import PROSE_FIELDS, Role
from careers.profiles import unknown_tokens
from careers.profiles.prose import POINT_FIELDS

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
