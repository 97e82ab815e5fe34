"""Journeys through the list of careers: filter and share, by link, form and script."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from careers.listings import build
from careers.models import ElementWords
from careers.views import explore
from tests.support.browser import Look, Visit, at
from tests.views import made

BOTH = [Look(360), Look(1280), Look(360, javascript=False), Look(1280, javascript=False)]
FOCUS = "() => document.activeElement.dataset.exploreControl"


@pytest.fixture
def world(db: None) -> made.World:
    world = made.world()
    ElementWords.objects.create(element_id="2.B.3.e", slug="programming", summary="Writing code.")
    made.guide(world)
    build.refresh_facts()
    return world


def filters(page: Page) -> None:
    """Open the filters, where they need a tap."""
    page.wait_for_load_state("load")
    if not page.get_by_label("Order", exact=True).is_visible():
        page.get_by_text("Filter and sort").click()


def titles(page: Page) -> list[str]:
    """The careers that the page shows."""
    return page.locator("main h2 a").all_inner_texts()


@pytest.mark.parametrize("look", BOTH, ids=str)
def test_reader_filters_shares_the_address_and_finds_the_same(
    world: made.World, visit: Callable[[Look], Visit], look: Look
) -> None:
    visitor = visit(look)
    page = visitor.open("/careers/")
    filters(page)
    page.get_by_role("link", name="Much faster than average").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("much faster")
    filters(page)
    page.get_by_label("Middle pay a year, at least").fill("$110,000")
    page.get_by_role("button", name="Show").click()
    heading = "Careers paying $110K or more, growing much faster than average"
    expect(page.get_by_role("heading", level=1)).to_have_text(heading)
    shown = titles(page)
    assert shown == [
        "Software Systems Engineer", "Software Developers", "Computer Systems Engineers/Architects",
    ]  # fmt: skip
    other = visit(Look()).open(page.url.removeprefix(visitor.origin))
    assert titles(other) == shown
    expect(other.get_by_role("heading", level=1)).to_have_text(heading)
    page.get_by_role("link", name="Remove Middle pay").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Careers growing much faster than average"
    )
    at(page, "/careers/?growth=much-faster")


@pytest.mark.parametrize("look", [Look(360), Look(360, javascript=False)], ids=str)
def test_first_screen_of_a_phone_holds_a_career(
    world: made.World, visit: Callable[[Look], Visit], look: Look
) -> None:
    page = visit(look).open("/careers/")
    box = page.get_by_text("Middle pay", exact=True).locator("visible=true").first.bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= 800


def test_script_swaps_without_reload_and_keeps_focus_and_history(
    world: made.World, visit: Callable[[Look], Visit]
) -> None:
    page = visit(Look(1280)).open("/careers/")
    page.evaluate("() => { window.stayed = true; }")
    page.locator("summary", has_text="Level").click()
    page.get_by_role("link", name="Mid 1 careers").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Mid-level careers")
    assert page.evaluate("() => window.stayed")
    assert page.evaluate(FOCUS) == "level=mid"
    assert page.title() == "Mid-level careers · Waymark"
    expect(page.locator("[data-explore-status]")).to_have_text(
        "1 career, guides first, then most jobs."
    )
    page.get_by_label("Order", exact=True).select_option("pay")
    expect(page.locator("[data-explore-count]")).to_contain_text("highest pay first")
    assert page.evaluate(FOCUS) == "sort"
    at(page, "/careers/?level=mid&sort=pay")
    page.go_back()
    expect(page.locator("[data-explore-count]")).to_contain_text("guides first")
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("Explore careers")
    page.go_forward()
    expect(page.get_by_role("heading", level=1)).to_have_text("Mid-level careers")
    assert page.evaluate("() => window.stayed")


def test_focus_goes_to_the_heading_where_the_control_is_gone(
    world: made.World, visit: Callable[[Look], Visit]
) -> None:
    page = visit(Look(1280)).open("/careers/?level=mid")
    page.get_by_role("link", name="Clear all").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Explore careers")
    assert page.evaluate(FOCUS) == "heading"


def test_careers_ticked_for_comparison_are_kept_while_filtering(
    world: made.World, visit: Callable[[Look], Visit]
) -> None:
    page = visit(Look(1280)).open("/careers/")
    page.get_by_label("Compare Actors").check()
    page.get_by_role("link", name="Much faster than average").click()
    expect(page.get_by_text("Comparing Actors: choose more")).to_be_visible()
    page.get_by_label("Compare Software Developers").check()
    page.get_by_role("button", name="Compare selected").click()
    page.wait_for_url("**/compare/?roles=*", wait_until="load")
    assert set(page.url.split("roles=")[1].split("&")[0].split(",")) == {
        "27-2011.00", "15-1252.00",
    }  # fmt: skip


def test_comparison_of_nothing_says_that_nothing_was_ticked(
    world: made.World, visit: Callable[[Look], Visit]
) -> None:
    page = visit(Look(1280)).open("/careers/")
    page.get_by_role("link", name="Much faster than average").click()
    at(page, "/careers/?growth=much-faster")
    page.get_by_role("button", name="Compare selected", exact=True).click()
    expect(page.get_by_text("No role was ticked.")).to_be_visible()


def test_careers_are_sent_to_comparison_without_javascript(
    world: made.World, visit: Callable[[Look], Visit]
) -> None:
    page = visit(Look(360, javascript=False)).open("/careers/?compare=27-2011.00&zone=4&kind=guide")
    page.get_by_label("Compare Software Systems Engineer").check()
    page.get_by_role("button", name="Compare selected").click()
    expect(page).to_have_url(re.compile("27-2011.00"))
    expect(page).to_have_url(re.compile("software-systems-engineer"))


def test_script_hands_over_to_the_browser_where_the_answer_is_no_list(
    world: made.World, visit: Callable[[Look], Visit]
) -> None:
    page = visit(Look(1280)).open("/careers/")
    page.evaluate("() => { window.stayed = true; window.fetch = () => Promise.reject(); }")
    page.get_by_role("link", name="Much faster than average").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Careers growing much faster than average"
    )
    assert not page.evaluate("() => window.stayed")


def test_place_is_kept_while_filtering_and_let_go(
    world: made.World, visit: Callable[[Look], Visit]
) -> None:
    page = visit(Look(1280)).open("/careers/?place=metro-0042660")
    page.get_by_role("link", name="$150K or more").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("in Seattle-Tacoma-Bellevue, WA")
    expect(page).to_have_url(re.compile("place=metro-0042660"))
    page.get_by_label("Order", exact=True).select_option("real")
    expect(page.locator("[data-explore-count]")).to_contain_text("national prices")
    expect(page).to_have_url(re.compile("place=metro-0042660"))
    page.get_by_role("link", name="Show the whole nation").click()
    expect(page).not_to_have_url(re.compile("place="))


def test_head_and_header_follow_the_address(
    world: made.World, visit: Callable[[Look], Visit]
) -> None:
    page = visit(Look(1280)).open("/careers/?place=metro-0042660")
    page.get_by_role("link", name="$150K or more").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("paying $150K")
    title = page.locator("meta[property='og:title']")
    expect(title).to_have_count(1)
    expect(title).to_have_attribute("content", re.compile(r"^Careers paying \$150K or more in"))
    for name in ("Choose a place", "Choose another"):
        link = page.locator("header").get_by_role("link", name=name, exact=True)
        expect(link).to_have_attribute("href", "/places/?for=/careers/%3Fpay%3D150000")
    page.get_by_role("link", name="Show the whole nation", exact=True).click()
    at(page, "/careers/?pay=150000")
    expect(page.locator("meta[name='robots']")).to_have_count(1)
    page.get_by_role("link", name="Clear all", exact=True).click()
    at(page, "/careers/")
    expect(page.locator("meta[name='robots']")).to_have_count(0)
    expect(page.locator("link[rel='canonical']")).to_have_count(1)


def test_paging_swaps_keeps_what_is_ticked_and_says_which_page(
    world: made.World, visit: Callable[[Look], Visit], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(explore, "CAREERS_A_PAGE", 2)
    page = visit(Look(360)).open("/careers/")
    page.evaluate("() => { window.stayed = true; }")
    first = page.get_by_role("checkbox").first
    key = first.get_attribute("value")
    first.check()
    page.get_by_role("link", name="Next", exact=True).click()
    at(page, f"/careers/?page=2&compare={key}#results")
    expect(page.get_by_text("Page 2 of 3", exact=True)).to_be_visible()
    expect(page.locator("[data-explore-status]")).to_have_text(
        "5 careers, guides first, then most jobs. Page 2 of 3"
    )
    expect(page.locator(f"input[type=hidden][name=roles][value='{key}']")).to_have_count(1)
    assert page.evaluate(FOCUS) == "results"
    expect(page.locator("#results")).to_be_in_viewport()
    page.get_by_role("link", name="Previous", exact=True).click()
    expect(page.get_by_text("Page 1 of 3", exact=True)).to_be_visible()
    expect(page.locator(f"input[name=roles][value='{key}']")).to_be_checked()
    assert page.evaluate("() => window.stayed")


def test_back_puts_the_focus_on_the_heading_and_says_the_count(
    world: made.World, visit: Callable[[Look], Visit]
) -> None:
    page = visit(Look(1280)).open("/careers/")
    page.get_by_role("link", name="Much faster than average").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("much faster")
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    expect(page.locator("[data-explore-status]")).to_have_text(
        "5 careers, guides first, then most jobs."
    )


def test_link_within_the_page_is_no_other_list(
    world: made.World, visit: Callable[[Look], Visit]
) -> None:
    page = visit(Look(1280)).open("/careers/")
    page.evaluate("() => { window.fetch = () => Promise.reject(new Error('asked again')); }")
    page.evaluate("() => { window.stayed = true; }")
    page.get_by_role("link", name="Skip to the content", exact=True).press("Enter")
    at(page, "/careers/#content")
    expect(page.get_by_role("main")).to_be_focused()
    assert page.evaluate("() => window.stayed")
