"""The pages of the steps: what one does is said, asked for, done, or refused with its reason."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse

from careers import actions
from careers.admin.guides.desk import Desk, Found, desk_of, findings, refused
from careers.admin.guides.kept import keeping, typed_fields
from careers.admin.guides.steps import STEPS, Step, StepForm
from careers.admin.history import compared
from careers.admin.own_pages import page_context, user_of

CONFIRMED = "_confirmed"
CAME_BACK = "What you typed came back with you. Nothing was done yet: read it, then go on."


class GuideSteps(admin.ModelAdmin):
    """Of a guide's admin: the steps of its way."""

    def get_urls(self) -> list[Any]:
        """With a page for every step."""
        view = keeping(self.step_view, self.admin_site)
        own = [path("<int:role_id>/step/<slug:name>/", view, name="careers_role_step")]
        return own + super().get_urls()

    def step_view(
        self, request: HttpRequest, role_id: int, name: str, kept: bool = False
    ) -> HttpResponse:
        """Ask, then take the step; what stands against it is said where it was asked for."""
        if name not in STEPS:
            raise Http404(f"no step {name}")
        step, desk = STEPS[name], desk_of(request, role_id)
        unfit = step.fits(desk)
        against = "" if unfit else step.against(desk, user_of(request))
        sent = request.method == "POST"
        form = step.form(request.POST if sent else None, desk=desk)
        context: dict[str, Any] = {
            "refused": unfit or against or (CAME_BACK if kept else ""),
            "closed": bool(unfit or against),
            "found": [],
            "confirm": "",
        }
        if sent and not kept and not context["closed"] and form.is_valid():
            if step.confirm is not None and CONFIRMED not in request.POST:
                context["confirm"] = step.confirm(desk, form.cleaned_data)
            else:
                context |= _taken(request, step, desk, form)
        if context.get("done"):
            messages.success(request, context["done"])
            return redirect("admin:careers_role_edit", role_id=role_id)
        shown = self._step_context(request, step, desk, form) | context
        status = 403 if against else 200
        return TemplateResponse(request, "admin/careers/guide_step.html", shown, status=status)

    def _step_context(
        self, request: HttpRequest, step: Step, desk: Desk, form: StepForm
    ) -> dict[str, Any]:
        """What the page of a step shows; where something is published, what it changes."""
        checked = step.shows_checks and desk.open is not None
        difference = None
        if checked and desk.open is not None and desk.live is not None:
            difference = compared(desk.live, desk.open)
        return {
            **page_context(self, request, f"{step.title}: {desk.role.title}"),
            "find_url": reverse("admin:careers_role_find", args=["kind"]),
            "step": step,
            "words": step.words(desk),
            "desk": desk,
            "form": form,
            "typed": typed_fields(request.POST) if request.method == "POST" else [],
            "findings": findings(desk.role, desk.content()) if checked else [],
            "difference": difference,
        }


def _taken(request: HttpRequest, step: Step, desk: Desk, form: StepForm) -> dict[str, Any]:
    """Take a step; the words on what was done, or on why it was not."""
    try:
        return {"done": step.act(desk, form.cleaned_data, user_of(request))}
    except actions.Blocked as blocked:
        return {"refused": "Nothing was published: mend these first.", "found": _found(blocked)}
    except actions.Refused as why:
        return {"refused": str(why)}
    except ValidationError as wrong:
        problems = getattr(wrong, "message_dict", {"": wrong.messages})
        own = {name: words for name, words in problems.items() if name in form.fields}
        for name, words in own.items():
            form.add_error(name, words)
        rest = {name: words for name, words in problems.items() if name not in own}
        return {"refused": "Nothing was changed.", "found": refused(rest)}


def _found(blocked: actions.Blocked) -> list[Found]:
    return [Found.of(one) for one in blocked.checks]
