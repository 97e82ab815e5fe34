"""Guides to and from files: exported, and imported after a report on what an import would do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core import signing
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.timezone import localtime

from careers import actions, exchange
from careers.admin.fields import ReasonForm
from careers.admin.history import names_in
from careers.admin.own_pages import page_context, user_of
from careers.editing import Difference, difference
from careers.exchange import Kind, Plan, Row, Which
from careers.models import GuideUpload, Role

SEEN_SALT = "careers.import.seen"
SHOWN_IN_FULL = 60
"""Changed guides of which a report shows the words that differ; of others it names the fields."""
CSV, ZIP = "csv", "zip"
FORMATS = {
    CSV: ("text/csv; charset=utf-8", exchange.guides_csv),
    ZIP: ("application/zip", exchange.guides_zip),
}


class ExportForm(forms.Form):
    """What is exported, and how."""

    text = forms.ChoiceField(
        label="Which text",
        choices=(
            (Which.LIVE, "What readers see"),
            (Which.OPEN, "The open version, where there is one"),
        ),
        initial=Which.LIVE,
        widget=forms.RadioSelect,
    )
    format = forms.ChoiceField(
        label="As",
        choices=((CSV, "CSV: one row a guide"), (ZIP, "Text files: a zip of roles/<address>.md")),
        initial=CSV,
        widget=forms.RadioSelect,
    )


class UploadForm(forms.Form):
    """A file of guides."""

    file = forms.FileField(
        label="File", help_text="A CSV file or a zip of text files, as an export makes them."
    )

    def clean_file(self) -> UploadedFile:
        """The file, unless it is larger than one may be."""
        file = cast(UploadedFile, self.cleaned_data["file"])
        if (file.size or 0) > exchange.MOST_BYTES:
            limit = exchange.MOST_BYTES // 1_000_000
            raise ValidationError(f"The file is larger than {limit} MB: split it.")
        return file


@dataclass(frozen=True, slots=True)
class Shown:
    """A row of a report with what differs; without `difference`, `fields` name where."""

    row: Row
    title: str
    difference: Difference | None
    fields: str


class GuideExchange(admin.ModelAdmin):
    """Of the guides' admin: export and import, linked from the list."""

    def get_urls(self) -> list[Any]:
        """With the pages of export and import."""
        wrap = self.admin_site.admin_view
        own = [
            path("export/", wrap(self.export_view), name="careers_role_export"),
            path("import/", wrap(self.import_view), name="careers_role_import"),
            path(
                "import/<slug:sha256>/",
                wrap(self.import_report_view),
                name="careers_role_import_report",
            ),
        ]
        return own + super().get_urls()

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The list, with the links that somebody may follow."""
        may = {
            "may_export": _may_export(request),
            "may_import": not actions.against_importing(user_of(request)),
        }
        return super().changelist_view(request, may | (extra_context or {}))

    def export_view(self, request: HttpRequest) -> HttpResponse:
        """Ask what to export, then give the file; all guides unless some were chosen."""
        if not _may_export(request):
            raise PermissionDenied
        form = ExportForm(request.POST if request.POST.get("_confirmed") else None)
        keys = [int(key) for key in request.POST.getlist("guide") if _is_key(key)]
        roles = Role.objects.filter(pk__in=keys) if keys else Role.objects.all()
        if form.is_valid():
            return _file(form, roles)
        return export_page(self, request, form, roles if keys else [])

    def import_view(self, request: HttpRequest) -> HttpResponse:
        """Take a file and keep it until somebody has looked at its report."""
        by = _allowed(request)
        posted = request.method == "POST"
        form = UploadForm(request.POST, request.FILES) if posted else UploadForm()
        if form.is_valid():
            file = form.cleaned_data["file"]
            data = file.read()
            try:
                exchange.read_file(data)
            except exchange.FileRefused as refused:
                form.add_error("file", str(refused))
            else:
                upload = actions.keep_upload(by=by, name=file.name or "file", data=data)
                return redirect("admin:careers_role_import_report", sha256=upload.sha256)
        context = {
            **page_context(self, request, "Import guides"),
            "form": form,
            "most_guides": exchange.MOST_GUIDES,
            "most_megabytes": exchange.MOST_BYTES // 1_000_000,
        }
        return TemplateResponse(request, "admin/careers/import_guides.html", context)

    def import_report_view(self, request: HttpRequest, sha256: str) -> HttpResponse:
        """Say what an import would do, guide by guide; do it when that is decided."""
        by = _allowed(request)
        try:
            upload = actions.kept_upload(by=by, sha256=sha256)
        except GuideUpload.DoesNotExist:
            messages.error(request, "This file is not kept any more: send it again.")
            return redirect("admin:careers_role_import")
        form = ReasonForm(
            request.POST if request.method == "POST" else None,
            initial={"reason": f"Imported from {upload.name}."},
        )
        seen = _seen(request)
        found = exchange.plan(exchange.read_file(bytes(upload.data)), by=by, seen=seen)
        refusals: tuple[actions.Refusal, ...] = ()
        if form.is_valid() and seen is not None and found.is_ready:
            try:
                return self._imported(request, upload, found, form.cleaned_data["reason"])
            except actions.ManyRefused as refused:
                refusals = refused.refusals
        context = {
            **page_context(self, request, f"Import {upload.name}"),
            **report(found),
            "upload": upload,
            "until": localtime(upload.uploaded_at + actions.UPLOAD_KEPT),
            "form": form,
            "refusals": refusals,
            "most_imported": actions.MOST_IMPORTED,
            "most_published": actions.MOST_PUBLISHED,
            "nothing_done": form.is_bound,
            "seen": signing.dumps(found.seen, salt=SEEN_SALT, compress=True),
        }
        return TemplateResponse(request, "admin/careers/import_report.html", context)

    def _imported(
        self, request: HttpRequest, upload: GuideUpload, found: Plan, reason: str
    ) -> HttpResponse:
        """Import what was planned; raises ManyRefused."""
        publish = request.POST.get("do") == "publish"
        try:
            versions = actions.import_guides(
                guides=found.incoming(),
                upload=upload,
                by=user_of(request),
                reason=reason,
                publish=publish,
            )
        except actions.NotAllowed as refused:
            messages.error(request, str(refused))
            return redirect("admin:careers_role_import")
        how = "published" if publish else "drafts"
        messages.success(request, f"Imported as {how}: {len(versions)}.")
        return redirect("admin:careers_role_changelist")


def export_page(
    model_admin: admin.ModelAdmin, request: HttpRequest, form: ExportForm, chosen: Any
) -> HttpResponse:
    """The page that asks how to export the chosen guides, all where none is chosen."""
    context = {
        **page_context(model_admin, request, "Export guides"),
        "form": form,
        "chosen": chosen,
        "columns": exchange.COLUMNS,
    }
    return TemplateResponse(request, "admin/careers/export_guides.html", context)


def report(found: Plan) -> dict[str, Any]:
    """A plan as its page shows it: what stands against it first, then what would change."""
    changed, new = found.of(Kind.CHANGED), found.of(Kind.NEW)
    full = [row for row in changed if row.before and row.after][:SHOWN_IN_FULL]
    contents = [content for row in full for content in (row.before, row.after) if content]
    names = names_in(*contents) if contents else {}
    return {
        "found": found,
        "counts": [(kind.value, found.counts.get(kind, 0)) for kind in Kind],
        "wrong": found.of(Kind.WRONG, Kind.CONFLICT),
        "changed": [_shown(row, names if row in full else None) for row in changed],
        "new": [_shown(row, None) for row in new],
        "unchanged": found.of(Kind.UNCHANGED),
        "unmet": [row for row in found.rows if row.unmet],
        "importable": len(found.importable),
    }


def _shown(row: Row, names: dict[tuple[str, str], str] | None) -> Shown:
    title = row.after.title if row.after else row.slug
    if row.before is None or row.after is None:
        return Shown(row, title, None, "")
    if names is not None:
        return Shown(row, title, difference(row.before, row.after, names), "")
    before, after = row.before.to_json(), row.after.to_json()
    return Shown(row, title, None, ", ".join(name for name in after if after[name] != before[name]))


def _file(form: ExportForm, roles: Any) -> HttpResponse:
    """The file somebody asked for."""
    name = form.cleaned_data["format"]
    content_type, made = FORMATS[name]
    guides = exchange.held_guides(roles, Which(form.cleaned_data["text"]))
    response = HttpResponse(made(guides), content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="guides.{name}"'
    response["Cache-Control"] = "no-store"
    return response


def _seen(request: HttpRequest) -> dict[str, list[int]] | None:
    """What the report was of that somebody decides on; None where none is said, or a false one."""
    if request.method != "POST":
        return None
    try:
        seen = signing.loads(request.POST.get("seen", ""), salt=SEEN_SALT)
    except signing.BadSignature:
        return {}
    return cast("dict[str, list[int]]", seen)


def _is_key(key: str) -> bool:
    return key.isascii() and key.isdecimal() and len(key) < 19


def _may_export(request: HttpRequest) -> bool:
    return user_of(request).has_perm("careers.view_roleversion")


def _allowed(request: HttpRequest) -> User:
    """The person, if they may import; raises PermissionDenied."""
    by = user_of(request)
    if actions.against_importing(by):
        raise PermissionDenied
    return by
