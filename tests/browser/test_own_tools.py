"""A reader's own tools from the first answer to the plan taken along: three ways through them."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from playwright.sync_api import Locator, Page, expect

from careers import actions
from careers.guidance import questions
from careers.models import Rating
from tests.support.browser import LOOKS, Look, Visit, at, axe, sideways_overflow
from tests.views import made

LIKES = {"I": "Strongly like", "C": "Like", "R": "Unsure", "A": "Dislike"}
SITUATION = "I look after my mother in the mornings."
STEP = "Ask the library about evening classes"


@pytest.fixture
def world(db: None) -> made.World:
    """Occupations with interests of their own, and two guides."""
    world = made.world()
    for number, code in enumerate(("15-1252.00", "15-1253.00", "15-1299.08")):
        Rating.objects.filter(occupation=code, element="1.B.1.b").update(value=6 - number)
        Rating.objects.filter(occupation=code, element="1.B.1.c").update(value=2 + number)
    made.guide(world)
    made.guide(world, slug="architect", title="Architect", level="senior")
    actions.refresh_all()
    return world


@dataclass
class Reader:
    """Somebody at a page, who points and clicks, or has only the keyboard."""

    page: Page
    keyboard: bool = False

    def press(self, target: Locator, key: str = "Enter") -> None:
        """Follow a link, press a button, tick a box (with the space bar)."""
        if self.keyboard:
            target.focus()
            self.page.keyboard.press(key)
        else:
            target.click()

    def link(self, name: str) -> None:
        self.press(self.page.get_by_role("main").get_by_role("link", name=name, exact=True).first)

    def button(self, name: str) -> None:
        self.press(self.page.get_by_role("button", name=name, exact=True).first)

    def write(self, label: str, text: str) -> None:
        box = self.page.get_by_label(label).first
        if self.keyboard:
            box.focus()
            self.page.keyboard.type(text)
        else:
            box.fill(text)

    def headed(self, words: str) -> None:
        expect(self.page.get_by_role("heading", level=1)).to_have_text(words)


def answer(reader: Reader) -> None:
    """The short form of the interests, the first three one by one."""
    page = reader.page
    reader.link("Interests")
    reader.link("Begin")
    activities = [one for one in questions.activities() if one.form == "short"]
    for number, one in enumerate(activities[:3], 1):
        expect(page.get_by_role("group", name=one.text)).to_be_visible()
        expect(page.get_by_role("main")).to_contain_text(f"{number} of 30")
        page.wait_for_load_state("load")  # the page moves to its question when it is there
        chosen = page.get_by_label(LIKES.get(one.type, "Unsure"), exact=True)
        reader.press(chosen, "Space")
        expect(chosen).to_be_checked()
        reader.button("Next")
    expect(page.get_by_role("group", name=activities[3].text)).to_be_visible()
    page.goto("/tools/interests/?show=all")
    for one in activities[3:]:
        group = page.get_by_role("group", name=one.text)
        reader.press(group.get_by_label(LIKES.get(one.type, "Unsure"), exact=True), "Space")
    reader.button("Keep and see the results")
    reader.headed("Your interests")


def choose(reader: Reader) -> None:
    """Roles that fit, within a limit; two compared, one saved."""
    page = reader.page
    reader.link("See which roles fit what you have answered so far")
    reader.headed("Roles that fit")
    expect(page.get_by_role("link", name="Software Systems Engineer").first).to_be_visible()
    reader.write("Pays at least, a year", "60,000")
    reader.button("Keep these limits")
    expect(page.get_by_role("main")).to_contain_text("$60,000")
    assert "60" not in page.url.partition("/fit/")[2]
    reader.link("Compare the best three")
    expect(page.get_by_role("heading", level=1)).to_contain_text("compared")
    page.goto("/careers/software-systems-engineer/")
    save = page.get_by_role("link", name="Save Software Systems Engineer").first
    reader.press(save)


def plan(reader: Reader) -> None:
    """A plan with a goal and a dated step."""
    page = reader.page
    page.goto("/my/")
    expect(page.get_by_role("main")).to_contain_text("Software Systems Engineer")
    reader.button("Make it a goal")
    reader.link("Go on with my plan")
    reader.headed("My plan")
    reader.write("My situation", SITUATION)
    reader.write("What you will do", STEP)
    page.get_by_label("By").first.fill("2099-03-01")
    reader.button("Add the step")
    expect(page.get_by_text("Everything on this page is kept.")).to_be_visible()


def take_along(reader: Reader) -> bytes:
    """The plan as calendar and text; everything as a file, which is returned."""
    request = reader.page.request
    calendar = request.get("/my/plan.ics").text()
    assert "BEGIN:VEVENT" in calendar
    assert "20990301" in calendar
    assert STEP in request.get("/my/plan.md").text()
    return request.get("/my/record.json").body()


def forget_and_bring_back(reader: Reader, file: bytes) -> None:
    """All is deleted at once; a damaged file changes nothing; the file brings all back."""
    page = reader.page
    reader.button("End and forget")
    expect(page.get_by_role("heading", level=1)).to_contain_text("deleted")
    page.goto("/my/")
    expect(page.get_by_role("main")).to_contain_text("Nothing saved yet.")
    for content in (file[: len(file) // 2], file):
        page.goto("/my/import/")
        page.get_by_label("The file that you saved").set_input_files(
            {"name": "record.json", "mimeType": "application/json", "buffer": content}
        )
        reader.button("Look into it")
        if content != file:
            expect(page.get_by_role("alert")).to_contain_text("Nothing was changed.")
    reader.button("Bring it here")
    expect(page.get_by_role("main")).to_contain_text("Software Systems Engineer")
    page.goto("/my/plan/")
    expect(page.get_by_label("My situation")).to_have_value(SITUATION)
    page.goto("/fit/")
    expect(page.get_by_role("link", name="Software Systems Engineer").first).to_be_visible()


@pytest.mark.parametrize(
    ("look", "keyboard"),
    [(Look(javascript=False), False), (Look(), True), (Look(360), False)],
    ids=["without javascript", "by keyboard alone", "on a phone"],
)
def test_reader_answers_chooses_plans_forgets_and_brings_it_back(
    world: made.World, visit: Callable[[Look], Visit], look: Look, keyboard: bool
) -> None:
    reader = Reader(visit(look).open("/tools/"), keyboard)
    answer(reader)
    choose(reader)
    if look.javascript:
        expect(reader.page.get_by_role("link", name="Saved").first).to_be_visible()
    else:
        reader.button("Save")
        at(reader.page, "/my/?done=saved")
    plan(reader)
    file = take_along(reader)
    forget_and_bring_back(reader, file)


@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_filled_pages_of_a_reader_are_accessible_and_fit(
    world: made.World, visit: Callable[[Look], Visit], look: Look
) -> None:
    reader = Reader(visit(look).open("/tools/"))
    answer(reader)
    page = reader.page
    page.goto("/careers/software-systems-engineer/")
    reader.press(page.get_by_role("link", name="Save Software Systems Engineer").first)
    expect(page.get_by_role("link", name="Saved").first).to_be_visible()
    plan(reader)
    for path in ("/tools/interests/results/", "/fit/", "/my/", "/my/plan/", "/my/plan/print/"):
        page.goto(path)
        assert axe(page) == [], path
        assert sideways_overflow(page) == 0, path
