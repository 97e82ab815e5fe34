"""A checker of HTML: well-formedness, nesting, attributes, identifiers.

It reads what was written, not what a browser makes of it, and is stricter than the standard in
two ways: every element is closed by its own end tag, and nothing is inline that a strict
Content-Security-Policy refuses (`style`, event handlers, scripts without `src`).
"""

import re
from collections import Counter
from dataclasses import dataclass, field
from html.entities import html5
from html.parser import HTMLParser

from django.test import Client

from tests.support import html_model as model

NAME = re.compile(r"[^\s\"'<>/=]+")
ENTITY = re.compile(r"&([A-Za-z][A-Za-z0-9]*);")
DATETIME = re.compile(
    r"\d{4,}(-\d\d(-\d\d([T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?)?)?"
    r"|\d{4,}-W\d\d|\d\d-\d\d|\d\d:\d\d(:\d\d)?|P[0-9DTHMS.]+"
)
DATA_BLOCKS = {"application/ld+json", "application/json"}


class InvalidHTMLError(AssertionError):
    """A page is not valid HTML; the message lists what is wrong, with lines."""


def assert_valid_html(html: str) -> None:
    """Raise `InvalidHTMLError` if a whole document is not valid HTML."""
    problems = html_problems(html)
    if problems:
        raise InvalidHTMLError("\n".join(problems))


def valid_page(client: Client, address: str) -> str:
    """The page at an address: it is there, and it is valid HTML."""
    response = client.get(address)
    assert response.status_code == 200, response.headers.get("Location")
    html = response.content.decode()
    assert_valid_html(html)
    return html


def without_saving(html: str) -> str:
    """A page without the links that save a role, for tests that read what else is in a row."""
    return re.sub(r"\s*<a [^>]*\bdata-save\b.*?</a>", "", html)


def html_problems(html: str) -> list[str]:
    """Return what is wrong with a document, each with its line; an empty list if nothing is."""
    checker = Checker()
    checker.feed(html)
    checker.close()
    return checker.finish()


@dataclass
class Open:
    """An element that has begun and not ended, with what it holds so far."""

    name: str
    line: int
    parent: "Open | None"
    children: list[str] = field(default_factory=list)

    def ancestors(self) -> list["Open"]:
        """Return the element and those around it, the innermost first."""
        return [self, *(self.parent.ancestors() if self.parent else [])]

    def content(self) -> set[str]:
        """Return the names of elements that may be its children."""
        if self.name in model.TEXT_ONLY:
            return set()
        if self.name == "div" and self.parent and self.parent.name == "dl":
            return {"dt", "dd"} | model.SCRIPTING
        if self.name in model.TRANSPARENT and self.parent:
            return self.parent.content()
        if self.name in model.CHILDREN:
            return model.CHILDREN[self.name]
        return model.PHRASING if self.name in model.PHRASING_ONLY else model.FLOW


