"""What the sections shared by guides, bare titles and occupations need besides the profile."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from careers.pages import charts
from careers.pages.maps import AreaMap, area_map
from careers.pages.places import Sorting, top_places
from careers.profiles import Profile
from careers.profiles.types import PayYear
from careers.profiles.wording import people, whole_percent


@dataclass(frozen=True, slots=True)
class YearRow:
    """Pay and jobs of one wage release, as the table shows them."""

    name: str
    low: str
    median: str
    high: str
    jobs: str


def section_context(profile: Profile, sort: str | None) -> dict[str, object]:
    """The profile with its charts, its years and its first areas in the order asked for.

    For templates that include careers/_pay.html, _places.html, _changing.html and their like;
    `sort` is the word of `?sort=`, jobs where it is none or unknown.
    """
    sorting = Sorting.asked(sort, default="jobs")
    average = profile.average_growth
    return {
        "profile": profile,
        "sorting": sorting,
        "places": top_places(profile.places, sorting),
        "area_map": profile_map(profile, sorting),
        "pay_curve": charts.pay_curve(profile),
        "pay_years": charts.pay_years(profile.history),
        "year_rows": year_rows(profile.history),
        "average_growth": "" if average is None else whole_percent(average),
        "interest_chart": charts.interest_chart(profile.interests),
    }


def profile_map(profile: Profile, sorting: Sorting) -> AreaMap | None:
    """The map of a profile's areas, coloured by the pay the table is sorted by."""
    if profile.places is None:
        return None
    return area_map(profile.places.rows, adjusted=sorting.adjusted)


def year_rows(history: Sequence[PayYear]) -> list[YearRow]:
    """Each wage release's national pay to the dollar, and its wage and salary jobs."""
    return [
        YearRow(
            year.name,
            year.low.exact,
            year.median.exact,
            year.high.exact,
            "—" if year.wage_jobs is None else people(year.wage_jobs),
        )
        for year in history
    ]
