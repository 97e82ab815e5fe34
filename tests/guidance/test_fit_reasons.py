"""Sentences and bands: what is said beside a score."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest

from careers.guidance import changes, fit, reasons, stability
from careers.guidance.fit import Person
from tests.guidance import fit_made as made

PROFILES = made.some_profiles()
PERSON = made.everything()
ANSWERS = fit.answered(PERSON, PROFILES)
SCORES = fit.score(ANSWERS, PROFILES)
RANKED = np.flatnonzero(~np.isnan(SCORES.total[0]))


def bands(person: Person, shown: tuple[int, ...] = (0, 1, 2)) -> list[stability.Band]:
    scores = fit.score(fit.answered(person, PROFILES), PROFILES)
    totals = scores.total[0, RANKED]
    return stability.bands(person, PROFILES, RANKED, totals, shown, scores.neutral)


def test_the_strongest_reasons_come_with_the_numbers_behind_them() -> None:
    rated = {
        part: PROFILES.rated[part][:, 5:6].copy()
        for part in (fit.INTERESTS, fit.VALUES, fit.STRENGTHS)
    }
    rated[fit.INTERESTS][:, 0] = (7, 2, 2, 1, 2, 2)
    role = made.profiles(
        rated,
        np.array([[5], [4], [1], [3]], np.float32),
        np.array([[1], [1], [0.1], [0.5]], np.float32),
    )
    person = Person(
        interests=dict(zip(made.INTERESTS, (4.6, 2, 2, 1.2, 2, 2), strict=True)),
        skills={"2.A.1.a": 1.0, "2.A.1.b": 4.25, "2.B.3.e": 6.0},
    )
    answers = fit.answered(person, role)
    for_it, against = reasons.reasons(person, answers, role, 0, fit.shares(answers.parts))
    assert [one.text for one in for_it] == [
        "You like hands-on work (Realistic) more than most kinds of work (4.6 of 5), and it is a "
        "larger part of this role (7.0 of 7).",
        "Element b counts here (5.0 of 5 in importance) at level 4.0 of 7, and you have 4.2.",
    ]
    assert [one.text for one in against] == [
        "Element a counts here (5.0 of 5 in importance) at level 5.0 of 7, and you put yourself at "
        "1.0.",
        "What you can do in Element e (level 6.0 of 7) would go unused: this work asks for 1.0.",
    ]


def test_what_both_have_less_of_is_told_only_where_little_else_speaks_for_the_role() -> None:
    rated = {
        part: PROFILES.rated[part][:, 5:6].copy()
        for part in (fit.INTERESTS, fit.VALUES, fit.STRENGTHS)
    }
    rated[fit.INTERESTS][:, 0] = (7, 2, 2, 1, 2, 2)
    role = made.profiles(rated, PROFILES.needed[:, 5:6], PROFILES.importance[:, 5:6])
    person = Person(interests=dict(zip(made.INTERESTS, (4.6, 2, 2, 1.2, 2, 2), strict=True)))
    for_it, _ = reasons.reasons(person, fit.answered(person, role), role, 0, {fit.INTERESTS: 1.0})
    assert [one.is_weak for one in for_it] == [False, True]
    assert for_it[1].text == (
        "You like helping and teaching people (Social) less than most kinds of work (1.2 of 5), "
        "and it is a smaller part of this role (1.0 of 7)."
    )


def test_reasons_are_few_and_no_part_fills_them() -> None:
    for place in RANKED:
        for found in reasons.reasons(PERSON, ANSWERS, PROFILES, int(place), SCORES.weights):
            parts = [one.part for one in found]
            assert len(found) <= reasons.MOST
            assert all(parts.count(part) <= reasons.MOST_OF_PART for part in parts)
            points = [abs(one.points) for one in found if not one.is_weak]
            assert points == sorted(points, reverse=True)


def test_what_is_missing_in_the_data_is_said() -> None:
    assert reasons.missing(ANSWERS, SCORES, PROFILES, 0) == [
        "O*NET has not rated the work values of this role. That part counts as the average of all "
        f"roles ({fit.rounded(100 * SCORES.neutral[fit.VALUES])} of 100), neither for nor against "
        "it."
    ]
    (about_levels,) = reasons.missing(ANSWERS, SCORES, PROFILES, 2)
    assert about_levels.startswith("For 1 of the 4 skills you rated")
    assert reasons.missing(ANSWERS, SCORES, PROFILES, 5) == []


def test_the_answer_that_moves_a_score_most_is_found() -> None:
    places = [3, 4, 5]
    found = changes.changes(PERSON, ANSWERS, SCORES.take(places), PROFILES.take(places), PROFILES)
    for place, (change,) in zip(places, found, strict=True):
        now = float(SCORES.total[0, place])
        moves = {
            fit.rounded(float(fit.score(fit.answered(one, PROFILES), PROFILES).total[0, place]))
            for one in otherwise(place)
        }
        most = max(abs(then - fit.rounded(now)) for then in moves)
        assert abs(change.low - fit.rounded(now)) == most
        assert f"would be {change.low}, not {fit.rounded(now)}" in change.text


def otherwise(place: int) -> Iterator[Person]:
    """The person without one of the answers, or with one skill built up to what a role needs."""
    for part in (fit.INTERESTS, fit.VALUES, fit.STRENGTHS):
        for left in PERSON.of(part):
            kept = {code: one for code, one in PERSON.of(part).items() if code != left}
            yield PERSON.having(part, kept)
    for row, code in enumerate(made.SKILLS):
        needed = float(PROFILES.needed[row, place])
        if needed - PERSON.skills[code] > reasons.LITTLE:
            yield PERSON.having(fit.SKILLS, {**PERSON.skills, code: needed})


def test_an_unanswered_part_is_named_with_the_range_it_could_bring() -> None:
    person = Person(interests=PERSON.interests)
    answers = fit.answered(person, PROFILES)
    scores = fit.score(answers, PROFILES)
    (found,) = changes.changes(person, answers, scores.take([5]), PROFILES.take([5]), PROFILES)
    given, wanting = found
    assert given.part == fit.INTERESTS
    assert wanting.part != fit.INTERESTS
    assert wanting.low < wanting.high
    assert f"between {wanting.low} and {wanting.high}" in wanting.text


def test_one_answer_says_little_and_is_no_firm_score() -> None:
    one = Person(interests={"1.B.1.a": 5.0}, items={"1.B.1.a": (5.0,)})
    scores = fit.score(fit.answered(one, PROFILES), PROFILES).total[0, RANKED]
    whole = Person(interests=PERSON.interests, items=PERSON.items)
    assert scores.max() < 70
    assert scores.max() < fit.score(fit.answered(whole, PROFILES), PROFILES).total[0, RANKED].max()
    best = int(np.argmax(scores))
    (band,) = bands(one, (best,))
    assert band.word == "loose"
    (for_it, _) = reasons.reasons(
        one, fit.answered(one, PROFILES), PROFILES, int(RANKED[best]), {fit.INTERESTS: 1.0}
    )
    assert [reason.text[:50] for reason in for_it] == [
        "Hands-on work (Realistic): you gave it 5.0 of 5, a"
    ]


def test_a_sentence_on_strengths_never_says_the_contrary_of_its_numbers() -> None:
    told = re.compile(r"counts (more|less) here than in most work \((-?[\d.]+), usually (-?[\d.]+)")
    strengths = Person(strengths=PERSON.strengths, items=PERSON.items)
    answers = fit.answered(strengths, PROFILES)
    found = 0
    for place in np.flatnonzero(PROFILES.has[fit.STRENGTHS]):
        both = reasons.reasons(strengths, answers, PROFILES, int(place), {fit.STRENGTHS: 1.0})
        for reason in (*both[0], *both[1]):
            more, rating, usual = told.search(reason.text).groups()  # type: ignore[union-attr]
            assert (more == "more") == (float(rating) > float(usual)), reason.text
            found += 1
    assert found > len(RANKED)


def test_the_same_answers_give_the_same_band_in_whatever_order() -> None:
    turned = replace(PERSON, interests=dict(reversed(list(PERSON.interests.items()))))
    assert bands(PERSON) == bands(turned)


def test_a_band_holds_the_score_and_rank_that_are_shown() -> None:
    totals = SCORES.total[0, RANKED]
    for place, band in enumerate(bands(PERSON, tuple(range(len(RANKED))))):
        assert band.low <= fit.rounded(float(totals[place])) <= band.high
        assert 1 <= band.best <= band.worst <= len(RANKED)


def test_more_answers_behind_a_number_make_a_narrower_band() -> None:
    few = Person(interests=PERSON.interests)
    many = replace(few, items={code: PERSON.items[code] * 12 for code in made.INTERESTS})
    few = replace(few, items={code: (value,) for code, value in few.interests.items()})
    assert sum(band.width for band in bands(many)) < sum(band.width for band in bands(few))


def test_drawn_answers_stay_on_their_scales_and_unanswered_ones_are_as_anyone_s() -> None:
    person = Person(skills={"2.A.1.a": 7.0, "2.B.3.e": 0.0}, interests={"1.B.1.a": 5.0})
    drawn = stability.drawn(person, PROFILES)
    assert drawn.levels.shape == (stability.TIMES, 2)
    assert drawn.levels.min() >= 0
    assert drawn.levels.max() <= 7
    others = drawn.vectors[fit.INTERESTS][:, 1:]
    assert np.abs(others.mean(axis=0)).max() < 0.3
    assert others.std(axis=0).min() > 0.1


@pytest.mark.parametrize(("width", "word"), [(6, "firm"), (12, "fairly firm"), (13, "loose")])
def test_a_band_has_a_word_for_its_width(width: int, word: str) -> None:
    assert stability.Band(50, 50 + width, 1, 2).word == word
