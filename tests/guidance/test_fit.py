"""The score: its parts add up to it, more of a part never lowers it, and order changes nothing."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from careers.guidance import fit
from careers.guidance.fit import Person
from careers.guidance.record import Answers
from tests.guidance import fit_made as made

PROFILES = made.some_profiles()
MATCH = st.floats(0, 1)
PARTS = st.dictionaries(st.sampled_from(fit.PARTS), MATCH, min_size=1)


def numbers(codes: tuple[str, ...], low: float, high: float) -> st.SearchStrategy[dict[str, float]]:
    return st.dictionaries(st.sampled_from(codes), st.floats(low, high, width=32))


PERSONS = st.builds(
    Person,
    interests=numbers(made.INTERESTS, 1, 5),
    skills=numbers(made.SKILLS, 0, 7),
    values=numbers(made.VALUES, 0, 1),
    strengths=numbers(made.STRENGTHS, 1, 5),
)


def scored(person: Person) -> fit.Scores:
    answers = fit.answered(person, PROFILES)
    assume(answers.parts)
    return fit.score(answers, PROFILES)


@given(PERSONS)
def test_points_of_the_parts_add_up_to_the_score_that_is_shown(person: Person) -> None:
    scores = scored(person)
    for place in range(PROFILES.size):
        total = float(scores.total[0, place])
        if math.isnan(total):
            continue
        points = fit.points(scores.of_role(place), scores.weights)
        exact = 100 * math.fsum(
            scores.weights[part] * value for part, value in scores.of_role(place).items()
        )
        assert sum(points.values()) == fit.rounded(exact)
        assert math.isclose(exact, total, abs_tol=1e-3)
        assert all(
            abs(points[part] - 100 * scores.weights[part] * value) < 1 + 1e-9
            for part, value in scores.of_role(place).items()
        )


@given(PARTS)
def test_points_are_whole_and_add_up_for_any_parts(parts: dict[str, float]) -> None:
    weights = fit.shares(list(parts))
    points = fit.points(parts, weights)
    exact = 100 * math.fsum(weights[part] * value for part, value in parts.items())
    assert sum(points.values()) == fit.rounded(exact)
    assert min(points.values()) >= 0


@given(PARTS, st.data())
def test_a_better_match_on_one_part_never_lowers_the_score(
    parts: dict[str, float], data: st.DataObject
) -> None:
    weights = fit.shares(list(parts))
    part = data.draw(st.sampled_from(sorted(parts)))
    better = {**parts, part: data.draw(st.floats(parts[part], 1))}

    def total(of: dict[str, float]) -> float:
        arrays = {name: np.array([[value]], dtype=np.float32) for name, value in of.items()}
        return float(fit.total_of(arrays, weights)[0, 0])

    assert total(better) >= total(parts)
    assert sum(fit.points(better, weights).values()) >= sum(fit.points(parts, weights).values())


@given(PERSONS, st.sampled_from(made.SKILLS), st.floats(0, 1))
def test_a_skill_nearer_to_what_is_needed_never_lowers_the_score(
    person: Person, code: str, step: float
) -> None:
    place = 5
    needed = float(PROFILES.needed[made.SKILLS.index(code), place])
    level = person.skills.get(code, 0.0)
    before = replace(person, skills={**person.skills, code: level})
    after = replace(person, skills={**person.skills, code: level + step * (needed - level)})
    assert scored(after).total[0, place] >= scored(before).total[0, place] - 1e-3


@given(PERSONS)
def test_scores_and_parts_stay_within_their_bounds(person: Person) -> None:
    scores = scored(person)
    known = scores.total[~np.isnan(scores.total)]
    assert known.min() >= 0
    assert known.max() <= 100
    assert all(array.min() >= 0 and array.max() <= 1 for array in scores.parts.values())
    assert math.isclose(sum(scores.weights.values()), 1)


@given(PERSONS, st.randoms(use_true_random=False))
def test_the_order_of_answering_changes_nothing(person: Person, random: object) -> None:
    def turned(held: dict[str, float]) -> dict[str, float]:
        pairs = list(held.items())
        random.shuffle(pairs)  # type: ignore[attr-defined]
        return dict(pairs)

    other = Person(
        interests=turned(dict(person.interests)),
        skills=turned(dict(person.skills)),
        values=turned(dict(person.values)),
        strengths=turned(dict(person.strengths)),
    )
    np.testing.assert_array_equal(scored(person).total, scored(other).total)


def test_the_order_of_a_readers_answers_changes_nothing() -> None:
    given_ones = {"mend-fence": 5, "museum-room": 1, "empty-lot": 3}
    skills = {"2.A.1.a": 3.0, "2.B.3.e": 5.0}
    one = Answers(interests=given_ones, skills=skills)
    other = Answers(
        interests=dict(reversed(given_ones.items())), skills=dict(reversed(skills.items()))
    )
    assert fit.person_of(one) == fit.person_of(other)
    assert fit.person_of(one).interests == {"1.B.1.a": 5.0, "1.B.1.c": 1.0, "1.B.1.e": 3.0}


def test_all_six_interests_are_matched_by_pearsons_correlation() -> None:
    person = made.everything()
    scores = fit.score(fit.answered(Person(interests=person.interests), PROFILES), PROFILES)
    own = [person.interests[code] for code in made.INTERESTS]
    wanted = np.corrcoef(own, PROFILES.rated[fit.INTERESTS][:, 9])[0, 1]
    assert scores.of_role(9)[fit.INTERESTS] == pytest.approx((wanted + 1) / 2, abs=1e-5)


def test_one_liked_type_alone_puts_roles_strong_in_it_first() -> None:
    scores = fit.score(fit.answered(Person(interests={"1.B.1.c": 5.0}), PROFILES), PROFILES)
    values = scores.parts[fit.INTERESTS][0, 2:]
    standing = PROFILES.units[fit.INTERESTS][2, 2:]
    np.testing.assert_array_equal(np.argsort(values), np.argsort(standing))


@pytest.mark.parametrize(
    "person",
    [
        Person(),
        Person(interests={"1.B.1.a": 3.0}),
        Person(values=dict.fromkeys(made.VALUES, 0.5)),
        Person(strengths={"1.D.1.a": 5.0}),
        Person(interests=dict.fromkeys(made.INTERESTS, 4.0)),
    ],
)
def test_answers_that_tell_nothing_apart_are_no_part(person: Person) -> None:
    answers = fit.answered(person, PROFILES)
    assert answers.parts == ()
    with pytest.raises(ValueError, match="needs an answer"):
        fit.score(answers, PROFILES)


def test_a_part_that_a_role_lacks_counts_as_the_mean_of_the_others() -> None:
    scores = fit.score(fit.answered(made.everything(), PROFILES), PROFILES)
    assert scores.of_role(0)[fit.VALUES] == pytest.approx(
        float(scores.parts[fit.VALUES][0, 2:].mean()), abs=1e-5
    )
    assert math.isnan(scores.total[0, 1])
    assert not np.isnan(scores.total[0, 2:]).any()


def test_a_shortfall_counts_more_than_as_large_a_surplus() -> None:
    needed, importance = np.array([4.0], np.float32), np.array([0.6], np.float32)
    short = fit.cost(np.array([[2.0]], np.float32), needed, importance)
    spare = fit.cost(np.array([[6.0]], np.float32), needed, importance)
    assert short[0, 0] == pytest.approx(0.6 * 4)
    assert spare[0, 0] == pytest.approx(fit.SPARE * 0.4 * 4)


def test_a_few_skills_alone_cannot_decide() -> None:
    best = Person(skills={"2.A.1.a": float(PROFILES.needed[0, 5])})
    part = fit.score(fit.answered(best, PROFILES), PROFILES).of_role(5)[fit.SKILLS]
    assert 0.5 < part < 0.75


def test_points_that_are_missing_go_to_the_part_that_lost_most() -> None:
    weights = {fit.INTERESTS: 0.5, fit.SKILLS: 0.5}
    assert fit.points({fit.INTERESTS: 0.508, fit.SKILLS: 0.532}, weights) == {
        fit.INTERESTS: 25,
        fit.SKILLS: 27,
    }
