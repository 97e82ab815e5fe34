"""What the page of fit shows: which roles, in which order, and what the limits did."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from careers.guidance import fit_data
from careers.guidance.fit import (
    INTERESTS,
    SKILLS,
    STRENGTHS,
    VALUES,
    Answered,
    Flags,
    Person,
    answered,
    person_of,
    rounded,
    score,
)
from careers.guidance.fit_data import Roles
from careers.guidance.limits import (
    EDUCATION,
    GROWING,
    PAY,
    SECTORS,
    ZONE,
    effects,
    kept,
    only_by,
    pay_in,
)
from careers.guidance.record import Answers, Limits, Record
from careers.listings.build import EDUCATION as RUNGS
from careers.listings.filters import EDUCATION_SLUGS
from careers.models import Area, Sector
from careers.profiles.wording import dollars_exact, listed
from careers.views.mine.fit_cards import Ranking
from careers.views.mine.fit_lists import Lists, listings_of, lists

LEVEL = "level"
WORDS = {
    INTERESTS: "Interests",
    SKILLS: "Skills",
    VALUES: "Values",
    STRENGTHS: "Strengths",
}


@dataclass(frozen=True, slots=True)
class Tool:
    """A questionnaire: `state` is "answered", "level" (it tells nothing apart) or empty."""

    part: str
    name: str
    url_name: str
    state: str


@dataclass(frozen=True, slots=True)
class LimitRow:
    """A limit that is set: what it leaves out by itself, and what letting go of it brings back.

    `best` is the title of the best role it alone leaves out, with its score; empty for none.
    """

    name: str
    words: str
    removed: int
    back: int
    best: str
    best_score: int
    unknown: int


@dataclass(frozen=True, slots=True)
class Page:
    """All of it; without lists where nothing was answered that tells roles apart."""

    tools: tuple[Tool, ...]
    lists: Lists | None = None
    limits: tuple[LimitRow, ...] = ()
    pool: int = 0
    left: int = 0
    unscored: int = 0

    @property
    def unanswered(self) -> list[Tool]:
        """Questionnaires that would add to the score."""
        return [tool for tool in self.tools if tool.state != "answered"]

    @property
    def level(self) -> list[Tool]:
        """Questionnaires that were answered too much alike to tell roles apart."""
        return [tool for tool in self.tools if tool.state == LEVEL]


def fit_page(record: Record, *, every: bool, number: int, area: Area | None) -> Page:
    """The page for what the reader keeps; `every` asks for occupations beside the guides.

    `area` is where pay is shown for a reader who set no limit on it.
    """
    roles = fit_data.current()
    person = person_of(record.answers)
    answers = answered(person, roles.profiles)
    tools = _tools(record.answers, answers)
    if not answers.parts or not roles.size:
        return Page(tools)
    limited = _limited_area(record.limits)
    ranking = _ranking(roles, person, answers, record.limits, limited, area)
    allowed = kept(ranking.found, roles.size)
    scored = ~np.isnan(ranking.scores.total[0])
    pool = scored & ~roles.covered if every else scored & roles.is_guide
    left = pool & allowed
    others = None if every else scored & ~roles.is_guide & ~roles.covered & allowed
    return Page(
        tools=tools,
        lists=lists(ranking, left, others, number),
        limits=_limit_rows(record.limits, ranking, pool, limited),
        pool=int(pool.sum()),
        left=int(left.sum()),
        unscored=int((~scored & (roles.is_guide | every)).sum()),
    )


def _limited_area(limits: Limits) -> Area | None:
    """The place that the limit on pay is about; None for the nation."""
    return Area.objects.filter(slug=limits.place).first() if limits.place else None


def _ranking(
    roles: Roles,
    person: Person,
    answers: Answered,
    limits: Limits,
    limited: Area | None,
    area: Area | None,
) -> Ranking:
    """The scores of all roles, what the limits do, and the pay that is shown."""
    pay = pay_in(roles, limited)
    place = limited if limits.pay else area
    return Ranking(
        roles=roles,
        person=person,
        answers=answers,
        scores=score(answers, roles.profiles),
        found=effects(limits, roles, pay, _rung(limits.education)),
        pay=pay if place == limited else pay_in(roles, place),
        place=place.name if place else "",
    )


def _rung(education: str) -> int:
    """The place of a slug among BLS's rungs, from 1; 0 for none."""
    return EDUCATION_SLUGS.index(education) + 1 if education in EDUCATION_SLUGS else 0


def _tools(given: Answers, answers: Answered) -> tuple[Tool, ...]:
    """The questionnaires and whether each tells roles apart."""
    held = {
        INTERESTS: bool(given.interests),
        SKILLS: bool(given.skills),
        VALUES: bool(given.pairs or given.order),
        STRENGTHS: bool(given.strengths),
    }
    return tuple(
        Tool(
            part,
            name,
            f"tools-{part}",
            "answered" if part in answers.parts else LEVEL if held[part] else "",
        )
        for part, name in WORDS.items()
    )


def _limit_rows(
    limits: Limits, ranking: Ranking, pool: Flags, area: Area | None
) -> tuple[LimitRow, ...]:
    """What each limit does within the pool; one query for titles, one for sectors."""
    if not ranking.found:
        return ()
    totals, size = ranking.scores.total[0], ranking.roles.size
    back = {
        one.name: np.flatnonzero(only_by(one, ranking.found, size) & pool) for one in ranking.found
    }
    best = {name: int(only[np.argmax(totals[only])]) for name, only in back.items() if len(only)}
    listings = listings_of(ranking.roles, list(best.values()))
    words = _limit_words(limits, area)
    return tuple(
        LimitRow(
            name=one.name,
            words=words[one.name],
            removed=int((one.removed & pool).sum()),
            back=len(back[one.name]),
            best=listings[best[one.name]].title if one.name in best else "",
            best_score=rounded(float(totals[best[one.name]])) if one.name in best else 0,
            unknown=int((one.unknown & pool).sum()),
        )
        for one in ranking.found
    )


def _limit_words(limits: Limits, area: Area | None) -> dict[str, str]:
    """Each limit as one says it."""
    rung = _rung(limits.education)
    names = dict(Sector.objects.values_list("slug", "name")) if limits.sectors_out else {}
    where = area.name if area else "the nation"
    return {
        PAY: f"Middle pay of {dollars_exact(limits.pay or 0)} or more in {where}",
        EDUCATION: f"Typical entry schooling: {RUNGS[rung - 1]} at most",
        ZONE: f"Preparation: job zone {limits.zone} at most",
        GROWING: "No work that is projected to decline",
        SECTORS: f"Without {listed([names.get(slug, slug) for slug in limits.sectors_out])}",
    }
