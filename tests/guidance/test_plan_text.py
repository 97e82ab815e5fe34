"""A plan as Markdown: what was typed stays text."""

import datetime as dt
import re
from html import unescape

from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from careers.guidance.plan_text import escaped, markdown, paragraph
from careers.guidance.record import Doubt, Goal, Plan, Step

READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
typed = st.text(
    st.one_of(
        st.sampled_from("\\`*_{}[]()#+-.!|<>&~=:;\"'^$/ \t1a"),
        st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")),
    ),
    max_size=60,
)


def shown(text: str) -> str:
    """What a reader of the Markdown sees, without the tags that paragraphs make."""
    html = re.sub(r"</?p>", "", READER.render(text))
    return unescape(html)


@given(typed)
@example("<script>alert(1)</script>")
@example("1. one")
@example("    code")
@example("# heading")
@example("---")
@example("&amp; [x](javascript:alert(1)) ![i](x)")
@example("~~~")
@example("[a]: /x")
def test_typed_line_is_shown_as_it_was_typed(text: str) -> None:
    assert shown(escaped(text)).split() == text.split()


@given(st.lists(typed, max_size=4))
def test_typed_lines_are_paragraphs_and_nothing_else(texts: list[str]) -> None:
    html = READER.render(paragraph("\n".join(texts)))
    assert set(re.findall(r"<[^>]*>", html)) <= {"<p>", "</p>"}


@given(typed)
def test_typed_text_ends_no_list_and_begins_no_part(text: str) -> None:
    line = text.strip() or "x"
    plan = Plan(line, steps=(Step("a", line, evidence=line),), doubts=(Doubt(line, line),))
    html = READER.render(markdown(plan, {}, name="W", today=dt.date(2026, 3, 1)))
    tags = re.findall(r"</?(\w+)", html)
    assert set(tags) == {"h1", "h2", "p", "ul", "li"}
    assert tags.count("h2") == 2 * 3


def test_whole_plan_as_markdown() -> None:
    plan = Plan(
        situation="I drive a van.\nTwo children.",
        present="Driver",
        goals=(Goal("electrician", "I like *wires*."), Goal("gone")),
        steps=(
            Step("a", "Call", dt.date(2026, 4, 1), "A date", done=True),
            Step("b", "Read"),
        ),
        doubts=(Doubt("Heights", "Climb"),),
        backup="Stay.",
        decide_by=dt.date(2026, 9, 5),
    )
    text = markdown(plan, {"electrician": "Electricians"}, name="Way", today=dt.date(2026, 3, 1))
    assert (
        text
        == """# My plan

From Way, 1 March 2026.

## Where I am now

I drive a van.

Two children.

Present or latest role: Driver

## Where I want to go

### Electricians

I like \\*wires\\*.

### gone

## Steps

- [x] Call
  - By 1 April 2026
  - Shows that it is done: A date
- [ ] Read

## Doubts, and how to find out

- Heights
  - Cheapest test: Climb

## If it does not work out

Stay.

## Decide by

5 September 2026
"""
    )
