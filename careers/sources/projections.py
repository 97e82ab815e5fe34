"""BLS Employment Projections: jobs today and in ten years, openings, entry requirements.

Read from the official workbook (occupation.xlsx) or from the CSV made of it: the same rows. Columns
are found by their headings, in whichever tables of the workbook have them: since 2024 all but the
separations are in Table 1.2, before that in 1.2, 1.7 and 5.4. Years are those of the headings.
"""

import re
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from careers.sources.files import SourceError, Table, one_text
from careers.sources.records import Record
from careers.sources.workbooks import Columns, Sheet, find_columns, open_workbook

CODE = r"\d\d-\d{4}"
KEYS = {
    "title": r"\d{4} National Employment Matrix title",
    "code": r"\d{4} National Employment Matrix code",
}
HEADINGS = {
    "kind": r"Occupation type",
    "base": r"Employment, (\d{4})$",
    "projected": r"Employment, \d{4}$",
    "growth": r"Employment change, percent",
    "openings": r"Occupational openings, .*annual average",
    "self_employed": r"Percent self[- ]employed",
    "median_wage": r"Median annual wage",
    "entry_education": r"Typical education needed for entry",
    "work_experience": r"Work experience in a related occupation",
    "training": r"Typical on-the-job training",
}
CSV_HEADINGS = {
    "title": r"title$",
    "code": r"nem_code$",
    "kind": r"occ_type$",
    "base": r"emp_(\d{4})_k$",
    "projected": r"emp_\d{4}_k$",
    "growth": r"emp_change_pct$",
    "openings": r"openings_annual_k$",
    "self_employed": r"self_employed_pct",
    "median_wage": r"median_wage_\d{4}$",
    "entry_education": r"entry_education$",
    "work_experience": r"work_experience$",
    "training": r"on_the_job_training$",
}
# A share of a rounded thousand makes 100 the least unit; no occupation has a billion jobs.
MAX_JOBS_K = 10**6


@dataclass(frozen=True, slots=True)
class ProjectionRow:
    """One matrix occupation, or a group of them (`is_line_item` false).

    Jobs and yearly openings in persons (BLS gives tenths of thousands), growth and self-employed
    in percent. `median_wage` in dollars a year, of wage and salary workers; where
    `median_wage_capped`, BLS says "at or above" it. None and "" are what BLS leaves out.
    """

    code: str
    title: str
    is_line_item: bool
    base_employment: int
    projected_employment: int
    growth_percent: float
    openings: int
    self_employed_percent: float | None
    entry_education: str
    work_experience: str
    training: str
    median_wage: int | None
    median_wage_capped: bool


@dataclass(frozen=True, slots=True)
class Projections:
    """One release, from `base_year` to `target_year`; `name` is like "2024–34"."""

    path: Path
    name: str
    base_year: int
    target_year: int

    def rows(self) -> Iterator[ProjectionRow]:
        """Yield the rows, a group before its parts. Raises `SourceError`."""
        seen: set[Hashable] = set()
        for record in _records(self.path):
            record.once(seen, record.code("code", CODE))
            yield _row(record)


def read(path: Path) -> Projections:
    """Find a release at `path`. Raises `SourceError` if it is none."""
    if path.suffix.lower() == ".xlsx":
        headings = _tables(path)[0].headings
    else:
        _, headings = _csv(path)
    base_year, target_year = _year(headings["base"]), _year(headings["projected"])
    if not base_year < target_year <= base_year + 30:
        reason = f"projects from {base_year} to {target_year}; is this another table?"
        raise SourceError(path, None, reason)
    name = f"{base_year}–{target_year % 100:02}"
    return Projections(path, name, base_year, target_year)


def _year(heading: str) -> int:
    (year,) = re.findall(r"\d{4}", heading)
    return int(year)


def _records(path: Path) -> Iterator[Record]:
    if path.suffix.lower() != ".xlsx":
        table, names = _csv(path)
        return table.renamed(names)
    return _joined(_tables(path))


