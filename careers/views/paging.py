"""Pages of a long list: whatever `?page=` says, a page that exists."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest


def page_of(request: HttpRequest, rows: Any, size: int) -> Page[Any]:
    """The page that `?page=` asks for, or the nearest there is; the first where it is no number.

    `rows` is a list or an ordered QuerySet; two queries of a QuerySet, to count and to read.
    """
    paginator = Paginator(rows, size)
    return paginator.page(min(max(_number(request.GET.get("page", "")), 1), paginator.num_pages))


def _number(text: str) -> int:
    try:
        return int(text)
    except ValueError:
        return 1
