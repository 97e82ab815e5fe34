"""What editors correct in the job titles of O*NET."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.contrib.auth.models import User
from django.db import models, transaction

from careers.models.classification import JobTitle, Occupation, TitleOccupation
from careers.models.editorial import no_braces
from careers.models.provenance import Release, Source


class TitleCorrectionQuerySet(models.QuerySet["TitleCorrection"]):
    """Corrections, by the address of their title."""

    @contextmanager
    def set_aside(self) -> Iterator[None]:
        """Inside: the titles' rows are as O*NET gives them; after: corrected again.

        For whatever writes or reads the source's own rows. One transaction; where the block
        raises, nothing has changed. The rows of the O*NET releases are locked, as they are by
        whoever corrects a title, so that neither undoes what the other does.
        """
        with transaction.atomic():
            Release.objects.lock(Source.ONET)
            corrections = list(self.select_related("job_title").prefetch_related("occupations"))
            for correction in corrections:
                correction.undo()
            yield
            for correction in corrections:
                correction.job_title.refresh_from_db()
                correction.apply()


class TitleCorrection(models.Model):
    """An editor's word on a job title, e.g. registrar hidden, or filed under 43-4171.00 alone.

    `title` and `occupations` are empty where the source's own stand. The correction is applied to
    the rows that readers' code reads; `source_title` and `source_filings` (by release, code, is
    official, is reported) keep what O*NET gives, so that it can be taken back.
    """

    job_title = models.OneToOneField(
        JobTitle, on_delete=models.CASCADE, primary_key=True, related_name="correction"
    )
    hidden = models.BooleanField(default=False, help_text="Its address answers 404.")
    title = models.CharField(
        max_length=200,
        blank=True,
        validators=(no_braces,),
        help_text="Empty: the name that O*NET gives. The address stays.",
    )
    occupations = models.ManyToManyField(
        Occupation, blank=True, related_name="+", help_text="None: those that O*NET gives."
    )
    reason = models.TextField(help_text="Why, for whoever looks at it later.")
    by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    by_name = models.CharField("by", max_length=150)
    at = models.DateTimeField()
    source_title = models.CharField(max_length=200, blank=True, editable=False)
    source_filings = models.JSONField(default=list, editable=False)

    objects = TitleCorrectionQuerySet.as_manager()

    class Meta:
        ordering = ("job_title",)
        default_permissions = ()

    def __str__(self) -> str:
        return self.job_title_id

    def source_codes(self, release: Release | None) -> list[str]:
        """The occupations that a release of the source gives the title, by code."""
        pk = release.pk if release else None
        return sorted(code for filed, code, *_ in self.source_filings if filed == pk)

    def apply(self) -> None:
        """Write the correction into the title's rows, and keep what they held before."""
        self._keep_source()
        if self.hidden:
            self.job_title.hidden = True
        if self.title:
            self.job_title.title = self.title
        self.job_title.save(update_fields=["hidden", "title"])
        codes = [occupation.pk for occupation in self.occupations.all()]
        if codes:
            releases = Release.objects.filter(source=Source.ONET).values_list("pk", flat=True)
            self._file_under(codes, releases)

    def undo(self) -> None:
        """Give the title's rows back what the source gave them."""
        self.job_title.hidden = False
        self.job_title.title = self.source_title
        self.job_title.save(update_fields=["hidden", "title"])
        self.job_title.filed_under.all().delete()
        releases = set(Release.objects.values_list("pk", flat=True))
        TitleOccupation.objects.bulk_create(
            TitleOccupation(
                job_title=self.job_title,
                release_id=release,
                occupation_id=code,
                is_official=is_official,
                is_reported=is_reported,
            )
            for release, code, is_official, is_reported in self.source_filings
            if release in releases
        )

    def _keep_source(self) -> None:
        self.source_title = self.job_title.title
        self.source_filings = [
            [row.release_id, row.occupation_id, row.is_official, row.is_reported]
            for row in self.job_title.filed_under.all()
        ]
        self.save(update_fields=["source_title", "source_filings"])

    def _file_under(self, codes: Iterable[str], releases: Iterable[int]) -> None:
        """Make the title be filed under these codes in each release; what is right there stays."""
        codes = list(codes)
        self.job_title.filed_under.exclude(occupation__in=codes).delete()
        filed = set(self.job_title.filed_under.values_list("release_id", "occupation_id"))
        TitleOccupation.objects.bulk_create(
            TitleOccupation(
                job_title=self.job_title,
                release_id=release,
                occupation_id=code,
                is_official=False,
                is_reported=False,
            )
            for release in releases
            for code in codes
            if (release, code) not in filed
        )
