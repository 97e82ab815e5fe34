"""Links that act on a role, wherever a page names one."""

from __future__ import annotations

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


@register.simple_tag
def save_link(url: str, title: str) -> SafeString:
    """The link that saves the guide, title or occupation at an address; its key ends that."""
    key = url.partition("?")[0].rstrip("/").rpartition("/")[2]
    link = render_to_string("careers/_save_link.html", {"role": key, "title": title})
    return mark_safe(link.strip())  # noqa: S308 - what a template made, which escapes
