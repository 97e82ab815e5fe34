"""Figure tokens in prose."""

import pytest

from careers import profiles
from careers.models import Occupation, Role
from careers.profiles.prose import TOKENS, UNKNOWN, fill

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_world")]


@pytest.fixture
def nurse() -> profiles.Profile:
    return profiles.for_occupation(Occupation.objects.get(code="29-1141.00"))


@pytest.mark.parametrize(
    ("token", "text"),
    [
        ("pay_median", "$97.6K"),
        ("pay_range", "$68.9K to $137K"),
        ("jobs", "3.39 million"),
        ("growth", "5%"),
        ("growth_word", "faster than average"),
        ("entry_education", "Bachelor&#x27;s degree"),
    ],
)
def test_token_becomes_the_pages_own_figure(token: str, text: str, nurse: profiles.Profile) -> None:
    assert fill(f"<p>{{{token}}}</p>", nurse) == f"<p>{text}</p>"


def test_every_token_has_a_meaning_and_a_value(nurse: profiles.Profile) -> None:
    for token, (meaning, _) in TOKENS.items():
        assert meaning
        assert fill(f"{{{token}}}", nurse) not in ("", UNKNOWN, f"{{{token}}}")


def test_token_of_a_figure_that_is_not_published_says_so() -> None:
    soldier = profiles.for_occupation(Occupation.objects.get(code="55-1011.00"))
    for token in TOKENS:
        assert fill(f"{{{token}}}", soldier) == UNKNOWN


def test_name_that_is_no_token_is_named_and_left_as_written(nurse: profiles.Profile) -> None:
    assert profiles.unknown_tokens("{pay_median} {pay_max} {x}") == ["pay_max", "x"]
    assert fill("{pay_max}", nurse) == "{pay_max}"


def test_plain_summary_has_neither_marks_nor_tokens(nurse: profiles.Profile) -> None:
    role = Role(summary="You *watch*\nover [patients](/x/) for {pay_median}.")
    assert profiles.plain_summary(role, nurse) == "You watch over patients for $97.6K."
