"""What a release did to a guide's figures, in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from careers.models import ReleaseEffect
from careers.profiles import wording

NOTHING = "—"


@dataclass(frozen=True, slots=True)
class Effect:
    """What an act did to a guide, in words: each figure as "before → after"."""

    title: str
    url: str
    act: str
    at: str
    pay: str
    growth: str
    jobs: str


def effect_row(effect: ReleaseEffect) -> Effect:
    """An effect in words."""
    pay = [
        _figure(value, wording.dollars) + (" an hour" if hourly and value is not None else "")
        for value, hourly in (
            (effect.pay_before, effect.was_hourly),
            (effect.pay_after, effect.is_hourly),
        )
    ]
    growth = [_figure(value, _percent) for value in (effect.growth_before, effect.growth_after)]
    jobs = [_figure(value, wording.people) for value in (effect.jobs_before, effect.jobs_after)]
    return Effect(
        title=effect.title,
        url=f"/careers/{effect.slug}/",
        act=effect.get_act_display(),
        at=f"{effect.at:%B %-d, %Y}",
        pay=_change(pay),
        growth=_change(growth),
        jobs=_change(jobs),
    )


def _percent(value: float) -> str:
    return f"{value:.1f}%".replace("-", "−")


def _figure(value: float | None, words: Any) -> str:
    return NOTHING if value is None else str(words(value))


def _change(texts: list[str]) -> str:
    before, after = texts
    return f"{after} (as before)" if before == after else f"{before} → {after}"
