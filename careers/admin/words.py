"""Our own words for occupations and skills: shipped with Waymark, bettered by editors."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from careers import actions
from careers.admin.own_pages import user_of
from careers.models import ElementWords, OccupationWords


class WordsAdmin(admin.ModelAdmin):
    """Words are written over, neither added nor deleted: what they describe comes from O*NET."""

    list_per_page = 50

    def has_add_permission(self, request: HttpRequest) -> bool:
        """What has no words yet gets them from its file."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Without words a page would lose its address or its first sentence."""
        return False

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Save through the one place that writes words."""
        actions.save_words(words=obj, by=user_of(request))


@admin.register(OccupationWords)
class OccupationWordsAdmin(WordsAdmin):
    """What each occupation is, in a sentence."""

    list_display = ("occupation", "summary", "by_editor")
    list_filter = ("by_editor",)
    list_select_related = ("occupation",)
    search_fields = ("occupation__code", "occupation__title", "summary", "everyday")
    readonly_fields = ("occupation",)
    fields = ("occupation", "summary", "everyday")


@admin.register(ElementWords)
class ElementWordsAdmin(WordsAdmin):
    """What each skill is; its address is a promise and stays."""

    list_display = ("element", "summary", "by_editor")
    list_filter = ("by_editor", "element__domain")
    list_select_related = ("element",)
    search_fields = ("element__code", "element__name", "summary", "everyday")
    readonly_fields = ("element", "slug")
    fields = ("element", "slug", "summary", "everyday", "low", "middle", "high")
