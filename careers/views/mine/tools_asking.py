"""Asking the questions of any questionnaire: its start, one question a screen, or all on a page.

Answers come by POST and are kept at each step; the answer to it leads to an address that holds
the number of a question and nothing of what was answered.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import msgspec
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from careers.guidance.record import Answers, Record
from careers.views.mine.private import keep, record_of
from careers.views.mine.tools_asked import Asked, Question
from careers.views.mine.tools_fit import ranking

PREFIX = "answer-"
"""Before a question's key in the name of its field."""
PARTS = {"all": 0, "more": 1}
"""What `?show=` may ask for: the first part on one page, or the rest."""
CHOOSE = "Choose one of the answers, or skip this question."
UNKNOWN = "That is none of the answers. Choose one of them."
Given = dict[str, str]


@dataclass(frozen=True, slots=True)
class Row:
    """A question with its number, the option chosen, and what is wrong with it, if anything."""

    number: int
    question: Question
    chosen: str
    error: str = ""

    @property
    def field(self) -> str:
        """The name of its field."""
        return PREFIX + self.question.key

    @property
    def tall(self) -> bool:
        """Whether the options are too long to stand side by side."""
        return any(len(option.label) > 20 for option in self.question.options)


@dataclass(frozen=True, slots=True)
class Sent:
    """What came with a form: the answers that are some, and the errors by question."""

    given: Given
    errors: dict[str, str] = field(default_factory=dict)


def asking(request: HttpRequest, asked: Asked) -> HttpResponse:
    """The start page, a question of `?item=`, all of `?show=`; and what is sent from them."""
    number = _number(request, asked)
    part = PARTS.get(request.GET.get("show", ""))
    if request.method == "POST" and "clear" in request.POST:
        return changed(request, asked.without, reverse(asked.url_name))
    if number:
        return _one_question(request, asked, number)
    if part is not None and _part(asked, part):
        return _all_questions(request, asked, part)
    if request.GET or request.method == "POST":
        return redirect(asked.url_name)
    return render(request, asked.start_template, start(request, asked))


def start(request: HttpRequest, asked: Asked) -> dict[str, object]:
    """What a start page says: how far the reader is, and where they go on.

    `ranks` tells whether fit ranks roles by this questionnaire, by "others" or by none.
    """
    answers = record_of(request).answers
    more = asked.answered(answers, asked.more)
    total = len(asked.every) if more else len(asked.first)
    return {
        "asked": asked,
        "answered": asked.answered(answers, asked.every),
        "total": total,
        "go_on": _first_open(asked, answers, total),
        "anything": any(getattr(answers, name) for name in asked.fields),
        "ranks": ranking(answers, asked.name),
    }


def question_address(asked: Asked, number: int) -> str:
    """The address of a question; the results after the last of either part."""
    if number > len(asked.every) or number == len(asked.first) + 1:
        return reverse(f"{asked.url_name}-results")
    return f"{reverse(asked.url_name)}?item={number}#question"


def _first_open(asked: Asked, answers: Answers, total: int) -> int | None:
    """The number of the first question without an answer; None where all have one."""
    held = asked.held(answers)
    rows = enumerate(asked.every[:total], 1)
    return next((number for number, one in rows if one.key not in held), None)


def _number(request: HttpRequest, asked: Asked) -> int | None:
    """The question that the address asks for; None where there is none of that number."""
    text = request.GET.get("item", "")
    number = int(text) if text.isascii() and text.isdecimal() and len(text) < 4 else 0
    return number if 1 <= number <= len(asked.every) else None


def _part(asked: Asked, part: int) -> tuple[Question, ...]:
    return asked.more if part else asked.first


def _one_question(request: HttpRequest, asked: Asked, number: int) -> HttpResponse:
    """One question, its answer kept whatever button was pressed."""
    question = asked.every[number - 1]
    error = ""
    if request.method == "POST":
        sent = _sent(request, [question])
        error = sent.errors.get(question.key, "")
        if "next" in request.POST and not sent.given and not error:
            error = CHOOSE
        if not error:
            return _kept(request, asked, sent.given, _after(request, asked, number))
    answers = record_of(request).answers
    total = len(asked.every) if number > len(asked.first) else len(asked.first)
    context = {
        "asked": asked,
        "row": Row(number, question, asked.chosen(answers, question), error),
        "number": number,
        "total": total,
        "answered": asked.answered(answers, asked.every[:total]),
        "is_last": number in (len(asked.first), len(asked.every)),
        "show": "more" if number > len(asked.first) else "all",
    }
    return render(request, "careers/mine/tools_question.html", context)


def _after(request: HttpRequest, asked: Asked, number: int) -> str:
    """Where the button leads that was pressed under a question."""
    if "stop" in request.POST:
        return reverse(asked.url_name)
    if "back" in request.POST:
        return f"{reverse(asked.url_name)}?item={max(number - 1, 1)}#question"
    return question_address(asked, number + 1)


def _all_questions(request: HttpRequest, asked: Asked, part: int) -> HttpResponse:
    """A whole part on one page; what was answered is kept, what was not stays open."""
    questions = _part(asked, part)
    sent = Sent({})
    if request.method == "POST":
        sent = _sent(request, questions)
        if not sent.errors:
            name = asked.url_name if "stop" in request.POST else f"{asked.url_name}-results"
            return _kept(request, asked, sent.given, reverse(name))
    answers = record_of(request).answers
    offset = len(asked.first) if part else 0
    rows = [
        Row(number, one, _chosen(asked, answers, one, sent), sent.errors.get(one.key, ""))
        for number, one in enumerate(questions, offset + 1)
    ]
    context = {
        "asked": asked,
        "rows": rows,
        "stem": asked.stem_more if part else asked.stem_all,
        "errors": [row for row in rows if row.error],
        "answered": asked.answered(answers, questions),
        "is_more": bool(part),
        "show": "more" if part else "all",
        "first_item": offset + 1,
    }
    return render(request, "careers/mine/tools_all.html", context)


def _chosen(asked: Asked, answers: Answers, question: Question, sent: Sent) -> str:
    return sent.given.get(question.key) or asked.chosen(answers, question)


def _sent(request: HttpRequest, questions: Sequence[Question]) -> Sent:
    """The answers in a form, and an error for each that is none of the options."""
    sent = Sent({})
    for question in questions:
        value = request.POST.get(PREFIX + question.key, "")
        if value in {option.value for option in question.options}:
            sent.given[question.key] = value
        elif value:
            sent.errors[question.key] = UNKNOWN
    return sent


def _kept(request: HttpRequest, asked: Asked, given: Given, address: str) -> HttpResponse:
    """Keep what was given and go to the address; without an answer nothing is kept."""
    if not given:
        return redirect(address)
    return changed(request, lambda answers: asked.with_given(answers, given), address)


def changed(
    request: HttpRequest, change: Callable[[Answers], Answers], address: str
) -> HttpResponse:
    """Change the reader's answers and go to an address, which must hold none of them.

    Nothing is kept, and no cookie set, for somebody who has answered nothing yet.
    """
    if not record_of(request) and change(Answers()) == Answers():
        return redirect(address)

    def of_record(record: Record) -> Record:
        return msgspec.structs.replace(record, answers=change(record.answers))

    return keep(request, redirect(address), of_record)
