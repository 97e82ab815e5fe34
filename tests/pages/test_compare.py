"""The rows of a comparison, and what it says cannot be compared."""

import pytest

from careers import profiles
from careers.listings.places import parity_of, place_row
from careers.models import (
    Area,
    CrosswalkEntry,
    JobTitle,
    MoveKind,
    Occupation,
    RelatedCareer,
    Role,
    SocGroup,
)
from careers.pages.compare import comparison
from careers.pages.compared import WIDER, Compared, Comparison, Row, is_wider, named_apart
from tests.views import made


@pytest.fixture
def world(db: None) -> made.World:
    world = made.world()
    made.title("Actor", ("27-2011.00",), world.onet)
    made.title("Software Developer", ("15-1252.00",), world.onet)
    made.title("Coder", ("15-1252.00",), world.onet)
    made.title("Tester", ("15-1253.00",), world.onet)
    return world


def title(slug: str, area: Area | None = None) -> Compared:
    """A bare title as the view hands it on."""
    areas = [area.code] if area else []
    profile = profiles.for_title(JobTitle.objects.get(slug=slug), areas=areas)
    rows = profile.places.rows if profile.places else ()
    absent = place_row(area, None, parity_of(area)) if area else None
    return Compared(slug, profile, profile.title, "It is work.", place=rows[0] if rows else absent)


def occupation(code: str) -> Compared:
    profile = profiles.for_occupation(Occupation.objects.get(code=code), areas=())
    return Compared(code, profile, profile.title, "")


def guide(role: Role, thrives: tuple[str, ...] = (), hard_for: tuple[str, ...] = ()) -> Compared:
    profile = profiles.for_role(role, areas=())
    return Compared(role.slug, profile, role.title, "It is work.", "Mid", thrives, hard_for)


def row(found: Comparison, key: str) -> Row:
    [one] = [one for group in found.groups for one in group.rows if one.key == key]
    return one


def texts(found: Comparison, key: str) -> list[str]:
    return [cell.text for cell in row(found, key).cells]


def test_rows_are_the_same_for_each_role(world: made.World) -> None:
    found = comparison([title("software-developer"), title("tester")])
    assert found.title == "Software Developer and Tester compared"
    assert texts(found, "pay") == ["$136K", "$104K"]
    assert row(found, "pay").says == "Software Developer: about $32K more than Tester."
    assert texts(found, "pay_range") == ["$82.5K to $215K", "$61.4K to $167K"]
    assert row(found, "growth").says == "Software Developer: 6 percentage points more than Tester."
    assert row(found, "openings").says == "Software Developer: about 8 times as many as Tester."
    assert texts(found, "zone") == ["4 of 5", "4 of 5"]
    assert texts(found, "holland")[0] == "ICR: Investigative, Conventional and Realistic"
    assert row(found, "holland").says == "Shared: I, C and R."
    assert row(found, "entry").says == "The same for both."
    for group in found.groups:
        for one in group.rows:
            assert [cell.role for cell in one.cells] == ["Software Developer", "Tester"]


def test_growth_has_the_word_of_bls(world: made.World) -> None:
    cells = row(comparison([title("software-developer"), title("actor")]), "growth").cells
    assert cells[0].notes == ("much faster than average",)
    assert cells[0].mark == "highest"


def test_pay_by_the_hour_has_a_row_of_its_own_and_a_caution(world: made.World) -> None:
    found = comparison([title("actor"), title("software-developer")])
    assert texts(found, "pay") == ["—", "$136K"]
    assert row(found, "pay").says == ""
    assert row(found, "pay").cells[0].notes == ("not published",)
    assert texts(found, "pay_hourly")[0] == "$29.10 an hour"
    assert any("Published by the hour only" in caution for caution in found.cautions)
    keys = [one.key for one in comparison([title("tester"), title("coder")]).groups[0].rows]
    assert "pay_hourly" not in keys


def test_roles_in_one_code_are_said_to_have_one_set_of_figures(world: made.World) -> None:
    found = comparison([title("software-developer"), title("coder")])
    assert row(found, "pay").says == "The same for both, as rounded."
    assert any("BLS counts both in Software developers (15-1252)" in c for c in found.cautions)


def test_roles_that_share_a_code_are_said_to_overlap(world: made.World) -> None:
    found = comparison([title("software-systems-engineer"), title("tester")])
    assert any("in part they describe the same jobs" in caution for caution in found.cautions)
    assert not any("counts both in" in caution for caution in found.cautions)


