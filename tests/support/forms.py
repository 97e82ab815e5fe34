"""Forms of pages, read as a browser reads them: what it would send back."""

from __future__ import annotations

from html.parser import HTMLParser


class FormReader(HTMLParser):
    """Collects the fields of the last form of a page that has one called `name`.

    Buttons are not sent; what stands in a `<template>` is no part of the form.
    """

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.forms: list[list[tuple[str, str]]] = []
        self.in_template = 0
        self.area = ""
        self.select = ""
        self.choice = ""
        self.first: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a field."""
        held = {name: value or "" for name, value in attrs}
        if tag == "template":
            self.in_template += 1
        elif tag == "form":
            self.forms.append([])
        elif self.in_template or not self.forms:
            return
        elif tag == "input" and _is_sent(held):
            empty = "on" if held.get("type") in ("checkbox", "radio") else ""
            self.forms[-1].append((held["name"], held.get("value", empty)))
        elif tag == "textarea":
            self.area = held["name"]
            self.forms[-1].append((self.area, ""))
        elif tag == "select":
            self.select, self.choice, self.first = held["name"], "", None
        elif tag == "option" and self.select:
            self.first = held.get("value", "") if self.first is None else self.first
            if "selected" in held:
                self.choice = held.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        """Close what is open."""
        if tag == "template":
            self.in_template -= 1
        elif tag == "textarea":
            self.area = ""
        elif tag == "select" and self.select:
            self.forms[-1].append((self.select, self.choice or self.first or ""))
            self.select = ""

    def handle_data(self, data: str) -> None:
        """Add to the text of a box."""
        if self.area and not self.in_template:
            name, before = self.forms[-1].pop()
            self.forms[-1].append((name, before + data))


def _is_sent(held: dict[str, str]) -> bool:
    kind = held.get("type", "text")
    if "name" not in held or kind in ("submit", "button"):
        return False
    return kind not in ("checkbox", "radio") or "checked" in held


def form_fields(html: str, *, having: str) -> dict[str, str]:
    """What a browser would send of the form that has a field called `having`.

    A text box loses the line end it begins with and has line ends of two characters, as HTML
    says.
    """
    reader = FormReader()
    reader.feed(html)
    for form in reader.forms:
        fields = {name: value.removeprefix("\n") for name, value in form}
        if having in fields:
            plain = {name: value.replace("\r\n", "\n") for name, value in fields.items()}
            return {name: value.replace("\n", "\r\n") for name, value in plain.items()}
    raise AssertionError(f"no form has a field {having}")
