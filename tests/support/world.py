"""The small world of true figures in `tests/data`, loaded as an operator loads official files."""

from dataclasses import dataclass
from pathlib import Path

from django.apps import apps

from careers.importers.base import ImportResult, Options, run_import

DATA = Path(__file__).parent.parent / "data"


@dataclass(frozen=True, slots=True)
class File:
    """A file to import: its source, where it is below the folder, the release if it says none."""

    source: str
    path: str
    release: str = ""

    def load(self, folder: Path = DATA, *, commit: bool = True) -> ImportResult:
        options = Options(release=self.release, commit=commit)
        return run_import(self.source, folder / self.path, options)


# Each after those whose codes it needs.
FILES = (
    File("soc", "soc/soc_structure_2018.xlsx"),
    File("onet", "onet/db_30_1_text"),
    File("projections", "ep/occupation_2024-34.xlsx"),
    File("crosswalk", "ep/nem-onet-to-soc-crosswalk_2023-09.xlsx"),
    File("attainment", "ep/occupation_2022-32.xlsx"),
    File("oews", "oews/national_M2022_dl.xlsx"),
    File("oews", "oews/national_M2023_dl.xlsx"),
    File("oews", "oews/national_M2024_dl.xlsx"),
    File("oews", "oews/oews_2025_area_occ.csv"),
    File("parities", "bea"),
    File("metros", "map/metros.json", "November 2026"),
)


def import_world(*sources: str) -> dict[str, ImportResult]:
    """Import the small world, or only some sources; return the last result of each."""
    files = [file for file in FILES if not sources or file.source in sources]
    return {file.source: file.load() for file in files}


def every_row() -> dict[str, list[tuple[object, ...]]]:
    """Return all rows of the application's tables, to tell whether anything changed."""
    return {
        model._meta.label: sorted(model._default_manager.values_list(), key=repr)
        for model in apps.get_app_config("careers").get_models()
    }