def test_figures_of_a_wider_group_are_shown_but_not_ranked(world: made.World) -> None:
    found = comparison([occupation("15-1299.08"), title("software-developer"), title("tester")])
    cell = row(found, "pay").cells[0]
    assert cell.text == "$117K"
    assert cell.mark == ""
    assert cell.notes == (WIDER,)
    assert row(found, "jobs").says.startswith("Software Developer: about")
    wider = [caution for caution in found.cautions if "in a wider group" in caution]
    assert len(wider) == 1
    assert "Computer occupations, all other (15-1299)" in wider[0]


def test_group_is_wider_only_where_no_occupation_fills_its_code(world: made.World) -> None:
    assert is_wider(occupation("15-1299.08").profile)
    assert not is_wider(title("software-systems-engineer").profile)
    assert not is_wider(title("tester").profile)


def test_occupation_that_bls_does_not_count_is_said_so_once(world: made.World) -> None:
    soc = SocGroup.objects.create(code="55-1011", title="Officers", level="detailed")
    Occupation.objects.create(code="55-1011.00", title="Officers", soc=soc)
    assert not CrosswalkEntry.objects.filter(occupation="55-1011.00").exists()
    found = comparison([occupation("55-1011.00"), title("tester")])
    assert texts(found, "pay") == ["—", "$104K"]
    assert [c for c in found.cautions if "Officers" in c] == [
        "Officers: BLS publishes neither pay nor projections for it."
    ]


def test_figures_in_a_place_stand_above_those_of_the_nation(world: made.World) -> None:
    area = Area.objects.get(code="0041940")
    found = comparison([title("software-developer", area), title("tester", area)], area.name)
    assert [group.title for group in found.groups[:2]] == [f"In {area.name}", "The nation"]
    assert texts(found, "pay_there") == ["$204K", "$156K"]
    assert texts(found, "pay_real") == ["$185K", "$142K"]
    assert row(found, "pay_there").says == "Software Developer: about $48K more than Tester."
    assert texts(found, "pay") == ["$136K", "$104K"]
    assert "OEWS May 2025: pay, pay there and jobs there" in found.sources
    assert "Regional price parities 2024: prices there" in found.sources


def test_place_that_publishes_nothing_for_a_role_is_a_dash(world: made.World) -> None:
    area = Area.objects.get(code="0010180")
    found = comparison([title("software-developer", area), title("tester", area)], area.name)
    assert texts(found, "pay_there") == ["$136K", "—"]
    assert row(found, "pay_there").cells[1].notes == ("not published",)
    assert any(caution.startswith("Middle pay there: not pub") for caution in found.cautions)


def test_points_are_those_of_guides_alone(world: made.World) -> None:
    role = made.guide(world)
    points = ("One.", "Two.", "Three.", "Four.")
    found = comparison([guide(role, thrives=points, hard_for=points[:1]), title("tester")])
    assert row(found, "thrives").cells[0].items == points[:3]
    assert row(found, "thrives").cells[1].notes == ("no guide yet",)
    bare = comparison([title("coder"), title("tester")])
    assert "thrives" not in [one.key for group in bare.groups for one in group.rows]


def test_moves_are_given_in_both_directions(world: made.World) -> None:
    one = made.guide(world)
    other = made.guide(world, slug="architect", title="Architect", level="senior")
    RelatedCareer.objects.create(role=one, to=other, kind=MoveKind.UP, reason="More to decide.")
    RelatedCareer.objects.create(role=other, to=one, kind=MoveKind.BACK, reason="Less to decide.")
    moves = comparison([guide(one), guide(other), title("tester")]).moves
    assert [(move.start, move.end, move.kind, move.reason) for move in moves] == [
        ("Software Systems Engineer", "Architect", "Step up", "More to decide."),
        ("Architect", "Software Systems Engineer", "Step back", "Less to decide."),
    ]


def test_move_to_a_role_that_is_not_compared_is_left_out(world: made.World) -> None:
    one = made.guide(world)
    other = made.guide(world, slug="architect", title="Architect")
    RelatedCareer.objects.create(role=one, to=other, kind=MoveKind.UP, reason="More to decide.")
    found = comparison([guide(one), title("tester")])
    assert found.moves == ()
    assert not found.has_guides


def test_what_all_lists_hold_is_said(world: made.World) -> None:
    found = comparison([title("software-developer"), title("tester"), title("actor")])
    shared = "In all that have any: Reading Comprehension and Programming."
    assert row(found, "core").says == shared
    assert row(found, "core").cells[2].notes == ("not rated",)


def test_roles_of_one_title_are_named_apart() -> None:
    roles = [("Actors", "occupation"), ("Actors", "title"), ("Nurse", "role")]
    assert named_apart(roles) == ["Actors (occupation)", "Actors (job title)", "Nurse"]
