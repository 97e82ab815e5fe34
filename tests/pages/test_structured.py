"""Questions and answers, and what search engines read: the page's own figures, safely."""

import json
from typing import Any

import pytest

from careers.models import CurrentReleases
from careers.pages import structured
from careers.profiles.types import (
    AT_LEAST,
    DERIVED,
    NOT_PUBLISHED,
    Education,
    EducationLevel,
    EntryEducation,
    Figure,
    Figures,
    Profile,
    ScaleRow,
    SkillRow,
)

NO_RELEASES = CurrentReleases(*(None,) * 9, wage_history=())
CRUMBS = [("Sectors", "https://w.test/sectors/"), ("Welder", "https://w.test/careers/welder/")]


def figure(value: float | None, unit: str, status: str = DERIVED) -> Figure:
    return Figure(value, unit, status if value is not None else NOT_PUBLISHED, "Merged.", ("R 1",))


def figures(annual: tuple[float | None, ...], top: str = DERIVED) -> Figures:
    pay = [figure(wage, "dollars a year") for wage in annual[:4]]
    return Figures(
        jobs=figure(2_367_500, "jobs"),
        growth=figure(-3.4, "percent"),
        openings=figure(160_500, "jobs a year"),
        annual=(*pay, figure(annual[4], "dollars a year", top)),
        hourly=tuple(figure(wage, "dollars an hour") for wage in (20, 25, 30.5, 40, 50)),
    )


PAY = (73_990.4, 97_850.0, 129_706.0, 166_452.0, 206_822.0)


def profile(**fields: Any) -> Profile:
    values: dict[str, Any] = {
        "kind": "role",
        "slug": "welder",
        "title": "Welder",
        "url": "/careers/welder/",
        "occupations": (),
        "codes": (),
        "releases": NO_RELEASES,
        "figures": figures(PAY),
    }
    return Profile(**(values | fields))


FULL = {
    "core_skills": (SkillRow("2.A", "Reading Comprehension", "skill", 3.8, 3.3),),
    "distinctive": (SkillRow("2.B", "Programming", "skill", 3.7, 1.6),),
    "interests": tuple(
        ScaleRow(name, name, name[0], 5, 1, 7)
        for name in ("Investigative", "Conventional", "Realistic")
    ),
    "education": Education(
        levels=(EducationLevel("Bachelor's degree", 49),),
        sentence="about half hold a bachelor's degree",
        short="Bachelor's degree",
        entry=(EntryEducation("Bachelor's degree", 100, "None", "None"),),
        source="Attainment 2022",
        entry_source="Projections",
    ),
}


def graph(made: Profile, summary: str = "You weld.") -> dict[str, Any]:
    text = structured.guide_jsonld(made, summary, structured.questions(made, summary), CRUMBS)
    return {part["@type"]: part for part in json.loads(text)["@graph"]}


def test_questions_open_with_the_summary() -> None:
    first = structured.questions(profile(), "You join metal.")[0]
    assert first == structured.Question("What does a Welder do?", "You join metal.")


def test_answers_give_the_figures_of_the_page_with_their_release() -> None:
    made = profile()
    answers = " ".join(item.answer for item in structured.questions(made, "You weld."))
    assert made.figures is not None
    for part in (*made.figures.annual[::2], made.figures.growth, made.figures.openings):
        assert part.text in answers
    assert "decline" in answers
    assert answers.count("(R 1)") == 4


def test_answers_say_the_figures_are_the_wider_categorys() -> None:
    answers = " ".join(item.answer for item in structured.questions(profile(), "You weld."))
    assert "wider occupational category" in answers
    assert "level, specialty and place" in answers


def test_questions_leave_out_what_is_not_known() -> None:
    assert len(structured.questions(profile(figures=None), "You weld.")) == 1


def test_questions_of_a_full_guide_cover_skills_interests_and_schooling() -> None:
    answers = " ".join(item.answer for item in structured.questions(profile(**FULL), "You weld."))
    for piece in ("reading comprehension", "programming", "ICR", "about half hold", "Attainment"):
        assert piece in answers


def test_hourly_pay_is_asked_where_no_annual_pay_is_published() -> None:
    made = profile(figures=figures((None,) * 5))
    answer = structured.questions(made, "You play.")[1].answer
    assert "$30.50 an hour" in answer


def test_open_ended_pay_is_spoken_as_at_least() -> None:
    made = profile(figures=figures(PAY, AT_LEAST))
    answer = structured.questions(made, "You operate.")[1].answer
    assert "one in ten at least $207K." in answer


@pytest.mark.parametrize(
    ("title", "article"),
    [
        ("Electrician", "an"),
        ("Welder", "a"),
        ("User Researcher", "a"),
        ("University Registrar", "a"),
        ("Usher", "an"),
        ("Urban Planner", "an"),
        ("Eulogist", "a"),
    ],
)
def test_article_follows_the_sound(title: str, article: str) -> None:
    assert structured.article(title) == article


def test_salary_is_the_wider_categorys_distribution_a_year() -> None:
    salary = graph(profile())["Occupation"]["estimatedSalary"][0]
    assert salary["@type"] == "MonetaryAmountDistribution"
    assert (salary["duration"], salary["currency"]) == ("P1Y", "USD")
    assert salary["percentile10"] == 73_990
    assert salary["median"] == 129_706
    assert salary["percentile90"] == 206_822
    assert "wider occupational category" in salary["name"]


def test_salary_leaves_out_a_percentile_known_only_as_at_least() -> None:
    salary = graph(profile(figures=figures(PAY, AT_LEAST)))["Occupation"]["estimatedSalary"][0]
    assert "percentile90" not in salary
    assert salary["percentile75"] == 166_452


@pytest.mark.parametrize("none", [None, figures((None,) * 5)], ids=["no figures", "hourly only"])
def test_salary_is_absent_where_no_annual_pay_is_published(none: Figures | None) -> None:
    assert "estimatedSalary" not in graph(profile(figures=none))["Occupation"]


def test_breadcrumbs_count_from_one_with_absolute_addresses() -> None:
    items = graph(profile())["BreadcrumbList"]["itemListElement"]
    assert [(item["position"], item["name"], item["item"]) for item in items] == [
        (1, *CRUMBS[0]),
        (2, *CRUMBS[1]),
    ]


def test_faq_repeats_the_questions_of_the_page() -> None:
    made = profile(**FULL)
    asked = structured.questions(made, "You weld.")
    entries = graph(made)["FAQPage"]["mainEntity"]
    assert [(e["name"], e["acceptedAnswer"]["text"]) for e in entries] == [
        (item.question, item.answer) for item in asked
    ]


def test_structured_data_cannot_leave_its_script() -> None:
    hostile = "</script><script>alert(1)</script><!-- & "
    text = structured.guide_jsonld(
        profile(title=hostile), hostile, structured.questions(profile(), hostile), CRUMBS
    )
    assert not set("<>&") & set(text)
    assert json.loads(text)["@graph"][0]["name"] == hostile
