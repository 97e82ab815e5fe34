"""A skills profile: two ways to begin it, and the page where it is corrected."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import msgspec
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from careers.guidance import questions
from careers.guidance.questions import Deed
from careers.guidance.record import Answers
from careers.guidance.skills import corrected, lines, of_job, rated_levels, whole
from careers.models import Release
from careers.views.mine import tools_asked
from careers.views.mine.private import private, record_of
from careers.views.mine.tools_asked import LEVELS, Asked, Question
from careers.views.mine.tools_asking import PREFIX, changed, start
from careers.views.mine.tools_jobs import Job, beginnings, jobs_of, matches, with_beginning
from careers.views.mine.tools_words import width, words_of

MOST_JOBS = 20
"""As many as the reader's document takes."""
METHODS = ["GET", "HEAD", "POST"]


@dataclass(frozen=True, slots=True)
class LevelRow:
    """An element of the profile: its level, the option that stands for it, where it is from."""

    question: Question
    level: str
    bar: str
    chosen: str
    is_begun: bool
    error: str = ""

    @property
    def field(self) -> str:
        """The name of its field."""
        return PREFIX + self.question.key


@dataclass(frozen=True, slots=True)
class WorkedAs:
    """A job that the profile begins from, and how many skills it brings."""

    job: Job
    brings: int


@dataclass(frozen=True, slots=True)
class DeedRow:
    """A deed of the checklist, and what it shows, by name of the skill."""

    deed: Deed
    is_ticked: bool
    shows: tuple[tuple[str, float], ...]


@require_http_methods(METHODS)
@private
def profile(request: HttpRequest) -> HttpResponse:
    """The profile, every level of which can be corrected here."""
    asked = tools_asked.skill_levels()
    errors: dict[str, str] = {}
    if request.method == "POST":
        errors = _errors(request.POST, asked)
        if not errors:
            address = reverse("tools-skills-results")
            sent = request.POST
            return changed(request, lambda answers: _corrected(answers, sent, asked), address)
    answers = record_of(request).answers
    begun = beginnings([answers])[0]
    skills_in_line, knowledge_in_line = lines(answers.skills)
    context = start(request, asked) | {
        "skills": [_level_row(one, answers, begun, errors) for one in asked.first],
        "knowledge": [_level_row(one, answers, begun, errors) for one in asked.more],
        "levels": list(enumerate(LEVELS)),
        "errors": [one for one in asked.every if one.key in errors],
        "in_line": skills_in_line or knowledge_in_line,
        "skills_in_line": skills_in_line,
        "knowledge_in_line": knowledge_in_line,
        "count": asked.answered(answers, asked.every),
        "next_item": len(asked.first) + 1,
    }
    return render(request, "careers/mine/tools_skills_results.html", context)


@require_http_methods(METHODS)
@private
def worked(request: HttpRequest) -> HttpResponse:
    """Jobs the reader has had: found by name, added, and taken out.

    The name comes by POST too: nobody else's page or log is to hold it.
    """
    release = Release.objects.current().onet
    error, post = "", request.POST
    if "add" in post:
        error = _refused(post["add"], record_of(request).answers.worked_as, release)
        if not error:
            return _with_jobs(request, add=post["add"])
    if "remove" in post:
        return _with_jobs(request, remove=post["remove"])
    text = post.get("find", "").strip()[:200]
    answers = record_of(request).answers
    context = {
        "asked": tools_asked.skill_levels(),
        "text": text,
        "matches": matches(text, answers.worked_as) if text else [],
        "error": error,
        "jobs": _jobs(answers, release),
        "is_full": len(answers.worked_as) >= MOST_JOBS,
    }
    return render(request, "careers/mine/tools_skills_worked.html", context)


@require_http_methods(METHODS)
@private
def everyday(request: HttpRequest) -> HttpResponse:
    """The checklist of what people have done, paid or not."""
    checklist = questions.everyday()
    if request.method == "POST":
        sent = set(request.POST.getlist("done"))
        ticked = tuple(deed.key for deed in checklist.item if deed.key in sent)
        address = reverse("tools-skills-results")
        return changed(request, lambda old: with_beginning(old, everyday=ticked), address)
    ticked = record_of(request).answers.everyday
    names = words_of({code for deed in checklist.item for code in deed.shows})
    groups = [
        (group, [_deed_row(deed, ticked, names) for deed in checklist.of(group.key)])
        for group in checklist.group
    ]
    context = {"asked": tools_asked.skill_levels(), "groups": groups, "ticked": len(ticked)}
    return render(request, "careers/mine/tools_skills_everyday.html", context)


def _errors(post: Mapping[str, str], asked: Asked) -> dict[str, str]:
    """What is wrong with the fields of a profile, by element."""
    known = {"", *map(str, range(len(LEVELS)))}
    return {
        one.key: "Choose a level from 0 to 7, or none."
        for one in asked.every
        if post.get(PREFIX + one.key, "") not in known
    }


def _corrected(answers: Answers, post: Mapping[str, str], asked: Asked) -> Answers:
    """The answers with the levels of a form; a field that is not in it changes nothing."""
    skills = dict(answers.skills)
    for one in asked.every:
        chosen = post.get(PREFIX + one.key)
        if chosen:
            skills[one.key] = corrected(skills.get(one.key), int(chosen))
        elif chosen == "":
            skills.pop(one.key, None)
    return msgspec.structs.replace(answers, skills=skills)


def _level_row(
    one: Question, answers: Answers, begun: Mapping[str, float], errors: Mapping[str, str]
) -> LevelRow:
    level = answers.skills.get(one.key)
    return LevelRow(
        question=one,
        level="" if level is None else f"{level:.2f}".rstrip("0").rstrip("."),
        bar="" if level is None else width(level, 0, 7),
        chosen="" if level is None else str(whole(level)),
        is_begun=level is not None and begun.get(one.key) == level,
        error=errors.get(one.key, ""),
    )


def _refused(key: str, kept: Sequence[str], release: Release | None) -> str:
    """Why a job is not added; empty where it is."""
    if len(kept) >= MOST_JOBS:
        return f"{MOST_JOBS} jobs are the most. Take one out to add another."
    if not jobs_of([key], release):
        return "That job is not here any more. Look for another name."
    return ""


def _with_jobs(request: HttpRequest, *, add: str = "", remove: str = "") -> HttpResponse:
    """Keep the jobs with one more or one less, and what the profile begins from."""

    def change(answers: Answers) -> Answers:
        jobs = [key for key in answers.worked_as if key not in (add, remove)]
        jobs += [add] if add else []
        return with_beginning(answers, worked_as=tuple(jobs[:MOST_JOBS]))

    return changed(request, change, reverse("tools-skills-worked"))


def _jobs(answers: Answers, release: Release | None) -> list[WorkedAs]:
    jobs = {job.key: job for job in jobs_of(answers.worked_as, release)}
    rated = rated_levels(release, [code for job in jobs.values() for code in job.codes])
    gone = [Job(key, key.replace("-", " "), ()) for key in answers.worked_as if key not in jobs]
    return [WorkedAs(job, len(of_job(rated, job.codes))) for job in [*jobs.values(), *gone]]


def _deed_row(deed: Deed, ticked: Sequence[str], names: Mapping[str, object]) -> DeedRow:
    shows = tuple((getattr(names[code], "name", code), level) for code, level in deed.shows.items())
    return DeedRow(deed, deed.key in ticked, shows)
