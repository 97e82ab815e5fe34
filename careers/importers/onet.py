"""O*NET: occupations, their ratings and means, zones, relations, technologies, tasks, titles."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db import connection

from careers.importers.base import OtherRelease, Run
from careers.importers.titles import reviewed_abbreviations, unite_titles
from careers.models import (
    Element,
    ElementMean,
    JobTitle,
    JobZone,
    Occupation,
    Rating,
    RelatedOccupation,
    SocGroup,
    Task,
    TechnologyUse,
    TitleCorrection,
    TitleName,
    TitleOccupation,
)
from careers.models.bulk import Row
from careers.sources import onet

FIRST_YEAR = 1995
EXACT = 10_000
"""Ratings are summed as whole ten-thousandths, so that order cannot change a mean."""


def load(run: Run) -> None:
    """Load a text release, `.zip` or folder. The SOC structure has to be there."""
    source = onet.read(run.path)
    name = run.name_release(source.version)
    run.begin(name, period_of(name), details={"absent": list(source.absent)})
    if source.absent:
        run.note(f"not in this download: {', '.join(source.absent)}")
    codes = _load_occupations(run, source)
    _load_ratings(run, source, codes)
    _load_lists(run, source, codes)
    with TitleCorrection.objects.set_aside():
        _load_titles(run, source, codes)


def period_of(version: str, newest: str = "") -> date:
    """The month of a release: N.0 comes in August, and three more a quarter apart after it.

    Some are late: where the newest rating (YYYY-MM) is of a later month of that quarter, it tells.

    >>> period_of("30.2"), period_of("30.1", "2025-12")
    (datetime.date(2026, 2, 1), datetime.date(2025, 12, 1))
    """
    major, _, minor = version.partition(".")
    if not (major.isdecimal() and minor.isdecimal()):
        raise OtherRelease(f"{version!r} is no O*NET release; they are named like 30.1")
    planned = 12 * (FIRST_YEAR + int(major)) + 7 + 3 * int(minor)
    if newest:
        year, _, month = newest.partition("-")
        rated = 12 * int(year) + int(month) - 1
        planned = rated if planned < rated < planned + 3 else planned
    return date(planned // 12, planned % 12 + 1, 1)


def _load_occupations(run: Run, source: onet.Onet) -> set[str]:
    groups = run.codes(SocGroup)
    codes: set[str] = set()

    def rows() -> Iterator[Row]:
        for row in source.occupations():
            soc = row.code[:7]
            if soc not in groups:
                raise run.unknown(soc, "SOC group", row=row.code)
            codes.add(row.code)
            yield row.code, row.title, row.description, soc

    run.upsert(Occupation, ("code", "title", "description", "soc_id"), rows())
    return codes


def _load_ratings(run: Run, source: onet.Onet, codes: set[str]) -> None:
    elements: dict[str, tuple[str, str]] = {}
    newest = ""

    def rows() -> Iterator[Row]:
        nonlocal newest
        for row in source.ratings():
            if row.occupation not in codes:
                raise run.unknown(row.occupation, "occupation", row=f"{row.domain} ratings")
            elements[row.element] = (row.element_name, row.domain)
            newest = max(newest, row.rated)
            yield (
                row.occupation,
                row.element,
                row.scale,
                row.value,
                row.suppress,
                row.not_relevant,
                row.rated,
            )

    columns = ("occupation_id", "element_id", "scale", "value", "suppress", "not_relevant", "rated")
    run.replace(Rating, columns, rows())
    run.upsert(Element, ("code", "name", "domain"), ((c, *e) for c, e in sorted(elements.items())))
    run.replace(ElementMean, ("element_id", "scale", "mean", "occupations"), _means(run.release.pk))
    run.release.period = period_of(run.release.name, newest)


def _means(release: int) -> list[Row]:
    """Mean and number of ratings by element and scale, those marked suppress left out."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT element_id, scale, SUM(CAST(ROUND(value * %s) AS BIGINT)), COUNT(*)"
            " FROM careers_rating WHERE release_id = %s AND NOT suppress"
            " GROUP BY element_id, scale ORDER BY element_id, scale",
            [EXACT, release],
        )
        return [
            (element, scale, round(int(total) / EXACT / count, 6), count)
            for element, scale, total, count in cursor.fetchall()
        ]


def _load_lists(run: Run, source: onet.Onet, codes: set[str]) -> None:
    def known(code: str, table: str) -> str:
        if code not in codes:
            raise run.unknown(code, "occupation", row=table)
        return code

    run.replace(
        JobZone,
        ("occupation_id", "zone"),
        ((known(r.occupation, "Job Zones"), r.zone) for r in source.job_zones()),
    )
    run.replace(
        RelatedOccupation,
        ("occupation_id", "related_id", "tier", "index"),
        (
            (known(r.occupation, table), known(r.related, table), r.tier, r.index)
            for table in ("Related Occupations",)
            for r in source.related()
        ),
    )
    run.replace(
        TechnologyUse,
        ("occupation_id", "example", "commodity_code", "commodity", "hot", "in_demand"),
        (
            (
                known(r.occupation, "Technology Skills"),
                r.example,
                r.commodity,
                r.commodity_title,
                r.hot,
                r.in_demand,
            )
            for r in source.technologies()
        ),
    )
    run.replace(
        Task,
        ("occupation_id", "number", "text", "is_core"),
        (
            (known(r.occupation, "Task Statements"), r.task, r.text, r.kind == "Core")
            for r in source.tasks()
        ),
    )


def _load_titles(run: Run, source: onet.Onet, codes: set[str]) -> None:
    titles = unite_titles(
        ((r.code, r.title) for r in source.occupations()),
        ((r.occupation, r.title, r.short_title) for r in source.titles()),
        ((r.occupation, r.title) for r in source.reported_titles()),
        reviewed_abbreviations(),
    )
    for filing in titles.filings:
        if filing.occupation not in codes:
            raise run.unknown(filing.occupation, "occupation", row=titles.texts[filing.title_slug])
    shown = ((slug, text, False) for slug, text in titles.texts.items())
    run.upsert(JobTitle, ("slug", "title", "hidden"), shown, new_only=("hidden",))
    run.replace(
        TitleOccupation,
        ("job_title_id", "occupation_id", "is_official", "is_reported"),
        ((f.title_slug, f.occupation, f.is_official, f.is_reported) for f in titles.filings),
    )
    run.replace(
        TitleName,
        ("job_title_id", "name", "slug", "redirects"),
        ((n.title_slug, n.name, n.slug, n.redirects) for n in titles.names),
    )
