"""Profiles and persons for tests of fit, made of plain numbers."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from careers.guidance import fit
from careers.guidance.fit import Floats, Person, Profiles

INTERESTS = tuple(f"1.B.1.{letter}" for letter in "abcdef")
VALUES = tuple(f"1.B.2.{letter}" for letter in "abcdef")
STRENGTHS = tuple(f"1.D.1.{letter}" for letter in "abcde")
SKILLS = ("2.A.1.a", "2.A.1.b", "2.B.3.e", "2.C.3.a")
ELEMENTS = {
    fit.INTERESTS: INTERESTS,
    fit.VALUES: VALUES,
    fit.STRENGTHS: STRENGTHS,
    fit.SKILLS: SKILLS,
}
NAMES = {code: f"Element {code[-1]}" for codes in ELEMENTS.values() for code in codes}


def profiles(rated: Mapping[str, Floats], needed: Floats, importance: Floats) -> Profiles:
    """Profiles of these ratings, elements × roles; a column of NaN is a role without the part."""
    usual = np.nan_to_num(np.nanmean(rated[fit.STRENGTHS], axis=1)).astype(np.float32)
    away = {**rated, fit.STRENGTHS: rated[fit.STRENGTHS] - usual[:, None]}
    has = {part: np.asarray(~np.isnan(array).any(axis=0)) for part, array in rated.items()}
    units = {}
    for part, array in away.items():
        units[part] = fit.unit(np.nan_to_num(array.T)).T.copy()
        units[part][:, ~has[part]] = np.nan
    return Profiles(
        elements=ELEMENTS,
        names=NAMES,
        rated=rated,
        units=units,
        needed=needed,
        importance=np.where(np.isnan(needed), 0, importance).astype(np.float32),
        usual=usual,
        has={**has, fit.SKILLS: np.asarray(~np.isnan(needed).all(axis=0))},
    )


def some_profiles(size: int = 40, seed: int = 7) -> Profiles:
    """Roles drawn at random; the first lacks values, the second is not rated at all."""
    rng = np.random.default_rng(seed)

    def drawn(codes: tuple[str, ...], low: float, high: float) -> Floats:
        return rng.uniform(low, high, (len(codes), size)).astype(np.float32)

    rated = {
        fit.INTERESTS: drawn(INTERESTS, 1, 7),
        fit.VALUES: drawn(VALUES, 1, 7),
        fit.STRENGTHS: drawn(STRENGTHS, -3, 3),
    }
    needed = drawn(SKILLS, 0, 7)
    rated[fit.VALUES][:, 0] = np.nan
    for array in (*rated.values(), needed):
        array[:, 1] = np.nan
    needed[2, 2] = np.nan
    return profiles(rated, needed, drawn(SKILLS, 0, 1))


def everything(seed: int = 3) -> Person:
    """A person who answered all of it."""
    rng = np.random.default_rng(seed)
    items = {
        code: tuple(float(one) for one in rng.integers(1, 6, number))
        for codes, number in ((INTERESTS, 5), (STRENGTHS, 2))
        for code in codes
    }
    means = {code: sum(given) / len(given) for code, given in items.items()}
    return Person(
        interests={code: means[code] for code in INTERESTS},
        strengths={code: means[code] for code in STRENGTHS},
        skills={code: float(rng.integers(0, 8)) for code in SKILLS},
        values={code: float(rng.integers(0, 6)) / 5 for code in VALUES},
        items=items,
        compared=dict.fromkeys(VALUES, 5),
    )
