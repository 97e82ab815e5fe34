"""Roles side by side: the same rows for each, and in words what sets them apart."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from careers.pages.compared import (
    DASH,
    WIDER,
    Cell,
    Compared,
    Comparison,
    Group,
    MoveBetween,
    Row,
    figures_of,
    is_wider,
)
from careers.pages.compared_skills import skill_tables
from careers.pages.compared_work import schooling_rows, work_rows
from careers.pages.differences import Entry, difference
from careers.profiles import Figure
from careers.profiles.figures import ANNUAL, HOURLY
from careers.profiles.types import (
    AT_LEAST,
    DERIVED,
    NOT_PUBLISHED,
    PUBLISHED,
    OccupationRow,
)
from careers.profiles.wording import listed

RATED = "job zone, interests, skills, styles and technologies"


@dataclass(frozen=True, slots=True)
class _FigureRow:
    """A row of figures: its key, its name, and where the figure stands."""

    key: str
    name: str
    of: Callable[[Compared], Figure]


def comparison(roles: Sequence[Compared], place: str = "") -> Comparison:
    """Compare two to four roles; `place` is the name of the chosen area, empty for the nation."""
    names = [role.name for role in roles]
    cautions: list[str] = []
    groups = [
        Group("there", f"In {place}", _place_rows(roles, cautions)) if place else None,
        Group("figures", "The nation" if place else "Figures", _nation_rows(roles, cautions)),
        Group("work", "The work and who does it", work_rows(roles)),
    ]
    return Comparison(
        title=f"{listed(names)} compared",
        roles=tuple(roles),
        groups=tuple(group for group in groups if group),
        skills=tuple(skill_tables(names, [role.profile for role in roles])),
        moves=tuple(_moves(roles)),
        cautions=(*_code_cautions(roles), *dict.fromkeys(cautions)),
        sources=_sources(roles, bool(place)),
    )


def _nation_rows(roles: Sequence[Compared], cautions: list[str]) -> tuple[Row, ...]:
    hourly = any(figures_of(role).shown_pay[2].unit == HOURLY for role in roles)
    rows = [_FigureRow("pay", "Middle pay, a year", lambda role: figures_of(role).median)]
    if hourly:
        rows.append(
            _FigureRow("pay_hourly", "Middle pay, an hour", lambda role: figures_of(role).hourly[2])
        )
    rows += [
        _FigureRow("growth", "Growth over ten years", lambda role: figures_of(role).growth),
        _FigureRow("openings", "Openings a year", lambda role: figures_of(role).openings),
        _FigureRow("jobs", "Jobs", lambda role: figures_of(role).jobs),
    ]
    made = [_figure_row(row, roles, cautions) for row in rows]
    spread = _range_row(
        "pay_range",
        "8 in 10 earn",
        roles,
        [(pay[0], pay[4]) for role in roles for pay in [figures_of(role).shown_pay]],
    )
    return (*made[: 1 + hourly], spread, *made[1 + hourly :], *schooling_rows(roles))


def _place_rows(roles: Sequence[Compared], cautions: list[str]) -> tuple[Row, ...]:
    rows = (
        _FigureRow("pay_there", "Middle pay there", lambda role: place_figure(role, "median")),
        _FigureRow("pay_real", "At national prices", lambda role: place_figure(role, "real")),
        _FigureRow("jobs_there", "Jobs there", lambda role: place_figure(role, "jobs")),
    )
    made = [_figure_row(row, roles, cautions) for row in rows]
    ranges = [(place_figure(role, "low"), place_figure(role, "high")) for role in roles]
    return (made[0], _range_row("pay_range_there", "8 in 10 earn there", roles, ranges), *made[1:])


def place_figure(role: Compared, field: str) -> Figure:
    """A figure of the chosen area by its name in `PlaceRow`."""
    table, row = role.profile.places, role.place
    unit = "jobs" if field == "jobs" else table.unit if table else ANNUAL
    sources = [table.wages_source, table.parity_source if field == "real" else ""] if table else []
    releases = tuple(name for name in sources if name)
    value = getattr(row, field) if row else None
    if row is None or value is None:
        return Figure(None, unit, NOT_PUBLISHED, row.missing if row else "", releases)
    open_ended = dict(zip(("low", "median", "high"), row.at_least, strict=True))
    if open_ended.get("median" if field == "real" else field, False):
        return Figure(value, unit, AT_LEAST, "The source withholds more.", releases)
    single = len(role.profile.codes) == 1 and field != "real"
    return Figure(value, unit, PUBLISHED if single else DERIVED, "", releases)


def _figure_row(row: _FigureRow, roles: Sequence[Compared], cautions: list[str]) -> Row:
    """Figures with what sets them apart; why some are not ranked is added to the cautions."""
    entries = [
        Entry(role.name, row.of(role), WIDER if is_wider(role.profile) else "") for role in roles
    ]
    found = difference(entries)
    reasons = found.left_out
    cautions += [
        caution
        for role, entry, reason in zip(roles, entries, reasons, strict=True)
        if (caution := _caution(row.name, role, entry, reason))
    ]
    cells = tuple(
        _figure_cell(role, entry.figure, mark, reason)
        for role, entry, mark, reason in zip(roles, entries, found.marks, reasons, strict=True)
    )
    return Row(row.key, row.name, cells, found.says)


def _caution(row: str, role: Compared, entry: Entry, reason: str) -> str:
    """Why a figure is not ranked, said once: not of a role that has none, or a wider group."""
    if reason in ("", WIDER) or not role.profile.codes:
        return ""
    if entry.figure.value is None:
        return f"{row}: {entry.figure.status_words} for {role.name}. {entry.figure.method}".strip()
    return f"{row}: {role.name} is not ranked, being {reason}."


def _figure_cell(role: Compared, figure: Figure, mark: str, reason: str) -> Cell:
    """A figure with BLS's word for a growth, and what keeps it from being ranked."""
    notes = [figures_of(role).growth_word] if figure.unit == "percent" else []
    if figure.status == AT_LEAST:
        notes.append(figure.status_words)
    hourly = figure.unit == HOURLY and figure.value is not None
    text = f"{figure.text} an hour" if hourly else figure.text
    return Cell(role.name, text, (), mark, tuple(filter(None, [*notes, reason])), figure)


