"""Places in a real browser: choosing one, going on with it, letting it go."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from careers.models import Area, PriceParity, Release, Wage
from tests.support.browser import LOOKS, Look, Visit, at, axe, sideways_overflow
from tests.views import made

SEATTLE = "metro-0042660"
STATES = ("CT", "DC", "DE", "MA", "MD", "NH", "NJ", "RI", "VT")
"""Those whose marks stand closest on the map."""
GUIDE = "/careers/software-systems-engineer/"


@pytest.fixture
def world(db: None) -> made.World:
    """The made world with a guide, states, and pay of all occupations together everywhere."""
    world = made.world()
    prices = Release.objects.get(source="parities")
    for number, state in enumerate(STATES):
        code = f"{90 + number}00000"
        area = Area.objects.create(
            code=code, kind="state", name=state, slug=state.lower(), state_abbr=state
        )
        PriceParity.objects.create(release=prices, area=area, line=1, year=2024, value=90 + number)
    for area in Area.objects.all():
        Wage.objects.create(
            release=world.wages,
            area=area,
            code="00-0000",
            employment=1_000_000,
            a10=30_000,
            a50=50_000,
            a90=100_000,
        )
    made.guide(world)
    return world


def test_reader_chooses_a_place_from_a_guide_and_lets_it_go(
    world: made.World, visit: Callable[[Look], Visit]
) -> None:
    page = visit(Look(360, javascript=False)).open(GUIDE)
    page.get_by_role("link", name="Choose your place").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Choose a place")
    page.get_by_label("State, town or metropolitan area").fill("tacoma")
    page.get_by_role("button", name="Find").click()
    page.get_by_role("link", name="Seattle-Tacoma-Bellevue, WA").click()
    at(page, f"{GUIDE}?place={SEATTLE}")
    expect(page.get_by_role("main")).to_contain_text("Middle pay in Seattle-Tacoma-Bellevue, WA")
    page.get_by_role("link", name="Show the whole nation").click()
    at(page, GUIDE)
    assert "Seattle-Tacoma-Bellevue, WA, a year" not in page.get_by_role("main").inner_text()


@pytest.mark.parametrize(
    "address",
    ["/careers/", "/compare/", "/search/?q=software", "/skills/", "/sectors/engineering/", "/"],
)
def test_place_is_carried_through_every_page_and_back_to_a_guide(
    world: made.World, visit: Callable[[Look], Visit], address: str
) -> None:
    visitor = visit(Look())
    joint = "&" if "?" in address else "?"
    page = visitor.open(f"{address}{joint}place={SEATTLE}")
    bar = page.locator(".place-bar")
    expect(bar).to_contain_text("Seattle-Tacoma-Bellevue, WA")
    lost = page.eval_on_selector_all(
        "a[href^='/']:not([data-place-free]):not([href^='/static'])",
        "links => links.map(link => link.getAttribute('href'))"
        ".filter(href => !href.includes('place='))",
    )
    assert lost == []
    fields = page.eval_on_selector_all(
        "form[method=get]:not([data-place-free])",
        "forms => forms.filter(form => !form.querySelector('[name=place]')).length",
    )
    assert fields == 0
    bar.get_by_role("link", name="Show the whole nation").click()
    expect(page.locator(".place-bar")).to_have_count(0)
    assert "place=" not in page.url


def test_place_is_kept_on_a_walk_from_guide_to_guide(
    world: made.World, visit: Callable[[Look], Visit]
) -> None:
    page = visit(Look()).open(f"{GUIDE}?place={SEATTLE}")
    page.get_by_role("navigation", name="Site").get_by_role("link", name="Sectors").click()
    page.get_by_role("main").get_by_role("link", name="Engineering").first.click()
    page.get_by_role("main").get_by_role("link", name="Software Systems Engineer").first.click()
    page.wait_for_url(f"**{GUIDE}?place={SEATTLE}")
    page.get_by_role("banner").locator("[name=q]").fill("software systems")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/search/?place={SEATTLE}&q=software+systems")
    data = page.request.get(f"{GUIDE[:-1]}.json?place={SEATTLE}").json()
    assert data["place"]["slug"] == SEATTLE


def test_role_in_a_place_leads_on_to_places_nearby(
    world: made.World, visit: Callable[[Look], Visit]
) -> None:
    page = visit(Look()).open(f"{GUIDE}in/{SEATTLE}/")
    page.locator("#near").get_by_role("link").first.click()
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_contain_text("Software Systems Engineer in San Jose")
    page.get_by_role("link", name="All work in this place").click()
    expect(heading).to_have_text("San Jose-Sunnyvale-Santa Clara, CA")
    page.get_by_role("link", name="Use this place on every page").click()
    at(page, "/careers/?place=metro-0041940")


def test_states_on_the_map_lead_to_their_pages(
    world: made.World, visit: Callable[[Look], Visit]
) -> None:
    page = visit(Look()).open("/places/")
    page.locator(".chart-states").get_by_role("link", name="RI: $").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("RI")
    narrow = visit(Look(360)).open("/places/")
    expect(narrow.locator(".chart-states")).not_to_be_visible()
    expect(narrow.locator("#states").get_by_role("link", name="RI", exact=True)).to_be_visible()


@pytest.mark.parametrize(
    ("path", "table"),
    [
        ("/places/", "#states-table"),
        ("/places/", "#areas-table"),
        (f"/places/{SEATTLE}/", "#largest-table"),
        (f"/places/{SEATTLE}/", "#near-table"),
        (f"{GUIDE}in/{SEATTLE}/", "#beside-table"),
        (f"{GUIDE}places/", "#places-table"),
        (GUIDE, "#places-table"),
    ],
)
def test_figures_of_a_place_stand_under_its_name_on_a_phone(
    world: made.World, visit: Callable[[Look], Visit], path: str, table: str
) -> None:
    page = visit(Look(360)).open(path)
    row = page.locator("table", has=page.locator(table)).locator("tbody tr").first
    name = row.locator("th").bounding_box()
    assert name is not None
    cells = row.locator("td").all()
    assert len(cells) >= 3
    for cell in cells:
        box = cell.bounding_box()
        assert box is not None
        assert box["y"] >= name["y"] + name["height"] - 1
        assert box["x"] + box["width"] <= 360
        assert cell.evaluate("td => td.scrollWidth <= td.clientWidth")
    labels = row.locator("td").evaluate_all(
        "cells => cells.map(cell => getComputedStyle(cell, '::before').content)"
    )
    assert labels[0] == '"Middle pay"'
    assert '"Jobs"' in labels
    assert '""' not in labels
    wide = visit(Look(1280)).open(path)
    heads = wide.locator("table", has=wide.locator(table)).locator("thead th")
    expect(heads.nth(1)).to_contain_text("Middle")
    expect(heads.nth(1)).to_be_visible()


def test_table_wider_than_a_phone_has_a_shade_where_it_goes_on(
    world: made.World, visit: Callable[[Look], Visit]
) -> None:
    page = visit(Look(360)).open(f"{GUIDE}working/")
    wider = page.locator(".scroll", has=page.locator(".table-wide")).first
    assert wider.evaluate("region => region.scrollWidth > region.clientWidth")
    shades = wider.evaluate("region => getComputedStyle(region).backgroundAttachment")
    assert shades == "local, local, scroll, scroll"


@pytest.mark.parametrize(
    "path", ["/places/", "/places/?q=tacoma", f"/places/{SEATTLE}/", f"{GUIDE}in/{SEATTLE}/"]
)
def test_page_of_places_is_accessible_and_fits_in_every_look(
    world: made.World, visit: Callable[[Look], Visit], path: str
) -> None:
    for look in LOOKS:
        page = visit(look).open(path)
        assert axe(page) == [], str(look)
        assert sideways_overflow(page) == 0, str(look)
