"""Guides as files: written, read again, and compared with what is held before anything changes.

django-import-export was looked at and left: it maps the columns of a table to the fields of a
model, row by row, and saves each. Here a guide is one document whose versions are JSON, it is
saved by the actions alone, and a report has to name the line, tell what a text field differs in,
and see an editor's draft that the file does not know of. What would be left of the library is
its form.
"""

from careers.exchange.archive import guides_zip
from careers.exchange.held import Held, Which, held_guides
from careers.exchange.incoming import FileRefused, read_file
from careers.exchange.plan import Kind, Plan, Row, plan
from careers.exchange.records import MOST_BYTES, MOST_GUIDES
from careers.exchange.table import COLUMNS, guides_csv

__all__ = [
    "COLUMNS",
    "MOST_BYTES",
    "MOST_GUIDES",
    "FileRefused",
    "Held",
    "Kind",
    "Plan",
    "Row",
    "Which",
    "guides_csv",
    "guides_zip",
    "held_guides",
    "plan",
    "read_file",
]
