"""Jobs that a reader has worked in: found by name, and the levels that their skills begin from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import msgspec

from careers import search as engine
from careers.guidance.record import Answers
from careers.guidance.skills import begun_anew, highest, of_job, rated_levels, shown_by
from careers.models import JobTitle, Occupation, Release, Role
from careers.views.occupations import CODE

MOST_MATCHES = 12


@dataclass(frozen=True, slots=True)
class Job:
    """A guide, job title or occupation by its key, and the occupations it is filed under."""

    key: str
    title: str
    codes: tuple[str, ...]


def jobs_of(keys: Iterable[str], release: Release | None) -> list[Job]:
    """The jobs of keys in their order; those that are no longer here are left out.

    At most four queries, however many keys.
    """
    wanted = list(dict.fromkeys(keys))
    if not wanted:
        return []
    found = {
        **_titles([key for key in wanted if not CODE.fullmatch(key)], release),
        **_guides([key for key in wanted if not CODE.fullmatch(key)]),
        **_occupations([key for key in wanted if CODE.fullmatch(key)]),
    }
    return [found[key] for key in wanted if key in found]


def matches(text: str, chosen: Sequence[str]) -> list[engine.Hit]:
    """What a name finds, nearest first, without what is chosen already."""
    query = engine.parse(text)
    if query.is_empty:
        return []
    hits = engine.hits(engine.find(query).matches[: 3 * MOST_MATCHES])
    open_ = [hit for hit in hits if hit.kind in engine.ROLES and hit.key not in chosen]
    return open_[:MOST_MATCHES]


def with_beginning(
    answers: Answers,
    *,
    worked_as: tuple[str, ...] | None = None,
    everyday: tuple[str, ...] | None = None,
) -> Answers:
    """The answers with other jobs or deeds, and the profile as it begins from them.

    What the reader corrected in the profile stays.
    """
    after = msgspec.structs.replace(
        answers,
        worked_as=answers.worked_as if worked_as is None else worked_as,
        everyday=answers.everyday if everyday is None else everyday,
    )
    before, now = beginnings([answers, after])
    return msgspec.structs.replace(after, skills=begun_anew(answers.skills, before, now))


def beginnings(each: Sequence[Answers]) -> list[dict[str, float]]:
    """The levels that profiles begin from: the highest of each job, and of the deeds."""
    release = Release.objects.current().onet
    jobs = {job.key: job for job in jobs_of([k for one in each for k in one.worked_as], release)}
    codes = [code for job in jobs.values() for code in job.codes]
    rated = rated_levels(release, codes) if codes else {}
    return [
        highest(
            [
                *(of_job(rated, jobs[key].codes) for key in one.worked_as if key in jobs),
                shown_by(frozenset(one.everyday)),
            ]
        )
        for one in each
    ]


def _occupations(codes: list[str]) -> dict[str, Job]:
    rows = Occupation.objects.filter(code__in=codes) if codes else ()
    return {row.code: Job(row.code, row.title, (row.code,)) for row in rows}


def _guides(slugs: list[str]) -> dict[str, Job]:
    rows = Role.objects.published().filter(slug__in=slugs).prefetch_related("mapping")
    return {
        row.slug: Job(row.slug, row.title, tuple(one.occupation_id for one in row.mapping.all()))
        for row in rows
    }


def _titles(slugs: list[str], release: Release | None) -> dict[str, Job]:
    rows = JobTitle.objects.filter(slug__in=slugs, hidden=False, filed_under__release=release)
    found: dict[str, Job] = {}
    for slug, title, code in rows.order_by("slug", "filed_under__occupation").values_list(
        "slug", "title", "filed_under__occupation"
    ):
        codes = found[slug].codes if slug in found else ()
        found[slug] = Job(slug, title, (*codes, code))
    return found
