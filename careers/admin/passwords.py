"""A forgotten password: a link by mail, alike for addresses with an account and without.

The page answers before anything is looked up: neither its words nor its time tell who has an
account.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from axes.utils import reset as unlock
from django.conf import settings
from django.contrib import admin
from django.contrib.auth import views
from django.contrib.auth.forms import PasswordResetForm, SetPasswordForm
from django.core.mail import EmailMessage
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.views.decorators.cache import never_cache

from careers import actions
from careers.admin import signing_in
from careers.visitors import visitor_key

logger = logging.getLogger(__name__)

PURPOSE = "password link"
LINKS_A_VISITOR = 10
"""An hour."""
LINKS_A_MAILBOX = 3
"""An hour: nobody's mailbox is filled by others."""


class ForgottenForm(PasswordResetForm):
    """A mail address; a link goes to each active account that has it."""

    def send_mail(
        self,
        subject_template_name: str,
        email_template_name: str,
        context: dict[str, Any],
        from_email: str | None,
        to_email: str,
        html_email_template_name: str | None = None,
    ) -> None:
        """Send; of a failure only its kind is logged, for the error may name the address."""
        subject = f"{settings.SITE_NAME}: choose a new password"
        body = render_to_string(email_template_name, context)
        try:
            EmailMessage(subject, body, from_email, [to_email]).send()
        except OSError as error:
            logger.error("a link for a new password was not sent: %s", type(error).__name__)


class AnswerFirst(HttpResponseRedirect):
    """A redirect that does its work once the answer has been sent."""

    def __init__(self, url: str, work: Callable[[], None]) -> None:
        super().__init__(url)
        self.work = work

    def close(self) -> None:
        """Do the work, once: servers close an answer after its last byte."""
        try:
            if not self.closed:
                self.work()
        finally:
            super().close()


class AskView(views.PasswordResetView):
    """Asks for the mail address of an account."""

    form_class = ForgottenForm
    email_template_name = "admin/password_reset_mail.txt"
    title = "Forgotten password"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Say whom to ask instead where the site cannot send mail."""
        self.extra_context = _site(request)
        if not settings.MAIL_WORKS:
            context = {**self.extra_context, "title": self.title, "subtitle": None}
            return render(request, "admin/password_reset_unavailable.html", context)
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form: PasswordResetForm) -> HttpResponse:
        """Count the question, answer it, then look for accounts and send."""
        now, email = timezone.now(), form.cleaned_data["email"]
        try:
            visitor = visitor_key(self.request, PURPOSE, now.date())
            actions.take(purpose=PURPOSE, key=visitor, most=LINKS_A_VISITOR, at=now)
        except actions.TooMany as refused:
            return self.refused(form, refused)
        signing_in.log("new password asked for", self.request, f"mail {signing_in.tag(email)}")
        return AnswerFirst(reverse("admin:password-reset-sent"), lambda: self.send(form))

    def refused(self, form: PasswordResetForm, refused: actions.TooMany) -> HttpResponse:
        """429: the form again, with the time at which it may be sent."""
        text = f"Not sent: your address asked for too many links. Try again {refused.when}."
        form.add_error("email", text)
        response = self.render_to_response(self.get_context_data(form=form), status=429)
        response["Retry-After"] = str(refused.seconds)
        return response

    def send(self, form: PasswordResetForm) -> None:
        """Send the links, unless the mailbox has had enough of them."""
        mailbox = signing_in.tag(form.cleaned_data["email"].casefold())
        try:
            actions.take(purpose=PURPOSE, key=mailbox, most=LINKS_A_MAILBOX, at=timezone.now())
        except actions.TooMany:
            return
        site = urlsplit(settings.SITE_URL)
        form.save(
            domain_override=site.netloc or self.request.get_host(),
            use_https=(site.scheme or self.request.scheme) == "https",
            email_template_name=self.email_template_name,
            extra_email_context={
                "site_name": settings.SITE_NAME,
                "hours": str(settings.PASSWORD_RESET_TIMEOUT // 3600),
            },
        )


class ChooseView(views.PasswordResetConfirmView):
    """Takes the new password of whoever holds the link."""

    success_url = reverse_lazy("admin:password-reset-done")

    def dispatch(self, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Show it as a page of the admin."""
        self.extra_context = _site(self.request)
        return super().dispatch(*args, **kwargs)

    def form_valid(self, form: SetPasswordForm) -> HttpResponse:
        """Set the password, log that, and take back a lock that others may have caused."""
        response = super().form_valid(form)
        name = form.user.get_username()
        unlock(username=name)
        signing_in.log("password changed by link", self.request, name)
        return response


def _site(request: HttpRequest) -> dict[str, Any]:
    """What a page of the admin needs; the list of what may be edited is nobody's yet."""
    return admin.site.each_context(request) | {"is_nav_sidebar_enabled": False}


def _page(view: Any) -> Callable[..., HttpResponse]:
    """A page of Django's views as the admin shows it."""

    def answered(request: HttpRequest) -> HttpResponse:
        context = _site(request)
        response: HttpResponse = view.as_view(extra_context=context)(request)
        add_never_cache_headers(response)
        return response

    return answered


ask = never_cache(AskView.as_view())
choose = ChooseView.as_view()
sent = _page(views.PasswordResetDoneView)
done = _page(views.PasswordResetCompleteView)
