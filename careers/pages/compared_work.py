"""Rows of a comparison that are no figures: schooling, preparation, interests, skills, points."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from careers.pages.compared import DASH, WIDER, Cell, Compared, Row, is_wider, text_cell
from careers.pages.differences import NAMES_FOR_ALL
from careers.profiles.types import EntryEducation, Technology
from careers.profiles.wording import listed

POINTS, SKILLS, TECHNOLOGIES = 3, 6, 6
"""How many points for and against, core skills and technologies each role shows."""


def work_rows(roles: Sequence[Compared]) -> tuple[Row, ...]:
    profiles = [role.profile for role in roles]
    rows = [
        Row("zone", "Job zone", tuple(_zone_cell(role) for role in roles), _zones_apart(roles)),
        Row("holland", "Interests", tuple(_holland_cell(role) for role in roles), _letters(roles)),
        _list_row("core", "Core skills", roles, [_names(p.core_skills[:SKILLS]) for p in profiles]),
        _list_row(
            "apart",
            "What sets it apart",
            roles,
            [tuple(f"{s.name} ({s.difference_text})" for s in p.distinctive) for p in profiles],
            shared=[_names(p.distinctive) for p in profiles],
        ),
        _list_row("styles", "Work styles", roles, [_names(p.styles) for p in profiles]),
        _list_row(
            "technologies",
            "Technologies",
            roles,
            [tuple(map(_technology, p.technologies[:TECHNOLOGIES])) for p in profiles],
            shared=[_names(p.technologies[:TECHNOLOGIES]) for p in profiles],
        ),
    ]
    if any(role.thrives for role in roles):
        rows.append(_list_row("thrives", "Who thrives", roles, _first(r.thrives for r in roles)))
        hard = _first(r.hard_for for r in roles)
        rows.append(_list_row("hard_for", "Who may find it hard", roles, hard))
    return (*_opening_rows(roles), _counted_row(roles), *rows)


def _opening_rows(roles: Sequence[Compared]) -> tuple[Row, Row]:
    kinds = tuple(Cell(role.name, role.kind) for role in roles)
    summaries = tuple(text_cell(role, role.summary, absent="not written") for role in roles)
    return Row("kind", "What it is", kinds), Row("summary", "In short", summaries)


def _counted_row(roles: Sequence[Compared]) -> Row:
    cells = []
    for role in roles:
        codes = [f"{code.title} ({code.code})" for code in role.profile.codes]
        notes = (WIDER,) if is_wider(role.profile) else ()
        cells.append(Cell(role.name, "" if codes else DASH, tuple(codes), notes=notes))
    return Row("counted", "Counted by BLS as", tuple(cells))


def _zone_cell(role: Compared) -> Cell:
    zones = [str(zone) for zone in role.profile.zones]
    return text_cell(role, f"{listed(zones)} of 5" if zones else "", absent="not rated")


def _zones_apart(roles: Sequence[Compared]) -> str:
    zones = {role.name: max(role.profile.zones) for role in roles if role.profile.zones}
    if len(zones) < 2 or len(set(zones.values())) == 1:
        return "From 1, little preparation, to 5, the most."
    most = [name for name, zone in zones.items() if zone == max(zones.values())]
    return f"Most preparation: {listed(most)}."


def _holland_cell(role: Compared) -> Cell:
    names = listed([row.name for row in role.profile.interests[:3]])
    code = role.profile.holland_code
    return text_cell(role, f"{code}: {names}" if code else "", absent="not rated")


def _letters(roles: Sequence[Compared]) -> str:
    codes = [role.profile.holland_code for role in roles if role.profile.holland_code]
    if len(codes) < 2:
        return ""
    shared = [letter for letter in codes[0] if all(letter in code for code in codes)]
    return f"Shared: {listed(shared)}." if shared else "No letter in common."


def _list_row(
    key: str,
    name: str,
    roles: Sequence[Compared],
    lists: Sequence[tuple[str, ...]],
    *,
    shared: Sequence[tuple[str, ...]] | None = None,
) -> Row:
    """A row of lists; what stands in every list that is not empty is said."""
    cells = tuple(
        Cell(role.name, "" if items else DASH, items, notes=() if items else (_no_list(key, role),))
        for role, items in zip(roles, lists, strict=True)
    )
    held = [items for items in (shared or lists) if items]
    common = [item for item in held[0] if all(item in other for other in held)] if held else []
    if len(held) < 2 or not common:
        return Row(key, name, cells)
    every = NAMES_FOR_ALL[len(held)] if len(held) == len(roles) else "all that have any"
    return Row(key, name, cells, f"In {every}: {listed(common)}.")


def _no_list(key: str, role: Compared) -> str:
    """Why a list is empty."""
    if key in ("thrives", "hard_for"):
        return "no guide yet" if role.profile.kind != "role" else "not written"
    return "none listed" if key == "technologies" else "not rated"


def _names(rows: Iterable[object]) -> tuple[str, ...]:
    return tuple(str(getattr(row, "name", row)) for row in rows)


def _technology(item: Technology) -> str:
    return f"{item.name} (in demand)" if item.in_demand else item.name


def _first(lists: Iterable[tuple[str, ...]]) -> list[tuple[str, ...]]:
    return [items[:POINTS] for items in lists]


def schooling_rows(roles: Sequence[Compared]) -> tuple[Row, ...]:
    usual, entry = [], []
    for role in roles:
        education = role.profile.education
        ways = education.entry if education else ()
        sentence = education.sentence if education else ""
        usual.append(text_cell(role, education.short if education else "", sentence))
        words = "; ".join(_way_in(way, len(ways) > 1) for way in ways)
        entry.append(text_cell(role, words))
    return (
        Row("education", "Usual education", tuple(usual), _same(usual)),
        Row("entry", "Typical way in, BLS", tuple(entry), _same(entry)),
    )


def _way_in(way: EntryEducation, is_part: bool) -> str:
    before = "" if way.experience in ("", "None") else f", {way.experience} of related work before"
    after = "" if way.training in ("", "None") else f", then {way.training.lower()}"
    share = f" ({way.text} of the jobs)" if is_part else ""
    return f"{way.name}{before}{after}{share}"


def _same(cells: Sequence[Cell]) -> str:
    """Said where every role has the same text."""
    texts = {cell.text for cell in cells}
    if len(texts) > 1 or DASH in texts:
        return ""
    return f"The same for {NAMES_FOR_ALL[len(cells)]}."
