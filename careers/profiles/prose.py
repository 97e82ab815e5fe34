"""A guide's prose with its figure tokens filled in."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from html import escape

from careers.models import PROSE_FIELDS, Role
from careers.profiles.types import Figure, Profile

POINT_FIELDS = ("thrives", "hard_for")
TOKEN = re.compile(r"\{([a-z_]+)\}")
BRACES = re.compile(r"\{([^{}\n]*)\}")
UNKNOWN = "(not published)"
"""What stands where a figure has no value."""


def _text(figure: Figure) -> str:
    if figure.value is None:
        return UNKNOWN
    return f"at least {figure.text.rstrip('+')}" if figure.text.endswith("+") else figure.text


def _range(profile: Profile) -> str:
    figures = profile.figures
    if figures is None or figures.low.value is None:
        return UNKNOWN
    return f"{_text(figures.low)} to {_text(figures.high)}"


def _entry(profile: Profile) -> str:
    entry = profile.education.entry if profile.education else ()
    return entry[0].name if entry else UNKNOWN


def _figure(name: str) -> Callable[[Profile], str]:
    def fill(profile: Profile) -> str:
        return UNKNOWN if profile.figures is None else _text(getattr(profile.figures, name))

    return fill


TOKENS: Mapping[str, tuple[str, Callable[[Profile], str]]] = {
    "pay_median": ("middle pay a year", _figure("median")),
    "pay_low": ("10th percentile of pay a year", _figure("low")),
    "pay_high": ("90th percentile of pay a year", _figure("high")),
    "pay_range": ("10th to 90th percentile of pay a year", _range),
    "jobs": ("jobs in the base year", _figure("jobs")),
    "growth": ("projected ten-year growth", _figure("growth")),
    "growth_word": (
        "BLS's word for the growth",
        lambda profile: (profile.figures.growth_word if profile.figures else "") or UNKNOWN,
    ),
    "openings": ("openings a year", _figure("openings")),
    "education": (
        "what schooling people in the work have",
        lambda profile: (profile.education.sentence if profile.education else "") or UNKNOWN,
    ),
    "entry_education": ("BLS's typical entry education", _entry),
}
"""Every token an editor may write, with its meaning and how it is filled."""


def unknown_tokens(text: str) -> list[str]:
    """What stands in braces and is no token, or one inside a link's address, in order."""
    in_addresses = TOKEN.findall(" ".join(re.findall(r"\]\(([^)]*)\)", text)))
    return [name for name in BRACES.findall(text) if name not in TOKENS] + in_addresses


def fill(text: str, profile: Profile) -> str:
    """`text` (HTML) with every token filled; a name that is no token stays as written."""

    def one(match: re.Match[str]) -> str:
        token = TOKENS.get(match[1])
        return match[0] if token is None else escape(token[1](profile))

    return TOKEN.sub(one, text)


def prose(role: Role, profile: Profile) -> dict[str, str | list[str]]:
    """Safe HTML by field; the points for and against as lists of one-line HTML."""
    html: dict[str, str | list[str]] = {
        name: fill(role.html.get(name, ""), profile) for name in PROSE_FIELDS
    }
    for name in POINT_FIELDS:
        html[name] = [fill(point, profile) for point in role.html.get(name, [])]
    return html


def plain_summary(role: Role, profile: Profile) -> str:
    """The summary as plain text, for descriptions and cards."""
    return re.sub(r"\s+", " ", re.sub(r"[*_`]|\[([^]]*)\]\([^)]*\)", r"\1", _filled(role, profile)))


def _filled(role: Role, profile: Profile) -> str:
    def one(match: re.Match[str]) -> str:
        token = TOKENS.get(match[1])
        return match[0] if token is None else token[1](profile)

    return TOKEN.sub(one, role.summary).strip()


def plain_sentences(markdown: str) -> str:
    """The sentences of a summary that need no figures, without marks.

    A list of guides does not merge each one's figures only to fill a token.
    """
    plain = re.sub(r"[*_`]|\[([^]]*)\]\([^)]*\)", r"\1", markdown)
    sentences = re.split(r"(?<=[.!?])\s+", " ".join(plain.split()))
    return " ".join(sentence for sentence in sentences if "{" not in sentence)
