"""What the form shows at once: the figures a mapping gives, tokens filled, prose as it reads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe

from careers import actions
from careers.admin.guides.forms import POINTS
from careers.editing.document import TEXT_FIELDS
from careers.models import Release, Role
from careers.profiles import TOKENS, Figures, Profile
from careers.profiles.proposed import Shares, for_mappings
from careers.profiles.prose import fill

LONGEST_SHOWN = 20_000
"""Characters of a text beyond which it is not shown as it reads while it is typed."""


@dataclass(frozen=True, slots=True)
class FigureLine:
    """A figure as readers see it now, and as the typed mapping would have it."""

    label: str
    now: str
    then: str

    @property
    def changes(self) -> bool:
        """Whether the mapping would change it."""
        return self.now != self.then


@dataclass(frozen=True, slots=True)
class TokenLine:
    """A token as it is written, what it stands for, and its value with the typed mapping."""

    token: str
    meaning: str
    value: str


@dataclass(frozen=True, slots=True)
class Shown:
    """All that changes while somebody types."""

    figures: tuple[FigureLine, ...]
    tokens: tuple[TokenLine, ...]
    prose: Mapping[str, SafeString]


def shown(now: Shares, then: Shares, texts: Mapping[str, str]) -> Shown:
    """The figures of two mappings, the tokens and the prose with those of the second.

    Four queries, nothing written.
    """
    releases = Release.objects.current()
    profiles = for_mappings({"now": now, "then": then}, releases)
    return Shown(
        figures=_lines(profiles["now"].figures, profiles["then"].figures),
        tokens=tuple(
            TokenLine(f"{{{name}}}", meaning, value(profiles["then"]))
            for name, (meaning, value) in TOKENS.items()
        ),
        prose={
            name: read_html(name, texts.get(name, ""), profiles["then"]) for name in TEXT_FIELDS
        },
    )


def read_html(name: str, text: str, profile: Profile) -> SafeString:
    """A field's Markdown as readers see it: safe HTML (`actions.markdown_html` cleans it)."""
    text = text or ""
    if len(text) > LONGEST_SHOWN:
        return mark_safe("<p>Too long to be shown while it is typed.</p>")
    if name in POINTS:
        lines = Role(thrives=text).thrives_points
        points = [actions.markdown_html(line, inline=True) for line in lines]
        html = f"<ul>{''.join(f'<li>{point}</li>' for point in points)}</ul>" if points else ""
    else:
        html = actions.markdown_html(text)
    return mark_safe(fill(html, profile))  # noqa: S308


def _lines(now: Figures | None, then: Figures | None) -> tuple[FigureLine, ...]:
    before, after = _texts(now), _texts(then)
    return tuple(FigureLine(label, before[label], after[label]) for label in after)


def _texts(figures: Figures | None) -> dict[str, str]:
    """The figures of the first screen as it writes them; dashes where there are none."""
    labels = ("Middle pay", "Pay of the middle 80%", "Growth in ten years")
    if figures is None:
        return dict.fromkeys((*labels, "Openings a year", "Jobs"), "—")
    pay = figures.shown_pay
    unit = " an hour" if pay[2].unit == "dollars an hour" else " a year"
    middle, low, high = pay[2], pay[0], pay[4]
    spread = f"{low.text} to {high.text}{unit}" if low.value is not None else "—"
    growth = figures.growth.text + (f", {figures.growth_word}" if figures.growth_word else "")
    return {
        labels[0]: middle.text + unit if middle.value is not None else "—",
        labels[1]: spread,
        labels[2]: growth,
        "Openings a year": figures.openings.text,
        "Jobs": figures.jobs.text,
    }
