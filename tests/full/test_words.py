"""That our words reach every fact, and that every address of a skill or technology is one."""

from __future__ import annotations

import pytest

from careers.models import (
    Domain,
    Element,
    ElementWords,
    Occupation,
    OccupationWords,
    Release,
    TechnologyUse,
    technology_slug,
)
from careers.profiles.elements import element_rows

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("embedded_facts")]


def test_every_occupation_has_words() -> None:
    assert OccupationWords.objects.count() == Occupation.objects.count() == 1016


def test_every_skill_and_knowledge_area_has_words_and_examples() -> None:
    described = Element.objects.filter(domain__in=(Domain.SKILL, Domain.KNOWLEDGE))
    words = ElementWords.objects.filter(element__in=described).exclude(low="")
    assert words.count() == described.count() == 35 + 33


def test_every_descriptor_has_an_address_of_its_own_and_a_group() -> None:
    rows = element_rows()
    assert len({row.slug for row in rows}) == len(rows) == 182
    assert [row.code for row in rows if row.group == "Others"] == []


def test_every_technology_has_an_address_of_its_own() -> None:
    uses = TechnologyUse.objects.filter(release=Release.objects.current().onet)
    names = set(uses.values_list("example", flat=True).distinct())
    assert len({technology_slug(name) for name in names}) == len(names) > 8_000
