"""What the fit score should find, and how well it does: the checks of `benchmarks/fit.py`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from careers.guidance import fit
from careers.guidance.fit import Answered, Flags, Floats, Profiles
from careers.guidance.stability import LEVELS_NOISE, NOISE
from careers.models import RelatedOccupation, Release

Numbers = NDArray[np.floating]
Way = Callable[[Floats], Floats]
"""What a skill weighs, from its importance 0 to 1."""
ITEMS = 10
ALPHA = 0.82
ALPHAS = (0.70, 0.78, 0.82, 0.87)
SEED = 12


@dataclass(frozen=True, slots=True)
class Found:
    """How well those that should be found are found, over all persons who have any.

    `auc` is the mean chance that one of them is ranked before one of the others; `middle_rank` the
    median over persons of their median rank, `first_rank` of the best; `in_twenty` the mean share
    of them among the first twenty.
    """

    name: str
    persons: int
    auc: float
    middle_rank: float
    first_rank: float
    in_twenty: float


def found(name: str, scores: Numbers, wanted: Flags) -> Found:
    """Rank the roles for every person (the row's own role left out) and see where those are.

    Roles of equal score share their mean rank, so that a score that tells nothing is at chance.
    """
    aucs, middles, firsts, twenties = [], [], [], []
    for row, own in enumerate(wanted):
        positive = own.copy()
        positive[row] = False
        if not positive.any():
            continue
        ranks = mean_ranks(-np.delete(scores[row], row))
        mine = ranks[np.delete(positive, row)]
        count, others = len(mine), len(ranks) - len(mine)
        aucs.append(1 - (mine.sum() - count * (count + 1) / 2) / (count * others))
        middles.append(np.median(mine))
        firsts.append(mine.min())
        twenties.append(np.mean(mine <= 20))
    return Found(
        name,
        len(aucs),
        float(np.mean(aucs)),
        float(np.median(middles)),
        float(np.median(firsts)),
        float(np.mean(twenties)),
    )


def mean_ranks(values: Numbers) -> Numbers:
    """Ranks from 1, equals sharing the mean of theirs."""
    _, inverse, counts = np.unique(values, return_inverse=True, return_counts=True)
    ends = np.cumsum(counts)
    return (ends - (counts - 1) / 2)[inverse]


def same_group(groups: Sequence[str]) -> Flags:
    """Which pairs are of one group."""
    names = np.array(groups)
    same: Flags = names[:, None] == names[None, :]
    return same


def related(codes: Sequence[str]) -> Flags:
    """Which occupations O*NET calls related to each, in its two primary tiers."""
    places = {code: place for place, code in enumerate(codes)}
    pairs = np.zeros((len(codes), len(codes)), dtype=bool)
    rows = RelatedOccupation.objects.filter(
        release=Release.objects.current().onet, tier__startswith="Primary"
    )
    for one, other in rows.values_list("occupation_id", "related_id"):
        if one in places and other in places:
            pairs[places[one], places[other]] = True
    return pairs


def chance(size: int) -> Numbers:
    """Scores that know nothing."""
    return np.random.default_rng(SEED).random((size, size))


def five_points(ratings: Numbers, noise: float, items: int, seed: int = SEED) -> Floats:
    """Answers 1 to 5 to so many items of each true value on five points: … × items."""
    rng = np.random.default_rng(seed)
    drawn = ratings[..., None] + rng.normal(0, noise, (*ratings.shape, items))
    return np.clip(np.round(drawn), 1, 5).astype(np.float32)


def cronbach(answers: Floats) -> float:
    """Alpha of each type's items over persons (types × persons × items), the mean of the types."""
    items = answers.shape[-1]
    alphas = [
        items / (items - 1) * (1 - one.var(axis=0, ddof=1).sum() / one.sum(axis=1).var(ddof=1))
        for one in answers
    ]
    return float(np.mean(alphas))


def noise_for(alpha: float, true: Numbers) -> float:
    """The noise of one answer, in points, with which the items have this alpha (by bisection)."""
    low, high = 0.1, 8.0
    for _ in range(20):
        middle = (low + high) / 2
        if cronbach(five_points(true, middle, ITEMS)) > alpha:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def interest_checks(profiles: Profiles, family: Flags) -> tuple[list[Found], float]:
    """Simulated answers against families; and the noise that the first of them has."""
    true = 1 + (profiles.rated[fit.INTERESTS] - 1) * 4 / 6
    noise = noise_for(ALPHA, true)
    means = five_points(true, noise, ITEMS).mean(axis=-1).T
    units = profiles.units[fit.INTERESTS]

    def ours(known: Sequence[int]) -> Floats:
        rows = np.full_like(means, fit.MIDDLE[fit.INTERESTS])
        rows[:, list(known)] = means[:, list(known)]
        answers = Answered({fit.INTERESTS: fit.unit(rows)}, np.zeros((0, 0), np.float32), ())
        return fit.part_of(fit.INTERESTS, answers, profiles)

    def plain(known: Sequence[int]) -> Floats:
        role = fit.unit(profiles.rated[fit.INTERESTS][list(known)].T)
        return fit.unit(means[:, list(known)]) @ role.T

    every = range(means.shape[1])
    rows = [
        found("the score, six types answered", ours(every), family),
        found("plain correlation, six types", plain(every), family),
        found("chance", chance(len(means)), family),
        found("distance of the six numbers (Euclid)", -_distances(means, true.T), family),
        found("no noise at all: the profiles themselves", units.T @ units, family),
    ]
    for alpha in ALPHAS:
        again = five_points(true, noise_for(alpha, true), ITEMS).mean(axis=-1).T
        rows.append(found(f"the score, alpha {alpha:.2f}", fit.unit(again) @ units, family))
    for known in ((0,), (0, 3), (0, 1, 3), (0, 1, 3, 5)):
        rows.append(found(f"the score, {len(known)} of the types answered", ours(known), family))
        rows.append(found(f"plain correlation, {len(known)} of the types", plain(known), family))
    return rows, noise


def _distances(one: Numbers, other: Numbers) -> Numbers:
    """Euclidean distances between all rows."""
    squares = (one * one).sum(1)[:, None] + (other * other).sum(1)[None] - 2 * one @ other.T
    return np.sqrt(np.maximum(squares, 0))


def skill_scores(levels: Floats, profiles: Profiles, rows: Sequence[int]) -> Floats:
    """The part of skills for persons × roles; a level that a person lacks is the role's own need.

    So it counts nothing, as if it had not been asked.
    """
    total = np.full((len(levels), profiles.size), fit.PRIOR * fit.HALF, dtype=np.float32)
    weight = np.full_like(total, fit.PRIOR)
    for row in rows:
        level, importance = levels[:, row, None], profiles.importance[row]
        total += np.nan_to_num(fit.cost(level, profiles.needed[row], importance))
        weight += np.where(np.isnan(level), 0, importance)
    return np.exp2(-total / weight / fit.HALF)


def skill_checks(profiles: Profiles, wanted: Flags) -> tuple[list[Found], list[Found]]:
    """An occupation's levels as a person's, against O*NET's related ones; and what was tried."""
    levels = profiles.needed.T
    means = np.nanmean(levels, axis=0)
    whole = np.where(np.isnan(levels), means, levels)
    every = range(levels.shape[1])
    rng = np.random.default_rng(SEED)
    noisy = np.clip(levels + rng.normal(0, LEVELS_NOISE, levels.shape), 0, 7).astype(np.float32)
    skills = [row for row, code in enumerate(profiles.elements[fit.SKILLS]) if code[:3] != "2.C"]
    rows = [
        found("the score", skill_scores(levels, profiles, every), wanted),
        found("plain correlation of levels", np.corrcoef(whole), wanted),
        found("chance", chance(len(levels)), wanted),
        found("the score, the 35 skills alone", skill_scores(levels, profiles, skills), wanted),
        found("plain correlation, the 35 skills", np.corrcoef(whole[:, skills]), wanted),
        found("the score, 10 of the skills", skill_scores(levels, profiles, skills[::4]), wanted),
        found("the score, every level with noise", skill_scores(noisy, profiles, every), wanted),
        found("plain correlation, levels with noise", _crossed(noisy, whole), wanted),
    ]
    return rows, [found(name, -scores, wanted) for name, scores in _tried(profiles)]


def _crossed(persons: Floats, roles: Floats) -> Floats:
    """Pearson's correlation of every person with every role; what is not known is the mean."""
    persons = np.where(np.isnan(persons), np.nanmean(persons, axis=0), persons)
    return fit.unit(persons) @ fit.unit(roles).T


def _tried(profiles: Profiles) -> Iterator[tuple[str, Floats]]:
    """The distances that were tried: by what a shortfall and a surplus weigh, and by the power."""
    ways: tuple[tuple[str, Way, Way], ...] = (
        ("no importance", np.ones_like, np.ones_like),
        ("both by importance", lambda one: one, lambda one: one),
        ("shortfall by importance, surplus by its lack", lambda one: one, lambda one: 1 - one),
    )
    for name, short, spare in ways:
        for power in (1, 2):
            for surplus in (0, 0.25, 0.5, 0.75, 1):
                scores = _distance(profiles, short, spare, power, surplus)
                yield f"{name}, power {power}, surplus × {surplus}", scores


def _distance(profiles: Profiles, short: Way, spare: Way, power: int, surplus: float) -> Floats:
    """Mean distances between all pairs, the first as person."""
    total = np.zeros((profiles.size, profiles.size), dtype=np.float32)
    weight = np.full_like(total, 1e-6)
    for needed, importance in zip(profiles.needed, profiles.importance, strict=True):
        away = needed - needed[:, None]
        high, low = short(importance), surplus * spare(importance)
        known = ~np.isnan(away)
        total += np.nan_to_num(np.where(away > 0, high, low) * np.abs(away) ** power)
        weight += known * high
    return total / weight


def middle_distance(profiles: Profiles) -> float:
    """The median over pairs of the mean squared distance, which is worth a half."""
    scores = _distance(profiles, lambda one: one, lambda one: 1 - one, 2, fit.SPARE)
    return float(np.median(scores[~np.eye(profiles.size, dtype=bool)]))


def whole_checks(profiles: Profiles, family: Flags, noise: float) -> list[Found]:
    """All parts answered with noise; each part alone, and with all weights alike."""
    parts = _noisy_parts(profiles, noise)
    weighted = fit.total_of(parts, fit.WEIGHTS)
    alike = fit.total_of(parts, dict.fromkeys(fit.PARTS, 0.25))
    rows = [
        found("the score", weighted, family),
        found("all parts weighing the same", alike, family),
        found("chance", chance(profiles.size), family),
    ]
    rows += [found(f"{part} alone", array, family) for part, array in parts.items()]
    for part in fit.PARTS:
        rest = {name: array for name, array in parts.items() if name != part}
        rows.append(found(f"without {part}", fit.total_of(rest, fit.shares(list(rest))), family))
    for part, array in parts.items():
        print(f"spread of the part {part}: {array.std():.3f}, mean {array.mean():.3f}")
    return rows


def _noisy_parts(profiles: Profiles, noise: float) -> dict[str, Floats]:
    """Each part as occupations' people would get it, with the noise of their answers."""
    rng = np.random.default_rng(SEED)
    liking = five_points(1 + (profiles.rated[fit.INTERESTS] - 1) * 4 / 6, noise, ITEMS)
    styles = profiles.rated[fit.STRENGTHS]
    standing = (styles - profiles.usual[:, None]) / styles.std(axis=1, keepdims=True)
    saying = five_points(3.5 + 0.5 * standing, NOISE, 2, SEED + 1)
    values = profiles.rated[fit.VALUES]
    vectors = {
        fit.INTERESTS: fit.unit(liking.mean(axis=-1).T),
        fit.STRENGTHS: fit.unit(saying.mean(axis=-1).T),
        fit.VALUES: fit.unit(values.T + rng.normal(0, 0.5, values.T.shape)),
    }
    levels = profiles.needed.T
    levels = np.where(np.isnan(levels), np.nanmean(levels, axis=0), levels)
    levels = np.clip(levels + rng.normal(0, LEVELS_NOISE, levels.shape), 0, 7).astype(np.float32)
    answers = Answered(vectors, levels, tuple(range(levels.shape[1])))
    return {part: fit.part_of(part, answers, profiles) for part in fit.PARTS}
