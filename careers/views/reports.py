"""What readers say is wrong on a page: a form of its own address, and its thanks.

Against machines: a field that only they fill, a least time from the page to the answer, a most of
links, and a most of reports an hour. A person who runs into one of these keeps what they typed.
"""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from careers import actions
from careers.views.report_form import ReportForm
from careers.views.reported import ReportedPage, reported_page
from careers.visitors import visitor_key

PURPOSE = "report"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest) -> HttpResponse:
    """The form for a page of the site (`?page=`), and what is sent with it."""
    if request.method == "POST":
        return _sent(request)
    page = reported_page(request, _address_asked_for(request))
    form = ReportForm(page=page, initial={"page": page.address if page else ""})
    return _form_page(request, form, page)


@never_cache
@require_safe
def thanks(request: HttpRequest) -> HttpResponse:
    """What is said once a report was filed, with the way back."""
    page = reported_page(request, request.GET.get("page", ""))
    return _noindex(render(request, "careers/report_thanks.html", {"page": page}))


def _sent(request: HttpRequest) -> HttpResponse:
    """Keep a report; or the form again, as it was typed, with what is wrong with it."""
    page = reported_page(request, request.POST.get("page", ""))
    form = ReportForm(request.POST, page=page)
    if page is None or not form.is_valid():
        return _form_page(request, form, page)
    now = timezone.now()
    visitor = visitor_key(request, PURPOSE, now.date())
    try:
        actions.file_report(report=form.report(), visitor=visitor, at=now)
    except actions.TooMany as refused:
        response = _form_page(request, form, page, refused, status=429)
        response["Retry-After"] = str(refused.seconds)
        return response
    return redirect(f"{reverse('report-thanks')}?{urlencode({'page': page.address})}")


def _address_asked_for(request: HttpRequest) -> str:
    """The page asked about, with the place that the link carried along."""
    address, place = request.GET.get("page", ""), request.GET.get("place", "")
    return f"{address}?{urlencode({'place': place})}" if place and "?" not in address else address


def _form_page(
    request: HttpRequest,
    form: ReportForm,
    page: ReportedPage | None,
    refused: actions.TooMany | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "form": form,
        "page": page,
        "refused": refused,
        "fields_wrong": [field for field in form if field.errors and not field.is_hidden],
    }
    return _noindex(render(request, "careers/report.html", context, status=status))


def _noindex(response: HttpResponse) -> HttpResponse:
    response["X-Robots-Tag"] = "noindex"
    return response
