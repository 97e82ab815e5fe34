"""What search engines read and the questions people ask: from the page's own figures."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from careers.profiles.types import PUBLISHED, Figure, Figures, Profile
from careers.profiles.wording import listed

_ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}
_VOWELS = tuple("aeiou")
_YOO = ("uni", "use", "eu", "one", "ubi", "ura")


@dataclass(frozen=True, slots=True)
class Question:
    """A question and its answer, both plain text."""

    question: str
    answer: str


def questions(profile: Profile, summary: str) -> tuple[Question, ...]:
    """Questions about a guide's role; the first answer is its summary, the rest its figures."""
    role = f"{article(profile.title)} {profile.title}"
    found = [Question(f"What does {role} do?", summary)]
    if profile.figures is not None:
        found += _figure_questions(role, profile.figures)
    if profile.education is not None and profile.education.sentence:
        answer = f"Of the people in this work, {profile.education.sentence}"
        found.append(
            Question(f"What education does {role} have?", _cited(answer, profile.education.source))
        )
    if profile.core_skills:
        names = listed([row.name.lower() for row in profile.core_skills[:5]])
        answer = f"O*NET rates these as most important: {names}"
        found.append(Question(f"Which skills does {role} need?", _sentence(answer)))
    if profile.distinctive:
        names = listed([row.name.lower() for row in profile.distinctive[:4]])
        answer = f"Further above the average of all occupations than anything else: {names}"
        found.append(Question("What sets the role apart?", _sentence(answer)))
    if profile.holland_code:
        names = listed([row.name.lower() for row in profile.interests[:3]])
        answer = f"Its Holland code is {profile.holland_code}: {names} work"
        found.append(Question("Which interests does it suit?", _sentence(answer)))
    return tuple(found)


def _figure_questions(role: str, figures: Figures) -> list[Question]:
    found = []
    pay = figures.shown_pay
    if pay[2].value is not None:
        answer = (
            f"The middle pay is {spoken(pay[2])} {pay[2].unit.removeprefix('dollars ')}; one in ten"
            f" earns less than {spoken(pay[0])}, and one in ten {_top(pay[4])}."
            " These are figures of the wider occupational category; your own depends on level,"
            " specialty and place"
        )
        found.append(Question(f"How much does {role} earn?", _cited(answer, pay[2].source)))
    if figures.growth.value is not None:
        answer = (
            f"Projected change in jobs over ten years: {figures.growth.text}, {figures.growth_word}"
        )
        found.append(Question("Is the field growing?", _cited(answer, figures.growth.source)))
    if figures.openings.value is not None:
        answer = (
            f"About {figures.openings.text} a year, those of people who leave or retire included"
        )
        found.append(
            Question("How many openings are there?", _cited(answer, figures.openings.source))
        )
    if figures.jobs.value is not None:
        answer = f"{figures.jobs.text} jobs in the wider category, the self-employed included"
        found.append(Question("How many people do this work?", _cited(answer, figures.jobs.source)))
    return found


def spoken(figure: Figure) -> str:
    """A figure inside a sentence: "at least $239K" rather than "$239K+"."""
    text = figure.text
    return f"at least {text.removesuffix('+')}" if text.endswith("+") else text


def _top(figure: Figure) -> str:
    """What the best-paid tenth earns: at least that percentile where it is open-ended."""
    return spoken(figure) if figure.text.endswith("+") else f"more than {figure.text}"


def article(title: str) -> str:
    """The indefinite article of a title: an Electrician, a User Researcher."""
    word = title.lower()
    return "an" if word.startswith(_VOWELS) and not word.startswith(_YOO) else "a"


def _sentence(text: str) -> str:
    return text if text.endswith(".") else f"{text}."


def _cited(text: str, source: str) -> str:
    return f"{text} ({source})." if source else _sentence(text)


def guide_jsonld(
    profile: Profile,
    summary: str,
    asked: Sequence[Question],
    crumbs: Sequence[tuple[str, str]],
) -> SafeString:
    """Occupation, BreadcrumbList and FAQPage of a guide, safe inside a script element.

    `crumbs` are names with absolute addresses, the guide's own last.
    """
    return script([_occupation(profile, summary, crumbs[-1][1]), _breadcrumbs(crumbs), _faq(asked)])


def term_jsonld(name: str, description: str, crumbs: Sequence[tuple[str, str]]) -> SafeString:
    """DefinedTerm and BreadcrumbList of a page about a term; the crumb before its own is its set.

    `crumbs` are names with absolute addresses, the term's own last.
    """
    term = {
        "@type": "DefinedTerm",
        "name": name,
        "description": description,
        "url": crumbs[-1][1],
        "inDefinedTermSet": crumbs[-2][1],
    }
    return script([term, _breadcrumbs(crumbs)])


def script(graph: Sequence[dict[str, Any]]) -> SafeString:
    """Linked data as the text of a script element, nothing in it that could end the element."""
    text = json.dumps({"@context": "https://schema.org", "@graph": graph}, ensure_ascii=False)
    return mark_safe(text.translate(_ESCAPES))  # noqa: S308


def _occupation(profile: Profile, summary: str, url: str) -> dict[str, Any]:
    data: dict[str, Any] = {
        "@type": "Occupation",
        "name": profile.title,
        "description": summary,
        "mainEntityOfPage": url,
        "occupationLocation": [{"@type": "Country", "name": "United States"}],
        "occupationalCategory": [f"{row.code} {row.title}" for row in profile.occupations],
    }
    salary = _salary(profile.figures) if profile.figures else None
    if salary:
        data["estimatedSalary"] = [salary]
    if profile.core_skills:
        data["skills"] = ", ".join(row.name for row in profile.core_skills)
    if profile.education and profile.education.entry:
        data["educationRequirements"] = profile.education.entry[0].name
    return data


def _salary(figures: Figures) -> dict[str, Any] | None:
    """Annual pay; None where it is not published or only known as "at least"."""
    pay = figures.annual
    if any(figure.value is None for figure in pay):
        return None
    method = "as published" if pay[2].status == PUBLISHED else "merged from several codes"
    data: dict[str, Any] = {
        "@type": "MonetaryAmountDistribution",
        "name": f"Pay in the wider occupational category ({pay[2].source}, {method})",
        "currency": "USD",
        "duration": "P1Y",
    }
    names = ("percentile10", "percentile25", "median", "percentile75", "percentile90")
    for name, figure in zip(names, pay, strict=True):
        if not figure.text.endswith("+") and figure.value is not None:
            data[name] = round(figure.value)
    return data


def _breadcrumbs(crumbs: Sequence[tuple[str, str]]) -> dict[str, Any]:
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": place, "name": name, "item": url}
            for place, (name, url) in enumerate(crumbs, start=1)
        ],
    }


def _faq(asked: Sequence[Question]) -> dict[str, Any]:
    return {
        "@type": "FAQPage",
        "mainEntity": [
            {
                "@type": "Question",
                "name": item.question,
                "acceptedAnswer": {"@type": "Answer", "text": item.answer},
            }
            for item in asked
        ],
    }
