"""The addresses and groups of descriptors."""

from __future__ import annotations

import pytest

from careers.models import Domain, Element, ElementWords
from careers.profiles.elements import GROUPS, element_rows, group_of

pytestmark = pytest.mark.django_db


def slugs() -> dict[str, str]:
    return {row.code: row.slug for row in element_rows()}


def test_element_has_the_address_of_its_words_else_of_its_name() -> None:
    Element.objects.create(code="2.A.1.a", name="Reading Comprehension", domain=Domain.SKILL)
    Element.objects.create(code="1.A.3.b.1", name="Stamina", domain=Domain.ABILITY)
    ElementWords.objects.create(element_id="2.A.1.a", slug="reading", summary="Reading.")
    assert slugs() == {"2.A.1.a": "reading", "1.A.3.b.1": "stamina"}


def test_names_that_clash_have_their_domain_in_the_address() -> None:
    Element.objects.create(code="2.A.1.e", name="Mathematics", domain=Domain.SKILL)
    Element.objects.create(code="2.C.4.a", name="Mathematics", domain=Domain.KNOWLEDGE)
    assert slugs() == {"2.A.1.e": "mathematics-skill", "2.C.4.a": "mathematics-knowledge"}
    assert {row.label for row in element_rows()} == {
        "Mathematics (skill)",
        "Mathematics (knowledge)",
    }
    ElementWords.objects.create(element_id="2.A.1.e", slug="mathematics", summary="Numbers.")
    assert slugs() == {"2.A.1.e": "mathematics", "2.C.4.a": "mathematics-knowledge"}


def test_interests_and_values_have_no_page() -> None:
    Element.objects.create(code="1.B.1.a", name="Realistic", domain=Domain.INTEREST)
    Element.objects.create(code="1.B.2.a", name="Achievement", domain=Domain.VALUE)
    assert element_rows() == []


@pytest.mark.parametrize(
    ("code", "group"),
    [
        ("2.B.3.e", "Technical work"),
        ("2.C.1.a", "Business and offices"),
        ("2.C.10", "Transport"),
        ("2.C.6", "Teaching"),
        ("1.D.4.b", "Work styles"),
        ("9.Z", "Others"),
    ],
)
def test_group_is_told_by_how_the_code_begins(code: str, group: str) -> None:
    assert group_of(code) == group


def test_groups_have_one_name_each() -> None:
    assert len({name for _, name in GROUPS}) == len(GROUPS)
