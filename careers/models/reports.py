"""What readers say is wrong on a page."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.core.validators import MaxLengthValidator
from django.db import models

from careers.models.editorial import Role

LONGEST_WORDS = 2_000


class ReportKind(models.TextChoices):
    """What is wrong."""

    FIGURE = "figure", "A figure"
    TEXT = "text", "The text"
    LINK = "link", "A link"
    ACCESS = "access", "It cannot be read or used as it should (accessibility)"
    OTHER = "other", "Something else"


class ReaderReportQuerySet(models.QuerySet["ReaderReport"]):
    """Readers' reports."""

    def open(self) -> ReaderReportQuerySet:
        """Those that nobody has closed."""
        return self.filter(closed_at__isnull=True)

    def with_mail(self) -> ReaderReportQuerySet:
        """Those that hold a reader's mail address."""
        return self.exclude(mail="")


class ReaderReport(models.Model):
    """A reader's word that something is wrong, e.g. a figure on /careers/electrician/, open.

    `page` is a path of the site with the chosen place, `title` the page's at the time. Nothing is
    kept of the reader but a mail address that they gave, and that only until the report is closed.
    """

    kind = models.CharField("what is wrong", max_length=6, choices=ReportKind.choices)
    page = models.CharField(max_length=300)
    title = models.CharField(max_length=200, blank=True)
    role = models.ForeignKey(
        Role,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="reports",
        verbose_name="guide",
    )
    place = models.CharField("where on the page", max_length=200, blank=True)
    words = models.TextField(
        "what the reader says", validators=(MaxLengthValidator(LONGEST_WORDS),)
    )
    mail = models.EmailField("reader's mail address", blank=True)
    filed_at = models.DateTimeField()
    closed_at = models.DateTimeField("closed", null=True, blank=True)
    closed_by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    closed_by_name = models.CharField("closed by", max_length=150, blank=True)
    note = models.TextField(blank=True)

    objects = ReaderReportQuerySet.as_manager()

    class Meta:
        ordering = ("-pk",)
        default_permissions = ()
        constraints = (
            models.CheckConstraint(
                condition=models.Q(closed_at__isnull=True, note="")
                | (models.Q(closed_at__isnull=False, mail="") & ~models.Q(note="")),
                name="reader_report_closed_with_a_note_without_mail",
            ),
        )
        indexes = (
            models.Index(
                fields=("id",),
                condition=models.Q(closed_at__isnull=True),
                name="reader_report_open",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.title or self.page}"

    @property
    def is_open(self) -> bool:
        """Whether nobody has closed it."""
        return self.closed_at is None
