"""The pages on which a guide is written: its form, what changes while one types, its steps."""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse

from careers import actions
from careers.admin.guides import conflict, find, parts, rearranging
from careers.admin.guides.desk import Desk, desk_of, findings, numbered, save
from careers.admin.guides.figures import shown
from careers.admin.guides.kept import keeping
from careers.admin.guides.starting import StartForm
from careers.admin.guides.typed import State, Typed
from careers.admin.own_pages import page_context, user_of
from careers.editing import SCHEMA, GuideContent
from careers.models import RoleVersion
from careers.pages.preview import preview_page

FORM = "admin:careers_role_edit"
NEXT = {"_submit": "submit", "_publish": "publish"}
"""Buttons that save and go on to a step."""
CHOOSING = ("_whole", "_chosen", "_hand")
"""Buttons of the page where one chooses between two texts."""


class GuideForms(admin.ModelAdmin):
    """Of a guide's admin: the form on its open version, and the way there."""

    def get_urls(self) -> list[Any]:
        """With the form and what it asks for."""
        site = self.admin_site
        view = site.admin_view
        own: list[URLPattern] = [
            path("add/", keeping(self.begin_view, site), name="careers_role_add"),
            path("<int:role_id>/edit/", keeping(self.edit_view, site), name="careers_role_edit"),
            path("typed/", view(self.typed_view), name="careers_role_typed_new"),
            path("<int:role_id>/typed/", view(self.typed_view), name="careers_role_typed"),
            path("find/<slug:kind>/", view(self.find_view), name="careers_role_find"),
        ]
        return own + super().get_urls()

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """A guide is changed in its version's form."""
        role = self.get_object(request, object_id)
        if role is None:
            raise Http404(f"no guide {object_id}")
        return redirect(FORM, role_id=role.pk)

    def begin_view(self, request: HttpRequest, kept: bool = False) -> HttpResponse:
        """Begin a guide from nothing."""
        user = user_of(request)
        if actions.against_starting(user):
            raise PermissionDenied
        sent = request.method == "POST"
        form = StartForm(request.POST if sent else None)
        if sent and not kept and form.is_valid():
            try:
                version = form.begin(by=user)
            except ValidationError as refused:
                form.refuse(refused)
            else:
                messages.success(request, f"“{form.cleaned_data['title']}” is your draft.")
                return redirect(FORM, role_id=version.role_id)
        context = self._context(request, "Begin a guide") | {"form": form, "kept": kept}
        return TemplateResponse(request, "admin/careers/guide_begin.html", context)

    def edit_view(self, request: HttpRequest, role_id: int, kept: bool = False) -> HttpResponse:
        """The form on a guide's open version; saving, previewing, choosing between two texts."""
        desk = desk_of(request, role_id)
        if request.method != "POST":
            return self._shown(request, desk)
        typed, state = Typed.of_post(request.POST), State.of_post(request.POST)
        if kept or rearranging.is_asked(request.POST):
            added, again = rearranging.rearranged(typed, request.POST)
            return self._form(request, desk, again, state, {"kept": kept, "added": added})
        if not typed.is_valid():
            return self._form(request, desk, typed, state, {})
        mine = conflict.Side(typed.content(), typed.reason)
        if "_preview" in request.POST and desk.open is not None:
            return _preview(request, desk.open, mine.content)
        if any(name in request.POST for name in CHOOSING):
            return self._chosen(request, desk, mine, state)
        return self._saved(request, desk, typed, mine, state)

    def typed_view(self, request: HttpRequest, role_id: int | None = None) -> HttpResponse:
        """What typed text and a typed mapping come to: figures, tokens, prose as it reads."""
        if actions.against_starting(user_of(request)):
            raise PermissionDenied
        desk = desk_of(request, role_id) if role_id is not None else None
        typed = Typed.of_post(request.POST)
        found = shown(parts.live_shares(desk), typed.shares(), typed.own_values())
        figures = render_to_string(
            "admin/careers/_guide_figures.html", {"lines": found.figures}, request
        )
        tokens = {line.token: line.value for line in found.tokens}
        return JsonResponse({"figures": figures, "tokens": tokens, "prose": dict(found.prose)})

    def find_view(self, request: HttpRequest, kind: str) -> HttpResponse:
        """Suggestions for a row."""
        user = user_of(request)
        if actions.against_starting(user) and actions.against_retiring(user):
            raise PermissionDenied
        if kind not in find.KINDS:
            raise Http404(f"no kind {kind}")
        return JsonResponse(
            {"suggestions": find.suggest(find.KINDS[kind], request.GET.get("q", ""))}
        )

    def _shown(self, request: HttpRequest, desk: Desk) -> HttpResponse:
        """The form of the open version as it was saved, or what the guide is like without one."""
        if desk.open is None or actions.against_saving(desk.open, user_of(request)):
            context = self._context(request, desk.role.title) | parts.of_reading(
                desk, user_of(request)
            )
            return TemplateResponse(request, "admin/careers/guide.html", context)
        content = desk.content()
        if desk.is_behind and "compare" in request.GET and desk.live is not None:
            return self._behind(request, desk, desk.open, desk.live, content)
        state = State.of_version(desk.open, content)
        typed = Typed.of_content(content, desk.open.reason)
        found = findings(desk.role, content)
        return self._form(request, desk, typed, state, {"findings": found})

    def _behind(
        self,
        request: HttpRequest,
        desk: Desk,
        draft: RoleVersion,
        live: RoleVersion,
        content: GuideContent,
    ) -> HttpResponse:
        """Choose between the draft and what was published since it was begun."""
        based_on = draft.based_on
        base = State.of_version(based_on, actions.content_of(based_on)) if based_on else State()
        state = State(draft.number, draft.revision, live.number, live.number, base.was)
        mine = conflict.Side(content, draft.reason)
        theirs = conflict.Side(actions.content_of(live), draft.reason)
        words = f"Version {live.number} was published since this draft was begun."
        return self._choose(request, desk, mine, theirs, state, words)

    def _saved(
        self, request: HttpRequest, desk: Desk, typed: Typed, mine: conflict.Side, state: State
    ) -> HttpResponse:
        """Save what was typed and go on; whatever stands against it is told beside the text."""
        try:
            version = save(desk, mine.content, state, by=user_of(request), reason=mine.reason)
        except actions.Conflict as found:
            return self._conflict(request, desk, mine, state, found)
        except actions.NotAllowed as refused:
            return self._form(request, desk, typed, state, {"refused": str(refused)}, status=403)
        except ValidationError as refused:
            words = " ".join(refused.messages)
            return self._form(request, desk, typed, state, {"refused": words})
        messages.success(request, f"Version {version.number} is saved.")
        step = next((NEXT[name] for name in NEXT if name in request.POST), None)
        if step is not None:
            return redirect("admin:careers_role_step", role_id=desk.role.pk, name=step)
        return redirect(FORM, role_id=desk.role.pk)

    def _conflict(
        self,
        request: HttpRequest,
        desk: Desk,
        mine: conflict.Side,
        state: State,
        found: actions.Conflict,
    ) -> HttpResponse:
        """Somebody was faster: show both texts, or nothing where they are the same."""
        desk = desk_of(request, desk.role.pk)
        current = found.current
        reason = current.reason if current else mine.reason
        theirs = conflict.Side(found.content, reason)
        now = State(
            version=desk.open.number if desk.open else 0,
            revision=desk.open.revision if desk.open else 0,
            seen=desk.live.number if desk.is_behind and desk.live else None,
            against=current.number if current else None,
            was=state.was,
        )
        if desk.open is not None and mine == theirs:
            messages.success(request, f"{desk.open.saved_by_name} has saved the same text.")
            return redirect(FORM, role_id=desk.role.pk)
        return self._choose(request, desk, mine, theirs, now, str(found))

    def _chosen(
        self, request: HttpRequest, desk: Desk, mine: conflict.Side, state: State
    ) -> HttpResponse:
        """Save or show the text that was chosen, unless theirs has changed once more."""
        against = numbered(desk.role, state.against)
        moved = desk.open is not None and (desk.open.number, desk.open.revision) != (
            state.version,
            state.revision,
        )
        if against is None or moved:
            return self._saved(request, desk, Typed.of_content(*_both(mine)), mine, state)
        reason = mine.reason if state.seen == state.against else against.reason
        theirs = conflict.Side(actions.content_of(against), reason)
        chosen = conflict.merged(mine, theirs, request.POST)
        if chosen is None:
            words = "Choose for every field, or all at once."
            return self._choose(request, desk, mine, theirs, state, words)
        typed = Typed.of_content(*_both(chosen))
        if "_hand" in request.POST:
            return self._form(request, desk, typed, state, {"by_hand": True})
        return self._saved(request, desk, typed, chosen, state)

    def _choose(
        self,
        request: HttpRequest,
        desk: Desk,
        mine: conflict.Side,
        theirs: conflict.Side,
        state: State,
        words: str,
    ) -> HttpResponse:
        context = self._context(request, f"Two texts of {desk.role.title}") | {
            "desk": desk,
            "words": words,
            "choices": conflict.choices(mine, theirs, state),
            "mine": Typed.of_content(*_both(mine)).hidden(),
            "state": state.as_form(),
        }
        return TemplateResponse(request, "admin/careers/guide_conflict.html", context)

    def _form(
        self,
        request: HttpRequest,
        desk: Desk,
        typed: Typed,
        state: State,
        more: Mapping[str, Any],
        status: int = 200,
    ) -> HttpResponse:
        """The form as it stands."""
        context = {
            **self._context(request, f"Write {desk.role.title}"),
            **parts.of_form(desk, typed, user_of(request)),
            "state": state.as_form(),
            **more,
        }
        return TemplateResponse(request, "admin/careers/guide_form.html", context, status=status)

    def _context(self, request: HttpRequest, title: str) -> dict[str, Any]:
        return {
            **page_context(self, request, title),
            "typed_url": reverse("admin:careers_role_typed_new"),
            "find_url": reverse("admin:careers_role_find", args=["kind"]),
        }


def _both(side: conflict.Side) -> tuple[GuideContent, str]:
    return side.content, side.reason


def _preview(request: HttpRequest, version: RoleVersion, content: GuideContent) -> HttpResponse:
    """The public page of what was typed; nothing is saved."""
    shown_version = copy(version)
    shown_version.content, shown_version.schema = content.to_json(), SCHEMA
    found = actions.rendered(shown_version)
    return preview_page(request, shown_version, found.parts, found.problems)
