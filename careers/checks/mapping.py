"""Checks of what a guide is tied to: occupations, titles, skills, moves, and its dates."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from careers.checks.types import Numbers, Subject, Surroundings, Trouble
from careers.profiles import Profile, wording
from careers.profiles.types import CodeRow


def no_occupation(subject: Subject, around: Surroundings) -> Iterator[Trouble]:
    """A guide without a mapping: its page would have no figures."""
    if not subject.content.occupations:
        yield Trouble("occupations", "", "No occupation is named, so the page has no figures.")


def unknown_rows(subject: Subject, around: Surroundings) -> Iterator[Trouble]:
    """Codes, titles, skills, guides and sectors that the database does not hold."""
    content, known = subject.content, around.known
    codes = frozenset(row.code for row in around.profile.occupations)
    named: tuple[tuple[str, str, Iterable[str], frozenset[str]], ...] = (
        ("sector", "sector", [content.sector], known.sectors),
        ("occupations", "occupation", [row.code for row in content.occupations], codes),
        ("titles", "job title", content.titles, known.titles),
        ("skills", "skill", [row.element for row in content.skills], known.elements),
        ("moves", "guide in use", [row.to for row in content.moves], known.roles),
        ("bans", "guide in use", [row.to for row in content.bans], known.roles),
    )
    for field, what, keys, held in named:
        for key in keys:
            if key not in held:
                yield Trouble(field, key, f"There is no {what} {key or 'without a name'}.")


def taken_titles(subject: Subject, around: Surroundings) -> Iterator[Trouble]:
    """Titles that another guide answers for: an address leads to one guide."""
    for slug in subject.content.titles:
        owner = around.known.owners.get(slug)
        if owner is not None:
            yield Trouble("titles", slug, f"The guide {owner} answers for this title.")


def listed_twice(subject: Subject, around: Surroundings) -> Iterator[Trouble]:
    """Rows that name the same skill, occupation, title or guide more than once."""
    content = subject.content
    named: tuple[tuple[str, str, Iterable[str]], ...] = (
        ("occupations", "occupation", [row.code for row in content.occupations]),
        ("titles", "title", content.titles),
        ("skills", "skill", [row.element for row in content.skills]),
        ("moves", "guide", [row.to for row in content.moves]),
        ("bans", "guide", [row.to for row in content.bans]),
    )
    for field, what, keys in named:
        for key, count in Counter(keys).items():
            if count > 1:
                yield Trouble(field, key, f"This {what} is listed {count} times.")


def unrated_occupations(subject: Subject, around: Surroundings) -> Iterator[Trouble]:
    """Occupations whose skills O*NET has not rated: they have no part in the skills shown."""
    for row in around.profile.occupations:
        if row.code not in around.rated:
            yield Trouble("occupations", row.code, f"O*NET has not rated {row.title}.")


def unpaid_occupations(subject: Subject, around: Surroundings) -> Iterator[Trouble]:
    """Occupations for which BLS publishes no wages: they have no part in the pay shown."""
    codes = {row.code: row for row in around.profile.codes}
    for row in around.profile.occupations:
        counted = codes.get(row.matrix_code or "")
        if counted is None or not _has_wages(counted):
            where = f" ({row.matrix_code})" if row.matrix_code else ""
            reason = f"BLS publishes no wages for {row.title}{where}."
            yield Trouble("occupations", row.code, reason)


def _has_wages(row: CodeRow) -> bool:
    return any(value is not None for value in (*row.annual, *row.hourly))


def review_date(subject: Subject, around: Surroundings) -> Iterator[Trouble]:
    """A guide that nobody is due to look at again, or that is overdue."""
    due = subject.content.review_by
    if due is None:
        yield Trouble("review_by", "", "No date is set for another look at the text.")
    elif due < around.today:
        yield Trouble("review_by", due.isoformat(), f"Another look was due by {due:%B %-d, %Y}.")


def numbers(profile: Profile) -> Numbers | None:
    """The figures of a profile that a text leans on; None where nothing is merged."""
    if profile.figures is None:
        return None
    pay = profile.figures.shown_pay[2]
    return Numbers(
        pay=pay.value,
        growth=profile.figures.growth.value,
        jobs=profile.figures.jobs.value,
        is_hourly=pay.unit == "dollars an hour",
    )


def figures_moved(subject: Subject, around: Surroundings) -> Iterator[Trouble]:
    """Pay or growth that newer releases moved since the text was last reviewed."""
    before, now, limits = around.reviewed_with, numbers(around.profile), around.limits
    if before is None or now is None:
        return
    if before.pay and now.pay and before.is_hourly == now.is_hourly:
        change = 100 * (now.pay - before.pay) / before.pay
        if abs(change) > limits.pay_shift:
            yield Trouble(
                "",
                f"{wording.dollars(before.pay)} → {wording.dollars(now.pay)}",
                f"Middle pay moved by {change:+.0f}% since the text was reviewed"
                f" (told from {limits.pay_shift}% on).",
            )
    if before.growth is not None and now.growth is not None:
        points = now.growth - before.growth
        if abs(points) > limits.growth_shift:
            yield Trouble(
                "",
                f"{wording.whole_percent(before.growth)} → {wording.whole_percent(now.growth)}",
                f"Projected growth moved by {points:+.1f} points since the text was reviewed"
                f" (told from {limits.growth_shift} on).",
            )
