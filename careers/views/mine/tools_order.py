"""The six work values as cards to put in order: by number, or a card at a time up or down."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import msgspec
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from careers.guidance import questions
from careers.guidance import values as work_values
from careers.guidance.record import Answers
from careers.views.mine import tools_asked
from careers.views.mine.private import private, record_of
from careers.views.mine.tools_asking import changed
from careers.views.mine.tools_words import Words, words_of

PREFIX = "place-"
Places = dict[str, int]


@dataclass(frozen=True, slots=True)
class Card:
    """A card with the place that its field shows, 1 the most important."""

    code: str
    words: Words
    text: str
    place: int
    is_doubled: bool = False

    @property
    def field(self) -> str:
        """The name of its field."""
        return PREFIX + self.code


@require_http_methods(["GET", "HEAD", "POST"])
@private
def order(request: HttpRequest) -> HttpResponse:
    """The cards as they lie, and what is sent of them."""
    lying = _lying(record_of(request).answers)
    error = ""
    places = {code: place for place, code in enumerate(lying, 1)}
    if request.method == "POST":
        places, error = _sent(request.POST, lying)
        if not error:
            return _kept(request, sorted(places, key=places.__getitem__))
    words = words_of(lying)
    texts = questions.values().cards
    taken = list(places.values())
    cards = [
        Card(code, words[code], texts[code].card, place, is_doubled=taken.count(place) > 1)
        for code, place in ((code, places[code]) for code in lying)
    ]
    context = {
        "asked": tools_asked.value_pairs(),
        "cards": cards,
        "first_doubled": next((n for n, card in enumerate(cards, 1) if card.is_doubled), 0),
        "numbers": range(1, len(lying) + 1),
        "is_kept": bool(work_values.ordered(record_of(request).answers)),
        "error": error,
    }
    return render(request, "careers/mine/tools_values_order.html", context)


def _lying(answers: Answers) -> list[str]:
    """The cards as they were put; else as the choices between two have them."""
    kept = work_values.ordered(answers)
    return list(kept) if kept else [row.code for row in work_values.scores(answers).values]


def _sent(post: Mapping[str, str], lying: Sequence[str]) -> tuple[Places, str]:
    """The place of each card in a form, and what is wrong with them; a card moved is moved."""
    places = {
        code: _place(post.get(PREFIX + code, ""), place, len(lying))
        for place, code in enumerate(lying, 1)
    }
    moved = _moved(post, sorted(lying, key=places.__getitem__))
    if moved:
        return moved, ""
    doubled = sorted({place for place in places.values() if list(places.values()).count(place) > 1})
    if doubled:
        return places, f"Two or more cards have number {doubled[0]}. Give each a number of its own."
    return places, ""


def _place(text: str, before: int, most: int) -> int:
    """The number in a field, the one before where it is none from 1 to `most`."""
    number = int(text) if text.isascii() and text.isdecimal() and len(text) == 1 else 0
    return number if 1 <= number <= most else before


def _moved(post: Mapping[str, str], cards: list[str]) -> Places | None:
    """The places once a button moved a card one up or down; None where none was pressed."""
    for name, step in (("up", -1), ("down", 1)):
        code = post.get(name, "")
        if code in cards:
            at = cards.index(code)
            to = min(max(at + step, 0), len(cards) - 1)
            cards.insert(to, cards.pop(at))
            return {card: place for place, card in enumerate(cards, 1)}
    return None


def _kept(request: HttpRequest, cards: Sequence[str]) -> HttpResponse:
    """Keep the order, and stay with the cards while they are moved."""
    is_done = "save" in request.POST
    address = (
        reverse("tools-values-results") if is_done else f"{reverse('tools-values-order')}#cards"
    )
    return changed(
        request, lambda answers: msgspec.structs.replace(answers, order=tuple(cards)), address
    )
