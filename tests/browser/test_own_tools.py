"""A reader's own tools from the first answer to the plan taken along: three ways through them."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from careers import actions
from careers.guidance import questions
from careers.models import Rating
from tests.support.browser import LOOKS, Look, Visit, axe, sideways_overflow
from tests.views import made

ROLE = "Software Systems Engineer"
MOST_TABS, OPTIONS = 400, 5
HAS_FOCUS = """one => one === document.activeElement
    || (one.type === "radio" && one.name === document.activeElement.name)"""
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
    scripted: bool = True

    def reach(self, target: Locator) -> None:
        """Press Tab until the target has the focus, or another button of its group."""
        for _ in range(MOST_TABS):
            if target.evaluate(HAS_FOCUS):
                return
            self.page.keyboard.press("Tab")
        pytest.fail(f"the Tab key does not lead to {target}")

    def press(self, target: Locator) -> None:
        """Follow a link, or press a button."""
        expect(target).to_be_visible()
        if self.keyboard:
            self.reach(target)
            self.page.keyboard.press("Enter")
        else:
            target.click()

    def pick(self, target: Locator) -> None:
        """Choose a radio button: its group is reached by Tab, it by the arrow keys."""
        if self.keyboard:
            self.reach(target)
            self.page.keyboard.press("Space")
            for _ in range(OPTIONS):
                if not target.is_checked():
                    self.page.keyboard.press("ArrowDown")
        else:
            target.click()
        expect(target).to_be_checked()

    def link(self, name: str) -> None:
        """Follow a link of the page itself."""
        self.press(self.page.get_by_role("main").get_by_role("link", name=name, exact=True).first)

    def button(self, name: str) -> None:
        """Press a button."""
        self.press(self.page.get_by_role("button", name=name, exact=True).first)

    def write(self, label: str, text: str) -> None:
        """Fill a box, or a day (which is typed as month, day and year)."""
        box = self.page.get_by_label(label).first
        if self.keyboard:
            self.reach(box)
            if box.get_attribute("type") == "date":
                year, month, day = text.split("-")
                text = month + day + year
            self.page.keyboard.type(text)
        else:
            box.fill(text)

    def download(self, name: str) -> bytes:
        """Follow a link to a file."""
        with self.page.expect_download() as started:
            self.link(name)
        return Path(started.value.path()).read_bytes()

    def upload(self, label: str, content: bytes) -> None:
        """Choose a file."""
        box = self.page.get_by_label(label)
        with self.page.expect_file_chooser() as chooser:
            self.press(box)
        chooser.value.set_files(
            {"name": "record.json", "mimeType": "application/json", "buffer": content}
        )

    def headed(self, words: str | re.Pattern[str]) -> None:
        """Wait for the page of that heading."""
        expect(self.page.get_by_role("heading", level=1)).to_have_text(words)
        self.page.wait_for_load_state("load")  # scripts have put the focus where it belongs


def answer(reader: Reader) -> None:
    """The short form of the interests: three one by one, the others on one page."""
    page = reader.page
    reader.link("Interests")
    reader.link("Begin")
    activities = [one for one in questions.activities() if one.form == "short"]
    for number, one in enumerate(activities[:3], 1):
        reader.headed(re.compile(f"{number} of 30"))
        group = page.get_by_role("group", name=one.text)
        reader.pick(group.get_by_label(LIKES.get(one.type, "Unsure"), exact=True))
        reader.button("Next")
    reader.headed(re.compile("4 of 30"))
    reader.link("All questions on one page")
    expect(page.get_by_role("group", name=activities[0].text)).to_be_visible()
    for one in activities[3:]:
        group = page.get_by_role("group", name=one.text)
        reader.pick(group.get_by_label(LIKES.get(one.type, "Unsure"), exact=True))
    reader.button("Keep and see the results")
    reader.headed("Your interests")


def choose(reader: Reader) -> None:
    """Roles that fit, within a limit; the best compared."""
    page = reader.page
    reader.link("See which roles fit what you have answered so far")
    reader.headed("Roles that fit")
    expect(page.get_by_role("link", name="Software Systems Engineer").first).to_be_visible()
    reader.press(page.get_by_text("Your limits: pay, schooling, sectors"))
    reader.write("Pays at least, a year", "60,000")
    reader.button("Keep these limits")
    expect(page.get_by_role("main")).to_contain_text("$60,000")
    assert "60" not in page.url.partition("/fit/")[2]
    reader.link("Compare the best three")
    reader.headed(re.compile("compared"))


def save(reader: Reader) -> None:
    """A role of the page onto the shortlist: one click, or by the small page with the button."""
    reader.link(f"Save {ROLE} to your shortlist")
    if reader.scripted:
        reader.press(reader.page.get_by_role("main").get_by_role("link", name="Saved").first)
    else:
        reader.button("Save")
    reader.headed("My page")
    expect(reader.page.get_by_role("main")).to_contain_text(ROLE)


def plan(reader: Reader) -> None:
    """A plan with a goal and a dated step."""
    reader.button("Make it a goal")
    expect(reader.page.get_by_text("1 goal, 0 steps.")).to_be_visible()
    reader.link("Go on with my plan")
    reader.headed("My plan")
    reader.write("My situation", SITUATION)
    reader.write("What you will do", STEP)
    reader.write("By", "2099-03-01")
    reader.button("Add the step")
    expect(reader.page.get_by_text("Everything on this page is kept.")).to_be_visible()


def take_along(reader: Reader) -> bytes:
    """The plan as calendar and text; everything as a file, which is returned."""
    calendar = reader.download("To my calendar").decode()
    assert "BEGIN:VEVENT" in calendar
    assert "20990301" in calendar
    assert STEP in reader.download("As text").decode()
    reader.link("My page")
    reader.headed("My page")
    return reader.download("Save everything as a file (JSON)")


def forget_and_bring_back(reader: Reader, file: bytes) -> None:
    """All is deleted at once; a damaged file changes nothing; the file brings all back."""
    page = reader.page
    reader.button("End and forget")
    reader.headed("Everything is deleted")
    reader.press(
        page.get_by_role("contentinfo").get_by_role("link", name="Your shortlist and plan")
    )
    reader.headed("My page")
    expect(page.get_by_role("main")).to_contain_text("Nothing saved yet.")
    reader.link("Bring such a file from another computer")
    reader.headed("Bring what you saved")
    reader.upload("The file that you saved", file[: len(file) // 2])
    reader.button("Look into it")
    expect(page.get_by_role("alert")).to_contain_text("Nothing was changed.")
    reader.upload("The file that you saved", file)
    reader.button("Look into it")
    reader.button("Bring it here")
    reader.headed("My page")
    expect(page.get_by_role("main")).to_contain_text(ROLE)
    reader.link("Go on with my plan")
    reader.headed("My plan")
    expect(page.get_by_label("My situation")).to_have_value(SITUATION)
    reader.link("My page")
    reader.headed("My page")
    reader.link("Roles that fit these answers")
    reader.headed("Roles that fit")
    expect(page.get_by_role("link", name=ROLE).first).to_be_visible()


@pytest.mark.parametrize(
    ("look", "keyboard"),
    [(Look(javascript=False), False), (Look(), True), (Look(360), False)],
    ids=["without javascript", "by keyboard alone", "on a phone"],
)
def test_reader_answers_chooses_plans_forgets_and_brings_it_back(
    world: made.World, visit: Callable[[Look], Visit], look: Look, keyboard: bool
) -> None:
    reader = Reader(visit(look).open("/tools/"), keyboard, scripted=look.javascript)
    answer(reader)
    choose(reader)
    save(reader)
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
    save(reader)
    plan(reader)
    for path in ("/tools/interests/results/", "/fit/", "/my/", "/my/plan/", "/my/plan/print/"):
        page.goto(path)
        assert axe(page) == [], path
        assert sideways_overflow(page) == 0, path


def test_ten_roles_that_fit_take_little_of_a_phone(
    world: made.World, visit: Callable[[Look], Visit]
) -> None:
    for number in range(12):
        made.guide(world, slug=f"other-{number}", title=f"Other {number}")
    page = visit(Look(360)).open("/tools/")
    answer(Reader(page))
    page.goto("/fit/?all=1")
    heights = [card.bounding_box() for card in page.locator(".fit-card").all()]
    tall = [box["height"] for box in heights if box]
    assert len(tall) >= 15
    assert sum(tall[:10]) < 7_000
    expect(page.get_by_label("Pays at least, a year")).to_be_hidden()
    page.get_by_text("Your limits: pay, schooling, sectors").click()
    expect(page.get_by_label("Pays at least, a year")).to_be_in_viewport()