class Checker(HTMLParser):
    """Collect the problems of one document."""

    def __init__(self) -> None:
        """Begin before the doctype."""
        super().__init__(convert_charrefs=False)
        self.problems: list[str] = []
        self.current: Open | None = None
        self.ids: Counter[str] = Counter()
        self.references: list[tuple[int, str, str]] = []
        self.counts: Counter[str] = Counter()

    def problem(self, text: str, line: int | None = None) -> None:
        """Note a problem at a line, by default the one being read."""
        self.problems.append(f"line {line or self.getpos()[0]}: {text}")

    def finish(self) -> list[str]:
        """Check what only the whole document can tell and return every problem."""
        for element in self.current.ancestors() if self.current else []:
            self.problem(f"<{element.name}> is never closed", element.line)
        for name in ("doctype", "html", "head", "body", "title"):
            if self.counts[name] != 1:
                self.problem(f"{self.counts[name]} × {name}, not 1")
        if self.counts["main"] > 1:
            self.problem("more than one <main>")
        self.problems += [f"id {name!r} × {n}" for name, n in self.ids.items() if n > 1]
        for line, attribute, name in self.references:
            if name not in self.ids:
                self.problem(f"{attribute} names {name!r}, which is no id", line)
        return self.problems

    def handle_decl(self, decl: str) -> None:
        """Take the doctype, which comes before everything."""
        if decl.lower() != "doctype html" or self.current or self.counts["html"]:
            self.problem(f"<!{decl}> is not the doctype, or not first")
        self.counts["doctype"] += 1

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Check an element against its surroundings and go into it."""
        self.counts[tag] += not self.is_in_svg()
        self.check_syntax(tag, attrs)
        if self.is_in_svg() or tag == "svg":
            self.check_svg(tag, attrs)
        else:
            self.check_attributes(tag, dict(attrs))
        if tag == "svg" or not self.is_in_svg():
            self.check_place(tag, dict(attrs))
        if self.current:
            self.current.children.append(tag)
        if tag not in model.VOID or self.is_in_svg():
            self.current = Open(tag, self.getpos()[0], self.current)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take `<x/>`, which closes itself only if void or in SVG."""
        if tag not in model.VOID and not self.is_in_svg() and tag != "svg":
            self.problem(f"<{tag}/> does not close itself")
        self.handle_starttag(tag, attrs)
        if tag not in model.VOID or self.is_in_svg():
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        """Leave the current element, which must be the one named."""
        names = [element.name for element in self.current.ancestors()] if self.current else []
        if self.current is None or tag not in names:
            self.problem(f"</{tag}> closes nothing")
            return
        for element in self.current.ancestors()[: names.index(tag)]:
            self.problem(f"</{tag}> comes before </{element.name}>")
        closed = self.current.ancestors()[names.index(tag)]
        needed = model.REQUIRED_CHILD.get(tag)
        if needed and needed not in closed.children and not self.is_in_svg():
            self.problem(f"<{tag}> lacks a <{needed}>", closed.line)
        if "figcaption" in closed.children[1:-1]:
            self.problem("<figcaption> is neither first nor last in <figure>", closed.line)
        self.current = closed.parent

    def handle_data(self, data: str) -> None:
        """Check that text may stand here and hides no tag."""
        if not data.strip():
            return
        if self.current is None or self.current.name in model.NO_TEXT:
            where = f"<{self.current.name}>" if self.current else "the document"
            self.problem(f"text {data.strip()[:40]!r} directly in {where}")
        elif "<" in data and self.current.name not in {"script", "style"}:
            self.problem(f"a bare < in {data.strip()[:40]!r}")

    def handle_entityref(self, name: str) -> None:
        """Check that a named character exists and ends with its semicolon."""
        if f"{name};" not in html5:
            self.problem(f"&{name}; is no character")
        elif not self.rawdata.startswith(f"&{name};", self.offset_in_rawdata()):
            self.problem(f"&{name} lacks its semicolon")

    def offset_in_rawdata(self) -> int:
        """Return where in the unread text the token being handled begins."""
        line, column = self.getpos()
        start = 0
        for _ in range(line - 1):
            start = self.rawdata.find("\n", start) + 1
        return start + column

    def is_in_svg(self) -> bool:
        """Tell whether the current element is an SVG or inside one."""
        chain = self.current.ancestors() if self.current else []
        return any(element.name == "svg" for element in chain)

    def check_syntax(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Check how a start tag is written, and what it says of identifiers."""
        names = Counter(name for name, _ in attrs)
        for name, count in names.items():
            if count > 1:
                self.problem(f"<{tag}> has {name} twice")
            if not NAME.fullmatch(name):
                self.problem(f"<{tag}> has an attribute {name!r}")
            if name == "style" or name.startswith("on"):
                self.problem(f"<{tag} {name}> is refused by the Content-Security-Policy")
        text = re.sub(r"\"[^\"]*\"|'[^']*'", '""', self.get_starttag_text() or "")
        if re.search(r'""[^\s/>]', text):
            self.problem(f"<{tag}> lacks a space between attributes")
        for entity in ENTITY.findall(self.get_starttag_text() or ""):
            if f"{entity};" not in html5:
                self.problem(f"&{entity}; is no character")
        for name, value in attrs:
            self.check_identifiers(name, value or "")

    def check_identifiers(self, name: str, value: str) -> None:
        """Collect an id and references to ids."""
        if name == "id":
            if not value or re.search(r"\s", value):
                self.problem(f"id {value!r} is empty or has a space")
            self.ids[value] += 1
        elif name in model.REFERENCES:
            self.references += [(self.getpos()[0], name, word) for word in value.split()]

    def check_svg(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Check an SVG element and its attributes by their names."""
        if tag not in model.SVG_ELEMENTS:
            self.problem(f"<{tag}> in SVG is unknown")
        known = model.SVG_ATTRIBUTES | model.ARIA
        for name, _ in attrs:
            if name not in known and not name.startswith("data-"):
                self.problem(f"<{tag} {name}> in SVG is unknown")

    def check_attributes(self, tag: str, attributes: dict[str, str | None]) -> None:
        """Check the attributes of an HTML element: known, present where needed, well valued."""
        known = model.GLOBAL_ATTRIBUTES | model.ARIA | model.ATTRIBUTES.get(tag, set())
        if tag == "html":
            known = known | {"xmlns"}
        for name, value in attributes.items():
            if name not in known and not name.startswith("data-") and name != "style":
                self.problem(f"<{tag} {name}> is unknown")
            self.check_value(tag, name, (value or "").strip())
        for name in model.REQUIRED_ATTRIBUTES.get(tag, set()) - set(attributes):
            self.problem(f"<{tag}> lacks {name}")
        if tag == "style" or (tag == "script" and not self.is_allowed_script(attributes)):
            self.problem(f"an inline <{tag}> is refused by the Content-Security-Policy")

    def is_allowed_script(self, attributes: dict[str, str | None]) -> bool:
        """Tell whether a script is loaded from a file or is data that nothing runs."""
        return "src" in attributes or attributes.get("type") in DATA_BLOCKS

    def check_value(self, tag: str, name: str, value: str) -> None:
        """Check the value of one attribute."""
        allowed = model.VALUES.get((tag, name)) or model.VALUES.get(("*", name))
        if allowed and value.lower() not in allowed:
            self.problem(f'<{tag} {name}="{value}">: not one of {", ".join(sorted(allowed))}')
        if name in model.WHOLE_NUMBERS and not re.fullmatch(r"-?\d+", value):
            self.problem(f'<{tag} {name}="{value}">: not a whole number')
        if name in model.POSITIVE_NUMBERS and not re.fullmatch(r"0*[1-9]\d*", value):
            self.problem(f'<{tag} {name}="{value}">: not a number from 1')
        if name == "role" and not set(value.split()) <= model.ROLES:
            self.problem(f'<{tag} role="{value}">: no such role')
        if name in {"href", "src", "action"} and re.search(r"[\s<>{}|\\^`\"]", value):
            self.problem(f'<{tag} {name}="{value}">: not an address')
        if name == "datetime" and not DATETIME.fullmatch(value):
            self.problem(f'<{tag} datetime="{value}">: not a date or time')

    def check_place(self, tag: str, attributes: dict[str, str | None]) -> None:
        """Check that an element may stand where it does."""
        if tag not in model.FLOW | model.METADATA | set(model.CHILDREN) and not any(
            tag in children for children in [*model.CHILDREN.values(), {"body"}]
        ):
            self.problem(f"<{tag}> is unknown")
        if self.current is None:
            if tag != "html":
                self.problem(f"<{tag}> outside <html>")
            return
        if tag not in self.current.content():
            self.problem(f"<{tag}> may not stand in <{self.current.name}>")
        is_free = tag == "input" and attributes.get("type") == "hidden"
        is_free |= tag == "a" and "href" not in attributes
        for element in self.current.ancestors():
            if tag in model.BANNED_INSIDE.get(element.name, set()) and not is_free:
                self.problem(f"<{tag}> may not stand inside <{element.name}>")
        self.check_order(tag, self.current)

    def check_order(self, tag: str, parent: Open) -> None:
        """Check that an element comes where its parent wants it."""
        before = [name for name in parent.children if name not in model.SCRIPTING]
        if tag in model.FIRST_CHILD and before:
            self.problem(f"<{tag}> is not first in <{parent.name}>")
        places = [model.TABLE_ORDER.index(name) for name in before if name in model.TABLE_ORDER]
        if parent.name == "table" and tag in model.TABLE_ORDER[: max(places, default=0)]:
            self.problem(f"<{tag}> comes too late in <table>")
