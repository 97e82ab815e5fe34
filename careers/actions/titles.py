"""Corrections of O*NET's job titles: hidden, named or filed otherwise, with a reason."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from careers.actions.audit import record
from careers.actions.locks import hold_published
from careers.actions.permissions import may
from careers.actions.refresh import refresh_titles
from careers.actions.versions import refuse, said
from careers.models import JobTitle, Occupation, Release, Source, TitleCorrection, name_of

MAY_CORRECT = "careers.manage_titles"
TITLE = "title"
"""The kind of subject that a job title is; its subject is its slug."""


@transaction.atomic
def correct_title(
    *,
    job_title: JobTitle,
    by: User | None,
    reason: str,
    hidden: bool = False,
    title: str = "",
    occupations: Iterable[str] = (),
) -> TitleCorrection:
    """Correct a job title; what was corrected before and is not named again is taken back.

    `title` and `occupations` (codes) are empty where O*NET's own shall stand. Readers see the
    correction at once, and later imports keep it. Raises NotAllowed, and ValidationError by field
    where the correction is wrong or changes nothing.
    """
    refuse(_against_correcting(by))
    hold_published()
    Release.objects.lock(Source.ONET)
    job_title = JobTitle.objects.select_for_update().get(pk=job_title.pk)
    wanted = check_correction(job_title, reason, hidden, title, occupations)
    correction = TitleCorrection.objects.filter(job_title=job_title).first()
    if correction is None:
        correction = TitleCorrection(job_title=job_title)
    else:
        correction.job_title = job_title
        correction.undo()
    correction.hidden, correction.title, codes = wanted
    correction.reason, correction.at = reason.strip(), timezone.now()
    correction.by, correction.by_name = by, name_of(by)
    correction.save()
    correction.occupations.set(Occupation.objects.filter(code__in=codes))
    correction.apply()
    refresh_titles(slugs=[job_title.slug])
    record(
        by=by,
        action="corrected",
        kind=TITLE,
        subject=job_title.slug,
        summary=f"corrected the title {job_title.slug} ({_words(*wanted)}): {correction.reason}",
        details={
            "hidden": correction.hidden,
            "title": correction.title,
            "occupations": codes,
            "source_title": correction.source_title,
            "reason": correction.reason,
        },
    )
    return correction


@transaction.atomic
def withdraw_correction(*, job_title: JobTitle, by: User | None, reason: str) -> None:
    """Show a job title again as O*NET gives it; nothing happens where nothing is corrected.

    Raises NotAllowed, and ValidationError without a reason.
    """
    refuse(_against_correcting(by))
    reason = said(reason)
    hold_published()
    Release.objects.lock(Source.ONET)
    job_title = JobTitle.objects.select_for_update().get(pk=job_title.pk)
    correction = TitleCorrection.objects.filter(job_title=job_title).first()
    if correction is None:
        return
    correction.job_title = job_title
    correction.undo()
    correction.delete()
    refresh_titles(slugs=[job_title.slug])
    record(
        by=by,
        action="correction withdrawn",
        kind=TITLE,
        subject=job_title.slug,
        summary=f"took back the correction of the title {job_title.slug}: {reason}",
        details={"reason": reason},
    )


def source_of(job_title: JobTitle) -> tuple[str, list[str]]:
    """The name and the occupations that O*NET's current release gives a title, by code."""
    current = Release.objects.current().onet
    correction = TitleCorrection.objects.filter(job_title=job_title).first()
    if correction is None:
        filed = job_title.filed_under.filter(release=current)
        return job_title.title, sorted(filed.values_list("occupation_id", flat=True))
    return correction.source_title, correction.source_codes(current)


def check_correction(
    job_title: JobTitle, reason: str, hidden: bool, title: str, occupations: Iterable[str]
) -> tuple[bool, str, list[str]]:
    """What a correction comes to beside what the source gives.

    Raises ValidationError by field. A name or occupations that are the source's own count as none.
    """
    said(reason)
    source_title, source_codes = source_of(job_title)
    title = " ".join(title.split())
    title = "" if title == source_title else title
    if title:
        _check_name(job_title, title)
    codes = sorted(set(occupations))
    known = set(Occupation.objects.filter(code__in=codes).values_list("code", flat=True))
    unknown = [code for code in codes if code not in known]
    if unknown:
        raise ValidationError({"occupations": f"There is no occupation {unknown[0]}."})
    codes = [] if codes == source_codes else codes
    if not (hidden or title or codes):
        raise ValidationError("This changes nothing: O*NET gives the title just so.")
    return hidden, title, codes


def _check_name(job_title: JobTitle, title: str) -> None:
    """Raise ValidationError for a name that is no name, or another title's."""
    field = TitleCorrection._meta.get_field("title")
    try:
        field.run_validators(title)
    except ValidationError as error:
        raise ValidationError({"title": error.messages}) from None
    slug = slugify(title)
    if not slug:
        raise ValidationError({"title": "A name has letters or digits in it."})
    other = JobTitle.objects.filter(slug=slug[:150]).exclude(pk=job_title.pk).first()
    if other is not None:
        raise ValidationError({"title": f"{other.title} is a title already, at {other.slug}."})


def _against_correcting(by: User | None) -> str:
    """Why somebody may not correct titles."""
    return "" if may(by, MAY_CORRECT) else "You may not correct job titles."


def _words(hidden: bool, title: str, codes: list[str]) -> str:
    """What a correction does, in a few words."""
    parts = [
        "hidden" if hidden else "",
        f"named {title}" if title else "",
        f"filed under {', '.join(codes)}" if codes else "",
    ]
    return "; ".join(part for part in parts if part)
