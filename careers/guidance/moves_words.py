"""What makes a move long, and each half of a path shorter, in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from careers.guidance import moves_rules as rules
from careers.guidance.gap import Distance, Gap
from careers.guidance.moves_pay import PayChange
from careers.guidance.moves_types import wording_of
from careers.models import MoveKind
from careers.profiles.wording import listed

if TYPE_CHECKING:
    from careers.guidance.moves_field import Standing
    from careers.guidance.moves_judge import Judged
    from careers.guidance.moves_paths import Between

LESS_TO_LEARN, MORE_ALIKE = 0.15, 0.10
"""Differences in average learning and in nearness that are worth a word."""


def why(own: Standing, goal: Standing, judged: Judged, row: int, apart: Gap) -> list[str]:
    """What rule 5 finds long in a move, in words."""
    found = []
    if judged.many_levels[row]:
        found.append(f"It is {int(judged.rungs[row])} levels up.")
    if judged.long_school[row]:
        there = wording_of(goal.education)
        found.append(f"The usual way in is {there}: about {int(judged.years[row])} more years.")
    if judged.high_zone[row]:
        found.append(f"It takes more preparation: job zone {goal.zone}, now {own.zone}.")
    if judged.much_learning[row]:
        lots, some = len(apart.of(Distance.LOT)), len(apart.of(Distance.SOME))
        found.append(
            f"Of {len(apart.rows)} skills that matter there, {lots} take a lot of learning"
            f" and {some} take some."
        )
    return found


def unlike(judged: Judged, row: int, is_rated: bool, is_related: bool) -> list[str]:
    """That there is little in common, or that it is not known, in words."""
    if not is_rated:
        return ["O*NET has not rated both: how much of the work is alike is not known."]
    if judged.neighbor[row]:
        return []
    like = f"likeness {judged.like[row]:.2f} of 1".replace("-", "−")
    if is_related:
        return [f"O*NET calls them related, but what matters in the work differs: {like}."]
    return [f"The work has little in common: {like}."]


def aside(
    kind: MoveKind, pay: PayChange, levels: tuple[str, str] | None, *, is_editors: bool
) -> str:
    """What the kind rests on, where that is a level or the pay that is shown says otherwise."""
    by_level = ""
    if levels and levels[0] != levels[1] and kind in (MoveKind.UP, MoveKind.BACK):
        by_level = f"By level, from {levels[0].lower()} to {levels[1].lower()}"
    middle, own = pay.differences[1], pay.present.value if pay.present else None
    if middle is None or not own:
        return by_level and f"{by_level}."
    less = {MoveKind.UP: middle < 0, MoveKind.ACROSS: middle < -rules.SOME_PAY * own}.get(kind)
    more = kind == MoveKind.BACK and middle > 0
    if not (less or more):
        return by_level and f"{by_level}."
    basis = "By the guide’s editor" if is_editors else by_level or "By pay in the nation"
    return f"{basis}; the pay published here is {'more' if more else 'less'}."


def kinds_of(found: Between, row: int) -> tuple[MoveKind, MoveKind]:
    """The kinds of both halves."""
    first, second = (MoveKind(str(half.kinds[row])) for half in (found.first, found.second))
    return first, second


def halves(found: Between, row: int) -> tuple[str, str]:
    """Of each half that is a stretch or pays less, that it is, and how it is shorter."""
    years = (float(found.first.years[row]), float(found.after[row]))
    sides = zip(kinds_of(found, row), (found.first, found.second), years, strict=True)
    first, second = (_half(kind, half, row, found.whole, more) for kind, half, more in sides)
    return first, second


def _half(kind: MoveKind, half: Judged, row: int, whole: Judged, years: float) -> str:
    if kind not in (MoveKind.STRETCH, MoveKind.BACK):
        return ""
    less = _shorter(half, row, whole, years)
    if kind == MoveKind.BACK:
        return f"It is lower in pay or level than your role. Against the whole way: {less}."
    return f"It is itself a stretch, but a shorter one: {less}."


def _shorter(half: Judged, row: int, whole: Judged, years: float) -> str:
    """What is less in it than in the whole way."""
    most = float(whole.years[0])
    parts = []
    if years <= 0 < most:
        parts.append(f"no more schooling (directly {_years(most)})")
    elif years < most:
        parts.append(f"about {_years(years)} more usual schooling instead of {_years(most)}")
    zones, most = float(half.zone[row]), float(whole.zone[0])
    if zones <= 0 < most:
        parts.append(f"no higher job zone (directly {int(most)} up)")
    elif zones < most:
        parts.append(f"{int(zones)} job zone{'' if zones == 1 else 's'} up instead of {int(most)}")
    rungs, most = float(half.rungs[row]), float(whole.rungs[0])
    if most > 1 and rungs < most:
        up = int(max(rungs, 0))
        parts.append(f"{up} level{'' if up == 1 else 's'} up instead of {int(most)}")
    if half.training[row] < whole.training[0] >= 1:
        parts.append("shorter training on the job")
    if half.short[row] <= whole.short[0] - LESS_TO_LEARN:
        parts.append("less to learn at once")
    if half.near[row] >= whole.near[0] + MORE_ALIKE:
        parts.append("work that is more alike")
    return listed(parts) or "less in all, taken together"


def _years(years: float) -> str:
    return f"{int(years)} year" + ("" if int(years) == 1 else "s")


def no_path(own: Standing, goal: Standing, *, is_rated: bool, leads: bool) -> str:
    """Why no role stands between, and what the way is then."""
    return f"{_why_none(goal, is_rated=is_rated, leads=leads)} {_instead(own, goal)}"


def _why_none(goal: Standing, *, is_rated: bool, leads: bool) -> str:
    if not is_rated:
        return "O*NET has not rated the skills of both, so roles in between cannot be looked for."
    if not leads:
        return f"No work that O*NET ties closely to {goal.title} is a step towards it."
    return (
        f"There is work that is a step towards {goal.title}, but from here it is nearly as far as"
        f" {goal.title} itself, asks as much schooling, or pays much less than your role."
    )


def _instead(own: Standing, goal: Standing) -> str:
    """The usual way in, by BLS: what is to be done where no bridge helps."""
    years = [rules.SCHOOLING_YEARS.get(role.education, 0) for role in (own, goal)]
    if goal.training == "Apprenticeship":
        return "The usual way in is an apprenticeship: training that is paid from the first day."
    if years[1] > years[0]:
        school = wording_of(goal.education)
        return (
            f"The way then leads through school: {school}, about {_years(years[1] - years[0])}"
            " beyond what your role asks for. Ask a school nearby for a course beside work."
        )
    if goal.experience and goal.experience != "None":
        return f"Employers usually ask for work in a related job: {goal.experience.lower()}."
    if years[1] > rules.FREE_YEARS:
        return (
            f"Its usual schooling, {wording_of(goal.education)}, is no longer than that of your"
            " role, but may have to be in its own field. Ask a school how much of yours counts."
        )
    if rules.TRAINING_YEARS.get(goal.training, 0) > 0:
        return "It asks no more schooling than your role: most learn it on the job."
    return "It asks no more schooling than your role: what is to learn is the list below."
