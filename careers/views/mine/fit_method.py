"""What the page on the method shows: the weights, and what was measured."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from careers.guidance import fit, stability, variety
from careers.guidance.reasons import NAMES


@dataclass(frozen=True, slots=True)
class Weight:
    """A part and what it weighs in per cent when all four are answered."""

    name: str
    percent: int


def explained(measured: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """The context of the page; numbers come from the code that computes and from measurement."""
    return {
        "weights": [
            Weight(NAMES[part].capitalize(), fit.rounded(100 * weight))
            for part, weight in fit.WEIGHTS.items()
        ],
        "half": fit.HALF,
        "spare": fit.SPARE,
        "prior": fit.PRIOR,
        "times": stability.TIMES,
        "noise": stability.NOISE,
        "levels_noise": stability.LEVELS_NOISE,
        "contenders": stability.CONTENDERS,
        "first": variety.FIRST,
        "most_alike": variety.MOST_ALIKE,
        "reach": variety.REACH,
        "measured": measured,
        "interest_rows": _rows(measured, "interests"),
        "skill_rows": _rows(measured, "skills"),
        "tried_rows": _rows(measured, "tried"),
        "whole_rows": _rows(measured, "whole"),
    }


def _rows(measured: Mapping[str, Mapping[str, Any]], name: str) -> list[Mapping[str, Any]]:
    """The measured rows of one check, in the order they were written."""
    return [row for key, row in measured.items() if key == name or key.startswith(f"{name}_")]