def _range_row(
    key: str, name: str, roles: Sequence[Compared], ranges: Sequence[tuple[Figure, Figure]]
) -> Row:
    """The 10th to the 90th percentile of pay."""
    cells = []
    for role, (low, high) in zip(roles, ranges, strict=True):
        absent = low.value is None or high.value is None
        hourly = low.unit == HOURLY and not absent
        text = DASH if absent else f"{low.text} to {high.text}{' an hour' if hourly else ''}"
        notes = (low.status_words,) if absent else ()
        cells.append(Cell(role.name, text, notes=notes, ends=(low, high)))
    return Row(key, name, tuple(cells), "The 10th to the 90th percentile.")


def _moves(roles: Sequence[Compared]) -> Iterable[MoveBetween]:
    """Every typed move from one of the guides to another, in both directions."""
    names = {role.profile.url: role.name for role in roles}
    for role in roles:
        for move in role.profile.moves:
            if move.url in names:
                yield MoveBetween(role.name, names[move.url], move.kind_text, move.reason)


def _code_cautions(roles: Sequence[Compared]) -> list[str]:
    """What the codes behind the figures forbid to conclude."""
    cautions = []
    for place, role in enumerate(roles):
        codes = {code.code: f"{code.title} ({code.code})" for code in role.profile.codes}
        for other in roles[place + 1 :]:
            others = {code.code for code in other.profile.codes}
            shared = listed([name for code, name in codes.items() if code in others])
            if shared and set(codes) == others:
                cautions.append(
                    f"{role.name} and {other.name}: BLS counts both in {shared}. Their pay, "
                    "growth, openings and jobs are one group's figures and tell nothing apart."
                )
            elif shared:
                cautions.append(
                    f"{role.name} and {other.name}: the figures of both include {shared}, so in "
                    "part they describe the same jobs."
                )
    return (
        cautions
        + [
            f"{role.name}: {_wider_words(role.profile.occupations)} Its figures are not ranked."
            for role in roles
            if is_wider(role.profile)
        ]
        + [
            f"{role.name}: BLS publishes neither pay nor projections for it."
            for role in roles
            if not role.profile.codes
        ]
    )


def _wider_words(rows: Sequence[OccupationRow]) -> str:
    groups = dict.fromkeys(
        f"{row.matrix_title} ({row.matrix_code})" for row in rows if row.matrix_code
    )
    return f"BLS counts it in a wider group, {listed(list(groups))}."


def _sources(roles: Sequence[Compared], with_place: bool) -> tuple[str, ...]:
    """Each release behind the table and what it gives, once."""
    found: dict[str, list[str]] = {}

    def add(what: str, source: str) -> None:
        if source and what not in found.setdefault(source, []):
            found[source].append(what)

    for role in roles:
        figures, releases, table = figures_of(role), role.profile.releases, role.profile.places
        add("pay", figures.shown_pay[2].source)
        if with_place and table:
            add("pay there", table.wages_source)
            add("jobs there", table.wages_source)
            add("prices there", table.parity_source)
        for what in ("growth", "openings", "jobs"):
            add(what, getattr(figures, what).source)
        if role.profile.education:
            add("usual education", role.profile.education.source)
            add("way in", role.profile.education.entry_source)
        add(RATED, releases.onet.short_name if releases.onet else "")
    return tuple(f"{source}: {listed(what)}" for source, what in found.items())