def _csv(path: Path) -> tuple[Table, Mapping[str, str]]:
    """Return the table, and its columns by our names."""
    table = Table(one_text(path))
    header = table.header()
    if "Occupation Code" in header:
        reason = (
            "is the search export, which has no groups and no self-employed; "
            "give occupation.xlsx of the Employment Projections"
        )
        raise table.file.error(1, reason)
    names: dict[str, str] = {}
    for ours, pattern in CSV_HEADINGS.items():
        found = [name for name in header if re.match(pattern, name) and name not in names.values()]
        if not found:
            shown = ", ".join(header)[:300]
            reason = f"column '{ours.replace('_', ' ')}' is missing; found: {shown}"
            raise table.file.error(1, f"{reason}; is this another table?")
        names[ours] = found[0]
    return table, names


def _tables(path: Path) -> list[Columns]:
    """Return the tables about occupations: first the one that has most, then what it lacks."""
    with open_workbook(path) as book:
        sheets = [book.sheet(title) for title in book.titles if re.match(r"Table \d", title)]
    found = [columns for sheet in sheets if (columns := _columns(sheet))]
    tables = [
        columns for columns in found if {"kind", "base", "projected"} <= set(columns.positions)
    ]
    if not tables:
        reason = "has no table of projections by occupation; give occupation.xlsx of a release"
        raise SourceError(path, None, reason)
    first = max(tables, key=lambda columns: len(columns.positions))
    chosen, left = [first], set(HEADINGS) - set(first.positions)
    for columns in found:
        if left & set(columns.positions):
            chosen.append(columns)
            left -= set(columns.positions)
    if left:
        name = sorted(left)[0].replace("_", " ")
        raise first.sheet.error(None, f"column '{name}' is missing, here and in every other table")
    return chosen


def _columns(sheet: Sheet) -> Columns | None:
    """Return the columns of a table whose rows are all matrix occupations, else None."""
    columns = find_columns(sheet, {**KEYS, **HEADINGS}, tuple(HEADINGS))
    if columns is None or "base" not in columns.positions:
        return columns
    row = sheet.rows[columns.header - 1]
    years = [i for i, cell in enumerate(row) if re.match(HEADINGS["base"], str(cell).strip())]
    if len(years) != 2:
        raise sheet.error(columns.header, "does not have two columns of jobs, now and projected")
    positions = {**columns.positions, "base": years[0], "projected": years[1]}
    headings = {**columns.headings, "base": str(row[years[0]]), "projected": str(row[years[1]])}
    return Columns(sheet, columns.header, positions, headings)


def _joined(tables: list[Columns]) -> Iterator[Record]:
    """Yield the records of the first table, with cells that it lacks, by code, from the others."""
    first, *others = tables
    added: dict[str, dict[str, object]] = {}
    for columns in others:
        lacking = [name for name in columns.positions if name not in first.positions]
        for record in columns.records("code", CODE):
            cells = added.setdefault(record.text("code"), {})
            cells.update({name: record.cells[name] for name in lacking})
    for record in first.records("code", CODE):
        more = added.get(record.text("code"), {})
        yield Record(record.source, record.row, {**dict.fromkeys(HEADINGS), **more, **record.cells})


def _row(record: Record) -> ProjectionRow:
    kind = record.text("kind")
    if kind not in ("Line item", "Summary"):
        raise record.error(f"occupation type '{kind}' is neither 'Line item' nor 'Summary'")
    wage, capped = _median_wage(record)
    return ProjectionRow(
        record.text("code"),
        record.required("title"),
        kind == "Line item",
        round(record.number("base", 0, MAX_JOBS_K) * 1000),
        round(record.number("projected", 0, MAX_JOBS_K) * 1000),
        record.number("growth", -100, 1000),
        round(record.number("openings", 0, MAX_JOBS_K) * 1000),
        record.number_or_none("self_employed", 0, 100),
        record.text("entry_education"),
        record.text("work_experience"),
        record.text("training"),
        wage,
        capped,
    )


def _median_wage(record: Record) -> tuple[int | None, bool]:
    text = record.text("median_wage")
    bare = text.lstrip(">=≥").lstrip("$")
    plain = Record(record.source, record.row, {"median_wage": bare})
    wage = plain.number_or_none("median_wage", 1, 10_000_000)
    return (None if wage is None else round(wage)), text != "" and text[0] in ">≥"
